#include "cli/options.h"

#include <clean/nearest.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <cstdio>
#include <utility>

namespace cli {
namespace {

namespace po = boost::program_options;

constexpr std::size_t kScreen = 80;

std::string dashed(const Option& option) { return std::string("--") + option.name; }
std::string letter(const Option& option) { return std::string("-") + option.letter; }
bool has_letter(const Option& option) { return option.letter != 0; }
// "[=json]": it may have a value, which then stands behind "="; without one it is the first of its words.
bool may_have_value(const Option& option) {
  return option.value != nullptr && std::string_view(option.value).starts_with('[');
}
bool has_value(const Option& option) { return option.value != nullptr && !may_have_value(option); }

bool takes_files(const Option& option) {
  const std::string_view value = has_value(option) ? option.value : "";
  return value.find("FILE") != value.npos || value.find("DIR") != value.npos;
}

// "A,B": a list with commas, completed word by word.
bool takes_list(const Option& option) {
  return has_value(option) && std::string_view(option.value).find(',') != std::string_view::npos;
}

const Option* row(const Program& program, std::string_view word) {
  for (const Option& option : program.options)
    if (word == dashed(option) || (has_letter(option) && word == letter(option))) return &option;
  return nullptr;
}

std::vector<std::string_view> sections(const Program& program) {
  std::vector<std::string_view> result;
  for (const Option& option : program.options)
    if (std::find(result.begin(), result.end(), option.section) == result.end())
      result.emplace_back(option.section);
  return result;
}

std::string near_option(const Program& program, std::string_view word) {
  std::vector<std::string> dashed_words;
  for (const Option& option : program.options) dashed_words.push_back(dashed(option));
  const std::vector<std::string_view> words(dashed_words.begin(), dashed_words.end());
  const std::string_view near = clean::nearest(word, words);
  return near.empty() ? std::string() : "; did you mean " + std::string(near) + "?";
}

// What Boost found wrong, in our words: its own speak of tokens and canonical names.
std::string complaint(const Program& program, const po::invalid_syntax& error) {
  const std::string word = error.get_option_name();
  const Option* const option = row(program, word);
  const std::string said = "option " + printable(word);
  if (error.kind() == po::invalid_syntax::extra_parameter) return said + " takes no value";
  const std::string name = option && has_value(*option) ? " " + std::string(option->value) : std::string();
  return said + " needs a value: " + word + name;
}

po::options_description boost_table(const Program& program) {
  po::options_description table;
  for (const Option& option : program.options) {
    const std::string names =
        has_letter(option) ? std::string(option.name) + "," + option.letter : std::string(option.name);
    if (has_value(option))
      table.add_options()(names.c_str(), po::value<std::string>());
    else
      table.add_options()(names.c_str(), "");
  }
  return table;
}

// ASCII, whatever the locale.
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// Appends text in lines of kScreen columns; the first line goes on at `column`, the others start at `indent`.
void wrap(std::string_view text, std::size_t column, std::size_t indent, std::string& out) {
  bool line_is_new = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line_is_new && column + 1 + word.size() > kScreen) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
      line_is_new = true;
    }
    if (!line_is_new) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
    line_is_new = false;
  }
  out += '\n';
}

// Text between the single quotes of a shell; `also` are characters it wants a backslash before.
std::string quoted(std::string_view text, std::string_view also = "") {
  std::string result;
  for (const char c : text) {
    if (c == '\'')
      result += "'\\''";
    else if (also.find(c) != also.npos)
      result += std::string("\\") + c;
    else
      result += c;
  }
  return result;
}

std::string identifier(std::string_view name) {
  std::string result(name);
  std::replace(result.begin(), result.end(), '-', '_');
  return result;
}

std::string bash_completion(const Program& program) {
  const std::string function = "_" + identifier(program.name);
  std::string all, cases;
  for (const Option& option : program.options) {
    all += (all.empty() ? "" : " ") + dashed(option);
    if (!has_value(option)) continue;
    cases += "    " + (has_letter(option) ? letter(option) + "|" : std::string()) + dashed(option) + ")\n";
    const std::string words = "-W '" + quoted(option.words) + "'";
    if (takes_list(option))
      cases +=
          "      [[ $cur == *,* ]] && before=${cur%,*},\n"
          "      mapfile -t COMPREPLY < <(compgen -P \"$before\" " +
          words + " -- \"${cur##*,}\")\n";
    else if (takes_files(option))
      cases += "      mapfile -t COMPREPLY < <(compgen " + words + " -- \"$cur\"; compgen -f -- \"$cur\")\n";
    else
      cases += "      mapfile -t COMPREPLY < <(compgen " + words + " -- \"$cur\")\n";
    cases += "      return ;;\n";
  }
  return "# bash completion for " + std::string(program.name) + "\n" + function +
         "() {\n"
         "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} before=\n"
         "  COMPREPLY=()\n"
         "  # --to=te comes as three words\n"
         "  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
         "  case $prev in\n" +
         cases +
         "  esac\n"
         "  if [[ $cur == -* ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W '" +
         all +
         "' -- \"$cur\")\n"
         "  else\n"
         "    mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F " +
         function + " " + program.name + "\n";
}

std::string zsh_completion(const Program& program) {
  std::string result = "#compdef " + std::string(program.name) + "\n\n_arguments -s -S \\\n";
  for (const Option& option : program.options) {
    const std::string equals = has_value(option) ? "=" : "", plus = has_value(option) ? "+" : "";
    const std::string help = "[" + quoted(option.help, "[]:\\") + "]";
    std::string value;
    if (has_value(option)) {
      value = ":" + quoted(option.value, ":\\") + ":";
      if (takes_list(option))
        value += "_values -s , " + std::string(option.name) + " " + quoted(option.words);
      else if (takes_files(option) && !option.words.empty())
        value += "{compadd " + quoted(option.words) + "; _files}";
      else if (takes_files(option))
        value += "_files";
      else if (!option.words.empty())
        value += "(" + quoted(option.words) + ")";
    }
    if (has_letter(option))
      result += "  '(" + letter(option) + " " + dashed(option) + ")'{" + letter(option) + plus + "," +
                dashed(option) + equals + "}'" + help + value + "' \\\n";
    else
      result += "  '" + dashed(option) + equals + help + value + "' \\\n";
  }
  return result + "  '*:file:_files'\n";
}

std::string fish_completion(const Program& program) {
  std::string result = "# fish completion for " + std::string(program.name) + "\n";
  for (const Option& option : program.options) {
    result += "complete -c " + std::string(program.name) + " -l " + option.name;
    if (has_letter(option)) result += std::string(" -s ") + option.letter;
    if (has_value(option)) result += takes_files(option) ? " -r" : " -x";
    if (!option.words.empty()) {
      const std::string words = "'" + quoted(option.words) + "'";
      result +=
          takes_list(option) ? " -a \"(__fish_append , (string split ' ' " + words + "))\"" : " -a " + words;
    }
    result += " -d '" + quoted(option.help) + "'\n";
  }
  return result;
}

}  // namespace

std::string Parsed::value(std::string_view name, std::string fallback) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::move(fallback) : found->second.back();
}

std::vector<std::string> Parsed::values(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

// Boost takes the next word for a value that may be left out. So such values are taken out before:
// --stats=json becomes --stats.
std::vector<std::string> words_for_boost(const Program& program, int argc, const char* const* argv,
                                         std::map<std::string, std::string>& values) {
  std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  for (std::string& word : words) {
    if (word == "--") break;
    for (const Option& option : program.options) {
      if (!may_have_value(option) || !word.starts_with(dashed(option))) continue;
      const std::string_view rest = std::string_view(word).substr(dashed(option).size());
      if (!rest.empty() && rest.front() != '=') continue;
      values[option.name] = rest.empty() ? option.words.substr(0, option.words.find(' ')) : rest.substr(1);
      word = dashed(option);
    }
  }
  return words;
}

Parsed parse(const Program& program, int argc, const char* const* argv) {
  namespace style = po::command_line_style;
  const po::options_description table = boost_table(program);
  Parsed result;
  try {
    // Unknown options are let through here, so that the message can hold the user's own word.
    std::map<std::string, std::string> values;
    const po::parsed_options parsed = po::command_line_parser(words_for_boost(program, argc, argv, values))
                                          .options(table)
                                          .style(style::unix_style & ~style::allow_guessing)
                                          .allow_unregistered()
                                          .run();
    for (const po::option& option : parsed.options) {
      if (option.position_key >= 0 && option.string_key.empty()) {
        result.files_.insert(result.files_.end(), option.value.begin(), option.value.end());
      } else if (option.unregistered) {
        const bool short_one = option.string_key.starts_with('-');
        const std::string word = short_one ? option.string_key : "--" + option.string_key;
        throw UsageError("no option " + printable(word) + near_option(program, word));
      } else {
        // Of letters in one word, as -hq, Boost keeps the word with one of them only.
        const auto& words = option.original_tokens;
        if (words.empty() || !words.front().starts_with("--")) result.by_letter_.insert(option.string_key);
        result.values_[option.string_key].push_back(option.value.empty() ? std::string()
                                                                         : option.value.front());
      }
    }
    for (const auto& [name, value] : values) result.values_[name] = {value};
  } catch (const po::invalid_syntax& error) {
    throw UsageError(complaint(program, error));
  }
  return result;
}

std::string help(const Program& program, bool brief) {
  const auto left_out = [&](const Option& option) {
    return option.section == kForPackagers || (brief && option.rare);
  };
  const auto left = [](const Option& option) {
    std::string result = has_letter(option) ? "  " + letter(option) + ", " : std::string(6, ' ');
    result += dashed(option);
    if (has_value(option)) result += ' ';
    if (option.value != nullptr) result += option.value;
    return result;
  };
  std::size_t column = 0;
  for (const Option& option : program.options)
    if (!left_out(option)) column = std::max(column, left(option).size() + 2);

  std::string out = "Usage: " + std::string(program.name) + " " + program.synopsis + "\n";
  std::string summary = program.summary + std::string(".");
  summary[0] = upper(summary[0]);
  wrap(summary, 0, 0, out);
  for (const std::string_view section : sections(program)) {
    bool opened = false;
    for (const Option& option : program.options) {
      if (option.section != section || left_out(option)) continue;
      if (!std::exchange(opened, true)) out += "\n" + std::string(section) + ":\n";
      std::string line = left(option);
      line.resize(column, ' ');
      out += line;
      wrap(option.help, column, column, out);
    }
  }
  if (!program.exits.empty()) {
    std::string exits = "Exit status:";
    for (const Exit& exit : program.exits)
      exits += (&exit == program.exits.data() ? " " : "; ") + std::to_string(exit.code) + " " + exit.meaning;
    out += "\n";
    wrap(exits + ".", 0, 0, out);
  }
  const bool more = std::any_of(program.options.begin(), program.options.end(),
                                [](const Option& option) { return option.rare; });
  if (brief && more) out += "\nThere is more: " + std::string(program.name) + " --help\n";
  return out;
}

// In roff a hyphen is a minus, and no line may open with a control character.
std::string roff(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\')
      result += "\\e";
    else if (c == '-')
      result += "\\-";
    else if ((c == '.' || c == '\'') && (result.empty() || result.back() == '\n'))
      result += std::string("\\&") + c;
    else
      result += c;
  }
  return result;
}

std::string roff_paragraphs(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\n\n"), text.size());
    result += ".PP\n" + roff(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return result;
}

std::string man_page(const Program& program, std::string_view version) {
  const std::string name = program.name;
  std::string title = name;
  for (char& c : title) c = upper(c);
  std::string out = ".TH " + roff(title) + " 1 \"\" \"" + roff(name + " " + std::string(version)) + "\"\n";
  out += ".SH NAME\n" + roff(name) + " \\- " + roff(program.summary) + "\n";
  out += ".SH SYNOPSIS\n.B " + roff(name) + "\n" + roff(program.synopsis) + "\n";
  if (*program.description) out += ".SH DESCRIPTION\n" + roff_paragraphs(program.description);
  out += ".SH OPTIONS\n";
  for (const std::string_view section : sections(program)) {
    out += ".SS " + roff(section) + "\n";
    for (const Option& option : program.options) {
      if (option.section != section) continue;
      out += ".TP\n";
      if (has_letter(option)) out += "\\fB" + roff(letter(option)) + "\\fR, ";
      out += "\\fB" + roff(dashed(option)) + "\\fR";
      if (has_value(option)) out += ' ';
      if (option.value != nullptr) out += "\\fI" + roff(option.value) + "\\fR";
      out += "\n" + roff(option.help) + ".\n";
      if (!option.words.empty()) out += "One of: " + roff(option.words) + ".\n";
    }
  }
  if (!program.exits.empty()) out += ".SH EXIT STATUS\n";
  for (const Exit& exit : program.exits)
    out += ".TP\n.B " + std::to_string(exit.code) + "\n" + roff(exit.meaning) + "\n";
  if (!program.examples.empty()) out += ".SH EXAMPLES\n";
  for (const Example& example : program.examples)
    out += ".PP\n" + roff(example.meaning) + "\n.RS\n.nf\n" + roff(example.line) + "\n.fi\n.RE\n";
  return out;
}

std::string completions(const Program& program, std::string_view shell) {
  struct Shell {
    std::string_view name;
    std::string (*script)(const Program&);
  };
  static constexpr Shell kShells[] = {
      {"bash", bash_completion}, {"zsh", zsh_completion}, {"fish", fish_completion}};
  std::vector<std::string_view> names;
  for (const Shell& one : kShells) names.push_back(one.name);
  const std::string chosen = one_of(names, "shell", shell);
  return std::find_if(std::begin(kShells), std::end(kShells),
                      [&](const Shell& s) { return s.name == chosen; })
      ->script(program);
}

std::string one_of(std::span<const std::string_view> words, std::string_view kind, std::string_view word) {
  if (std::find(words.begin(), words.end(), word) != words.end()) return std::string(word);
  std::string message = "no " + std::string(kind) + " \"" + printable(word) + "\"; ";
  const std::string_view near = clean::nearest(word, words);
  if (!near.empty()) throw UsageError(message + "did you mean \"" + std::string(near) + "\"?");
  message += words.size() == 1 ? "there is" : "there are";
  for (const std::string_view& one : words) message += (&one == words.data() ? " " : ", ") + std::string(one);
  throw UsageError(message);
}

}  // namespace cli
