#include "fitting/gold.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <clean/recipe.h>

#include "eval/score.h"

namespace fit {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

GoldPage page_of(const fs::path& text, const fs::path& gold) {
  GoldPage page{.name = text.stem().string(), .text = read_file(text), .blocks = {}, .spans = {}};
  const eval::Records records = eval::read_records(gold);
  for (std::size_t r = 0; r < records.size(); ++r) {
    bool first = true;
    for (const auto* blocks : {&records[r].blocks, &records[r].lifted}) {
      for (const eval::Block& b : *blocks) {
        const bool lifted = blocks == &records[r].lifted;
        for (const eval::Span& s : b.spans) page.spans.push_back({s.begin, s.end, page.blocks.size()});
        page.blocks.push_back({.record = r,
                               .block = page.blocks.size(),
                               .role = b.role,
                               .group = b.group,
                               .kind = records[r].kind,
                               .lifted = lifted,
                               .first_of_record = first && !lifted && records[r].kind != "rest"});
        first = first && lifted;
      }
    }
  }
  std::sort(page.spans.begin(), page.spans.end(),
            [](const GoldSpan& a, const GoldSpan& b) { return a.begin < b.begin; });
  return page;
}

std::vector<fs::path> gold_in(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

const GoldSpan* GoldPage::at(std::uint64_t byte) const {
  const auto behind =
      std::partition_point(spans.begin(), spans.end(), [&](const GoldSpan& s) { return s.begin <= byte; });
  return behind == spans.begin() || (behind - 1)->end <= byte ? nullptr : &*(behind - 1);
}

std::vector<GoldPage> read_gold(const fs::path& repository, const fs::path& corpora) {
  std::vector<GoldPage> pages;
  int fold = 0;
  const auto add = [&](const fs::path& text, const fs::path& gold) -> GoldPage& {
    pages.push_back(page_of(text, gold));
    pages.back().fold = fold++;
    pages.back().chinese = clean::recipe_for(pages.back().text).starts_with("zh");
    return pages.back();
  };
  for (const fs::path& gold : gold_in(repository / "fixtures" / "pages")) {
    const fs::path own = fs::path(gold).replace_extension(".txt");
    const bool seed = !fs::exists(own);
    GoldPage& page = add(seed ? repository / "seeds" / own.filename() : own, gold);
    page.old = page.name.starts_with("old-");
  }
  for (const fs::path& gold : gold_in(corpora / "pages")) {
    GoldPage& page = add(fs::path(gold).replace_extension(".txt"), gold);
    if (!page.chinese) page.weight = 3;
  }
  std::size_t sheet = 0;
  for (const fs::path& gold : gold_in(corpora / "jingbao" / "gold")) {
    GoldPage& page = add(corpora / "jingbao" / "pages" / (gold.stem().string() + ".txt"), gold);
    page.old = true;
    page.held_out = sheet % 4 == 1 || sheet % 4 == 2;
    ++sheet;
  }
  return pages;
}

}  // namespace fit
