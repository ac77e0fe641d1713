#include "cli/printable.h"

#include <cstdio>

namespace cli {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The character at the beginning and its size; size 0: the first byte begins none.
struct Character {
  char32_t code;
  std::size_t size;
};

Character first(std::string_view text) {
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};  // less would be overlong
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (size == 0 || size > text.size()) return {lead, 0};
  char32_t code = lead & (0xFFu >> (size + 1));
  for (const char c : text.substr(1, size - 1)) {
    if (!continues(c)) return {lead, 0};
    code = code << 6 | (static_cast<unsigned char>(c) & 0x3Fu);
  }
  const bool wrong = code < kLeast[size] || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF;
  return {wrong ? lead : code, wrong ? 0 : size};
}

}  // namespace

bool obeyed(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return true;  // U+009B begins a command as ESC [ does
  const bool turns = c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                     (c >= 0x2066 && c <= 0x2069);
  return turns || c == 0x2028 || c == 0x2029;  // line ends to some
}

std::string printable(std::string_view text, std::string_view keep) {
  std::string result;
  while (!text.empty()) {
    const Character c = first(text);
    const std::string_view bytes = text.substr(0, c.size == 0 ? 1 : c.size);
    text.remove_prefix(bytes.size());
    if (c.size > 0 && (!obeyed(c.code) || keep.find(bytes) != keep.npos)) {
      result += bytes;
      continue;
    }
    char spelled[16];
    std::snprintf(spelled, sizeof spelled, c.code > 0xFF ? "\\u%04x" : "\\x%02x",
                  static_cast<unsigned>(c.code));
    result += spelled;
  }
  return result;
}

}  // namespace cli
