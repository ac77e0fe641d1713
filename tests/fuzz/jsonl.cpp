// Any bytes as records and as gold, as newsclean-eval reads them. They are read or refused with file and
// line; what was read can be scored against itself and against good records, or is refused by its spans.

#include <clean/clean.h>

#include "eval/report.h"
#include "eval/score.h"
#include "fuzz/fuzz.h"
#include "laws/laws.h"

namespace clean::fuzz {
namespace {

constexpr std::string_view kPage =
    "新乡日报\n\n百名专家进百县\n\n本报讯(记者 崔敬)11月28日,我市实现了科普资源与基层需\n\n图为专家。 崔敬 "
    "摄\n\n"
    "求的精准匹配。(下转第二版)\n";

std::string records() {
  const Pipeline pipeline(load_recipe("zh-daily"));
  return tests::as_jsonl(pipeline, pipeline.run({.bytes = kPage}));
}

void score(const eval::Records& gold, const eval::Records& out) {
  try {
    eval::score(gold, out, [](const std::string& name) -> std::optional<std::string> {
      if (name != "page.txt") return {};
      return std::string(kPage);
    });
  } catch (const eval::Invalid&) {  // spans beyond the page
  }
}

}  // namespace

std::vector<std::string> seeds() {
  std::vector<std::string> all = {
      "{}\n",
      "{\"source\":\"page.txt\",\"kind\":\"rest\",\"blocks\":[{\"role\":\"noise\",\"spans\":[[0,12]]}]}\n",
      "{\"source\":\"page.txt\",\"headline\":\"百名\",\"kicker\":[\"a\"],\"jump\":{\"to\":2,\"from\":0},"
      "\"blocks\":"
      "[{\"role\":\"paragraph\",\"text\":\"新乡\",\"group\":\"g\",\"spans\":[[0,3],[3,6,\"p2.txt\"]]}],"
      "\"lifted\":"
      "[{\"role\":null,\"spans\":[[14,35]]}]}\n",
      records()};
  return all;
}

}  // namespace clean::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clean;
  static const eval::Records good = eval::parse_records(fuzz::records(), "good.jsonl");
  eval::Records read;
  try {
    read = eval::parse_records({reinterpret_cast<const char*>(data), size}, "own.jsonl");
  } catch (const eval::Invalid& e) {
    fuzz::expect(std::string_view(e.what()).starts_with("own.jsonl:"),
                 std::string("an error without its place: ") + e.what());
    return 0;
  }
  eval::pages_of(read);
  fuzz::score(read, read);
  fuzz::score(good, read);
  fuzz::score(read, good);
  return 0;
}
