// Which parts of articles belong together: where an article leaves a page (下转第二版, See FLOOD, Page A4)
// and where one comes back (上接第一版, From Page A1). A pair is judged by a table of rows, as seams are
// (survey/seams.h), and beside its rivals: of two that are equally good neither is sure (newspapers.md
// section 14).
#pragma once

#include <clean/filter.h>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "survey/facts.h"
#include "survey/page_ref.h"

namespace clean {

// A line that may be a headline where it stands by itself: it may have one comma, and no end of a sentence.
bool head_by_itself(const Line& line);

// A jump line among the blocks around it.
struct JumpLine {
  std::size_t block;
  std::size_t before;  // the block of the flow before it; npos: none
  bool from = false;   // says where the text behind it comes from; else where the text before it goes on
  PageRef page = {};
  std::string_view page_words = {};  // as printed
  std::string_view words = {};       // of the headline, where the line names some
  bool lifted = true;
  bool inside = false;  // the text before and behind it was joined to one paragraph: it parts nothing

  // 関連記事３面: to another article.
  bool points() const { return !from && page_words.empty(); }
};

// The jump lines of a document, in order.
std::vector<JumpLine> jump_lines(const Document& document, const Facts& facts);

struct Story {              // an article as far as it stands in one place
  std::size_t first, last;  // blocks of the flow
  std::size_t begin, end;   // blocks, with the lifted ones that are its own
  std::size_t body;         // the first behind its head
};

// An end or a beginning of a part.
struct PartEnd {
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  std::size_t story;
  std::size_t line = npos;  // index into lines(); npos: no jump line says so
  std::uint32_t page;
  bool usable = true;  // false: what was decided around it is not sure enough to go on from
};

struct Continuation {
  std::size_t out, in;  // indices into outs() and ins()
  double confidence;    // that the one is continued by the other, and by nothing else
  double alone;         // the same, had it no rivals
  EvidenceSet evidence;
};

class Continuations {
 public:
  Continuations(const Document& document, const Facts& facts);

  std::span<const JumpLine> lines() const { return lines_; }
  std::span<const Story> stories() const { return stories_; }
  std::span<const PartEnd> outs() const { return outs_; }
  std::span<const PartEnd> ins() const { return ins_; }

  // The pairs that something speaks for, the surest first.
  std::span<const Continuation> pairs() const { return pairs_; }

  // Whether a page of this document is the one that the line names.
  bool there(const JumpLine& line) const;

 private:
  void find_stories();
  void find_ends();
  void find_pairs();
  EvidenceSet rows(const PartEnd& out, const PartEnd& in) const;
  bool names(const JumpLine& line, std::uint32_t page, std::uint32_t from) const;
  std::string head_lines(const Story& story) const;

  const Document& document_;
  const Facts& facts_;
  PageNames pages_;
  std::vector<const Block*> running_heads_;
  std::vector<JumpLine> lines_;
  std::vector<Story> stories_;
  std::vector<PartEnd> outs_, ins_;
  std::vector<Continuation> pairs_;
};

std::span<const Evidence> continuation_evidence();

}  // namespace clean
