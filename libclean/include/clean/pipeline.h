// The pipeline a recipe makes: decode, read, survey, then the recipe's stages. Immutable once made;
// any number of threads may share one.
#pragma once

#include <clean/article.h>
#include <clean/document.h>
#include <clean/export.h>
#include <clean/filter.h>
#include <clean/recipe.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clean LIBCLEAN_API {

class Pipeline {
 public:
  // `only`: run just these of the recipe's filters (a filter the recipe has not goes into a stage of its
  // own, in the table's order); empty: all. `threshold`: in place of the recipe's. `own`: filters that are in
  // no table, each in a stage of its own behind the recipe's; the rows must outlive all documents that are
  // made. Throws RecipeError.
  explicit Pipeline(Recipe recipe, const std::vector<std::string>& only = {},
                    std::optional<double> threshold = {}, std::span<const FilterRow* const> own = {});
  ~Pipeline();
  Pipeline(Pipeline&&) noexcept;

  const Recipe& recipe() const;
  const Policy& policy() const;

  // A source, read by its format, to a document whose stages have run. `source.bytes` must outlive it.
  Document run(Source source) const;
  // The same for a document that was just read.
  Document run(Document document) const;

  // Where in a stretch of a stream of many issues the last one begins: behind a page turn, a page that says
  // it is the first. 0: none does. An issue that is cut there is whole.
  std::size_t last_issue(std::string_view stretch) const;

  // Where a long text may be cut into windows: the place in `around` (a stretch of whole lines would be
  // best, but need not be) at which an article most surely starts, as a byte offset > 0; else a page
  // turn, a wide gap, a line end, at worst the start of a character. Depends on these bytes only, so
  // the windows of a stream do not depend on how it was read.
  std::size_t cut(std::string_view around) const;

  // How many bytes at the beginning of a text of any length make its next window, which is cleaned by itself;
  // 0: more of it must be there to tell, at most kWindowNeeds bytes. `all`: nothing comes behind `text`. A
  // window is about 1 MiB, of very short lines less. It ends behind an issue, if another begins in its second
  // half; else where cut() says. What is known of a line takes a kilobyte: hence the lines are counted, too.
  std::size_t window(std::string_view text, bool all) const;
  static constexpr std::size_t kWindow = std::size_t{1} << 20;
  static constexpr std::size_t kWindowNeeds = kWindow + (std::size_t{32} << 10) + 1;

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

// The dictionaries of words that hyphens at line ends are looked up in, in a line for people: "hunspell: de,
// en, fr". Recipes with lexicon = false do without.
std::string dictionaries_in_use();

}  // namespace clean
