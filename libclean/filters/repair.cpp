// repair: characters that are not what they look like.
//
// PDF extraction and OCR leave characters behind that no reader sees and no index finds: ⼈ (U+2F08,
// KANGXI RADICAL MAN) for 人, zero-width spaces inside words, ︵ of a vertical layout, decomposed accents,
// private-use characters of GBK fonts, 二○○八年, 工 作 会 议, "ä¸­æ–‡". Not NFKC, which would also turn ①, ℃,
// ½, ㈱ and ～ into something else (newspapers.md section 20).
//
// A line is repaired in passes (misread code, characters, normal form, shapes, spaces), each of which reads
// what the one before left, until nothing changes. Shapes and spaces have their own files: misread.cpp and
// letterspace.cpp say what is certain there.
//
// Leaves alone: ZWJ and ZWNJ (they matter in names of other scripts), private-use characters that no standard
// ever gave a meaning (every font has its own), U+FFFD (what it was is lost), ① ㎡ ℃.

#include <algorithm>
#include <array>
#include <iterator>

#include "filters/common.h"
#include "filters/edits.h"
#include "filters/letterspace.h"
#include "filters/misread.h"
#include "unicode/chars.h"
#include "unicode/forms.h"
#include "unicode/mojibake.h"
#include "unicode/nfc.h"

namespace clean {
namespace {

enum Reason : std::uint8_t {
  kInvisible,
  kRadical,
  kUpright,
  kLigature,
  kMojibake,
  kComposed,
  kPrivate,
  kSpaces,
  kShape,  // and the other shapes of misread.h
};
constexpr std::string_view kReasons[] = {
    "a control or zero-width character that prints nothing",
    "a radical that stands for the ordinary character",
    "a form for vertical setting or a small form",
    "a ligature of Latin letters",
    "text that was read in the wrong code",
    "Unicode normal form C",
    "a private-use character of GBK or GB 18030 that has been given its own",
    "spaces between all characters of a sentence",
    "a circle or zero in a number of Chinese digits, 〇",
    "from a number to a number, —",
    "a dash that stands for 一",
    "一一 that stands for a dash, ——",
};

// Bytes that can begin something this filter looks at. Ordinary Chinese has hardly any but E9 and EF
// (，（）), whose second byte tells, and digits and spaces, whose neighbours do.
constexpr std::array<bool, 256> kTrigger = [] {
  std::array<bool, 256> t{};
  for (int b = 0; b < 0x20; ++b) t[static_cast<std::size_t>(b)] = b != '\t';
  for (int b = '0'; b <= '9'; ++b) t[static_cast<std::size_t>(b)] = true;
  for (int b = 0xC2; b <= 0xDF; ++b)
    t[static_cast<std::size_t>(b)] = true;  // controls, accents, other scripts
  for (const int b :
       {' ' + 0, 'O' + 0, 'o' + 0, 0x7F, 0xE0, 0xE1, 0xE2, 0xE3, 0xE9, 0xEA, 0xED, 0xEE, 0xEF, 0xF0})
    t[static_cast<std::size_t>(b)] = true;
  return t;
}();

bool invisible(char32_t c) {
  if (c == U'\t' || c == U'\u200C' || c == U'\u200D') return false;
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB);
}

// Where characters are that normal form C writes otherwise by themselves (NFC_Quick_Check=No in Unicode's
// DerivedNormalizationProps), other characters among them.
struct Stretch {
  char32_t first, last;
};
constexpr Stretch kNormalizes[] = {{0x374, 0x387},       // Greek numeral sign, question mark, ano teleia
                                   {0x958, 0xB5D},       // letters of Indian scripts with a dot below
                                   {0xF43, 0xF69},       // Tibetan
                                   {0x1F71, 0x1FFD},     // Greek with oxia
                                   {0x2000, 0x2001},     // en quad, em quad
                                   {0x2126, 0x212B},     // ohm, kelvin, angstrom
                                   {0x2329, 0x232A},     // angle brackets
                                   {0x2ADC, 0x2ADC},     // forking
                                   {0xF900, 0xFAFF},     // compatibility ideographs
                                   {0xFB1D, 0xFB4E},     // Hebrew with points
                                   {0x1D15E, 0x1D1C0},   // notes
                                   {0x2F800, 0x2FA1F}};  // compatibility ideographs

// Characters that normal form C may change, alone or with the one before them.
bool may_compose(char32_t c) {
  if (is(c, kMark) || (c >= 0x1100 && c <= 0x11FF)) return true;
  if (c < kNormalizes[0].first) return false;
  return std::any_of(std::begin(kNormalizes), std::end(kNormalizes),
                     [c](const Stretch& s) { return c >= s.first && c <= s.last; });
}

// What a character by itself stands for.
struct Character {
  std::string with;
  std::uint8_t reason;
  bool found;
};
Character character(char32_t c) {
  Character out{{}, kInvisible, true};
  if (invisible(c)) return out;
  char32_t with = 0;
  if ((with = ideograph_of_radical(c)) != 0) {
    out.reason = kRadical;
  } else if ((with = assigned_character(c)) != 0) {
    out.reason = kPrivate;
  } else if ((with = upright_form(c)) != 0) {
    out.reason = kUpright;
  } else {
    return {std::string(letters_of_ligature(c)), kLigature, !letters_of_ligature(c).empty()};
  }
  append(out.with, with);
  return out;
}

// ---- what a line needs

enum Need : unsigned { kCode = 1, kCharacters = 2, kNormal = 4, kShapes = 8, kApart = 16 };

// GBK read these bytes for the first two of common ideographs in UTF-8: 鍀 to 鑿, 銆, 锛 (mojibake.cpp).
bool gbk_like(std::string_view text, std::size_t at) {
  const std::string_view behind = text.substr(at + 1, 2);
  return (behind[0] >= '\x8C' && behind[0] <= '\x91') || behind == "\x8A\x86" || behind == "\x94\x9B";
}

// A space between two Han, the second of which is a character by itself.
bool sets_apart(std::string_view text, std::size_t at) {
  const auto wide = [&](std::size_t i) { return static_cast<unsigned char>(text[i]) >= 0xE2; };
  if (at < 3 || at + 4 > text.size() || !wide(at - 3) || !wide(at + 1)) return false;
  return at + 4 == text.size() || text[at + 4] == ' ' || text[at + 4] == '\xE3' || text[at + 4] == '\xEF';
}

// Marks that stand in every line and are as they look, by their bytes: 、 to 〟, ‘ to …, full-width forms but
// for － and what has a width of its own (digits, Ｏ).
bool plain_mark(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  switch (byte(0)) {
    case 0xE2:
      return byte(1) == 0x80 && byte(2) >= 0x98 && byte(2) <= 0xA6;
    case 0xE3:
      return byte(1) == 0x80 && byte(2) >= 0x81 && byte(2) <= 0x9F && byte(2) != 0x87;
    case 0xEF:
      return byte(1) == 0xBC && byte(2) != 0x8D && (byte(2) < 0x90 || byte(2) > 0x99) && byte(2) != 0xAF;
    default:
      return false;
  }
}

unsigned needs_of(std::string_view text) {
  unsigned needs = 0;
  for (const std::string_view shape : {"一一", "ㄧㄧ"}) {
    if (text.starts_with(shape)) needs |= kShapes;
  }
  if (text.ends_with("一")) needs |= kShapes;
  for (std::size_t at = 0; at < text.size();) {
    const auto b = static_cast<unsigned char>(text[at]);
    if (!kTrigger[b]) {
      at += b < 0x80 ? 1 : b < 0xF0 ? 3 : 4;  // two bytes: C2 to DF, which are triggers
      continue;
    }
    const std::size_t from = at;
    if (b == ' ') {
      if (sets_apart(text, at++)) needs |= kApart;
      continue;
    }
    if (b == 0xE9) {
      if (gbk_like(text, at)) needs |= kCode;
      at += 3;
      continue;
    }
    if (plain_mark(text, at)) {
      at += 3;
      continue;
    }
    const char32_t c = next(text, at);
    if (c < 0x20 || c == 0x7F) {
      needs |= kCharacters;
    } else if (c < 0x80) {
      const auto ascii = [&](std::size_t i) { return static_cast<unsigned char>(text[i]) < 0x80; };
      const bool alone = from == 0 || !ascii(from - 1) || (at < text.size() && !ascii(at));
      if (alone && may_be_misread(text, from)) needs |= kShapes;
    } else {
      if (c >= 0xA1 && c <= 0xFF) needs |= kCode;
      if (c != U'\u3000' && is(c, kBlank)) needs |= kApart;
      if (may_be_misread(text, from)) needs |= kShapes;
      if (may_compose(c)) needs |= kNormal;
      if (character(c).found) needs |= kCharacters;
    }
  }
  return needs;
}

// ---- passes

using Edits = std::vector<Edit>;

Edits codes(std::string_view text) {
  Edits out;
  mojibake_edits(text, [&](std::size_t from, std::size_t to, std::string_view was) {
    out.push_back({from, to, std::string(was), kMojibake});
  });
  return out;
}

// Spaces at an edge of a line belong to no block, so what becomes one there goes, with what stands outside
// it, and so do those that what goes leaves at an edge.
Edits characters(std::string_view text) {
  Edits out;
  std::size_t blank_from = 0;        // behind the last character that prints
  bool space = false;                // an ideographic space has been put behind it
  bool gone = false, blank = false;  // something behind it goes; blanks stand behind it
  const auto must_clear = [&] { return space || (gone && blank); };
  const auto clear = [&](std::size_t to) {
    while (!out.empty() && out.back().from >= blank_from) out.pop_back();
    out.push_back({blank_from, to, {}, space ? kPrivate : kInvisible});
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next(text, at);
    Character to = character(c);
    // A soft hyphen at the end of a line is a printed one: rejoin reads it.
    if (c == U'\u00AD' && at == text.size() && is(last_char(text.substr(0, from)), kLatin | kLetter)) break;
    // A run of what goes is one decision: files of nothing but zero bytes occur.
    const bool goes = to.found && to.with.empty();
    if (goes && !out.empty() && out.back().to == from && out.back().with.empty() &&
        out.back().reason == to.reason) {
      out.back().to = at;
    } else if (to.found) {
      out.push_back({from, at, to.with, to.reason});
    }
    if (to.found && to.with == "\u3000") {
      space = true;
    } else if (is(c, kBlank)) {
      blank = true;
    } else if (goes) {
      gone = true;
    } else {
      if (must_clear() && blank_from == 0) {
        Edit last{};
        const bool own = to.found;
        if (own) last = std::move(out.back());
        if (own) out.pop_back();
        clear(from);
        if (own) out.push_back(std::move(last));
      }
      blank_from = at;
      space = gone = blank = false;
    }
  }
  if (must_clear()) clear(text.size());
  return out;
}

Edits normal_form(std::string_view text) {
  Edits out;
  nfc_edits(text, [&](std::size_t from, std::size_t to, std::string_view composed) {
    out.push_back({from, to, std::string(composed), kComposed});
  });
  return out;
}

// Normal form C makes an ordinary character of a compatibility ideograph. In a transcription of old print
// that is the form that stands on the page (newspapers.md section 1: do not modernise), so it stays.
Edits normal_form_of_print(std::string_view text) {
  Edits out = normal_form(text);
  std::erase_if(out, [&](const Edit& e) {
    const char32_t c = first_char(text.substr(e.from, e.to - e.from));
    return (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
  });
  return out;
}

// What a line becomes by itself, whatever stands around it. `old`: printed before 1950.
Edits repaired(std::string_view line, unsigned needs, bool old) {
  struct Pass {
    Need need;
    Edits (*edits)(std::string_view);
  };
  const Pass kPasses[] = {
      {kCode, codes}, {kCharacters, characters}, {kNormal, old ? normal_form_of_print : normal_form}};
  Edits all;
  std::string text(line);
  // Text can be misread twice; what a pass leaves can be new to the one before it.
  constexpr int kRounds = 4;
  for (int round = 0; round < kRounds && (needs & (kCode | kCharacters | kNormal)) != 0; ++round) {
    bool changed = false;
    for (const Pass& pass : kPasses) {
      if ((needs & pass.need) == 0) continue;
      const Edits edits = pass.edits(text);
      if (edits.empty()) continue;
      all = composed(all, text, edits);
      text = edited(text, edits);
      changed = true;
    }
    needs = changed ? needs_of(text) : 0;
  }
  return all;
}

// ---- the filter

bool may_replace(std::string_view before, std::string_view after) {
  const std::string alone = edited(before, repaired(before, needs_of(before), false));
  if (alone == after || misread_as(before, after) || misread_as(alone, after)) return true;
  // An ideographic space for private use stays inside a line and goes at its edges.
  if (assigned_character(first_char(before)) == U'\u3000' && after == "\u3000")
    return count_chars(before) == 1;
  for (std::size_t at = 0; at < before.size();) {
    const char32_t c = next(before, at);
    const Character to = character(c);
    if (!is(c, kBlank) && assigned_character(c) != U'\u3000' && !(to.found && to.with.empty())) return false;
  }
  return after.empty();
}

class Repair final : public Filter {
 public:
  // In Taiwan and Hong Kong ○ is the zero of Chinese numbers: 中華民國一○五年.
  explicit Repair(const Recipe& recipe)
      : old_(recipe.old), keeps_circles_(recipe.language.starts_with("zh-Hant")) {}

  void propose(const Document& document, const Facts& facts, Decisions& out) const override {
    const auto blocks = document.blocks();
    Page page;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const std::string_view text = document.text(blocks[i]);
      unsigned needs = needs_of(text);
      if (needs == 0) continue;
      Line line{i, needs, repaired(text, needs, old_), {}, Spaced::no};
      if (!line.edits.empty()) {
        line.text = edited(text, line.edits);
        line.needs = needs_of(line.text);
      } else {
        line.text = text;
      }
      if ((line.needs & kApart) != 0) line.spaced = letterspaced(line.text, facts.words());
      if (!line.edits.empty() || (line.needs & (kShapes | kApart)) != 0) page.push_back(std::move(line));
    }
    for (std::size_t i = 0; i < page.size();) {
      // Lines that are set apart, one below the other.
      std::size_t end = i + 1;
      bool sentence = page[i].spaced == Spaced::sentence;
      while (end < page.size() && page[end - 1].spaced != Spaced::no && page[end].spaced != Spaced::no &&
             page[end].block == page[end - 1].block + 1) {
        sentence = sentence || page[end].spaced == Spaced::sentence;
        ++end;
      }
      for (; i < end; ++i) decide(document, facts, page[i], sentence, out);
    }
  }

 private:
  struct Line {
    std::size_t block;
    unsigned needs;
    Edits edits;
    std::string text;  // after these edits
    Spaced spaced;
  };
  using Page = std::vector<Line>;

  void decide(const Document& document, const Facts& facts, Line& line, bool sentence, Decisions& out) const {
    const auto blocks = document.blocks();
    const auto text_of = [&](std::size_t block) {
      return block < blocks.size() ? document.text(blocks[block]) : std::string_view{};
    };
    const auto also = [&](const Edits& edits) {
      if (edits.empty()) return;
      line.edits = composed(line.edits, line.text, edits);
      line.text = edited(line.text, edits);
    };
    if ((line.needs & kApart) != 0 && line.spaced != Spaced::no) {
      Edits edits;
      letterspace_edits(line.text, sentence, facts.words(), [&](std::size_t from, std::size_t to) {
        edits.push_back({from, to, {}, kSpaces});
      });
      also(edits);
      line.needs = needs_of(line.text);
    }
    if ((line.needs & kShapes) != 0) {
      Edits edits;
      const std::string_view before = line.block > 0 ? text_of(line.block - 1) : std::string_view{};
      misread_edits(line.text, before, text_of(line.block + 1),
                    [&](std::size_t from, std::size_t to, std::string_view with, Shape shape) {
                      if (shape == Shape::zero && keeps_circles_) return;
                      edits.push_back({from, to, std::string(with),
                                       static_cast<std::uint8_t>(kShape + static_cast<std::uint8_t>(shape))});
                    });
      also(edits);
    }
    const std::uint32_t base = blocks[line.block].at.begin.byte;
    for (const Edit& e : line.edits) {
      out.replace({{base + static_cast<std::uint32_t>(e.from)}, {base + static_cast<std::uint32_t>(e.to)}},
                  e.with, e.reason);
    }
  }

  bool old_, keeps_circles_;
};

std::unique_ptr<Filter> make_repair(const Recipe& recipe) { return std::make_unique<Repair>(recipe); }

}  // namespace

extern const FilterRow kRepair;
const FilterRow kRepair = {
    .name = "repair",
    .summary = "puts right characters that are not what they look like",
    .reasons = kReasons,
    .evidence = {},
    .touches = {.replaces = true,
                .may_replace = may_replace,
                .words =
                    "control and zero-width characters, radicals, vertical and small forms, ligatures, "
                    "decomposed characters, private-use characters of GB 18030, text read in the wrong code; "
                    "〇, 一 and — that were taken for each other; spaces between all characters"},
    .make = make_repair,
};

}  // namespace clean
