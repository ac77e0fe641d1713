// A line that is repaired in several passes: each reads what the one before it left.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace clean {

struct Edit {
  std::size_t from, to;  // bytes of the text before
  std::string with;
  std::uint8_t reason;
};

// The text after edits, which are in order and do not touch each other's bytes.
inline std::string edited(std::string_view text, const std::vector<Edit>& edits) {
  std::string out;
  std::size_t done = 0;
  for (const Edit& e : edits) {
    out.append(text.substr(done, e.from - done)).append(e.with);
    done = e.to;
  }
  return out.append(text.substr(done));
}

// One list of edits for two: `second` was made for `between`, which is what `first` left. Edits of the same
// bytes become one, with the later reason.
inline std::vector<Edit> composed(const std::vector<Edit>& first, std::string_view between,
                                  const std::vector<Edit>& second) {
  std::vector<Edit> out;
  std::size_t f = 0, s = 0;
  std::size_t longer = 0, shorter = 0;  // what the edits of `first` so far added to and took from the text
  const auto begin_of = [&](const Edit& e) { return e.from + longer - shorter; };
  while (f < first.size() || s < second.size()) {
    const bool by_first = s == second.size() || (f < first.size() && begin_of(first[f]) <= second[s].from);
    const std::size_t from = by_first ? begin_of(first[f]) : second[s].from;
    Edit e{from + shorter - longer, 0, {}, by_first ? first[f].reason : second[s].reason};
    std::size_t end = from, copied = from;
    const auto take_first = [&] {
      const Edit& a = first[f++];
      end = std::max(end, begin_of(a) + a.with.size());
      longer += a.with.size();
      shorter += a.to - a.from;
    };
    const auto take_second = [&] {
      const Edit& b = second[s++];
      e.with.append(between.substr(copied, b.from - copied)).append(b.with);
      e.reason = b.reason;
      copied = b.to;
      end = std::max(end, b.to);
    };
    by_first ? take_first() : take_second();
    for (bool more = true; more;) {
      const bool first_too = f < first.size() && begin_of(first[f]) < end;
      const bool second_too = s < second.size() && second[s].from < end;
      if (first_too) take_first();
      if (!first_too && second_too) take_second();
      more = first_too || second_too;
    }
    e.with.append(between.substr(copied, end - copied));
    e.to = end + shorter - longer;
    out.push_back(std::move(e));
  }
  return out;
}

}  // namespace clean
