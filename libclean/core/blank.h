// White space as the law "conserve" means it: what may stand between blocks and be lost in the output.
// White_Space of Unicode without the line ends' special role: space, tab, line ends, U+0085, U+00A0,
// U+1680, U+2000-200A, U+2028, U+2029, U+202F, U+205F, U+3000.
#pragma once

#include <cstddef>
#include <string_view>

namespace clean {

// Bytes of the blank character `text` begins with; 0: none.
inline std::size_t blank_at_start(std::string_view text) {
  if (text.empty()) return 0;
  const auto b = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned first = b(0);
  if (first == ' ' || (first >= '\t' && first <= '\r')) return 1;
  if (first == 0xC2) return b(1) == 0x85 || b(1) == 0xA0 ? 2 : 0;
  if (first == 0xE3) return b(1) == 0x80 && b(2) == 0x80 ? 3 : 0;
  if (first == 0xE1) return b(1) == 0x9A && b(2) == 0x80 ? 3 : 0;
  if (first != 0xE2) return 0;
  if (b(1) == 0x80)
    return (b(2) >= 0x80 && b(2) <= 0x8A) || b(2) == 0xA8 || b(2) == 0xA9 || b(2) == 0xAF ? 3 : 0;
  return b(1) == 0x81 && b(2) == 0x9F ? 3 : 0;
}

inline std::size_t blank_at_end(std::string_view text) {
  if (text.empty()) return 0;
  const auto last = static_cast<unsigned char>(text.back());
  if (last < 0x80) return blank_at_start(text.substr(text.size() - 1));
  for (const std::size_t size : {2u, 3u}) {
    if (text.size() >= size && blank_at_start(text.substr(text.size() - size)) == size) return size;
  }
  return 0;
}

inline std::size_t blank_prefix(std::string_view text) {
  std::size_t n = 0;
  while (const std::size_t size = blank_at_start(text.substr(n))) n += size;
  return n;
}

inline std::size_t blank_suffix(std::string_view text) {
  std::size_t n = 0;
  while (const std::size_t size = blank_at_end(text.substr(0, text.size() - n))) n += size;
  return n;
}

}  // namespace clean
