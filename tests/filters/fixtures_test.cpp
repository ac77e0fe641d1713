// One test for each fixture case, with the case's title.

#include <gtest/gtest.h>

#include "support/cases.h"

namespace clean::tests {
namespace {

class FixtureCase : public testing::Test {
 public:
  explicit FixtureCase(const Case& c) : case_(c) {}

  void TestBody() override {
    const Pipeline pipeline(load_recipe(case_.recipe), case_.filters);
    const Document document = pipeline.run(case_.source());
    std::string expected = case_.expected;
    // Unchanged: what no filter has touched.
    if (case_.unchanged) expected = shown(plain_.run(case_.source()));
    const std::string got = shown(document);
    EXPECT_TRUE(expected == got) << case_.file << ":" << case_.line << ": " << case_.title
                                 << "\n--- expected\n"
                                 << expected << "\n--- got\n"
                                 << got;
    if (case_.unchanged) {
      for (const Decision& d : document.history()) {
        const bool first_start =
            d.action == Action::start && d.at.begin == document.blocks().front().at.begin;
        const bool read = !d.filter->make;  // what the reader of the file did is no filter's doing
        EXPECT_FALSE(d.verdict == Verdict::applied && !first_start && !read)
            << case_.file << ":" << case_.line << ": " << case_.title << ": " << d.filter->reasons[d.reason];
      }
    }
  }

 private:
  const Case& case_;
  // Reads the text and decides nothing.
  const Pipeline plain_{parse_recipe("name = \"plain\"\nstages = [[]]", "plain")};
};

// Letters and digits as GoogleTest and CTest want them.
std::string plain(const std::string& title) {
  std::string name;
  for (const char c : title) {
    if (std::isalnum(static_cast<unsigned char>(c)))
      name += c;
    else if (!name.empty() && name.back() != '_')
      name += '_';
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  return name;
}

const bool kRegistered = [] {
  for (const Case& c : all_cases()) {
    const std::string suite = plain(c.file.substr(0, c.file.size() - 4));
    testing::RegisterTest(suite.c_str(), plain(c.title).c_str(), nullptr, nullptr, c.file.c_str(), c.line,
                          [&c]() -> FixtureCase* { return new FixtureCase(c); });
  }
  return true;
}();

TEST(Fixtures, every_filter_has_cases_of_what_it_does_and_of_what_it_leaves_alone) {
  ASSERT_TRUE(kRegistered);
  for (const FilterRow* row : filters()) {
    int does = 0, leaves = 0;
    for (const Case& c : all_cases()) {
      // Some filters do nothing without others before them.
      if (c.file != std::string(row->name) + ".txt") continue;
      (c.unchanged ? leaves : does) += 1;
    }
    EXPECT_GE(does, 3) << row->name;
    EXPECT_GE(leaves, 3) << row->name;
  }
}

}  // namespace
}  // namespace clean::tests
