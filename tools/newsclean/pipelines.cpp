#include "newsclean/pipelines.h"

#include <utility>

const clean::Pipeline& Pipelines::of(const std::string& recipe) {
  const std::lock_guard<std::mutex> lock(one_at_a_time_);
  const auto found = made_.find(recipe);
  if (found != made_.end()) return found->second;
  clean::Recipe loaded = clean::load_recipe(recipe);
  if (settings_.no_filters) loaded.stages.clear();
  clean::Pipeline made(std::move(loaded), settings_.filters, settings_.threshold);
  return made_.emplace(recipe, std::move(made)).first->second;
}
