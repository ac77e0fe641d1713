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
