// furniture: running heads, page numbers, mastheads and the lines of the page's makers.
//
// A line is a running head if it says two things that only a running head says together: a date and a
// weekday, a page number and a price (newspapers.md section 9). What says one of them, or nothing but a
// number, is furniture only beside other furniture at the edge of a page, or where the same line stands
// several times. The name of the paper and nothing else is one where it stands in the middle of a sentence.
//
// Leaves alone: a date under a speech, the date a notice is signed with, a headline that happens to
// repeat.

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "filters/common.h"
#include "filters/page_edges.h"
#include "unicode/chars.h"

namespace clean {
namespace {

enum Reason : std::uint8_t {
  kRunningHead,
  kMakers,
  kBesideFurniture,
  kRepeated,
  kCounted,
  kInterrupts,
  kAboveDate,
  kNamed,
  kTopNumber,
  kNextNumber,
  kHeadOfPaper,
  kOverPages,
  kLinesOfHead
};
constexpr std::string_view kReasons[] = {
    "date, weekday, page number, price: a running head says two of them",
    "names of the page's makers",
    "beside a running head at the edge of the page",
    "the same line more than once, digits apart",
    "a number at the foot or top of each page that counts them",
    "the name of a newspaper in the middle of a sentence",
    "the first line of the first page, above number and date",
    "the file calls it a header, a footer or a page number",
    "a number alone at the top of a page",
    "a number alone on a line, one more than that at the top: two pages are one",
    "the head of the paper: name, number, date, price, where to subscribe",
    "at the edge of several pages, each time with the page's number",
    "one of three lines and more that name the paper, its number and its date together",
};
constexpr Role kRoles[] = {Role::running_head, Role::credit, Role::folio, Role::masthead};

constexpr std::uint32_t kLongest = 60;  // characters; newspapers.md section 9

class Furniture final : public Filter {
 public:
  void propose(const Document& document, const Facts& facts, Decisions& out) const override {
    const auto blocks = document.blocks();
    std::vector<Role> found(blocks.size(), Role::paragraph);  // paragraph: not furniture
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].role != Role::paragraph) continue;
      if (const Role named = named_by_file(facts.line(i).structure); named != Role::paragraph) {
        found[i] = named;
        out.role(blocks[i].at, named, kNamed, 0.95);
        continue;
      }
      if (facts.line(i).structure != Structure::none || !eligible(facts.line(i), 3)) continue;
      const std::string_view text = document.text(blocks[i]);
      const Vocabulary& words = facts.vocabulary();
      const int makers = facts.line(i).says(Says::credit) ? words.count(Says::credit, text) : 0;
      const int parts = facts.line(i).says(Says::furniture) ? words.count(Says::furniture, text) : 0;
      if (!eligible(facts.line(i), facts.line(i).alphabetic() ? parts + makers : parts)) continue;
      // A date and a weekday also stand in 时间：2025年12月6日星期六上午9时: three quarters of the line must
      // be such words.
      // In alphabets notices say when they take place: two such words must stand at the edge of a page.
      const bool in_place = !facts.line(i).alphabetic() ||
                            (at_edge(document, facts, i) && !facts.line(i).says(Says::open_word)) ||
                            (parts >= 3 && !comma(facts.line(i).last));
      if (parts >= 2 && in_place &&
          (parts >= 3 || makers > 0 ||
           words.covered(Says::furniture, text) * 4 >= facts.line(i).text.size() * 3 ||
           (facts.line(i).alphabetic() && numbered_fields(words, facts.line(i).text)))) {
        found[i] = Role::running_head;
        out.role(blocks[i].at, Role::running_head, kRunningHead, parts >= 3 ? 0.99 : 0.95);
      } else if (makers >= 2 || (makers == 1 && one_of_several(document, facts, i))) {
        found[i] = Role::credit;
        out.role(blocks[i].at, Role::credit, kMakers, 0.98);
      }
    }
    const std::vector<bool> counted = counted_folios(document, facts);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (!counted[i]) continue;
      found[i] = Role::folio;
      out.role(blocks[i].at, Role::folio, kCounted, 0.95);
    }
    const std::map<std::string, int> times = repetitions(document, facts);
    std::u32string firsts;  // with which the repeated ones begin: most lines begin otherwise
    for (const auto& [text, n] : times) {
      if (n >= 2 && firsts.find(first_char(text)) == firsts.npos) firsts += first_char(text);
    }
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (firsts.find(masked(facts.line(i).first)) == firsts.npos || found[i] != Role::paragraph ||
          lifted(blocks[i].role) || !eligible(facts.line(i)) || facts.line(i).structure != Structure::none)
        continue;
      const auto repeated = times.find(masked(facts.line(i).text));
      if (repeated == times.end() || repeated->second < 2) continue;
      // On the first page the paper's name alone is its masthead.
      const bool name = facts.line(i).says(Says::masthead) && facts.line(i).digits == 0 && i == 0;
      found[i] = name ? Role::masthead : Role::running_head;
      out.role(blocks[i].at, found[i], kRepeated, 0.9);
    }
    for (const EdgeLine& line : heads_of_pages(document, facts, found)) {
      found[line.block] = line.role;
      out.role(blocks[line.block].at, line.role, kOverPages, 0.9);
    }
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (found[i] != Role::paragraph || lifted(blocks[i].role) || !facts.line(i).says(Says::masthead))
        continue;
      if (!interrupts(document, facts, i)) continue;
      found[i] = Role::running_head;
      out.role(blocks[i].at, Role::running_head, kInterrupts, 0.9);
    }
    for (const PageFacts& page : facts.pages()) {
      find_numbers_at_top(document, facts, page, found, out);
      find_heads_of_papers(document, facts, page, found, out);
      find_title_of_paper(document, facts, page, found, out);
      find_heads_in_lines(document, facts, page, found, out);
      peel(document, facts, page, +1, found, out);
      peel(document, facts, page, -1, found, out);
    }
  }

 private:
  // Stands behind a line of text that does not end.
  static bool interrupts(const Document& document, const Facts& facts, std::size_t block) {
    const std::size_t before = Facts::flow_before(document, block);
    return before != Facts::npos && facts.line(before).body_like() && !facts.line(before).terminal;
  }

  // 责任编辑：李明 above 校对：赵刚: lines that begin with a maker's label, one below the other.
  static bool one_of_several(const Document& document, const Facts& facts, std::size_t block) {
    const auto labelled = [&](std::size_t i) {
      Found found;
      return i < document.blocks().size() && facts.line(i).says(Says::credit) && eligible(facts.line(i)) &&
             facts.vocabulary().find(Says::credit, facts.line(i).text, found) &&
             found.all.data() == facts.line(i).text.data();
    };
    return labelled(block) && (labelled(block + 1) || (block > 0 && labelled(block - 1)));
  }

  static Role named_by_file(Structure structure) {
    switch (structure) {
      case Structure::header:
      case Structure::footer:
        return Role::running_head;
      case Structure::page_number:
        return Role::folio;
      default:
        return Role::paragraph;
    }
  }

  // Le Sillon républicain    DÉPARTEMENT    vendredi 14 juin 2013    3: three fields at least with white
  // space or a bar between, of which the first or the last is the page's number.
  static bool numbered_fields(const Vocabulary& words, std::string_view text) {
    std::vector<std::string_view> fields;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end =
          std::min({text.find("  ", at), text.find(" | ", at), text.find("　", at), text.size()});
      if (end > at) fields.push_back(text.substr(at, end - at));
      for (at = end;
           at < text.size() && (text[at] == ' ' || text[at] == '|' || text.substr(at).starts_with("　"));)
        at += text[at] == ' ' || text[at] == '|' ? 1 : std::string_view("　").size();
    }
    Found found;
    const auto number = [&](std::string_view field) { return words.find(Says::folio, field, found); };
    return fields.size() >= 3 && (number(fields.front()) || number(fields.back()));
  }

  // Among the first six or the last four lines of a page, of those that are not lifted.
  static bool at_edge(const Document& document, const Facts& facts, std::size_t block) {
    constexpr std::size_t kTop = 6, kFoot = 4;
    const PageFacts& page = facts.page_of(block);
    const auto blocks = document.blocks();
    const auto between = [&](std::size_t from, std::size_t to) {
      std::size_t n = 0;
      for (std::size_t i = from; i < to && n <= kTop; ++i) n += !lifted(blocks[i].role);
      return n;
    };
    return between(page.first, block) < kTop || between(block + 1, page.end) < kFoot;
  }

  // In alphabets: a number of up to four digits alone on the first line of a page is its number. On a scan of
  // two pages there are two.
  static void find_numbers_at_top(const Document& document, const Facts& facts, const PageFacts& page,
                                  std::vector<Role>& found, Decisions& out) {
    if (page.script != Script::alphabet || page.end - page.first < 6) return;
    const auto number = [&](std::size_t i) {
      const Line& l = facts.line(i);
      return !lifted(document.blocks()[i].role) && l.digits == l.chars && l.chars <= 4 &&
             l.structure == Structure::none;
    };
    std::size_t end = page.first;
    while (end < page.end && number(end)) ++end;
    // Behind it the number of a notice may stand, in brackets: [178]. Only where the file begins: in the
    // clean text a page begins with each article.
    const bool notice =
        page.first == 0 && end < page.end && facts.line(end).first == U'[' && facts.line(end).last == U']';
    const std::size_t behind = end + (notice && end + 1 < page.end);
    if (end - page.first > 2 || facts.line(behind).digits * 2 > facts.line(behind).chars) return;
    for (std::size_t i = page.first; i < end; ++i) {
      if (found[i] != Role::paragraph) continue;
      found[i] = Role::folio;
      out.role(document.blocks()[i].at, Role::folio, kTopNumber, 0.8);
      find_next_number(document, facts, page, i, found, out);
    }
  }

  // The number of the second page of a scan of two: one more, alone among lines that are no numbers.
  static void find_next_number(const Document& document, const Facts& facts, const PageFacts& page,
                               std::size_t first, std::vector<Role>& found, Decisions& out) {
    const long wanted = number_in(facts.line(first).text) + 1;
    for (std::size_t i = first + 1; i < page.end; ++i) {
      const Line& l = facts.line(i);
      if (l.digits != l.chars || l.chars > 4 || found[i] != Role::paragraph ||
          document.blocks()[i].role != Role::paragraph || number_in(l.text) != wanted)
        continue;
      const auto letters = [&](std::size_t k) {
        return k >= page.end || facts.line(k).latin > facts.line(k).digits;
      };
      if (!letters(i - 1) || !letters(i + 1)) continue;
      found[i] = Role::folio;
      out.role(document.blocks()[i].at, Role::folio, kNextNumber, 0.8);
      return;
    }
  }

  // The head of a paper: name, number, date, and what it says of itself, its price and where to subscribe.
  // Three lines at least of the last kind, not far from each other, and what stands between and right beside
  // them and is a part of a running head. It also stands in the middle of a file, where two pages were
  // scanned as one.
  static void find_heads_of_papers(const Document& document, const Facts& facts, const PageFacts& page,
                                   std::vector<Role>& found, Decisions& out) {
    constexpr std::size_t kFewest = 3, kMostBetween = 4;
    const auto free = [&](std::size_t i) { return facts.line(i).structure == Structure::none; };
    for (std::size_t begin = page.first, end; begin < page.end; begin = end) {
      end = begin + 1;
      if (!free(begin) || !facts.line(begin).says(Says::imprint)) continue;
      std::size_t saying = 1;
      for (std::size_t i = end; i < page.end && i - end < kMostBetween && free(i); ++i) {
        if (!facts.line(i).says(Says::imprint)) continue;
        end = i + 1;
        ++saying;
      }
      if (saying < kFewest || saying * 3 < end - begin) continue;
      const auto part = [&](std::size_t i) {
        const Line& l = facts.line(i);
        const bool year = l.digits >= 4 && l.chars <= 5;
        return free(i) &&
               (l.says(Says::furniture) || l.says(Says::masthead) || l.says(Says::folio) || year) &&
               l.size() <= kLongest;
      };
      std::size_t top = begin;
      for (std::size_t i = begin; i-- > page.first && top - i <= 2;) top = part(i) ? i : top;
      while (end < page.end && part(end) && !facts.line(end).says(Says::lead)) ++end;
      for (std::size_t i = top; i < end; ++i) {
        if (found[i] != Role::paragraph || document.blocks()[i].role != Role::paragraph) continue;
        found[i] = Role::masthead;
        out.role(document.blocks()[i].at, Role::masthead, kHeadOfPaper, 0.8);
      }
    }
  }

  // The head of a supplement or a special issue in lines: Erſte Beilage | zum Deutſchen Reichsanzeiger | Nr.
  // 169. | Berlin, Donnerstag, den 20. Juli | 1916. Also in the middle of a file, where two pages were
  // scanned as one. One line names the paper, one has a year or two things that only running heads say, and
  // together they say three.
  static void find_heads_in_lines(const Document& document, const Facts& facts, const PageFacts& page,
                                  std::vector<Role>& found, Decisions& out) {
    if (page.script != Script::alphabet) return;
    constexpr std::size_t kFewest = 3, kMost = 8;
    const Vocabulary& words = facts.vocabulary();
    const auto part = [&](std::size_t i) {
      const Line& l = facts.line(i);
      if (found[i] == Role::running_head || found[i] == Role::masthead) return true;
      const bool year = l.digits == 4 && l.chars <= 5;
      return l.structure == Structure::none && document.blocks()[i].role == Role::paragraph &&
             l.size() <= kLongest && l.stops <= 1 && !comma(l.last) && l.text.find(':') == l.text.npos &&
             !l.says(Says::lead) && l.closes.count == 0 &&
             (l.says(Says::furniture) || l.says(Says::masthead) || year);
    };
    for (std::size_t begin = page.first, end; begin < page.end; begin = end) {
      end = begin + 1;
      if (!part(begin)) continue;
      // A word between two names: Deutſcher Reichsanzeiger | und | Königlich Preußiſcher Staatsanzeiger.
      while (end < page.end && (part(end) || (end + 1 < page.end && facts.line(end).chars <= 4 &&
                                              facts.line(end).digits == 0 && part(end + 1))))
        ++end;
      if (end - begin < kFewest || end - begin > kMost) continue;
      int things = 0;
      bool name = false, dated = false;
      for (std::size_t i = begin; i < end; ++i) {
        const Line& l = facts.line(i);
        const int said = l.says(Says::furniture) ? words.count(Says::furniture, l.text) : 0;
        things += std::max(said, static_cast<int>(l.says(Says::masthead)));
        name =
            name || l.says(Says::masthead) || (said > 0 && l.digits == 0 && l.capital_words + l.words >= 1);
        dated = dated || said >= 2 || (l.digits == 4 && l.chars <= 5);
      }
      if (things < 3 || !name || !dated) continue;
      for (std::size_t i = begin; i < end; ++i) {
        if (found[i] != Role::paragraph || document.blocks()[i].role != Role::paragraph) continue;
        found[i] = Role::running_head;
        out.role(document.blocks()[i].at, Role::running_head, kLinesOfHead, 0.8);
      }
    }
  }

  // A running head that says three things or more may be longer.
  static bool eligible(const Line& line, int parts = 0) {
    if (line.says(Says::jump_to) || line.says(Says::jump_from)) return false;  // may stand there twice
    // Of a sentence: (Deutſcher Reichsanzeiger und Preußiſcher | Staatsanzeiger Nr. 192 vom 21. Auguſt 1939)
    // wird mit
    const char32_t closed = line.closes.count > 0 ? line.closes.marks[0] : 0;
    if (line.alphabetic() && (closed == U'(' || closed == U'（') && line.last != U')') return false;
    // 44. Jahrgang. — Nr. 4.: full stops of a running head in an alphabet end no sentence.
    const bool no_sentence = line.stops == 0 || (line.alphabetic() && parts >= 2 && line.size() <= kLongest);
    return line.size() <= (parts >= 3 ? 2 * kLongest : kLongest) && no_sentence;
  }

  // Page numbers say that they are by counting: at the same edge of each page, one more than on the page
  // before.
  static std::vector<bool> counted_folios(const Document& document, const Facts& facts) {
    const auto blocks = document.blocks();
    std::vector<bool> counted(blocks.size(), false);
    for (const bool top : {true, false}) {
      std::size_t before = Facts::npos;
      long number_before = -2, page_before = 0;
      for (const PageFacts& page : facts.pages()) {
        std::size_t edge = top ? page.first : page.end - 1;
        while (lifted(blocks[edge].role) && edge != (top ? page.end - 1 : page.first))
          edge += top ? 1u : static_cast<std::size_t>(-1);
        const long number = facts.line(edge).says(Says::folio) && !lifted(blocks[edge].role)
                                ? number_in(document.text(blocks[edge]))
                                : -2;
        // Of an issue not every page need be there: p1 and p4 are numbered 1 and 4.
        const long turned = before == Facts::npos ? 1 : static_cast<long>(page.page) - page_before;
        if (number >= 0 && number == number_before + turned) counted[edge] = counted[before] = true;
        before = edge;
        number_before = number;
        page_before = page.page;
      }
    }
    return counted;
  }

  static long number_in(std::string_view text) {
    long n = -2;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next(text, at);
      const char32_t digit = c >= U'０' && c <= U'９' ? c - U'０' + U'0' : c;
      if (digit >= U'0' && digit <= U'9' && n < 100000)
        n = (n < 0 ? 0 : n) * 10 + static_cast<long>(digit - U'0');
    }
    return n;
  }

  // Goes inwards from an edge of the page as long as lines are furniture, or would be beside furniture.
  static void peel(const Document& document, const Facts& facts, const PageFacts& page, int step,
                   std::vector<Role>& found, Decisions& out) {
    const auto blocks = document.blocks();
    const bool top = step > 0;
    const auto last = static_cast<std::ptrdiff_t>(top ? page.end : page.first) - (top ? 0 : 1);
    std::vector<std::size_t> edge;
    // A page number at the foot of a page whose successor begins with a running head, and the other way
    // round.
    const std::size_t across = top ? page.first - 1 : page.end;
    bool beside = across < blocks.size() && found[across] != Role::paragraph, first_page = false;
    for (auto i = static_cast<std::ptrdiff_t>(top ? page.first : page.end - 1); i != last; i += step) {
      const auto b = static_cast<std::size_t>(i);
      if (lifted(blocks[b].role)) continue;
      const Line& line = facts.line(b);
      if (found[b] != Role::paragraph) {
        beside = true;
        first_page = first_page || says_first_page(document.text(blocks[b]));
        continue;
      }
      // At the top also what is all words of a running head; at the foot a date alone signs a notice.
      const bool part = top && line.says(Says::furniture) &&
                        facts.vocabulary().covered(Says::furniture, line.text) * 4 >= line.text.size() * 3;
      // The name of a section over the first of its articles: SPORT, Aus Stadt und Kreis. Right above text it
      // is that text's headline.
      const std::size_t below = Facts::flow_behind(document, b);
      const bool section = top && line.alphabetic() && line.says(Says::label) && below != Facts::npos &&
                           !facts.line(below).body_like() && !facts.line(below).terminal;
      // The number of a notice below that of the page: 300 | [178].
      if (top && line.cjk == 0 && line.first == U'[' && b > 0 &&
          (found[b - 1] == Role::folio || blocks[b - 1].role == Role::folio))
        break;
      if (!eligible(line) || !(line.says(Says::folio) || line.says(Says::masthead) || part || section)) break;
      edge.push_back(b);
    }
    if (!beside) return;
    for (const std::size_t b : edge) {
      const Line& line = facts.line(b);
      // The name of the paper is its masthead on the first page and a running head on the others.
      const Role role = line.says(Says::folio)                    ? Role::folio
                        : line.says(Says::masthead) && first_page ? Role::masthead
                                                                  : Role::running_head;
      found[b] = role;
      out.role(blocks[b].at, role, kBesideFurniture, 0.9);
    }
  }

  // The first line of the first page, right above the line with number, date and price: the paper's name,
  // which no recipe can know. A headline has text below it.
  static void find_title_of_paper(const Document& document, const Facts& facts, const PageFacts& page,
                                  std::vector<Role>& found, Decisions& out) {
    const auto blocks = document.blocks();
    const std::size_t top = page.first;
    if (page.script == Script::chinese || facts.line(top).says(Says::folio)) return;
    if (top != 0 || top + 1 >= page.end || found[top] != Role::paragraph || lifted(blocks[top].role)) return;
    const Line& line = facts.line(top);
    const std::size_t below = found[top + 1] != Role::paragraph ? top + 1 : top + 2;
    if (below >= page.end || found[below] != Role::running_head) return;
    constexpr std::uint32_t kLongestName = 24;  // characters of Chinese
    if (line.size() > kLongestName || line.stops > 0 || line.commas > 0 ||
        line.terminal != (line.last == U'.'))
      return;
    if (below == top + 2 && (facts.line(top + 1).size() > kLongest || facts.line(top + 1).terminal)) return;
    for (std::size_t i = top; i < below; ++i) {
      found[i] = Role::masthead;
      out.role(blocks[i].at, Role::masthead, kAboveDate, 0.9);
    }
  }

  // How often each line that says one thing a running head says stands in the document, its digits masked. A
  // date alone is what notices are signed with.
  static std::map<std::string, int> repetitions(const Document& document, const Facts& facts) {
    std::map<std::string, int> times;
    for (std::size_t b = 0; b < document.blocks().size(); ++b) {
      const Line& line = facts.line(b);
      if (lifted(document.blocks()[b].role) || !eligible(line)) continue;
      if (!line.says(Says::furniture) && !line.says(Says::masthead)) continue;
      if (line.alphabetic() && !at_edge(document, facts, b)) continue;  // Berlin, den 11. Oktober 1878.
      const std::string text = masked(line.text);
      const bool only_date = count_chars(text) <= 12 && text.ends_with("日") &&
                             text.find("年") != text.npos && text.starts_with("#");
      if (!only_date) ++times[text];
    }
    return times;
  }

  static std::string masked(std::string_view text) {
    std::string m;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next(text, at);
      if (is(c, kBlank)) continue;
      append(m, masked(c));
    }
    return m;
  }
  static char32_t masked(char32_t c) { return is(c, kDigit) ? U'#' : c; }

  // 第01版, 第一版, A1版, 头版, or what only the first page carries: the number of pages, the postal code.
  static bool says_first_page(std::string_view text) {
    for (const std::string_view sign :
         {"第01版", "第1版", "第一版", "A01版", "A1版", "01版", "头版", "今日", "邮发代号"}) {
      if (text.find(sign) != std::string_view::npos) return true;
    }
    return false;
  }
};

}  // namespace

extern const FilterRow kFurniture;
const FilterRow kFurniture = {
    .name = "furniture",
    .summary = "lifts running heads, page numbers, mastheads and makers' lines",
    .reasons = kReasons,
    .evidence = {},
    .touches = {.roles = kRoles, .words = "lines of page furniture; changes no text"},
    .make = make<Furniture>,
};

}  // namespace clean
