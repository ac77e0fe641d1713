#include "fuzz/markup.h"

#include "fuzz/fuzz.h"
#include "laws/laws.h"
#include "support/cases.h"

namespace clean::fuzz {
namespace {

constexpr std::string_view kRecipes[] = {"general", "de", "zh-daily", "en", "ja", "ko"};

const Pipeline& pipeline(std::size_t recipe) {
  static const std::vector<Pipeline> all = [] {
    std::vector<Pipeline> made;
    for (const std::string_view name : kRecipes) made.emplace_back(load_recipe(name));
    return made;
  }();
  return all[recipe];
}

std::string broken_write_back(const Pipeline& pipeline, const Source& source) {
  const Document before = read(source);
  std::string file;
  if (!write_back(pipeline.run(before), file)) return file.empty() ? "" : "write back: says no, and writes";
  const Document after = read({.bytes = file, .format = source.format});
  if (before.faults().empty() && !after.faults().empty())
    return "write back: the file has become faulty: " + after.faults().front();
  return {};
}

}  // namespace

void check_markup(Format format, const std::uint8_t* data, std::size_t size) {
  Choices choices(data, size);
  const std::size_t recipe = choices.below(std::size(kRecipes));
  const std::string bytes(choices.rest());
  format_of(bytes);
  if (const std::string encoding = encoding_of(bytes); !encoding.empty()) decoded(bytes, encoding);
  const Source source{.bytes = bytes, .format = format};
  expect_none(tests::broken_laws(pipeline(recipe), source));
  expect_none(broken_write_back(pipeline(recipe), source));
}

std::vector<std::string> markup_seeds(std::string_view ending,
                                      std::initializer_list<std::string_view> small) {
  std::vector<std::string> all;
  for (const std::string_view file : small) all.push_back(std::string(1, '\1') + std::string(file));
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(LIBCLEAN_ROOT) / "tests/formats/pages")) {
    if (entry.path().filename().string().ends_with(ending))
      all.push_back(std::string(1, '\1') + tests::read_file(entry.path()));
  }
  return all;
}

}  // namespace clean::fuzz
