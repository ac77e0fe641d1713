// Characters that were taken for another of the same shape, in Chinese text: part of the filter `repair`.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace clean {

enum class Shape : std::uint8_t {
  zero,   // 二○○八年: 〇
  range,  // 1949一1986年: —
  one,    // 第ー届: 一
  dash,   // 一一 before a subheadline: ——
};

// Whether a shape that these rules know may stand at text[at], which is not in ASCII or is a digit, o or O.
// Cheap: asked for the bytes of every line.
bool may_be_misread(std::string_view text, std::size_t at);

// Calls `edit(begin, end, with, shape)` for each shape that is certain, from left to right. `before` and
// `behind` are the lines around it: a printed line may end within a number.
void misread_edits(std::string_view line, std::string_view before, std::string_view behind,
                   const std::function<void(std::size_t, std::size_t, std::string_view, Shape)>& edit);

// Whether these rules may make `after` of `before` anywhere.
bool misread_as(std::string_view before, std::string_view after);

}  // namespace clean
