// Where do heads begin, and what belongs to them? The run of blocks is read as a whole: each block is the
// opening of a head, another line of it, text that begins an article without a head, text, or something set
// apart in an article. Evidence speaks for or against each of these (a table of rows), and some follow each
// other more often than others; what reads best over the whole run is taken (Viterbi), and how sure an
// article starts at a block is the sum over all readings (forward-backward). That a line looks like a
// headline is worth little by itself; newspapers.md section 13 has the counts.
#pragma once

#include <clean/filter.h>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "survey/facts.h"

namespace clean {

// Kinds of newspapers whose heads are read with weights of their own.
// modern, old: Chinese; placed: alphabetic, in a file that says where lines stand.
enum class Press : std::uint8_t { modern, old, japanese, korean, alphabetic, placed };
inline constexpr std::size_t kPresses = 6;
Press press_of(bool old, std::string_view language);  // what the recipe says

struct Unit {  // a block of the flow
  const Block* block;
  const Line* line;
  bool starts = false;  // an article starts here, whoever decided so
  bool old = false;     // in a paper before 1950: 、 is a comma, which headlines do not have
  // Of a line like a headline: two pairs of its characters, or two of its longer words, stand in the two
  // blocks before it, behind it.
  bool again_before = false, again_behind = false;
};

enum class HeadPart : std::uint8_t {
  opening,  // the first line of a head
  head,     // another line of a head
  lead,     // text that begins an article without a head
  text,     // text of an article
  apart,    // a line in an article that is no running text: section heading, verse, table, sign-off
};
inline constexpr std::size_t kParts = 5;
using PartScores = std::array<float, kParts>;

// Which rows of evidence hold for a block.
struct RowSet {
  std::array<std::uint64_t, 2> words{};
  bool operator==(const RowSet&) const = default;

  void set(std::size_t row, bool holds) { words[row / 64] |= std::uint64_t{holds} << row % 64; }
  template <class F>
  void for_each(const F& f) const {
    for (std::size_t w = 0; w < words.size(); ++w) {
      for (std::uint64_t rest = words[w]; rest; rest &= rest - 1)
        f(w * 64 + static_cast<std::size_t>(__builtin_ctzll(rest)));
    }
  }
  EvidenceSet evidence() const {
    EvidenceSet set;
    for_each([&](std::size_t row) { set.set(row); });
    return set;
  }
};
inline constexpr std::size_t kMostRows = 128;

struct HeadReading {
  std::vector<HeadPart> parts;
  std::vector<float> starts;     // how sure an article starts with the block
  std::vector<RowSet> evidence;  // the rows that hold for it
};

// The blocks of a document that are not lifted, in order. An article starts with the first, and where a page
// turns.
class HeadFlow {
 public:
  HeadFlow(const Document& document, const Facts& facts, Press press);
  HeadFlow(const HeadFlow&) = delete;  // units point into it

  std::span<const Unit> units() const { return units_; }
  // Of a unit, as the document has it.
  const Block& block(std::size_t unit) const { return document_.blocks()[numbers_[unit]]; }
  const PageFacts& page() const { return page_; }
  Press press() const { return press_; }

  // Reads the run as it came and then, until nothing changes (six times at most), as the clean text will show
  // it: the lines of a head together, an empty line between paragraphs. What starts an article once starts it
  // for good.
  HeadReading read();

 private:
  void stand(const HeadReading& reading);
  void find_words_again();
  bool again(std::size_t unit, bool behind);

  const Document& document_;
  Press press_;
  PageFacts page_;
  std::vector<std::size_t> numbers_;
  std::vector<Block> blocks_;
  std::vector<Line> lines_;
  std::vector<Unit> units_;
  // Whether the words of a unit come again before it, behind it: asked once, for its text stays as it is.
  enum class Again : std::uint8_t { not_asked, no, yes };
  std::vector<std::array<Again, 2>> again_;
};

// What follows is open to the fit of the weights (bench/fitting/heads.cpp), too: the rows, which of them
// hold, and the reading by given weights.
struct HeadWeights {
  std::vector<PartScores> rows;            // of each row for each part
  std::array<PartScores, kParts> steps{};  // from part to part
};
const HeadWeights& head_weights(Press press);
PartScores head_prior(std::size_t row);  // what it weighs where it is not fitted
std::span<const Evidence> head_evidence();
std::vector<RowSet> head_rows(std::span<const Unit> units, const PageFacts& page);
HeadReading read_heads(std::span<const RowSet> rows, std::span<const std::uint8_t> allowed,
                       const HeadWeights& weights);
// Which parts each block may be, as bits; a block whose article starts must be one that starts an article.
std::vector<std::uint8_t> allowed_parts(std::span<const Unit> units);
constexpr std::uint8_t part_bit(HeadPart part) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(part));
}
inline constexpr std::uint8_t kStarting = part_bit(HeadPart::opening) | part_bit(HeadPart::lead);

// What lines of a head look like.
bool titles(const Unit& unit);             // can be the main line or the kicker
bool titles_with_comma(const Unit& unit);  // the same, were it not for a comma or a cry
bool names_authors(const Unit& unit);      // a byline
bool subheadline(const Unit& unit);        // begins with a dash
bool labels_abstract(const Unit& unit);
bool runs_on(const Unit& unit);  // running text that ends, or is long

}  // namespace clean
