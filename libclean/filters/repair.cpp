// repair: characters that are not what they look like.
//
// PDF extraction and OCR leave characters behind that no reader sees and no index finds: ⼈ (U+2F08,
// KANGXI RADICAL MAN) for 人, zero-width spaces inside words, ︵ of a vertical layout, decomposed accents,
// "ä¸­æ–‡". Not NFKC, which would also turn ①, ℃, ½, ㈱ and ～ into something else (newspapers.md section
// 20).
//
// Leaves alone: ZWJ and ZWNJ (they matter in names of other scripts), private-use characters (every font
// has its own), U+FFFD (what it was is lost), ① ㎡ ℃.

#include <array>

#include "filters/common.h"
#include "unicode/chars.h"
#include "unicode/forms.h"
#include "unicode/nfc.h"

namespace clean {
namespace {

enum Reason : std::uint8_t { kInvisible, kRadical, kUpright, kLigature, kMojibake, kComposed };
constexpr std::string_view kReasons[] = {
    "a control or zero-width character that prints nothing",
    "a radical that stands for the ordinary character",
    "a form for vertical setting or a small form",
    "a ligature of Latin letters",
    "UTF-8 that was read as Latin-1",
    "Unicode normal form C",
};

// Bytes that can begin a character this filter looks at. Ordinary Chinese has hardly any but EF (，（）),
// whose second byte tells.
constexpr std::array<bool, 256> kTrigger = [] {
  std::array<bool, 256> t{};
  for (int b = 0; b < 0x20; ++b) t[static_cast<std::size_t>(b)] = b != '\t';
  t[0x7F] = true;
  for (int b = 0xC2; b <= 0xDF; ++b)
    t[static_cast<std::size_t>(b)] = true;  // controls, accents, other scripts
  for (const int b : {0xE0, 0xE1, 0xE2, 0xE3, 0xEA, 0xED, 0xEF, 0xF0}) t[static_cast<std::size_t>(b)] = true;
  return t;
}();

bool invisible(char32_t c) {
  if (c == U'\t' || c == U'\u200C' || c == U'\u200D') return false;
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB);
}

// Nothing that this filter replaces may be ordinary text, unless it is what Latin-1 made of UTF-8.
bool may_replace(std::string_view before, std::string_view after) {
  if (undo_mojibake(before) == after && !after.empty()) return true;
  std::string composed;
  std::size_t done = 0;
  nfc_edits(before, [&](std::size_t from, std::size_t to, std::string_view with) {
    composed.append(before.substr(done, from - done)).append(with);
    done = to;
  });
  if (done > 0 && composed.append(before.substr(done)) == after) return true;
  bool odd = false;
  for (std::size_t at = 0; at < before.size();) {
    const char32_t c = next(before, at);
    odd = odd || !ordinary(c) || is(c, kMark) || ideograph_of_radical(c) != 0 || upright_form(c) != 0;
  }
  return odd && after.size() <= 4 * before.size();
}

// Characters that normal form C may change, alone or with the one before them.
bool may_compose(char32_t c) {
  return is(c, kMark) || (c >= 0x1100 && c <= 0x11FF) || c == 0x2126 || c == 0x212A || c == 0x212B ||
         c == 0x2329 || c == 0x232A || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

class Repair final : public Filter {
 public:
  void propose(const Document& document, const Facts&, Decisions& out) const override {
    for (const Block& block : document.blocks()) read(document.text(block), block.at.begin, out);
  }

 private:
  static void read(std::string_view text, TextAt base, Decisions& out) {
    const auto range = [&](std::size_t from, std::size_t to) {
      return TextRange{{base.byte + static_cast<std::uint32_t>(from)},
                       {base.byte + static_cast<std::uint32_t>(to)}};
    };
    bool compose = false;    // something here may not be in normal form
    std::size_t looked = 0;  // up to here nothing is mojibake
    for (std::size_t at = 0; at < text.size();) {
      if (!kTrigger[static_cast<unsigned char>(text[at])]) {
        ++at;
        continue;
      }
      const std::size_t from = at;
      const char32_t c = next(text, at);
      if (const std::size_t end = from < looked ? 0 : mojibake_end(text, from, c)) {
        const std::string was = undo_mojibake(text.substr(from, end - from));
        if (!was.empty()) {
          out.replace(range(from, end), was, kMojibake);
          at = end;
          continue;
        }
        looked = end;
      }
      if (invisible(c)) {
        out.replace(range(from, at), {}, kInvisible);
      } else if (const char32_t ideograph = ideograph_of_radical(c)) {
        replace(range(from, at), ideograph, kRadical, out);
      } else if (const std::string_view letters = letters_of_ligature(c); !letters.empty()) {
        out.replace(range(from, at), letters, kLigature);
      } else if (const char32_t upright = upright_form(c)) {
        replace(range(from, at), upright, kUpright, out);
      } else {
        compose = compose || may_compose(c);
      }
    }
    if (compose) {
      nfc_edits(text, [&](std::size_t from, std::size_t to, std::string_view composed) {
        out.replace(range(from, to), composed, kComposed);
      });
    }
  }

  static void replace(TextRange at, char32_t with, Reason reason, Decisions& out) {
    std::string text;
    append(text, with);
    out.replace(at, text, reason);
  }

  // The end of a stretch of characters that Latin-1 or Windows-1252 could have made of UTF-8 bytes: it
  // begins with the lead byte of a three-byte character (à to ï). 0: none begins here.
  static std::size_t mojibake_end(std::string_view text, std::size_t from, char32_t first) {
    if (first < 0xE0 || first > 0xEF) return 0;
    std::size_t at = from;
    while (at < text.size()) {
      std::size_t behind = at;
      const char32_t c = next(text, behind);
      const bool lead = c >= 0xE0 && c <= 0xEF;
      const bool trail = (c >= 0x80 && c <= 0xBF) || (c > 0xFF && c < 0x2200 && !is(c, kCjk));
      if (!lead && !trail) break;
      at = behind;
    }
    return at - from >= 6 ? at : 0;
  }
};

}  // namespace

extern const FilterRow kRepair;
const FilterRow kRepair = {
    .name = "repair",
    .summary = "puts right characters that are not what they look like",
    .reasons = kReasons,
    .evidence = {},
    .touches = {.replaces = true,
                .may_replace = may_replace,
                .words = "control and zero-width characters, radicals, vertical and small forms, ligatures, "
                         "decomposed characters, UTF-8 read as Latin-1"},
    .make = make<Repair>,
};

}  // namespace clean
