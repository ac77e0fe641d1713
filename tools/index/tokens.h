// The words of a text as the full-text index has them, and where they stand in the text itself: for marking
// what was found. SQLite's own tokenizer is asked, so that what is marked is what matched.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/sqlite.h"

namespace articles {

struct Token {
  std::string word;        // folded
  std::size_t begin, end;  // bytes of the text
};

class Tokenizer {
 public:
  explicit Tokenizer(Database& database);  // which must outlive it
  ~Tokenizer();
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;

  std::vector<Token> tokens(std::string_view text) const;

  // Of text that is expanded already: the words alone.
  std::vector<std::string> words(const std::string& expanded) const;

 private:
  struct Made;
  std::unique_ptr<Made> made_;
};

}  // namespace articles
