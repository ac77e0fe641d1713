// split: cuts the flow into articles where something other than a headline says so, and lifts end marks.
//
// The first block of a document begins an article, which takes no decision. So does what follows a page turn
// the text does not run across, a jump line, an end mark (②6, （完）, ■) or authors in brackets behind the
// last sentence. Headlines and leads are the business of `heads`.
//
// Leaves alone: section headings, ① ② as list numbers or where a note below begins with the same sign, ■
// before a byline, （笑） and （图略）.

#include "filters/common.h"
#include "survey/continuations.h"
#include "unicode/chars.h"

namespace clean {
namespace {

enum Reason : std::uint8_t { kPageTurn, kAfterJump, kContinued, kAfterEnd, kEndMark, kEndByline, kNamed };
constexpr std::string_view kReasons[] = {
    "a page turns, and the text does not run on",
    "the article before goes on elsewhere",
    "the rest of an article from another page",
    "the article before has ended",
    "a sign for the end of the article behind its last sentence",
    "authors in brackets behind the last sentence",
    "the file says that an article begins here",
};
constexpr Role kRoles[] = {Role::endmark, Role::byline};

class Split final : public Filter {
 public:
  void propose(const Document& document, const Facts& facts, Decisions& out) const override {
    const auto blocks = document.blocks();
    const std::vector<JumpLine> lines = jump_lines(document, facts);
    auto line = lines.begin();
    bool ended = false, jumped = false, continued = false, any = false;
    std::uint32_t page = 0, file_article = 0;
    std::size_t last = Facts::npos;  // the flow block before
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Block& b = blocks[i];
      if (b.role == Role::jump) {
        while (line != lines.end() && line->block < i) ++line;
        if (line == lines.end() || line->block != i) continue;
        if (line->inside) {
          if (comes_from_elsewhere(lines, *line)) out.start(blocks[last].at.begin, kContinued, 0.9);
          continue;
        }
        if (!line->from && line->page_words.empty()) continue;  // 関連記事３面: points to another article
        if (line->from) {
          // The headline repeated over the jump line is the continued article's.
          const std::size_t top = repeated_head(document, facts, last, b);
          if (top != Facts::npos) {
            out.start(blocks[top].at.begin, kContinued, 0.95);
          } else {
            continued = true;
          }
        } else {
          jumped = true;
        }
        continue;
      }
      if (lifted(b.role)) continue;
      const std::size_t before = last, behind = Facts::flow_behind(document, i);
      const std::uint32_t named = facts.line(i).file_article;
      if (any && named > 0 && named != file_article) {
        out.start(b.at.begin, kNamed, 0.97);
      } else if (continued && any) {
        out.start(b.at.begin, kContinued, 0.98);
      } else if (jumped) {
        out.start(b.at.begin, kAfterJump, 0.95);
      } else if (ended) {
        out.start(b.at.begin, kAfterEnd, 0.85);
      } else if (any && b.page != page) {
        out.start(b.at.begin, kPageTurn, 0.8);
      }
      file_article = named;
      any = true;
      jumped = continued = false;
      page = b.last_page;
      last = i;
      ended = lift_end(document, facts, i, before, behind, out);
    }
  }

 private:
  // Below a finished sentence or at the head of the page, and apart from what stands there, a headline may
  // also have a comma, or a full stop as old heads have: Notlandung eines Lenkballons.
  static bool headline(const Document& document, const Facts& facts, std::size_t block) {
    const Block& b = document.blocks()[block];
    const Line& line = facts.line(block);
    if (b.role != Role::paragraph || line.says(Says::byline)) return false;
    if (title_like(line) && !line.terminal) return true;
    const std::size_t above = Facts::flow_before(document, block);
    const bool begins = above == Facts::npos || document.blocks()[above].last_page != b.page;
    if (!begins && !(b.gap > 0 && facts.line(above).terminal)) return false;
    constexpr std::uint32_t kLongest = 44;
    return head_by_itself(line) ||
           (line.last == U'.' && line.chars <= kLongest && line.commas == 0 && line.stops <= 1);
  }

  // Of two lines inside a paragraph one said where it goes on: on the page where the other stood. One that
  // stood there alone was joined over, as below a headline that the text seems to go on with.
  static bool comes_from_elsewhere(const std::vector<JumpLine>& lines, const JumpLine& line) {
    if (!line.from) return false;
    const auto n = static_cast<std::size_t>(&line - lines.data());
    return n == 0 || !lines[n - 1].inside || lines[n - 1].from || lines[n - 1].block + 1 != line.block;
  }

  // The first line of the headline that ends with the block `last`, above the jump line. Of several lines
  // only where a finished sentence, a wider gap or the edge of the page stands above them.
  static std::size_t repeated_head(const Document& document, const Facts& facts, std::size_t last,
                                   const Block& jump) {
    const auto blocks = document.blocks();
    if (last == Facts::npos || blocks[last].page != jump.page || !headline(document, facts, last))
      return Facts::npos;
    constexpr int kTallest = 3;
    std::size_t top = last;
    for (int lines = 1; lines <= kTallest; ++lines) {
      const std::size_t above = Facts::flow_before(document, top);
      if (above == Facts::npos || blocks[above].last_page != blocks[top].page || facts.line(above).terminal ||
          facts.line(above).says(Says::label) || blocks[top].gap > jump.gap)
        return top;
      if (!headline(document, facts, above)) break;
      top = above;
    }
    return last;
  }

  static bool lift_end(const Document& document, const Facts& facts, std::size_t block, std::size_t before,
                       std::size_t behind, Decisions& out) {
    const Line& line = facts.line(block);
    if (document.blocks()[block].role != Role::paragraph) return false;
    Found found;
    if (line.says(Says::end_mark) && line.terminal &&
        facts.vocabulary().find(Says::end_mark, line.text, found) && sentence_before(line.text, found.all) &&
        !points_to_a_note(document, block, first_char(found.all))) {
      out.role(range_of(document, found.all), Role::endmark, kEndMark, 0.95);
      return true;
    }
    const bool head_behind = behind == Facts::npos || title_like(facts.line(behind));
    if (!line.says(Says::byline_end) || !facts.vocabulary().find(Says::byline_end, line.text, found))
      return false;
    // Two and more authors, or one who says what he is, sign an article whatever follows; （云岭） may be a
    // place.
    const bool certain = found.byline.find(' ') != found.byline.npos;
    if (!head_behind && !certain) return false;
    const bool alone = found.all.size() == line.text.size();
    if (alone ? before != Facts::npos && facts.line(before).terminal
              : sentence_before(line.text, found.all)) {
      out.role(range_of(document, found.all), Role::byline, kEndByline, 0.85);
      return true;
    }
    return false;
  }

  // ① behind a sentence, and a line further down that begins with ①: a note, not an end.
  static bool points_to_a_note(const Document& document, std::size_t block, char32_t sign) {
    if (sign < U'①' || sign > U'⑳') return false;
    constexpr std::size_t kFarthest = 200;  // blocks
    const auto blocks = document.blocks();
    for (std::size_t i = block + 1; i < blocks.size() && i <= block + kFarthest; ++i) {
      if (first_char(document.text(blocks[i])) == sign) return true;
    }
    return false;
  }

  static bool sentence_before(std::string_view line, std::string_view sign) {
    std::size_t at = static_cast<std::size_t>(sign.data() - line.data());
    while (at > 0) {
      const char32_t c = previous(line, at);
      if (is(c, kBlank | kCloser)) continue;
      if (stop(c) || c == U'…') return true;
      std::size_t behind = at;
      return c == U'.' && behind > 0 && is(previous(line, behind), kCjk);
    }
    return false;
  }
};

}  // namespace

extern const FilterRow kSplit;
const FilterRow kSplit = {
    .name = "split",
    .summary = "cuts the flow into articles at page turns, jumps and end marks",
    .reasons = kReasons,
    .evidence = {},
    .touches = {.starts = true, .roles = kRoles, .words = "article starts, end marks; changes no text"},
    .make = make<Split>,
};

}  // namespace clean
