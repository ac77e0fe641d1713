// Character references of XML and HTML: &amp; &#233; &shy; in text that is not parsed for them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace clean {

// The reference that `text` begins with.
struct Entity {
  std::size_t size = 0;  // in bytes; 0: none that is known
  char32_t character = 0;
};

// By number, or by name: the five of XML, and those of HTML that OCR engines write (Latin-1, dashes,
// quotation marks, spaces). A number that is no character gives U+FFFD. Entities of a file's own are never
// expanded: they are left as they stand.
Entity entity_at(std::string_view text);

// Text with the characters in place of the references that are known.
std::string unescaped(std::string_view text);

}  // namespace clean
