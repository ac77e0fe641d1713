#include "formats/entities.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "unicode/chars.h"

namespace clean {
namespace {

// ISO 8879 Added Latin 1 and its companions as HTML 4 has them: U+00A0 to U+00FF in order.
constexpr std::string_view kLatin1[] = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",
    "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",
    "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12",
    "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil",
    "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde",
    "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",
    "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",
    "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",
    "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};
static_assert(std::size(kLatin1) == 0x100 - 0xA0);

constexpr std::pair<std::string_view, char32_t> kOthers[] = {
    {"amp", U'&'},      {"lt", U'<'},       {"gt", U'>'},       {"quot", U'"'},     {"apos", U'\''},
    {"OElig", 0x152},   {"oelig", 0x153},   {"Scaron", 0x160},  {"scaron", 0x161},  {"Yuml", 0x178},
    {"fnof", 0x192},    {"circ", 0x2C6},    {"tilde", 0x2DC},   {"ensp", 0x2002},   {"emsp", 0x2003},
    {"thinsp", 0x2009}, {"zwnj", 0x200C},   {"zwj", 0x200D},    {"lrm", 0x200E},    {"rlm", 0x200F},
    {"ndash", 0x2013},  {"mdash", 0x2014},  {"horbar", 0x2015}, {"lsquo", 0x2018},  {"rsquo", 0x2019},
    {"sbquo", 0x201A},  {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"bdquo", 0x201E},  {"dagger", 0x2020},
    {"Dagger", 0x2021}, {"bull", 0x2022},   {"hellip", 0x2026}, {"permil", 0x2030}, {"prime", 0x2032},
    {"Prime", 0x2033},  {"lsaquo", 0x2039}, {"rsaquo", 0x203A}, {"oline", 0x203E},  {"frasl", 0x2044},
    {"euro", 0x20AC},   {"trade", 0x2122},  {"larr", 0x2190},   {"rarr", 0x2192},   {"minus", 0x2212},
    {"asymp", 0x2248},  {"ne", 0x2260},     {"le", 0x2264},     {"ge", 0x2265},     {"loz", 0x25CA},
    {"hyphen", 0x2010}, {"dash", 0x2010}};

constexpr std::size_t kLongest = 12;  // of a reference, with & and ;

char32_t named(std::string_view name) {
  for (const auto& [known, character] : kOthers) {
    if (known == name) return character;
  }
  const auto* found = std::find(std::begin(kLatin1), std::end(kLatin1), name);
  return found == std::end(kLatin1) ? 0 : static_cast<char32_t>(0xA0 + (found - std::begin(kLatin1)));
}

// A number of no character, or of one that no XML file may hold.
bool none(std::uint32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF ||
         (c & 0xFFFE) == 0xFFFE;
}

}  // namespace

Entity entity_at(std::string_view text) {
  if (text.empty() || text[0] != '&') return {};
  const std::size_t end = text.substr(0, kLongest).find(';');
  if (end == text.npos) return {};
  std::string_view name = text.substr(1, end - 1);
  if (name.starts_with('#')) {
    const bool hex = name.starts_with("#x") || name.starts_with("#X");
    name.remove_prefix(hex ? 2 : 1);
    std::uint32_t number = 0;
    const auto [stop, error] = std::from_chars(name.data(), name.data() + name.size(), number, hex ? 16 : 10);
    if (name.empty() || stop != name.data() + name.size()) return {};
    if (error != std::errc() || none(number)) number = 0xFFFD;
    return {end + 1, static_cast<char32_t>(number)};
  }
  const char32_t character = named(name);
  return {character == 0 ? 0 : end + 1, character};
}

std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const Entity e = entity_at(text.substr(at));
    if (e.size > 0) {
      append(plain, e.character);
    } else {
      plain += text[at];
    }
    at += e.size > 0 ? e.size : 1;
  }
  return plain;
}

}  // namespace clean
