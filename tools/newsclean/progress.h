// How far a run is, on one line of a terminal: pages, bytes, rate, time left. Nothing where standard error is
// no terminal, or where the output goes to the same one.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "newsclean/run.h"

class Progress {
 public:
  explicit Progress(const Settings& settings);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // That many pages are done. The line changes a few times a second at most.
  void tell(std::uint64_t pages);

 private:
  using Clock = std::chrono::steady_clock;

  bool shown_;
  std::optional<std::uint64_t> all_;  // bytes to read, as they lie on the disk
  Clock::time_point began_, told_;
};
