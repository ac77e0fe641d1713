// hOCR is HTML, and OCR engines write it by hand: <br> that is never closed, a printed "<" or "<!--" that is
// not escaped. What is no markup of hOCR is told from what is, so that an XML parser reads the rest.
#pragma once

#include <string>
#include <string_view>

namespace clean {

// The file for an XML parser, byte for byte in the same places. Spaces stand for tags that have no end
// (<br>), and the "<" of what is no tag, comment or declaration of HTML is made a letter.
std::string as_xml(std::string_view html);

// Where a tag ends, behind its ">"; `at` is in it, outside of values. npos: it does not end.
std::size_t tag_end(std::string_view html, std::size_t at);

}  // namespace clean
