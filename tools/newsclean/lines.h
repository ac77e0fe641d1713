// Pages as lines of JSON (JSONL), so that a program that goes on for hours can hold one newsclean open: a
// line goes in, the records of that page come out, and its other fields go with each of them byte for byte.
// docs/formats.md says what becomes of what.
//
// Nothing depends on how the input was read: a line is a page by itself. So a job may be any number of lines,
// as many as are there.
#pragma once

#include <cstdint>
#include <string>

#include "newsclean/job.h"

inline constexpr std::size_t kLongestLine = std::size_t{1} << 30;

// Some lines of an input, whole.
struct Lines {
  std::string bytes;
  std::uint64_t first = 1;  // the number of the first of them
  bool last = false;        // there are no more
};

class LineInput {
 public:
  explicit LineInput(Found file);

  // The next lines: all that were read, or just `one` of them. `wait`: until there is one; else, where that
  // would take time, there may be none. Throws IoError, Broken; TooLarge when a line is longer than
  // kLongestLine.
  Lines next(bool one, bool wait);

 private:
  std::size_t end_of_lines(bool one);

  std::string path_;
  std::unique_ptr<Bytes> bytes_;
  std::string buffer_;
  std::size_t given_ = 0, searched_ = 0;  // of the buffer: given out; no line end is from `given_` to there
  std::uint64_t line_ = 1;                // that begins at `given_`
  bool ended_ = false;                    // all has been read
};

// Fills in what becomes of a job of lines. With --on-error fail it ends with the first that cannot be read.
void clean_lines(const Settings& settings, Job& job);
