// A filter, and its row in the table of filters. The row is all there is to say about a filter:
// help, documentation, completions, the log and the law tests are made from it.
#pragma once

#include <clean/decision.h>
#include <clean/document.h>
#include <clean/export.h>

#include <memory>
#include <span>
#include <string_view>

namespace clean LIBCLEAN_API {

class Facts;   // facts.h: what is true of the page and of each line
class Recipe;  // recipe.h

class Filter {  // const: one instance serves every thread
 public:
  virtual ~Filter() = default;
  virtual void propose(const Document& document, const Facts& facts, Decisions& out) const = 0;
};

// A piece of evidence: what --explain prints, and how much it counts (log odds; 0: it names a rule).
struct Evidence {
  std::string_view name;
  float weight = 0;
};

// What a filter may do. Checked for every filter by the law "touch".
struct Touches {
  bool replaces = false, joins = false, splits = false, starts = false, moves = false;
  std::span<const Role> roles{};
  // May this text become that text? Asked for every replacement.
  bool (*may_replace)(std::string_view before, std::string_view after) = nullptr;
  std::string_view words;  // the same, for people
};

struct FilterRow {
  std::string_view name;
  std::string_view summary;  // one line
  std::span<const std::string_view> reasons;
  std::span<const Evidence> evidence;
  Touches touches;
  std::unique_ptr<Filter> (*make)(const Recipe& recipe);
};

// The table of filters, in the order in which a recipe usually runs them.
std::span<const FilterRow* const> filters();

// The row of that name, or null.
const FilterRow* filter(std::string_view name);

}  // namespace clean
