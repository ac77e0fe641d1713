// One spelling for letters that are the same to a reader: what dictionaries and counts of words ask for.
#pragma once

#include <string>
#include <string_view>

namespace clean {

// ſ as s, aͤ (a small e above, print before about 1850) as ä, ’ as '. Case stays.
std::string plain_letters(std::string_view text);

// The same in small letters.
std::string folded(std::string_view text);

}  // namespace clean
