// fit_heads: the weights by which heads and article starts are found (survey/heads.h), fitted on pages with
// gold.
//
// A conditional random field over the run of blocks: for each page the likelihood of gold's parts, given the
// rows of evidence that hold. Where gold leaves open what a line is, all it may be counts. Cases of
// fixtures/ are small pages with gold, too; they are always fitted on. Each kind of papers has weights of its
// own; all are held to those of modern Chinese papers, of which there is most gold. Figures are of pages not
// fitted on.
//
// Alphabetic papers in files that say where lines stand have weights of their own, held to those of text
// alone; rows that ask where lines stand are held to their priors. They are fitted on issues whose METS file
// names the articles (CORPORA/mets-alto/*), read without what the file says, which is the gold. Pages with
// odd numbers are judged by weights fitted on those with even ones, and the other way round.
//
//   fit_heads REPOSITORY CORPORA [--errors] [--places] [--write [--others]]

#include "survey/heads.h"

#include <clean/formats.h>
#include <clean/mets.h>
#include <clean/pipeline.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "filters/common.h"
#include "fitting/gold.h"
#include "fitting/minimise.h"
#include "fitting/score.h"
#include "formats/text_reader.h"
#include "support/cases.h"

namespace {

using namespace clean;

constexpr double kHold = 0.6;        // how strongly weights are held: the modern ones to nothing,
constexpr double kHoldOthers = 0.5;  // those in other languages than Chinese, taken together, to the modern,
constexpr double kHoldOne = 1.5;     // and each kind of them to all of them
constexpr double kHoldOther = 0.3;   // all others to the modern
constexpr double kHoldPlaced = 1;    // those with places to the alphabetic
constexpr std::size_t kAlone = kPresses - 1;  // those of text alone; the last has places
constexpr std::size_t kRows = kMostRows;
constexpr std::size_t kParams = kRows * kParts + kParts * kParts;

struct Run {  // of blocks, with what gold says of them
  std::string name;
  Press press = Press::modern;
  bool held_out = false, is_case = false;
  double weight = 1;
  int fold = 0;
  std::vector<RowSet> rows;
  std::vector<std::uint8_t> allowed;  // what blocks may be
  std::vector<std::uint8_t> gold;     // what gold lets them be
  std::vector<std::uint8_t> starts;   // gold: 1 a start, 0 none, 2 open
  std::vector<bool> given;            // a start before heads are read
  std::vector<std::string> text;
};

bool head_role(const std::string& role) {
  return role == "headline" || role == "kicker" || role == "subheadline" || role == "byline";
}

constexpr std::uint8_t kInside = part_bit(HeadPart::text) | part_bit(HeadPart::apart);

std::string short_text(std::string_view text) {
  std::size_t to = std::min<std::size_t>(text.size(), 60);
  while (to < text.size() && (static_cast<unsigned char>(text[to]) & 0xC0) == 0x80) ++to;
  return std::string(text.substr(0, to));
}

Run run_of(const fit::GoldPage& page) {
  Run run;
  run.name = page.name;
  run.held_out = page.held_out;
  run.weight = page.weight;
  run.fold = page.fold;
  const Recipe recipe = load_recipe(recipe_for(page.text));
  const Pipeline before(recipe, {"repair", "furniture", "jumps", "captions", "rejoin", "split"});
  const Document document = before.run({.bytes = page.text, .begin = {}, .first_page = 1});
  const Words words;
  const Facts facts(document, *recipe.vocabulary, words);
  run.press = press_of(recipe.old, recipe.language);
  const HeadFlow flow(document, facts, run.press);
  const std::span<const Unit> units = flow.units();
  run.rows = head_rows(units, flow.page());
  run.allowed = allowed_parts(units);
  std::vector<bool> text_seen;  // by record: a paragraph was met
  for (const Unit& u : units) {
    run.text.push_back(short_text(document.text(*u.block)));
    run.given.push_back(u.starts);
    const auto source = document.source(u.block->at);
    const fit::GoldSpan* span = source.empty() ? nullptr : page.at(source.front().begin.byte);
    const std::size_t i = run.gold.size();
    std::uint8_t gold = run.allowed[i];
    std::uint8_t starts = 2;
    if (span) {
      const fit::GoldBlock& b = page.blocks[span->block];
      if (text_seen.size() <= b.record) text_seen.resize(b.record + 1, false);
      const bool first = b.first_of_record && source.front().begin.byte <= span->begin + 4 &&
                         (span == page.spans.data() || (span - 1)->block != span->block);
      const bool head_line = head_role(b.role) || (b.role == "display" && !u.line->body_like());
      starts = first;
      if (b.lifted && (b.role == "advert" || b.role == "classified" || b.role == "table")) {
        starts = 2;  // as records of their own they are as right
      } else if (b.lifted || b.kind == "rest") {
        gold = kInside;
        starts = b.lifted && b.kind != "article" ? 2 : 0;
      } else if (first) {
        gold = head_line ? part_bit(HeadPart::opening) : part_bit(HeadPart::lead);
        if (b.role == "advert" || b.role == "other") gold = kStarting;
      } else if (text_seen[b.record]) {
        gold = b.role == "verse" || b.role == "table" || b.role == "heading" ? part_bit(HeadPart::apart)
                                                                             : kInside;
        if (b.role == "paragraph" && u.line->body_like()) gold = part_bit(HeadPart::text);
      } else if (head_role(b.role)) {
        gold = part_bit(HeadPart::head);
      } else if (b.role == "display" && head_line) {
        gold = part_bit(HeadPart::head) | kInside;
      } else {
        gold = b.role == "paragraph" && u.line->body_like() ? part_bit(HeadPart::text) : kInside;
      }
      if (!head_line) text_seen[b.record] = true;
    }
    if ((gold & run.allowed[i]) == 0) gold = run.allowed[i];
    run.gold.push_back(gold & run.allowed[i]);
    run.starts.push_back(run.given.back() ? 2 : starts);
  }
  // A line of a head stands behind one: an impossible gold is left open.
  for (std::size_t i = 1; i < run.gold.size(); ++i) {
    const bool after_head = (run.gold[i - 1] & (part_bit(HeadPart::opening) | part_bit(HeadPart::head))) != 0;
    if (run.gold[i] == part_bit(HeadPart::head) && !after_head) run.gold[i] = kInside;
  }
  return run;
}

// A case of heads.txt: what it shows as [article] and [role].
bool run_of(const tests::Case& c, Run& run) {
  const Recipe recipe = load_recipe(c.recipe);
  std::vector<std::string> filters = c.filters;
  if (filters.empty()) filters = {"repair", "furniture", "jumps", "captions", "rejoin", "split", "heads"};
  if (std::erase(filters, "heads") == 0) return false;
  std::erase(filters, "width");
  if (filters.empty()) filters = {"repair"};
  const Pipeline before(recipe, filters);
  const Document document = before.run({.bytes = c.input, .begin = {}, .first_page = 1});
  const Words words;
  const Facts facts(document, *recipe.vocabulary, words);
  const HeadFlow flow(document, facts, press_of(recipe.old, recipe.language));
  const std::span<const Unit> units = flow.units();
  run = {};
  run.name = c.file + ":" + std::to_string(c.line);
  run.press = press_of(recipe.old, recipe.language);
  run.is_case = true;
  run.rows = head_rows(units, flow.page());
  run.allowed = allowed_parts(units);
  struct Shown {
    std::string role;
    bool starts;
  };
  std::vector<Shown> shown;
  bool starts = true;
  const std::string expected = c.unchanged ? "" : c.expected;
  for (std::size_t at = 0; at < expected.size();) {
    const std::size_t end = std::min(expected.find('\n', at), expected.size());
    std::string line = expected.substr(at, end - at);
    at = end + 1;
    if (line == "[article]") {
      starts = true;
      continue;
    }
    std::string role;
    if (line.starts_with("[") && line.find("] ") != line.npos && line[1] >= 'a' && line[1] <= 'z')
      role = line.substr(1, line.find(']') - 1);
    Role known;
    if (!role.empty() && role_of(role, known) && lifted(known)) continue;
    shown.push_back({role, starts});
    starts = false;
  }
  if (c.unchanged) {
    for (std::size_t i = 0; i < units.size(); ++i) shown.push_back({"", i == 0});
  }
  if (shown.size() != units.size()) return false;
  bool in_head = false;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const bool head = head_role(shown[i].role);
    std::uint8_t gold = kInside;
    if (shown[i].starts) {
      gold = head ? part_bit(HeadPart::opening) : part_bit(HeadPart::lead);
    } else if (head && in_head) {
      gold = part_bit(HeadPart::head);
    } else if (shown[i].role == "heading" || shown[i].role == "verse" || shown[i].role == "table") {
      gold = part_bit(HeadPart::apart);
    } else if (shown[i].role == "abstract") {
      gold = kInside | part_bit(HeadPart::head);
    }
    in_head = head && (shown[i].starts || in_head);
    if ((gold & run.allowed[i]) == 0) gold = run.allowed[i];
    run.gold.push_back(gold & run.allowed[i]);
    run.starts.push_back(units[i].starts ? 2 : shown[i].starts);
    run.given.push_back(units[i].starts);
    run.text.push_back(short_text(document.text(*units[i].block)));
  }
  return true;
}

// ---- issues with places

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Issue {
  std::string name, bytes;
  Source source;  // of `bytes`
};

// The pages that a METS file of the folder names.
bool read_issue(const std::filesystem::path& folder, Issue& issue) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".xml") continue;
    const std::string bytes = read_file(entry.path());
    if (format_of(std::string_view(bytes).substr(0, std::size_t{64} << 10)) != Format::mets) continue;
    MetsIssue mets = read_mets(bytes);
    issue.name = folder.filename().string();
    for (const MetsPage& page : mets.pages) {
      issue.source.files.push_back({page.files.at(0), {issue.bytes.size()}, page.number});
      issue.bytes += read_file(folder / local_file(page.files.at(0)));
    }
    issue.source.bytes = issue.bytes;
    issue.source.format = Format::mets;
    issue.source.named = std::move(mets.named);
    return true;
  }
  return false;
}

// Where articles begin: the first line of each in the order of the files.
std::set<std::uint64_t> starts_of(const Issue& issue) {
  const Document document = read(issue.source);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> lines;
  for (const Block& b : document.blocks()) {
    const auto source = document.source(b.at);
    const Placement* place = document.place(b);
    if (place && !source.empty()) lines.emplace_back(source.front().begin.byte, place->article);
  }
  std::sort(lines.begin(), lines.end());
  std::set<std::uint32_t> seen{0};
  std::set<std::uint64_t> starts;
  for (const auto& [begin, article] : lines) {
    if (seen.insert(article).second) starts.insert(begin);
  }
  return starts;
}

void add_runs_of(const Issue& issue, std::vector<Run>& runs) {
  const std::set<std::uint64_t> gold_starts = starts_of(issue);
  Source source = issue.source;
  source.structure = false;
  Document raw = read(std::move(source));
  const Recipe recipe = load_recipe(recipe_for(raw.text().substr(0, std::size_t{64} << 10)));
  const Pipeline before(recipe, {"repair", "furniture", "jumps", "captions", "rejoin", "split"});
  const Document document = before.run(std::move(raw));
  const Words words;
  const Facts facts(document, *recipe.vocabulary, words);
  const HeadFlow flow(document, facts, press_of(recipe.old, recipe.language));
  const std::span<const Unit> units = flow.units();
  const std::vector<RowSet> rows = head_rows(units, flow.page());
  const std::vector<std::uint8_t> allowed = allowed_parts(units);
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (i == 0 || units[i].block->page != units[i - 1].block->page) {
      runs.emplace_back();
      runs.back().name = issue.name + ":" + std::to_string(units[i].block->page);
      runs.back().press = flow.press();
      runs.back().fold = static_cast<int>(units[i].block->page % 2);
    }
    Run& run = runs.back();
    const auto at = document.source(units[i].block->at);
    const bool start = !at.empty() && gold_starts.count(at.front().begin.byte) > 0;
    std::uint8_t gold = static_cast<std::uint8_t>(~kStarting);
    if (start && units[i].line->in_column.setting == Setting::middle) {
      gold = part_bit(HeadPart::opening);
    } else if (start) {
      gold = kStarting;
    } else if (units[i].line->size() > 60) {
      gold = part_bit(HeadPart::text);
    }
    gold &= allowed[i];
    if (gold == 0) gold = allowed[i];
    run.rows.push_back(rows[i]);
    run.allowed.push_back(allowed[i]);
    run.gold.push_back(gold);
    run.starts.push_back(units[i].starts ? 2 : start);
    run.given.push_back(units[i].starts);
    run.text.push_back(short_text(document.text(*units[i].block)));
  }
}

// ---- the field

using Scores = std::array<double, kParts>;

// log of the sum over all paths through `allowed`; adds weight times the expected counts to the gradient.
double log_sum(const Run& run, const std::vector<std::uint8_t>& allowed, const std::vector<double>& w,
               double weight, std::vector<double>& gradient) {
  const std::size_t n = run.rows.size();
  const auto steps = static_cast<std::ptrdiff_t>(kRows * kParts);
  std::vector<Scores> emit(n), forward(n), backward(n);
  std::array<Scores, kParts> step{};
  for (std::size_t from = 0; from < kParts; ++from) {
    for (std::size_t to = 0; to < kParts; ++to) {
      const bool may = static_cast<HeadPart>(to) != HeadPart::head ||
                       static_cast<HeadPart>(from) == HeadPart::opening ||
                       static_cast<HeadPart>(from) == HeadPart::head;
      step[from][to] = may ? std::exp(w[static_cast<std::size_t>(steps) + from * kParts + to]) : 0;
    }
  }
  double log_scale = 0;
  for (std::size_t i = 0; i < n; ++i) {
    Scores sum{};
    run.rows[i].for_each([&](std::size_t row) {
      for (std::size_t p = 0; p < kParts; ++p) sum[p] += w[row * kParts + p];
    });
    const double most = *std::max_element(sum.begin(), sum.end());
    log_scale += most;
    for (std::size_t p = 0; p < kParts; ++p)
      emit[i][p] = allowed[i] >> p & 1 ? std::exp(sum[p] - most) + 1e-300 : 0;
  }
  for (std::size_t i = 0; i < n; ++i) {
    double total = 0;
    for (std::size_t to = 0; to < kParts; ++to) {
      double sum = i == 0 ? 1 : 0;
      for (std::size_t from = 0; i > 0 && from < kParts; ++from) sum += forward[i - 1][from] * step[from][to];
      forward[i][to] = sum * emit[i][to];
      total += forward[i][to];
    }
    for (double& x : forward[i]) x /= total;
    log_scale += std::log(total);
  }
  if (n == 0) return 0;
  backward[n - 1].fill(1);
  for (std::size_t i = n; i-- > 0;) {
    Scores together{};
    double total = 0;
    for (std::size_t p = 0; p < kParts; ++p) total += together[p] = forward[i][p] * backward[i][p];
    for (double& x : together) x *= weight / total;
    run.rows[i].for_each([&](std::size_t row) {
      for (std::size_t p = 0; p < kParts; ++p) gradient[row * kParts + p] += together[p];
    });
    if (i == 0) break;
    Scores behind{};
    for (std::size_t to = 0; to < kParts; ++to) behind[to] = emit[i][to] * backward[i][to];
    std::array<Scores, kParts> pair{};
    double pairs = 0, most = 0;
    for (std::size_t from = 0; from < kParts; ++from) {
      for (std::size_t to = 0; to < kParts; ++to) {
        pairs += pair[from][to] = forward[i - 1][from] * step[from][to] * behind[to];
        backward[i - 1][from] += step[from][to] * behind[to];
      }
      most = std::max(most, backward[i - 1][from]);
    }
    for (double& x : backward[i - 1]) x /= most;
    for (std::size_t from = 0; from < kParts; ++from) {
      for (std::size_t to = 0; to < kParts; ++to)
        gradient[static_cast<std::size_t>(steps) + from * kParts + to] += weight * pair[from][to] / pairs;
    }
  }
  return log_scale;
}

template <class Wanted>
std::vector<double> fitted(const std::vector<Run>& runs, const Wanted& wanted,
                           const std::vector<double>& prior, double hold) {
  std::vector<double> weights = prior;
  fit::minimise(
      [&](const std::vector<double>& w, std::vector<double>& gradient) {
        double value = 0;
        for (const Run& run : runs) {
          if (!wanted(run)) continue;
          const double times = run.is_case ? 4 : run.weight;
          value += times * log_sum(run, run.allowed, w, times, gradient);
          value -= times * log_sum(run, run.gold, w, -times, gradient);
        }
        for (std::size_t i = 0; i < w.size(); ++i) {
          value += hold / 2 * (w[i] - prior[i]) * (w[i] - prior[i]);
          gradient[i] += hold * (w[i] - prior[i]);
        }
        return value;
      },
      weights);
  return weights;
}

HeadWeights as_weights(const std::vector<double>& w) {
  HeadWeights weights;
  weights.rows.resize(kRows);
  for (std::size_t r = 0; r < kRows; ++r) {
    for (std::size_t p = 0; p < kParts; ++p) weights.rows[r][p] = static_cast<float>(w[r * kParts + p]);
  }
  for (std::size_t from = 0; from < kParts; ++from) {
    for (std::size_t to = 0; to < kParts; ++to)
      weights.steps[from][to] = static_cast<float>(w[kRows * kParts + from * kParts + to]);
  }
  return weights;
}

std::vector<double> as_vector(const HeadWeights& weights) {
  std::vector<double> w(kParams, 0);
  for (std::size_t r = 0; r < weights.rows.size(); ++r)
    std::copy(weights.rows[r].begin(), weights.rows[r].end(),
              w.begin() + static_cast<std::ptrdiff_t>(r * kParts));
  for (std::size_t from = 0; from < kParts; ++from)
    std::copy(weights.steps[from].begin(), weights.steps[from].end(),
              w.begin() + static_cast<std::ptrdiff_t>(kRows * kParts + from * kParts));
  return w;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::fprintf(stderr, "fit_heads: REPOSITORY CORPORA [--write] [--errors]\n");
    return 2;
  }
  bool write = false, errors = false, others = false, only_places = false;
  for (int i = 3; i < argc; ++i) {
    write = write || argv[i] == std::string_view("--write");
    errors = errors || argv[i] == std::string_view("--errors");
    others = others || argv[i] == std::string_view("--others");  // the weights of Chinese papers stay
    only_places = only_places || argv[i] == std::string_view("--places");  // all stay but those of places
  }
  std::vector<Run> runs;
  for (const fit::GoldPage& page : fit::read_gold(argv[1], argv[2])) runs.push_back(run_of(page));
  std::size_t cases = 0;
  for (const tests::Case& c : tests::all_cases()) {
    Run run;
    if (!run_of(c, run)) continue;
    runs.push_back(run);
    ++cases;
  }
  const std::size_t without_places = runs.size();
  if (const auto folder = std::filesystem::path(argv[2]) / "mets-alto";
      std::filesystem::is_directory(folder)) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      Issue issue;
      if (entry.is_directory() && read_issue(entry.path(), issue)) add_runs_of(issue, runs);
    }
  }

  const std::vector<double> nothing(kParams, 0);
  constexpr int kTenths = 10;
  constexpr std::string_view kNames[kAlone] = {"modern Chinese", "Chinese before 1950", "Japanese", "Korean",
                                               "alphabetic"};
  std::array<fit::Score, kPresses> by_press;
  fit::Score old_held, in_cases, with_places;
  struct Bin {
    std::size_t n = 0, right = 0;
    double said = 0;
  };
  const std::vector<double> edges = {0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.1};
  std::vector<Bin> bins(edges.size());
  const auto judge = [&](const Run& run, const HeadWeights& w, fit::Score& score) {
    const HeadReading reading = read_heads(run.rows, run.allowed, w);
    for (std::size_t i = 0; i < run.rows.size(); ++i) {
      if (run.starts[i] == 2) continue;
      const bool gold = run.starts[i] == 1, said = reading.starts[i] >= 0.5f;
      score.add(gold, said);
      if (!run.is_case && run.press != Press::placed) {
        Bin& bin = bins[static_cast<std::size_t>(
            std::find_if(edges.begin(), edges.end(), [&](double e) { return reading.starts[i] < e; }) -
            edges.begin())];
        ++bin.n;
        bin.right += gold;
        bin.said += static_cast<double>(reading.starts[i]);
      }
      if (!errors || gold == said) continue;
      std::printf("%s %.2f %s  %s | %s | %s\n", gold ? "missed" : "wrong ",
                  static_cast<double>(reading.starts[i]), run.name.c_str(),
                  i > 0 ? run.text[i - 1].c_str() : "", run.text[i].c_str(),
                  i + 1 < run.text.size() ? run.text[i + 1].c_str() : "");
    }
  };
  // The weights of each kind of papers, without one tenth of the pages; -1: with all.
  const auto fit_all = [&](int without) {
    std::array<std::vector<double>, kPresses> weights;
    for (std::size_t p = 0; only_places && p < kPresses; ++p)
      weights[p] = as_vector(head_weights(static_cast<Press>(p)));
    if (only_places) return weights;
    std::vector<double> shared;  // what Japanese, Korean and alphabetic papers have in common
    for (std::size_t p = 0; p < kAlone; ++p) {
      const auto wanted = [&](const Run& run) {
        return run.press == static_cast<Press>(p) && !run.held_out &&
               (run.is_case || run.fold % kTenths != without);
      };
      weights[p] = p == 0   ? fitted(runs, wanted, nothing, kHold)
                   : p == 1 ? fitted(runs, wanted, weights[0], kHoldOther)
                            : fitted(runs, wanted, shared, kHoldOne);
      if (p == 1) {
        shared = fitted(
            runs,
            [&](const Run& run) {
              return run.press != Press::modern && run.press != Press::old && run.press != Press::placed &&
                     !run.held_out && (run.is_case || run.fold % kTenths != without);
            },
            weights[0], kHoldOthers);
      }
    }
    return weights;
  };
  const auto press = [](const Run& run) { return static_cast<std::size_t>(run.press); };
  for (int tenth = 0; tenth < kTenths && !only_places; ++tenth) {
    const auto weights = fit_all(tenth);
    for (const Run& run : runs) {
      if (run.is_case || run.held_out || run.press == Press::placed || run.fold % kTenths != tenth) continue;
      judge(run, as_weights(weights[press(run)]), by_press[press(run)]);
    }
  }
  auto weights = fit_all(-1);
  // Rows with priors are those of which text alone says nothing.
  const auto with_priors = [](std::vector<double> w, bool priors) {
    for (std::size_t r = 0; r < kRows; ++r) {
      const PartScores prior = head_prior(r);
      for (std::size_t p = 0; prior != PartScores{} && p < kParts; ++p)
        w[r * kParts + p] = priors ? static_cast<double>(prior[p]) : 0;
    }
    return w;
  };
  // -1: on all pages.
  const auto fit_placed = [&](int without) {
    const auto wanted = [&](const Run& run) { return run.press == Press::placed && run.fold != without; };
    return fitted(runs, wanted, with_priors(weights[kAlone - 1], true), kHoldPlaced);
  };
  for (const int fold : {0, 1}) {
    const std::vector<double> w = fit_placed(fold);
    for (const Run& run : runs) {
      if (run.press == Press::placed && run.fold == fold) judge(run, as_weights(w), with_places);
    }
  }
  weights[kAlone] = fit_placed(-1);
  for (const Run& run : runs) {
    if (run.held_out) judge(run, as_weights(weights[press(run)]), old_held);
    if (run.is_case) judge(run, as_weights(weights[press(run)]), in_cases);
  }
  std::printf("article starts of %zu pages, each judged by weights fitted without its page, and %zu cases\n",
              without_places - cases, cases);
  for (std::size_t p = 0; p < kAlone; ++p)
    by_press[p].print((std::string(kNames[p]) + ", in ten parts").c_str());
  old_held.print("old papers held out");
  in_cases.print("cases (fitted on)");
  with_places.print("issues with places, in two parts");
  std::printf("\n| confidence | blocks | mean confidence | start in gold |\n|---|---|---|---|\n");
  for (std::size_t b = 0; b < bins.size(); ++b) {
    if (bins[b].n == 0) continue;
    const auto n = static_cast<double>(bins[b].n);
    std::printf("| below %.2f | %zu | %.3f | %.3f |\n", std::min(edges[b], 1.0), bins[b].n, bins[b].said / n,
                static_cast<double>(bins[b].right) / n);
  }
  if (!write) return 0;

  const std::string path = std::string(argv[1]) + "/libclean/survey/head_weights.inc";
  std::ofstream out(path);
  out << "// Made by bench/fit: for each row, and each part a block follows, how much it speaks for opening, "
         "head, lead,\n"
         "// text, apart: in Chinese papers, in those before 1950, in Japanese, Korean, and alphabetic ones, "
         "and\n"
         "// in alphabetic ones in files that say where lines stand.\n";
  const auto scores = [&](const std::vector<double>& w, std::size_t at) {
    std::string text = "{";
    for (std::size_t p = 0; p < kParts; ++p) {
      char number[32];
      std::snprintf(number, sizeof number, "%s%.2ff", p ? ", " : "", w[at + p]);
      text += number;
    }
    return text + "}";
  };
  auto written = weights;
  for (const Press kind : {Press::modern, Press::old}) {
    if (!others) break;
    written[static_cast<std::size_t>(kind)] = as_vector(head_weights(kind));
  }
  for (std::size_t p = 0; p < kAlone; ++p) written[p] = with_priors(written[p], false);
  const auto row = [&](std::string_view name, std::size_t at) {
    out << "{\"" << name << "\", {{";
    for (std::size_t p = 0; p < kPresses; ++p) out << (p ? ", " : "") << scores(written[p], at);
    out << "}}},\n";
  };
  const auto names = head_evidence();
  for (std::size_t r = 0; r < names.size(); ++r) row(names[r].name, r * kParts);
  const char* const steps[] = {"from opening", "from head", "from lead", "from text", "from apart"};
  for (std::size_t from = 0; from < kParts; ++from) row(steps[from], kRows * kParts + from * kParts);
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "fit_heads: %s\n", error.what());
  return 4;
}
