/* The C interface, called from C11: prints what is wrong, and nothing when all is right. */
#include <clean.h>
#include <stdio.h>
#include <string.h>

static int wrong = 0;

#define EXPECT(what)                                    \
  do {                                                  \
    if (!(what)) {                                      \
      printf("%s:%d: %s\n", __FILE__, __LINE__, #what); \
      ++wrong;                                          \
    }                                                   \
  } while (0)

static int is(libclean_view view, const char* text) {
  return view.size == strlen(text) && (view.size == 0 || memcmp(view.data, text, view.size) == 0);
}

static const char kPage[] =
    "2024年1月22日　星期一　第2版\n"
    "\n"
    "百名专家进百县\n"
    "\n"
    "本报讯（记者 崔敬）科普活动的开展,实现了科普资源与基层需\n"
    "\n"
    "求的精准匹配,切实打通科普服务“最后一公里”。\n";

static void versions(void) {
  EXPECT(libclean_abi_version() == LIBCLEAN_ABI_VERSION);
  EXPECT(strchr(libclean_version(), '.') != NULL);
}

static void recipes(void) {
  int found = 0;
  for (size_t i = 0; i < libclean_recipes(); ++i) found += strcmp(libclean_recipe_name(i), "zh-daily") == 0;
  EXPECT(found == 1);
  EXPECT(libclean_recipe_name(libclean_recipes()) == NULL);
  EXPECT(strcmp(libclean_fitting_recipe(kPage, strlen(kPage)), "zh-daily") == 0);
  EXPECT(strcmp(libclean_fitting_recipe(NULL, 0), "general") == 0);
}

static void errors(void) {
  libclean_pipeline* pipeline = (libclean_pipeline*)&wrong; /* must be set to null */
  libclean_text message = {NULL, 0};
  EXPECT(libclean_pipeline_load("zh-dialy", NULL, &pipeline, &message) == LIBCLEAN_BAD_RECIPE);
  EXPECT(pipeline == NULL);
  EXPECT(message.data != NULL && strstr(message.data, "did you mean \"zh-daily\"?") != NULL);
  EXPECT(message.size == strlen(message.data));
  libclean_text_free(&message);
  EXPECT(message.data == NULL && message.size == 0);
  libclean_text_free(&message);
  EXPECT(libclean_pipeline_load("zh-dialy", NULL, &pipeline, NULL) == LIBCLEAN_BAD_RECIPE);

  const char toml[] = "name = \"own\"\nstages = [[\"rejion\"]]\n";
  EXPECT(libclean_pipeline_parse(toml, strlen(toml), "own.toml", NULL, &pipeline, &message) ==
         LIBCLEAN_BAD_RECIPE);
  EXPECT(strcmp(message.data, "own.toml:2: no filter \"rejion\"; did you mean \"rejoin\"?") == 0);
  libclean_text_free(&message);

  EXPECT(libclean_pipeline_load(NULL, NULL, &pipeline, NULL) == LIBCLEAN_BAD_ARGUMENT);
  EXPECT(libclean_pipeline_load("ja", NULL, NULL, NULL) == LIBCLEAN_BAD_ARGUMENT);
  libclean_options options = LIBCLEAN_OPTIONS;
  options.threshold = 2;
  EXPECT(libclean_pipeline_load("ja", &options, &pipeline, NULL) == LIBCLEAN_BAD_ARGUMENT);
  options.threshold = -1;
  options.filters = "width,rejion";
  EXPECT(libclean_pipeline_load("ja", &options, &pipeline, &message) == LIBCLEAN_BAD_RECIPE);
  libclean_text_free(&message);

  libclean_page* page = NULL;
  EXPECT(libclean_clean(NULL, kPage, strlen(kPage), &page, NULL) == LIBCLEAN_BAD_ARGUMENT);
  EXPECT(libclean_page_articles(NULL) == 0);
  EXPECT(libclean_page_article(NULL, 0) == NULL);
  EXPECT(is(libclean_article_headline(NULL), ""));
  EXPECT(libclean_article_block(NULL, 0).span_count == 0);
  EXPECT(libclean_page_decision(NULL, 0).span_count == 0);
  libclean_page_free(NULL);
  libclean_pipeline_free(NULL);
  libclean_stream_free(NULL);
  libclean_text_free(NULL);
}

static void page(void) {
  libclean_pipeline* pipeline = NULL;
  libclean_page* cleaned = NULL;
  libclean_text message = {(char*)&wrong, 3}; /* whatever stood there goes */
  EXPECT(libclean_pipeline_load("zh-daily", NULL, &pipeline, &message) == LIBCLEAN_OK);
  EXPECT(message.data == NULL && message.size == 0);
  EXPECT(libclean_clean(pipeline, kPage, strlen(kPage), &cleaned, &message) == LIBCLEAN_OK);
  EXPECT(is(libclean_page_source(cleaned), kPage));

  EXPECT(libclean_page_articles(cleaned) == 2);
  const libclean_article* article = libclean_page_article(cleaned, 0);
  EXPECT(libclean_article_kind(article) == LIBCLEAN_ARTICLE);
  EXPECT(is(libclean_article_headline(article), "百名专家进百县"));
  EXPECT(is(libclean_article_byline(article), "记者 崔敬"));
  EXPECT(is(libclean_article_dateline(article), "本报讯"));
  EXPECT(is(libclean_article_text(article),
            "本报讯（记者 "
            "崔敬）科普活动的开展，实现了科普资源与基层需求的精准匹配，切实打通科普服务“最后一公里”。"));
  EXPECT(libclean_article_pages(article) == 1 && libclean_article_page(article, 0) == 1);
  EXPECT(libclean_article_page(article, 1) == 0);
  EXPECT(libclean_article_jump_to(article) == 0 && libclean_article_jump_from(article) == 0);
  EXPECT(libclean_article_confidence(article) > 0.5 && libclean_article_confidence(article) <= 1);
  EXPECT(libclean_article_kickers(article) == 0 && is(libclean_article_kicker(article, 0), ""));
  EXPECT(libclean_article_subheadlines(article) == 0 && is(libclean_article_subheadline(article, 0), ""));
  EXPECT(libclean_article_blocks(article) == 2 && libclean_article_lifted(article) == 0);
  EXPECT(libclean_article_lifted_part(article, 0).text.size == 0);
  const libclean_part headline = libclean_article_block(article, 0),
                      text = libclean_article_block(article, 1);
  EXPECT(is(headline.role, "headline") && headline.page == 1 && headline.span_count == 1);
  EXPECT(memcmp(kPage + headline.spans[0].begin, headline.text.data, headline.text.size) == 0);
  EXPECT(is(text.role, "paragraph") && text.span_count == 2); /* joined over the seam */
  EXPECT(text.spans[0].end < text.spans[1].begin && text.spans[1].end == strlen(kPage) - 1);

  const libclean_article* rest = libclean_page_article(cleaned, 1);
  EXPECT(libclean_article_kind(rest) == LIBCLEAN_REST);
  EXPECT(libclean_article_lifted(rest) == 1);
  EXPECT(is(libclean_article_lifted_part(rest, 0).role, "running_head"));
  EXPECT(libclean_page_article(cleaned, 2) == NULL);

  int joined = 0, commas = 0;
  for (size_t i = 0; i < libclean_page_decisions(cleaned); ++i) {
    const libclean_decision d = libclean_page_decision(cleaned, i);
    EXPECT(d.filter.size > 0 && d.reason.size > 0 && d.confidence > 0 && d.confidence <= 1);
    if (!is(d.verdict, "applied")) continue;
    joined += is(d.action, "join") && is(d.filter, "rejoin");
    if (is(d.action, "replace") && is(d.with, "，")) {
      ++commas;
      EXPECT(d.span_count == 1 && kPage[d.spans[0].begin] == ',' && d.spans[0].end == d.spans[0].begin + 1);
    }
    EXPECT(is(d.action, "role") == (d.role.size > 0));
  }
  EXPECT(joined == 1 && commas == 2);

  libclean_text out = {NULL, 0}, edits = {NULL, 0}, source = {NULL, 0};
  EXPECT(libclean_page_text(cleaned, &out) == LIBCLEAN_OK && strstr(out.data, "需求的精准匹配，") != NULL);
  EXPECT(libclean_page_edits(cleaned, "page.txt", &edits) == LIBCLEAN_OK);
  EXPECT(libclean_undo(out.data, out.size, edits.data, edits.size, &source, NULL) == LIBCLEAN_OK);
  EXPECT(source.size == strlen(kPage) && memcmp(source.data, kPage, source.size) == 0);
  libclean_text_free(&source);
  EXPECT(libclean_undo("x", 1, edits.data, edits.size, &source, &message) == LIBCLEAN_BAD_LOG);
  EXPECT(message.size > 0 && source.data == NULL);
  libclean_text_free(&message);
  libclean_text_free(&edits);
  libclean_text_free(&out);
  EXPECT(libclean_page_jsonl(cleaned, "p", "p.txt", &out) == LIBCLEAN_OK);
  EXPECT(strncmp(out.data, "{\"id\":\"p#1\",\"source\":\"p.txt\",", 29) == 0);
  EXPECT(strstr(out.data, "\n{\"id\":\"p#rest1\"") != NULL);
  libclean_text_free(&out);
  EXPECT(libclean_page_jsonl(cleaned, NULL, "p.txt", &out) == LIBCLEAN_BAD_ARGUMENT && out.data == NULL);
  libclean_page_free(cleaned);

  EXPECT(libclean_clean(pipeline, NULL, 0, &cleaned, NULL) == LIBCLEAN_OK &&
         libclean_page_articles(cleaned) == 0);
  libclean_page_free(cleaned);
  libclean_pipeline_free(pipeline);
}

/* Options: only what is asked for is done. */
static void options(void) {
  libclean_options given = LIBCLEAN_OPTIONS;
  given.filters = "width";
  given.threshold = 0.5;
  libclean_pipeline* pipeline = NULL;
  libclean_page* cleaned = NULL;
  EXPECT(libclean_pipeline_load("zh-daily", &given, &pipeline, NULL) == LIBCLEAN_OK);
  EXPECT(libclean_clean(pipeline, kPage, strlen(kPage), &cleaned, NULL) == LIBCLEAN_OK);
  for (size_t i = 0; i < libclean_page_decisions(cleaned); ++i)
    EXPECT(is(libclean_page_decision(cleaned, i).filter, "width"));
  EXPECT(libclean_page_decisions(cleaned) >= 2);
  libclean_page_free(cleaned);
  libclean_pipeline_free(pipeline);
}

/* A stream of pages, byte by byte: the same articles, with numbers that go on. */
static void stream(void) {
  libclean_pipeline* pipeline = NULL;
  libclean_stream* pages = NULL;
  libclean_page* one = NULL;
  size_t articles = 0, windows = 0, bytes = 0, numbered = 0;
  EXPECT(libclean_pipeline_load("zh-daily", NULL, &pipeline, NULL) == LIBCLEAN_OK);
  EXPECT(libclean_stream_open(pipeline, &pages, NULL) == LIBCLEAN_OK);
  EXPECT(libclean_stream_next(pages, &one, NULL) == LIBCLEAN_OK && one == NULL);
  enum { kTimes = 6000 };
  for (int i = 0; i <= kTimes; ++i) {
    if (i < kTimes) {
      EXPECT(libclean_stream_add(pages, kPage, strlen(kPage), NULL) == LIBCLEAN_OK);
      EXPECT(libclean_stream_add(pages, "\f", 1, NULL) == LIBCLEAN_OK);
    } else {
      EXPECT(libclean_stream_add(pages, NULL, 0, NULL) == LIBCLEAN_OK);
    }
    while (libclean_stream_next(pages, &one, NULL) == LIBCLEAN_OK && one != NULL) {
      libclean_text records = {NULL, 0};
      char last[32];
      ++windows;
      bytes += libclean_page_source(one).size;
      for (size_t k = 0; k < libclean_page_articles(one); ++k)
        articles += libclean_article_kind(libclean_page_article(one, k)) == LIBCLEAN_ARTICLE;
      EXPECT(libclean_page_jsonl(one, "p", "p", &records) == LIBCLEAN_OK);
      snprintf(last, sizeof last, "{\"id\":\"p#%zu\"", articles);
      numbered += strstr(records.data, last) != NULL;
      libclean_text_free(&records);
      libclean_page_free(one);
    }
  }
  EXPECT(bytes == kTimes * (strlen(kPage) + 1));
  EXPECT(windows > 1 && articles == kTimes && numbered == windows);
  EXPECT(libclean_stream_next(pages, &one, NULL) == LIBCLEAN_OK && one == NULL);
  libclean_stream_free(pages);
  libclean_pipeline_free(pipeline);
}

int main(void) {
  versions();
  recipes();
  errors();
  page();
  options();
  stream();
  return wrong > 0;
}
