// Encodings of plain text: what they are called, what is guessed, and streams cut anywhere.

#include "unicode/encoding.h"

#include <clean/encoding.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>
#include <string>

namespace clean::tests {
namespace {

using namespace std::string_literals;

std::string page(const std::string& name) {
  std::ifstream file(LIBCLEAN_FIXTURES "/pages/" + name + ".txt", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string written(const std::string& text, const std::string& encoding) {
  return from_utf8(text, encoding).value_or("");
}

std::string read_as(std::string_view bytes, const std::string& encoding) {
  std::string text;
  TextDecoder decoder(encoding);
  decoder.decode(bytes, text);
  decoder.finish(text);
  return text;
}

// The guess when it is sure, else all of it: "EUC-JP? Big5-HKSCS?".
std::string guessed(std::string_view bytes) {
  const EncodingGuess guess = guess_encoding(bytes);
  if (guess.sure) return guess.likely.front().name;
  std::string all;
  for (const LikelyEncoding& likely : guess.likely) all += likely.name + "? ";
  return all;
}

// ---- names

TEST(Encoding, is_known_by_any_of_its_names) {
  for (const char* name : {"GB18030", "gb18030", "GBK", "gb2312", "cp936", "EUC-CN"})
    EXPECT_EQ(encoding_named(name), "GB18030") << name;
  for (const char* name : {"Big5", "Big5-HKSCS", "cp950"})
    EXPECT_EQ(encoding_named(name), "Big5-HKSCS") << name;
  for (const char* name : {"Shift_JIS", "sjis", "CP932", "windows-31j"})
    EXPECT_EQ(encoding_named(name), "Shift_JIS") << name;
  for (const char* name : {"EUC-KR", "cp949", "windows-949"})
    EXPECT_EQ(encoding_named(name), "EUC-KR") << name;
  for (const char* name : {"latin1", "ISO-8859-1", "cp1252"})
    EXPECT_EQ(encoding_named(name), "windows-1252") << name;
  EXPECT_EQ(encoding_named("eucjp"), "EUC-JP");
  EXPECT_EQ(encoding_named("latin9"), "ISO-8859-15");
  EXPECT_EQ(encoding_named("utf8"), "UTF-8");
  EXPECT_EQ(encoding_named("koi8-r"), "KOI8-R");
  for (const char* name : {"", "gb1803", "GB18030,swaplfnl", "no such"})
    EXPECT_EQ(encoding_named(name), "") << name;
}

TEST(Encoding, each_name_that_is_offered_is_known_and_reads) {
  ASSERT_GT(encoding_names().size(), 500u);
  for (const std::string_view name : encoding_names()) {
    const std::string known = encoding_named(name);
    ASSERT_NE(known, "") << name;
    EXPECT_NO_THROW(TextDecoder{known}) << name;
  }
  EXPECT_THROW(TextDecoder{"no such"}, std::invalid_argument);
}

TEST(Encoding, reads_the_wider_code_under_the_name_of_the_small_one) {
  EXPECT_EQ(read_as("\xE9\x46", "gb2312"), "镕");         // GBK
  EXPECT_EQ(read_as("\x8C\x63", "EUC-KR"), "똠");         // CP949
  EXPECT_EQ(read_as("\x93\x94", "ISO-8859-1"), "“”");     // Windows-1252
  EXPECT_EQ(read_as("\x87\x40\xFA\xB1", "sjis"), "①﨑");  // CP932
}

// ---- the guess

struct Sample {
  const char* page;
  const char* encoding;
};
constexpr Sample kSamples[] = {
    {"cn-news-half-01", "GB18030"},
    {"cn-dense-block-no-blank-lines", "GB18030"},
    {"tw-news-13", "Big5-HKSCS"},
    {"zt-lansheng-A1", "Big5-HKSCS"},
    {"old-editorial-and-letters-1947", "Big5-HKSCS"},
    {"ja-council-indent-lines", "Shift_JIS"},
    {"ja-shiomi-p1", "EUC-JP"},
    {"ko-council-indent-lines", "EUC-KR"},
    {"ko-hanja-1967-lines", "EUC-KR"},
    {"de-block-lokales", "windows-1252"},
    {"fr-sillon-p1", "windows-1252"},
    {"cn-news-half-01", "UTF-16LE"},
    {"ko-noeul-p1", "UTF-16BE"},
    {"en-block-news", "UTF-16LE"},
    {"ja-shiomi-p1", "UTF-16BE"},
    {"tw-news-13", "UTF-8"},
    {"fr-sillon-p1", "UTF-8"},
};

TEST(Encoding, is_guessed_on_500_bytes_wherever_they_are_cut) {
  for (const auto& [name, encoding] : kSamples) {
    const std::string bytes = written(page(name), encoding);
    ASSERT_GT(bytes.size(), 1100u) << name;
    const std::size_t step = std::string_view(encoding).starts_with("UTF-16") ? 2 : 1;
    for (std::size_t begin = 500; begin < 506; begin += step) {
      for (std::size_t size = 500; size < 503; ++size) {
        const std::string sample = bytes.substr(begin, size);
        const std::string guess = guessed(sample);
        if (guess == encoding) continue;
        ASSERT_NE(encoding_named(guess), "") << name << " " << encoding << ": " << guess;
        EXPECT_EQ(read_as(sample, guess), read_as(sample, encoding)) << name << " " << guess;
      }
    }
  }
}

// One sentence of a newspaper each.
constexpr const char* kRussian =
    "Городской совет вчера утвердил проект нового моста через реку. Работы начнутся весной, сообщил мэр.";
constexpr const char* kPolish =
    "Wczoraj wieczorem rada miejska przyjęła uchwałę o budowie mostu; prace rozpoczną się na wiosnę, a "
    "koszty poniesie w połowie województwo.";
constexpr const char* kCzech =
    "Městská rada včera večer schválila stavbu nového mostu přes řeku; práce začnou na jaře a silnice bude "
    "tři měsíce uzavřena.";
constexpr const char* kHungarian =
    "A városi tanács tegnap este elfogadta az új híd építéséről szóló tervet, a munka tavasszal kezdődik.";
constexpr const char* kSpanish =
    "El ayuntamiento aprobó anoche la construcción del puente nuevo; las obras empezarán el próximo año y "
    "durarán más de lo que se esperaba, según el señor alcalde.";
constexpr const char* kGreek = "Το δημοτικό συμβούλιο ενέκρινε χθες το βράδυ την κατασκευή της νέας γέφυρας.";
constexpr const char* kTurkish =
    "Belediye meclisi dün akşam yeni köprünün yapılmasına karar verdi; çalışmalar "
    "ilkbaharda başlayacak.";

TEST(Encoding, is_guessed_on_a_sentence_of_other_languages) {
  const std::pair<const char*, const char*> rows[] = {
      {kRussian, "windows-1251"}, {kRussian, "KOI8-R"},      {kRussian, "ISO-8859-5"},
      {kRussian, "IBM866"},       {kPolish, "windows-1250"}, {kPolish, "ISO-8859-2"},
      {kCzech, "windows-1250"},   {kCzech, "ISO-8859-2"},    {kHungarian, "windows-1250"},
      {kSpanish, "windows-1252"}, {kGreek, "windows-1253"},  {kGreek, "ISO-8859-7"},
      {kTurkish, "windows-1254"},
  };
  for (const auto& [text, encoding] : rows) {
    const std::string guess = guessed(written(text, encoding));
    ASSERT_NE(encoding_named(guess), "") << encoding << ": " << guess;
    EXPECT_EQ(read_as(written(text, encoding), guess), text) << encoding << ": " << guess;
  }
}

TEST(Encoding, of_Arabic_Hebrew_and_escape_sequences_is_as_ICU_says) {
  const char* const arabic =
      "وافق المجلس البلدي مساء أمس على بناء الجسر الجديد فوق النهر، وستبدأ الأعمال في الربيع.";
  const char* const hebrew = "מועצת העיר אישרה אמש את בניית הגשר החדש מעל הנהר, והעבודות יחלו באביב הקרוב.";
  EXPECT_EQ(guessed(written(arabic, "windows-1256")), "windows-1256");
  EXPECT_EQ(guessed(written(hebrew, "windows-1255")), "ISO-8859-8");  // the same letters at the same bytes
  EXPECT_EQ(read_as(written(hebrew, "windows-1255"), "ISO-8859-8"), hebrew);
  EXPECT_EQ(guessed(written("市議会は新しい橋の建設を可決した。", "ISO-2022-JP")), "ISO-2022-JP");
}

TEST(Encoding, is_told_by_a_byte_order_mark) {
  EXPECT_EQ(guessed("\xEF\xBB\xBF\xFF"), "UTF-8");
  EXPECT_EQ(guessed("\xFF\xFE"
                    "a\0"s),
            "UTF-16LE");
  EXPECT_EQ(guessed("\xFE\xFF\0a"s), "UTF-16BE");
  EXPECT_EQ(guessed("\xFF\xFE\0\0a\0\0\0"s), "UTF-32LE");
  EXPECT_EQ(guessed("\x84\x31\x95\x33\xD0\xC2"), "GB18030");
}

TEST(Encoding, leaves_damaged_UTF8_alone) {
  for (const char* name :
       {"cn-news-half-01", "ja-shiomi-p1", "ko-noeul-p1", "fr-sillon-p1", "de-block-lokales"}) {
    std::string text = page(name).substr(0, 2000);
    for (std::size_t at = 40; at < text.size(); at += 60) text[at] = '\xE9';
    EXPECT_EQ(guessed(text), "UTF-8") << name;
  }
  EXPECT_EQ(guessed("The council met “last night” and voted; the cost is \xA3"
                    "4,000."),
            "UTF-8");
}

TEST(Encoding, is_left_open_where_nothing_tells_it) {
  std::mt19937 random(7);
  std::string noise;
  for (int i = 0; i < 500; ++i) noise += static_cast<char>(random() % 255 + 1);
  EXPECT_FALSE(guess_encoding(noise).sure);
  EXPECT_FALSE(guess_encoding("\xE9\xE8 \xCF\xE7").sure);
  EXPECT_FALSE(guess_encoding("\xB5\xC8\n").sure);        // 等, and much else
  EXPECT_FALSE(guess_encoding("\xA4\xA4\xA4\xE5").sure);  // 中文 or いゅ
  EXPECT_FALSE(guess_encoding(std::string(3000, '\xFF')).sure);
  EXPECT_TRUE(guess_encoding("").sure);
  EXPECT_TRUE(guess_encoding("plain ASCII").sure);
}

// ---- streams

TEST(Encoding, a_stream_gives_the_same_wherever_it_is_cut) {
  for (const auto& [name, encoding] : kSamples) {
    const std::string bytes = written("\uFEFF" + page(name).substr(0, 300), encoding) + "\x81";
    const std::string whole = read_as(bytes, encoding);
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
      std::string text;
      TextDecoder decoder(encoding);
      decoder.decode(std::string_view(bytes).substr(0, cut), text);
      decoder.decode(std::string_view(bytes).substr(cut), text);
      decoder.finish(text);
      ASSERT_EQ(text, whole) << name << ", " << encoding << ", cut at " << cut;
    }
    std::string text;
    TextDecoder decoder(encoding);
    for (const char byte : bytes) decoder.decode({&byte, 1}, text);
    decoder.finish(text);
    EXPECT_EQ(text, whole) << name << ", " << encoding;
  }
}

TEST(Encoding, counts_what_is_nothing_in_it) {
  std::string text;
  TextDecoder decoder("EUC-JP");
  decoder.decode("\xC6\xFC\xFF\xCB\xDC\n\xC6", text);
  EXPECT_EQ(text, "日\uFFFD本\n");
  EXPECT_EQ(decoder.unread(), 1u);
  decoder.finish(text);
  EXPECT_EQ(text, "日\uFFFD本\n\uFFFD");
  EXPECT_EQ(decoder.unread(), 2u);
}

}  // namespace
}  // namespace clean::tests
