// fit_order: the weights by which lines out of their column are told (survey/reading_order.h).
//
// Counts how lines meet that follow each other in a file, and how each meets a line of another column: one
// that the file has some 50 lines later. The log ratio of the two is the weight.
//
//   fit_order REPOSITORY CORPORA

#include <clean/clean.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "survey/reading_order.h"

namespace {

using namespace clean;
namespace fs = std::filesystem;

constexpr std::size_t kElsewhere = 47;

struct Counts {
  std::vector<double> next, other;
};

void count(const fs::path& file, Counts& counts) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const Document document = read({.bytes = bytes, .format = format_of(bytes)});
  const Recipe recipe = load_recipe(recipe_for(document.text()));
  const Words words;
  const Facts facts(document, *recipe.vocabulary, words);
  const DocumentWords own(document);
  const auto blocks = document.blocks();
  const auto region = [&](std::size_t i) {
    const Placement* place = document.place(blocks[i]);
    return place ? place->region : blocks[i].page;
  };
  const auto text = [&](std::size_t i) { return facts.line(i).chars >= 8; };  // a cell of a table shows nothing
  for (std::size_t i = 0; i + kElsewhere < blocks.size(); ++i) {
    const bool one = region(i) == region(i + 1) && blocks[i + 1].gap == 0 && text(i) && text(i + 1);
    if (!one || !text(i + kElsewhere)) continue;
    const bool nouns = facts.page_of(i).capital_nouns;
    counts.next[meeting(facts.line(i), facts.line(i + 1), nouns, own, words)] += 1;
    counts.other[meeting(facts.line(i), facts.line(i + kElsewhere), nouns, own, words)] += 1;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const fs::path corpora = argv[2];
  Counts counts;
  counts.next.resize(meeting_evidence().size());
  counts.other = counts.next;
  for (const char* folder : {"page-xml", "mets-alto", "jingbao/pages", "pages"}) {
    for (const auto& entry : fs::recursive_directory_iterator(corpora / folder)) {
      const std::string name = entry.path().filename().string();
      if (name.ends_with(".txt") || (name.ends_with(".xml") && name.find("mets") == name.npos))
        count(entry.path(), counts);
    }
  }
  double next = 0, other = 0;
  for (const double n : counts.next) next += n;
  for (const double n : counts.other) other += n;
  std::printf("how two lines meet                                  next   elsewhere   log ratio\n");
  for (std::size_t i = 0; i < counts.next.size(); ++i) {
    const double a = (counts.next[i] + 0.5) / next, b = (counts.other[i] + 0.5) / other;
    std::printf("%-50.*s %5.0f %11.0f %11.2f\n", static_cast<int>(meeting_evidence()[i].name.size()),
                meeting_evidence()[i].name.data(), counts.next[i], counts.other[i], std::log(a / b));
  }
}
