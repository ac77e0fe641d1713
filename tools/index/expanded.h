// Text as the full-text index has it, so that words are found in scripts that put no spaces between them.
//
// SQLite's tokenizer unicode61, which is in every SQLite, takes 新型工业化 for one word and finds nothing in
// it. So runs of Han, Kana and Hangul are written as overlapping pairs of characters, and the last character
// once more by itself: 新型 型工 工业 业化 化. What is looked for is written in the same way and found as a
// phrase. Each character begins a token, hence a single one is found as a prefix: 字*.
//
// Hangul is written so, too, though Korean parts its words: particles and endings cling to them, and a search
// for 신문 must find 신문은 and 석간신문. A query that is a whole eojeol finds what it would find anyway.
//
// Full-width letters and digits become ASCII, and what is written but not seen (soft hyphens, joiners,
// variation selectors) is left out. Nothing else is folded here: not traditional and simplified forms, not
// old and new ones. unicode61 folds case, ſ to s, and with remove_diacritics 2 ü to u: "Müller" finds
// "Muller", but not "Mueller"; "schon" finds "schön", too; ß is not ss.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace articles {

// `from`: for each byte of the result the place in `text` of the character it comes from. Bytes that are no
// UTF-8 become spaces.
std::string expanded(std::string_view text, std::vector<std::uint32_t>* from = nullptr);

// The string for MATCH that finds the words as they stand, one behind the other: "新型 型工 工业 业化".
// Behind a single character at the end stands a star. Other quotes in it become spaces.
std::string match_phrase(std::string_view words);

// The ranges of characters that are written in pairs.
struct CharacterRange {
  char32_t first, last;
};
std::span<const CharacterRange> paired_characters();

}  // namespace articles
