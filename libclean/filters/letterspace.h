// Spaces that OCR put between all characters of a sentence: part of the filter `repair`.
#pragma once

#include <functional>
#include <string_view>

#include "unicode/words.h"

namespace clean {

enum class Spaced : unsigned char {
  no,
  short_line,  // all of it is set apart, and it is short: a label, a name, the end of a sentence
  line,        // long enough to be a sentence, but without comma or stop: perhaps a title
  sentence,
};

Spaced letterspaced(std::string_view line, const Words& words);

// Calls `edit(begin, end)` for each space to drop. `beside_sentence`: one of the lines that are set apart
// around it is a sentence.
void letterspace_edits(std::string_view line, bool beside_sentence, const Words& words,
                       const std::function<void(std::size_t, std::size_t)>& edit);

}  // namespace clean
