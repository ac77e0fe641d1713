// Does the text go on across a seam? The evidence as a table: a row looks at one thing and has a weight
// (log odds); the weights of the rows that hold are added up. The dictionary is asked last, and only
// where the rest is split.
#pragma once

#include <clean/filter.h>

#include <cstdint>
#include <span>

#include "survey/facts.h"
#include "survey/geometry.h"

namespace clean {

struct Seam {
  const Line& left;
  const Line& right;
  std::string_view left_text, right_text;  // the blocks that meet at the seam
  const Line* behind = nullptr;            // the line behind the right one, if any
  std::uint16_t gap = 0;                   // blank lines
  std::uint16_t usual_gap = 0;
  std::uint16_t slack = 0, lines_per_end = 0;  // see PageFacts
  // Width of the printed lines above the left and below the right one; 0: none, or no printed lines.
  std::uint32_t above_cells = 0, below_cells = 0;
  bool printed = false;  // raw lines are printed lines
  Script script = Script::chinese;
  bool indents = false;         // paragraphs of this page are indented
  bool indented = false;        // so is the right line
  bool below_indented = false;  // so is the line below it
  bool left_indented = false;   // so is the line with which the paragraph before the seam begins
  bool opens = false;           // the left line begins a paragraph, perhaps with an indent that was lost
  bool turns = false;           // a page turns at the seam
  bool behind_jump = false;     // a line stood at it that says where the text before goes on
  bool old_marks = false, capital_nouns = false;  // see PageFacts
  SeamPlace place{};                              // where the two lines stand on the page, if the file says
  std::uint32_t sure = 0;                         // how many certain seams the page has

  bool alphabetic() const { return script == Script::alphabet; }
};

struct Judgement {
  double confidence = 0;   // that the text goes on
  EvidenceSet evidence{};  // rows that hold
  bool proof = false;      // one of the rows that are proof by themselves holds
};

Judgement judge(const Seam& seam, const Words& words);

// Whether the number of certain seams on the page may count at this one.
bool counts_certain_seams(const Seam& seam);

// The rows that hold (counted from 0 whatever the script), the dictionary asked in any case: what the weights
// are fitted on (bench/fitting/seams.cpp).
EvidenceSet seam_rows(const Seam& seam, const Words& words);

// The table's names and weights, as --explain prints them: all rows for each script, one after the other.
std::span<const Evidence> seam_evidence();
std::size_t seam_row_count();  // for one script

// What each weight is without any gold: the counts of newspapers.md section 12, or a guess. The fit departs
// from it as far as gold speaks.
std::span<const float> seam_priors();

// The web or mail address that the text ends in, or as much of it as stands there; empty: none.
std::string_view address_at_end(std::string_view text);

// A short line without the marks of a sentence: headline, label, caption, name.
bool title_like(const Line& line);

// RAILWAY FATALITY. ; Grain Markets. ; Bekanntmachung.: a headline in an alphabet as papers set them until
// about 1920, with a full stop: short, and in capitals, or each word of it with one, or of three words at
// most.
bool stopped_title(const Line& line);

// No small letter in it: THE MILLBROOK COURIER.
bool capitals(std::string_view text);

// Library Keeps Its Lights On Till 9: words of four letters and more begin with a capital, three of them at
// least.
bool title_case(std::string_view text);

}  // namespace clean
