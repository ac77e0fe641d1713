// What becomes of the hyphen at the end of a line: examina-|tion loses it, Karl-|Eugen and dit-|elle keep it,
// Schul-|und Zwangarbeit keeps it with a space, Zuk-|ker was Zucker before it was divided. Evidence as a
// table, as in seams.h: a row asks one thing; the weights of the rows that hold (log odds that the word was
// divided here) are added up.
//
// Whether the text goes on at all is not asked here; seams.h knows.
#pragma once

#include <clean/document.h>
#include <clean/filter.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "survey/lexicon.h"

namespace clean {

// The document as a dictionary: its words, and its words with hyphens, as they stand inside lines. What
// stands at a line end with a hyphen, or behind such a line end, is no word.
class DocumentWords {
 public:
  explicit DocumentWords(const Document& document);

  // How often a word, or two words with a hyphen between (self-created), occur; spelled as by folded().
  std::uint32_t count(const std::string& word) const;

  // How many lines end in a letter and this mark, with a small letter at the beginning of the next.
  std::uint32_t line_ends(char32_t mark) const;

  // "de", "en", "fr" by the commonest words; empty: too few of them to tell.
  std::string_view language() const;

 private:
  void read(std::string_view line, std::size_t end, bool is_divided);

  std::unordered_map<std::string, std::uint32_t> counts_;
  std::unordered_map<char32_t, std::uint32_t> line_ends_;
};

// A line that ends in a hyphen, and what is known around it.
struct DividedLine {
  std::string_view left, right;  // its end, the beginning of the next; a word of each is looked at
  std::string_view language{};   // "de", "en", "fr", with or without a region; else any of them
  const DocumentWords* document = nullptr;
  const Lexicon* lexicon = nullptr;  // of that language
  std::string_view stated{};         // the whole word, where the file says so (ALTO SUBS_CONTENT)
};

enum class Hyphen : std::uint8_t {
  none,       // there is no hyphen of a word: a dash, a list mark, nothing
  dropped,    // examina-|tion
  ck,         // Zuk-|ker: Zucker
  twin,       // Schiff-|fahrt: Schiffahrt, as the document has it elsewhere
  kept,       // Karl-|Eugen, dit-|elle, 1914-|1918
  suspended,  // Schul-|und Zwangarbeit
};

struct HyphenJudgement {
  Hyphen what = Hyphen::none;
  double divided = 0;       // how likely it is the hyphen of a divided word, which goes
  EvidenceSet evidence{};   // rows that hold
  std::string_view mark{};  // the hyphen, a view into `left`
  std::string_view cut{};   // what the divided word loses: the hyphen, or k- or f-; a view into `left`
  std::string_view with{};  // what it gets for it: nothing, or c
  std::string_view glue() const { return what == Hyphen::suspended ? " " : ""; }
};

HyphenJudgement judge_hyphen(const DividedLine& line);

// The table's names and weights, as --explain prints them.
std::span<const Evidence> hyphen_evidence();

// The marks that are printed, or read, for a hyphen at a line end.
bool hyphen_mark(char32_t c);

// Those that are mostly something else, = » • ■ —, and a hyphen only where something else says so.
bool seldom_hyphen(char32_t c);

}  // namespace clean
