// The arrows of docs/design.md, section 4: which folder may include which. Read from the sources themselves.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "support/cases.h"

namespace clean::tests {
namespace {

namespace fs = std::filesystem;

struct Include {
  std::string file;    // below libclean/ or tools/: "unicode/chars.cpp"
  std::string folder;  // "unicode"
  int line = 0;
  bool quoted = false;
  std::string path;  // "unicode/chars.h", "re2/re2.h"

  std::string place() const { return file + ":" + std::to_string(line) + ": " + path; }
  std::string to() const { return path.find('/') == path.npos ? "" : path.substr(0, path.find('/')); }
};

std::vector<Include> includes_below(const fs::path& root) {
  static const std::regex kInclude(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
  std::vector<Include> found;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const fs::path& path = entry.path();
    if (path.extension() != ".h" && path.extension() != ".cpp") continue;
    const std::string file = fs::relative(path, root).generic_string(), text = read_file(path);
    int line = 0;
    for (std::size_t begin = 0; begin < text.size(); ++line) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string one = text.substr(begin, end - begin);
      begin = end + 1;
      std::smatch m;
      if (one.find("include") == one.npos || !std::regex_search(one, m, kInclude)) continue;
      found.push_back({file, file.substr(0, file.find('/')), line + 1, m[1] == "\"", m[2]});
    }
  }
  return found;
}

const std::vector<Include>& library() {
  static const std::vector<Include> all = includes_below(fs::path(LIBCLEAN_ROOT) / "libclean");
  return all;
}
const std::vector<Include>& tools() {
  static const std::vector<Include> all = includes_below(fs::path(LIBCLEAN_ROOT) / "tools");
  return all;
}

// <vector>, <cstdint>: a header of C++ has neither folder nor ending.
bool standard(const Include& i) { return !i.quoted && i.path.find_first_of("/.") == i.path.npos; }

TEST(Arrows, are_looked_for_in_all_folders_of_the_library) {
  std::set<std::string> folders;
  for (const Include& i : library()) folders.insert(i.folder);
  EXPECT_EQ(folders, (std::set<std::string>{"articles", "c", "core", "filters", "formats", "include",
                                            "recipe", "survey", "unicode"}));
  EXPECT_GT(library().size(), 100u);
}

TEST(Arrows, between_folders_go_one_way) {
  const std::map<std::string, std::set<std::string>> may = {
      {"core", {"core"}},
      {"unicode", {"unicode", "core"}},
      {"survey", {"survey", "core", "unicode"}},
      {"filters", {"filters", "core", "unicode", "survey"}},
      {"formats", {"formats", "core", "unicode"}},
      {"articles", {"articles", "core", "unicode", "survey", "filters", "formats"}},
      {"recipe", {"recipe", "core", "unicode", "survey", "filters", "formats", "articles"}},
      {"c", {"c"}},  // what C sees is made of what C++ sees
      {"include", {}},
  };
  for (const Include& i : library()) {
    ASSERT_TRUE(may.contains(i.folder)) << i.place();
    if (!i.quoted) continue;
    if (i.to().empty()) {
      // Beside it, or made by the build.
      const bool there = fs::exists(fs::path(LIBCLEAN_ROOT) / "libclean" / i.folder / i.path);
      EXPECT_TRUE(there || (i.folder == "unicode" && i.path == "classes.inc")) << i.place();
    } else {
      EXPECT_TRUE(may.at(i.folder).contains(i.to())) << i.place();
    }
  }
}

TEST(Arrows, go_from_public_headers_to_public_headers_and_the_standard_library_only) {
  for (const Include& i : library()) {
    if (i.folder != "include") continue;
    const bool c = i.file == "include/clean.h" && (i.path == "stddef.h" || i.path == "stdint.h");
    EXPECT_TRUE(standard(i) || c || (!i.quoted && i.to() == "clean")) << i.place();
  }
}

TEST(Arrows, keep_filters_and_formats_apart_in_public_headers_too) {
  const std::set<std::string> core = {"clean/decision.h", "clean/document.h", "clean/encoding.h",
                                      "clean/export.h",   "clean/filter.h",   "clean/issue.h",
                                      "clean/nearest.h",  "clean/range.h",    "clean/role.h"};
  for (const Include& i : library()) {
    if (i.to() != "clean") continue;
    if (i.folder == "filters") {
      EXPECT_NE(i.path, "clean/formats.h") << i.place();
      EXPECT_NE(i.path, "clean/clean.h") << i.place();
    }
    if (i.folder == "core" || i.folder == "unicode" || i.folder == "survey") {
      EXPECT_TRUE(core.contains(i.path)) << i.place();
    }
  }
}

TEST(Arrows, to_other_libraries_start_in_few_places) {
  // By the beginning of the header's path: the folders and files that may include it. Design, section 8.
  const std::map<std::string, std::set<std::string>> may = {
      {"clean.h", {"c"}},
      {"std", {"include/clean.h"}},
      {"unicode/", {"unicode"}},
      {"utf8proc.h", {"unicode"}},
      {"cld2/", {"recipe/auto.cpp"}},
      {"re2/",
       {"survey/vocabulary.cpp", "recipe/recipe.cpp", "recipe/path_patterns.cpp", "articles/assemble.cpp"}},
      {"simdjson.h", {"unicode", "formats"}},
      {"hunspell/", {"survey/lexicon.cpp"}},
      {"toml++/", {"recipe/recipe.cpp"}},
      {"pugixml.hpp", {"formats"}},
  };
  for (const Include& i : library()) {
    if (i.quoted || standard(i) || i.to() == "clean") continue;
    const auto row =
        std::find_if(may.begin(), may.end(), [&](const auto& r) { return i.path.starts_with(r.first); });
    ASSERT_NE(row, may.end()) << i.place()
                              << ": a library that docs/design.md, section 8, does not give the core";
    EXPECT_TRUE(row->second.contains(i.folder) || row->second.contains(i.file)) << i.place();
  }
}

TEST(Arrows, to_Boost_start_in_the_options_only) {
  for (const Include& i : library()) EXPECT_FALSE(i.path.starts_with("boost/")) << i.place();
  for (const Include& i : tools()) {
    EXPECT_TRUE(!i.path.starts_with("boost/") || i.folder == "cli") << i.place();
  }
}

TEST(Arrows, of_the_tools_reach_the_library_by_its_public_headers_only) {
  const std::set<std::string> inside = {"core",     "unicode", "survey", "filters",
                                        "articles", "formats", "recipe"};
  for (const Include& i : tools()) {
    if (i.quoted) {
      EXPECT_FALSE(inside.contains(i.to())) << i.place();
    }
  }
}

}  // namespace
}  // namespace clean::tests
