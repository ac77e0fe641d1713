// The C interface: handles around what C++ has, and no exception that leaves it.

#include <clean.h>
#include <clean/clean.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <vector>

using clean::Article;
using clean::Decision;
using clean::Part;

struct libclean_pipeline {
  clean::Pipeline pipeline;
};

struct libclean_article {
  const Article* article;
  std::vector<std::vector<libclean_span>> block_spans, lifted_spans;
};

struct libclean_page {
  clean::StreamWindow window;
  std::string language;
  std::size_t articles_before = 0, rests_before = 0;  // in the pages of the stream before this one
  std::vector<libclean_article> articles;
  std::vector<libclean_span> ranges;     // of the decisions
  std::vector<std::size_t> first_range;  // of each, and their end
};

struct libclean_stream {
  clean::Stream stream;
  std::string language;
  std::size_t articles = 0, rests = 0;  // in the pages that were given
};

namespace {

static_assert(static_cast<int>(Article::Kind::article) == LIBCLEAN_ARTICLE);
static_assert(static_cast<int>(Article::Kind::advert) == LIBCLEAN_ADVERT);
static_assert(static_cast<int>(Article::Kind::rest) == LIBCLEAN_REST);

libclean_view view(std::string_view s) { return {s.data(), s.size()}; }

libclean_text owned(std::string_view s) {
  auto* data = static_cast<char*>(std::malloc(s.size() + 1));
  if (data == nullptr) throw std::bad_alloc();
  std::memcpy(data, s.data(), s.size());
  data[s.size()] = '\0';
  return {data, s.size()};
}

struct Status {  // to leave with
  libclean_status status;
  const char* message;
};

[[noreturn]] void refuse(const char* message) { throw Status{LIBCLEAN_BAD_ARGUMENT, message}; }

libclean_status tell(libclean_status status, std::string_view what, libclean_text* message) {
  if (message == nullptr) return status;
  try {
    *message = owned(what);
  } catch (const std::bad_alloc&) {
    *message = {nullptr, 0};
  }
  return status;
}

// Does it, and makes a status of what it throws.
template <class F>
libclean_status guarded(libclean_text* message, const F& does) noexcept {
  if (message != nullptr) *message = {nullptr, 0};
  try {
    does();
    return LIBCLEAN_OK;
  } catch (const Status& e) {
    return tell(e.status, e.message, message);
  } catch (const clean::RecipeError& e) {
    return tell(LIBCLEAN_BAD_RECIPE, e.what(), message);
  } catch (const clean::UndoError& e) {
    return tell(LIBCLEAN_BAD_LOG, e.what(), message);
  } catch (const std::bad_alloc&) {
    return tell(LIBCLEAN_NO_MEMORY, "not enough memory", message);
  } catch (const std::exception& e) {
    return tell(LIBCLEAN_FAILED, e.what(), message);
  }
}

std::vector<std::vector<libclean_span>> spans_of(const std::vector<Part>& parts) {
  std::vector<std::vector<libclean_span>> all;
  for (const Part& part : parts) {
    std::vector<libclean_span>& spans = all.emplace_back();
    for (const clean::SourceRange& r : part.spans) spans.push_back({r.begin.byte, r.end.byte});
  }
  return all;
}

std::unique_ptr<libclean_page> page_of(clean::StreamWindow window, std::string language) {
  auto page = std::make_unique<libclean_page>(libclean_page{.window = std::move(window),
                                                            .language = std::move(language),
                                                            .articles = {},
                                                            .ranges = {},
                                                            .first_range = {}});
  for (const Article& article : page->window.articles)
    page->articles.push_back({&article, spans_of(article.blocks), spans_of(article.lifted)});
  const clean::Document& document = page->window.document;
  for (const Decision& decision : document.history()) {
    page->first_range.push_back(page->ranges.size());
    for (const clean::SourceRange& r : document.source(decision))
      page->ranges.push_back({r.begin.byte, r.end.byte});
  }
  page->first_range.push_back(page->ranges.size());
  return page;
}

std::vector<std::string> listed(const char* names) {
  std::vector<std::string> result;
  if (names == nullptr) return result;
  std::string_view rest(names);
  for (;;) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    result.emplace_back(rest.substr(0, comma));
    if (comma == rest.size()) return result;
    rest.remove_prefix(comma + 1);
  }
}

std::unique_ptr<libclean_pipeline> pipeline_of(clean::Recipe recipe, const libclean_options* options) {
  const libclean_options as_the_recipe_says = LIBCLEAN_OPTIONS;
  const libclean_options& asked = options == nullptr ? as_the_recipe_says : *options;
  if (asked.size < sizeof(libclean_options))
    refuse("options do not tell their size: begin with LIBCLEAN_OPTIONS");
  if (asked.threshold > 1) refuse("a threshold is from 0 to 1");
  std::optional<double> threshold;
  if (asked.threshold >= 0) threshold = asked.threshold;
  clean::Pipeline pipeline(std::move(recipe), listed(asked.filters), threshold);
  return std::unique_ptr<libclean_pipeline>(new libclean_pipeline{std::move(pipeline)});
}

libclean_part part_at(const std::vector<Part>& parts, const std::vector<std::vector<libclean_span>>& spans,
                      std::size_t index) {
  if (index >= parts.size()) return {};
  return {view(clean::name(parts[index].role)), view(parts[index].text), spans[index].data(),
          spans[index].size(), parts[index].page};
}

// Of no article: one without anything.
const libclean_article& of(const libclean_article* article) {
  static const Article nothing;
  static const libclean_article none{&nothing, {}, {}};
  return article == nullptr ? none : *article;
}

libclean_view view_at(const std::vector<std::string>& lines, std::size_t index) {
  return index < lines.size() ? view(lines[index]) : libclean_view{};
}

}  // namespace

int libclean_abi_version(void) { return LIBCLEAN_ABI_VERSION; }
const char* libclean_version(void) { return LIBCLEAN_VERSION; }

void libclean_text_free(libclean_text* text) {
  if (text == nullptr) return;
  std::free(text->data);
  *text = {nullptr, 0};
}

// ---- Recipes and pipelines

libclean_status libclean_pipeline_load(const char* recipe, const libclean_options* options,
                                       libclean_pipeline** pipeline, libclean_text* message) {
  return guarded(message, [&] {
    if (pipeline == nullptr) refuse("nowhere to put the pipeline");
    *pipeline = nullptr;
    if (recipe == nullptr) refuse("no recipe is named");
    *pipeline = pipeline_of(clean::load_recipe(recipe), options).release();
  });
}

libclean_status libclean_pipeline_parse(const char* toml, std::size_t size, const char* where,
                                        const libclean_options* options, libclean_pipeline** pipeline,
                                        libclean_text* message) {
  return guarded(message, [&] {
    if (pipeline == nullptr) refuse("nowhere to put the pipeline");
    *pipeline = nullptr;
    if (toml == nullptr) refuse("there is no recipe");
    *pipeline = pipeline_of(clean::parse_recipe({toml, size}, where == nullptr ? "recipe" : where), options)
                    .release();
  });
}

void libclean_pipeline_free(libclean_pipeline* pipeline) { delete pipeline; }

std::size_t libclean_recipes(void) { return clean::builtin_recipes().size(); }

// The names are literals, each ended by a zero.
const char* libclean_recipe_name(std::size_t index) {
  return index < libclean_recipes() ? clean::builtin_recipes()[index].name.data() : nullptr;
}

const char* libclean_fitting_recipe(const char* text, std::size_t size) {
  return clean::recipe_for(text == nullptr ? std::string_view{} : std::string_view(text, size)).data();
}

// ---- Cleaning

libclean_status libclean_clean(const libclean_pipeline* pipeline, const char* bytes, std::size_t size,
                               libclean_page** page, libclean_text* message) {
  return guarded(message, [&] {
    if (page == nullptr) refuse("nowhere to put the page");
    *page = nullptr;
    if (pipeline == nullptr || (bytes == nullptr && size > 0)) refuse("no pipeline, or no text");
    if (size > UINT32_MAX) refuse("4 GiB or more: a stream takes such a text");
    auto copy = std::make_unique<const std::string>(bytes == nullptr ? "" : bytes, size);
    const std::string_view source = *copy;
    const clean::Format format = clean::format_of(source.substr(0, std::size_t{64} << 10));
    if (format == clean::Format::mets)
      throw Status{LIBCLEAN_NOT_TEXT, "METS: its pages are files of their own"};
    clean::Document document = pipeline->pipeline.run({.bytes = source, .format = format});
    std::vector<Article> articles = clean::assemble(document, pipeline->pipeline.recipe());
    *page = page_of({std::move(copy), std::move(document), std::move(articles), true},
                    pipeline->pipeline.recipe().language)
                .release();
  });
}

void libclean_page_free(libclean_page* page) { delete page; }

libclean_status libclean_stream_open(const libclean_pipeline* pipeline, libclean_stream** stream,
                                     libclean_text* message) {
  return guarded(message, [&] {
    if (stream == nullptr) refuse("nowhere to put the stream");
    *stream = nullptr;
    if (pipeline == nullptr) refuse("no pipeline");
    *stream = new libclean_stream{clean::Stream(pipeline->pipeline), pipeline->pipeline.recipe().language};
  });
}

libclean_status libclean_stream_add(libclean_stream* stream, const char* bytes, std::size_t size,
                                    libclean_text* message) {
  return guarded(message, [&] {
    if (stream == nullptr || (bytes == nullptr && size > 0)) refuse("no stream, or no text");
    if (size == 0)
      stream->stream.finish();
    else
      stream->stream.add({bytes, size});
  });
}

libclean_status libclean_stream_next(libclean_stream* stream, libclean_page** page, libclean_text* message) {
  return guarded(message, [&] {
    if (page == nullptr) refuse("nowhere to put the page");
    *page = nullptr;
    if (stream == nullptr) refuse("no stream");
    auto window = stream->stream.next();
    if (!window) return;
    auto made = page_of(std::move(*window), stream->language);
    made->articles_before = stream->articles;
    made->rests_before = stream->rests;
    for (const Article& article : made->window.articles)
      ++(article.kind == Article::Kind::rest ? stream->rests : stream->articles);
    *page = made.release();
  });
}

void libclean_stream_free(libclean_stream* stream) { delete stream; }

// ---- What came out

std::size_t libclean_page_articles(const libclean_page* page) {
  return page == nullptr ? 0 : page->articles.size();
}

const libclean_article* libclean_page_article(const libclean_page* page, std::size_t index) {
  return index < libclean_page_articles(page) ? &page->articles[index] : nullptr;
}

libclean_kind libclean_article_kind(const libclean_article* a) {
  return static_cast<libclean_kind>(of(a).article->kind);
}
libclean_view libclean_article_headline(const libclean_article* a) { return view(of(a).article->headline); }
libclean_view libclean_article_byline(const libclean_article* a) { return view(of(a).article->byline); }
libclean_view libclean_article_dateline(const libclean_article* a) { return view(of(a).article->dateline); }
libclean_view libclean_article_text(const libclean_article* a) { return view(of(a).article->text); }
libclean_view libclean_article_genre(const libclean_article* a) { return view(of(a).article->genre); }
std::uint32_t libclean_article_jump_to(const libclean_article* a) { return of(a).article->jump_to; }
std::uint32_t libclean_article_jump_from(const libclean_article* a) { return of(a).article->jump_from; }
double libclean_article_confidence(const libclean_article* a) { return of(a).article->confidence; }

std::size_t libclean_article_pages(const libclean_article* a) { return of(a).article->pages.size(); }
std::uint32_t libclean_article_page(const libclean_article* a, std::size_t index) {
  return index < of(a).article->pages.size() ? of(a).article->pages[index] : 0;
}
std::size_t libclean_article_kickers(const libclean_article* a) { return of(a).article->kicker.size(); }
libclean_view libclean_article_kicker(const libclean_article* a, std::size_t index) {
  return view_at(of(a).article->kicker, index);
}
std::size_t libclean_article_subheadlines(const libclean_article* a) {
  return of(a).article->subheadline.size();
}
libclean_view libclean_article_subheadline(const libclean_article* a, std::size_t index) {
  return view_at(of(a).article->subheadline, index);
}

std::size_t libclean_article_blocks(const libclean_article* a) { return of(a).article->blocks.size(); }
libclean_part libclean_article_block(const libclean_article* a, std::size_t index) {
  return part_at(of(a).article->blocks, of(a).block_spans, index);
}
std::size_t libclean_article_lifted(const libclean_article* a) { return of(a).article->lifted.size(); }
libclean_part libclean_article_lifted_part(const libclean_article* a, std::size_t index) {
  return part_at(of(a).article->lifted, of(a).lifted_spans, index);
}

// ---- What was decided

std::size_t libclean_page_decisions(const libclean_page* page) {
  return page == nullptr ? 0 : page->window.document.history().size();
}

libclean_decision libclean_page_decision(const libclean_page* page, std::size_t index) {
  if (index >= libclean_page_decisions(page)) return {};
  const Decision& d = page->window.document.history()[index];
  const std::size_t first = page->first_range[index];
  return {.filter = view(d.filter->name),
          .reason = view(d.filter->reasons[d.reason]),
          .action = view(clean::name(d.action)),
          .verdict = view(clean::name(d.verdict)),
          .with = view(d.with),
          .role = d.action == clean::Action::role ? view(clean::name(d.role)) : libclean_view{},
          .spans = page->ranges.data() + first,
          .span_count = page->first_range[index + 1] - first,
          .confidence = static_cast<double>(d.confidence)};
}

libclean_view libclean_page_source(const libclean_page* page) {
  return page == nullptr ? libclean_view{} : view(*page->window.bytes);
}

// ---- As newsclean writes it

libclean_status libclean_page_text(const libclean_page* page, libclean_text* out) {
  return guarded(nullptr, [&] {
    if (out == nullptr) refuse("nowhere to put the text");
    *out = {nullptr, 0};
    if (page == nullptr) refuse("no page");
    std::string text;
    bool first = true;
    for (const Article& article : page->window.articles)
      if (clean::write_text(article, first, text)) first = false;
    *out = owned(text);
  });
}

libclean_status libclean_page_jsonl(const libclean_page* page, const char* id, const char* source,
                                    libclean_text* out) {
  return guarded(nullptr, [&] {
    if (out == nullptr) refuse("nowhere to put the records");
    *out = {nullptr, 0};
    if (page == nullptr || id == nullptr || source == nullptr) refuse("no page, or no name");
    std::string text;
    std::size_t articles = page->articles_before, rests = page->rests_before;
    for (const Article& article : page->window.articles) {
      const bool rest = article.kind == Article::Kind::rest;
      const std::string number = rest ? "#rest" + std::to_string(++rests) : "#" + std::to_string(++articles);
      clean::write_jsonl(article, {.source = source, .id = id + number}, page->language, text);
    }
    *out = owned(text);
  });
}

libclean_status libclean_page_edits(const libclean_page* page, const char* source, libclean_text* out) {
  return guarded(nullptr, [&] {
    if (out == nullptr) refuse("nowhere to put the log");
    *out = {nullptr, 0};
    if (page == nullptr || source == nullptr) refuse("no page, or no name");
    std::string text;
    clean::write_edits(page->window.document, source, text);
    *out = owned(text);
  });
}

libclean_status libclean_undo(const char* output, std::size_t output_size, const char* edits,
                              std::size_t edits_size, libclean_text* source, libclean_text* message) {
  return guarded(message, [&] {
    if (source == nullptr) refuse("nowhere to put the source");
    *source = {nullptr, 0};
    if ((output == nullptr && output_size > 0) || (edits == nullptr && edits_size > 0))
      refuse("no output, or no log");
    *source = owned(clean::undo({output, output_size}, {edits, edits_size}));
  });
}
