// What is written: JSON strings, records, text, the edits log; and undo, with what it says when it cannot.

#include <gtest/gtest.h>
#include <simdjson.h>

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "formats/text_reader.h"
#include "support/cases.h"
#include "unicode/decode.h"

namespace clean::tests {
namespace {

using namespace std::string_literals;

// ---- JSON strings

std::string json(std::string_view text) {
  std::string out;
  write_json_string(text, out);
  return out;
}

std::string parsed(const std::string& written) {
  simdjson::dom::parser parser;
  return std::string(parser.parse(simdjson::padded_string(written)).get_string().value());
}

TEST(JsonStrings, escape_what_must_be) {
  EXPECT_EQ(json(""), R"("")");
  EXPECT_EQ(json("中文 é 𠀀"), "\"中文 é 𠀀\"");
  EXPECT_EQ(json(R"(say "yes")"), R"("say \"yes\"")");
  EXPECT_EQ(json(R"(a\b/c)"), R"("a\\b/c")");
  EXPECT_EQ(json("a\nb\tc\rd\fe"), R"("a\nb\tc\rd\fe")");
  EXPECT_EQ(json("\0\x01\x1F\x7F"s), R"("\u0000\u0001\u001f\u007f")");
}

TEST(JsonStrings, keep_line_separators_as_they_are) {
  EXPECT_EQ(json("a\u2028b\u2029c\u0085"), "\"a\u2028b\u2029c\u0085\"");
}

TEST(JsonStrings, append) {
  std::string out = "[";
  write_json_string("a", out);
  EXPECT_EQ(out, "[\"a\"");
}

TEST(JsonStrings, give_back_what_was_written) {
  std::string all;
  for (int c = 0; c < 128; ++c) all += static_cast<char>(c);
  all += "中文\u2028\uFFFD\uFEFF𠀀";
  EXPECT_EQ(parsed(json(all)), all);
}

TEST(JsonStrings, show_what_is_no_UTF8_as_replacement_characters) {
  EXPECT_EQ(json("a\xFF"
                 "b"),
            "\"a\uFFFDb\"");
  EXPECT_EQ(json("中\xE4\xB8"), "\"中\uFFFD\"");
  EXPECT_EQ(json("\xED\xA0\x80"), "\"\uFFFD\uFFFD\uFFFD\"");
}

// ---- records

constexpr const char* kKeys[] = {"id",       "source",      "kind",   "lang",      "pages", "kicker",
                                 "headline", "subheadline", "byline", "dateline",  "text",  "blocks",
                                 "lifted",   "genre",       "jump",   "confidence"};

using simdjson::dom::element_type;

// The record's keys in their order, each with its type.
std::vector<std::pair<std::string, element_type>> keys_of(const std::string& record) {
  simdjson::dom::parser parser;
  std::vector<std::pair<std::string, element_type>> keys;
  for (const auto& [key, value] : parser.parse(simdjson::padded_string(record)).get_object()) {
    keys.emplace_back(key, value.type());
  }
  return keys;
}

std::string record_of(const Article& a, std::string_view lang = "zh-Hans") {
  std::string out;
  write_jsonl(a, {"page.txt", "page#1"}, lang, out);
  return out;
}

Article full() {
  Article a;
  a.pages = {1, 2};
  a.kicker = {"眉题", "\"quoted\""};
  a.headline = "标题";
  a.subheadline = {"副题"};
  a.byline = "记者 崔敬";
  a.dateline = "本报讯";
  a.text = "一段\n\n二段";
  a.blocks = {{Role::headline, "标题", {{{0}, {6}}}, 1, true},
              {Role::paragraph, "一段", {{{7}, {10}}, {{20}, {23}}}, 1, true}};
  a.lifted = {{Role::running_head, "版", {{{11}, {14}}}, 2, true}};
  a.genre = "news";
  a.jump_to = 2;
  a.jump_from = 12;
  a.confidence = 0.87654;
  return a;
}

TEST(Records, have_every_key_always_and_of_the_same_type) {
  const auto of_full = keys_of(record_of(full()));
  ASSERT_EQ(of_full.size(), std::size(kKeys));
  for (std::size_t i = 0; i < of_full.size(); ++i) EXPECT_EQ(of_full[i].first, kKeys[i]);
  const auto of_empty = keys_of(record_of(Article{}, ""));
  ASSERT_EQ(of_empty.size(), std::size(kKeys));
  for (std::size_t i = 0; i < of_empty.size(); ++i) {
    EXPECT_EQ(of_empty[i].first, kKeys[i]);
    const bool number =
        std::string_view(kKeys[i]) == "confidence";  // 1 reads as a whole number, 0.9 does not
    EXPECT_TRUE(number || of_empty[i].second == of_full[i].second) << kKeys[i];
  }
}

TEST(Records, are_one_line_that_says_what_the_article_has) {
  const std::string record = record_of(full());
  EXPECT_EQ(record.find('\n'), record.size() - 1);
  EXPECT_EQ(record,
            R"({"id":"page#1","source":"page.txt","kind":"article","lang":"zh-Hans","pages":[1,2],)"
            R"("kicker":["眉题","\"quoted\""],"headline":"标题","subheadline":["副题"],"byline":"记者 崔敬",)"
            R"("dateline":"本报讯","text":"一段\n\n二段",)"
            R"("blocks":[{"role":"headline","text":"标题","spans":[[0,6]],"page":1},)"
            R"({"role":"paragraph","text":"一段","spans":[[7,10],[20,23]],"page":1}],)"
            R"("lifted":[{"role":"running_head","text":"版","spans":[[11,14]],"page":2}],)"
            R"("genre":"news","jump":{"to":2,"from":12},"confidence":0.877})"
            "\n");
}

TEST(Records, have_und_for_no_language_and_the_names_of_kinds) {
  Article a;
  EXPECT_NE(record_of(a, "").find(R"("lang":"und")"), std::string::npos);
  a.kind = Article::Kind::advert;
  EXPECT_NE(record_of(a).find(R"("kind":"advert")"), std::string::npos);
  a.kind = Article::Kind::rest;
  EXPECT_NE(record_of(a).find(R"("kind":"rest")"), std::string::npos);
}

TEST(Records, keep_spans_beyond_4_GB) {
  Article a;
  a.blocks = {{Role::paragraph, "x", {{{5'000'000'000}, {5'000'000'001}}}, 1, true}};
  EXPECT_NE(record_of(a).find("[[5000000000,5000000001]]"), std::string::npos);
}

TEST(Records, are_JSON_whatever_bytes_a_file_name_has) {
  std::string out;
  write_jsonl(Article{}, {"\xFF.txt", "\xFF#1"}, "zh", out);
  EXPECT_TRUE(invalid_stretches(out).empty()) << testing::PrintToString(out);
  simdjson::dom::parser parser;
  EXPECT_FALSE(parser.parse(simdjson::padded_string(out)).error());
}

TEST(Records, of_the_seeds_and_of_every_fixture_can_all_be_read) {
  const Pipeline pipeline(load_recipe("zh-daily"));
  std::vector<std::string> texts;
  for (const auto& seed : seeds()) texts.push_back(read_file(seed));
  std::string cases;
  for (const Case& c : all_cases()) cases += c.input + "\n\n";
  texts.push_back(cases);
  for (const std::string& text : texts) {
    const Document document = pipeline.run({.bytes = text, .begin = {}, .first_page = 1});
    for (const Article& a : assemble(document, pipeline.recipe())) {
      const std::string record = record_of(a);
      EXPECT_EQ(keys_of(record).size(), std::size(kKeys)) << record;
      EXPECT_EQ(record.find('\n'), record.size() - 1);
    }
  }
}

// ---- text

std::string text_of(const Article& a, bool first = true) {
  std::string out;
  write_text(a, first, out);
  return out;
}

Article of_parts(std::vector<Part> parts) {
  Article a;
  a.blocks = std::move(parts);
  return a;
}

TEST(TextOutput, has_the_lines_of_a_head_together_and_empty_lines_between_paragraphs) {
  const Article a = of_parts({{Role::kicker, "kicker", {}, 1, true},
                              {Role::headline, "headline", {}, 1, true},
                              {Role::subheadline, "sub", {}, 1, true},
                              {Role::byline, "byline", {}, 1, true},
                              {Role::abstract, "abstract", {}, 1, true},
                              {Role::paragraph, "one", {}, 1, true},
                              {Role::heading, "section", {}, 1, true},
                              {Role::paragraph, "two", {}, 1, true},
                              {Role::byline, "by at the end", {}, 1, true}});
  EXPECT_EQ(text_of(a),
            "kicker\nheadline\nsub\nbyline\n\nabstract\n\none\n\nsection\n\ntwo\n\nby at the end\n");
}

TEST(TextOutput, has_the_lines_of_a_stanza_together) {
  const Article a = of_parts({{Role::headline, "title", {}, 1, true},
                              {Role::verse, "a", {}, 1, true},
                              {Role::verse, "b", {}, 1, false},
                              {Role::verse, "c", {}, 1, true},
                              {Role::verse, "d", {}, 1, false}});
  EXPECT_EQ(text_of(a), "title\n\na\nb\n\nc\nd\n");
}

TEST(TextOutput, has_a_form_feed_line_before_each_article_but_the_first) {
  const Article a = of_parts({{Role::paragraph, "one", {}, 1, true}});
  EXPECT_EQ(text_of(a, true), "one\n");
  EXPECT_EQ(text_of(a, false), "\f\none\n");
}

TEST(TextOutput, leaves_out_what_was_lifted_and_what_belongs_to_no_article) {
  Article a = of_parts({{Role::paragraph, "one", {}, 1, true}});
  a.lifted = {{Role::caption, "caption", {}, 1, true}};
  EXPECT_EQ(text_of(a), "one\n");
  Article rest;
  rest.kind = Article::Kind::rest;
  rest.lifted = {{Role::folio, "1", {}, 1, true}};
  std::string out = "before\n";
  EXPECT_FALSE(write_text(rest, false, out));
  EXPECT_FALSE(write_text(Article{}, false, out));
  EXPECT_EQ(out, "before\n");
  EXPECT_TRUE(write_text(a, false, out));
}

// ---- the edits log

struct Made {
  std::string text, records, edits;
};

Made made_of(const Pipeline& pipeline, std::string_view source) {
  const Document document = pipeline.run({.bytes = source, .begin = {}, .first_page = 1});
  Made made;
  int n = 0;
  for (const Article& a : assemble(document, pipeline.recipe())) {
    write_text(a, made.text.empty(), made.text);
    write_jsonl(a, {"page.txt", "page#" + std::to_string(++n)}, "zh-Hans", made.records);
  }
  write_edits(document, "page.txt", made.edits);
  return made;
}

const Pipeline& zh_daily() {
  static const Pipeline pipeline(load_recipe("zh-daily"));
  return pipeline;
}

const std::string& seed() {
  static const std::string text = read_file(seeds().front());
  return text;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    all.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return all;
}

// The log's lines hold the keys that the head of edits_writer.cpp promises, in that order.
void expect_log(const std::string& edits, std::string_view source, std::map<std::string, int>& kinds) {
  const std::set<std::string> endings = {"before after",
                                         "before bytes after",
                                         "before after end",
                                         "before bytes after end",  // of the layout line
                                         "role before",
                                         "role before bytes",
                                         "join before",
                                         "join before bytes",
                                         "split",
                                         "article",
                                         "behind",
                                         "before after end flow"};
  const std::vector<std::string> head = {"source",  "filter",  "reason", "confidence",
                                         "applied", "verdict", "src"};
  const std::set<std::string_view> verdicts = {"applied", "outranked", "too_unsure", "superseded"};
  simdjson::dom::parser parser;
  for (const std::string& line : lines(edits)) {
    simdjson::dom::object entry;
    ASSERT_FALSE(parser.parse(simdjson::padded_string(line)).get(entry)) << line;
    std::vector<std::string> keys;
    for (const auto& field : entry) keys.emplace_back(field.key);
    ASSERT_GT(keys.size(), head.size()) << line;
    EXPECT_TRUE(std::equal(head.begin(), head.end(), keys.begin())) << line;
    std::string ending;
    for (std::size_t k = head.size(); k < keys.size(); ++k) ending += (ending.empty() ? "" : " ") + keys[k];
    ASSERT_TRUE(endings.contains(ending)) << line;
    EXPECT_EQ(entry["filter"].get_string().value() == "layout", ending.find(" end") != ending.npos) << line;
    ++kinds[ending.starts_with("before") ? "replace" : keys[head.size()]];
    EXPECT_EQ(entry["source"].get_string().value(), "page.txt");
    const std::string_view verdict = entry["verdict"].get_string();
    EXPECT_TRUE(verdicts.contains(verdict)) << line;
    EXPECT_EQ(entry["applied"].get_bool().value(), verdict == "applied") << line;
    const double confidence = entry["confidence"].get_double();
    EXPECT_TRUE(confidence >= 0 && confidence <= 1) << line;
    EXPECT_FALSE(entry["reason"].get_string().value().empty()) << line;
    std::string before;
    for (const auto range : entry["src"].get_array()) {
      const std::uint64_t begin = range.at(0).get_uint64(), end = range.at(1).get_uint64();
      ASSERT_LE(begin, end) << line;
      ASSERT_LE(end, source.size()) << line;
      before += source.substr(begin, end - begin);
    }
    if (entry["before"].error() == simdjson::SUCCESS && entry["bytes"].error() != simdjson::SUCCESS) {
      EXPECT_EQ(entry["before"].get_string().value(), before) << line;
    }
  }
}

TEST(EditsLog, holds_the_keys_that_it_promises) {
  std::map<std::string, int> kinds;
  for (const auto& file : seeds()) {
    const std::string text = read_file(file);
    expect_log(made_of(zh_daily(), text).edits, text, kinds);
  }
  for (const Case& c : all_cases()) expect_log(made_of(zh_daily(), c.input).edits, c.input, kinds);
  for (const char* kind : {"replace", "role", "join", "article"}) EXPECT_GT(kinds[kind], 0) << kind;
}

TEST(EditsLog, holds_splits) {
  const std::string text = "ab cd\n";
  Document document = read_text({.bytes = text, .begin = {}, .first_page = 1});
  Decisions d(*filter("split"));
  d.split({3}, 0, 1);
  apply(document, {&d, 1}, Policy{});
  std::string edits;
  write_edits(document, "page.txt", edits);
  std::map<std::string, int> kinds;
  expect_log(edits, text, kinds);
  EXPECT_EQ(kinds["split"], 1) << edits;
  EXPECT_EQ(undo("ab\n\ncd\n", edits), text);
}

TEST(EditsLog, ends_with_all_that_the_text_output_leaves_out) {
  const std::vector<std::string> log =
      lines(made_of(zh_daily(), "\n　　第一段话。\n\n　　第二段话。\n").edits);
  ASSERT_FALSE(log.empty());
  const std::size_t src = log.back().find(R"("src":)");
  ASSERT_NE(src, std::string::npos);
  EXPECT_EQ(
      log.back().substr(0, src),
      R"({"source":"page.txt","filter":"layout","reason":"not in the text output","confidence":1,"applied":true,"verdict":"applied",)");
  EXPECT_EQ(log.back().substr(src),
            R"("src":[[0,7],[22,30],[45,46]],"before":"\n　　\n\n　　\n","after":"","end":46})");
}

TEST(EditsLog, shows_bytes_that_are_no_UTF8_as_hexadecimal_digits) {
  const std::string source = "中\xFF\xE4\xB8文。";
  const std::string edits = made_of(zh_daily(), source).edits;
  EXPECT_NE(edits.find(R"("src":[[3,4]],"before":")"
                       "\uFFFD"
                       R"(","bytes":"ff","after":")"
                       "\uFFFD"
                       R"("})"),
            std::string::npos)
      << edits;
  EXPECT_NE(edits.find(R"("bytes":"e4b8")"), std::string::npos) << edits;
  std::map<std::string, int> kinds;
  expect_log(edits, source, kinds);
}

TEST(EditsLog, leaves_out_what_was_refused_and_tells_what_was_not_applied) {
  const std::string text = "ab\ncd";
  Document document = read_text({.bytes = text, .begin = {}, .first_page = 1});
  Decisions d(*filter("rejoin"));
  d.join({{2}, {3}}, " ", 0, 0.3, 0);
  d.join({{1}, {3}}, " ", 0, 1, 0);
  apply(document, {&d, 1}, Policy{});
  std::string edits;
  write_edits(document, "page.txt", edits);
  const std::vector<std::string> log = lines(edits);
  ASSERT_EQ(log.size(), 2u) << edits;
  EXPECT_NE(
      log[0].find(
          R"("confidence":0.3,"applied":false,"verdict":"too_unsure","src":[[2,3]],"join":" ","before":"\n"})"),
      std::string::npos)
      << log[0];
  EXPECT_NE(log[1].find(R"("filter":"layout")"), std::string::npos);
}

TEST(EditsLog, is_JSON_whatever_bytes_a_file_name_has) {
  const std::string text = "a\n";
  std::string edits;
  write_edits(read_text({.bytes = text, .begin = {}, .first_page = 1}), "\xFF.txt", edits);
  EXPECT_TRUE(invalid_stretches(edits).empty()) << testing::PrintToString(edits);
  EXPECT_EQ(undo("a\n", edits), text);
}

// ---- undo

// What undo says when it throws, "" when it gives something back.
std::string complaint(std::string_view output, std::string_view edits) {
  try {
    undo(output, edits);
  } catch (const UndoError& e) {
    return e.what();
  }
  return "";
}

// Words with spaces between, that say what is wrong.
void expect_sentence(const std::string& said) {
  EXPECT_GE(std::count(said.begin(), said.end(), ' '), 3) << "\"" << said << "\"";
}

TEST(Undo, gives_the_seeds_back) {
  for (const auto& file : seeds()) {
    const std::string text = read_file(file);
    const Made made = made_of(zh_daily(), text);
    EXPECT_NE(made.text, text);
    EXPECT_EQ(undo(made.text, made.edits), text) << file;
    EXPECT_EQ(undo(made.records, made.edits), text) << file;
  }
}

TEST(Undo, gives_back_text_without_a_line_end_and_nothing_at_all) {
  for (const std::string text :
       {"", "\n", "中文", "中文。\n", "\xEF\xBB\xBF中文", "企业,发展", "a\r\nb\u2028c\n", "\xFF\xFE"}) {
    const Made made = made_of(zh_daily(), text);
    EXPECT_EQ(undo(made.text, made.edits), text) << testing::PrintToString(text);
    EXPECT_EQ(undo(made.records, made.edits), text) << testing::PrintToString(text);
  }
}

// ---- text between markup

constexpr std::string_view kOneReason[] = {"the test says so"};
constexpr FilterRow kRow = {
    .name = "test", .summary = "", .reasons = kOneReason, .evidence = {}, .touches = {}, .make = {}};

SourceRange found(std::string_view source, std::string_view words) {
  const std::uint64_t at = source.find(words);
  return {{at}, {at + words.size()}};
}

// <a>Second</a><b>line-</b><c>first</c><d>words</d> as: first words / Second line- / end
constexpr std::string_view kMarkup = "<a>Second</a><b>line-</b><c>first</c><d>words</d><e>end</e>\n";
Document between_markup() {
  using Behind = Stretch::Behind;
  Contents read;
  read.stretches = {{found(kMarkup, "first"), Behind::space},
                    {found(kMarkup, "words"), Behind::line_end},
                    {found(kMarkup, "Second"), Behind::space},
                    {found(kMarkup, "line-"), Behind::line_end},
                    {found(kMarkup, "end"), Behind::line_end}};
  read.blocks.resize(3);
  return Document({.bytes = kMarkup}, std::move(read), kRow, 0);
}

std::string flow_of(const Document& document) {
  std::string text;
  for (const Block& b : document.blocks()) {
    if (!lifted(b.role)) text += std::string(document.text(b)) + "\n";
  }
  return text;
}

std::string edits_of(const Document& document) {
  std::string edits;
  write_edits(document, "a.xml", edits);
  return edits;
}

TEST(Undo, gives_markup_back_and_text_that_was_written_in_another_order) {
  const Document document = between_markup();
  EXPECT_EQ(flow_of(document), "first words\nSecond line-\nend\n");
  const std::string edits = edits_of(document);
  EXPECT_NE(edits.find("\"flow\":[[28,33],[40,45],[3,9],[16,21],[52,55]]"), std::string::npos) << edits;
  EXPECT_EQ(undo(flow_of(document), edits), kMarkup);
}

TEST(Undo, gives_markup_back_when_words_were_joined_over_a_lifted_line) {
  Document document = between_markup();
  const auto at = [&](std::string_view words) {
    const auto begin = static_cast<std::uint32_t>(document.text().find(words));
    return TextRange{{begin}, {begin + static_cast<std::uint32_t>(words.size())}};
  };
  Decisions lift(kRow), join(kRow), again(kRow);
  lift.role(at("Second line-"), Role::caption, 0, 1);
  apply(document, {&lift, 1}, {});
  join.join({at("words").end, at("end").begin}, " ", 0, 1);
  join.replace(at("rst w"), "RST", 0);  // over the space that the reader put between two words
  apply(document, {&join, 1}, {});
  EXPECT_EQ(flow_of(document), "fiRSTords end\n");
  EXPECT_EQ(undo(flow_of(document), edits_of(document)), kMarkup);
  again.replace(at("s end"), "s, END", 0);  // over the glue of the join
  apply(document, {&again, 1}, {});
  EXPECT_EQ(flow_of(document), "fiRSTords, END\n");
  EXPECT_EQ(undo(flow_of(document), edits_of(document)), kMarkup);
}

TEST(EditsLog, has_no_flow_where_the_output_is_in_the_order_of_the_source) {
  Contents read;
  read.stretches = {{found(kMarkup, "Second"), Stretch::Behind::space},
                    {found(kMarkup, "line-"), Stretch::Behind::line_end}};
  read.blocks.resize(1);
  const Document document({.bytes = kMarkup}, std::move(read), kRow, 0);
  const std::string edits = edits_of(document);
  EXPECT_EQ(edits.find("\"flow\""), std::string::npos) << edits;
  EXPECT_EQ(undo("Second line-\n", edits), kMarkup);
}

TEST(Undo, says_so_when_the_edits_are_of_another_run) {
  const Made one = made_of(zh_daily(), seed()), other = made_of(zh_daily(), read_file(seeds().back()));
  ASSERT_NE(seeds().front(), seeds().back());
  expect_sentence(complaint(one.text, other.edits));
  expect_sentence(complaint(one.records, other.edits));
  expect_sentence(complaint(other.text, one.edits));
  expect_sentence(complaint(other.records, one.edits));
}

TEST(Undo, says_so_when_the_edits_are_of_an_earlier_state_of_the_page) {
  // A word more at the beginning: all offsets behind it are wrong.
  const std::string before = "　　企业,发展。\n\n　　群众,满意。\n",
                    after = "　　大企业,发展。\n\n　　群众,满意。\n";
  const Made one = made_of(zh_daily(), before), other = made_of(zh_daily(), after);
  expect_sentence(complaint(one.text, other.edits));
  expect_sentence(complaint(other.text, one.edits));
  expect_sentence(complaint(other.records, one.edits));
}

TEST(Undo, says_so_when_the_output_is_cut_off) {
  const Made made = made_of(zh_daily(), seed());
  for (const std::string& output : {made.text, made.records}) {
    for (std::size_t left = 0; left < output.size(); left += 97) {
      SCOPED_TRACE("the first " + std::to_string(left) + " of " + std::to_string(output.size()) + " bytes");
      expect_sentence(complaint(std::string_view(output).substr(0, left), made.edits));
      if (HasFailure()) break;
    }
  }
}

TEST(Undo, says_so_when_whole_records_are_missing) {
  const Made made = made_of(zh_daily(), seed());
  const std::vector<std::string> records = lines(made.records);
  ASSERT_GT(records.size(), 2u);
  for (std::size_t left_out = 0; left_out < records.size(); ++left_out) {
    std::string some;
    for (std::size_t i = 0; i < records.size(); ++i) some += i == left_out ? "" : records[i] + "\n";
    // A record of lifted blocks only is in the log, too.
    const std::string said = complaint(some, made.edits);
    if (said.empty()) {
      EXPECT_EQ(undo(some, made.edits), seed()) << "without record " << left_out;
    } else {
      expect_sentence(said);
    }
  }
}

TEST(Undo, says_so_when_text_was_added_to_the_output) {
  const Made made = made_of(zh_daily(), seed());
  expect_sentence(complaint(made.text + "And some more.\n", made.edits));
  expect_sentence(complaint("Something before.\n" + made.text, made.edits));
}

TEST(Undo, says_so_when_the_output_of_a_text_without_a_line_end_is_cut_off) {
  const std::string source = "　　企业,发展。\n\n　　群众满意,大家都来";
  const Made made = made_of(zh_daily(), source);
  ASSERT_EQ(undo(made.text, made.edits), source);
  std::string cut = made.text;
  cut.resize(cut.find("都来"));
  expect_sentence(complaint(cut, made.edits));
}

TEST(Undo, says_so_when_the_edits_are_cut_off) {
  const Made made = made_of(zh_daily(), seed());
  for (const std::size_t share : {2u, 5u, 9u}) {
    expect_sentence(
        complaint(made.text, std::string_view(made.edits).substr(0, made.edits.size() * share / 10)));
  }
}

TEST(Undo, says_so_when_lines_of_the_edits_are_missing) {
  const Made made = made_of(zh_daily(), seed());
  const std::string last = lines(made.edits).back() + "\n";
  const std::string cut = made.edits.substr(0, made.edits.size() - last.size());
  expect_sentence(complaint(made.text, cut));
  expect_sentence(complaint(made.records, cut));
  expect_sentence(complaint(made.text, ""));
  expect_sentence(complaint(made.records, ""));
  expect_sentence(complaint(made.text, last));
}

TEST(Undo, names_the_line_where_the_edits_are_garbage) {
  const Made made = made_of(zh_daily(), seed());
  for (const char* garbage :
       {"garbage", "{", "[]", "7", "{}", "{\"applied\":true}", "{\"applied\":true,\"filter\":\"x\"}", "\xFF",
        "{\"applied\":1,\"filter\":\"x\",\"src\":[]}", "{\"applied\":true,\"filter\":\"x\",\"src\":[[1]]}",
        "{\"applied\":true,\"filter\":\"x\",\"src\":[[-1,2]],\"before\":\"abc\",\"after\":\"\"}",
        "{\"applied\":true,\"filter\":\"x\",\"src\":7}",
        "{\"applied\":true,\"filter\":\"x\",\"src\":[[5,2]],\"before\":\"abc\",\"after\":\"\"}",
        "{\"applied\":true,\"filter\":\"x\",\"src\":[[0,9]],\"before\":\"abc\",\"after\":\"\"}"}) {
    for (const std::string& output : {made.text, made.records}) {
      const std::string said = complaint(output, made.edits + garbage + "\n");
      expect_sentence(said);
      const std::string line = "edits, line " + std::to_string(lines(made.edits).size() + 1) + ": ";
      EXPECT_TRUE(said.starts_with(line)) << garbage << ": " << said;
    }
  }
}

TEST(Undo, names_the_line_where_the_records_are_garbage) {
  const Made made = made_of(zh_daily(), seed());
  const std::string line = "output, line " + std::to_string(lines(made.records).size() + 1) + ": ";
  for (const char* garbage : {"garbage", "{\"id\":", "{}", "[]", "\xFF", R"({"blocks":7,"lifted":[]})",
                              R"({"blocks":[{"text":"x","spans":[[0]]}],"lifted":[]})",
                              R"({"blocks":[{"spans":[[0,1]]}],"lifted":[]})"}) {
    const std::string said = complaint(made.records + garbage + "\n", made.edits);
    expect_sentence(said);
    EXPECT_TRUE(said.starts_with(line)) << garbage << ": " << said;
  }
}

TEST(Undo, says_so_when_the_output_is_no_output) {
  const Made made = made_of(zh_daily(), seed());
  for (const char* garbage : {"garbage\n", "\xFF\xFE\n", "\n\n\n", "[1,2,3]\n", "{\"a\":1}\n"}) {
    expect_sentence(complaint(garbage, made.edits));
  }
}

TEST(Undo, throws_nothing_else_whatever_is_damaged) {
  const Made made = made_of(zh_daily(), seed().substr(0, seed().find("\n", 2500) + 1));
  for (unsigned round = 0; round < 300; ++round) {
    std::mt19937 random(round);
    std::string output = round % 2 ? made.text : made.records, edits = made.edits;
    for (int n = 0; n < 3; ++n) {
      std::string& damaged = random() % 3 ? edits : output;
      const std::size_t at = random() % damaged.size();
      switch (random() % 4) {
        case 0:
          damaged[at] = static_cast<char>(random() % 256);
          break;
        case 1:
          damaged.erase(at, random() % 40);
          break;
        case 2:
          damaged.insert(at, std::to_string(random() % 100000));
          break;
        default:
          damaged.insert(at, damaged.substr(random() % damaged.size(), random() % 80));
      }
    }
    try {
      undo(output, edits);
    } catch (const UndoError& e) {
      EXPECT_GT(std::string(e.what()).size(), 10u);
    } catch (const std::exception& e) {
      ADD_FAILURE() << "round " << round << ": " << e.what();
    }
  }
}

}  // namespace
}  // namespace clean::tests
