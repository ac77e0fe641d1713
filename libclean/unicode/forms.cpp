#include "unicode/forms.h"

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

// The ideographs for U+2E80 to U+2EF3: EquivalentUnifiedIdeograph.txt of Unicode 14. Only two of these
// radicals have a mapping among the decompositions. A blank: it has none, or is not assigned.
constexpr std::u32string_view kSupplement =
    U" 厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺"   // U+2E80
    U"彑彐忄心扌攵 旡日月歺母民氵氺灬爫爫丬牛"   // U+2E94
    U"犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿"  // U+2EA8
    U"肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑"  // U+2EBC
    U"钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨"  // U+2ED0
    U"鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";         // U+2EE4
static_assert(kSupplement.size() == 0x2EF4 - 0x2E80);

// Private-use characters that the tables for GBK (Windows code page 936) gave to byte pairs, and that GB
// 18030 (2000, 2005, 2022) gives a character of Unicode. Made by comparing ICU's windows-936 with glibc's
// GB18030 for all 23,940 pairs: 106 are private use in the first and not in the second. U+E5E5 is the
// Encoding Standard's. Radicals and vertical marks are written as what they stand for (ideograph_of_radical,
// upright_form).
struct PrivateUse {
  char32_t first;
  std::u32string_view characters;
};
constexpr PrivateUse kPrivateUse[] = {
    {0xE5E5, U"\u3000"},  // A3A0, which is a second ideographic space to the Encoding Standard (WHATWG)
    {0xE76C, U"€"},       // A2E3
    {0xE78D, U"，。、：；！？〖〗…"},         // A6D9 to A6F3, vertical: U+FE10, FE12, FE11, FE13 to FE19
    {0xE7C7, U"ḿǹ"},                          // A8BC, A8BF, of Pinyin
    {0xE7E7, U"〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻"},  // A989 to A995
    {0xE815,
     U"厂𠂇𠂉𠃌乙㑳㑇刀㔾龴㖞㘚㘎小心㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠牛𡗗龸𤴔䁖䅟𥫗䌷㓁羊𦍌𢦏䎱"
     U"䎬聿䏝䓖䙡䙌龹䜣䜩䝼䞍𧾷䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"},  // FE50 to FEA0
};

}  // namespace

char32_t ideograph_of_radical(char32_t c) {
  if (c >= 0x2F00 && c <= 0x2FD5) return mapping(c, UTF8PROC_DECOMP_TYPE_COMPAT);
  if (c < 0x2E80 || c > 0x2EF3) return 0;
  const char32_t ideograph = kSupplement[c - 0x2E80];
  return ideograph == U' ' ? 0 : ideograph;
}

char32_t assigned_character(char32_t c) {
  if (c < 0xE5E5 || c > 0xE864) return 0;
  for (const PrivateUse& row : kPrivateUse) {
    if (c >= row.first && c - row.first < row.characters.size()) return row.characters[c - row.first];
  }
  return 0;
}

char32_t upright_form(char32_t c) {
  if (c < 0xFE10 || c > 0xFE6B) return 0;
  if (c == 0xFE19) return U'…';  // the decompositions of these two are full stops
  if (c == 0xFE30) return U'‥';
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
  if (is(c, kControl | kMark) || ideograph_of_radical(c) != 0 || assigned_character(c) != 0) return false;
  const utf8proc_property_t* p = utf8proc_get_property(static_cast<utf8proc_int32_t>(c));
  return p->decomp_seqindex == UINT16_MAX && p->comb_index == UINT16_MAX;
}

}  // namespace clean
