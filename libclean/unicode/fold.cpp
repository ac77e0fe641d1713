#include "unicode/fold.h"

#include <utf8proc.h>

#include "unicode/chars.h"

namespace clean {
namespace {

constexpr char32_t kSmallE = U'\u0364';  // COMBINING LATIN SMALL LETTER E: aͤ oͤ uͤ of Fraktur transcriptions

char32_t umlaut(char32_t c) {
  switch (c) {
    case U'a':
      return U'ä';
    case U'o':
      return U'ö';
    case U'u':
      return U'ü';
    case U'A':
      return U'Ä';
    case U'O':
      return U'Ö';
    case U'U':
      return U'Ü';
    default:
      return 0;
  }
}

std::string spelled(std::string_view text, bool small) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next(text, at);
    if (c == U'ſ') c = U's';
    if (c == U'’') c = U'\'';
    if (const char32_t vowel = umlaut(c); vowel != 0 && at < text.size()) {
      std::size_t behind = at;
      if (next(text, behind) == kSmallE) {
        c = vowel;
        at = behind;
      }
    }
    if (small) c = static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
    append(out, c);
  }
  return out;
}

}  // namespace

std::string plain_letters(std::string_view text) { return spelled(text, false); }

std::string folded(std::string_view text) { return spelled(text, true); }

}  // namespace clean
