// Recipes: what is wrong with one is said with file, line and the near word. The pipeline a recipe makes, the
// recipe that fits a text, and where a long text is cut.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "support/cases.h"
#include "survey/vocabulary.h"

namespace clean::tests {
namespace {

std::string error_of(std::string_view toml) {
  try {
    parse_recipe(toml, "paper.toml");
  } catch (const RecipeError& e) {
    return e.what();
  }
  return "no error";
}

const std::string kHead = "name = \"paper\"\nstages = [[\"repair\"]]\n";  // two lines

// ---- errors

TEST(RecipeErrors, name_an_unknown_key) {
  EXPECT_EQ(error_of(kHead + "treshold = 0.6\n"),
            "paper.toml:3: no key \"treshold\"; did you mean \"threshold\"?");
  EXPECT_EQ(error_of(kHead + "\n\nelephant = 1\n"), "paper.toml:5: no key \"elephant\"");
}

TEST(RecipeErrors, name_an_unknown_filter) {
  EXPECT_EQ(error_of("name = \"paper\"\nstages = [\n  [\"repair\"],\n  [\"jumps\", \"rejion\"],\n]\n"),
            "paper.toml:4: no filter \"rejion\"; did you mean \"rejoin\"?");
  EXPECT_EQ(error_of(kHead + "[thresholds]\nrepair = 0.7\ncaption = 0.7\n"),
            "paper.toml:5: no filter \"caption\"; did you mean \"captions\"?");
}

TEST(RecipeErrors, name_an_unknown_pattern) {
  EXPECT_EQ(error_of(kHead + "[patterns]\nlead = ['x']\ncaptoin_start = ['x']\n"),
            "paper.toml:5: no pattern \"captoin_start\"; did you mean \"caption_start\"?");
}

TEST(RecipeErrors, quote_a_bad_regular_expression) {
  EXPECT_EQ(error_of(kHead + "[patterns]\nlead = [\n  'good',\n  'b(d',\n]\n"),
            "paper.toml:6: not a regular expression: missing ): b(d");
  EXPECT_EQ(error_of(kHead + "[genres]\nnews = '[a'\n"),
            "paper.toml:4: not a regular expression: missing ]: [a");
}

TEST(RecipeErrors, take_no_regular_expression_that_is_good_only_in_its_place) {
  // Between the brackets of its place this would be two patterns, of which neither is bound to the place.
  EXPECT_EQ(error_of(kHead + "[patterns]\nlead = ['a)|(?:b']\n"),
            "paper.toml:4: not a regular expression: unexpected ): a)|(?:b");
}

TEST(RecipeErrors, say_so_of_a_regular_expression_that_is_bad_only_in_its_place) {
  // By itself \Q( quotes to its end; in its place the bracket that closes the place would be quoted, too.
  std::string error;
  EXPECT_NO_THROW(error = error_of(kHead + "[patterns]\nlead = ['\\Q(']\n"));
  EXPECT_TRUE(error == "no error" || error.starts_with("paper.toml:4: ")) << error;
}

TEST(RecipeErrors, say_so_of_patterns_that_are_too_much_together) {
  std::string toml = kHead + "[patterns]\nlead = [\n";
  for (int i = 0; i < 12; ++i) toml += "  '(?:\\p{L}{1,40}[0-9]{1,9}" + std::to_string(i) + "){1,5}',\n";
  std::string error;
  EXPECT_NO_THROW(error = error_of(toml + "]\n"));
  EXPECT_TRUE(error == "no error" || error.starts_with("paper.toml:")) << error;
}

TEST(RecipeErrors, say_how_large_a_threshold_may_be) {
  EXPECT_EQ(error_of(kHead + "threshold = 2\n"), "paper.toml:3: threshold must be from 0 to 1");
  EXPECT_EQ(error_of(kHead + "threshold = -0.1\n"), "paper.toml:3: threshold must be from 0 to 1");
  EXPECT_EQ(error_of(kHead + "threshold = \"high\"\n"), "paper.toml:3: threshold must be from 0 to 1");
  EXPECT_EQ(error_of(kHead + "[thresholds]\n\nrepair = 1.5\n"),
            "paper.toml:5: a threshold must be from 0 to 1");
  EXPECT_EQ(error_of(kHead + "threshold = inf\n"), "paper.toml:3: threshold must be from 0 to 1");
}

TEST(RecipeErrors, take_no_threshold_that_is_no_number) {
  EXPECT_EQ(error_of(kHead + "threshold = nan\n"), "paper.toml:3: threshold must be from 0 to 1");
}

TEST(RecipeErrors, name_the_line_where_the_file_is_no_TOML) {
  for (const char* toml :
       {"name = \"paper\"\nstages = [[\"repair\"]\n[patterns]\n", "name = \"paper\"\nthis is no TOML\n",
        "name = \"paper\"\nname = \"again\"\n", "name = \"paper\"\nsummary = \"\xFF\"\n"}) {
    const std::string error = error_of(toml);
    const bool placed = error.starts_with("paper.toml:2: ") || error.starts_with("paper.toml:3: ");
    EXPECT_TRUE(placed) << error;
    EXPECT_GT(error.size(), std::string("paper.toml:2: ").size() + 5) << error;
  }
}

TEST(RecipeErrors, say_what_a_value_must_be) {
  EXPECT_EQ(error_of("name = 7\n"), "paper.toml:1: name must be a string");
  EXPECT_EQ(error_of("name = \"paper\"\nstages = \"repair\"\n"),
            "paper.toml:2: stages must be a list of lists of filters");
  EXPECT_EQ(error_of("name = \"paper\"\nstages = [\"repair\"]\n"),
            "paper.toml:2: a stage must be a list of filters, e.g. [\"heads\", \"split\"]");
  EXPECT_EQ(error_of("name = \"paper\"\nstages = [[1]]\n"), "paper.toml:2: a filter's name must be a string");
  EXPECT_EQ(error_of("name = \"paper\"\nstages = [[\"repair\", \"repair\"]]\n"),
            "paper.toml:2: filter \"repair\" is in its stage twice");
  EXPECT_EQ(error_of(kHead + "patterns = 1\n"), "paper.toml:3: patterns must be a table");
  EXPECT_EQ(error_of(kHead + "[patterns]\nlead = 'x'\n"),
            "paper.toml:4: patterns must be a list of regular expressions");
  EXPECT_EQ(error_of(kHead + "[patterns]\nlead = [1]\n"), "paper.toml:4: a pattern must be a string");
}

TEST(RecipeErrors, say_what_is_missing) {
  EXPECT_EQ(error_of(""), "paper.toml: a recipe needs a name");
  EXPECT_EQ(error_of("name = \"paper\"\n"),
            "paper.toml: a recipe needs stages, e.g. stages = [[\"repair\"]]");
}

TEST(RecipeErrors, give_the_near_recipe) {
  try {
    load_recipe("zh-dialy");
    FAIL();
  } catch (const RecipeError& e) {
    EXPECT_EQ(std::string(e.what()),
              "no recipe and no readable file \"zh-dialy\"; did you mean \"zh-daily\"?");
  }
  try {
    load_recipe("/nowhere/at-all.toml");
    FAIL();
  } catch (const RecipeError& e) {
    EXPECT_EQ(std::string(e.what()),
              "no recipe and no readable file \"/nowhere/at-all.toml\"; there are de, en, fr, general, ja, ko, "
              "zh-1900-1949, zh-daily, zh-hant");
  }
}

// ---- recipes

TEST(Recipes, that_are_built_in_can_all_be_read) {
  std::set<std::string_view> names;
  for (const BuiltinRecipe& builtin : builtin_recipes()) {
    names.insert(builtin.name);
    Recipe recipe;
    ASSERT_NO_THROW(recipe = load_recipe(builtin.name)) << builtin.name;
    // By name its patterns are known to be good and built later; that they can be is seen here.
    ASSERT_NO_THROW(parse_recipe(builtin.toml, builtin.name)) << builtin.name;
    EXPECT_EQ(recipe.name, builtin.name);
    EXPECT_EQ(recipe.text, builtin.toml);
    EXPECT_EQ(recipe.text, read_file(LIBCLEAN_ROOT "/recipes/" + recipe.name + ".toml"));
    EXPECT_FALSE(recipe.summary.empty()) << builtin.name;
    EXPECT_FALSE(recipe.stages.empty()) << builtin.name;
    EXPECT_NE(recipe.vocabulary, nullptr) << builtin.name;
  }
  EXPECT_EQ(names, (std::set<std::string_view>{"de", "en", "fr", "general", "ja", "ko", "zh-1900-1949", "zh-daily",
                                                "zh-hant"}));
}

TEST(Recipes, hold_what_the_file_says) {
  const Recipe r = parse_recipe(
      "name = \"paper\"\nsummary = \"a weekly\"\nlanguage = \"ja\"\nthreshold = 0.6\n"
      "stages = [[\"repair\", \"jumps\"], [], [\"width\"]]\n"
      "thresholds = { repair = 1, width = 0.75 }\n[genres]\nweather = '气温'\n",
      "paper.toml");
  EXPECT_EQ(r.name, "paper");
  EXPECT_EQ(r.summary, "a weekly");
  EXPECT_EQ(r.language, "ja");
  EXPECT_EQ(r.threshold, 0.6);
  EXPECT_EQ(r.stages, (std::vector<std::vector<std::string>>{{"repair", "jumps"}, {}, {"width"}}));
  EXPECT_EQ(r.thresholds.at("repair"), 1.0);
  EXPECT_EQ(r.thresholds.at("width"), 0.75);
  EXPECT_EQ(r.vocabulary->genre("本周前期我市气温偏低"), "weather");
  EXPECT_EQ(r.vocabulary->genre("百名专家进百县"), "");
  EXPECT_EQ(parse_recipe(kHead, "paper.toml").threshold, 0.5);
  EXPECT_EQ(parse_recipe(kHead, "paper.toml").language, "");
}

TEST(Recipes, fit_the_script_of_a_text) {
  const std::pair<std::string, std::string_view> rows[] = {
      {"", "general"},
      {"\n \n", "general"},
      {"本报讯（记者 崔敬）11月28日，记者了解到，我们这里的企业发展", "zh-daily"},
      {"我市10家企业成功获评, ABB and GE, 2025", "zh-daily"},
      {"本報訊（記者 陳明）昨日，這個國家的經濟發展會對我們產生影響", "zh-hant"},
      {"重慶廿二日電、這個國家的經濟發展、會對我們產生影響、", "zh-1900-1949"},
      {"余囘國旣久，卽覺國人於敎育一事，漠然無動於中。", "zh-1900-1949"},
      {"昨日、東京で新聞の会議が開かれました。記者はそれを見ていた。", "ja"},
      {"トヨタ自動車は十日、新型車を発表した。", "ja"},
      {"오늘 서울에서 회의가 열렸다. 記者 金", "ko"},
      {"The committee met in Beijing (北京) on Monday to discuss the matter at length.", "en"},
      {"Der Magiſtrat hat in der geſtrigen Sitzung beſchloſſen, daß die Schule in dem neuen Hauſe bleibt, und "
       "die Koſten von der Stadt zu tragen ſind.",
       "de"},
      {"Le conseil municipal a voté hier la construction du pont, et les travaux dans la vallée commenceront "
       "au printemps, selon le maire.",
       "fr"},
      {"Il consiglio comunale ha approvato ieri la costruzione del ponte, e i lavori nella valle cominceranno "
       "a primavera.",
       "general"},
      {"Городской совет вчера утвердил строительство моста.", "general"},
      {"12345 ... !!!", "general"},
      {"\xFF\xFE\x80\xC0", "general"},
  };
  for (const auto& [text, recipe] : rows) EXPECT_EQ(recipe_for(text), recipe) << text;
}

TEST(Recipes, fit_a_text_whatever_bytes_are_damaged_in_it) {
  std::string text = "\x80\xFF我们这个时代的发展\xE4\xB8";
  EXPECT_EQ(recipe_for(text), "zh-daily");
  text = "中\xE4\xB8";  // a stretch cut in mid-character
  EXPECT_EQ(recipe_for(text), "zh-daily");
  EXPECT_EQ(recipe_for("the council of the city and the mayor were at the bridge\xE6\x96"), "en");
  for (const auto& seed : seeds()) {
    const std::string page = read_file(seed);
    for (std::size_t size = 300; size < 320; ++size)
      EXPECT_EQ(recipe_for(page.substr(0, size)), "zh-daily") << seed;
  }
}

// ---- pipelines

using Stages = std::vector<std::vector<std::string>>;

Stages stages(std::string_view recipe, const std::vector<std::string>& only) {
  return Pipeline(load_recipe(recipe), only).recipe().stages;
}

TEST(Pipelines, of_some_filters_keep_the_order_of_the_recipe) {
  EXPECT_EQ(stages("zh-daily", {"width", "rejoin", "captions"}),
            (Stages{{"captions"}, {"rejoin"}, {"captions"}, {"rejoin"}, {"rejoin"}, {"width"}}));
  EXPECT_EQ(stages("zh-daily", {"captions", "furniture"}),
            (Stages{{"furniture", "captions"}, {"furniture", "captions"}}));
  EXPECT_EQ(stages("zh-daily", {"repair"}), (Stages{{"repair"}}));
  EXPECT_EQ(stages("zh-daily", {}), load_recipe("zh-daily").stages);
}

TEST(Pipelines, run_filters_that_the_recipe_has_not_in_the_order_of_the_table) {
  EXPECT_EQ(stages("general", {"width"}), (Stages{{"width"}}));
  EXPECT_EQ(stages("general", {"width", "rejoin", "jumps"}), (Stages{{"jumps"}, {"rejoin"}, {"width"}}));
  EXPECT_EQ(stages("general", {"heads", "repair", "captions", "split", "width", "width"}),
            (Stages{{"repair"}, {"captions"}, {"split"}, {"heads"}, {"width"}}));
}

TEST(Pipelines, do_something_with_a_filter_that_the_recipe_has_not) {
  const Pipeline pipeline(load_recipe("general"), {"width"});
  const std::string text = "企业在发展,我们去。\n";
  EXPECT_EQ(pipeline.run({.bytes = text, .begin = {}, .first_page = 1}).text(), "企业在发展，我们去。\n");
}

TEST(Pipelines, of_unknown_filters_are_recipe_errors) {
  try {
    Pipeline(load_recipe("general"), {"repair", "witdh"});
    FAIL();
  } catch (const RecipeError& e) {
    EXPECT_EQ(std::string(e.what()), "no filter \"witdh\"; did you mean \"width\"?");
  }
}

TEST(Pipelines, take_a_threshold_in_place_of_all_of_the_recipe) {
  const Pipeline own(load_recipe("general")), other(load_recipe("general"), {}, 0.7);
  const FilterRow& rejoin = *filter("rejoin");
  const FilterRow& repair = *filter("repair");
  EXPECT_EQ(own.policy().of(rejoin), 0.75);
  EXPECT_EQ(own.policy().of(repair), 0.5);
  EXPECT_EQ(other.policy().of(rejoin), 0.7);
  EXPECT_EQ(other.policy().of(repair), 0.7);
  EXPECT_EQ(Pipeline(load_recipe("general"), {}, 0.0).policy().of(repair), 0.5);
}

TEST(Pipelines, move) {
  Pipeline one(load_recipe("general"));
  const Pipeline other(std::move(one));
  EXPECT_EQ(other.recipe().name, "general");
  const std::string text = "a\n";
  EXPECT_EQ(other.run({.bytes = text, .begin = {}, .first_page = 1}).text(), "a\n");
}

TEST(Pipelines, know_where_a_window_stands_in_the_whole_input) {
  const Pipeline pipeline(load_recipe("general"));
  const std::string text = "one\n\ftwo\n";
  const Document document = pipeline.run({.bytes = text, .begin = {1000}, .first_page = 5});
  ASSERT_EQ(document.blocks().size(), 2u);
  EXPECT_EQ(document.source(document.blocks()[0].at).front(), (SourceRange{{1000}, {1003}}));
  EXPECT_EQ(document.source(document.blocks()[1].at).front(), (SourceRange{{1005}, {1008}}));
  EXPECT_EQ(document.blocks()[0].page, 5u);
  EXPECT_EQ(document.blocks()[1].page, 6u);
}

// ---- cuts

const Pipeline& zh_daily() {
  static const Pipeline pipeline(load_recipe("zh-daily"));
  return pipeline;
}
const Pipeline& general() {
  static const Pipeline pipeline(load_recipe("general"));
  return pipeline;
}

bool line_begins(std::string_view text, std::size_t at) {
  return at == text.size() || text[at - 1] == '\n' || text[at - 1] == '\f';
}
bool char_begins(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

TEST(Cuts, fall_on_the_beginning_of_a_line) {
  std::vector<std::string> texts = {"A.\nB.", "A.\nB.\n", "\n\nA.\nB.", "One.\r\nTwo.\r\nThree.\r\n",
                                    "　　第一段。\n　　第二段。\n"};
  for (const auto& seed : seeds()) texts.push_back(read_file(seed));
  for (const std::string& text : texts) {
    for (const Pipeline* pipeline : {&zh_daily(), &general()}) {
      const std::size_t at = pipeline->cut(text);
      ASSERT_GT(at, 0u) << text;
      ASSERT_LE(at, text.size()) << text;
      EXPECT_TRUE(line_begins(text, at)) << at << " of\n" << text;
    }
  }
}

TEST(Cuts, fall_on_the_beginning_of_a_line_where_all_lines_are_one_paragraph) {
  const std::string text =
      "one line of it,\nand one more line,\nand one more line,\nand one more line,\nand the end of it.\n";
  const Document document = general().run({.bytes = text, .begin = {}, .first_page = 1});
  ASSERT_EQ(document.blocks().size(), 1u) << shown(document);
  const std::size_t at = general().cut(text);
  EXPECT_TRUE(line_begins(text, at)) << at;
}

TEST(Cuts, are_never_0_and_never_beyond_the_text) {
  for (const std::string text :
       {"a", "中", "\n", "\n\n\n", "\f", "   ", "\xFF", "\xE4\xB8", "\x80\x80\x80", "a\n", "\na", "中\n"}) {
    const std::size_t at = zh_daily().cut(text);
    EXPECT_GT(at, 0u) << testing::PrintToString(text);
    EXPECT_LE(at, text.size()) << testing::PrintToString(text);
  }
}

TEST(Cuts, of_one_long_line_fall_on_the_beginning_of_a_character) {
  std::string text;
  for (int i = 0; i < 500; ++i) {
    text += i % 3 == 0 ? "新" : i % 3 == 1 ? "é" : "𠀀";
    if (i % 50 != 0) continue;
    const std::size_t at = general().cut(text);
    EXPECT_GT(at, 0u);
    EXPECT_TRUE(char_begins(text, at)) << i;
  }
}

TEST(Cuts, fall_on_a_page_turn) {
  const std::string text =
      "One line here.\nAnd one more of it.\n\fTwo lines there.\nAnd one more.\nAnd one more.\nAnd one "
      "more.\n";
  EXPECT_EQ(general().cut(text), text.find('\f') + 1);
}

TEST(Cuts, fall_on_the_page_turn_nearest_to_the_middle) {
  std::string text;
  for (int page = 0; page < 7; ++page)
    text += (page ? "\f" : "") + std::string("A line of some length that ends.\n");
  EXPECT_EQ(general().cut(text), text.find("\fA line", text.size() / 2 - 20) + 1);
}

TEST(Cuts, prefer_wide_gaps_to_narrow_ones_and_these_to_none) {
  EXPECT_EQ(general().cut("aaa.\nbbb.\nccc.\n\n\nddd.\neee.\n\nfff.\n"), 17u);
  EXPECT_EQ(general().cut("aaa.\nbbb.\nccc.\nddd.\n\neee.\n"), 21u);
}

TEST(Cuts, fall_where_an_article_starts) {
  for (const auto& seed : seeds()) {
    const std::string text = read_file(seed);
    const Document document = zh_daily().run({.bytes = text, .begin = {}, .first_page = 1});
    std::set<std::size_t> starts;
    for (const Block& b : document.blocks()) {
      if (b.starts) starts.insert(document.source(b.at).front().begin.byte);
    }
    const std::size_t at = zh_daily().cut(text);
    const auto start = starts.lower_bound(at);
    ASSERT_NE(start, starts.end()) << seed;
    // Nothing but white space between the beginning of the line and the start.
    EXPECT_EQ(text.substr(at, *start - at).find_first_not_of(" \t\xE3\x80"), text.npos) << seed << " " << at;
  }
}

TEST(Cuts, depend_on_the_bytes_alone) {
  for (const auto& seed : seeds()) {
    const std::string text = read_file(seed);
    EXPECT_EQ(zh_daily().cut(text), Pipeline(load_recipe("zh-daily")).cut(std::string(text)));
  }
}

// A caption that interrupted a sentence moves behind it: its line is no place between two paragraphs.
TEST(Cuts, go_through_no_paragraph_that_was_joined_over_a_caption) {
  const std::string text =
      "　　本报讯（记者 崔敬）近年来，我市出台实施方案，实现了科普资源与基层需\n\n\n"
      "图为活动现场\n\n\n"
      "求的精准匹配，切实打通科普服务“最后一公里”，受到群众欢迎。\n"
      "　　专家们走进乡村学校，为孩子们带来生动的科普课。\n";
  const Document document = zh_daily().run({.bytes = text, .begin = {}, .first_page = 1});
  ASSERT_NE(document.text().find("基层需求的"), std::string_view::npos) << shown(document);
  EXPECT_EQ(zh_daily().cut(text), text.find("　　专家们"));
}

TEST(Cuts, go_through_no_paragraph_that_was_joined_over_a_page_turn) {
  const std::string text =
      "　　本报讯（记者 崔敬）近年来，我市出台实施方案，实现了科普资源与基层需\n\n"
      "图为活动现场\n"
      "\f求的精准匹配，切实打通科普服务“最后一公里”，受到群众欢迎。\n"
      "　　专家们走进乡村学校，为孩子们带来生动的科普课。\n";
  const Document document = zh_daily().run({.bytes = text, .begin = {}, .first_page = 1});
  ASSERT_NE(document.text().find("基层需求的"), std::string_view::npos) << shown(document);
  EXPECT_EQ(zh_daily().cut(text), text.find("　　专家们"));
}

TEST(Genres, know_an_advert_by_its_head_and_leave_news_of_a_sale_alone) {
  const auto genre = [](std::string_view recipe, std::string_view line) {
    const Recipe loaded = load_recipe(recipe);
    return std::string(loaded.vocabulary->genre(line));
  };
  EXPECT_EQ(genre("en", "FALL SALE"), "advert");
  EXPECT_EQ(genre("en", "30% OFF ALL BREAD"), "advert");
  EXPECT_EQ(genre("en", "Sale of Bakery Is Put Off"), "");
  EXPECT_EQ(genre("de", "Zu vermiethen"), "advert");
  EXPECT_EQ(genre("de", "Total-Ausverkauf"), "advert");
  EXPECT_EQ(genre("de", "Stadt will Halle vermieten"), "");
  EXPECT_EQ(genre("fr", "MAISON A VENDRE"), "advert");
  EXPECT_EQ(genre("fr", "Le maire veut vendre la halle"), "");
}

TEST(Cuts, know_all_line_ends_of_the_reader) {
  for (const std::string end : {"\n", "\r", "\r\n", "\v", "\u0085", "\u2028", "\u2029"}) {
    const std::string text = "A first line." + end + "A second line." + end + "A third line." + end;
    const std::size_t at = general().cut(text);
    EXPECT_TRUE(text.substr(at).starts_with("A ")) << testing::PrintToString(end) << " at " << at;
  }
}

}  // namespace
}  // namespace clean::tests
