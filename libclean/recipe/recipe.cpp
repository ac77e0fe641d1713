// Reading recipes. Every key is known; an unknown one is an error that names the line and the near word.

#include <clean/filter.h>
#include <clean/issue.h>
#include <clean/nearest.h>
#include <clean/recipe.h>

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "survey/vocabulary.h"

namespace clean {
namespace {

constexpr RecipeKey kKeys[] = {
    {"name", "required; what --explain calls it"},
    {"summary", "one line for people"},
    {"language",
     "a BCP 47 tag for the records' lang, such as \"zh-Hans\"; empty or absent: und. "
     "The filter width asks it whose marks the text has"},
    {"era",
     "\"modern\" when not given, or \"before 1950\": heads are then judged by weights fitted on such "
     "papers, and compatibility ideographs stay as they are printed"},
    {"stages",
     "required; a list of lists of filters, in the order they run. "
     "The filters of one stage see the same text"},
    {"lexicon",
     "true when not given; false: hyphens at line ends are judged without the machine's dictionaries"},
    {"threshold",
     "how sure a decision must be, 0 to 1; 0.5 when not given. Below 0.5 nothing is ever applied"},
    {"thresholds", "a table: the same for single filters"},
    {"paths",
     "a list of regular expressions that tell what a page's path says of it, by the names id, newspaper, "
     "page, "
     "date or year, month, day: '(?P<newspaper>\\w+)/(?P<date>\\d{4}-\\d\\d-\\d\\d)/p(?P<page>\\d+)'. "
     "The first that matches counts; files in succession that have the same id are one issue"},
    {"patterns", "a table: lists of regular expressions, by the names below"},
    {"genres",
     "a table: a genre's name and a pattern for its headline or subheadline; "
     "articles of the genre advert are records of kind advert"},
};

class Reading {
 public:
  Reading(std::string_view text, std::string_view where, Vocabulary::Known known) : where_(where) {
    recipe_.text = text;
    toml::table table;
    try {
      table = toml::parse(text);
    } catch (const toml::parse_error& e) {
      fail(e.source(), std::string(e.description()));
    }
    for (auto&& [key, value] : table) read(key, value);
    if (recipe_.name.empty()) throw RecipeError(where_ + ": a recipe needs a name");
    if (recipe_.stages.empty())
      throw RecipeError(where_ + ": a recipe needs stages, e.g. stages = [[\"repair\"]]");
    try {
      recipe_.vocabulary =
          std::make_shared<const Vocabulary>(std::move(patterns_), std::move(genres_), known);
    } catch (const Vocabulary::Error& e) {
      places_.insert(places_.end(), genre_places_.begin(), genre_places_.end());
      fail(places_[e.pattern], std::string("not a regular expression: ") + e.what());
    }
  }

  Recipe recipe() && { return std::move(recipe_); }

 private:
  [[noreturn]] void fail(const toml::source_region& at, const std::string& what) const {
    throw RecipeError(where_ + ":" + std::to_string(at.begin.line) + ": " + what);
  }

  [[noreturn]] void unknown(const toml::source_region& at, std::string_view kind, std::string_view word,
                            std::span<const std::string_view> words) const {
    const std::string_view near = nearest(word, words);
    fail(at, "no " + std::string(kind) + " \"" + std::string(word) + "\"" +
                 (near.empty() ? "" : "; did you mean \"" + std::string(near) + "\"?"));
  }

  void read(const toml::key& key, const toml::node& value) {
    const std::string_view k = key.str();
    if (k == "name")
      recipe_.name = string(value, "name");
    else if (k == "summary")
      recipe_.summary = string(value, "summary");
    else if (k == "language")
      recipe_.language = string(value, "language");
    else if (k == "era")
      recipe_.old = era(value);
    else if (k == "threshold")
      recipe_.threshold = share(value, "threshold");
    else if (k == "lexicon")
      recipe_.lexicon = truth(value, "lexicon");
    else if (k == "stages")
      read_stages(value);
    else if (k == "thresholds")
      read_thresholds(value);
    else if (k == "paths")
      read_paths(value);
    else if (k == "patterns")
      read_patterns(value);
    else if (k == "genres")
      read_genres(value);
    else
      unknown_key(key);
  }

  [[noreturn]] void unknown_key(const toml::key& key) const {
    std::vector<std::string_view> words;
    for (const RecipeKey& known : kKeys) words.push_back(known.name);
    unknown(key.source(), "key", key.str(), words);
  }

  std::string string(const toml::node& value, const char* what) const {
    if (!value.is_string()) fail(value.source(), std::string(what) + " must be a string");
    return value.as_string()->get();
  }

  bool era(const toml::node& value) const {
    constexpr std::string_view kModern = "modern", kOld = "before 1950", kEras[] = {kModern, kOld};
    const std::string word = string(value, "era");
    if (word != kModern && word != kOld) unknown(value.source(), "era", word, kEras);
    return word == kOld;
  }

  double share(const toml::node& value, const char* what) const {
    const auto number = value.value<double>();
    if (!number || !(*number >= 0 && *number <= 1))
      fail(value.source(), std::string(what) + " must be from 0 to 1");
    return *number;
  }

  bool truth(const toml::node& value, const char* what) const {
    if (!value.is_boolean()) fail(value.source(), std::string(what) + " must be true or false");
    return value.as_boolean()->get();
  }

  const toml::table& table(const toml::node& value, const char* what) const {
    if (!value.is_table()) fail(value.source(), std::string(what) + " must be a table");
    return *value.as_table();
  }

  void known_filter(const toml::source_region& at, std::string_view word) const {
    if (filter(word) != nullptr) return;
    std::vector<std::string_view> words;
    for (const FilterRow* row : filters()) words.push_back(row->name);
    unknown(at, "filter", word, words);
  }

  void read_stages(const toml::node& value) {
    if (!value.is_array()) fail(value.source(), "stages must be a list of lists of filters");
    for (const toml::node& stage : *value.as_array()) {
      if (!stage.is_array())
        fail(stage.source(), "a stage must be a list of filters, e.g. [\"heads\", \"split\"]");
      std::vector<std::string> names;
      for (const toml::node& name : *stage.as_array()) {
        names.push_back(string(name, "a filter's name"));
        known_filter(name.source(), names.back());
        if (std::count(names.begin(), names.end(), names.back()) > 1) {
          fail(name.source(), "filter \"" + names.back() + "\" is in its stage twice");
        }
      }
      recipe_.stages.push_back(std::move(names));
    }
  }

  void read_thresholds(const toml::node& value) {
    for (auto&& [key, number] : table(value, "thresholds")) {
      known_filter(key.source(), key.str());
      recipe_.thresholds[std::string(key.str())] = share(number, "a threshold");
    }
  }

  void read_patterns(const toml::node& value) {
    std::vector<std::string_view> words;
    for (const SaysRow& row : vocabulary_table()) words.push_back(row.name);
    for (auto&& [key, list] : table(value, "patterns")) {
      const auto row = std::find(words.begin(), words.end(), key.str());
      if (row == words.end()) unknown(key.source(), "pattern", key.str(), words);
      if (!list.is_array()) fail(list.source(), "patterns must be a list of regular expressions");
      const Says says = vocabulary_table()[static_cast<std::size_t>(row - words.begin())].says;
      for (const toml::node& pattern : *list.as_array()) {
        patterns_.push_back({says, string(pattern, "a pattern")});
        places_.push_back(pattern.source());
      }
    }
  }

  void read_paths(const toml::node& value) {
    if (!value.is_array()) fail(value.source(), "paths must be a list of regular expressions");
    for (const toml::node& pattern : *value.as_array()) {
      recipe_.paths.push_back(string(pattern, "a path's pattern"));
      try {
        PathPatterns({&recipe_.paths.back(), 1});
      } catch (const RecipeError& error) {
        fail(pattern.source(), error.what());
      }
    }
  }

  void read_genres(const toml::node& value) {
    for (auto&& [key, pattern] : table(value, "genres")) {
      genres_.push_back({std::string(key.str()), string(pattern, "a genre's pattern")});
      genre_places_.push_back(pattern.source());
    }
  }

  std::string where_;
  Recipe recipe_;
  std::vector<Vocabulary::Pattern> patterns_;
  std::vector<Vocabulary::Genre> genres_;
  std::vector<toml::source_region> places_, genre_places_;  // of the patterns, of the genres
};

}  // namespace

std::span<const RecipeKey> recipe_keys() { return kKeys; }

std::vector<PatternName> pattern_names() {
  constexpr std::string_view kPlaces[] = {"start", "line", "end", "anywhere"};  // as Place has them
  std::vector<PatternName> names;
  for (const SaysRow& row : vocabulary_table())
    names.push_back({row.name, kPlaces[static_cast<std::size_t>(row.place)], row.meaning});
  return names;
}

Recipe parse_recipe(std::string_view toml, std::string_view where) {
  return Reading(toml, where, Vocabulary::Known::no).recipe();
}

Recipe load_recipe(std::string_view name_or_path) {
  std::vector<std::string_view> names;
  for (const BuiltinRecipe& r : builtin_recipes()) {
    if (r.name == name_or_path) return Reading(r.toml, r.name, Vocabulary::Known::good).recipe();
    names.push_back(r.name);
  }
  const std::string path(name_or_path);
  std::ifstream file(path, std::ios::binary);
  std::error_code error;
  if (!file || std::filesystem::is_directory(path, error)) {
    const std::string_view near = nearest(name_or_path, names);
    std::string all;
    for (const std::string_view n : names) all += (all.empty() ? "" : ", ") + std::string(n);
    throw RecipeError("no recipe and no readable file \"" + path + "\"; " +
                      (near.empty() ? "there are " + all : "did you mean \"" + std::string(near) + "\"?"));
  }
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  return parse_recipe(text, path);
}

}  // namespace clean
