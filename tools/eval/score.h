// How good is OUT, measured against GOLD? Both are rows of records as newsclean writes them
// (docs/design.md, "JSONL"); gold is corrected output. Everything is counted, nothing is averaged before the
// end: scores of pages are added up and the ratios taken from the sums (micro-average).
//
// UNITS. A unit is one span of gold: a printed line of the source page, or the part of a line that is left
// where a jump or end mark was split off. White space at the ends of spans does not matter. The OUT block
// that covers a unit is the one (of `blocks` or `lifted`, of any record) which has most of its non-blank
// bytes; of equals the first. Records, blocks and units are put together by the file name of `source`.
//
// What each measure counts:
//
//   seams          Pairs of units that follow each other in gold's flow: the units of `blocks` of records of
//                  kind article or advert, in source order, what is lifted skipped; and pairs that follow
//                  each other inside a gold block though other flow stands between (text carried on
//                  elsewhere). Gold joins a pair if both stand in one block, OUT if one block, flow or
//                  lifted, covers both. A pair OUT puts together in one block over units which it has
//                  elsewhere is wrong too, unless gold has the two in one block.
//                  Open, not scored: a side of role `other`; both sides of one `group`; both sides `display`
//                  without a group; two blocks of role `advert` (gold gives their printed lines, not their
//                  sentences).
//   lifted seams   The same inside `lifted` blocks: a caption of two lines. Right: lines of one lifted block
//                  that OUT has in one block. Wrong: one OUT block over two lifted ones (tables and adverts
//                  are open). Beside F1 of the seams, not part of it.
//   left in flow   Places where an OUT flow block joins a unit of the flow with one that gold lifts.
//   glue           Of the seams joined by both: the text at the seam is the same. It is what stands between
//                  the last character of the left unit and the first of the right one that both texts keep;
//                  a hyphen at the end of the left unit belongs to what stands between. Not scored where
//                  nothing of a unit is kept by both.
//   starts         The first unit of the first flow block of each record of kind article or advert. An
//                  OUT start on any other unit is wrong. Not scored: OUT records of kind advert or genre
//                  table that start on a unit gold calls advert, classified or table (either is right), and
//                  gold adverts whose first unit OUT has as a table or advert inside another record.
//   Pk, WindowDiff Over the flow units of a page, each labelled with its record. k is half the mean length
//                  of gold's runs of one label, in units, rounded, at least 1; windows are (i, i+k) for
//                  i = 0 .. n-k-1. Pk: share of windows whose two ends are in one record for one side only.
//                  WindowDiff: share of windows whose number of label changes differs. A unit that no OUT
//                  block covers is in no record.
//   roles          By unit: gold's role against the covering block's. `display`, `other` and blocks without
//                  a role are not scored. credits = credit, classified = advert; what gold calls advert or
//                  table is right as role table or advert, in a record of kind advert or of genre table.
//   lifted kinds   The same over all roles in `lifted`: right, a unit gold lifts with its role right; missed,
//                  with another role or none; wrong, a unit OUT lifts with a role that is not gold's.
//   fields         Equal after white space is collapsed; lists item by item. A gold article is compared with
//                  the OUT article that starts on its first unit, else with the free one that shares most of
//                  its units. Keys gold does not have are not scored; without a partner a field with
//                  something in it is wrong and an empty one is not scored. `filled`: those where gold or OUT
//                  has something.
//   jumps          The set of (first unit of the article, to, from) where to or from is not 0.
//   edits          What was changed in the text: (source character, before, after), one character each,
//                  from an alignment of a block's text with the source under its spans. Replaced stretches
//                  are paired character by character, width variants first, so grouping does not matter.
//                  Not edits, as they are the seams' and the glue's: white space between units, and what
//                  became of a hyphen at a line end that gold joins. °C and ℃ are the same.
//   characters     Levenshtein distance of what gold and OUT made of each unit, and the characters of gold;
//                  again without glue. What OUT lost counts in full.
//   open ends      Flow blocks of role paragraph whose last character (closing quotes and brackets off) is
//                  none of 。！？….!?；;：: — of OUT, and of gold beside.
//   conservation   Non-blank bytes of the source that no OUT span covers, and those covered more than once.
//
// Glue, edits, characters and conservation need the source page. Where it is not found they are not
// measured for that page, and the page is named.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace eval {

struct Span {
  std::uint64_t begin = 0, end = 0;  // bytes of the source page
};

struct Block {
  std::string role;                 // empty: not decided
  std::optional<std::string> text;  // missing: not decided
  std::optional<std::string>
      whole;           // the text of a block that has spans in several pages: `text` is then missing
  std::string group;   // lines of one group may be joined or not
  std::string source;  // file name of the page
  std::vector<Span> spans;
};

struct Jump {
  std::int64_t to = 0, from = 0;
};

struct Record {
  std::string place;  // "gold.jsonl:3", for messages
  std::string source, kind, genre;
  std::optional<std::string> headline, byline, dateline;
  std::optional<std::vector<std::string>> kicker, subheadline;
  std::optional<Jump> jump;
  std::vector<Block> blocks, lifted;
};

using Records = std::vector<Record>;

struct Unreadable : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct Invalid : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Throws Unreadable, and Invalid with file:line for a line that is not a record.
Records read_records(const std::filesystem::path& path);
// The same from the bytes of a file; `where` names it in messages.
Records parse_records(std::string_view text, const std::string& where);

// The source pages that records name, in the order in which they come up.
std::vector<std::string> pages_of(const Records& records);

struct Prf {
  std::size_t right = 0, wrong = 0, missed = 0;
};
// Nothing where there is nothing to divide by.
std::optional<double> precision(const Prf& count);
std::optional<double> recall(const Prf& count);
std::optional<double> f1(const Prf& count);

struct Share {
  std::size_t count = 0, of = 0;
};
std::optional<double> ratio(const Share& share);

struct Field {
  Share all, filled;  // count: equal
};

// One thing OUT has wrong, in words.
struct Finding {
  std::string measure;  // "seam", "glue", "start", "role", "field", "jump", "edit", "end", "bytes"
  std::string place;    // "page.txt:12", the line of the source; "page.txt@1234" (byte) without a source
  std::string what;
  std::uint64_t at = 0;  // byte of the source, to sort by
};

struct Scores {
  std::string name;  // the source page
  std::size_t pages = 0, units = 0, gold_articles = 0, out_articles = 0;
  Prf seams, lifted_seams;
  std::size_t open_seams = 0, left_in_flow = 0;
  Share glue;
  Prf starts;
  Share pk, window_diff;  // count: windows that differ
  std::map<std::string, Prf> roles;
  Prf lifted_kinds;
  std::map<std::string, Field> fields;
  Prf jumps;
  Prf edits;
  Share characters;                    // count: wrong ones
  Share open_ends, gold_open_ends;     // count: paragraphs that end in mid-sentence
  Share uncovered, doubled;            // of the non-blank bytes
  std::vector<std::string> unsourced;  // pages not found, or not UTF-8
  std::vector<Finding> findings;       // by page and place
};

Scores& operator+=(Scores& sum, const Scores& more);

// The bytes of a page by its file name; nothing if there is no such page.
using Sources = std::function<std::optional<std::string>(const std::string& name)>;

// One entry for each source page that gold names, in gold's order. An OUT that names one source only, "" or
// "-" (standard input), is taken for the page of a gold that has one page only.
// Throws Invalid for spans that lie outside the page.
std::vector<Scores> score_pages(const Records& gold, const Records& out, const Sources& sources);

// The sum of the pages.
Scores score(const Records& gold, const Records& out, const Sources& sources);

// Sources that OUT has records of and gold has not: these are not scored.
std::vector<std::string> not_in_gold(const Records& gold, const Records& out);

}  // namespace eval
