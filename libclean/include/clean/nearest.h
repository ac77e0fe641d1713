// The word a person may have meant: for "did you mean", wherever a name was not found.
#pragma once

#include <clean/export.h>

#include <span>
#include <string_view>

namespace clean LIBCLEAN_API {

// The one of `words` that is fewest slips away from `word` (a slip: a letter too much, missing, wrong, or
// swapped with its neighbour), the first of equals; empty when none is within a third of its length.
std::string_view nearest(std::string_view word, std::span<const std::string_view> words);

}  // namespace clean
