// No input breaks newsclean: for each row of the table (hostile/rows.cpp) it ends with the right status and
// words, in time that grows as the input does, within a bound of memory, and writes nothing to people that
// their terminal would obey. The suite takes a moderate size; LIBCLEAN_HOSTILE=full takes the full one and
// prints the table of docs/reliability.md (bench/hostile); NEWSCLEAN names another program than the one
// built.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>

#include "cli/printable.h"
#include "hostile/rows.h"
#include "hostile/run.h"

namespace {

namespace fs = std::filesystem;

bool full() {
  const char* wanted = std::getenv("LIBCLEAN_HOSTILE");
  return wanted != nullptr && std::string_view(wanted) == "full";
}

std::uintmax_t size_of(const fs::path& folder) {
  std::uintmax_t largest = 0;
  for (const auto& entry : fs::directory_iterator(folder))
    if (fs::is_regular_file(fs::symlink_status(entry.path()))) largest = std::max(largest, entry.file_size());
  return largest;
}

class Hostile : public testing::TestWithParam<Row> {
 protected:
  // The row with its unit so often, in a folder of its own.
  Measured run(std::size_t times) {
    std::string name = (fs::path(testing::TempDir()) / "hostile.XXXXXX").string();
    EXPECT_NE(mkdtemp(name.data()), nullptr);
    GetParam().make(Folder(name), times);
    size_ = size_of(name);
    const Measured ran = measured(
        name, std::string("N=${NEWSCLEAN:-'" NEWSCLEAN_BINARY "'}; ") + GetParam().line, full() ? 1800 : 60);
    fs::remove_all(name);
    return ran;
  }

  std::uintmax_t size_ = 0;  // of its largest file
};

// Line ends and tabs apart. What is no whole line was cut off where it is kept.
bool obeyed(std::string_view text) {
  const std::string_view lines = text.substr(0, text.rfind('\n') + 1);
  return cli::printable(lines, "\n\t") != lines;
}

// Of a small file the speed says nothing.
void print(const Row& row, std::uintmax_t size, const Measured& ran) {
  const double mb = static_cast<double>(size) / 1e6;
  std::string speed(16, ' ');
  std::snprintf(speed.data(), speed.size(), "%.1f", mb / ran.seconds);
  std::printf("| %s | %.1f | %d | %.2f | %s | %.0f |\n", row.name, mb, ran.status, ran.seconds,
              mb < 1 ? "" : speed.c_str(), static_cast<double>(ran.peak) / 1e6);
  std::fflush(stdout);
}

TEST_P(Hostile, input_ends_with_the_right_status_in_linear_time_and_bounded_memory) {
  const Row& row = GetParam();
  const std::size_t times = full() ? row.full : row.quick;
  const std::size_t part = full() ? 10 : 2;
  const double small = times > 1 ? run(times / part).seconds : 0;
  const Measured ran = run(times);
  if (full()) print(row, size_, ran);
  EXPECT_EQ(ran.status, row.status) << ran.err.substr(0, 500);
  EXPECT_NE(ran.err.find(row.says), ran.err.npos) << ran.err.substr(0, 500);
  EXPECT_NE(ran.out.find(row.writes), ran.out.npos) << ran.out.substr(0, 500);
  if (!SANITIZED) {  // what sanitizers add is not asked about
    EXPECT_LE(ran.peak, row.peak * 1'000'000);
  }
  if (times > 1) {  // quadratic would be part * part times
    EXPECT_LT(ran.seconds, 1.5 * static_cast<double>(part) * small + 0.5) << small;
  }
  if (row.shown_to_people) {
    EXPECT_FALSE(obeyed(ran.err)) << cli::printable(ran.err);
    EXPECT_FALSE(obeyed(ran.out)) << cli::printable(ran.out);
  }
}

std::string as_identifier(const testing::TestParamInfo<Row>& row) {
  std::string name = row.param.name;
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Inputs, Hostile, testing::ValuesIn(rows()), as_identifier);

}  // namespace

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }
