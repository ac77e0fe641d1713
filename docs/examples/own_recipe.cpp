// A recipe of your own: own_recipe [RECIPE.toml] < page.txt. Without a file it takes the one below, for a
// town's paper that prints its name, the day and the number of the page over each page. docs/recipes.md has
// all keys.
#include <clean/clean.h>

#include <iostream>
#include <iterator>

namespace {

constexpr std::string_view kCourier = R"(
name = "courier"
summary = "a town's weekly"
language = "en"
stages = [["repair"], ["furniture", "captions"], ["rejoin"], ["heads"], ["rejoin"]]
threshold = 0.6

[patterns]
furniture = ['THE MILLBROOK COURIER', '(?:Wednes|Satur)day, \p{Lu}\p{Ll}+ [0-9]{1,2}', 'Page [0-9]+']
byline = ['By (?P<byline>\p{Lu}[\p{L}. ]+)']
)";

}  // namespace

int main(int argc, char** argv) try {
  const clean::Pipeline pipeline(argc > 1 ? clean::load_recipe(argv[1])
                                          : clean::parse_recipe(kCourier, "courier.toml"));
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  const clean::Document page = pipeline.run({.bytes = text});
  for (const clean::Article& article : clean::assemble(page, pipeline.recipe()))
    for (const clean::Part& part : article.blocks)
      std::cout << clean::name(part.role) << ": " << part.text << "\n";
} catch (const clean::RecipeError& error) {
  std::cerr << "own_recipe: " << error.what() << "\n";  // with the file, the line and the near word
  return 2;
}
