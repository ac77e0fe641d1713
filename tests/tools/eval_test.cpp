// The scorer against small pages whose scores were worked out by hand; the working stands in the comments.
// Pages and blocks are written as text; spans are found by looking the printed lines up in the page.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "eval/issue.h"
#include "eval/report.h"
#include "eval/score.h"

namespace eval {
namespace {

// Eight printed lines, two articles. Numbers of lines are used in the comments below.
const std::string kPage =
    "甲市办实事\n"                // 1  headline
    "本报讯 记者获悉,甲市今年\n"  // 2  paragraph ...
    "办成十件实事。\n"            // 3  ... of two lines
    "图为签约现场。张三摄\n"      // 4  caption
    "乙县修新路\n"                // 5  headline
    "乙县的公路已经修\n"          // 6  paragraph ...
    "通,群众满意。\n"             // 7  ... of two lines
    "下转第二版\n";               // 8  jump

Span span(const std::string& page, const std::string& line) {
  const std::size_t begin = page.find(line);
  EXPECT_NE(begin, page.npos) << line;
  return {begin, begin + line.size()};
}

Block block(const std::string& page, const std::string& role, const std::string& text,
            std::initializer_list<std::string> lines) {
  Block result{.role = role, .text = text, .whole = {}, .group = {}, .source = {}, .spans = {}};
  for (const std::string& line : lines) result.spans.push_back(span(page, line));
  return result;
}

Record record(std::vector<Block> blocks, std::vector<Block> lifted = {}) {
  Record result;
  result.source = "page.txt";
  result.kind = "article";
  result.blocks = std::move(blocks);
  result.lifted = std::move(lifted);
  return result;
}

Block line1() { return block(kPage, "headline", "甲市办实事", {"甲市办实事"}); }
Block lines23(const std::string& text = "本报讯 记者获悉，甲市今年办成十件实事。") {
  return block(kPage, "paragraph", text, {"本报讯 记者获悉,甲市今年", "办成十件实事。"});
}
Block line4() { return block(kPage, "caption", "图为签约现场。张三摄", {"图为签约现场。张三摄"}); }
Block line5() { return block(kPage, "headline", "乙县修新路", {"乙县修新路"}); }
Block line6() { return block(kPage, "paragraph", "乙县的公路已经修", {"乙县的公路已经修"}); }
Block line7() { return block(kPage, "paragraph", "通，群众满意。", {"通,群众满意。"}); }
Block lines67(const std::string& text = "乙县的公路已经修通，群众满意。") {
  return block(kPage, "paragraph", text, {"乙县的公路已经修", "通,群众满意。"});
}
Block line8() { return block(kPage, "jump", "下转第二版", {"下转第二版"}); }

Record first() {
  Record result = record({line1(), lines23()}, {line4()});
  result.headline = "甲市办实事";
  result.byline = "";
  result.dateline = "本报讯";
  result.kicker = std::vector<std::string>{};
  result.jump = Jump{};
  return result;
}

Record second() {
  Record result = record({line5(), lines67()}, {line8()});
  result.headline = "乙县修新路";
  result.byline = "";
  result.dateline = "";
  result.kicker = std::vector<std::string>{};
  result.jump = Jump{.to = 2, .from = 0};
  return result;
}

Records gold() { return {first(), second()}; }

Scores score_on(const std::string& page, const Records& gold_records, const Records& out) {
  return score(gold_records, out, [&](const std::string&) { return page; });
}

Scores score_of(const Records& out) { return score_on(kPage, gold(), out); }

void expect(const Prf& count, std::size_t right, std::size_t wrong, std::size_t missed) {
  EXPECT_EQ(count.right, right);
  EXPECT_EQ(count.wrong, wrong);
  EXPECT_EQ(count.missed, missed);
}

void expect(const Share& share, std::size_t count, std::size_t of) {
  EXPECT_EQ(share.count, count);
  EXPECT_EQ(share.of, of);
}

bool says(const Scores& scores, const std::string& text) {
  return error_list(scores).find(text) != std::string::npos;
}

// A folder of its own for each test.
class Folder : public testing::Test {
 protected:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("eval_test." + std::to_string(getpid()) + "." +
               testing::UnitTest::GetInstance()->current_test_info()->name())) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() override { std::filesystem::remove_all(path_); }

  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }

  std::string complaint(const std::string& text) const {
    try {
      read_records(write("bad.jsonl", text));
    } catch (const Invalid& error) {
      const std::string what = error.what();
      return what.substr(what.find("bad.jsonl"));
    }
    return "none";
  }

  std::filesystem::path path_;
};
using Reading = Folder;

TEST(Eval, gold_against_itself_is_right_in_everything) {
  const Scores scores = score_of(gold());
  EXPECT_EQ(scores.units, 8u);
  expect(scores.seams, 2, 0, 0);  // 2|3 and 6|7
  expect(scores.glue, 2, 2);
  expect(scores.starts, 2, 0, 0);
  // Flow: 1 2 3 5 6 7, n = 6, two runs: k = round(6 / 4) = 2, windows (1,3) (2,5) (3,6) (5,7).
  expect(scores.pk, 0, 4);
  expect(scores.window_diff, 0, 4);
  expect(scores.roles.at("headline"), 2, 0, 0);
  expect(scores.roles.at("paragraph"), 4, 0, 0);
  expect(scores.lifted_kinds, 2, 0, 0);
  expect(scores.fields.at("headline").all, 2, 2);
  expect(scores.fields.at("dateline").filled, 1, 1);
  expect(scores.jumps, 1, 0, 0);
  expect(scores.edits, 2, 0, 0);     // the commas of 2 and 7
  expect(scores.characters, 0, 60);  // 5 + 13 + 7 + 10 + 5 + 8 + 7 + 5
  expect(scores.open_ends, 0, 2);
  expect(scores.uncovered, 0, kPage.size() - 8 - 1);  // without line ends and the space of 2
  expect(scores.doubled, 0, kPage.size() - 8 - 1);
  EXPECT_TRUE(scores.findings.empty()) << error_list(scores);
  EXPECT_EQ(precision(scores.seams), 1.0);
  EXPECT_EQ(f1(scores.edits), 1.0);
}

TEST(Eval, lines_that_OUT_does_not_join_are_a_missed_seam_and_an_open_end) {
  const Scores scores = score_of({first(), record({line5(), line6(), line7()}, {line8()})});
  expect(scores.seams, 1, 0, 1);
  EXPECT_DOUBLE_EQ(*recall(scores.seams), 0.5);
  expect(scores.glue, 1, 1);
  expect(scores.open_ends, 1, 3);  // 6 ends in mid-sentence
  expect(scores.gold_open_ends, 0, 2);
  expect(scores.characters, 0, 60);
  EXPECT_TRUE(says(scores, "page.txt:7: seam: not joined: \"乙县的公路已经修\" | \"通,群众满意。\""));
  EXPECT_TRUE(says(scores, "page.txt:6: end: paragraph ends in mid-sentence"));
}

TEST(Eval, a_join_over_the_border_of_two_articles_is_a_wrong_seam) {
  Block all = block(
      kPage, "paragraph", "本报讯 记者获悉，甲市今年办成十件实事。乙县修新路乙县的公路已经修通，群众满意。",
      {"本报讯 记者获悉,甲市今年", "办成十件实事。", "乙县修新路", "乙县的公路已经修", "通,群众满意。"});
  const Scores scores = score_of({record({line1(), all}, {line4(), line8()})});
  // 1|2 no; 2|3 right; 3|5 wrong; 5|6 wrong; 6|7 right.
  expect(scores.seams, 2, 2, 0);
  EXPECT_DOUBLE_EQ(*precision(scores.seams), 0.5);
  expect(scores.starts, 1, 0, 1);
  // Gold 0 0 0 1 1 1, OUT 0 0 0 0 0 0: of the windows (1,3) (2,5) (3,6) (5,7) the middle two differ.
  expect(scores.pk, 2, 4);
  expect(scores.window_diff, 2, 4);
  expect(scores.roles.at("headline"), 1, 0, 1);
  expect(scores.roles.at("paragraph"), 4, 1, 0);
  EXPECT_TRUE(says(scores, "page.txt:5: seam: wrongly joined: \"办成十件实事。\" | \"乙县修新路\""));
}

TEST(Eval, a_join_that_leaves_out_a_unit_of_the_flow_is_wrong_too) {
  Block skipping = block(kPage, "paragraph", "甲市办实事办成十件实事。", {"甲市办实事", "办成十件实事。"});
  Block skipped = block(kPage, "paragraph", "本报讯 记者获悉，甲市今年", {"本报讯 记者获悉,甲市今年"});
  const Scores scores = score_of({record({skipping, skipped}, {line4()}), second()});
  expect(scores.seams, 1, 1, 1);  // 6|7 right; 1|3 wrong; 2|3 missed
}

TEST(Eval, a_join_over_a_unit_lifted_by_mistake_misses_two_seams_and_is_not_wrong_besides) {
  const std::string page = "第一行的字\n第二行的字\n第三行的字。\n";
  const Records want = {record({block(page, "paragraph", "第一行的字第二行的字第三行的字。",
                                      {"第一行的字", "第二行的字", "第三行的字。"})})};
  const Scores scores =
      score_on(page, want,
               {record({block(page, "paragraph", "第一行的字第三行的字。", {"第一行的字", "第三行的字。"})},
                       {block(page, "caption", "第二行的字", {"第二行的字"})})});
  expect(scores.seams, 0, 0, 2);
}

TEST(Eval, a_paragraph_carried_on_behind_another_article_has_a_seam) {
  const std::string page = "甲文前半\n乙文全文。\n甲文后半。\n";
  Block whole = block(page, "paragraph", "甲文前半甲文后半。", {"甲文前半", "甲文后半。"});
  Block other = block(page, "paragraph", "乙文全文。", {"乙文全文。"});
  const Records want = {record({whole}), record({other})};
  const Scores same = score_on(page, want, want);
  expect(same.seams, 1, 0, 0);
  expect(same.glue, 1, 1);
  const Scores apart =
      score_on(page, want,
               {record({block(page, "paragraph", "甲文前半", {"甲文前半"})}), record({other}),
                record({block(page, "paragraph", "甲文后半。", {"甲文后半。"})})});
  expect(apart.seams, 0, 0, 1);
  expect(apart.starts, 2, 1, 0);
}

TEST(Eval, a_space_at_a_seam_is_wrong_glue_but_no_edit_and_no_wrong_character) {
  Record out = first();
  out.blocks[1] = lines23("本报讯 记者获悉，甲市今年 办成十件实事。");
  const Scores scores = score_of({out, second()});
  expect(scores.seams, 2, 0, 0);
  expect(scores.glue, 1, 2);
  expect(scores.edits, 2, 0, 0);
  expect(scores.characters, 0, 60);
  EXPECT_TRUE(says(scores, "page.txt:3: glue: \"\", OUT \" \""));
}

TEST(Eval, a_hyphen_kept_at_a_line_end_is_wrong_glue_but_no_edit) {
  const std::string page = "The over-\nsight board met\nat well-\nknown places.\n";
  const auto with = [&](const std::string& text) {
    return Records{record(
        {block(page, "paragraph", text, {"The over-", "sight board met", "at well-", "known places."})})};
  };
  const Records want = with("The oversight board met at well-known places.");
  expect(score_on(page, want, want).glue, 3, 3);
  const Scores kept = score_on(page, want, with("The over-sight board met at well-known places."));
  expect(kept.glue, 2, 3);
  EXPECT_TRUE(says(kept, "page.txt:2: glue: \"\", OUT \"-\""));
  expect(kept.edits, 0, 0, 0);
  expect(kept.characters, 0, 43);  // 8 + 15 + 7 + 13, the two hyphens left out
  const Scores dropped = score_on(page, want, with("The oversight board met at wellknown places."));
  expect(dropped.glue, 2, 3);
  expect(dropped.characters, 0, 43);
  const Scores blank = score_on(page, want, with("The over sight board met at well-known places."));
  expect(blank.glue, 2, 3);  // hyphen turned into a space
}

TEST(Eval, a_width_edit_at_the_seam_does_not_make_the_glue_wrong) {
  const std::string page = "他说,\n好的。\n";
  const auto with = [&](const std::string& text) {
    return Records{record({block(page, "paragraph", text, {"他说,", "好的。"})})};
  };
  const Scores scores = score_on(page, with("他说，好的。"), with("他说,好的。"));
  expect(scores.glue, 1, 1);
  expect(scores.edits, 0, 0, 1);
}

TEST(Eval, an_article_that_starts_a_line_late_is_one_start_wrong_and_one_missed) {
  const Scores scores =
      score_of({record({line1(), lines23(), line5()}, {line4()}), record({lines67()}, {line8()})});
  expect(scores.starts, 1, 1, 1);
  // Gold 0 0 0 1 1 1, OUT 0 0 0 0 1 1, k = 2.
  // Ends in one record, gold/OUT: (1,3) yes/yes, (2,5) no/yes, (3,6) no/no, (5,7) yes/no.
  expect(scores.pk, 2, 4);
  // Changes, gold/OUT: 0/0, 1/0, 1/1, 0/1.
  expect(scores.window_diff, 2, 4);
  EXPECT_TRUE(says(scores, "page.txt:5: start: an article starts here: \"乙县修新路\""));
  EXPECT_TRUE(says(scores, "page.txt:6: start: no article starts here: \"乙县的公路已经修\""));
}

TEST(Eval, WindowDiff_counts_a_change_too_many_where_Pk_sees_none) {
  const Scores scores = score_of({first(), record({line5()}), record({lines67()}, {line8()})});
  expect(scores.starts, 2, 1, 0);
  // Gold 0 0 0 1 1 1, OUT 0 0 0 1 2 2. Pk, gold/OUT: yes/yes, no/no, no/no, yes/no.
  expect(scores.pk, 1, 4);
  // Changes, gold/OUT: (1,3) 0/0, (2,5) 1/1, (3,6) 1/2, (5,7) 0/1.
  expect(scores.window_diff, 2, 4);
}

TEST(Eval, a_caption_left_in_its_paragraph_is_a_missed_kind) {
  Block with_caption =
      block(kPage, "paragraph", "本报讯 记者获悉，甲市今年办成十件实事。图为签约现场。张三摄",
            {"本报讯 记者获悉,甲市今年", "办成十件实事。", "图为签约现场。张三摄"});
  Record out = first();
  out.blocks[1] = with_caption;
  out.lifted.clear();
  const Scores scores = score_of({out, second()});
  expect(scores.seams, 2, 0, 0);
  EXPECT_EQ(scores.left_in_flow, 1u);
  expect(scores.roles.at("caption"), 0, 0, 1);
  expect(scores.roles.at("paragraph"), 4, 1, 0);
  expect(scores.lifted_kinds, 1, 0, 1);
  expect(scores.uncovered, 0, kPage.size() - 9);
  EXPECT_TRUE(says(scores, "page.txt:4: role: caption, OUT paragraph: \"图为签约现场。张三摄\""));
}

TEST(Eval, a_caption_left_between_two_joined_halves_is_wrong_glue) {
  const std::string page = "专家团队到基层送需\n图为现场\n求的科技。\n";
  const Scores scores = score_on(page,
                                 {record({block(page, "paragraph", "专家团队到基层送需求的科技。",
                                                {"专家团队到基层送需", "求的科技。"})},
                                         {block(page, "caption", "图为现场", {"图为现场"})})},
                                 {record({block(page, "paragraph", "专家团队到基层送需图为现场求的科技。",
                                                {"专家团队到基层送需", "图为现场", "求的科技。"})})});
  expect(scores.seams, 1, 0, 0);
  expect(scores.glue, 0, 1);
  EXPECT_EQ(scores.left_in_flow, 2u);
}

TEST(Eval, seams_inside_a_caption_of_two_lines_are_counted_beside_the_others) {
  const std::string page = "图为新建的\n大桥。\n第1版\n";
  const Records want = {record({}, {block(page, "caption", "图为新建的大桥。", {"图为新建的", "大桥。"}),
                                    block(page, "folio", "第1版", {"第1版"})})};
  const Scores apart = score_on(page, want,
                                {record({}, {block(page, "caption", "图为新建的", {"图为新建的"}),
                                             block(page, "caption", "大桥。第1版", {"大桥。", "第1版"})})});
  expect(apart.lifted_seams, 0, 1, 1);
  expect(apart.seams, 0, 0, 0);
  EXPECT_EQ(f1(apart.seams), std::nullopt);
}

TEST(Eval, a_mark_changed_wrongly_is_a_wrong_edit_and_one_left_alone_a_missed_edit) {
  Record one = first(), two = second();
  one.blocks[1] = lines23("本报讯 记者获悉,甲市今年办成十件实事。");  // the comma of 2 left
  two.blocks[1] = lines67("乙县的公路已经修通，群众满意.");           // the full stop of 7 narrowed
  const Scores scores = score_of({one, two});
  expect(scores.edits, 1, 1, 1);
  expect(scores.characters, 2, 60);
  expect(scores.glue, 2, 2);
  EXPECT_TRUE(says(scores, "page.txt:2: edit: missed: \",\" to \"，\": \"本报讯 记者获悉[,]甲市今年\""));
  EXPECT_TRUE(says(scores, "page.txt:7: edit: wrong: \"。\" to \".\""));
}

TEST(Eval, edits_are_compared_character_by_character_however_they_stand_together) {
  const std::string page = "约10~12°C,等等...\n";
  const auto with = [&](const std::string& text) {
    return Records{record({block(page, "paragraph", text, {"约10~12°C,等等..."})})};
  };
  // Gold: ~ ～; , ，; . …; . …; . dropped. ℃ is the same as °C.
  const Records want = with("约10～12℃，等等……");
  expect(score_on(page, want, want).edits, 5, 0, 0);
  expect(score_on(page, want, with("约10～12°C，等等……")).edits, 5, 0, 0);
  // , left; one … only: the second dot is dropped (wrong) instead of changed (missed).
  const Scores scores = score_on(page, want, with("约10～12°C,等等…"));
  expect(scores.edits, 3, 1, 2);
  expect(scores.characters, 2, 13);  // ， and the second …; ℃ counts as two
}

TEST(Eval, text_printed_twice_at_a_seam_and_taken_out_once_is_a_run_of_edits) {
  const std::string page = "换上小将宋雨桐。\n小将宋雨桐。她得分。\n";
  const auto with = [&](const std::string& text) {
    return Records{record({block(page, "paragraph", text, {"换上小将宋雨桐。", "小将宋雨桐。她得分。"})})};
  };
  const Records want = with("换上小将宋雨桐。她得分。");
  const Scores same = score_on(page, want, want);
  expect(same.edits, 6, 0, 0);
  expect(same.glue, 1, 1);
  const Scores left = score_on(page, want, with("换上小将宋雨桐。小将宋雨桐。她得分。"));
  expect(left.edits, 0, 0, 6);
  expect(left.characters, 6, 12);
}

TEST(Eval, a_field_is_right_when_it_equals_that_of_gold_but_for_white_space) {
  Record one = first(), two = second();
  one.headline = " 甲市办实事\n";  // only white space
  one.dateline = "";               // gold has 本报讯
  one.byline = "记者 某";          // gold has none
  two.headline = "乙县修";
  two.kicker = std::vector<std::string>{"肩题"};
  const Scores scores = score_of({one, two});
  expect(scores.fields.at("headline").all, 1, 2);
  expect(scores.fields.at("dateline").all, 1, 2);
  expect(scores.fields.at("dateline").filled, 0, 1);
  expect(scores.fields.at("byline").all, 1, 2);
  expect(scores.fields.at("byline").filled, 0, 1);
  expect(scores.fields.at("kicker").all, 1, 2);
  EXPECT_FALSE(scores.fields.contains("subheadline"));  // gold has no such key
  EXPECT_TRUE(says(scores, "page.txt:5: field: headline \"乙县修新路\", OUT \"乙县修\""));
}

TEST(Eval, an_article_that_starts_elsewhere_is_compared_with_the_one_that_shares_its_units) {
  Record two = record({lines67()}, {line8()});
  two.headline = "乙县修新路";
  two.byline = two.dateline = "";
  two.kicker = std::vector<std::string>{};
  Record one = first();
  one.blocks.push_back(line5());
  const Scores scores = score_of({one, two});
  expect(scores.fields.at("headline").all, 2, 2);
}

TEST(Eval, of_an_article_OUT_does_not_have_fields_with_something_in_them_are_wrong) {
  const Scores scores = score_of({first()});
  expect(scores.fields.at("headline").all, 1, 2);
  expect(scores.fields.at("dateline").all, 1, 1);  // the second article's is empty: not scored
}

TEST(Eval, a_jump_link_is_an_article_with_the_pages_it_goes_to_and_comes_from) {
  Record one = first(), two = second();
  one.jump = Jump{.to = 0, .from = 1};
  two.jump = Jump{.to = 3, .from = 0};
  const Scores scores = score_of({one, two});
  expect(scores.jumps, 0, 2, 1);
}

TEST(Eval, lines_that_no_span_covers_are_lost_and_lines_under_two_spans_are_doubled) {
  Record two = record({line5(), line6()}, {line8()});
  two.blocks.push_back(block(kPage, "paragraph", "办成十件实事。", {"办成十件实事。"}));
  const Scores scores = score_of({first(), two});
  expect(scores.uncovered, 19, kPage.size() - 9);  // 通 3 , 1 群众满意 12 。 3
  expect(scores.doubled, 21, kPage.size() - 9);    // seven characters
  expect(scores.characters, 7, 60);
  expect(scores.edits, 1, 0, 1);
  expect(scores.seams, 1, 0, 1);
  EXPECT_TRUE(says(scores, "page.txt:7: bytes: 19 bytes not covered: \"通,群众满意。\""));
  EXPECT_TRUE(says(scores, "page.txt:3: bytes: 21 bytes covered more than once"));
}

TEST(Eval, an_empty_OUT_misses_everything) {
  const Scores scores = score_of({});
  expect(scores.seams, 0, 0, 2);
  expect(scores.starts, 0, 0, 2);
  expect(scores.lifted_kinds, 0, 0, 2);
  expect(scores.roles.at("paragraph"), 0, 0, 4);
  expect(scores.jumps, 0, 0, 1);
  expect(scores.edits, 0, 0, 2);
  expect(scores.characters, 60, 60);
  expect(scores.uncovered, kPage.size() - 9, kPage.size() - 9);
  expect(scores.fields.at("headline").all, 0, 2);
  // No unit is in a record of OUT: a window is right only where gold's ends are in two.
  expect(scores.pk, 2, 4);
  EXPECT_EQ(precision(scores.seams), std::nullopt);
  EXPECT_EQ(f1(scores.seams), 0.0);
}

TEST(Eval, lines_of_one_display_group_are_not_scored_and_those_of_two_groups_are_not_joined) {
  const std::string page = "大字标题\n小字标题\n诗句一\n诗句二\n正文。\n";
  const auto line = [&](const std::string& text, const std::string& group) {
    Block result = block(page, "display", text, {text});
    result.group = group;
    return result;
  };
  const Records want = {record({line("大字标题", "1"), line("小字标题", "1"), line("诗句一", "2"),
                                line("诗句二", "2"), block(page, "paragraph", "正文。", {"正文。"})})};
  const Records out = {record({block(page, "headline", "大字标题小字标题", {"大字标题", "小字标题"}),
                               block(page, "verse", "诗句一", {"诗句一"}),
                               block(page, "verse", "诗句二正文。", {"诗句二", "正文。"})})};
  const Scores scores = score_on(page, want, out);
  EXPECT_EQ(scores.open_seams, 2u);
  expect(scores.seams, 0, 1, 0);  // 诗句二|正文 is wrong; 小字标题|诗句一 is right in not being joined
  EXPECT_EQ(scores.roles.size(), 2u);  // no role of display lines; the paragraph's and OUT's verse for it
  expect(scores.roles.at("paragraph"), 0, 0, 1);
  expect(scores.roles.at("verse"), 0, 1, 0);
}

TEST(Eval, seams_beside_a_unit_of_role_other_are_not_scored) {
  const std::string page = "一行。\n二行\n三行。\n";
  const Scores scores = score_on(
      page,
      {record({block(page, "paragraph", "一行。", {"一行。"}), block(page, "other", "二行", {"二行"}),
               block(page, "paragraph", "三行。", {"三行。"})})},
      {record({block(page, "paragraph", "一行。二行三行。", {"一行。", "二行", "三行。"})})});
  EXPECT_EQ(scores.open_seams, 2u);
  expect(scores.seams, 0, 0, 0);
  expect(scores.roles.at("paragraph"), 2, 0, 0);
}

TEST(Eval, adverts_and_tables_are_right_lifted_and_as_records_of_their_own) {
  const std::string page = "新闻一则。\n遗失声明\n某某证件作废\n开奖号码\n";
  Record news = record({block(page, "paragraph", "新闻一则。", {"新闻一则。"})});
  Record rest = record({}, {block(page, "classified", "遗失声明", {"遗失声明"}),
                            block(page, "advert", "某某证件作废", {"某某证件作废"}),
                            block(page, "table", "开奖号码", {"开奖号码"})});
  rest.kind = "rest";
  Record advert = record({block(page, "headline", "遗失声明", {"遗失声明"}),
                          block(page, "paragraph", "某某证件作废", {"某某证件作废"})});
  advert.kind = "advert";
  Record lottery = record({block(page, "paragraph", "开奖号码", {"开奖号码"})});
  lottery.genre = "table";
  const Scores scores = score_on(page, {news, rest}, {news, advert, lottery});
  expect(scores.starts, 1, 0, 0);
  expect(scores.roles.at("advert"), 2, 0, 0);
  expect(scores.roles.at("table"), 1, 0, 0);
  expect(scores.lifted_kinds, 3, 0, 0);

  Record plain = lottery;
  plain.genre = "news";  // an ordinary article on a table is wrong
  const Scores wrong = score_on(page, {news, rest}, {news, advert, plain});
  expect(wrong.starts, 1, 1, 0);
  expect(wrong.roles.at("table"), 0, 0, 1);
}

TEST(Eval, one_span_over_two_lines_and_their_white_space_is_the_same_as_two_spans) {
  const std::string page = "　　本报讯消息\r\n　传来。 \r\n";
  const Records want = {record({block(page, "paragraph", "本报讯消息传来。", {"本报讯消息", "传来。"})})};
  Block wide = block(page, "paragraph", "本报讯消息传来。", {});
  wide.spans = {{0, page.size()}};
  const Scores scores = score_on(page, want, {record({wide})});
  expect(scores.seams, 1, 0, 0);
  expect(scores.glue, 1, 1);
  expect(scores.edits, 0, 0, 0);
  expect(scores.starts, 1, 0, 0);
  expect(scores.doubled, 0, 24);
}

TEST(Eval, an_end_mark_left_on_its_line_is_a_missed_role_and_the_article_still_starts_there) {
  const std::string page = "市里的事。②\n";
  const Records want = {
      record({block(page, "paragraph", "市里的事。", {"市里的事。"})}, {block(page, "endmark", "②", {"②"})})};
  const Scores scores =
      score_on(page, want, {record({block(page, "paragraph", "市里的事。②", {"市里的事。②"})})});
  expect(scores.starts, 1, 0, 0);
  expect(scores.roles.at("endmark"), 0, 0, 1);
  EXPECT_EQ(scores.left_in_flow, 1u);
}

TEST(Eval, what_needs_the_source_page_is_said_not_to_be_measured_when_there_is_none) {
  const Scores scores = score(gold(), gold(), [](const std::string&) { return std::nullopt; });
  expect(scores.seams, 2, 0, 0);
  expect(scores.glue, 0, 0);
  expect(scores.edits, 0, 0, 0);
  EXPECT_EQ(scores.unsourced, std::vector<std::string>{"page.txt"});
  EXPECT_NE(table(scores).find("not measured: no source page page.txt"), std::string::npos);
  EXPECT_NE(json(scores, {}, {}).find("\"glue\":null"), std::string::npos);
  EXPECT_NE(json(scores, {}, {}).find("\"not_measured\":[\"page.txt\"]"), std::string::npos);
}

TEST(Eval, a_span_that_ends_behind_the_page_is_not_valid) {
  Records out = gold();
  out[1].place = "out.jsonl:2";
  out[1].blocks[0].spans[0].end = 100000;
  try {
    score_of(out);
    FAIL();
  } catch (const Invalid& error) {
    EXPECT_EQ(std::string(error.what()).substr(0, 18), "out.jsonl:2: span ");
  }
}

TEST(Eval, pages_are_added_up_before_ratios_are_taken) {
  Records both_gold = gold(), both_out = {first(), record({line5(), line6(), line7()}, {line8()})};
  for (Record& other : gold()) {
    other.source = "other.txt";
    both_gold.push_back(other);
    both_out.push_back(other);
  }
  const auto pages = score_pages(both_gold, both_out, [](const std::string&) { return kPage; });
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[1].name, "other.txt");
  expect(pages[0].seams, 1, 0, 1);
  expect(pages[1].seams, 2, 0, 0);
  const Scores sum = score(both_gold, both_out, [](const std::string&) { return kPage; });
  EXPECT_EQ(sum.pages, 2u);
  EXPECT_DOUBLE_EQ(*recall(sum.seams), 0.75);
  EXPECT_NE(page_table(pages).find("other.txt"), std::string::npos);
}

TEST(Eval, an_article_carried_over_two_pages_starts_on_its_first) {
  const std::string front = "桥修好了，\n", back = "车可以走。\n另一件事。\n";
  Block tail = block(back, "paragraph", "车可以走。", {"车可以走。"});
  tail.source = "4.txt";
  Record issue = record({block(front, "paragraph", "桥修好了，", {"桥修好了，"}), tail});
  issue.source = "1.txt";
  issue.headline = "桥";
  Record other = record({block(back, "paragraph", "另一件事。", {"另一件事。"})});
  other.source = "4.txt";
  const Records both = {issue, other};
  const auto pages =
      score_pages(both, both, [&](const std::string& name) { return name == "1.txt" ? front : back; });
  ASSERT_EQ(pages.size(), 2u);
  expect(pages[0].starts, 1, 0, 0);
  expect(pages[0].fields.at("headline").all, 1, 1);
  expect(pages[1].starts, 1, 0, 0);  // of the other; the first has none here
  expect(pages[1].pk, 0, 1);         // but its line is in another record: two units, k = 1
  EXPECT_EQ(pages[1].units, 2u);
  EXPECT_FALSE(pages[1].fields.contains("headline"));
}

TEST(Eval, control_characters_of_a_page_do_not_reach_the_terminal) {
  const std::string page = "标题\x1b[31m\n";
  const Scores scores = score_on(page, {record({block(page, "paragraph", "标题", {"标题\x1b[31m"})})}, {});
  EXPECT_EQ(error_list(scores).find('\x1b'), std::string::npos);
  EXPECT_TRUE(says(scores, "标题\\x1b[31m"));
}

TEST(Eval, records_without_gold_are_named_and_standard_input_is_taken_for_the_only_page) {
  Records out = gold();
  for (Record& each : out) each.source = "elsewhere.txt";
  EXPECT_EQ(not_in_gold(gold(), out), std::vector<std::string>{"elsewhere.txt"});
  expect(score_of(out).seams, 0, 0, 2);
  for (Record& each : out) each.source = std::string("-");  // GCC 12 warns without reason at = "-"
  EXPECT_TRUE(not_in_gold(gold(), out).empty());
  expect(score_of(out).seams, 2, 0, 0);
}

TEST(Eval, a_long_block_whose_text_has_nothing_of_the_source_is_still_scored) {
  std::string page, text;
  for (int i = 0; i < 4000; ++i) {
    page += "甲";
    text += i % 3 ? "乙" : "丙";
  }
  const auto with = [&](const std::string& of) {
    Block one = block(page, "paragraph", of, {});
    one.spans = {{0, page.size()}};
    return Records{record({one})};
  };
  const Scores scores = score_on(page, with(page), with(text));
  expect(scores.characters, 4000, 4000);
  expect(scores.edits, 0, 4000, 0);
}

TEST_F(Reading, keys_that_gold_does_not_have_are_not_scored) {
  write("page.txt", kPage);
  const auto path =
      write("gold.jsonl",
            "{\"source\":\"dir/page.txt\",\"blocks\":[{\"role\":\"paragraph\",\"spans\":[[0,15]]},"
            "{\"text\":\"本报讯 记者获悉，甲市今年\",\"spans\":[[16,51]]}]}\n\n");
  const Records want = read_records(path);
  ASSERT_EQ(want.size(), 1u);
  EXPECT_EQ(want[0].source, "page.txt");
  EXPECT_EQ(want[0].kind, "article");
  EXPECT_FALSE(want[0].jump);
  EXPECT_FALSE(want[0].headline);
  Records out = gold();
  out.pop_back();
  const Scores scores = score_on(kPage, want, out);
  EXPECT_TRUE(scores.fields.empty());
  expect(scores.jumps, 0, 0, 0);
  EXPECT_EQ(scores.open_seams, 1u);  // the second block has no role
  EXPECT_EQ(scores.roles.count("paragraph"), 1u);
  expect(scores.characters, 0, 13);  // the first has no text
  expect(scores.edits, 1, 0, 0);
}

TEST_F(Reading, a_line_that_is_no_record_is_named_by_file_and_line) {
  const std::string good = "{\"source\":\"a\",\"blocks\":[]}\n";
  EXPECT_EQ(complaint(good + "[1]\n"), "bad.jsonl:2: not a JSON object");
  EXPECT_EQ(complaint("\n{\"source\":\n").substr(0, 21), "bad.jsonl:2: not JSON");
  EXPECT_EQ(complaint("{\"source\":7}\n"), "bad.jsonl:1: \"source\" is not a string");
  EXPECT_EQ(complaint("{\"source\":\"a\",\"kind\":\"news\"}\n"),
            "bad.jsonl:1: kind is \"news\", not article, advert or rest");
  EXPECT_EQ(complaint("{\"source\":\"a\",\"blocks\":[{\"spans\":[[5,3]]}]}\n"),
            "bad.jsonl:1: blocks[0] has a span that is not [begin,end]");
  EXPECT_EQ(complaint("{\"source\":\"a\",\"lifted\":[{\"role\":\"jump\"}]}\n"),
            "bad.jsonl:1: lifted[0] has no \"spans\"");
  EXPECT_EQ(complaint("{\"blocks\":[{\"spans\":[[0,3]]}]}\n"), "bad.jsonl:1: no \"source\"");
  EXPECT_EQ(complaint(good), "none");
  EXPECT_THROW(read_records(path_ / "nothing.jsonl"), Unreadable);
}

// ---- issues

class IssueGold : public Reading {
 protected:
  // Two pages: A1 with the articles 1 and 2, A4 with 1 and 2; A1#1 goes on with A4#2.
  void SetUp() override {
    Reading::SetUp();
    const auto page = [](const std::string& name) {
      const auto article = [&](int begin, int end) {
        return "{\"source\":\"" + name + ".txt\",\"blocks\":[{\"role\":\"paragraph\",\"spans\":[[" +
               std::to_string(begin) + "," + std::to_string(end) + "]]}]}\n";
      };
      return article(0, 10) + article(20, 30);
    };
    write("A1.jsonl", page("A1"));
    write("A4.jsonl", page("A4"));
    gold_ = write(
        "ISSUE_a.json",
        R"({"pages":["A1","A4"],"stitched":[{"parts":[["A1",1],["A4",2]],"paragraphs":["one two","three"]}]})");
  }

  IssueScores scores(const std::string& out) {
    return score_issue(gold_, read_records(write("out.jsonl", out)));
  }

  static std::string record(const std::string& blocks) {
    return "{\"source\":\"A1.txt\",\"blocks\":[" + blocks + "]}\n";
  }
  static std::string block(const std::string& source, const std::string& spans, const std::string& text) {
    return "{\"role\":\"paragraph\",\"source\":\"" + source + "\",\"spans\":[" + spans + "],\"text\":\"" +
           text + "\"}";
  }

  std::filesystem::path gold_;
};

TEST_F(IssueGold, a_link_is_found_where_a_record_has_both_parts) {
  const IssueScores s =
      scores(record(block("A1.txt", "[0,10],[20,25,\"A4.txt\"]", "one two") + "," +
                    block("A4.txt", "[25,30]", "three")) +
             record(block("A1.txt", "[20,30]", "x")) + record(block("A4.txt", "[0,10]", "y")));
  expect(s.links, 1, 0, 0);
  EXPECT_EQ(s.paragraphs.count, 2u);
  EXPECT_EQ(s.paragraphs.of, 2u);
  EXPECT_TRUE(s.findings.empty());
}

TEST_F(IssueGold, a_link_is_missed_where_the_parts_are_records_of_their_own) {
  const IssueScores s =
      scores(record(block("A1.txt", "[0,10]", "one")) + record(block("A4.txt", "[20,30]", "three")));
  expect(s.links, 0, 0, 1);
  EXPECT_EQ(s.paragraphs.count, 0u);
}

TEST_F(IssueGold, two_articles_of_different_pages_in_one_record_are_wrong) {
  const IssueScores s =
      scores(record(block("A1.txt", "[0,10]", "one") + "," + block("A4.txt", "[0,10]", "y")));
  expect(s.links, 0, 1, 1);
  EXPECT_EQ(s.run_together, 0u);
}

TEST_F(IssueGold, a_missed_start_on_the_other_page_is_told) {
  const IssueScores s =
      scores(record(block("A1.txt", "[0,10]", "one") + "," + block("A4.txt", "[0,30]", "y")));
  expect(s.links, 1, 1, 0);
  EXPECT_EQ(s.run_together, 1u);
}

TEST_F(IssueGold, two_articles_of_one_page_in_one_record_are_the_business_of_starts) {
  const IssueScores s = scores(record(block("A1.txt", "[0,30]", "one")));
  expect(s.links, 0, 0, 1);
}

TEST_F(IssueGold, gold_that_is_no_json_is_named) {
  EXPECT_THROW(score_issue(write("ISSUE_b.json", "{"), {}), Invalid);
  EXPECT_THROW(score_issue(path_ / "ISSUE_c.json", {}), Unreadable);
}

}  // namespace
}  // namespace eval
