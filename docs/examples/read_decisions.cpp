// What was decided about a page, and why: read_decisions [RECIPE] < page.txt prints a line for each proposal,
// with the bytes of the source that it is about.
#include <clean/clean.h>

#include <iostream>
#include <iterator>

int main(int argc, char** argv) {
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  const clean::Pipeline pipeline(clean::load_recipe(argc > 1 ? argv[1] : "zh-daily"));
  const clean::Document page = pipeline.run({.bytes = text});
  for (const clean::Decision& decision : page.history()) {
    for (const clean::SourceRange& bytes : page.source(decision))
      std::cout << bytes.begin.byte << "-" << bytes.end.byte << " ";
    std::cout << decision.filter->name << " " << clean::name(decision.action) << " "
              << clean::name(decision.verdict) << " " << decision.confidence << ": "
              << decision.filter->reasons[decision.reason] << "\n";
    for (std::size_t i = 0; i < decision.filter->evidence.size(); ++i)
      if (decision.evidence[i]) std::cout << "  because: " << decision.filter->evidence[i].name << "\n";
  }
}
