#include <clean/document.h>
#include <clean/filter.h>

#include <algorithm>

#include "core/pieces.h"

namespace clean {

const SourceFile& file_at(std::span<const SourceFile> files, SourceAt at) {
  const auto next = std::partition_point(files.begin(), files.end(),
                                         [&](const SourceFile& file) { return file.begin <= at; });
  return next == files.begin() ? *next : *(next - 1);
}

std::vector<SourceRange> by_file(std::span<const SourceFile> files, SourceRange range) {
  std::vector<SourceRange> parts;
  auto next = std::partition_point(files.begin(), files.end(),
                                   [&](const SourceFile& file) { return file.begin <= range.begin; });
  for (; next != files.end() && next->begin < range.end; ++next) {
    parts.push_back({range.begin, next->begin});
    range.begin = next->begin;
  }
  parts.push_back(range);
  return parts;
}

Document::Document(Source source, std::vector<Block> blocks)
    : source_(std::move(source)), text_(source_.bytes), blocks_(std::move(blocks)) {
  if (!text_.empty()) {
    const SourceAt end{source_.begin.byte + text_.size()};
    pieces_.push_back({.text = {0}, .decision = 0, .source = {source_.begin, end}});
  }
}

Document::Document(Source source, Contents found, const FilterRow& reader, std::uint8_t reason)
    : source_(std::move(source)),
      blocks_(std::move(found.blocks)),
      places_(std::move(found.places)),
      sheets_(std::move(found.sheets)),
      faults_(std::move(found.faults)) {
  const std::vector<Stretch>& stretches = found.stretches;
  history_.push_back({.with = " ",
                      .filter = &reader,
                      .reason = reason,
                      .action = Action::join,
                      .verdict = Verdict::applied});
  std::string text;
  const auto here = [&] { return TextAt{static_cast<std::uint32_t>(text.size())}; };
  std::size_t size = 0;
  for (const Stretch& s : stretches) size += s.source.size() + 1;
  text.reserve(size);
  pieces_.reserve(stretches.size() * 2);
  auto block = blocks_.begin();
  bool opens = true;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const auto& [at, behind] = stretches[i];
    if (opens) block->at.begin = here();
    pieces_.push_back({.text = here(), .decision = 0, .source = at});
    text += source_text(at);
    opens = behind == Stretch::Behind::line_end || i + 1 == stretches.size();
    if (opens) (block++)->at.end = here();
    if (behind == Stretch::Behind::nothing || i + 1 == stretches.size()) continue;
    pieces_.push_back({.text = here(), .decision = 1, .source = {at.end, at.end}});
    text += behind == Stretch::Behind::space ? ' ' : '\n';
  }
  own_ = std::make_shared<const std::string>(std::move(text));
  text_ = *own_;
}

std::vector<SourceRange> Document::source(TextRange at) const {
  std::vector<SourceRange> ranges;
  append_source(pieces_, text_.size(), at, EndPoint::included, ranges);
  return ranges;
}

double Policy::of(const FilterRow& filter) const {
  for (const auto& [filter_name, value] : thresholds) {
    if (filter_name == filter.name) return std::max(value, kLeast);
  }
  return std::max(threshold, kLeast);
}

}  // namespace clean
