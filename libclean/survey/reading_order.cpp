#include "survey/reading_order.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "unicode/chars.h"
#include "unicode/fold.h"

namespace clean {
namespace {

// ---- how two lines meet

struct Meeting {
  const Line &above, &below;
  bool capital_nouns;
  const DocumentWords& document;
  const Words& words;

  bool open() const { return !above.terminal; }
  bool small() const { return is(below.first_letter, kLower); }
  bool capital() const { return is(below.first_letter, kLatin) && !small(); }
  bool hyphen() const {
    std::size_t at = above.text.size();
    if (above.cjk > 0 || at == 0 || !hyphen_mark(previous(above.text, at))) return false;
    return at > 0 && is(last_char(above.text.substr(0, at)), kLatin | kLetter);
  }
  bool characters() const { return is(above.last, kHan | kKana) && is(below.first, kHan | kKana); }
  bool known() const {  // the two halves of a word that stands elsewhere, whole
    std::size_t end = above.text.size();
    previous(above.text, end);
    std::size_t begin = end, to = 0;
    for (std::size_t at = end; at > 0 && is(previous(above.text, at), kLatin | kLetter | kMark);) begin = at;
    for (std::size_t at = 0; at < below.text.size() && is(next(below.text, at), kLatin | kLetter | kMark);)
      to = at;
    std::string word(above.text.substr(begin, end - begin));
    word += below.text.substr(0, to);
    constexpr std::size_t kFewest = 5;  // letters: short words turn up anywhere in bad OCR
    return count_chars(word) >= kFewest && document.count(folded(word)) > 0;
  }
};

struct Row {
  std::string_view name;
  float weight;
  bool (*holds)(const Meeting&);
};

// The first that holds counts. Weights are log ratios of how often a row holds for lines that follow each
// other in one column, and for lines of two columns; the counts of both, at the right, are those of
// `bench/fit order`.
constexpr std::array kRows = {
    Row{"a divided word that the document has elsewhere", 4.2f,  // 758 / 11

        [](const Meeting& m) { return m.hyphen() && m.small() && m.known(); }},
    Row{"a hyphen, then a small letter", 0,  // 939 / 964: any line may begin with a small letter
        [](const Meeting& m) { return m.hyphen() && m.small(); }},
    Row{"a hyphen, then no small letter", -2.0f,  // 112 / 834
        [](const Meeting& m) { return m.hyphen(); }},
    Row{"a dictionary word stands across two lines", 2.3f,  // 1,992 / 207

        [](const Meeting& m) { return m.characters() && m.words.straddle(m.above.text, m.below.text); }},
    Row{"no dictionary word stands across two lines", -0.4f,  // 3,799 / 5,592
        [](const Meeting& m) { return m.characters(); }},
    Row{"the end of a sentence, then a small letter", -2.5f,  // 71 / 882

        [](const Meeting& m) { return !m.open() && m.small(); }},
    Row{"the end of a sentence, then a capital", 0.7f,  // 1,550 / 770
        [](const Meeting& m) { return !m.open() && m.capital(); }},
    Row{"an open end, then a small letter", 0.1f,  // 6,189 / 5,577
        [](const Meeting& m) { return m.small(); }},
    Row{"an open end, then a capital, where nouns have one", 0,  // 1,698 / 1,729

        [](const Meeting& m) { return m.capital() && m.capital_nouns; }},
    Row{"an open end, then a capital", -0.35f,  // 1,305 / 1,853
        [](const Meeting& m) { return m.capital(); }},
    Row{"lines that show nothing", 0, [](const Meeting&) { return true; }},
};

constexpr auto kEvidence = [] {
  std::array<Evidence, kRows.size()> evidence{};
  for (std::size_t i = 0; i < kRows.size(); ++i) evidence[i] = {kRows[i].name, kRows[i].weight};
  return evidence;
}();

// That a file is in order is a thousand times likelier than that it is not: a wrong move parts what belongs
// together.
constexpr double kTrust = -6.9;

// ---- where lines stand

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kShort = 3;  // lines of a stretch that stands in turn with others
constexpr std::size_t kMostAcross =
    64;                         // lines that are looked at for the one below: no page has more columns
constexpr float kFarthest = 5;  // lines of white space that a column may have inside
constexpr float kNext = 1.8f;   // from line to line of one text, in usual lines

struct Printed {
  std::size_t block;
  std::uint32_t sheet;
  Box box;  // from its first line to its last
  std::size_t above = kNone, below = kNone;
};

float bottom(const Box& b) { return b.top + b.height; }

bool one_column(const Box& a, const Box& b) {
  const float shared = std::min(a.left + a.width, b.left + b.width) - std::max(a.left, b.left);
  return shared * 2 > std::min(a.width, b.width);
}

float median(std::vector<float>& values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::vector<Printed> printed_lines(const Document& document) {
  std::vector<Printed> lines;
  const auto blocks = document.blocks();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Placement *first = document.place(blocks[i]), *last = document.last_place(blocks[i]);
    if (!first || !last || first->box.empty() || last->box.empty() || first->sheet != last->sheet) continue;
    if (lifted(blocks[i].role)) continue;
    Box box = first->box;
    box.height = std::max(bottom(last->box) - box.top, box.height);
    lines.push_back({i, first->sheet, box});
  }
  return lines;
}

// Finds for each line the one below it in its column, as seen from both. Gives the usual way from line to
// line.
float find_columns(std::vector<Printed>& lines) {
  std::vector<std::size_t> down(lines.size());
  for (std::size_t i = 0; i < down.size(); ++i) down[i] = i;
  std::sort(down.begin(), down.end(), [&](std::size_t a, std::size_t b) {
    const Printed &x = lines[a], &y = lines[b];
    if (x.sheet != y.sheet) return x.sheet < y.sheet;
    return x.box.top != y.box.top ? x.box.top < y.box.top : a < b;
  });
  const auto under = [&](const Printed& a, const Printed& b) {
    return b.box.top > a.box.top + a.box.height / 2 && one_column(a.box, b.box);
  };
  std::vector<float> ways;
  for (std::size_t n = 0; n < down.size(); ++n) {
    Printed& line = lines[down[n]];
    for (std::size_t k = n + 1; k < down.size() && k <= n + kMostAcross; ++k) {
      if (lines[down[k]].sheet != line.sheet) break;
      if (!under(line, lines[down[k]])) continue;
      line.below = down[k];
      ways.push_back(lines[down[k]].box.top - bottom(line.box) +
                     std::min(line.box.height, lines[down[k]].box.height));
      break;
    }
    for (std::size_t k = n; k-- > 0 && k + kMostAcross >= n;) {
      if (lines[down[k]].sheet != line.sheet) break;
      if (!under(lines[down[k]], line)) continue;
      line.above = down[k];
      break;
    }
  }
  const float way = median(ways);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].below == kNone) continue;
    const Printed& next = lines[lines[i].below];
    if (next.above != i || next.box.top - bottom(lines[i].box) > kFarthest * way) lines[i].below = kNone;
  }
  return way;
}

// A stretch of lines that the file has somewhere else than below the line it is printed below.
struct Candidate {
  std::size_t above, first, end;  // in the printed lines
  bool alone;                     // one of the two stretches is long
};

}  // namespace

std::size_t meeting(const Line& above, const Line& below, bool capital_nouns, const DocumentWords& document,
                    const Words& words) {
  const Meeting m{above, below, capital_nouns, document, words};
  std::size_t row = 0;
  while (!kRows[row].holds(m)) ++row;
  return row;
}

std::span<const Evidence> meeting_evidence() { return kEvidence; }

std::vector<Displaced> displaced(const Document& document, const Facts& facts) {
  std::vector<Displaced> found;
  if (document.places().empty()) return found;
  std::vector<Printed> lines = printed_lines(document);
  std::size_t tall = 0;
  for (const Printed& l : lines) tall += l.box.height > l.box.width;
  if (lines.size() < 3 || tall * 2 > lines.size())
    return found;  // columns of vertical text stand side by side
  const float way = find_columns(lines);

  std::vector<std::size_t> begins(lines.size()), ends(lines.size());  // of the stretch each line is in
  for (std::size_t i = 0; i < lines.size(); ++i)
    begins[i] = i > 0 && lines[i - 1].below == i ? begins[i - 1] : i;
  for (std::size_t i = lines.size(); i-- > 0;) ends[i] = lines[i].below == i + 1 ? ends[i + 1] : i + 1;
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t below = lines[i].below;
    if (below == kNone || below <= i + 1) continue;
    const bool alone = i + 1 - begins[i] > kShort || ends[below] - below > kShort;
    candidates.push_back({i, below, ends[below], alone});
  }
  if (candidates.empty()) return found;

  const DocumentWords words(document);
  const auto meet = [&](std::size_t above, std::size_t below) {
    const std::size_t block = lines[above].block;
    return meeting(facts.line(block), facts.line(lines[below].block), facts.page_of(block).capital_nouns,
                   words, facts.words());
  };
  // Lines in turn are judged together: those of which one stands between another and the line below that.
  for (std::size_t c = 0; c < candidates.size();) {
    std::size_t upto = candidates[c].first, last = c + 1;
    while (!candidates[c].alone && last < candidates.size() && !candidates[last].alone &&
           candidates[last].above < upto) {
      upto = std::max(upto, candidates[last++].first);
    }
    double sum = kTrust;
    EvidenceSet evidence;
    for (std::size_t k = c; k < last; ++k) {
      const auto [above, first, end, alone] = candidates[k];
      if (lines[first].box.top - bottom(lines[above].box) + lines[above].box.height > kNext * way) continue;
      const std::size_t below = meet(above, first), behind = meet(above, above + 1);
      sum += kRows[below].weight - kRows[behind].weight;
      if (kRows[below].weight != kRows[behind].weight) evidence.set(below);
    }
    for (std::size_t k = c; k < last; ++k) {
      const Candidate& x = candidates[k];
      found.push_back({lines[x.first].block, lines[x.end - 1].block + 1, lines[x.above].block,
                       1 / (1 + std::exp(-sum)), evidence, !x.alone});
    }
    c = last;
  }
  std::sort(found.begin(), found.end(),
            [](const Displaced& a, const Displaced& b) { return a.first < b.first; });
  return found;
}

}  // namespace clean
