// Does the text go on across a seam? The evidence as a table: a row looks at one thing and has a weight
// (log odds); the weights of the rows that hold are added up. The dictionary is asked last, and only
// where the rest is split.
#pragma once

#include <clean/filter.h>

#include <cstdint>
#include <span>

#include "survey/facts.h"

namespace clean {

struct Seam {
  const Line& left;
  const Line& right;
  std::string_view left_text, right_text;  // the blocks that meet at the seam
  const Line* behind = nullptr;            // the line behind the right one, if any
  std::uint16_t gap = 0;                   // blank lines
  std::uint16_t usual_gap = 0;
  bool printed = false;    // raw lines are printed lines
  bool indents = false;    // paragraphs of this page are indented
  bool indented = false;   // so is the right line
  bool opens = false;      // the left line begins a paragraph, perhaps with an indent that was lost
  std::uint32_t sure = 0;  // how many certain seams the page has
};

struct Judgement {
  double confidence = 0;       // that the text goes on
  std::uint64_t evidence = 0;  // rows that hold, by bit
  bool proof = false;          // one of the rows that are proof by themselves holds
};

Judgement judge(const Seam& seam, const Words& words);

// The table's names and weights, as --explain prints them.
std::span<const Evidence> seam_evidence();

// A short line without the marks of a sentence: headline, label, caption, name.
bool title_like(const Line& line);

}  // namespace clean
