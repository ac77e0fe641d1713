// The printed lines of a source, by their places in it: which line and page a byte stands in, and what a
// stretch says. Found by reading the source once more, so that it holds for every format, whatever became of
// the lines since.
#pragma once

#include <clean/formats.h>

#include <cstdint>
#include <string>
#include <vector>

namespace clean {

class PrintedLines {
 public:
  // `source.bytes` must outlive it.
  explicit PrintedLines(const Source& source);

  struct Line {
    std::size_t number = 0;  // counted in the order in which the source was read
    std::uint32_t page = 1;
    bool operator==(const Line&) const = default;
  };

  // The line that a byte of printed text stands in.
  Line at(SourceAt place) const;

  // Where in a stretch that begins in one line the next one begins; the end of the stretch: it is all one.
  SourceAt next(SourceRange stretch) const;

  // The stretch as it was read: UTF-8, references resolved, spaces between words.
  std::string text(SourceRange stretch) const;

 private:
  struct Run {  // of printed text, in one line
    SourceRange source;
    TextRange text;  // in read_
    std::size_t line;
    bool copied;
  };
  std::vector<Run>::const_iterator first(SourceAt place) const;  // the last that begins there or before

  Document read_;
  std::vector<Run> runs_;  // in the order of the source
};

}  // namespace clean
