// Whether some bytes are text, and in which encoding: by name or by what they show. "Leave it and say so"
// goes before a guess: what is in doubt is not read.

#include <clean/encoding.h>

#include <algorithm>

namespace clean {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// How long a character is by its first byte; 0: no character begins so.
std::size_t sequence(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

// Bytes that are part of no UTF-8 character. Overlong forms and surrogates pass: this is to tell text from
// other things, not to judge it.
std::size_t invalid_bytes(std::string_view text) {
  std::size_t invalid = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence(static_cast<unsigned char>(text[i]));
    std::size_t found = 1;
    while (found < length && i + found < text.size() && continues(text[i + found])) ++found;
    const bool cut_off = i + found == text.size();  // by the end of the stretch, perhaps
    if (found < length ? !cut_off : length == 0) invalid += found;
    i += found;
  }
  return invalid;
}

std::string nul_byte(std::string_view head) {
  const std::size_t nul = head.substr(0, 8 << 10).find('\0');
  return nul == head.npos ? "" : "not text (NUL byte at byte " + std::to_string(nul) + ")";
}

// Too much damage for a text, unless somebody says that it is one.
std::string damaged(std::string_view head, const std::string& option) {
  const std::size_t invalid = invalid_bytes(head);
  if (invalid * 10 <= head.size()) return "";
  return "not text (" + std::to_string(invalid * 100 / head.size()) + " % of it is not UTF-8; " + option +
         "UTF-8 reads it all the same)";
}

// "its encoding is in doubt: Big5-HKSCS (43 %) or EUC-JP (26 %); --encoding NAME settles it"
std::string in_doubt(const EncodingGuess& guess, const std::string& option) {
  if (guess.likely.empty())
    return "not text (it is in no encoding that can be told; " + option + "NAME settles it)";
  std::string names;
  for (const LikelyEncoding& likely : guess.likely) {
    if (!names.empty()) names += &likely == &guess.likely.back() ? " or " : ", ";
    names += likely.name + " (" + std::to_string(static_cast<int>(likely.share * 100 + 0.5)) + " %)";
  }
  return "its encoding is in doubt: " + names + "; " + option + "NAME settles it";
}

}  // namespace

TextEncoding text_encoding(std::string_view head, const std::string& asked, const std::string& option) {
  TextEncoding result{.name = asked, .objection = {}};
  // UTF-16 without a word about the order of its bytes: as it shows.
  if (asked.empty() || asked == "UTF-16" || asked == "UTF-32") {
    const EncodingGuess guess = guess_encoding(head);
    const std::string likeliest = guess.likely.empty() ? "" : guess.likely.front().name;
    const bool wide = likeliest.starts_with("UTF-16") || likeliest.starts_with("UTF-32");
    if (asked.empty() && !wide) result.objection = nul_byte(head);
    if (asked.empty() && result.objection.empty() && !guess.sure) result.objection = in_doubt(guess, option);
    if (!result.objection.empty()) return result;
    if (asked.empty() || likeliest.starts_with(asked)) result.name = likeliest;
  }
  if (result.name == "UTF-8") {
    result.objection = nul_byte(head);
    if (result.objection.empty() && asked.empty()) result.objection = damaged(head, option);
    return result;
  }
  std::string text;
  TextDecoder(result.name).decode(head, text);
  result.objection = nul_byte(text);
  return result;
}

}  // namespace clean
