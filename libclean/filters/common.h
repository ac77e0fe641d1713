// What filters share: how a table row is written, and the names of roles a filter gives.
#pragma once

#include <clean/filter.h>
#include <clean/recipe.h>

#include "survey/facts.h"
#include "survey/seams.h"

namespace clean {

template <class F>
std::unique_ptr<Filter> make(const Recipe&) {
  return std::make_unique<F>();
}

// The part of `whole`'s text that `part` (a view into it) is, as a range of the document.
inline TextRange range_of(const Document& document, std::string_view part) {
  const auto from = static_cast<std::uint32_t>(part.data() - document.text().data());
  return {{from}, {from + static_cast<std::uint32_t>(part.size())}};
}

}  // namespace clean
