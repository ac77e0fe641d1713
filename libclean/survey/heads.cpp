#include "survey/heads.h"

#include <algorithm>
#include <bitset>
#include <cmath>
#include <string>

#include "unicode/chars.h"
#include "unicode/fold.h"

namespace clean {
namespace {

// A line of a head follows its opening or another line of it, and nothing else.
bool may_follow(std::size_t from, std::size_t to) {
  return static_cast<HeadPart>(to) != HeadPart::head || static_cast<HeadPart>(from) == HeadPart::opening ||
         static_cast<HeadPart>(from) == HeadPart::head;
}

using Scores = std::array<double, kParts>;

// How likely each part is by the rows that hold, and the likeliest is 1.
std::vector<Scores> by_rows(std::span<const RowSet> rows, const HeadWeights& w) {
  std::vector<Scores> likely(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    PartScores sum{};
    rows[i].for_each([&](std::size_t row) {
      for (std::size_t p = 0; p < kParts; ++p) sum[p] += w.rows[row][p];
    });
    const float most = *std::max_element(sum.begin(), sum.end());
    for (std::size_t p = 0; p < kParts; ++p)
      likely[i][p] = std::exp(static_cast<double>(sum[p] - most)) + 1e-30;
  }
  return likely;
}

HeadReading read(std::vector<Scores> likely, std::span<const std::uint8_t> allowed, const HeadWeights& w) {
  const std::size_t n = likely.size();
  std::vector<Scores> forward(n), backward(n);
  std::array<Scores, kParts> step{};
  for (std::size_t from = 0; from < kParts; ++from) {
    for (std::size_t to = 0; to < kParts; ++to)
      step[from][to] = may_follow(from, to) ? std::exp(static_cast<double>(w.steps[from][to])) : 0;
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t p = 0; p < kParts; ++p) {
      if (!(allowed[i] >> p & 1)) likely[i][p] = 0;
    }
  }
  const auto scale = [](Scores& s) {
    double sum = 0;
    for (const double x : s) sum += x;
    for (double& x : s) x /= sum;
  };
  std::vector<std::array<std::uint8_t, kParts>> came_from(n);
  Scores best{};
  for (std::size_t i = 0; i < n; ++i) {
    Scores next_best{};
    for (std::size_t to = 0; to < kParts; ++to) {
      double sum = i == 0 ? 1 : 0, most = i == 0 ? 1 : -1;
      for (std::size_t from = 0; i > 0 && from < kParts; ++from) {
        sum += forward[i - 1][from] * step[from][to];
        if (best[from] * step[from][to] > most) {
          most = best[from] * step[from][to];
          came_from[i][to] = static_cast<std::uint8_t>(from);
        }
      }
      forward[i][to] = sum * likely[i][to];
      next_best[to] = most * likely[i][to];
    }
    scale(forward[i]);
    scale(next_best);
    best = next_best;
  }
  HeadReading reading;
  reading.parts.resize(n);
  reading.starts.resize(n);
  if (n == 0) return reading;
  backward[n - 1].fill(1);
  for (std::size_t i = n - 1; i-- > 0;) {
    for (std::size_t from = 0; from < kParts; ++from) {
      for (std::size_t to = 0; to < kParts; ++to)
        backward[i][from] += step[from][to] * likely[i + 1][to] * backward[i + 1][to];
    }
    scale(backward[i]);
  }
  for (std::size_t i = 0; i < n; ++i) {
    Scores together{};
    for (std::size_t p = 0; p < kParts; ++p) together[p] = forward[i][p] * backward[i][p];
    scale(together);
    const double opening = together[static_cast<std::size_t>(HeadPart::opening)],
                 lead = together[static_cast<std::size_t>(HeadPart::lead)];
    // Text without a head above it has little to show that it begins something: that must be likelier still.
    constexpr double kLeadAlone = 0.75;
    reading.starts[i] = static_cast<float>(opening + lead);
    if (opening < lead && opening + lead < kLeadAlone && allowed[i] != (allowed[i] & kStarting))
      reading.starts[i] = std::min(reading.starts[i], 0.49f);
  }
  auto part = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t i = n; i-- > 0;) {
    reading.parts[i] = static_cast<HeadPart>(part);
    part = came_from[i][part];
  }
  return reading;
}

// The first row holds for any block: it says nothing to a reader.
std::vector<RowSet> shown(std::span<const RowSet> rows) {
  std::vector<RowSet> evidence(rows.begin(), rows.end());
  for (RowSet& row : evidence) row.words[0] &= ~std::uint64_t{1};
  return evidence;
}

}  // namespace

HeadReading read_heads(std::span<const RowSet> rows, std::span<const std::uint8_t> allowed,
                       const HeadWeights& w) {
  HeadReading reading = read(by_rows(rows, w), allowed, w);
  reading.evidence = shown(rows);
  return reading;
}

namespace {

constexpr std::size_t kFirstBytes = 360;  // of a block: its first words

// Which pairs of neighbouring characters texts have, by a hash: none that they have is missing.
class Pairs {
 public:
  void add(std::string_view text, std::size_t bytes) {
    char32_t last = 0;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next(text, at);
      if (at > bytes) return;
      there_.set(hash(last, c));
      last = c;
    }
  }
  bool may_have(char32_t a, char32_t b) const { return there_[hash(a, b)]; }

 private:
  static std::size_t hash(char32_t a, char32_t b) { return (a * 61 + b) % 2048; }
  std::bitset<2048> there_;
};

// Two different pairs of neighbouring characters of the line stand in the first words of these blocks.
// Chinese characters, Korean syllables or katakana: most words have two.
bool pairs_again(const Line& line, std::span<const Unit> blocks) {
  const auto kind = [](char32_t c) { return classes_of(c) & (c < U'ァ' ? kHan | kHangul : kCjk); };
  Pairs there;
  for (const Unit& u : blocks) there.add(u.line->text, kFirstBytes);
  std::size_t found = 0, before = 0;
  char32_t last = 0;
  for (std::size_t at = 0; at < line.text.size() && found < 2;) {
    const std::size_t begin = at;
    const char32_t c = next(line.text, at);
    if (there.may_have(last, c) && kind(c) != 0 && kind(last) == kind(c)) {
      const std::string_view pair = line.text.substr(before, at - before);
      found += std::any_of(blocks.begin(), blocks.end(), [&](const Unit& u) {
        return u.line->text.substr(0, kFirstBytes).find(pair) != std::string_view::npos;
      });
    }
    before = begin;
    last = c;
  }
  return found >= 2;
}

// The words of four letters and more, without what is bent at their ends: vote, voted, votes.
std::vector<std::string> longer_words(std::string_view text) {
  constexpr std::size_t kShortest = 4, kStem = 6;
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t begin = at, end = at;
    while (at < text.size() && is(next(text, at), kLatin | kLetter | kMark)) end = at;
    const std::string_view word = text.substr(begin, end - begin);
    if (count_chars(word) >= kShortest) words.emplace_back(folded(first_chars(word, kStem)));
  }
  return words;
}

// Two longer words of the line, or its only one, stand in the first words of these blocks.
bool words_again(const Line& line, std::span<const Unit> blocks) {
  const std::vector<std::string> words = longer_words(line.text);
  if (words.empty()) return false;
  std::vector<std::string> there;
  for (const Unit& u : blocks) {
    std::string_view text = u.line->text.substr(0, kFirstBytes);
    if (text.size() == kFirstBytes) text = text.substr(0, text.rfind(' ') + 1);  // no half character
    for (std::string& word : longer_words(text)) there.push_back(std::move(word));
  }
  const auto found = std::count_if(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(there.begin(), there.end(), word) != there.end();
  });
  return found >= 2 || (found == 1 && words.size() == 1);
}

}  // namespace

Press press_of(bool old, std::string_view language) {
  if (old) return Press::old;
  if (language.empty() || language.starts_with("zh")) return Press::modern;
  return language == "ja" ? Press::japanese : language == "ko" ? Press::korean : Press::alphabetic;
}

HeadFlow::HeadFlow(const Document& document, const Facts& facts, Press press)
    : document_(document), press_(press) {
  const auto blocks = document.blocks();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (lifted(blocks[i].role)) continue;
    numbers_.push_back(i);
    blocks_.push_back(blocks[i]);
    lines_.push_back(facts.line(i));
  }
  // The text begins with the first, whoever says so. What is left apart over a page turn begins something,
  // too.
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const bool turns = i == 0 || blocks_[i].page != blocks_[i - 1].last_page;
    units_.push_back({&blocks_[i], &lines_[i], blocks_[i].starts || turns, press == Press::old});
  }
  find_words_again();
  if (!facts.pages().empty()) page_ = facts.pages().front();
  // More than half of the lines stand in a column that is known.
  const auto known = std::count_if(lines_.begin(), lines_.end(),
                                   [](const Line& l) { return l.in_column.setting != Setting::unknown; });
  if (press == Press::alphabetic && static_cast<std::size_t>(known) * 2 > lines_.size())
    press_ = Press::placed;
}

void HeadFlow::find_words_again() {
  again_.resize(units_.size(), {Again::not_asked, Again::not_asked});
  for (std::size_t i = 0; i < units_.size(); ++i) {
    const bool title = titles(units_[i]) || titles_with_comma(units_[i]);
    units_[i].again_before = title && again(i, false);
    units_[i].again_behind = title && again(i, true);
  }
}

bool HeadFlow::again(std::size_t unit, bool behind) {
  Again& found = again_[unit][behind];
  if (found == Again::not_asked) {
    const std::size_t from = behind ? unit + 1 : unit > 2 ? unit - 2 : 0;
    const std::size_t to = behind ? std::min(units_.size(), unit + 3) : unit;
    const std::span<const Unit> near = std::span(units_).subspan(from, to - from);
    const Line& line = lines_[unit];
    found = (line.alphabetic() ? words_again(line, near) : pairs_again(line, near)) ? Again::yes : Again::no;
  }
  return found == Again::yes;
}

HeadReading HeadFlow::read() {
  const HeadWeights& w = head_weights(press_);
  constexpr float kSure = 0.5f, kTurned = 0.8f;
  constexpr int kMostReadings = 6;
  HeadReading reading;
  std::vector<float> starts(units_.size(), 0);
  std::vector<RowSet> rows = head_rows(units_, page_);
  std::vector<Scores> likely = by_rows(rows, w);
  for (int readings = 0; readings < kMostReadings; ++readings) {
    // What is sure enough to start an article is taken to do so, which may make others sure.
    for (bool more = true; more;) {
      more = false;
      const HeadReading open = clean::read(likely, allowed_parts(units_), w);
      for (std::size_t i = 0; i < units_.size(); ++i) {
        starts[i] = std::max(starts[i], open.starts[i] * !units_[i].starts);
        if (units_[i].starts || open.starts[i] < kSure) continue;
        units_[i].starts = more = true;
      }
    }
    std::vector<std::uint8_t> allowed = allowed_parts(units_);
    for (std::size_t i = 0; i < units_.size(); ++i) {
      if (!units_[i].starts) allowed[i] &= static_cast<std::uint8_t>(~kStarting);
    }
    const HeadReading before = std::move(reading);
    reading = clean::read(likely, allowed, w);
    reading.evidence = shown(rows);
    if (reading.parts == before.parts) break;
    stand(reading);
    std::vector<RowSet> standing = head_rows(units_, page_);
    if (standing == rows) break;
    rows = std::move(standing);
    likely = by_rows(rows, w);
  }
  for (std::size_t i = 0; i < units_.size(); ++i) {
    if (units_[i].starts && starts[i] < kSure) starts[i] = kTurned;  // it did before heads were read
  }
  reading.starts = std::move(starts);
  return reading;
}

// The layout as the text output will have it (formats/text_writer.cpp): a page for each article, the lines of
// a head together, short lines together that stood together, an empty line between all others.
void HeadFlow::stand(const HeadReading& reading) {
  std::uint32_t article = 0;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    Block& b = blocks_[i];
    const bool in_head = reading.parts[i] == HeadPart::head && !units_[i].starts;
    const bool set = block(i).gap == 0 && i > 0 && stay_together(lines_[i], lines_[i - 1]);
    article += units_[i].starts;
    b.gap = units_[i].starts || in_head || set ? 0 : 1;
    b.indent = 0;
    b.page = b.last_page = article;
    lines_[i].run_cells = 0;
    lines_[i].set_apart = lines_[i].in_table = lines_[i].head_stack = false;
  }
  const std::vector<PageFacts> pages = survey_layout(blocks_, lines_);
  if (!pages.empty()) page_ = pages.front();
  find_words_again();
}

}  // namespace clean
