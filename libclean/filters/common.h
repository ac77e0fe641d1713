// What filters share.
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

// Where `part`, a view into the document's text, stands in it.
inline TextRange range_of(const Document& document, std::string_view part) {
  const auto from = static_cast<std::uint32_t>(part.data() - document.text().data());
  return {{from}, {from + static_cast<std::uint32_t>(part.size())}};
}

}  // namespace clean
