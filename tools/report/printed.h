// The source as it was printed: its lines, before any filter. Of plain text these are the lines of the file;
// of a file with markup they are what the file has as lines, and bytes of markup stand in none of them.
#pragma once

#include <clean/clean.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace report {

struct Line {
  clean::TextRange at{};     // in Printed's own text
  std::size_t file = 0;      // index into the places
  std::uint64_t number = 1;  // in its file: of plain text the line's, else counting printed lines
  std::uint64_t row = 1;     // the line of the file that it begins on
  std::uint32_t page = 1;
  std::uint8_t indent = 0;  // cells
  bool gap = false;         // blank lines stand before it
};

class Printed {
 public:
  // Both are borrowed. `places`: at least one.
  Printed(const clean::Source& source, std::span<const Place> places);

  std::span<const Line> lines() const { return lines_; }  // those that are not blank, in reading order
  std::string_view text(const Line& line) const { return read_.text(line.at); }
  bool markup() const { return read_.source().format != clean::Format::text; }
  const std::string& name(const Line& line) const { return places_[line.file].name; }

  // "page.txt:29"; of markup "page.xml, printed line 12". Without folders.
  std::string where(const Line& line) const;

  // The lines that a stretch of the source has words of, as indices.
  std::vector<std::size_t> lines(clean::SourceRange at) const;
  // The line that a place is on, or the one before it.
  std::size_t line_at(clean::SourceAt at) const;

  // What stands on the same line before a place, and from a place on: at the end of a line, the next line.
  std::string_view before(clean::SourceAt at) const;
  std::string_view from(clean::SourceAt at) const;
  // Stretches of the source as they are printed; of plain text the bytes themselves.
  std::string words(std::span<const clean::SourceRange> ranges) const;

 private:
  struct Word {
    clean::SourceRange source;
    std::size_t line;
  };

  void find_lines();
  clean::TextAt text_at(clean::SourceAt at) const;
  std::size_t word_at(clean::SourceAt at) const;  // the last that begins there or before

  std::span<const Place> places_;
  clean::Document read_;
  std::vector<Line> lines_;
  std::vector<Word> words_;           // by place in the source
  std::vector<clean::Piece> pieces_;  // with a source, by place in it
  std::vector<std::uint32_t> ends_;   // where the text of each of them ends
};

}  // namespace report
