#include "formats/printed_lines.h"

#include <algorithm>

#include "core/pieces.h"

namespace clean {

PrintedLines::PrintedLines(const Source& source) : read_(clean::read(source)) {
  const auto pieces = read_.pieces();
  const auto blocks = read_.blocks();
  const std::size_t size = read_.text().size();
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const TextRange block = blocks[b].at;
    for (std::size_t i = first_piece(pieces, block.begin, size);
         i < pieces.size() && pieces[i].text < block.end; ++i) {
      const Piece& p = pieces[i];
      if (p.source.empty()) continue;
      const TextRange text{std::max(p.text, block.begin), std::min(text_end(pieces, i, size), block.end)};
      SourceRange from = p.source;
      if (p.decision == 0) {
        from.begin.byte += text.begin.byte - p.text.byte;
        from.end.byte = from.begin.byte + text.size();
      }
      runs_.push_back({from, text, b, p.decision == 0});
    }
  }
  std::stable_sort(runs_.begin(), runs_.end(),
                   [](const Run& a, const Run& b) { return a.source.begin < b.source.begin; });
}

std::vector<PrintedLines::Run>::const_iterator PrintedLines::first(SourceAt place) const {
  const auto behind = std::partition_point(runs_.begin(), runs_.end(),
                                           [&](const Run& run) { return run.source.begin <= place; });
  return behind == runs_.begin() ? behind : behind - 1;
}

PrintedLines::Line PrintedLines::at(SourceAt place) const {
  const auto run = first(place);
  if (run == runs_.end()) return {};
  return {run->line, read_.blocks()[run->line].page};
}

SourceAt PrintedLines::next(SourceRange stretch) const {
  auto run = first(stretch.begin);
  if (run == runs_.end()) return stretch.end;
  const std::size_t line = run->line;
  while (run != runs_.end() && run->source.begin < stretch.end && run->line == line) ++run;
  return run == runs_.end() ? stretch.end : std::min(run->source.begin, stretch.end);
}

std::string PrintedLines::text(SourceRange stretch) const {
  std::string text;
  const Run* before = nullptr;
  for (auto run = first(stretch.begin); run != runs_.end() && run->source.begin < stretch.end; ++run) {
    if (run->source.end <= stretch.begin) continue;
    TextRange at = run->text;
    if (run->copied) {
      const SourceAt begin = std::max(stretch.begin, run->source.begin);
      const SourceAt end = std::min(stretch.end, run->source.end);
      at.begin.byte += static_cast<std::uint32_t>(begin.byte - run->source.begin.byte);
      at.end.byte = at.begin.byte + static_cast<std::uint32_t>(end.byte - begin.byte);
    }
    // What markup parts in the source may be parted by a space in print.
    if (before && before->line == run->line && before->text.end < at.begin)
      text += read_.text(TextRange{before->text.end, at.begin});
    text += read_.text(at);
    before = &*run;
  }
  return text;
}

}  // namespace clean
