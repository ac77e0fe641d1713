// Pages with gold, as the fits of the weights see them: for each byte of a page, the gold block it belongs
// to.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace fit {

struct GoldBlock {
  std::size_t record = 0, block = 0;  // numbers within the page
  std::string role, group, kind;      // kind of the record: article, advert, rest
  bool lifted = false;
  bool first_of_record = false;  // its first flow block
};

struct GoldSpan {
  std::uint64_t begin = 0, end = 0;
  std::size_t block = 0;  // index into GoldPage::blocks
};

struct GoldPage {
  std::string name, text;
  int fold = 0;           // pages of one fold are left out together in cross-validation
  bool held_out = false;  // never fitted on
  bool chinese = true;
  double weight = 1;      // in a fit; the development pages of other languages than Chinese are few, and count thrice
  bool old = false;       // printed before 1950: reported by itself
  std::vector<GoldBlock> blocks;
  std::vector<GoldSpan> spans;  // in source order

  // The span that has the byte, or null.
  const GoldSpan* at(std::uint64_t byte) const;
};

// The pages of `corpora` (pages/ of Chinese, jingbao/) and of the repository (fixtures/pages, seeds). Half
// of the sheets of jingbao are held out: of each four the second and the third, as first and last pages of an
// issue alternate.
std::vector<GoldPage> read_gold(const std::filesystem::path& repository,
                                const std::filesystem::path& corpora);

}  // namespace fit
