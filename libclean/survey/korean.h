// Korean print breaks a line behind any syllable, and the space between two words is lost at a line's end. So
// when two lines are joined, nothing comes between them inside a word (eojeol) and a space between words
// (newspapers.md section 15); which of both is asked here. The evidence is a table (korean.cpp): each row
// looks at one thing at the seam, and what it finds has a weight (log odds that the word goes on), fitted by
// `bench/fit korean`.
//
// Does not ask whether lines are joined at all; that is survey/seams.h.
#pragma once

#include <clean/document.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace clean {

// The stems of a Korean dictionary in hunspell's form (Debian: hunspell-ko). Its affixes are left out: to
// read them takes 0.6 s, and the weights know the endings.
class KoreanLexicon {
 public:
  explicit KoreanLexicon(const std::string& path);  // of the .dic file; without one the lexicon is empty

  bool there() const { return !stems_.empty(); }
  bool has(std::string_view word) const;

  // The one that is installed, read when first asked for.
  static const KoreanLexicon& installed();

 private:
  std::vector<std::uint64_t> stems_;  // hashes, sorted
};

// The words of a document: how often each stands in it, and how often one begins so. Words at the ends of
// lines are left out, for they may be cut. With the lexicon, if it is there.
class KoreanWords {
 public:
  explicit KoreanWords(const KoreanLexicon& lexicon) : lexicon_(&lexicon) {}

  void add(std::string_view line);

  std::uint32_t words(std::string_view word) const;
  std::uint32_t beginnings(std::string_view begin) const;
  const KoreanLexicon& lexicon() const { return *lexicon_; }

 private:
  const KoreanLexicon* lexicon_;
  std::unordered_map<std::uint64_t, std::uint32_t> words_, beginnings_;  // by hash
};

// Whether the text around a seam is Korean, and the seam is not inside Latin text or an address in it.
bool korean(std::string_view left, std::string_view right);

// The probability that the word at the end of `left` goes on in `right`.
double word_goes_on(std::string_view left, std::string_view right, const KoreanWords& words);

// What stands between two lines of a Korean document when they are joined. Its words are read at the first
// seam.
class KoreanGlue {
 public:
  explicit KoreanGlue(const Document& document) : document_(document) {}

  std::string_view between(std::string_view left, std::string_view right);

 private:
  const Document& document_;
  std::optional<KoreanWords> words_;
};

// What the weights are fitted on: the numbers of those that count at a seam.
std::vector<std::uint32_t> korean_findings(std::string_view left, std::string_view right,
                                           const KoreanWords& words);

// Weights are kept as whole numbers of a unit of log odds. Which one is a finding's says a hash of it: so the
// table has numbers only and no text, and two findings share a weight now and then.
inline constexpr std::uint32_t kKoreanWeights = 1 << 16;
inline constexpr double kKoreanUnit = 1.0 / 16;

// The weights that do not start at nothing.
struct KoreanPrior {
  std::uint32_t number;
  float prior;
};
std::vector<KoreanPrior> korean_priors();

}  // namespace clean
