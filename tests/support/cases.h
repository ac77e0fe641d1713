// Fixture files: cases that anyone who knows newspapers can read and edit.
//
//   === joins over a lifted caption            a title: a sentence
//   @ filters captions rejoin                  optional; else the filter the file is named after
//   @ recipe zh-daily                          optional
//   @ sheet                                    optional: the input is drawn as printed, | between columns;
//   see below 实现了科普资源与基层需                         the input, as it would stand in a file
//
//   求的精准匹配。
//   ---                                        then what must come out, or "--- unchanged"
//   实现了科普资源与基层需求的精准匹配。             a line for each block
//   [caption] 专家团队将科技知识送进学校             any role but paragraph in brackets
//   [article]                                  an article starts with the next block (not shown for the
//   first)
//
// ␌ is a form feed, \u{200B} a character by its number, \x{FF} a byte, \s{1} a space that an editor would
// strip. Lines before the first case are for people.
//
// "@ sheet": the input is a drawing of a page of an hOCR file, in which each line says where it stands. The
// file has the printed lines from the top down, all columns of a line in turn; with "@ sheet blocks" all
// lines of a column down to the next empty line in turn.
#pragma once

#include <clean/clean.h>

#include <filesystem>
#include <string>
#include <vector>

namespace clean::tests {

struct Case {
  std::string title, folder, file;
  int line = 0;
  std::vector<std::string> filters;  // empty: the whole recipe
  std::string recipe = "zh-daily";
  std::string input, expected;
  std::string sheet;  // the hOCR file that the input is a drawing of; empty: it is none
  bool unchanged = false;

  Source source() const;
};

// The cases of one fixture file. Throws std::runtime_error with file and line when it is malformed.
std::vector<Case> read_cases(const std::filesystem::path& file);

// Every case under fixtures/.
const std::vector<Case>& all_cases();

// A document as fixtures write it.
std::string shown(const Document& document);

std::string read_file(const std::filesystem::path& file);

// The pages in seeds/.
std::vector<std::filesystem::path> seeds();

}  // namespace clean::tests
