// Characters, UTF-8, normalisation, forms and words; and the nearest word, which is as small.

#include <clean/nearest.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "unicode/chars.h"
#include "unicode/decode.h"
#include "unicode/forms.h"
#include "unicode/mojibake.h"
#include "unicode/nfc.h"
#include "unicode/words.h"

namespace clean::tests {
namespace {

using namespace std::string_literals;

std::string utf8(char32_t c) {
  std::string out;
  append(out, c);
  return out;
}

// ---- classes

struct Classed {
  char32_t c;
  unsigned has;
};

TEST(Chars, have_their_classes) {
  const Classed rows[] = {
      {U'中', kHan | kWide},
      {U'あ', kKana | kWide},
      {U'ア', kKana | kWide},
      {U'한', kHangul | kWide},
      {U'A', kLatin},
      {U'a', kLatin | kLower},
      {U'é', kLatin | kLower},
      {U'Ａ', kLatin | kWide | kFullwidth},
      {U'ａ', kLatin | kLower | kWide | kFullwidth},
      {U'1', kDigit},
      {U'１', kDigit | kWide | kFullwidth},
      {U',', kPunct},
      {U'，', kPunct | kWide | kFullwidth},
      {U'。', kPunct | kWide},
      {U'（', kOpener | kPunct | kWide | kFullwidth},
      {U')', kCloser | kPunct},
      {U'》', kCloser | kPunct | kWide},
      {U'\u2F08', kHan | kSymbol | kWide},  // ⼈: a symbol by category, a letter of Chinese in broken fonts
      {U'〇', kHan | kWide},                // a number by category
      {U'·', kPunct | kWide},  // the middle dot between the parts of a name: one em in Chinese print
      {U'“', kOpener | kPunct | kWide},
      {U'”', kCloser | kPunct | kWide},
      {U'…', kPunct | kWide},
      {U'①', kWide},
      {U'\u200B', kControl},  // zero width space: no white space by Unicode
      {U'\u3000', kBlank | kWide | kFullwidth},
      {U' ', kBlank},
      {U'\n', kBlank},
      {U'\u0085', kBlank},
      {U'\u00A0', kBlank},
      {U'\u2028', kBlank},
      {U'\u0001', kControl},
      {U'\uFEFF', kControl},
      {U'\u0301', kMark},
      {U'я', kLetter | kLower},
      {U'×', kSymbol | kWide},
      {U'+', kSymbol},
      {U'\U00020000', kHan | kWide},
  };
  for (const Classed& row : rows) {
    EXPECT_EQ(classes_of(row.c), row.has) << utf8(row.c) << " U+" << std::hex << static_cast<unsigned>(row.c);
    EXPECT_EQ(is(row.c, row.has), row.has != 0);
  }
}

TEST(Chars, beyond_Unicode_have_none) {
  EXPECT_EQ(classes_of(0x110000), 0);
  EXPECT_EQ(classes_of(0xFFFFFFFF), 0);
  EXPECT_EQ(classes_of(0x10FFFF), classes_of(0x10FFFE));
}

TEST(Chars, have_closers_where_they_open) {
  EXPECT_EQ(closer_of(U'《'), U'》');
  EXPECT_EQ(closer_of(U'（'), U'）');
  EXPECT_EQ(closer_of(U'“'), U'”');
  EXPECT_EQ(closer_of(U'('), U')');
  EXPECT_EQ(closer_of(U'"'), 0u);
  EXPECT_EQ(closer_of(U'》'), 0u);
  for (const char32_t c : U"([{（［｛“‘《〈「『【〔〖｢«"s) EXPECT_TRUE(is(c, kOpener)) << utf8(c);
  for (const char32_t c : U"([{（［｛“‘《〈「『【〔〖｢«"s) EXPECT_TRUE(is(closer_of(c), kCloser)) << utf8(c);
}

// ---- walking

TEST(Walking, goes_over_characters_of_one_to_four_bytes_both_ways) {
  const std::u32string chars = U"\u0001a\u007F\u0080é\u07FF\u0800中\uFFFD\U00010000𠀀\U0010FFFF";
  std::string text;
  for (const char32_t c : chars) append(text, c);
  EXPECT_EQ(count_chars(text), chars.size());
  std::size_t at = 0;
  std::vector<std::size_t> places;
  for (const char32_t c : chars) {
    places.push_back(at);
    EXPECT_EQ(next(text, at), c);
  }
  EXPECT_EQ(at, text.size());
  for (std::size_t i = chars.size(); i-- > 0;) {
    EXPECT_EQ(previous(text, at), chars[i]);
    EXPECT_EQ(at, places[i]);
  }
}

TEST(Walking, gives_first_and_last_characters) {
  EXPECT_EQ(first_char("中文a"), U'中');
  EXPECT_EQ(last_char("a中文"), U'文');
  EXPECT_EQ(last_char("𠀀"), U'𠀀');
  EXPECT_EQ(first_char(""), 0u);
  EXPECT_EQ(last_char(""), 0u);
  EXPECT_EQ(first_chars("中文ab", 3), "中文a");
  EXPECT_EQ(last_chars("ab中文", 3), "b中文");
  EXPECT_EQ(first_chars("中", 5), "中");
  EXPECT_EQ(last_chars("中", 5), "中");
  EXPECT_EQ(first_chars("中", 0), "");
  EXPECT_EQ(last_chars("中", 0), "");
  EXPECT_EQ(count_chars(""), 0u);
}

// ---- bytes that are no UTF-8

using Stretches = std::vector<std::pair<std::size_t, std::size_t>>;

// Unicode 14, section 3.9, "U+FFFD substitution of maximal subparts", tables 3-8 to 3-11 among them.
TEST(Decode, finds_maximal_stretches_that_are_no_UTF8) {
  const std::pair<std::string, Stretches> rows[] = {
      {"", {}},
      {"abc 中文 é 𠀀", {}},
      {"\xEF\xBB\xBF", {}},
      {"\0"s, {}},
      {"a\x80", {{1, 2}}},  // a lone continuation
      {"\x80\xBF", {{0, 1}, {1, 2}}},
      {"\xC0\xAF", {{0, 1}, {1, 2}}},  // overlong /
      {"\xE0\x80\xBF", {{0, 1}, {1, 2}, {2, 3}}},
      {"\xF0\x80\x80\x80", {{0, 1}, {1, 2}, {2, 3}, {3, 4}}},
      {"\xED\xA0\x80", {{0, 1}, {1, 2}, {2, 3}}},              // a surrogate
      {"\xED\x9F\xBF", {}},                                    // the character before them
      {"\xF4\x91\x92\x93", {{0, 1}, {1, 2}, {2, 3}, {3, 4}}},  // beyond U+10FFFF
      {"\xF4\x8F\xBF\xBF", {}},
      {"\xFF", {{0, 1}}},
      {"中\xE4\xB8", {{3, 5}}},  // cut at the end: one stretch
      {"\xE4\xB8中", {{0, 2}}},
      {"\xF0\x9F\x98", {{0, 3}}},
      {"\xF0\x9F", {{0, 2}}},
      {"\xC3", {{0, 1}}},
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", {{0, 2}, {2, 3}, {3, 6}, {6, 8}}},
      {"a\xFF"
       "b\xFE"
       "c",
       {{1, 2}, {3, 4}}},
  };
  for (const auto& [bytes, expected] : rows)
    EXPECT_EQ(invalid_stretches(bytes), expected) << testing::PrintToString(bytes);
}

TEST(Decode, finds_a_bad_byte_far_behind) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "中文";
  EXPECT_TRUE(invalid_stretches(text).empty());
  text += '\xE4';
  EXPECT_EQ(invalid_stretches(text), (Stretches{{6000, 6001}}));
}

// ---- normalisation

std::string nfc(std::string_view text) {
  std::string told;
  nfc_edits(text, [&](std::size_t begin, std::size_t end, std::string_view with) {
    told += std::to_string(begin) + "-" + std::to_string(end) + " " + std::string(with) + ";";
  });
  return told;
}

TEST(Nfc, changes_nothing_that_is_composed) {
  EXPECT_EQ(nfc(""), "");
  EXPECT_EQ(nfc("plain"), "");
  EXPECT_EQ(nfc("中文，é"), "");
  EXPECT_EQ(nfc("①℃½㈱～"), "");  // NFKC would
}

TEST(Nfc, gives_an_edit_for_each_stretch) {
  EXPECT_EQ(nfc("caf"
                "e\u0301"
                " ou"
                "e\u0301"),
            "3-6 é;9-12 é;");
  EXPECT_EQ(nfc("か\u3099"), "0-6 が;");
  EXPECT_EQ(nfc("中\uF900文"), "3-6 豈;");  // a compatibility ideograph with a canonical mapping
  EXPECT_EQ(nfc("\u212B"), "0-3 Å;");       // ANGSTROM SIGN
  EXPECT_EQ(nfc("\u1100\u1161"), "0-6 가;");
}

TEST(Nfc, puts_marks_in_their_order) { EXPECT_EQ(nfc("q\u0307\u0323"), "1-5 \u0323\u0307;"); }

// ---- forms

TEST(Forms, give_ordinary_characters_for_radicals) {
  EXPECT_EQ(ideograph_of_radical(U'\u2F08'), U'人');
  EXPECT_EQ(ideograph_of_radical(U'\u2F00'), U'一');
  EXPECT_EQ(ideograph_of_radical(U'\u2FD5'), U'龠');
  EXPECT_EQ(ideograph_of_radical(U'\u2EA0'), U'民');
  EXPECT_EQ(ideograph_of_radical(U'\u2ED3'), U'长');
  EXPECT_EQ(ideograph_of_radical(U'\u2EE2'), U'马');
  for (const char32_t c : U"人民a。\u2FF0\u3000"s) EXPECT_EQ(ideograph_of_radical(c), 0u) << utf8(c);
}

TEST(Forms, give_upright_marks_for_vertical_and_small_ones) {
  EXPECT_EQ(upright_form(U'\uFE35'), U'（');
  EXPECT_EQ(upright_form(U'\uFE36'), U'）');
  EXPECT_EQ(upright_form(U'\uFE41'), U'「');
  EXPECT_EQ(upright_form(U'\uFE3D'), U'《');
  EXPECT_EQ(upright_form(U'\uFE10'), U'，');
  EXPECT_EQ(upright_form(U'\uFE12'), U'。');
  EXPECT_EQ(upright_form(U'\uFE50'), U'，');
  EXPECT_EQ(upright_form(U'\uFE52'), U'．');
  EXPECT_EQ(upright_form(U'\uFE33'), 0u);  // ︳ beside a name
  for (const char32_t c : U"（，,a中"s) EXPECT_EQ(upright_form(c), 0u) << utf8(c);
}

TEST(Forms, give_the_letters_of_ligatures) {
  EXPECT_EQ(letters_of_ligature(U'\uFB00'), "ff");
  EXPECT_EQ(letters_of_ligature(U'\uFB01'), "fi");
  EXPECT_EQ(letters_of_ligature(U'\uFB04'), "ffl");
  EXPECT_EQ(letters_of_ligature(U'f'), "");
  EXPECT_EQ(letters_of_ligature(U'æ'), "");  // a letter of its own
  EXPECT_EQ(letters_of_ligature(U'œ'), "");
}

TEST(Forms, go_from_full_width_to_ASCII_and_back) {
  EXPECT_EQ(ascii_form(U'Ａ'), U'A');
  EXPECT_EQ(ascii_form(U'％'), U'%');
  EXPECT_EQ(ascii_form(U'　'), U' ');
  EXPECT_EQ(ascii_form(U'A'), 0u);
  EXPECT_EQ(ascii_form(U'。'), 0u);
  EXPECT_EQ(full_form(U','), U'，');
  EXPECT_EQ(full_form(U' '), 0u);
  EXPECT_EQ(full_form(U'，'), 0u);
  for (char32_t c = 0x21; c < 0x7F; ++c) EXPECT_EQ(ascii_form(full_form(c)), c);
}

TEST(Forms, give_full_katakana_and_marks_for_half_width_ones) {
  EXPECT_EQ(unhalved(U'ｱ'), U'ア');
  EXPECT_EQ(unhalved(U'ﾝ'), U'ン');
  EXPECT_EQ(unhalved(U'ｰ'), U'ー');
  EXPECT_EQ(unhalved(U'｡'), U'。');
  EXPECT_EQ(unhalved(U'､'), U'、');
  EXPECT_EQ(unhalved(U'｢'), U'「');
  EXPECT_EQ(unhalved(U'･'), U'・');
  EXPECT_EQ(unhalved(U'\uFF9E'), U'\u3099');  // the voicing mark, which NFC composes
  EXPECT_EQ(unhalved(U'ア'), 0u);
  EXPECT_EQ(unhalved(U'a'), 0u);
  EXPECT_EQ(unhalved(U'Ａ'), 0u);
}

TEST(Forms, know_ordinary_characters) {
  for (const char32_t c : U"aZ09,. \t中文。、“”《》あア—·"s) EXPECT_TRUE(ordinary(c)) << utf8(c);
  for (const char32_t c : U"\u2F08\u2EA0\uFE35\uFB01\u200B\u0001\u0301ｱ\uF900，Ａ"s)
    EXPECT_FALSE(ordinary(c)) << utf8(c);
}

// The UTF-8 of `text` read as Windows-1252 (or, where that has no character, as Latin-1) and written as
// UTF-8.
std::string misread(std::string_view text) {
  constexpr std::array<char32_t, 32> kHigh = {
      U'€', 0x81, U'‚', U'ƒ', U'„', U'…', U'†', U'‡', U'ˆ', U'‰', U'Š', U'‹', U'Œ', 0x8D, U'Ž', 0x8F,
      0x90, U'‘', U'’', U'“', U'”', U'•', U'–', U'—', U'˜', U'™', U'š', U'›', U'œ', 0x9D, U'ž', U'Ÿ'};
  std::string out;
  for (const char b : text) {
    const auto byte = static_cast<unsigned char>(b);
    append(out, byte >= 0x80 && byte < 0xA0 ? kHigh[byte - 0x80u] : byte);
  }
  return out;
}

TEST(Forms, undo_UTF8_that_was_read_as_Latin1) {
  EXPECT_EQ(undo_latin1("ä¸\u00ADæ–‡"), "中文");
  EXPECT_EQ(undo_latin1("ä¸\u00ADæ\u0096\u0087"), "中文");  // Latin-1 rather than Windows-1252
  for (const char* text : {"中文", "新乡日报，记者", "“平原”", "日本語の新聞", "한국어"}) {
    EXPECT_EQ(undo_latin1(misread(text)), text) << misread(text);
  }
}

TEST(Forms, leave_text_alone_that_was_read_right) {
  for (const char* text : {"", "Ã©té", "naïve façade", "Ã©", "é", "ÀÉÎ", "中文", "abc", "café", "ä¸\u00AD",
                           "ä¸\u00ADæ–", "ä¸\u00ADæ–‡ ", "中ä¸\u00ADæ–‡", "Äußerst", "¿Qué?", "«»«»«»"}) {
    EXPECT_EQ(undo_latin1(text), "") << text;
  }
}

TEST(Forms, give_an_ideograph_for_each_radical_of_the_supplement_but_one) {
  for (char32_t c = 0x2E80; c < 0x2EF4; ++c) {
    const char32_t ideograph = ideograph_of_radical(c);
    EXPECT_EQ(ideograph == 0, c == 0x2E80 || c == 0x2E9A) << utf8(c);  // ⺀; not assigned
    EXPECT_TRUE(ideograph == 0 || (is(ideograph, kHan) && ordinary(ideograph))) << utf8(c);
  }
}

TEST(Forms, give_characters_for_private_use_of_GB18030) {
  EXPECT_EQ(assigned_character(U'\uE5E5'), U'\u3000');
  EXPECT_EQ(assigned_character(U'\uE76C'), U'€');
  EXPECT_EQ(assigned_character(U'\uE78D'), U'，');  // U+FE10
  EXPECT_EQ(assigned_character(U'\uE78E'), U'。');  // U+FE12, not in the order of Unicode
  EXPECT_EQ(assigned_character(U'\uE78F'), U'、');  // U+FE11
  EXPECT_EQ(assigned_character(U'\uE796'), U'…');   // U+FE19
  EXPECT_EQ(assigned_character(U'\uE7C7'), U'\u1E3F');
  EXPECT_EQ(assigned_character(U'\uE7C8'), U'\u01F9');
  EXPECT_EQ(assigned_character(U'\uE7E7'), U'\u303E');
  EXPECT_EQ(assigned_character(U'\uE7F3'), U'\u2FFB');
  const std::pair<char32_t, char32_t> ideographs[] = {
      {0xE815, U'厂'},  {0xE816, 0x20087}, {0xE81E, 0x9FB4}, {0xE826, 0x9FB5},  {0xE82B, 0x9FB6},
      {0xE82C, 0x9FB7}, {0xE831, 0x215D7}, {0xE832, 0x9FB8}, {0xE83B, 0x2298F}, {0xE843, 0x9FB9},
      {0xE854, 0x9FBA}, {0xE855, 0x241FE}, {0xE863, 0x4DAE}, {0xE864, 0x9FBB},
  };
  for (const auto& [c, ideograph] : ideographs) EXPECT_EQ(assigned_character(c), ideograph) << utf8(c);
  int all = 0;
  for (char32_t c = 0xE000; c < 0xF900; ++c) {
    if (assigned_character(c) == 0) continue;
    ++all;
    EXPECT_EQ(assigned_character(assigned_character(c)), 0u);
  }
  EXPECT_EQ(all, 107);
  for (const char32_t c : {0xE000, 0xE5E4, 0xE5E6, 0xE797, 0xE7C6, 0xE7C9, 0xE814, 0xE865, 0xF8FF}) {
    EXPECT_EQ(assigned_character(c), 0u);
  }
}

TEST(Mojibake, is_undone_where_UTF8_was_read_as_GBK) {
  EXPECT_EQ(undo_gbk("鏂颁埂鏃ユ姤"), "新乡日报");
  // Too short, lost a byte, ordinary text.
  for (const char* text : {"", "鏂颁埂", "锟斤拷锟斤拷", "新乡日报", "鐵路鋼鏡鐘錶", "鏂颁埂鏃ユ"}) {
    EXPECT_EQ(undo_gbk(text), "") << text;
  }
}

TEST(Mojibake, is_undone_where_two_byte_codes_were_read_as_Latin1) {
  EXPECT_EQ(undo_double_byte("ÐÂÏçÈÕ±¨Éç"), "新乡日报社");
  EXPECT_EQ(undo_double_byte("ÐÂÏçÈÕ±¨, 2024 Éç"), "新乡日报, 2024 社");
  for (const char* text : {"", "ÐÂÏç", "20°C 30°C 25°C 18°C", "Çà et là, l'été", "ÐÂÏçÈÕ±¨É", "新乡日报"}) {
    EXPECT_EQ(undo_double_byte(text), "") << text;
  }
}

// ---- words

TEST(Words, straddle_a_seam_that_cuts_them) {
  const Words words;
  EXPECT_TRUE(words.straddle("实现了科普资源与基层需", "求的精准匹配"));
  EXPECT_TRUE(words.straddle("需", "求"));
  EXPECT_TRUE(words.straddle("市委召开工作会", "议，研究部署"));
  EXPECT_TRUE(words.straddle("会", "议"));
}

TEST(Words, straddle_nothing_but_Han) {
  const Words words;
  EXPECT_FALSE(words.straddle("news", "paper"));
  EXPECT_FALSE(words.straddle("中文news", "paper中文"));
  EXPECT_FALSE(words.straddle("需A", "求"));
  EXPECT_FALSE(words.straddle("需", "A求"));
  EXPECT_FALSE(words.straddle("需", " 求"));
  EXPECT_FALSE(words.straddle("需。", "求"));
  EXPECT_FALSE(words.straddle("20", "25年"));
  EXPECT_FALSE(words.straddle("カタ", "カナ"));
  EXPECT_FALSE(words.straddle("", "求"));
  EXPECT_FALSE(words.straddle("需", ""));
  EXPECT_FALSE(words.straddle("", ""));
}

TEST(Words, look_at_no_more_than_they_say) {
  const Words words;
  std::string far;
  for (int i = 0; i < 2000; ++i) far += "。新乡日报";
  EXPECT_TRUE(words.straddle(far + "，基层需", "求的匹配" + far));
}

// ---- the nearest word

TEST(Nearest, is_the_word_with_the_fewest_slips) {
  const std::string_view words[] = {"repair", "rejoin", "split", "heads", "width"};
  EXPECT_EQ(nearest("rejion", words), "rejoin");  // swapped: one slip
  EXPECT_EQ(nearest("rejon", words), "rejoin");
  EXPECT_EQ(nearest("rejoinn", words), "rejoin");
  EXPECT_EQ(nearest("rapair", words), "repair");
  EXPECT_EQ(nearest("head", words), "heads");
  EXPECT_EQ(nearest("width", words), "width");
}

TEST(Nearest, is_the_first_of_equals) {
  const std::string_view words[] = {"cart", "card", "care"};
  EXPECT_EQ(nearest("carx", words), "cart");
}

TEST(Nearest, is_nothing_when_no_word_is_near) {
  const std::string_view words[] = {"repair", "rejoin"};
  EXPECT_EQ(nearest("elephant", words), "");
  EXPECT_EQ(nearest("", words), "");
  EXPECT_EQ(nearest("xyz", words), "");
  EXPECT_EQ(nearest("repair", {}), "");
}

}  // namespace
}  // namespace clean::tests
