// Any bytes as plain text, through a whole recipe. The oracle is the laws, all but *settle*, which does not
// hold on damaged text (docs/design.md, section 6).
//
//   byte 0   the recipe
//   byte 1   0x01: an issue of two files; the next two bytes say where the second begins
//            0x02: in two windows, cut where the pipeline says, as a long stream is
//            0x04: what is decided at a high threshold must be decided at a lower one, too

#include <algorithm>
#include <optional>

#include "fuzz/fuzz.h"
#include "laws/laws.h"
#include "support/cases.h"

namespace clean::fuzz {
namespace {

const std::vector<Pipeline>& pipelines(std::optional<double> threshold = {}) {
  const auto made = [&] {
    std::vector<Pipeline> all;
    for (const BuiltinRecipe& r : builtin_recipes())
      all.emplace_back(load_recipe(r.name), std::vector<std::string>(), threshold);
    return all;
  };
  static const std::vector<Pipeline> own = made();
  static const std::vector<Pipeline> low = (threshold = 0.6, made()), high = (threshold = 0.9, made());
  return !threshold ? own : *threshold < 0.7 ? low : high;
}

// What comes out of two windows, put one behind the other, and both logs give the text back.
std::string broken_in_windows(const Pipeline& pipeline, std::string_view text) {
  const std::size_t cut = pipeline.cut(text), issue = pipeline.last_issue(text);
  if ((cut == 0 && !text.empty()) || cut > text.size()) return "cut at " + std::to_string(cut);
  if (issue > text.size()) return "the last issue at " + std::to_string(issue);
  std::string output, edits;
  for (const auto& [begin, end] : {std::pair{std::size_t{0}, cut}, std::pair{cut, text.size()}}) {
    const Document window = pipeline.run({.bytes = text.substr(begin, end - begin), .begin = {begin}});
    for (const Article& a : assemble(window, pipeline.recipe())) write_text(a, output.empty(), output);
    write_edits(window, "page.txt", edits);
  }
  return undo(output, edits) == text ? "" : "undo: two windows give another text";
}

}  // namespace

std::vector<std::string> seeds() {
  std::vector<std::string> all;
  const auto recipes = builtin_recipes();
  for (const tests::Case& c : tests::all_cases()) {
    if (!c.sheet.empty()) continue;
    std::size_t recipe = 0;
    while (recipe + 1 < recipes.size() && recipes[recipe].name != c.recipe) ++recipe;
    all.push_back(std::string{static_cast<char>(recipe), '\0'} + c.input);
  }
  std::sort(all.begin(), all.end(),
            [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
  return all;
}

}  // namespace clean::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clean;
  fuzz::Choices choices(data, size);
  const std::size_t recipe = choices.below(builtin_recipes().size()), how = choices.byte();
  const Pipeline& pipeline = fuzz::pipelines()[recipe];
  const bool issue = how & 1;
  const std::size_t high = issue ? choices.byte() : 0, low = issue ? choices.byte() : 0;
  const std::string text(choices.rest());
  Source source{.bytes = text};
  if (issue) source.files = {{"p1.txt", {0}, 1}, {"p4.txt", {(high * 256 + low) % (text.size() + 1)}, 4}};
  fuzz::expect_none(tests::broken_laws(pipeline, source, tests::Settle::not_asked));
  if (how & 2) fuzz::expect_none(fuzz::broken_in_windows(pipeline, text));
  if (how & 4)
    fuzz::expect_none(
        tests::broken_threshold(fuzz::pipelines(0.6)[recipe], fuzz::pipelines(0.9)[recipe], source));
  return 0;
}
