#include "survey/shared_words.h"

#include <algorithm>

#include "unicode/chars.h"

namespace clean {
namespace {

std::string small(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    char32_t c = next(word, at);
    if ((c >= U'A' && c <= U'Z') || (c >= U'À' && c <= U'Þ' && c != U'×')) c += 32;
    if (c == U'ſ') c = U's';
    append(out, c);
  }
  return out;
}

bool alike(const std::string& a, const std::string& b) { return a.starts_with(b) || b.starts_with(a); }

}  // namespace

std::vector<std::string> content_words(std::string_view text) {
  constexpr std::size_t kFewest = 4;  // letters
  std::vector<std::string> found;
  std::size_t begin = 0, letters = 0, last_at = 0;
  char32_t last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = next(text, at);
    const bool letter = is(c, kLatin | kLetter);
    if (letter && letters == 0) begin = here;
    if (!letter && letters >= kFewest) found.push_back(small(text.substr(begin, here - begin)));
    letters = letter ? letters + 1 : 0;
    if (is(c, kCjk) && is(last, kCjk)) found.emplace_back(text.substr(last_at, at - last_at));
    last = c;
    last_at = here;
  }
  if (letters >= kFewest) found.push_back(small(text.substr(begin)));
  return found;
}

Share share(std::string_view few, std::string_view many) {
  const std::vector<std::string> a = content_words(few), b = content_words(many);
  if (a.empty() || b.empty()) return Share::unknown;
  const auto found = std::count_if(a.begin(), a.end(), [&](const std::string& word) {
    return std::any_of(b.begin(), b.end(), [&](const std::string& other) { return alike(word, other); });
  });
  if (found == 0) return Share::none;
  return static_cast<std::size_t>(found) * 2 >= a.size() ? Share::most : Share::some;
}

}  // namespace clean
