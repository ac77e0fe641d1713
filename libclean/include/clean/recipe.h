// A recipe: what one kind of newspaper needs. A TOML file; the ones in recipes/ are compiled in.
#pragma once

#include <clean/export.h>

#include <map>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace clean LIBCLEAN_API {

class Vocabulary;  // survey/vocabulary.h: the recipe's patterns, compiled

// A recipe that cannot be used: what() is "zh.toml:7: no filter \"rejion\"; did you mean \"rejoin\"?"
struct RecipeError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Recipe {
 public:
  std::string name;                              // "zh-daily"
  std::string summary;                           // one line
  std::string language;                          // BCP 47, for the records: "zh-Hans"; empty: undetermined
  std::vector<std::vector<std::string>> stages;  // names of filters; a stage's filters see the same text
  bool old = false;     // era = "before 1950": heads are judged by weights fitted on such papers
  bool lexicon = true;  // dictionaries are asked, where they are installed
  double threshold = 0.5;
  std::map<std::string, double, std::less<>> thresholds;  // per filter
  std::vector<std::string> paths;  // what the paths of pages say of them (PathPatterns, issue.h)
  std::shared_ptr<const Vocabulary> vocabulary;
  std::string text;  // the TOML it was read from
};

// Reads a recipe. `where` names it in errors. Throws RecipeError.
Recipe parse_recipe(std::string_view toml, std::string_view where);

// The built-in recipe of that name, or the file at that path. Throws RecipeError with the near word.
Recipe load_recipe(std::string_view name_or_path);

// The keys of a recipe and what they say, for help and manuals.
struct RecipeKey {
  std::string_view name, words;
};
std::span<const RecipeKey> recipe_keys();

// The names of [patterns]: where such a pattern must match ("start", "end", "line", "anywhere"), and what it
// means.
struct PatternName {
  std::string_view name, place, meaning;
};
std::vector<PatternName> pattern_names();

struct BuiltinRecipe {
  std::string_view name, toml;
};
std::span<const BuiltinRecipe> builtin_recipes();

// The built-in recipe that fits a text, and what the text shows for it, in words for people.
struct RecipeFit {
  std::string_view recipe, because;
};

// What `auto` means: judged by script and commas. `text`: a first stretch of the input is enough; invalid
// UTF-8 is passed over.
RecipeFit fitting_recipe(std::string_view text);

// Its name alone.
std::string_view recipe_for(std::string_view text);

}  // namespace clean
