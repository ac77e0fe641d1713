#include "survey/hyphens.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

#include "unicode/chars.h"
#include "unicode/fold.h"

namespace clean {
namespace {

using Words = std::initializer_list<std::string_view>;

bool one_of(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool ends_in(std::string_view word, Words ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return word.ends_with(end); });
}

// A hyphen inside a line: - U+2010 U+2011 ⸗, and = between letters, as Austrian papers of Fraktur have it.
bool inner_hyphen(char32_t c) {
  return c == U'-' || c == U'‐' || c == U'\u2011' || c == U'⸗' || c == U'=' || c == U'\u00AD';
}

bool apostrophe(char32_t c) { return c == U'\'' || c == U'’'; }

bool letter(char32_t c) { return is(c, kLatin | kLetter); }

bool word_part(char32_t c) { return is(c, kLatin | kLetter | kMark | kDigit); }

// Where the word begins that ends with the text: letters, digits, and hyphens and apostrophes between them.
std::size_t word_begin(std::string_view text) {
  std::size_t from = text.size();
  for (std::size_t at = from; at > 0;) {
    const char32_t c = previous(text, at);
    if (word_part(c)) {
      from = at;
    } else if (!inner_hyphen(c) && !apostrophe(c)) {
      break;
    }
  }
  return from;
}

std::size_t word_end(std::string_view text) {
  std::size_t to = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next(text, at);
    if (word_part(c)) {
      to = at;
    } else if ((!inner_hyphen(c) && !apostrophe(c)) || to == 0) {
      break;
    }
  }
  return to;
}

// The parts of a word between its hyphens and apostrophes: the last and the first.
std::string_view last_part(std::string_view word) {
  std::size_t at = word.size();
  while (at > 0) {
    const std::size_t end = at;
    const char32_t c = previous(word, at);
    if (inner_hyphen(c) || apostrophe(c)) return word.substr(end);
  }
  return word;
}

std::string_view first_part(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    const char32_t c = next(word, at);
    if (inner_hyphen(c) || apostrophe(c)) return word.substr(0, begin);
  }
  return word;
}

bool all_capitals(std::string_view word) {
  bool capital = false;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next(word, at);
    if (is(c, kLower)) return false;
    capital = capital || letter(c);
  }
  return capital;
}

// What the rows ask about.
struct Place {
  const DividedLine& line;
  char32_t mark = 0, before = 0, behind = 0;
  std::string_view left_word{}, right_word{};  // with their inner hyphens, as printed
  std::string_view left_part{}, right_part{};  // as printed
  std::string left{}, right{};                 // the same parts, folded
  std::string_view rest{};  // what stands behind the right part: -Moselle, white space, nothing
  bool de = false, en = false, fr = false;
  // Asked once, as they are dear.
  bool dictionary = false, has_joined = false, has_left = false, has_right = false, has_hyphened = false;
  std::uint32_t joined_seen = 0, hyphened_seen = 0;

  bool small_behind() const { return is(behind, kLower); }
  bool letter_behind() const { return letter(behind); }
  bool mark_behind() const { return !letter(behind) && !is(behind, kDigit); }
  bool small_left() const { return is(first_char(left_part), kLower); }
};

// ---- what languages know

// Words that go on behind a suspended hyphen: Schul-|und Zwangarbeit, two-|or three-year (newspapers.md
// section 15).
bool suspends(const Place& p) {
  if (p.behind == U'&') return true;
  if (!p.rest.empty() && !is(first_char(p.rest), kBlank) && !p.rest.starts_with(".")) return false;
  const bool dot = p.rest.starts_with(".");
  if (dot) return one_of(p.right, {"u", "bzw", "resp", "od"});
  // weder ein-|noch auslaufen; but den-|noch
  if (!p.en && !p.fr && p.right == "noch") return p.line.left.find("weder ") != std::string_view::npos;
  return (!p.en && !p.fr &&
          one_of(p.right,
                 {"und", "oder", "bis", "sowie", "beziehungsweise", "respective", "wie", "als", "vnd"})) ||
         (!p.de && !p.fr && one_of(p.right, {"and", "or"})) ||
         (!p.de && !p.en && one_of(p.right, {"et", "ou"}));
}

// self-|created: no word is divided behind these, or hardly one.
bool takes_a_hyphen(const Place& p) {
  if (p.de) return false;
  if (!p.fr && one_of(p.left, {"self", "well", "half", "vice", "cross", "quasi"})) {
    // Not before endings: self-|ish, cross-|ing. Of ex-|cept and non-|sense only a dictionary can tell.
    return !one_of(p.right, {"ish", "ishly", "ishness", "ing", "ings", "es", "ed", "er", "ers", "ly"});
  }
  if (p.en) return false;
  // fr: demi-|heure, libre-|service, après-|midi; sous-|cription and avant-|age show why not all prefixes.
  return one_of(p.left, {"demi", "libre", "après", "arrière", "vice", "quasi", "quelques", "franco"});
}

// top-|ranked, three-|year, so-|called: a short word of its own, and behind it a participle or a measure. An
// ending alone (low-|ered, dark-|ening) is none.
bool compound_adjective(const Place& p) {
  if (p.de || p.fr) return false;
  if (p.left == "so") return p.right == "called";
  if (one_of(p.right, {"old", "olds"})) return one_of(p.left, {"year", "month", "week", "day"});
  if (one_of(p.left,
             {"two",  "three", "four", "five",  "six",   "seven",   "eight",  "nine",  "ten",   "hundred",
              "full", "part",  "long", "short", "first", "second",  "third",  "high",  "low",   "one",
              "next", "last",  "old",  "new",   "same",  "quarter", "middle", "upper", "front", "back"}) &&
      one_of(p.right, {"year",   "day",     "week",   "month", "mile",   "foot",    "hour",     "minute",
                       "man",    "term",    "scale",  "class", "level",  "quarter", "quarters", "third",
                       "thirds", "fourths", "fifths", "half",  "inch",   "acre",    "story",    "point",
                       "room",   "page",    "run",    "yard",  "degree", "dollar",  "pound",    "member",
                       "game",   "rate",    "speed",  "old",   "round",  "round's"}))
    return true;
  return one_of(p.left,
                {"top",  "high",   "low",    "long",   "short", "full",   "hard",  "deep",  "far",
                 "best", "ill",    "new",    "old",    "first", "second", "third", "two",   "three",
                 "four", "five",   "six",    "seven",  "eight", "nine",   "much",  "wide",  "open",
                 "free", "left",   "right",  "clear",  "close", "good",   "late",  "early", "never",
                 "ever", "double", "single", "middle", "dark",  "blue",   "white", "black", "green"}) &&
         p.right.size() >= 5 && ends_in(p.right, {"ed", "ing"}) && !p.right.starts_with("er") &&
         !p.right.starts_with("en");
}

// twenty-|five, vingt-|cinq: two numbers; German writes them in one.
bool two_numbers(const Place& p) {
  const bool english =
      one_of(p.left, {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}) &&
      one_of(p.right, {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "first",
                       "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "odd"});
  const bool french =
      one_of(p.left, {"dix", "vingt", "trente", "quarante", "cinquante", "soixante", "quatre", "vingts"}) &&
      one_of(p.right, {"un", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
                       "onze", "douze", "treize", "quatorze", "quinze", "seize", "vingt", "vingts"});
  return (english && !p.de && !p.fr) || (french && !p.de && !p.en);
}

// dit-|elle, a-t-|il, celui-|ci, lui-|même, allez-|vous: what leans on the word before it. As a syllable of a
// word the same letters stand behind other endings: nouvel-|le, cou-|leur, mer-|ci, ver-|tu.
bool clitic(const Place& p) {
  if (p.de || p.en) return false;
  const std::string_view l = p.left, r = p.right;
  // t-|il, ont-|ils, parle-|t-il. French never parts a consonant from the vowel behind it, so behind a
  // consonant these are words.
  if (r == "t" && (p.rest.starts_with("-il") || p.rest.starts_with("-elle") || p.rest.starts_with("-on")))
    return true;
  const bool consonant = !l.empty() && std::string_view("dtszx").find(l.back()) != std::string_view::npos;
  if (one_of(r, {"il", "ils", "elle", "elles", "on"})) return consonant || l == "t";
  if (one_of(r, {"y", "en"})) return l.ends_with("s") || l.ends_with("ez");
  if (r == "je") return l.size() > 1;
  if (r == "tu") return l.ends_with("s") || l.ends_with("x");
  const bool imperative = l.ends_with("ez") || l.ends_with("ons") || l == "dites" || l == "faites";
  if (r == "nous") return l.ends_with("ons") || imperative;
  if (one_of(r, {"vous", "les", "la", "le", "leur", "lui", "moi"})) return imperative;
  if (one_of(r, {"moi", "toi"})) return l.size() > 2 && l.back() != 't';
  if (r == "ce") return one_of(l, {"est", "était", "serait", "fut", "fût", "sera", "sont", "étaient"});
  const bool pointed = one_of(l, {"celui", "celle", "ceux", "celles"});
  if (r == "ci") return pointed;
  if (r == "là") return pointed || (l.size() >= 3 && !one_of(l, {"voi", "revoi", "cela"}));  // cette eau-|là
  if (one_of(r, {"même", "mêmes", "meme", "memes"}))
    return one_of(l, {"moi", "toi", "lui", "elle", "soi", "nous", "vous", "eux", "elles"});
  return false;
}

// peut-|être, après-|midi, avant-|guerre, beau-|frère, au-|dessus: words of two, of which the dictionary of
// any Frenchman has the list.
bool french_pair(const Place& p) {
  if (p.de || p.en) return false;
  const std::string_view l = p.left, r = p.right;
  return (l == "peut" && r == "être") ||
         (l == "avant" && one_of(r, {"hier", "guerre", "garde", "veille", "poste", "projet", "propos"})) ||
         (one_of(l, {"beau", "belle", "beaux", "belles", "grand", "petit", "petite", "arrière"}) &&
          one_of(r, {"frère", "père", "fils", "mère", "sœur", "soeur", "fille", "parents", "frères",
                     "chose"})) ||
         (one_of(l, {"au", "par", "là", "ci", "jusque"}) &&
          one_of(r, {"dessus", "dessous", "delà", "dedans", "dehors", "devant", "joint", "après", "bas",
                     "haut", "contre"})) ||
         (l == "soi" && r == "disant") || (l == "nouveau" && r == "né") || (l == "chef" && r == "lieu") ||
         (one_of(l, {"sud", "nord"}) && one_of(r, {"est", "ouest", "africain", "américain"})) ||
         (l == "vice" || l == "demi");
}

// Meurthe-|et-Moselle, Boulogne-|sur-Mer, day-|to-day; rez-de-|chaussée, mother-in-|law, vis-à-|vis: a small
// word between hyphens binds names and phrases.
bool binds_in_front(const Place& p) {
  if (p.rest.empty() || !inner_hyphen(first_char(p.rest))) return false;
  if (p.rest.starts_with("-ci") || p.rest.starts_with("-là")) return false;  // cel-|les-ci
  if (p.de) return one_of(p.right, {"und", "am"});
  const bool english = one_of(p.right, {"in", "of", "on", "upon", "to", "the", "and", "by", "at"});
  const bool french = one_of(p.right, {"et", "de", "du", "des", "la", "le", "les", "en", "sur", "sous", "à",
                                       "au", "aux", "lès", "lez", "d"});
  return (!p.fr && english) || (!p.en && french);
}

bool binds_behind(const Place& p) {
  if (p.de || p.left_word.size() == p.left_part.size()) return false;
  const char32_t joint = [&] {
    std::size_t at = p.left_word.size() - p.left_part.size();
    return previous(p.left_word, at);
  }();
  if (!inner_hyphen(joint)) return false;
  const bool english = one_of(p.left, {"in", "of", "on", "upon", "to", "the", "and", "by", "at", "a"});
  const bool french = one_of(p.left, {"et", "de", "du", "des", "la", "le", "les", "en", "sur", "sous", "à",
                                      "au", "aux", "lès", "t"});
  return (!p.fr && english) || (!p.en && french);
}

// öſterreichiſch-|ungariſche, deutſch-|franzöſiſche: two adjectives of peoples.
bool two_peoples(const Place& p) {
  return !p.en && !p.fr && ends_in(p.left, {"isch", "deutsch"}) &&
         ends_in(p.right, {"isch", "ische", "ischen", "ischer", "isches", "ischem"});
}

// THE COM-|MITTEE, UNIVERSITÄTS-|BUCHDRUCKEREI; what comes behind the word may be lost in small letters.
bool capitals_go_on(const Place& p) {
  if (p.small_behind() || !p.letter_behind() || !all_capitals(p.left_part)) return false;
  // CDU-|FDP-Koalition: in a line of small letters short capitals are an abbreviation.
  if (!all_capitals(p.line.left) && !p.has_joined && count_chars(p.left_part) < 5) return false;
  const std::string_view two = first_chars(p.right_part, 2);
  return all_capitals(two) && count_chars(p.left_part) + count_chars(p.right_part) > 3;
}

// l'occa-|BULLETIN, fran-|UN: small letters before a capital are half a word whose rest stands elsewhere, in
// a column that was read at another place. What does go before names is listed: anti-|Français, outre-|Rhin,
// mid-|October.
bool small_before_capital(const Place& p) {
  if (p.small_behind() || !p.letter_behind() || !p.small_left() || p.has_hyphened) return false;
  // English has more of these than a list holds.
  if (p.en && !(p.dictionary && !p.has_left)) return false;
  return !one_of(p.left,
                 {"anti",  "contre",  "vice",   "vize",   "sous",  "ex",     "non",   "nicht",   "pro",
                  "pre",   "pré",     "post",   "franco", "anglo", "austro", "italo", "russo",   "germano",
                  "gallo", "hispano", "indo",   "sino",   "turco", "gréco",  "néo",   "neo",     "pan",
                  "trans", "inter",   "ultra",  "demi",   "semi",  "avant",  "après", "entre",   "extrême",
                  "moyen", "proche",  "grand",  "grande", "saint", "sainte", "basse", "bas",     "haut",
                  "haute", "petit",   "petite", "outre",  "mi",    "mid",    "sud",   "nord",    "est",
                  "ouest", "centre",  "notre",  "süd",    "ost",   "west",   "ober",  "unter",   "nieder",
                  "groß",  "klein",   "alt",    "neu",    "hoch",  "mittel", "inner", "deutsch", "all",
                  "un",    "half",    "self",   "cross",  "then",  "co",     "sub",   "arch",    "de"});
}

// No-|Mais, l'Alsa-|Nous: no name has such a second half.
bool begins_a_sentence(const Place& p) {
  if (p.small_behind() || p.mark_behind() || inner_hyphen(first_char(p.rest))) return false;
  if (all_capitals(p.right_part) && count_chars(p.right_part) > 1) return false;
  return (!p.fr && !p.en &&
          one_of(p.right, {"der", "die", "das", "ein", "eine", "er", "sie", "es", "wir", "und", "aber",
                           "nach", "bei", "wenn", "als", "auch", "so", "nun"})) ||
         (!p.de && !p.en &&
          one_of(p.right, {"il", "elle", "ils", "nous", "vous", "mais", "voilà", "après", "un", "une", "dans",
                           "ce", "cette", "on", "je", "pour", "quand", "toute", "tout"})) ||
         (!p.de && !p.fr &&
          one_of(p.right, {"the", "he", "she", "it", "but", "they", "we", "this", "that", "there", "when"}));
}

// Lehrer-|Nr., jan-|A.: neither is the second half of a word.
bool initial_behind(const Place& p) {
  if (p.small_behind() || !p.rest.starts_with(".") || inner_hyphen(p.before)) return false;
  return count_chars(p.right_part) == 1 ||
         one_of(p.right, {"nr", "fr", "hr", "dr", "mr", "mrs", "mme", "mlle"});
}

// ---- ck and twins

bool ck(const Place& p) {
  if (p.en || p.fr || !p.left.ends_with('k') || !p.right.starts_with('k')) return false;
  const std::string ck = p.left.substr(0, p.left.size() - 1) + "c" + p.right, kk = p.left + p.right;
  if (p.line.document) {
    const std::uint32_t with_ck = p.line.document->count(ck), with_kk = p.line.document->count(kk);
    if (with_ck != with_kk) return with_ck > with_kk;
  }
  if (p.dictionary && !p.has_joined) {
    const std::string printed(p.left_part.substr(0, p.left_part.size() - 1));
    if (p.line.lexicon->has(printed + "c" + std::string(p.right_part))) return true;
  }
  if (p.has_joined) return false;
  // ck stands behind a short vowel only (Bank-|konto, Werk-|kunde), and a divided one before an ending;
  // foreign words have kk: Ak-|kord, Ok-|kupation, Marok-|ko.
  const std::string_view l = p.left;
  const bool vowel =
      l.size() >= 2 && (std::string_view("aeiouy").find(l[l.size() - 2]) != std::string_view::npos ||
                        ends_in(l.substr(0, l.size() - 1), {"ä", "ö", "ü"}));
  return vowel && !one_of(l, {"ak", "ok", "mok", "sak", "marok", "pik", "stuk", "ek"}) &&
         (p.right.starts_with("ke") || p.right.starts_with("ki") || p.right.starts_with("kung"));
}

// Before 1996 the third of three consonants was left out where a vowel followed, and came back where the word
// was divided: Schiffahrt, Schiff-|fahrt. The letters stay as they stand unless the other form is known.
bool twin(const Place& p) {
  if (p.en || p.fr || p.left.size() < 2) return false;
  const char c = p.left.back();
  if (p.left[p.left.size() - 2] != c || !p.right.starts_with(c)) return false;
  if (std::string_view("bdfglmnprst").find(c) == std::string_view::npos) return false;
  const std::string two = p.left.substr(0, p.left.size() - 1) + p.right, three = p.left + p.right;
  return p.line.document && p.line.document->count(two) > p.line.document->count(three);
}

// ---- the table

struct Row {
  std::string_view name;
  float weight;
  bool (*holds)(const Place&);
};

// Counts in comments are of line ends in 26 pages of HIPE NewsEye (de, fr) and 4,460 line ends of the
// Deutscher Reichsanzeiger of 1820 to 1939: divided / not.
constexpr std::size_t kSuspendRow = 0;
constexpr std::array kRows = {
    Row{"a word that goes on with a suspended hyphen behind it", -9.0f, suspends},  // und, oder: 0 / 25
    Row{"a small letter behind the hyphen", 4.1f,  // 350 / 6 of 356, newspapers.md section 15
        [](const Place& p) { return p.small_behind(); }},
    Row{"a capital or a digit behind the hyphen", -4.5f,  // 0 / 261 in the Reichsanzeiger
        [](const Place& p) { return !p.small_behind() && (p.letter_behind() || is(p.behind, kDigit)); }},
    Row{"a closing mark behind the hyphen", 2.0f,  // the rest of a word is lost there; no compound goes on so
        [](const Place& p) { return p.mark_behind() && is(p.behind, kCloser); }},
    Row{"a mark behind the hyphen", -2.0f,
        [](const Place& p) { return p.mark_behind() && !is(p.behind, kCloser); }},
    Row{"a part that the dictionary does not have, before a mark", 7.0f,
        [](const Place& p) { return p.mark_behind() && p.dictionary && !p.has_left; }},
    Row{"capitals go on in capitals", 8.5f, capitals_go_on},
    Row{"a digit before the hyphen", -9.0f, [](const Place& p) { return is(p.before, kDigit); }},
    Row{"an abbreviation before the hyphen", -9.0f, [](const Place& p) { return p.before == U'.'; }},
    Row{"a mark that only divided words have", 5.0f,  // U+00AD; ¬ is how OCR engines write it
        [](const Place& p) { return p.mark == U'\u00AD' || p.mark == U'¬'; }},
    Row{"a mark that is seldom a hyphen", -7.0f, [](const Place& p) { return seldom_hyphen(p.mark); }},
    Row{"the document divides words with this mark", 5.5f,
        [](const Place& p) {
          constexpr std::uint32_t kHabit = 3;
          return seldom_hyphen(p.mark) && p.mark != U'—' && p.line.document &&
                 p.line.document->line_ends(p.mark) >= kHabit;
        }},
    Row{"the document has the word in one", 5.5f,
        [](const Place& p) { return p.joined_seen > p.hyphened_seen; }},
    Row{"the document has the word with a hyphen", -10.0f,
        [](const Place& p) { return p.hyphened_seen > p.joined_seen; }},
    Row{"the dictionary has the word in one", 5.5f, [](const Place& p) { return p.has_joined; }},
    Row{"the dictionary has the word with its hyphen", -8.0f,
        [](const Place& p) { return p.has_hyphened && !p.has_joined; }},
    Row{"the dictionary does not have the part before the hyphen", 2.0f,
        [](const Place& p) { return p.dictionary && p.small_behind() && !p.has_left; }},
    // 0 / 257 in the Reichsanzeiger, but for 4 whose rest stands elsewhere (beſon⸗|Nachſicht)
    Row{"a part in small letters before a capital, as compounds hardly have", 7.0f, small_before_capital},
    Row{"a word that begins a sentence behind the hyphen", 7.0f, begins_a_sentence},
    Row{"an initial or a title behind the hyphen", 7.0f, initial_behind},
    // 8 / 3 in a British paper of 1890 (above-|named, word-|portrait; enlarge-|mint was read wrong). In
    // English and French two words make one with a hyphen; German writes them in one. Names (Mill-|brook) are
    // in no dictionary.
    Row{"the dictionary has both parts, but not the word they make", -5.0f,
        [](const Place& p) {
          return p.dictionary && !p.de && p.small_behind() && p.small_left() && p.has_left && p.has_right &&
                 !p.has_joined && p.left.size() >= 4 && p.right.size() >= 4;
        }},
    Row{"the same in French, which hardly makes words of two", -1.2f,
        [](const Place& p) {
          return p.fr && p.dictionary && p.small_behind() && p.small_left() && p.has_left && p.has_right &&
                 !p.has_joined && p.left.size() >= 4 && p.right.size() >= 4;
        }},
    Row{"a first part that takes a hyphen", -6.0f, [](const Place& p) { return takes_a_hyphen(p); }},
    Row{"a short word before a participle or a measure", -5.6f, compound_adjective},
    Row{"two numbers", -9.0f, two_numbers},
    Row{"a word that leans on the one before it", -9.0f, clitic},
    Row{"one of the words of two that French has many of", -7.0f, french_pair},
    Row{"a small word bound by hyphens behind it", -9.0f, binds_in_front},
    Row{"a small word bound by hyphens before it", -9.0f, binds_behind},
    Row{"two adjectives of peoples", -6.0f, two_peoples},
    Row{"a capital consonant alone before the hyphen",
        -6.0f,  // X-|ray, U-|Boot; no syllable is one consonant
        [](const Place& p) {
          return count_chars(p.left_word) == 1 && all_capitals(p.left_part) &&
                 std::u32string_view(U"AEIOUYÄÖÜÀÂÉÈÊÎÔ").find(p.before) == std::u32string_view::npos;
        }},
    Row{"the file says the word is one", 7.0f,
        [](const Place& p) {
          return !p.line.stated.empty() && folded(p.line.stated).find(p.left + p.right) != std::string::npos;
        }},
    Row{"the file says the word has a hyphen", -9.0f,
        [](const Place& p) {
          return !p.line.stated.empty() &&
                 folded(p.line.stated).find(p.left + "-" + p.right) != std::string::npos;
        }},
};

constexpr auto kEvidence = [] {
  std::array<Evidence, kRows.size()> evidence{};
  for (std::size_t i = 0; i < kRows.size(); ++i) evidence[i] = {kRows[i].name, kRows[i].weight};
  return evidence;
}();
static_assert(kRows.size() <= EvidenceSet().size());

}  // namespace

std::span<const Evidence> hyphen_evidence() { return kEvidence; }

bool hyphen_mark(char32_t c) {
  return c == U'-' || c == U'‐' || c == U'\u2011' || c == U'⸗' || c == U'¬' || c == U'\u00AD' ||
         seldom_hyphen(c);
}

bool seldom_hyphen(char32_t c) { return c == U'=' || c == U'»' || c == U'•' || c == U'■' || c == U'—'; }

HyphenJudgement judge_hyphen(const DividedLine& line) {
  HyphenJudgement judged;
  Place p{.line = line};
  std::size_t at = line.left.size();
  if (at == 0 || line.right.empty()) return judged;
  p.mark = previous(line.left, at);
  if (!hyphen_mark(p.mark) || at == 0) return judged;
  const std::string_view before = line.left.substr(0, at);
  std::size_t letter_at = at;
  do {
    p.before = previous(before, letter_at);
  } while (is(p.before, kMark) && letter_at > 0);
  // J.-|B. Rousseau, k. k.-|Hof
  const bool abbreviation =
      p.before == U'.' && letter_at > 0 && letter(last_char(before.substr(0, letter_at)));
  if (!is(p.before, kLatin | kLetter | kDigit) && !abbreviation) return judged;
  p.behind = first_char(line.right);
  if (seldom_hyphen(p.mark) && !is(p.behind, kLower)) return judged;

  p.left_word = before.substr(word_begin(before));
  p.right_word = line.right.substr(0, word_end(line.right));
  p.left_part = last_part(p.left_word);
  p.right_part = first_part(p.right_word);
  p.rest = line.right.substr(p.right_part.size());
  p.left = folded(p.left_part);
  p.right = folded(p.right_part);
  std::string_view language = line.language.substr(0, line.language.find('-'));
  if (language.empty() && line.document) language = line.document->language();
  p.de = language == "de";
  p.en = language == "en";
  p.fr = language == "fr";
  if (line.document) {
    p.joined_seen = line.document->count(p.left + p.right);
    p.hyphened_seen = line.document->count(p.left + "-" + p.right);
  }
  if (line.lexicon && line.lexicon->there() && letter(p.before)) {
    const Lexicon& lexicon = *line.lexicon;
    const std::string left(p.left_part), right(p.right_part);
    p.dictionary = true;
    p.has_joined = !right.empty() && lexicon.has(left + right);
    p.has_left =
        lexicon.has(left) || (p.de && left.ends_with('s') && lexicon.has(left.substr(0, left.size() - 1)));
    p.has_right = lexicon.has(right);
    p.has_hyphened =
        !p.has_joined && !right.empty() && lexicon.has_hyphened(left + "-" + std::string(p.right_word));
  }

  double sum = 0;
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (!kRows[i].holds(p)) continue;
    judged.evidence.set(i);
    sum += kRows[i].weight;
  }
  judged.divided = 1 / (1 + std::exp(-sum));
  judged.mark = line.left.substr(at);
  if (sum > 0) {
    judged.what = Hyphen::dropped;
    judged.cut = judged.mark;
    if (ck(p)) {
      judged.what = Hyphen::ck;
      judged.cut = line.left.substr(at - 1);
      judged.with = before.back() == 'K' ? "C" : "c";
    } else if (twin(p)) {
      judged.what = Hyphen::twin;
      judged.cut = line.left.substr(at - 1);
    }
  } else if (!seldom_hyphen(p.mark)) {
    judged.what = judged.evidence.test(kSuspendRow) ? Hyphen::suspended : Hyphen::kept;
  }
  return judged;
}

// ---- the document as dictionary

DocumentWords::DocumentWords(const Document& document) {
  bool divided = false;  // the line before ended in a hyphen
  char32_t mark = 0;
  for (const Block& block : document.blocks()) {
    const std::string_view text = document.text(block);
    if (text.empty()) continue;
    if (divided && is(first_char(text), kLower)) ++line_ends_[mark];
    std::size_t at = text.size();
    mark = previous(text, at);
    const bool goes_on = hyphen_mark(mark) && at > 0 && letter(last_char(text.substr(0, at)));
    read(text, goes_on ? word_begin(text.substr(0, at)) : text.size(), divided);
    divided = goes_on;
  }
}

void DocumentWords::read(std::string_view line, std::size_t end, bool is_divided) {
  std::string before;  // the part before the hyphen
  for (std::size_t at = is_divided ? word_end(line) : 0; at < end;) {
    const std::size_t begin = at;
    char32_t c = next(line, at);
    if (!word_part(c)) {
      if (!inner_hyphen(c)) before.clear();
      continue;
    }
    std::size_t to = at;
    while (at < end && word_part(c = next(line, at))) to = at;
    at = to;
    std::string part = folded(line.substr(begin, to - begin));
    if (!before.empty()) ++counts_[before + "-" + part];
    ++counts_[part];
    before = std::move(part);
  }
}

std::uint32_t DocumentWords::count(const std::string& word) const {
  const auto found = counts_.find(word);
  return found == counts_.end() ? 0 : found->second;
}

std::uint32_t DocumentWords::line_ends(char32_t mark) const {
  const auto found = line_ends_.find(mark);
  return found == line_ends_.end() ? 0 : found->second;
}

std::string_view DocumentWords::language() const {
  // Ten of the twenty commonest words of each that the others do not have.
  constexpr std::array<std::string_view, 10> kGerman = {"und", "der", "die", "das",   "von",
                                                        "den", "mit", "ist", "nicht", "auf"};
  constexpr std::array<std::string_view, 10> kEnglish = {"the", "of",   "and",  "to", "was",
                                                         "for", "that", "with", "by", "is"};
  constexpr std::array<std::string_view, 10> kFrench = {"le", "la",  "les", "et",   "des",
                                                        "du", "une", "que", "dans", "est"};
  const auto sum = [&](const auto& words) {
    std::uint32_t total = 0;
    for (const std::string_view word : words) total += count(std::string(word));
    return total;
  };
  const std::uint32_t de = sum(kGerman), en = sum(kEnglish), fr = sum(kFrench);
  constexpr std::uint32_t kFewest = 5;
  if (de >= kFewest && de > 2 * en && de > 2 * fr) return "de";
  if (en >= kFewest && en > 2 * de && en > 2 * fr) return "en";
  if (fr >= kFewest && fr > 2 * de && fr > 2 * en) return "fr";
  return {};
}

}  // namespace clean
