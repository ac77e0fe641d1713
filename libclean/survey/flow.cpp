#include "survey/flow.h"

#include <algorithm>
#include <set>

#include "survey/continuations.h"

namespace clean {
namespace {

constexpr std::size_t kTail = 240;  // bytes at each end of a paragraph that evidence looks at

std::string first_bytes(std::string_view text) {
  std::size_t to = std::min(text.size(), kTail);
  while (to < text.size() && (static_cast<unsigned char>(text[to]) & 0xC0) == 0x80) ++to;
  return std::string(text.substr(0, to));
}

std::string last_bytes(std::string_view text) {
  std::size_t from = text.size() > kTail ? text.size() - kTail : 0;
  while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
  return std::string(text.substr(from));
}

}  // namespace

Flow::Flow(const Document& document, const Facts& facts)
    : document_(document), facts_(facts), geometry_(document) {
  const auto blocks = document.blocks();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!lifted(blocks[i].role)) paragraphs_.push_back({&blocks[i], i, facts.line(i)});
  }
  follow_jumps();
}

// Text does not run on over a jump line, unless one line says that it goes on just there and another that it
// comes from just here, or the article behind was put there (stitch).
void Flow::follow_jumps() {
  const std::vector<JumpLine> lines = jump_lines(document_, facts_);
  if (lines.empty()) return;
  const PageNames pages(document_);
  std::set<SourceAt> moved;
  for (const Decision& d : document_.history()) {
    if (d.action == Action::move && d.verdict == Verdict::applied)
      moved.insert(document_.source(d).front().begin);
  }
  auto line = lines.begin();
  for (std::size_t i = 1; i < paragraphs_.size(); ++i) {
    const std::size_t left = paragraphs_[i - 1].index, right = paragraphs_[i].index;
    const std::uint32_t before = document_.blocks()[left].last_page, behind = document_.blocks()[right].page;
    bool to = false, there = false, leads_to = false, leads_from = false;
    const auto first = line;
    for (; line != lines.end() && line->block < right; ++line) {
      if (!line->lifted || line->inside) continue;
      const std::uint32_t own = line->from ? behind : before, other = line->from ? before : behind;
      to = to || !line->from;
      (line->from ? leads_from : leads_to) |= own != other && pages.is(other, line->page, own);
      there = there || pages.any(line->page, own);
    }
    if (line == first) continue;
    bool leads = leads_to && leads_from;
    for (std::size_t b = left + 1; b <= right && !leads; ++b)
      leads = moved.contains(document_.source(document_.blocks()[b].at).front().begin);
    paragraphs_[i].follows = leads;
    paragraphs_[i].behind_jump = to && !leads;
    paragraphs_[i].elsewhere = there && !leads;
  }
}

std::uint32_t Flow::join_printed(const Judge& judge, std::uint32_t sure, double threshold) {
  return join(judge, facts_.pages().empty() ? PageFacts{} : facts_.pages().front(), false, sure, threshold);
}

std::uint32_t Flow::join_standing(const Judge& judge, std::uint32_t sure, double threshold) {
  return join(judge, stand(), true, sure, threshold);
}

// The layout of the paragraphs so far, as the clean text will show it.
PageFacts Flow::stand() {
  std::vector<Block> blocks;
  std::vector<Line> lines;
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
    const Paragraph& p = paragraphs_[i];
    if (p.joined_before) continue;
    Block b = *p.block;
    const bool set = b.gap == 0 && i > 0 && p.line.short_line && paragraphs_[at.back()].line.short_line;
    b.indent = 0;
    b.gap = set ? 0 : 1;
    b.page = b.last_page = 1;
    Line line = p.line;
    line.run_cells = 0;
    line.set_apart = line.head_stack = false;
    blocks.push_back(b);
    lines.push_back(line);
    at.push_back(i);
  }
  const std::vector<PageFacts> pages = survey_layout(blocks, lines);
  for (std::size_t i = 0; i < at.size(); ++i) {
    paragraphs_[at[i]].gap = blocks[i].gap;
    paragraphs_[at[i]].line = lines[i];
  }
  return pages.empty() ? PageFacts{} : pages.front();
}

std::uint32_t Flow::join(const Judge& judge, const PageFacts& page, bool standing, std::uint32_t sure,
                         double threshold) {
  std::uint32_t joins = 0;
  std::size_t begin = 0;  // of the paragraph before the seam
  for (std::size_t i = 1; i < paragraphs_.size(); ++i) {
    if (paragraphs_[i].joined_before) continue;
    Paragraph& left = paragraphs_[begin];
    Paragraph& right = paragraphs_[i];
    begin = i;
    if (left.block->role != Role::paragraph || right.block->role != Role::paragraph || right.block->starts ||
        right.elsewhere)
      continue;
    std::size_t behind = i + 1;
    while (behind < paragraphs_.size() && paragraphs_[behind].joined_before) ++behind;
    const Paragraph& before = paragraphs_[i - 1];
    Line line = left.line;
    if (!standing) {  // the printed line at the seam, for its width
      line.wide_space = facts_.line(before.index).wide_space;
      line.head_stack = facts_.line(before.index).head_stack;
      line.printed_cells = facts_.line(before.index).printed_cells;
      line.run_cells = facts_.line(before.index).run_cells;
    }
    const auto cells = [&](std::size_t paragraph) -> std::uint32_t {
      const bool there = paragraph < paragraphs_.size() &&
                         paragraphs_[paragraph].block->page == right.block->page && page.printed;
      return there ? facts_.line(paragraphs_[paragraph].index).printed_cells : 0;
    };
    const Seam seam{.left = line,
                    .right = right.line,
                    .left_text = left.tail.empty() ? document_.text(*before.block) : left.tail,
                    .right_text = right.head.empty() ? document_.text(*right.block) : right.head,
                    .behind = behind < paragraphs_.size() ? &paragraphs_[behind].line : nullptr,
                    .gap = standing ? right.gap : right.block->gap,
                    .usual_gap = page.usual_gap,
                    .slack = page.slack,
                    .lines_per_end = page.lines_per_end,
                    .above_cells = standing ? 0 : cells(i - 2),
                    .below_cells = standing ? 0 : cells(i + 1),
                    .printed = page.printed,
                    .script = page.script,
                    .indents = page.indents && !standing,
                    .indented = right.block->indent >= page.indent_cells,
                    .below_indented = !standing && i + 1 < paragraphs_.size() &&
                                      paragraphs_[i + 1].block->indent >= page.indent_cells,
                    .left_indented = left.block->indent >= page.indent_cells,
                    .opens = standing || !before.joined_before,
                    .turns = (!standing || page.script != Script::chinese) && !right.follows &&
                             right.block->page != before.block->last_page,
                    .behind_jump = right.behind_jump,
                    .old_marks = page.old_marks,
                    .capital_nouns = page.capital_nouns,
                    .place = geometry_.empty() ? SeamPlace{} : geometry_.at(*before.block, *right.block),
                    .sure = sure};
    const Judgement judged = judge(seam, before, right);
    // What was likely in any reading is worth a mention, and is withheld if it was not sure enough.
    if (judged.confidence > right.likeliest.confidence) right.likeliest = judged;
    if (judged.confidence < threshold) continue;
    right.joined_before = true;
    right.join = judged;
    const std::string_view before_text = document_.text(*before.block),
                           behind_text = document_.text(*right.block);
    if (left.head.empty()) left.head = first_bytes(document_.text(*left.block));
    left.head = first_bytes(left.head + (right.head.empty() ? first_bytes(behind_text) : right.head));
    if (left.tail.empty()) left.tail = last_bytes(before_text);
    left.tail = last_bytes(left.tail + (right.tail.empty() ? last_bytes(behind_text) : right.tail));
    left.line = joined(left.line, right.line, left.tail);
    begin = static_cast<std::size_t>(&left - paragraphs_.data());
    ++joins;
  }
  return joins;
}

}  // namespace clean
