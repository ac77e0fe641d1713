// Bytes that are no UTF-8.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace clean {

// The stretches (begin, end) of `bytes` that are not valid UTF-8, each to be read as one U+FFFD: maximal
// subparts, as the Unicode Standard (section 3.9) recommends. Empty for valid text, and then fast.
std::vector<std::pair<std::size_t, std::size_t>> invalid_stretches(std::string_view bytes);

}  // namespace clean
