// captions: captions and photo credits, marked (图为…, …摄) or not.
//
// A caption without a mark looks like any short line. It is one only if the text before and behind it goes on
// across it, while it goes on with neither (newspapers.md section 8, rule 3):
//
//   …实现了科普资源与基层需 | 专家团队将科技知识送进学校 | 求的精准匹配，切实打通…
//
// Nor does one above a headline, where a kicker could stand; there it must name a picture (大桥夜景,
// 青嶺線の路線図).
//
// Leaves alone: a short paragraph, a section heading, the body of a photo story, which is its caption.

#include <vector>

#include "filters/common.h"
#include "unicode/chars.h"

namespace clean {
namespace {

enum Reason : std::uint8_t { kMarked, kInterrupts, kNamed, kPictured };
constexpr std::string_view kReasons[] = {
    "says that it describes or credits a picture",
    "a short line in the middle of a sentence that goes on behind it",
    "the file calls it a caption",
    "names a picture, between the end of a text and a headline",
};
constexpr Role kRoles[] = {Role::caption};

constexpr std::uint32_t kLongestMarked = 120, kLongestUnmarked = 40;  // characters

class Captions final : public Filter {
 public:
  void propose(const Document& document, const Facts& facts, Decisions& out) const override {
    const auto blocks = document.blocks();
    const std::vector<bool> in_group = lift_groups(document, facts, out);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Line& line = facts.line(i);
      if (in_group[i] || blocks[i].role != Role::paragraph || line.says(Says::section) ||
          line.says(Says::title_tag))
        continue;
      if (line.structure == Structure::caption || line.structure == Structure::credit) {
        out.role(blocks[i].at, Role::caption, kNamed, 0.9);
        continue;
      }
      // （新华社记者…摄） begins like a lead; a lead that ends in a credit has sentences in it.
      if (line.says(Says::lead) && (line.stops > 0 || !line.says(Says::caption_end))) continue;
      const std::size_t before = Facts::flow_before(document, i), behind = Facts::flow_behind(document, i);
      if (line.says(Says::caption_start) || line.says(Says::caption_end)) {
        if (line.size() <= kLongestMarked && !only_body(facts, before, behind)) {
          out.role(blocks[i].at, Role::caption, kMarked, line.says(Says::caption_start) ? 0.98 : 0.95);
        }
        continue;
      }
      if (above_a_headline(document, facts, i, before, behind)) {
        out.role(blocks[i].at, Role::caption, kPictured, 0.8);
        continue;
      }
      if (before == Facts::npos || behind == Facts::npos) continue;
      if (!title_like(line) || line.commas > 0 || line.size() > kLongestUnmarked || line.says(Says::byline) ||
          line.says(Says::subheadline)) {
        continue;
      }
      const PageFacts& page = facts.page_of(i);
      if (page.printed) continue;  // among printed lines any line without a mark looks so
      if (facts.line(before).terminal || !facts.line(before).body_like()) continue;
      const Judgement across = judge(seam(document, facts, before, behind, 0), facts.words());
      if (across.confidence < 0.6) continue;
      // A line that the text runs into, or that runs into the text, is a part of it.
      const Judgement into = judge(seam(document, facts, before, i, blocks[i].gap), facts.words());
      const Judgement out_of = judge(seam(document, facts, i, behind, blocks[behind].gap), facts.words());
      if (into.confidence >= 0.5 || out_of.confidence >= 0.5) continue;
      // A wider gap tells something only where blocks have a usual one.
      const bool wide_gap = page.usual_gap > 0 && blocks[i].gap > page.usual_gap;
      if (!across.proof && !wide_gap &&
          !facts.words().straddle(document.text(blocks[before]), document.text(blocks[behind])))
        continue;
      out.role(blocks[i].at, Role::caption, kInterrupts,
               across.confidence * (1 - into.confidence) * (1 - out_of.confidence), across.evidence);
    }
  }

 private:
  // Among printed lines a caption is a few lines with a blank line before and behind them. One that says so
  // is lifted; one that does not, when the text before it is open and goes on behind it with a small letter,
  // which no paragraph begins with:
  //
  //   …where they have a self- | Highway crew members clear Tannery Road | insured garage and…
  //
  // Not in Chinese, whose printed lines are joined first (a caption of one line is then found by its marks).
  static std::vector<bool> lift_groups(const Document& document, const Facts& facts, Decisions& out) {
    constexpr std::size_t kMostLines = 6;
    const auto blocks = document.blocks();
    std::vector<bool> lifted_here(blocks.size(), false);
    for (std::size_t begin = 0, end; begin < blocks.size(); begin = end) {
      end = begin + 1;
      const PageFacts& page = facts.page_of(begin);
      if (!page.printed || page.script == Script::chinese || blocks[begin].gap <= page.usual_gap) continue;
      const auto in_flow = [&](std::size_t i) {
        return blocks[i].role == Role::paragraph && blocks[i].page == blocks[begin].page;
      };
      if (!in_flow(begin)) continue;
      std::uint32_t size = facts.line(begin).size();
      bool marked = facts.line(begin).says(Says::caption_start);
      for (; end < blocks.size() && in_flow(end) && blocks[end].gap <= page.usual_gap; ++end)
        size += facts.line(end).size();
      const std::size_t before = Facts::flow_before(document, begin), last = end - 1;
      marked = marked || facts.line(last).says(Says::caption_end);
      if (end - begin > kMostLines || size > kLongestMarked || before == Facts::npos ||
          facts.line(begin).says(Says::lead) || facts.line(begin).says(Says::byline) ||
          facts.line(begin).says(Says::section))
        continue;
      const std::size_t behind = Facts::flow_behind(document, last);
      if (marked ? only_body(facts, before, behind) : !interrupts(facts, before, begin, last, behind))
        continue;
      for (std::size_t i = begin; i < end; ++i) {
        lifted_here[i] = true;
        out.role(blocks[i].at, Role::caption, marked ? kMarked : kInterrupts, marked ? 0.95 : 0.85);
      }
    }
    return lifted_here;
  }

  static bool interrupts(const Facts& facts, std::size_t before, std::size_t first, std::size_t last,
                         std::size_t behind) {
    if (behind == Facts::npos || !facts.line(behind).alphabetic()) return false;
    const Line &left = facts.line(before), &right = facts.line(behind);
    const bool goes_on = !left.terminal && is(right.first, kLower) && !is(facts.line(first).first, kLower);
    const bool hyphen = left.last == U'-' || left.last == U'⸗' || left.last == U'¬' || left.last == U'\u00AD';
    return goes_on && (hyphen || facts.line(last).terminal || room(facts.line(last), right.text) >= 1);
  }

  // A line that names a picture; the text before it has ended, and a headline with its text follows.
  static bool above_a_headline(const Document& document, const Facts& facts, std::size_t i,
                               std::size_t before, std::size_t behind) {
    const Line& line = facts.line(i);
    const auto headline = [](const Line& l) { return title_like(l) && !l.says(Says::picture); };
    if (!line.says(Says::picture) || !title_like(line) || line.commas > 0 || line.size() > 24) return false;
    if (behind == Facts::npos || !headline(facts.line(behind))) return false;
    if (before != Facts::npos && !facts.line(before).terminal) return false;
    // Alone between white space, where lines of one text have none between.
    const PageFacts& page = facts.page_of(i);
    const auto blocks = document.blocks();
    if (page.printed && page.usual_gap == 0 && (blocks[i].gap == 0 || blocks[behind].gap == 0)) return false;
    const std::size_t text = Facts::flow_behind(document, behind);
    return text != Facts::npos && (facts.line(text).body_like() || facts.line(text).says(Says::lead));
  }

  static Seam seam(const Document& document, const Facts& facts, std::size_t left, std::size_t right,
                   std::uint16_t gap) {
    const Block& r = document.blocks()[right];
    const PageFacts& page = facts.page_of(right);
    const std::size_t behind = Facts::flow_behind(document, right);
    return {.left = facts.line(left),
            .right = facts.line(right),
            .left_text = document.text(document.blocks()[left]),
            .right_text = document.text(r),
            .behind = behind == Facts::npos ? nullptr : &facts.line(behind),
            .gap = gap,
            .usual_gap = page.usual_gap,
            .printed = page.printed,
            .script = page.script,
            .indents = page.indents,
            .indented = r.indent >= page.indent_cells};
  }

  // A headline before it and none of its text behind it: a photo story, whose body the caption is.
  static bool only_body(const Facts& facts, std::size_t before, std::size_t behind) {
    const auto text = [](const Line& l) { return l.body_like() || l.says(Says::lead); };
    if (before == Facts::npos || !title_like(facts.line(before)) || text(facts.line(before))) return false;
    return behind == Facts::npos || !text(facts.line(behind));
  }
};

}  // namespace

extern const FilterRow kCaptions;
const FilterRow kCaptions = {
    .name = "captions",
    .summary = "lifts captions and photo credits, also from the middle of a sentence",
    .reasons = kReasons,
    .evidence = seam_evidence(),
    .touches = {.roles = kRoles, .words = "whole lines that are captions; changes no text"},
    .make = make<Captions>,
};

}  // namespace clean
