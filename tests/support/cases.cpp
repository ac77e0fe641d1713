#include "support/cases.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "unicode/chars.h"

namespace clean::tests {
namespace fs = std::filesystem;
namespace {

std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = std::string_view(text).substr(i);
    const std::size_t close = rest.find('}');
    const bool escape = rest.size() > 4 && rest[0] == '\\' && rest[2] == '{' && close != rest.npos;
    if (rest.starts_with("␌")) {
      out += '\f';
      i += std::string_view("␌").size();
    } else if (escape && (rest[1] == 'u' || rest[1] == 'x' || rest[1] == 's')) {
      const std::string digits(rest.substr(3, close - 3));
      const unsigned long n = std::stoul(digits, nullptr, rest[1] == 's' ? 10 : 16);
      if (rest[1] == 'u')
        append(out, static_cast<char32_t>(n));
      else if (rest[1] == 'x')
        out += static_cast<char>(n);
      else
        out.append(n, ' ');
      i += close + 1;
    } else {
      out += text[i++];
    }
  }
  return out;
}

std::string joined(std::vector<std::string> lines) {
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) text += (i ? "\n" : "") + lines[i];
  return unescaped(text);
}

}  // namespace

std::vector<Case> read_cases(const fs::path& file) {
  std::vector<Case> cases;
  std::istringstream in(read_file(file));
  std::vector<std::string> input, expected;
  bool in_expected = false, in_options = false;
  int number = 0;
  const auto fail = [&](const std::string& what) {
    throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": " + what);
  };
  const auto finish = [&] {
    if (cases.empty()) return;
    if (!in_expected) fail("case \"" + cases.back().title + "\" has no --- line");
    cases.back().input = joined(input);
    cases.back().expected = joined(expected);
    if (cases.back().unchanged && !cases.back().expected.empty()) fail("unchanged, and yet text behind it");
  };
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.starts_with("=== ")) {
      finish();
      Case c;
      c.title = line.substr(4);
      c.folder = file.parent_path().filename().string();
      c.file = file.filename().string();
      c.line = number;
      if (file.parent_path().filename() == "filters")
        c.filters = {file.stem().string()};
      else
        c.recipe = file.stem().string();
      cases.push_back(std::move(c));
      input.clear();
      expected.clear();
      in_expected = false;
      in_options = true;
    } else if (cases.empty()) {
      continue;
    } else if (in_options && line.starts_with("@ ")) {
      std::istringstream words(line.substr(2));
      std::string key, word;
      words >> key;
      if (key == "filters") {
        cases.back().filters.clear();
        while (words >> word) cases.back().filters.push_back(word);
      } else if (key == "recipe") {
        words >> cases.back().recipe;
      } else {
        fail("no option \"" + key + "\": there are filters and recipe");
      }
    } else if (!in_expected && (line == "---" || line == "--- unchanged")) {
      in_expected = true;
      cases.back().unchanged = line != "---";
    } else {
      in_options = false;
      (in_expected ? expected : input).push_back(line);
    }
  }
  finish();
  return cases;
}

const std::vector<Case>& all_cases() {
  static const std::vector<Case> cases = [] {
    std::vector<Case> all;
    for (const char* folder : {"filters", "recipes", "languages"}) {
      std::vector<fs::path> files;
      const fs::path path = fs::path(LIBCLEAN_FIXTURES) / folder;
      if (!fs::exists(path)) continue;
      for (const auto& entry : fs::directory_iterator(path)) {
        if (entry.path().extension() == ".txt") files.push_back(entry.path());
      }
      std::sort(files.begin(), files.end());
      for (const fs::path& file : files) {
        for (Case& c : read_cases(file)) all.push_back(std::move(c));
      }
    }
    return all;
  }();
  return cases;
}

std::string shown(const Document& document) {
  std::string out;
  bool first = true;
  for (const Block& b : document.blocks()) {
    if (!out.empty()) out += '\n';
    if (b.starts && !first) out += "[article]\n";
    if (!lifted(b.role)) first = false;
    if (b.role != Role::paragraph) {
      out += '[';
      out += name(b.role);
      out += "] ";
    }
    out += document.text(b);
  }
  return out;
}

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> seeds() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(LIBCLEAN_SEEDS)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace clean::tests
