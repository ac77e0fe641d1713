// Plain text: a block of each line that is not blank.
#pragma once

#include <clean/document.h>

namespace clean {

// Line ends are LF, CRLF, CR, VT, FF, U+0085, U+2028, U+2029; a form feed also turns the page. A byte order
// mark at the very beginning, blank lines and the white space around a line belong to no block. Bytes that
// are no UTF-8 become U+FFFD by decisions of the row `decode`, so that the history says so.
Document read_text(Source source);

// Bytes of the line end at text[at]; 0: none there.
std::size_t line_end(std::string_view text, std::size_t at);

}  // namespace clean
