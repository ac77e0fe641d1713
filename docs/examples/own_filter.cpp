// A filter of your own, behind those of a recipe: own_filter < page.txt writes [unleserlich], which a
// transcriber leaves where nothing could be read, as an ellipsis in brackets.
//
// A filter does not change text. It proposes, with a reason and how sure it is; one function of the library
// applies what stands, and keeps account of where every byte came from.
#include <clean/clean.h>

#include <array>
#include <iostream>
#include <iterator>

namespace {

constexpr std::string_view kMark = "[unleserlich]", kInstead = "[…]";
constexpr std::array<std::string_view, 1> kReasons = {"what could not be read is marked as usual in print"};

class Unread : public clean::Filter {
 public:
  void propose(const clean::Document& page, const clean::Facts&, clean::Decisions& out) const override {
    const std::string_view text = page.text();
    for (std::size_t at = text.find(kMark); at != text.npos; at = text.find(kMark, at + kMark.size())) {
      const clean::TextAt begin{static_cast<std::uint32_t>(at)};
      const clean::TextAt end{static_cast<std::uint32_t>(at + kMark.size())};
      out.replace({begin, end}, kInstead, 0);  // 0: the first of kReasons
    }
  }
};

// All there is to say about a filter. Decisions point to it, so it lives as long as they.
const clean::FilterRow kUnread = {
    .name = "unread",
    .summary = "what a transcriber could not read, as print has it",
    .reasons = kReasons,
    .evidence = {},
    .touches = {.replaces = true,
                .may_replace = [](std::string_view before,
                                  std::string_view after) { return before == kMark && after == kInstead; },
                .words = "[unleserlich]"},
    .make = [](const clean::Recipe&) -> std::unique_ptr<clean::Filter> { return std::make_unique<Unread>(); },
};

}  // namespace

int main() {
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  const std::array<const clean::FilterRow*, 1> own = {&kUnread};
  const clean::Pipeline pipeline(clean::load_recipe("de"), {}, {}, own);
  const clean::Document page = pipeline.run({.bytes = text});
  std::string out;
  bool first = true;
  for (const clean::Article& article : clean::assemble(page, pipeline.recipe()))
    if (clean::write_text(article, first, out)) first = false;
  std::cout << out;
}
