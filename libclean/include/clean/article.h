// What comes out: articles, with the fields of the JSONL record (docs/design.md, section 5).
#pragma once

#include <clean/document.h>
#include <clean/export.h>
#include <clean/recipe.h>

#include <string>
#include <vector>

namespace clean LIBCLEAN_API {

struct Part {  // a block of an article
  Role role = Role::paragraph;
  std::string_view text;           // in the document's text
  std::vector<SourceRange> spans;  // in text order
  std::uint32_t page = 1;
  bool apart = true;  // stands behind an empty line; false for the next line of a stanza or a table
};

struct Article {
  enum class Kind : std::uint8_t { article, advert, rest } kind = Kind::article;
  std::vector<std::uint32_t> pages;
  std::vector<std::string> kicker, subheadline;
  std::string headline, byline, dateline;
  std::string text;  // paragraphs and section headings, an empty line between
  std::vector<Part> blocks, lifted;
  std::string genre;
  std::uint32_t jump_to = 0, jump_from = 0;  // pages; 0: none
  double confidence = 1;                     // the least sure decision that made this article
};

// The articles of a document whose stages have run, in reading order, then what belongs to no article
// as records of kind `rest`. The views in them are into the document.
std::vector<Article> assemble(const Document& document, const Recipe& recipe);

// "article", "advert", "rest".
std::string_view name(Article::Kind kind);

}  // namespace clean
