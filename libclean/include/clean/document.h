// A document: one file, one issue, or a window of a longer stream. Its text stands once, in one
// buffer; blocks say what the parts are; pieces say where every byte came from.
//
//   source   本报讯(记者 崔敬)11月28日,记者…近年来⏎⏎,我市…
//   text     本报讯（记者 崔敬）11月28日，记者…近年来，我市…
//   pieces   [copied][（][copied][）][copied][，][copied][glue][，][copied]
//   blocks   [--------------------- paragraph ------------------------]
#pragma once

#include <clean/decision.h>
#include <clean/export.h>
#include <clean/range.h>
#include <clean/role.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clean LIBCLEAN_API {

// What a source is written in (docs/formats.md).
enum class Format : std::uint8_t { text, alto, page, hocr, mets };

// A file of a source that is an issue of several files: from `begin` to the next one's.
struct SourceFile {
  std::string name;
  SourceAt begin;
  std::uint32_t page;         // the number of its first page
  std::string encoding = {};  // that it was decoded from; empty: UTF-8
};

// What a file itself calls one of its regions.
enum class Structure : std::uint8_t {
  none,
  paragraph,
  heading,
  header,
  footer,
  page_number,
  caption,
  credit,
  advert,
  table,
  list,
  footnote,
  marginalia,
  drop_capital,
  other,
};

// What a METS file says of regions of its page files: from the one that has or holds the element `begin` to
// the one that has or holds `end`, they belong to an article.
struct NamedRegions {
  std::uint32_t file = 0;  // in Source::files
  std::string begin, end;  // ids; without `end` it is one region
  std::uint32_t article = 0;
  Structure structure = Structure::none;
};

// The input's bytes as they came, or a window of them: less than 4 GiB; longer ones go in windows
// (Pipeline::cut), except those with markup, which are one window always. Borrowed: must outlive the
// document. Of an issue the bytes of its files, one behind the other; where a file ends, a line ends and a
// page turns.
struct Source {
  std::string_view bytes;
  SourceAt begin{};                    // where `bytes` starts in the whole input
  std::uint32_t first_page = 1;        // page of the first byte
  std::vector<SourceFile> files = {};  // those that `bytes` has a part of, in order; empty: a single input
  Format format = Format::text;
  bool structure = true;                 // false: what the file says its regions and articles are is left out
  std::vector<NamedRegions> named = {};  // in the order in which they are read
  std::string encoding = {};             // of a single input, as SourceFile has it; for records and logs only
};

// The file that a byte stands in. `files` is not empty.
const SourceFile& file_at(std::span<const SourceFile> files, SourceAt at);

// The stretches of a range that stand in one file each, in order; a range without bytes is one stretch.
std::vector<SourceRange> by_file(std::span<const SourceFile> files, SourceRange range);

// A stretch of a source with markup that is text: an attribute's value, a text node, or a part of one.
struct Stretch {
  enum class Behind : std::uint8_t { nothing, space, line_end };  // what parts it from the next

  SourceRange source{};
  Behind behind = Behind::line_end;
};

// In the file's own unit: pixels, mostly; in ALTO also 1/1200 inch or 1/10 mm.
struct Box {
  float left = 0, top = 0, width = 0, height = 0;
  bool empty() const { return width <= 0 || height <= 0; }
};

// A printed side of paper, in the unit of the boxes on it. A file that does not tell its size has that of
// what is printed on it.
struct Sheet {
  float width = 0, height = 0;
};

// Where a printed line stands, and what the file says of it: evidence, for files are wrong often enough.
struct Placement {
  Box box{};                  // empty: the file does not say
  float font_size = 0;        // points, or what the file has in their place; 0: it does not say
  std::uint32_t sheet = 0;    // in Document::sheets()
  std::uint32_t region = 0;   // a text block, paragraph or table cell, counted from 1 over the document
  std::uint32_t article = 0;  // counted from 1, where the file names articles (METS)
  Structure structure = Structure::none;
  bool goes_on = false;  // the file says: its last word goes on in the next line
  SourceRange whole{};   // the word as the file has it whole (SUBS_CONTENT), raw; empty: it has not
};

// A stretch of the text, up to the next piece, and the source bytes it stands for.
struct Piece {
  TextAt text{};
  std::uint32_t decision = 0;  // 0: copied as it was; else 1 + index into the document's history
  SourceRange source{};        // empty: inserted
};

struct Block {
  TextRange at{};
  Role role = Role::paragraph;
  std::uint8_t indent = 0;                // cells of white space before it on its line; U+3000 counts 2
  std::uint16_t gap = 0;                  // blank lines before it; lifted neighbours do not count as blank
  bool starts = false;                    // an article starts here
  bool withheld = false;                  // a likely decision about it was not sure enough; see Policy
  std::uint32_t page = 1, last_page = 1;  // where it begins and ends
  std::uint32_t article = 0;              // 0: before the first article start; else counted from 1
  // Of the printed line it begins with, and of the one it ends with: 1 + index into Document::places().
  // 0: no file said.
  std::uint32_t place = 0, last_place = 0;
};

// What a reader found in a source with markup.
struct Contents {
  std::vector<Stretch> stretches;  // in reading order, which need not be the order of the source
  std::vector<Block> blocks;       // of each line; the document fills in `at`
  std::vector<Placement> places;   // what Block::place counts
  std::vector<Sheet> sheets;
  std::vector<std::string> faults;
};

// How sure a decision must be before it is applied.
struct Policy {
  // What is more likely wrong than right is a note for the log and never applied, whatever the threshold.
  // What lies between this and the threshold is withheld, and then no later filter decides anything about
  // that block or its neighbours: it would judge a text that should not stand so. Hence a higher threshold
  // never adds a decision.
  static constexpr double kLeast = 0.5;

  double threshold = 0.5;
  // Per filter, by name; a filter not listed has `threshold`.
  std::vector<std::pair<std::string, double>> thresholds;
  double of(const FilterRow& filter) const;  // at least kLeast
};

class Document {
 public:
  // Text that is the source itself: a view of it until the first edit. `source.bytes` may hold
  // invalid UTF-8; whoever reads the document makes it valid with its first decisions.
  Document(Source source, std::vector<Block> blocks);

  // Text between markup. Each block is the stretches up to the next line end. Spaces and line ends between
  // stretches are pieces of one decision of `reader`, the first of the history.
  Document(Source source, Contents found, const FilterRow& reader, std::uint8_t reason);

  std::string_view text() const { return text_; }
  std::string_view text(TextRange at) const { return text_.substr(at.begin.byte, at.size()); }
  std::string_view text(const Block& block) const { return text(block.at); }

  // In reading order; a lifted block stands behind the paragraph it interrupted. Blocks do not touch.
  std::span<const Block> blocks() const { return blocks_; }

  // In text order; they tile the text.
  std::span<const Piece> pieces() const { return pieces_; }

  // The source bytes a stretch of text stands for, in text order, neighbours merged.
  std::vector<SourceRange> source(TextRange at) const;

  // Every decision ever proposed, stage by stage, with its verdict.
  std::span<const Decision> history() const { return history_; }
  std::span<const SourceRange> source(const Decision& d) const {
    return std::span(ranges_).subspan(d.first_range, d.ranges);
  }

  std::string_view source_text(SourceRange at) const {
    return source_.bytes.substr(at.begin.byte - source_.begin.byte, at.size());
  }
  const Source& source() const { return source_; }

  // Where the printed lines of a source with markup stand. They stay whatever becomes of the blocks.
  std::span<const Placement> places() const { return places_; }
  std::span<const Sheet> sheets() const { return sheets_; }
  // Of the printed line a block begins or ends with; null: nothing is known of it.
  const Placement* place(const Block& b) const { return b.place > 0 ? &places_[b.place - 1] : nullptr; }
  const Placement* last_place(const Block& b) const {
    return b.last_place > 0 ? &places_[b.last_place - 1] : nullptr;
  }

  // What could not be read, for people: "broken XML at byte 120 (...)". The rest was.
  std::span<const std::string> faults() const { return faults_; }

  // Counts the changes of the text: facts found for one generation hold until the next.
  std::uint32_t generation() const { return generation_; }

  // Counts the changes of text, roles and starts.
  std::uint32_t revision() const { return revision_; }

  // For each block, which block of the generation before has the same text; kChanged: none.
  static constexpr std::uint32_t kChanged = static_cast<std::uint32_t>(-1);
  std::span<const std::uint32_t> carried() const { return carried_; }

 private:
  friend void apply(Document&, std::span<const Decisions>, const Policy&);
  friend class Rewriting;

  Source source_;
  std::string_view text_;                   // of source_ or of own_
  std::shared_ptr<const std::string> own_;  // never changes: a copy of a document shares it
  std::vector<Block> blocks_;
  std::vector<Piece> pieces_;
  std::vector<Decision> history_;
  std::vector<SourceRange> ranges_;
  std::vector<std::shared_ptr<char[]>> kept_;  // text of the decisions in the history
  std::vector<std::uint32_t> carried_;
  std::vector<Placement> places_;
  std::vector<Sheet> sheets_;
  std::vector<std::string> faults_;
  std::uint32_t generation_ = 0, revision_ = 0;
};

// Settles the proposals of one stage and rewrites text, blocks and pieces in one pass. The only code
// that changes a document. Between two proposals that cannot both stand the earlier filter wins, and
// within a filter the one that begins earlier in the text; below the policy's threshold nothing is done. All
// proposals go into the history with their verdict.
void apply(Document& document, std::span<const Decisions> proposals, const Policy& policy);

}  // namespace clean
