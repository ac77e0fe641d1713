// heads: kicker, headline, subheadline, byline, abstract, section heading; and where articles start.
//
// That a line looks like a headline is worth little: of short paragraphs promoted by their form alone, two in
// three are none (newspapers.md section 13). The run of blocks is read as a whole (survey/heads.h), and what
// reads best decides: a lead or a byline below, a finished sentence above, whose words come again. The roles
// of a head depend on its own lines alone, from the start downwards, so that the same head is read alike
// wherever it stands.
//
// Leaves alone: a short paragraph with nothing of the kind below it; a second dateline inside a report. A
// start that is likely but not sure enough is noted in the log.

#include "survey/heads.h"

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
  kHeadAndText,
  kText,
  kHeadLine,
  kKickerLine,
  kSubLine,
  kBylineLine,
  kAbstractText,
  kNumbered,
  kShort,
  kVerse,
  kTable,
  kAdvert,
};
constexpr std::string_view kReasons[] = {
    "a headline, then a lead",
    "a headline, then a byline",
    "a headline, then a subheadline",
    "a headline, then the label of an abstract",
    "the title of a notice, then its text",
    "a headline with a tag of genre",
    "a headline, then its text",
    "text that begins an article without a head",
    "the main line of a head",
    "a line of a head above its main line",
    "a line of a head that begins with a dash or stands below its main line",
    "names the authors, below a headline",
    "an abstract and its label",
    "a numbered section heading",
    "short lines between paragraphs, more than one in this article",
    "short lines set one below the other",
    "short lines with numbers set one below the other",
    "short lines set one below the other, one of which sells something",
};
constexpr Role kRoles[] = {Role::kicker,  Role::headline, Role::subheadline, Role::byline, Role::abstract,
                           Role::heading, Role::verse,    Role::table,       Role::advert};

constexpr std::size_t kTallest = 6;  // lines of a head; newspapers.md section 13, row 8

class Heads final : public Filter {
 public:
  explicit Heads(Press press) : press_(press) {}

  void propose(const Document& document, const Facts& facts, Decisions& out) const override {
    HeadFlow run(document, facts, press_);
    std::vector<bool> given;
    for (std::size_t i = 0; i < run.units().size(); ++i) given.push_back(run.block(i).starts);
    const HeadReading reading = run.read();
    const std::span<const Unit> flow = run.units();
    // Where something was withheld, all that follows from it is withheld, too: it is as sure as the least
    // sure.
    const auto confidence = [&](std::size_t unit, double sure) {
      return near_withheld(run, unit) ? std::min(sure, Policy::kLeast) : sure;
    };
    for (std::size_t i = 1; i < flow.size(); ++i) {
      const float sure = reading.starts[i];
      if (!given[i] && sure >= kMention)
        out.start(flow[i].block->at.begin, reason(flow, i), confidence(i, static_cast<double>(sure)),
                  reading.evidence[i].evidence());
    }
    for (std::size_t i = 0; i < flow.size();) {
      std::size_t end = i + 1, head = 0;
      while (end < flow.size() && !flow[end].starts) ++end;
      while (i + head < end &&
             (reading.parts[i + head] == HeadPart::opening || reading.parts[i + head] == HeadPart::head))
        ++head;
      const auto give = [&](const Unit& u, Role role, Reason reason, double sure) {
        if (plain(u))
          out.role(u.block->at, role, reason, confidence(static_cast<std::size_t>(&u - flow.data()), sure));
      };
      give_roles(flow.subspan(i, end - i), head, facts.vocabulary(), give);
      i = end;
    }
  }

 private:
  // What was withheld near a block would have changed what stands around it (Policy in document.h).
  static bool near_withheld(const HeadFlow& run, std::size_t unit) {
    constexpr std::size_t kNear = 8;
    const std::size_t end = std::min(run.units().size(), unit + kNear + 1);
    for (std::size_t i = unit > kNear ? unit - kNear : 0; i < end; ++i) {
      if (run.block(i).withheld) return true;
    }
    return false;
  }

  static constexpr float kMention = 0.3f;  // a start less likely than that is not worth a line in the log

  static bool plain(const Unit& u) { return u.block->role == Role::paragraph; }

  // What there is below the start that speaks for it most.
  static Reason reason(std::span<const Unit> flow, std::size_t start) {
    const Line& top = *flow[start].line;
    if (top.says(Says::notice)) return kNotice;
    if (top.says(Says::title_tag)) return kTag;
    if (!titles(flow[start]) && !titles_with_comma(flow[start])) return kText;
    for (std::size_t i = start + 1; i < flow.size() && i <= start + kTallest; ++i) {
      const Line& l = *flow[i].line;
      if (l.says(Says::lead)) return kLead;
      if (names_authors(flow[i]) || l.says(Says::name)) return kByline;
      if (subheadline(flow[i])) return kSubheadline;
      if (labels_abstract(flow[i])) return kAbstract;
      if (runs_on(flow[i])) break;
    }
    return kHeadAndText;
  }

  // `article`: from one start to the next; its first `head` lines are a head.
  template <class Give>
  static void give_roles(std::span<const Unit> article, std::size_t head, const Vocabulary& words,
                         const Give& give) {
    if (head == article.size()) head = 0;  // nothing below it: no head
    give_head_roles(article.subspan(0, head), head < article.size() ? &article[head] : nullptr, give);
    for (std::size_t i = head; i < article.size(); ++i) {
      if (article[i].line->says(Says::abstract_start)) give(article[i], Role::abstract, kAbstractText, 0.9);
      if (!labels_abstract(article[i])) continue;
      give(article[i], Role::abstract, kAbstractText, 0.95);
      if (++i < article.size()) give(article[i], Role::abstract, kAbstractText, 0.9);
      if (i + 1 < article.size() && names_authors(article[i + 1]))
        give(article[++i], Role::byline, kBylineLine, 0.9);
    }
    give_headings(article, head, give);
    give_set_lines(article, words, give);
  }

  // Verse has no numbers; half the lines of a programme or a list of results have. An advert has one line at
  // least that says so: 大減價, 诚聘.
  template <class Give>
  static void give_set_lines(std::span<const Unit> article, const Vocabulary& words, const Give& give) {
    for (std::size_t i = 0, end; i < article.size(); i = end) {
      end = i + 1;
      if (!article[i].line->set_apart) continue;
      std::size_t numbers = article[i].line->digits > 0, rows = article[i].line->in_table;
      const auto sells = [&](const Unit& u) { return words.genre(u.line->text) == "advert"; };
      bool advert = sells(article[i]);
      std::size_t marks = article[i].line->terminal || comma(article[i].line->last);
      while (end < article.size() && article[end].line->set_apart && article[end].block->gap == 0) {
        numbers += article[end].line->digits > 0;
        rows += article[end].line->in_table;
        advert = advert || sells(article[end]);
        marks += article[end].line->terminal || comma(article[end].line->last);
        ++end;
      }
      // Verse in an alphabet has a mark at the end of every second line or third; display lines have none.
      advert = advert || (article[i].line->alphabetic() && marks * 4 < end - i);
      const bool table = rows * 2 >= end - i || (numbers * 2 >= end - i && !advert);
      const Role role = table ? Role::table : advert ? Role::advert : Role::verse;
      const Reason why = table ? kTable : advert ? kAdvert : kVerse;
      for (std::size_t k = i; k < end; ++k) give(article[k], role, why, 0.8);
    }
  }

  // A name, or half a name: 闻笛.
  static bool two_characters(const Line& l) { return l.chars == l.cjk && l.chars >= 2 && l.chars <= 3; }

  // Kicker, headline, subheadline: with a dash below the main line; …强调 above it. Of two lines without such
  // a sign the upper is the kicker (both orders are right to an editor, newspapers.md section 4.1); of three
  // the middle one is the main line.
  template <class Give>
  static void give_head_roles(std::span<const Unit> head, const Unit* below, const Give& give) {
    std::vector<const Unit*> titles;
    for (std::size_t i = 0; i < head.size(); ++i) {
      const Unit& u = head[i];
      // The lowest line of a head, when it names a person or an office: 柳长青, 乌石县海洋与渔业局.
      const bool name =
          (u.line->says(Says::name) || u.line->says(Says::sign_off) || two_characters(*u.line)) && i > 0 &&
          i + 1 == head.size() && below != nullptr && !below->line->says(Says::lead);
      if (names_authors(u) || name) {
        give(u, Role::byline, kBylineLine, 0.93);
      } else if (subheadline(u) || (i > 0 && u.line->says(Says::sub_end))) {
        give(u, Role::subheadline, kSubLine, 0.95);
      } else {
        titles.push_back(&u);
      }
    }
    if (!titles.empty() && titles[0]->line->alphabetic()) {
      give_alphabetic_roles(titles, give);
      return;
    }
    std::size_t main = titles.size() > 1 ? 1 : 0;
    while (main + 1 < titles.size() && titles[main]->line->says(Says::kicker)) ++main;
    for (std::size_t i = 0; i < titles.size(); ++i) {
      if (i < main) give(*titles[i], Role::kicker, kKickerLine, 0.85);
      if (i == main) give(*titles[i], Role::headline, kHeadLine, 0.9);
      if (i > main) give(*titles[i], Role::subheadline, kSubLine, 0.7);
    }
  }

  // In alphabets the main line is set in two or three lines of one size. A short line in capitals or a standing
  // head above it is a kicker; what is set otherwise below it, in small letters below capitals, in sentences
  // below titles, or half as wide again, is in smaller type.
  template <class Give>
  static void give_alphabetic_roles(std::span<const Unit* const> titles, const Give& give) {
    const auto line = [&](std::size_t i) -> const Line& { return *titles[i]->line; };
    const bool label = titles.size() > 1 &&
                       (line(0).says(Says::label) || (capitals(line(0).text) && !capitals(line(1).text) &&
                                                      line(0).chars * 10 < line(1).chars * 7));
    const std::size_t main = label ? 1 : 0;
    if (label) give(*titles[0], Role::kicker, kKickerLine, 0.85);
    std::uint32_t widest = 0;
    bool below = false;
    for (std::size_t i = main; i < titles.size(); ++i) {
      const Line& l = line(i);
      const bool begins = is(l.first_letter, kLatin | kDigit) && !is(l.first_letter, kLower);
      below = below || (i > main && begins &&
                        ((capitals(line(main).text) && !capitals(l.text)) ||
                         (title_case(line(main).text) && !title_case(l.text) && l.capital_words * 2 < l.words) ||
                         l.chars * 10 > widest * 14 || l.text.find(". —") != l.text.npos ||
                         l.says(Says::series)));
      widest = std::max(widest, l.chars);
      give(*titles[i], below ? Role::subheadline : Role::headline, below ? kSubLine : kHeadLine, below ? 0.7 : 0.9);
    }
  }

  template <class Give>
  static void give_headings(std::span<const Unit> article, std::size_t head_end, const Give& give) {
    std::vector<const Unit*> unnumbered, with_comma, with_sign;  // headings of one article are alike
    for (std::size_t i = head_end; i < article.size(); ++i) {
      const Unit& u = article[i];
      const bool item = u.line->says(Says::item) && u.line->size() <= 24 && !u.line->body_like();
      const bool title = title_like(*u.line) || titles_with_comma(u) || item;
      if (!plain(u) || u.line->in_table || !title || u.line->size() > 40) continue;
      if (u.line->says(Says::section)) {
        give(u, Role::heading, kNumbered, 0.95);
        continue;
      }
      const bool between =
          i > head_end && i + 1 < article.size() && runs_on(article[i - 1]) && runs_on(article[i + 1]);
      if (between && u.line->size() >= 4 && u.line->size() <= 24 && article[i - 1].line->terminal &&
          !u.line->terminal) {
        if (titles(u))
          unnumbered.push_back(&u);
        else if (item && (with_sign.empty() || with_sign[0]->line->first == u.line->first))
          with_sign.push_back(&u);
        else if (titles_with_comma(u))
          with_comma.push_back(&u);
      }
    }
    for (const auto* headings : {&unnumbered, &with_comma, &with_sign}) {
      if (headings->size() < 2) continue;
      for (const Unit* u : *headings) give(*u, Role::heading, kShort, 0.7);
    }
  }

  Press press_;
};

std::unique_ptr<Filter> make_heads(const Recipe& recipe) { return std::make_unique<Heads>(press_of(recipe.old, recipe.language)); }

}  // namespace

extern const FilterRow kHeads;
const FilterRow kHeads = {
    .name = "heads",
    .summary = "finds headlines, bylines, abstracts, headings, and where articles start",
    .reasons = kReasons,
    .evidence = head_evidence(),
    .touches = {.starts = true, .roles = kRoles, .words = "lines of heads, article starts; changes no text"},
    .make = make_heads,
};

}  // namespace clean
