// Characters: classes from a table, and walking over UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace clean {

enum CharClass : std::uint16_t {
  kHan = 1,
  kKana = 2,
  kHangul = 4,
  kLatin = 8,
  kLetter = 16,  // a letter of another script
  kDigit = 32,   // Nd, full-width digits too
  kBlank = 64,
  kOpener = 128,  // Ps, Pi
  kCloser = 256,  // Pe, Pf
  kPunct = 512,
  kSymbol = 1024,
  kMark = 2048,        // combining
  kControl = 4096,     // Cc, Cf
  kWide = 8192,        // two cells on a page of Chinese or Japanese
  kFullwidth = 16384,  // a full-width form of an ASCII character
  kLower = 32768,      // a small letter
};

constexpr std::uint16_t kCjk = kHan | kKana | kHangul;
constexpr std::uint16_t kWord = kCjk | kLatin | kLetter | kDigit;

namespace table {  // chars.cpp
extern const std::uint8_t kBlockOf[];
extern const std::uint16_t kClasses[][256];
}  // namespace table

// The classes of a character, by bit.
inline std::uint16_t classes_of(char32_t c) {
  return c < 0x110000 ? table::kClasses[table::kBlockOf[c >> 8]][c & 0xFF] : std::uint16_t{0};
}

inline bool is(char32_t c, unsigned classes) { return (classes_of(c) & classes) != 0; }

// The character that begins at text[at], which moves behind it. Valid UTF-8 only, at < text.size().
inline char32_t next(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned b = byte(at);
  if (b < 0x80) return static_cast<char32_t>(text[at++]);
  if (b < 0xE0) {
    at += 2;
    return (b & 0x1Fu) << 6 | (byte(at - 1) & 0x3Fu);
  }
  if (b < 0xF0) {
    at += 3;
    return (b & 0x0Fu) << 12 | (byte(at - 2) & 0x3Fu) << 6 | (byte(at - 1) & 0x3Fu);
  }
  at += 4;
  return (b & 0x07u) << 18 | (byte(at - 3) & 0x3Fu) << 12 | (byte(at - 2) & 0x3Fu) << 6 |
         (byte(at - 1) & 0x3Fu);
}

// The character that ends before text[at], which moves in front of it. Valid UTF-8 only, at > 0.
inline char32_t previous(std::string_view text, std::size_t& at) {
  do {
    --at;
  } while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  std::size_t from = at;
  return next(text, from);
}

// First and last character; 0 when there is none.
inline char32_t first_char(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? 0 : next(text, at);
}
inline char32_t last_char(std::string_view text) {
  std::size_t at = text.size();
  return text.empty() ? 0 : previous(text, at);
}

void append(std::string& out, char32_t c);

// Number of characters (code points).
std::size_t count_chars(std::string_view text);

// The last (first) `count` characters of the text.
std::string_view last_chars(std::string_view text, std::size_t count);
std::string_view first_chars(std::string_view text, std::size_t count);

// The mark that closes what `opener` opens (《 gives 》), or 0. Straight quotes open nothing.
char32_t closer_of(char32_t opener);

// The mark that opens what `closer` closes, or 0.
char32_t opener_of(char32_t closer);

}  // namespace clean
