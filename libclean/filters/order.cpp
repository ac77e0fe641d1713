// order: lines of columns that the file has in turn are read column by column.
//
// Layout recognition that misses a gap between two columns gives the first line of the left one, the first of
// the right one, the second of the left one; one that sorts blocks from top to bottom does the same with
// blocks. Each stretch then moves behind the line it is printed below. Where lines stand says which may; the
// text must show that it reads better so (survey/reading_order.h).
//
// Leaves alone: text without places on the page; tables, whose cells stand so; pieces of one printed line.
// What may be out of order but does not show it is noted in the log.

#include "filters/common.h"
#include "survey/reading_order.h"

namespace clean {
namespace {

enum Reason : std::uint8_t { kInTurn, kBelow };
constexpr std::string_view kReasons[] = {
    "the next line of its column: the file has the columns line by line in turn",
    "goes on with what is printed below it: the file has another column between",
};

// Less likely ones are not worth a note.
constexpr double kMention = 0.02;

class Order final : public Filter {
 public:
  void propose(const Document& document, const Facts& facts, Decisions& out) const override {
    const auto blocks = document.blocks();
    for (const Displaced& d : displaced(document, facts)) {
      if (d.confidence < kMention) continue;
      out.move({blocks[d.first].at.begin, blocks[d.end - 1].at.end}, blocks[d.behind].at.end,
               d.line_by_line ? kInTurn : kBelow, d.confidence, d.evidence);
    }
  }
};

}  // namespace

extern const FilterRow kOrder;
const FilterRow kOrder = {
    .name = "order",
    .summary = "reads column by column what a file with places has line by line across columns",
    .reasons = kReasons,
    .evidence = meeting_evidence(),
    .touches = {.moves = true, .words = "the order of lines; changes no text"},
    .make = make<Order>,
};

}  // namespace clean
