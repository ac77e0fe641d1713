// ○ for 〇, 一 for —, ー for 一: print sets them alike, and OCR and typists take one for the other
// (newspapers.md section 19). What stands around the shape decides, and only these contexts are certain:
//
//   〇   二○○八年, 一九八0年代, 三○六医院: Chinese digits on both sides, or before it and 年 月 日 号 behind
//   —   1949一1986年, 10月1日一7日, 10一15人: from a number to a greater one, or to one of the same unit
//   一   第ー届, 十ー月, 统ー, ー个: where only 一 makes a word
//   ——   一一 at the start of a line that says what it is: 一一新乡县翟坡镇调查
//
// Leaves alone: any line with kana; 王○○ and ○○一 (a name that is not told), 第○号 (a form), ○ before a line
// (a bullet), 二○○ alone (a name or a number), 100 and 2008; 3一2 and 0373一3051234 (a score, a telephone: a
// hyphen, if anything); 一一列举; 北京ー上海 (from a place to a place). Doubled ー ― ─ － are `width`'s.

#include "filters/misread.h"

#include <string>
#include <vector>

#include "unicode/chars.h"

namespace clean {
namespace {

using Set = std::u32string_view;

bool in(Set set, char32_t c) { return c != 0 && set.find(c) != Set::npos; }

constexpr Set kDigits = U"一二三四五六七八九〇零";
constexpr Set kCircles = U"○◯";
constexpr Set kZeros = U"0０";
constexpr Set kLetters = U"OoＯ";
constexpr Set kOnes = U"ーｰㄧ";      // that are no Chinese at all
constexpr Set kDashes = U"―─－—";    // that may be what they look like
constexpr Set kRanges = U"一ーｰ―─";  // for —, between Arabic numbers
constexpr Set kPoints = U".．,，:：";

// One line, decoded, with a few characters of the lines around it.
class Shapes {
 public:
  Shapes(std::string_view line, std::string_view before, std::string_view behind) : line_(line) {
    constexpr std::size_t kAround = 6;
    const std::string_view left = last_chars(before, kAround), right = first_chars(behind, kAround);
    for (std::size_t at = 0; at < left.size();) add(next(left, at), 0);
    begin_ = chars_.size();
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t from = at;
      add(next(line, at), from);
    }
    end_ = chars_.size();
    for (std::size_t at = 0; at < right.size();) add(next(right, at), line.size());
  }

  template <class Edit>
  void read(const Edit& edit) const {
    if (!chinese_) return;
    std::size_t i = begin_;
    if (const std::size_t dash = opening_dash()) {
      put(i, i + dash, U"——", Shape::dash, edit);
      i += dash;
    }
    while (i < end_) {
      if (range(i)) {
        put(i, i + 1, U"—", Shape::range, edit);
      } else if (const std::size_t behind = number(i, edit); behind > i) {
        i = behind;
        continue;
      } else if (one(i)) {
        put(i, i + 1, U"一", Shape::one, edit);
      }
      ++i;
    }
  }

 private:
  void add(char32_t c, std::size_t at) {
    const bool kana = is(c, kKana) && !in(kOnes, c);
    const bool bopomofo = c >= 0x3105 && c <= 0x312F && c != U'ㄧ';
    chinese_ = chinese_ && !kana && !bopomofo;
    chars_ += c;
    at_.push_back(at);
  }

  char32_t at(std::size_t i) const { return i < chars_.size() ? chars_[i] : 0; }
  static bool arabic(char32_t c) { return is(c, kDigit); }
  // Behind the characters of a set that begin at i.
  template <class Is>
  std::size_t over(std::size_t i, const Is& part) const {
    while (i < chars_.size() && part(chars_[i])) ++i;
    return i;
  }

  template <class Edit>
  void put(std::size_t from, std::size_t to, std::u32string_view with, Shape shape, const Edit& edit) const {
    std::string text;
    for (const char32_t c : with) append(text, c);
    edit(at_[from], to < end_ ? at_[to] : line_.size(), text, shape);
  }

  // ---- 〇

  // The number of Chinese digits and what looks like 〇 that begins at i; what is behind it, or i.
  template <class Edit>
  std::size_t number(std::size_t i, const Edit& edit) const {
    const auto zero = [](char32_t c) { return in(kCircles, c) || in(kZeros, c) || in(kLetters, c); };
    if (!in(kCircles, at(i)) && !in(kDigits, at(i)) && i != begin_) return i;
    if (!zero(at(i)) && !in(kDigits, at(i))) return i;
    std::size_t first = i;
    while (first > 0 && i == begin_ && (zero(at(first - 1)) || in(kDigits, at(first - 1)))) --first;
    const std::size_t end = over(i, [&](char32_t c) { return zero(c) || in(kDigits, c); });
    if (in(kCircles, at(first)) && first == begin_) ++first;  // a bullet
    const Set token = Set(chars_).substr(first, end - first);
    const char32_t behind = at(end);
    const auto foreign = [](char32_t c) { return is(c, kDigit | kLatin); };
    if (token.size() < 2 || !in(kDigits, token[0]) || foreign(behind) ||
        (first > 0 && foreign(at(first - 1))) || (in(kPoints, behind) && arabic(at(end + 1)))) {
      return end;
    }
    const bool year = token.size() == 4 && behind == U'年' && in(U"一二", token[0]);
    const bool decade = token.size() == 2 && behind == U'年' && at(end + 1) == U'代';
    std::size_t last = token.size();  // behind the last digit that is one for sure
    while (!in(kDigits, token[last - 1])) --last;
    bool inside = false;
    for (const char32_t c : token.substr(0, last)) inside = inside || zero(c);
    // 王一○年仅二十: an age behind a name that is not told.
    const bool age = token.size() == 2 && in(U"仅约近满龄纪轻幼方", at(end + 1));
    const bool counted = in(U"年月日号", behind) && !age;
    for (std::size_t k = 0; k < token.size(); ++k) {
      const char32_t c = token[k];
      const std::size_t place = first + k;
      if (!zero(c) || place < begin_ || place >= end_ || (place == begin_ && in(kCircles, c))) continue;
      const bool certain = year || (!in(kLetters, c) && (decade || inside || (in(kCircles, c) && counted)));
      if (certain) put(place, place + 1, U"〇", Shape::zero, edit);
    }
    return std::min(end, end_);
  }

  // ---- —

  struct Number {
    double value = 0;
    std::size_t from = 0, to = 0;
    std::size_t size() const { return to - from; }
  };
  // The Arabic number in [from, to), which is all digits and decimal points.
  Number value(std::size_t from, std::size_t to) const {
    Number n{0, from, to};
    double unit = 1;
    bool point = false;
    for (std::size_t i = from; i < to; ++i) {
      if (!arabic(at(i))) {
        point = true;
        continue;
      }
      const auto digit = static_cast<double>(at(i) > 0x7F ? at(i) - U'０' : at(i) - U'0');
      if (point) unit /= 10;
      n.value = point ? n.value + digit * unit : n.value * 10 + digit;
    }
    return n;
  }
  bool of_number(char32_t c) const { return arabic(c) || c == U'.' || c == U'．'; }

  // From a number to a number: 1949一1986, 10一15人, 3日一5日, 10月1日一11月7日.
  bool range(std::size_t i) const {
    if (!in(kRanges, at(i)) || i == 0 || !arabic(at(i + 1))) return false;
    constexpr std::size_t kLongest = 8;
    const std::size_t right_end = over(i + 1, [&](char32_t c) { return of_number(c); });
    const Number right = value(i + 1, right_end);
    std::size_t unit = i;  // where the unit of the left number begins
    while (unit > 0 && i - unit < 2 && !arabic(at(unit - 1)) && unit_like(at(unit - 1))) --unit;
    std::size_t from = unit;
    while (from > 0 && unit - from <= kLongest && of_number(at(from - 1))) --from;
    if (from == unit || unit - from > kLongest || right.size() > kLongest || !arabic(at(from))) return false;
    const char32_t before = from > 0 ? at(from - 1) : 0, behind = at(right_end);
    // 3一5一8, GB一1999, 1,000一2,000: no range of two numbers, or not where it seems to begin.
    const bool point_before = from > 1 && in(kPoints, before) && arabic(at(from - 2));
    const bool point_behind = in(kPoints, behind) && arabic(at(right_end + 1));
    if (is(before, kLatin) || in(kRanges, before) || in(kDashes, before) || before == U'-' || point_before ||
        in(kRanges, behind) || is(behind, kLatin) || point_behind) {
      return false;
    }
    const Number left = value(from, unit);
    if (unit == i) {
      const bool years = left.size() == 4 && right.size() == 4 && left.value >= 1000 && right.value <= 2100;
      constexpr Set kCounted = U"年月日时点岁人名元万亿倍天周个米吨度级届%％℃";
      return left.value < right.value &&
             (years || (in(kCounted, behind) && left.size() <= 4 && right.size() <= 4));
    }
    // The unit again, perhaps behind greater ones: 1日一11月7日.
    const Set name = Set(chars_).substr(unit, i - unit);
    std::size_t at_unit = right_end;
    for (int greater = 0; greater < 2 && Set(chars_).substr(at_unit, name.size()) != name; ++greater) {
      if (!in(U"年月", at(at_unit))) return false;
      const std::size_t digits = at_unit + 1;
      at_unit = over(digits, arabic);
      if (at_unit == digits) return false;
    }
    return Set(chars_).substr(at_unit, name.size()) == name;
  }
  static bool unit_like(char32_t c) { return (is(c, kHan) && !in(kRanges, c)) || in(U"%％℃", c); }

  // ---- 一

  bool one(std::size_t i) const {
    const char32_t c = at(i);
    const bool strange = in(kOnes, c);  // as a dash it would be wrong, too
    if (!strange && !in(kDashes, c)) return false;
    const char32_t p = i > 0 ? at(i - 1) : 0, n = at(i + 1), nn = at(i + 2);
    const auto line = [](char32_t x) { return in(kOnes, x) || in(kDashes, x); };
    if (line(p) || line(n)) return false;
    if (p == U'第' && in(U"届次个条章节版期批名位季步轮组产线书代时", n)) return true;
    if (p == U'十' && in(U"月日号届条", n)) return true;
    if (!strange) return false;
    const bool edge = !is(n, kWord);
    if (p == U'第') return is(n, kHan) && !in(kDigits, n) && n != U'十';
    if (in(U"唯逐", p)) return edge || is(n, kHan);
    if (in(U"之每某", p)) return (p == U'之' && edge) || is(n, kHan);
    // 总统ー…, 传统ー… may be a dash
    if (p == U'统') return (edge || is(n, kHan)) && !(i > 1 && in(U"总传系血", at(i - 2)));
    const bool free = !is(p, kWord);  // nothing before it that it could be a dash behind
    if (is(p, kDigit | kLatin)) return false;
    if (in(U"月日年", n)) return free;
    if (n == U'个') return nn != U'旧';                       // 昆明ー个旧
    if (n == U'定') return !in(U"西州海陶远安兴南日边", nn);  // 兰州ー定西
    return in(U"些种次样般切批位名条", n);
  }

  // ---- ——

  // 一一 before a line that is no sentence and says what kind of text it is; 0, or how long the dash is.
  std::size_t opening_dash() const {
    if ((at(begin_) != U'一' && at(begin_) != U'ㄧ') || at(begin_ + 1) != at(begin_)) return 0;
    const Set rest = Set(chars_).substr(begin_ + 2, end_ - std::min(end_, begin_ + 2));
    if (rest.size() < 4 || rest.size() > 28 || !(is(rest[0], kHan) || in(U"“《", rest[0]))) return 0;
    if (rest[0] == at(begin_)) return 0;
    // 一一介绍了, 一一对村民展开调查: one by one.
    for (const char32_t c : rest) {
      if (in(U"，。；！？：了着过将把被给向对为做作", c)) return 0;
    }
    for (const Set verb :
         {Set(U"进行"), Set(U"展开"), Set(U"开展"), Set(U"接受"), Set(U"列"), Set(U"对应")}) {
      if (rest.find(verb) != Set::npos) return 0;
    }
    const auto starts = [&](Set word, Set no) {
      return rest.starts_with(word) && !in(no, rest[word.size()]);
    };
    constexpr Set kKinds[] = {U"调查", U"纪实", U"侧记", U"综述", U"见闻", U"启示", U"巡礼",
                              U"扫描", U"剪影", U"追记", U"述评", U"速写", U"透视", U"札记",
                              U"小记", U"散记", U"事迹", U"掠影", U"访谈", U"纪事"};
    bool kind = starts(U"记", U"录下住者入得在") || starts(U"访", U"问谈") || starts(U"写在", U"") ||
                starts(U"来自", U"") || starts(U"纪念", U"");
    for (const Set k : kKinds) kind = kind || (rest.size() >= 6 && rest.ends_with(k));
    return kind ? 2 : 0;
  }

  std::string_view line_;
  std::u32string chars_;
  std::vector<std::size_t> at_;
  std::size_t begin_ = 0, end_ = 0;
  bool chinese_ = true;  // no kana, no line of Bopomofo
};

bool digit_at(std::string_view text, std::size_t at) {
  if (at >= text.size() || static_cast<unsigned char>(text[at]) < 0x80) return false;
  return in(kDigits, next(text, at));
}
bool digit_before(std::string_view text, std::size_t at) {
  if (at == 0) return true;  // the line before may end with one
  return static_cast<unsigned char>(text[at - 1]) >= 0x80 && in(kDigits, previous(text, at));
}

}  // namespace

bool may_be_misread(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  std::size_t behind = at;
  const char32_t c = next(text, behind);
  if (in(kCircles, c) || in(kOnes, c) || (in(kDashes, c) && c != U'—')) return true;
  if (c == U'—') return before.ends_with("第") || before.ends_with("十");
  if (c == U'一' || c == U'ㄧ') return text.substr(behind).starts_with(text.substr(at, behind - at));
  if (in(kLetters, c)) return digit_before(text, at);
  if (!is(c, kDigit)) return false;
  if (at == 0 || before.ends_with("一")) return true;
  return in(kZeros, c) && (digit_before(text, at) || digit_at(text, behind));
}

void misread_edits(std::string_view line, std::string_view before, std::string_view behind,
                   const std::function<void(std::size_t, std::size_t, std::string_view, Shape)>& edit) {
  Shapes(line, before, behind).read(edit);
}

bool misread_as(std::string_view before, std::string_view after) {
  if (before == "一一" || before == "ㄧㄧ") return after == "——";
  std::size_t at = 0;
  if (before.empty()) return false;
  const char32_t c = next(before, at);
  if (at != before.size()) return false;
  if (after == "〇") return in(kCircles, c) || in(kZeros, c) || in(kLetters, c);
  if (after == "—") return in(kRanges, c);
  return after == "一" && (in(kOnes, c) || in(kDashes, c));
}

}  // namespace clean
