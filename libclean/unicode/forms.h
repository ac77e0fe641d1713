// Characters that stand for another character: what the repair and width filters put right.
#pragma once

#include <string>
#include <string_view>

namespace clean {

// The ordinary ideograph for a Kangxi radical or a CJK radical (⼈ U+2F08 gives 人); 0 if it is none.
char32_t ideograph_of_radical(char32_t c);

// The character for a private-use one that fonts and tables for GBK and the first GB 18030 used (U+E81E gives
// 龴, U+E5E5 an ideographic space); 0 for all others: every font has its own.
char32_t assigned_character(char32_t c);

// The horizontal, full-sized mark for a vertical or small form (︵ gives （, ﹐ gives ，); 0 if it is none.
char32_t upright_form(char32_t c);

// The letters of a Latin ligature (ﬁ gives fi); empty if it is none.
std::string_view letters_of_ligature(char32_t c);

// The ASCII character of a full-width form (Ａ gives A, ％ gives %); 0 if it is none.
char32_t ascii_form(char32_t c);

// The full-width form of an ASCII character (, gives ，); 0 if it has none.
char32_t full_form(char32_t c);

// The full form of half-width katakana, Hangul letters and CJK marks (ｱ gives ア, ｡ gives 。); 0 if none.
char32_t unhalved(char32_t c);

// Whether a character is ordinary text, which repair must never touch: no control or format character,
// no compatibility form, nothing that NFC composes or replaces.
bool ordinary(char32_t c);

}  // namespace clean
