#include "newsclean/asked.h"

#include <clean/clean.h>
#include <clean/nearest.h>

#include <algorithm>

namespace {

// To complete, and when no name is near; any name that ICU knows will do.
constexpr std::string_view kEncodings[] = {
    "auto",   "UTF-8",        "UTF-16",       "GB18030",      "Big5-HKSCS", "Shift_JIS",  "EUC-JP",
    "EUC-KR", "windows-1250", "windows-1251", "windows-1252", "ISO-8859-1", "ISO-8859-2", "ISO-8859-15"};
std::vector<std::string_view> recipe_names() {
  std::vector<std::string_view> names = {"auto"};
  for (const clean::BuiltinRecipe& recipe : clean::builtin_recipes()) names.push_back(recipe.name);
  return names;
}

std::vector<std::string> filters(std::string_view list) {
  if (list == "none") return {};
  const std::vector<std::string_view> names = filter_names();
  std::vector<std::string> result;
  for (;;) {
    const std::size_t comma = std::min(list.find(','), list.size());
    result.push_back(cli::one_of(names, "filter", list.substr(0, comma)));
    if (comma == list.size()) return result;
    list.remove_prefix(comma + 1);
  }
}

std::string lower(std::string_view word) {
  std::string result(word);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return result;
}

// Empty: by what the text shows.
std::string encoding(const std::string& word) {
  if (word == "auto") return {};
  std::string name = clean::encoding_named(word);
  if (!name.empty()) return name;
  const auto known = clean::encoding_names();
  std::vector<std::string> small = {"auto"};
  for (const std::string_view one : known) small.push_back(lower(one));
  const std::vector<std::string_view> words(small.begin(), small.end());
  const std::string_view near = clean::nearest(lower(word), words);
  std::string hint = "there are " + spaced(kEncodings) + ", and whatever else ICU knows";
  if (!near.empty()) {
    const auto at = static_cast<std::size_t>(std::find(words.begin(), words.end(), near) - words.begin());
    const std::string alias(at == 0 ? near : known[at - 1]);
    name = clean::encoding_named(alias);
    hint = "did you mean \"" + (lower(name) == near ? name : alias) + "\"?";
  }
  throw cli::UsageError("no encoding \"" + cli::printable(word) + "\"; " + hint);
}

}  // namespace

std::vector<std::string_view> filter_names() {
  std::vector<std::string_view> names;
  for (const clean::FilterRow* row : clean::filters()) names.push_back(row->name);
  return names;
}

std::string spaced(std::span<const std::string_view> words) {
  std::string result;
  for (const std::string_view word : words) (result += result.empty() ? "" : " ") += word;
  return result;
}

std::vector<cli::Option> reading_options(const char* section, std::span<const std::string_view> formats) {
  return {
      {"from", 'f', "FORMAT", "what the input is; auto (when not given): markup or text", section,
       spaced(formats)},
      {"encoding", 0, "NAME", "a text's encoding: GBK, Big5 ...; auto: what it shows", section,
       spaced(kEncodings), true},
      {"ignore-structure", 0, nullptr, "leave out what files say of regions and articles", section, {}, true},
      {"issue", 0, nullptr, "the FILEs are one issue: articles run over its pages", section},
      {"include",
       0,
       "GLOB",
       "of folders and archives only files whose names fit; may be repeated",
       section,
       {},
       true},
      {"exclude", 0, "GLOB", "but not files and folders whose names fit; may be repeated", section, {}, true},
      {"files-from",
       0,
       "FILE",
       "read names of FILEs there, too; a line each, or from find -print0",
       section,
       {},
       true},
      {"root", 0, "DIR", "records name files below it", section, {}, true},
      {"paths",
       0,
       "REGEX",
       "what paths say: (?P<date>...), id, newspaper, page; may be repeated",
       section,
       {},
       true},
      {"recipe", 'r', "NAME|FILE", "built-in, or a TOML file; auto: by what the text shows", section,
       spaced(recipe_names())},
      {"filters", 'F', "A,B", "run just these filters; none: no filter at all", section,
       "none " + spaced(filter_names()), true},
      {"threshold", 0, "X", "how sure a decision must be, 0 to 1, not the recipe's", section, {}, true},
  };
}

Settings read_settings(const cli::Parsed& line) {
  Settings result;
  const std::string from = line.value("from", "auto");
  if (from != "jsonl") {
    const std::string format = cli::one_of(kFormats, "input format", from);
    const auto named = std::find(std::begin(kFormats), std::end(kFormats), format) - std::begin(kFormats);
    if (named > 0) result.from = static_cast<clean::Format>(named - 1);
  }
  result.encoding = encoding(line.value("encoding", "auto"));
  result.structure = !line.has("ignore-structure");
  result.inputs = line.files();
  result.files_from = line.value("files-from");
  if (result.inputs.empty() && result.files_from.empty()) result.inputs = {"-"};
  result.include = line.values("include");
  result.exclude = line.values("exclude");
  result.root = line.value("root");
  result.paths = line.values("paths");
  result.issue = line.has("issue");
  result.recipe = line.value("recipe", "auto");
  if (line.has("filters")) result.filters = filters(line.value("filters"));
  result.no_filters = line.has("filters") && result.filters.empty();
  if (line.has("threshold")) result.threshold = number(line, "threshold", 0.0, 1.0, "a number from 0 to 1");
  return result;
}
