// `apply` on small documents and with proposals of the tests' own: what stands, what loses, and where the
// bytes are. The last test compares it with a plain rebuild of the text over many random documents.

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/blank.h"
#include "support/cases.h"

namespace clean::tests {
namespace {

constexpr std::string_view kReasons[] = {"the test says so", "the test says so twice"};
constexpr FilterRow kOne = {
    .name = "one", .summary = "", .reasons = kReasons, .evidence = {}, .touches = {}, .make = {}};
constexpr FilterRow kTwo = {
    .name = "two", .summary = "", .reasons = kReasons, .evidence = {}, .touches = {}, .make = {}};

constexpr std::size_t kNoBlock = static_cast<std::size_t>(-1);

TextAt text_at(std::size_t byte) { return {static_cast<std::uint32_t>(byte)}; }

// A block of each line that is not empty. A form feed at the beginning of a line turns the page.
std::vector<Block> blocks_of(std::string_view text) {
  std::vector<Block> blocks;
  std::uint32_t page = 1;
  for (std::size_t begin = 0; begin < text.size();) {
    if (text[begin] == '\f') {
      ++page;
      ++begin;
      continue;
    }
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) {
      Block b;
      b.at = {text_at(begin), text_at(end)};
      b.page = b.last_page = page;
      blocks.push_back(b);
    }
    begin = end + 1;
  }
  return blocks;
}

// The text must outlive the document: literals do.
Document page(std::string_view text) {
  return Document({.bytes = text, .begin = {}, .first_page = 1}, blocks_of(text));
}

TextRange of(const Document& doc, std::string_view words) {
  const std::size_t begin = doc.text().find(words);
  EXPECT_NE(begin, std::string_view::npos) << words;
  return {text_at(begin), text_at(begin + words.size())};
}
TextAt before(const Document& doc, std::string_view words) { return of(doc, words).begin; }

TextRange seam(const Document& doc, std::size_t left, std::size_t right) {
  return {doc.blocks()[left].at.end, doc.blocks()[right].at.begin};
}

std::string written(std::span<const SourceRange> ranges) {
  std::string out;
  for (const SourceRange& r : ranges) {
    out += (out.empty() ? "" : " ") + std::to_string(r.begin.byte) + "-" + std::to_string(r.end.byte);
  }
  return out;
}
std::string source_of(const Document& doc, std::size_t block) {
  return written(doc.source(doc.blocks()[block].at));
}

// "0-3 copied, 3-4 one": the pieces' source ranges and where they are from.
std::string pieces_of(const Document& doc) {
  std::string out;
  for (const Piece& p : doc.pieces()) {
    out += (out.empty() ? "" : ", ") + written({&p.source, 1}) + " ";
    out += p.decision == 0 ? "copied" : std::to_string(p.decision);
  }
  return out;
}

std::string verdicts(const Document& doc) {
  constexpr const char* kNames[] = {"proposed",   "applied",    "outranked",
                                    "too_unsure", "superseded", "refused"};
  std::string out;
  for (const Decision& d : doc.history())
    out += (out.empty() ? "" : " ") + std::string(kNames[static_cast<int>(d.verdict)]);
  return out;
}

// What must be true of every document: pieces tile the text, copies are copies, blocks do not touch, and over
// all blocks each byte of the source that is no white space stands once.
std::string broken(const Document& doc) {
  const auto pieces = doc.pieces();
  TextAt at{};
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const TextAt end = i + 1 < pieces.size() ? pieces[i + 1].text : text_at(doc.text().size());
    if (pieces[i].text != at || end < at) return "piece " + std::to_string(i) + " does not follow";
    if (pieces[i].decision == 0 && doc.source_text(pieces[i].source) != doc.text(TextRange{at, end})) {
      return "piece " + std::to_string(i) + " is no copy";
    }
    if (pieces[i].decision > doc.history().size()) return "piece " + std::to_string(i) + " is of no decision";
    at = end;
  }
  if (at.byte != doc.text().size()) return "the pieces end early";
  const std::string_view source = doc.source().bytes;
  std::vector<int> covered(source.size(), 0);
  for (std::size_t i = 0; i < doc.blocks().size(); ++i) {
    const TextRange b = doc.blocks()[i].at;
    if (b.end < b.begin || b.end.byte > doc.text().size())
      return "block " + std::to_string(i) + " is no range";
    if (i > 0 && b.begin <= doc.blocks()[i - 1].at.end)
      return "block " + std::to_string(i) + " touches the one before";
    for (const SourceRange& r : doc.source(b)) {
      for (std::uint64_t k = r.begin.byte; k < r.end.byte; ++k) ++covered[k - doc.source().begin.byte];
    }
  }
  for (std::size_t i = 0; i < source.size();) {
    const std::size_t blank = blank_at_start(source.substr(i));
    if (covered[i] > 1 || (covered[i] == 0 && blank == 0)) {
      return "byte " + std::to_string(i) + " of the source stands " + std::to_string(covered[i]) + " times";
    }
    i += std::max<std::size_t>(blank, 1);
  }
  return {};
}

Policy at_least(double threshold) { return {.threshold = threshold, .thresholds = {}}; }

void settle(Document& doc, const std::vector<Decisions>& proposals, const Policy& policy = at_least(0.5)) {
  apply(doc, proposals, policy);
  EXPECT_EQ(broken(doc), "") << doc.text();
}
void settle(Document& doc, const Decisions& proposals, const Policy& policy = at_least(0.5)) {
  settle(doc, std::vector<Decisions>{proposals}, policy);
}

// ---- replacements

TEST(Apply, replaces_and_says_which_bytes_the_new_text_stands_for) {
  Document doc = page("a,b\ncd");
  Decisions d(kOne);
  d.replace(of(doc, ","), "，", 0);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "a，b\ncd");
  EXPECT_EQ(pieces_of(doc), "0-1 copied, 1-2 1, 2-6 copied");
  EXPECT_EQ(written(doc.source(of(doc, "，"))), "1-2");
  EXPECT_EQ(source_of(doc, 0), "0-3");
  EXPECT_EQ(source_of(doc, 1), "4-6");
  EXPECT_EQ(doc.generation(), 1u);
}

TEST(Apply, inserts_where_the_range_is_empty) {
  Document doc = page("ab");
  Decisions d(kOne);
  d.replace({{1}, {1}}, "-", 0);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "a-b");
  EXPECT_EQ(source_of(doc, 0), "0-2");
}

TEST(Apply, inserts_at_both_ends_of_a_block) {
  Document doc = page("ab\ncd");
  Decisions d(kOne);
  d.replace({{0}, {0}}, "<", 0);
  d.replace({{2}, {2}}, ">", 0);
  d.replace({{3}, {3}}, "(", 0);
  d.replace({{5}, {5}}, ")", 0);
  settle(doc, d);
  EXPECT_EQ(shown(doc), "<ab>\n(cd)");
  EXPECT_EQ(verdicts(doc), "applied applied applied applied");
}

TEST(Apply, replaces_next_to_one_another) {
  Document doc = page("abc");
  Decisions d(kOne);
  d.replace(of(doc, "a"), "AA", 0);
  d.replace(of(doc, "b"), "", 0);
  d.replace(of(doc, "c"), "C", 0);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "AAC");
  EXPECT_EQ(pieces_of(doc), "0-1 1, 1-2 2, 2-3 3");
}

TEST(Apply, knows_source_offsets_that_do_not_begin_at_0) {
  Document doc({.bytes = "ab\ncd", .begin = {100}, .first_page = 3}, blocks_of("ab\ncd"));
  Decisions d(kOne);
  d.join(seam(doc, 0, 1), "", 0, 1);
  d.replace(of(doc, "b"), "B", 0);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "aBcd");
  EXPECT_EQ(source_of(doc, 0), "100-102 103-105");
  EXPECT_EQ(doc.source_text({{103}, {105}}), "cd");
}

TEST(Apply, takes_out_the_first_bytes_of_a_block_and_still_counts_them_to_it) {
  Document doc = page("xab\ncd");
  Decisions d(kOne);
  d.replace(of(doc, "x"), "", 0);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "ab\ncd");
  EXPECT_EQ(source_of(doc, 0), "0-3");
  EXPECT_EQ(source_of(doc, 1), "4-6");
}

TEST(Apply, takes_out_the_last_bytes_of_a_block_and_still_counts_them_to_it) {
  Document doc = page("abx\ncd");
  Decisions d(kOne);
  d.replace(of(doc, "x"), "", 0);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "ab\ncd");
  EXPECT_EQ(source_of(doc, 0), "0-3");
  EXPECT_EQ(source_of(doc, 1), "4-6");
}

TEST(Apply, keeps_taken_out_bytes_with_their_block_through_later_stages) {
  Document doc = page("xabx\nS\nxcdx\nef");
  Decisions first(kOne);
  for (std::size_t at = 0; (at = doc.text().find('x', at)) != std::string_view::npos; ++at) {
    first.replace({text_at(at), text_at(at + 1)}, "", 0);
  }
  first.role(of(doc, "S"), Role::caption, 0, 1);
  settle(doc, first);
  EXPECT_EQ(source_of(doc, 0), "0-4");
  EXPECT_EQ(source_of(doc, 2), "7-11");
  Decisions second(kOne);
  second.join(seam(doc, 0, 2), "", 0, 1);
  settle(doc, second);
  EXPECT_EQ(shown(doc), "abcd\n[caption] S\nef");
  EXPECT_EQ(source_of(doc, 0), "0-4 7-11");
  EXPECT_EQ(source_of(doc, 1), "5-6");
  Decisions third(kOne);
  third.role(of(doc, "cd"), Role::headline, 0, 1);
  settle(doc, third);
  EXPECT_EQ(shown(doc), "ab\n[headline] cd\n[caption] S\nef");
  EXPECT_EQ(source_of(doc, 0), "0-3");
  EXPECT_EQ(source_of(doc, 1), "3-4 7-11");  // what is taken out belongs to the stretch that begins there
}

TEST(Apply, keeps_taken_out_bytes_where_something_is_inserted_later) {
  for (const std::uint32_t at : {0u, 1u, 2u}) {
    Document doc = page("xaxbx\ncd");
    Decisions first(kOne), second(kTwo);
    for (const std::uint32_t x : {0u, 2u, 4u}) first.replace({{x}, {x + 1}}, "", 0);
    settle(doc, first);
    EXPECT_EQ(doc.text(), "ab\ncd");
    second.replace({{at}, {at}}, "-", 0);
    settle(doc, second);
    EXPECT_EQ(source_of(doc, 0), "0-5") << at;
    EXPECT_EQ(verdicts(doc), "applied applied applied applied") << at;
  }
}

TEST(Apply, keeps_the_bytes_of_an_emptied_block_where_something_is_inserted_later) {
  Document doc = page("ab\nx\ncd");
  Decisions first(kOne), second(kTwo);
  first.replace(of(doc, "x"), "", 0);
  settle(doc, first);
  second.replace(doc.blocks()[1].at, "-", 0);
  settle(doc, second);
  EXPECT_EQ(doc.text(), "ab\n-\ncd");
  EXPECT_EQ(source_of(doc, 1), "3-4");
}

TEST(Apply, makes_noise_of_a_block_that_becomes_empty) {
  Document doc = page("ab\nx\ncd");
  Decisions d(kOne);
  d.replace(of(doc, "x"), "", 0);
  settle(doc, d);
  ASSERT_EQ(doc.blocks().size(), 3u);
  EXPECT_EQ(doc.blocks()[1].role, Role::noise);
  EXPECT_TRUE(doc.blocks()[1].at.empty());
  EXPECT_EQ(source_of(doc, 1), "3-4");
  // Nothing can be decided about it any more, and the flow goes on over it.
  Decisions later(kOne);
  later.role(doc.blocks()[1].at, Role::caption, 0, 1);
  later.join(seam(doc, 0, 2), " ", 0, 1);
  settle(doc, later);
  EXPECT_EQ(doc.text(doc.blocks()[0]), "ab cd");
  EXPECT_EQ(source_of(doc, 0), "0-2 5-7");
  EXPECT_EQ(source_of(doc, 1), "3-4");
}

TEST(Apply, makes_no_noise_of_a_paragraph_whose_first_line_becomes_empty) {
  Document doc = page("x\ncd");
  Decisions d(kOne);
  d.replace(of(doc, "x"), "", 0);
  d.join(seam(doc, 0, 1), "", 0, 1);
  settle(doc, d);
  EXPECT_EQ(shown(doc), "cd");
  EXPECT_EQ(source_of(doc, 0), "0-1 2-4");
}

TEST(Apply, makes_no_noise_of_a_paragraph_whose_last_line_becomes_empty) {
  Document doc = page("ab\nx");
  Decisions d(kOne);
  d.replace(of(doc, "x"), "", 0);
  d.join(seam(doc, 0, 1), "", 0, 1);
  settle(doc, d);
  EXPECT_EQ(shown(doc), "ab");
  EXPECT_EQ(source_of(doc, 0), "0-2 3-4");
}

// ---- joins

TEST(Apply, joins_without_glue) {
  Document doc = page("ab\ncd\nef");
  Decisions d(kOne);
  d.join(seam(doc, 0, 1), "", 0, 1);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "abcd\nef");
  EXPECT_EQ(shown(doc), "abcd\nef");
  EXPECT_EQ(pieces_of(doc), "0-2 copied, 3-8 copied");
  EXPECT_EQ(source_of(doc, 0), "0-2 3-5");
}

TEST(Apply, joins_with_a_space) {
  Document doc = page("ab\n\ncd\n");
  Decisions d(kOne);
  d.join(seam(doc, 0, 1), " ", 0, 1);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "ab cd\n");
  EXPECT_EQ(pieces_of(doc), "0-2 copied, 2-2 1, 4-7 copied");
  EXPECT_EQ(source_of(doc, 0), "0-2 4-6");
}

TEST(Apply, joins_and_drops_a_hyphen_in_one_stage) {
  Document doc = page("news-\npaper");
  Decisions d(kOne);
  d.replace(of(doc, "-"), "", 0);
  d.join(seam(doc, 0, 1), "", 0, 1);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "newspaper");
  EXPECT_EQ(verdicts(doc), "applied applied");
  EXPECT_EQ(source_of(doc, 0), "0-5 6-11");
  EXPECT_EQ(written(doc.source(of(doc, "paper"))), "4-5 6-11");  // a deletion belongs to what begins there
}

TEST(Apply, joins_and_replaces_at_both_sides_of_the_seam) {
  Document doc = page("ab,\n,cd");
  Decisions d(kOne);
  d.replace({{2}, {3}}, "，", 0);
  d.replace({{4}, {5}}, "", 0);
  d.join(seam(doc, 0, 1), "", 0, 1);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "ab，cd");
  EXPECT_EQ(source_of(doc, 0), "0-3 4-7");
}

TEST(Apply, moves_a_lifted_block_behind_the_paragraph_it_interrupted) {
  Document doc = page("ab\n\ncaption\n\ncd\nef\n");
  Decisions lift(kOne);
  lift.role(of(doc, "caption"), Role::caption, 0, 1);
  settle(doc, lift);
  EXPECT_EQ(doc.generation(), 0u);
  Decisions d(kOne);
  d.join(seam(doc, 0, 2), "", 0, 1);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "abcd\ncaption\nef\n");
  EXPECT_EQ(shown(doc), "abcd\n[caption] caption\nef");
  // The line ends that moved blocks need are the join's, and stand for no byte.
  EXPECT_EQ(pieces_of(doc), "0-2 copied, 13-15 copied, 15-15 2, 4-11 copied, 11-11 2, 16-19 copied");
  EXPECT_EQ(source_of(doc, 0), "0-2 13-15");
  EXPECT_EQ(source_of(doc, 1), "4-11");
  EXPECT_EQ(source_of(doc, 2), "16-18");
}

TEST(Apply, moves_several_lifted_blocks_in_their_order) {
  Document doc = page("ab\nS\n\nT\ncd\nU\nef\ngh");
  Decisions lift(kOne);
  for (const char* s : {"S", "T", "U"}) lift.role(of(doc, s), Role::caption, 0, 1);
  settle(doc, lift);
  Decisions d(kOne);
  d.join(seam(doc, 0, 3), " ", 0, 1);
  d.join(seam(doc, 3, 5), " ", 0, 1);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "ab cd ef\nS\n\nT\nU\ngh");
  EXPECT_EQ(shown(doc), "ab cd ef\n[caption] S\n[caption] T\n[caption] U\ngh");
  EXPECT_EQ(source_of(doc, 0), "0-2 8-10 13-15");
}

TEST(Apply, joins_a_chain_of_four_blocks) {
  Document doc = page("a\nb\nc\nd\ne");
  Decisions d(kOne);
  d.join(seam(doc, 2, 3), "/", 0, 1);
  d.join(seam(doc, 0, 1), "", 0, 1);
  d.join(seam(doc, 1, 2), " ", 0, 1);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "ab c/d\ne");
  EXPECT_EQ(doc.blocks().size(), 2u);
  EXPECT_EQ(source_of(doc, 0), "0-1 2-3 4-5 6-7");
  EXPECT_EQ(verdicts(doc), "applied applied applied");
}

TEST(Apply, joins_over_a_page_turn_and_counts_both_pages) {
  Document doc = page("ab\n\fcd\nef");
  Decisions d(kOne);
  d.join(seam(doc, 0, 1), "", 0, 1);
  settle(doc, d);
  EXPECT_EQ(doc.blocks()[0].page, 1u);
  EXPECT_EQ(doc.blocks()[0].last_page, 2u);
  EXPECT_EQ(doc.blocks()[1].page, 2u);
}

TEST(Apply, keeps_the_role_and_the_indent_of_the_first_block_of_a_joined_one) {
  std::vector<Block> blocks = blocks_of("ab\ncd");
  blocks[0].role = Role::headline;
  blocks[0].indent = 4;
  blocks[0].gap = 2;
  Document doc({.bytes = "ab\ncd", .begin = {}, .first_page = 1}, blocks);
  Decisions d(kOne);
  d.join(seam(doc, 0, 1), "", 0, 1);
  settle(doc, d);
  EXPECT_EQ(doc.blocks()[0].role, Role::headline);
  EXPECT_EQ(doc.blocks()[0].indent, 4);
  EXPECT_EQ(doc.blocks()[0].gap, 2);
}

TEST(Apply, refuses_joins_that_meet_no_two_blocks_of_the_flow) {
  Document doc = page("ab\nS\ncd\nef");
  Decisions lift(kOne);
  lift.role(of(doc, "S"), Role::caption, 0, 1);
  lift.start(before(doc, "ef"), 0, 1);
  settle(doc, lift);
  Decisions d(kOne);
  d.join(seam(doc, 0, 1), "", 0, 1);                                       // to a lifted block
  d.join({doc.blocks()[0].at.begin, doc.blocks()[2].at.begin}, "", 0, 1);  // not from an end
  d.join({doc.blocks()[0].at.end, doc.blocks()[2].at.end}, "", 0, 1);      // not to a beginning
  d.join(seam(doc, 0, 3), "", 0, 1);                                       // over a block of the flow
  d.join(seam(doc, 2, 3), "", 0, 1);                                       // to the start of an article
  settle(doc, d);
  EXPECT_EQ(shown(doc), "ab\n[caption] S\ncd\n[article]\nef");
  EXPECT_EQ(verdicts(doc), "applied applied refused refused refused refused refused");
  EXPECT_EQ(doc.generation(), 0u);
}

// ---- roles, cuts, starts

TEST(Apply, gives_a_role_to_the_front_of_a_block) {
  Document doc = page("head  body\nnext");
  Decisions d(kOne);
  d.role(of(doc, "head"), Role::headline, 0, 1);
  settle(doc, d);
  EXPECT_EQ(shown(doc), "[headline] head\nbody\nnext");
  EXPECT_EQ(doc.text(), "head\nbody\nnext");
  EXPECT_EQ(source_of(doc, 0), "0-4");
  EXPECT_EQ(source_of(doc, 1), "6-10");
}

TEST(Apply, gives_a_role_to_the_middle_of_a_block) {
  Document doc = page("left　mark right");
  Decisions d(kOne);
  d.role(of(doc, "　mark "), Role::endmark, 0, 1);
  settle(doc, d);
  EXPECT_EQ(shown(doc), "left\n[endmark] mark\nright");
  EXPECT_EQ(source_of(doc, 0), "0-4");
  EXPECT_EQ(source_of(doc, 1), "7-11");
  EXPECT_EQ(source_of(doc, 2), "12-17");
}

TEST(Apply, gives_a_role_to_the_end_of_a_block) {
  Document doc = page("text②\nnext");
  Decisions d(kOne);
  d.role(of(doc, "②"), Role::endmark, 0, 1);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "text\n②\nnext");
  EXPECT_EQ(shown(doc), "text\n[endmark] ②\nnext");
  EXPECT_EQ(pieces_of(doc), "0-4 copied, 4-4 1, 4-12 copied");
  EXPECT_EQ(source_of(doc, 1), "4-7");
}

TEST(Apply, gives_roles_to_parts_that_touch) {
  Document doc = page("abcdef");
  Decisions d(kOne);
  d.role(of(doc, "ab"), Role::kicker, 0, 1);
  d.role(of(doc, "cd"), Role::headline, 0, 1);
  d.role(of(doc, "ef"), Role::byline, 0, 1);
  settle(doc, d);
  EXPECT_EQ(shown(doc), "[kicker] ab\n[headline] cd\n[byline] ef");
}

TEST(Apply, gives_a_part_no_indent_and_no_gap_but_the_page_of_its_block) {
  std::vector<Block> blocks = blocks_of("ab cd");
  blocks[0].indent = 4;
  blocks[0].gap = 2;
  blocks[0].starts = true;
  blocks[0].page = blocks[0].last_page = 7;
  Document doc({.bytes = "ab cd", .begin = {}, .first_page = 7}, blocks);
  Decisions d(kOne);
  d.role(of(doc, "cd"), Role::byline, 0, 1);
  settle(doc, d);
  ASSERT_EQ(doc.blocks().size(), 2u);
  EXPECT_EQ(doc.blocks()[0].indent, 4);
  EXPECT_TRUE(doc.blocks()[0].starts);
  EXPECT_EQ(doc.blocks()[1].indent, 0);
  EXPECT_EQ(doc.blocks()[1].gap, 0);
  EXPECT_FALSE(doc.blocks()[1].starts);
  EXPECT_EQ(doc.blocks()[1].page, 7u);
}

TEST(Apply, replaces_inside_the_parts_of_a_cut_block) {
  Document doc = page("a,b ②,");
  Decisions d(kOne), e(kTwo);
  d.role(of(doc, "②,"), Role::endmark, 0, 1);
  e.replace({{1}, {2}}, "，", 0);
  e.replace({{7}, {8}}, ".", 0);
  settle(doc, {d, e});
  EXPECT_EQ(shown(doc), "a，b\n[endmark] ②.");
  EXPECT_EQ(source_of(doc, 0), "0-3");
  EXPECT_EQ(source_of(doc, 1), "4-8");
}

TEST(Apply, lifts_the_front_of_the_first_line_and_the_end_of_the_last_line_of_a_joined_paragraph) {
  Document doc = page("k ab\ncd ②");
  Decisions d(kOne);
  d.role(of(doc, "k"), Role::kicker, 0, 1);
  d.join(seam(doc, 0, 1), "", 0, 1);
  d.role(of(doc, "②"), Role::endmark, 0, 1);
  settle(doc, d);
  EXPECT_EQ(verdicts(doc), "applied applied applied");
  EXPECT_EQ(shown(doc), "[kicker] k\nabcd\n[endmark] ②");
  EXPECT_EQ(source_of(doc, 1), "2-4 5-7");
}

TEST(Apply, gives_a_role_to_the_words_of_a_block_that_begins_with_white_space_and_is_joined) {
  Document doc = page("ab\nx cd");
  Decisions first(kOne), d(kOne);
  first.replace(of(doc, "x"), "", 0);
  settle(doc, first);
  EXPECT_EQ(shown(doc), "ab\n cd");
  d.join(seam(doc, 0, 1), "", 0, 1);
  d.role(of(doc, "cd"), Role::headline, 0, 1);
  settle(doc, d);
  for (const Decision& one : doc.history()) {
    if (one.action != Action::role || one.verdict != Verdict::applied) continue;
    EXPECT_NE(shown(doc).find("[headline] cd"), std::string::npos) << shown(doc);
  }
}

TEST(Apply, splits_and_leaves_the_white_space_to_neither_side) {
  Document doc = page("ab  cd\nef");
  Decisions d(kOne);
  d.split(text_at(3), 0, 1);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "ab\ncd\nef");
  EXPECT_EQ(shown(doc), "ab\ncd\nef");
  EXPECT_EQ(source_of(doc, 0), "0-2");
  EXPECT_EQ(source_of(doc, 1), "4-6");
}

TEST(Apply, refuses_splits_at_the_ends_of_a_block_and_outside_of_blocks) {
  Document doc = page("ab\n\ncd");
  Decisions d(kOne);
  for (const std::size_t at : {0u, 2u, 3u, 4u, 6u}) d.split(text_at(at), 0, 1);
  settle(doc, d);
  EXPECT_EQ(verdicts(doc), "refused refused refused refused refused");
  EXPECT_EQ(doc.generation(), 0u);
}

TEST(Apply, inserts_once_where_the_block_is_cut_too) {
  Document doc = page("abcd");
  Decisions d(kOne), e(kTwo);
  d.split(text_at(2), 0, 1);
  e.replace({{2}, {2}}, "-", 0);
  settle(doc, {d, e});
  EXPECT_EQ(std::count(doc.text().begin(), doc.text().end(), '-'), verdicts(doc) == "applied applied" ? 1 : 0)
      << doc.text();
}

TEST(Apply, starts_articles_and_numbers_them) {
  Document doc = page("a\nb\nc\nd");
  EXPECT_EQ(doc.blocks()[0].article, 0u);
  Decisions d(kOne);
  d.start(before(doc, "d"), 0, 1);
  d.start(before(doc, "b"), 0, 1);
  settle(doc, d);
  EXPECT_EQ(shown(doc), "a\n[article]\nb\nc\n[article]\nd");
  std::vector<std::uint32_t> articles;
  for (const Block& b : doc.blocks()) articles.push_back(b.article);
  EXPECT_EQ(articles, (std::vector<std::uint32_t>{0, 1, 1, 2}));
  EXPECT_EQ(doc.generation(), 0u);
}

TEST(Apply, numbers_articles_anew_when_blocks_are_joined) {
  Document doc = page("a\nb\nc\nd");
  Decisions first(kOne);
  first.start(before(doc, "c"), 0, 1);
  settle(doc, first);
  Decisions second(kOne);
  second.join(seam(doc, 0, 1), "", 0, 1);
  second.join(seam(doc, 2, 3), "", 0, 1);
  settle(doc, second);
  ASSERT_EQ(doc.blocks().size(), 2u);
  EXPECT_EQ(doc.blocks()[0].article, 0u);
  EXPECT_EQ(doc.blocks()[1].article, 1u);
  EXPECT_TRUE(doc.blocks()[1].starts);
}

TEST(Apply, refuses_starts_inside_a_block_at_a_lifted_one_and_where_there_is_one) {
  Document doc = page("ab\nS\ncd");
  Decisions first(kOne);
  first.role(of(doc, "S"), Role::folio, 0, 1);
  first.start(before(doc, "cd"), 0, 1);
  settle(doc, first);
  Decisions d(kOne);
  d.start(text_at(1), 0, 1);
  d.start(text_at(2), 0, 1);
  d.start(before(doc, "S"), 0, 1);
  d.start(before(doc, "cd"), 0, 1);
  settle(doc, d);
  EXPECT_EQ(verdicts(doc), "applied applied refused refused refused refused");
}

TEST(Apply, leaves_the_text_where_it_is_when_there_are_only_roles_and_starts) {
  Document doc = page("ab\ncd\nef");
  const char* const data = doc.text().data();
  const Document& view = doc;
  Decisions d(kOne);
  d.role(of(doc, "ab"), Role::headline, 0, 1);
  d.role(of(doc, "cd"), Role::caption, 0, 1);
  d.start(before(doc, "ab"), 0, 1);
  settle(doc, d);
  EXPECT_EQ(view.text().data(), data);
  EXPECT_EQ(doc.generation(), 0u);
  EXPECT_EQ(doc.pieces().size(), 1u);
  EXPECT_EQ(shown(doc), "[headline] ab\n[caption] cd\nef");
}

TEST(Apply, counts_a_generation_for_each_stage_that_changes_the_text) {
  Document doc = page("ab\ncd");
  Decisions d(kOne);
  d.replace(of(doc, "a"), "A", 0);
  settle(doc, d);
  EXPECT_EQ(doc.generation(), 1u);
  const char* const data = doc.text().data();
  settle(doc, Decisions(kOne));
  EXPECT_EQ(doc.generation(), 1u);
  EXPECT_EQ(doc.text().data(), data);
  Decisions join(kOne);
  join.join(seam(doc, 0, 1), "", 0, 1);
  settle(doc, join);
  EXPECT_EQ(doc.generation(), 2u);
}

// ---- who wins

TEST(Apply, lets_the_earlier_filter_have_the_place) {
  Document doc = page("abc");
  Decisions one(kOne), two(kTwo);
  one.replace(of(doc, "bc"), "1", 0, 0.6);
  two.replace(of(doc, "ab"), "2", 0, 1.0);
  settle(doc, {one, two});
  EXPECT_EQ(doc.text(), "a1");
  EXPECT_EQ(verdicts(doc), "applied outranked");
}

TEST(Apply, lets_the_earlier_proposal_of_a_filter_have_the_place) {
  Document doc = page("abc");
  Decisions d(kOne);
  d.replace(of(doc, "ab"), "1", 0, 0.6);
  d.replace(of(doc, "abc"), "2", 0, 0.9);
  d.replace(of(doc, "bc"), "3", 1, 1.0);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "1c");
  EXPECT_EQ(verdicts(doc), "applied outranked outranked");
}

TEST(Apply, lets_only_the_first_of_two_insertions_at_one_place_stand) {
  Document doc = page("ab");
  Decisions d(kOne);
  d.replace({{1}, {1}}, "1", 0);
  d.replace({{1}, {1}}, "2", 0);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "a1b");
  EXPECT_EQ(verdicts(doc), "applied outranked");
}

TEST(Apply, lets_two_roles_for_one_place_not_both_stand) {
  Document doc = page("ab cd\nef");
  Decisions one(kOne), two(kTwo);
  one.role(of(doc, "ab cd"), Role::headline, 0, 1);
  two.role(of(doc, "cd"), Role::byline, 0, 1);
  two.role(of(doc, "ef"), Role::caption, 0, 1);
  settle(doc, {one, two});
  EXPECT_EQ(shown(doc), "[headline] ab cd\n[caption] ef");
  EXPECT_EQ(verdicts(doc), "applied outranked applied");
}

TEST(Apply, lets_a_join_and_a_role_at_one_seam_not_both_stand) {
  for (const bool join_first : {true, false}) {
    Document doc = page("ab\ncd");
    Decisions join(kOne), role(kTwo);
    join.join(seam(doc, 0, 1), "", 0, 1);
    role.role(of(doc, "cd"), Role::caption, 0, 1);
    settle(doc, join_first ? std::vector{join, role} : std::vector{role, join});
    EXPECT_EQ(verdicts(doc), "applied outranked");
    EXPECT_EQ(shown(doc), join_first ? "abcd" : "ab\n[caption] cd");
  }
}

TEST(Apply, lets_a_join_and_the_role_of_the_last_words_before_its_seam_not_both_stand) {
  for (const bool join_first : {true, false}) {
    Document doc = page("ab ②\ncd");
    Decisions join(kOne), role(kTwo);
    join.join(seam(doc, 0, 1), "", 0, 1);
    role.role(of(doc, "②"), Role::endmark, 0, 1);
    settle(doc, join_first ? std::vector{join, role} : std::vector{role, join});
    EXPECT_EQ(verdicts(doc), "applied outranked");
    EXPECT_EQ(shown(doc), join_first ? "ab ②cd" : "ab\n[endmark] ②\ncd");
  }
}

TEST(Apply, lets_a_start_and_a_join_at_one_seam_not_both_stand) {
  for (const bool join_first : {true, false}) {
    Document doc = page("ab\ncd");
    Decisions join(kOne), start(kTwo);
    join.join(seam(doc, 0, 1), "", 0, 1);
    start.start(before(doc, "cd"), 0, 1);
    settle(doc, join_first ? std::vector{join, start} : std::vector{start, join});
    EXPECT_EQ(verdicts(doc), "applied outranked");
    EXPECT_EQ(shown(doc), join_first ? "abcd" : "ab\n[article]\ncd");
  }
}

TEST(Apply, lets_a_start_and_a_lifting_role_for_one_block_not_both_stand) {
  for (const bool start_first : {true, false}) {
    Document doc = page("ab\ncd");
    Decisions start(kOne), role(kTwo);
    start.start(before(doc, "cd"), 0, 1);
    role.role(of(doc, "cd"), Role::noise, 0, 1);
    settle(doc, start_first ? std::vector{start, role} : std::vector{role, start});
    EXPECT_EQ(verdicts(doc), "applied outranked");
    EXPECT_EQ(shown(doc), start_first ? "ab\n[article]\ncd" : "ab\n[noise] cd");
  }
}

TEST(Apply, lifts_no_block_that_starts_an_article_since_an_earlier_stage) {
  Document doc = page("ab\ncd");
  Decisions first(kOne), second(kOne);
  first.start(before(doc, "cd"), 0, 1);
  settle(doc, first);
  second.role(of(doc, "cd"), Role::noise, 0, 1);
  settle(doc, second);
  EXPECT_EQ(verdicts(doc), "applied outranked");
}

TEST(Apply, lets_a_replacement_and_a_cut_through_it_not_both_stand) {
  for (const bool cut_first : {true, false}) {
    Document doc = page("abcd");
    Decisions cut(kOne), replace(kTwo);
    cut.split(text_at(2), 0, 1);
    replace.replace(of(doc, "bc"), "-", 0);
    settle(doc, cut_first ? std::vector{cut, replace} : std::vector{replace, cut});
    EXPECT_EQ(verdicts(doc), "applied outranked");
    EXPECT_EQ(shown(doc), cut_first ? "ab\ncd" : "a-d");
  }
}

TEST(Apply, writes_a_replacement_that_takes_the_white_space_at_a_cut_along_or_lets_it_not_stand) {
  for (const bool cut_first : {true, false}) {
    Document doc = page("ab cd");
    Decisions cut(kOne), replace(kTwo);
    cut.split(text_at(3), 0, 1);
    replace.replace(of(doc, "b "), "B", 0);
    settle(doc, cut_first ? std::vector{cut, replace} : std::vector{replace, cut});
    EXPECT_EQ(verdicts(doc).find("superseded"), std::string::npos) << verdicts(doc);
    const auto written_b = doc.text().find('B');
    const bool stands = doc.history()[cut_first ? 1 : 0].verdict == Verdict::applied;
    EXPECT_EQ(written_b != std::string_view::npos, stands) << doc.text();
  }
}

TEST(Apply, keeps_taken_out_bytes_beside_white_space_at_a_cut) {
  Document doc = page("abx\ncd");
  Decisions first(kOne), replace(kOne), cut(kTwo);
  first.replace(of(doc, "x"), "", 0);
  first.join(seam(doc, 0, 1), " ", 0, 1);
  settle(doc, first);
  EXPECT_EQ(doc.text(), "ab cd");
  replace.replace(of(doc, "b "), "B", 0);
  cut.split(text_at(3), 0, 1);
  settle(doc, {replace, cut});
}

TEST(Apply, lets_a_replacement_and_a_role_that_cuts_it_not_both_stand) {
  for (const bool role_first : {true, false}) {
    Document doc = page("abcd");
    Decisions role(kOne), replace(kTwo);
    role.role(of(doc, "cd"), Role::byline, 0, 1);
    replace.replace(of(doc, "bc"), "-", 0);
    settle(doc, role_first ? std::vector{role, replace} : std::vector{replace, role});
    EXPECT_EQ(verdicts(doc), "applied outranked");
    EXPECT_EQ(shown(doc), role_first ? "ab\n[byline] cd" : "a-d");
  }
}

TEST(Apply, cuts_no_text_that_an_earlier_stage_wrote) {
  Document doc = page("a...b");
  Decisions first(kOne), second(kOne);
  first.replace(of(doc, "..."), "……", 0);
  settle(doc, first);
  second.split(text_at(4), 0, 1);  // between the two …
  second.role({{0}, {4}}, Role::headline, 0, 1);
  second.split(before(doc, "b"), 0, 1);
  settle(doc, second);
  EXPECT_EQ(shown(doc), "a……\nb");
  EXPECT_EQ(verdicts(doc), "applied outranked outranked applied");
}

TEST(Apply, refuses_what_fits_no_block_and_what_would_change_nothing) {
  Document doc = page("ab\n\ncd");
  Decisions d(kOne);
  d.replace({{1}, {5}}, "x", 0);   // over two blocks
  d.replace({{2}, {4}}, "\n", 0);  // between blocks
  d.replace({{3}, {3}}, "x", 0);   // between blocks
  d.replace({{5}, {60}}, "x", 0);  // beyond the text
  d.replace({{5}, {4}}, "x", 0);   // no range
  d.replace({{0}, {2}}, "ab", 0);  // the same text
  d.role({{0}, {6}}, Role::caption, 0, 1);
  d.role({{0}, {0}}, Role::caption, 0, 1);
  d.role({{0}, {2}}, Role::paragraph, 0, 1);  // it is one
  settle(doc, d);
  for (const Decision& e : doc.history())
    EXPECT_EQ(e.verdict, Verdict::refused) << e.at.begin.byte << "-" << e.at.end.byte;
  EXPECT_EQ(doc.history().size(), 9u);
  EXPECT_EQ(doc.text(), "ab\n\ncd");
  EXPECT_EQ(doc.generation(), 0u);
}

// ---- how sure

TEST(Apply, does_nothing_that_is_below_the_threshold) {
  Document doc = page("ab\ncd");
  Decisions d(kOne);
  d.replace(of(doc, "a"), "A", 0, 0.79);
  d.replace(of(doc, "b"), "B", 0, 0.8);
  settle(doc, d, at_least(0.8));
  EXPECT_EQ(doc.text(), "aB\ncd");
  EXPECT_EQ(verdicts(doc), "too_unsure applied");
}

TEST(Apply, takes_the_threshold_of_the_filter_where_there_is_one) {
  Document doc = page("ab\n\n\ncd\nef\ngh");
  Decisions one(kOne), two(kTwo);
  one.replace(of(doc, "a"), "A", 0, 0.7);
  two.replace(of(doc, "gh"), "GH", 0, 0.7);
  settle(doc, {one, two}, {.threshold = 0.9, .thresholds = {{"two", 0.6}}});
  EXPECT_EQ(verdicts(doc), "too_unsure applied");
}

TEST(Apply, never_applies_what_is_more_likely_wrong_than_right) {
  Document doc = page("ab");
  Decisions d(kOne);
  d.replace(of(doc, "a"), "A", 0, 0.49);
  d.replace(of(doc, "b"), "B", 0, 0.5);
  settle(doc, d, at_least(0));
  EXPECT_EQ(doc.text(), "aB");
  EXPECT_EQ(verdicts(doc), "too_unsure applied");
  EXPECT_FALSE(doc.blocks()[0].withheld);  // it was a note to the reader
}

TEST(Apply, withholds_the_block_and_its_neighbours_from_later_stages) {
  Document doc = page("aa\nbb\ncc\ndd\nee\nff");
  Decisions unsure(kOne);
  unsure.replace(of(doc, "cc"), "CC", 0, 0.7);
  settle(doc, unsure, at_least(0.8));
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(doc.blocks()[i].withheld, i == 2) << i;
  Decisions later(kTwo);
  for (const char* word : {"aa", "bb", "cc", "dd", "ee"}) later.replace(of(doc, word), "x", 0, 1);
  settle(doc, later, at_least(0.8));
  EXPECT_EQ(verdicts(doc), "too_unsure applied too_unsure too_unsure too_unsure applied");
  EXPECT_EQ(doc.text(), "x\nbb\ncc\ndd\nx\nff");
}

TEST(Apply, withholds_the_block_from_the_next_filter_of_the_stage_but_not_from_the_same) {
  Document doc = page("aa\nbb");
  Decisions one(kOne), two(kTwo);
  one.role(of(doc, "aa"), Role::headline, 0, 0.7);
  one.replace({{0}, {1}}, "A", 0, 1);
  two.replace({{1}, {2}}, "B", 0, 1);
  settle(doc, {one, two}, at_least(0.8));
  EXPECT_EQ(doc.text(), "Aa\nbb");
  EXPECT_EQ(verdicts(doc), "too_unsure applied too_unsure");
}

TEST(Apply, withholds_both_blocks_at_the_seam_of_a_join_it_is_not_sure_of) {
  Document doc = page("aa\nbb\ncc\ndd");
  Decisions unsure(kOne);
  unsure.join(seam(doc, 1, 2), "", 0, 0.6);
  settle(doc, unsure, at_least(0.8));
  EXPECT_FALSE(doc.blocks()[0].withheld);
  EXPECT_TRUE(doc.blocks()[1].withheld);
  EXPECT_TRUE(doc.blocks()[2].withheld);
  EXPECT_FALSE(doc.blocks()[3].withheld);
}

TEST(Apply, keeps_withheld_blocks_withheld_when_the_text_is_rewritten) {
  Document doc = page("aa\nbb\ncc\ndd");
  Decisions unsure(kOne);
  unsure.role(of(doc, "dd"), Role::byline, 0, 0.7);
  settle(doc, unsure, at_least(0.8));
  Decisions later(kOne);
  later.replace(of(doc, "aa"), "a", 0, 1);
  settle(doc, later, at_least(0.8));
  EXPECT_EQ(doc.text(), "a\nbb\ncc\ndd");
  EXPECT_TRUE(doc.blocks()[3].withheld);
}

TEST(Apply, applies_the_same_without_a_threshold_in_the_way) {
  Document doc = page("aa\nbb");
  Decisions d(kOne);
  d.replace(of(doc, "aa"), "x", 0, 0.7);
  settle(doc, d, at_least(0.6));
  EXPECT_EQ(doc.text(), "x\nbb");
  EXPECT_FALSE(doc.blocks()[0].withheld);
}

// ---- stage after stage

TEST(Apply, supersedes_what_a_later_stage_replaces_again) {
  Document doc = page("a...b");
  Decisions first(kOne);
  first.replace(of(doc, "..."), "……", 0);
  settle(doc, first);
  Decisions second(kTwo);
  second.replace(of(doc, "……"), "…", 0);
  settle(doc, second);
  EXPECT_EQ(doc.text(), "a…b");
  EXPECT_EQ(verdicts(doc), "superseded applied");
  EXPECT_EQ(pieces_of(doc), "0-1 copied, 1-4 2, 4-5 copied");
}

TEST(Apply, widens_what_cuts_through_text_of_an_earlier_stage) {
  Document doc = page("a...b");
  Decisions first(kOne);
  first.replace(of(doc, "..."), "123", 0);
  settle(doc, first);
  Decisions second(kTwo);
  second.replace(of(doc, "3b"), "B", 0);
  settle(doc, second);
  EXPECT_EQ(doc.text(), "a12B");
  EXPECT_EQ(verdicts(doc), "superseded applied");
  EXPECT_EQ(pieces_of(doc), "0-1 copied, 1-5 2");  // the whole of what was written and what was asked for
}

TEST(Apply, widens_at_both_ends_and_inside_one_piece) {
  Document doc = page("(...)[...]");
  Decisions first(kOne);
  first.replace({{1}, {4}}, "123", 0);
  first.replace({{6}, {9}}, "456", 0);
  settle(doc, first);
  Document other = doc;
  Decisions second(kTwo);
  second.replace(of(doc, "3)[4"), "-", 0);
  settle(doc, second);
  EXPECT_EQ(doc.text(), "(12-56]");
  EXPECT_EQ(verdicts(doc), "superseded superseded applied");
  EXPECT_EQ(pieces_of(doc), "0-1 copied, 1-9 3, 9-10 copied");
  Decisions inside(kTwo);
  inside.replace(of(other, "2"), "", 0);
  inside.replace(of(other, "5"), "five", 0);
  settle(other, inside);
  EXPECT_EQ(other.text(), "(13)[4five6]");
  EXPECT_EQ(verdicts(other), "superseded superseded applied applied");
}

TEST(Apply, widens_behind_something_taken_out) {
  Document doc = page("x...b");
  Decisions first(kOne), second(kTwo);
  first.replace(of(doc, "x"), "", 0);
  first.replace(of(doc, "..."), "123", 0);
  settle(doc, first);
  second.replace(of(doc, "1"), "one", 0);
  settle(doc, second);
  EXPECT_EQ(doc.text(), "one23b");
  EXPECT_EQ(source_of(doc, 0), "0-5");
  EXPECT_EQ(written(doc.source(of(doc, "one23"))), "0-4");
}

TEST(Apply, lets_two_replacements_inside_one_written_stretch_not_both_stand) {
  Document doc = page("a...b");
  Decisions first(kOne), second(kTwo);
  first.replace(of(doc, "..."), "123", 0);
  settle(doc, first);
  second.replace(of(doc, "1"), "x", 0);
  second.replace(of(doc, "3"), "y", 0);
  settle(doc, second);
  EXPECT_EQ(doc.text(), "ax23b");
  EXPECT_EQ(verdicts(doc), "superseded applied outranked");
}

TEST(Apply, supersedes_a_replacement_over_a_seam_that_is_replaced_again) {
  Document doc = page("ab\nS\ncd");
  Decisions lift(kOne), join(kOne), first(kOne), second(kTwo);
  lift.role(of(doc, "S"), Role::caption, 0, 1);
  settle(doc, lift);
  join.join(seam(doc, 0, 2), "", 0, 1);
  settle(doc, join);
  first.replace(of(doc, "bc"), "-", 0);
  settle(doc, first);
  EXPECT_EQ(doc.text(), "a-d\nS");
  EXPECT_EQ(written(doc.source(of(doc, "-"))), "1-2 5-6");
  second.replace(of(doc, "-"), "+", 0);
  settle(doc, second);
  EXPECT_EQ(doc.text(), "a+d\nS");
  EXPECT_EQ(source_of(doc, 0), "0-2 5-7");
  EXPECT_EQ(written(doc.source(of(doc, "+"))), "1-2 5-6");
  EXPECT_EQ(verdicts(doc), "applied applied superseded applied");
}

TEST(Apply, replaces_glue_in_a_later_stage) {
  Document doc = page("ab\ncd");
  Decisions join(kOne), second(kTwo);
  join.join(seam(doc, 0, 1), " ", 0, 1);
  settle(doc, join);
  second.replace(of(doc, " "), "", 0);
  settle(doc, second);
  EXPECT_EQ(doc.text(), "abcd");
  EXPECT_EQ(source_of(doc, 0), "0-2 3-5");
}

TEST(Apply, keeps_the_start_of_an_article_whose_first_block_is_emptied_from_being_lost) {
  Document doc = page("ab\nx\ncd");
  Decisions start(kOne), empty(kOne);
  start.start(before(doc, "x"), 0, 1);
  settle(doc, start);
  empty.replace(of(doc, "x"), "", 0);
  settle(doc, empty);
  EXPECT_NE(doc.blocks()[0].article, doc.blocks()[2].article);
}

// ---- moves

std::string text_of(const Document& doc) {
  std::string out;
  for (const Block& b : doc.blocks()) {
    out += (out.empty() ? "" : "|") + std::string(doc.text(b)) + std::to_string(b.article);
  }
  return out;
}

// Starts articles with these blocks.
void start(Document& doc, std::initializer_list<const char*> blocks) {
  Decisions d(kOne);
  for (const char* block : blocks) d.start(before(doc, block), 0, 1);
  settle(doc, d);
}

TEST(Apply, moves_an_article_behind_a_block_and_gives_it_to_that_blocks_article) {
  Document doc = page("a\nb\n\nc\nd\n\ne");
  start(doc, {"c", "e"});
  Decisions d(kOne);
  d.move(of(doc, "e"), of(doc, "b").end, 0, 1);
  settle(doc, d);
  EXPECT_EQ(text_of(doc), "a0|b0|e0|c1|d1");
  EXPECT_EQ(doc.text(), "a\nb\ne\nc\nd");
  EXPECT_EQ(pieces_of(doc), "0-3 copied, 3-3 3, 10-11 copied, 11-11 3, 5-8 copied");
  EXPECT_EQ(doc.history().back().behind.byte, 3u);
}

TEST(Apply, moves_an_article_to_the_front_and_one_that_stands_where_it_goes_already) {
  Document doc = page("a\nb\nc\nd");
  start(doc, {"b", "c", "d"});
  Decisions d(kOne);
  d.move(of(doc, "b"), of(doc, "a").end, 0, 1);
  d.move(of(doc, "c"), of(doc, "d").end, 0, 1);
  settle(doc, d);
  EXPECT_EQ(text_of(doc), "a0|b0|d1|c1");
}

TEST(Apply, moves_the_parts_of_an_article_one_behind_the_other) {
  Document doc = page("a\nb\nc\nd\ne");
  start(doc, {"b", "c", "d", "e"});
  Decisions d(kOne);
  d.move(of(doc, "b"), of(doc, "d").end, 0, 1);
  d.move(of(doc, "d"), of(doc, "a").end, 0, 1);
  settle(doc, d);
  EXPECT_EQ(text_of(doc), "a0|d0|b0|c1|e2");
}

TEST(Apply, refuses_to_move_in_a_circle_into_itself_and_more_or_less_than_an_article) {
  Document doc = page("a\nbb\nc\nd");
  start(doc, {"bb", "c", "d"});
  Decisions d(kOne);
  d.move(of(doc, "a"), of(doc, "bb").end, 0, 1);
  d.move(of(doc, "bb"), of(doc, "a").end, 0, 1);                         // a circle
  d.move(of(doc, "c"), of(doc, "c").end, 0, 1);                          // behind itself
  d.move({before(doc, "c"), of(doc, "d").end}, of(doc, "a").end, 0, 1);  // two articles
  d.move(of(doc, "b"), of(doc, "a").end, 0, 1);                          // half a block
  d.move(of(doc, "d"), {before(doc, "bb").byte + 1}, 0, 1);              // behind half a block
  settle(doc, d);
  EXPECT_EQ(verdicts(doc), "applied applied applied applied refused refused refused refused refused");
  EXPECT_EQ(text_of(doc), "bb1|a1|c2|d3");
}

// Decisions that were granted, one by one, as a list of blocks: what moved goes behind where it went.
std::string plainly_moved(const Document& doc, const std::string& text) {
  std::map<std::string, std::vector<std::string>> behind;  // by the block they go behind
  std::set<std::string> moved;
  for (const Decision& d : doc.history()) {
    if (d.verdict != Verdict::applied) continue;
    const std::string what = text.substr(d.at.begin.byte, d.at.size());
    std::size_t to = d.to.byte;
    while (to > 0 && text[to - 1] != '\n') --to;
    behind[text.substr(to, d.to.byte - to)].push_back(what);
    moved.insert(what);
  }
  std::string out;
  const std::function<void(const std::string&)> write = [&](const std::string& block) {
    out += block + " ";
    for (const std::string& next : behind[block]) write(next);
  };
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!moved.contains(line)) write(line);
  }
  return out;
}

TEST(Apply, grants_of_many_moves_those_that_make_no_circle) {
  for (unsigned seed = 0; seed < 400; ++seed) {
    std::mt19937 random(seed);
    const std::uint32_t count = 3 + static_cast<std::uint32_t>(random() % 12);
    std::string text;
    for (std::uint32_t i = 0; i < count; ++i) text += (i ? "\n" : "") + std::to_string(100 + i);
    Document doc = page(text);
    Decisions d(kOne);
    for (std::uint32_t n = 0; n < 2 * count; ++n) {
      const auto a = doc.blocks()[random() % count].at, b = doc.blocks()[random() % count].at;
      d.move(a, b.end, 0, 1);
    }
    settle(doc, {d});
    std::string got;
    for (const Block& b : doc.blocks()) got += std::string(doc.text(b)) + " ";
    // A circle would lose blocks here, and a move refused without need would leave fewer granted.
    EXPECT_EQ(got, plainly_moved(doc, text)) << "seed " << seed;
    EXPECT_EQ(got.size(), 4 * count) << "seed " << seed;
    // Of those proposed first, in the order of the text, each that alone makes no circle stands.
    std::map<std::string, std::string> goes;
    std::set<std::string> taken;
    for (const Decision& m : doc.history()) {
      const std::string what = text.substr(m.at.begin.byte, 3), to = text.substr(m.to.byte - 3, 3);
      bool circle = false;
      for (std::string at = to;; at = goes[at]) {
        circle = circle || at == what;
        if (circle || !goes.contains(at)) break;
      }
      const bool free = !goes.contains(what) && !taken.contains(to);
      EXPECT_EQ(m.verdict == Verdict::applied, free && !circle)
          << "seed " << seed << ": " << what << " behind " << to;
      if (m.verdict != Verdict::applied) continue;
      goes[what] = to;
      taken.insert(to);
    }
  }
}

TEST(Apply, lets_only_one_article_go_behind_a_block_and_an_article_move_only_once) {
  Document doc = page("a\nb\nc\nd");
  start(doc, {"b", "c", "d"});
  Decisions d(kOne), e(kTwo);
  d.move(of(doc, "c"), of(doc, "a").end, 0, 1);
  e.move(of(doc, "d"), of(doc, "a").end, 0, 1);
  e.move(of(doc, "c"), of(doc, "b").end, 0, 1);
  settle(doc, {d, e});
  EXPECT_EQ(verdicts(doc), "applied applied applied applied outranked outranked");
  EXPECT_EQ(text_of(doc), "a0|c0|b1|d2");
}

TEST(Apply, lifts_the_head_of_an_article_that_moves) {
  Document doc = page("a\nH\nb");
  start(doc, {"H"});
  Decisions d(kOne);
  d.move({before(doc, "H"), of(doc, "b").end}, of(doc, "a").end, 0, 1);
  d.role(of(doc, "H"), Role::jump, 0, 1);
  settle(doc, d);
  EXPECT_EQ(verdicts(doc), "applied applied applied");
  EXPECT_EQ(text_of(doc), "a0|H0|b0");
  Decisions join(kOne);
  join.join(seam(doc, 0, 2), "", 0, 1);
  settle(doc, join);
  EXPECT_EQ(text_of(doc), "ab0|H0");
}

TEST(Apply, does_not_join_and_part_at_one_place) {
  Document doc = page("a\nb\nc\nd");
  start(doc, {"c"});
  Decisions join(kOne), move(kTwo);
  join.join(seam(doc, 0, 1), "", 0, 1);
  move.move({before(doc, "c"), of(doc, "d").end}, of(doc, "a").end, 0, 1);
  settle(doc, {join, move});
  EXPECT_EQ(verdicts(doc), "applied applied outranked");
  Document other = page("a\nb\nc\nd");
  start(other, {"c"});
  Decisions first(kOne), then(kTwo);
  first.move({before(other, "c"), of(other, "d").end}, of(other, "a").end, 0, 1);
  then.join(seam(other, 0, 1), "", 0, 1);
  settle(other, {first, then});
  EXPECT_EQ(verdicts(other), "applied applied outranked");
}

TEST(Apply, withholds_what_is_about_a_moved_article_when_the_move_was_not_sure_enough) {
  Document doc = page("a\nb\nc\nd\ne\nf");
  start(doc, {"e"});
  Decisions move(kOne), later(kTwo);
  move.move(of(doc, "e"), of(doc, "b").end, 0, 0.6);
  settle(doc, move, at_least(0.7));
  for (const char* block : {"a", "d", "f"}) later.role(of(doc, block), Role::byline, 0, 1);
  settle(doc, later, at_least(0.7));
  EXPECT_EQ(verdicts(doc), "applied too_unsure too_unsure too_unsure too_unsure");
}

TEST(Apply, keeps_every_byte_whatever_moves) {
  std::size_t moved = 0;
  for (unsigned seed = 0; seed < 1000 && !testing::Test::HasFailure(); ++seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
    std::string text;
    for (std::size_t lines = 3 + below(8); lines > 0; --lines) text += std::string(1 + below(3), 'z') + "\n";
    Document doc = page(text);
    for (int stage = 0; stage < 3; ++stage) {
      Decisions d(kOne);
      const auto blocks = doc.blocks();
      for (int n = 0; n < 6; ++n) {
        const std::size_t first = below(blocks.size()), last = std::min(first + below(3), blocks.size() - 1);
        if (below(3) == 0) d.role(blocks[first].at, below(2) ? Role::caption : Role::paragraph, 0, 1);
        if (below(3) == 0) d.start(blocks[first].at.begin, 0, 1);
        if (below(4) == 0 && first > 0)
          d.join({blocks[first - 1].at.end, blocks[first].at.begin}, below(2) ? " " : "", 0, 1);
        d.move({blocks[first].at.begin, blocks[last].at.end}, blocks[below(blocks.size())].at.end, 0, 1);
      }
      settle(doc, d);
    }
    for (const Decision& d : doc.history())
      moved += d.action == Action::move && d.verdict == Verdict::applied;
  }
  EXPECT_GT(moved, 1000u);
}

// ---- the history

TEST(Apply, keeps_the_history_filter_by_filter_and_within_a_filter_in_the_order_of_the_text) {
  Document doc = page("abcd\nef");
  Decisions one(kOne), two(kTwo);
  one.replace(of(doc, "d"), "D", 1);
  one.replace(of(doc, "a"), "A", 0);
  two.replace(of(doc, "b"), "B", 1);
  two.role(of(doc, "ef"), Role::byline, 0, 0.75, 5);
  settle(doc, {one, two});
  Decisions later(kOne);
  later.replace(of(doc, "c"), "C", 0);
  settle(doc, later);
  std::string told;
  for (const Decision& d : doc.history()) {
    told += std::string(d.filter->name) + " " + std::string(d.with) + " " + written(doc.source(d)) + "; ";
  }
  EXPECT_EQ(told, "one A 0-1; one D 3-4; two B 1-2; two  5-7; one C 2-3; ");
  EXPECT_EQ(doc.history()[1].reason, 1);
  EXPECT_EQ(doc.history()[3].role, Role::byline);
  EXPECT_EQ(doc.history()[3].evidence.to_ulong(), 5u);
  EXPECT_FLOAT_EQ(doc.history()[3].confidence, 0.75f);
}

TEST(Apply, gives_proposals_that_lose_their_source_ranges_too) {
  Document doc = page("ab\n\ncd");
  Decisions d(kOne);
  d.join(seam(doc, 0, 1), "", 0, 0.3);
  d.role(of(doc, "cd"), Role::byline, 0, 0.2);
  settle(doc, d);
  EXPECT_EQ(written(doc.source(doc.history()[0])), "2-4");
  EXPECT_EQ(written(doc.source(doc.history()[1])), "4-6");
  EXPECT_EQ(verdicts(doc), "too_unsure too_unsure");
}

TEST(Apply, says_with_source_ranges_where_a_decision_about_joined_text_was) {
  Document doc = page("ab\nS\ncd");
  Decisions lift(kOne), join(kOne), later(kOne);
  lift.role(of(doc, "S"), Role::caption, 0, 1);
  settle(doc, lift);
  join.join(seam(doc, 0, 2), " ", 0, 1);
  settle(doc, join);
  later.role(of(doc, "ab cd"), Role::headline, 0, 1);
  settle(doc, later);
  EXPECT_EQ(written(doc.source(doc.history()[0])), "3-4");
  EXPECT_EQ(written(doc.source(doc.history()[1])), "2-5");
  EXPECT_EQ(written(doc.source(doc.history()[2])), "0-2 5-7");
}

// ---- documents are values

Document cleaned() {
  Document doc = page("news-\npaper, and\nmore");
  Decisions d(kOne);
  d.replace(of(doc, "-"), "", 0);
  d.replace(of(doc, ","), std::string(5000, '!'), 0);  // more than fits a chunk
  d.join(seam(doc, 0, 1), "", 0, 1);
  settle(doc, d);
  return doc;
}

TEST(Apply, leaves_a_copy_of_a_document_whole_when_the_first_one_goes) {
  auto first = std::make_unique<Document>(cleaned());
  const Document copy = *first;
  EXPECT_EQ(copy.text().data(), first->text().data());  // shared
  Decisions d(kTwo);
  d.replace(of(*first, "news"), "olds", 0);
  settle(*first, d);
  EXPECT_TRUE(first->text().starts_with("olds"));
  first.reset();
  EXPECT_EQ(copy.text(), "newspaper" + std::string(5000, '!') + " and\nmore");
  EXPECT_EQ(broken(copy), "");
  EXPECT_EQ(copy.history()[2].with, std::string(5000, '!'));
  EXPECT_EQ(copy.generation(), 1u);
}

TEST(Apply, leaves_a_document_whole_that_is_moved) {
  Document first = cleaned();
  const char* const data = first.text().data();
  Document second = std::move(first);
  EXPECT_EQ(second.text().data(), data);
  Document third = page("x");
  third = std::move(second);
  EXPECT_EQ(third.text().data(), data);
  EXPECT_EQ(broken(third), "");
  EXPECT_EQ(third.text(third.blocks()[1]), "more");
  EXPECT_EQ(third.history()[2].with.size(), 5000u);
}

TEST(Apply, keeps_the_words_of_proposals_that_are_gone) {
  Document doc = page("ab");
  {
    Decisions d(kOne);
    d.replace(of(doc, "a"), std::string("A long one, longer than any small string"), 0);
    settle(doc, d);
  }
  EXPECT_EQ(doc.history()[0].with, "A long one, longer than any small string");
}

TEST(Apply, does_nothing_to_an_empty_document) {
  Document doc = page("");
  Decisions d(kOne);
  d.replace({{0}, {0}}, "x", 0);
  d.role({{0}, {0}}, Role::caption, 0, 1);
  d.start({0}, 0, 1);
  settle(doc, d);
  EXPECT_EQ(doc.text(), "");
  EXPECT_EQ(verdicts(doc), "refused refused refused");
}

// ---- the same by plain means

struct Plain {
  Role role;
  std::string text;
};

// What a stage makes of blocks, from the decisions that stand, by rebuilding strings.
std::vector<Plain> plainly(std::string_view text, const std::vector<Block>& blocks,
                           std::span<const Decision> decided) {
  std::map<std::uint32_t, const Decision*> edits, joins;  // by where they begin
  std::set<std::uint32_t> cuts;
  std::vector<const Decision*> roles;
  for (const Decision& d : decided) {
    if (d.verdict != Verdict::applied) continue;
    if (d.action == Action::replace) edits[d.at.begin.byte] = &d;
    if (d.action == Action::join) joins[d.at.begin.byte] = &d;
    if (d.action == Action::split || d.action == Action::role) cuts.insert({d.at.begin.byte, d.at.end.byte});
    if (d.action == Action::role) roles.push_back(&d);
  }
  std::vector<Plain> out;
  std::vector<bool> taken(blocks.size(), false);
  const auto add_parts = [&](const Block& b, bool opens) {
    for (std::uint32_t from = b.at.begin.byte; from < b.at.end.byte;) {
      const auto cut = cuts.upper_bound(from);
      const std::uint32_t to = cut == cuts.end() ? b.at.end.byte : std::min(*cut, b.at.end.byte);
      const bool first = from == b.at.begin.byte, whole = first && to == b.at.end.byte;
      std::uint32_t begin = from, end = to;
      while (!whole && begin < end && text[begin] == ' ') ++begin;
      while (!whole && begin < end && text[end - 1] == ' ') --end;
      from = to;
      if (begin == end) continue;
      Role role = b.role;
      for (const Decision* d : roles) {
        if (d->at.contains({{begin}, {end}})) role = d->role;
      }
      if (!first || opens) out.push_back({role, {}});
      for (std::uint32_t at = begin; at < end;) {
        const auto edit = edits.find(at);
        out.back().text += edit == edits.end() ? text.substr(at, 1) : edit->second->with;
        at = edit == edits.end() ? at + 1 : edit->second->at.end.byte;
      }
    }
  };
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (taken[i]) continue;
    if (blocks[i].at.empty()) out.push_back({blocks[i].role, {}});
    add_parts(blocks[i], true);
    for (auto join = joins.find(blocks[i].at.end.byte); join != joins.end();) {
      std::size_t right = i;
      while (blocks[right].at.begin != join->second->at.end) ++right;
      taken[right] = true;
      out.back().text += join->second->with;
      add_parts(blocks[right], false);
      join = joins.find(blocks[right].at.end.byte);
    }
  }
  for (Plain& p : out) {
    if (p.text.empty()) p.role = Role::noise;
  }
  return out;
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(engine_()) % n; }
  std::string word(std::uint32_t longest) {
    std::string w;
    for (std::uint32_t n = 1 + below(longest); n > 0; --n) w += static_cast<char>('a' + below(26));
    return w;
  }

 private:
  std::mt19937 engine_;
};

std::string random_page(Random& random) {
  std::string text;
  for (std::uint32_t lines = 1 + random.below(8); lines > 0; --lines) {
    for (std::uint32_t words = 1 + random.below(4); words > 0; --words) {
      text += random.word(4);
      if (words > 1) text += random.below(3) == 0 ? "  " : " ";
    }
    if (lines > 1) text += '\n';
  }
  return text;
}

Decisions random_proposals(const Document& doc, const FilterRow& row, Random& random) {
  Decisions d(row);
  const auto blocks = doc.blocks();
  constexpr Role kRoles[] = {Role::paragraph, Role::headline, Role::byline, Role::caption, Role::endmark};
  for (std::uint32_t n = random.below(8); n > 0; --n) {
    const std::size_t i = random.below(static_cast<std::uint32_t>(blocks.size()));
    const TextRange b = blocks[i].at;
    const auto size = static_cast<std::uint32_t>(b.size());
    const std::uint32_t begin = b.begin.byte + (size ? random.below(size) : 0);
    const std::uint32_t end = std::min(b.end.byte, begin + 1 + random.below(4));
    const double confidence = 0.45 + 0.05 * random.below(12);
    // White space at the ends of a block (where words were taken out) and replaced at a cut: other tests'
    // matters.
    const auto blank_ends = [&](TextRange r) {
      return r.empty() || doc.text(r).front() == ' ' || doc.text(r).back() == ' ';
    };
    const bool cuttable = !blank_ends(b);
    std::size_t right = i + 1;
    while (right < blocks.size() && lifted(blocks[right].role)) ++right;
    switch (random.below(8)) {
      case 0:
        d.role(b, kRoles[random.below(5)], 0, confidence);
        break;
      case 1:
        if (cuttable) d.role({{begin}, {end}}, kRoles[random.below(5)], 0, confidence);
        break;
      case 2:
        if (cuttable) d.split({begin}, 0, confidence);
        break;
      case 3:
        d.start(b.begin, 0, confidence);
        break;
      case 4:
      case 5:
        if (right < blocks.size())
          d.join({b.end, blocks[right].at.begin}, random.below(2) ? " " : "", 0, confidence);
        break;
      default:
        if (!blank_ends({{begin}, {end}}))
          d.replace({{begin}, {end}}, random.below(3) ? random.word(3) : "", 0, confidence);
    }
  }
  return d;
}

TEST(Apply, does_what_a_plain_rebuild_of_the_strings_does) {
  std::size_t applied = 0, superseded = 0;
  for (unsigned seed = 0; seed < 3000 && !testing::Test::HasFailure(); ++seed) {
    Random random(seed);
    const std::string text = random_page(random);
    Document doc = page(text);
    for (int stage = 0; stage < 4; ++stage) {
      const std::string old(doc.text());
      const std::vector<Block> blocks(doc.blocks().begin(), doc.blocks().end());
      const std::size_t decided = doc.history().size();
      std::vector<Decisions> proposals;
      proposals.push_back(random_proposals(doc, kOne, random));
      proposals.push_back(random_proposals(doc, kTwo, random));
      apply(doc, proposals, at_least(0.6));
      std::string expected, got, all;
      for (const Plain& p : plainly(old, blocks, doc.history().subspan(decided))) {
        expected += "[" + std::string(name(p.role)) + "] " + p.text + "\n";
        all += (all.empty() && expected.find('\n') == expected.size() - 1 ? "" : "\n") + p.text;
      }
      for (const Block& b : doc.blocks())
        got += "[" + std::string(name(b.role)) + "] " + std::string(doc.text(b)) + "\n";
      const std::string where =
          "seed " + std::to_string(seed) + ", stage " + std::to_string(stage) + ", from\n" + old;
      EXPECT_EQ(broken(doc), "") << where;
      EXPECT_EQ(got, expected) << where;
      EXPECT_EQ(doc.text(), all) << where;
      for (const Decision& d : doc.history().subspan(decided)) {
        EXPECT_NE(d.verdict, Verdict::proposed) << where;
        applied += d.verdict == Verdict::applied;
      }
    }
    for (const Decision& d : doc.history()) superseded += d.verdict == Verdict::superseded;
  }
  if (!testing::Test::HasFailure()) {
    EXPECT_GT(applied, 10000u);  // the proposals are such that much of them stands
    EXPECT_GT(superseded, 100u);
  }
}

}  // namespace
}  // namespace clean::tests
