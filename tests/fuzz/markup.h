// What alto.cpp, page.cpp and hocr.cpp have in common: any bytes as a file with markup, with the laws as
// oracle.
#pragma once

#include <clean/clean.h>

#include <string>
#include <string_view>
#include <vector>

namespace clean::fuzz {

// Byte 0 chooses the recipe, the rest is the file. Beside the laws: a file that is written back is a file of
// the same format, without faults it had not.
void check_markup(Format format, const std::uint8_t* data, std::size_t size);

// The pages of tests/formats/pages with that ending, whole and in stretches of their text lines.
std::vector<std::string> markup_seeds(std::string_view ending, std::initializer_list<std::string_view> small);

}  // namespace clean::fuzz
