#include "survey/flow.h"

#include <algorithm>
#include <set>

#include "survey/continuations.h"

namespace clean {
namespace {

constexpr std::size_t kTail = 240;  // bytes at each end of a paragraph that evidence looks at

std::string_view first_bytes(std::string_view text) {
  std::size_t to = std::min(text.size(), kTail);
  while (to < text.size() && (static_cast<unsigned char>(text[to]) & 0xC0) == 0x80) ++to;
  return text.substr(0, to);
}

std::string_view last_bytes(std::string_view text) {
  std::size_t from = text.size() > kTail ? text.size() - kTail : 0;
  while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
  return text.substr(from);
}

}  // namespace

Flow::Flow(const Document& document, const Facts& facts, bool asks_anew)
    : document_(document), facts_(facts), asks_anew_(asks_anew), geometry_(document) {
  const auto blocks = document.blocks();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!lifted(blocks[i].role)) paragraphs_.push_back({&blocks[i], i, &facts.line(i)});
  }
  answers_.resize(paragraphs_.size());
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
    const bool set = b.gap == 0 && i > 0 && stay_together(*p.line, *paragraphs_[at.back()].line);
    b.indent = 0;
    b.gap = set ? 0 : 1;
    b.page = b.last_page = 1;
    lines.push_back(*p.line);
    lines.back().run_cells = 0;
    lines.back().set_apart = lines.back().in_table = lines.back().head_stack = false;
    blocks.push_back(b);
    at.push_back(i);
  }
  const std::vector<PageFacts> pages = survey_layout(blocks, lines);
  const PageFacts page = pages.empty() ? PageFacts{} : pages.front();
  layout_ += layout_ == 0 || page != standing_page_;
  standing_page_ = page;
  for (std::size_t i = 0; i < at.size(); ++i) {
    Paragraph& p = paragraphs_[at[i]];
    p.version += p.gap != blocks[i].gap || *p.line != lines[i];
    p.gap = blocks[i].gap;
    p.line = &lines[i];
  }
  standing_.swap(lines);  // in place: what points at the lines does so still
  return page;
}

std::uint32_t Flow::join(const Judge& judge, const PageFacts& page, bool standing, std::uint32_t sure,
                         double threshold) {
  std::uint32_t joins = 0;
  std::size_t begin = 0;  // of the paragraph before the seam
  for (std::size_t i = 1; i < paragraphs_.size(); ++i) {
    if (paragraphs_[i].joined_before) continue;
    Paragraph& left = paragraphs_[begin];
    Paragraph& right = paragraphs_[i];
    const std::size_t left_at = begin;
    begin = i;
    if (left.block->role != Role::paragraph || right.block->role != Role::paragraph || right.block->starts ||
        right.elsewhere)
      continue;
    std::size_t behind = i + 1;
    while (behind < paragraphs_.size() && paragraphs_[behind].joined_before) ++behind;
    const Paragraph* const next = behind < paragraphs_.size() ? &paragraphs_[behind] : nullptr;
    const Paragraph& before = paragraphs_[i - 1];
    const Line* line = left.line;
    Line at_seam;
    if (!standing && &before != &left) {  // the printed line at the seam, for its width
      at_seam = *line;
      at_seam.wide_space = facts_.line(before.index).wide_space;
      at_seam.head_stack = facts_.line(before.index).head_stack;
      at_seam.printed_cells = facts_.line(before.index).printed_cells;
      at_seam.run_cells = facts_.line(before.index).run_cells;
      line = &at_seam;
    }
    const auto cells = [&](std::size_t paragraph) -> std::uint32_t {
      const bool there = paragraph < paragraphs_.size() &&
                         paragraphs_[paragraph].block->page == right.block->page && page.printed;
      return there ? facts_.line(paragraphs_[paragraph].index).printed_cells : 0;
    };
    const Seam seam{.left = *line,
                    .right = *right.line,
                    .left_text = left.tail.empty() ? document_.text(*before.block) : left.tail,
                    .right_text = right.head.empty() ? document_.text(*right.block) : right.head,
                    .behind = next ? next->line : nullptr,
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
    Answer& answer = answers_[i];
    const bool counts = counts_certain_seams(seam);
    const Question question{.left = left_at,
                            .behind = behind,
                            .left_version = left.version,
                            .right_version = right.version,
                            .behind_version = next ? next->version : 0,
                            .page = standing ? layout_ : 0,
                            .sure = counts ? sure : 0};
    if (asks_anew_ || !answer.given || answer.to != question) answer = {true, question, judge(seam, before, right)};
    const Judgement& judged = answer.judged;
    // What was likely in any reading is worth a mention, and is withheld if it was not sure enough.
    if (judged.confidence > right.likeliest.confidence) right.likeliest = judged;
    if (judged.confidence < threshold) continue;
    right.joined_before = true;
    right.join = judged;
    grow(left, before, right);
    begin = left_at;
    ++joins;
  }
  return joins;
}

// The paragraph is now longer by the right one. Of its text the first bytes stay what they were once there
// are enough, and a right side that is long enough has the last bytes alone.
void Flow::grow(Paragraph& left, const Paragraph& before, const Paragraph& right) {
  const std::string_view right_text = document_.text(*right.block);
  if (left.head.empty()) left.head = first_bytes(document_.text(*left.block));
  if (left.head.size() < kTail) {
    left.head += right.head.empty() ? first_bytes(right_text) : right.head;
    left.head.resize(first_bytes(left.head).size());
  }
  if (left.tail.empty()) left.tail = last_bytes(document_.text(*before.block));
  left.tail += right.tail.empty() ? last_bytes(right_text) : right.tail;
  left.tail.erase(0, left.tail.size() - last_bytes(left.tail).size());
  if (!left.own) left.own = &made_.emplace_back();
  *left.own = joined(*left.line, *right.line, left.tail);
  left.line = left.own;
  ++left.version;
}

}  // namespace clean
