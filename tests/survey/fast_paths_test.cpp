// What is done in a fast way gives what the plain way gives: on the lines of all pages of the fixtures, whole
// and cut anywhere.

#include <clean/clean.h>
#include <gtest/gtest.h>
#include <unicode/brkiter.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "formats/text_reader.h"
#include "support/cases.h"
#include "support/wrapped.h"
#include "survey/facts.h"
#include "survey/flow.h"
#include "survey/seams.h"
#include "unicode/chars.h"

namespace clean::tests {
namespace {

std::mt19937 random_numbers(20261128);
std::size_t below(std::size_t n) {
  return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_numbers);
}

const std::vector<std::string>& pages() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> texts;
    for (const auto& seed : seeds()) texts.push_back(read_file(seed));
    for (const auto& entry : std::filesystem::directory_iterator(LIBCLEAN_FIXTURES "/pages")) {
      if (entry.path().extension() == ".txt") texts.push_back(read_file(entry.path()));
    }
    return texts;
  }();
  return all;
}

const std::vector<std::string>& lines() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> found;
    for (const std::string& page : pages()) {
      const Document document = read_text({.bytes = page});
      for (const Block& b : document.blocks()) found.emplace_back(document.text(b));
    }
    return found;
  }();
  return all;
}

// A line, a part of one, or two in one.
std::string some_line() {
  std::string line = lines()[below(lines().size())];
  if (below(4) == 0) line += lines()[below(lines().size())];
  if (below(2) == 0) {
    const std::size_t chars = count_chars(line);
    line = last_chars(line, 1 + below(chars));
    line = first_chars(line, 1 + below(count_chars(line)));
  }
  return line;
}

TEST(FastPaths, read_of_a_line_what_each_pattern_finds_by_itself) {
  std::size_t marked = 0;
  for (const BuiltinRecipe& builtin : builtin_recipes()) {
    const Recipe recipe = load_recipe(builtin.name);
    for (int n = 0; n < 400; ++n) {
      const std::string line = some_line();
      const Marks marks = recipe.vocabulary->read(line);
      marked += marks != 0;
      for (const SaysRow& row : vocabulary_table()) {
        Found found;
        EXPECT_EQ((marks & mark(row.says)) != 0, recipe.vocabulary->find(row.says, line, found))
            << builtin.name << ", " << row.name << ": " << line;
      }
    }
  }
  EXPECT_GT(marked, 100u);
}

TEST(FastPaths, bounds_of_repetition_are_kept_and_words_in_them_are_no_bounds) {
  const auto says = [](const char* expression, std::string_view line) {
    const Vocabulary v({{Says::label, expression}});
    return v.read(line) == mark(Says::label);
  };
  EXPECT_TRUE(says("a{2,30}", std::string(30, 'a')));
  EXPECT_FALSE(says("a{2,30}", std::string(31, 'a')));
  EXPECT_FALSE(says("a{2,30}", "a"));
  EXPECT_TRUE(says("(?P<byline>a{2,30})b", std::string(30, 'a') + "b"));
  EXPECT_FALSE(says("(?P<byline>[^]b]{2,30})b", std::string(31, 'a') + "b"));
  EXPECT_TRUE(says(R"(\x{4E00}{1,25})", "一一"));
  EXPECT_FALSE(says(R"([[:alpha:]]{1,25})", std::string(26, 'a')));
  EXPECT_TRUE(says(R"(a\{2,30})", "a{2,30}"));
  EXPECT_TRUE(says(R"([{2,30}]x)", "2x"));
  EXPECT_TRUE(says(R"(\Qa{2,30}\E)", "a{2,30}"));
}

TEST(FastPaths, know_lines_that_stay_together) {
  static const Recipe recipe = load_recipe("zh-daily");
  std::string before = "1 2";
  for (int n = 0; n < 2000; ++n) {
    const std::string line = n % 2 ? some_line() : some_line() + " 12 " + std::to_string(below(99));
    EXPECT_EQ(stay_together(read_line(before, *recipe.vocabulary), read_line(line, *recipe.vocabulary)),
              stay_together(before, line))
        << before << "\n"
        << line;
    before = line;
  }
}

TEST(FastPaths, end_lines_where_any_mark_does) {
  const std::string_view parts[] = {"a",      "中",     "\n",     "\r",     "\r\n", "\v", "\f",
                                    "\u0085", "\u2028", "\u2029", "\u2027", "é",    "“"};
  for (int n = 0; n < 3000; ++n) {
    std::string text;
    for (std::size_t k = below(12); k-- > 0;) text += parts[below(std::size(parts))];
    std::vector<std::string> plain;
    for (std::size_t at = 0, begin = 0; at <= text.size();) {
      const std::size_t size = at < text.size() ? line_end(text, at) : 1;
      if (size == 0) {
        ++at;
        continue;
      }
      if (at > begin) plain.push_back(text.substr(begin, at - begin));
      begin = at += size;
    }
    const Document document = read_text({.bytes = text});
    std::vector<std::string> found;
    for (const Block& b : document.blocks()) found.emplace_back(document.text(b));
    EXPECT_EQ(found, plain) << ::testing::PrintToString(text);
  }
}

TEST(FastPaths, see_the_words_that_the_dictionary_sees_in_all_of_the_context) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> plain(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  ASSERT_TRUE(U_SUCCESS(status));
  const Words words;
  std::size_t asked = 0, straddled = 0;
  for (int n = 0; n < 20000 && asked < 3000; ++n) {
    const std::string line = some_line();
    const std::string left(first_chars(line, 1 + below(count_chars(line)))), right = line.substr(left.size());
    if (right.empty() || !is(last_char(left), kHan) || !is(first_char(right), kHan)) continue;
    const std::string before(last_chars(left, 30)), behind(first_chars(right, 30));
    icu::UnicodeString text = icu::UnicodeString::fromUTF8(before);
    const std::int32_t seam = text.length();
    text += icu::UnicodeString::fromUTF8(behind);
    plain->setText(text);
    const bool straddles = !plain->isBoundary(seam);
    EXPECT_EQ(words.straddle(left, right), straddles) << before << " | " << behind;
    ++asked;
    straddled += straddles;
  }
  EXPECT_GT(straddled, 500u);
  EXPECT_GT(asked - straddled, 500u);
}

TEST(FastPaths, judge_a_seam_in_a_later_reading_as_if_it_were_asked_anew) {
  std::map<std::string_view, Pipeline> pipelines;
  std::size_t seams = 0;
  for (const std::string& page : pages()) {
    if (below(3) != 0) continue;
    for (const std::string& text : {page, wrapped(page, 40 + below(60))}) {
      const std::string_view name = recipe_for(text);
      const std::vector<std::string> filters = {"repair", "furniture", "jumps", "captions"};
      const Pipeline& before = pipelines.try_emplace(name, load_recipe(name), filters).first->second;
      const Document document = before.run({.bytes = text});
      const Words words;
      const Facts facts(document, *before.recipe().vocabulary, words);
      const auto asked = [&](const Seam& seam, const Paragraph&, const Paragraph&) {
        return judge(seam, words);
      };
      Flow kept(document, facts), anew(document, facts, true);
      for (Flow* flow : {&kept, &anew}) {
        const std::uint32_t sure = flow->join_printed(asked, 0, 0.9);
        flow->join_printed(asked, sure, 0.5);
        while (flow->join_standing(asked, sure, 0.5) > 0) {
        }
      }
      for (std::size_t i = 0; i < kept.paragraphs().size(); ++i) {
        const Paragraph &a = kept.paragraphs()[i], &b = anew.paragraphs()[i];
        EXPECT_EQ(a.joined_before, b.joined_before);
        EXPECT_EQ(a.join.evidence, b.join.evidence);
        EXPECT_EQ(a.join.confidence, b.join.confidence);
        EXPECT_EQ(a.likeliest.evidence, b.likeliest.evidence);
        EXPECT_EQ(a.likeliest.confidence, b.likeliest.confidence);
        ++seams;
      }
    }
  }
  EXPECT_GT(seams, 5000u);
}

}  // namespace
}  // namespace clean::tests
