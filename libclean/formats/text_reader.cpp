#include "formats/text_reader.h"

#include <array>

#include "core/blank.h"
#include "formats/reader.h"
#include "unicode/decode.h"

namespace clean {
namespace {

// Bytes that can begin a line end. C2 and E2 begin U+0085 and U+2028, and much else.
constexpr std::array<bool, 256> kMayEnd = [] {
  std::array<bool, 256> t{};
  for (const int b : {0x0A, 0x0B, 0x0C, 0x0D, 0xC2, 0xE2}) t[static_cast<std::size_t>(b)] = true;
  return t;
}();

std::uint8_t cells(std::string_view blanks) {
  std::size_t n = 0;
  for (std::size_t at = 0; at < blanks.size();) {
    const std::size_t size = blank_at_start(blanks.substr(at));
    n += size == 3 ? 2 : blanks[at] == '\t' ? 4 : 1;
    at += size;
  }
  return static_cast<std::uint8_t>(std::min<std::size_t>(n, 255));
}

std::vector<Block> blocks_of(const Source& source) {
  const std::string_view text = source.bytes;
  std::vector<Block> blocks;
  std::uint32_t page = source.first_page, gap = 0;
  std::size_t begin = source.begin.byte == 0 && text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (begin < text.size()) {
    std::size_t end = begin, size = 0;
    while (end < text.size()) {
      if (kMayEnd[static_cast<unsigned char>(text[end])] && (size = line_end(text, end)) > 0) break;
      ++end;
    }
    const std::string_view line = text.substr(begin, end - begin);
    const std::size_t indent = blank_prefix(line);
    if (indent == line.size()) {
      ++gap;
    } else {
      const std::size_t stop = line.size() - blank_suffix(line);
      Block block;
      block.at = {{static_cast<std::uint32_t>(begin + indent)}, {static_cast<std::uint32_t>(begin + stop)}};
      block.indent = cells(line.substr(0, indent));
      block.gap = static_cast<std::uint16_t>(std::min<std::uint32_t>(gap, 0xFFFF));
      block.page = block.last_page = page;
      blocks.push_back(block);
      gap = 0;
    }
    if (end < text.size() && text[end] == '\f') {
      ++page;
      gap = 0;
    }
    begin = end + size;
    if (size == 0) break;
  }
  return blocks;
}

}  // namespace

std::size_t line_end(std::string_view text, std::size_t at) {
  const auto b = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  switch (b(0)) {
    case '\n':
    case '\v':
    case '\f':
      return 1;
    case '\r':
      return b(1) == '\n' ? 2 : 1;
    case 0xC2:
      return b(1) == 0x85 ? 2 : 0;
    case 0xE2:
      return b(1) == 0x80 && (b(2) == 0xA8 || b(2) == 0xA9) ? 3 : 0;
    default:
      return 0;
  }
}

Document read_text(Source source) {
  Document document(source, blocks_of(source));
  const auto invalid = invalid_stretches(source.bytes);
  if (!invalid.empty()) {
    Decisions decisions(kDecode);
    for (const auto& [begin, end] : invalid) {
      decisions.replace({{static_cast<std::uint32_t>(begin)}, {static_cast<std::uint32_t>(end)}}, "\uFFFD",
                        decode::kNoUtf8);
    }
    apply(document, {&decisions, 1}, Policy{.threshold = 0, .thresholds = {}});
  }
  return document;
}

}  // namespace clean
