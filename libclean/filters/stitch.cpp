// stitch: the parts of an article that jumps from page to page become one article.
//
// The part that comes from elsewhere moves behind the part that goes on there, with what was lifted out of
// it; the headline repeated over it is lifted, as its jump line is. Pages by number, words of the headline,
// the sentence across the gap and more speak for a pair (survey/continuations.h).
//
// Leaves alone: an end that has no beginning, and the other way round; two that fit equally well; serials
// that go on in another issue. Why is noted in the log.

#include <algorithm>

#include "filters/common.h"
#include "survey/continuations.h"

namespace clean {
namespace {

enum Reason : std::uint8_t { kNext, kEqual, kRepeatedHead, kNoPage, kNoBeginning, kNoEnd };
constexpr std::string_view kReasons[] = {
    "what the article goes on with on another page",     "more than one part fits: none is taken",
    "the headline repeated over the rest of an article", "the page it names is not in this issue",
    "nothing on that page goes on with this article",    "nothing on that page goes on here",
};
constexpr Role kRoles[] = {Role::jump};

class Stitch final : public Filter {
 public:
  void propose(const Document& document, const Facts& facts, Decisions& out) const override {
    const Continuations parts(document, facts);
    if (parts.lines().empty()) return;
    const auto blocks = document.blocks();
    std::vector<bool> solved(parts.lines().size(), false);
    const auto solve = [&](const PartEnd& end) {
      if (end.line != PartEnd::npos) solved[end.line] = true;
    };
    for (const Continuation& pair : parts.pairs()) {
      const PartEnd &end = parts.outs()[pair.out], &beginning = parts.ins()[pair.in];
      const Story &first = parts.stories()[end.story], &second = parts.stories()[beginning.story];
      if (!end.usable || !beginning.usable) continue;
      const bool sure = pair.confidence >= Policy::kLeast;
      if (!sure && pair.alone < Policy::kLeast) continue;
      solve(end);
      solve(beginning);
      const std::size_t behind = end.line == PartEnd::npos ? first.last : parts.lines()[end.line].block;
      out.move({blocks[second.begin].at.begin, blocks[second.end - 1].at.end}, blocks[behind].at.end,
               sure ? kNext : kEqual, pair.confidence, pair.evidence);
      if (!sure) continue;
      for (std::size_t i = second.first; i < second.body; ++i) {
        const bool byline = blocks[i].role == Role::byline && !repeated(document, first, i);
        if (!lifted(blocks[i].role) && !byline)
          out.role(blocks[i].at, Role::jump, kRepeatedHead, pair.confidence);
      }
    }
    // What is left: a note for the reader at each line. Where something was withheld that would perhaps have
    // made a part of the text, what follows from it is withheld, too (Policy in document.h).
    const bool withheld =
        std::any_of(blocks.begin(), blocks.end(), [](const Block& b) { return b.withheld; });
    const double note = withheld ? Policy::kLeast : 0.2;
    for (std::size_t n = 0; n < solved.size(); ++n) {
      const JumpLine& line = parts.lines()[n];
      if (solved[n] || !line.lifted || line.points() || line.inside) continue;
      out.role(blocks[line.block].at, Role::jump,
               !parts.there(line) ? kNoPage
               : line.from        ? kNoEnd
                                  : kNoBeginning,
               note);
    }
  }

 private:
  // The same line stands in the head of the first part.
  static bool repeated(const Document& document, const Story& first, std::size_t block) {
    const auto blocks = document.blocks();
    for (std::size_t i = first.first; i < first.body; ++i) {
      if (document.text(blocks[i]) == document.text(blocks[block])) return true;
    }
    return false;
  }
};

}  // namespace

extern const FilterRow kStitch;
const FilterRow kStitch = {
    .name = "stitch",
    .summary = "puts the parts of an article that jumps from page to page together",
    .reasons = kReasons,
    .evidence = continuation_evidence(),
    .touches = {.moves = true,
                .roles = kRoles,
                .words = "the order of articles, headlines repeated over their rest; changes no text"},
    .make = make<Stitch>,
};

}  // namespace clean
