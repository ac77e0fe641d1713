// width: full- and half-width punctuation by context, for Chinese text.
//
// A half-width comma in Chinese is nearly always a full-width one that was squeezed in print and misread
// (GB/T 15834: all marks but - / · are one em wide). What a mark is depends on what stands left and right of
// it, and paired marks are decided as a pair over the whole paragraph. One row of kRows for each mark; C is
// Chinese or a full-width mark, D a digit, A a Latin letter, | an edge of the paragraph.
//
// Leaves alone: 3.14, 1,000, 10:30, 3:2, URLs, e-mail, J.F., English sentences inside Chinese, -10℃, a quote
// without its partner. Spaces between Chinese and Latin are never added.

#include <array>
#include <utility>
#include <vector>

#include "filters/common.h"
#include "unicode/chars.h"
#include "unicode/forms.h"

namespace clean {
namespace {

enum Reason : std::uint8_t {
  kMark,
  kBracket,
  kQuote,
  kTitle,
  kDash,
  kEllipsis,
  kRange,
  kDot,
  kAscii,
  kUnhalved,
  kInNumber,
  kSpace,
};
constexpr std::string_view kReasons[] = {
    "a half-width mark in Chinese text",
    "a pair of brackets in Chinese text",
    "a pair of quotation marks in Chinese text",
    "a title in 《》",
    "a dash, ——",
    "an ellipsis, ……",
    "from a number to a number, ～",
    "the dot between the parts of a name, ·",
    "a full-width digit or letter",
    "a half-width form of a Chinese or Japanese character",
    "a full-width mark inside a number",
    "a space of another width",
};

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// One paragraph as characters, and what is to become of them.
class Paragraph {
 public:
  // `half_stops`: the page ends its sentences with half-width full stops. `head`: a line of a head.
  Paragraph(std::string_view text, TextAt base, bool half_stops, bool head)
      : base_(base), half_stops_(half_stops), head_(head) {
    for (std::size_t at = 0; at < text.size();) {
      const auto from = static_cast<std::uint32_t>(at);
      const char32_t c = next(text, at);
      const std::uint16_t k = classes_of(c);
      if (const std::uint32_t rows = rows_of(c, k)) {
        asking_.push_back({static_cast<std::uint32_t>(chars_.size()), rows});
        asked_ |= rows;
      }
      chars_.push_back({c, from, k});
      (k & kCjk ? cjk_ : k & kLatin ? latin_ : other_) += 1;
    }
    end_ = static_cast<std::uint32_t>(text.size());
    free_.assign(chars_.size(), true);
    full_.assign(chars_.size(), false);
  }

  void propose(Decisions& out);

 private:
  struct Char {
    char32_t c;
    std::uint32_t at;
    std::uint16_t classes;
  };
  struct Change {
    std::size_t from, to;  // characters
    std::u32string with;
    Reason reason;
  };
  struct Asking {  // a character that a rule may change
    std::uint32_t at, rows;
  };
  static constexpr std::uint32_t kBrackets = 1u << 31, kTitles = 1u << 30, kQuotes = 1u << 29,
                                 kReversed = 1u << 28, kAddress = 1u << 27;
  struct Row {
    std::u32string_view marks;
    void (Paragraph::*rule)(std::size_t);
  };

  // ---- what stands around a mark

  std::size_t size() const { return chars_.size(); }
  char32_t at(std::size_t i) const { return i < size() ? chars_[i].c : 0; }
  bool is_a(std::size_t i, unsigned classes) const {
    return i < size() && (chars_[i].classes & classes) != 0;
  }
  bool digit(std::size_t i) const { return is_a(i, kDigit); }
  bool latin(std::size_t i) const { return is_a(i, kLatin | kLetter); }
  bool han(std::size_t i) const { return is_a(i, kHan | kKana); }
  // C: Chinese, a full-width mark, or a half-width one that has just been made full.
  bool chinese(std::size_t i) const {
    return i < size() && (han(i) || full(i) || ((chars_[i].classes & kWide) && !latin(i) && !digit(i)));
  }
  bool full(std::size_t i) const { return i < size() && full_[i]; }  // has just been made full-width
  bool edge(std::size_t i) const { return i >= size(); }
  // The nearest character that is no space; kNone beyond the edge.
  std::size_t left(std::size_t i) const {
    while (i-- > 0) {
      if (!is_a(i, kBlank)) return i;
    }
    return kNone;
  }
  std::size_t right(std::size_t i) const {
    while (++i < size()) {
      if (!is_a(i, kBlank)) return i;
    }
    return kNone;
  }

  // ---- what is to become of it

  void change(std::size_t from, std::size_t to, std::u32string_view with, Reason reason) {
    for (std::size_t i = from; i < to; ++i) {
      if (!free_[i]) return;
    }
    bool same = to - from == with.size();
    for (std::size_t i = from; same && i < to; ++i) same = chars_[i].c == with[i - from];
    if (same) return;
    for (std::size_t i = from; i < to; ++i) {
      free_[i] = false;
      full_[i] = !with.empty() && is(with[0], kWide);
    }
    changes_.push_back({from, to, std::u32string(with), reason});
  }

  // The full form of an ASCII mark, with the space that a typist puts behind half-width marks.
  void widen(std::size_t i) {
    const std::size_t r = right(i);
    const bool space = at(i + 1) == U' ' && (edge(r) || !latin(r));
    const char32_t full = at(i) == U'.' ? U'。' : full_form(at(i));
    change(i, i + 1 + space, std::u32string_view(&full, 1), kMark);
  }

  void ask(std::size_t row, std::size_t i);
  static std::uint32_t rows_of(char32_t c, std::uint16_t classes);
  void protect_addresses();
  void pair_brackets();
  void pair_titles();
  void pair_quotes();
  void turn_reversed_quotes();
  void comma(std::size_t i);
  void stop(std::size_t i);
  void colon(std::size_t i);
  void question(std::size_t i);
  void dash(std::size_t i);
  void range(std::size_t i);
  void ellipsis(std::size_t i);
  void name_dot(std::size_t i);
  void narrow(std::size_t i);
  void narrow_mark(std::size_t i);
  void unhalve(std::size_t i);
  void misread_comma(std::size_t i);
  void blank(std::size_t i);

  static const std::array<Row, 13> kRows;

  std::vector<Char> chars_;
  std::vector<Asking> asking_;
  std::uint32_t asked_ = 0;
  std::vector<std::size_t> again_;  // characters beside a change
  std::uint32_t end_ = 0;
  TextAt base_;
  bool half_stops_, head_;
  std::uint32_t cjk_ = 0, latin_ = 0, other_ = 0;
  std::vector<bool> free_, full_;
  std::vector<Change> changes_;
};

// Order matters where a mark could be two things: "..." is no three full stops.
const std::array<Paragraph::Row, 13> Paragraph::kRows = {{
    {U".。·・‥…．", &Paragraph::ellipsis},
    {U"-－─―ー—–", &Paragraph::dash},
    {U"~〜∼˜", &Paragraph::range},
    {U",;", &Paragraph::comma},
    {U".", &Paragraph::stop},
    {U":", &Paragraph::colon},
    {U"?!", &Paragraph::question},
    {U"•‧・･", &Paragraph::name_dot},
    {U"．：，／－", &Paragraph::narrow_mark},
    {U"､｡｢｣", &Paragraph::unhalve},
    {U"丶", &Paragraph::misread_comma},
    {U"\u00A0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000", &Paragraph::blank},
    {U"", &Paragraph::narrow},  // full-width digits and letters, half-width katakana: by class, below
}};

void Paragraph::propose(Decisions& out) {
  if (cjk_ == 0 || cjk_ * 8 < latin_) return;  // an English paragraph keeps its marks
  if (asked_ & kAddress) protect_addresses();
  // A mark made full-width is Chinese to its neighbours: pairs are asked again, and single marks beside a
  // change.
  constexpr int kRounds = 3;
  for (int round = 0; round < kRounds; ++round) {
    const std::size_t before = changes_.size();
    if (asked_ & kBrackets) pair_brackets();
    if (asked_ & kTitles) pair_titles();
    if (asked_ & kQuotes) pair_quotes();
    if (asked_ & kReversed) turn_reversed_quotes();
    if (round > 0 && changes_.size() == before) break;
    for (std::size_t r = 0; r < kRows.size(); ++r) {
      if ((asked_ & 1u << r) == 0) continue;
      for (const Asking& a : asking_) {
        if ((a.rows & 1u << r) != 0) ask(r, a.at);
      }
    }
    while (!again_.empty()) {
      const std::size_t i = again_.back();
      again_.pop_back();
      const std::uint32_t rows = rows_of(at(i), chars_[i].classes);
      for (std::size_t r = 0; r < kRows.size(); ++r) {
        if ((rows & 1u << r) != 0) ask(r, i);
      }
    }
  }
  std::string with;
  for (const Change& c : changes_) {
    with.clear();
    for (const char32_t ch : c.with) append(with, ch);
    const std::uint32_t to = c.to < size() ? chars_[c.to].at : end_;
    out.replace({{base_.byte + chars_[c.from].at}, {base_.byte + to}}, with, c.reason,
                c.reason == kQuote ? 0.95 : 0.99);
  }
}

void Paragraph::ask(std::size_t row, std::size_t i) {
  if (!free_[i]) return;
  const std::size_t before = changes_.size();
  (this->*kRows[row].rule)(i);
  if (changes_.size() == before) return;
  for (const std::size_t neighbour : {left(changes_.back().from), right(changes_.back().to - 1)}) {
    if (neighbour < size() && free_[neighbour]) again_.push_back(neighbour);
  }
}

// Which rows and pairs a character asks, by bit. Han ask none, and are nearly all.
std::uint32_t Paragraph::rows_of(char32_t c, std::uint16_t classes) {
  if ((classes & (kHan | kLatin | kDigit)) != 0 && (classes & kFullwidth) == 0 && c != U'丶') return 0;
  std::uint32_t rows = 0;
  for (std::size_t r = 0; r < kRows.size(); ++r) {
    if (kRows[r].marks.find(c) != std::u32string_view::npos) rows |= 1u << r;
  }
  if ((classes & kFullwidth) != 0 || (c >= 0xFF66 && c <= 0xFF9F)) rows |= 1u << (kRows.size() - 1);
  if (c == U'(' || c == U')') rows |= kBrackets;
  if (c == U'<' || c == U'>') rows |= kTitles;
  if (c == U'"' || c == U'\'') rows |= kQuotes;
  if (c == U'”') rows |= kReversed;
  if (c == U'/' || c == U'@' || c == U'.') rows |= kAddress;
  return rows;
}

// Nothing changes inside a URL, an e-mail address, a file name with www.
void Paragraph::protect_addresses() {
  const auto part = [&](std::size_t i) {
    const char32_t c = at(i);
    return i < size() && c < 0x7F &&
           (is(c, kLatin | kDigit) ||
            std::u32string_view(U"./:?&=_%#@~+-").find(c) != std::u32string_view::npos);
  };
  for (std::size_t i = 0; i < size(); ++i) {
    if (!part(i)) continue;
    std::size_t end = i;
    std::u32string token;
    while (part(end)) token += at(end++);
    if (token.find(U"://") != token.npos || token.find(U"www.") != token.npos ||
        (token.find(U'@') != token.npos && token.find(U'@') > 0 && latin(end - 1))) {
      // A full stop or question mark at its end is the sentence's.
      while (end > i && std::u32string_view(U".?:").find(at(end - 1)) != std::u32string_view::npos) --end;
      for (std::size_t k = i; k < end; ++k) free_[k] = false;
    }
    i = end > i ? end - 1 : i;
  }
}

// ( ): full-width if Chinese stands inside, before, or (at the start of a line) behind. DF-5(B), f(x) and
// World Trade Organization (WTO) stay: a Latin word before, and nothing Chinese inside.
void Paragraph::pair_brackets() {
  std::vector<std::size_t> open;
  std::vector<std::uint32_t> chinese_before(size() + 1, 0);
  for (std::size_t i = 0; i < size(); ++i) chinese_before[i + 1] = chinese_before[i] + chinese(i);
  for (std::size_t i = 0; i < size(); ++i) {
    const char32_t c = at(i);
    if (c == U'(' || c == U'（') open.push_back(i);
    if ((c != U')' && c != U'）') || open.empty()) continue;
    const std::size_t from = open.back();
    open.pop_back();
    if (!free_[from] || !free_[i]) continue;
    if (at(from) == U'（' && c == U'）') continue;
    // Chinese inside, or its partner is full-width already.
    const bool inside = at(from) == U'（' || c == U'）' || chinese_before[i] > chinese_before[from + 1];
    const std::size_t l = left(from), r = right(i);
    const bool before = chinese(l);
    const bool behind = edge(l) && chinese(r) && !(from + 2 == i && digit(from + 1));
    if (!inside && !before && !behind) continue;
    const bool space_before = from > 0 && at(from - 1) == U' ' && han(l) && han(from + 1);
    change(from - space_before, from + 1, U"（", kBracket);
    const bool space_behind = at(i + 1) == U' ' && (han(r) || digit(r));
    change(i, i + 1 + space_behind, U"）", kBracket);
  }
}

// <人民日报> and <<…>> and 《红楼梦>: a title, if what stands between is Chinese and short.
void Paragraph::pair_titles() {
  constexpr std::size_t kLongestTitle = 40;
  for (std::size_t i = 0; i < size(); ++i) {
    if (at(i) != U'<' && at(i) != U'《') continue;
    const std::size_t from = i;
    std::size_t begin = i + 1;
    if (at(i) == U'<' && at(i + 1) == U'<') ++begin;
    bool has_chinese = false;
    std::size_t k = begin;
    for (; k < size() && k - begin <= kLongestTitle; ++k) {
      if (at(k) == U'>' || at(k) == U'》' || at(k) == U'<' || at(k) == U'《') break;
      has_chinese = has_chinese || han(k);
    }
    if (!has_chinese || (at(k) != U'>' && at(k) != U'》')) continue;
    const std::size_t end = at(k) == U'>' && begin - from == 2 && at(k + 1) == U'>' ? k + 2 : k + 1;
    change(from, begin, U"《", kTitle);
    change(k, end, U"》", kTitle);
    i = k;
  }
}

// " and ': in pairs over the whole paragraph. An odd one leaves them all as they are.
void Paragraph::pair_quotes() {
  for (const auto& [straight, open, close] : {std::tuple{U'"', U'“', U'”'}, std::tuple{U'\'', U'‘', U'’'}}) {
    std::vector<std::size_t> marks;
    for (std::size_t i = 0; i < size(); ++i) {
      if (at(i) != straight || !free_[i]) continue;
      if (straight == U'\'' && i > 0 && latin(i - 1) && latin(i + 1)) continue;     // don't
      if (straight == U'\'' && digit(i + 1) && digit(i + 2)) continue;              // '98
      if (i > 0 && digit(i - 1) && !chinese(right(i)) && straight == U'"') return;  // inches
      marks.push_back(i);
    }
    if (marks.size() % 2 != 0) continue;
    bool fits = true;
    for (std::size_t m = 0; m < marks.size() && fits; m += 2) {
      const std::size_t from = marks[m], to = marks[m + 1];
      bool inside = false;
      for (std::size_t k = from + 1; k < to; ++k) inside = inside || chinese(k);
      const std::size_t l = left(from), r = right(to);
      const bool opens = edge(l) || chinese(l) || is_a(l, kPunct | kOpener) || at(from - 1) == U' ';
      const bool closes =
          edge(r) || chinese(r) || is_a(r, kPunct | kCloser) || at(to + 1) == U' ' || is_a(left(to), kPunct);
      fits = from + 1 < to && opens && closes && (inside || chinese(l) || chinese(r));
    }
    if (!fits) continue;
    for (std::size_t m = 0; m < marks.size(); m += 2) {
      const char32_t o = open, c = close;
      change(marks[m], marks[m] + 1, std::u32string_view(&o, 1), kQuote);
      change(marks[m + 1], marks[m + 1] + 1, std::u32string_view(&c, 1), kQuote);
    }
  }
}

// ”团结就是力量“: the wrong way round where nothing was open before, and all that stands between is one
// phrase.
void Paragraph::turn_reversed_quotes() {
  constexpr std::size_t kLongestPhrase = 40;
  for (std::size_t i = 0; i < size(); ++i) {
    if (at(i) == U'“') {  // in order: on to its partner
      while (i < size() && at(i) != U'”') ++i;
      continue;
    }
    if (at(i) != U'”') continue;
    const std::size_t l = left(i);
    if (!edge(l) && !is_a(l, kPunct)) continue;  // may close a quotation from the paragraph before
    std::size_t k = i + 1;
    while (k < size() && k - i <= kLongestPhrase && at(k) != U'“' && at(k) != U'”' && at(k) != U'。') ++k;
    if (at(k) != U'“' || k == i + 1) continue;
    change(i, i + 1, U"“", kQuote);
    change(k, k + 1, U"”", kQuote);
    i = k;
  }
}

// , ; full-width with C on the left, or Chinese on the right. 1,000 stays.
void Paragraph::comma(std::size_t i) {
  const std::size_t l = left(i), r = right(i);
  if (i > 0 && digit(i - 1) && digit(i + 1) && digit(i + 2) && digit(i + 3) && !digit(i + 4)) return;
  if (edge(l)) return;
  const bool word_left = latin(l) || digit(l), word_right = latin(r) || digit(r);
  // Behind the comma of an English sentence stands a space.
  const bool bare = at(i + 1) != U' ' && word_left && word_right && !(digit(l) && digit(r));
  const bool fits = chinese(l)   ? han(l) || full(l) || !latin(r)
                    : chinese(r) ? han(r) || !word_left
                                 : bare || (!word_left && word_right);
  if (fits) widen(i);
}

// . full-width behind Chinese at the end of something. Between two Han it may be the dot of a name: only
// where the page ends its sentences so. 21. stays: a list number, or a misread 1 (newspapers.md section 22).
void Paragraph::stop(std::size_t i) {
  const std::size_t l = left(i), r = right(i);
  if (edge(l) || l + 1 != i) return;
  // A number ends the paragraph of a page that ends its sentences so; "21." alone is a list number.
  const bool number = half_stops_ && digit(l) && edge(r) && size() > 20;
  const bool sentence = number || han(l) || full(l) || is_a(l, kCloser) || at(l) == U'…' || at(l) == U'℃' ||
                        (at(l) == U'%' && (edge(r) || chinese(r)));
  if (!sentence || latin(l)) return;
  const bool ends =
      edge(r) || (at(i + 1) == U' ' && !latin(r)) || is_a(r, kOpener | kCloser) || at(r) == U'"';
  if (ends || half_stops_) widen(i);
}

// : full-width with C on a side, but 10:30, 3:2, https:
void Paragraph::colon(std::size_t i) {
  const std::size_t l = left(i), r = right(i);
  if ((i > 0 && digit(i - 1) && digit(i + 1)) || at(i + 1) == U'/') return;
  if (chinese(l) || han(r) || full(r) || (!latin(l) && chinese(r))) widen(i);
}

// ? ! full-width behind C; ?! as one.
void Paragraph::question(std::size_t i) {
  const std::size_t l = left(i);
  if (chinese(l)) widen(i);
}

// -- ── ―― ーー －－ — —: a dash is two ems. One alone is a hyphen, a minus or a range and stays.
void Paragraph::dash(std::size_t i) {
  const char32_t c = at(i);
  if (i > 0 && at(i - 1) == c) return;
  std::size_t end = i;
  while (at(end) == c || (c == U'—' && at(end) == U' ' && at(end + 1) == U'—')) ++end;
  const std::size_t count = end - i;
  if (count < 2 || count > 4 || (c == U'—' && count == 2)) return;
  if (c == U'ー' && (is_a(i - 1, kKana) || is_a(end, kKana))) return;
  const std::size_t l = left(i), r = right(end - 1);
  if ((edge(l) || chinese(l)) && (edge(r) || chinese(r) || (latin(r) && chinese(l))) &&
      !(edge(l) && edge(r))) {
    change(i, end, U"——", kDash);
  }
}

// ~ between two quantities: 2级~3级, 3%~5%, -10℃~-1℃.
void Paragraph::range(std::size_t i) {
  if (i == 0 || edge(i + 1)) return;
  const char32_t l = at(i - 1);
  const bool unit = i > 1 && han(i - 1) && digit(i - 2);  // 2级~3级; in 全程~30公里 it means about
  const bool quantity = digit(i - 1) || l == U'%' || l == U'℃' || l == U'°' || unit ||
                        (han(i - 1) && han(i + 1)) ||
                        (i > 1 && at(i - 2) == U'°' && (l == U'C' || l == U'F'));
  const bool next_quantity =
      digit(i + 1) || (at(i + 1) == U'-' && digit(i + 2)) || (han(i - 1) && han(i + 1));
  if (quantity && next_quantity) change(i, i + 1, U"～", kRange);
}

// ... 。。。 ··· ‥‥: six dots, behind Chinese or at the edge of a quotation. Not the leaders of a table.
void Paragraph::ellipsis(std::size_t i) {
  const char32_t c = at(i);
  if (i > 0 && at(i - 1) == c) return;
  std::size_t end = i;
  while (at(end) == c) ++end;
  const std::size_t count = end - i;
  const std::size_t least = c == U'‥' ? 2 : 3;
  if (count < least || count > 8 || (c == U'…' && count == 2)) return;
  const std::size_t l = left(i), r = right(end - 1);
  if (chinese(l) || (edge(l) && chinese(r)) || at(l) == U'"') change(i, end, U"……", kEllipsis);
}

// 马克•吐温: between Han the dot of a name is · (U+00B7). At the start of a line • is a bullet.
void Paragraph::name_dot(std::size_t i) {
  if (i > 0 && han(i - 1) && han(i + 1) && !is_a(i - 1, kKana)) change(i, i + 1, U"·", kDot);
}

// ０．７４％, １０：３０, １，０００, －５, １／３: marks of numbers set full-width follow their digits.
void Paragraph::narrow_mark(std::size_t i) {
  const auto full_digit = [&](std::size_t k) { return digit(k) && at(k) > 0x7F; };
  const bool left_digit = i > 0 && digit(i - 1), right_digit = digit(i + 1);
  const bool full = (i > 0 && full_digit(i - 1)) || full_digit(i + 1);
  const char32_t narrow = ascii_form(at(i));
  bool fits = false;
  switch (at(i)) {
    case U'．':
      fits = left_digit && right_digit;
      break;
    case U'：':
      fits = left_digit && right_digit && full;
      break;
    case U'／':
      fits = left_digit && right_digit && full;
      break;
    case U'，':
      fits = left_digit && full && digit(i + 1) && digit(i + 2) && digit(i + 3) && !digit(i + 4);
      break;
    case U'－':
      fits = !left_digit && full_digit(i + 1) && (i == 0 || !is_a(i - 1, kLatin));
      break;
    default:
      break;
  }
  if (fits) change(i, i + 1, std::u32string_view(&narrow, 1), kInNumber);
}

// １９９８年, ＡＰＰ, ％: one width for digits and letters, the one that searches find.
void Paragraph::narrow(std::size_t i) {
  const char32_t narrow = ascii_form(at(i));
  if (narrow != 0 && (is_a(i, kDigit | kLatin) || narrow == U'%' || narrow == U'+')) {
    change(i, i + 1, std::u32string_view(&narrow, 1), kAscii);
  } else if (at(i) >= 0xFF66) {
    unhalve(i);
  }
}

// ､｡｢｣ and half-width katakana, a voicing mark with the letter before it (ｶﾞ gives ガ).
void Paragraph::unhalve(std::size_t i) {
  const char32_t full = unhalved(at(i));
  if (full == 0 || at(i) > 0xFF9F) return;
  const char32_t mark = at(i + 1);
  // か to が is one code point on, は to ぱ two: the order of the kana block.
  const bool voiced =
      mark == 0xFF9E && ((full >= U'カ' && full <= U'ト') || (full >= U'ハ' && full <= U'ホ'));
  const bool half_voiced = mark == 0xFF9F && full >= U'ハ' && full <= U'ホ';
  const char32_t with = full + (voiced ? 1 : half_voiced ? 2 : 0);
  change(i, i + 1 + (voiced || half_voiced), std::u32string_view(&with, 1), kUnhalved);
}

// 丶 (U+4E36, a stroke) between Han is a misread 、.
void Paragraph::misread_comma(std::size_t i) {
  if (i > 0 && han(i - 1) && han(i + 1)) change(i, i + 1, U"、", kMark);
}

// Spaces of other widths are an extraction's doing; U+3000 separates the parts of a headline, and in verse it
// stays.
void Paragraph::blank(std::size_t i) {
  if (at(i) == U'\u3000' && !head_) return;
  std::size_t end = i + 1;
  while (at(end) == at(i)) ++end;
  change(i, end, U" ", kSpace);
}

// Marks that this filter may make of one another.
constexpr std::pair<std::u32string_view, char32_t> kShapes[] = {
    {U"。…‥·・•‧", U'.'}, {U"“”", U'"'},     {U"‘’", U'\''},  {U"《〈", U'<'},
    {U"》〉", U'>'},      {U"─―ー—–", U'-'}, {U"〜∼˜", U'~'}, {U"丶", U'、'},
};

// A mark may only become the same mark in another width or its partner in shape: fold both and compare.
std::u32string folded(std::string_view text) {
  std::u32string f;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next(text, at);
    if (c >= 0xFF61 && c <= 0xFF9F && unhalved(c) != 0) c = unhalved(c);
    if (c == U'\u3099' || c == U'\u309A') {
      if (!f.empty()) f.back() += c == U'\u3099' ? 1 : 2;
      continue;
    }
    if (const char32_t ascii = ascii_form(c)) c = ascii;
    for (const auto& [shapes, shape] : kShapes) {
      if (shapes.find(c) != std::u32string_view::npos) c = shape;
    }
    if (is(c, kBlank)) continue;
    const bool run = c == U'.' || c == U'-' || c == U'<' || c == U'>';
    if (!(run && !f.empty() && f.back() == c)) f += c;
  }
  return f;
}

bool may_replace(std::string_view before, std::string_view after) { return folded(before) == folded(after); }

class Width final : public Filter {
 public:
  void propose(const Document& document, const Facts& facts, Decisions& out) const override {
    const auto blocks = document.blocks();
    for (const PageFacts& page : facts.pages()) {
      // A page that ends no sentence with 。 but some with . behind Han ends them all so.
      std::uint32_t half = 0, full = 0;
      for (std::size_t i = page.first; i < page.end; ++i) {
        full += facts.line(i).last_core == U'。';
        half += facts.line(i).last_core == U'.';
      }
      for (std::size_t i = page.first; i < page.end; ++i) {
        // Tables keep their columns; what belongs to the page and not to the text stays as printed.
        const Role role = blocks[i].role;
        if (role == Role::table || (lifted(role) && role != Role::caption)) continue;
        if (!has_trigger(document.text(blocks[i]))) continue;
        Paragraph(document.text(blocks[i]), blocks[i].at.begin, half > full, head(role)).propose(out);
      }
    }
  }

 private:
  // Most lines of clean text have none of the marks of kRows: do not decode those.
  static bool has_trigger(std::string_view text) {
    static constexpr std::array<bool, 256> kTrigger = [] {
      std::array<bool, 256> t{};
      for (const char c : {',', ';', ':', '.', '?', '!', '(', ')', '<', '>', '"', '\'', '-', '~'}) {
        t[static_cast<unsigned char>(c)] = true;
      }
      t[0xC2] = true;  // no-break space, ·
      t[0xCB] = true;  // ˜
      t[0xE2] = true;  // “ ” • ‧ ― ─ ∼ …, spaces
      t[0xEF] = true;  // full- and half-width forms
      return t;
    }();
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto b = static_cast<unsigned char>(text[i]);
      if (!kTrigger[b]) {
        // What begins with E3 is mostly 、 and 。.
        if (b != 0xE3 && b != 0xE4) continue;
        const std::string_view rest = text.substr(i);
        for (const char* mark : {"。。", "・", "〜", "ーー", "\u3000", "丶"}) {
          if (rest.starts_with(mark)) return true;
        }
        continue;
      }
      return true;
    }
    return false;
  }
};

}  // namespace

extern const FilterRow kWidth;
const FilterRow kWidth = {
    .name = "width",
    .summary = "full- and half-width punctuation by context",
    .reasons = kReasons,
    .evidence = {},
    .touches = {.replaces = true,
                .may_replace = may_replace,
                .words =
                    "width and shape of punctuation, full-width digits and letters, half-width katakana"},
    .make = make<Width>,
};

}  // namespace clean
