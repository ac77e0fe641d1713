/* From C: clean_page [RECIPE] < page.txt prints the headline of each article, the bytes of the source it
   stands for and how many decisions were applied on the page. */
#include <clean.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All of standard input; null when there is no memory for it. */
static char* read_input(size_t* size) {
  size_t room = 1 << 16;
  char* text = malloc(room);
  *size = 0;
  while (text != NULL) {
    const size_t count = fread(text + *size, 1, room - *size, stdin);
    if (count == 0) return text;
    *size += count;
    if (*size < room) continue;
    char* const more = realloc(text, room *= 2);
    if (more == NULL) free(text);
    text = more;
  }
  return NULL;
}

int main(int argc, char** argv) {
  size_t size = 0;
  char* const text = read_input(&size);
  if (text == NULL) return 4;
  libclean_pipeline* pipeline = NULL;
  libclean_page* page = NULL;
  libclean_text message = {NULL, 0};
  const char* const recipe = argc > 1 ? argv[1] : libclean_fitting_recipe(text, size);
  libclean_status status = libclean_pipeline_load(recipe, NULL, &pipeline, &message);
  if (status == LIBCLEAN_OK) status = libclean_clean(pipeline, text, size, &page, &message);
  free(text); /* the page has its own copy */
  if (status != LIBCLEAN_OK) fprintf(stderr, "clean_page: %s\n", message.data);
  libclean_text_free(&message);

  for (size_t i = 0; i < libclean_page_articles(page); ++i) {
    const libclean_article* const article = libclean_page_article(page, i);
    const libclean_view headline = libclean_article_headline(article);
    if (libclean_article_kind(article) == LIBCLEAN_REST) continue;
    printf("%.*s", (int)headline.size, headline.data);
    for (size_t k = 0; k < libclean_article_blocks(article); ++k) {
      const libclean_part part = libclean_article_block(article, k);
      for (size_t n = 0; n < part.span_count; ++n)
        printf(" %llu-%llu", (unsigned long long)part.spans[n].begin, (unsigned long long)part.spans[n].end);
    }
    printf("\n");
  }
  size_t applied = 0;
  for (size_t i = 0; i < libclean_page_decisions(page); ++i) {
    const libclean_view verdict = libclean_page_decision(page, i).verdict;
    applied += verdict.size == strlen("applied") && memcmp(verdict.data, "applied", verdict.size) == 0;
  }
  if (status == LIBCLEAN_OK) printf("%zu decisions applied\n", applied);
  libclean_page_free(page);
  libclean_pipeline_free(pipeline);
  return (int)status;
}
