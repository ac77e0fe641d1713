// The table of filters: one row makes a filter exist, in recipes, help, documentation and tests.

#include <clean/filter.h>

#include <array>

namespace clean {

extern const FilterRow kOrder, kRepair, kFurniture, kJumps, kCaptions, kRejoin, kSplit, kHeads, kStitch,
    kWidth;

std::span<const FilterRow* const> filters() {
  static constexpr std::array kTable = {&kOrder,  &kRepair, &kFurniture, &kJumps,  &kCaptions,
                                        &kRejoin, &kSplit,  &kHeads,     &kStitch, &kWidth};
  return kTable;
}

const FilterRow* filter(std::string_view name) {
  for (const FilterRow* row : filters()) {
    if (row->name == name) return row;
  }
  return nullptr;
}

}  // namespace clean
