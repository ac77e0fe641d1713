// newsclean as people and scripts meet it: the built program, run by a shell in a folder of its own.
#pragma once

#include <gtest/gtest.h>
#include <regex.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

struct Ran {
  int status;  // of the last command
  std::string out, err;
};

inline std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream all;
  all << file.rdbuf();
  return all.str();
}

inline void write(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

// What a POSIX extended pattern and its groups match first; empty: nothing. (std::regex makes GCC 12 warn.)
inline std::vector<std::string> match(const std::string& text, const std::string& pattern) {
  regex_t compiled;
  if (regcomp(&compiled, pattern.c_str(), REG_EXTENDED | REG_NEWLINE) != 0) return {};
  std::array<regmatch_t, 8> groups{};
  std::vector<std::string> found;
  if (regexec(&compiled, text.c_str(), groups.size(), groups.data(), 0) == 0)
    for (std::size_t i = 0; i <= compiled.re_nsub; ++i) {
      const auto begin = static_cast<std::size_t>(std::max(groups[i].rm_so, 0));
      found.push_back(text.substr(begin, static_cast<std::size_t>(groups[i].rm_eo - groups[i].rm_so)));
    }
  regfree(&compiled);
  return found;
}

inline bool matches(const std::string& text, const std::string& pattern) {
  return !match(text, pattern).empty();
}

// Each test runs in a new folder with the two seeds in it; $N is newsclean.
class Shell : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::path(testing::TempDir()) / "newsclean.XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    for (const char* seed : {kDaily, kEvening})
      fs::copy_file(fs::path(NEWSCLEAN_SEEDS) / seed, folder_ / seed);
  }
  void TearDown() override { fs::remove_all(folder_); }

  Ran sh(const std::string& script) const {
    const std::string command = "cd '" + folder_.string() + "' && N='" NEWSCLEAN_BINARY "' && { " + script +
                                "\n} 2>.stderr </dev/null";
    Ran ran{};
    FILE* const pipe = popen(command.c_str(), "r");
    std::array<char, 4096> block{};
    for (std::size_t n = 0; (n = std::fread(block.data(), 1, block.size(), pipe)) > 0;)
      ran.out.append(block.data(), n);
    const int status = pclose(pipe);
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    ran.err = read(folder_ / ".stderr");
    return ran;
  }

  void put(const std::string& name, std::string_view bytes) const { write(folder_ / name, bytes); }
  std::string get(const std::string& name) const { return read(folder_ / name); }

  // More than one window: both seeds over and over.
  void put_big() const {
    const std::string both = get(kDaily) + "\f\n" + get(kEvening) + "\f\n";
    std::string big;
    while (big.size() < (std::size_t{5} << 20) / 4) big += both;
    put("big.txt", big);
  }

  static constexpr const char* kDaily = "xinxiang-ribao-2024-01-22.txt";
  static constexpr const char* kEvening = "pingyuan-wanbao-2025-12.txt";
  fs::path folder_;
};
