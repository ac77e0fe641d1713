// An issue in files: what their names say, and that records, log and undo speak of the files.

#include <clean/clean.h>
#include <gtest/gtest.h>

#include "formats/text_reader.h"

namespace clean::tests {
namespace {

struct Named {
  std::vector<std::string> names;
  std::string issue;
  std::vector<std::string> order;
  std::vector<std::uint32_t> pages;
};

void expect(const Named& want) {
  const IssueFiles issue = issue_files(want.names);
  EXPECT_EQ(issue.name, want.issue) << want.names[0];
  std::vector<std::string> order;
  for (const std::size_t i : issue.order) order.push_back(want.names[i]);
  EXPECT_EQ(order, want.order);
  EXPECT_EQ(issue.pages, want.pages) << want.names[0];
}

TEST(IssueFiles, are_in_the_order_of_the_numbers_in_their_names) {
  expect({{"x_p10.txt", "x_p2.txt", "x_p1.txt"}, "x", {"x_p1.txt", "x_p2.txt", "x_p10.txt"}, {1, 2, 10}});
  expect({{"in/courier-A4.txt", "in/courier-A1.txt"},
          "courier",
          {"in/courier-A1.txt", "in/courier-A4.txt"},
          {1, 4}});
  expect({{"0003.txt", "0001.txt"}, "0003", {"0001.txt", "0003.txt"}, {1, 3}});
  expect({{"1925-10-03/page-12.txt", "1925-10-03/page-2.txt"},
          "1925-10-03",
          {"1925-10-03/page-2.txt", "1925-10-03/page-12.txt"},
          {2, 12}});
  expect(
      {{"Bote Seite 3.txt", "Bote Seite 1.txt"}, "Bote", {"Bote Seite 1.txt", "Bote Seite 3.txt"}, {1, 3}});
}

TEST(IssueFiles, count_their_pages_where_sections_have_numbers_of_their_own) {
  expect({{"x-B1.txt", "x-A2.txt", "x-A1.txt"}, "x", {"x-A1.txt", "x-A2.txt", "x-B1.txt"}, {0, 0, 0}});
}

TEST(IssueFiles, do_not_take_a_date_for_a_page_number) {
  expect({{"18900517.txt", "18900516.txt"}, "18900517", {"18900516.txt", "18900517.txt"}, {0, 0}});
}

TEST(IssueFiles, stay_as_given_where_a_name_has_no_number_or_two_have_the_same) {
  expect({{"last.txt", "p1.txt"}, "last", {"last.txt", "p1.txt"}, {0, 0}});
  expect({{"b-1.txt", "a-1.txt"}, "b-1", {"b-1.txt", "a-1.txt"}, {0, 0}});
}

TEST(IssueFiles, do_not_take_the_number_of_a_single_file_for_a_page_unless_it_says_so) {
  expect({{"2024-01-22.txt"}, "2024-01", {"2024-01-22.txt"}, {0}});
  expect({{"courier-p4.txt"}, "courier", {"courier-p4.txt"}, {4}});
}

// The bytes of some files one behind the other.
Source issue(std::string& bytes, const std::vector<std::pair<std::string, std::string>>& files,
             std::vector<std::uint32_t> pages) {
  Source source;
  bytes.clear();
  for (std::size_t i = 0; i < files.size(); ++i) {
    source.files.push_back({files[i].first, {bytes.size()}, pages[i]});
    bytes += files[i].second;
  }
  source.bytes = bytes;
  source.first_page = pages[0];
  return source;
}

TEST(Issue, ends_a_line_and_turns_the_page_where_a_file_ends) {
  std::string bytes;
  const Document document = read_text(issue(
      bytes, {{"a", "one"}, {"b", "two\n\fthree"}, {"c", ""}, {"d", "\xEF\xBB\xBF four"}}, {1, 4, 6, 7}));
  std::string seen;
  for (const Block& b : document.blocks())
    seen += std::string(document.text(b)) + " " + std::to_string(b.page) + "-" + std::to_string(b.last_page) +
            "\n";
  EXPECT_EQ(seen, "one 1-1\ntwo 4-4\nthree 5-5\nfour 7-7\n");
}

TEST(Issue, does_not_make_a_character_of_the_ends_of_two_files) {
  std::string bytes;
  const Document document = read_text(issue(bytes, {{"a", "x\xE4"}, {"b", "\xB8\xADy"}}, {1, 2}));
  ASSERT_EQ(document.blocks().size(), 2u);
  EXPECT_EQ(document.text(document.blocks()[0]), "x\uFFFD");
  EXPECT_EQ(document.text(document.blocks()[1]), "\uFFFD\uFFFDy");
}

TEST(Issue, has_spans_of_its_files_and_comes_back_from_text_and_records) {
  const std::string first =
                        "青溪日报 2025年10月21日 星期二 "
                        "第01版\n\n市二中投入１０万元,建起食堂,并安排专人对食堂每天采购的食品进行检\n",
                    second = "查验收,确保师生吃得放心.\n\n责任编辑：周扬 校对：王丽\n";
  std::string bytes;
  const Pipeline pipeline(load_recipe("zh-daily"));
  const Document document = pipeline.run(issue(bytes, {{"p1.txt", first}, {"p4.txt", second}}, {1, 4}));
  std::string text, records, log;
  for (const Article& a : assemble(document, pipeline.recipe())) {
    write_text(a, text.empty(), text);
    write_jsonl(a, {"", "issue#1", document.source().files}, "zh-Hans", records);
  }
  write_edits(document, "", log);
  const std::size_t cut = first.find("市二中"), stop = first.size() - 1, end = second.find("\n");
  EXPECT_NE(records.find("\"source\":\"p1.txt\",\"spans\":[[" + std::to_string(cut) + "," +
                         std::to_string(stop) + "],[0," + std::to_string(end) + ",\"p4.txt\"]]"),
            records.npos)
      << records;
  EXPECT_NE(records.find("\"pages\":[1,4]"), records.npos);
  for (const std::string& output : {text, records}) {
    std::vector<SourceFile> files;
    EXPECT_EQ(undo(output, log, &files), bytes);
    ASSERT_EQ(files.size(), 2u);
    EXPECT_EQ(files[1].name, "p4.txt");
    EXPECT_EQ(files[1].begin.byte, first.size());
    EXPECT_EQ(files[1].page, 4u);
  }
}

TEST(Issue, says_which_file_a_log_speaks_of_that_it_does_not_know) {
  const std::string log =
      R"({"source":"a","filter":"width","reason":"r","confidence":1,"applied":true,"verdict":"applied","src":[[0,1]],"before":"x","after":"y"})"
      "\n"
      R"({"source":"b","filter":"layout","reason":"r","confidence":1,"applied":true,"verdict":"applied","src":[],"before":"","after":"","end":1,"files":[["b",0,1]]})"
      "\n";
  try {
    undo("y", log);
    FAIL() << "undone";
  } catch (const UndoError& error) {
    EXPECT_EQ(std::string(error.what()), "edits, line 1: no file \"a\" in this issue");
  }
}

}  // namespace
PathFields fields(const std::string& pattern, std::string_view path) {
  return PathPatterns({&pattern, 1}).fields(path);
}

TEST(PathPatterns, find_what_a_path_says) {
  const PathFields found = fields("(?P<newspaper>[a-z]+)_(?P<id>[0-9]+)_(?P<date>[0-9-]+)_(?P<page>[0-9]+)",
                                  "x/jb_38_1939-04-27_0003.txt");
  EXPECT_EQ(found.newspaper, "jb");
  EXPECT_EQ(found.id, "38");
  EXPECT_EQ(found.date, "1939-04-27");
  EXPECT_EQ(found.page, 3U);
}

TEST(PathPatterns, read_dates_as_archives_write_them_and_leave_out_what_is_none) {
  const std::string pattern = "(?P<date>[0-9][0-9/._-]*)";
  EXPECT_EQ(fields(pattern, "19390427").date, "1939-04-27");
  EXPECT_EQ(fields(pattern, "1939/4/7").date, "1939-04-07");
  EXPECT_EQ(fields(pattern, "193904").date, "1939-04");
  EXPECT_EQ(fields(pattern, "1939").date, "1939");
  EXPECT_EQ(fields("y(?P<year>[0-9]+)m(?P<month>[0-9]+)", "y1939m4").date, "1939-04");
  for (const char* none : {"1939-13-01", "1939-02-30", "39", "12345678901", "1939-04-27-1"})
    EXPECT_EQ(fields(pattern, none).date, "") << none;
}

TEST(PathPatterns, the_first_that_matches_counts_and_none_need_match) {
  const std::string patterns[] = {"a(?P<page>[0-9]+)", "(?P<page>[0-9]+)"};
  EXPECT_EQ(PathPatterns(patterns).fields("1a2").page, 2U);
  EXPECT_EQ(PathPatterns(patterns).fields("3").page, 3U);
  EXPECT_EQ(PathPatterns(patterns).fields("x").page, 0U);
  EXPECT_EQ(PathPatterns().fields("3").page, 0U);
}

TEST(PathPatterns, give_no_id_that_leads_out_of_a_folder) {
  for (const char* path : {"id=../x", "id=/etc/x", "id=a//b", "id=a/../b", "id=a/"})
    EXPECT_EQ(fields("id=(?P<id>.*)", path).id, "") << path;
  EXPECT_EQ(fields("id=(?P<id>.*)", "id=a/b").id, "a/b");
}

TEST(PathPatterns, say_what_is_wrong_with_them) {
  const auto complaint = [](const std::string& pattern) -> std::string {
    try {
      const PathPatterns made({&pattern, 1});
      return "";
    } catch (const RecipeError& error) {
      return error.what();
    }
  };
  EXPECT_NE(complaint("(?P<page>").find("not a regular expression"), std::string::npos);
  EXPECT_NE(complaint("[0-9]+").find("names nothing"), std::string::npos);
  EXPECT_NE(complaint("(?P<pages>x)").find("did you mean \"page\"?"), std::string::npos);
}

}  // namespace clean::tests
