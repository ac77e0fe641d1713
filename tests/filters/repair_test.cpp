// Normal form C: repair looks for characters that it changes before it asks for it. None may be missed, or
// the same character would stay in one line and not in another.
#include <clean/clean.h>
#include <gtest/gtest.h>

#include "unicode/chars.h"
#include "unicode/nfc.h"

namespace clean::tests {
namespace {

std::string composed(std::string_view text) {
  std::string result;
  std::size_t done = 0;
  nfc_edits(text, [&](std::size_t from, std::size_t to, std::string_view with) {
    result.append(text.substr(done, from - done)).append(with);
    done = to;
  });
  return result.append(text.substr(done));
}

TEST(Repair, leaves_no_character_that_normal_form_C_writes_otherwise) {
  const Pipeline pipeline(load_recipe("general"), {"repair"});
  int asked = 0;
  for (char32_t c = 0x80; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string line = "x";
    append(line, c);
    line += "x";
    if (composed(line) == line) continue;
    ++asked;
    const Document document = pipeline.run({.bytes = line});
    const std::string text(document.text());
    EXPECT_EQ(composed(text), text) << std::hex << static_cast<std::uint32_t>(c);
  }
  EXPECT_GT(asked, 1000);
}

}  // namespace
}  // namespace clean::tests
