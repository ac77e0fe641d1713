// docs/filters.md is made of the table of filters and of the fixtures: LIBCLEAN_WRITE_DOCS=1 filters_doc_test
// writes it, and the test holds it against what would be written.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "support/cases.h"

namespace clean::tests {
namespace {

constexpr const char* kFile = LIBCLEAN_ROOT "/docs/filters.md";

std::string fenced(std::string text) {
  for (std::size_t at = text.find('\f'); at != text.npos; at = text.find('\f', at)) text.replace(at, 1, "␌");
  return "```\n" + text + (text.ends_with('\n') ? "" : "\n") + "```\n";
}

// Whether all of it can be seen on a page: no controls, no characters without width.
bool visible(const std::string& text) {
  for (const char* hidden : {"\u00AD", "\u200B", "\u200C", "\u200D", "\u2028", "\u0085", "\uFEFF", "\uFFFD"})
    if (text.find(hidden) != text.npos) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c < 0 || c >= ' ' || c == '\n' || c == '\f'; });
}

// The first cases of the file that a reader takes in at a glance; when none is so short, the shortest.
std::vector<Case> short_cases(std::string_view filter, bool unchanged) {
  constexpr std::size_t kMost = 3, kShort = 500;
  std::vector<Case> found;
  for (const Case& one : all_cases())
    if (one.folder == "filters" && one.file == std::string(filter) + ".txt" && one.unchanged == unchanged &&
        one.sheet.empty() && visible(one.input))
      found.push_back(one);
  const auto shorter = [](const Case& a, const Case& b) { return a.input.size() < b.input.size(); };
  const auto shortest = std::min_element(found.begin(), found.end(), shorter);
  const std::size_t limit = found.empty() ? 0 : std::max(kShort, shortest->input.size());
  std::erase_if(found, [&](const Case& one) { return one.input.size() > limit; });
  found.resize(std::min(found.size(), kMost));
  return found;
}

std::string document() {
  std::string out =
      "<!-- Written by LIBCLEAN_WRITE_DOCS=1 filters_doc_test from the table of filters and "
      "fixtures/filters/. -->\n"
      "# Filters\n\n"
      "A filter reads a page and proposes decisions, each with a reason and how sure it is; `newsclean "
      "--explain` tells "
      "them.\nThe examples are the first short ones of the filter's cases in `fixtures/filters/`, where many "
      "more are. In what "
      "comes\nout a line is a block, `[caption]` before it is its role, `[article]` says that an article "
      "starts, and ␌ is a form\nfeed. Which "
      "filters run, and in\nwhich order, stands in the recipe ([recipes.md](recipes.md)).\n";
  for (const FilterRow* row : filters()) {
    const std::string name(row->name);
    out += "\n## " + name + "\n\n" + std::string(row->summary) +
           ".\nTouches: " + std::string(row->touches.words) + ".\n";
    for (const Case& one : short_cases(row->name, false))
      out += "\nIt **" + one.title + "**:\n\n" + fenced(one.input) + "\nbecomes\n\n" + fenced(one.expected);
    for (const Case& one : short_cases(row->name, true))
      out += "\nIt **" + one.title + "**:\n\n" + fenced(one.input);
    out += "\nIts reasons:\n\n";
    for (const std::string_view reason : row->reasons) out += "- " + std::string(reason) + "\n";
  }
  return out;
}

TEST(Docs, of_the_filters_are_what_the_tables_and_the_fixtures_say) {
  if (std::getenv("LIBCLEAN_WRITE_DOCS") != nullptr) std::ofstream(kFile, std::ios::binary) << document();
  EXPECT_EQ(read_file(kFile), document()) << "LIBCLEAN_WRITE_DOCS=1 filters_doc_test writes it anew";
  for (const FilterRow* row : filters()) {
    EXPECT_FALSE(short_cases(row->name, false).empty() && row->name != "order") << row->name;
    EXPECT_FALSE(short_cases(row->name, true).empty() && row->name != "order") << row->name;
  }
}

// The tables of docs/recipes.md have every key and every pattern there is, in the program's words.
TEST(Docs, of_recipes_have_all_keys_and_patterns) {
  const std::string recipes = read_file(LIBCLEAN_ROOT "/docs/recipes.md");
  for (const RecipeKey& key : recipe_keys()) {
    const std::string name(key.name);
    EXPECT_TRUE(recipes.find("| `" + name + "` |") != recipes.npos ||
                recipes.find("| `[" + name + "]` |") != recipes.npos)
        << name;
  }
  for (const PatternName& name : pattern_names())
    EXPECT_NE(recipes.find("| `" + std::string(name.name) + "` | " + std::string(name.place) + " | " +
                           std::string(name.meaning) + " |\n"),
              recipes.npos)
        << name.name;
}

}  // namespace
}  // namespace clean::tests
