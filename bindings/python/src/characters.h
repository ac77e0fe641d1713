// Places in a str. libclean counts bytes of UTF-8, Python counts characters.
//
// Bytes that are no UTF-8 count a character each, as in bytes.decode("utf-8", "surrogateescape"), which is
// how Python reads damaged text without losing any.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

// How many bytes the character has that begins at text[at]; 0: none begins there, the byte is damage.
std::size_t character_at(std::string_view text, std::size_t at);

std::size_t characters(std::string_view text);

// Tells for many places of a text how many characters lie before them.
class Characters {
 public:
  explicit Characters(std::string_view text);  // must outlive it

  // Before text[byte]; from the end of the text on all of them.
  std::size_t before(std::size_t byte) const;

 private:
  struct Mark {
    std::size_t byte, characters;
  };
  std::string_view text_;
  std::vector<Mark> marks_;  // the first character at or behind every 4096th byte or so
};
