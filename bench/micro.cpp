// What bench/micro runs: each part of the toolkit by itself, on documents prepared as the pipeline prepares
// them.
//
//   read/FORMAT               bytes to a document; mets: the pages of an issue, with the articles it names
//   survey/INPUT              the facts of a document that was just read
//   filter/INPUT/N.NAME       what a filter proposes, in stage N of zh-daily: on the text it finds there
//   apply/...                 settling and rewriting: so many replacements or joins, spread over the text;
//   the last
//                             stages of zh-daily as they are
//   assemble/INPUT            articles of a document whose stages have run
//   write/FORMAT              text, jsonl, edits; alto and hocr written back
//   pipeline/RECIPE           a whole pipeline, on the pages of the repository that get this recipe by
//   themselves cut, fitting_recipe       what is done to a window besides start/RECIPE              reading a
//   recipe and making its pipeline
//
// INPUT: `seeds`, the two seeds, lines that are whole blocks; `lines`, the same cut into printed lines of 40
// bytes, which all go on. Bytes per second are those of the source. What a benchmark needs is prepared once
// and shared.

#include <benchmark/benchmark.h>
#include <clean/clean.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "support/wrapped.h"
#include "survey/facts.h"

namespace {

namespace fs = std::filesystem;
using clean::Document;
using clean::Source;

constexpr std::size_t kSize = 256 << 10;
constexpr std::string_view kRecipe = "zh-daily";
const fs::path kTop = LIBCLEAN_TOP;

// ---- What is read

std::string contents(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<fs::path> pages_in(const fs::path& folder) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string repeated(const std::string& once, std::size_t size) {
  std::string text;
  while (!once.empty() && text.size() < size) text += once;
  return text;
}

const std::string& seeds() {
  static const std::string text = [] {
    std::string once;
    for (const fs::path& page : pages_in(kTop / "seeds")) once += contents(page) + '\n';
    return repeated(once, kSize);
  }();
  return text;
}

const std::string& lines() {
  static const std::string text = clean::tests::wrapped(seeds(), 40);
  return text;
}

struct Input {
  const char* name;
  const std::string& (*text)();
};
constexpr Input kInputs[] = {{"seeds", seeds}, {"lines", lines}};

std::string markup(const char* name) { return contents(kTop / "tests/formats/pages" / name); }

// A file with markup whose part from `first` to behind the last `end` stands in it many times.
std::string longer(const std::string& file, std::string_view first, std::string_view end) {
  const std::size_t from = file.find(first), to = file.rfind(end) + end.size();
  return file.substr(0, from) + repeated(file.substr(from, to - from), kSize) + file.substr(to);
}

const std::string& alto() {
  static const std::string text = longer(markup("lindenau-1.alto.xml"), "<Page ", "</Page>");
  return text;
}
const std::string& page_xml() {
  static const std::string text = longer(markup("lindenau-1.page.xml"), "<TextRegion ", "</TextRegion>");
  return text;
}
const std::string& hocr() {
  static const std::string text = longer(markup("lindenau-1.hocr"), "<div class=\"ocr_page\"", "</div>");
  return text;
}

// An issue of as many pages as it takes, which its METS file says belong to two articles.
const Source& issue() {
  static std::string bytes;
  static const Source source = [] {
    const std::string one = markup("lindenau-1.alto.xml"), two = markup("lindenau-2.alto.xml");
    std::vector<clean::SourceFile> files;
    std::vector<clean::NamedRegions> named;
    const auto in_one_copy = clean::read_mets(markup("lindenau-mets.xml")).named;
    for (std::uint32_t page = 1; bytes.size() < kSize; page += 2) {
      for (clean::NamedRegions region : in_one_copy) {
        region.file += page - 1;
        named.push_back(std::move(region));
      }
      files.push_back({std::to_string(page), {bytes.size()}, page});
      bytes += one;
      files.push_back({std::to_string(page + 1), {bytes.size()}, page + 1});
      bytes += two;
    }
    Source made{.bytes = bytes, .format = clean::Format::mets};
    made.files = std::move(files);
    made.named = std::move(named);
    return made;
  }();
  return source;
}

// ---- What is prepared

const clean::Pipeline& pipeline(std::string_view recipe) {
  static std::map<std::string, clean::Pipeline, std::less<>> made;
  const auto known = made.find(recipe);
  if (known != made.end()) return known->second;
  return made.emplace(recipe, clean::Pipeline(clean::load_recipe(recipe))).first->second;
}

const clean::Words& words() {
  static const clean::Words all;
  return all;
}

// A document before a stage of zh-daily, with its facts, and the filters of the stage: what Pipeline::run has
// in its hands at that moment.
struct Stage {
  Document before;
  clean::Facts facts;
  std::vector<const clean::FilterRow*> rows;
  std::vector<std::unique_ptr<clean::Filter>> filters;

  std::vector<clean::Decisions> proposals() const {
    std::vector<clean::Decisions> all;
    all.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      all.emplace_back(*rows[i]);
      filters[i]->propose(before, facts, all.back());
    }
    return all;
  }
};

const std::vector<std::unique_ptr<Stage>>& stages(const Input& input) {
  static std::map<std::string, std::vector<std::unique_ptr<Stage>>> made;
  auto& all = made[input.name];
  if (!all.empty()) return all;
  const clean::Pipeline& whole = pipeline(kRecipe);
  Document document = clean::read({.bytes = input.text()});
  clean::Facts facts(document, *whole.recipe().vocabulary, words());
  for (const auto& names : whole.recipe().stages) {
    facts.update(document);
    auto stage = std::make_unique<Stage>(Stage{document, facts, {}, {}});
    for (const std::string& name : names) {
      stage->rows.push_back(clean::filter(name));
      stage->filters.push_back(stage->rows.back()->make(whole.recipe()));
    }
    apply(document, stage->proposals(), whole.policy());
    all.push_back(std::move(stage));
  }
  return all;
}

// A document whose stages have run, and its articles.
struct Cleaned {
  Document document;
  std::vector<clean::Article> articles;
};

const Cleaned& cleaned(const std::string& text, clean::Format format, std::string_view recipe) {
  static std::map<const std::string*, std::unique_ptr<Cleaned>> made;
  auto& page = made[&text];
  if (!page) {
    page = std::make_unique<Cleaned>(Cleaned{pipeline(recipe).run({.bytes = text, .format = format}), {}});
    page->articles = assemble(page->document, pipeline(recipe).recipe());
  }
  return *page;
}

// ---- The benchmarks

void count(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

void read_source(benchmark::State& state, const Source& source) {
  std::size_t blocks = 0;
  for (auto _ : state) {
    const Document document = clean::read(source);
    blocks = document.blocks().size();
    benchmark::DoNotOptimize(blocks);
  }
  if (blocks < 100) state.SkipWithError("few lines were read: the input is not what it should be");
  state.counters["lines"] = static_cast<double>(blocks);
  count(state, source.bytes.size());
}

void survey(benchmark::State& state, const Input& input) {
  const Document document = clean::read({.bytes = input.text()});
  const clean::Vocabulary& vocabulary = *pipeline(kRecipe).recipe().vocabulary;
  for (auto _ : state) {
    clean::Facts facts(document, vocabulary, words());
    facts.update(document);
    benchmark::DoNotOptimize(facts.lines().data());
  }
  count(state, input.text().size());
}

void propose(benchmark::State& state, const Input& input, std::size_t number, std::size_t which) {
  const Stage& stage = *stages(input)[number];
  std::size_t proposed = 0;
  for (auto _ : state) {
    clean::Decisions out(*stage.rows[which]);
    stage.filters[which]->propose(stage.before, stage.facts, out);
    proposed = out.all().size();
    benchmark::DoNotOptimize(proposed);
  }
  state.counters["proposed"] = static_cast<double>(proposed);
  count(state, input.text().size());
}

// Of each round only `apply`: the document is a new copy every time, and that is not what is asked.
void apply_all(benchmark::State& state, const Document& before,
               const std::vector<clean::Decisions>& proposals, std::size_t bytes) {
  const clean::Policy policy;
  for (auto _ : state) {
    Document document = before;
    const auto begin = std::chrono::steady_clock::now();
    apply(document, proposals, policy);
    state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    benchmark::DoNotOptimize(document.text().data());
  }
  std::size_t all = 0;
  for (const clean::Decisions& some : proposals) all += some.all().size();
  state.counters["decisions"] = static_cast<double>(all);
  count(state, bytes);
}

// So many commas become full-width, spread over the text.
void apply_replacements(benchmark::State& state) {
  const Document before = clean::read({.bytes = seeds()});
  std::vector<clean::TextAt> commas;
  const std::string_view text = before.text();
  for (std::size_t at = text.find(','); at != text.npos; at = text.find(',', at + 1))
    commas.push_back({static_cast<std::uint32_t>(at)});
  const auto wanted = std::min(static_cast<std::size_t>(state.range(0)), commas.size());
  std::vector<clean::Decisions> proposals;
  proposals.emplace_back(*clean::filter("width"));
  for (std::size_t i = 0; i < wanted; ++i) {
    const clean::TextAt at = commas[i * commas.size() / wanted];
    proposals.back().replace({at, {at.byte + 1}}, "，", 0);
  }
  apply_all(state, before, proposals, seeds().size());
}

// So many seams are closed, spread over the text.
void apply_joins(benchmark::State& state) {
  const Document before = clean::read({.bytes = lines()});
  const auto blocks = before.blocks();
  const auto wanted = std::min(static_cast<std::size_t>(state.range(0)), blocks.size() - 1);
  std::vector<clean::Decisions> proposals;
  proposals.emplace_back(*clean::filter("rejoin"));
  for (std::size_t i = 0; i < wanted; ++i) {
    const std::size_t left = i * (blocks.size() - 1) / wanted;
    proposals.back().join({blocks[left].at.end, blocks[left + 1].at.begin}, "", 0, 1);
  }
  apply_all(state, before, proposals, lines().size());
}

void apply_stage(benchmark::State& state, const Input& input, std::size_t number) {
  const Stage& stage = *stages(input)[number];
  apply_all(state, stage.before, stage.proposals(), input.text().size());
}

void assemble_articles(benchmark::State& state, const Input& input) {
  const Cleaned& page = cleaned(input.text(), clean::Format::text, kRecipe);
  for (auto _ : state) {
    auto articles = clean::assemble(page.document, pipeline(kRecipe).recipe());
    benchmark::DoNotOptimize(articles.data());
  }
  count(state, input.text().size());
}

template <class Write>
void write_out(benchmark::State& state, std::size_t bytes, Write write) {
  std::size_t written = 0;
  for (auto _ : state) {
    std::string out;
    write(out);
    written = out.size();
    benchmark::DoNotOptimize(out.data());
  }
  state.counters["written"] = static_cast<double>(written);
  count(state, bytes);
}

void write_text(benchmark::State& state, const Input& input) {
  const Cleaned& page = cleaned(input.text(), clean::Format::text, kRecipe);
  write_out(state, input.text().size(), [&](std::string& out) {
    bool first = true;
    for (const clean::Article& article : page.articles)
      if (clean::write_text(article, first, out)) first = false;
  });
}

void write_jsonl(benchmark::State& state, const Input& input) {
  const Cleaned& page = cleaned(input.text(), clean::Format::text, kRecipe);
  write_out(state, input.text().size(), [&](std::string& out) {
    for (const clean::Article& article : page.articles)
      clean::write_jsonl(article, {.source = "page.txt", .id = "page#1"}, "zh-Hans", out);
  });
}

void write_edits(benchmark::State& state, const Input& input) {
  const Cleaned& page = cleaned(input.text(), clean::Format::text, kRecipe);
  write_out(state, input.text().size(),
            [&](std::string& out) { clean::write_edits(page.document, "page.txt", out); });
}

void write_back(benchmark::State& state, const std::string& text, clean::Format format) {
  const Cleaned& page = cleaned(text, format, "de");
  write_out(state, text.size(), [&](std::string& out) { clean::write_back(page.document, out); });
}

void run_pipeline(benchmark::State& state, const std::string& recipe, const std::string& text) {
  for (auto _ : state) {
    const Document document = pipeline(recipe).run({.bytes = text});
    benchmark::DoNotOptimize(document.text().data());
  }
  count(state, text.size());
}

void cut(benchmark::State& state) {
  const std::string_view around = std::string_view(seeds()).substr(0, 64 << 10);
  for (auto _ : state) benchmark::DoNotOptimize(pipeline(kRecipe).cut(around));
  count(state, around.size());
}

void fitting_recipe(benchmark::State& state) {
  const std::string_view head = std::string_view(seeds()).substr(0, 64 << 10);
  for (auto _ : state) benchmark::DoNotOptimize(clean::fitting_recipe(head));
  count(state, head.size());
}

void start(benchmark::State& state, const std::string& recipe) {
  for (auto _ : state) {
    const clean::Pipeline made(clean::load_recipe(recipe));
    benchmark::DoNotOptimize(&made);
  }
}

// The pages of the repository, by the recipe that they get.
std::map<std::string, std::string> pages_by_recipe() {
  std::map<std::string, std::string> texts;
  for (const char* folder : {"seeds", "fixtures/pages"}) {
    for (const fs::path& page : pages_in(kTop / folder)) {
      const std::string text = contents(page);
      texts[std::string(clean::recipe_for(text))] += text + "\n";
    }
  }
  for (auto& [recipe, text] : texts) text = repeated(text, kSize);
  texts.try_emplace("general", seeds());
  return texts;
}

void register_all() {
  using benchmark::RegisterBenchmark;
  const auto named = [](const auto&... part) {
    std::ostringstream name;
    (name << ... << part);
    return name.str();
  };
  const auto add = [](const std::string& name, auto run) {
    return RegisterBenchmark(name.c_str(), std::move(run))->Unit(benchmark::kMillisecond);
  };

  for (const Input& input : kInputs)
    add(named("read/text/", input.name), [&](auto& s) { read_source(s, {.bytes = input.text()}); });
  add("read/alto", [](auto& s) { read_source(s, {.bytes = alto(), .format = clean::Format::alto}); });
  add("read/page", [](auto& s) { read_source(s, {.bytes = page_xml(), .format = clean::Format::page}); });
  add("read/hocr", [](auto& s) { read_source(s, {.bytes = hocr(), .format = clean::Format::hocr}); });
  add("read/mets", [](auto& s) { read_source(s, issue()); });

  const auto& recipe_stages = pipeline(kRecipe).recipe().stages;
  for (const Input& input : kInputs) {
    add(named("survey/", input.name), [&](auto& s) { survey(s, input); });
    for (std::size_t n = 0; n < recipe_stages.size(); ++n) {
      for (std::size_t which = 0; which < recipe_stages[n].size(); ++which) {
        add(named("filter/", input.name, '/', n + 1, '.', recipe_stages[n][which]),
            [&input, n, which](auto& s) { propose(s, input, n, which); });
      }
    }
  }

  add("apply/replacements", apply_replacements)->RangeMultiplier(8)->Range(1, 4096)->UseManualTime();
  add("apply/joins", apply_joins)->RangeMultiplier(8)->Range(1, 4096)->UseManualTime();
  for (const Input& input : kInputs) {
    for (std::size_t n = 0; n < recipe_stages.size(); ++n) {
      add(named("apply/", input.name, "/stage ", n + 1), [&input, n](auto& s) {
        apply_stage(s, input, n);
      })->UseManualTime();
    }
  }

  for (const Input& input : kInputs) {
    add(named("assemble/", input.name), [&](auto& s) { assemble_articles(s, input); });
    add(named("write/text/", input.name), [&](auto& s) { write_text(s, input); });
    add(named("write/jsonl/", input.name), [&](auto& s) { write_jsonl(s, input); });
    add(named("write/edits/", input.name), [&](auto& s) { write_edits(s, input); });
  }
  add("write/alto", [](auto& s) { write_back(s, alto(), clean::Format::alto); });
  add("write/hocr", [](auto& s) { write_back(s, hocr(), clean::Format::hocr); });

  static const std::map<std::string, std::string> pages = pages_by_recipe();
  for (const auto& [recipe, text] : pages)
    add(named("pipeline/", recipe), [&](auto& s) { run_pipeline(s, recipe, text); });
  add("pipeline/zh-daily, lines", [](auto& s) { run_pipeline(s, std::string(kRecipe), lines()); });
  add("cut", cut);
  add("fitting_recipe", fitting_recipe);
  for (const clean::BuiltinRecipe& recipe : clean::builtin_recipes())
    add(named("start/", recipe.name), [name = std::string(recipe.name)](auto& s) { start(s, name); });
}

}  // namespace

int main(int argc, char** argv) {
  // The first runs are none to measure: regular expressions make their automata as they need them.
  std::string warm_up = "--benchmark_min_warmup_time=0.02";
  std::vector<char*> arguments(argv, argv + argc);
  arguments.insert(arguments.begin() + 1, warm_up.data());
  argc = static_cast<int>(arguments.size());
  benchmark::Initialize(&argc, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(argc, arguments.data())) return 2;
  register_all();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
