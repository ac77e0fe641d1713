// Which recipe fits a text: its script tells; for Chinese in traditional characters its commas; for the Latin
// alphabet CLD2 where it is built in, else which language's small words stand in it.

#include <clean/recipe.h>

#include <algorithm>
#include <array>

#include "unicode/chars.h"
#include "unicode/decode.h"

#ifdef LIBCLEAN_CLD2
#include <cld2/public/compact_lang_det.h>
#endif

namespace clean {
namespace {

// Frequent characters that only one of the two writings has: 这们来说国 against 這們來說國.
constexpr std::u32string_view kSimplified = U"们这个来时会国说对发经动现实产进开关无为务体问业东书长门";
constexpr std::u32string_view kTraditional = U"們這個來時會國說對發經動現實產進開關無為務體問業東書長門";
// Forms that were printed before the character sets of about 1970 chose others: 既即教告回清青真研鄉.
constexpr std::u32string_view kOldForms = U"旣卽敎吿囘淸靑眞硏鄕";

// The words that are most frequent in one of the three languages and in neither of the others. Of 200 words of
// running text 40 to 60 are such words.
struct SmallWords {
  std::string_view recipe, because;
  std::array<std::string_view, 22> words;
};
constexpr SmallWords kSmallWords[] = {
    {"en",
     "words of English: the, of, and",
     {"the", "of",   "and",  "to",   "that", "was", "is",   "for",  "with", "his",   "by",
      "at",  "from", "were", "have", "which", "be", "this", "had",  "are",  "their", "who"}},
    {"de",
     "words of German: der, und, die",
     {"der", "und", "die",  "das", "den", "von",  "zu",   "ist",  "mit", "im",    "dem",
      "ein", "nicht", "auf", "eine", "auch", "sich", "wurde", "bei", "aus", "nach", "daß"}},
    {"fr",
     "words of French: le, et, les",
     {"le", "et", "les", "la",  "du",   "une",  "est",  "dans", "que", "qui", "pour",
      "par", "au", "sur", "pas", "avec", "aux", "ont", "été",  "cette", "ce", "sont"}},
};

// A Latin letter of the text, ſ as s, small; anything else ends the word.
bool letter_of_word(char32_t c, std::string& word) {
  if (c == U'ſ') c = U's';
  if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
  if (!is(c, kLatin)) return false;
  append(word, c);
  return true;
}

RecipeFit by_small_words(std::string_view valid) {
  std::array<std::size_t, std::size(kSmallWords)> found{};
  std::string word;
  for (std::size_t at = 0; at <= valid.size();) {
    const char32_t c = at < valid.size() ? next(valid, at) : (++at, U' ');
    if (letter_of_word(c, word)) continue;
    for (std::size_t i = 0; i < found.size() && !word.empty(); ++i) {
      const auto& words = kSmallWords[i].words;
      found[i] += std::find(words.begin(), words.end(), word) != words.end();
    }
    word.clear();
  }
  const auto most = std::max_element(found.begin(), found.end());
  const auto others = found[0] + found[1] + found[2] - *most;
  if (*most < 3 || *most < 2 * others)
    return {"general", "Latin letters, but few words of English, German or French"};
  const SmallWords& language = kSmallWords[static_cast<std::size_t>(most - found.begin())];
  return {language.recipe, language.because};
}

RecipeFit fitting_latin(std::string_view valid) {
#ifdef LIBCLEAN_CLD2
  // CLD2 does not know ſ.
  std::string modern(valid);
  for (std::size_t at = 0; (at = modern.find("ſ", at)) != modern.npos; ++at) modern.replace(at, 2, "s");
  bool reliable = false;
  const CLD2::Language language =
      CLD2::DetectLanguage(modern.data(), static_cast<int>(std::min<std::size_t>(modern.size(), 1 << 20)),
                           true, &reliable);
  if (reliable) {
    switch (language) {
      case CLD2::ENGLISH:
        return {"en", "English, says CLD2"};
      case CLD2::GERMAN:
        return {"de", "German, says CLD2"};
      case CLD2::FRENCH:
        return {"fr", "French, says CLD2"};
      default:
        return {"general", "Latin letters, and neither English, German nor French, says CLD2"};
    }
  }
#endif
  return by_small_words(valid);
}

}  // namespace

RecipeFit fitting_recipe(std::string_view text) {
  std::size_t han = 0, kana = 0, hangul = 0, latin = 0, other = 0, simplified = 0, traditional = 0;
  std::size_t commas = 0, old_commas = 0, old_forms = 0;
  const auto count = [&](std::string_view valid) {
    for (std::size_t at = 0; at < valid.size();) {
      if (static_cast<unsigned char>(valid[at]) < 0x80) {
        commas += valid[at] == ',' && at > 0 && static_cast<unsigned char>(valid[at - 1]) >= 0x80;
        latin += is(static_cast<char32_t>(valid[at]), kLatin);
        ++at;
        continue;
      }
      const char32_t c = next(valid, at);
      const std::uint16_t k = classes_of(c);
      han += (k & kHan) != 0;
      kana += (k & kKana) != 0;
      hangul += (k & kHangul) != 0;
      latin += (k & kLatin) != 0;
      other += (k & kLetter) != 0;
      simplified += kSimplified.find(c) != std::u32string_view::npos;
      traditional += kTraditional.find(c) != std::u32string_view::npos;
      old_forms += kOldForms.find(c) != std::u32string_view::npos;
      commas += c == U'，';
      old_commas += c == U'、';
    }
  };
  std::size_t done = 0;
  std::string valid;
  for (const auto& [begin, end] : invalid_stretches(text)) {
    valid += text.substr(done, begin - done);
    done = end;
  }
  if (done > 0) text = valid += text.substr(done);
  count(text);
  // A Latin word is as long as three characters of Chinese.
  if ((han + kana + hangul) * 3 <= latin + other) {
    if (latin > other) return fitting_latin(text);
    return {"general", latin + other > 0 ? "letters of another script" : "hardly any letters"};
  }
  if (kana * 20 >= han + hangul) return {"ja", "Japanese kana among the characters"};
  if (hangul * 20 >= han) return {"ko", "Korean letters among the characters"};
  if (traditional <= simplified) return {"zh-daily", "Chinese in simplified characters"};
  // Since about 1950 the comma is ， and 、 stands between items; before, 、 was nearly every comma. Of 30
  // sheets of 1920 and 1939 20 have ten times more 、 than ，; the 10 with ， have 5 to 30 old forms in 1,000
  // characters. On modern pages 、 is one in ten, and the forms do not occur.
  if (old_commas > commas)
    return {"zh-1900-1949", "Chinese in traditional characters, 、 more often than ，"};
  if (old_forms * 500 > han)
    return {"zh-1900-1949", "Chinese in traditional characters, in forms of old print such as 敎 卽 囘"};
  return {"zh-hant", "Chinese in traditional characters, ， more often than 、"};
}

std::string_view recipe_for(std::string_view text) { return fitting_recipe(text).recipe; }

}  // namespace clean
