#include "unicode/decode.h"

#include <simdjson.h>
#include <unicode/utf8.h>

namespace clean {

std::vector<std::pair<std::size_t, std::size_t>> invalid_stretches(std::string_view bytes) {
  std::vector<std::pair<std::size_t, std::size_t>> found;
  if (simdjson::validate_utf8(bytes)) return found;
  const auto* s = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<std::int64_t>(bytes.size());
  for (std::int64_t at = 0; at < size;) {
    const std::int64_t begin = at;
    UChar32 c;
    U8_NEXT(s, at, size, c);
    if (c < 0) found.emplace_back(static_cast<std::size_t>(begin), static_cast<std::size_t>(at));
  }
  return found;
}

}  // namespace clean
