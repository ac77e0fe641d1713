#include "survey/seams.h"

#include <array>
#include <cmath>
#include <string_view>

#include "survey/hyphens.h"
#include "unicode/chars.h"

namespace clean {
namespace {

bool open_end(const Line& l) { return !l.terminal && !comma(l.last); }

// The rows on open ends and commas were counted on Chinese; in other scripts a line may end so anywhere.
bool chinese(const Seam& s) { return s.left.cjk * 2 > s.left.latin; }

bool ends_in_comma(const Line& l) {
  return l.last == U'，' || l.last == U'、' || l.last == U'；' || l.last == U',' || l.last == U';' ||
         l.last == U'､';
}

// A character that cannot begin a paragraph in any style. ’ may: ’97 is a year.
bool cannot_begin(char32_t c) {
  return std::u32string_view(U"，。、；：？！”）》〉」』】〕％%℃‰,;)｡､｣").find(c) !=
         std::u32string_view::npos;
}

bool unit(char32_t c) {
  return std::u32string_view(U"年月日时分秒亿万元℃%％㎡吨米册名户项件套株棵辆台座届岁例").find(c) != std::u32string_view::npos;
}

// 0373-3051234 | 12月1日: a number that is complete, and a date that is.
bool two_numbers(std::string_view left, std::string_view right) {
  std::size_t before = 0, behind = 0;
  while (before < left.size() && left[left.size() - 1 - before] >= '0' &&
         left[left.size() - 1 - before] <= '9')
    ++before;
  while (behind < right.size() && right[behind] >= '0' && right[behind] <= '9') ++behind;
  const std::string_view unit = right.substr(behind);
  return (behind == 4 && unit.starts_with("年")) || (before >= 3 && behind <= 2 && unit.starts_with("月"));
}

bool number_cut(const Seam& s) {
  if (!s.left.body_like() && !s.right.body_like() && !s.left.says(Says::lead)) return false;
  const char32_t l = s.left.last, r = s.right.first;
  if (is(l, kDigit) && two_numbers(s.left_text, s.right_text)) return false;
  if (is(l, kDigit)) {
    return is(r, kDigit) || unit(r) || r == U'.' || r == U':' || r == U'/' ||
           (is(r, kLatin) && s.left.cjk > 0 && s.right.cjk > 0);  // 5 | G基站
  }
  if (l == U'-' && is(r, kLatin)) return true;
  if (l == U'.' || l == U':' || l == U'/' || l == U'-' || l == U'@' || l == U'~' || l == U'～') {
    std::size_t at = s.left_text.size() - 1;
    const char32_t before = at > 0 && l < 0x80 ? previous(s.left_text, at) : 0;
    return is(r, kDigit) && (is(before, kDigit) || l == U'～' || before == U'%' || before == U'℃');
  }
  return is(l, kLatin) && is(r, kLatin) && s.left.cjk > 0 && s.right.cjk > 0;
}

// The last word of the line is a web or mail address, and the next line goes on with one of its characters.
bool address_cut(const Seam& s) {
  const auto part = [](char c) {
    return c > 0x20 && c < 0x7F && c != ',' && c != ';' && c != '(' && c != ')';
  };
  const std::string_view l = s.left_text, r = s.right_text;
  std::size_t from = l.size();
  while (from > 0 && part(l[from - 1])) --from;
  const std::string_view word = l.substr(from);
  const bool address =
      word.find("://") != word.npos || word.find("www.") != word.npos || word.find('@') != word.npos;
  if (!address || r.empty() || !part(r.front())) return false;
  std::size_t to = 0;
  while (to < r.size() && part(r[to])) ++to;
  const std::string_view next_word = r.substr(0, to);
  const bool open = std::string_view("/._-?=&@").find(l.back()) != std::string_view::npos;
  return open || (!(r.front() >= 'A' && r.front() <= 'Z') && next_word.find_first_of("./") != next_word.npos);
}

// …… and —— are one mark: their halves are not set apart in print, but a column may end between.
bool mark_cut(const Seam& s) {
  return (s.left.last == U'…' || s.left.last == U'—') && s.right.first == s.left.last;
}

// A letter and a hyphen at the end of the line. What is divided goes on, be it in a bracket or a quotation.
bool hyphenated(const Seam& s) {
  const char32_t l = s.left.last;
  if (!hyphen_mark(l) || seldom_hyphen(l) || s.left.cjk > 0) return false;
  std::size_t at = s.left_text.size();
  previous(s.left_text, at);
  return at > 0 && is(previous(s.left_text, at), kLatin | kLetter) &&
         is(s.right.first, kLatin | kLetter | kOpener | kCloser);
}

// 「備え」 | を: in Japanese what was closed is a part of the sentence.
bool particle_behind_mark(const Seam& s) {
  const char32_t l = s.left.last, r = s.right.first;
  return (l == U'」' || l == U'』' || l == U'）') && s.right.kana > 0 &&
         std::u32string_view(U"をはがにとでのもへや").find(r) != std::u32string_view::npos;
}

bool closes_what_was_open(const Seam& s) {
  const char32_t opened = s.left.open.back();
  if (opened == 0 || s.right.closes.count == 0 || s.right.closes.marks[0] != opened) return false;
  // A quotation of several paragraphs opens its mark anew in each and closes the last only.
  const bool quote = opened == U'“' || opened == U'‘' || opened == U'「' || opened == U'『';
  // “要不是叔叔婶婶…… | 我怕是走不出这道山梁。”: an ellipsis ends no quotation.
  return !quote || !s.left.terminal || (s.left.last == U'…' && s.right.first != opened);
}

// A line of its own kind, which neither continues nor is continued.
bool stands_alone(const Line& l) {
  return (!l.body_like() || l.says(Says::byline)) &&
         (l.marks &
          (mark(Says::byline) | mark(Says::abstract_label) | mark(Says::notice) | mark(Says::masthead) |
           mark(Says::folio) | mark(Says::label) | mark(Says::series) | mark(Says::sign_off))) != 0;
}

// Within two characters of the lines around it; a first line may lack its indent of two more. What is wider
// is set in another measure: a headline.
bool fills_its_line(const Seam& s) {
  const std::uint32_t lost = s.opens && !s.indents ? 8 : 4;
  return s.left.run_cells > 0 && s.left.printed_cells + lost >= s.left.run_cells &&
         s.left.printed_cells <= s.left.run_cells + 4;
}

// Widths of printed lines, in cells. Marks hang or are squeezed: a character more or less is the same width.
bool as_wide(std::uint32_t a, std::uint32_t b) { return a > 0 && b > 0 && a <= b + 2 && b <= a + 2; }
bool narrower(std::uint32_t a, std::uint32_t b) { return a > 0 && a + 2 < b; }

// An indent of one or two characters that the transcription left out makes the first line that much shorter
// than those below it.
bool lost_indent(std::uint32_t first, std::uint32_t second) {
  return first > 0 && (first + 2 == second || first + 4 == second);
}

bool ends_in_mark(const Line& l) { return stop(l.last) || comma(l.last) || is(l.last, kCloser); }
bool no_marks(const Line& l) { return l.stops + l.commas == (l.says(Says::section) && l.commas == 1); }

// 推窗见绿，出门入园; 颱風假要不要補課？家長、老師兩樣情: one comma or cry, and no full stop.
bool like_a_headline(const Line& l) {
  return l.chars <= 20 && l.commas <= 1 && l.stops <= 1 && l.stops + l.commas > 0 && !l.says(Says::lead) &&
         !l.says(Says::opener) && l.open.count == 0 && l.text.find("。") == l.text.npos;
}

// A headline tells what its text tells again; a sentence seldom says the same twice. Two characters that
// stand next to each other in both.
bool repeats(std::string_view line, std::string_view behind) {
  behind = first_chars(behind, 120);
  char32_t last = 0;
  std::size_t before = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = at;
    const char32_t c = next(line, at);
    if (is(last, kHan) && is(c, kHan) && behind.find(line.substr(before, at - before)) != behind.npos)
      return true;
    before = begin;
    last = c;
  }
  return false;
}

// Open running text on both sides, which only a page with certain seams makes likely to go on.
bool may_be_cut(const Seam& s) {
  return !s.printed && chinese(s) && open_end(s.left) && s.left.commas > 0 && s.right.body_like();
}

// 月冷空庭聞夜笛　燈昏旅舍感秋蟲
bool couplet(const Line& l) {
  if (!l.wide_space || l.chars != l.cjk + 1 || l.chars < 9 || l.chars > 23) return false;
  return l.text.find("　") * 2 + std::string_view("　").size() == l.text.size();
}

// A row of evidence. `prior` is what it weighs without any gold: log odds of the counts in newspapers.md
// section 12 where there are any (joined / not joined of 2,039 seams, one half added to each), else set by
// hand so that proofs outweigh habits. The weight in use is fitted (seam_weights.inc, by bench/fit).
struct Row {
  std::string_view name;
  float prior;
  bool (*holds)(const Seam&);
  bool proof = false;
};

constexpr std::size_t kWordRow = 0;

constexpr std::array kRows = {
    Row{"a dictionary word stands across the seam", 7.0f, nullptr, true},  // 32 / 0; asked of the dictionary
    Row{"seams without evidence are rarely joined", -3.3f,
        [](const Seam&) { return true; }},  // 15 / 280; and a wrong join is worse
    Row{"a lead begins behind it", -12.0f,  // 0 / 133
        [](const Seam& s) { return s.right.says(Says::lead) && s.left.open.count == 0; }},
    Row{"a section number, list mark, question or answer begins behind it", -9.0f,  // 0 / 51
        [](const Seam& s) {
          return (s.right.says(Says::section) || s.right.says(Says::item) ||
                  s.right.says(Says::abstract_start)) &&
                 s.left.open.count == 0;
        }},
    Row{"an indent begins a paragraph behind it", -14.0f,  // 0 / 53
        [](const Seam& s) { return s.indents && s.indented; }},
    Row{"an indent behind it, though few lines have one", -4.0f,
        [](const Seam& s) { return s.printed && !s.indents && s.indented; }},
    Row{"what follows begins with a mark that begins no paragraph", 13.0f,  // 40 / 0
        [](const Seam& s) { return cannot_begin(s.right.first); }, true},
    Row{"a bracket, title or quotation opened before it is closed behind it", 8.5f, closes_what_was_open,
        true},                                                                  // 55 / 0
    Row{"a number, date or Latin word is cut in two", 6.5f, number_cut, true},  // 14 / 0
    Row{"ends in a mark that ends no line", 9.0f,  // GB/T 15834: “ （ 《 end no line; 约翰· | 史密斯
        [](const Seam& s) {
          return s.left.last == U'·' ||
                 std::u32string_view(U"“‘（《〈「『【〔").find(s.left.last) != std::u32string_view::npos;
        }},
    Row{"a dash ends it", 4.0f,  // 他回到了云岭—— | 他守了三十四年的那片林子
        [](const Seam& s) {
          return s.left.last == U'—' && s.right.first != U'—' && s.left.body_like() && !s.left.terminal;
        }},
    Row{"shorter than the printed lines around it", -4.0f,
        [](const Seam& s) {
          return s.printed && s.left.run_cells > s.left.printed_cells + (s.opens ? 12 : 8);
        }},
    Row{"a printed line that does not fill the width ends in a colon", -4.0f,
        [](const Seam& s) {
          return s.printed && !fills_its_line(s) && (s.left.last == U'：' || s.left.last == U':');
        }},
    Row{"two halves of one length with a space between, as the couplet over a chapter", -6.0f,
        [](const Seam& s) { return couplet(s.left) || couplet(s.right); }},
    Row{"a printed line without other marks ends in a bracket, as in lists of names", -3.0f,
        [](const Seam& s) {
          return s.printed && s.opens && no_marks(s.left) && (s.left.last == U'）' || s.left.last == U')');
        }},
    Row{"a web or mail address is cut in two", 12.0f, address_cut, true},
    Row{"a dash or an ellipsis is cut in two", 12.0f, mark_cut, true},
    // 8,093 / 0 (356 of newspapers.md section 15, HIPE NewsEye, Reichsanzeiger): such a line ends nothing, whatever
    // the lines around it look like.
    Row{"a word is divided by a hyphen", 20.0f, hyphenated, true},
    Row{"goes on with a small letter", 6.5f,
        [](const Seam& s) { return is(s.right.first, kLower) && !s.left.terminal && s.left.cjk == 0; }, true},
    Row{"begins with a capital, as a sentence or a verse does", -2.5f,
        [](const Seam& s) {
          return is(s.right.first, kLatin) && !is(s.right.first, kLower) && s.left.cjk == 0;
        }},
    Row{"a sentence ends before it", -6.5f,  // 11 / 504
        [](const Seam& s) { return !s.printed && s.left.terminal && !number_cut(s); }},
    Row{"a sentence ends with the printed line",
        -2.5f,  // a full line ends in 。 by chance: 21 in 100 are joined
        [](const Seam& s) { return s.printed && s.left.terminal && !number_cut(s); }},
    Row{"a full line that ends in 。 where commas are 、", 0,
        [](const Seam& s) {
          return s.printed && s.old_marks && s.left.terminal &&
                 as_wide(s.left.printed_cells, s.right.printed_cells);
        }},
    Row{"printed lines", 0, [](const Seam& s) { return s.printed; }},
    Row{"whole paragraphs of a paper whose commas are 、", -3.0f,
        [](const Seam& s) { return !s.printed && s.old_marks; }},
    Row{"a particle goes on behind a closing mark", 9.0f, particle_behind_mark},
    Row{"ends in a comma", 5.2f,  // 10 / 2; the 2 are verse and an interleaved page
        [](const Seam& s) { return !s.printed && ends_in_comma(s.left) && chinese(s) && !s.old_marks; }},
    Row{"a printed line ends in a comma", 2.0f,
        [](const Seam& s) { return s.printed && ends_in_comma(s.left) && chinese(s) && !s.old_marks; }},
    Row{"running text, but a headline-like line behind it", -3.6f,
        [](const Seam& s) {
          return s.left.body_like() && title_like(s.right) && !s.right.terminal && !s.printed;
        }},
    Row{"a headline-like line, then a lead or byline", -10.0f,
        [](const Seam& s) {
          return !s.printed && s.behind && title_like(s.right) &&
                 (s.behind->says(Says::lead) || s.behind->says(Says::byline));
        }},
    Row{"a printed line without marks, then a lead or byline", -3.0f,
        [](const Seam& s) {
          return s.printed && s.behind && no_marks(s.right) &&
                 (s.behind->says(Says::lead) || s.behind->says(Says::byline));
        }},
    Row{"a colon ends it", -6.0f,  // 0 / 3
        [](const Seam& s) {
          return !s.printed && (s.left.last == U'：' || (s.left.last == U':' && !is(s.right.first, kDigit)));
        }},
    Row{"long and open, running text behind it", 4.8f,  // 15 / 3
        [](const Seam& s) {
          return !s.printed && chinese(s) && s.left.chars > 45 && open_end(s.left) && s.right.body_like() &&
                 (s.sure >= 2 || s.left.chars > 60);
        }},
    Row{"open behind a finished sentence, running text behind it", 5.4f,  // 10 / 0
        [](const Seam& s) {
          return !s.printed && chinese(s) && s.left.stops > 0 && open_end(s.left) && s.right.body_like() &&
                 !like_a_headline(s.left);
        }},
    Row{"long and open, the short end of a sentence behind it", 4.5f,
        [](const Seam& s) {
          return !s.printed && chinese(s) && s.left.chars > 45 && open_end(s.left) && s.right.terminal &&
                 s.right.chars <= 40;
        }},
    Row{"a lead before it that does not end", 5.0f,  // 本报讯（记者 成思远）患高血压 | 十六年的陶阿公
        [](const Seam& s) {
          return !s.printed && s.left.says(Says::lead) && open_end(s.left) && !s.right.says(Says::lead);
        }},
    Row{"opens like a paragraph, has a comma, does not end", 3.6f,
        [](const Seam& s) {
          return !s.printed && s.left.says(Says::opener) && s.left.commas > 0 &&
                 open_end(s.left);
        }},
    Row{"the page has one certain seam, and this line is open running text", 3.4f,
        [](const Seam& s) {
          return s.sure == 1 && may_be_cut(s);
        }},
    Row{"the page has certain seams, and this line is open running text", 4.5f,
        [](const Seam& s) {
          return s.sure >= 2 && may_be_cut(s);
        }},
    Row{"a short line without marks before it, as headlines are", -2.0f,
        [](const Seam& s) {
          return !s.printed && !s.left.body_like() && s.left.chars <= 30 && !s.left.says(Says::lead);
        }},
    Row{"a short line with a comma before it, as some headlines have", 0,
        [](const Seam& s) {
          return !s.printed && open_end(s.left) && like_a_headline(s.left);
        }},
    Row{"a short line with a comma before it, whose words come again behind it", -3.0f,
        [](const Seam& s) {
          return !s.printed && open_end(s.left) && like_a_headline(s.left) && repeats(s.left_text, s.right_text);
        }},
    Row{"a short line before it, and text behind it that begins as news does", -2.0f,
        [](const Seam& s) {
          return !s.printed && s.left.chars <= 30 && open_end(s.left) && s.right.body_like() &&
                 s.right.says(Says::news_opening);
        }},
    Row{"spaces inside the lines before and behind it, as in lists of names and tables", -3.0f,
        [](const Seam& s) { return s.left.wide_space && s.right.wide_space && s.right.chars <= 30; }},
    Row{"a numbered heading on a printed line", -3.0f,
        [](const Seam& s) {
          return s.printed && s.opens && s.left.says(Says::section) && no_marks(s.left) && s.left.chars <= 16;
        }},
    Row{"running text open at a number or a Latin word", 2.0f,  // newspapers.md section 12, J10
        [](const Seam& s) {
          return !s.printed && chinese(s) && open_end(s.left) && s.left.commas > 0 && s.right.body_like() &&
                 (is(s.left.last, kLatin) || is(s.right.first, kDigit | kLatin)) && !is(s.left.last, kDigit);
        }},
    Row{"a numbered heading before it", -6.0f,
        [](const Seam& s) { 
          return !s.printed && s.left.says(Says::section) && !s.left.body_like() && s.left.chars <= 14;
        }},
    Row{"fills its line in a run of printed lines", 7.2f,  // 690 / 0
        [](const Seam& s) {
          return s.printed && fills_its_line(s) && !s.left.terminal && s.gap <= s.usual_gap &&
                 !stands_alone(s.right);
        }},
    Row{"fills its line, and the next is not indented though paragraphs are", 9.0f,
        [](const Seam& s) {
          return s.printed && s.indents && !s.indented && fills_its_line(s) && s.gap == 0 &&
                 s.left.terminal && !lost_indent(s.right.printed_cells, s.below_cells) &&
                 (as_wide(s.left.printed_cells, s.right.printed_cells) || ends_in_mark(s.right));
        }},
    Row{"as wide as the printed line behind it", 0,
        [](const Seam& s) { return s.printed && as_wide(s.left.printed_cells, s.right.printed_cells); }},
    Row{"a shorter line behind two of one width, as the last of a paragraph", 0,
        [](const Seam& s) {
          return s.printed && as_wide(s.left.printed_cells, s.above_cells) &&
                 narrower(s.right.printed_cells, s.left.printed_cells) && !no_marks(s.right);
        }},
    Row{"a shorter line without a mark behind two of one width, as a headline", 0,
        [](const Seam& s) {
          return s.printed && as_wide(s.left.printed_cells, s.above_cells) &&
                 narrower(s.right.printed_cells, s.left.printed_cells) && no_marks(s.right);
        }},
    Row{"shorter than the printed line above it, and ends in a mark", 0,
        [](const Seam& s) {
          return s.printed && !s.opens && narrower(s.left.printed_cells, s.above_cells) &&
                 ends_in_mark(s.left);
        }},
    Row{"a mark ends it, and the next line is shorter than those around it by an indent", 0,
        [](const Seam& s) {
          return s.printed && ends_in_mark(s.left) && s.below_cells > 0 &&
                 lost_indent(s.right.printed_cells, s.below_cells);
        }},
    Row{"the next line is shorter than the one below it by an indent", 0,
        [](const Seam& s) {
          return s.printed && s.below_cells > 0 && lost_indent(s.right.printed_cells, s.below_cells);
        }},
    Row{"a printed line without marks, narrower than the next", 0,
        [](const Seam& s) {
          return s.printed && s.opens && no_marks(s.left) && !fills_its_line(s) &&
                 narrower(s.left.printed_cells, s.right.printed_cells);
        }},
    Row{"a printed line without marks, wider than the next", 0,
        [](const Seam& s) {
          return s.printed && s.opens && no_marks(s.left) &&
                 narrower(s.right.printed_cells, s.left.printed_cells);
        }},
    Row{"printed lines that do not end in a mark", 0,
        [](const Seam& s) { return s.printed && !ends_in_mark(s.left) && !no_marks(s.left); }},
    Row{"a printed line ends in a mark", 0, [](const Seam& s) { return s.printed && ends_in_mark(s.left); }},
    Row{"a mark ends it, then a shorter line without one at its end, as a headline", 0,
        [](const Seam& s) {
          return s.printed && ends_in_mark(s.left) && !ends_in_mark(s.right) &&
                 narrower(s.right.printed_cells, s.left.printed_cells);
        }},
    Row{"a shorter line behind it that ends in no mark", 0,
        [](const Seam& s) {
          return s.printed && !ends_in_mark(s.right) && narrower(s.right.printed_cells, s.left.printed_cells);
        }},
    Row{"a stack of lines without marks above a lead or byline begins behind it", 0,
        [](const Seam& s) { return s.right.head_stack && ends_in_mark(s.left); }},
    Row{"in a stack of lines without marks above a lead or byline", 0,
        [](const Seam& s) { return s.right.head_stack && s.left.head_stack; }},
    Row{"a name or remark in brackets, alone on its line, behind running text", 0,
        [](const Seam& s) {
          return s.printed && s.right.first == U'（' && s.right.last == U'）' && s.right.chars <= 8 &&
                 !no_marks(s.left);
        }},
    Row{"the page turns between printed lines", -1.5f, [](const Seam& s) { return s.printed && s.turns; }},
    Row{"a blank line between printed lines", -3.6f,  // 2 / 89
        [](const Seam& s) {
          return s.printed && s.gap > s.usual_gap && (s.left.terminal || !fills_its_line(s));
        }},
    Row{"a wider gap than usual", -1.5f, [](const Seam& s) { return s.gap > s.usual_gap + 1; }},
    Row{"a byline, label, notice or page number before it", -8.0f,
        [](const Seam& s) { return stands_alone(s.left); }},
    Row{"a byline, label, notice or page number behind it", -8.0f,
        [](const Seam& s) { return stands_alone(s.right); }},
    Row{"a short line ends in a comma, as verse does", -2.0f,
        [](const Seam&
               s) { return !s.printed && ends_in_comma(s.left) && s.left.chars <= 16 && s.right.chars <= 24 &&
                 s.behind && s.behind->chars <= 24 && ends_in_mark(*s.behind); }},
    Row{"a sign that stands before headlines begins what follows", -9.0f,
        [](const Seam& s) { return s.right.says(Says::head_mark); }},
    Row{"short lines set one below the other, as verse and tables are", -12.0f,
        [](const Seam& s) { return !s.printed && (s.left.set_apart || s.right.set_apart); }},
    Row{"short printed lines that end where they please, as verse and tables do", -6.0f,
        [](const Seam& s) { return s.printed && (s.left.set_apart || s.right.set_apart); }},
    Row{"a subheadline begins behind it", -6.0f,
        [](const Seam&
               s) { return s.right.says(Says::subheadline) && s.right.stops == 0 && s.right.chars <= 44; }},
    Row{"words that open a paragraph behind it", -1.5f,
        [](const Seam& s) { return s.right.says(Says::opener); }},
};

static_assert(kRows.size() <= EvidenceSet().size());

// The fitted weights, by name.
constexpr Evidence kFitted[] = {
#include "survey/seam_weights.inc"
};

// A row that was never fitted, or was renamed since, has its prior.
constexpr float weight_of(const Row& row) {
  for (const Evidence& fitted : kFitted) {
    if (fitted.name == row.name) return fitted.weight;
  }
  return row.prior;
}

constexpr auto kEvidence = [] {
  std::array<Evidence, kRows.size()> evidence{};
  for (std::size_t i = 0; i < kRows.size(); ++i) evidence[i] = {kRows[i].name, weight_of(kRows[i])};
  return evidence;
}();

constexpr auto kPriors = [] {
  std::array<float, kRows.size()> priors{};
  for (std::size_t i = 0; i < kRows.size(); ++i) priors[i] = kRows[i].prior;
  return priors;
}();

// A word across two headlines is chance; across running text it is proof (1 of 25 false seams had one).
// Lines of verse are too short to tell.
bool may_ask_for_a_word(const Seam& seam) {
  const auto running = [](const Line& l) { return l.body_like() && l.chars >= 12; };
  return (running(seam.left) || running(seam.right)) && !seam.left.terminal;
}

}  // namespace

std::span<const Evidence> seam_evidence() { return kEvidence; }

std::span<const float> seam_priors() { return kPriors; }

EvidenceSet seam_rows(const Seam& seam, const Words& words) {
  EvidenceSet rows;
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    const bool holds = i == kWordRow
                           ? may_ask_for_a_word(seam) && words.straddle(seam.left_text, seam.right_text)
                           : kRows[i].holds(seam);
    rows.set(i, holds);
  }
  return rows;
}

Judgement judge(const Seam& seam, const Words& words) {
  Judgement j;
  double sum = 0;
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (i == kWordRow || !kRows[i].holds(seam)) continue;
    j.evidence.set(i);
    j.proof = j.proof || kRows[i].proof;
    sum += kEvidence[i].weight;
  }
  // The dictionary is dear: it is asked only where it can make likely what is not, or certain what is likely.
  constexpr double kWordWeight = kEvidence[kWordRow].weight;
  constexpr double kCertain = 2.2;  // log odds of 0.9
  if (sum > -kWordWeight && sum < kCertain && may_ask_for_a_word(seam) &&
      words.straddle(seam.left_text, seam.right_text)) {
    j.evidence.set(kWordRow);
    j.proof = true;
    sum += kWordWeight;
  }
  j.confidence = 1 / (1 + std::exp(-sum));
  return j;
}

bool title_like(const Line& line) {
  if (line.chars < 2 || line.chars > 44 || (line.cjk * 2 < line.chars && line.cells > 90)) return false;
  const char32_t last = line.last;
  // A stop only as a cry or a question at the end; of commas only 、, which parts the items of a list.
  if (line.stops > 1 || (line.stops == 1 && last != U'！' && last != U'？' && last != U'!' && last != U'?'))
    return false;
  return line.commas == line.old_commas && line.commas <= 2 && !comma(last);
}

}  // namespace clean
