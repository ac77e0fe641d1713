#include "newsclean/manual.h"

#include <clean/filter.h>
#include <clean/recipe.h>

#include "cli/options.h"

namespace {

using cli::roff;

std::string opening(std::string_view page, char section, std::string_view summary, std::string_view version) {
  std::string title(page);
  for (char& c : title) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return ".TH " + roff(title) + " " + section + " \"\" \"newsclean " + roff(version) + "\"\n.SH NAME\n" +
         roff(page) + " \\- " + roff(summary) + "\n";
}

std::string entry(std::string_view word, std::string_view words) {
  return ".TP\n.B " + roff(word) + "\n" + roff(words) + "\n";
}

constexpr std::string_view kRecipe =
    "A recipe says what one kind of newspaper needs: which filters run, how sure they must be, and the words "
    "by which "
    "the newspaper says what a line is. newsclean \\-r FILE takes one; those that are built in are printed "
    "by newsclean "
    "\\-r NAME \\-\\-print\\-recipe, as a start for another.\n.PP\n"
    "A recipe stands alone: it extends no other, and what it does not say is not known. A key that is none "
    "is an error "
    "with the line and the near word.\n";

constexpr const char* kExample =
    "# A weekly in simplified Chinese.\n"
    "name = \"my-weekly\"\n"
    "language = \"zh-Hans\"\n"
    "stages = [[\"repair\"], [\"furniture\", \"captions\"], [\"rejoin\"], [\"heads\"], [\"width\"]]\n"
    "thresholds = { captions = 0.7 }\n"
    "[patterns]\n"
    "caption_start = ['[上下左右]?图[为：:]']\n"
    "folio = ['[0-9]{1,3}']";

}  // namespace

std::string recipe_manual(std::string_view version) {
  std::string out =
      opening("newsclean.toml", '5', "a recipe for newsclean: what one kind of newspaper needs", version);
  (out += ".SH DESCRIPTION\n") += kRecipe;
  out += ".SH KEYS\n";
  for (const clean::RecipeKey& key : clean::recipe_keys())
    out += entry(key.name, std::string(key.words) + ".");
  out +=
      ".SH PATTERNS\nRegular expressions as RE2 has them, whose time is linear in the text. A pattern is "
      "held against the "
      "text of one block: a printed line, or a paragraph when lines have been joined. Where in it the "
      "pattern must match "
      "is fixed by its name: at the start, of which the first 400 bytes are looked at; at the end, of which "
      "the last 120 "
      "are; a line as a whole, or anywhere in one, if it is no longer than 400 bytes. Groups are named, "
      "(?P<byline>...), and become fields of the record.\n";
  for (const clean::PatternName& name : clean::pattern_names())
    out += entry(name.name, std::string(name.place) + ": " + std::string(name.meaning));
  out += ".SH RECIPES THAT ARE BUILT IN\n";
  for (const clean::BuiltinRecipe& recipe : clean::builtin_recipes())
    out += entry(recipe.name, clean::load_recipe(recipe.name).summary);
  out += ".SH EXAMPLE\n.nf\n" + roff(kExample) +
         "\n.fi\n.SH SEE ALSO\n.BR newsclean (1),\n.BR newsclean\\-filters (7)\n";
  return out;
}

std::string filter_manual(std::string_view version) {
  std::string out =
      opening("newsclean-filters", '7', "what each filter of newsclean does to a page", version);
  out +=
      ".SH DESCRIPTION\nA filter reads a page and proposes decisions, each with a reason, the evidence for "
      "it and how sure "
      "it is; what is surer than the threshold is applied. newsclean \\-\\-explain tells them all. A recipe "
      "says which "
      "filters run and in which order.\n";
  for (const clean::FilterRow* row : clean::filters()) {
    out += ".SH " + roff(row->name) + "\n" + roff(row->summary) +
           ".\n.PP\nTouches: " + roff(row->touches.words) + ".\n";
    out += ".PP\nIts reasons:\n";
    for (const std::string_view reason : row->reasons) out += ".IP \\(bu 2\n" + roff(reason) + "\n";
  }
  out += ".SH SEE ALSO\n.BR newsclean (1),\n.BR newsclean.toml (5)\n";
  return out;
}
