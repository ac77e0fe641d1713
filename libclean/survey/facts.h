// The facts of a document, found once before any filter judges a line: what each line shows, and what is
// true of its page. Most wrong decisions come from judging a line without them (newspapers.md section 1, 8).
#pragma once

#include <clean/document.h>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "survey/geometry.h"
#include "survey/rows.h"
#include "survey/vocabulary.h"
#include "unicode/words.h"

namespace clean {

// Brackets and quotes that a line leaves open, outermost first, or closes without having opened them.
struct OpenMarks {
  std::array<char32_t, 6> marks{};  // the openers, also for what is closed
  std::uint8_t count = 0;
  std::uint32_t deeper = 0;  // opened inside these, beyond what is kept
  void push(char32_t m) {
    if (count < marks.size()) {
      marks[count++] = m;
    } else {
      ++deeper;
    }
  }
  // Closes the innermost one if it is `m`.
  bool close(char32_t m) {
    if (deeper > 0) {
      --deeper;
      return true;
    }
    if (back() != m || m == 0) return false;
    --count;
    return true;
  }
  char32_t back() const { return count ? marks[count - 1u] : 0; }
  bool operator==(const OpenMarks&) const = default;
};

// What one block shows. Widths in cells: a Chinese character has two.
struct Line {
  std::string_view text;
  char32_t first = 0, last = 0;
  char32_t first_letter = 0;  // or digit: the first character behind opening marks
  char32_t last_core = 0;     // the last character before closing marks and a bracketed remark
  std::uint32_t chars = 0, cells = 0;
  std::uint32_t cjk = 0, kana = 0, hangul = 0, latin = 0, digits = 0;  // kana and hangul are part of cjk
  // Words of four letters and more right behind a word in small letters, and how many begin with a capital.
  std::uint32_t words = 0, capital_words = 0;
  std::uint32_t stops = 0;       // 。！？
  std::uint32_t commas = 0;      // ，、；
  std::uint32_t old_commas = 0;  // 、
  OpenMarks open, closes;
  Marks marks = 0;
  bool terminal = false;    // ends as a sentence ends
  bool short_line = false;  // may be one of a stanza or a table
  bool set_apart = false;   // one of several short lines set one below the other: verse, a table
  bool in_table = false;    // one of several lines that are alike as rows of a table are
  bool wide_space = false;  // inside it, as between columns: 無名氏　洋二百元
  bool head_stack = false;  // a printed line without marks, one of a stack above a lead or byline
  TableRow row;             // what it shows as a row of a table
  Structure structure = Structure::none;      // what the file calls its region
  std::uint32_t file_article = 0;             // the article it is in, where the file names articles
  std::uint32_t region = 0, last_region = 0;  // of the file, where it begins and where it ends; 0: none
  float type_size = 0;              // height of its first printed line: 1 is usual here, 0 not known
  LinePlace in_column;              // what the place of its first printed line shows
  std::uint32_t printed_cells = 0;  // with its indent
  std::uint32_t run_cells = 0;      // printed width of the lines around it; 0: no printed lines here

  bool operator==(const Line&) const = default;

  bool says(Says s) const { return (marks & mark(s)) != 0; }
  bool alphabetic() const { return cjk * 2 < latin; }
  bool korean() const { return hangul * 4 > chars; }
  bool japanese() const { return kana * 8 > chars; }
  // Its length in Chinese characters: of an alphabet two letters make one (newspapers.md section 13: a short
  // line has 44 characters, or 90 letters).
  std::uint32_t size() const { return alphabetic() ? (chars + 1) / 2 : chars; }
  // Running text rather than a headline or a label: it has a comma or a stop, or is long. The 、 of 一、 is
  // no comma; headlines in alphabets and in Japanese have commas, too.
  bool body_like() const {
    if (stops > 0 || size() > 40) return true;
    if (alphabetic()) return false;
    if (japanese() && commas == old_commas && commas <= 2 && chars <= 30) return false;
    return commas > (says(Says::section) ? 1 : 0);
  }
};

// The line that two lines make when they are joined. `text` and the widths are the left one's; `tail` is the
// end of what they make, some 200 bytes, which tells how it ends.
Line joined(const Line& left, const Line& right, std::string_view tail);

// How many letters more than the first word of what follows would have fitted on a printed line of an
// alphabet; less than one: none. A compositor sets what fits, so a line with room was the last of its
// paragraph. A word may be divided at a hyphen it has.
int room(const Line& line, std::string_view what_follows);

// What a document is written in, for evidence that was counted in one of them.
enum class Script : std::uint8_t { chinese, kana_hangul, alphabet };
inline constexpr std::size_t kScripts = 3;

struct PageFacts {
  std::uint32_t page = 1;
  std::size_t first = 0, end = 0;  // blocks
  // Of the whole document:
  bool printed =
      false;  // raw lines are printed lines (newspapers.md section 2: D, I, N, A), not whole blocks
  bool indents = false;           // a paragraph begins with white space
  std::uint8_t indent_cells = 2;  // at least so much; some Korean papers indent by a space
  Script script = Script::alphabet;
  // 、 does for nearly all marks, also at the end of a paragraph, as before 1950 (newspapers.md section 12,
  // era profile).
  bool old_marks = false;
  // Nouns begin with a capital: more than a third of the words of four letters and more behind a word in
  // small letters do. In pages of German .53 to .66 do, in English and French .06 to .23.
  bool capital_nouns = false;
  std::uint16_t usual_gap = 0;
  // Of printed lines of an alphabet: by how many letters lines that surely go on fall short of the measure
  // (nine in ten by no more), for type is not equally wide; and how many lines there are for each that ends
  // short with a full stop, which is about how many a paragraph has.
  std::uint16_t slack = 0, lines_per_end = 0;

  bool operator==(const PageFacts&) const = default;
};

class Facts {
 public:
  Facts(const Document& document, const Vocabulary& vocabulary, const Words& words);

  // Brings the facts up to the document as it stands now: lines whose text did not change are kept.
  void update(const Document& document);

  const Line& line(std::size_t block) const { return lines_[block]; }
  std::span<const Line> lines() const { return lines_; }
  std::span<const PageFacts> pages() const { return pages_; }
  const PageFacts& page_of(std::size_t block) const;
  const Vocabulary& vocabulary() const { return *vocabulary_; }
  const Words& words() const { return *words_; }

  // The nearest block of the flow before or behind; npos when there is none.
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  static std::size_t flow_before(const Document& document, std::size_t block);
  static std::size_t flow_behind(const Document& document, std::size_t block);

 private:
  void place_lines(const Document& document);

  const Vocabulary* vocabulary_;
  const Words* words_;
  std::vector<Line> lines_;
  std::vector<PageFacts> pages_;
  std::uint32_t generation_ = 0, revision_ = 0;
};

// Finds the layout of blocks, and fills in what their lines show only beside each other: widths of runs,
// lines set one below the other.
std::vector<PageFacts> survey_layout(std::span<const Block> blocks, std::span<Line> lines);

// Both have at most 24 characters and no end of a sentence, or they are alike as the rows of a table. Such
// lines that stood without a blank line between stay so in the text output: it keeps stanzas and tables.
bool stay_together(const Line& a, const Line& b);
bool stay_together(std::string_view a, std::string_view b);

// Reads one line: the facts that need nothing but its text.
Line read_line(std::string_view text, const Vocabulary& vocabulary);

// 。 ！ ？ and their half-width forms. The half-width full stop is none by itself: what stands before it
// tells.
bool stop(char32_t c);

// ， 、 ； ： and their half-width forms.
bool comma(char32_t c);

}  // namespace clean
