// The report of a run in HTML. It is read as XML here, which it is, too: so what a page holds can be asked of
// it and nothing of the input can have become markup. What it looks like is asked in report_pictures.
#include "report/report.h"

#include <clean/clean.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "report/html.h"
#include "report/style.h"
#include "report/words.h"
#include "shell.h"

namespace {

// A window with all that its report borrows.
struct Cleaned {
  std::string bytes;
  std::vector<report::Place> places;
  const clean::Pipeline* pipeline;
  std::unique_ptr<clean::Document> document;
  std::vector<clean::Article> articles;

  report::WindowReport report() const {
    return report::window_report({*document,
                                  articles,
                                  pipeline->policy(),
                                  places,
                                  pipeline->recipe().language,
                                  pipeline->recipe().name,
                                  {}});
  }
};

// Each is made once.
const clean::Pipeline& pipeline_of(const std::string& recipe) {
  static std::map<std::string, clean::Pipeline> made;
  const auto found = made.find(recipe);
  return (found != made.end() ? found : made.emplace(recipe, clean::load_recipe(recipe)).first)->second;
}

// Files of an issue, or one file by itself; the files' names are page numbers, `FILE.txt` is page 1.
std::unique_ptr<Cleaned> cleaned(const std::vector<std::pair<std::string, std::string>>& files,
                                 std::string recipe = {}) {
  auto made = std::make_unique<Cleaned>();
  clean::Source source;
  for (const auto& [name, text] : files) {
    made->places.push_back({name, {made->bytes.size()}, 1});
    if (files.size() > 1)
      source.files.push_back(
          {name, {made->bytes.size()}, static_cast<std::uint32_t>(source.files.size() + 1), {}});
    made->bytes += text;
  }
  source.bytes = made->bytes;
  source.format = clean::format_of(made->bytes);
  clean::Document document = clean::read(source);
  if (recipe.empty()) recipe = clean::recipe_for(document.text());
  made->pipeline = &pipeline_of(recipe);
  made->document = std::make_unique<clean::Document>(made->pipeline->run(std::move(document)));
  made->articles = clean::assemble(*made->document, made->pipeline->recipe());
  return made;
}

std::unique_ptr<Cleaned> cleaned(const std::string& text, const std::string& recipe = {}) {
  return cleaned({{"page.txt", text}}, recipe);
}

std::string written(const report::Report& report) {
  std::string html;
  report.write([&](std::string_view part) { html += part; });
  return html;
}

std::string html_of(const Cleaned& window, report::Limits limits = {}) {
  report::Report report(limits);
  report.add(window.report());
  return written(report);
}

pugi::xml_document parsed(const std::string& html) {
  pugi::xml_document xml;
  const auto result = xml.load_buffer(html.data(), html.size(), pugi::parse_default | pugi::parse_ws_pcdata,
                                      pugi::encoding_utf8);
  EXPECT_TRUE(result) << result.description() << " at " << result.offset << ": "
                      << html.substr(
                             static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 40) - 40), 80);
  return xml;
}

bool of_class(const pugi::xml_node& node, std::string_view name) {
  std::istringstream words(node.attribute("class").value());
  for (std::string word; words >> word;)
    if (word == name) return true;
  return false;
}

// All elements of a class, in the order of the document.
std::vector<pugi::xml_node> all(const pugi::xml_node& root, std::string_view name) {
  struct Walk : pugi::xml_tree_walker {
    explicit Walk(std::string_view wanted) : name(wanted) {}
    bool for_each(pugi::xml_node& node) override {
      if (of_class(node, name)) found.push_back(node);
      return true;
    }
    std::string_view name;
    std::vector<pugi::xml_node> found;
  } walk(name);
  pugi::xml_node from = root;
  from.traverse(walk);
  return walk.found;
}

// What stands in an element; `clean`: without the marks that are no part of the clean text.
std::string text(const pugi::xml_node& node, bool clean = false) {
  if (clean && (of_class(node, "j") || of_class(node, "d"))) return {};
  if (node.type() == pugi::node_pcdata) return node.value();
  std::string all;
  for (const pugi::xml_node& child : node.children()) all += text(child, clean);
  return all;
}

std::vector<std::string> texts(const pugi::xml_node& root, std::string_view name, bool clean = false) {
  std::vector<std::string> found;
  for (const pugi::xml_node& node : all(root, name)) found.push_back(text(node, clean));
  return found;
}

std::size_t count(const std::string& in, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = in.find(part); at != in.npos; at = in.find(part, at + part.size())) ++found;
  return found;
}

std::string trimmed(std::string line) {
  constexpr std::string_view kBlank[] = {" ", "\t", "\r", "\f", "\u3000", "\u2003"};
  const auto blank_before = [&](std::string_view blank) { return line.starts_with(blank); };
  const auto blank_behind = [&](std::string_view blank) { return line.ends_with(blank); };
  for (auto blank = std::begin(kBlank); blank != std::end(kBlank);) {
    blank = std::find_if(std::begin(kBlank), std::end(kBlank), blank_before);
    if (blank != std::end(kBlank)) line.erase(0, blank->size());
  }
  for (auto blank = std::begin(kBlank); blank != std::end(kBlank);) {
    blank = std::find_if(std::begin(kBlank), std::end(kBlank), blank_behind);
    if (blank != std::end(kBlank)) line.erase(line.size() - blank->size());
  }
  return line;
}

// The lines of a file that are not blank, with their numbers; a soft hyphen is spelled.
std::vector<std::string> numbered(const std::string& bytes) {
  std::vector<std::string> lines;
  std::istringstream in(bytes);
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    line = trimmed(line);
    if (const std::size_t at = line.find("\u00AD"); at != line.npos) line.replace(at, 2, "U+00AD");
    if (!line.empty()) lines.push_back(std::to_string(number) + " " + line);
  }
  return lines;
}

std::vector<std::string> left_column(const pugi::xml_node& root) {
  std::vector<std::string> lines;
  const auto numbers = texts(root, "n"), words = texts(root, "s");
  for (std::size_t i = 0; i < words.size(); ++i) lines.push_back(numbers.at(i) + " " + words[i]);
  return lines;
}

// The pages that ship with the repository: the seeds and those written for tests.
std::vector<fs::path> pages() {
  std::vector<fs::path> found;
  for (const fs::path folder : {LIBCLEAN_SEEDS, LIBCLEAN_FIXTURES "/pages"})
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().extension() == ".txt") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

// A page of an issue of two, of which an article goes on on the second.
std::unique_ptr<Cleaned> issue() {
  const fs::path folder = LIBCLEAN_FIXTURES "/pages";
  return cleaned({{"zs-yunting-p1.txt", read(folder / "zs-yunting-p1.txt")},
                  {"zs-yunting-p3.txt", read(folder / "zs-yunting-p3.txt")}});
}

const std::string kParagraph =
    "本报讯（记者 林禾）10月20日，市生态环境局发布的监测数据显示，今年前三季度，青溪河水质全部达标，"
    "治理工作取得了明显成";
const std::string kRest = "效，沿河居民的生活环境得到了很大的改善，群众的满意度也逐年提高。";

// ---- all pages of the repository

TEST(Report, is_well_formed_and_its_links_lead_somewhere) {
  for (const fs::path& path : pages()) {
    const std::string html = html_of(*cleaned(read(path)));
    const pugi::xml_document xml = parsed(html);
    std::set<std::string> ids;
    for (const auto& node : xml.select_nodes("//*[@id]"))
      EXPECT_TRUE(ids.insert(node.node().attribute("id").value()).second)
          << path << ": twice " << node.node().attribute("id").value();
    for (const auto& link : xml.select_nodes("//a")) {
      const std::string href = link.node().attribute("href").value();
      ASSERT_TRUE(href.starts_with("#")) << path << ": " << href;
      EXPECT_TRUE(ids.contains(href.substr(1))) << path << ": " << href;
    }
    for (const auto& label : xml.select_nodes("//*[@aria-labelledby]")) {
      std::istringstream names(label.node().attribute("aria-labelledby").value());
      for (std::string name; names >> name;) EXPECT_TRUE(ids.contains(name)) << path << ": " << name;
    }
  }
}

TEST(Report, has_every_line_on_the_left_once_with_its_number) {
  for (const fs::path& path : pages()) {
    const std::string bytes = read(path);
    EXPECT_EQ(left_column(parsed(html_of(*cleaned(bytes)))), numbered(bytes)) << path;
  }
}

TEST(Report, has_the_text_of_every_block_on_the_right_once) {
  for (const fs::path& path : pages()) {
    const auto window = cleaned(read(path));
    std::multiset<std::string> blocks;
    for (const clean::Article& article : window->articles)
      for (const auto* parts : {&article.blocks, &article.lifted})
        for (const clean::Part& part : *parts) blocks.emplace(part.text);
    const auto shown = texts(parsed(html_of(*window)), "t", true);
    EXPECT_EQ(std::multiset<std::string>(shown.begin(), shown.end()), blocks) << path;
  }
}

TEST(Report, lists_every_decision_and_marks_every_join) {
  for (const fs::path& path : pages()) {
    const auto window = cleaned(read(path));
    std::map<std::string, std::size_t> made, listed;
    std::size_t joins = 0;
    for (const clean::Decision& d : window->document->history()) {
      if (!report::told(d)) continue;
      ++made[std::string(d.filter->name) + (d.verdict == clean::Verdict::applied ? "" : " not")];
      joins += d.action == clean::Action::join && d.verdict == clean::Verdict::applied;
    }
    const pugi::xml_document xml = parsed(html_of(*window));
    for (const auto& row : xml.select_nodes("//table[@class='list']/tbody/tr")) {
      const auto times = match(text(row.node().select_node("td[2]").node()), ", ([0-9]+) times$");
      listed[std::string(row.node().select_node("td[3]/b/text()").node().value()) +
             (of_class(row.node(), "not") ? " not" : "")] += times.empty() ? 1 : std::stoul(times[1]);
    }
    EXPECT_EQ(listed, made) << path;
    EXPECT_EQ(xml.select_nodes("//section//p//a[contains(@class, 'm j ')]").size(), joins) << path;
  }
}

TEST(Report, every_mark_says_the_filter_and_how_sure_it_is_and_leads_to_its_row) {
  const pugi::xml_document xml =
      parsed(html_of(*cleaned(read(fs::path(LIBCLEAN_SEEDS) / "pingyuan-wanbao-2025-12.txt"))));
  const auto marks = all(xml.child("html").child("body").child("main"), "m");
  std::size_t links = 0;
  for (const pugi::xml_node& mark : marks) {
    if (std::string_view(mark.name()) != "a") continue;  // of the explanation
    ++links;
    const std::string title = mark.attribute("title").value();
    EXPECT_TRUE(matches(title, "^[a-z]+: .+; [0-9]+ % sure$")) << title;
    const std::string row = mark.attribute("href").value();
    EXPECT_TRUE(xml.select_node(("//tr[@id='" + row.substr(1) + "']").c_str())) << row;
  }
  EXPECT_GT(links, 100u);
}

TEST(Report, has_a_box_for_each_filter_that_occurs_and_none_for_others) {
  const std::string html = html_of(*cleaned(kParagraph + "\n\n" + kRest + "\n"));
  const pugi::xml_document xml = parsed(html);
  std::set<std::string> boxes, used;
  for (const auto& box : xml.select_nodes("//input[@type='checkbox']")) {
    EXPECT_STREQ(box.node().attribute("checked").value(), "checked");
    boxes.insert(box.node().attribute("id").value());
  }
  for (const auto& name : xml.select_nodes("//table[@class='list']//td[3]/b/text()"))
    used.insert("show-" + std::string(name.node().value()));
  EXPECT_TRUE(used.contains("show-rejoin"));
  EXPECT_FALSE(used.contains("show-captions"));
  EXPECT_EQ(boxes, used);
  for (const std::string& box : boxes) EXPECT_TRUE(has(html, "#" + box + ":not(:checked)")) << box;
}

TEST(Report, refers_to_nothing_outside_and_has_no_script) {
  for (const fs::path& path : pages()) {
    std::string html = html_of(*cleaned(read(path)));
    const pugi::xml_document xml = parsed(html);
    EXPECT_TRUE(
        xml.select_nodes("//script | //link | //img | //iframe | //object | //embed | //base").empty());
    EXPECT_TRUE(xml.select_nodes("//@src | //@srcset | //@onclick | //@onload | //@xlink:href").empty());
    EXPECT_EQ(count(html, "url("), count(html, "url(#")) << path;
    EXPECT_FALSE(has(html, "@import")) << path;
    const std::string style(report::style());
    EXPECT_FALSE(has(style, "http")) << path;
  }
}

TEST(Report, has_its_headings_in_order_and_names_tables_and_plots) {
  const pugi::xml_document xml = parsed(html_of(*cleaned(read(pages().front()))));
  int level = 0, headings = 0;
  for (const auto& heading : xml.select_nodes("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")) {
    const int next = heading.node().name()[1] - '0';
    EXPECT_LE(next, level + 1) << text(heading.node());
    level = next;
    ++headings;
  }
  EXPECT_GE(headings, 6);
  EXPECT_EQ(xml.select_nodes("//h1").size(), 1u);
  EXPECT_GT(xml.select_nodes("//table").size(), 0u);
  EXPECT_EQ(xml.select_nodes("//table").size(), xml.select_nodes("//table/caption").size());
  EXPECT_EQ(xml.select_nodes("//svg").size(), 3u);
  EXPECT_EQ(xml.select_nodes("//svg[@role='img'][@aria-labelledby][title][desc]").size(), 3u);
}

TEST(Report, says_the_language_of_text_and_not_of_itself) {
  const struct {
    const char *page, *language;
  } kPages[] = {{"de-kurier-s1.txt", "de"},
                {"ja-akane-p1.txt", "ja"},
                {"ko-maru-p1.txt", "ko"},
                {"tw-news-13.txt", "zh-Hant"},
                {"cn-news-half-01.txt", "zh-Hans"}};
  for (const auto& [page, language] : kPages) {
    const pugi::xml_document xml =
        parsed(html_of(*cleaned(read(fs::path(LIBCLEAN_FIXTURES "/pages") / page))));
    EXPECT_STREQ(xml.child("html").attribute("lang").value(), "en");
    for (const char* part : {"s", "t"})
      for (const pugi::xml_node& node : all(xml, part))
        EXPECT_STREQ(node.attribute("lang").value(), language) << page;
  }
}

// ---- lines beside blocks

TEST(Report, a_joined_paragraph_stands_beside_all_its_lines) {
  const pugi::xml_document xml = parsed(html_of(*cleaned(kParagraph + "\n\n" + kRest + "\n")));
  const auto groups = all(xml, "g");
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(left_column(groups[0]), (std::vector<std::string>{"1 " + kParagraph, "3 " + kRest}));
  EXPECT_EQ(texts(groups[0], "t", true), std::vector<std::string>{kParagraph + kRest});
  EXPECT_EQ(texts(groups[0], "jn"), std::vector<std::string>{"3"});  // there line 3 begins
}

TEST(Report, paragraphs_that_are_not_joined_stand_each_beside_its_line) {
  const std::string one = kParagraph + kRest, other = "展览将持续到本月底，市民可以免费参观。";
  const pugi::xml_document xml = parsed(html_of(*cleaned(one + "\n\n" + other + "\n")));
  const auto groups = all(xml, "g");
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(texts(groups[1], "n"), std::vector<std::string>{"3"});
  EXPECT_EQ(texts(groups[1], "t"), std::vector<std::string>{other});
  EXPECT_TRUE(all(groups[1], "j").empty());
}

TEST(Report, a_caption_in_mid_sentence_stands_with_the_paragraph_it_interrupted) {
  const std::string caption = "图为治理后的青溪河。 林禾 摄";
  const pugi::xml_document xml =
      parsed(html_of(*cleaned(kParagraph + "\n\n" + caption + "\n\n" + kRest + "\n")));
  const auto groups = all(xml, "g");
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(texts(groups[0], "n"), (std::vector<std::string>{"1", "3", "5"}));
  EXPECT_EQ(texts(groups[0], "t", true), (std::vector<std::string>{kParagraph + kRest, caption}));
  ASSERT_EQ(all(groups[0], "lifted").size(), 1u);
  EXPECT_TRUE(of_class(all(groups[0], "lifted")[0], "caption"));
  EXPECT_EQ(texts(groups[0], "jn"), std::vector<std::string>{"5"});
}

TEST(Report, a_replaced_mark_is_shown_as_new_and_one_that_went_as_struck) {
  const pugi::xml_document xml = parsed(html_of(*cleaned(
      "Der Stadtrat hat am Mittwoch über den Haushalt beraten und die Mittel für den Ausbau der Straßen be-\n"
      "willigt; die Arbeiten sollen im Frühjahr beginnen.\n",
      "de")));
  ASSERT_EQ(all(xml, "d").size(), 2u);  // the other is in the explanation
  EXPECT_EQ(text(all(xml, "d")[1]), "-");
  EXPECT_TRUE(has(texts(xml, "t", true).at(0), "bewilligt"));
  const pugi::xml_document chinese =
      parsed(html_of(*cleaned("本报讯(记者 林禾)昨日,展览开幕.\n", "zh-daily")));
  const auto marks = all(all(chinese, "t").at(0), "i");
  ASSERT_EQ(marks.size(), 4u);
  EXPECT_EQ(text(marks[2]), "，");
  EXPECT_TRUE(has(marks[2].attribute("title").value(), "“,” becomes “，”"));
}

TEST(Report, what_went_to_another_page_is_said_on_both_with_links) {
  const auto window = issue();
  bool moved = false;
  for (const clean::Decision& d : window->document->history())
    moved |= d.action == clean::Action::move && d.verdict == clean::Verdict::applied;
  ASSERT_TRUE(moved);
  const pugi::xml_document xml = parsed(html_of(*window));
  const auto sections = all(xml, "page");
  ASSERT_EQ(sections.size(), 2u);
  EXPECT_TRUE(has(text(sections[0]), "\u21AA Goes on with "));
  EXPECT_TRUE(has(text(sections[1]), "\u21B3 Goes on from "));
  // From each section to a block in the other one.
  for (const std::size_t from : {0u, 1u}) {
    bool links = false;
    for (const auto& link : sections[from].select_nodes(".//p[@class='note']/a")) {
      const std::string id = std::string(link.node().attribute("href").value()).substr(1);
      links |= !sections[1 - from].select_nodes((".//*[@id='" + id + "']").c_str()).empty();
    }
    EXPECT_TRUE(links) << from;
  }
}

TEST(Report, says_nothing_of_other_places_where_blocks_follow_the_lines) {
  const pugi::xml_document xml = parsed(html_of(*cleaned(kParagraph + kRest + "\n\n" + kRest + "\n")));
  EXPECT_EQ(all(xml, "t").size(), 2u);
  EXPECT_TRUE(all(xml, "note").empty());
}

TEST(Report, a_link_to_a_page_that_is_left_out_is_words) {
  const std::string html = html_of(*issue(), {.pages = 1});
  const pugi::xml_document xml = parsed(html);
  EXPECT_EQ(all(xml, "page").size(), 1u);
  EXPECT_TRUE(has(html, "page left out here"));
  for (const auto& link : xml.select_nodes("//p[@class='note']/a"))
    EXPECT_TRUE(xml.select_node(
        ("//*[@id='" + std::string(link.node().attribute("href").value()).substr(1) + "']").c_str()));
}

TEST(Report, pages_are_sections_of_their_own_and_a_long_one_is_parted) {
  const pugi::xml_document two = parsed(html_of(*cleaned(kRest + "\n\f" + kRest + "\n")));
  EXPECT_EQ(texts(two, "pg"), (std::vector<std::string>{"page 1", "page 2"}));

  std::string lines;
  for (int i = 0; i < 1500; ++i) lines += "第" + std::to_string(i) + "项工作已经全部完成，情况良好。\n\n";
  const auto window = cleaned(lines);
  report::Report report;
  report.add(window->report());
  EXPECT_EQ(report.counts().pages, 1u);
  const pugi::xml_document parts = parsed(written(report));
  EXPECT_GE(all(parts, "page").size(), 2u);
  EXPECT_EQ(left_column(parts), numbered(lines));
}

// ---- doubt

TEST(Report, the_pages_that_need_an_eye_stand_with_the_most_doubtful_first) {
  report::Report report;
  std::vector<double> doubts;
  for (const char* page : {"cn-news-half-01.txt", "ko-hanja-1967-lines.txt", "en-1912-narrow-banks.txt"}) {
    report::WindowReport window =
        cleaned({{page, read(fs::path(LIBCLEAN_FIXTURES "/pages") / page)}})->report();
    ASSERT_EQ(window.pages.size(), 1u);
    doubts.push_back(window.pages[0].doubt);
    report.add(std::move(window));
  }
  const pugi::xml_document xml = parsed(written(report));
  std::vector<double> shown;
  for (const auto& row : xml.select_nodes("//table[@class='eye']/tbody/tr")) {
    shown.push_back(std::stod(text(row.node().select_node("td[1]").node())));
    const std::string href = row.node().select_node("th/a").node().attribute("href").value();
    EXPECT_TRUE(xml.select_node(("//section[@id='" + href.substr(1) + "']").c_str())) << href;
  }
  ASSERT_GE(shown.size(), 2u);
  EXPECT_TRUE(std::is_sorted(shown.rbegin(), shown.rend()));
  EXPECT_NEAR(shown.front(), *std::max_element(doubts.begin(), doubts.end()), 0.051);
}

TEST(Report, a_page_without_doubt_needs_no_eye) {
  const pugi::xml_document xml = parsed(html_of(*cleaned(kParagraph + kRest + "\n")));
  EXPECT_TRUE(xml.select_nodes("//table[@class='eye']").empty());
  EXPECT_EQ(all(xml, "page").size(), 1u);
}

TEST(Report, what_could_not_be_read_is_counted_and_shown) {
  const auto window =
      cleaned("Le conseil a été réuni hier au soir, et la s\xE9 ance a duré long\xE9 temps.\n", "fr");
  report::WindowReport report = window->report();
  EXPECT_EQ(report.counts.unread, 2u);
  EXPECT_EQ(report.pages.at(0).unread, 2u);
  const pugi::xml_document xml = parsed(html_of(*window));
  EXPECT_EQ(all(all(xml, "s").at(0), "fffd").size(), 2u);
  EXPECT_FALSE(xml.select_nodes("//table[@class='eye']").empty());
}

TEST(Report, faults_in_reading_are_shown_though_no_line_was_read) {
  const auto window = cleaned("<?xml version=\"1.0\"?><alto><Layout><Page></Lay");
  ASSERT_FALSE(window->document->faults().empty());
  const pugi::xml_document xml = parsed(html_of(*window));
  EXPECT_TRUE(has(texts(all(xml, "page").at(0), "fault").at(0), "XML"));
  EXPECT_FALSE(xml.select_nodes("//table[@class='eye']").empty());
}

// ---- markup

TEST(Report, of_a_file_with_markup_the_printed_lines_are_shown) {
  for (const char* name : {"lindenau-1.alto.xml", "lindenau-1.page.xml", "lindenau-1.hocr"}) {
    const std::string bytes = read(fs::path(LIBCLEAN_ROOT "/tests/formats/pages") / name);
    const auto window = cleaned({{name, bytes}});
    const clean::Document printed = clean::read(window->document->source());
    std::vector<std::string> lines;
    for (const clean::Block& block : printed.blocks())
      lines.push_back(std::to_string(lines.size() + 1) + " " + std::string(printed.text(block)));
    const std::string html = html_of(*window);
    const pugi::xml_document xml = parsed(html);
    EXPECT_EQ(left_column(xml), lines) << name;
    EXPECT_FALSE(has(html, "CONTENT=")) << name;
    EXPECT_TRUE(has(html, ", printed line ")) << name;
  }
}

// ---- text from outside

TEST(Report, nothing_of_the_input_becomes_markup_or_turns_the_text) {
  const std::string evil =
      "<script>alert(1)</script> & \"x\" 'y' ]]> <!-- \u202Etxet\u202C \x01\x02\x03\x04 \x1B[2J end";
  const auto window = cleaned({{"<b>\"'&\u202E\x01.txt", evil + "\n\n" + evil + " again\n"}}, "en");
  report::Report report({}, evil);
  report.add(window->report());
  const std::string html = written(report);
  const pugi::xml_document xml = parsed(html);
  EXPECT_TRUE(xml.select_nodes("//script | //b[ancestor::h3]").empty());
  EXPECT_FALSE(has(html, "<script"));
  EXPECT_FALSE(has(html, "\u202E"));
  for (const char c : html) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n') << int(c);
  ASSERT_EQ(all(xml, "s").size(), 2u);
  const std::string line = text(all(xml, "s")[0]);
  EXPECT_TRUE(line.starts_with("<script>alert(1)</script> & \"x\" 'y' ]]> <!-- U+202Etxet")) << line;
  EXPECT_TRUE(has(line, "U+0001")) << line;
  EXPECT_EQ(text(xml.select_node("//h3/bdi").node()), "<b>\"'&U+202EU+0001.txt");
}

TEST(Report, what_cannot_be_seen_is_spelled_and_what_can_is_left) {
  EXPECT_EQ(report::as_attribute("a\u200Bb\u00ADc\uFEFF"), "a[U+200B]b[U+00AD]c[U+FEFF]");
  EXPECT_EQ(report::as_attribute("\xE9|\xF0\x9F|\uFFFF"), "[\\xE9]|[\\xF0][\\x9F]|[U+FFFF]");
  EXPECT_EQ(report::as_text("\u061C"), "<span class=\"unseen\">U+061C</span>");
  for (const char* plain : {"नमस्\u200Dते", "می\u200Cخواهم", "𠮷野家", "a\tb", "\u3000第二版", "é"})
    EXPECT_EQ(report::as_text(plain), plain);
  EXPECT_EQ(report::as_class("a b<c>é"), "a-b-c---");
  EXPECT_EQ(report::as_class("rejoin"), "rejoin");
}

// Bytes of any kind, cut anywhere.
TEST(Report, holds_on_damaged_text) {
  const std::string page = read(fs::path(LIBCLEAN_SEEDS) / "pingyuan-wanbao-2025-12.txt");
  std::uint32_t state = 1;
  const auto next = [&] { return state = state * 1664525u + 1013904223u, state >> 8; };
  for (int round = 0; round < 40; ++round) {
    std::string damaged = page.substr(next() % page.size(), next() % 3000);
    for (int i = 0; i < 60 && !damaged.empty(); ++i)
      damaged[next() % damaged.size()] = static_cast<char>(next() % 256);
    const std::string html = html_of(*cleaned(damaged));
    parsed(html);
    if (HasFailure()) {
      write(fs::path(testing::TempDir()) / "damaged.txt", damaged);
      FAIL() << "round " << round;
    }
  }
}

// ---- many pages

TEST(Report, of_many_pages_the_most_doubtful_are_kept_and_all_are_counted) {
  constexpr std::size_t kPages = 400, kKept = 5;
  report::Report report({.pages = kKept});
  const auto sure = cleaned({{"sure.txt", kRest + "\n"}}, "zh-daily");
  const auto doubtful = cleaned({{"doubtful.txt", "La s\xE9 ance\n"}}, "fr");
  std::size_t lines = 0;
  for (std::size_t i = 0; i < kPages; ++i) {
    report::WindowReport window = (i % 100 == 50 ? doubtful : sure)->report();
    window.pages.at(0).file = std::to_string(i) + ".txt";
    lines += window.counts.lines;
    report.add(std::move(window));
  }
  EXPECT_EQ(report.counts().pages, kPages);
  EXPECT_EQ(report.counts().lines, lines);
  const std::string html = written(report);
  const pugi::xml_document xml = parsed(html);
  EXPECT_EQ(all(xml, "page").size(), kKept);
  EXPECT_TRUE(has(html, "5 of 400 sections are shown"));
  EXPECT_TRUE(has(html, "395 are left out"));
  std::vector<std::string> files;
  for (const auto& cell : xml.select_nodes("//table[@class='eye']/tbody/tr/th/a/bdi"))
    files.push_back(text(cell.node()));
  EXPECT_EQ(files, (std::vector<std::string>{"50.txt", "150.txt", "250.txt", "350.txt"}));
}

TEST(Report, keeps_no_more_bytes_of_sections_than_its_limit) {
  const auto window = cleaned(kRest + "\n");
  const std::size_t one = window->report().pages.at(0).html.size();
  report::Report report({.pages = 100, .bytes = 10 * one});
  for (int i = 0; i < 50; ++i) report.add(window->report());
  EXPECT_EQ(all(parsed(written(report)), "page").size(), 10u);
}

TEST(Report, says_nothing_of_what_was_left_out_when_nothing_was) {
  EXPECT_FALSE(has(html_of(*cleaned(kRest + "\n")), "left out"));
}

TEST(Report, a_page_that_goes_on_in_the_next_window_is_counted_once) {
  const auto window = cleaned(kRest + "\n");
  report::Report report;
  report.add(window->report());
  report.add(window->report());
  EXPECT_EQ(report.counts().pages, 1u);
  report::WindowReport other = window->report();
  other.pages.at(0).file = "other.txt";
  report.add(std::move(other));
  EXPECT_EQ(report.counts().pages, 2u);
}

TEST(Report, has_the_same_bytes_in_whatever_order_windows_are_made) {
  const auto some = pages();
  std::vector<std::unique_ptr<Cleaned>> windows;
  for (std::size_t i = 0; i < 6; ++i) windows.push_back(cleaned({{some[i].filename(), read(some[i])}}));
  std::vector<report::WindowReport> forth, back(windows.size());
  for (const auto& window : windows) forth.push_back(window->report());
  for (std::size_t i = windows.size(); i-- > 0;) back[i] = windows[i]->report();
  report::Report one, other;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    one.add(std::move(forth[i]));
    other.add(std::move(back[i]));
  }
  EXPECT_EQ(written(one), written(other));
}

TEST(Report, of_nothing_is_a_report_too) {
  const pugi::xml_document xml = parsed(written(report::Report({}, "Nothing")));
  EXPECT_STREQ(xml.child("html").child("head").child_value("title"), "Nothing");
  EXPECT_TRUE(all(xml, "page").empty());
}

// ---- colours

using Colours = std::map<std::string, std::string>;

// The variables of a rule that begins at a place of the style sheet.
Colours colours(const std::string& style, std::size_t at) {
  Colours found;
  const std::string rule = style.substr(at, style.find('}', at) - at) + ";";
  for (std::size_t name = rule.find("--"); name != rule.npos; name = rule.find("--", name + 2)) {
    const std::size_t colon = rule.find(':', name), end = rule.find(';', name);
    if (colon == rule.npos || end == rule.npos || rule[colon + 1] != '#') continue;
    found[rule.substr(name + 2, colon - name - 2)] = rule.substr(colon + 2, end - colon - 2);
  }
  return found;
}

// WCAG 2.1, relative luminance and contrast ratio.
double luminance(std::string colour) {
  if (colour.size() == 3) colour = {colour[0], colour[0], colour[1], colour[1], colour[2], colour[2]};
  const auto channel = [&](std::size_t i) {
    const double c = static_cast<double>(std::stoul(colour.substr(i * 2, 2), nullptr, 16)) / 255;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2);
}

double contrast(const std::string& one, const std::string& other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

TEST(Report, its_colours_have_contrast_in_the_light_in_the_dark_and_on_paper) {
  const std::string style(report::style());
  const std::size_t dark = style.find("prefers-color-scheme:dark"), print = style.find("@media print");
  ASSERT_NE(dark, style.npos);
  ASSERT_NE(print, style.npos);
  for (const std::size_t at : {std::size_t{0}, dark, print}) {
    const Colours c = colours(style, style.find(":root{", at));
    ASSERT_GE(c.size(), 12u);
    for (const char* ink : {"ink", "quiet", "link", "join", "change", "repair", "cut", "doubt"})
      for (const char* ground : {"ground", "raised"})
        EXPECT_GE(contrast(c.at(ink), c.at(ground)), 4.5) << at << ": " << ink << " on " << ground;
    EXPECT_GE(contrast(c.at("doubt"), c.at("doubt-ground")), 4.5) << at;
    for (const char* bar : {"bar", "hatch"}) EXPECT_GE(contrast(c.at(bar), c.at("ground")), 3) << at << bar;
  }
}

// ---- the program

Ran report_of(const std::string& arguments) {
  Ran ran{};
  FILE* const pipe = popen((NEWSCLEAN_REPORT " " + arguments + " 2>&1").c_str(), "r");
  std::array<char, 4096> block{};
  for (std::size_t n = 0; (n = std::fread(block.data(), 1, block.size(), pipe)) > 0;)
    ran.out.append(block.data(), n);
  ran.status = WEXITSTATUS(pclose(pipe));
  return ran;
}

TEST(ReportProgram, writes_what_the_library_gives) {
  const std::string seed = LIBCLEAN_SEEDS "/pingyuan-wanbao-2025-12.txt";
  const Ran ran = report_of("'" + seed + "'");
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, html_of(*cleaned({{seed, read(seed)}})));
}

TEST(ReportProgram, a_wrong_option_ends_with_status_2_and_a_missing_file_with_4) {
  EXPECT_EQ(report_of("--page 3").status, 2);
  EXPECT_TRUE(has(report_of("--pages x " LIBCLEAN_SEEDS "/README.md").out, "\"x\": not a whole number"));
  EXPECT_TRUE(has(report_of("--encoding gkb " LIBCLEAN_SEEDS "/README.md").out, "no encoding \"gkb\""));
  EXPECT_TRUE(has(report_of("-r zh-dialy " LIBCLEAN_SEEDS "/README.md").out, "did you mean \"zh-daily\"?"));
  const Ran missing = report_of("nowhere.txt");
  EXPECT_EQ(missing.status, 4);
  EXPECT_FALSE(has(missing.out, "<html"));  // of nothing there is no report
  EXPECT_TRUE(has(missing.out, "newsclean-report: nowhere.txt: No such file or directory"));
}

TEST(ReportProgram, xmllint_finds_it_well_formed) {
  if (std::system("xmllint --version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "xmllint is not installed (Debian: libxml2-utils)";
  const std::string files = "'" LIBCLEAN_SEEDS "'/*.txt '" LIBCLEAN_FIXTURES "/pages'/*.txt";
  const Ran ran = report_of(files + " | xmllint --noout --huge -");
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_EQ(ran.out, "");
}

}  // namespace
