// Does a word stand across a seam? Asked of ICU's dictionary of Chinese and Japanese words (cjdict).
#pragma once

#include <memory>
#include <string_view>

namespace clean {

class Words {
 public:
  Words();
  ~Words();

  // Whether a dictionary word of two characters or more covers the place where `left` and `right` meet;
  // looks at 30 characters of each (newspapers.md section 12, J5: 32 of 32 such seams were cuts).
  // Thread-safe.
  bool straddle(std::string_view left, std::string_view right) const;

 private:
  struct Pool;
  std::unique_ptr<Pool> pool_;
};

}  // namespace clean
