// Do two texts speak of the same? By their words: Latin words of four letters and more, and pairs of
// neighbouring Chinese, Japanese or Korean characters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clean {

// In order, in small letters.
std::vector<std::string> content_words(std::string_view text);

enum class Share { unknown, none, some, most };  // unknown: one of the two has no words; most: half and more

// How much of `few` stands in `many`; a word counts that begins with a word of the other, or the other way
// round.
Share share(std::string_view few, std::string_view many);

}  // namespace clean
