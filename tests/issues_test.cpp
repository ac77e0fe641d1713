// Whole issues (fixtures/pages/ISSUE_*.json): the laws hold on them, and articles are followed over their
// pages. fixtures/pages/issues.tsv says for each how many links are right, wrong, missed, and how many
// paragraphs of the stitched articles are gold's. Neither more nor fewer: LIBCLEAN_WRITE_FAULTS=1 makes the
// table anew.

#include <clean/issue.h>
#include <gtest/gtest.h>
#include <simdjson.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "eval/issue.h"
#include "laws/laws.h"
#include "support/cases.h"

namespace clean::tests {
namespace {

namespace fs = std::filesystem;

const fs::path kPages = fs::path(LIBCLEAN_FIXTURES) / "pages";
const fs::path kTable = kPages / "issues.tsv";

std::vector<fs::path> issues() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(kPages)) {
    if (entry.path().filename().string().starts_with("ISSUE_") && entry.path().extension() == ".json")
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

struct Issue {
  std::string bytes;
  Source source;  // of `bytes`
};

// The pages that the gold names, as `newsclean --issue` reads them.
std::unique_ptr<Issue> read(const fs::path& gold) {
  auto issue = std::make_unique<Issue>();
  simdjson::dom::parser parser;
  std::vector<std::string> names;
  for (const auto page : parser.load(gold.string())["pages"].get_array())
    names.push_back(std::string(page.get_string().value()) + ".txt");
  const IssueFiles files = issue_files(names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    issue->source.files.push_back({names[files.order[i]], {issue->bytes.size()}, files.pages[i]});
    issue->bytes += read_file(kPages / names[files.order[i]]);
  }
  issue->source.bytes = issue->bytes;
  issue->source.first_page = issue->source.files.front().page;
  return issue;
}

eval::IssueScores scores(const fs::path& gold) {
  const std::unique_ptr<Issue> issue = read(gold);
  const Pipeline pipeline(load_recipe(recipe_for(issue->bytes)));
  const Document document = pipeline.run(issue->source);
  std::string records;
  for (const Article& a : assemble(document, pipeline.recipe()))
    write_jsonl(a, {"", "issue#1", document.source().files}, pipeline.recipe().language, records);
  const fs::path file = fs::path(testing::TempDir()) / ("issue." + std::to_string(getpid()) + ".jsonl");
  std::ofstream(file, std::ios::binary) << records;
  const eval::IssueScores scores = eval::score_issue(gold, eval::read_records(file));
  fs::remove(file);
  return scores;
}

std::string row(const eval::IssueScores& s) {
  std::ostringstream out;
  out << s.name << '\t' << s.links.right << '\t' << s.links.wrong << '\t' << s.links.missed << '\t'
      << s.paragraphs.count << '\t' << s.paragraphs.of;
  return out.str();
}

class Issues : public testing::TestWithParam<fs::path> {};

TEST_P(Issues, have_the_links_and_paragraphs_that_are_known) {
  const eval::IssueScores s = scores(GetParam());
  std::string findings;
  for (const std::string& finding : s.findings) findings += finding + "\n";
  std::string known;
  std::ifstream in(kTable);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(s.name + "\t")) known = line;
  }
  EXPECT_EQ(row(s), known) << findings;
  EXPECT_EQ(s.links.missed, 0u) << findings;
}

TEST_P(Issues, keep_the_laws) {
  const std::unique_ptr<Issue> issue = read(GetParam());
  const Pipeline pipeline(load_recipe(recipe_for(issue->bytes)));
  EXPECT_EQ(broken_laws(pipeline, issue->source), "");
}

TEST_P(Issues, have_no_decision_more_at_a_higher_threshold) {
  const std::unique_ptr<Issue> issue = read(GetParam());
  const Recipe recipe = load_recipe(recipe_for(issue->bytes));
  for (const auto& [low, high] : {std::pair(0.5, 0.8), std::pair(0.8, 0.97)})
    EXPECT_EQ(broken_threshold(Pipeline(recipe, {}, low), Pipeline(recipe, {}, high), issue->source), "");
}

std::string as_title(const testing::TestParamInfo<fs::path>& info) {
  std::string name = info.param.stem().string();
  for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Gold, Issues, testing::ValuesIn(issues()), as_title);

TEST(IssuesOfTheFixtures, are_in_the_table_and_nothing_else_is) {
  if (std::getenv("LIBCLEAN_WRITE_FAULTS")) {
    std::ofstream out(kTable);
    for (const fs::path& gold : issues()) out << row(scores(gold)) << '\n';
  }
  std::ifstream in(kTable);
  std::size_t rows = 0;
  for (std::string line; std::getline(in, line); ++rows) {
    EXPECT_TRUE(fs::exists(kPages / line.substr(0, line.find('\t')))) << line;
  }
  EXPECT_EQ(rows, issues().size());
  EXPECT_GE(rows, 10u);
}

}  // namespace
}  // namespace clean::tests
