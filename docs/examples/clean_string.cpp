// Cleans a text that is in memory: clean_string [RECIPE] < page.txt prints the headline, the byline and the
// text of each article, and what was lifted out of it.
#include <clean/clean.h>

#include <iostream>
#include <iterator>

int main(int argc, char** argv) try {
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});  // must outlive the document
  const std::string recipe(argc > 1 ? argv[1] : clean::recipe_for(text));
  const clean::Pipeline pipeline(clean::load_recipe(recipe));  // any number of threads may share one
  const clean::Document page = pipeline.run({.bytes = text});
  for (const clean::Article& article : clean::assemble(page, pipeline.recipe())) {
    if (article.kind == clean::Article::Kind::rest) continue;  // running heads, page numbers
    std::cout << "# " << article.headline << " / " << article.byline << "\n" << article.text << "\n";
    for (const clean::Part& part : article.lifted)
      std::cout << "[" << clean::name(part.role) << "] " << part.text << "\n";
  }
} catch (const clean::RecipeError& error) {
  std::cerr << "clean_string: " << error.what() << "\n";
  return 2;
}
