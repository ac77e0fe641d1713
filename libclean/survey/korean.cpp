#include "survey/korean.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "unicode/chars.h"

namespace clean {
namespace {

constexpr std::size_t kReach = 5;        // characters looked at on each side
constexpr std::size_t kLongestWord = 12;  // of the document's words; longer ones have marks or are no words

// What a row finds, as a number; 0: nothing.
using Finding = std::uint64_t;

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
  Finding h = 14695981039346656037ull;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return mix(h);
}

// Numbers, Latin words and Chinese characters count by their kind: which digit it is says nothing.
char32_t kind_of(char32_t c) {
  if (is(c, kDigit)) return U'0';
  if (is(c, kHan)) return std::u32string_view(U"一二三四五六七八九十百千萬億").find(c) != std::u32string_view::npos ? U'十' : U'字';
  if (is(c, kLatin)) return is(c, kLower) ? U'a' : U'A';
  if (c == U'‘' || c == U'“' || c == U'『' || c == U'「') return U'“';
  if (c == U'’' || c == U'”' || c == U'』' || c == U'」') return U'”';
  return c;
}

// A syllable is an initial, a vowel and perhaps a final letter (Unicode, section 3.12). A particle's form depends
// on whether there is a final one (은, 는), and verbs that stand before a noun end in ㄴ or ㄹ.
bool syllable(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }
std::uint32_t final_of(char32_t c) { return syllable(c) ? 1 + (c - 0xAC00) % 28 : 0; }
std::uint32_t rime_of(char32_t c) { return syllable(c) ? 1 + (c - 0xAC00) % (28 * 21) : 0; }
std::uint32_t onset_of(char32_t c) { return syllable(c) ? 1 + (c - 0xAC00) / 28 : 0; }

bool blank(char32_t c) { return is(c, kBlank) || c == U'\n'; }

// A seam, as the rows see it.
struct Place {
  std::array<char32_t, kReach> l{}, r{};  // characters from the seam on, a blank behind the word, then 0
  std::uint32_t l_length = 0, r_length = 0;  // of the words at the seam, at most 7
  char32_t before = 0;                       // the last character of the word before the left one
  char32_t behind = 0;                       // the first of the word behind the right one
  bool quoted = false;                       // an odd number of straight quotes stands before the seam
  std::string_view left, right;              // the words at the seam, without marks
  const KoreanWords& words;
};

std::string_view left_word(std::string_view text) {
  std::size_t from = text.size();
  while (from > 0) {
    std::size_t at = from;
    if (!is(previous(text, at), kWord)) break;
    from = at;
  }
  return text.substr(from);
}

std::string_view right_word(std::string_view text) {
  std::size_t to = 0;
  while (to < text.size()) {
    std::size_t at = to;
    if (!is(next(text, at), kWord)) break;
    to = at;
  }
  return text.substr(0, to);
}

Place place_of(std::string_view left, std::string_view right, const KoreanWords& words) {
  constexpr std::uint32_t kLongest = 7;
  Place p{.left = left_word(left), .right = right_word(right), .words = words};
  std::size_t at = left.size();
  for (std::size_t i = 0; at > 0;) {
    const char32_t c = previous(left, at);
    if (blank(c)) {
      if (i < kReach) p.l[i] = U' ';
      if (at > 0) p.before = kind_of(previous(left, at));
      break;
    }
    if (i < kReach) p.l[i] = kind_of(c);
    if (++i >= kLongest) break;
    p.l_length = static_cast<std::uint32_t>(i);
  }
  at = 0;
  for (std::size_t i = 0; at < right.size();) {
    const char32_t c = next(right, at);
    if (blank(c)) {
      if (i < kReach) p.r[i] = U' ';
      if (at < right.size()) p.behind = kind_of(next(right, at));
      break;
    }
    if (i < kReach) p.r[i] = kind_of(c);
    if (++i >= kLongest) break;
    p.r_length = static_cast<std::uint32_t>(i);
  }
  p.quoted = std::count(left.begin(), left.end(), '"') % 2 == 1;
  return p;
}

bool mark(char32_t c) { return c != 0 && c != U' ' && !is(c, kWord); }

// The longest beginning of the right word with which the left one begins a word elsewhere, in characters.
std::uint32_t goes_on_elsewhere(const Place& p, std::uint32_t& times) {
  std::string whole(p.left);
  std::uint32_t longest = 0;
  for (std::size_t at = 0; at < p.right.size();) {
    const std::size_t from = at;
    next(p.right, at);
    whole += p.right.substr(from, at - from);
    const std::uint32_t n = p.words.beginnings(whole);
    if (n == 0) break;
    times = n;
    ++longest;
  }
  return longest;
}

struct Row {
  std::string_view name;
  Finding (*finds)(const Place&);
};

constexpr auto kRows = std::to_array<Row>({
    {"any seam", [](const Place&) -> Finding { return 1; }},
    {"the character before it", [](const Place& p) { return found(p.l[0]); }},
    {"the two before it", [](const Place& p) { return found(p.l[0], p.l[1]); }},
    {"the three before it", [](const Place& p) { return found(p.l[0], p.l[1], p.l[2]); }},
    {"the four before it", [](const Place& p) { return found(p.l[0], p.l[1], p.l[2], p.l[3]); }},
    {"the character behind it", [](const Place& p) { return found(p.r[0]); }},
    {"the two behind it", [](const Place& p) { return found(p.r[0], p.r[1]); }},
    {"the three behind it", [](const Place& p) { return found(p.r[0], p.r[1], p.r[2]); }},
    {"the four behind it", [](const Place& p) { return found(p.r[0], p.r[1], p.r[2], p.r[3]); }},
    {"the pair across it", [](const Place& p) { return found(p.l[0], p.r[0]); }},
    {"two before, one behind", [](const Place& p) { return found(p.l[1], p.l[0], p.r[0]); }},
    {"one before, two behind", [](const Place& p) { return found(p.l[0], p.r[0], p.r[1]); }},
    {"two before, two behind", [](const Place& p) { return found(p.l[1], p.l[0], p.r[0], p.r[1]); }},
    {"the length of the word before it", [](const Place& p) { return found(p.l_length); }},
    {"the length of the word behind it", [](const Place& p) { return found(p.r_length); }},
    {"both lengths", [](const Place& p) { return found(p.l_length, p.r_length); }},
    {"the character before it, by the length of its word", [](const Place& p) { return found(p.l[0], std::min(p.l_length, 3u)); }},
    {"the character behind it, by the length of its word", [](const Place& p) { return found(p.r[0], std::min(p.r_length, 3u)); }},
    {"how the syllable before it ends", [](const Place& p) -> Finding { return syllable(p.l[0]) ? found(rime_of(p.l[0])) : 0; }},
    {"how it ends, and the character behind it", [](const Place& p) -> Finding { return syllable(p.l[0]) ? found(final_of(p.l[0]), p.r[0]) : 0; }},
    {"how it ends, and the two behind it", [](const Place& p) -> Finding { return syllable(p.l[0]) ? found(final_of(p.l[0]), p.r[0], p.r[1]) : 0; }},
    {"how it ends, and the one before it", [](const Place& p) -> Finding { return syllable(p.l[0]) ? found(final_of(p.l[0]), p.l[1]) : 0; }},
    {"how it ends, by the length of its word", [](const Place& p) -> Finding { return syllable(p.l[0]) ? found(rime_of(p.l[0]), std::min(p.l_length, 4u)) : 0; }},
    {"how the syllable behind it ends", [](const Place& p) -> Finding { return syllable(p.r[0]) ? found(rime_of(p.r[0])) : 0; }},
    {"how the syllable behind it begins", [](const Place& p) -> Finding { return syllable(p.r[0]) ? found(onset_of(p.r[0]), final_of(p.r[0])) : 0; }},
    {"a one-syllable word before it, and the word before that", [](const Place& p) -> Finding { return p.l_length == 1 ? found(p.l[0], rime_of(p.before)) : 0; }},
    {"a one-syllable word behind it, and the word behind that", [](const Place& p) -> Finding { return p.r_length == 1 ? found(p.r[0], p.behind) : 0; }},
    {"straight quotes open before it", [](const Place& p) -> Finding { return p.l[0] == U'"' || p.r[0] == U'"' ? found(p.quoted, p.l[0] == U'"', p.r[1] == U' ') : 0; }},
    {"a mark, by what is on its other side", [](const Place& p) -> Finding { return mark(p.l[0]) ? found(p.l[0], syllable(p.l[1]), syllable(p.r[0])) : 0; }},
    {"the word goes on so elsewhere",
        [](const Place& p) -> Finding {
          std::uint32_t times = 0;
          const std::uint32_t longest = p.left.empty() ? 0 : goes_on_elsewhere(p, times);
          return found(std::min(longest, 3u), std::min(times, 3u), std::min<std::size_t>(p.left.size() / 3, 3));
        }},
    {"the word before it stands alone elsewhere",
        [](const Place& p) -> Finding {
          return p.left.empty() ? 0 : found(std::min(p.words.words(p.left), 3u), std::min<std::size_t>(p.left.size() / 3, 3));
        }},
    {"a word begins elsewhere as the text behind it does",
        [](const Place& p) -> Finding {
          std::uint32_t longest = 0;
          for (std::size_t at = 0; at < p.right.size();) {
            next(p.right, at);
            if (p.words.beginnings(p.right.substr(0, at)) == 0) break;
            ++longest;
          }
          return found(std::min(longest, 4u), std::min<std::size_t>(p.right.size() / 3, 4));
        }},
    {"the words at it stand elsewhere",
        [](const Place& p) -> Finding {
          return p.left.empty() || p.right.empty() ? 0 : found(std::min(p.words.words(p.left), 2u), std::min(p.words.words(p.right), 2u));
        }},
});

constexpr std::int8_t kWeights[kKoreanWeights] = {
#include "survey/korean_weights.inc"
};

template <class Take>
void each_finding(std::string_view left, std::string_view right, const KoreanWords& words, const Take& take) {
  const Place place = place_of(left, right, words);
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (const Finding finding = kRows[i].finds(place)) take(static_cast<std::uint32_t>(mix(finding + 977 * (i + 1)) % kKoreanWeights));
  }
}

}  // namespace

void KoreanWords::add(std::string_view line) {
  // The first and the last word of the line may be cut.
  const std::size_t first = line.find(' '), last = line.rfind(' ');
  if (first == line.npos || first == last) return;
  line = line.substr(first, last - first);
  for (std::size_t at = 0; at < line.size();) {
    std::size_t from = at;
    if (!is(next(line, at), kWord)) continue;
    const std::string_view word = right_word(line.substr(from));
    std::size_t to = from, length = 0;
    while (to < from + word.size() && length++ < kLongestWord) {
      next(line, to);
      ++beginnings_[hash_of(line.substr(from, to - from))];
    }
    ++words_[hash_of(word)];
    at = from + word.size();
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
  std::size_t hangul = 0, kana = 0;
  for (const std::string_view text : {last_chars(left, 12), first_chars(right, 12)}) {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next(text, at);
      hangul += is(c, kHangul);
      kana += is(c, kKana);
    }
  }
  return hangul > kana;
}

KoreanFindings korean_findings(std::string_view left, std::string_view right, const KoreanWords& words) {
  KoreanFindings findings;
  each_finding(left, right, words, [&](std::uint32_t number) { findings.push_back(number); });
  return findings;
}

double word_goes_on(std::string_view left, std::string_view right, const KoreanWords& words) {
  int sum = 0;
  each_finding(left, right, words, [&](std::uint32_t number) { sum += kWeights[number]; });
  return 1 / (1 + std::exp(-sum * kKoreanUnit));
}

}  // namespace clean
