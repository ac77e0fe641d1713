// From records to counts. The way of a page: decode the source, place the spans of both sides on it, make
// units of gold's, find the OUT block of each unit, align every block's text with the source under it, then
// count. What each count means stands in score.h.
//
// Everything about text is said per source character ("what did each side make of it?"), so it does not
// matter how differently the two sides cut the page into blocks. No Unicode library here: the few classes of
// characters that pairing changed characters needs are ranges, and a wrong class only pairs less well.
#include "eval/score.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <numeric>
#include <set>
#include <sstream>
#include <string_view>
#include <tuple>
#include <utility>

namespace eval {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

// ---- Characters

bool blank(char32_t c) {
  return (c >= 9 && c <= 13) || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0xFEFF;
}

// U+2E17 is the hyphen of Fraktur; OCR reads it as = too. ¬ marks a soft line end in some transcriptions.
bool hyphen(char32_t c) {
  return c == '-' || c == '=' || c == 0xAC || c == 0xAD || c == 0x2010 || c == 0x2011 || c == 0x2E17;
}

bool mark(char32_t c) {
  return (c > 0x20 && c < 0x30) || (c > 0x39 && c < 0x41) || (c > 0x5A && c < 0x61) ||
         (c > 0x7A && c < 0x7F) || (c >= 0xA1 && c <= 0xBF) || (c >= 0x2010 && c <= 0x2BFF) ||
         (c >= 0x3001 && c <= 0x303F) || (c >= 0xFE10 && c <= 0xFE6F) || (c >= 0xFF01 && c <= 0xFF0F) ||
         (c >= 0xFF1A && c <= 0xFF20) || (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65);
}

bool same_but_width(char32_t a, char32_t b) {
  return a + 0xFEE0 == b || b + 0xFEE0 == a || (blank(a) && blank(b));
}

// Well-formed UTF-8 only.
template <class Each>
void each_character(std::string_view text, Each each) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[i + k]); };
    const std::size_t length = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? byte(0) : static_cast<char32_t>(byte(0) & (0xFFu >> (length + 1)));
    for (std::size_t k = 1; k < length; ++k) c = (c << 6) | (byte(k) & 0x3Fu);
    each(c, i);
    i += length;
  }
}

void append(std::string& text, char32_t c) {
  const auto put = [&](char32_t unit) {
    text.push_back(static_cast<char>(static_cast<unsigned char>(unit)));
  };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::string utf8(std::u32string_view text) {
  std::string result;
  for (const char32_t c : text) append(result, c == '\n' || c == '\r' ? U'␤' : c);
  return result;
}

// ℃ as °C: gold accepts either (shared/corpora/pages, zs15).
template <class Each>
void each_folded(std::string_view text, Each each) {
  each_character(text, [&](char32_t c, std::size_t at) {
    if (c == U'℃') {
      each(U'°', at);
      each(U'C', at + 1);
    } else {
      each(c, at);
    }
  });
}

std::u32string folded(std::string_view text) {
  std::u32string result;
  each_folded(text, [&](char32_t c, std::size_t) { result.push_back(c); });
  return result;
}

std::string collapsed(std::string_view text) {
  std::string result;
  bool gap = false;
  each_character(text, [&](char32_t c, std::size_t) {
    if (blank(c)) {
      gap = !result.empty();
      return;
    }
    if (std::exchange(gap, false)) result.push_back(' ');
    append(result, c);
  });
  return result;
}

std::string in_quotes(std::u32string_view text) { return "\"" + utf8(text) + "\""; }

// ---- Alignment
//
// Myers' O(ND) difference in linear space finds the characters that stayed. Stretches without such are then
// paired by likeness. A page's text differs from its source in few places, so D is small; where it is not
// (kSearch), the search takes the furthest point reached: time stays linear, the result stays an alignment.

constexpr std::ptrdiff_t kSearch = 2000;
constexpr std::size_t kPairing = 1u << 20;  // cells of the table that pairs a changed stretch

class Alignment {
 public:
  Alignment(std::u32string_view from, std::u32string_view to)
      : from_(from), to_(to), to_of_(from.size(), kNone), from_of_(to.size(), kNone) {
    const std::size_t size = 2 * (from.size() + to.size()) + 8;
    forward_.resize(size);
    backward_.resize(size);
    keep(0, from.size(), 0, to.size());
    shift_left();
    each_changed([&](std::size_t a, std::size_t a_end, std::size_t b, std::size_t b_end) {
      pair_up(a, a_end, b, b_end);
    });
  }

  // For each character of `from` the one of `to` it became, or kNone.
  std::vector<std::size_t> take() { return std::move(to_of_); }

 private:
  using Int = std::ptrdiff_t;
  static constexpr Int kDead = -1;

  void link(std::size_t a, std::size_t b) { to_of_[a] = b, from_of_[b] = a; }
  void unlink(std::size_t a) { from_of_[std::exchange(to_of_[a], kNone)] = kNone; }

  void keep(std::size_t a, std::size_t a_end, std::size_t b, std::size_t b_end) {
    while (a < a_end && b < b_end) {
      if (from_[a] == to_[b]) {
        link(a++, b++);
      } else if (from_[a_end - 1] == to_[b_end - 1]) {
        link(--a_end, --b_end);
      } else {
        const auto [x, y] = middle(a, a_end, b, b_end);
        keep(a, x, b, y);
        a = x, b = y;
      }
    }
  }

  // A point on a shortest way from (a,b) to (a_end,b_end), neither of the two. Both ends of the stretch
  // differ, so one step away is always possible.
  std::pair<std::size_t, std::size_t> middle(std::size_t a, std::size_t a_end, std::size_t b,
                                             std::size_t b_end) {
    const Int n = static_cast<Int>(a_end - a), m = static_cast<Int>(b_end - b), delta = n - m;
    const Int zero = n + m + 1;  // where diagonal 0 stands in the tables
    const auto at = [&](std::vector<Int>& table, Int k) -> Int& {
      return table[static_cast<std::size_t>(zero + k)];
    };
    const auto from = [&](Int x) -> char32_t { return from_[a + static_cast<std::size_t>(x)]; };
    const auto to = [&](Int y) -> char32_t { return to_[b + static_cast<std::size_t>(y)]; };
    const auto point = [&](Int x, Int y) {
      return std::pair(a + static_cast<std::size_t>(x), b + static_cast<std::size_t>(y));
    };
    // One step further on diagonal k, then along what is equal. Dead: no way leads there inside the grid.
    const auto advance = [&](std::vector<Int>& table, Int d, Int k, auto equal) {
      Int x = d == 0 ? 0 : kDead;
      if (k > -d && at(table, k - 1) != kDead && at(table, k - 1) < n) x = at(table, k - 1) + 1;
      if (k < d && at(table, k + 1) != kDead && at(table, k + 1) - (k + 1) < m)
        x = std::max(x, at(table, k + 1));
      if (x != kDead)
        while (x < n && x - k < m && equal(x, x - k)) ++x;
      return at(table, k) = x;
    };
    const bool odd = delta % 2 != 0;
    for (Int d = 0;; ++d) {
      for (Int k = -d; k <= d; k += 2) {
        const Int x = advance(forward_, d, k, [&](Int i, Int j) { return from(i) == to(j); });
        const Int back = delta - k;
        if (odd && x != kDead && std::abs(back) < d && at(backward_, back) != kDead &&
            x + at(backward_, back) >= n)
          return point(x, x - k);
      }
      for (Int k = -d; k <= d; k += 2) {
        const Int x =
            advance(backward_, d, k, [&](Int i, Int j) { return from(n - 1 - i) == to(m - 1 - j); });
        const Int there = delta - k;
        if (!odd && x != kDead && std::abs(there) <= d && at(forward_, there) != kDead &&
            x + at(forward_, there) >= n)
          return point(n - x, m - (x - k));
      }
      if (d < kSearch) continue;
      Int best_x = 0, best_y = 0;
      for (Int k = -d; k <= d; k += 2) {
        const Int x = at(forward_, k), y = x - k;
        if (x != kDead && x + y > best_x + best_y) best_x = x, best_y = y;
      }
      return point(best_x, best_y);
    }
  }

  // Calls with each stretch that has no partners, bounded by characters that have.
  template <class Each>
  void each_changed(Each each) const {
    for (std::size_t a = 0, b = 0; a < from_.size() || b < to_.size();) {
      if (a < from_.size() && to_of_[a] == b) {
        ++a, ++b;
        continue;
      }
      std::size_t a_end = a, b_end = b;
      while (a_end < from_.size() && to_of_[a_end] == kNone) ++a_end;
      while (b_end < to_.size() && from_of_[b_end] == kNone) ++b_end;
      each(a, a_end, b, b_end);
      a = a_end, b = b_end;
    }
  }

  // Which of two equal characters was dropped or added cannot be known: always the first, so that gold and
  // OUT say the same.
  void shift_left() {
    std::vector<std::tuple<std::size_t, std::size_t, std::size_t, std::size_t>> pure;
    each_changed([&](std::size_t a, std::size_t a_end, std::size_t b, std::size_t b_end) {
      if (a == a_end || b == b_end) pure.emplace_back(a, a_end, b, b_end);
    });
    for (auto [a, a_end, b, b_end] : pure)
      while (a > 0 && b > 0 && to_of_[a - 1] == b - 1 &&
             (a == a_end ? to_[b - 1] == to_[b_end - 1] : from_[a - 1] == from_[a_end - 1])) {
        unlink(--a), --b;
        link(--a_end, --b_end);
      }
  }

  static unsigned cost(char32_t a, char32_t b) {
    if (a == b) return 0;
    if (same_but_width(a, b)) return 1;
    if (mark(a) && mark(b)) return 2;
    return mark(a) == mark(b) && blank(a) == blank(b) ? 3 : 5;
  }

  // The cheapest pairing of a changed stretch; a character without partner costs 3. Of equal pairings the one
  // that pairs first.
  void pair_up(std::size_t a, std::size_t a_end, std::size_t b, std::size_t b_end) {
    const std::size_t n = a_end - a, m = b_end - b;
    if (n == 0 || m == 0) return;
    if (n == 1 && m == 1) return link(a, b);
    if (m > kPairing / n) {
      while (a < a_end && b < b_end) link(a++, b++);
      return;
    }
    constexpr unsigned kAlone = 3;
    std::vector<unsigned> costs((n + 1) * (m + 1));
    const auto cell = [&](std::size_t i, std::size_t j) -> unsigned& { return costs[i * (m + 1) + j]; };
    for (std::size_t i = n + 1; i-- > 0;)
      for (std::size_t j = m + 1; j-- > 0;) {
        if (i == n || j == m) {
          cell(i, j) = kAlone * static_cast<unsigned>((n - i) + (m - j));
          continue;
        }
        cell(i, j) = std::min({cell(i + 1, j + 1) + cost(from_[a + i], to_[b + j]), cell(i + 1, j) + kAlone,
                               cell(i, j + 1) + kAlone});
      }
    for (std::size_t i = 0, j = 0; i < n && j < m;) {
      if (cell(i, j) == cell(i + 1, j + 1) + cost(from_[a + i], to_[b + j])) {
        link(a + i++, b + j++);
      } else if (cell(i, j) == cell(i + 1, j) + kAlone) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  std::u32string_view from_, to_;
  std::vector<std::size_t> to_of_, from_of_;
  std::vector<Int> forward_, backward_;  // furthest x on each diagonal
};

// Levenshtein distance; only a band around the diagonal is computed, wider until the distance fits in it.
std::size_t distance(std::u32string_view a, std::u32string_view b) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
  if (a.empty() || b.empty()) return std::max(a.size(), b.size());
  constexpr std::size_t kFar = std::numeric_limits<std::size_t>::max() / 2;
  const std::size_t longest = std::max(a.size(), b.size());
  for (std::size_t band = longest - std::min(a.size(), b.size()) + 8;; band *= 2) {
    std::vector<std::size_t> row(b.size() + 1, kFar);
    for (std::size_t j = 0; j <= std::min(band, b.size()); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t first = i > band ? i - band : 0, last = std::min(i + band, b.size());
      std::size_t corner = first > 0 ? row[first - 1] : kFar;
      if (first > 0) row[first - 1] = kFar;
      for (std::size_t j = first; j <= last; ++j) {
        const std::size_t up = row[j];
        const std::size_t left = j > 0 ? row[j - 1] : kFar;
        const std::size_t across = j > 0 ? corner + (a[i - 1] != b[j - 1]) : kFar;
        row[j] = std::min({up + 1, left + 1, across});
        corner = up;
      }
    }
    if (row[b.size()] <= band || band >= longest) return row[b.size()];
  }
}

// ---- The page

struct Page {
  explicit Page(const std::string& text) : solid(text.size() + 1), lines{0} {
    each_folded(text, [&](char32_t c, std::size_t byte) {
      chars.push_back(c);
      at.push_back(byte);
      if (c == '\n') lines.push_back(byte + 1);
    });
    each_character(text, [&](char32_t c, std::size_t byte) {
      if (!blank(c)) solid[byte + 1] = 1;
    });
    // The other bytes of a character are as solid as its first.
    for (std::size_t i = 1; i < text.size(); ++i)
      if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) solid[i + 1] = solid[i];
    std::partial_sum(solid.begin(), solid.end(), solid.begin());
  }

  std::size_t bytes() const { return solid.size() - 1; }

  // First character that begins at that byte or behind it.
  std::size_t index(std::uint64_t byte) const {
    return static_cast<std::size_t>(std::lower_bound(at.begin(), at.end(), byte) - at.begin());
  }

  std::size_t line(std::uint64_t byte) const {
    return static_cast<std::size_t>(std::upper_bound(lines.begin(), lines.end(), byte) - lines.begin());
  }

  std::u32string chars;              // folded
  std::vector<std::uint64_t> at;     // the byte of each
  std::vector<std::uint64_t> solid;  // non-blank bytes before each byte
  std::vector<std::uint64_t> lines;  // first byte of each
};

// Which of many spans touch a given one.
class Spans {
 public:
  void add(Span span, std::size_t id) { rows_.push_back({span, id, 0}); }

  void sort() {
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const Row& a, const Row& b) { return a.span.begin < b.span.begin; });
    std::uint64_t furthest = 0;
    for (Row& row : rows_) row.furthest = furthest = std::max(furthest, row.span.end);
  }

  template <class Each>
  void each_touching(Span span, Each each) const {
    auto row = std::partition_point(rows_.begin(), rows_.end(),
                                    [&](const Row& r) { return r.furthest <= span.begin; });
    for (; row != rows_.end() && row->span.begin < span.end; ++row)
      if (row->span.end > span.begin) each(row->span, row->id);
  }

 private:
  struct Row {
    Span span;
    std::size_t id;
    std::uint64_t furthest;  // end of this row and all before
  };
  std::vector<Row> rows_;
};

// ---- The two sides

struct Placed {  // a block on this page
  const Record* record;
  const Block* block;
  std::size_t article;  // index in Side::articles
  bool lifted;
  std::vector<Span> spans;         // without white space at the ends; blank ones left out
  std::vector<std::size_t> units;  // gold: its own; OUT: those it covers best; in the block's order
};

struct Story {  // a record that touches this page
  const Record* record;
  std::size_t first = kNone;  // its first flow block if that is on this page
  std::size_t start = kNone;  // the unit it starts with
};

struct Side {
  std::vector<Story> articles;
  std::vector<Placed> blocks;
};

struct Unit {
  Span at;
  std::size_t gold;          // block
  std::size_t out = kNone;   // block
  std::size_t flow = kNone;  // number in the flow
};

bool article_like(const Record& record) { return record.kind == "article" || record.kind == "advert"; }

bool tabular(std::string_view role) { return role == "advert" || role == "table"; }

std::string plain_role(const Block& block) {
  if (block.role == "credits") return "credit";
  if (block.role == "classified") return "advert";
  return block.role;
}

bool scored_role(const Block& block) {
  return !block.role.empty() && block.role != "display" && block.role != "other";
}

// Adverts and tables may come out as blocks of that role, as records of kind advert or of genre table.
bool taken_for_tabular(const Placed& out) {
  return tabular(plain_role(*out.block)) || out.record->kind == "advert" || out.record->genre == "table";
}

bool same_role(const Placed& gold, const Placed& out) {
  const std::string role = plain_role(*gold.block);
  return role == plain_role(*out.block) || (tabular(role) && taken_for_tabular(out));
}

std::string out_role(const Placed& gold, const Placed& out) {
  if (same_role(gold, out)) return plain_role(*gold.block);
  if (out.record->kind == "advert" && gold.record->kind != "advert") return "advert";
  return plain_role(*out.block);
}

// What a side made of the source, character by character. A character under two blocks is the first one's.
struct Edit {
  std::size_t at;          // character of the source
  int order;               // 0: the character itself; below: put before it; above: put behind it
  char32_t before, after;  // 0: nothing
  auto operator<=>(const Edit&) const = default;
};

struct Rendering {
  std::vector<std::size_t> block;    // the block over each source character, or kNone
  std::vector<std::size_t> at;       // where it stands in the block's text, or kNone
  std::vector<std::u32string> into;  // what it became, glue left out
  std::vector<Edit> edits;
  std::vector<std::u32string> text;  // of each block
};

constexpr std::size_t kQuote = 32;  // columns

// How much of a text fits a quotation, in characters; East Asian ones take two columns.
template <class Iterator>
std::size_t quotable(Iterator begin, Iterator end) {
  std::size_t columns = 0, count = 0;
  for (; begin != end; ++begin, ++count)
    if ((columns += *begin < 0x1100 ? 1 : 2) > kQuote) break;
  return count;
}

class PageScore {
 public:
  PageScore(const std::string& name, const Records& gold, const Records& out, const std::string& out_name,
            const std::optional<std::string>& source) {
    scores_.name = name;
    scores_.pages = 1;
    if (source) page_.emplace(*source);
    gold_ = side(gold, name);
    out_ = side(out, out_name);
    make_units();
    count_seams();
    count_lifted_seams();
    count_starts();
    count_windows();
    count_roles();
    count_fields();
    count_jumps();
    count_open_ends();
    if (page_) {
      count_text();
      count_bytes();
    } else {
      scores_.unsourced.push_back(name);
    }
    std::stable_sort(scores_.findings.begin(), scores_.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.at < b.at; });
  }

  Scores take() { return std::move(scores_); }

 private:
  static const std::string& source_of(const Record& record, const Block& block) {
    return block.source.empty() ? record.source : block.source;
  }

  // Without the source all that is known of a span is its bytes.
  std::uint64_t solid(std::uint64_t begin, std::uint64_t end) const {
    if (begin >= end) return 0;
    return page_ ? page_->solid[end] - page_->solid[begin] : end - begin;
  }

  Span trimmed(Span span) const {
    if (!page_) return span;
    const auto& sums = page_->solid;
    const auto begin = std::upper_bound(sums.begin(), sums.end(), sums[span.begin]);
    const auto end = std::lower_bound(sums.begin(), sums.end(), sums[span.end]);
    return {static_cast<std::uint64_t>(begin - sums.begin()) - 1,
            static_cast<std::uint64_t>(end - sums.begin())};
  }

  Side side(const Records& records, const std::string& name) const {
    Side result;
    for (const Record& record : records) {
      const std::size_t article = result.articles.size();
      Story story{.record = &record};
      bool here = record.blocks.empty() && record.lifted.empty() && record.source == name;
      const auto place = [&](const Block& block, bool lifted) {
        if (source_of(record, block) != name) return;
        here = true;
        Placed placed{&record, &block, article, lifted, {}, {}};
        for (const Span& span : block.spans) {
          if (page_ && span.end > page_->bytes())
            throw Invalid(record.place + ": span [" + std::to_string(span.begin) + "," +
                          std::to_string(span.end) + "] lies outside " + name + " (" +
                          std::to_string(page_->bytes()) + " bytes)");
          if (solid(span.begin, span.end) > 0) placed.spans.push_back(trimmed(span));
        }
        if (!lifted && &block == &record.blocks.front()) story.first = result.blocks.size();
        result.blocks.push_back(std::move(placed));
      };
      for (const Block& block : record.blocks) place(block, false);
      for (const Block& block : record.lifted) place(block, true);
      if (here) result.articles.push_back(story);
    }
    return result;
  }

  void make_units() {
    for (std::size_t b = 0; b < gold_.blocks.size(); ++b)
      for (const Span& span : gold_.blocks[b].spans) units_.push_back({.at = span, .gold = b});
    std::stable_sort(units_.begin(), units_.end(),
                     [](const Unit& a, const Unit& b) { return a.at.begin < b.at.begin; });
    scores_.units = units_.size();

    Spans out_spans, unit_spans;
    for (std::size_t b = 0; b < out_.blocks.size(); ++b)
      for (const Span& span : out_.blocks[b].spans) out_spans.add(span, b);
    out_spans.sort();
    for (std::size_t u = 0; u < units_.size(); ++u) {
      Unit& unit = units_[u];
      unit_spans.add(unit.at, u);
      std::map<std::size_t, std::uint64_t> bytes;  // of each block
      out_spans.each_touching(unit.at, [&](Span span, std::size_t block) {
        bytes[block] += solid(std::max(span.begin, unit.at.begin), std::min(span.end, unit.at.end));
      });
      std::uint64_t most = 0;
      for (const auto& [block, count] : bytes)
        if (count > most) most = count, unit.out = block;
      const Placed& gold = gold_.blocks[unit.gold];
      if (gold.lifted || !article_like(*gold.record)) continue;
      unit.flow = flow_.size();
      flow_.push_back(u);
    }
    unit_spans.sort();

    for (Placed& gold : gold_.blocks) list_units(gold, unit_spans, &Unit::gold, &gold - gold_.blocks.data());
    for (Placed& out : out_.blocks) list_units(out, unit_spans, &Unit::out, &out - out_.blocks.data());
    for (Story& story : gold_.articles)
      if (story.first != kNone && article_like(*story.record) && !gold_.blocks[story.first].units.empty())
        story.start = gold_.blocks[story.first].units.front();
    for (Story& story : out_.articles)
      if (story.first != kNone && article_like(*story.record))
        story.start = first_unit(story.first, unit_spans);
  }

  void list_units(Placed& placed, const Spans& unit_spans, std::size_t Unit::*side, std::ptrdiff_t index) {
    for (const Span& span : placed.spans)
      unit_spans.each_touching(span, [&](Span, std::size_t u) {
        if (units_[u].*side == static_cast<std::size_t>(index) &&
            std::find(placed.units.rbegin(), placed.units.rend(), u) == placed.units.rend())
          placed.units.push_back(u);
      });
  }

  // The first unit that an OUT block covers, or of which it has the beginning.
  std::size_t first_unit(std::size_t block, const Spans& unit_spans) const {
    std::size_t first = kNone;
    for (const Span& span : out_.blocks[block].spans)
      unit_spans.each_touching(span, [&](Span unit, std::size_t u) {
        if (first == kNone && (units_[u].out == block || unit.begin >= span.begin)) first = u;
      });
    return first;
  }

  // ---- Words for findings

  std::string place(std::uint64_t byte) const {
    return page_ ? scores_.name + ":" + std::to_string(page_->line(byte))
                 : scores_.name + "@" + std::to_string(byte);
  }

  void find(std::string measure, std::uint64_t byte, std::string what) {
    scores_.findings.push_back({std::move(measure), place(byte), std::move(what), byte});
  }

  std::pair<std::size_t, std::size_t> characters(Span span) const {
    return {page_->index(span.begin), page_->index(span.end)};
  }

  std::u32string_view characters_of(Span span) const {
    const auto [begin, end] = characters(span);
    return std::u32string_view(page_->chars).substr(begin, end - begin);
  }

  std::string head(Span span) const {
    if (!page_) return "bytes " + std::to_string(span.begin) + " to " + std::to_string(span.end);
    const std::u32string_view text = characters_of(span);
    const std::size_t count = quotable(text.begin(), text.end());
    return "\"" + utf8(text.substr(0, count)) + (count < text.size() ? "…\"" : "\"");
  }

  std::string tail(Span span) const {
    if (!page_) return head(span);
    const std::u32string_view text = characters_of(span);
    const std::size_t cut = text.size() - quotable(text.rbegin(), text.rend());
    return (cut ? "\"…" : "\"") + utf8(text.substr(cut)) + "\"";
  }

  std::string seam(const Unit& left, const Unit& right) const {
    return tail(left.at) + " | " + head(right.at);
  }

  // ---- Seams

  bool open(const Unit& left, const Unit& right) const {
    const Block& a = *gold_.blocks[left.gold].block;
    const Block& b = *gold_.blocks[right.gold].block;
    const auto undecided = [](const Block& block) { return block.role.empty() || block.role == "other"; };
    if (undecided(a) || undecided(b)) return true;
    if (!a.group.empty() && a.group == b.group) return true;
    if (a.role == "display" && b.role == "display" && (a.group.empty() || b.group.empty())) return true;
    return left.gold != right.gold && plain_role(a) == "advert" && plain_role(b) == "advert";
  }

  void count_pair(const Unit& left, const Unit& right) {
    if (open(left, right)) {
      ++scores_.open_seams;
      return;
    }
    const bool gold = left.gold == right.gold;
    const bool out = left.out != kNone && left.out == right.out;
    if (gold && out) {
      ++scores_.seams.right;
      both_.emplace_back(&left, &right);
    } else if (out) {
      ++scores_.seams.wrong;
      find("seam", right.at.begin, "wrongly joined: " + seam(left, right));
    } else if (gold) {
      ++scores_.seams.missed;
      find("seam", right.at.begin, "not joined: " + seam(left, right));
    }
  }

  void count_seams() {
    for (std::size_t i = 1; i < flow_.size(); ++i) count_pair(units_[flow_[i - 1]], units_[flow_[i]]);
    for (const Placed& block : gold_.blocks)
      each_pair(block, [&](const Unit& left, const Unit& right) {
        if (left.flow != kNone && right.flow != kNone && !neighbours(left, right)) count_pair(left, right);
      });
    for (const Placed& block : out_.blocks)
      each_pair(block, [&](const Unit& left, const Unit& right) {
        if ((left.flow == kNone) != (right.flow == kNone)) {
          if (block.lifted) return;
          ++scores_.left_in_flow;
          find("seam", right.at.begin, "lifted text left in the flow: " + seam(left, right));
        } else if (left.flow != kNone && !neighbours(left, right) && left.gold != right.gold &&
                   !open(left, right)) {
          ++scores_.seams.wrong;
          find("seam", right.at.begin, "wrongly joined: " + seam(left, right));
        }
      });
  }

  static bool neighbours(const Unit& left, const Unit& right) {
    return left.flow + 1 == right.flow || right.flow + 1 == left.flow;
  }

  template <class Each>
  void each_pair(const Placed& block, Each each) {
    for (std::size_t i = 1; i < block.units.size(); ++i)
      each(units_[block.units[i - 1]], units_[block.units[i]]);
  }

  void count_lifted_seams() {
    for (const Placed& block : gold_.blocks) {
      if (!block.lifted) continue;
      each_pair(block, [&](const Unit& left, const Unit& right) {
        if (open(left, right)) return;
        if (left.out != kNone && left.out == right.out) {
          ++scores_.lifted_seams.right;
        } else {
          ++scores_.lifted_seams.missed;
          find("seam", right.at.begin, "not joined, lifted: " + seam(left, right));
        }
      });
    }
    for (const Placed& block : out_.blocks)
      each_pair(block, [&](const Unit& left, const Unit& right) {
        const Placed& a = gold_.blocks[left.gold];
        const Placed& b = gold_.blocks[right.gold];
        if (!a.lifted || !b.lifted || left.gold == right.gold || open(left, right)) return;
        if (tabular(plain_role(*a.block)) && tabular(plain_role(*b.block))) return;
        ++scores_.lifted_seams.wrong;
        find("seam", right.at.begin, "wrongly joined, lifted: " + seam(left, right));
      });
  }

  // ---- Articles

  // Whether an article starts on this unit is left open: see "starts" in score.h.
  bool open_start(const Story& story, bool of_gold) const {
    const Unit& unit = units_[story.start];
    if (!of_gold)
      return tabular(plain_role(*gold_.blocks[unit.gold].block)) &&
             (story.record->kind == "advert" || story.record->genre == "table");
    return story.record->kind == "advert" && unit.out != kNone && taken_for_tabular(out_.blocks[unit.out]);
  }

  void count_starts() {
    std::set<std::size_t> starts;
    for (Story& story : gold_.articles) {
      if (!article_like(*story.record) || story.first == kNone) continue;
      ++scores_.gold_articles;
      if (story.start != kNone) starts.insert(story.start);
    }
    std::set<std::size_t> found;
    for (const Story& story : out_.articles) {
      if (!article_like(*story.record) || story.first == kNone) continue;
      ++scores_.out_articles;
      if (story.start != kNone && starts.contains(story.start) && found.insert(story.start).second) {
        ++scores_.starts.right;
      } else if (story.start == kNone || !open_start(story, false)) {
        ++scores_.starts.wrong;
        const auto& spans = out_.blocks[story.first].spans;
        const Span span = spans.empty() ? Span{} : spans.front();
        find("start", span.begin, "no article starts here: " + head(span));
      }
    }
    for (const Story& story : gold_.articles) {
      if (story.start == kNone || found.contains(story.start) || open_start(story, true)) continue;
      ++scores_.starts.missed;
      const Span span = units_[story.start].at;
      find("start", span.begin, "an article starts here: " + head(span));
    }
  }

  void count_windows() {
    const std::size_t n = flow_.size();
    std::vector<std::size_t> gold(n), out(n);  // the record of each unit
    for (std::size_t i = 0; i < n; ++i) {
      const Unit& unit = units_[flow_[i]];
      gold[i] = gold_.blocks[unit.gold].article;
      out[i] = unit.out == kNone ? kNone : out_.blocks[unit.out].article;
    }
    const auto same = [](const std::vector<std::size_t>& labels, std::size_t i, std::size_t j) {
      return labels[i] == labels[j] && labels[i] != kNone;
    };
    std::vector<std::size_t> gold_changes(n), out_changes(n);  // up to each unit
    for (std::size_t i = 1; i < n; ++i) {
      gold_changes[i] = gold_changes[i - 1] + !same(gold, i - 1, i);
      out_changes[i] = out_changes[i - 1] + !same(out, i - 1, i);
    }
    if (n < 2) return;
    const double half = static_cast<double>(n) / (2.0 * static_cast<double>(gold_changes.back() + 1));
    const std::size_t k = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(half)));
    for (std::size_t i = 0; i + k < n; ++i) {
      ++scores_.pk.of;
      ++scores_.window_diff.of;
      scores_.pk.count += same(gold, i, i + k) != same(out, i, i + k);
      scores_.window_diff.count +=
          gold_changes[i + k] - gold_changes[i] != out_changes[i + k] - out_changes[i];
    }
  }

  void count_roles() {
    for (const Unit& unit : units_) {
      const Placed& gold = gold_.blocks[unit.gold];
      if (!scored_role(*gold.block)) continue;
      const std::string role = plain_role(*gold.block);
      const Placed* const out = unit.out == kNone ? nullptr : &out_.blocks[unit.out];
      if (out && same_role(gold, *out)) {
        ++scores_.roles[role].right;
        scores_.lifted_kinds.right += gold.lifted;
        continue;
      }
      ++scores_.roles[role].missed;
      scores_.lifted_kinds.missed += gold.lifted;
      if (out) {
        ++scores_.roles[out_role(gold, *out)].wrong;
        scores_.lifted_kinds.wrong += out->lifted;
      }
      const std::string other = out ? out_role(gold, *out) : "not covered";
      find("role", unit.at.begin, role + ", OUT " + other + ": " + head(unit.at));
    }
  }

  // The OUT article for each of gold's; one serves once.
  std::vector<const Record*> partners() const {
    std::vector<const Record*> result(gold_.articles.size());
    std::set<std::size_t> taken;
    const auto starts_on = [&](std::size_t unit) {
      for (std::size_t o = 0; o < out_.articles.size(); ++o)
        if (out_.articles[o].start == unit && !taken.contains(o)) return o;
      return kNone;
    };
    for (std::size_t g = 0; g < result.size(); ++g) {
      const std::size_t start = gold_.articles[g].start;
      const std::size_t o = start == kNone ? kNone : starts_on(start);
      if (o == kNone) continue;
      taken.insert(o);
      result[g] = out_.articles[o].record;
    }
    for (std::size_t g = 0; g < result.size(); ++g) {
      if (result[g] || gold_.articles[g].start == kNone) continue;
      std::map<std::size_t, std::size_t> shared;  // units
      for (const Unit& unit : units_) {
        if (unit.flow == kNone || unit.out == kNone || gold_.blocks[unit.gold].article != g) continue;
        const std::size_t o = out_.blocks[unit.out].article;
        if (out_.articles[o].start != kNone && !taken.contains(o)) ++shared[o];
      }
      if (shared.empty()) continue;
      const std::size_t best =
          std::max_element(shared.begin(), shared.end(), [](const auto& a, const auto& b) {
            return a.second < b.second;
          })->first;
      taken.insert(best);
      result[g] = out_.articles[best].record;
    }
    return result;
  }

  static std::vector<std::string> items(const std::optional<std::string>& field) {
    const std::string text = collapsed(field.value_or(""));
    return text.empty() ? std::vector<std::string>{} : std::vector{text};
  }

  static std::vector<std::string> items(const std::optional<std::vector<std::string>>& field) {
    std::vector<std::string> result;
    for (const std::string& item : field.value_or(std::vector<std::string>{}))
      result.push_back(collapsed(item));
    return result;
  }

  static std::string quoted_items(const std::vector<std::string>& list) {
    std::string result;
    for (const std::string& item : list) result += (result.empty() ? "\"" : " + \"") + item + "\"";
    return result.empty() ? "nothing" : result;
  }

  void count_fields() {
    const std::vector<const Record*> partner = partners();
    for (std::size_t g = 0; g < partner.size(); ++g) {
      const Story& story = gold_.articles[g];
      if (story.start == kNone) continue;
      const auto compare = [&](const char* name, auto Record::*field) {
        if (!(story.record->*field)) return;
        const std::vector<std::string> gold = items(story.record->*field);
        const std::vector<std::string> out =
            partner[g] ? items(partner[g]->*field) : std::vector<std::string>{};
        if (!partner[g] && gold.empty()) return;
        const bool equal = partner[g] && gold == out, filled = !gold.empty() || !out.empty();
        Field& count = scores_.fields[name];
        ++count.all.of;
        count.all.count += equal;
        count.filled.of += filled;
        count.filled.count += filled && equal;
        if (!equal)
          find("field", units_[story.start].at.begin,
               std::string(name) + " " + quoted_items(gold) + ", OUT " +
                   (partner[g] ? quoted_items(out) : "has no such article"));
      };
      compare("headline", &Record::headline);
      compare("byline", &Record::byline);
      compare("dateline", &Record::dateline);
      compare("kicker", &Record::kicker);
      compare("subheadline", &Record::subheadline);
    }
  }

  void count_jumps() {
    using Link = std::tuple<std::size_t, std::int64_t, std::int64_t>;
    const auto links = [](const Side& side) {
      std::set<Link> result;
      for (const Story& story : side.articles) {
        if (story.start == kNone || !story.record->jump) continue;
        const Jump jump = *story.record->jump;
        if (jump.to != 0 || jump.from != 0) result.emplace(story.start, jump.to, jump.from);
      }
      return result;
    };
    const auto decided = [](const Story& story) { return story.record->jump.has_value(); };
    if (std::none_of(gold_.articles.begin(), gold_.articles.end(), decided)) return;
    const std::set<Link> gold = links(gold_), out = links(out_);
    const auto say = [&](const Link& link, const std::string& how) {
      const auto [unit, to, from] = link;
      find("jump", units_[unit].at.begin,
           how + ": to " + std::to_string(to) + ", from " + std::to_string(from) + ", article " +
               head(units_[unit].at));
    };
    for (const Link& link : gold) {
      if (out.contains(link)) {
        ++scores_.jumps.right;
      } else {
        ++scores_.jumps.missed;
        say(link, "missed");
      }
    }
    for (const Link& link : out) {
      if (gold.contains(link)) continue;
      ++scores_.jumps.wrong;
      say(link, "wrong");
    }
  }

  // ---- Text

  static bool ends_open(const std::string& text) {
    static constexpr std::u32string_view kClosers = U"”’」』）》】\")]'»", kEnds = U"。！？….!?；;：:";
    const std::u32string characters = folded(text);
    std::u32string_view rest = characters;
    while (!rest.empty() && (blank(rest.back()) || kClosers.find(rest.back()) != kClosers.npos))
      rest.remove_suffix(1);
    return !rest.empty() && kEnds.find(rest.back()) == kEnds.npos;
  }

  void count_open_ends() {
    std::set<std::size_t> last;  // units that end a gold paragraph in mid-sentence
    const auto count = [&](const Side& side, Share& share, bool of_gold) {
      for (const Placed& block : side.blocks) {
        if (block.lifted || block.block->role != "paragraph" || !block.block->text) continue;
        ++share.of;
        if (!ends_open(*block.block->text)) continue;
        ++share.count;
        const std::size_t unit = block.units.empty() ? kNone : block.units.back();
        if (of_gold) {
          last.insert(unit);
        } else if (!last.contains(unit) && !block.spans.empty()) {
          find("end", block.spans.back().end - 1,
               "paragraph ends in mid-sentence: " + tail(block.spans.back()));
        }
      }
    };
    count(gold_, scores_.gold_open_ends, true);
    count(out_, scores_.open_ends, false);
  }

  void count_text() {
    const std::size_t size = page_->chars.size();
    unit_of_.assign(size, kNone);
    seam_hyphen_.assign(size, false);
    for (std::size_t u = 0; u < units_.size(); ++u) {
      const auto [begin, end] = characters(units_[u].at);
      std::fill(unit_of_.begin() + static_cast<std::ptrdiff_t>(begin),
                unit_of_.begin() + static_cast<std::ptrdiff_t>(end), u);
      const Placed& gold = gold_.blocks[units_[u].gold];
      const char32_t last = page_->chars[end - 1];
      // -- at a line end is a dash, not a hyphen.
      if (gold.units.back() != u && hyphen(last) && (end - begin < 2 || page_->chars[end - 2] != last))
        seam_hyphen_[end - 1] = true;
    }
    const Rendering gold = render(gold_), out = render(out_);
    count_glue(gold, out);
    count_edits(gold, out);
    for (const Unit& unit : units_) {
      if (!gold_.blocks[unit.gold].block->text) continue;
      const auto [begin, end] = characters(unit.at);
      std::u32string want, got;
      for (std::size_t k = begin; k < end; ++k) want += gold.into[k], got += out.into[k];
      scores_.characters.of += want.size();
      scores_.characters.count += distance(want, got);
    }
  }

  bool first_of_unit(std::size_t k) const { return k == 0 || unit_of_[k - 1] != unit_of_[k]; }
  bool last_of_unit(std::size_t k) const {
    return k + 1 == unit_of_.size() || unit_of_[k + 1] != unit_of_[k];
  }

  Rendering render(const Side& side) const {
    const std::size_t size = page_->chars.size();
    Rendering result{std::vector(size, kNone),
                     std::vector(size, kNone),
                     std::vector<std::u32string>(size),
                     {},
                     std::vector<std::u32string>(side.blocks.size())};
    for (std::size_t b = 0; b < side.blocks.size(); ++b) {
      const Placed& block = side.blocks[b];
      if (!block.block->text) continue;
      std::u32string& text = result.text[b] = folded(*block.block->text);
      std::vector<std::size_t> under;  // source characters; white space between units is nobody's
      std::u32string source;
      for (const Span& span : block.spans) {
        const auto [begin, end] = characters(span);
        for (std::size_t k = begin; k < end; ++k) {
          if (blank(page_->chars[k]) && unit_of_[k] == kNone) continue;
          under.push_back(k);
          source.push_back(page_->chars[k]);
        }
      }
      if (!under.empty()) render(b, under, source, text, result);
    }
    return result;
  }

  void render(std::size_t b, const std::vector<std::size_t>& under, const std::u32string& source,
              const std::u32string& text, Rendering& result) const {
    std::vector<bool> fresh(under.size());
    for (std::size_t i = 0; i < under.size(); ++i) {
      fresh[i] = result.block[under[i]] == kNone;
      if (fresh[i]) result.block[under[i]] = b;
    }
    const auto change = [&](std::size_t i, int order, char32_t before, char32_t after) {
      const std::size_t k = under[i];
      if (!fresh[i] || unit_of_[k] == kNone || seam_hyphen_[k]) return;
      if (order != 0 && blank(after) && (order < 0 ? first_of_unit(k) : last_of_unit(k))) return;
      if (after) result.into[k].push_back(after);
      if (before != after) result.edits.push_back({k, order, before, after});
    };
    const std::vector<std::size_t> to = Alignment(source, text).take();
    // What stands before the first character that has a source, and was not dropped before it.
    std::size_t i = 0, j = 0;
    const std::size_t lead = to[0] == kNone ? 0 : to[0];
    for (; j < lead; ++j) change(0, static_cast<int>(j) - static_cast<int>(lead), 0, text[j]);
    int order = 0;
    while (i < source.size() || j < text.size()) {
      if (i < source.size() && to[i] == kNone) {
        change(i, 0, source[i], 0);
        ++i;
        order = 0;
      } else if (i < source.size() && to[i] == j) {
        if (fresh[i]) result.at[under[i]] = j;
        change(i, 0, source[i], text[j]);
        ++i, ++j;
        order = 0;
      } else {
        change(i - 1, ++order, 0, text[j++]);
      }
    }
  }

  void count_glue(const Rendering& gold, const Rendering& out) {
    for (const auto& [left, right] : both_) {
      const std::size_t g = left->gold, o = left->out;
      if (!gold_.blocks[g].block->text || !out_.blocks[o].block->text) continue;
      const auto kept = [&](std::size_t k) {
        return !seam_hyphen_[k] && gold.block[k] == g && out.block[k] == o && gold.at[k] != kNone &&
               out.at[k] != kNone && !blank(gold.text[g][gold.at[k]]) && !blank(out.text[o][out.at[k]]);
      };
      const auto [left_begin, left_end] = characters(left->at);
      const auto [right_begin, right_end] = characters(right->at);
      std::size_t a = left_end, b = right_begin;
      while (a > left_begin && !kept(a - 1)) --a;
      while (b < right_end && !kept(b)) ++b;
      if (a == left_begin || b == right_end) continue;  // a whole line rewritten: characters count it
      --a;
      const auto between = [&](const Rendering& side, std::size_t block) {
        const std::size_t from = side.at[a] + 1, to = side.at[b];
        return from <= to ? side.text[block].substr(from, to - from) : std::u32string(U"(other order)");
      };
      const std::u32string want = between(gold, g), got = between(out, o);
      ++scores_.glue.of;
      scores_.glue.count += want == got;
      if (want != got)
        find("glue", right->at.begin,
             in_quotes(want) + ", OUT " + in_quotes(got) + ": " + seam(*left, *right));
    }
  }

  void count_edits(const Rendering& gold, const Rendering& out) {
    std::vector<Edit> want = gold.edits, got;
    for (const Edit& edit : out.edits)
      if (gold.block[edit.at] != kNone) got.push_back(edit);
    std::sort(want.begin(), want.end());
    std::sort(got.begin(), got.end());
    std::vector<Edit> missed, wrong;
    std::set_difference(want.begin(), want.end(), got.begin(), got.end(), std::back_inserter(missed));
    std::set_difference(got.begin(), got.end(), want.begin(), want.end(), std::back_inserter(wrong));
    scores_.edits = {want.size() - missed.size(), wrong.size(), missed.size()};
    find_edits("missed", missed);
    find_edits("wrong", wrong);
  }

  // Edits side by side are said together.
  void find_edits(const std::string& how, const std::vector<Edit>& edits) {
    for (std::size_t i = 0; i < edits.size();) {
      const std::size_t first = edits[i].at, unit = unit_of_[first];
      std::size_t last = first;
      std::u32string before, after;
      for (; i < edits.size() && edits[i].at <= last + 1 && unit_of_[edits[i].at] == unit; ++i) {
        last = edits[i].at;
        if (edits[i].before) before.push_back(edits[i].before);
        if (edits[i].after) after.push_back(edits[i].after);
      }
      const auto [begin, end] = characters(units_[unit].at);
      const std::u32string_view text = page_->chars;
      const std::u32string_view left = text.substr(begin, first - begin);
      const std::u32string_view right = text.substr(last + 1, end - last - 1);
      const std::size_t left_count = quotable(left.rbegin(), left.rend());
      find("edit", page_->at[first],
           how + ": " + (before.empty() ? "put in " : in_quotes(before) + " to ") +
               (after.empty() ? "nothing" : in_quotes(after)) + ": \"" +
               utf8(left.substr(left.size() - left_count)) + "[" +
               utf8(text.substr(first, last + 1 - first)) + "]" +
               utf8(right.substr(0, quotable(right.begin(), right.end()))) + "\"");
    }
  }

  void count_bytes() {
    const std::size_t size = page_->bytes();
    std::vector<std::ptrdiff_t> depth(size + 1);
    for (const Placed& block : out_.blocks)
      for (const Span& span : block.spans) ++depth[span.begin], --depth[span.end];
    std::partial_sum(depth.begin(), depth.end(), depth.begin());
    const auto count = [&](Share& share, const char* what, auto bad) {
      share.of = page_->solid[size];
      for (std::size_t i = 0; i < size;) {
        if (!bad(depth[i])) {
          ++i;
          continue;
        }
        const std::size_t begin = i;
        while (i < size && bad(depth[i])) ++i;
        const std::uint64_t bytes = solid(begin, i);
        if (bytes == 0) continue;
        share.count += bytes;
        const Span run = trimmed({begin, i});
        find("bytes", run.begin, std::to_string(bytes) + " bytes " + what + ": " + head(run));
      }
    };
    count(scores_.uncovered, "not covered", [](std::ptrdiff_t d) { return d == 0; });
    count(scores_.doubled, "covered more than once", [](std::ptrdiff_t d) { return d > 1; });
  }

  Scores scores_;
  std::optional<Page> page_;
  Side gold_, out_;
  std::vector<Unit> units_;                                // in source order
  std::vector<std::size_t> flow_;                          // units of gold's flow
  std::vector<std::pair<const Unit*, const Unit*>> both_;  // seams joined by both
  std::vector<std::size_t> unit_of_;                       // of each source character
  std::vector<bool> seam_hyphen_;  // source characters that are glue: a hyphen at a line end gold joins
};

// ---- Reading

namespace dom = simdjson::dom;

class RecordReader {
 public:
  RecordReader(std::string place, dom::element element) : place_(std::move(place)), element_(element) {}

  Record read() const {
    dom::object object;
    if (element_.get(object)) fail("not a JSON object");
    Record record;
    record.place = place_;
    record.source = file_name(string(object, "source").value_or(""));
    record.kind = string(object, "kind").value_or("article");
    if (record.kind != "article" && record.kind != "advert" && record.kind != "rest")
      fail("kind is \"" + record.kind + "\", not article, advert or rest");
    record.genre = string(object, "genre").value_or("");
    record.headline = string(object, "headline");
    record.byline = string(object, "byline");
    record.dateline = string(object, "dateline");
    record.kicker = strings(object, "kicker");
    record.subheadline = strings(object, "subheadline");
    record.jump = jump(object);
    record.blocks = blocks(object, "blocks", record.source);
    record.lifted = blocks(object, "lifted", record.source);
    return record;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const { throw Invalid(place_ + ": " + what); }

  static std::string file_name(const std::string& path) {
    return std::filesystem::path(path).filename().string();
  }

  // A key that is missing or null is not decided.
  static std::optional<dom::element> value(const dom::object& object, const char* key) {
    dom::element element;
    if (object[key].get(element) || element.is_null()) return std::nullopt;
    return element;
  }

  std::optional<std::string> string(const dom::object& object, const char* key) const {
    const auto element = value(object, key);
    if (!element) return std::nullopt;
    std::string_view text;
    if (element->get(text)) fail(std::string("\"") + key + "\" is not a string");
    return std::string(text);
  }

  std::optional<dom::array> array(const dom::object& object, const char* key) const {
    const auto element = value(object, key);
    if (!element) return std::nullopt;
    dom::array items;
    if (element->get(items)) fail(std::string("\"") + key + "\" is not a list");
    return items;
  }

  std::optional<std::vector<std::string>> strings(const dom::object& object, const char* key) const {
    const auto items = array(object, key);
    if (!items) return std::nullopt;
    std::vector<std::string> result;
    for (const dom::element item : *items) {
      std::string_view text;
      if (item.get(text)) fail(std::string("\"") + key + "\" has an item that is not a string");
      result.emplace_back(text);
    }
    return result;
  }

  std::optional<Jump> jump(const dom::object& record) const {
    const auto element = value(record, "jump");
    if (!element) return std::nullopt;
    dom::object object;
    if (element->get(object)) fail("\"jump\" is not an object");
    const auto page = [&](const char* key) {
      const auto number = value(object, key);
      std::int64_t result = 0;
      if (number && number->get(result)) fail(std::string("\"jump.") + key + "\" is not a page number");
      return result;
    };
    return Jump{page("to"), page("from")};
  }

  std::vector<Block> blocks(const dom::object& record, const char* key, const std::string& source) const {
    std::vector<Block> result;
    const auto list = array(record, key);
    if (!list) return result;
    for (const dom::element item : *list) {
      const std::string name = std::string(key) + "[" + std::to_string(result.size()) + "]";
      dom::object object;
      if (item.get(object)) fail(name + " is not an object");
      Block block;
      block.role = string(object, "role").value_or("");
      block.text = string(object, "text");
      block.group = string(object, "group").value_or("");
      block.source = file_name(string(object, "source").value_or(""));
      if (block.source.empty() && source.empty() && !value(record, "source")) fail("no \"source\"");
      add(std::move(block), object, name, result);
    }
    return result;
  }

  // A block of an issue may have spans in several files; it then counts as a block of each, its text
  // undecided.
  void add(Block whole, const dom::object& object, const std::string& name,
           std::vector<Block>& result) const {
    const auto list = array(object, "spans");
    if (!list || list->size() == 0) fail(name + " has no \"spans\"");
    const std::size_t first = result.size();
    for (const dom::element item : *list) {
      dom::array span_array;
      Span span;
      std::string_view source = whole.source;
      if (item.get(span_array) || span_array.size() < 2 || span_array.size() > 3 ||
          span_array.at(0).get(span.begin) || span_array.at(1).get(span.end) || span.begin > span.end ||
          (span_array.size() == 3 && span_array.at(2).get(source)))
        fail(name + " has a span that is not [begin,end]");
      const std::string file = file_name(std::string(source));
      auto block = std::find_if(result.begin() + static_cast<std::ptrdiff_t>(first), result.end(),
                                [&](const Block& b) { return b.source == file; });
      if (block == result.end()) {
        block = result.insert(result.end(), whole);
        block->source = file;
      }
      block->spans.push_back(span);
    }
    if (result.size() == first + 1) return;
    result[first].whole = whole.text;
    for (std::size_t i = first; i < result.size(); ++i) result[i].text.reset();
  }

  std::string place_;
  dom::element element_;
};

// An OUT made from standard input does not know the name of its page.
bool nameless(const std::vector<std::string>& sources) {
  return sources.size() == 1 && (sources.front().empty() || sources.front() == "-");
}

std::optional<double> quotient(std::size_t part, std::size_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

Prf& operator+=(Prf& sum, const Prf& more) {
  sum.right += more.right;
  sum.wrong += more.wrong;
  sum.missed += more.missed;
  return sum;
}

Share& operator+=(Share& sum, const Share& more) {
  sum.count += more.count;
  sum.of += more.of;
  return sum;
}

}  // namespace

Records read_records(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  if (!file || std::filesystem::is_directory(path) || (bytes << file.rdbuf(), file.bad()))
    throw Unreadable("cannot read " + path.string());
  return parse_records(bytes.str(), path.string());
}

Records parse_records(std::string_view text, const std::string& where) {
  Records records;
  dom::parser parser;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    const std::string place = where + ":" + std::to_string(number);
    dom::element element;
    if (const auto error = parser.parse(line.data(), line.size()).get(element))
      throw Invalid(place + ": not JSON: " + simdjson::error_message(error));
    records.push_back(RecordReader(place, element).read());
  }
  return records;
}

std::vector<std::string> pages_of(const Records& records) {
  std::vector<std::string> result;
  std::set<std::string> seen;
  const auto add = [&](const std::string& name) {
    if (seen.insert(name).second) result.push_back(name);
  };
  for (const Record& record : records) {
    if (record.blocks.empty() && record.lifted.empty()) add(record.source);
    for (const auto* blocks : {&record.blocks, &record.lifted})
      for (const Block& block : *blocks) add(block.source.empty() ? record.source : block.source);
  }
  return result;
}

std::optional<double> precision(const Prf& count) { return quotient(count.right, count.right + count.wrong); }
std::optional<double> recall(const Prf& count) { return quotient(count.right, count.right + count.missed); }
std::optional<double> f1(const Prf& count) {
  return quotient(2 * count.right, 2 * count.right + count.wrong + count.missed);
}
std::optional<double> ratio(const Share& share) { return quotient(share.count, share.of); }

Scores& operator+=(Scores& sum, const Scores& more) {
  sum.pages += more.pages;
  sum.units += more.units;
  sum.gold_articles += more.gold_articles;
  sum.out_articles += more.out_articles;
  sum.seams += more.seams;
  sum.lifted_seams += more.lifted_seams;
  sum.open_seams += more.open_seams;
  sum.left_in_flow += more.left_in_flow;
  sum.glue += more.glue;
  sum.starts += more.starts;
  sum.pk += more.pk;
  sum.window_diff += more.window_diff;
  for (const auto& [role, count] : more.roles) sum.roles[role] += count;
  sum.lifted_kinds += more.lifted_kinds;
  for (const auto& [name, field] : more.fields) {
    sum.fields[name].all += field.all;
    sum.fields[name].filled += field.filled;
  }
  sum.jumps += more.jumps;
  sum.edits += more.edits;
  sum.characters += more.characters;
  sum.open_ends += more.open_ends;
  sum.gold_open_ends += more.gold_open_ends;
  sum.uncovered += more.uncovered;
  sum.doubled += more.doubled;
  sum.unsourced.insert(sum.unsourced.end(), more.unsourced.begin(), more.unsourced.end());
  sum.findings.insert(sum.findings.end(), more.findings.begin(), more.findings.end());
  return sum;
}

std::vector<Scores> score_pages(const Records& gold, const Records& out, const Sources& sources) {
  const std::vector<std::string> names = pages_of(gold), out_names = pages_of(out);
  const bool one_page = names.size() == 1 && nameless(out_names);
  std::vector<Scores> result;
  for (const std::string& name : names) {
    std::optional<std::string> text = sources(name);
    const bool utf8 = !text || simdjson::validate_utf8(text->data(), text->size());
    if (!utf8) text.reset();
    result.push_back(PageScore(name, gold, out, one_page ? out_names.front() : name, text).take());
    if (!utf8) result.back().unsourced = {name + " (it is not UTF-8)"};
  }
  return result;
}

Scores score(const Records& gold, const Records& out, const Sources& sources) {
  Scores sum;
  for (const Scores& page : score_pages(gold, out, sources)) sum += page;
  return sum;
}

std::vector<std::string> not_in_gold(const Records& gold, const Records& out) {
  const std::vector<std::string> names = pages_of(gold), out_names = pages_of(out);
  if (names.size() == 1 && nameless(out_names)) return {};
  std::vector<std::string> result;
  for (const std::string& name : out_names)
    if (std::find(names.begin(), names.end(), name) == names.end()) result.push_back(name);
  return result;
}

}  // namespace eval
