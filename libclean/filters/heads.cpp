// heads: kicker, headline, subheadline, byline, abstract, section heading; and where an article with a head
// starts.
//
// That a line looks like a headline is worth little: of short paragraphs promoted by their form alone, two in
// three are none (newspapers.md section 13). What follows decides. An anchor is a line that only stands below
// a headline: a lead, a byline, a subheadline, the label of an abstract; the headline-like lines directly
// above it are the head, and its top is where the article starts. The roles of a head depend on its own lines
// alone, from the start downwards, so that the same head is read alike wherever it stands.
//
// Leaves alone: a short paragraph with nothing of the kind below it; a second dateline inside a report.

#include <vector>

#include "filters/common.h"
#include "unicode/chars.h"

namespace clean {
namespace {

enum Reason : std::uint8_t {
  kLead,
  kByline,
  kSubheadline,
  kAbstract,
  kNotice,
  kTag,
  kGap,
  kPageTop,
  kAfterCredit,
  kHeadLine,
  kKickerLine,
  kSubLine,
  kBylineLine,
  kAbstractText,
  kNumbered,
  kShort,
  kVerse,
  kTable,
};
constexpr std::string_view kReasons[] = {
    "a headline, then a lead",
    "a headline, then a byline",
    "a headline, then a subheadline",
    "a headline, then the label of an abstract",
    "the title of a notice, then its text",
    "a headline with a tag of genre",
    "a headline-like line behind a wide gap, then running text",
    "a headline-like line at the top of the page, then running text",
    "a headline-like line behind the authors or the source of the text above, then running text",
    "the main line of a head",
    "a line of a head above its main line",
    "a line of a head that begins with a dash or stands below its main line",
    "names the authors, below a headline",
    "an abstract and its label",
    "a numbered section heading",
    "short lines between paragraphs, more than one in this article",
    "short lines set one below the other",
    "short lines with numbers set one below the other",
};
constexpr Role kRoles[] = {Role::kicker,   Role::headline, Role::subheadline, Role::byline,
                           Role::abstract, Role::heading,  Role::verse,       Role::table};

constexpr std::size_t kTallest = 6;  // lines of a head; newspapers.md section 13, row 8

struct Unit {  // a block of the flow
  const Block* block;
  const Line* line;
  bool starts = false;
};

class Heads final : public Filter {
 public:
  void propose(const Document& document, const Facts& facts, Decisions& out) const override {
    std::vector<Unit> flow;
    const auto blocks = document.blocks();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (!lifted(blocks[i].role)) flow.push_back({&blocks[i], &facts.line(i), blocks[i].starts});
    }
    if (!flow.empty()) flow.front().starts = true;  // the text begins here, whoever says so
    find_starts(flow, facts, out);
    for (std::size_t i = 0; i < flow.size();) {
      std::size_t end = i + 1;
      while (end < flow.size() && !flow[end].starts) ++end;
      give_roles({flow.data() + i, end - i}, flow[i].starts, out);
      i = end;
    }
  }

 private:
  static bool plain(const Unit& u) { return u.block->role == Role::paragraph; }

  static bool byline(const Unit& u) { return plain(u) && u.line->says(Says::byline); }
  static bool sub(const Unit& u) {
    return plain(u) && u.line->says(Says::subheadline) && u.line->stops == 0 && u.line->chars <= 44;
  }
  static bool label(const Unit& u) { return plain(u) && u.line->says(Says::abstract_label); }
  static bool body(const Unit& u) {
    return plain(u) && u.line->body_like() && (u.line->terminal || u.line->chars > 40);
  }

  // Can be the main line or the kicker of a head.
  static bool title(const Unit& u) {
    const Line& l = *u.line;
    const bool cry = (l.last == U'！' || l.last == U'!') && l.chars <= 5;  // 谢谢！
    const bool remark =
        (l.first == U'（' || l.first == U'(') && (l.last == U'）' || l.last == U')');  // （图略）
    return plain(u) && title_like(l) && !l.set_apart && !cry && !remark && !l.says(Says::lead) &&
           !l.says(Says::section) && !l.says(Says::item) && !l.says(Says::never_title) &&
           !l.says(Says::byline) && !l.says(Says::subheadline) && !l.says(Says::abstract_label) &&
           !(l.says(Says::furniture) && l.digits * 2 > l.chars - l.digits) && l.cjk + l.latin > l.digits;
  }

  // A headline with a comma in it (one in 45, newspapers.md section 4.1): only right above a lead or a
  // byline.
  static bool title_with_comma(const Unit& u) {
    const Line& l = *u.line;
    // 逆转！江城男篮加时绝杀
    const bool cry_inside = l.stops >= 1 && l.stops <= 2 && l.commas <= 1 && l.chars <= 24 &&
                            l.text.find("。") == l.text.npos && l.text.find('.') == l.text.npos;
    const bool one_comma = l.stops == 0 && l.commas == 1 && l.chars <= 30;
    return plain(u) && (one_comma || cry_inside) && !comma(l.last) && !l.says(Says::lead) &&
           !l.says(Says::section) && !l.says(Says::item) && !l.says(Says::never_title) &&
           !l.says(Says::opener);
  }

  // 记者：您觉得最难的是什么？ | 李明：最难的是坚持: a line of an interview, however much like a headline.
  static bool answers(const Line& question, const Line& answer) {
    const auto speaker = [](const Line& l) {
      const std::string_view begin = first_chars(l.text, 6);
      return begin.find("：") != begin.npos || begin.find(':') != begin.npos;
    };
    return speaker(answer) && (speaker(question) || question.last == U'？');
  }

  // （王帅）, （据新华社）: nothing of the article follows.
  static bool credited(const Line& l) {
    return l.terminal && (l.says(Says::byline_end) || l.says(Says::source_note));
  }

  // The top of the head whose lowest line is flow[below - 1]; `below` when there is none. A head does not
  // reach over a start, and not over a page turn.
  static std::size_t top_of_head(const std::vector<Unit>& flow, std::size_t below) {
    std::size_t top = below, titles = 0;
    while (top > 0 && below - top < kTallest) {
      const Unit& u = flow[top - 1];
      const bool with_comma =
          !title(u) && title_with_comma(u) && titles == 0 && below < flow.size() &&
          (flow[below].line->says(Says::lead) || byline(flow[below]) || byline(flow[top]));
      if (!(title(u) || byline(u) || sub(u) || with_comma)) break;
      if (top > 1 && answers(*flow[top - 2].line, *u.line)) break;
      if (top < below && flow[top].block->page != u.block->last_page) break;
      --top;
      titles += title(u) || with_comma;
      if (u.starts || with_comma) break;
    }
    // It begins with a headline: a byline on top belongs to the text above.
    while (top < below && !title(flow[top]) && !title_with_comma(flow[top])) ++top;
    return titles > 0 ? top : below;
  }

  static void find_starts(std::vector<Unit>& flow, const Facts& facts, Decisions& out) {
    const auto start = [&](std::size_t i, Reason reason, double confidence) {
      if (flow[i].starts) return;
      flow[i].starts = true;
      out.start(flow[i].block->at.begin, reason, confidence);
    };
    for (std::size_t i = 1; i < flow.size(); ++i) {
      const Unit& u = flow[i];
      if (!plain(u)) continue;
      const std::size_t top = top_of_head(flow, i);
      const bool below_head = top < i;
      if (below_head && u.line->says(Says::lead)) {
        start(top, kLead, 0.98);
      } else if (below_head && byline(u) && (title(flow[i - 1]) || title_with_comma(flow[i - 1])) &&
                 i + 1 < flow.size() && (body(flow[i + 1]) || label(flow[i + 1]))) {
        start(top, kByline, 0.95);
      } else if (below_head && u.line->says(Says::name) && title(flow[i - 1]) &&
                 !flow[i - 1].line->says(Says::name) && i + 1 < flow.size() && body(flow[i + 1])) {
        start(i - 1, kByline, 0.8);  // a name alone is weak: only the line above it is the head
      } else if (below_head && sub(u) && title(flow[i - 1]) && i + 1 < flow.size() &&
                 (body(flow[i + 1]) || byline(flow[i + 1]) || label(flow[i + 1]))) {
        start(top, kSubheadline, 0.93);
      } else if (below_head && label(u)) {
        start(top, kAbstract, 0.9);
      } else if (title(u) && i + 1 < flow.size() && body(flow[i + 1])) {
        const PageFacts& page = facts.page_of(static_cast<std::size_t>(u.line - facts.lines().data()));
        const std::size_t head = top_of_head(flow, i + 1);
        if (u.line->says(Says::notice)) {
          start(i, kNotice, 0.9);
        } else if (u.line->says(Says::title_tag)) {
          start(head, kTag, 0.85);
        } else if (head > 0 && credited(*flow[head - 1].line)) {
          start(head, kAfterCredit, 0.8);
        } else if (u.block->gap > page.usual_gap + 1 && flow[i - 1].line->terminal && !page.printed) {
          start(i, kGap, 0.65);
        } else if (flow[head].block->page != flow[head - (head > 0)].block->last_page) {
          start(head, kPageTop, 0.9);
        }
      }
    }
  }

  // `article`: from one start to the next, or what stands before the first.
  static void give_roles(std::span<const Unit> article, bool starts, Decisions& out) {
    const auto give = [&](const Unit& u, Role role, Reason reason, double confidence) {
      if (plain(u)) out.role(u.block->at, role, reason, confidence);
    };
    std::size_t head_end = 0;
    if (starts && article.size() > 1) {
      head_end = height_of_head(article);
      give_head_roles(article.subspan(0, head_end), head_end < article.size() ? &article[head_end] : nullptr,
                      give);
    }
    for (std::size_t i = head_end; i < article.size(); ++i) {
      if (!label(article[i])) continue;
      give(article[i], Role::abstract, kAbstractText, 0.95);
      if (i + 1 < article.size()) give(article[i + 1], Role::abstract, kAbstractText, 0.9);
      ++i;
    }
    give_headings(article, head_end, give);
    give_set_lines(article, give);
  }

  // Verse has no numbers; half the lines of a programme or a list of results have.
  template <class Give>
  static void give_set_lines(std::span<const Unit> article, const Give& give) {
    for (std::size_t i = 0, end; i < article.size(); i = end) {
      end = i + 1;
      if (!article[i].line->set_apart) continue;
      std::size_t numbers = article[i].line->digits > 0;
      while (end < article.size() && article[end].line->set_apart && article[end].block->gap == 0) {
        numbers += article[end].line->digits > 0;
        ++end;
      }
      const bool table = numbers * 2 >= end - i;
      for (std::size_t k = i; k < end; ++k)
        give(article[k], table ? Role::table : Role::verse, table ? kTable : kVerse, 0.8);
    }
  }

  // How many lines of the article are its head.
  static std::size_t height_of_head(std::span<const Unit> article) {
    const auto anchor = [&](std::size_t i) {
      return i < article.size() && (article[i].line->says(Says::lead) || byline(article[i]));
    };
    std::size_t height = 0, titles = 0;
    if (title_with_comma(article[0]) && anchor(1)) height = titles = 1;
    while (height < article.size() && height < kTallest &&
           (title(article[height]) || byline(article[height]) || sub(article[height]))) {
      titles += title(article[height]);
      ++height;
    }
    if (height == article.size() || titles == 0 || byline(article[0])) return 0;  // nothing below it: no head
    // More lines than a head without a lead has (a poem, a list): the first is the headline.
    constexpr std::size_t kMostTitles = 3;
    if (titles <= kMostTitles || anchor(height) || anchor(height - 1)) return height;
    return article[1].line->says(Says::name) ? 2 : 1;
  }

  // Kicker, headline, subheadline: with a dash below the main line; …强调 above it. Of two lines without such
  // a sign the upper is the kicker (both orders are right to an editor, newspapers.md section 4.1); of three
  // the middle one is the main line.
  template <class Give>
  static void give_head_roles(std::span<const Unit> head, const Unit* below, const Give& give) {
    std::vector<const Unit*> titles;
    for (std::size_t i = 0; i < head.size(); ++i) {
      const Unit& u = head[i];
      const bool name = u.line->says(Says::name) && i > 0 && i + 1 == head.size() && below != nullptr &&
                        !below->line->says(Says::lead);
      if (byline(u) || name) {
        give(u, Role::byline, kBylineLine, 0.93);
      } else if (sub(u)) {
        give(u, Role::subheadline, kSubLine, 0.95);
      } else {
        titles.push_back(&u);
      }
    }
    std::size_t main = titles.size() > 1 ? 1 : 0;
    while (main + 1 < titles.size() && titles[main]->line->says(Says::kicker)) ++main;
    for (std::size_t i = 0; i < titles.size(); ++i) {
      if (i < main) give(*titles[i], Role::kicker, kKickerLine, 0.85);
      if (i == main) give(*titles[i], Role::headline, kHeadLine, 0.9);
      if (i > main) give(*titles[i], Role::subheadline, kSubLine, 0.7);
    }
  }

  template <class Give>
  static void give_headings(std::span<const Unit> article, std::size_t head_end, const Give& give) {
    std::vector<const Unit*> unnumbered, with_comma;  // headings of one article are alike
    for (std::size_t i = head_end; i < article.size(); ++i) {
      const Unit& u = article[i];
      if (!plain(u) || !(title_like(*u.line) || title_with_comma(u)) || u.line->chars > 40) continue;
      if (u.line->says(Says::section)) {
        give(u, Role::heading, kNumbered, 0.95);
        continue;
      }
      const bool between =
          i > head_end && i + 1 < article.size() && body(article[i - 1]) && body(article[i + 1]);
      if (between && u.line->chars >= 4 && u.line->chars <= 24 && article[i - 1].line->terminal &&
          !u.line->terminal) {
        if (title(u))
          unnumbered.push_back(&u);
        else if (title_with_comma(u))
          with_comma.push_back(&u);
      }
    }
    for (const auto* headings : {&unnumbered, &with_comma}) {
      if (headings->size() < 2) continue;
      for (const Unit* u : *headings) give(*u, Role::heading, kShort, 0.7);
    }
  }
};

}  // namespace

extern const FilterRow kHeads;
const FilterRow kHeads = {
    .name = "heads",
    .summary = "finds headlines, bylines, abstracts, headings, and where articles start",
    .reasons = kReasons,
    .evidence = {},
    .touches = {.starts = true, .roles = kRoles, .words = "lines of heads, article starts; changes no text"},
    .make = make<Heads>,
};

}  // namespace clean
