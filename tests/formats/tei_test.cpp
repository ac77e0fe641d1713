// TEI, read back: by xmllint, which knows nothing of us, and against a grammar of what TEI P5 asks of it; and
// by its text, which is that of the articles, or with <orig> that of the source.

#include <clean/clean.h>

#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <vector>

#include "formats/outside.h"
#include "formats/xml_writing.h"

namespace clean::tests {
namespace {

using namespace std::string_literals;

struct Tei {
  Document document;
  std::vector<Article> articles;
  std::string written;
};

std::string of_articles(const Document& document, const std::vector<Article>& articles,
                        const TeiSettings& settings) {
  std::vector<RecordName> names;
  for (std::size_t i = 0; i < articles.size(); ++i)
    names.push_back({.source = "page.txt", .id = "page#" + std::to_string(i + 1)});
  std::string out;
  write_tei(document, articles, names, settings, out);
  return out;
}

const Pipeline& pipeline_of(const std::string& recipe) {
  static std::map<std::string, Pipeline> pipelines;
  const auto found = pipelines.find(recipe);
  return found != pipelines.end() ? found->second
                                  : pipelines.emplace(recipe, Pipeline(load_recipe(recipe))).first->second;
}

Tei tei_of(Source source, const std::string& recipe, const TeiSettings& settings = {}) {
  const Pipeline& pipeline = pipeline_of(recipe);
  Document document = pipeline.run(std::move(source));
  std::vector<Article> articles = assemble(document, pipeline.recipe());
  std::string written = of_articles(document, articles, settings);
  return {std::move(document), std::move(articles), std::move(written)};
}

std::string written(const std::string& text, const std::string& recipe, const TeiSettings& settings = {}) {
  return tei_of({.bytes = text, .begin = {}, .first_page = 1}, recipe, settings).written;
}

std::string whole(const std::string& articles, const RecordName& name = {"page.txt", "page"},
                  const TeiSettings& settings = {}) {
  std::string out;
  write_tei_opening(name, "de", settings, out);
  out += articles;
  write_tei_closing(!articles.empty(), out);
  return out;
}

// By xmllint: that it is XML, and as the grammar has it.
void expect_valid(const std::string& xml) {
  if (!installed("xmllint --version")) GTEST_SKIP() << "xmllint is not installed (Debian: libxml2-utils)";
  const std::string subset = LIBCLEAN_ROOT "/tests/formats/tei_subset.rng";
  const Ran ran = run("xmllint --noout --huge --relaxng '" + subset + "' -", xml);
  EXPECT_EQ(ran.status, 0) << ran.output.substr(0, 4000);
  if (const char* const schema = std::getenv("LIBCLEAN_TEI_SCHEMA")) {
    const Ran all = run("xmllint --noout --huge --relaxng '"s + schema + "' -", xml);
    EXPECT_EQ(all.status, 0) << all.output.substr(0, 4000);
  }
}

TEST(TeiGrammar, refuses_what_TEI_does_not_have) {
  if (!installed("xmllint --version")) GTEST_SKIP() << "xmllint is not installed (Debian: libxml2-utils)";
  const std::string subset = LIBCLEAN_ROOT "/tests/formats/tei_subset.rng";
  const auto status = [&](const std::string& content) {
    const std::string div = "<div type=\"article\" n=\"1\">" + content + "</div>";
    return run("xmllint --noout --relaxng '" + subset + "' -", whole(div)).status;
  };
  EXPECT_EQ(status("<head>a</head><p>b</p><byline>c</byline>"), 0);
  EXPECT_NE(status("<p>b</p><head>a</head>"), 0);
  EXPECT_NE(status("<p>b</p><byline>c</byline><p>d</p>"), 0);
  EXPECT_NE(status("<div type=\"section\"><head>a</head></div><p>b</p>"), 0);
  EXPECT_NE(status("<lg><p>b</p></lg>"), 0);
  EXPECT_NE(status("<ref>b</ref>"), 0);
  EXPECT_NE(status("<p><lb break=\"yes, no\"/></p>"), 0);
  EXPECT_NE(status("text"), 0);
}

// ---- lines and pages

TEST(Tei, marks_where_printed_lines_ended_and_whether_a_word_went_on) {
  const std::string out = written(
      "Die Zei-\ntung ist da, und der Zuk-\nker fehlt noch immer in den Läden\nder Stadt & im Land <hier>.\n",
      "de");
  EXPECT_NE(
      out.find(
          "<p>Die Zei<lb break=\"no\"/>tung ist da, und der Zuc<lb break=\"no\"/>ker fehlt noch immer in den "
          "Läden <lb/>der Stadt &amp; im Land &lt;hier&gt;.</p>\n"),
      out.npos)
      << out;
}

TEST(Tei, takes_no_line_end_in_Chinese_or_Japanese_for_a_border_of_words) {
  const std::string zh =
      written("　　实现了科普资源与基层需\n求的精准匹配，切实打通科普服务“最后一公里”。\n", "zh-daily");
  EXPECT_NE(zh.find("基层需<lb break=\"no\"/>求的"), zh.npos) << zh;
  const std::string ja = written(
      "新しい図書館を建設\n\n　東京都は二十七日、新しい図書館の建設計画を発\n表し、来年の春までに工事を始める"
      "方針を明らかに\nした。"
      "完成は三年後の予定である。\n",
      "ja");
  EXPECT_NE(ja.find("計画を発<lb break=\"no\"/>表し"), ja.npos) << ja;
}

TEST(Tei, has_no_line_end_where_no_lines_were_joined) {
  const std::string out = written("　　第一段话。\n\n　　第二段话。\n", "zh-daily");
  EXPECT_EQ(out.find("<lb"), out.npos) << out;
}

TEST(Tei, says_where_pages_begin_also_within_a_paragraph) {
  const std::string out = written(
      "　　本报讯 "
      "河南省“百名首席科普专家进百县”活动的开展，实现了科普资源与基层需\n\f求的精准匹配，切实打通科普服务“最"
      "后一公里”。\n",
      "zh-daily");
  EXPECT_NE(out.find("<pb n=\"1\" xml:id=\"page-1\"/>\n<p>"), out.npos) << out;
  EXPECT_NE(out.find("基层需<pb n=\"2\" xml:id=\"page-2\" break=\"no\"/><lb break=\"no\"/>求的"), out.npos)
      << out;
}

TEST(Tei, says_which_page_a_window_begins_on_without_an_id_that_may_stand_before) {
  const std::string text = "　　第一段话。\n\f　　第二段话。\n";
  const std::string out = tei_of({.bytes = text, .begin = {5000}, .first_page = 3}, "zh-daily").written;
  EXPECT_NE(out.find("<pb n=\"3\"/>\n"), out.npos) << out;
  EXPECT_NE(out.find("<pb n=\"4\" xml:id=\"page-4\"/>\n"), out.npos) << out;
}

// ---- what stands where

// A document of given blocks: a line for each, with its role.
Tei of_blocks(const std::vector<std::pair<Role, std::string>>& blocks, std::string& text) {
  text.clear();
  for (const auto& [role, line] : blocks) text += line + "\n";
  Document document = read({.bytes = text, .begin = {}, .first_page = 1});
  const FilterRow* const row = filter("heads");
  Decisions roles(*row);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].first != Role::paragraph) roles.role(document.blocks()[i].at, blocks[i].first, 0, 1);
  }
  apply(document, {&roles, 1}, Policy{});
  std::vector<Article> articles = assemble(document, pipeline_of("zh-daily").recipe());
  std::string out = of_articles(document, articles, {});
  return {std::move(document), std::move(articles), std::move(out)};
}

TEST(Tei, has_elements_for_what_a_newspaper_has) {
  std::string text;
  const Tei tei = of_blocks({{Role::kicker, "kicker"},     {Role::headline, "main"},
                             {Role::subheadline, "sub"},   {Role::byline, "by"},
                             {Role::abstract, "abstract"}, {Role::paragraph, "one"},
                             {Role::caption, "caption"},   {Role::verse, "verse a"},
                             {Role::verse, "verse b"},     {Role::table, "a  1"},
                             {Role::table, "b  2"},        {Role::heading, "section"},
                             {Role::paragraph, "two"},     {Role::subheadline, "sub behind text"},
                             {Role::list, "item a"},       {Role::list, "item b"},
                             {Role::endmark, "end"},       {Role::heading, "other section"},
                             {Role::paragraph, "three"},   {Role::byline, "by at the end"}},
                            text);
  EXPECT_EQ(tei.written,
            "<div type=\"article\" n=\"page#1\" cert=\"1\">\n"
            "<pb n=\"1\" xml:id=\"page-1\"/>\n"
            "<head type=\"kicker\">kicker</head>\n"
            "<head type=\"main\">main</head>\n"
            "<head type=\"sub\">sub</head>\n"
            "<byline>by</byline>\n"
            "<argument><p>abstract</p></argument>\n"
            "<p>one</p>\n"
            "<figure><head>caption</head></figure>\n"
            "<lg>\n<l>verse a</l>\n<l>verse b</l>\n</lg>\n"
            "<ab type=\"table\">a  1\n<lb/>b  2</ab>\n"
            "<div type=\"section\">\n<head>section</head>\n"
            "<p>two</p>\n"
            "<ab type=\"sub\">sub behind text</ab>\n"
            "<list>\n<item>item a</item>\n<item>item b</item>\n</list>\n"
            "<note type=\"endmark\">end</note>\n"
            "</div>\n"
            "<div type=\"section\">\n<head>other section</head>\n"
            "<p>three</p>\n"
            "</div>\n"
            "<byline>by at the end</byline>\n"
            "</div>\n");
  expect_valid(whole(tei.written));
}

TEST(Tei, has_what_belongs_to_the_page_as_forme_work) {
  std::string text;
  const Tei tei =
      of_blocks({{Role::running_head, "Der Bote"}, {Role::folio, "12"}, {Role::credit, "Foto: X"}}, text);
  EXPECT_EQ(tei.written,
            "<div type=\"rest\" n=\"page#1\">\n"
            "<pb n=\"1\" xml:id=\"page-1\"/>\n"
            "<fw type=\"header\">Der Bote</fw>\n"
            "<fw type=\"pageNum\">12</fw>\n"
            "<note type=\"credit\">Foto: X</note>\n"
            "</div>\n");
  expect_valid(whole(tei.written));
}

TEST(Tei, points_to_the_page_a_jump_line_names_where_it_is_there) {
  const std::string first = "　　本报讯 市科协将以此为契机，凝聚组织优势，整合科普资源。\n（下转第二版）\n";
  const std::string alone = written(first, "zh-daily");
  EXPECT_NE(alone.find("<note type=\"jump\"><ref type=\"jump_to\" n=\"2\">（下转第二版）</ref></note>"),
            alone.npos)
      << alone;
  const std::string both =
      written(first + "\f　　本报讯 另一篇报道在这里。\n", "zh-daily", {.page_ids = "b2-"});
  EXPECT_NE(both.find("<ref type=\"jump_to\" n=\"2\" target=\"#b2-2\">"), both.npos) << both;
  EXPECT_NE(both.find("<pb n=\"2\" xml:id=\"b2-2\"/>"), both.npos) << both;
}

TEST(Tei, says_where_each_id_ends) {
  const std::string text =
      "　　本报讯 市科协将以此为契机，整合科普资源。\n（下转第二版）\n\f　　本报讯 另一篇报道在这里。\n";
  const Pipeline& pipeline = pipeline_of("zh-daily");
  const Document document = pipeline.run({.bytes = text, .begin = {}, .first_page = 1});
  const std::vector<Article> articles = assemble(document, pipeline.recipe());
  std::vector<std::vector<std::size_t>> ends(articles.size());
  std::vector<RecordName> names;
  for (auto& one : ends) names.push_back({.source = "p", .id = "a\"<#", .id_ends = &one});
  std::string out = "before";
  write_tei(document, articles, names, {}, out);
  ASSERT_GE(articles.size(), 2u);
  std::size_t from = 0;
  for (const auto& one : ends) {
    ASSERT_EQ(one.size(), 1u);
    EXPECT_GT(one[0], from);
    from = one[0];
    const std::string before = out.substr(0, one[0]);
    EXPECT_TRUE(before.ends_with("n=\"a&quot;&lt;#")) << before;
    EXPECT_EQ(out[one[0]], '"');
  }
}

// ---- choice

TEST(Tei, shows_what_was_replaced_when_asked) {
  const std::string text = "　　近年来,我市出台方案。\n";
  EXPECT_NE(written(text, "zh-daily", {.choice = true})
                .find("<p>近年来<choice><orig>,</orig><reg>，</reg></choice>我市"),
            std::string::npos);
  EXPECT_NE(written(text, "zh-daily").find("<p>近年来，我市"), std::string::npos);
  const std::string de =
      written("Die Zei-\ntung ist da, und der Zucker fehlt noch immer.\n", "de", {.choice = true});
  EXPECT_NE(de.find("Zei<choice><orig>-</orig><reg/></choice><lb break=\"no\"/>tung"), de.npos) << de;
}

TEST(Tei, has_no_choice_where_nothing_was_replaced_or_bytes_were_no_text) {
  const std::string clean = written("　　近年来，我市出台方案。\n", "zh-daily", {.choice = true});
  EXPECT_EQ(clean.find("<choice>"), clean.npos) << clean;
  const std::string broken = written("　　近年来，我\xFF市出台方案。\n", "zh-daily", {.choice = true});
  EXPECT_EQ(broken.find("<choice>"), broken.npos) << broken;
  EXPECT_NE(broken.find("我\uFFFD市"), broken.npos) << broken;
}

// ---- header and corpus

TEST(TeiHeader, names_source_newspaper_date_language_tool_and_recipe) {
  const RecordName name{.source = "a&b.txt", .id = "x", .newspaper = "Der <Bote>", .date = "1939-04"};
  std::string out;
  write_tei_opening(name, "de", {.recipe = "de"}, out);
  for (const char* part :
       {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n",
        "<title>Der &lt;Bote&gt;, 1939-04</title>", "<title level=\"j\">Der &lt;Bote&gt;</title>",
        "<date when=\"1939-04\">1939-04</date>", "<idno type=\"file\">a&amp;b.txt</idno>",
        "<application ident=\"newsclean\" version=\"", "<desc>recipe de</desc>",
        "<language ident=\"de\">de</language>", "<text xml:lang=\"de\">\n<body>\n"})
    EXPECT_NE(out.find(part), out.npos) << part;
  write_tei_closing(false, out);
  expect_valid(out);
}

TEST(TeiHeader, leaves_out_what_nobody_said) {
  std::string out;
  write_tei_opening({"page.txt", "x"}, "", {}, out);
  EXPECT_NE(out.find("<title>page.txt</title>"), out.npos);
  for (const char* part : {"<date", "level=", "<desc"}) EXPECT_EQ(out.find(part), out.npos) << part;
  EXPECT_NE(out.find("xml:lang=\"und\""), out.npos);
  write_tei_closing(false, out);
  expect_valid(out);
}

TEST(TeiHeader, has_no_machine_date_of_what_is_none) {
  std::string out;
  write_tei_opening({.source = "p", .id = "x", .date = "27. April"}, "de", {}, out);
  EXPECT_NE(out.find("<date>27. April</date>"), out.npos);
  write_tei_closing(false, out);
  expect_valid(out);
}

TEST(TeiHeader, names_the_files_of_an_issue) {
  const std::vector<SourceFile> files = {{"p1.txt", {0}, 1}, {"p4.txt", {20}, 4}};
  std::string out;
  write_tei_opening({.source = "x", .id = "x", .files = files}, "de", {}, out);
  EXPECT_NE(out.find("<idno type=\"file\">p1.txt</idno>\n<idno type=\"file\">p4.txt</idno>"), out.npos);
  write_tei_closing(false, out);
  expect_valid(out);
}

TEST(Tei, can_hold_every_character) {
  std::string every;
  for (int c = 0; c < 128; ++c) every += static_cast<char>(c);
  every += "\u0080\u0085\u2028\uFEFF\uFFFD\uFFFE\uFFFF𠀀\xFF";
  std::string text = "<t v=\"", want;
  write_xml_value(every, text);
  text += "\">";
  write_xml_text(every, text);
  text += "</t>";
  for (int c = 0; c < 128; ++c) {
    if (c < 32 && c != '\t' && c != '\n' && c != '\r')
      want += "\uFFFD";
    else
      want += static_cast<char>(c);
  }
  want += "\u0080\u0085\u2028\uFEFF\uFFFD\uFFFD\uFFFD𠀀\uFFFD";
  pugi::xml_document read;
  ASSERT_TRUE(read.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata));
  EXPECT_EQ(read.first_child().attribute("v").value(), want);
  EXPECT_EQ(read.first_child().child_value(), want);
  if (!installed("xmllint --version")) GTEST_SKIP() << "xmllint is not installed (Debian: libxml2-utils)";
  EXPECT_EQ(run("xmllint --noout -", text).status, 0);
}

// ---- the laws

enum class Reading { reg, orig };

void add_text(const pugi::xml_node& node, Reading reading, std::string& text) {
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_pcdata) text += child.value();
    const std::string_view name = child.name();
    if (name == (reading == Reading::reg ? "orig" : "reg")) continue;
    add_text(child, reading, text);
  }
}

// The texts of all elements that hold text, in order.
void add_texts(const pugi::xml_node& node, Reading reading, std::vector<std::string>& texts) {
  static const std::set<std::string_view> kHold = {"head", "byline", "p", "l", "ab", "item", "fw", "note"};
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    if (kHold.contains(child.name())) {
      texts.emplace_back();
      add_text(child, reading, texts.back());
    } else {
      add_texts(child, reading, texts);
    }
  }
}

std::string as_xml_holds_it(std::string_view text) {
  std::string written, held;
  write_xml_text(text, written);
  pugi::xml_document read;
  const std::string xml = "<t>" + written + "</t>";
  read.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata);
  return read.first_child().child_value();
}

void expect_texts(const Tei& tei, bool plain) {
  pugi::xml_document xml;
  const std::string text = "<body>" + tei.written + "</body>";
  ASSERT_TRUE(xml.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata));
  std::vector<pugi::xml_node> divs;
  for (const pugi::xml_node& div : xml.first_child().children("div")) divs.push_back(div);
  ASSERT_EQ(divs.size(), tei.articles.size());
  for (std::size_t i = 0; i < divs.size(); ++i) {
    const Article& a = tei.articles[i];
    std::vector<const Part*> parts;
    for (const auto* some : {&a.blocks, &a.lifted}) {
      for (const Part& p : *some) {
        if (!p.text.empty()) parts.push_back(&p);
      }
    }
    std::stable_sort(parts.begin(), parts.end(), [](const Part* one, const Part* other) {
      return one->text.data() < other->text.data();
    });
    std::vector<std::string> want, was;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      const Part& p = *parts[k];
      std::string source;
      for (const SourceRange& range : p.spans) source += tei.document.source_text(range);
      const bool together = k > 0 && !p.apart && parts[k - 1]->role == p.role &&
                            (p.role == Role::table || p.role == Role::advert);
      if (together) {
        want.back() += "\n" + as_xml_holds_it(p.text);
        was.back() += "\n" + source;
      } else {
        want.push_back(as_xml_holds_it(p.text));
        was.push_back(source);
      }
    }
    std::vector<std::string> regs, origs;
    add_texts(divs[i], Reading::reg, regs);
    EXPECT_EQ(regs, want);
    if (!plain) continue;
    add_texts(divs[i], Reading::orig, origs);
    ASSERT_EQ(origs.size(), was.size());
    const auto printed = [](std::string s) {
      std::string kept;
      for (std::size_t at = 0; at < s.size(); ++at) {
        if (std::string_view(" \t\n\r").find(s[at]) != std::string_view::npos) continue;
        kept += s[at];
      }
      return kept;
    };
    for (std::size_t k = 0; k < was.size(); ++k)
      EXPECT_EQ(printed(origs[k]), printed(as_xml_holds_it(was[k])));
  }
}

// All documents of a kind, each a TEI of a corpus.
class Corpus {
 public:
  explicit Corpus(bool choice) : choice_(choice) {
    write_tei_corpus_opening("All <cases>", {.recipe = "zh-daily"}, out_);
  }
  void add(const Source& source, const std::string& recipe, bool with_texts) {
    TeiSettings settings{.recipe = recipe, .choice = choice_, .in_corpus = true};
    settings.page_ids = "t" + std::to_string(++count_) + "-";
    const Tei tei = tei_of(source, recipe, settings);
    expect_texts(tei, with_texts && choice_);
    write_tei_opening({"page.txt", "page"}, pipeline_of(recipe).recipe().language, settings, out_);
    out_ += tei.written;
    write_tei_closing(!tei.articles.empty(), out_);
    // What is pointed to is there.
    for (std::size_t at = 0; (at = tei.written.find("target=\"#", at)) != tei.written.npos; ++at) {
      const std::size_t begin = at + 9;
      const std::string id = tei.written.substr(begin, tei.written.find('"', begin) - begin);
      EXPECT_NE(tei.written.find("xml:id=\"" + id + "\""), tei.written.npos) << id;
    }
  }
  void expect() {
    write_tei_corpus_closing(out_);
    expect_valid(out_);
  }

 private:
  bool choice_;
  int count_ = 0;
  std::string out_;
};

TEST(TeiLaws, hold_for_the_seeds_and_for_every_fixture) {
  for (const bool choice : {false, true}) {
    Corpus corpus(choice);
    for (const auto& seed : seeds()) {
      const std::string text = read_file(seed);
      corpus.add({.bytes = text, .begin = {}, .first_page = 1}, "zh-daily", true);
    }
    for (const Case& c : all_cases()) {
      SCOPED_TRACE(c.title);
      const bool valid = c.sheet.empty() && c.input.find('\xFF') == std::string::npos;
      corpus.add(c.source(), c.recipe, valid);
    }
    corpus.expect();
  }
}

TEST(TeiLaws, hold_for_files_with_markup) {
  for (const bool choice : {false, true}) {
    Corpus corpus(choice);
    for (const char* file :
         {"lindenau-1.alto.xml", "lindenau-1.hocr", "lindenau-1.page.xml", "lindenau-2.alto.xml"}) {
      SCOPED_TRACE(file);
      const std::string bytes = read_file(LIBCLEAN_ROOT "/tests/formats/pages/"s + file);
      corpus.add({.bytes = bytes, .begin = {}, .first_page = 1, .format = format_of(bytes)}, "de", false);
    }
    corpus.expect();
  }
}

TEST(TeiLaws, hold_for_an_issue_of_several_files) {
  const std::string one = "　　本报讯 市科协将以此为契机，凝聚组织优势,整合科普资源，充分发挥首席科";
  const std::string other = "普专家在提升全民科学素质方面的重要作用。\n\n　　第二段话。\n";
  const std::string bytes = one + other;
  Source source{.bytes = bytes, .begin = {}, .first_page = 1};
  source.files = {{"p1.txt", {0}, 1}, {"p4.txt", {one.size()}, 4}};
  const Tei tei = tei_of(source, "zh-daily", {.choice = true});
  expect_texts(tei, true);
  EXPECT_NE(tei.written.find("首席科<pb n=\"4\" xml:id=\"page-4\" break=\"no\"/><lb break=\"no\"/>普专家"),
            std::string::npos)
      << tei.written;
  expect_valid(whole(tei.written));
}

TEST(TeiLaws, give_back_the_print_of_a_file_with_markup) {
  const std::string bytes =
      "<alto><Layout><Page><PrintSpace><TextBlock><TextLine><String CONTENT='Die'/><SP/><String "
      "CONTENT='Zei-'/>"
      "</TextLine><TextLine><String CONTENT='tung'/><SP/><String CONTENT='l&#xFC;gt'/><SP/><String "
      "CONTENT='&amp;'/>"
      "<SP/><String CONTENT='schweigt.'/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>";
  const Tei tei =
      tei_of({.bytes = bytes, .begin = {}, .first_page = 1, .format = Format::alto}, "de", {.choice = true});
  EXPECT_NE(tei.written.find(
                "Die Zei<choice><orig>-</orig><reg/></choice><lb break=\"no\"/>tung lügt &amp; schweigt."),
            std::string::npos)
      << tei.written;
}

}  // namespace
}  // namespace clean::tests
