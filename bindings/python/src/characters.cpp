#include "characters.h"

#include <algorithm>

namespace {

constexpr std::size_t kMarkEvery = 4096;  // bytes: a place is found within a few microseconds

}  // namespace

std::size_t character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0);
  };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  // No overlong forms, no surrogates, nothing beyond U+10FFFF.
  const unsigned char least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(at + 1) < least || byte(at + 1) > most) return 0;
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (std::size_t i = 2; i < size; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  }
  return size;
}

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) at += std::max<std::size_t>(character_at(text, at), 1);
  return count;
}

Characters::Characters(std::string_view text) : text_(text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    if (marks_.empty() || at - marks_.back().byte >= kMarkEvery) marks_.push_back({at, count});
    at += std::max<std::size_t>(character_at(text, at), 1);
  }
}

std::size_t Characters::before(std::size_t byte) const {
  if (marks_.empty()) return 0;
  const auto behind = std::upper_bound(marks_.begin(), marks_.end(), byte,
                                       [](std::size_t place, const Mark& mark) { return place < mark.byte; });
  Mark at = *(behind - 1);  // the first mark is at 0
  while (at.byte < std::min(byte, text_.size())) {
    at.byte += std::max<std::size_t>(character_at(text_, at.byte), 1);
    ++at.characters;
  }
  return at.characters;
}
