// The command line of a program as one table: a row per option gives the parser, --help, the man page and
// the shell completions, so they cannot disagree. The only place that includes Boost (in options.cpp).
//
//   const cli::Option kOptions[] = {
//       {"json", 0, nullptr, "print JSON", "Output"},
//       {"output", 'o', "FILE", "write there", "Output"},
//       {"help", 'h', nullptr, "show this help", "About"},
//   };
//   const cli::Program kProgram{.name = "newsclean-eval", .synopsis = "[OPTION]... GOLD OUT", ...};
//   const cli::Parsed line = cli::parse(kProgram, argc, argv);
#pragma once

#include <map>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "cli/printable.h"

namespace cli {

struct Option {
  const char* name;        // "output"
  char letter;             // 'o'; 0: none
  const char* value;       // how the value is called: "FILE"; null: a flag; "[=json]": it may be left
                           // out, and is then the first of `words`. FILE and DIR complete file names
  const char* help;        // one line, plain ASCII
  const char* section;     // rows of a section stand together
  std::string words = {};  // values to complete, with a space between: "text jsonl edits"
  bool rare = false;       // it stands in --help and not in -h
};

// Rows of this section stand in the man page, not in --help.
inline constexpr std::string_view kForPackagers = "For packagers";

struct Exit {
  int code;
  const char* meaning;
};

struct Example {
  const char* line;
  const char* meaning;
};

struct Program {
  const char* name;      // "newsclean"
  const char* synopsis;  // what follows the name: "[OPTION]... [FILE]..."
  const char* summary;   // one line, no full stop
  std::span<const Option> options;
  std::span<const Exit> exits;
  const char* description = "";  // for the man page; an empty line parts paragraphs
  std::span<const Example> examples = {};
};

// A command line that cannot be used. what() says the user's own word, what is wrong and the near word:
// "no option --recpie; did you mean --recipe?"
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Parsed {
 public:
  bool has(std::string_view name) const { return values_.contains(name); }

  // Given twice, the last one counts.
  std::string value(std::string_view name, std::string fallback = {}) const;

  // By its letter, and not by its name: -h.
  bool by_letter(std::string_view name) const { return by_letter_.contains(name); }

  // All of an option that may be repeated, in order.
  std::vector<std::string> values(std::string_view name) const;

  // What is no option, in order; "-" and everything behind "--" included.
  const std::vector<std::string>& files() const { return files_; }

 private:
  friend Parsed parse(const Program& program, int argc, const char* const* argv);

  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::set<std::string, std::less<>> by_letter_;
  std::vector<std::string> files_;
};

// Throws UsageError. Names of options must be given in full: a script that abbreviates breaks with the
// next option.
Parsed parse(const Program& program, int argc, const char* const* argv);

// Fits 80 columns. `brief`: without what is rare, for -h.
std::string help(const Program& program, bool brief = false);

// The source of the manual page in roff; without a date, so that the same sources give the same bytes.
std::string man_page(const Program& program, std::string_view version);

// Text in a manual page; and paragraphs of it, parted by an empty line.
std::string roff(std::string_view text);
std::string roff_paragraphs(std::string_view text);

// A completion script for "bash", "zsh" or "fish". Throws UsageError for another shell.
std::string completions(const Program& program, std::string_view shell);

// The word if it is one of `words`; else throws UsageError `no KIND "word"; did you mean ...?`, and when
// nothing is near, the list of what there is.
std::string one_of(std::span<const std::string_view> words, std::string_view kind, std::string_view word);

}  // namespace cli
