// Plots as inline SVG. Every bar says its number, so that nothing must be measured by eye; what is not
// applied is hatched, so that no colour is needed to tell it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace report {

struct Bar {
  std::string label;
  std::uint64_t value = 0;    // solid
  std::uint64_t hatched = 0;  // behind it
  std::string words;          // at the end of a lying bar; empty: the values
};

// Bars that lie one below the other, their labels before them. `id`: of this plot, for what names it.
std::string lying_bars(std::string_view id, std::string_view title, std::string_view description,
                       std::span<const Bar> bars);

// Bars that stand side by side, their labels below; `axis`: what the labels count.
std::string standing_bars(std::string_view id, std::string_view title, std::string_view description,
                          std::string_view axis, std::span<const Bar> bars);

// "12,345"
std::string grouped(std::uint64_t number);

}  // namespace report
