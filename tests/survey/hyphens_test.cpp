// The evidence on hyphens at line ends, asked directly: by language, with and without dictionaries. What the
// filter makes of it is in fixtures/filters/rejoin.txt.

#include "survey/hyphens.h"

#include <clean/clean.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "survey/lexicon.h"
#include "unicode/fold.h"

namespace clean::tests {
namespace {

Hyphen without(std::string_view left, std::string_view right, std::string_view language) {
  return judge_hyphen({.left = left, .right = right, .language = language}).what;
}

Hyphen with(const Lexicon& lexicon, std::string_view left, std::string_view right) {
  return judge_hyphen({.left = left, .right = right, .language = lexicon.language(), .lexicon = &lexicon})
      .what;
}

TEST(Hyphens, know_what_each_language_does_with_the_same_letters) {
  EXPECT_EQ(without("Ehrenzei-", "en", "de"), Hyphen::dropped);
  EXPECT_EQ(without("allons-", "en France", "fr"), Hyphen::kept);
  EXPECT_EQ(without("the thous-", "and men", "fr"), Hyphen::dropped);
  EXPECT_EQ(without("two-", "and three-year", "en"), Hyphen::suspended);
  EXPECT_EQ(without("well-", "being", "en"), Hyphen::kept);
  EXPECT_EQ(without("Well-", "pappe", "de"), Hyphen::dropped);
  EXPECT_EQ(without("Zuk-", "ker", "de"), Hyphen::ck);
  EXPECT_EQ(without("book-", "keeper", "en"), Hyphen::dropped);
}

TEST(Hyphens, are_none_where_no_word_stands_before_them) {
  EXPECT_EQ(without("he said -", "and left", "en"), Hyphen::none);
  EXPECT_EQ(without("-", "and left", "en"), Hyphen::none);
  EXPECT_EQ(without("the end.", "and left", "en"), Hyphen::none);
  EXPECT_EQ(without("", "and left", "en"), Hyphen::none);
  EXPECT_EQ(without("examina-", "", "en"), Hyphen::none);
}

TEST(Hyphens, that_are_seldom_hyphens_need_a_dictionary_or_a_habit_of_the_page) {
  for (const char* left : {"Be=", "Kloster»", "subse•", "Be■", "exam—"}) {
    EXPECT_EQ(without(left, "hörde", "de"), Hyphen::none) << left;
    EXPECT_TRUE(seldom_hyphen(U'=') && hyphen_mark(U'=')) << left;
  }
}

TEST(Hyphens, cut_what_the_divided_word_had_too_much) {
  const HyphenJudgement ck = judge_hyphen({.left = "der Zuk⸗", .right = "ker", .language = "de"});
  EXPECT_EQ(ck.cut, "k⸗");
  EXPECT_EQ(ck.with, "c");
  EXPECT_EQ(ck.mark, "⸗");
  EXPECT_EQ(ck.glue(), "");
  const HyphenJudgement und = judge_hyphen({.left = "Schul-", .right = "und", .language = "de"});
  EXPECT_EQ(und.cut, "");
  EXPECT_EQ(und.glue(), " ");
  EXPECT_LT(und.divided, 0.1);
}

TEST(Hyphens, follow_what_the_file_says_but_not_blindly) {
  const auto stated = [](std::string_view left, std::string_view right, std::string_view word) {
    return judge_hyphen({.left = left, .right = right, .language = "en", .stated = word}).what;
  };
  EXPECT_EQ(stated("New-", "Castle", "NewCastle,"), Hyphen::dropped);
  EXPECT_EQ(stated("new-", "castle", "new-castle"), Hyphen::kept);
  EXPECT_EQ(stated("Karl-", "Eugen", "Karl-Eugen"), Hyphen::kept);
  EXPECT_EQ(stated("1914-", "1918", "19141918"), Hyphen::kept);
}

TEST(Hyphens, are_judged_by_the_words_of_the_document) {
  const std::string text =
      "The sea-wall and the Sea-wall stood. Millbrook is not there, and no one of Mill-\nbrook was.\n";
  const Pipeline reader(parse_recipe("name = \"plain\"\nstages = [[]]", "plain"));
  const Document document = reader.run({.bytes = text});
  const DocumentWords words(document);
  EXPECT_EQ(words.count("sea-wall"), 2u);
  EXPECT_EQ(words.count("millbrook"), 1u);
  EXPECT_EQ(words.count("mill"), 0u) << "a part at a line end is no word";
  EXPECT_EQ(words.count("brook"), 0u);
  EXPECT_EQ(words.count("was"), 1u);
  const auto judged = [&](std::string_view left, std::string_view right) {
    return judge_hyphen({.left = left, .right = right, .language = "en", .document = &words}).what;
  };
  EXPECT_EQ(judged("the sea-", "wall"), Hyphen::kept);
  EXPECT_EQ(judged("the lee-", "wall"), Hyphen::dropped);
  EXPECT_EQ(judged("in Mill-", "Brook"), Hyphen::dropped) << "the document has it in one";
}

TEST(Hyphens, know_the_language_of_a_page_by_its_commonest_words) {
  const Pipeline reader(parse_recipe("name = \"plain\"\nstages = [[]]", "plain"));
  const auto language = [&](std::string_view text) {
    return std::string(DocumentWords(reader.run({.bytes = text})).language());
  };
  EXPECT_EQ(language("Der Bürgermeister und die Räte von der Stadt, nicht auf dem Land."), "de");
  EXPECT_EQ(language("The mayor of the town and the clerk of the court went to sea."), "en");
  EXPECT_EQ(language("Le maire et les conseillers de la ville, dans une salle du palais."), "fr");
  EXPECT_EQ(language("Amsterdam, Rotterdam"), "");
}

TEST(Lexicon, knows_nothing_of_languages_it_has_no_dictionary_of) {
  const Lexicon none("xx");
  EXPECT_FALSE(none.there());
  EXPECT_FALSE(none.has("word"));
  EXPECT_FALSE(none.has_hyphened("a-b"));
}

TEST(Lexicon, says_which_dictionaries_are_in_use) {
  const std::string said = dictionaries_in_use();
  for (const char* language : {"de", "en", "fr"}) {
    EXPECT_EQ(Lexicon(language).there(), said.find(std::string(" ") + language) != said.npos) << said;
  }
}

TEST(Lexicon, reads_old_spelling) {
  const Lexicon german("de");
  if (!german.there()) GTEST_SKIP() << "no German dictionary for hunspell (Debian: hunspell-de-de)";
  for (const char* word :
       {"Waſſer", "Thür", "daß", "Rath", "Koͤnig", "Commiſſion", "Hauptbahnhof", "probiren"})
    EXPECT_TRUE(german.has(word)) << word;
  for (const char* word : {"Häm", "Elef", "Kommiſ", "Musickapelle"}) EXPECT_FALSE(german.has(word)) << word;
}

TEST(Lexicon, tells_divided_words_from_compounds) {
  const Lexicon english("en"), french("fr");
  if (!english.there() || !french.there())
    GTEST_SKIP() << "no English and French dictionaries for hunspell (Debian: hunspell-en-us, hunspell-fr)";
  EXPECT_EQ(with(english, "the doct-", "or came"), Hyphen::dropped);
  EXPECT_EQ(with(english, "ex-", "cept"), Hyphen::dropped);
  EXPECT_EQ(with(english, "the above-", "named"), Hyphen::kept);
  EXPECT_EQ(with(english, "l'occa-", "BULLETIN"), Hyphen::dropped);
  EXPECT_EQ(with(french, "la voi-", "là"), Hyphen::dropped);
  EXPECT_EQ(with(french, "le porte-", "parole"), Hyphen::kept);
  EXPECT_EQ(with(french, "des momens, des en-", "fans"), Hyphen::dropped);
  EXPECT_TRUE(french.has_hyphened("libre-service"));
  EXPECT_TRUE(french.has_hyphened("Libres-services"));
  EXPECT_FALSE(french.has_hyphened("service-libre"));
}

TEST(Lexicon, makes_seldom_hyphens_hyphens) {
  const Lexicon german("de");
  if (!german.there()) GTEST_SKIP() << "no German dictionary for hunspell (Debian: hunspell-de-de)";
  EXPECT_EQ(with(german, "die Be=", "hörde"), Hyphen::dropped);
  EXPECT_EQ(with(german, "die Regie•", "rung"), Hyphen::dropped);
  EXPECT_EQ(with(german, "sagte »ja»", "und ging"), Hyphen::none);
}

TEST(Lexicon, answers_threads_side_by_side) {
  const Lexicon german("de");
  const bool there = german.there();
  std::vector<std::thread> threads;
  std::vector<int> right(4, 0);
  for (std::size_t t = 0; t < right.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i)
        right[t] += german.has("Wasser" + std::string(i % 2, 'q')) == (there && i % 2 == 0);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, std::vector<int>(4, 50));
}

TEST(Recipe, can_do_without_dictionaries) {
  const std::string text =
      "The fire burned in the above-\nnamed house, and the chief said that it had begun early.\n";
  const auto cleaned = [&](const char* lexicon) {
    const Pipeline pipeline(parse_recipe(
        std::string("name = \"x\"\nlanguage = \"en\"\nstages = [[\"rejoin\"]]\nlexicon = ") + lexicon, "x"));
    return std::string(pipeline.run({.bytes = text}).text());
  };
  EXPECT_NE(cleaned("false").find("abovenamed"), std::string::npos);
  EXPECT_EQ(cleaned("true").find(Lexicon("en").there() ? "abovenamed" : "above-named"), std::string::npos);
  EXPECT_THROW(parse_recipe("name = \"x\"\nstages = [[]]\nlexicon = \"no\"", "x"), RecipeError);
}

TEST(Fold, spells_long_s_and_small_e_as_today) {
  EXPECT_EQ(plain_letters("Waſſer, Koͤnigin’s"), "Wasser, Königin's");
  EXPECT_EQ(folded("ÜBER Étoile"), "über étoile");
}

}  // namespace
}  // namespace clean::tests
