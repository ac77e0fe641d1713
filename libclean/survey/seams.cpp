#include "survey/seams.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
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
  return std::u32string_view(U"年月日时分秒亿万元℃%％㎡吨米册名户项件套株棵辆台座届岁例").find(c) !=
         std::u32string_view::npos;
}

// am 15., | 16. und 17. Juli; 8. Mai, | 26. Januar: a day and its month, or a small letter.
bool date_behind(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  if (at == 0 || at > 2 || text.substr(at, 2) != ". ") return false;
  const std::string_view word = text.substr(at + 2);
  constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mär", "Maͤr", "Apr", "Mai", "Jun", "Jul",
                                          "Aug", "Sep", "Okt", "Oct", "Nov", "Dez", "Dec"};
  return is(first_char(word), kLower) || std::any_of(std::begin(kMonths), std::end(kMonths),
                                                     [&](std::string_view m) { return word.starts_with(m); });
}

// 12) der; b) die
bool counts_an_entry(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  if (at == 0 && !text.empty() && text[0] >= 'a' && text[0] <= 'z') at = 1;
  return at > 0 && at <= 3 && text.substr(at, 2) == ") ";
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
  if (s.alphabetic()) {  // words are divided by a hyphen
    std::size_t at = s.left_text.size() - 1;
    return is(r, kDigit) && (is(l, kDigit) || (l == U'-' && at > 0 && is(previous(s.left_text, at), kDigit)));
  }
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

// What addresses are written with.
bool in_address(char c) { return c > 0x20 && c < 0x7F && c != ',' && c != ';' && c != '(' && c != ')'; }

// The last word of the line is a web or mail address, and the next line goes on with one of its characters.
bool address_cut(const Seam& s) {
  if (address_at_end(s.left_text).empty() || s.right_text.empty() || !in_address(s.right_text.front()))
    return false;
  const std::string_view r = s.right_text;
  const auto end = std::find_if_not(r.begin(), r.end(), in_address);
  const std::string_view next_word = r.substr(0, static_cast<std::size_t>(end - r.begin()));
  const bool open = std::string_view("/._-?=&@").find(s.left_text.back()) != std::string_view::npos;
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

// RE- | GARDS, in a line of capitals.
bool capitals_divided(const Seam& s) {
  const auto capital = [](char32_t c) { return is(c, kLatin | kLetter) && !is(c, kLower); };
  std::size_t at = s.left_text.size();
  if (!hyphenated(s) || !capital(s.right.first)) return false;
  previous(s.left_text, at);  // the hyphen
  for (int letters = 0; letters < 2; ++letters) {
    if (at == 0 || !capital(previous(s.left_text, at))) return false;
  }
  return capital(last_char(first_chars(s.right_text, 2)));
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
  return l.size() <= 20 && l.commas <= 1 && l.stops <= 1 && l.stops + l.commas > 0 && !l.says(Says::lead) &&
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

// Printed lines of an alphabet.
bool lines(const Seam& s) { return s.printed && s.alphabetic() && s.left.run_cells > 0; }

// Both stand in one region of which the edges are known.
bool in_boxes(const Seam& s) { return s.place.boxes && s.place.same_region && s.place.same_column; }

// Print is justified: where the coordinates are known, of lines that go on with a small letter 97 in 100 end
// within a letter of the lines around them (Reichsanzeiger), and the last of a paragraph does by chance.
bool ends_short(const Seam& s) { return in_boxes(s) && s.place.short_by > 1; }
bool runs_on(const Seam& s) { return in_boxes(s) && !ends_short(s) && !s.place.indented; }

bool wider(const Line& l) { return l.printed_cells > l.run_cells + 4; }
bool too_wide(const Seam& s) { return !in_boxes(s) && wider(s.left); }

// Letters are not equally wide; what the coordinates say counts more than their number.
int measured_room(const Seam& s) {
  if (!in_boxes(s)) return room(s.left, s.right_text) - s.slack;
  if (!ends_short(s)) return 0;
  Line line = s.left;
  const auto cells = static_cast<float>(line.printed_cells);
  line.run_cells = line.printed_cells + static_cast<std::uint32_t>(s.place.spare * cells);
  return room(line, s.right_text);
}

bool table(const Seam& s) { return s.left.in_table && s.right.in_table; }

// A seam, with what several rows ask of it and takes a while to find.
struct Meeting : Seam {
  explicit Meeting(const Seam& seam)
      : Seam(seam),
        hyphen(hyphenated(seam)),
        number(!table(seam) && number_cut(seam)),
        letters(lines(seam) ? measured_room(seam) : 0) {}
  bool hyphen, number;
  int letters;
};
bool hyphenated(const Meeting& s) { return s.hyphen; }
bool number_cut(const Meeting& s) { return s.number; }
int room(const Meeting& s) { return s.letters; }  // 0 but in printed lines of an alphabet

bool capital(char32_t c) { return is(c, kLatin) && !is(c, kLower); }

// A word with a capital behind an open line, on a page where nouns have one.
bool noun_behind(const Seam& s) {
  return lines(s) && !s.left.terminal && !comma(s.left.last) && capital(s.right.first) && s.capital_nouns &&
         !s.turns;
}

// The word before the seam begins with a small letter and has no mark behind it.
bool small_word_ends(std::string_view text) {
  char32_t first = 0;
  for (std::size_t at = text.size(); at > 0;) {
    const char32_t c = previous(text, at);
    if (!is(c, kLatin | kLetter | kMark)) break;
    if (!is(c, kMark)) first = c;
  }
  return is(first, kLower);
}

// German adjectives and articles before a noun end in -e, -en, -em, -er, -es; a verb at the end of a headline
// seldom does.
bool adjective_before_noun(const Meeting& s) {
  const std::string_view l = s.left_text;
  const bool ending =
      l.ends_with("e") || l.ends_with("en") || l.ends_with("em") || l.ends_with("er") || l.ends_with("es");
  return noun_behind(s) && ending && room(s) < 1 && small_word_ends(l);
}

// The second line of a paragraph, or a later one, that ends within a sentence; the next word would have
// fitted.
bool open_with_room(const Meeting& s) {
  return lines(s) && !s.opens && !s.left.terminal && !comma(s.left.last) && room(s) >= 1;
}

// 는, 에서, 다.: what Korean hangs on the word before it; a word of its own would be longer or begin
// otherwise.
bool begins_with_particle(std::string_view text) {
  const std::size_t end = std::min(text.find_first_of(" .,\"”’)"), text.size());
  constexpr std::string_view kParticles[] = {
      "은",   "는",   "이",   "가",   "을",   "를",   "에",   "의",     "로",     "와",     "과",   "도",
      "만",   "다",   "며",   "고",   "에서", "에게", "으로", "까지",   "부터",   "보다",   "라고", "했다",
      "됐다", "였다", "이다", "한다", "된다", "니다", "라는", "에서는", "으로는", "한다고", "하고", "하는"};
  return std::find(std::begin(kParticles), std::end(kParticles), text.substr(0, end)) != std::end(kParticles);
}

// The surroundings of a seam. Most rows ask in some only: what a full stop means at the end of a printed line
// of Chinese says nothing of whole paragraphs of English.
enum Where : std::uint8_t {
  kColumns = 1,   // printed lines of Chinese, Japanese or Korean, whose characters are as wide as each other
  kLines = 2,     // printed lines of an alphabet
  kWholeCjk = 4,  // whole blocks
  kWholeAlphabet = 8,
  kPlaced = 16,  // wherever: the file says something of where the lines stand
  kMarked = 32,  // wherever: the vocabulary says something of one of the two lines
  kPrinted = kColumns | kLines,
  kWhole = kWholeCjk | kWholeAlphabet,
  kAlphabet = kLines | kWholeAlphabet,
  kAnywhere = kPrinted | kWhole,
};

// A row of evidence. `prior` is what it weighs without any gold: log odds of the counts in newspapers.md
// section 12 where there are any (joined / not joined of 2,039 seams, one half added to each), else set by
// hand so that proofs outweigh habits. The weight in use is fitted (seam_weights.inc, by bench/fit).
struct Row {
  std::string_view name;
  float prior;
  std::uint8_t where;  // the surroundings in which it asks at all
  bool (*holds)(const Meeting&);
  bool proof = false;
};

constexpr std::size_t kWordRow = 0;

constexpr std::array kRows = {
    Row{"a dictionary word stands across the seam", 7.0f, kAnywhere, nullptr, true},  // 32 / 0; asked of the dictionary
    Row{"seams without evidence are rarely joined", -3.3f, kAnywhere,
        [](const Meeting&) { return true; }},  // 15 / 280; and a wrong join is worse
    Row{"a lead begins behind it", -12.0f, kMarked,  // 0 / 133
        [](const Meeting& s) { return s.right.says(Says::lead) && s.left.open.count == 0; }},
    Row{"a section number, list mark, question or answer begins behind it", -9.0f, kMarked,  // 0 / 51
        [](const Meeting& s) {
          // on Oct. | 3. ; wie | 2. Liga: in alphabets a sentence must have ended
          if (s.alphabetic() && open_end(s.left) && s.left.body_like() && is(s.right.first, kDigit)) return false;
          if (s.alphabetic() && s.left.last == U',' && date_behind(s.right_text)) return false;
          if (hyphenated(s)) return false;  // Arbeits- | X.
          return (s.right.says(Says::section) || s.right.says(Says::item) ||
                  s.right.says(Says::abstract_start)) &&
                 s.left.open.count == 0;
        }},
    Row{"an indent begins a paragraph behind it", -14.0f, kAnywhere,  // 0 / 53
        [](const Meeting& s) { return s.indents && s.indented; }},
    Row{"an indent behind it, though few lines have one", -4.0f, kPrinted,
        [](const Meeting& s) { return !s.indents && s.indented; }},
    Row{"what follows begins with a mark that begins no paragraph", 13.0f, kAnywhere,  // 40 / 0
        [](const Meeting& s) { return cannot_begin(s.right.first); }, true},
    Row{"a bracket, title or quotation opened before it is closed behind it", 8.5f, kAnywhere, [](const Meeting& s) { return closes_what_was_open(s); },
        true},                                                                  // 55 / 0
    Row{"a number, date or Latin word is cut in two", 6.5f, kAnywhere, [](const Meeting& s) { return number_cut(s); }, true},  // 14 / 0
    Row{"ends in a mark that ends no line", 9.0f, kAnywhere,  // GB/T 15834: “ （ 《 end no line; 约翰· | 史密斯
        [](const Meeting& s) {
          if (s.alphabetic() && (s.left.last == U'“' || s.left.last == U'‘')) return false;  // „So“
          return s.left.last == U'·' || s.left.last == U'„' ||
                 std::u32string_view(U"“‘（《〈「『【〔").find(s.left.last) != std::u32string_view::npos;
        }},
    Row{"a dash ends it", 4.0f, kAnywhere,  // 他回到了云岭—— | 他守了三十四年的那片林子
        [](const Meeting& s) {
          return s.left.last == U'—' && s.right.first != U'—' && s.left.body_like() && !s.left.terminal;
        }},
    Row{"shorter than the printed lines around it", -4.0f, kColumns,
        [](const Meeting& s) {
          return s.left.run_cells > s.left.printed_cells + (s.opens ? 12 : 8);
        }},
    Row{"a printed line that does not fill the width ends in a colon", -4.0f, kColumns,
        [](const Meeting& s) {
          return !fills_its_line(s) && (s.left.last == U'：' || s.left.last == U':');
        }},
    Row{"two halves of one length with a space between, as the couplet over a chapter", -6.0f, kAnywhere,
        [](const Meeting& s) { return couplet(s.left) || couplet(s.right); }},
    Row{"a printed line without other marks ends in a bracket, as in lists of names", -3.0f, kColumns,
        [](const Meeting& s) {
          return s.opens && no_marks(s.left) && (s.left.last == U'）' || s.left.last == U')');
        }},
    Row{"a web or mail address is cut in two", 12.0f, kAnywhere,
        [](const Meeting& s) { return address_cut(s); }, true},
    Row{"a dash or an ellipsis is cut in two", 12.0f, kAnywhere, [](const Meeting& s) { return mark_cut(s); }, true},
    // 8,093 / 0 (356 of newspapers.md section 15, HIPE NewsEye, Reichsanzeiger): such a line ends nothing, whatever
    // the lines around it look like.
    Row{"a word is divided by a hyphen", 20.0f, kAnywhere,
        [](const Meeting& s) { return hyphenated(s) && (is(s.right.first, kLower) || capitals_divided(s)); }, true},
    // But before a capital what follows may be a caption or a jump line that interrupts the word.
    Row{"a hyphen behind a word, and a capital", 8.0f, kAnywhere,  // Karl- | Marx-Allee
        [](const Meeting& s) {
          return hyphenated(s) && !is(s.right.first, kLower) && !capitals_divided(s);
        }},
    Row{"goes on with a small letter", 6.5f, kAnywhere,
        [](const Meeting& s) {
          return is(s.right.first_letter, kLower) && !s.left.terminal && s.left.cjk == 0;
        },
        true},
    Row{"a small letter behind a long line with a comma or a stop, as headlines seldom have", 1.0f, kAlphabet,
        [](const Meeting& s) {
          return is(s.right.first_letter, kLower) && !s.left.terminal && !no_marks(s.left) &&
                 s.left.chars > 40;
        }},
    // Neuwald stoppt | die Straßenbahn
    Row{"a small letter behind a short first line without marks, as in a headline of two lines", -3.0f, kAnywhere,
        [](const Meeting& s) {
          return is(s.right.first_letter, kLower) && s.left.cjk == 0 && s.opens && no_marks(s.left) &&
                 s.left.size() <= 24 && !hyphenated(s);
        }},
    Row{"begins with a capital, as a sentence or a verse does", -2.5f, kAnywhere,
        [](const Meeting& s) {
          return is(s.right.first, kLatin) && !is(s.right.first, kLower) && s.left.cjk == 0;
        }},
    Row{"a sentence ends before it", -6.5f, kWhole,  // 11 / 504
        [](const Meeting& s) { return s.left.terminal && !number_cut(s); }},
    Row{"a sentence ends with the printed line",
        -2.5f, kColumns,  // a full line ends in 。 by chance: 21 in 100 are joined
        [](const Meeting& s) { return s.left.terminal && !number_cut(s); }},
    Row{"a full line that ends in 。 where commas are 、", 0, kColumns,
        [](const Meeting& s) {
          return s.old_marks && s.left.terminal &&
                 as_wide(s.left.printed_cells, s.right.printed_cells);
        }},
    Row{"printed lines", 0, kColumns, [](const Meeting&) { return true; }},
    Row{"whole paragraphs of a paper whose commas are 、", -3.0f, kWhole,
        [](const Meeting& s) { return s.old_marks; }},
    Row{"a particle goes on behind a closing mark", 9.0f, kAnywhere, [](const Meeting& s) { return particle_behind_mark(s); }},
    Row{"ends in a comma", 5.2f, kWhole,  // 10 / 2; the 2 are verse and an interleaved page
        [](const Meeting& s) { return ends_in_comma(s.left) && chinese(s) && !s.old_marks; }},
    Row{"a printed line ends in a comma", 2.0f, kColumns,
        [](const Meeting& s) { return ends_in_comma(s.left) && chinese(s) && !s.old_marks; }},
    Row{"running text, but a headline-like line behind it", -3.6f, kWhole,
        [](const Meeting& s) {
          return s.left.body_like() && title_like(s.right) && !s.right.terminal;
        }},
    Row{"a headline-like line, then a lead or byline", -10.0f, kWhole,
        [](const Meeting& s) {
          return s.behind && title_like(s.right) &&
                 (s.behind->says(Says::lead) || s.behind->says(Says::byline));
        }},
    Row{"a printed line without marks, then a lead or byline", -3.0f, kColumns,
        [](const Meeting& s) {
          return s.behind && no_marks(s.right) &&
                 (s.behind->says(Says::lead) || s.behind->says(Says::byline));
        }},
    Row{"a colon ends it", -6.0f, kWhole,  // 0 / 3
        [](const Meeting& s) {
          return (s.left.last == U'：' || (s.left.last == U':' && !is(s.right.first, kDigit)));
        }},
    Row{"long and open, running text behind it", 4.8f, kWhole,  // 15 / 3
        [](const Meeting& s) {
          return chinese(s) && s.left.size() > 45 && open_end(s.left) && s.right.body_like() &&
                 (s.sure >= 2 || s.left.size() > 60);
        }},
    Row{"open behind a finished sentence, running text behind it", 5.4f, kWhole,  // 10 / 0
        [](const Meeting& s) {
          return chinese(s) && s.left.stops > 0 && open_end(s.left) && s.right.body_like() &&
                 !like_a_headline(s.left);
        }},
    Row{"long and open, the short end of a sentence behind it", 4.5f, kWhole,
        [](const Meeting& s) {
          return chinese(s) && s.left.size() > 45 && open_end(s.left) && s.right.terminal &&
                 s.right.size() <= 40;
        }},
    Row{"a lead before it that does not end", 5.0f, kWhole,  // 本报讯（记者 成思远）患高血压 | 十六年的陶阿公
        [](const Meeting& s) {
          return s.left.says(Says::lead) && open_end(s.left) && !s.right.says(Says::lead);
        }},
    Row{"opens like a paragraph, has a comma, does not end", 3.6f, kWhole,
        [](const Meeting& s) {
          return s.left.says(Says::opener) && s.left.commas > 0 &&
                 open_end(s.left);
        }},
    Row{"the page has one certain seam, and this line is open running text", 3.4f, kWhole,
        [](const Meeting& s) {
          return s.sure == 1 && may_be_cut(s);
        }},
    Row{"the page has certain seams, and this line is open running text", 4.5f, kWhole,
        [](const Meeting& s) {
          return s.sure >= 2 && may_be_cut(s);
        }},
    Row{"a short line without marks before it, as headlines are", -2.0f, kWhole,
        [](const Meeting& s) {
          return !s.left.body_like() && s.left.size() <= 30 && !s.left.says(Says::lead) &&
                 !(s.alphabetic() && (!no_marks(s.left) || number_cut(s) || hyphenated(s)));
        }},
    Row{"a short line with a comma before it, as some headlines have", 0, kWhole,
        [](const Meeting& s) {
          return open_end(s.left) && like_a_headline(s.left);
        }},
    Row{"a short line with a comma before it, whose words come again behind it", -3.0f, kWhole,
        [](const Meeting& s) {
          return open_end(s.left) && like_a_headline(s.left) && repeats(s.left_text, s.right_text);
        }},
    Row{"a short line before it, and text behind it that begins as news does", -2.0f, kWhole,
        [](const Meeting& s) {
          return s.left.size() <= 30 && open_end(s.left) && s.right.body_like() &&
                 s.right.says(Says::news_opening);
        }},
    Row{"spaces inside the lines before and behind it, as in lists of names and tables", -3.0f, kAnywhere,
        [](const Meeting& s) { return s.left.wide_space && s.right.wide_space && s.right.size() <= 30; }},
    Row{"a numbered heading on a printed line", -3.0f, kColumns,
        [](const Meeting& s) {
          return s.opens && s.left.says(Says::section) && no_marks(s.left) && s.left.size() <= 16;
        }},
    Row{"running text open at a number or a Latin word", 2.0f, kWhole,  // newspapers.md section 12, J10
        [](const Meeting& s) {
          return chinese(s) && open_end(s.left) && s.left.commas > 0 && s.right.body_like() &&
                 (is(s.left.last, kLatin) || is(s.right.first, kDigit | kLatin)) && !is(s.left.last, kDigit);
        }},
    Row{"a numbered heading before it", -6.0f, kWhole,
        [](const Meeting& s) { 
          return s.left.says(Says::section) && !s.left.body_like() && s.left.size() <= 14;
        }},
    Row{"fills its line in a run of printed lines", 7.2f, kColumns,  // 690 / 0
        [](const Meeting& s) {
          return fills_its_line(s) && !s.left.terminal && s.gap <= s.usual_gap &&
                 !stands_alone(s.right);
        }},
    Row{"fills its line, and the next is not indented though paragraphs are", 9.0f, kColumns,
        [](const Meeting& s) {
          return s.indents && !s.indented && fills_its_line(s) && s.gap == 0 &&
                 s.left.terminal && !lost_indent(s.right.printed_cells, s.below_cells) &&
                 (as_wide(s.left.printed_cells, s.right.printed_cells) || ends_in_mark(s.right));
        }},
    Row{"as wide as the printed line behind it", 0, kColumns,
        [](const Meeting& s) { return as_wide(s.left.printed_cells, s.right.printed_cells); }},
    Row{"a shorter line behind two of one width, as the last of a paragraph", 0, kColumns,
        [](const Meeting& s) {
          return as_wide(s.left.printed_cells, s.above_cells) &&
                 narrower(s.right.printed_cells, s.left.printed_cells) && !no_marks(s.right);
        }},
    Row{"a shorter line without a mark behind two of one width, as a headline", 0, kColumns,
        [](const Meeting& s) {
          return as_wide(s.left.printed_cells, s.above_cells) &&
                 narrower(s.right.printed_cells, s.left.printed_cells) && no_marks(s.right);
        }},
    Row{"shorter than the printed line above it, and ends in a mark", 0, kColumns,
        [](const Meeting& s) {
          return !s.opens && narrower(s.left.printed_cells, s.above_cells) &&
                 ends_in_mark(s.left);
        }},
    Row{"a mark ends it, and the next line is shorter than those around it by an indent", 0, kColumns,
        [](const Meeting& s) {
          return ends_in_mark(s.left) && s.below_cells > 0 &&
                 lost_indent(s.right.printed_cells, s.below_cells);
        }},
    Row{"the next line is shorter than the one below it by an indent", 0, kColumns,
        [](const Meeting& s) {
          return s.below_cells > 0 && lost_indent(s.right.printed_cells, s.below_cells);
        }},
    Row{"a printed line without marks, narrower than the next", 0, kColumns,
        [](const Meeting& s) {
          return s.opens && no_marks(s.left) && !fills_its_line(s) &&
                 narrower(s.left.printed_cells, s.right.printed_cells);
        }},
    Row{"a printed line without marks, wider than the next", 0, kColumns,
        [](const Meeting& s) {
          return s.opens && no_marks(s.left) &&
                 narrower(s.right.printed_cells, s.left.printed_cells);
        }},
    Row{"printed lines that do not end in a mark", 0, kColumns,
        [](const Meeting& s) { return !ends_in_mark(s.left) && !no_marks(s.left); }},
    Row{"a printed line ends in a mark", 0, kColumns, [](const Meeting& s) { return ends_in_mark(s.left); }},
    Row{"a mark ends it, then a shorter line without one at its end, as a headline", 0, kColumns,
        [](const Meeting& s) {
          return ends_in_mark(s.left) && !ends_in_mark(s.right) &&
                 narrower(s.right.printed_cells, s.left.printed_cells);
        }},
    Row{"a shorter line behind it that ends in no mark", 0, kColumns,
        [](const Meeting& s) {
          return !ends_in_mark(s.right) && narrower(s.right.printed_cells, s.left.printed_cells);
        }},
    Row{"a stack of lines without marks above a lead or byline begins behind it", 0, kAnywhere,
        [](const Meeting& s) { return s.right.head_stack && ends_in_mark(s.left); }},
    Row{"in a stack of lines without marks above a lead or byline", 0, kAnywhere,
        [](const Meeting& s) { return s.right.head_stack && s.left.head_stack; }},
    Row{"a name or remark in brackets, alone on its line, behind running text", 0, kColumns,
        [](const Meeting& s) {
          return s.right.first == U'（' && s.right.last == U'）' && s.right.size() <= 8 &&
                 !no_marks(s.left);
        }},
    Row{"the page turns between printed lines", -1.5f, kPrinted, [](const Meeting& s) { return s.turns; }},
    Row{"a blank line between printed lines", -3.6f, kColumns,  // 2 / 89
        [](const Meeting& s) {
          return s.gap > s.usual_gap && (s.left.terminal || !fills_its_line(s));
        }},
    Row{"a wider gap than usual", -1.5f, kAnywhere, [](const Meeting& s) { return s.gap > s.usual_gap + 1; }},
    Row{"a byline, label, notice or page number before it", -8.0f, kMarked,
        [](const Meeting& s) { return stands_alone(s.left); }},
    Row{"a byline, label, notice or page number behind it", -8.0f, kMarked,
        [](const Meeting& s) { return stands_alone(s.right); }},
    Row{"a short line ends in a comma, as verse does", -2.0f, kWhole,
        [](const Meeting& s) { return ends_in_comma(s.left) && s.left.size() <= 16 && s.right.size() <= 24 &&
                 s.behind && s.behind->size() <= 24 && ends_in_mark(*s.behind); }},
    Row{"a sign that stands before headlines begins what follows", -9.0f, kMarked,
        [](const Meeting& s) { return s.right.says(Says::head_mark); }},
    Row{"short lines set one below the other, as verse and tables are", -12.0f, kWholeCjk,
        [](const Meeting& s) { return (s.left.set_apart || s.right.set_apart); }},
    Row{"short printed lines that end where they please, as verse and tables do", -6.0f, kColumns,
        [](const Meeting& s) { return (s.left.set_apart || s.right.set_apart); }},
    Row{"lines of an alphabet set one below the other, as verse and adverts are", -6.0f, kAlphabet,
        [](const Meeting& s) {
          return s.left.set_apart && s.right.set_apart && !is(s.right.first, kLower) && !runs_on(s);
        }},
    Row{"lines of an alphabet set one below the other begin or end at it", -2.0f, kAlphabet,
        [](const Meeting& s) {
          return s.left.set_apart != s.right.set_apart && !is(s.right.first, kLower) && !runs_on(s);
        }},
    Row{"a credit or caption ends before it", -5.0f, kMarked,
        [](const Meeting& s) { return s.left.says(Says::caption_end) && s.gap > s.usual_gap; }},
    Row{"a number that may count a section, behind an open line that is full", 4.0f, kLines,
        [](const Meeting& s) {
          return lines(s) && !s.left.terminal && room(s) < 1 && is(s.right.first, kDigit);
        }},
    Row{"a number and a bracket begin an entry of a list behind a mark", -8.0f, kAlphabet,  // Nr. 18, | 12) der Pfandbrief
        [](const Meeting& s) { return ends_in_mark(s.left) && counts_an_entry(s.right_text); }},
    Row{"a subheadline begins behind it", -6.0f, kMarked,
        [](const Meeting& s) { return s.right.says(Says::subheadline) && s.right.stops == 0 && s.right.size() <= 44; }},
    Row{"words that open a paragraph behind it", -1.5f, kMarked,
        [](const Meeting& s) { return s.right.says(Says::opener); }},
    // ---- printed lines of an alphabet: broken where the next word, or its first syllable, did not fit
    Row{"the first word of the next line would have fitted on it", -3.5f, kLines,
        [](const Meeting& s) { return lines(s) && !s.left.terminal && room(s) >= 1 && room(s) < 4; }},
    Row{"the first word of the next line would have fitted on it with room to spare", -6.0f, kLines,
        [](const Meeting& s) { return lines(s) && !s.left.terminal && room(s) >= 4; }},
    Row{"a line of an alphabet that is full", 6.0f, kLines,
        [](const Meeting& s) { return lines(s) && !s.left.terminal && room(s) < 1 && !too_wide(s); }},
    Row{"a sentence ends with a line on which the next word would have fitted", -6.0f, kLines,
        [](const Meeting& s) { return lines(s) && s.left.terminal && room(s) >= 1; }},
    // 24 / 26 without indents (newspapers.md section 15)
    Row{"a sentence ends with a line of an alphabet that is full", 2.5f, kLines,
        [](const Meeting& s) { return lines(s) && s.left.terminal && room(s) < 1 && !too_wide(s); }},
    Row{"a sentence ends with a full line, and the next is not indented though paragraphs are", 4.0f, kLines,
        [](const Meeting& s) {
          return lines(s) && s.left.terminal && room(s) < 1 && !too_wide(s) && s.indents && !s.indented;
        }},
    Row{"wider than the lines of an alphabet around it, as a headline", -4.0f, kLines,
        [](const Meeting& s) { return lines(s) && too_wide(s) && s.opens; }},
    Row{"a line of running text that is wider than the lines of an alphabet around it", 0, kLines,
        [](const Meeting& s) { return lines(s) && too_wide(s) && !s.opens; }},
    Row{"the line behind it has no marks and is wider than the lines of an alphabet around it", -3.0f, kLines,
        [](const Meeting& s) {
          return lines(s) && !in_boxes(s) && s.right.run_cells > 0 && wider(s.right) && no_marks(s.right);
        }},
    Row{"an unindented line, then an indented one, as a headline on a page of indents", -4.0f, kLines,
        [](const Meeting& s) {
          return lines(s) && s.indents && !s.indented && s.below_indented && !s.right.terminal;
        }},
    Row{"words that no paragraph ends with", 4.0f, kMarked,
        [](const Meeting& s) { return s.left.says(Says::open_word) && !s.left.terminal; }},
    Row{"a comma ends a line of an alphabet", 2.0f, kAlphabet,
        [](const Meeting& s) { return ends_in_comma(s.left); }},
    // 50 / 1, and 400 / 30 in the Reichsanzeiger
    Row{"a comma ends a line of an alphabet, not the first of its paragraph", 1.0f, kLines,
        [](const Meeting& s) {
          return ends_in_comma(s.left) && !s.opens &&  // but: Nr. 18, | 12) der
                 (!is(s.right.first, kDigit) || date_behind(s.right_text));
        }},
    Row{"a blank line between lines of an alphabet", -2.5f, kLines,
        [](const Meeting& s) { return lines(s) && s.gap > s.usual_gap; }},
    Row{"a blank line behind a sentence, or a line that is not full", -2.5f, kLines,
        [](const Meeting& s) {
          return lines(s) && s.gap > s.usual_gap && (s.left.terminal || room(s) >= 1);
        }},
    Row{"capitals before it and small letters behind it, as below a headline", -3.0f, kAlphabet,
        [](const Meeting& s) {
          return capitals(s.left_text) && !capitals(s.right_text) && !hyphenated(s);
        }},
    Row{"small letters before it and capitals behind it, as above a headline", -3.0f, kAlphabet,
        [](const Meeting& s) {
          return !capitals(s.left_text) && capitals(s.right_text) && !hyphenated(s);
        }},
    Row{"each word of the line behind it begins with a capital, as in a headline", -2.0f, kAlphabet,
        [](const Meeting& s) { return title_case(s.right_text); }},
    Row{"each word of the line before it begins with a capital, as in a headline", -1.5f, kAlphabet,
        [](const Meeting& s) { return s.opens && title_case(s.left_text); }},
    Row{"a line that opens a paragraph, and a byline, lead or the like two below", -2.0f, kLines,
        [](const Meeting& s) {
          return lines(s) && s.behind && (s.behind->says(Says::lead) || s.behind->says(Says::byline)) &&
                 !s.right.terminal;
        }},
    Row{"a sentence ends with a full line on a page of long paragraphs", 1.0f, kLines,
        [](const Meeting& s) { return lines(s) && s.left.terminal && room(s) < 1 && s.lines_per_end >= 10; }},
    Row{"a sentence ends with a full line on a page of short paragraphs", -1.0f, kLines,
        [](const Meeting& s) { return lines(s) && s.left.terminal && room(s) < 1 && s.lines_per_end <= 5; }},
    Row{"a sentence ends with a full line, and a quotation opens behind it", -2.0f, kLines,
        [](const Meeting& s) {
          return lines(s) && s.left.terminal && room(s) < 1 && is(s.right.first, kOpener);
        }},
    Row{"a sentence ends with a full line, and the paragraph is short", 1.0f, kLines,
        [](const Meeting& s) {
          return lines(s) && s.left.terminal && room(s) < 1 && s.left.chars < 3 * s.left.run_cells;
        }},
    Row{"a sentence ends with a full line, and the paragraph is long", -1.0f, kLines,
        [](const Meeting& s) {
          return lines(s) && s.left.terminal && room(s) < 1 && s.left.chars > 7 * s.left.run_cells;
        }},
    Row{"the first line of a paragraph without marks, a capital behind it", -1.5f, kLines,
        [](const Meeting& s) {
          return lines(s) && s.opens && no_marks(s.left) && !s.left.terminal && capital(s.right.first) &&
                 !s.capital_nouns;
        }},
    Row{"the first line of a paragraph without marks, a capital behind it, where nouns have one", -0.5f, kLines,
        [](const Meeting& s) {
          return lines(s) && s.opens && no_marks(s.left) && !s.left.terminal && capital(s.right.first) &&
                 s.capital_nouns && !adjective_before_noun(s);
        }},
    // einem finanziellen | Projekte; but a headline: Wie der Müller das Rad anhielt | Eine Geschichte
    Row{"a full first line ends as an adjective does, and a noun may follow", 1.0f, kLines,
        [](const Meeting& s) { return s.opens && adjective_before_noun(s); }},
    Row{"a small letter behind a full stop on a full line", 2.0f, kLines,  // unter II. | nicht
        [](const Meeting& s) {
          return lines(s) && s.left.terminal && s.left.last == U'.' && room(s) < 1 && is(s.right.first, kLower);
        }},
    Row{"a capital behind an open first line, where nouns have one", 0, kLines,
        [](const Meeting& s) { return s.opens && noun_behind(s) && !adjective_before_noun(s); }},
    // 31 / 1, and 767 / 16 in the Reichsanzeiger; behind any other word 22 / 6 and 371 / 26
    Row{"a capital behind a later line that ends in a small word, where nouns have one", 1.0f, kLines,
        [](const Meeting& s) { return !s.opens && noun_behind(s) && small_word_ends(s.left_text); }},
    Row{"a capital behind a later line that is open, where nouns have one", 0.5f, kLines,
        [](const Meeting& s) { return !s.opens && noun_behind(s) && !small_word_ends(s.left_text); }},
    Row{"a small letter behind running text, on a line with room", 2.0f, kLines,  // 129 / 2 in the Reichsanzeiger
        [](const Meeting& s) { return open_with_room(s) && is(s.right.first, kLower); }},
    Row{"a figure behind running text, on a line with room", 2.0f, kLines,  // 22 / 3
        [](const Meeting& s) { return open_with_room(s) && is(s.right.first, kDigit); }},
    Row{"words and figures in the same order before and behind it, as in a table", -6.0f, kAlphabet,
        [](const Meeting& s) { return alike(s.left.row, s.right.row) != Alike::no; }},
    Row{"rows of a table", -12.0f, kAnywhere, [](const Meeting& s) { return table(s); }},
    Row{"a table begins or ends at it", -5.0f, kAnywhere,
        [](const Meeting& s) { return s.left.in_table != s.right.in_table; }},
    // ---- Japanese and Korean: a line ends within a word as well as behind one
    Row{"a full line of Japanese or Korean", 3.0f, kColumns,
        [](const Meeting& s) {
          return (s.left.korean() || s.left.japanese()) && fills_its_line(s) &&
                 !s.left.terminal && s.gap <= s.usual_gap;
        }},
    Row{"an open line of Japanese or Korean that does not fill its width", -1.0f, kColumns,
        [](const Meeting& s) {
          return (s.left.korean() || s.left.japanese()) && !fills_its_line(s) &&
                 !s.left.terminal;
        }},
    Row{"a first line without indent or stop, though paragraphs are indented, as a headline", -3.0f, kPrinted,
        [](const Meeting& s) {
          return s.indents && s.opens && !s.left_indented && !s.left.terminal &&
                 s.left.stops == 0 && !is(s.right.first, kLower) && !comma(s.left.last);
        }},
    Row{"a particle or an ending that Korean hangs on a word begins what follows", 4.0f, kAnywhere,
        [](const Meeting& s) { return s.right.korean() && begins_with_particle(s.right_text); }},
    Row{"open Korean text, running text behind it", 5.0f, kWhole,
        [](const Meeting& s) {
          return s.left.korean() && open_end(s.left) &&
                 (s.left.stops > 0 || s.left.chars > 40) && s.right.korean() && s.right.stops > 0;
        }},
    Row{"Korean behind it, and a Korean sentence ends before it", -1.0f, kAnywhere,
        [](const Meeting& s) { return s.right.korean() && s.left.terminal; }},
    // ---- what the file itself says, and where lines stand on the page
    // The file's own word for it: `newsclean --ignore-structure` leaves it out. In METS files it means text.
    Row{"the file has both lines in one paragraph", 20.0f, kPlaced,
        [](const Meeting& s) {
          return s.place.same_region && s.place.left == Structure::paragraph && !s.place.in_article &&
                 !s.place.whole_columns;
        }},
    Row{"the file has them in two paragraphs", -4.0f, kPlaced,
        [](const Meeting& s) {
          return s.place.two_regions && s.place.left == Structure::paragraph &&
                 s.place.right == Structure::paragraph;
        }},
    Row{"the file calls one of them text and the other something else", -9.0f, kPlaced,
        [](const Meeting& s) { return s.place.left != s.place.right && s.place.two_regions; }},
    Row{"the file has them in cells or lines of their own, as of a table", -9.0f, kPlaced,
        [](const Meeting& s) {
          return s.place.two_regions &&
                 (s.place.left == Structure::table || s.place.right == Structure::table);
        }},
    Row{"the file has them in two articles", -6.0f, kPlaced, [](const Meeting& s) { return s.place.two_articles; }},
    Row{"two regions of the page", -1.5f, kPlaced,
        [](const Meeting& s) {
          return s.place.two_regions && s.place.left == Structure::none && s.place.right == Structure::none;
        }},
    Row{"the file says that the word goes on", 6.0f, kPlaced, [](const Meeting& s) { return s.place.goes_on; }},
    Row{"ends well before the lines around it, and the next has no indent", -1.5f, kPlaced,
        [](const Meeting& s) { return ends_short(s) && !s.place.indented; }},
    Row{"ends well before the lines around it, and the next has an indent", -5.0f, kPlaced,
        [](const Meeting& s) { return ends_short(s) && s.place.indented; }},
    Row{"ends where the lines around it end, and the next has an indent", -4.0f, kPlaced,
        [](const Meeting& s) { return in_boxes(s) && !ends_short(s) && s.place.indented; }},
    Row{"ends where the lines around it end, and the next has no indent", 5.0f, kPlaced, [](const Meeting& s) { return runs_on(s); }},
    Row{"more white space between the lines than usual", -3.0f, kPlaced,
        [](const Meeting& s) { return s.place.boxes && s.place.same_column && s.place.gap > 0.7f; }},
    Row{"the next line is set in another size", -3.0f, kPlaced,
        [](const Meeting& s) {
          return s.place.boxes && (s.place.size_ratio > 1.6f || s.place.size_ratio < 0.6f);
        }},
    // ---- whole blocks of an alphabet
    // Text that is clean has a page turn between articles; what was cut there was joined before.
    Row{"the page turns between whole blocks of Japanese, Korean or an alphabet", -5.0f, kWhole,
        [](const Meeting& s) { return s.turns && s.script != Script::chinese; }},
    Row{"an article that goes on elsewhere ends before it", -6.0f, kAnywhere,
        [](const Meeting& s) { return s.behind_jump && s.script != Script::chinese; }},
    Row{"open behind a finished sentence, in an alphabet", 5.0f, kWholeAlphabet,
        [](const Meeting& s) {
          return open_end(s.left) && s.left.stops > 0 && !title_case(s.right_text) &&
                 s.right.body_like();
        }},
    Row{"long and open, in an alphabet", 3.0f, kWholeAlphabet,
        [](const Meeting& s) {
          return open_end(s.left) && s.left.chars > 60 && s.right.body_like() &&
                 !capitals(s.left_text);
        }},
    Row{"a figure or an abbreviation ends it, in an alphabet", 2.0f, kAlphabet,
        [](const Meeting& s) {
          return s.left.body_like() &&
                 (is(s.left.last, kDigit) || s.left.says(Says::abbreviation));
        }},
};

static_assert(kRows.size() * kScripts <= EvidenceSet().size());

// The fitted weights, by name, in the order of Script.
struct FittedRow {
  std::string_view name;
  std::array<float, kScripts> weights;
};
constexpr FittedRow kFitted[] = {
#include "survey/seam_weights.inc"
};

// A row that was never fitted, or was renamed since, has its prior.
constexpr float weight_of(const Row& row, std::size_t script) {
  for (const FittedRow& fitted : kFitted) {
    if (fitted.name == row.name) return fitted.weights[script];
  }
  return row.prior;
}

constexpr auto kEvidence = [] {
  std::array<Evidence, kRows.size() * kScripts> evidence{};
  for (std::size_t script = 0; script < kScripts; ++script) {
    for (std::size_t i = 0; i < kRows.size(); ++i)
      evidence[script * kRows.size() + i] = {kRows[i].name, weight_of(kRows[i], script)};
  }
  return evidence;
}();

constexpr auto kPriors = [] {
  std::array<float, kRows.size()> priors{};
  for (std::size_t i = 0; i < kRows.size(); ++i) priors[i] = kRows[i].prior;
  return priors;
}();

// For each of the surroundings the rows that ask there, all but that of the dictionary.
struct Asked {
  std::array<std::uint8_t, kRows.size()> rows{};
  std::size_t count = 0;
};
constexpr auto kAsked = [] {
  std::array<Asked, 2 * kMarked> asked{};
  for (std::size_t where = 0; where < asked.size(); ++where) {
    for (std::size_t i = 0; i < kRows.size(); ++i) {
      if (i != kWordRow && (kRows[i].where & where) != 0)
        asked[where].rows[asked[where].count++] = static_cast<std::uint8_t>(i);
    }
  }
  return asked;
}();

std::span<const std::uint8_t> rows_asked(const Seam& s) {
  const bool placed =
      s.place.boxes || s.place.same_region || s.place.two_regions || s.place.two_articles || s.place.goes_on;
  const auto layout =
      s.printed ? (s.alphabetic() ? kLines : kColumns) : (s.alphabetic() ? kWholeAlphabet : kWholeCjk);
  const bool marked = (s.left.marks | s.right.marks) != 0;
  const Asked& asked =
      kAsked[static_cast<std::size_t>(layout) | (placed ? kPlaced : 0) | (marked ? kMarked : 0)];
  return std::span(asked.rows).first(asked.count);
}

// A word across two headlines is chance; across running text it is proof (1 of 25 false seams had one).
// Lines of verse are too short to tell.
bool may_ask_for_a_word(const Seam& seam) {
  const auto running = [](const Line& l) { return l.body_like() && l.size() >= 12; };
  return (running(seam.left) || running(seam.right)) && !seam.left.terminal;
}

}  // namespace

std::span<const Evidence> seam_evidence() { return kEvidence; }

std::size_t seam_row_count() { return kRows.size(); }

std::span<const float> seam_priors() { return kPriors; }

std::string_view address_at_end(std::string_view text) {
  std::size_t from = text.size();
  while (from > 0 && in_address(text[from - 1])) --from;
  const std::string_view word = text.substr(from);
  if (word.find("://") != word.npos || word.find("www.") != word.npos) return word;
  // Somebody has a letter in his name, or in that of his host; prices have none: 7.45@7.75
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const bool mail = word.find('@') != word.npos &&
                    (word.back() == '@' || std::any_of(word.begin(), word.end(), letter));
  return mail ? word : std::string_view();
}

// All rows that ask of `sure` ask this, too.
bool counts_certain_seams(const Seam& s) {
  return !s.printed && chinese(s) && open_end(s.left) && s.right.body_like();
}

EvidenceSet seam_rows(const Seam& seam, const Words& words) {
  EvidenceSet rows;
  const Meeting meeting(seam);
  for (const std::uint8_t row : rows_asked(seam)) rows.set(row, kRows[row].holds(meeting));
  rows.set(kWordRow, may_ask_for_a_word(seam) && words.straddle(seam.left_text, seam.right_text));
  return rows;
}

Judgement judge(const Seam& seam, const Words& words) {
  Judgement j;
  double sum = 0;
  const std::size_t first = static_cast<std::size_t>(seam.script) * kRows.size();
  const Meeting meeting(seam);
  for (const std::uint8_t row : rows_asked(seam)) {
    if (!kRows[row].holds(meeting)) continue;
    j.evidence.set(first + row);
    j.proof = j.proof || kRows[row].proof;
    sum += kEvidence[first + row].weight;
  }
  // The dictionary is dear: it is asked only where it can make likely what is not, or certain what is likely.
  const double word_weight = kEvidence[first + kWordRow].weight;
  constexpr double kCertain = 2.2;  // log odds of 0.9
  if (sum > -word_weight && sum < kCertain && may_ask_for_a_word(seam) &&
      words.straddle(seam.left_text, seam.right_text)) {
    j.evidence.set(first + kWordRow);
    j.proof = true;
    sum += word_weight;
  }
  j.confidence = 1 / (1 + std::exp(-sum));
  return j;
}

bool stopped_title(const Line& line) {
  if (!line.alphabetic() || line.last != U'.' || line.size() > 24 || line.stops > 1 || line.commas > 1 ||
      line.digits * 4 > line.chars || is(line.first_letter, kLower))
    return false;
  const auto spaces = std::count(line.text.begin(), line.text.end(), ' ');
  return capitals(line.text) || title_case(line.text) || spaces <= 2;
}

bool title_like(const Line& line) {
  if (line.size() < 2 || line.size() > 44 || (line.cjk * 2 < line.size() && line.cells > 90)) return false;
  const char32_t last = line.last;
  // A stop only as a cry or a question at the end; of commas only 、, which parts the items of a list.
  if (line.stops > 1 || (line.stops == 1 && last != U'！' && last != U'？' && last != U'!' && last != U'?'))
    return false;
  // In alphabets a comma is nothing unusual in a headline: Vote Delayed, Mayor Says.
  if (line.alphabetic()) return line.commas <= 2 && !comma(last);
  return line.commas == line.old_commas && line.commas <= 2 && !comma(last);
}

bool capitals(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next(text, at);
    if (is(c, kLower)) return false;
    letters += is(c, kLatin | kLetter);
  }
  return letters >= 3;
}

bool title_case(std::string_view text) {
  std::size_t words = 0, letters = 0;
  bool capital = false;
  for (std::size_t at = 0; at <= text.size();) {
    const char32_t c = at < text.size() ? next(text, at) : (++at, U' ');
    if (is(c, kLatin | kLetter | kMark) || c == U'’') {
      if (letters++ == 0) capital = !is(c, kLower);
      continue;
    }
    if (letters >= 4 && !capital) return false;
    words += letters > 0 && capital;
    letters = 0;
  }
  return words >= 3;
}

}  // namespace clean
