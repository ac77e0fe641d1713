// The pipelines of a run, one for each recipe, made when it is first wanted and kept.
#pragma once

#include <clean/pipeline.h>

#include <map>
#include <mutex>
#include <string>

#include "newsclean/run.h"

class Pipelines {
 public:
  explicit Pipelines(const Settings& settings) : settings_(settings) {}

  // Any number of threads may ask at once. Throws clean::RecipeError.
  const clean::Pipeline& of(const std::string& recipe);

 private:
  const Settings& settings_;
  std::mutex one_at_a_time_;
  std::map<std::string, clean::Pipeline> made_;
};
