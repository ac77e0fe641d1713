// Where lines stand in their column: what geometry says of it, and that heads follow.

#include <clean/clean.h>
#include <clean/pipeline.h>
#include <clean/recipe.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "survey/geometry.h"

namespace clean::tests {
namespace {

struct Set {
  std::string words;
  int left, width;
  int above = 10;  // white space
};

// A column from 100 to 800, lines 30 high.
std::string column(const std::vector<Set>& lines) {
  std::string text;
  int top = 100;
  for (const Set& line : lines) {
    top += line.above;
    const std::string box = " HPOS='" + std::to_string(line.left) + "' VPOS='" + std::to_string(top) +
                            "' WIDTH='" + std::to_string(line.width) + "' HEIGHT='30'";
    if (line.above > 15) text += "</TextBlock><TextBlock>";  // another block of the file
    text += "<TextLine" + box + "><String" + box + " CONTENT='" + line.words + "'/></TextLine>";
    top += 30;
  }
  return "<alto><Layout><Page WIDTH='900' HEIGHT='9000'><PrintSpace><TextBlock>" + text +
         "</TextBlock></PrintSpace></Page></Layout></alto>\n";
}

std::vector<Set> full(std::size_t lines) {
  return std::vector<Set>(
      lines, {"The receipts on account of revenue from the first of April to the present day", 100, 700});
}

LinePlace at(const std::vector<Set>& lines, std::size_t n) {
  const std::string bytes = column(lines);
  const Document document = read({.bytes = bytes, .format = Format::alto});
  return Geometry(document).in_column(document.blocks()[n]);
}

std::vector<Set> around(const Set& line) {
  std::vector<Set> lines = full(6);
  lines.push_back(line);
  for (const Set& below : full(6)) lines.push_back(below);
  return lines;
}

TEST(Places, a_line_with_white_space_left_and_right_is_in_the_middle) {
  const LinePlace place = at(around({"THE REVENUE.", 290, 320, 50}), 6);
  EXPECT_EQ(place.setting, Setting::middle);
  EXPECT_GT(place.white_above, 1.0f);
  EXPECT_LT(place.white_below, 0.5f);
  EXPECT_FALSE(place.column_top);
}

TEST(Places, the_last_line_of_a_paragraph_and_a_signature_are_not_in_the_middle) {
  EXPECT_EQ(at(around({"of the Empire.", 100, 250}), 6).setting, Setting::left);
  EXPECT_EQ(at(around({"A true Liberal.", 520, 280}), 6).setting, Setting::right);
  EXPECT_EQ(at(around({"an indented first line of a paragraph that fills its column", 130, 670}), 6).setting,
            Setting::across);
}

TEST(Places, where_lines_have_no_usual_width_nothing_is_known) {
  EXPECT_EQ(at({{"a", 100, 90}, {"b", 290, 320}, {"c", 100, 700}}, 1).setting, Setting::unknown);
}

TEST(Places, the_first_line_of_a_column_has_nothing_above_it) { EXPECT_TRUE(at(full(9), 0).column_top); }

// The blocks that start an article, but for the first.
std::vector<std::string> starts(const std::vector<Set>& lines) {
  const std::string bytes = column(lines);
  const Pipeline pipeline(load_recipe("en"));
  const Document document = pipeline.run(Source{.bytes = bytes, .format = Format::alto});
  std::vector<std::string> found;
  for (const Block& b : document.blocks().subspan(1)) {
    if (b.starts) found.emplace_back(document.text(b));
  }
  return found;
}

// Two items, with `line` between them.
std::vector<Set> two_items(const Set& line) {
  std::vector<Set> lines = {{"COLONIAL DEFENCE.", 290, 320}};
  const auto item = [&] {
    lines.push_back(
        {"Mr. Childers presided at a meeting of the Royal Colonial Institute when", 130, 670, 20});
    for (const Set& more : full(8)) lines.push_back(more);
    lines.push_back({"tend to the advantage of the Empire.", 100, 400});
  };
  item();
  lines.push_back(line);
  item();
  return lines;
}

TEST(Places, a_headline_is_known_by_its_place) {
  EXPECT_EQ(starts(two_items({"BREAKING A CABLE.", 290, 320, 45})),
            std::vector<std::string>{"BREAKING A CABLE."});
}

TEST(Places, the_same_words_at_the_edge_of_the_column_start_nothing) {
  EXPECT_EQ(starts(two_items({"BREAKING A CABLE.", 100, 320, 45})), std::vector<std::string>{});
}

}  // namespace
}  // namespace clean::tests
