// What width leaves to a text's own norm: cases for a recipe in traditional characters, and for another
// language.

#include <gtest/gtest.h>

#include "support/cases.h"

namespace clean::tests {
namespace {

// The text as width leaves it in that language.
std::string widened(std::string_view language, std::string_view text) {
  const Pipeline pipeline(parse_recipe(
      "name = \"test\"\nlanguage = \"" + std::string(language) + "\"\nstages = [[\"width\"]]", "test"));
  return shown(pipeline.run({.bytes = text, .begin = {}, .first_page = 1}));
}

TEST(Width, widens_marks_in_traditional_characters_by_the_same_context) {
  const std::pair<const char*, const char*> kCases[] = {
      {"渡口昨日復航,村民都來了.", "渡口昨日復航，村民都來了。"},
      {"你們去嗎?我們不去!", "你們去嗎？我們不去！"},
      {"全長3.8公里(含引道),耗資2,600萬元.", "全長3.8公里（含引道），耗資2,600萬元。"},
      {"他說:「先修渠;再種樹.」", "他說：「先修渠；再種樹。」"},
      {"氣溫18~22度。", "氣溫18～22度。"},
      {"他想了很久...還是走了。", "他想了很久……還是走了。"},
      {"《渡口志>出版。", "《渡口志》出版。"},
      {"他說｢好｣,便走了.", "他說「好」，便走了。"},
  };
  for (const auto& [text, expected] : kCases) EXPECT_EQ(widened("zh-Hant", text), expected);
}

TEST(Width, leaves_what_traditional_characters_have_as_the_page_has_it) {
  for (const char* text : {
           "他說：「先修渠，『旱龍溝』也要修。」",
           "他說：“先修渠。”",
           "他說：\"先修渠。\"",
           "”先修渠“是他的話。",
           "馬克‧吐溫與約翰•史密斯都來過。",
           "這就是他的信念──為鄉親修渠。",
           "他想了很久⋯⋯還是走了。",
           "參加者１８人，花費１．５萬元。",
           "記者Ｎ／渡口報導。",
           "<渡口志>出版。",
           "王　明、李大同出席。",
       }) {
    EXPECT_EQ(widened("zh-Hant", text), text);
  }
}

TEST(Width, leaves_a_page_of_old_print_alone) {
  // Every pause is a 、; what looks like a half-width mark is dirt.
  const std::string page =
      "昨日渡口復航、鄉人咸集、鼓樂喧天、觀者如堵.\n"
      "船主王某、年已七旬、鬚髮皆白、精神矍鑠:自云操舟五十載\n"
      "其子名(大同)、亦善駕舟、鄉人稱之\"小艄公\"、聞者莫不稱羡...\n";
  EXPECT_EQ(widened("zh-Hant", page), page.substr(0, page.size() - 1));
  EXPECT_NE(widened("zh-Hans", page), page.substr(0, page.size() - 1));
}

TEST(Width, leaves_another_language_alone) {
  EXPECT_EQ(widened("ja", "彼は\"はい\"と言った,そして(すぐに)帰った."),
            "彼は\"はい\"と言った,そして(すぐに)帰った.");
  EXPECT_EQ(widened("ko", "그는 (곧) 갔다, 3~4명."), "그는 (곧) 갔다, 3~4명.");
  EXPECT_EQ(widened("ja", "街角のｶﾞｿﾘﾝ"), "街角のガソリン");
}

TEST(Width, notes_what_is_doubtful) {
  const Pipeline pipeline(load_recipe("zh-daily"), {"width"});
  for (const char* text :
       {"他说“先修渠，再栽树。", "他说\"先修渠，再栽树。", "镇长（左二察看堤坝。",
        "乡政发[2025]3号文件已转发。", "渡口昨日复航。。船工换了缆绳。", "《读《卫河渔歌》有感》刊出。",
        "他说「先修渠”，众人点头。", "船工都在岸边等着.村民一早就来排队。"}) {
    const Document document = pipeline.run({.bytes = text, .begin = {}, .first_page = 1});
    int notes = 0;
    for (const Decision& d : document.history()) {
      EXPECT_TRUE(d.action != Action::replace || d.verdict == Verdict::too_unsure) << text;
      notes += d.action == Action::replace;
    }
    EXPECT_GE(notes, 1) << text;
    EXPECT_LE(notes, 2) << text;
  }
}

}  // namespace
}  // namespace clean::tests
