#include <clean/document.h>
#include <clean/filter.h>

#include <algorithm>

#include "core/pieces.h"

namespace clean {

Document::Document(Source source, std::vector<Block> blocks)
    : source_(source), text_(source.bytes), blocks_(std::move(blocks)) {
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
