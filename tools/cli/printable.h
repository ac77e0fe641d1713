// Text from outside on a terminal: names of files, the user's words, lines of a page. What a terminal would
// obey is spelled instead, \x1b or \u202e: control characters, and those that turn the direction of writing,
// by which a line can show other than what it holds. So are bytes that are no UTF-8, as each terminal takes
// them its own way.
#pragma once

#include <string>
#include <string_view>

namespace cli {

// `keep`: control characters that stay, as the tab in a line of text.
std::string printable(std::string_view text, std::string_view keep = "");

// Whether a terminal would obey a character in place of showing it.
bool obeyed(char32_t c);

}  // namespace cli
