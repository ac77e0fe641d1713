// The seeds against their gold (fixtures/pages/): what is right there stays right.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

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

fs::path page_of(const fs::path& gold) { return fs::path(LIBCLEAN_SEEDS) / (gold.stem().string() + ".txt"); }

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
  const eval::Sources sources = [](const std::string& name) -> std::optional<std::string> {
    const fs::path page = fs::path(LIBCLEAN_SEEDS) / name;
    if (name.empty() || !fs::exists(page)) return std::nullopt;
    return read_file(page);
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

INSTANTIATE_TEST_SUITE_P(Gold, Pages, testing::ValuesIn(gold_files()), [](const auto& file) {
  std::string title = file.param.stem().string();
  std::replace_if(
      title.begin(), title.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return title;
});

TEST(Gold, has_a_page_among_the_seeds_and_every_seed_has_gold) {
  const std::vector<fs::path> gold = gold_files();
  EXPECT_FALSE(gold.empty());
  for (const fs::path& file : gold) EXPECT_TRUE(fs::exists(page_of(file))) << file;
  for (const fs::path& seed : seeds()) {
    const bool there =
        std::any_of(gold.begin(), gold.end(), [&](const fs::path& g) { return g.stem() == seed.stem(); });
    EXPECT_TRUE(there) << seed;
  }
}

TEST(Gold, has_something_of_each_thing_that_is_measured) {
  eval::Scores all;
  for (const fs::path& file : gold_files()) all += scores_of(file);
  EXPECT_GT(all.jumps.right, 0u);
  EXPECT_GT(all.lifted_kinds.right, 0u);
  for (const char* role : {"headline", "paragraph", "byline", "caption", "jump"}) {
    EXPECT_GT(all.roles[role].right, 0u) << role;
  }
}

}  // namespace
}  // namespace clean::tests
