// Any bytes as a recipe. Either it is refused with a message that names the file, or a short text goes
// through it and no law breaks but *settle*: somebody's own patterns need not know what they made.

#include <clean/clean.h>

#include "fuzz/fuzz.h"
#include "laws/laws.h"

namespace clean::fuzz {
namespace {

constexpr std::string_view kWhere = "own.toml";

// A page with something for every filter, in two scripts.
constexpr std::string_view kText =
    "新乡日报 2024年1月22日 第一版\n\n百名专家进百县\n\n本报讯(记者 崔敬)11月28日,记者从市科协获悉,近年来\n\n"
    "图为专家在田间。 崔敬 摄\n\n,我市实现了科普资源与基层需\n\n求的精准匹配。(下转第二版)\n\f2\n"
    "(上接第一版)各县\u200B都有ｱｲ站。②\n\nFLOOD\n\nBy A. Reporter\n\nThe river rose in the night and the "
    "news-\n"
    "paper could not be printed. See FLOOD, Page 2\n";

}  // namespace

std::vector<std::string> seeds() {
  std::vector<std::string> all = {
      "name = \"a\"\nstages = [[\"repair\"]]\n",
      "name = \"a\"\nlanguage = \"de\"\nera = \"before 1950\"\nthreshold = 0.7\nlexicon = false\n"
      "stages = [[\"repair\"], [\"furniture\", \"jumps\", \"captions\"], [\"rejoin\"], [\"split\"], "
      "[\"heads\"], "
      "[\"stitch\"], [\"width\"]]\n[thresholds]\nrejoin = 0.9\n[patterns]\ndateline = ['本报讯']\n[genres]\n"
      "advert = '招聘|出租'\n"};
  for (const BuiltinRecipe& r : builtin_recipes()) all.emplace_back(r.toml);
  return all;
}

}  // namespace clean::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clean;
  try {
    const Pipeline pipeline(parse_recipe({reinterpret_cast<const char*>(data), size}, fuzz::kWhere));
    fuzz::expect_none(tests::broken_laws(pipeline, Source{.bytes = fuzz::kText}, tests::Settle::not_asked));
  } catch (const RecipeError& e) {
    fuzz::expect(std::string_view(e.what()).starts_with(std::string(fuzz::kWhere) + ":"),
                 std::string("an error without its place: ") + e.what());
  }
  return 0;
}
