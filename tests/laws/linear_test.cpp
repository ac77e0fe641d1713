// Time is linear in size: what a text of n does not take long for, a text of four n takes at most a few times
// as long. Each unit is something that some rule looks at again and again.

#include <gtest/gtest.h>

#include <chrono>

#include "laws/laws.h"
#include "support/cases.h"

namespace clean::tests {
namespace {

std::string repeated(std::string_view unit, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += unit;
  return text;
}

double seconds(const Pipeline& pipeline, const std::string& text) {
  const auto begin = std::chrono::steady_clock::now();
  const Document document = pipeline.run({.bytes = text, .begin = {}, .first_page = 1});
  assemble(document, pipeline.recipe());
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

TEST(Linear, time_grows_with_the_size_of_the_text_and_no_faster) {
  const std::string_view units[] = {"中",
                                    "a",
                                    "é",
                                    "ïéàèç",
                                    ",",
                                    "中a,,,,",
                                    "a,",
                                    ":",
                                    "(",
                                    ")",
                                    "中(a",
                                    "（",
                                    "“",
                                    "\"中",
                                    "'",
                                    "<中>",
                                    "……",
                                    ".",
                                    "中.",
                                    "--",
                                    "1",
                                    "~",
                                    "\n",
                                    "中\n",
                                    "中。\n",
                                    "中，\n\n",
                                    "a-\n",
                                    "\f",
                                    "中\f",
                                    "（上接第一版）\n",
                                    "中\n（紧接第一版）\n\f",
                                    "中文\n\f\n（紧接第一版）\n",
                                    "中文\n（下转要闻版）\n\f\n",
                                    "　",
                                    "\u200B",
                                    "②",
                                    "本报讯\n",
                                    "（下转第二版）",
                                    "（下转第二版）\n",
                                    "图为中\n",
                                    "\xFF",
                                    "、",
                                    "一、\n",
                                    "责任编辑：甲 校对：乙\n",
                                    "www.a@",
                                    "ｶﾞ",
                                    "中\u0301",
                                    "2025年1月1日 星期一 第1版\n",
                                    "01\n",
                                    "□姬国庆\n",
                                    "”中“",
                                    "丶中",
                                    "ーー中",
                                    "中 "};
  constexpr std::size_t kSmall = 40'000;
  const Pipeline daily(load_recipe("zh-daily")), general(load_recipe("general"));
  for (const Pipeline* pipeline : {&daily, &general}) {
    for (const std::string_view unit : units) {
      // A Han behind and before, so that marks stand in Chinese.
      const std::string small = "中" + repeated(unit, kSmall) + "中",
                        large = "中" + repeated(unit, 4 * kSmall) + "中";
      const double once = seconds(*pipeline, small), four = seconds(*pipeline, large);
      // Quadratic would be sixteen times. The constant covers a machine that is busy with something else.
      EXPECT_LT(four, 9 * once + 0.25)
          << "\"" << unit << "\" with " << pipeline->recipe().name << ": " << once << " s, " << four << " s";
    }
  }
}

}  // namespace
}  // namespace clean::tests
