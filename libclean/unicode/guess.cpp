// Which encoding a text is in that does not say so.
//
// Every encoding that a newspaper's text was kept in reads the sample, and what it reads is held against the
// press of a language: how often each character stands in print. The encoding is that whose text is likeliest
// as a whole, when the next one is far behind. ICU's detector alone is not right enough at 500 bytes (see
// bench/encodings); it is asked for scripts that have no press here.
//
// Evidence, all of it log probabilities that are added up:
//   - the commonest characters of a language by rank, counted over seeds/ and fixtures/pages/ for Chinese,
//     Japanese, Korean, English, German and French; the letters of other alphabets are ranked by hand;
//   - the common level of the national standards (GB 2312, Big5, JIS X 0208, KS X 1001), then the rest of it;
//   - what is nothing in an encoding, control characters, unassigned and private characters: hardly ever;
//   - in alphabets the neighbours: no ½ inside of a word (c½ur is cœur in ISO 8859-15), no capital behind a
//     small letter, seldom two letters beyond ASCII in a row in a Latin word.
// ASCII is equally likely in all, so that it decides nothing but where it is a part of another character.
//
// Leaves alone: UTF-8 with some damaged bytes, and ASCII with a few bytes that nobody can explain.

#include <clean/encoding.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "unicode/chars.h"
#include "unicode/decode.h"
#include "unicode/text_converter.h"

namespace clean {
namespace {

// ---- what is printed in a language

enum class Kind : std::uint8_t { ideographs, latin, alphabet };

// A part of what is printed beyond ASCII, and how much of it that is: characters by rank, the rows of a code
// of two bytes, or a block, these two equally likely.
struct Share {
  double mass;
  std::string_view ranked = {};
  const char* code = nullptr;
  unsigned first = 0, last = 0;  // lead bytes, or characters
};

struct Press {
  const char* name;
  Kind kind;
  std::span<const Share> shares;
};

constexpr const char* kGb2312 = "ibm-1383_P110-1999";
constexpr const char* kBig5 = "windows-950-2000";
constexpr const char* kJis = "euc-jp-2007";
constexpr const char* kKs = "ibm-970_P110_P110-2006_U2";

constexpr Share kHans[] = {
    {.mass = 0.53,
     .ranked = "，。的一、了市人“”年在业不上有日是月个全者到记新十报时来要本天：三小里大出家企"
               "公中工下动我以子发开为成会用第作二名说进分把点生长电产（）后万和过就他前元最面地"
               "多老水实行能着路体两得场化学展这四高今理等提走每机车次讯经只通手科没看城对自队可"
               "期现标平建百部加力县管起条口门办去也间区好民专六；问从设共安书于明同镇头方位项员"},
    {.mass = 0.36, .code = kGb2312, .first = 0xB0, .last = 0xD7},
    {.mass = 0.05, .code = kGb2312, .first = 0xD8, .last = 0xF7},
    {.mass = 0.05, .code = kGb2312, .first = 0xA1, .last = 0xA3},
    {.mass = 0.01, .first = 0x4E00, .last = 0x9FFF},
};
constexpr Share kHant[] = {
    {.mass = 0.53,
     .ranked = "，、。一十的年人不日三有報二「」月到是以時車下六上在說中了四八個天者來本百公學要"
               "五期他會小我七九民兩國成得子水：出行書大後電至前記生家為分開由最昨（）之沒元路今"
               "歲海星地面長名每可／只夜場老外工事千校字去道過手局文用起點間問全價多第收自已還漁"
               "告業市關現請北動補見主都東港定方館新對各晚員聲客【】司部萬回看機提訊門同口費其停"},
    {.mass = 0.38, .code = kBig5, .first = 0xA4, .last = 0xC6},
    {.mass = 0.04, .code = kBig5, .first = 0xC9, .last = 0xF9},
    {.mass = 0.04, .code = kBig5, .first = 0xA1, .last = 0xA3},
    {.mass = 0.01, .first = 0x4E00, .last = 0x9FFF},
};
constexpr Share kJapanese[] = {
    {.mass = 0.67,
     .ranked = "の。、たはにをいがでとるしてっか日られなま「」うり年（）んすもけだ一くさ人き時め"
               "つあ月え会２・１ー十手０わ市員三前上こ見大み分出校県＝町本子ス所ン二せ場海者言間"
               "そ話ば合長３ど後面来水【】げ業ちカ小円学中社続ろ代やお家曜先よ地車名新同約入通生"
               "ず駅方開決下取内物計ト聞電西転自発午六北金種最切高ル野国回五山６行選和主事委ご七"},
    {.mass = 0.10, .first = 0x3041, .last = 0x30FF},
    {.mass = 0.17, .code = kJis, .first = 0xB0, .last = 0xCF},
    {.mass = 0.02, .code = kJis, .first = 0xD0, .last = 0xF4},
    {.mass = 0.03, .code = kJis, .first = 0xA1, .last = 0xA8},
    {.mass = 0.01, .first = 0xFF61, .last = 0xFF9F},
};
constexpr Share kKorean[] = {
    {.mass = 0.72,
     .ranked = "다이는가에을고지은일서시기도자어하로한를의리사장수아들보나전원“”면인대내오그물"
               "라있만마했문부었소니월요으년주해회신무말루동씨구바달스까람온교두차제상안경터세여"
               "‘’진새정게승점노데관계우운조난집단분과공연금모국것청화울유번당·산저버…판치강"
               "린야개며려반합통빛없간거재름편별예후열선비결명료생출일르였속종체천때一十위할민배"},
    {.mass = 0.20, .code = kKs, .first = 0xB0, .last = 0xC8},
    {.mass = 0.04, .code = kKs, .first = 0xCA, .last = 0xFD},
    {.mass = 0.03, .code = kKs, .first = 0xA1, .last = 0xA3},
    {.mass = 0.01, .first = 0xAC00, .last = 0xD7A3},
};

// Every alphabet has its letters and marks by frequency, and seldom another sign of print or letter.
constexpr Share letters(double mass, std::string_view ranked) { return {.mass = mass, .ranked = ranked}; }
constexpr Share kRareSigns = letters(0.02, "°§£…•·©®½¼¾²³¹¿¡‰†‡±×÷¶¬¦¤¢¥¨¯´¸ªºµƒˆ˜™€");
constexpr Share kOtherLatin = {.mass = 0.004, .first = 0xC0, .last = 0x17F};

constexpr Share kEnglish[] = {letters(0.97, "’“”—‘–•£é\u00A0¬½·…è°«»"), kRareSigns, kOtherLatin};
constexpr Share kGerman[] = {letters(0.97, "üäöß„“–¬—ÜÄÖ»«’‚‘éè\u00A0\u00AD”·€"), kRareSigns, kOtherLatin};
constexpr Share kFrench[] = {letters(0.97, "é’àè\u00A0—»«êÉç°ôîûâùÀÈœëïÇÊ–…ÂÔ¬Î“”ŒÙ·€ü"), kRareSigns,
                             kOtherLatin};
constexpr Share kSpanish[] = {letters(0.97, "óíáñéú¿¡«»üÓÁÉÍÑÚ—“”ºª’–"), kRareSigns, kOtherLatin};
constexpr Share kItalian[] = {letters(0.97, "àèéòù’ìÈ«»“”–À—°"), kRareSigns, kOtherLatin};
constexpr Share kPortuguese[] = {letters(0.97, "ãçáéíóêõâúôàÉÁ“”–ÇÓº«»ü"), kRareSigns, kOtherLatin};
constexpr Share kDutch[] = {letters(0.97, "ëéï’‘“”öèüç–€ä"), kRareSigns, kOtherLatin};
constexpr Share kNordic[] = {letters(0.97, "äöåøæéÅÄÖØÆ»«–”’ü"), kRareSigns, kOtherLatin};
constexpr Share kPolish[] = {letters(0.97, "łąęóżśćńź„”–ŁŚŻ—Ć«»Ó…"), kRareSigns, kOtherLatin};
constexpr Share kCzech[] = {letters(0.97, "íáéěřýžčšůú„“ďťňóŠČŘŽÚ–ľôÍÁ‚‘ĺŕ"), kRareSigns, kOtherLatin};
constexpr Share kHungarian[] = {letters(0.97, "áéóöőíüúű„”ÁÉŐÖÜÓ–»«"), kRareSigns, kOtherLatin};
constexpr Share kRomanian[] = {letters(0.97, "ăîâşţșțÎŞŢ„”–«»"), kRareSigns, kOtherLatin};
constexpr Share kSlovene[] = {letters(0.97, "čšžćđČŠŽ„“–»«ĆĐ"), kRareSigns, kOtherLatin};
constexpr Share kTurkish[] = {letters(0.97, "ıişğüçöİŞÇÖÜâ’“”îûĞ"), kRareSigns, kOtherLatin};
// Half of the letters are the first ten or so; capitals are few.
constexpr Share kRussian[] = {letters(0.93, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
                              letters(0.05, "ПСВНКОМАРДИТБГЗЛЭУФЯЕХЧЖШЮЦЩ«»—–“”„№"),
                              letters(0.004, "іїєґІЇЄўјљњђћџ’"), kRareSigns};
constexpr Share kGreek[] = {letters(0.93, "αοιετνσηρπκμλυςάγδίωθχόφβέξήύζώψϊϋΐΰ"),
                            letters(0.05, "ΑΤΗΟΕΣΠΚΜΝΔΙΡΛΓΒΘΦΥΧΩΞΖΨΆΈΊΌΉΎΏ«»’–·"), kRareSigns};

constexpr Press kPresses[] = {
    {"zh-Hans", Kind::ideographs, kHans}, {"zh-Hant", Kind::ideographs, kHant},
    {"ja", Kind::ideographs, kJapanese},  {"ko", Kind::ideographs, kKorean},
    {"en", Kind::latin, kEnglish},        {"de", Kind::latin, kGerman},
    {"fr", Kind::latin, kFrench},         {"es", Kind::latin, kSpanish},
    {"it", Kind::latin, kItalian},        {"pt", Kind::latin, kPortuguese},
    {"nl", Kind::latin, kDutch},          {"sv", Kind::latin, kNordic},
    {"pl", Kind::latin, kPolish},         {"cs", Kind::latin, kCzech},
    {"hu", Kind::latin, kHungarian},      {"ro", Kind::latin, kRomanian},
    {"sl", Kind::latin, kSlovene},        {"tr", Kind::latin, kTurkish},
    {"ru", Kind::alphabet, kRussian},     {"el", Kind::alphabet, kGreek},
};

constexpr unsigned kHansPress = 1, kHantPress = 2, kJapanesePress = 4, kKoreanPress = 8;
constexpr unsigned kWestern = 0b1111'1111'0000, kCentral = 0b1'1111 << 12, kTurkishPress = 1 << 17;
constexpr unsigned kRussianPress = 1 << 18, kGreekPress = 1 << 19, kAnyPress = (1 << 20) - 1;

// Of two that give the same text the first one is named.
struct Candidate {
  const char* name;
  unsigned presses;
  std::uint8_t unit = 1;  // bytes of its shortest stretch that can be wrong
  std::uint8_t late = 0;  // bytes that the sample may begin too late, behind the first of a character
  double prior = 0;       // old codes of one machine are seldom met
};
constexpr Candidate kCandidates[] = {
    {"UTF-8", kAnyPress},
    {"GB18030", kHansPress | kHantPress, 1, 1},
    {"Big5-HKSCS", kHantPress, 1, 1},
    {"Shift_JIS", kJapanesePress, 1, 1},
    {"EUC-JP", kJapanesePress, 1, 1},
    {"EUC-KR", kKoreanPress, 1, 1},
    {"windows-1252", kWestern},
    {"ISO-8859-15", kWestern},
    {"windows-1250", kCentral},
    {"ISO-8859-2", kCentral},
    {"windows-1251", kRussianPress},
    {"KOI8-R", kRussianPress},
    {"ISO-8859-5", kRussianPress},
    {"IBM866", kRussianPress},
    {"windows-1254", kTurkishPress},
    {"windows-1253", kGreekPress},
    {"ISO-8859-7", kGreekPress},
    {"macintosh", kWestern, 1, 0, -6},
    {"IBM850", kWestern, 1, 0, -6},
    {"UTF-16LE", kAnyPress, 2},
    {"UTF-16BE", kAnyPress, 2},
    {"UTF-32LE", kAnyPress, 4},
    {"UTF-32BE", kAnyPress, 4},
};

// ---- how likely a text is

// Log probabilities; of what stands in no table, hardly ever.
constexpr double kAscii = -3, kRareAscii = -7, kUnknown = -16, kControlCharacter = -12, kUnread = -15;
// A byte beyond ASCII that is no text: all are equally likely. What is no likelier than that is no reading.
constexpr double kAnyByte = -4.85, kSameByte = -0.7, kAnyControl = -5.5, kNoText = -12;
// Neighbours, and that a Latin text has a letter beyond ASCII at all (one in twenty, against the one in one
// of other scripts; less, for where one stands others do).
constexpr double kBeyondAscii = -1.5, kInARow = -2, kCapitalInside = -4, kSignInside = -5, kSignBeside = -2,
                 kTwoAlphabets = -8, kBesideDigit = -3;

using Costs = std::vector<float>;

void add_ranked(const Share& share, std::vector<double>& p) {
  std::vector<char32_t> characters;
  for (std::size_t at = 0; at < share.ranked.size();) characters.push_back(next(share.ranked, at));
  const double flat = characters.size() > 60 ? 10 : 2;  // the first few do not stand out so much in Chinese
  double sum = 0;
  for (std::size_t r = 0; r < characters.size(); ++r) sum += 1 / (static_cast<double>(r) + flat);
  for (std::size_t r = 0; r < characters.size(); ++r)
    p[characters[r]] += share.mass / (static_cast<double>(r) + flat) / sum;
}

std::vector<char32_t> rows(const Share& share) {
  std::vector<char32_t> found;
  UErrorCode error = U_ZERO_ERROR;
  const TextConverter converter(ucnv_open(share.code, &error));
  if (U_FAILURE(error)) return found;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  const bool low = std::string_view(share.code) == kBig5;
  for (unsigned lead = share.first; lead <= share.last; ++lead) {
    for (unsigned trail = low ? 0x40 : 0xA1; trail < 0xFF; ++trail) {
      const char bytes[] = {static_cast<char>(lead), static_cast<char>(trail)};
      UChar c[4];
      error = U_ZERO_ERROR;
      ucnv_reset(converter.get());
      if (ucnv_toUChars(converter.get(), c, 4, bytes, 2, &error) == 1 && U_SUCCESS(error))
        found.push_back(c[0]);
    }
  }
  return found;
}

void add_equal(const Share& share, std::vector<double>& p) {
  std::vector<char32_t> characters;
  if (share.code != nullptr) {
    characters = rows(share);
  } else {
    for (char32_t c = share.first; c <= share.last; ++c) characters.push_back(c);
  }
  for (const char32_t c : characters) p[c] += share.mass / static_cast<double>(characters.size());
}

Costs costs_of(const Press& press) {
  std::vector<double> p(0x10000, 0);
  for (const Share& share : press.shares) share.ranked.empty() ? add_equal(share, p) : add_ranked(share, p);
  Costs costs(p.size());
  for (std::size_t c = 0; c < p.size(); ++c)
    costs[c] = static_cast<float>(std::max(p[c] > 0 ? std::log(p[c]) : kUnknown, kUnknown));
  return costs;
}

// Made when a text is first found that is no UTF-8.
const std::vector<Costs>& costs() {
  static const std::vector<Costs> all = [] {
    std::vector<Costs> made;
    for (const Press& press : kPresses) made.push_back(costs_of(press));
    return made;
  }();
  return all;
}

bool plain_control(char32_t c) {
  return (c < 0x20 && (c < 9 || c > 13)) || c == 0x7F || (c >= 0x80 && c < 0xA0 && c != 0x85);
}

double of_ascii(char32_t c) {
  return std::string_view("@[\\]^_`{|}~#$%&*+<=>").find(static_cast<char>(c)) == std::string_view::npos
             ? kAscii
             : kRareAscii;
}

bool letter(char32_t c) { return is(c, kLatin | kLetter); }

// What stands beside a character of an alphabet.
double by_neighbours(char32_t before, char32_t c, char32_t behind, Kind kind) {
  if (letter(c)) {
    double sum = kind == Kind::latin ? kBeyondAscii : 0;
    const auto ascii = [](char32_t other) { return other < 0x80 && letter(other); };
    if (kind == Kind::alphabet && (ascii(before) || ascii(behind))) sum += kTwoAlphabets;
    if (kind == Kind::latin && before >= 0x80 && letter(before)) sum += kInARow;
    if (is(before, kDigit) || is(behind, kDigit)) sum += kBesideDigit;
    if (letter(before) && is(before, kLower) && !is(c, kLower)) sum += kCapitalInside;
    return sum;
  }
  const bool left = letter(before), right = letter(behind);
  const bool hangs =
      c == 0x2019 || c == 0x2018 || c == 0xAC || is(c, kBlank | kControl) || (c >= 0x2010 && c <= 0x2015);
  if (hangs) return kBeyondAscii;
  if (is(c, kOpener | kCloser)) return kBeyondAscii + (left && right ? kSignBeside : 0);
  return kBeyondAscii + (left && right ? kSignInside : left || right ? kSignBeside : 0);
}

struct Text {
  std::u16string characters;
  std::size_t cut_off = 0;  // bytes of characters that are cut at the ends
};

double likelihood(const Text& text, const Press& press, const Costs& costs, double unread, double control) {
  const std::u16string& s = text.characters;
  double sum = static_cast<double>(text.cut_off) * kAnyByte;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const char16_t c = s[i];
    if (plain_control(c)) {
      sum += control;
    } else if (c < 0x80) {
      sum += of_ascii(c);
    } else if (c == 0xFFFD) {
      sum += unread;
    } else {
      sum += static_cast<double>(costs[c]);
      if (press.kind != Kind::ideographs)
        sum += by_neighbours(i > 0 ? s[i - 1] : u' ', c, i + 1 < s.size() ? s[i + 1] : u' ', press.kind);
    }
  }
  return sum;
}

// ---- readings

Text read(std::string_view bytes, const char* encoding) {
  std::uint64_t unread = 0;
  const TextConverter converter = text_converter(encoding, unread);
  Text text{std::u16string(bytes.size() + 16, u'\0')};
  if (!converter) return {};
  UErrorCode error = U_ZERO_ERROR;
  UChar* at = text.characters.data();
  const char* in = bytes.data();
  ucnv_toUnicode(converter.get(), &at, at + text.characters.size(), &in, in + bytes.size(), nullptr, false,
                 &error);
  text.characters.resize(static_cast<std::size_t>(at - text.characters.data()));
  text.cut_off = static_cast<std::size_t>(ucnv_toUCountPending(converter.get(), &error));
  return text;
}

struct Reading {
  const char* name;
  std::u16string text;
  double likelihood = kUnknown;
};

Reading read(std::string_view head, const Candidate& candidate) {
  Reading best{candidate.name, {}, -1e300};
  // Bytes of UTF-8 that are none are damage, and not worth another reading at once.
  const double unread = candidate.name == std::string_view("UTF-8") ? kUnread / 2 : kUnread * candidate.unit;
  for (std::size_t late = 0; late <= candidate.late && late < head.size(); ++late) {
    Text text = read(head.substr(late), candidate.name);
    text.cut_off += late;
    if (text.characters.empty()) continue;
    for (std::size_t p = 0; p < std::size(kPresses); ++p) {
      if ((candidate.presses >> p & 1) == 0) continue;
      const double sum = candidate.prior + likelihood(text, kPresses[p], costs()[p], unread,
                                                      kControlCharacter * candidate.unit);
      if (sum > best.likelihood) best = {candidate.name, text.characters, sum};
    }
  }
  return best;
}

double likelihood_of_no_text(std::string_view head) {
  double sum = kNoText;
  char before = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    const double beyond_ascii =
        c == before ? kSameByte : kAnyByte;  // what is no text is often filled with one byte
    sum += byte >= 0x80 ? beyond_ascii : plain_control(byte) ? kAnyControl : of_ascii(byte);
    before = c;
  }
  return sum;
}

// ---- UTF-8

using Stretches = std::vector<std::pair<std::size_t, std::size_t>>;

std::string by_mark(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with("\xEF\xBB\xBF"sv)) return "UTF-8";
  if (head.starts_with("\xFF\xFE\0\0"sv)) return "UTF-32LE";
  if (head.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32BE";
  if (head.starts_with("\xFF\xFE"sv)) return "UTF-16LE";
  if (head.starts_with("\xFE\xFF"sv)) return "UTF-16BE";
  if (head.starts_with("\x84\x31\x95\x33"sv)) return "GB18030";
  return {};
}

// Without what is left of a character cut at its end, or in the middle at its begin.
std::string_view uncut(std::string_view head) {
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  for (int i = 0; i < 3 && !head.empty() && continues(head.front()); ++i) head.remove_prefix(1);
  std::size_t last = head.size();
  for (int i = 0; i < 4 && last > 0; ++i) {
    const auto lead = static_cast<unsigned char>(head[--last]);
    if (lead < 0x80) break;
    if (lead < 0xC0) continue;
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (last + length > head.size()) head = head.substr(0, last);
    break;
  }
  return head;
}

// Characters of UTF-8 beyond ASCII, between what is none.
std::size_t wide_characters(std::string_view text, const Stretches& invalid) {
  const auto count = [&](std::size_t begin, std::size_t end) {
    const std::string_view part = text.substr(begin, end - begin);
    return std::count_if(part.begin(), part.end(),
                         [](char c) { return static_cast<unsigned char>(c) >= 0xC2; });
  };
  std::ptrdiff_t wide = 0;
  std::size_t at = 0;
  for (const auto& [begin, end] : invalid) {
    wide += count(at, begin);
    at = end;
  }
  return static_cast<std::size_t>(wide + count(at, text.size()));
}

// ---- ICU's detector

// For Arabic and Hebrew, and for codes that change by escape sequences, there is no press. ICU knows letters
// by threes.
LikelyEncoding by_icu(std::string_view head) {
  constexpr std::string_view kOnlyIcu[] = {"ISO-8859-6", "windows-1256", "ISO-8859-8", "windows-1255",
                                           "ISO-2022"};
  struct Close {
    void operator()(UCharsetDetector* d) const { ucsdet_close(d); }
  };
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, Close> detector(ucsdet_open(&error));
  if (U_FAILURE(error)) return {};
  ucsdet_setText(detector.get(), head.data(), static_cast<std::int32_t>(head.size()), &error);
  const UCharsetMatch* const match = ucsdet_detect(detector.get(), &error);
  if (match == nullptr || U_FAILURE(error)) return {};
  const std::string_view name = ucsdet_getName(match, &error);
  const std::int32_t confidence = ucsdet_getConfidence(match, &error);
  const bool asked = std::any_of(std::begin(kOnlyIcu), std::end(kOnlyIcu),
                                 [&](std::string_view only) { return name.starts_with(only); });
  if (U_FAILURE(error) || !asked) return {};
  return {encoding_named(name), confidence / 100.0};
}

// ---- all together

constexpr double kSure = 0.9, kIcuSure = 0.5;

// The likeliest first; of those that read the same, one.
std::vector<Reading> readings_of(std::string_view head) {
  std::vector<Reading> readings;
  for (const Candidate& candidate : kCandidates) {
    Reading reading = read(head, candidate);
    const auto same = std::find_if(readings.begin(), readings.end(),
                                   [&](const Reading& other) { return other.text == reading.text; });
    if (same == readings.end()) {
      readings.push_back(std::move(reading));
    } else {
      same->likelihood = std::max(same->likelihood, reading.likelihood);
    }
  }
  std::stable_sort(readings.begin(), readings.end(),
                   [](const Reading& a, const Reading& b) { return a.likelihood > b.likelihood; });
  return readings;
}

// How likely each is beside the others, and beside no text at all.
EncodingGuess weighed(std::string_view head) {
  const std::vector<Reading> readings = readings_of(head);
  const double nothing = likelihood_of_no_text(head);
  // Characters do not stand by chance beside each other: many tell less than one by one.
  const auto beyond_ascii =
      std::count_if(head.begin(), head.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const double tempered = std::clamp(static_cast<double>(beyond_ascii) / 20, 1.0, 3.0);
  const double best = std::max(readings.front().likelihood, nothing);
  const auto weight = [&](double likelihood) { return std::exp((likelihood - best) / tempered); };
  double sum = weight(nothing);
  for (const Reading& reading : readings) sum += weight(reading.likelihood);
  EncodingGuess guess;
  for (const Reading& reading : readings) {
    const double share = weight(reading.likelihood) / sum;
    if (share >= 0.01 && guess.likely.size() < 4) guess.likely.push_back({reading.name, share});
  }
  guess.sure = !guess.likely.empty() && guess.likely.front().share >= kSure;
  return guess;
}

}  // namespace

EncodingGuess guess_encoding(std::string_view head) {
  const EncodingGuess utf8{{{"UTF-8", 1}}, true};
  if (const std::string marked = by_mark(head); !marked.empty()) return {{{marked, 1}}, true};
  const std::string_view text = uncut(head);
  const Stretches invalid = invalid_stretches(text);
  const std::size_t wide = wide_characters(text, invalid), cut = head.size() - text.size();
  const bool nul = head.find('\0') != head.npos;
  if (invalid.empty() && head.find("\x1B$") != head.npos) {
    if (const LikelyEncoding escaped = by_icu(head); escaped.share >= kIcuSure) return {{escaped}, true};
  }
  // A character that is cut proves nothing by itself. Text in another encoding has characters of UTF-8 by
  // chance, but more that are none: in GBK every sixth pair.
  if (!nul && invalid.empty() && (wide > 0 || cut == 0)) return utf8;
  if (!nul && wide > 0 && wide >= 2 * invalid.size()) return utf8;
  const EncodingGuess guess = weighed(head);
  if (guess.sure || nul) return guess;
  if (const LikelyEncoding icu = by_icu(head); icu.share >= kIcuSure) return {{icu}, true};
  // A guess in doubt is no reason to leave UTF-8 that is damaged, or ASCII with a stray byte, unread.
  const bool stray = (invalid.size() + cut) * 200 <= head.size();
  return invalid.size() * 10 <= text.size() && (wide > 0 || stray) ? utf8 : guess;
}

}  // namespace clean
