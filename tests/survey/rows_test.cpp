#include "survey/rows.h"

#include <gtest/gtest.h>

namespace clean {
namespace {

Alike lines(std::string_view a, std::string_view b) { return alike(table_row(a), table_row(b)); }

TEST(Rows, two_that_end_in_figures_are_a_table) {
  EXPECT_EQ(lines("Wick Town   29  20  6  3   66", "Hythe Rov   30   4  4 22   16"), Alike::yes);
  EXPECT_EQ(lines("1. Flairs-Est     14  6", "2. Tinchebourg   12  6"), Alike::yes);
  EXPECT_EQ(lines("1 한별 71 48 2 -", "2 가람 70 50 1 1.5"), Alike::yes);
  EXPECT_EQ(lines("大白菜 1.60 1.40", "菠菜 6.00 5.20"), Alike::yes);
  EXPECT_EQ(lines("満潮　６・４２　１７・５８", "干潮　０・１３　１２・２７"), Alike::yes);
}

TEST(Rows, two_that_end_in_a_figure_and_a_mark_for_one_are_a_table) {
  EXPECT_EQ(lines("Bœuf, aloyau . . . . . . 14 » à 21 »", "Beurre des Charentes . . 22 50 à 24 »"),
            Alike::yes);
  EXPECT_EQ(lines("Beurre . . 22 50 à 24 »", "He paid 24 or 25 pounds"), Alike::no);
}

TEST(Rows, two_whose_dots_lead_to_figures_are_a_table) {
  EXPECT_EQ(lines("Bœuf, aloyau . . . . . . 14 » à 21 »", "Pommes de terre . . . . .  1 10 à  1 60"),
            Alike::yes);
  EXPECT_EQ(lines("Hafer.....160–168 Mk.", "Weizen......198–204 Mk."), Alike::yes);
  EXPECT_EQ(lines("本市新闻……2版", "国内新闻……3版"), Alike::yes);
  EXPECT_EQ(lines("Tiercy . . . . . 12 points", "Sornin  . . . . 10    —"), Alike::yes);
}

TEST(Rows, two_with_figures_beside_each_other_in_the_same_order_are_a_table) {
  EXPECT_EQ(lines("Benton  91 / 66  Thunder", "Hale  88 / 63  Clearing"), Alike::yes);
  EXPECT_EQ(lines("Lormont       -2°   7°   brumes", "Col d’Ombre   -9°   1°   neige"), Alike::yes);
  EXPECT_EQ(lines("남강 11 22 구름 조금", "벼랑골 7 19 맑음"), Alike::yes);
}

TEST(Rows, the_same_order_alone_may_be_chance) {
  EXPECT_EQ(lines("Cattle, 900; steers . 6.10@8.90", "Sheep, 350; ewes 4.25@5.00"), Alike::perhaps);
  EXPECT_EQ(lines("In 1911 the town had 4,000 people.", "By 1921 there were 6,000 of them."), Alike::perhaps);
}

TEST(Rows, running_text_is_not_alike) {
  EXPECT_EQ(lines("Der Preis beträgt 412 000", "Mark, wovon die Sparkasse 300 000"), Alike::no)
      << "a blank before three digits parts no figures";
  EXPECT_EQ(lines("on June 12, 13, 14 and 15 the", "price of 12 cents"), Alike::no);
  EXPECT_EQ(lines("오는 10월 20일 열린다", "지난 3월 5일 열렸다"), Alike::no) << "days are words";
  EXPECT_EQ(lines("He waited . . . 12 men came", "and left"), Alike::no);
  EXPECT_EQ(lines("", ""), Alike::no);
  EXPECT_EQ(lines("Otte 1:1, Specht 1:1,", "Brandt/Otte 3:2, Brandt 2:0,"), Alike::perhaps);
}

TEST(Rows, a_line_with_a_word_for_each_column_is_the_head_of_a_table) {
  EXPECT_TRUE(heads_columns("P   W  D   L  Pts", table_row("Wick Town   29  20  6  3   66")));
  EXPECT_TRUE(heads_columns("名次 代表团 金 银 铜 总", table_row("1 省会队 57 44 39 140")));
  EXPECT_TRUE(heads_columns("순위 팀 승 패 무 승차", table_row("1 한별 71 48 2 -")));
  EXPECT_FALSE(heads_columns("Library to close for a day", table_row("Wick Town   29  20")));
  EXPECT_FALSE(heads_columns("오늘의 날씨와 내일 바람", table_row("남강 11 22 구름 조금")));
}

}  // namespace
}  // namespace clean
