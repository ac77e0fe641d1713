#include "survey/korean.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace clean {
namespace {

const KoreanLexicon& no_lexicon() {
  static const KoreanLexicon none("");
  return none;
}

double goes_on(std::string_view left, std::string_view right, std::string_view document = {}) {
  KoreanWords words(no_lexicon());
  words.add(document);
  return word_goes_on(left, right, words);
}

TEST(Korean, a_particle_stands_at_its_word) {
  EXPECT_GT(goes_on("아이들 통학 시간", "을 줄이기 위해"), 0.9);
  EXPECT_LT(goes_on("아이들 통학 시간을", "줄이기 위해"), 0.1);
}

TEST(Korean, a_dependent_noun_stands_apart) { EXPECT_LT(goes_on("우리 힘으로는 고칠", "수 없는 둑"), 0.1); }

TEST(Korean, a_stop_or_comma_parts_words_but_not_digits) {
  EXPECT_LT(goes_on("둑이 낡았다.", "비가 오면 걱정이다"), 0.1);
  EXPECT_LT(goes_on("봄에는 가뭄,", "여름에는 물난리"), 0.1);
  EXPECT_GT(goes_on("참가자 1,", "240명이 달렸다"), 0.9);
  EXPECT_GT(goes_on("물가는 0.", "8% 올랐다"), 0.9);
}

TEST(Korean, a_straight_mark_opens_behind_a_blank_and_closes_behind_a_word) {
  EXPECT_GT(goes_on("이장은 \"", "둑이 낡았다\"고 말했다"), 0.9);
  EXPECT_GT(goes_on("이장은 \"둑이 낡았다", "\"고 말했다"), 0.9);
  EXPECT_LT(goes_on("이장은", "\"둑이 낡았다\"고 말했다"), 0.1);
}

TEST(Korean, what_the_document_shows_makes_a_word_likelier) {
  const double alone = goes_on("올해도 새 돌미", "르호 배는 뜨지 않는다");
  const double shown =
      goes_on("올해도 새 돌미", "르호 배는 뜨지 않는다", "지난해 돌미르호 배와 돌미르호 길을 열었다");
  EXPECT_GT(shown, alone);
}

TEST(Korean, words_at_the_ends_of_a_line_are_not_counted) {
  KoreanWords words(no_lexicon());
  words.add("둑이 낡은 마을 사람들");
  EXPECT_EQ(words.words("낡은"), 1u);
  EXPECT_EQ(words.words("둑이"), 0u);
  EXPECT_EQ(words.words("사람들"), 0u);
  EXPECT_EQ(words.beginnings("마"), 1u);
}

TEST(Korean, a_lexicon_has_stems_whose_syllables_are_decomposed_in_its_file) {
  const auto path = std::filesystem::temp_directory_path() / "clean_korean_test.dic";
  std::ofstream(path) << "2\n\u1106\u1161\u110B\u1173\u11AF/25\n가다/44\n";
  const KoreanLexicon lexicon(path.string());
  std::filesystem::remove(path);
  EXPECT_TRUE(lexicon.has("마을"));
  EXPECT_TRUE(lexicon.has("가다"));
  EXPECT_FALSE(lexicon.has("마"));
}

TEST(Korean, no_file_makes_an_empty_lexicon) { EXPECT_FALSE(no_lexicon().there()); }

TEST(Korean, leaves_Chinese_Japanese_and_Latin_seams_to_others) {
  EXPECT_TRUE(korean("협약을 맺었다.", "KTX 역에는"));
  EXPECT_FALSE(korean("새 주소는 www.", "example.org다"));
  EXPECT_FALSE(korean("새 이름은 Kor", "ea다"));
  EXPECT_FALSE(korean("资源与基层需", "求的精准匹配"));
  EXPECT_FALSE(korean("新しい橋の工", "事を始める"));
}

}  // namespace
}  // namespace clean
