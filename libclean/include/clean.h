/* libclean for C, and for all that can call C: cleaning and normalisation of OCR'd newspaper text.

     libclean_pipeline *pipeline;
     libclean_text message;
     if (libclean_pipeline_load("zh-daily", NULL, &pipeline, &message) != LIBCLEAN_OK) ...
     libclean_page *page;
     libclean_clean(pipeline, bytes, size, &page, NULL);
     for (size_t i = 0; i < libclean_page_articles(page); ++i) {
       const libclean_article *article = libclean_page_article(page, i);
       libclean_view headline = libclean_article_headline(article);
       printf("%.*s\n", (int)headline.size, headline.data);
     }
     libclean_page_free(page);
     libclean_pipeline_free(pipeline);

   Text is UTF-8 with its length in bytes; places are bytes, counted from 0, and ranges are half-open. What
   the caller must free is a libclean_text or a handle that has a function _free; a libclean_view, a
   libclean_part, a libclean_span and a libclean_article are borrowed from the handle they were asked of, and
   last as long as it. An index that is not below its count gives nothing: a view of size 0, a null pointer,
   zeros; and so does what is asked of a null page or article.

   A pipeline never changes; any number of threads may use one. Every other handle is for one thread at a
   time. Nothing is printed, and no signal, locale or global is touched. */
#ifndef LIBCLEAN_CLEAN_H
#define LIBCLEAN_CLEAN_H

#include <clean/export.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* That of the header; compare with libclean_abi_version() of the library that was loaded. Functions and
   values may be added under the same number. */
#define LIBCLEAN_ABI_VERSION 1
LIBCLEAN_API int libclean_abi_version(void);

/* "0.1.0" */
LIBCLEAN_API const char* libclean_version(void);

typedef enum libclean_status {
  LIBCLEAN_OK = 0,
  LIBCLEAN_BAD_RECIPE = 2, /* no such recipe, or it cannot be used: the message has file and line */
  LIBCLEAN_NOT_TEXT = 3,   /* markup that is not what was asked for */
  LIBCLEAN_FAILED = 4,     /* something else: the message has it */
  LIBCLEAN_NO_MEMORY = 5,
  LIBCLEAN_BAD_LOG = 6,     /* of undo: the log or the output cannot be used */
  LIBCLEAN_BAD_ARGUMENT = 7 /* a null pointer where there must be something, a value that means nothing */
} libclean_status;

/* Borrowed. `data` is not ended by a zero. */
typedef struct libclean_view {
  const char* data;
  size_t size;
} libclean_view;

/* Owned by the caller. `data` is ended by a zero that `size` does not count; null when there is none. */
typedef struct libclean_text {
  char* data;
  size_t size;
} libclean_text;

/* Frees it and makes it empty; an empty one may be freed. */
LIBCLEAN_API void libclean_text_free(libclean_text* text);

/* Bytes of the source. */
typedef struct libclean_span {
  uint64_t begin, end;
} libclean_span;

/* ---- Recipes and pipelines */

typedef struct libclean_pipeline libclean_pipeline;

/* Begin with LIBCLEAN_OPTIONS, and set what is to be different. */
typedef struct libclean_options {
  size_t size;         /* of this struct: that of the header the caller was compiled with */
  const char* filters; /* "rejoin,width": run just these; null: all of the recipe */
  double threshold;    /* how sure a decision must be, 0 to 1; below 0: that of the recipe */
} libclean_options;
#define LIBCLEAN_OPTIONS \
  { sizeof(libclean_options), NULL, -1.0 }

/* `recipe`: the name of a built-in recipe or the path of a TOML file. `options` may be null. `message` may be
   null; where it is not it is set: to what went wrong, for people, or to nothing. */
LIBCLEAN_API libclean_status libclean_pipeline_load(const char* recipe, const libclean_options* options,
                                                    libclean_pipeline** pipeline, libclean_text* message);

/* The recipe's text itself; `where` names it in messages. */
LIBCLEAN_API libclean_status libclean_pipeline_parse(const char* toml, size_t size, const char* where,
                                                     const libclean_options* options,
                                                     libclean_pipeline** pipeline, libclean_text* message);

/* A null pointer may be freed; here and below. */
LIBCLEAN_API void libclean_pipeline_free(libclean_pipeline* pipeline);

/* The built-in recipes by name, and the one that fits a text, of which the first 64 KiB are enough. They last
   as long as the library. */
LIBCLEAN_API size_t libclean_recipes(void);
LIBCLEAN_API const char* libclean_recipe_name(size_t index);
LIBCLEAN_API const char* libclean_fitting_recipe(const char* text, size_t size);

/* ---- Cleaning */

/* A text that was cleaned, or a window of a longer one: its articles and the decisions that made them. */
typedef struct libclean_page libclean_page;

/* Text, or a file with markup (ALTO, PAGE XML, hOCR), told by its first bytes; less than 4 GiB. Form feeds
   are page turns. The bytes are copied. Text is never an error: damage is repaired or left alone. */
LIBCLEAN_API libclean_status libclean_clean(const libclean_pipeline* pipeline, const char* bytes, size_t size,
                                            libclean_page** page, libclean_text* message);

LIBCLEAN_API void libclean_page_free(libclean_page* page);

/* A text of any length, window by window, with memory that does not grow. The pipeline must outlive it. */
typedef struct libclean_stream libclean_stream;

LIBCLEAN_API libclean_status libclean_stream_open(const libclean_pipeline* pipeline, libclean_stream** stream,
                                                  libclean_text* message);

/* Some more of the text, plain and in UTF-8; size 0: that was all. Then take pages until there are no more.
 */
LIBCLEAN_API libclean_status libclean_stream_add(libclean_stream* stream, const char* bytes, size_t size,
                                                 libclean_text* message);

/* The next page; null when more text must be added first, or when the last one was given. It is the caller's,
   and may outlive the stream. */
LIBCLEAN_API libclean_status libclean_stream_next(libclean_stream* stream, libclean_page** page,
                                                  libclean_text* message);

LIBCLEAN_API void libclean_stream_free(libclean_stream* stream);

/* ---- What came out */

typedef struct libclean_article libclean_article;

typedef enum libclean_kind { LIBCLEAN_ARTICLE = 0, LIBCLEAN_ADVERT = 1, LIBCLEAN_REST = 2 } libclean_kind;

/* A block of an article: a paragraph, a head line, a caption that was lifted out of the text. */
typedef struct libclean_part {
  libclean_view role; /* "paragraph", "caption" ...: as in the JSONL record */
  libclean_view text;
  const libclean_span* spans; /* in the order of the text */
  size_t span_count;
  uint32_t page;
} libclean_part;

/* In reading order, then what belongs to no article. */
LIBCLEAN_API size_t libclean_page_articles(const libclean_page* page);
LIBCLEAN_API const libclean_article* libclean_page_article(const libclean_page* page, size_t index);

/* The fields of the JSONL record; empty or 0 where there is none. */
LIBCLEAN_API libclean_kind libclean_article_kind(const libclean_article* article);
LIBCLEAN_API libclean_view libclean_article_headline(const libclean_article* article);
LIBCLEAN_API libclean_view libclean_article_byline(const libclean_article* article);
LIBCLEAN_API libclean_view libclean_article_dateline(const libclean_article* article);
LIBCLEAN_API libclean_view libclean_article_text(const libclean_article* article);
LIBCLEAN_API libclean_view libclean_article_genre(const libclean_article* article);
LIBCLEAN_API uint32_t libclean_article_jump_to(const libclean_article* article);
LIBCLEAN_API uint32_t libclean_article_jump_from(const libclean_article* article);
LIBCLEAN_API double libclean_article_confidence(const libclean_article* article);
LIBCLEAN_API size_t libclean_article_pages(const libclean_article* article);
LIBCLEAN_API uint32_t libclean_article_page(const libclean_article* article, size_t index);
LIBCLEAN_API size_t libclean_article_kickers(const libclean_article* article);
LIBCLEAN_API libclean_view libclean_article_kicker(const libclean_article* article, size_t index);
LIBCLEAN_API size_t libclean_article_subheadlines(const libclean_article* article);
LIBCLEAN_API libclean_view libclean_article_subheadline(const libclean_article* article, size_t index);
/* The flow in order, and what was lifted out of it. */
LIBCLEAN_API size_t libclean_article_blocks(const libclean_article* article);
LIBCLEAN_API libclean_part libclean_article_block(const libclean_article* article, size_t index);
LIBCLEAN_API size_t libclean_article_lifted(const libclean_article* article);
LIBCLEAN_API libclean_part libclean_article_lifted_part(const libclean_article* article, size_t index);

/* ---- What was decided */

typedef struct libclean_decision {
  libclean_view filter, reason;
  libclean_view action;  /* "replace", "role", "join", "split", "start", "move" */
  libclean_view verdict; /* "applied", "outranked", "too_unsure", "superseded", "refused" */
  libclean_view with;    /* the new text, the glue of a join */
  libclean_view role;    /* of a role; else empty */
  const libclean_span* spans;
  size_t span_count;
  double confidence;
} libclean_decision;

/* Every proposal, stage by stage. */
LIBCLEAN_API size_t libclean_page_decisions(const libclean_page* page);
LIBCLEAN_API libclean_decision libclean_page_decision(const libclean_page* page, size_t index);

/* The bytes as they came. */
LIBCLEAN_API libclean_view libclean_page_source(const libclean_page* page);

/* ---- As newsclean writes it */

/* The articles as text, opened as if nothing went before; as JSONL; and the log with which libclean_undo
   gives the source back. `id` and `source` name the records: "page" gives "page#1". Each is the caller's to
   free. */
LIBCLEAN_API libclean_status libclean_page_text(const libclean_page* page, libclean_text* out);
LIBCLEAN_API libclean_status libclean_page_jsonl(const libclean_page* page, const char* id,
                                                 const char* source, libclean_text* out);
LIBCLEAN_API libclean_status libclean_page_edits(const libclean_page* page, const char* source,
                                                 libclean_text* out);

LIBCLEAN_API libclean_status libclean_undo(const char* output, size_t output_size, const char* edits,
                                           size_t edits_size, libclean_text* source, libclean_text* message);

#ifdef __cplusplus
}
#endif

#endif
