#include "survey/rows.h"

#include "unicode/chars.h"

namespace clean {
namespace {

constexpr std::size_t kLongest = 160;  // bytes of a row
constexpr int kMostParts = 16;         // words and figures of one: two bits each
constexpr int kMostBehindLeaders = 6;  // 14 » à 21 »

bool dot(char32_t c) { return c == U'.' || c == U'…' || c == U'·' || c == U'‥' || c == U'．'; }

// How many dots follow each other from line[at] on, an ellipsis for three; moves behind them.
int dots_at(std::string_view line, std::size_t& at) {
  int dots = 0;
  while (at < line.size()) {
    std::size_t behind = at;
    const char32_t c = next(line, behind);
    if (!dot(c)) break;
    dots += c == U'…' ? 3 : c == U'‥' ? 2 : 1;
    at = behind;
  }
  return dots;
}

// Dots from line[at] on that lead to what stands at the end of the line: four, or three with blanks between.
// Moves behind dots of any kind; false for those that lead nowhere.
bool leaders_at(std::string_view line, std::size_t& at) {
  int dots = 0, runs = 0;
  for (std::size_t to = at; to < line.size();) {
    std::size_t behind = to;
    if (is(next(line, behind), kBlank)) {
      to = behind;
      continue;
    }
    const int run = dots_at(line, to);
    if (run == 0) break;
    dots += run;
    ++runs;
    at = to;
  }
  return dots >= 4 || (dots == 3 && runs == 3);
}

// A word up to the next blank, or to dots that lead on from it: Hafer.....160
std::string_view word_at(std::string_view line, std::size_t& at) {
  const std::size_t begin = at;
  while (at < line.size()) {
    std::size_t behind = at;
    if (is(next(line, behind), kBlank)) break;
    std::size_t behind_dots = at;
    const int dots = dots_at(line, behind_dots);
    if (dots >= 4) break;
    at = dots > 0 ? behind_dots : behind;
  }
  return line.substr(begin, at - begin);
}

enum class Kind : std::uint8_t { word, figure, ditto, mark };

struct Word {
  Kind kind = Kind::mark;
  bool digits = false;       // some
  bool only_digits = false;  // nothing else
  bool open = false;         // a comma behind it, as in a sentence
};

// 12, 41:60, 4,100; $7.45@7.75 -2° 3.75g are figures; 12日 and 3rd-class are words. » " — - stand for a
// figure: the same as above, or none.
Word read_word(std::string_view text, bool behind_figure) {
  std::size_t chars = 0, digits = 0, letters = 0, cjk = 0;
  for (std::size_t at = 0; at < text.size(); ++chars) {
    const char32_t c = next(text, at);
    digits += is(c, kDigit);
    letters += is(c, kLatin | kLetter);
    cjk += is(c, kCjk);
  }
  constexpr std::u32string_view kDittos = U"»”\"„—–-";
  const bool ditto = behind_figure && kDittos.find(first_char(text)) != kDittos.npos;
  const Kind kind = cjk > 0                      ? Kind::word
                    : digits > 0 && letters <= 3 ? Kind::figure
                    : digits > 0 || letters > 0  ? Kind::word
                    : ditto                      ? Kind::ditto
                                                 : Kind::mark;
  return {kind, digits > 0, digits == chars, text.ends_with(',') || text.ends_with(';')};
}

}  // namespace

TableRow table_row(std::string_view line) {
  if (line.size() > kLongest) return {};
  enum : std::uint32_t { kNothing, kWords, kFigure } last = kNothing;
  TableRow row;
  Word word;
  std::string_view before;
  bool digits = false, leaders = false, led_to_figure = false;
  int parts = 0, beside = 0;         // beside: figures next to each other, up to here
  int behind = 0, words_behind = 0;  // the leaders
  for (std::size_t at = 0; at < line.size();) {
    std::size_t to = at;
    const char32_t c = next(line, to);
    if (is(c, kBlank)) {
      at = to;
      continue;
    }
    if (dot(c)) {
      if (leaders_at(line, at)) {
        leaders = true;
        beside = behind = words_behind = 0;
      }
      before = {};
      continue;
    }
    const std::string_view text = word_at(line, at);
    const bool whole = word.only_digits && before.size() <= 3 && !before.empty();
    word = read_word(text, last == kFigure || (leaders && behind == 0));
    // 412 000 is one figure.
    const bool thousands =
        whole && word.only_digits && text.size() == 3 && before.data() + before.size() + 1 == text.data();
    before = text;
    digits = digits || word.digits;
    if (leaders && behind++ == 0) led_to_figure = word.digits || word.kind == Kind::ditto;
    words_behind += leaders && word.kind == Kind::word && !word.digits;
    if (word.kind == Kind::mark || thousands) continue;
    if (word.kind == Kind::word) {
      beside = 0;
      if (last == kWords) continue;
      last = kWords;
    } else {
      ++beside;
      row.beside = row.beside || beside >= 2;
      row.figures = static_cast<std::uint8_t>(row.figures + (word.kind == Kind::figure));
      last = kFigure;
    }
    row.order = row.order << 2 | last;
    if (++parts > kMostParts) return {};
  }
  row.leaders = led_to_figure && behind <= kMostBehindLeaders && words_behind <= 1;
  row.columns = beside >= 2 && row.figures >= 2 && !word.open;
  // Running text goes on with a small letter.
  const bool goes_on = !row.leaders && is(first_char(line), kLower);
  return digits && !goes_on && (row.leaders || row.figures >= 2) ? row : TableRow{};
}

Alike alike(const TableRow& a, const TableRow& b) {
  if (a.order == 0 || b.order == 0) return Alike::no;
  if ((a.leaders && b.leaders) || (a.columns && b.columns)) return Alike::yes;
  if (a.order != b.order || a.figures != b.figures) return Alike::no;
  return a.beside && b.beside ? Alike::yes : Alike::perhaps;
}

bool heads_columns(std::string_view line, const TableRow& row) {
  if (line.size() > kLongest) return false;
  std::size_t words = 0, letters = 0, cjk = 0;
  bool inside = false;
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = next(line, at);
    const bool blank = is(c, kBlank);
    words += !blank && !inside;
    inside = !blank;
    letters += is(c, kWord);
    cjk += is(c, kCjk);
  }
  // Three letters each; in Chinese, Japanese and Korean five characters for three words.
  const bool short_words = cjk * 2 > letters ? letters * 3 <= words * 5 : letters <= words * 3;
  return words >= 3 && words >= row.figures && short_words;
}

}  // namespace clean
