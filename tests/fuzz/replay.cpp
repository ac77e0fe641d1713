// A fuzz target as an ordinary test: over its seeds and over the files of a folder, each of which was a
// finding once and has a sentence for a name.
//
//   text_replay fixtures/fuzz/text             what is found, with the sentence; status 1 if anything is
//   text_replay --write-seeds FOLDER           the seeds as files, for libFuzzer
//
// A line of known.txt in the folder is a finding that is not mended: its name, and why. It must be found
// still, so that it leaves the list when it is.

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

#include "fuzz/fuzz.h"

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// What the target finds; empty: nothing.
std::string found(const std::string& input) {
  try {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
    return {};
  } catch (const std::exception& e) {
    return *e.what() ? e.what() : "an exception without a word";
  }
}

std::map<std::string, std::string> known_in(const fs::path& folder) {
  std::map<std::string, std::string> known;
  std::ifstream in(folder / "known.txt");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t colon = line.find(": ");
    known[line.substr(0, colon)] = colon == line.npos ? "" : line.substr(colon + 2);
  }
  return known;
}

int write_seeds(const fs::path& folder) {
  fs::create_directories(folder);
  const std::vector<std::string> seeds = clean::fuzz::seeds();
  for (std::size_t i = 0; i < seeds.size(); ++i)
    std::ofstream(folder / ("seed-" + std::to_string(i)), std::ios::binary) << seeds[i];
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count == 3 && std::string_view(words[1]) == "--write-seeds") return write_seeds(words[2]);
  int wrong = 0;
  const auto fail = [&](const std::string& name, const std::string& what) {
    std::cout << name << ": " << what << "\n";
    ++wrong;
  };
  const std::vector<std::string> seeds = clean::fuzz::seeds();
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    const std::string what = found(seeds[i]);
    if (!what.empty()) fail("seed " + std::to_string(i), what);
  }
  std::size_t cases = 0;
  for (int w = 1; w < count; ++w) {
    if (!fs::is_directory(words[w])) continue;  // nothing was found yet
    std::map<std::string, std::string> known = known_in(words[w]);
    std::vector<fs::path> files(fs::directory_iterator{words[w]}, {});
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      const std::string name = file.filename().string(), what = name == "known.txt" ? "" : found(read(file));
      if (name == "known.txt") continue;
      ++cases;
      const bool is_known = known.erase(name) > 0;
      if (is_known && what.empty()) fail(name, "is listed as known, and holds: take it off known.txt");
      if (is_known && !what.empty()) std::cout << "(known) " << name << ": " << what << "\n";
      if (!is_known && !what.empty()) fail(name, what);
    }
    for (const auto& [name, why] : known) fail(name, "is listed as known, and there is no such file");
  }
  std::cout << seeds.size() << " seeds and " << cases << " cases, " << wrong << " wrong\n";
  return wrong > 0;
}
