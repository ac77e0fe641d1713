#include "cleaner.h"

#include <charconv>
#include <utility>

#include "errors.h"

namespace {

// libclean says file and line in its message; which file it is, is known here.
BadRecipe bad_recipe(const clean::RecipeError& error, const std::string& file) {
  const std::string_view what = error.what();
  if (file.empty() || !what.starts_with(file + ":")) return {error.what(), "", 0};
  unsigned line = 0;
  const std::string_view behind = what.substr(file.size() + 1);
  std::from_chars(behind.data(), behind.data() + behind.size(), line);
  return {error.what(), file, line};
}

clean::Recipe load(const std::string& recipe, const std::optional<std::string>& toml) {
  try {
    return toml ? clean::parse_recipe(*toml, recipe) : clean::load_recipe(recipe);
  } catch (const clean::RecipeError& error) {
    throw bad_recipe(error, toml ? recipe : "");
  }
}

}  // namespace

Cleaner::Cleaner(std::string recipe, std::optional<std::string> toml,
                 std::optional<std::vector<std::string>> filters, std::optional<double> threshold)
    : recipe_(std::move(recipe)), filters_(std::move(filters)), threshold_(threshold) {
  if (recipe_ == "auto" && !toml) {
    if (filters_) static_cast<void>(pipeline(""));  // a wrong one is told now, not with the first text
    return;
  }
  named_ = made(load(recipe_, toml));
  recipe_ = named_->recipe().name;
}

std::shared_ptr<const clean::Pipeline> Cleaner::made(clean::Recipe recipe) const {
  if (filters_ && filters_->empty()) recipe.stages.clear();  // for a pipeline an empty list is all of them
  try {
    return std::make_shared<const clean::Pipeline>(std::move(recipe),
                                                   filters_.value_or(std::vector<std::string>()), threshold_);
  } catch (const clean::RecipeError& error) {
    throw bad_recipe(error, "");
  }
}

std::shared_ptr<const clean::Pipeline> Cleaner::pipeline(std::string_view head) const {
  if (named_) return named_;
  const std::string_view fitting = clean::recipe_for(head);
  const std::lock_guard<std::mutex> lock(choosing_);
  auto& chosen = chosen_[std::string(fitting)];
  if (!chosen) chosen = made(load(std::string(fitting), {}));
  return chosen;
}
