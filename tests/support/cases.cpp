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

// The hOCR file of a drawn page. Cells of 900 x 40 at every 1,000 x 50.
std::string hocr(const std::vector<std::string>& drawing, bool blocks) {
  constexpr std::string_view kBorder = "|";
  const auto trimmed = [](std::string text) {
    text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  };
  struct Cell {
    std::size_t region, column, row;
    std::string text;
  };
  std::vector<Cell> cells;
  std::size_t region = 0;
  for (std::size_t row = 0; row < drawing.size(); ++row) {
    region += drawing[row].empty();
    std::string rest = drawing[row];
    for (std::size_t column = 0; !rest.empty(); ++column) {
      const std::size_t border = rest.find(kBorder);
      const std::string text = trimmed(rest.substr(0, border));
      if (!text.empty()) cells.push_back({region, column, row, text});
      rest = border == rest.npos ? "" : rest.substr(border + kBorder.size());
    }
  }
  std::stable_sort(cells.begin(), cells.end(), [&](const Cell& a, const Cell& b) {
    return a.region != b.region ? a.region < b.region : blocks && a.column < b.column;
  });
  std::string file = "<html><body><div class='ocr_page' title='bbox 0 0 4000 4000'><p class='ocr_par'>\n";
  for (const Cell& c : cells) {
    const std::size_t left = c.column * 1000, top = c.row * 50;
    file += "<span class='ocr_line' title='bbox " + std::to_string(left) + " " + std::to_string(top) + " " +
            std::to_string(left + 900) + " " + std::to_string(top + 40) + "'>" + unescaped(c.text) +
            "</span>\n";
  }
  return file + "</p></div></body></html>\n";
}

}  // namespace

Source Case::source() const {
  return sheet.empty() ? Source{.bytes = input} : Source{.bytes = sheet, .format = Format::hocr};
}

std::vector<Case> read_cases(const fs::path& file) {
  std::vector<Case> cases;
  std::istringstream in(read_file(file));
  std::vector<std::string> input, expected;
  bool in_expected = false, in_options = false, sheet = false, blocks = false;
  int number = 0;
  const auto fail = [&](const std::string& what) {
    throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": " + what);
  };
  const auto finish = [&] {
    if (cases.empty()) return;
    if (!in_expected) fail("case \"" + cases.back().title + "\" has no --- line");
    cases.back().input = joined(input);
    if (sheet) cases.back().sheet = hocr(input, blocks);
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
      in_expected = sheet = blocks = false;
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
      } else if (key == "sheet") {
        sheet = true;
        blocks = words >> word && word == "blocks";
      } else {
        fail("no option \"" + key + "\": there are filters, recipe and sheet");
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
