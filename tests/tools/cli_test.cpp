// One table of options: what the parser, the help, the man page and the completions make of it.
#include <clean/nearest.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "cli/options.h"

namespace {

const cli::Option kOptions[] = {
    {"to", 't', "FORMAT", "what to write", "Writing", "text jsonl"},
    {"recipe", 'r', "NAME|FILE", "how to clean", "Writing", "auto zh-daily"},
    {"filters", 'F', "A,B", "just these", "Writing", "repair rejoin"},
    {"explain", 0, nullptr, "don't [just] do: tell", "Telling"},
    {"help", 'h', nullptr, "show this help", "Telling"},
    {"print-man", 0, nullptr, "print the manual", cli::kForPackagers.data()},
};
constexpr cli::Exit kExits[] = {{0, "done"}, {2, "wrong option"}};
const cli::Program kToy{.name = "toy-box",
                        .synopsis = "[OPTION]... [FILE]...",
                        .summary = "open a box",
                        .options = kOptions,
                        .exits = kExits,
                        .description = "First.\n\n.Second's"};

cli::Parsed parse(std::vector<const char*> words) {
  words.insert(words.begin(), "toy-box");
  return cli::parse(kToy, static_cast<int>(words.size()), words.data());
}

std::string complaint(std::vector<const char*> words) {
  try {
    parse(std::move(words));
  } catch (const cli::UsageError& error) {
    return error.what();
  }
  return "no complaint";
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

TEST(Options, a_value_may_follow_in_the_next_word_or_stand_in_the_same) {
  EXPECT_EQ(parse({"--to", "jsonl"}).value("to"), "jsonl");
  EXPECT_EQ(parse({"--to=jsonl"}).value("to"), "jsonl");
  EXPECT_EQ(parse({"-t", "jsonl"}).value("to"), "jsonl");
  EXPECT_EQ(parse({"-tjsonl"}).value("to"), "jsonl");
}

TEST(Options, the_last_of_two_values_counts) {
  EXPECT_EQ(parse({"-t", "text", "-t", "jsonl"}).value("to"), "jsonl");
}

TEST(Options, without_the_option_the_fallback_stands) {
  EXPECT_FALSE(parse({}).has("to"));
  EXPECT_EQ(parse({}).value("to", "text"), "text");
}

TEST(Options, files_and_options_may_be_mixed) {
  const cli::Parsed line = parse({"a.txt", "--explain", "b.txt"});
  EXPECT_TRUE(line.has("explain"));
  EXPECT_EQ(line.files(), (std::vector<std::string>{"a.txt", "b.txt"}));
}

TEST(Options, two_dashes_end_the_options) {
  const cli::Parsed line = parse({"--", "--explain", "-h"});
  EXPECT_FALSE(line.has("explain"));
  EXPECT_EQ(line.files(), (std::vector<std::string>{"--explain", "-h"}));
}

TEST(Options, a_dash_is_a_file_and_may_be_a_value) {
  const cli::Parsed line = parse({"-r", "-", "-"});
  EXPECT_EQ(line.value("recipe"), "-");
  EXPECT_EQ(line.files(), (std::vector<std::string>{"-"}));
}

TEST(Options, a_value_may_be_a_negative_number) { EXPECT_EQ(parse({"--to", "-1"}).value("to"), "-1"); }

TEST(Options, a_wrong_option_is_named_with_the_near_one) {
  EXPECT_EQ(complaint({"--recpie", "zh-daily"}), "no option --recpie; did you mean --recipe?");
  EXPECT_EQ(complaint({"--recpie=zh-daily"}), "no option --recpie; did you mean --recipe?");
  EXPECT_EQ(complaint({"--zzzzzz"}), "no option --zzzzzz");
  EXPECT_EQ(complaint({"-q"}), "no option -q");
  EXPECT_EQ(complaint({"-hq"}), "no option -q");
}

TEST(Options, a_shortened_option_is_not_guessed) {
  EXPECT_EQ(complaint({"--rec", "zh-daily"}), "no option --rec; did you mean --recipe?");
}

TEST(Options, a_missing_value_is_named) {
  EXPECT_EQ(complaint({"--recipe"}), "option --recipe needs a value: --recipe NAME|FILE");
  EXPECT_EQ(complaint({"--to="}), "option --to needs a value: --to FORMAT");
  EXPECT_EQ(complaint({"-t"}), "option --to needs a value: --to FORMAT");
}

TEST(Options, a_flag_takes_no_value) {
  EXPECT_EQ(complaint({"--explain=yes"}), "option --explain takes no value");
}

TEST(Options, control_characters_of_the_user_are_not_passed_on) {
  EXPECT_EQ(complaint({"--\x1b[31m"}), "no option --\\x1b[31m");
  EXPECT_EQ(cli::printable("a\tb\x7f\xC2\x9B\xE7\xA7\x91"), "a\\x09b\\x7f\\x9b科");
  EXPECT_EQ(cli::printable("\u202Ea\u2066\u200Db\U0001F600\u00E9"), "\\u202ea\\u2066\u200Db\U0001F600\u00E9");
  // No UTF-8: a byte alone, the end cut off, overlong, half of a surrogate pair, too large.
  EXPECT_EQ(cli::printable("\x9B|\xE7\xA7|\xC0\x9B|\xED\xA0\x80|\xF4\x90\x80\x80"),
            "\\x9b|\\xe7\\xa7|\\xc0\\x9b|\\xed\\xa0\\x80|\\xf4\\x90\\x80\\x80");
  EXPECT_EQ(cli::printable("a\tb\x1B", "\t"), "a\tb\\x1b");
}

TEST(Options, one_of_gives_the_near_word_or_the_list) {
  constexpr std::string_view kWords[] = {"repair", "rejoin"};
  EXPECT_EQ(cli::one_of(kWords, "filter", "rejoin"), "rejoin");
  const auto said = [&](std::string_view word) {
    try {
      return cli::one_of(kWords, "filter", word);
    } catch (const cli::UsageError& error) {
      return std::string(error.what());
    }
  };
  EXPECT_EQ(said("rejion"), "no filter \"rejion\"; did you mean \"rejoin\"?");
  EXPECT_EQ(said("x"), "no filter \"x\"; there are repair, rejoin");
}

TEST(Nearest, counts_a_swap_as_one_slip_and_gives_nothing_when_nothing_is_near) {
  constexpr std::string_view kWords[] = {"repair", "rejoin", "jsonl"};
  EXPECT_EQ(clean::nearest("rejion", kWords), "rejoin");
  EXPECT_EQ(clean::nearest("json", kWords), "jsonl");
  EXPECT_EQ(clean::nearest("repiar", kWords), "repair");
  EXPECT_EQ(clean::nearest("headline", kWords), "");
  EXPECT_EQ(clean::nearest("", kWords), "");
}

TEST(Help, names_every_option_but_those_for_packagers) {
  const std::string help = cli::help(kToy);
  for (const cli::Option& option : kOptions)
    EXPECT_EQ(has(help, std::string("--") + option.name), option.section != cli::kForPackagers)
        << option.name;
  EXPECT_TRUE(has(help, "Usage: toy-box [OPTION]... [FILE]...\nOpen a box.\n"));
  EXPECT_TRUE(has(help, "Exit status: 0 done; 2 wrong option."));
}

TEST(Help, keeps_to_80_columns) {
  const cli::Option wordy[] = {
      {"long", 'l', "VALUE",
       "a help text that goes on and on, and on, so that it has to be put on more than "
       "one line of a screen of eighty columns",
       "All"}};
  cli::Program program = kToy;
  program.options = wordy;
  std::istringstream help(cli::help(program));
  for (std::string line; std::getline(help, line);) EXPECT_LE(line.size(), 80u) << line;
}

TEST(ManPage, has_a_row_for_every_option_and_exit_status) {
  const std::string page = cli::man_page(kToy, "1.2");
  EXPECT_TRUE(
      page.starts_with(".TH TOY\\-BOX 1 \"\" \"toy\\-box 1.2\"\n.SH NAME\ntoy\\-box \\- open a box\n"));
  EXPECT_TRUE(has(page, "\\fB\\-t\\fR, \\fB\\-\\-to\\fR \\fIFORMAT\\fR\n"));
  EXPECT_TRUE(has(page, "\\fB\\-\\-print\\-man\\fR\n"));
  EXPECT_TRUE(has(page, ".B 2\nwrong option\n"));
  EXPECT_TRUE(has(page, ".PP\n\\&.Second's\n")) << "a line of text must not become a request";
}

TEST(Completions, of_bash_are_what_bash_completes) {
  const std::string script = cli::completions(kToy, "bash") + R"(
    try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _toy_box; echo "${COMPREPLY[*]}"; }
    [[ $(try toy-box --ex) == --explain ]] &&
    [[ $(try toy-box --to js) == jsonl ]] &&
    [[ $(try toy-box --to = js) == jsonl ]] &&
    [[ $(try toy-box -t '') == 'text jsonl' ]] &&
    [[ $(try toy-box -F repair,re) == 'repair,repair repair,rejoin' ]] &&
    [[ $(try toy-box -r zh) == zh-daily ]] &&
    [[ $(try toy-box /etc/passw) == */etc/passwd* ]]
  )";
  FILE* const bash = popen("bash -s", "w");
  ASSERT_NE(bash, nullptr);
  std::fputs(script.c_str(), bash);
  EXPECT_EQ(pclose(bash), 0);
}

TEST(Completions, of_zsh_and_fish_name_every_option_and_its_words) {
  const std::string zsh = cli::completions(kToy, "zsh"), fish = cli::completions(kToy, "fish");
  EXPECT_TRUE(has(zsh, "'(-t --to)'{-t+,--to=}'[what to write]:FORMAT:(text jsonl)'"));
  EXPECT_TRUE(has(zsh, "'--explain[don'\\''t \\[just\\] do\\: tell]'"));
  EXPECT_TRUE(has(fish, "complete -c toy-box -l to -s t -x -a 'text jsonl' -d 'what to write'"));
  EXPECT_TRUE(has(fish, "-d 'don'\\''t [just] do: tell'"));
  for (const cli::Option& option : kOptions) {
    EXPECT_TRUE(has(zsh, std::string("--") + option.name));
    EXPECT_TRUE(has(fish, std::string(" -l ") + option.name));
  }
}

TEST(Completions, of_another_shell_are_refused) {
  EXPECT_THROW(cli::completions(kToy, "tcsh"), cli::UsageError);
}

}  // namespace
