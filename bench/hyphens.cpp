// What bench/hyphens runs: how right the hyphens at line ends are judged, on pairs and pages with gold.
//
//   measure_hyphens CORPORA [--errors]
//
// Pairs (hyphen/*.tsv) are judged twice: by the table of survey/hyphens.cpp alone, and by the recipe of the
// language, as a text of two lines. Pages are read whole. Everything with and without dictionaries.

#include "survey/hyphens.h"

#include <clean/clean.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "eval/score.h"
#include "unicode/chars.h"

namespace {

enum Class { kJoin, kKeep, kSuspended, kElse };
constexpr std::array kNames = {"join", "keep", "suspended", "else"};

struct Pair {
  std::string language, left, right;  // left with its hyphen
  Class gold = kJoin;
};

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string field; std::getline(in, field, '\t');) out.push_back(field);
  return out;
}

std::vector<Pair> read_newseye(const std::filesystem::path& path) {
  std::vector<Pair> pairs;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const auto f = fields(line);
    if (f.size() >= 6) pairs.push_back({f[1], f[3] + "-", f[4], kJoin});
  }
  return pairs;
}

std::vector<Pair> read_reichsanzeiger(const std::filesystem::path& path) {
  std::vector<Pair> pairs;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const auto f = fields(line);
    if (f.size() < 5) continue;
    const Class gold = f[3] == "upper" ? kKeep : f[3] == "lower" ? kJoin : kSuspended;
    pairs.push_back({"de", f[0] + f[1], f[2], gold});
  }
  return pairs;
}

std::string_view without_hyphen(std::string_view left) {
  std::size_t at = left.size();
  clean::previous(left, at);
  return left.substr(0, at);
}

// What became of left|right, by what stands in the text afterwards. A pair may be the beginning of a line.
Class class_of(std::string_view text, std::string_view left, std::string_view right) {
  const std::string bare(without_hyphen(left)), hyphen(left.substr(bare.size()));
  const auto has = [&](const std::string& form) { return text.find(form) != text.npos; };
  if (has(bare + std::string(right))) return kJoin;
  if (has(bare + hyphen + std::string(right))) return kKeep;
  if (has(bare + hyphen + " " + std::string(right))) return kSuspended;
  if (bare.ends_with('k') && has(bare.substr(0, bare.size() - 1) + "c" + std::string(right))) return kJoin;
  return kElse;
}

clean::Pipeline pipeline_of(const std::string& language, bool lexicon) {
  clean::Recipe recipe = clean::load_recipe(language);
  recipe.lexicon = lexicon;
  return clean::Pipeline(std::move(recipe));
}

struct Counts {
  std::map<std::pair<Class, Class>, int> cells;  // gold, ours
  void add(Class gold, Class ours) { ++cells[{gold, ours}]; }
  int row(Class gold) const {
    int sum = 0;
    for (const auto& [key, n] : cells) sum += key.first == gold ? n : 0;
    return sum;
  }
  double recall(Class gold) const {
    const auto hit = cells.find({gold, gold});
    return row(gold) == 0 ? 0 : static_cast<double>(hit == cells.end() ? 0 : hit->second) / row(gold);
  }
  double balanced() const {
    double sum = 0;
    int classes = 0;
    for (const Class c : {kJoin, kKeep, kSuspended}) {
      if (row(c) == 0) continue;
      sum += recall(c);
      ++classes;
    }
    return classes ? sum / classes : 0;
  }
  std::string line() const {
    std::string out;
    for (const auto& [key, n] : cells)
      out += std::string(kNames[key.first]) + ">" + kNames[key.second] + " " + std::to_string(n) + "  ";
    return out;
  }
};

bool show_errors = false;

void complain(const char* what, const Pair& pair, Class ours, clean::EvidenceSet evidence) {
  if (!show_errors) return;
  std::string rows;
  for (std::size_t i = 0; i < clean::hyphen_evidence().size(); ++i)
    if (evidence.test(i)) rows += "; " + std::string(clean::hyphen_evidence()[i].name);
  std::printf("  %s\t%s\t%s | %s\t%s\tgold %s%s\n", what, pair.language.c_str(), pair.left.c_str(),
              pair.right.c_str(), kNames[ours], kNames[pair.gold], rows.c_str());
}

void measure_pairs(const char* name, const std::vector<Pair>& pairs) {
  for (const bool with : {true, false}) {
    std::map<std::string, Counts> judged, filtered;
    std::map<std::string, clean::Lexicon> lexicons;
    std::map<std::string, clean::Pipeline> pipelines;
    for (const Pair& pair : pairs) {
      const auto& lexicon = lexicons.try_emplace(pair.language, pair.language).first->second;
      const clean::HyphenJudgement j = clean::judge_hyphen({.left = pair.left,
                                                            .right = pair.right,
                                                            .language = pair.language,
                                                            .lexicon = with ? &lexicon : nullptr});
      const Class ours = j.what == clean::Hyphen::none        ? kElse
                         : j.what == clean::Hyphen::kept      ? kKeep
                         : j.what == clean::Hyphen::suspended ? kSuspended
                                                              : kJoin;
      judged[pair.language].add(pair.gold, ours);
      if (ours != pair.gold) complain(with ? "table with" : "table without", pair, ours, j.evidence);
      auto pipeline = pipelines.find(pair.language);
      if (pipeline == pipelines.end())
        pipeline = pipelines.emplace(pair.language, pipeline_of(pair.language, with)).first;
      const std::string text = pair.left + "\n" + pair.right + "\n";
      const clean::Document document = pipeline->second.run({.bytes = text});
      const Class there = class_of(document.text(), pair.left, pair.right);
      filtered[pair.language].add(pair.gold, there);
      if (there != ours) complain(with ? "recipe with" : "recipe without", pair, there, {});
    }
    for (const auto& [language, counts] : judged) {
      const Counts& f = filtered.at(language);
      std::printf(
          "%s %s, %s dictionary: table: joined %.4f balanced %.4f | recipe: joined %.4f balanced %.4f\n",
          name, language.c_str(), with ? "with" : "without", counts.recall(kJoin), counts.balanced(),
          f.recall(kJoin), f.balanced());
      std::printf("    table: %s\n    recipe: %s\n", counts.line().c_str(), f.line().c_str());
    }
    Counts all, all_filtered;
    for (const auto& [language, counts] : judged)
      for (const auto& [key, n] : counts.cells) all.cells[key] += n;
    for (const auto& [language, counts] : filtered)
      for (const auto& [key, n] : counts.cells) all_filtered.cells[key] += n;
    std::printf("%s, %s dictionary: table: joined %.4f balanced %.4f | recipe: joined %.4f balanced %.4f\n",
                name, with ? "with" : "without", all.recall(kJoin), all.balanced(),
                all_filtered.recall(kJoin), all_filtered.balanced());
  }
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The hyphens at line ends of a page whose gold joins the lines.
void measure_pages(const std::filesystem::path& folder) {
  for (const bool with : {true, false}) {
    Counts all;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      const std::string language = name.substr(0, 2);
      if (entry.path().extension() != ".jsonl" || (language != "de" && language != "en" && language != "fr"))
        continue;
      const std::string page = read_file(std::filesystem::path(entry.path()).replace_extension(".txt"));
      const clean::Document document = pipeline_of(language, with).run({.bytes = page});
      for (const eval::Record& record : eval::read_records(entry.path())) {
        for (const eval::Block& block : record.blocks) {
          for (std::size_t i = 0; i + 1 < block.spans.size(); ++i) {
            const std::string_view left_line = std::string_view(page).substr(
                block.spans[i].begin, block.spans[i].end - block.spans[i].begin);
            const std::string_view right_line = std::string_view(page).substr(
                block.spans[i + 1].begin, block.spans[i + 1].end - block.spans[i + 1].begin);
            if (!clean::hyphen_mark(clean::last_char(left_line))) continue;
            const std::string_view left = left_line.substr(left_line.find_last_of(" \n") + 1);
            const std::string_view right = right_line.substr(0, right_line.find_first_of(" \n"));
            if (left.size() < 2) continue;
            Pair pair{language, std::string(left), std::string(right),
                      class_of(block.text.value_or(""), left, right)};
            const Class ours = class_of(document.text(), left, right);
            all.add(pair.gold, ours);
            if (ours != pair.gold) complain(name.c_str(), pair, ours, {});
          }
        }
      }
    }
    int right = 0, total = 0;
    for (const auto& [key, n] : all.cells) {
      total += n;
      right += key.first == key.second ? n : 0;
    }
    std::printf("pages, %s dictionary: %d of %d right, balanced %.4f: %s\n", with ? "with" : "without", right,
                total, all.balanced(), all.line().c_str());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: measure_hyphens CORPORA [--errors]\n";
    return 2;
  }
  const std::filesystem::path corpora = argv[1];
  show_errors = argc > 2 && std::string_view(argv[2]) == "--errors";
  std::cout << "dictionaries: " << clean::dictionaries_in_use() << "\n" << std::flush;
  measure_pairs("newseye", read_newseye(corpora / "hyphen/newseye.tsv"));
  measure_pairs("reichsanzeiger", read_reichsanzeiger(corpora / "hyphen/reichsanzeiger.tsv"));
  measure_pages(corpora / "pages");
}
