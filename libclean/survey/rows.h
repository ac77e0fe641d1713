// Rows of tables, as they show in their text: words and figures in the same order as in the line below.
#pragma once

#include <cstdint>
#include <string_view>

namespace clean {

// What a line shows as a row of a table. Words that follow each other count as one.
struct TableRow {
  std::uint32_t order = 0;  // words (1) and figures (2), two bits each, the first ones highest; 0: no row
  std::uint8_t figures = 0;
  bool beside = false;   // two figures stand next to each other: Benton 91 / 66 Thunder
  bool columns = false;  // it ends in two figures or more: Wick Town 29 20 6 3 66
  bool leaders = false;  // dots lead to figures at its end: Hafer . . . . 160–168 Mk.

  bool operator==(const TableRow&) const = default;
};

// Nothing is looked at in a line without digits; in one of running text there is no row to be found, but two
// lines may be alike by chance.
TableRow table_row(std::string_view line);

enum class Alike : std::uint8_t {
  no,
  perhaps,  // as many words and figures in the same order: of three such lines or more a table is made
  yes,      // two lines of running text are not alike in this way
};
Alike alike(const TableRow& a, const TableRow& b);

// The line above a row that says what stands in its columns, a short word for each: P W D L Pts; 名次 代表团
// 金 银 铜
bool heads_columns(std::string_view line, const TableRow& row);

}  // namespace clean
