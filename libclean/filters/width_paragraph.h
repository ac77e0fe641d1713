// One paragraph as characters, and what `width` makes of its marks: single ones by the rows of
// width_marks.cpp, paired ones in width_pairs.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "filters/common.h"
#include "unicode/chars.h"

namespace clean::width {

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
  // Notes: reported, never applied.
  kNoPartner,
  kStraight,
  kNested,
  kYear,
  kTwice,
  kStopOrDot,
};

inline constexpr std::u32string_view kHanNumerals = U"〇零一二三四五六七八九十百千万两○";

// Whose marks a text has. GB/T 15834 in the People's Republic; 「」 and the handbook of the Ministry of
// Education in Taiwan, the same in Hong Kong; a text of another language keeps its marks.
enum Norm : std::uint8_t { kHans = 1, kHant = 2, kForeign = 4 };

// What is true of the paragraph's page, and where the paragraph stands.
struct Setting {
  const Document* document;
  std::size_t block;
  Norm norm;
  bool half_stops;  // the page ends its sentences with half-width full stops
  bool mixed;       // some of its sentences
  bool head;        // a line of a head
};

// Reused from paragraph to paragraph: its memory is most of what it costs.
class Paragraph {
 public:
  void propose(std::string_view text, TextAt base, const Setting& setting, Decisions& out);

  // Whether anything in the text may ask a row or a pair.
  static bool asks(std::string_view text);

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
                                 kAddress = 1u << 28, kPartners = 1u << 27;
  struct Row {
    std::u32string_view marks;
    void (Paragraph::*rule)(std::size_t);
    std::uint8_t norms;
  };
  class RowsOf;

  void read(std::string_view text, TextAt base, const Setting& setting);

  // ---- what stands around a mark

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t size() const { return chars_.size(); }
  char32_t at(std::size_t i) const { return i < size() ? chars_[i].c : 0; }
  bool is_a(std::size_t i, unsigned classes) const {
    return i < size() && (chars_[i].classes & classes) != 0;
  }
  bool one_of(std::size_t i, std::u32string_view marks) const {
    return i < size() && marks.find(chars_[i].c) != std::u32string_view::npos;
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
  std::size_t digits_left(std::size_t i) const;   // how many digits end before i
  std::size_t digits_right(std::size_t i) const;  // how many digits begin behind i
  std::size_t word_start(std::size_t end) const;
  bool stands_in_chinese(std::size_t end) const;
  bool between_names(std::size_t i) const;
  bool ends_clause(std::size_t i) const;
  bool between_clauses(std::size_t i) const;
  bool list_number(std::size_t i) const;
  bool time_of_day(std::size_t i) const;
  bool score(std::size_t i) const;

  // ---- what is to become of it

  void change(std::size_t from, std::size_t to, std::u32string_view with, Reason reason);
  void change(std::size_t i, char32_t with, Reason reason) { change(i, i + 1, {&with, 1}, reason); }
  void note(std::size_t i, char32_t with, Reason reason);
  void widen(std::size_t i);

  void ask(std::size_t row, std::size_t i);
  void protect_addresses();
  void read_style();

  // ---- width_pairs.cpp

  enum class Shape : std::uint8_t { straight, opener, closer };
  struct Quote {
    std::size_t i;
    Shape shape;
    bool opens;  // as it is read
  };
  struct QuoteKind {
    char32_t straight, wide, open, close;
  };
  static const std::array<QuoteKind, 2> kQuoteKinds;
  void pair_brackets();
  void pair_titles();
  void pair_quotes();
  void pair_quotes(std::size_t kind);
  void collect_quotes(std::size_t kind);
  bool in_order(bool open_before, std::size_t kind);
  bool alternate(bool open_before, std::size_t kind);
  bool fits(std::size_t opener, std::size_t closer) const;
  bool may_turn(std::size_t opener, std::size_t closer) const;
  bool can_open(std::size_t i) const;
  bool can_close(std::size_t i) const;
  bool surely_opens(std::size_t i) const;
  bool surely_closes(std::size_t i) const;
  bool carried_on() const;
  bool goes_on() const;
  bool list_mark(std::size_t closer) const;
  bool more_numbers(std::size_t i) const;
  void note_quotes(std::size_t kind);
  void note_partners();

  // ---- width_marks.cpp, a rule for each row

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
  void gap(std::size_t i);
  void twice(std::size_t i);
  void year(std::size_t i);

  static const std::array<Row, 17> kRows;

  std::vector<Char> chars_;
  std::vector<Asking> asking_;
  std::uint32_t asked_ = 0;
  std::vector<std::size_t> again_;  // characters beside a change
  std::uint32_t end_ = 0;
  TextAt base_{};
  Setting setting_{};
  std::uint32_t cjk_ = 0, hangul_ = 0, latin_ = 0;  // hangul_ is part of cjk_
  bool half_end_ = false, half_commas_ = false;
  std::vector<char> free_, full_;
  std::vector<Change> changes_, notes_;
  std::vector<Quote> quotes_;
  std::vector<std::size_t> open_;
  std::vector<std::uint32_t> chinese_before_;
  std::array<bool, 2> quotes_done_{};
  std::array<std::size_t, 2> doubtful_quote_{};
};

}  // namespace clean::width
