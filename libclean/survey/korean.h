// Korean print breaks a line behind any syllable, and the space between two words is lost at a line's end. So
// when two lines are joined, nothing stands between them inside a word (eojeol) and a space between words;
// which of both is asked here. Evidence as a table (korean.cpp): each row looks at one thing at the seam, and
// what it finds has a weight (log odds that the word goes on), fitted by `bench/fit korean`.
//
// Does not ask whether the lines are joined at all; that is survey/seams.h.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace clean {

// The words of a document: how often a word stands in it, and how often one begins so. Words at the ends of
// lines are left out, for they may be cut.
class KoreanWords {
 public:
  void add(std::string_view line);

  std::uint32_t words(std::string_view word) const;
  std::uint32_t beginnings(std::string_view begin) const;

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> words_, beginnings_;
};

// Whether the text around a seam is Korean.
bool korean(std::string_view left, std::string_view right);

// The probability that the word before the seam goes on behind it. `left` ends and `right` begins at the seam.
double word_goes_on(std::string_view left, std::string_view right, const KoreanWords& words);

// What the weights are fitted on: the weights' numbers that hold at a seam, and all weights.
using KoreanFindings = std::vector<std::uint32_t>;
KoreanFindings korean_findings(std::string_view left, std::string_view right, const KoreanWords& words);
inline constexpr std::uint32_t kKoreanWeights = 1 << 16;
inline constexpr double kKoreanUnit = 1.0 / 32;  // of log odds; weights are kept as whole numbers of it

}  // namespace clean
