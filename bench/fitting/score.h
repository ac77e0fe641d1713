// Right, wrong and missed answers, and how a fit prints them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdio>

namespace fit {

struct Score {
  std::size_t right = 0, wrong = 0, missed = 0;

  // `gold` and `said`: yes or no.
  void add(bool gold, bool said) {
    right += gold && said;
    wrong += !gold && said;
    missed += gold && !said;
  }

  void print(const char* what) const {
    const double p = static_cast<double>(right) / std::max<double>(1, static_cast<double>(right + wrong));
    const double r = static_cast<double>(right) / std::max<double>(1, static_cast<double>(right + missed));
    std::printf("%-34s P %.4f  R %.4f  F1 %.4f   right %zu wrong %zu missed %zu\n", what, p, r,
                p + r > 0 ? 2 * p * r / (p + r) : 0.0, right, wrong, missed);
  }
};

}  // namespace fit
