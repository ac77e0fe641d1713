// Whole issues (fixtures/pages/ISSUE_*.json): articles are followed over their pages, and the laws hold.
// fixtures/pages/issues.tsv says for each how many links are right, wrong, missed, how many paragraphs of the
// stitched articles are gold's and of how many, and which laws it breaks ("-": none). Neither more nor fewer:
// LIBCLEAN_WRITE_FAULTS=1 makes the table anew.

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

// The laws that an issue breaks, by name.
std::string broken(const fs::path& gold) {
  const std::unique_ptr<Issue> issue = read(gold);
  const Recipe recipe = load_recipe(recipe_for(issue->bytes));
  std::string told = broken_laws(Pipeline(recipe), issue->source);
  for (const auto& [low, high] : {std::pair(0.5, 0.8), std::pair(0.8, 0.97)})
    told += broken_threshold(Pipeline(recipe, {}, low), Pipeline(recipe, {}, high), issue->source);
  std::string names;
  for (const char* law : {"conserve", "origin", "undo", "settle", "touch", "valid", "threshold"}) {
    if (told.find(std::string(law) + ":") != told.npos || told.find(std::string(law) + " ") == 0)
      names += (names.empty() ? "" : ",") + std::string(law);
  }
  return names.empty() ? told.empty() ? "-" : told : names;
}

std::string row(const fs::path& gold) {
  const eval::IssueScores s = scores(gold);
  std::ostringstream out;
  out << s.name << '\t' << s.links.right << '\t' << s.links.wrong << '\t' << s.links.missed << '\t'
      << s.paragraphs.count << '\t' << s.paragraphs.of << '\t' << broken(gold);
  return out.str();
}

class Issues : public testing::TestWithParam<fs::path> {};

TEST_P(Issues, are_as_good_as_is_known) {
  const std::string name = GetParam().filename().string();
  std::string known, findings;
  std::ifstream in(kTable);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(name + "\t")) known = line;
  }
  const eval::IssueScores s = scores(GetParam());
  for (const std::string& finding : s.findings) findings += finding + "\n";
  EXPECT_EQ(row(GetParam()), known) << findings;
  EXPECT_EQ(s.links.missed, 0u) << findings;
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
    for (const fs::path& gold : issues()) out << row(gold) << '\n';
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
