// The commands of the documents, run as they stand there: each line of a block ```sh, in a folder with the
// pages that it names. What builds, fits or measures for minutes is not run here; its program must be there
// and know the options. (docs/pipes.md has a test of its own, which also asks what is printed.)
#include "../tools/shell.h"

namespace {

const fs::path kRoot = DOCS_ROOT;

struct Command {
  std::string file, line;
  int number = 0;
};

// The lines of blocks in a language, of all documents.
std::vector<Command> lines_in(const std::string& language) {
  std::vector<Command> found;
  std::vector<fs::path> files = {kRoot / "README.md", kRoot / "CONTRIBUTING.md"};
  for (const fs::directory_entry& entry : fs::directory_iterator(kRoot / "docs"))
    if (entry.path().extension() == ".md" && entry.path().filename() != "pipes.md")
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    std::istringstream lines(read(file));
    bool inside = false;
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      if (line.starts_with("```"))
        inside = line == "```" + language && !inside;
      else if (inside)
        found.push_back({fs::relative(file, kRoot).string(), line, number});
    }
  }
  return found;
}

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::istringstream all(line.substr(0, line.find(" #")));
  for (std::string word; all >> word;) words.push_back(word);
  return words;
}

bool starts_with_a_variable(const std::string& word) { return matches(word, "^[A-Z_]+="); }

class Documents : public Shell {
 protected:
  void SetUp() override {
    Shell::SetUp();
    fs::create_directory_symlink(kRoot / "seeds", folder_ / "seeds");
    fs::create_directory_symlink(kRoot / "fixtures", folder_ / "fixtures");
    fs::create_directory(folder_ / "bin");
    fs::create_symlink(NEWSCLEAN_BINARY, folder_ / "bin/newsclean");
    fs::create_symlink(NEWSCLEAN_EVAL, folder_ / "bin/newsclean-eval");
    fs::create_symlink(NEWSCLEAN_SEARCH, folder_ / "bin/newsclean-search");
    fs::create_symlink(NEWSCLEAN_REPORT, folder_ / "bin/newsclean-report");
    fs::create_symlink(NEWSCLEAN_PLAN, folder_ / "bin/newsclean-plan");
    // What installs and builds; then it is newsclean.
    fs::create_directory(folder_ / "script");
    put("script/run", "#!/bin/sh\nexec newsclean \"$@\"\n");
    fs::permissions(folder_ / "script/run", fs::perms::owner_all);
    put("page.txt", get(kEvening));
    fs::create_directories(folder_ / "archive/1939-04-27");
    put("archive/1939-04-27/p1.txt", get(kEvening));
    put("archive/1939-04-27/p2.txt", get(kDaily));
    for (const auto& [name, page] :
         {std::pair{"p1.txt", "en-ledger-p1.txt"}, std::pair{"p2.txt", "en-metro-block-city.txt"},
          std::pair{"p4.txt", "en-ledger-p4.txt"}})
      put(name, read(kRoot / "fixtures/pages" / page));
  }
};

TEST_F(Documents, have_commands_that_run) {
  int ran = 0, looked_up = 0;
  for (const Command& command : lines_in("sh")) {
    if (command.line.empty()) continue;
    SCOPED_TRACE(testing::Message() << command.file << ":" << command.number << ": " << command.line);
    std::vector<std::string> words = words_of(command.line);
    while (!words.empty() && starts_with_a_variable(words.front())) words.erase(words.begin());
    ASSERT_FALSE(words.empty());
    const std::string& program = words.front();
    const bool here = program == "newsclean" || program == "newsclean-eval" || program == "newsclean-plan" ||
                      program == "plan/run" || program == "newsclean-report" ||
                      program == "newsclean-search" || program == "script/run" || program == "jq" ||
                      program == "cp";
    if (here) {
      if (has(command.line, "jq") && sh("command -v jq").status != 0) continue;
      put("line.sh", command.line);
      const Ran result = sh("export PATH=\"$PWD/bin:$PATH\"; bash -e -o pipefail line.sh");
      const bool tells = has(command.line, "--diff") || has(command.line, "--check");
      EXPECT_TRUE(result.status == 0 || (tells && result.status == 1)) << result.status << "\n" << result.err;
      EXPECT_FALSE(has(result.err, "no option") || has(result.err, "cannot")) << result.err;
      ++ran;
    } else if (program.starts_with("bench/") || program.starts_with("script/") ||
               program.starts_with("packaging/")) {
      const fs::path path = kRoot / program;
      ASSERT_TRUE(fs::exists(path));
      EXPECT_NE(fs::status(path).permissions() & fs::perms::owner_exec, fs::perms::none);
      std::string source = read(path);
      for (const char* ending : {".py", ".cpp"})
        if (fs::exists(path.string() + ending)) source += read(path.string() + ending);
      for (const std::string& word : words) EXPECT_TRUE(!word.starts_with("--") || has(source, word)) << word;
      ++looked_up;
    } else {
      // What is built stands where it is said to, and the other programs are those that a reader has.
      EXPECT_TRUE(
          matches(program,
                  "^(build/release/[a-z_/"
                  "]+|cmake|ctest|dask-scheduler|dask-worker|pip|python3|apt|apt-get|sudo|cc|c\\+\\+|man)$"))
          << program;
    }
  }
  EXPECT_GE(ran, 10);
  EXPECT_GE(looked_up, 5);
}

// A block in TOML is a whole recipe, and newsclean takes it.
TEST_F(Documents, have_recipes_that_can_be_read) {
  std::vector<std::pair<std::string, std::string>> recipes;  // where it begins, its text
  int last = -1;
  for (const Command& line : lines_in("toml")) {
    if (line.number != last + 1) recipes.emplace_back(line.file + ":" + std::to_string(line.number), "");
    recipes.back().second += line.line + "\n";
    last = line.number;
  }
  ASSERT_FALSE(recipes.empty());
  for (const auto& [where, recipe] : recipes) {
    if (!has(recipe, "stages = ") || has(recipe, "...")) continue;  // a part of one
    put("own.toml", recipe);
    const Ran ran = sh("$N -r own.toml page.txt");
    EXPECT_EQ(ran.status, 0) << where << "\n" << ran.err;
    EXPECT_FALSE(ran.out.empty()) << where;
  }
}

}  // namespace
