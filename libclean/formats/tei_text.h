// The text of a document inside TEI elements: where its printed lines and pages begin and, when asked for,
// what stood in place of each replacement.
#pragma once

#include <clean/formats.h>

#include <set>
#include <string>
#include <string_view>

#include "formats/printed_lines.h"

namespace clean {

class TeiText {
 public:
  TeiText(const Document& document, const TeiSettings& settings);

  // Says which page this text stands on, where that is not the one that was said last: <pb n="2"/>. The first
  // of a page that begins in this document has an xml:id. Gives whether anything was written.
  bool begin_page(std::string_view text, std::string& out);

  // Appends a text of the document with what stands in it: <lb/> and <pb/> where lines and pages were joined,
  // <choice>.
  void write(std::string_view text, std::string& out);

  // Whether a page has a <pb> with an xml:id.
  bool has_id(std::uint32_t page) const { return ids_.contains(page); }

 private:
  class Line;  // how far one text is written

  TextRange range(std::string_view text) const;
  void write_piece(const Piece& piece, TextRange at, Line& line);
  std::size_t write_choice(std::size_t piece, TextRange block, Line& line, std::string& out);
  void page(std::uint32_t number, bool within_word, std::string& out);

  const Document& document_;
  const TeiSettings& settings_;
  const PrintedLines lines_;
  std::uint32_t page_ = 0;  // said last; 0: none
  std::set<std::uint32_t> ids_;
};

}  // namespace clean
