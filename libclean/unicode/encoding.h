// Files with markup in another encoding than UTF-8: which one they say they are in, and there and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace clean {

// The encoding of a file with markup, by its byte order mark, its first bytes or its declaration
// (encoding="..." of XML, charset=... of HTML). Empty: UTF-8, or nothing that is known. A file that is valid
// UTF-8 and has other characters than ASCII is UTF-8 whatever single-byte encoding it declares.
std::string markup_encoding(std::string_view bytes);

// From an encoding that ICU knows to UTF-8, and back; nothing when ICU does not know it. A byte order mark
// stays one.
std::optional<std::string> to_utf8(std::string_view bytes, const std::string& encoding);
std::optional<std::string> from_utf8(std::string_view text, const std::string& encoding);

}  // namespace clean
