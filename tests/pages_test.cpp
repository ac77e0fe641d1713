// Pages with gold (fixtures/pages/): the seeds, which are all right, and pages written for the tests, of
// which fixtures/pages/faults.tsv says how many faults of which kind are left. Neither more nor fewer: who
// mends one makes the table anew (LIBCLEAN_WRITE_FAULTS=1 build/release/tests/pages_test) and looks at what
// else changed.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "eval/report.h"
#include "eval/score.h"
#include "support/cases.h"

namespace clean::tests {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> gold_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(LIBCLEAN_FIXTURES) / "pages")) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The page stands beside its gold, or is a seed.
fs::path page_of(const fs::path& gold) {
  const fs::path own = fs::path(gold).replace_extension(".txt");
  return fs::exists(own) ? own : fs::path(LIBCLEAN_SEEDS) / own.filename();
}

bool seed(const fs::path& gold) { return page_of(gold).parent_path() == fs::path(LIBCLEAN_SEEDS); }

// By page and kind of fault: how many.
using Faults = std::map<std::pair<std::string, std::string>, std::size_t>;
const fs::path kFaults = fs::path(LIBCLEAN_FIXTURES) / "pages" / "faults.tsv";

Faults known_faults() {
  Faults faults;
  std::ifstream in(kFaults);
  for (std::string line; std::getline(in, line);) {
    std::istringstream row(line);
    std::string page, kind;
    std::size_t count = 0;
    if (row >> page >> kind >> count) faults[{page, kind}] = count;
  }
  return faults;
}

// The page's records as `newsclean -t jsonl` without other options gives them, in a file.
fs::path cleaned(const fs::path& gold) {
  const fs::path page = page_of(gold);
  const std::string text = read_file(page);
  const Pipeline pipeline(load_recipe(recipe_for(text)));
  const Document document = pipeline.run({.bytes = text, .begin = {}, .first_page = 1});
  std::string out;
  int number = 0;
  for (const Article& a : assemble(document, pipeline.recipe())) {
    const RecordName record{page.filename().string(), page.stem().string() + "#" + std::to_string(++number)};
    write_jsonl(a, record, pipeline.recipe().language, out);
  }
  const fs::path path =
      fs::path(testing::TempDir()) / (gold.stem().string() + "-" + std::to_string(::getpid()) + ".jsonl");
  std::ofstream(path, std::ios::binary) << out;
  return path;
}

eval::Scores scores_of(const fs::path& gold) {
  const fs::path out = cleaned(gold);
  const eval::Sources sources = [&](const std::string& name) -> std::optional<std::string> {
    if (name != page_of(gold).filename()) return std::nullopt;
    return read_file(page_of(gold));
  };
  const eval::Scores scores = eval::score(eval::read_records(gold), eval::read_records(out), sources);
  fs::remove(out);
  return scores;
}

// Something was counted, and all of it is right.
void expect_right(const eval::Prf& count, const std::string& what, bool any = true) {
  EXPECT_TRUE(!any || count.right > 0) << what;
  EXPECT_EQ(count.wrong, 0u) << what;
  EXPECT_EQ(count.missed, 0u) << what;
}

std::vector<fs::path> gold_of(bool of_seeds) {
  std::vector<fs::path> files;
  for (const fs::path& gold : gold_files()) {
    if (seed(gold) == of_seeds) files.push_back(gold);
  }
  return files;
}

std::string as_title(const testing::TestParamInfo<fs::path>& file) {
  std::string title = file.param.stem().string();
  std::replace_if(
      title.begin(), title.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return title;
}

class Pages : public testing::TestWithParam<fs::path> {};

TEST_P(Pages, come_out_as_their_gold_has_them) {
  const eval::Scores s = scores_of(GetParam());
  EXPECT_EQ(s.pages, 1u);
  EXPECT_TRUE(s.unsourced.empty());
  EXPECT_EQ(s.gold_articles, s.out_articles);
  expect_right(s.seams, "seams");
  expect_right(s.lifted_seams, "lifted seams", false);
  EXPECT_EQ(s.left_in_flow, 0u);
  EXPECT_EQ(s.glue.count, s.glue.of) << "glue";
  EXPECT_GT(s.glue.of, 0u);
  expect_right(s.starts, "starts");
  EXPECT_EQ(s.pk.count, 0u) << "Pk";
  EXPECT_EQ(s.window_diff.count, 0u) << "WindowDiff";
  EXPECT_FALSE(s.roles.empty());
  for (const auto& [role, count] : s.roles) expect_right(count, "role " + role, false);
  expect_right(s.lifted_kinds, "lifted kinds");
  for (const char* field : {"headline", "byline", "dateline", "kicker", "subheadline"}) {
    EXPECT_TRUE(s.fields.contains(field)) << field;
  }
  for (const auto& [field, count] : s.fields) EXPECT_EQ(count.all.count, count.all.of) << "field " << field;
  expect_right(s.jumps, "jumps", false);
  expect_right(s.edits, "edits");
  EXPECT_EQ(s.characters.count, 0u) << "characters wrong";
  EXPECT_GT(s.characters.of, 1000u);
  EXPECT_EQ(s.open_ends.count, s.gold_open_ends.count) << "open ends";
  EXPECT_EQ(s.uncovered.count, 0u) << "bytes that no record covers";
  EXPECT_EQ(s.doubled.count, 0u) << "bytes covered more than once";
  EXPECT_TRUE(s.findings.empty()) << eval::error_list(s);
}

INSTANTIATE_TEST_SUITE_P(Gold, Pages, testing::ValuesIn(gold_of(true)), as_title);

class WrittenPages : public testing::TestWithParam<fs::path> {};

TEST_P(WrittenPages, have_the_faults_that_are_known_and_no_others) {
  const std::string name = GetParam().stem().string();
  const eval::Scores s = scores_of(GetParam());
  EXPECT_TRUE(s.unsourced.empty());
  EXPECT_EQ(s.uncovered.count, 0u) << "bytes that no record covers";
  EXPECT_EQ(s.doubled.count, 0u) << "bytes covered more than once";
  Faults known, found;
  for (const auto& [key, count] : known_faults()) {
    if (key.first == name) known[key] = count;
  }
  for (const eval::Finding& f : s.findings) ++found[{name, f.measure}];
  EXPECT_EQ(found, known) << eval::error_list(s);
}

INSTANTIATE_TEST_SUITE_P(Gold, WrittenPages, testing::ValuesIn(gold_of(false)), as_title);

TEST(Gold, has_every_seed_and_twenty_pages_more) {
  for (const fs::path& file : gold_files()) EXPECT_TRUE(fs::exists(page_of(file))) << file;
  EXPECT_EQ(gold_of(true).size(), seeds().size());
  EXPECT_GE(gold_of(false).size(), 20u);
}

TEST(Gold, has_no_known_fault_on_a_page_that_is_gone) {
  if (std::getenv("LIBCLEAN_WRITE_FAULTS")) {
    std::ofstream out(kFaults);
    for (const fs::path& gold : gold_of(false)) {
      Faults found;
      for (const eval::Finding& f : scores_of(gold).findings) ++found[{gold.stem().string(), f.measure}];
      for (const auto& [key, count] : found) out << key.first << '\t' << key.second << '\t' << count << '\n';
    }
  }
  for (const auto& [key, count] : known_faults()) {
    EXPECT_TRUE(fs::exists(fs::path(LIBCLEAN_FIXTURES) / "pages" / (key.first + ".jsonl"))) << key.first;
  }
}

TEST(Gold, has_something_of_each_thing_that_is_measured) {
  eval::Scores all;
  for (const fs::path& file : gold_of(true)) all += scores_of(file);
  EXPECT_GT(all.jumps.right, 0u);
  EXPECT_GT(all.lifted_kinds.right, 0u);
  for (const char* role : {"headline", "paragraph", "byline", "caption", "jump"}) {
    EXPECT_GT(all.roles[role].right, 0u) << role;
  }
}

}  // namespace
}  // namespace clean::tests
