// The pipelines of a Cleaner: that of its recipe, or with `auto` those of the recipes that its inputs asked
// for.
#pragma once

#include <clean/pipeline.h>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Any number of threads may share one.
class Cleaner {
 public:
  // `recipe`: "auto" or the name of a built-in one; with `toml` the name of the file that this was read from.
  // `filters`: run just these; none: all of the recipe's. Throws BadRecipe.
  Cleaner(std::string recipe, std::optional<std::string> toml,
          std::optional<std::vector<std::string>> filters, std::optional<double> threshold);

  // The recipe's own name; "auto".
  const std::string& recipe() const { return recipe_; }

  // For a text that begins so.
  std::shared_ptr<const clean::Pipeline> pipeline(std::string_view head) const;

 private:
  std::shared_ptr<const clean::Pipeline> made(clean::Recipe recipe) const;

  std::string recipe_;
  std::optional<std::vector<std::string>> filters_;
  std::optional<double> threshold_;
  std::shared_ptr<const clean::Pipeline> named_;  // null: auto
  mutable std::mutex choosing_;
  mutable std::map<std::string, std::shared_ptr<const clean::Pipeline>, std::less<>> chosen_;
};
