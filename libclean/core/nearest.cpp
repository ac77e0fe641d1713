// Distance by optimal string alignment: edits plus swaps of neighbours, because "rejion" is one slip of
// the fingers, not two. Words are names of options, filters and recipes: short and few, so plain rows do.
#include <clean/nearest.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace clean {
namespace {

std::size_t slips(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t wrong = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> words) {
  std::string_view best;
  std::size_t fewest = 0;
  for (const std::string_view candidate : words) {
    const std::size_t longer = std::max(word.size(), candidate.size());
    const std::size_t shorter = std::min(word.size(), candidate.size());
    const std::size_t allowed = (longer + 1) / 3;
    if (longer - shorter > allowed) continue;
    const std::size_t distance = slips(word, candidate);
    if (distance <= allowed && (best.empty() || distance < fewest)) {
      best = candidate;
      fewest = distance;
    }
  }
  return best;
}

}  // namespace clean
