// Writes the table of character classes (chars.h) as C++: two stages, blocks of 256 code points.
// Runs at build time, so that starting the program costs nothing. Categories, widths and the
// decompositions <wide> and <narrow> are utf8proc's; scripts of letters are ranges of whole Unicode
// blocks, which is all that newspapers need (Han outside these blocks does not exist, Unicode 14).

#include <utf8proc.h>

#include <cstdint>
#include <cstdio>
#include <map>
#include <vector>

#include "chars.h"

namespace {

using namespace clean;

struct ScriptRange {
  std::int32_t first, last;
  std::uint16_t script;
};

constexpr ScriptRange kScripts[] = {
    {0x2E80, 0x2FDF, kHan},  // radicals, Kangxi radicals: letters of Chinese in broken fonts
    {0x3005, 0x3007, kHan},  // 々 〆 〇
    {0x3021, 0x3029, kHan},  // 〡 Suzhou numerals
    {0x3038, 0x303B, kHan},    {0x3040, 0x30FF, kKana},   {0x31F0, 0x31FF, kKana},
    {0x3400, 0x4DBF, kHan},    {0x4E00, 0x9FFF, kHan},    {0xF900, 0xFAFF, kHan},
    {0xFF66, 0xFF9F, kKana},   {0x1B000, 0x1B16F, kKana}, {0x20000, 0x3FFFD, kHan},
    {0x1100, 0x11FF, kHangul}, {0x3130, 0x318F, kHangul}, {0xA960, 0xA97F, kHangul},
    {0xAC00, 0xD7FF, kHangul}, {0x0041, 0x024F, kLatin},  {0x1E00, 0x1EFF, kLatin},
    {0xA720, 0xA7FF, kLatin},  {0xFB00, 0xFB06, kLatin},  {0xFF21, 0xFF5A, kLatin},
};

bool letter_like(utf8proc_category_t c) {
  switch (c) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
      return true;
    default:
      return false;
  }
}

// East Asian Ambiguous marks that Chinese and Japanese print a full em wide; utf8proc gives them 1.
bool ambiguous_wide(std::int32_t c) {
  return c == 0xB7 || c == 0xB0 || c == 0xD7 || (c >= 0x2014 && c <= 0x2026) ||
         (c >= 0x2030 && c <= 0x203B) || (c >= 0x2100 && c <= 0x214F) || (c >= 0x2150 && c <= 0x218F) ||
         (c >= 0x2460 && c <= 0x24FF) || (c >= 0x2500 && c <= 0x26FF);
}

std::uint16_t classes(std::int32_t c) {
  const utf8proc_property_t* p = utf8proc_get_property(c);
  const auto category = static_cast<utf8proc_category_t>(p->category);
  std::uint16_t flags = 0;
  switch (category) {
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PI:
      flags |= kOpener | kPunct;
      break;
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PF:
      flags |= kCloser | kPunct;
      break;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PO:
      flags |= kPunct;
      break;
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
      flags |= kSymbol;
      break;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      flags |= kMark;
      break;
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
      flags |= kControl;
      break;
    case UTF8PROC_CATEGORY_ND:
      flags |= kDigit;
      break;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      flags |= kBlank;
      break;
    default:
      break;
  }
  if ((c >= '\t' && c <= '\r') || c == 0x85) flags = kBlank;
  if (letter_like(category) || (flags & kSymbol)) {
    std::uint16_t script = letter_like(category) ? kLetter : 0;
    for (const ScriptRange& r : kScripts) {
      // Symbols count where they stand for letters (⼈ is a symbol, × in Latin-1 is none).
      if (c >= r.first && c <= r.last && (script || r.script == kHan)) script = r.script;
    }
    flags |= script;
  }
  if (utf8proc_charwidth(c) == 2 || ambiguous_wide(c)) flags |= kWide;
  if (p->decomp_type == UTF8PROC_DECOMP_TYPE_WIDE) flags |= kFullwidth;
  if (category == UTF8PROC_CATEGORY_LL) flags |= kLower;
  return flags;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::FILE* out = std::fopen(argv[1], "w");
  if (!out) return 4;
  std::map<std::vector<std::uint16_t>, std::size_t> known;
  std::vector<std::vector<std::uint16_t>> blocks;
  std::vector<std::size_t> index;
  for (std::int32_t first = 0; first < 0x110000; first += 256) {
    std::vector<std::uint16_t> block(256);
    for (std::int32_t i = 0; i < 256; ++i) block[static_cast<std::size_t>(i)] = classes(first + i);
    const auto [it, fresh] = known.emplace(block, blocks.size());
    if (fresh) blocks.push_back(block);
    index.push_back(it->second);
  }
  std::fprintf(out, "// Made by make_classes from utf8proc %s. Do not edit.\n", utf8proc_version());
  std::fprintf(out, "const std::uint8_t kBlockOf[] = {");
  for (std::size_t i = 0; i < index.size(); ++i) std::fprintf(out, "%s%zu,", i % 32 ? "" : "\n", index[i]);
  std::fprintf(out, "};\nconst std::uint16_t kClasses[][256] = {\n");
  for (const auto& block : blocks) {
    std::fprintf(out, "{");
    for (std::size_t i = 0; i < 256; ++i) std::fprintf(out, "%u,", block[i]);
    std::fprintf(out, "},\n");
  }
  std::fprintf(out, "};\n");
  const bool failed = std::ferror(out) != 0 || blocks.size() > 256;
  return std::fclose(out) != 0 || failed ? 4 : 0;
}
