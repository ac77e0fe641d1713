#include <clean/formats.h>
#include <clean/nearest.h>
#include <clean/pipeline.h>

#include <algorithm>

#include "core/blank.h"
#include "survey/facts.h"
#include "survey/lexicon.h"
#include "survey/page_ref.h"

namespace clean {
namespace {

struct Step {
  const FilterRow* row;
  std::unique_ptr<Filter> filter;
};

const FilterRow& known(std::string_view word) {
  if (const FilterRow* row = filter(word)) return *row;
  std::vector<std::string_view> words;
  for (const FilterRow* row : filters()) words.push_back(row->name);
  const std::string_view near = nearest(word, words);
  throw RecipeError("no filter \"" + std::string(word) + "\"" +
                    (near.empty() ? "" : "; did you mean \"" + std::string(near) + "\"?"));
}

// The recipe's stages, of only the filters asked for. One that the recipe has not gets a stage of its own,
// behind the last stage with a filter that stands before it in the table.
std::vector<std::vector<std::string>> stages_of(const Recipe& recipe, const std::vector<std::string>& only) {
  if (only.empty()) return recipe.stages;
  const auto wanted = [&](const std::string& name) {
    return std::find(only.begin(), only.end(), name) != only.end();
  };
  std::vector<std::vector<std::string>> stages;
  std::vector<std::string> missing = only;
  for (const auto& stage : recipe.stages) {
    std::vector<std::string> kept;
    for (const std::string& name : stage) {
      if (!wanted(name)) continue;
      kept.push_back(name);
      std::erase(missing, name);
    }
    if (!kept.empty()) stages.push_back(std::move(kept));
  }
  const auto rank = [](std::string_view name) {
    const auto table = filters();
    return std::find_if(table.begin(), table.end(), [&](const FilterRow* r) { return r->name == name; }) -
           table.begin();
  };
  std::sort(missing.begin(), missing.end());
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  for (const std::string& name : missing) {
    auto behind = stages.end();
    while (behind != stages.begin() &&
           std::all_of((behind - 1)->begin(), (behind - 1)->end(),
                       [&](const std::string& n) { return rank(n) > rank(name); })) {
      --behind;
    }
    stages.insert(behind, {name});
  }
  return stages;
}

}  // namespace

struct Pipeline::Parts {
  Recipe recipe;
  Policy policy;
  std::vector<std::vector<Step>> stages;
  Words words;
};

Pipeline::Pipeline(Recipe recipe, const std::vector<std::string>& only, std::optional<double> threshold,
                   std::span<const FilterRow* const> own) {
  for (const std::string& name : only) known(name);
  auto parts = std::make_unique<Parts>();
  if (threshold) {
    recipe.threshold = *threshold;
    recipe.thresholds.clear();
  }
  parts->policy.threshold = recipe.threshold;
  for (const auto& [name, value] : recipe.thresholds) parts->policy.thresholds.emplace_back(name, value);
  recipe.stages = stages_of(recipe, only);
  for (const auto& stage : recipe.stages) {
    std::vector<Step>& steps = parts->stages.emplace_back();
    for (const std::string& name : stage) {
      const FilterRow& row = known(name);
      steps.push_back({&row, row.make(recipe)});
    }
  }
  for (const FilterRow* row : own) parts->stages.emplace_back().push_back({row, row->make(recipe)});
  parts->recipe = std::move(recipe);
  parts_ = std::move(parts);
}

Pipeline::~Pipeline() = default;
Pipeline::Pipeline(Pipeline&&) noexcept = default;

const Recipe& Pipeline::recipe() const { return parts_->recipe; }
const Policy& Pipeline::policy() const { return parts_->policy; }

std::string dictionaries_in_use() { return Lexicon::in_use(); }

Document Pipeline::run(Source source) const { return run(read(std::move(source))); }

Document Pipeline::run(Document document) const {
  if (parts_->stages.empty()) return document;  // nobody asks for facts
  Facts facts(document, *parts_->recipe.vocabulary, parts_->words);
  for (const auto& stage : parts_->stages) {
    facts.update(document);
    std::vector<Decisions> proposals;
    proposals.reserve(stage.size());
    for (const Step& step : stage) {
      proposals.emplace_back(*step.row);
      step.filter->propose(document, facts, proposals.back());
    }
    apply(document, proposals, parts_->policy);
  }
  return document;
}

namespace {

// The bytes of white space before around[at] that end a line; 0: none there.
std::size_t line_end_before(std::string_view around, std::size_t at) {
  const std::size_t size = blank_at_end(around.substr(0, at));
  if (size == 0) return 0;
  const std::string_view blank = around.substr(at - size, size);
  const bool ends = (blank[0] >= '\n' && blank[0] <= '\r') || blank == "\xC2\x85" ||
                    blank == "\xE2\x80\xA8" || blank == "\xE2\x80\xA9";
  return ends ? size : 0;
}

// The beginning of the line in which only white space stands before `at`.
std::size_t line_begin(std::string_view around, std::size_t at) {
  while (at > 0 && line_end_before(around, at) == 0) {
    const std::size_t blank = blank_at_end(around.substr(0, at));
    if (blank == 0) break;
    at -= blank;
  }
  return at;
}

}  // namespace

std::size_t Pipeline::last_issue(std::string_view stretch) const {
  constexpr std::size_t kHead = 2048, kMostPages = 64;
  std::size_t turn = stretch.rfind('\f');
  for (std::size_t n = 0; turn != stretch.npos && n < kMostPages; ++n) {
    // The first lines of the page, cleaned by themselves: what lies behind them does not matter.
    std::string_view head = stretch.substr(turn + 1, kHead);
    if (head.size() == kHead) head = head.substr(0, head.rfind('\n') + 1);
    const Document page = run({.bytes = head.substr(0, head.find('\f'))});
    const PageNames names(page);
    const auto first = [](const PageRef& ref) {
      return ref.kind == PageRef::Kind::number && ref.number == 1;
    };
    if (!names.pages().empty() && names.pages().front().said &&
        std::any_of(names.pages().front().called.begin(), names.pages().front().called.end(), first))
      return turn + 1;
    if (turn == 0) break;
    turn = stretch.rfind('\f', turn - 1);
  }
  return 0;
}

namespace {

constexpr std::size_t kCut = std::size_t{32} << 10;  // where an article start is looked for: two pages
constexpr std::size_t kMostLines = 12'000;           // of a window
static_assert(Pipeline::kWindowNeeds == Pipeline::kWindow + kCut + 1);

// How many bytes a window has, but for where it is cut.
std::size_t window_size(std::string_view text) {
  const auto ends = [](char c) { return c >= '\n' && c <= '\r'; };
  std::size_t lines = 0;
  for (std::size_t at = 1; at < std::min(text.size(), Pipeline::kWindow); ++at) {
    lines += ends(text[at]) && !ends(text[at - 1]);
    if (lines > kMostLines) return std::max(at, 2 * kCut);
  }
  return Pipeline::kWindow;
}

}  // namespace

std::size_t Pipeline::window(std::string_view text, bool all) const {
  if (!all && text.size() < kWindowNeeds) return 0;
  const std::size_t size = window_size(text);
  if (text.size() <= size + kCut) return text.size();
  const std::size_t probe = size - kCut / 2, half = size / 2;
  const std::size_t issue = last_issue(text.substr(half, probe + kCut - half));
  return issue > 0 ? half + issue : probe + cut(text.substr(probe, kCut));
}

std::size_t Pipeline::cut(std::string_view around) const {
  const Document document = run({.bytes = around, .begin = {}, .first_page = 1});
  const auto blocks = document.blocks();
  // From its first to its last byte: a paragraph that was joined over a caption must not be cut at the
  // caption.
  std::vector<SourceRange> spread;
  for (const Block& b : blocks) {
    const auto source = document.source(b.at);
    SourceRange all = source.front();
    for (const SourceRange& s : source) all = {std::min(all.begin, s.begin), std::max(all.end, s.end)};
    spread.push_back(all);
  }
  std::vector<SourceRange> in_order = spread;
  std::sort(in_order.begin(), in_order.end(),
            [](const SourceRange& a, const SourceRange& b) { return a.begin < b.begin; });
  for (std::size_t i = 1; i < in_order.size(); ++i)
    in_order[i].end = std::max(in_order[i].end, in_order[i - 1].end);
  const auto through_a_block = [&](SourceAt at) {
    const auto it = std::partition_point(in_order.begin(), in_order.end(),
                                         [&](const SourceRange& r) { return r.begin < at; });
    return it != in_order.begin() && (it - 1)->end > at;
  };
  const std::size_t middle = around.size() / 2;
  std::size_t best = 0;
  int best_rank = 0;
  const auto offer = [&](std::size_t at, int rank) {
    if (at == 0 || at >= around.size()) return;
    const auto off = [&](std::size_t p) { return p > middle ? p - middle : middle - p; };
    if (rank > best_rank || (rank == best_rank && off(at) < off(best))) {
      best = at;
      best_rank = rank;
    }
  };
  for (std::size_t i = 1; i < blocks.size(); ++i) {
    if (through_a_block(spread[i].begin)) continue;
    // A start behind a lifted line (a jump, a caption) would lose it to the window before.
    const bool turns = blocks[i].page != blocks[i - 1].last_page;
    // The running heads of a page go with its first article.
    std::size_t first = i;
    while (turns && first + 1 < blocks.size() && furniture(blocks[first].role)) ++first;
    const bool starts =
        blocks[first].starts && !lifted(blocks[first].role) && (turns || !lifted(blocks[i - 1].role));
    offer(line_begin(around, static_cast<std::size_t>(spread[i].begin.byte)),
          (starts ? 8 : 0) + (turns ? 4 : 0) + std::min<int>(blocks[i].gap, 2) + 1);
  }
  if (best != 0) return best;
  // All one paragraph: at the nearest line of it, and if it has but one at the nearest character.
  for (std::size_t i = 0; i <= middle; ++i) {
    for (const std::size_t at : {middle - i, middle + i}) {
      if (at > 0 && at < around.size() && line_end_before(around, at) > 0) return at;
    }
  }
  best = std::max<std::size_t>(middle, 1);
  while (best < around.size() && (static_cast<unsigned char>(around[best]) & 0xC0) == 0x80) ++best;
  return std::min(best, around.size());
}

}  // namespace clean
