// Lines that a file has out of their column: an engine that read across two columns gives line 1 of the left
// one, line 1 of the right one, line 2 of the left one. Where lines stand on the page shows which may belong
// together; which do, their text shows: whether each fits the line below it better than the line behind it in
// the file. The file is trusted where the text does not speak against it: cells of a table stand so, too, and
// pieces of one line with a wide gap between.
#pragma once

#include <clean/document.h>
#include <clean/filter.h>

#include <span>
#include <vector>

#include "survey/facts.h"
#include "survey/hyphens.h"

namespace clean {

// Blocks first to end are printed right below the block `behind`, and the file has others between.
struct Displaced {
  std::size_t first = 0, end = 0, behind = 0;
  double confidence = 0;      // that the text goes on there
  EvidenceSet evidence{};     // rows that hold for some of the lines judged together
  bool line_by_line = false;  // short stretches in turn, judged together; else a longer one, judged alone
};

// By `first`. Without places on the page there are none.
std::vector<Displaced> displaced(const Document& document, const Facts& facts);

// How two printed lines meet as neighbours in running text: exactly one row of the table.
std::size_t meeting(const Line& above, const Line& below, bool capital_nouns, const DocumentWords& document,
                    const Words& words);

// The table's names, and their weights: log odds that the second is the next line of the text.
std::span<const Evidence> meeting_evidence();

}  // namespace clean
