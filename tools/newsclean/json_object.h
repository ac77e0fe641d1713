// A JSON object as it stands in a line: its fields, byte for byte. All of it is checked by the grammar of
// RFC 8259, however deep it nests, and nothing of it is understood: a number of any size stays its digits.
//
// simdjson would do neither: as a tree it refuses numbers that fit no double or integer (1e400), and on
// demand it passes over what nobody asks for, whether it is JSON or not ({"a":tru}). A filter must carry the
// one and refuse the other. (UTF-8 is for the caller to check.)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct Field {
  std::string_view key;    // with its quotes
  std::string_view value;  // from its first byte to its last
  std::string_view whole;  // both, with what stands between them
};

// The fields of the object that all of `text` is but for white space around it, in order; nothing when it is
// none. `wrong` is then where it cannot go on so: the size of `text` when it ends too early.
std::optional<std::vector<Field>> fields_of(std::string_view text, std::size_t& wrong);

// What a string (with its quotes, as fields_of gives it) means; nothing when it has half of a surrogate pair,
// which is no character.
std::optional<std::string> meaning(std::string_view string);

// Whether the field is called so, however that is written: "\u0069d" is id.
bool called(const Field& field, std::string_view name);
