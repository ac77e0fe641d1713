// Readers that are none of ours: programs that a written format is given to. A machine that lacks one skips
// the tests that ask it, and says which package has it.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "support/cases.h"

namespace clean::tests {

inline bool installed(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1 </dev/null").c_str()) == 0;
}

struct Ran {
  int status;
  std::string output;  // with what it said of errors
};

// Runs a command in a shell with this as its standard input.
inline Ran run(const std::string& command, const std::string& input) {
  const std::string name = testing::TempDir() + "outside-" + std::to_string(getpid());
  std::ofstream(name + ".in", std::ios::binary) << input;
  const int status =
      std::system(("{ " + command + "; } <'" + name + ".in' >'" + name + ".out' 2>&1").c_str());
  Ran ran{status, read_file(name + ".out")};
  std::filesystem::remove(name + ".in");
  std::filesystem::remove(name + ".out");
  return ran;
}

}  // namespace clean::tests
