// What a line shows by itself.

#include "survey/facts.h"

#include <clean/recipe.h>
#include <gtest/gtest.h>

namespace clean {
namespace {

Line line(std::string_view text) {
  static const Recipe recipe = load_recipe("zh-daily");
  return read_line(text, *recipe.vocabulary);
}

TEST(Lines, keep_what_they_leave_open_and_what_they_close) {
  EXPECT_EQ(line("我市出台《新乡市促进中小").open.back(), U'《');
  EXPECT_EQ(line("企业实施方案》，一体推进").closes.marks[0], U'《');
  EXPECT_EQ(line("我市出台《方案》（试行）").open.count, 0);
}

TEST(Lines, count_brackets_deeper_than_they_keep) {
  EXPECT_EQ(line("（（（（（（（甲）").open.count, 6);
  EXPECT_EQ(line("（（（（（（（甲））").open.count, 5);
}

TEST(Lines, end_as_a_sentence_ends_also_before_a_remark_and_an_end_mark) {
  for (const char* text : {"全部办结。", "他说：“全部办结。”", "全部办结。（《平原晚报》12月1日A05版报道）",
                           "全部办结。②6", "全部办结.", "as well.”"}) {
    EXPECT_TRUE(line(text).terminal) << text;
  }
  for (const char* text : {"全部办结", "全部办结（试行）", "比去年增长3.", "全部办结，"}) {
    EXPECT_FALSE(line(text).terminal) << text;
  }
  EXPECT_TRUE(line("He thanked Mr.").terminal);  // in alphabetic text the tool does not tell abbreviations
}

TEST(Lines, know_running_text_from_a_numbered_heading) {
  EXPECT_FALSE(line("一、基本情况").body_like());
  EXPECT_TRUE(line("一、会议指出，要抓好落实").body_like());
}

}  // namespace
}  // namespace clean
