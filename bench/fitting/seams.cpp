// fit_seams: the weights of the evidence at seams, fitted on pages with gold.
//
// Logistic regression. What pulls a weight is gold; what holds it is its prior (seams.cpp): a row that gold
// says nothing of keeps what newspapers.md counted. Seams are met as `rejoin` meets them, with gold's joins
// so far on the left: once as printed lines, once as the paragraphs that stand when all is joined. Figures
// are of pages that the weights were not fitted on: cross-validation by page, and the held-out sheets.
//
//   fit_seams REPOSITORY CORPORA             prints figures, the reliability table, the weights
//   fit_seams REPOSITORY CORPORA --errors    prints the seams judged wrong, with the evidence, instead of the
//   weights fit_seams REPOSITORY CORPORA --write     writes libclean/survey/seam_weights.inc
//   fit_seams REPOSITORY CORPORA --write --others    the same, but for the weights of Chinese, which stay

#include <clean/pipeline.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "fitting/gold.h"
#include "fitting/minimise.h"
#include "fitting/score.h"
#include "survey/flow.h"

namespace {

using clean::Judgement;
using clean::Seam;

// How strongly a weight is held to its prior. A row with a prior was counted, or is what an editor would say;
// one without has gold alone to go by.
constexpr double kHold = 0.5, kHoldWithoutPrior = 0.1;
double hold(double prior) { return prior != 0 ? kHold : kHoldWithoutPrior; }

// The row that holds for every seam keeps its prior: text with no evidence either way is to be left alone,
// however many of these pages' seams are joined.
constexpr std::size_t kAlways = 1;

struct Sample {
  clean::EvidenceSet rows;
  bool joined = false;
  bool standing = false;  // a seam between whole paragraphs, when all is joined
  std::size_t page = 0;
  std::size_t script = 0;
  double weight = 1;
  std::string place;
};

std::string end_of(std::string_view text, std::size_t bytes) {
  std::size_t from = text.size() > bytes ? text.size() - bytes : 0;
  while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
  return std::string(text.substr(from));
}

std::string start_of(std::string_view text, std::size_t bytes) {
  std::size_t to = std::min(text.size(), bytes);
  while (to < text.size() && (static_cast<unsigned char>(text[to]) & 0xC0) == 0x80) ++to;
  return std::string(text.substr(0, to));
}

enum class Answer { joined, apart, open };

// What gold says of two neighbours of the flow.
Answer gold_of(const fit::GoldPage& page, const clean::Document& document, const clean::Paragraph& left,
               const clean::Paragraph& right) {
  const auto span = [&](const clean::Paragraph& p) -> const fit::GoldSpan* {
    const auto source = document.source(p.block->at);
    return source.empty() ? nullptr : page.at(source.front().begin.byte);
  };
  const fit::GoldSpan *l = span(left), *r = span(right);
  if (!l || !r) return Answer::open;
  const fit::GoldBlock &lb = page.blocks[l->block], &rb = page.blocks[r->block];
  if (l->block == r->block) return l == r ? Answer::open : Answer::joined;
  if (lb.lifted || rb.lifted) return Answer::apart;
  if (lb.role == "other" || rb.role == "other") return Answer::open;
  if (!lb.group.empty() && lb.group == rb.group) return Answer::open;
  if (lb.role == "display" && rb.role == "display" && lb.group.empty()) return Answer::open;
  if (lb.role == "advert" && rb.role == "advert") return Answer::open;
  return Answer::apart;
}

void collect(const fit::GoldPage& page, std::size_t number, std::vector<Sample>& samples) {
  const clean::Pipeline before(clean::load_recipe(clean::recipe_for(page.text)),
                               {"repair", "furniture", "jumps", "captions"});
  const clean::Document document = before.run({.bytes = page.text, .begin = {}, .first_page = 1});
  const clean::Words words;
  const clean::Facts facts(document, *before.recipe().vocabulary, words);
  const auto judged = [&](const Seam& seam, const clean::Paragraph&, const clean::Paragraph&) {
    return judge(seam, words);
  };
  const std::uint32_t sure = clean::Flow(document, facts).join_printed(judged, 0, 0.9);
  clean::Flow flow(document, facts);
  bool standing = false;
  const auto gold = [&](const Seam& seam, const clean::Paragraph& left, const clean::Paragraph& right) {
    const Answer answer = gold_of(page, document, left, right);
    if (answer == Answer::open) return judge(seam, words);
    const auto line =
        1 + std::count(page.text.begin(),
                       page.text.begin() +
                           static_cast<std::ptrdiff_t>(document.source(right.block->at).front().begin.byte),
                       '\n');
    samples.push_back({seam_rows(seam, words), answer == Answer::joined, standing, number,
                       static_cast<std::size_t>(seam.script), page.weight,
                       page.name + ":" + std::to_string(line) + (standing ? " standing  " : "  ") +
                           end_of(seam.left_text, 45) + " | " + start_of(seam.right_text, 45)});
    return Judgement{.confidence = answer == Answer::joined ? 1.0 : 0.0};
  };
  flow.join_printed(gold, sure, 0.5);
  standing = true;
  const bool printed = !facts.pages().empty() && facts.pages().front().printed;
  flow.join_standing(gold, printed ? 0 : sure, 0.5);
}

double sum_of(const clean::EvidenceSet& rows, const std::vector<double>& weights) {
  double sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += rows[i] ? weights[i] : 0;
  return sum;
}

template <class Wanted>
std::vector<double> fitted(const std::vector<Sample>& samples, const Wanted& wanted) {
  const auto priors = clean::seam_priors();
  std::vector<double> weights(priors.begin(), priors.end());
  const std::vector<double> start = weights;
  fit::minimise(
      [&](const std::vector<double>& w, std::vector<double>& gradient) {
        double value = 0;
        for (const Sample& s : samples) {
          if (!wanted(s)) continue;
          const double sum = sum_of(s.rows, w), sign = s.joined ? -1 : 1;
          const double p = 1 / (1 + std::exp(-sign * sum));  // of the wrong answer
          value += s.weight * (std::log1p(std::exp(-std::fabs(sum))) + std::max(0.0, sign * sum));
          for (std::size_t i = 0; i < w.size(); ++i) gradient[i] += s.rows[i] ? s.weight * sign * p : 0;
        }
        for (std::size_t i = 0; i < w.size(); ++i) {
          value += hold(start[i]) / 2 * (w[i] - start[i]) * (w[i] - start[i]);
          gradient[i] += hold(start[i]) * (w[i] - start[i]);
        }
        gradient[kAlways] = 0;
        return value;
      },
      weights);
  return weights;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::fprintf(stderr, "fit_seams: REPOSITORY CORPORA [--write] [--errors]\n");
    return 2;
  }
  bool write = false, errors = false, others = false;
  for (int i = 3; i < argc; ++i) {
    write = write || argv[i] == std::string_view("--write");
    errors = errors || argv[i] == std::string_view("--errors");
    others = others || argv[i] == std::string_view("--others");
  }
  const auto pages = fit::read_gold(argv[1], argv[2]);
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < pages.size(); ++i) collect(pages[i], i, samples);

  // What the weights say of pages they have not seen: modern pages in ten parts, the held-out sheets as they
  // are.
  constexpr int kParts = 10;
  std::vector<double> said(samples.size(), 0);
  const auto in_part = [&](const Sample& s, int part) {
    return !pages[s.page].held_out && pages[s.page].fold % kParts == part;
  };
  // The weights for each script, without one part of the pages; -1: with all.
  const auto fit_all = [&](int part) {
    std::array<std::vector<double>, clean::kScripts> weights;
    for (std::size_t script = 0; script < clean::kScripts; ++script) {
      weights[script] = fitted(samples, [&](const Sample& s) {
        return s.script == script && !pages[s.page].held_out && (part < 0 || !in_part(s, part));
      });
    }
    return weights;
  };
  for (int part = 0; part < kParts; ++part) {
    const auto w = fit_all(part);
    for (std::size_t i = 0; i < samples.size(); ++i) {
      const Sample& s = samples[i];
      if (in_part(s, part)) said[i] = 1 / (1 + std::exp(-sum_of(s.rows, w[s.script])));
    }
  }
  const auto weights = fit_all(-1);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const Sample& s = samples[i];
    if (pages[s.page].held_out) said[i] = 1 / (1 + std::exp(-sum_of(s.rows, weights[s.script])));
  }

  fit::Score modern, other, old_fitted, old_held, standing;
  struct Bin {
    std::size_t n = 0, joined = 0;
    double said = 0;
  };
  const std::vector<double> edges = {0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1.1};
  std::vector<Bin> bins(edges.size());
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const Sample& s = samples[i];
    const bool join = said[i] >= 0.5;
    if (s.standing) {
      standing.add(s.joined, join);
    } else {
      const fit::GoldPage& page = pages[s.page];
      (page.held_out ? old_held : page.old ? old_fitted : page.chinese ? modern : other).add(s.joined, join);
    }
    Bin& bin = bins[static_cast<std::size_t>(
        std::find_if(edges.begin(), edges.end(), [&](double e) { return said[i] < e; }) - edges.begin())];
    ++bin.n;
    bin.joined += s.joined;
    bin.said += said[i];
    if (!errors || join == s.joined) continue;
    std::printf("%s %.3f %s\n", s.joined ? "missed" : "wrong ", said[i], s.place.c_str());
    for (std::size_t row = 0; row < clean::seam_row_count(); ++row) {
      if (s.rows[row])
        std::printf("        %+.1f %s\n", weights[s.script][row],
                    std::string(clean::seam_evidence()[row].name).c_str());
    }
  }
  std::printf("%zu seams of %zu pages, each judged by weights fitted without its page\n", samples.size(),
              pages.size());
  modern.print("modern Chinese pages, in ten parts");
  other.print("pages in other languages, in ten parts");
  old_fitted.print("old papers fitted on, in ten parts");
  old_held.print("old papers held out");
  standing.print("paragraphs that stand (none joins)");
  std::printf("\n| confidence | seams | mean confidence | joined in gold |\n|---|---|---|---|\n");
  for (std::size_t b = 0; b < bins.size(); ++b) {
    if (bins[b].n == 0) continue;
    const auto n = static_cast<double>(bins[b].n);
    std::printf("| below %.3f | %zu | %.3f | %.3f |\n", std::min(edges[b], 1.0), bins[b].n, bins[b].said / n,
                static_cast<double>(bins[b].joined) / n);
  }

  const auto evidence = clean::seam_evidence();
  auto written = weights;
  for (std::size_t i = 0; others && i < clean::seam_row_count(); ++i)
    written[static_cast<std::size_t>(clean::Script::chinese)][i] = static_cast<double>(evidence[i].weight);
  const auto priors = clean::seam_priors();
  const std::string path = std::string(argv[1]) + "/libclean/survey/seam_weights.inc";
  std::ofstream out;
  if (write) {
    out.open(path);
    out << "// Made by bench/fit: name of each row of evidence and its weights in Chinese, in Japanese and Korean, "
           "in\n// alphabets; behind it, in how many of the seams fitted on the row holds, how many of those gold "
           "joins,\n// and the prior.\n";
  }
  for (std::size_t i = 0; i < clean::seam_row_count(); ++i) {
    std::string row = "{\"" + std::string(evidence[i].name) + "\", {{", counts;
    for (std::size_t script = 0; script < clean::kScripts; ++script) {
      std::size_t n = 0, joined = 0;
      for (const Sample& s : samples) {
        if (pages[s.page].held_out || s.script != script || !s.rows[i]) continue;
        ++n;
        joined += s.joined;
      }
      char text[80];
      std::snprintf(text, sizeof text, "%s%.2ff", script ? ", " : "", written[script][i]);
      row += text;
      std::snprintf(text, sizeof text, "%s%zu of %zu", script ? ", " : "", joined, n);
      counts += text;
    }
    char prior[32];
    std::snprintf(prior, sizeof prior, "; %.1f\n", static_cast<double>(priors[i]));
    row += "}}},  // " + counts + prior;
    if (write) out << row;
    if (!write && !errors) std::printf("%s", row.c_str());
  }
  if (write && !out.flush()) throw std::runtime_error("cannot write " + path);
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "fit_seams: %s\n", error.what());
  return 4;
}
