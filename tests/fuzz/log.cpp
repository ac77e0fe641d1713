// Any bytes as an output and its edits log. Undo gives something back or an UndoError, and nothing else.
//
//   byte 0 even   the output, a line of kBorder, the log
//   byte 0 odd    a good output and its log, which the other bytes change in some places: five bytes each,
//   which of
//                 the two, a place, how much goes, and what comes there

#include <clean/clean.h>

#include "fuzz/fuzz.h"
#include "laws/laws.h"
#include "support/cases.h"

namespace clean::fuzz {
namespace {

constexpr std::string_view kBorder = "\n=====\n";

constexpr std::string_view kText =
    "本报讯(记者 崔敬)11月28日,记者从市科协获悉,近年来\n\n图为专家在田间。 崔敬 "
    "摄\n\n,我市实现了科普资源与基层需\n\n"
    "求的精准匹配。(下转第二版)\n\xFF\n\f\nThe news-\npaper.\n";

struct Run {
  std::string output, edits;
};

// As text, as records, and the same of an issue of two files.
const std::vector<Run>& runs() {
  static const std::vector<Run> all = [] {
    const Pipeline pipeline(load_recipe("zh-daily"));
    std::vector<Run> made;
    Source source{.bytes = kText};
    for (int files = 1; files <= 2; ++files) {
      const Document document = pipeline.run(source);
      std::string edits;
      write_edits(document, "page.txt", edits);
      made.push_back({tests::as_text(pipeline, document), edits});
      made.push_back({tests::as_jsonl(pipeline, document), edits});
      source.files = {{"p1.txt", {0}, 1}, {"p4.txt", {kText.find('\f') + 1}, 4}};
    }
    return made;
  }();
  return all;
}

Run changed(Choices& choices) {
  constexpr std::string_view kBits[] = {
      "",   "0",   "-1",  "18446744073709551615", "9", "[", "]]", "\"", ",", "true", "null", "\\u0000", "\n",
      "{}", "1e9", "\xFF"};
  Run run = runs()[choices.below(runs().size())];
  while (!choices.empty()) {
    std::string& text = choices.below(4) == 0 ? run.output : run.edits;
    const std::size_t at = choices.place(text.size());
    text.replace(at, std::min(choices.below(24), text.size() - at), kBits[choices.below(std::size(kBits))]);
  }
  return run;
}

Run given(Choices& choices) {
  const std::string_view both = choices.rest();
  const std::size_t border = both.find(kBorder);
  if (border == both.npos) return {"", std::string(both)};
  return {std::string(both.substr(0, border)), std::string(both.substr(border + kBorder.size()))};
}

}  // namespace

std::vector<std::string> seeds() {
  std::vector<std::string> all = {
      std::string(1, '\0'), std::string(1, '\0') + "a" + std::string(kBorder) +
                                "{\"source\":\"p\",\"filter\":\"layout\",\"applied\":true,\"src\":[[1,2]],"
                                "\"before\":\"\\n\",\"end\":2}\n"};
  for (const Run& run : runs()) {
    // An edit without what must be there is as good a beginning as the whole log.
    all.push_back(std::string(1, '\0') + run.output + std::string(kBorder) + run.edits);
    const std::size_t layout = run.edits.rfind('\n', run.edits.size() - 2) + 1;
    all.push_back(std::string(1, '\0') + run.output + std::string(kBorder) + run.edits.substr(layout));
  }
  for (char run = 0; run < 4; ++run) all.push_back({'\1', run});
  all.push_back({'\1', '\2', '\1', '\1', '\x20', '\3', '\3'});
  return all;
}

}  // namespace clean::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clean;
  fuzz::Choices choices(data, size);
  const bool script = choices.byte() % 2;
  const fuzz::Run run = script ? fuzz::changed(choices) : fuzz::given(choices);
  std::vector<SourceFile> files;
  try {
    const std::string source = undo(run.output, run.edits, &files);
    if (script && size == 2) fuzz::expect(source == fuzz::kText, "undo: an unchanged log gives another text");
    // The bytes of the source are in the output or in the log, and hexadecimal digits are two for a byte.
    fuzz::expect(source.size() <= run.output.size() + run.edits.size(), "undo: more than there is");
  } catch (const UndoError&) {
  }
  return 0;
}
