#include "unicode/chars.h"

#include <algorithm>

namespace clean {
namespace table {

#include "classes.inc"

}  // namespace table

void append(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::size_t count_chars(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char b) { return (static_cast<unsigned char>(b) & 0xC0) != 0x80; }));
}

std::string_view last_chars(std::string_view text, std::size_t count) {
  std::size_t at = text.size();
  while (count-- > 0 && at > 0) previous(text, at);
  return text.substr(at);
}

std::string_view first_chars(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (count-- > 0 && at < text.size()) next(text, at);
  return text.substr(0, at);
}

namespace {

struct Pair {
  char32_t opener, closer;
};
constexpr Pair kPairs[] = {{U'(', U')'},   {U'[', U']'},   {U'{', U'}'},   {U'（', U'）'}, {U'［', U'］'},
                           {U'｛', U'｝'}, {U'“', U'”'},   {U'‘', U'’'},   {U'《', U'》'}, {U'〈', U'〉'},
                           {U'「', U'」'}, {U'『', U'』'}, {U'【', U'】'}, {U'〔', U'〕'}, {U'〖', U'〗'},
                           {U'｢', U'｣'},   {U'«', U'»'}};

}  // namespace

char32_t closer_of(char32_t opener) {
  for (const Pair& p : kPairs) {
    if (p.opener == opener) return p.closer;
  }
  return 0;
}

char32_t opener_of(char32_t closer) {
  for (const Pair& p : kPairs) {
    if (p.closer == closer) return p.opener;
  }
  return 0;
}

}  // namespace clean
