#include "unicode/forms.h"

#include <simdjson.h>
#include <utf8proc.h>

#include <array>

#include "unicode/chars.h"

namespace clean {
namespace {

// The one character that `c` is a compatibility form of, when its mapping is of this type; else 0.
char32_t mapping(char32_t c, utf8proc_decomp_type_t type) {
  const utf8proc_property_t* p = utf8proc_get_property(static_cast<utf8proc_int32_t>(c));
  if (p->decomp_type != type) return 0;
  std::array<utf8proc_int32_t, 8> out{};
  const auto n =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), out.data(), out.size(),
                              static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT), nullptr);
  return n == 1 ? static_cast<char32_t>(out[0]) : 0;
}

struct Radical {
  char32_t radical, ideograph;
};

// CJK Radicals Supplement has no mappings in the Unicode Character Database's decompositions but two; these
// are the simplified components that Chinese PDF fonts really yield, from EquivalentUnifiedIdeograph.txt.
constexpr Radical kRadicals[] = {
    {U'⺁', U'厂'}, {U'⺠', U'民'}, {U'⺟', U'母'}, {U'⻁', U'虎'}, {U'⻄', U'西'}, {U'⻅', U'见'},
    {U'⻆', U'角'}, {U'⻉', U'贝'}, {U'⻋', U'车'}, {U'⻓', U'长'}, {U'⻔', U'门'}, {U'⻘', U'青'},
    {U'⻚', U'页'}, {U'⻛', U'风'}, {U'⻜', U'飞'}, {U'⻝', U'食'}, {U'⻢', U'马'}, {U'⻣', U'骨'},
    {U'⻤', U'鬼'}, {U'⻥', U'鱼'}, {U'⻦', U'鸟'}, {U'⻩', U'黄'}, {U'⻬', U'齐'}, {U'⻮', U'齿'},
    {U'⻰', U'龙'}, {U'⻳', U'龟'},
};

// Windows-1252 for the bytes 0x80 to 0x9F; 0: not assigned (then the C1 control of that number is meant).
constexpr char32_t k1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// The byte that such a reading made this character of; -1 if none.
int byte_of(char32_t c) {
  if (c >= 0x80 && c <= 0xFF) return static_cast<int>(c);
  for (std::size_t i = 0; i < 32; ++i) {
    if (k1252[i] == c) return static_cast<int>(0x80 + i);
  }
  return -1;
}

}  // namespace

char32_t ideograph_of_radical(char32_t c) {
  if (c >= 0x2F00 && c <= 0x2FD5) return mapping(c, UTF8PROC_DECOMP_TYPE_COMPAT);
  if (c < 0x2E80 || c > 0x2EF3) return 0;
  for (const Radical& r : kRadicals) {
    if (r.radical == c) return r.ideograph;
  }
  return 0;
}

char32_t upright_form(char32_t c) {
  if (c < 0xFE10 || c > 0xFE6B) return 0;
  char32_t form = mapping(c, UTF8PROC_DECOMP_TYPE_VERTICAL);
  if (form == 0) form = mapping(c, UTF8PROC_DECOMP_TYPE_SMALL);
  if (form == U'_' || form == 0) return 0;  // ︳ ︴: lines beside names, no marks of the text
  return form < 0x80 ? full_form(form) : form;
}

std::string_view letters_of_ligature(char32_t c) {
  switch (c) {
    case U'\uFB00':
      return "ff";
    case U'\uFB01':
      return "fi";
    case U'\uFB02':
      return "fl";
    case U'\uFB03':
      return "ffi";
    case U'\uFB04':
      return "ffl";
    case U'\uFB05':
      return "ſt";
    case U'\uFB06':
      return "st";
    default:
      return {};
  }
}

char32_t ascii_form(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c == 0x3000 ? U' ' : 0; }
char32_t full_form(char32_t c) { return c >= 0x21 && c <= 0x7E ? c + 0xFEE0 : 0; }
char32_t unhalved(char32_t c) {
  return c >= 0xFF61 && c <= 0xFFDC ? mapping(c, UTF8PROC_DECOMP_TYPE_NARROW) : 0;
}

bool ordinary(char32_t c) {
  if (c < 0x7F) return c >= 0x20 || c == '\t';
  if (is(c, kControl | kMark) || ideograph_of_radical(c) != 0) return false;
  const utf8proc_property_t* p = utf8proc_get_property(static_cast<utf8proc_int32_t>(c));
  return p->decomp_seqindex == UINT16_MAX && p->comb_index == UINT16_MAX;
}

std::string undo_mojibake(std::string_view text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    const int byte = byte_of(next(text, at));
    if (byte < 0) return {};
    bytes += static_cast<char>(byte);
  }
  if (bytes.size() < 6 || !simdjson::validate_utf8(bytes)) return {};
  for (std::size_t at = 0; at < bytes.size();) {
    const char32_t c = next(bytes, at);
    if (!is(c, kCjk | kWide)) return {};
  }
  return bytes;
}

}  // namespace clean
