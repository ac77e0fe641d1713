// What an archive stores of one window of one source, made where the window is cleaned, beside others. Only
// what depends on the windows before it is left open: the numbers of records.
#pragma once

#include <clean/article.h>
#include <clean/document.h>
#include <clean/formats.h>
#include <clean/recipe.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace articles {

struct ArticleRow {
  clean::Article::Kind kind = clean::Article::Kind::article;
  std::string file;  // as a record's `source`
  std::vector<std::uint32_t> pages;
  std::string kicker, subheadline;  // a line for each
  std::string headline, byline, dateline, text, genre;
  std::string aside;   // a line each: abstracts, bylines as printed, what was lifted
  std::string blocks;  // JSON: role, page, spans, and where in `text` or `aside` they stand
  std::uint32_t jump_to = 0, jump_from = 0;
  double confidence = 1;
  // From the first to the last byte of `file` that it has; of an empty one both are 0.
  std::uint64_t source_begin = 0, source_end = 0;
  std::string words_of_headline, words_of_text, words_of_aside;  // expanded, for the full-text index
};

struct DecisionRow {
  static constexpr std::size_t kNoArticle = static_cast<std::size_t>(-1);

  std::size_t article = kNoArticle;                  // index into the rows of articles
  std::string_view filter, reason, action, verdict;  // names that live as long as the program
  int confidence = 1000;                             // thousandths
  std::string file;                                  // of an issue; else empty
  std::uint64_t source_begin = 0, source_end = 0;
  std::string ranges;  // JSON, where it is more than one
  std::string before, after;
  bool before_is_text = true;  // false: it is no UTF-8, and is stored as a blob
};

struct IndexRows {
  std::string id;  // what the numbers stand behind: "page" for page#1
  std::string newspaper, date, language, recipe, encoding;
  std::uint64_t bytes = 0;  // of the window
  std::vector<ArticleRow> articles;
  std::vector<DecisionRow> decisions;
};

enum class Decisions : bool { left_out, stored };

// `name` as for write_jsonl, but its `id` is what stands before the "#". Refused decisions are left out, and
// those of the reader that tell how markup was read. Safe to call from many threads.
IndexRows index_rows(const clean::Document& document, std::span<const clean::Article> articles,
                     const clean::Recipe& recipe, const clean::RecordName& name,
                     Decisions decisions = Decisions::stored);

}  // namespace articles
