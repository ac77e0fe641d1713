// Text from outside in HTML that is well-formed XML, too: nothing of it is read as markup, and what cannot be
// seen or would turn the direction of writing is spelled in its place.
#pragma once

#include <string>
#include <string_view>

namespace report {

// A character at the beginning of a text. A byte that begins none counts as one, with `valid` false.
struct Character {
  char32_t code = 0;
  std::size_t size = 0;
  bool valid = false;
};
Character first_character(std::string_view text);

// Whether a page would not show a character as such: controls, marks of direction, zero-width characters,
// those that XML does not have. Tab is white space, and the joiners of Arabic and Indic script stay.
bool unseen(char32_t code);

// "U+202E"; "\xE9" for a byte that is no UTF-8.
std::string spelled(Character c);

// As text of an element: unseen characters stand in a box, U+FFFD in another.
void write_text(std::string_view text, std::string& out);
std::string as_text(std::string_view text);

// Between the quotes of an attribute; also as text without boxes.
void write_attribute(std::string_view text, std::string& out);
std::string as_attribute(std::string_view text);

// A name as a class or a part of an id: what is no letter, digit, - or _ becomes -.
std::string as_class(std::string_view name);

}  // namespace report
