#include "survey/facts.h"

#include <algorithm>

#include "survey/geometry.h"
#include "unicode/chars.h"

namespace clean {

bool stop(char32_t c) {
  return c == U'。' || c == U'！' || c == U'？' || c == U'!' || c == U'?' || c == U'｡';
}

bool comma(char32_t c) {
  return c == U'，' || c == U'、' || c == U'；' || c == U'：' || c == U',' || c == U';' || c == U':' ||
         c == U'､';
}

namespace {

constexpr std::size_t kShortLine = 24;  // characters at most

// ( and （ open the same thing.
char32_t folded(char32_t opener) { return opener == U'(' ? U'（' : opener; }

// A full stop at text[at] ends a sentence, and is neither an abbreviation nor a list number: Chinese stands
// before it, closing marks between them passed over.
bool is_behind_chinese(std::string_view text, std::size_t at) {
  while (at > 0) {
    const char32_t c = previous(text, at);
    if (!is(c, kCloser) && c != U'"' && c != U'%') return is(c, kCjk | kWide);
  }
  return false;
}

bool is_word_at(std::string_view text, std::size_t at) { return is(next(text, at), kWord); }

// Behind the last sentence stand closing quotes, and often a remark in brackets, （《平原晚报》12月1日A05版
// 报道）, or an editor's sign, ②6: the sentence still ends before them.
char32_t core_end(std::string_view text, bool& terminal) {
  std::size_t at = text.size();
  char32_t last = 0;
  bool bracket_taken = false;
  while (at > 0) {
    const std::size_t before = at;
    last = previous(text, at);
    if (is(last, kBlank)) continue;
    if ((last == U'）' || last == U')') && !bracket_taken) {
      constexpr std::size_t kLongestRemark = 150;  // bytes
      std::size_t inside = at;
      char32_t c = 0;
      while (inside > 0 && c != U'（' && c != U'(' && before - inside < kLongestRemark)
        c = previous(text, inside);
      if (c == U'（' || c == U'(') {
        // Only a remark that stands behind a finished sentence is passed over.
        std::size_t outside = inside;
        char32_t end = outside > 0 ? previous(text, outside) : 0;
        while (is(end, kBlank) && outside > 0) end = previous(text, outside);
        if (stop(end) || end == U'”' || end == U'…') {
          at = inside;
          bracket_taken = true;
          continue;
        }
      }
      break;
    }
    if ((opener_of(last) != 0 && last != U')') || (last == U'"' && at > 0)) continue;
    if (last == U'“' && at > 0) {  // of a German quotation
      std::size_t letter = at;
      if (!is(previous(text, letter), kBlank | kCjk)) continue;
    }
    break;
  }
  std::size_t behind = at;
  const auto dots = [&](std::string_view dot) {
    return text.substr(0, behind).ends_with(dot) && text.substr(0, behind + dot.size()).ends_with(dot);
  };
  terminal = stop(last) || last == U'…' || (last == U'.' && dots(".")) || (last == U'．' && dots("．"));
  // The full stop of a quoted English sentence, too: …just as well.”
  const bool quoted = behind + 1 < text.size();
  if (last == U'.' && behind > 0 && !terminal) {
    std::size_t letter = behind;
    terminal = is_behind_chinese(text, behind) || (quoted && is(previous(text, letter), kLatin));
  }
  return last;
}

// The full stop before text[at] ends a sentence of an alphabet, as far as its line can tell: a word of three
// letters or more that begins small, or of six, stands before it; a space and a capital or nothing behind it.
// Mr. Smith, Sept. 5, St. Brendan’s, usw. are none.
bool ends_latin_sentence(std::string_view text, std::size_t at) {
  std::size_t word = at - 1, letters = 0;
  char32_t first = 0;
  while (word > 0) {
    std::size_t before = word;
    const char32_t c = previous(text, before);
    if (!is(c, kLatin | kLetter)) break;
    first = c;
    word = before;
    ++letters;
  }
  if (letters < 3 || (letters < 6 && !is(first, kLower))) return false;
  while (at < text.size()) {
    const char32_t c = next(text, at);
    if (is(c, kCloser) || c == U'"') continue;
    if (!is(c, kBlank)) return false;
    while (at < text.size()) {
      const char32_t next_first = next(text, at);
      if (is(next_first, kBlank | kOpener) || next_first == U'"' || next_first == U'„') continue;
      return !is(next_first, kLower);
    }
  }
  return true;
}

}  // namespace

Line read_line(std::string_view text, const Vocabulary& vocabulary) {
  Line line;
  line.text = text;
  line.first = first_char(text);
  line.last = last_char(text);
  for (std::size_t at = 0; at < text.size() && line.first_letter == 0;) {
    const char32_t c = next(text, at);
    if (is(c, kOpener | kBlank) || c == U'"' || c == U'„' || c == U'»') continue;
    line.first_letter = c;
  }
  char32_t before = 0;
  std::size_t points = 0;  // all characters, also those that have no width
  bool stopped = false;
  std::uint32_t letters = 0;  // of the word so far
  std::uint32_t han = 0;      // characters of which nothing else is to be seen: most, in Chinese
  bool capital = false, behind_small = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next(text, at);
    const unsigned k = classes_of(c);
    ++points;
    if (k == (kHan | kWide) && letters == 0) {
      ++han;
      before = c;
      continue;
    }
    if (k & (kMark | kControl)) continue;
    line.wide_space = line.wide_space || c == U'　' || (c == U' ' && before == U' ');
    // ｶﾞ is one character, ガ, set in half the width; a line is as long as it will be when it is clean.
    if (c == U'\uFF9E' || c == U'\uFF9F') continue;
    const bool half_kana = c >= U'\uFF61' && c <= U'\uFF9D';
    ++line.chars;
    line.cells += k & kWide || half_kana ? 2 : 1;
    line.cjk += (k & kCjk) != 0;
    line.kana += (k & kKana) != 0;
    line.hangul += (k & kHangul) != 0;
    if (k & (kLatin | kLetter)) {
      capital = letters == 0 ? !(k & kLower) : capital;
      ++letters;
    } else if (letters > 0) {
      if (letters >= 4 && behind_small) {
        ++line.words;
        line.capital_words += capital;
      }
      behind_small = !capital && c == U' ';
      letters = 0;
    }
    line.latin += (k & kLatin) != 0;
    line.digits += (k & kDigit) != 0;
    if (k & (kPunct | kOpener | kCloser | kSymbol)) {
      stopped = stopped || stop(c);
      // ... is no stop
      if (stop(c) || (c == U'.' && is(before, kCjk | kCloser) && text.substr(at, 1) != ".") ||
          (c == U'.' && is(before, kLower) && ends_latin_sentence(text, at)))
        ++line.stops;
      if (comma(c) && c != U'：' && c != U':') ++line.commas;
      if (c == U'、' || c == U'､') ++line.old_commas;
      // Square and curly brackets are nobody's punctuation; « opens in French and closes in German.
      const bool counts = c != U'[' && c != U']' && c != U'{' && c != U'}' && c != U'«' && c != U'»';
      // In German „ opens and “ closes.
      const bool closes_german = c == U'“' && is(before, ~unsigned{kBlank | kOpener}) &&
                                 (at == text.size() || !is_word_at(text, at));
      if (closes_german) {
        if (!line.open.close(U'„') && line.open.count == 0) line.closes.push(U'„');
      } else if (counts && closer_of(c) != 0) {
        line.open.push(folded(c));
      } else if (const char32_t opener = counts ? folded(opener_of(c)) : 0) {
        if (!line.open.close(opener) && line.open.count == 0) line.closes.push(opener);
      }
    }
    before = c;
  }
  line.short_line = points <= kShortLine && !stopped;
  if (line.digits > 0) line.row = table_row(text);
  line.chars += han;
  line.cells += 2 * han;
  line.cjk += han;
  line.marks = vocabulary.read(text);
  line.last_core = core_end(text, line.terminal);
  // In alphabetic text a full stop at the end of a line ends a sentence, unless it is an abbreviation's.
  if (line.last_core == U'.' && line.cjk == 0) line.terminal = !line.says(Says::abbreviation);
  // (Fortsetzung folgt.) ends a text as a sentence does.
  if (line.cjk == 0 && text.ends_with(".)")) line.terminal = true;
  // Where Chinese sentences end in half-width full stops, one behind a number may be one.
  if (line.last == U'.' && !line.terminal)
    line.terminal = line.stops > 0 && line.chars > 20 && line.cjk * 3 > line.chars;
  // Japanese papers leave out the 。 before 」.
  if (line.last == U'」' && line.kana * 3 > line.chars) line.terminal = true;
  if (line.says(Says::end_mark) && !line.terminal) {
    Found sign;
    if (vocabulary.find(Says::end_mark, text, sign)) {
      const std::string_view rest(text.data(), static_cast<std::size_t>(sign.all.data() - text.data()));
      bool ended = false;
      core_end(rest, ended);
      line.terminal = ended;
    }
  }
  return line;
}

int room(const Line& line, std::string_view what_follows) {
  std::size_t end = std::min(what_follows.find_first_of(" -"), what_follows.size());
  end += end < what_follows.size() && what_follows[end] == '-';
  const auto word = static_cast<int>(count_chars(what_follows.substr(0, end)));
  return static_cast<int>(line.run_cells) - static_cast<int>(line.printed_cells) - word;
}

Line joined(const Line& left, const Line& right, std::string_view tail) {
  Line both = left;
  both.last = right.last;
  both.last_core = core_end(tail, both.terminal);
  both.terminal = both.terminal || right.terminal;
  both.chars += right.chars;
  both.row = {};
  both.in_table = false;
  both.short_line = both.chars <= 24 && left.short_line && right.short_line;
  both.cells += right.cells;
  both.cjk += right.cjk;
  both.kana += right.kana;
  both.hangul += right.hangul;
  both.words += right.words;
  both.capital_words += right.capital_words;
  both.latin += right.latin;
  both.digits += right.digits;
  both.stops += right.stops;
  both.commas += right.commas;
  both.old_commas += right.old_commas;
  for (std::uint8_t i = 0; i < right.closes.count; ++i) {
    if (!both.open.close(right.closes.marks[i]) && both.open.count == 0) {
      both.closes.push(right.closes.marks[i]);
    }
  }
  for (std::uint8_t i = 0; i < right.open.count; ++i) both.open.push(right.open.marks[i]);
  constexpr Marks at_end = mark(Says::kicker) | mark(Says::caption_end) | mark(Says::jump_to) |
                           mark(Says::end_mark) | mark(Says::byline_end) | mark(Says::title_tag) |
                           mark(Says::abbreviation) | mark(Says::open_word);
  constexpr Marks at_start = mark(Says::lead) | mark(Says::section) | mark(Says::item) | mark(Says::opener) |
                             mark(Says::subheadline) | mark(Says::caption_start) | mark(Says::jump_from) |
                             mark(Says::never_title) | mark(Says::head_mark) | mark(Says::news_opening) |
                             mark(Says::abstract_start);
  both.marks = (left.marks & at_start) | (right.marks & at_end);
  return both;
}

Facts::Facts(const Document& document, const Vocabulary& vocabulary, const Words& words)
    : vocabulary_(&vocabulary), words_(&words) {
  lines_.reserve(document.blocks().size());
  for (const Block& b : document.blocks()) lines_.push_back(read_line(document.text(b), vocabulary));
  generation_ = document.generation();
  revision_ = document.revision();
  place_lines(document);
  pages_ = survey_layout(document.blocks(), lines_);
}

// What a file with markup says of each line.
void Facts::place_lines(const Document& document) {
  if (document.places().empty()) return;
  const Geometry geometry(document);
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Placement* place = document.place(document.blocks()[i]);
    lines_[i].structure = place ? place->structure : Structure::none;
    lines_[i].file_article = place ? place->article : 0;
    lines_[i].region = place ? place->region : 0;
    const Placement* last = document.last_place(document.blocks()[i]);
    lines_[i].last_region = last ? last->region : 0;
    lines_[i].in_column = geometry.in_column(document.blocks()[i]);
    lines_[i].type_size = geometry.size_of(document.blocks()[i]);
  }
}

void Facts::update(const Document& document) {
  if (revision_ == document.revision()) return;
  revision_ = document.revision();
  if (generation_ == document.generation()) {  // only roles: what is lifted counts no more
    for (Line& l : lines_) {
      l.run_cells = 0;
      l.set_apart = l.in_table = l.head_stack = false;
    }
    pages_ = survey_layout(document.blocks(), lines_);
    return;
  }
  const bool next = generation_ + 1 == document.generation();
  const std::vector<Line> before = std::move(lines_);
  lines_.clear();
  lines_.reserve(document.blocks().size());
  for (std::size_t i = 0; i < document.blocks().size(); ++i) {
    const std::string_view text = document.text(document.blocks()[i]);
    const std::uint32_t same = next ? document.carried()[i] : Document::kChanged;
    if (same == Document::kChanged) {
      lines_.push_back(read_line(text, *vocabulary_));
      continue;
    }
    lines_.push_back(before[same]);
    lines_.back().text = text;
    lines_.back().run_cells = 0;
    lines_.back().set_apart = lines_.back().in_table = lines_.back().head_stack = false;
  }
  generation_ = document.generation();
  place_lines(document);
  pages_ = survey_layout(document.blocks(), lines_);
}

namespace {

// In a line of an alphabet, of Korean or Japanese there is a mark every forty letters or less often; in
// Chinese every ten characters.
bool marks_are_rare(const Line& l) { return l.alphabetic() || l.korean() || l.japanese(); }

// The layout of a run of blocks: fills in what lines show only beside each other.
class Layout {
 public:
  Layout(std::span<const Block> blocks, std::span<Line> lines) : blocks_(blocks), lines_(lines) {}
  std::vector<PageFacts> survey();

 private:
  void find_measure();
  bool lines_are_cut(std::size_t in_flow) const;
  void find_runs();
  void find_set_lines();
  void find_tables();
  void find_verse_of_alphabets();
  void find_head_stacks();

  std::span<const Block> blocks_;
  std::span<Line> lines_;
  std::vector<PageFacts> pages_;
};

std::vector<PageFacts> Layout::survey() {
  // The layout is the extraction tool's doing: it is the same for all pages of a document, and a short page
  // alone could not tell it.
  std::vector<std::uint32_t> widths, gaps;
  std::uint32_t indented = 0, by_a_space = 0, cjk = 0, kana_hangul = 0, other = 0, stops = 0, commas = 0,
                old_commas = 0;
  std::uint32_t words = 0, capitals = 0;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    cjk += lines_[i].cjk;
    kana_hangul += lines_[i].kana + lines_[i].hangul;
    other += lines_[i].latin;
    words += lines_[i].words;
    capitals += lines_[i].capital_words;
    if (lifted(blocks_[i].role)) continue;
    stops += lines_[i].stops;
    commas += lines_[i].commas;
    old_commas += lines_[i].old_commas;
    lines_[i].printed_cells = lines_[i].cells + blocks_[i].indent;
    widths.push_back(lines_[i].cells);
    if (i > 0 && blocks_[i].page == blocks_[i - 1].last_page) gaps.push_back(blocks_[i].gap);
    indented += blocks_[i].indent >= 2;
    by_a_space += blocks_[i].indent == 1;
  }
  const auto percentile = [](std::vector<std::uint32_t>& v, std::size_t percent) {
    if (v.empty()) return 0u;
    const auto nth = v.begin() + static_cast<std::ptrdiff_t>((v.size() - 1) * percent / 100);
    std::nth_element(v.begin(), nth, v.end());
    return *nth;
  };
  PageFacts page;
  page.script = cjk * 2 <= other        ? Script::alphabet
                : kana_hangul * 8 > cjk ? Script::kana_hangul
                                        : Script::chinese;
  const bool alphabet = page.script == Script::alphabet;
  page.capital_nouns = words >= 10 && capitals * 3 > words;
  page.old_marks = (old_commas > 20 && old_commas * 4 > commas * 3 && old_commas > stops * 2) ||
                   (old_commas >= 6 && old_commas == commas && stops == 0);
  // Domain section 2: 90th percentile of line length at most 26 Chinese or 60 Latin
  // characters; two and four more for indents and marks.
  // Paragraphs, not a stanza or a sign-off: one line in five to eight where they are indented, one in a
  // hundred else; asked for is one in twenty.
  page.indents = indented >= 3 && indented * 20 >= widths.size();
  // As many as paragraphs are, and no more: else the space is dirt.
  const bool spaces = by_a_space >= 3 && by_a_space * 20 >= widths.size() && by_a_space * 3 <= widths.size();
  if (page.script == Script::kana_hangul && spaces && indented * 2 < by_a_space) {
    page.indents = true;
    page.indent_cells = 1;
  }
  page.usual_gap = static_cast<std::uint16_t>(percentile(gaps, 50));
  // With a blank line behind every line a page of short paragraphs looks the same: that takes more lines to
  // tell. With none, lines of up to 50 characters occur (newspapers of 1939 over the whole width of a page);
  // that they are justified is asked below.
  const std::uint32_t widest = alphabet ? 64 : page.usual_gap > 0 ? 56 : 100;
  page.printed = widths.size() >= (page.usual_gap > 0 ? 10 : 4) && percentile(widths, 90) <= widest;
  const bool cut_everywhere = alphabet && lines_are_cut(widths.size());
  page.printed = page.printed || cut_everywhere;
  for (page.first = 0; page.first < blocks_.size(); page.first = page.end) {
    page.page = blocks_[page.first].page;
    page.end = page.first;
    while (page.end < blocks_.size() && blocks_[page.end].page == page.page) ++page.end;
    pages_.push_back(page);
  }
  if (page.printed) {
    find_runs();
    // Printed lines are justified: most that do not end a sentence fill their line. Short paragraphs are not.
    std::size_t open = 0, running = 0, full = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Line& l = lines_[i];
      if (lifted(blocks_[i].role) || l.terminal) continue;
      ++open;
      // Chinese lines of names and results have no marks; in other scripts many a line of text has none.
      if (l.run_cells == 0 || (l.stops + l.commas == 0 && !marks_are_rare(l))) continue;
      ++running;
      // A column that begins or ends here has lines of its own width.
      const auto as_wide = [&](std::size_t beside) {
        return beside < blocks_.size() && !lifted(blocks_[beside].role) &&
               l.printed_cells + 2 >= lines_[beside].printed_cells &&
               l.printed_cells <= lines_[beside].printed_cells + 2;
      };
      if (alphabet) {
        full +=
            i + 1 < blocks_.size() && room(l, lines_[i + 1].text) < 3;  // measures vary by a letter or two
        continue;
      }
      full += (l.printed_cells + 2 >= l.run_cells && l.printed_cells <= l.run_cells + 2) ||
              (as_wide(i - 1) && as_wide(i + 1));
    }
    // Wide lines look like short paragraphs: of those four in five must fill their line.
    const bool wide = percentile(widths, 90) > 56;
    if (cut_everywhere) {
      // They are, whatever their width.
    } else if (running < 2 || full * 2 < running || (page.usual_gap > 0 && full * 3 < running * 2) ||
               (wide && full * 5 < running * 4) || open * 5 < widths.size() * 2) {
      for (PageFacts& p : pages_) p.printed = false;
      for (Line& l : lines_) l.run_cells = 0;
      page.printed = false;
    }
  }
  if (alphabet && page.printed) find_measure();
  find_set_lines();
  find_tables();
  if (alphabet) find_verse_of_alphabets();
  if (page.printed) find_head_stacks();
  return std::move(pages_);
}

void Layout::find_measure() {
  constexpr std::size_t kFewest = 8;
  constexpr int kMost = 12;  // letters
  std::vector<int> rooms;
  for (std::size_t i = 0; i + 1 < blocks_.size(); ++i) {
    const Line& l = lines_[i];
    if (lifted(blocks_[i].role) || lifted(blocks_[i + 1].role) || l.run_cells == 0 || l.terminal) continue;
    if (is(l.last, kLatin | kDigit) && is(lines_[i + 1].first, kLower))
      rooms.push_back(room(l, lines_[i + 1].text));
  }
  int slack = 0;
  if (rooms.size() >= kFewest) {
    const auto nth = rooms.begin() + static_cast<std::ptrdiff_t>(rooms.size() * 9 / 10);
    std::nth_element(rooms.begin(), nth, rooms.end());
    slack = std::clamp(*nth, 0, kMost);
  }
  std::size_t lines = 0, ends = 1;
  for (std::size_t i = 0; i + 1 < blocks_.size(); ++i) {
    const Line& l = lines_[i];
    if (lifted(blocks_[i].role) || l.run_cells == 0) continue;
    ++lines;
    ends += l.terminal && room(l, lines_[i + 1].text) > slack;
  }
  for (PageFacts& page : pages_) {
    page.slack = static_cast<std::uint16_t>(slack);
    page.lines_per_end = static_cast<std::uint16_t>(std::min<std::size_t>(lines / ends, 1000));
  }
}

// In an alphabet printed lines show at their ends: of lines that end no sentence, every second goes on with a
// small letter or ends in a hyphen, also on pages of wide columns and tables. Of whole blocks few do, and
// those are long.
bool Layout::lines_are_cut(std::size_t in_flow) const {
  constexpr std::uint32_t kLongest = 130,
                          kShortest = 20;  // letters of a line of text; less is a cell of a table
  std::size_t text = 0, wide = 0, cut = 0;
  for (std::size_t i = 0; i + 1 < blocks_.size(); ++i) {
    const Line& l = lines_[i];
    if (lifted(blocks_[i].role) || lifted(blocks_[i + 1].role) || l.chars < kShortest) continue;
    ++text;
    wide += l.chars > kLongest;
    cut += !l.terminal &&
           (is(lines_[i + 1].first, kLower) || l.last == U'-' || l.last == U'⸗' || l.last == U'¬');
  }
  return in_flow >= 8 && text >= 6 && wide * 10 < text && cut * 3 > text;
}

// Printed width is a fact of the run, not of the page: columns differ. The second widest of nine lines
// around, so that one overlong line does not make all others short.
void Layout::find_runs() {
  for (const PageFacts& page : pages_) {
    for (std::size_t i = page.first; i < page.end; ++i) {
      std::uint32_t widest = 0, second = 0, running = 0;
      for (std::size_t j = i >= page.first + 4 ? i - 4 : page.first; j < page.end && j <= i + 4; ++j) {
        if (lifted(blocks_[j].role)) continue;
        const std::uint32_t width = lines_[j].printed_cells;
        second = std::max(second, std::min(width, widest));
        widest = std::max(widest, width);
        running += lines_[j].stops + lines_[j].commas > 0 ? 2 : marks_are_rare(lines_[j]);
      }
      // Names, timetables, results, verse: equal lines, but no line of running text among them.
      lines_[i].run_cells = running >= 4 ? second : 0;
    }
  }
}

// Above a lead or a byline stand the lines of a head, which have no marks; the text above them ends in one.
// A printed line in the middle of a paragraph has no mark as often, but then no mark stands before it.
void Layout::find_head_stacks() {
  constexpr std::size_t kTallest = 6;
  const auto unmarked = [&](const Line& l) {
    return l.stops + l.commas == 0 && !stop(l.last) && !comma(l.last) && !l.says(Says::lead);
  };
  for (std::size_t below = 1; below < blocks_.size(); ++below) {
    const Line& l = lines_[below];
    if (lifted(blocks_[below].role) || !(l.says(Says::lead) || l.says(Says::byline) || l.says(Says::series)))
      continue;
    std::size_t top = below;
    while (top > 0 && below - top <= kTallest && !lifted(blocks_[top - 1].role) &&
           blocks_[top - 1].page == blocks_[below].page && unmarked(lines_[top - 1]))
      --top;
    if (below - top > kTallest) continue;
    for (std::size_t i = top; i < below; ++i) lines_[i].head_stack = true;
  }
}

// In an alphabet each line of verse begins with a capital, none ends within a word, and it ends before the
// measure makes it. Four running lines that begin with a capital by chance are full. Adverts and programmes
// look the same.
void Layout::find_verse_of_alphabets() {
  constexpr std::size_t kFewest = 4, kTallestHead = 6;
  constexpr std::uint32_t kLongest = 48;  // letters; a turn-over is a line of its own
  const auto fits = [&](std::size_t i) {
    const Line& l = lines_[i];
    if (lifted(blocks_[i].role) || !l.alphabetic() || l.chars > kLongest) return false;
    char32_t first = 0;
    for (std::size_t at = 0; at < l.text.size() && !is(first, kWord);) first = next(l.text, at);
    return !is(first, kLower) && l.last != U'-' && l.last != U'⸗' && l.last != U'¬' && l.last != U'=' &&
           !l.says(Says::lead) && !l.says(Says::byline);
  };
  for (std::size_t begin = 0, end; begin < blocks_.size(); begin = end) {
    std::uint32_t widest = 0;
    for (end = begin; end < blocks_.size() && fits(end); ++end) {
      if (end > begin && blocks_[end].page != blocks_[begin].page) break;
      widest = std::max(widest, lines_[end].printed_cells);
    }
    const std::size_t n = end - begin;
    end = std::max(end, begin + 1);
    if (n < kFewest) continue;
    std::size_t short_of_it = 0, marks = 0;
    for (std::size_t i = begin; i < begin + n; ++i) {
      const Line& l = lines_[i];
      marks += l.terminal || comma(l.last);
      if (i + 1 == begin + n) continue;
      Line in_group = l;
      in_group.run_cells = widest;
      short_of_it += room(in_group, lines_[i + 1].text) >= 1;
    }
    const bool text_below = end < blocks_.size() && !fits(end) && !lifted(blocks_[end].role);
    // Half of the lines of verse end in a mark; so do few lines of text that begin with a capital.
    const bool ragged = short_of_it * 2 >= n - 1 || (marks * 2 >= n && short_of_it > 0);
    if (!ragged || (text_below && marks * 2 < n && n <= kTallestHead)) continue;
    for (std::size_t i = begin; i < begin + n; ++i) lines_[i].set_apart = true;
  }
}

// Verse, programmes, lists of results: several short lines, each a line by itself. On a page of whole blocks
// with blank lines between they are set without; the lines of a head may be, too, but those have running text
// below. On a page of printed lines nothing tells but that they have no marks and end where they please.
void Layout::find_set_lines() {
  constexpr std::size_t kFewest = 3, kTallestHead = 6;
  const bool printed = !pages_.empty() && pages_.front().printed;
  const bool marks_tell = printed || pages_.empty() || pages_.front().usual_gap == 0;
  for (std::size_t begin = 0, end; begin < blocks_.size(); begin = end) {
    end = begin + 1;
    const auto fits = [&](std::size_t i) {
      const Line& l = lines_[i];
      // A line of nothing but a mark is a part of the text around it.
      return !lifted(blocks_[i].role) && l.short_line && l.cjk + l.latin + l.digits > 0 &&
             (!marks_tell || l.commas == 0) && !l.says(Says::lead) && !l.says(Says::byline);
    };
    if (!fits(begin)) continue;
    std::uint32_t widest = lines_[begin].printed_cells, narrowest = widest;
    while (end < blocks_.size() && (blocks_[end].gap == 0 || printed) &&
           blocks_[end].page == blocks_[begin].page && fits(end)) {
      widest = std::max(widest, lines_[end].printed_cells);
      narrowest = std::min(narrowest, lines_[end].printed_cells);
      ++end;
    }
    // Longer headlines may stand between.
    std::size_t below = end;
    const auto text = [&](const Line& l) {
      return l.body_like() || l.says(Says::lead) || l.says(Says::byline) || l.says(Says::abstract_label);
    };
    while (below < blocks_.size() && below < end + 2 && !text(lines_[below]) && !lines_[below].short_line)
      ++below;
    const bool text_below = below < blocks_.size() && text(lines_[below]);
    if (end - begin < kFewest + printed || (text_below && end - begin <= kTallestHead)) continue;
    if (printed && widest < narrowest + 6) continue;
    // Printed lines of a paragraph without commas are as wide as each other, but for the last.
    const auto full =
        static_cast<std::size_t>(std::count_if(lines_.begin() + static_cast<std::ptrdiff_t>(begin),
                                               lines_.begin() + static_cast<std::ptrdiff_t>(end),
                                               [&](const Line& l) { return l.printed_cells + 4 >= widest; }));
    if (printed && full * 2 > end - begin) continue;
    for (std::size_t i = begin; i < end; ++i) lines_[i].set_apart = true;
  }
  // Classical verse: four lines or more of five or seven characters and a mark each.
  for (std::size_t begin = 0, end; begin < blocks_.size(); begin = end) {
    const auto fits = [&](std::size_t i) {
      const Line& l = lines_[i];
      return !lifted(blocks_[i].role) && (l.chars == 6 || l.chars == 8) && l.chars == lines_[begin].chars &&
             l.stops + l.commas == 1 && (l.terminal || comma(l.last));
    };
    for (end = begin; end < blocks_.size() && fits(end); ++end) {
    }
    if (end - begin >= 4) {
      for (std::size_t i = begin; i < end; ++i) lines_[i].set_apart = true;
    }
    end = std::max(end, begin + 1);
  }
}

// Lines that have words and figures in the same order: results, prices, the weather.
void Layout::find_tables() {
  constexpr std::size_t kFewest = 3;  // of lines that may be alike by chance
  for (std::size_t begin = 0, end; begin < blocks_.size(); begin = end) {
    bool surely = false;
    for (end = begin + 1; end < blocks_.size() && blocks_[end].page == blocks_[begin].page; ++end) {
      const Alike rows = alike(lines_[end - 1].row, lines_[end].row);
      if (rows == Alike::no || lifted(blocks_[end].role) || lifted(blocks_[end - 1].role)) break;
      surely = surely || rows == Alike::yes;
    }
    if (end - begin < (surely ? 2 : kFewest)) continue;
    const bool headed = begin > 0 && blocks_[begin - 1].page == blocks_[begin].page &&
                        !lifted(blocks_[begin - 1].role) &&
                        lines_[begin - 1].stops + lines_[begin - 1].commas == 0 &&
                        heads_columns(lines_[begin - 1].text, lines_[begin].row);
    for (std::size_t i = begin - headed; i < end; ++i) lines_[i].set_apart = lines_[i].in_table = true;
  }
}

}  // namespace

std::vector<PageFacts> survey_layout(std::span<const Block> blocks, std::span<Line> lines) {
  return Layout(blocks, lines).survey();
}

bool stay_together(const Line& a, const Line& b) {
  return (a.short_line && b.short_line) || alike(a.row, b.row) == Alike::yes;
}

bool stay_together(std::string_view a, std::string_view b) {
  const auto short_line = [](std::string_view text) {
    std::size_t chars = 0;
    for (std::size_t at = 0; at < text.size();) {
      if (stop(next(text, at)) || ++chars > kShortLine) return false;
    }
    return true;
  };
  return (short_line(a) && short_line(b)) || alike(table_row(a), table_row(b)) == Alike::yes;
}

const PageFacts& Facts::page_of(std::size_t block) const {
  const auto it =
      std::partition_point(pages_.begin(), pages_.end(), [&](const PageFacts& p) { return p.end <= block; });
  return *it;
}

std::size_t Facts::flow_before(const Document& document, std::size_t block) {
  while (block-- > 0) {
    if (!lifted(document.blocks()[block].role)) return block;
  }
  return npos;
}

std::size_t Facts::flow_behind(const Document& document, std::size_t block) {
  while (++block < document.blocks().size()) {
    if (!lifted(document.blocks()[block].role)) return block;
  }
  return npos;
}

}  // namespace clean
