#include "report/printed.h"

#include <algorithm>
#include <numeric>

namespace report {
namespace {

using clean::SourceAt;
using clean::SourceRange;
using clean::TextAt;

// Whether a line of an editor ends with bytes[at]: LF, CRLF (with its LF), or CR alone.
bool ends_line(std::string_view bytes, std::size_t at) {
  return bytes[at] == '\n' || (bytes[at] == '\r' && (at + 1 == bytes.size() || bytes[at + 1] != '\n'));
}

}  // namespace

Printed::Printed(const clean::Source& source, std::span<const Place> places)
    : places_(places), read_(clean::read(source)) {
  const auto pieces = read_.pieces();
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < pieces.size(); ++i)
    if (!pieces[i].source.empty()) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return pieces[a].source.begin < pieces[b].source.begin;
  });
  for (const std::size_t i : order) {
    pieces_.push_back(pieces[i]);
    ends_.push_back(i + 1 < pieces.size() ? pieces[i + 1].text.byte
                                          : static_cast<std::uint32_t>(read_.text().size()));
  }
  find_lines();
}

void Printed::find_lines() {
  for (const clean::Block& block : read_.blocks()) {
    const std::vector<SourceRange> ranges = read_.source(block.at);
    Line line{.at = block.at, .page = block.page, .indent = block.indent, .gap = block.gap > 0};
    for (const SourceRange& range : ranges) words_.push_back({range, lines_.size()});
    lines_.push_back(line);
  }
  std::stable_sort(words_.begin(), words_.end(),
                   [](const Word& a, const Word& b) { return a.source.begin < b.source.begin; });

  // Where each line begins, in the order of the source: there rows are counted.
  std::vector<SourceAt> begins(lines_.size());
  std::vector<bool> seen(lines_.size(), false);
  std::vector<std::size_t> order;
  for (const Word& word : words_) {
    if (seen[word.line]) continue;
    seen[word.line] = true;
    begins[word.line] = word.source.begin;
    order.push_back(word.line);
  }
  const clean::Source& source = read_.source();
  std::size_t file = 0, at = 0;
  std::uint64_t row = places_[0].first_line;
  for (const std::size_t i : order) {
    const auto begin = static_cast<std::size_t>(begins[i].byte - source.begin.byte);
    while (file + 1 < places_.size() && places_[file + 1].begin <= begins[i]) {
      ++file;
      row = places_[file].first_line;
      at = static_cast<std::size_t>(places_[file].begin.byte - source.begin.byte);
    }
    for (; at < begin; ++at) row += ends_line(source.bytes, at);
    lines_[i].file = file;
    lines_[i].row = row;
  }
  std::vector<std::uint64_t> printed(places_.size(), 0);
  for (Line& line : lines_) line.number = markup() ? ++printed[line.file] : line.row;
}

std::string Printed::where(const Line& line) const {
  const std::string& path = name(line);
  return path.substr(path.rfind('/') + 1) + (markup() ? ", printed line " : ":") +
         std::to_string(line.number);
}

std::size_t Printed::word_at(SourceAt at) const {
  const auto next =
      std::partition_point(words_.begin(), words_.end(), [&](const Word& w) { return w.source.begin <= at; });
  return static_cast<std::size_t>(next - words_.begin()) - (next != words_.begin());
}

std::vector<std::size_t> Printed::lines(SourceRange at) const {
  std::vector<std::size_t> found;
  if (words_.empty()) return found;
  for (std::size_t i = word_at(at.begin); i < words_.size() && words_[i].source.begin < at.end; ++i)
    if (words_[i].source.end > at.begin && (found.empty() || found.back() != words_[i].line))
      found.push_back(words_[i].line);
  return found;
}

std::size_t Printed::line_at(SourceAt at) const { return words_.empty() ? 0 : words_[word_at(at)].line; }

TextAt Printed::text_at(SourceAt at) const {
  const auto next = std::partition_point(pieces_.begin(), pieces_.end(),
                                         [&](const clean::Piece& p) { return p.source.begin <= at; });
  if (next == pieces_.begin()) return {};
  const auto i = static_cast<std::size_t>(next - pieces_.begin()) - 1;
  const clean::Piece& piece = pieces_[i];
  if (at >= piece.source.end) return {ends_[i]};
  if (piece.decision > 0) return piece.text;
  return {piece.text.byte + static_cast<std::uint32_t>(at.byte - piece.source.begin.byte)};
}

std::string_view Printed::before(SourceAt at) const {
  if (words_.empty()) return {};
  const Line& line = lines_[line_at(at)];
  const TextAt end = std::min(text_at(at), line.at.end);
  return end <= line.at.begin ? std::string_view() : read_.text(clean::TextRange{line.at.begin, end});
}

std::string_view Printed::from(SourceAt at) const {
  if (words_.empty()) return {};
  const std::size_t i = line_at(at);
  const TextAt begin = std::max(text_at(at), lines_[i].at.begin);
  if (begin < lines_[i].at.end) return read_.text(clean::TextRange{begin, lines_[i].at.end});
  return i + 1 < lines_.size() ? text(lines_[i + 1]) : std::string_view();
}

std::string Printed::words(std::span<const SourceRange> ranges) const {
  std::string result;
  for (const SourceRange& range : ranges) {
    if (range.empty()) continue;
    if (!markup()) {
      result += read_.source_text(range);
      continue;
    }
    const clean::TextRange at{text_at(range.begin), text_at(range.end)};
    if (at.end <= at.begin) continue;
    // One range for each word: the space before it is the reader's.
    const auto before = read_.text().substr(0, at.begin.byte);
    if (!result.empty() && !before.empty() && (before.back() == ' ' || before.back() == '\n')) result += ' ';
    result += read_.text(at);
  }
  return result;
}

}  // namespace report
