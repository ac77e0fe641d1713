// A program run and measured: what it wrote, its status, its time and the most memory it had at once.
#pragma once

#include <cstddef>
#include <string>

struct Measured {
  int status = 0;        // 128 + N: ended by signal N
  std::string out, err;  // their first MiB
  double seconds = 0;    // of a processor, whatever else is running
  std::size_t peak = 0;  // bytes
};

// Runs a command of the shell in a folder; `exec` the program, or the shell is measured. After `limit`
// seconds it is killed.
Measured measured(const std::string& folder, const std::string& command, unsigned limit);
