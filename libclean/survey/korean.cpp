#include "survey/korean.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>

#include "unicode/chars.h"

namespace clean {
namespace {

// Where Debian's package hunspell-ko puts it.
constexpr const char* kDictionary = "/usr/share/hunspell/ko.dic";

constexpr std::size_t kReach = 5;         // characters looked at on each side
constexpr std::uint32_t kLongest = 7;     // longer words are as good as words of this length
constexpr std::size_t kLongestWord = 12;  // how far beginnings of words are counted

// "Article" is one of the rules of Korean spelling (한글 맞춤법 of 1988): particles stand at their word (41),
// nouns that never stand alone are set apart (42), so are units, but not behind digits (43), numbers are
// parted at ten thousands (44), and names from titles (48). Newspapers follow them but for compounds (49,
// 50), which they set as they please.

// What a row finds, as a number. 0: nothing.
using Finding = std::uint64_t;
constexpr Finding kYes = 1;

constexpr Finding mix(Finding h) {
  h ^= h >> 31;
  h *= 0x9E3779B97F4A7C15ull;
  h ^= h >> 29;
  h *= 0xBF58476D1CE4E5B9ull;
  return h ^ h >> 32;
}

template <class... Parts>
constexpr Finding found(Parts... parts) {
  Finding h = 1;
  ((h = mix(h + static_cast<Finding>(parts))), ...);
  return h | 1;
}

Finding hash_of(std::string_view text) {
  Finding h = 14695981039346656037ull;  // FNV-1a
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return mix(h);
}

// A syllable is an initial, a vowel and perhaps a final letter (Unicode, section 3.12). The form of a
// particle hangs on whether there is a final one (은, 는); a verb before its noun ends in ㄴ or ㄹ.
constexpr char32_t kFirstSyllable = 0xAC00, kLastSyllable = 0xD7A3, kFinals = 28, kVowels = 21;
bool syllable(char32_t c) { return c >= kFirstSyllable && c <= kLastSyllable; }
std::uint32_t final_of(char32_t c) { return syllable(c) ? 1 + (c - kFirstSyllable) % kFinals : 0; }
std::uint32_t rime_of(char32_t c) { return syllable(c) ? 1 + (c - kFirstSyllable) % (kFinals * kVowels) : 0; }
std::uint32_t onset_of(char32_t c) { return syllable(c) ? 1 + (c - kFirstSyllable) / kFinals : 0; }

bool one_of(std::u32string_view list, char32_t c) { return c != 0 && list.find(c) != list.npos; }
constexpr std::u32string_view kHanNumerals = U"一二三四五六七八九十百千萬億";

// Which digit, letter or Chinese character it is says nothing; quotation marks are alike, with or without
// hooks.
char32_t kind_of(char32_t c) {
  if (is(c, kDigit)) return U'0';
  if (is(c, kHan)) return one_of(kHanNumerals, c) ? U'十' : U'字';
  if (is(c, kLatin)) return is(c, kLower) ? U'a' : U'A';
  if (one_of(U"㎞㎜㎝㎡㎏℃％", c)) return U'%';
  if (one_of(U"‘“『「", c)) return U'“';
  if (one_of(U"’”』」", c)) return U'”';
  return c;
}

bool blank(char32_t c) { return is(c, kBlank) || c == U'\n'; }
bool straight(char32_t c) { return c == U'"' || c == U'\''; }

// A seam, as the rows see it.
struct Place {
  std::array<char32_t, kReach> l{}, r{};     // kinds from the seam on; a blank ends the word, then 0
  std::uint32_t l_length = 0, r_length = 0;  // of the words at the seam with their marks
  char32_t l_first = 0, r_first = 0;         // the characters themselves
  char32_t before = 0, behind = 0;  // what is next to the words at the seam: one farther on either side
  std::string_view left, right;     // the words at the seam, without marks
  bool clock = false;               // the left word is a time: 12:10
  const KoreanWords& words;
};

std::string_view word_at_end(std::string_view text) {
  std::size_t from = text.size();
  while (from > 0) {
    std::size_t at = from;
    if (!is(previous(text, at), kWord)) break;
    from = at;
  }
  return text.substr(from);
}

std::string_view word_at_begin(std::string_view text) {
  std::size_t to = 0;
  while (to < text.size()) {
    std::size_t at = to;
    if (!is(next(text, at), kWord)) break;
    to = at;
  }
  return text.substr(0, to);
}

// A straight quotation mark at a seam opens or closes. One that stands before the seam opens behind a blank.
// One behind it closes what is open in the line, or stands before a blank, or before the particle of what it
// closes (했다"며); else it opens.
char32_t quote_before(std::string_view left) {
  std::size_t at = left.size();
  previous(left, at);
  return at == 0 || blank(last_char(left.substr(0, at))) || last_char(left.substr(0, at)) == U'(' ? U'“'
                                                                                                  : U'”';
}

char32_t quote_behind(std::string_view left, std::string_view right) {
  const char mark = right.front();
  if (std::count(left.begin(), left.end(), mark) % 2 == 1) return U'”';
  std::size_t at = 1;
  if (at >= right.size()) return U'”';
  const char32_t c = next(right, at);
  const bool closes = blank(c) || is(c, kPunct) ||
                      (one_of(U"며고라는면가", c) && one_of(U"다라요까자죠.?!", last_char(left)));
  return closes ? U'”' : U'“';
}

Place place_of(std::string_view left, std::string_view right, const KoreanWords& words) {
  Place p{.l_first = last_char(left),
          .r_first = first_char(right),
          .left = word_at_end(left),
          .right = word_at_begin(right),
          .words = words};
  std::size_t at = left.size();
  for (std::size_t i = 0; at > 0; ++i) {
    const char32_t c = previous(left, at);
    const bool ends = blank(c) || (i > 0 && is(c, kOpener));
    if (i < kReach) p.l[i] = ends ? U' ' : kind_of(c);
    p.clock = p.clock || c == U':';
    if (ends && at > 0) p.before = kind_of(last_char(left.substr(0, at)));
    if (ends || i >= kLongest) break;
    p.l_length = static_cast<std::uint32_t>(i + 1);
  }
  at = 0;
  for (std::size_t i = 0; at < right.size(); ++i) {
    const char32_t c = next(right, at);
    const bool ends = blank(c);
    if (i < kReach) p.r[i] = ends ? U' ' : kind_of(c);
    if (ends && at < right.size()) p.behind = kind_of(first_char(right.substr(at)));
    if (ends || i >= kLongest) break;
    p.r_length = static_cast<std::uint32_t>(i + 1);
  }
  if (straight(p.l_first)) p.l[0] = quote_before(left);
  if (straight(p.r_first)) p.r[0] = quote_behind(left, right);
  return p;
}

bool mark(char32_t c) { return c != 0 && c != U' ' && !is(c, kWord); }
bool digit(char32_t c) { return c == U'0'; }
bool han(char32_t c) { return c == U'字' || c == U'十'; }
bool letter(char32_t c) { return c == U'a' || c == U'A'; }

std::uint32_t chars(std::string_view text, std::uint32_t most) {
  return std::min(static_cast<std::uint32_t>(count_chars(text)), most);
}

template <std::size_t N>
bool in(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// Particles and what a noun takes on (newspapers.md section 15, and the combinations they make).
constexpr std::string_view kParticles[] = {
    "은",     "는",     "이",   "가",     "을",     "를",     "의",     "에",     "로",     "와",   "과",
    "도",     "만",     "다",   "며",     "고",     "에서",   "에게",   "으로",   "께서",   "께",   "한테",
    "까지",   "부터",   "보다", "처럼",   "마다",   "조차",   "마저",   "밖에",   "이나",   "나",   "라도",
    "이라도", "든지",   "이며", "이고",   "이다",   "라는",   "이라는", "라고",   "이라고", "라며", "이라며",
    "란",     "이란",   "서",   "으로서", "으로써", "로서",   "로써",   "들",     "뿐",     "뿐만", "대로",
    "만큼",   "쯤",     "씩",   "끼리",   "인",     "이었다", "였다",   "이었던", "였던",   "이라", "라",
    "인데",   "이지만", "지만", "입니다", "이에요", "예요",   "이죠",   "죠",     "요",     "님",   "여서",
    "이어서", "이던",   "일",   "이랑",   "하고",   "치고",   "커녕",   "이야",   "야",     "군",   "이자",
};

// How many particles the whole word is a row of: 에서는 two; 0: it is none.
std::uint32_t particles(std::string_view word) {
  if (word.empty()) return 0;
  for (const std::string_view p : kParticles) {
    if (!word.starts_with(p)) continue;
    if (word.size() == p.size()) return 1;
    if (const std::uint32_t rest = particles(word.substr(p.size()))) return rest + 1;
  }
  return 0;
}

// Korean numerals in the form before a counter, and other words that stand before their noun by themselves.
constexpr std::string_view kBeforeCounters[] = {
    "한",   "두",   "세",   "네",   "서너", "너덧",   "다섯", "여섯", "일곱", "여덟", "아홉", "열",
    "열한", "열두", "열세", "열네", "스무", "스물한", "서른", "마흔", "쉰",   "몇",   "여러", "첫",
    "이",   "그",   "저",   "각",   "약",   "총",     "매",   "전",   "새",   "옛",   "온",   "모든",
    "다른", "어느", "무슨", "안",   "못",   "더",     "잘",   "늘",   "또",   "및",
};

// What is counted with Korean numerals. Not 대 and 시, which make other words with 세 and 한.
constexpr std::u32string_view kNumerals = U"한두세네열첫몇";
constexpr std::string_view kCounted[] = {
    "명", "번", "개",   "곳",   "달",   "살",   "해",   "차례", "가지", "마리", "권",
    "잔", "척", "그루", "사람", "군데", "쌍",   "팀",   "마디", "바퀴", "걸음", "곡",
    "장", "편", "건",   "채",   "줄",   "켤레", "송이", "시간", "종류",
};

// What stands behind a name (newspapers.md sections 3 and 5: 홍지연 기자, 박순례(72) 씨).
constexpr std::string_view kTitles[] = {
    "씨",   "군",     "양",     "기자",   "특파원", "위원",     "의원",   "시장",     "교수",
    "회장", "사장",   "대표",   "감독",   "선수",   "대통령",   "총리",   "장관",     "차관",
    "지사", "군수",   "구청장", "교육감", "국장",   "과장",     "팀장",   "소장",     "원장",
    "박사", "변호사", "판사",   "검사",   "부장",   "부장판사", "할머니", "할아버지", "이사장",
    "총장", "관장",   "이사",   "본부장", "위원장", "후보",
};

// The family names of nine in ten Koreans (census of 2015), one syllable each.
constexpr std::u32string_view kFamilyNames =
    U"김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함"
    U"변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁봉";

constexpr std::u32string_view kCounters =
    U"년월일시분초명원개곳번차회대위층호동면장건편권마살세주박가억만천조인점승패타루석척톤통쪽석㎞㎜㎝㎡㎏%"
    U"％℃m";

bool family_name(std::string_view word) {
  return count_chars(word) >= 2 && count_chars(word) <= 3 && one_of(kFamilyNames, first_char(word));
}

// The longest beginning of the right word, in characters, that makes with `before` what `known` knows.
template <class Known>
std::uint32_t longest(std::string_view before, std::string_view right, const Known& known) {
  std::string whole(before);
  std::uint32_t best = 0, n = 0;
  for (std::size_t at = 0; at < right.size() && n < kLongest;) {
    const std::size_t from = at;
    next(right, at);
    whole += right.substr(from, at - from);
    ++n;
    if (known(whole)) best = n;
  }
  return best;
}

std::uint32_t longest_stem(const Place& p, std::string_view before) {
  return longest(before, p.right, [&](std::string_view word) { return p.words.lexicon().has(word); });
}

// What nouns of action take on to be verbs, as one word with them, and such forms of 이다.
constexpr std::string_view kVerbal[] = {
    "하다",   "되다",     "하는",     "되는",   "한",     "된",     "할",     "될",     "해",       "돼",
    "하여",   "되어",     "했다",     "됐다",   "한다",   "된다",   "하고",   "되고",   "하며",     "되며",
    "하면",   "되면",     "하게",     "되게",   "하기",   "되기",   "하지",   "되지",   "함",       "됨",
    "하던",   "했던",     "됐던",     "했고",   "됐고",   "했으며", "됐으며", "했지만", "됐지만",   "하지만",
    "하려",   "하려고",   "하려는",   "하자",   "하도록", "되도록", "하면서", "되면서", "해야",     "돼야",
    "해서",   "돼서",     "했다고",   "됐다고", "한다고", "된다고", "한다는", "된다는", "했다는",   "됐다는",
    "하라고", "하자고",   "했는데",   "하는데", "할지",   "될지",   "하겠다", "되겠다", "하겠다고", "합니다",
    "됩니다", "했습니다", "됐습니다", "했을",   "됐을",   "했기",   "시킨",   "시켜",   "시키는",   "시켰다",
    "받은",   "받는",     "받아",     "받았다", "스러운", "스럽게", "적인",   "적으로", "적이고",   "적",
    "해진",   "해졌다",   "해지는",   "하거나", "되거나", "했음",   "하니",   "하더니", "하던데",   "해요",
    "했어요", "돼요",     "됐어요",   "하시는", "하신",   "하셨다", "해도",   "돼도",   "했더니",
};

// How a word is made, as far as stems of the dictionary tell: 3 a stem, 2 a stem with particles or an ending
// of verbs, 1 two stems and what they take on, 0 otherwise.
std::uint32_t made_of(const Place& p, std::string_view word) {
  const KoreanLexicon& lexicon = p.words.lexicon();
  const auto taken_on = [](std::string_view rest) { return particles(rest) > 0 || in(kVerbal, rest); };
  if (lexicon.has(word)) return 3;
  std::uint32_t best = 0;
  for (std::size_t at = 0; at < word.size() && best < 2;) {
    next(word, at);
    if (at >= word.size() || !lexicon.has(word.substr(0, at))) continue;
    const std::string_view rest = word.substr(at);
    if (taken_on(rest)) return 2;
    if (at < 6) continue;  // a stem of one syllable begins anything
    for (std::size_t to = 3; to < rest.size() + 3 && best < 1; to += 3) {
      if (to >= 6 && lexicon.has(rest.substr(0, to)) && (to == rest.size() || taken_on(rest.substr(to))))
        best = 1;
    }
  }
  return best;
}

bool hangul_only(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    if (!syllable(next(word, at))) return false;
  }
  return true;
}

bool lexicon_asked(const Place& p) {
  return p.words.lexicon().there() && !p.left.empty() && !p.right.empty();
}

struct Row {
  std::string_view name;
  float prior;  // of the answer yes, of rows that ask for no more
  Finding (*finds)(const Place&);
};

Finding yes_if(bool holds) { return holds ? kYes : 0; }

// clang-format off
constexpr auto kRows = std::to_array<Row>({
    {"any seam", 0, [](const Place&) { return kYes; }},

    // Numbers and marks.
    {"a number is cut", 6.0f,
        [](const Place& p) {
          return yes_if((digit(p.l[0]) && digit(p.r[0])) ||
                        (digit(p.l[0]) && one_of(U".,:~∼～-/", p.r[0]) && digit(p.r[1])) ||
                        (digit(p.r[0]) && one_of(U".,:~∼～-/", p.l[0]) && digit(p.l[1])));
        }},
    {"a number and what it counts", 4.0f,  // article 43
        [](const Place& p) { return yes_if(digit(p.l[0]) && !p.clock && one_of(kCounters, p.r_first)); }},
    {"a number in ten thousands, and the rest of it", -4.0f,  // article 44: 7억 5천만원
        [](const Place& p) { return yes_if(one_of(U"만억조", p.l_first) && is(p.l[1], kDigit | kHangul) && p.l[1] != U' ' && digit(p.r[0])); }},
    {"a clock time, and a word", -5.0f,
        [](const Place& p) { return yes_if(digit(p.l[0]) && p.clock && syllable(p.r[0])); }},
    {"a mark behind it that ends or closes", 6.0f,
        [](const Place& p) { return yes_if(one_of(U",.?!;:%)]”〉》】…·", p.r[0])); }},
    {"an opening mark or a point between words before it", 6.0f,
        [](const Place& p) { return yes_if(one_of(U"([“〈《【·", p.l[0])); }},
    {"a mark before it that ends a part of a sentence", -6.0f,
        [](const Place& p) { return yes_if(one_of(U",.?!;", p.l[0]) && !digit(p.r[0]) && !mark(p.r[0])); }},
    {"an opening quotation mark behind it", -3.0f,
        [](const Place& p) { return yes_if(one_of(U"“〈《【[", p.r[0]) && is(p.l[0], kWord)); }},
    {"a mark by what is around it", 0,
        [](const Place& p) -> Finding {
          return mark(p.l[0]) || mark(p.r[0])
                     ? found(mark(p.l[0]) ? p.l[0] : syllable(p.l[0]), mark(p.r[0]) ? p.r[0] : syllable(p.r[0]))
                     : 0;
        }},

    // Chinese characters and Latin letters in Korean text. The particle stands at the word in either script.
    {"a particle behind a Chinese character, a letter, a unit or a closing mark", 4.0f,  // article 41
        [](const Place& p) { return yes_if((han(p.l[0]) || letter(p.l[0]) || one_of(U"%”)", p.l[0])) && particles(p.right) > 0); }},
    {"Chinese characters begin behind Hangul", -2.0f,
        [](const Place& p) { return yes_if(syllable(p.l[0]) && han(p.r[0])); }},
    {"Chinese numerals and what they count", 3.0f,
        [](const Place& p) { return yes_if(p.l[0] == U'十' && (p.r[0] == U'十' || one_of(U"年月日時分圓원名명人歲個度割回條號班輛", p.r_first))); }},
    {"one Chinese character and its particle behind Chinese characters", 3.0f,  // 電氣料 | 金을
        [](const Place& p) { return yes_if(han(p.l[0]) && han(p.r[0]) && syllable(p.r[1]) && particles(p.right.substr(first_chars(p.right, 1).size())) > 0); }},
    {"第, and its number", 4.0f,
        [](const Place& p) { return yes_if((p.l_first == U'第' || p.l_first == U'제') && p.l_length == 1 && (digit(p.r[0]) || p.r[0] == U'十')); }},
    {"Chinese characters on both sides, by their number", 0,
        [](const Place& p) -> Finding {
          const auto run = [](const std::array<char32_t, kReach>& side) {
            return std::find_if_not(side.begin(), side.end(), han) - side.begin();
          };
          return han(p.l[0]) && han(p.r[0]) ? found(std::min<std::ptrdiff_t>(run(p.l), 4), std::min<std::ptrdiff_t>(run(p.r), 4)) : 0;
        }},

    // Words known by themselves.
    {"a numeral or another word that stands before its noun", -2.0f,
        [](const Place& p) { return yes_if(p.l_length == count_chars(p.left) && in(kBeforeCounters, p.left)); }},
    {"a numeral, and what it counts", -3.0f,  // article 43
        [](const Place& p) {
          return yes_if(p.l_length > 0 && p.l_length <= 2 && p.l_length == count_chars(p.left) && one_of(kNumerals, p.l_first) &&
                        longest({}, p.right, [](std::string_view w) { return in(kCounted, w); }) > 0);
        }},
    {"a name, and a title", -4.0f,  // article 48
        [](const Place& p) { return yes_if(family_name(p.left) && longest({}, p.right, [](std::string_view w) { return in(kTitles, w); }) > 0); }},
    {"a particle stands behind it by itself", 0,
        [](const Place& p) -> Finding {
          const std::uint32_t n = particles(p.right);
          return n > 0 ? found(std::min(n, 2u), chars(p.right, 3), p.left.empty()) : 0;
        }},

    // Syllables.
    {"the syllable before it", 0, [](const Place& p) { return found(p.l[0]); }},
    {"the two before it", 0, [](const Place& p) { return found(p.l[0], p.l[1]); }},
    {"the three before it", 0, [](const Place& p) { return found(p.l[0], p.l[1], p.l[2]); }},
    {"the four before it", 0, [](const Place& p) { return found(p.l[0], p.l[1], p.l[2], p.l[3]); }},
    {"the syllable behind it", 0, [](const Place& p) { return found(p.r[0]); }},
    {"the two behind it", 0, [](const Place& p) { return found(p.r[0], p.r[1]); }},
    {"the three behind it", 0, [](const Place& p) { return found(p.r[0], p.r[1], p.r[2]); }},
    {"the four behind it", 0, [](const Place& p) { return found(p.r[0], p.r[1], p.r[2], p.r[3]); }},
    {"the pair across it", 0, [](const Place& p) { return found(p.l[0], p.r[0]); }},
    {"two before it and one behind", 0, [](const Place& p) { return found(p.l[1], p.l[0], p.r[0]); }},
    {"one before it and two behind", 0, [](const Place& p) { return found(p.l[0], p.r[0], p.r[1]); }},
    {"two before it and two behind", 0, [](const Place& p) { return found(p.l[1], p.l[0], p.r[0], p.r[1]); }},

    // Letters of the syllables.
    {"how the syllable before it ends", 0,
        [](const Place& p) -> Finding { return syllable(p.l[0]) ? found(rime_of(p.l[0])) : 0; }},
    {"how it ends, and the syllable behind it", 0,
        [](const Place& p) -> Finding { return syllable(p.l[0]) ? found(final_of(p.l[0]), p.r[0]) : 0; }},
    {"how it ends, and the two behind it", 0,
        [](const Place& p) -> Finding { return syllable(p.l[0]) ? found(final_of(p.l[0]), p.r[0], p.r[1]) : 0; }},
    {"how it ends, and the syllable before that", 0,
        [](const Place& p) -> Finding { return syllable(p.l[0]) ? found(final_of(p.l[0]), p.l[1]) : 0; }},
    {"how it ends, by the length of its word", 0,
        [](const Place& p) -> Finding {
          return syllable(p.l[0]) ? found(rime_of(p.l[0]), std::min(p.l_length, 4u)) : 0;
        }},
    {"how the syllable behind it ends", 0,
        [](const Place& p) -> Finding { return syllable(p.r[0]) ? found(rime_of(p.r[0])) : 0; }},
    {"how the syllable behind it begins", 0,
        [](const Place& p) -> Finding { return syllable(p.r[0]) ? found(onset_of(p.r[0]), final_of(p.r[0])) : 0; }},

    // Lengths.
    {"the length of the word before it", 0, [](const Place& p) { return found(p.l_length); }},
    {"the length of the word behind it", 0, [](const Place& p) { return found(p.r_length); }},
    {"both lengths", 0, [](const Place& p) { return found(p.l_length, p.r_length); }},
    {"the syllable before it, by the length of its word", 0,
        [](const Place& p) { return found(p.l[0], std::min(p.l_length, 3u)); }},
    {"the syllable behind it, by the length of its word", 0,
        [](const Place& p) { return found(p.r[0], std::min(p.r_length, 3u)); }},
    {"a word of one syllable before it, and the one before that", 0,
        [](const Place& p) -> Finding { return p.l_length == 1 ? found(p.l[0], rime_of(p.before)) : 0; }},
    {"a word of one syllable behind it, and the one behind that", 0,
        [](const Place& p) -> Finding { return p.r_length == 1 ? found(p.r[0], p.behind) : 0; }},

    // What the document shows elsewhere.
    {"the word before it goes on so elsewhere", 0,
        [](const Place& p) {
          const std::uint32_t n = p.left.empty() ? 0 : longest(p.left, p.right, [&](std::string_view w) { return p.words.beginnings(w) > 0; });
          const auto times = n == 0 ? 0 : p.words.beginnings(std::string(p.left) + std::string(first_chars(p.right, n)));
          return found(std::min(n, 3u), std::min(times, 3u), chars(p.left, 3));
        }},
    {"the word before it stands alone elsewhere", 0,
        [](const Place& p) -> Finding { return p.left.empty() ? 0 : found(std::min(p.words.words(p.left), 3u), chars(p.left, 3)); }},
    {"a word begins elsewhere as the text behind it does", 0,
        [](const Place& p) {
          return found(std::min(longest({}, p.right, [&](std::string_view w) { return p.words.beginnings(w) > 0; }), 4u), chars(p.right, 4));
        }},
    {"both words stand elsewhere", 0,
        [](const Place& p) -> Finding {
          return p.left.empty() || p.right.empty() ? 0 : found(std::min(p.words.words(p.left), 2u), std::min(p.words.words(p.right), 2u));
        }},

    // What the dictionary knows, if there is one.
    {"dictionary words over the seam, before and behind it", 0,
        [](const Place& p) -> Finding {
          if (!lexicon_asked(p)) return 0;
          return found(std::min(longest_stem(p, p.left), 3u), std::min(longest_stem(p, {}), 3u), p.words.lexicon().has(p.left), chars(p.left, 3), chars(p.right, 3));
        }},
    {"how the words before, behind and over the seam are made", 0,
        [](const Place& p) -> Finding {
          if (!lexicon_asked(p) || !hangul_only(p.left) || !hangul_only(p.right)) return 0;
          return found(made_of(p, p.left), made_of(p, p.right), made_of(p, std::string(p.left) + std::string(p.right)));
        }},
    {"how they are made, by their lengths", 0,
        [](const Place& p) -> Finding {
          if (!lexicon_asked(p) || !hangul_only(p.left) || !hangul_only(p.right)) return 0;
          return found(made_of(p, p.left), made_of(p, p.right), made_of(p, std::string(p.left) + std::string(p.right)), chars(p.left, 3), chars(p.right, 3));
        }},
    {"how the word before it is made, and its end", 0,
        [](const Place& p) -> Finding {
          return lexicon_asked(p) && hangul_only(p.left) ? found(made_of(p, p.left), chars(p.left, 4), p.r[0]) : 0;
        }},
    {"a dictionary word over the seam", 0,
        [](const Place& p) -> Finding {
          return lexicon_asked(p) ? found(std::min(longest_stem(p, p.left), 3u), chars(p.left, 3)) : 0;
        }},
    {"a dictionary word over the seam, from the last syllables on", 0,
        [](const Place& p) -> Finding {
          if (!lexicon_asked(p) || chars(p.left, 2) < 2) return 0;
          return found(std::min(longest_stem(p, last_chars(p.left, 1)), 3u), std::min(longest_stem(p, last_chars(p.left, 2)), 3u));
        }},
    {"a dictionary word before it", 0,
        [](const Place& p) -> Finding {
          return lexicon_asked(p) ? found(p.words.lexicon().has(p.left), chars(p.left, 3)) : 0;
        }},
    {"a dictionary word behind it", 0,
        [](const Place& p) -> Finding {
          return lexicon_asked(p) ? found(std::min(longest_stem(p, {}), 4u), chars(p.right, 5)) : 0;
        }},
});
// clang-format on

constexpr std::int8_t kWeights[kKoreanWeights] = {
#include "survey/korean_weights.inc"
};

std::uint32_t number_of(std::size_t row, Finding finding) {
  return static_cast<std::uint32_t>(mix(finding + 977 * (row + 1)) % kKoreanWeights);
}

// The letters of a decomposed syllable as one character; hunspell-ko is written in them.
std::string composed(std::string_view word) {
  constexpr char32_t kOnset = 0x1100, kVowel = 0x1161, kFinal = 0x11A7;
  std::string out;
  char32_t whole = 0;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next(word, at);
    if (c > kFinal && c < kFinal + kFinals && syllable(whole) && final_of(whole) == 1) {
      whole += c - kFinal;
      continue;
    }
    if (c >= kVowel && c < kVowel + kVowels && whole >= kOnset && whole < kOnset + 19) {
      whole = kFirstSyllable + ((whole - kOnset) * kVowels + (c - kVowel)) * kFinals;
      continue;
    }
    if (whole != 0) append(out, whole);
    whole = c;
  }
  if (whole != 0) append(out, whole);
  return out;
}

}  // namespace

KoreanLexicon::KoreanLexicon(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line;
  std::getline(file, line);  // the number of entries
  while (std::getline(file, line)) {
    const std::string_view stem = std::string_view(line).substr(0, line.find_first_of("/\t "));
    if (!stem.empty()) stems_.push_back(hash_of(composed(stem)));
  }
  std::sort(stems_.begin(), stems_.end());
}

bool KoreanLexicon::has(std::string_view word) const {
  return std::binary_search(stems_.begin(), stems_.end(), hash_of(word));
}

const KoreanLexicon& KoreanLexicon::installed() {
  static const KoreanLexicon lexicon(kDictionary);
  return lexicon;
}

void KoreanWords::add(std::string_view line) {
  const std::size_t first = line.find(' '), last = line.rfind(' ');
  if (first == line.npos || first == last) return;
  line = line.substr(first, last - first);
  for (std::size_t at = 0; at < line.size();) {
    const std::string_view word = word_at_begin(line.substr(at));
    if (word.empty()) {
      next(line, at);
      continue;
    }
    std::size_t to = 0;
    for (std::size_t n = 0; to < word.size() && n < kLongestWord; ++n) {
      next(word, to);
      ++beginnings_[hash_of(word.substr(0, to))];
    }
    ++words_[hash_of(word)];
    at += word.size();
  }
}

std::uint32_t KoreanWords::words(std::string_view word) const {
  const auto at = words_.find(hash_of(word));
  return at == words_.end() ? 0 : at->second;
}

std::uint32_t KoreanWords::beginnings(std::string_view begin) const {
  const auto at = beginnings_.find(hash_of(begin));
  return at == beginnings_.end() ? 0 : at->second;
}

bool korean(std::string_view left, std::string_view right) {
  constexpr std::size_t kAround = 12;
  if (is(first_char(right), kLatin) && !left.empty()) {
    std::size_t at = left.size();
    const char32_t l = previous(left, at);
    if (is(l, kLatin) || (at > 0 && one_of(U"-‐/._@=&", l) && is(previous(left, at), kLatin))) return false;
  }
  std::size_t hangul = 0, kana = 0;
  for (const std::string_view text : {last_chars(left, kAround), first_chars(right, kAround)}) {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next(text, at);
      hangul += is(c, kHangul);
      kana += is(c, kKana);
    }
  }
  return hangul > kana;
}

std::vector<std::uint32_t> korean_findings(std::string_view left, std::string_view right,
                                           const KoreanWords& words) {
  const Place place = place_of(left, right, words);
  std::vector<std::uint32_t> numbers;
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (const Finding finding = kRows[i].finds(place)) numbers.push_back(number_of(i, finding));
  }
  return numbers;
}

std::vector<KoreanPrior> korean_priors() {
  std::vector<KoreanPrior> priors;
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (kRows[i].prior != 0) priors.push_back({number_of(i, kYes), kRows[i].prior});
  }
  return priors;
}

double word_goes_on(std::string_view left, std::string_view right, const KoreanWords& words) {
  int sum = 0;
  for (const std::uint32_t number : korean_findings(left, right, words)) sum += kWeights[number];
  return 1 / (1 + std::exp(-sum * kKoreanUnit));
}

std::string_view KoreanGlue::between(std::string_view left, std::string_view right) {
  if (!words_) {
    words_.emplace(KoreanLexicon::installed());
    for (const Block& block : document_.blocks()) words_->add(document_.text(block));
  }
  return word_goes_on(left, right, *words_) >= 0.5 ? "" : " ";
}

}  // namespace clean
