// What filters propose. A filter reads a document and fills `Decisions`; it changes nothing.
// `apply` (document.h) settles the proposals of one stage and is the only code that changes a document.
#pragma once

#include <clean/export.h>
#include <clean/range.h>
#include <clean/role.h>

#include <bitset>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clean LIBCLEAN_API {

// Which rows of a filter's evidence table hold, by their place in it.
using EvidenceSet = std::bitset<512>;

struct FilterRow;  // filter.h: the filter's row in the table of filters

enum class Action : std::uint8_t {
  replace,  // the text at `at` becomes `with`
  role,     // the block (or the part of a block) at `at` gets `role`; a part becomes a block of its own
  join,     // the blocks before and after the seam `at` become one, with the glue `with` between;
            // lifted blocks inside the seam move behind the joined paragraph
  split,    // the block is cut at `at` (an empty range)
  start,    // an article starts with the block that begins at `at.begin`
  move,     // the blocks at `at` go behind the block that ends at `to` and belong to its article
};

enum class Verdict : std::uint8_t {
  proposed,
  applied,
  outranked,   // an earlier proposal of the stage stands in its way
  too_unsure,  // below the threshold
  superseded,  // was applied; a later stage changed the same place again
  refused,     // fits no block, seam or place of the document
};

// The names as they stand in logs: "replace", "too_unsure".
std::string_view name(Action action);
std::string_view name(Verdict verdict);

struct Decision {
  TextRange at{};           // in the text the filter read. replace, role: inside one block.
                            // join: from the end of one block to the beginning of the next in the flow
                            // move: from the first block of an article to its last
  std::string_view with{};  // replace: the new text; join: the glue. Lives as long as the document
  TextAt to{};              // of a move
  SourceAt behind{};        // the same in the source; set by apply
  const FilterRow* filter = nullptr;
  EvidenceSet evidence{};
  float confidence = 1;     // 0 to 1
  std::uint8_t reason = 0;  // index into the filter's own list of reasons
  Action action = Action::replace;
  Role role = Role::paragraph;
  Verdict verdict = Verdict::proposed;
  std::uint32_t first_range = 0, ranges = 0;  // its source ranges, in Document::ranges(); set by apply
};

// The proposals of one filter for one stage, in any order. Owns the new text they carry.
class Decisions {
 public:
  explicit Decisions(const FilterRow& filter) : filter_(&filter) {}

  void replace(TextRange at, std::string_view with, std::uint8_t reason, double confidence = 1,
               EvidenceSet evidence = {});
  void role(TextRange at, Role role, std::uint8_t reason, double confidence, EvidenceSet evidence = {});
  void join(TextRange seam, std::string_view glue, std::uint8_t reason, double confidence,
            EvidenceSet evidence = {});
  void split(TextAt at, std::uint8_t reason, double confidence);
  void start(TextAt at, std::uint8_t reason, double confidence, EvidenceSet evidence = {});
  void move(TextRange article, TextAt behind, std::uint8_t reason, double confidence,
            EvidenceSet evidence = {});

  const FilterRow& filter() const { return *filter_; }
  std::span<const Decision> all() const { return decisions_; }

 private:
  friend class Rewriting;
  std::string_view keep(std::string_view text);

  const FilterRow* filter_;
  std::vector<Decision> decisions_;
  std::vector<std::shared_ptr<char[]>> chunks_;  // new text; shared with the document that applied it
  std::size_t free_ = 0;
  char* next_ = nullptr;
};

}  // namespace clean
