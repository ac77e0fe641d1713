// What the places of printed lines show of the seams between them.

#include "survey/geometry.h"

#include <clean/clean.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace clean::tests {
namespace {

struct Printed {
  int left, right;
};

// One region of lines, one below the other, 20 high.
std::string page_of(const std::vector<Printed>& lines) {
  std::string text;
  int top = 100;
  for (const Printed& line : lines) {
    const auto point = [](int x, int y) { return std::to_string(x) + "," + std::to_string(y) + " "; };
    std::string points = point(line.left, top) + point(line.right, top) + point(line.right, top + 18) +
                         point(line.left, top + 18);
    points.pop_back();
    text += "<TextLine><Coords points=\"" + points +
            "\"/><TextEquiv><Unicode>ein Wort und noch eins</Unicode></TextEquiv></TextLine>";
    top += 20;
  }
  return "<PcGts><Page imageWidth=\"2000\" imageHeight=\"3000\"><TextRegion id=\"r\">" + text +
         "</TextRegion></Page></PcGts>";
}

// For each seam: ¶ behind an indent, | behind a short line, ‖ for both, - for neither.
std::string seams_of(const std::vector<Printed>& lines) {
  const std::string page = page_of(lines);
  const Document document = read({.bytes = page, .format = Format::page});
  const Geometry geometry(document);
  std::string shown;
  for (std::size_t i = 1; i < document.blocks().size(); ++i) {
    const SeamPlace seam = geometry.at(document.blocks()[i - 1], document.blocks()[i]);
    EXPECT_TRUE(seam.boxes && seam.same_column);
    const bool shorter = seam.short_by > 1;
    shown += seam.indented ? (shorter ? "‖" : "¶") : shorter ? "|" : "-";
  }
  return shown;
}

TEST(Geometry, sees_a_paragraph_by_its_indent_and_by_the_short_line_before_it) {
  EXPECT_EQ(seams_of({{120, 500}, {100, 500}, {100, 500}, {100, 300}, {120, 500}, {100, 500}, {100, 501}}),
            "---‖--");
  EXPECT_EQ(seams_of({{120, 500}, {100, 500}, {100, 500}, {120, 500}, {100, 500}, {100, 500}}), "--¶--");
}

TEST(Geometry, sees_a_paragraph_of_one_line_by_the_indent_behind_it) {
  EXPECT_EQ(seams_of({{100, 500}, {100, 500}, {120, 500}, {120, 500}, {100, 500}}), "-¶¶-");
}

TEST(Geometry, holds_lines_against_those_around_them_where_a_column_leans) {
  std::vector<Printed> lines;
  for (int i = 0; i < 40; ++i) lines.push_back({100 + 3 * i, 500 + 3 * i});
  EXPECT_EQ(seams_of(lines), std::string(39, '-'));
}

TEST(Geometry, takes_an_inset_for_one_paragraph) {
  EXPECT_EQ(seams_of({{100, 500}, {100, 300}, {140, 500}, {140, 500}, {140, 500}, {100, 500}, {100, 500}}),
            "-‖----");
}

TEST(Geometry, sees_a_last_word_above_which_nothing_of_the_next_line_stands) {
  EXPECT_EQ(seams_of({{100, 500}, {100, 500}, {100, 115}, {120, 500}, {100, 500}}), "--‖-");
}

}  // namespace
}  // namespace clean::tests
