// How many instructions newsclean takes for a byte, held against a table with some room above: what makes it
// slower is seen on the day it comes, on any machine, however busy. valgrind counts; where it is not
// installed, and in builds that are not optimised, the test is skipped.
//
// Who makes it faster, or slower for a reason, writes the table anew: LIBCLEAN_WRITE_SPEED=1
// build/release/tests/tools/speed_test.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "support/wrapped.h"

namespace {

namespace fs = std::filesystem;

constexpr const char* kTable = SPEED_TABLE;

// Other versions of the libraries and another processor's copies of memcpy make some difference.
constexpr double kRoom = 1.12, kRoomOfRatio = 1.10;

// Writing records or a log beside the text must not cost more than this over the text alone; where it does,
// the table has what it costs.
constexpr double kJsonlOverText = 1.25, kEditsOverText = 1.4;

std::string contents(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

void write(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

class Folder {
 public:
  Folder() : path_((fs::temp_directory_path() / "speed_test.XXXXXX").string()) {
    if (!mkdtemp(path_.data())) path_.clear();
  }
  ~Folder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path operator/(const char* name) const { return fs::path(path_) / name; }

 private:
  std::string path_;
};

int run(const std::string& command) { return std::system(command.c_str()); }

// What a run of newsclean takes on this input. 0: it failed.
double instructions(const Folder& folder, const std::string& name, const fs::path& input,
                    const std::string& options) {
  const std::string log = (folder / (name + ".log").c_str()).string();
  if (run("valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null --log-file=" + log +
          " " NEWSCLEAN_BINARY " -r zh-daily -j 1 " + options + " <" + input.string() + " >/dev/null") != 0)
    return 0;
  // ==123== I   refs:      265,685,467
  const std::string told = contents(log);
  std::string digits;
  for (std::size_t at = told.find("refs:"); at < told.size() && told[at] != '\n'; ++at) {
    if (told[at] >= '0' && told[at] <= '9') digits += told[at];
  }
  return digits.empty() ? 0 : std::stod(digits);
}

struct Row {
  std::string what;
  double count = 0, room = kRoom, goal = 0;
  double limit() const { return std::max(count * room, goal); }
};

std::string as_text(double value) {
  std::ostringstream text;
  text << std::fixed;
  text.precision(value < 10 ? 3 : 0);
  text << value;
  return text.str();
}

std::map<std::string, double> limits() {
  std::map<std::string, double> result;
  std::ifstream in(kTable);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::string what, limit;
    if (line.starts_with('#') || !std::getline(fields, what, '\t') || !std::getline(fields, limit, '\t'))
      continue;
    result[what] = std::stod(limit);
  }
  return result;
}

void write_table(const std::vector<Row>& rows) {
  std::ofstream out(kTable);
  out << "# what\tlimit\tcounted when this was written, by LIBCLEAN_WRITE_SPEED=1 speed_test\n";
  for (const Row& row : rows)
    out << row.what << '\t' << as_text(row.limit()) << '\t' << as_text(row.count) << '\n';
}

TEST(Speed, instructions_per_byte_are_within_the_table) {
  if (!SPEED_COUNTS) GTEST_SKIP() << "not an optimised build without sanitizers: what it counts says nothing";
  if (run("command -v valgrind >/dev/null") != 0)
    GTEST_SKIP() << "no valgrind (Debian package valgrind): nothing is counted";

  const Folder folder;
  std::string pages;
  std::vector<fs::path> seeds;
  for (const auto& entry : fs::directory_iterator(NEWSCLEAN_SEEDS)) {
    if (entry.path().extension() == ".txt") seeds.push_back(entry.path());
  }
  std::sort(seeds.begin(), seeds.end());
  for (const fs::path& seed : seeds) pages += contents(seed) + '\n';
  ASSERT_FALSE(pages.empty());
  const fs::path empty = folder / "empty", dirty = folder / "dirty", lines = folder / "lines",
                 clean = folder / "clean";
  write(empty, "");
  write(dirty, pages + pages + pages + pages);
  write(lines, clean::tests::wrapped(pages + pages + pages + pages, 40));
  write(clean, contents(dirty));
  bool settled = false;
  for (int round = 0; round < 5 && !settled; ++round) {
    const std::string next = (folder / "next").string();
    ASSERT_EQ(run(NEWSCLEAN_BINARY " -r zh-daily <" + clean.string() + " >" + next), 0);
    settled = contents(next) == contents(clean);
    fs::rename(next, clean);
  }
  ASSERT_TRUE(settled) << "clean text is still changed";

  struct Run {
    const char* name;
    fs::path input;
    std::string options;
    double count = 0;
  };
  Run runs[] = {{"start", empty, ""},         {"text", dirty, ""},
                {"jsonl", dirty, "-t jsonl"}, {"edits", dirty, "--edits " + (folder / "log").string()},
                {"lines", lines, ""},         {"clean", clean, ""}};
  // Two at a time.
  for (std::size_t i = 0; i < std::size(runs); i += 2) {
    std::vector<std::future<double> > counts;
    for (std::size_t k = i; k < std::min(i + 2, std::size(runs)); ++k) {
      counts.push_back(std::async(std::launch::async, [&folder, &r = runs[k]] {
        return instructions(folder, r.name, r.input, r.options);
      }));
    }
    for (std::size_t k = 0; k < counts.size(); ++k) runs[i + k].count = counts[k].get();
  }
  for (const Run& r : runs) ASSERT_GT(r.count, 0) << "valgrind counted nothing: " << r.name;

  const double start = runs[0].count;
  const auto per_byte = [&](const Run& r) {
    return (r.count - start) / static_cast<double>(fs::file_size(r.input));
  };
  const std::vector<Row> rows = {
      {"starting up, in thousands", start / 1000},
      {"seeds, per byte", per_byte(runs[1])},
      {"printed lines that go on, per byte", per_byte(runs[4])},
      {"clean text, per byte", per_byte(runs[5])},
      {"jsonl over text", per_byte(runs[2]) / per_byte(runs[1]), kRoomOfRatio, kJsonlOverText},
      {"edits beside text over text", per_byte(runs[3]) / per_byte(runs[1]), kRoomOfRatio, kEditsOverText},
  };
  if (std::getenv("LIBCLEAN_WRITE_SPEED")) write_table(rows);

  const std::map<std::string, double> limit = limits();
  EXPECT_EQ(limit.size(), rows.size()) << kTable;
  for (const Row& row : rows) {
    const auto known = limit.find(row.what);
    ASSERT_NE(known, limit.end()) << kTable << " has no row \"" << row.what << "\"";
    std::printf("%-36s %9s, at most %9s%s\n", row.what.c_str(), as_text(row.count).c_str(),
                as_text(known->second).c_str(),
                row.limit() * row.room < known->second ? ": much less; write the table anew" : "");
    EXPECT_LE(row.count, known->second)
        << row.what << ": slower; if that is as it must be, LIBCLEAN_WRITE_SPEED=1 writes the table anew";
  }
}

}  // namespace
