// Finding articles in an archive: the best first, each with the place of the text that matched.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/sqlite.h"
#include "index/tokens.h"

namespace articles {

struct Query {
  std::vector<std::string> phrases;  // all of them must be in the article: phrases_of()
  std::string newspaper, kind;       // empty: any
  // "1939", "1939-04" or "1939-04-27"; empty: any. An article that says less than the day is found when a day
  // of its month or year would be.
  std::string from, to;
};

// Words as people give them: white space parts them, "double quotes" hold a phrase together.
std::vector<std::string> phrases_of(std::span<const std::string> words);

struct Mark {  // bytes
  std::size_t begin, end;
};

struct Marked {
  std::string text;
  std::vector<Mark> marks;  // what matched, in order
};

struct Hit {
  std::string record_id, source, newspaper, date, kind, lang, pages;  // pages: a JSON list
  Marked headline;
  Marked snippet;  // of the place where most of the query stands together; line ends are spaces
  bool cut_before = false, cut_behind = false;  // the snippet begins or ends inside the text
  // Of the block that the snippet is from: its file (of an issue, else empty), page, and JSON list of spans,
  // and from the first to the last byte of these.
  std::string file, spans;
  std::int64_t page = 1, begin = 0, end = 0;
  double rank = 0;  // bm25: the lower the better
};

class Search {
 public:
  // Opens the file, but never makes one. Throws Trouble, as all of these.
  explicit Search(const std::string& path);

  bool has_words(const std::string& phrase) const;  // else it can find nothing
  std::int64_t count(const Query& query);

  // The best `limit` articles, best first; 0: all. Ends when `take` gives false.
  void each(const Query& query, std::int64_t limit, const std::function<bool(const Hit&)>& take);

 private:
  struct Phrase {
    std::vector<std::string> words;
    bool prefix;  // the last word is the beginning of one
  };
  struct Match {
    std::size_t begin, end, phrase;
  };

  Statement matching(std::string_view what, std::string_view order, const Query& query);
  std::vector<Match> matches(std::string_view text, std::span<const Phrase> phrases) const;
  Hit hit(std::int64_t id, std::span<const Phrase> phrases);
  void find_block(std::int64_t id, const std::string& field, std::size_t character, Hit& hit);

  Database database_;
  Tokenizer tokenizer_;
  std::string match_, from_, to_;  // bound to the statement that runs
};

}  // namespace articles
