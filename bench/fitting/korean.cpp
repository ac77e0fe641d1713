// fit_korean: the weights of the evidence whether a Korean word goes on behind a seam (survey/korean.cpp).
//
// Logistic regression on breaks made in text: behind every character of the Kaist sentences, of the gold of
// Korean pages, and of sentences written for this (korean.txt, in the language of news). A break that falls
// on a space counts twice, for in a line of cells of one width it falls there in two cases, with the space as
// the last character of the line and as the first of the next. (So 0.56 of the breaks are inside words; of
// those that the Korean pages really have, 0.57.) The weights must do with a dictionary and without: each
// break is fitted on in both ways.
//
// Figures are of text that the weights were not fitted on: Kaist in five parts, one behind the other; the
// pages in five parts, too. Real breaks of pages are never fitted on, and their own pages are not when they
// are judged.
//
//   fit_korean REPOSITORY CORPORA             prints figures
//   fit_korean REPOSITORY CORPORA --errors    prints the breaks of pages judged wrong, too
//   fit_korean REPOSITORY CORPORA --write     writes libclean/survey/korean_weights.inc

#include "survey/korean.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "eval/score.h"
#include "fitting/minimise.h"
#include "unicode/chars.h"

namespace {

namespace fs = std::filesystem;

constexpr int kParts = 5;
constexpr double kHold = 1,
                 kHoldPrior = 10;    // how strongly a weight is held to nothing, or to the prior it has
constexpr double kOfNews = 3;        // what a break in newspaper Korean counts, of Kaist's
constexpr double kOnSpace = 2;       // see above
constexpr std::size_t kAround = 25;  // Kaist's sentences before and behind one are its document

enum class Of { kaist, text_of_pages, pages };
constexpr std::array kNames = {"Kaist, made breaks", "text of pages, made breaks", "pages, their breaks"};
constexpr int kAllParts = -1;  // left out by none, or of none

struct Sample {
  std::vector<std::uint32_t> with, without;  // findings: with a dictionary, without
  bool goes_on = false;
  bool syllables = false;  // one before, one behind
  Of of = Of::kaist;
  int part = 0;
  std::string place;

  double weight() const {
    return of == Of::pages ? 0 : (of == Of::kaist ? 1 : kOfNews) * (goes_on ? 1 : kOnSpace);
  }
};

const clean::KoreanLexicon kNone("");

// The words of one document, twice.
struct Words {
  clean::KoreanWords with{clean::KoreanLexicon::installed()}, without{kNone};
  void add(std::string_view line) {
    with.add(line);
    without.add(line);
  }
};

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

Sample sample_of(std::string_view left, std::string_view right, bool goes_on, const Words& words, Of of,
                 int part) {
  return {.with = clean::korean_findings(left, right, words.with),
          .without = clean::korean_findings(left, right, words.without),
          .goes_on = goes_on,
          .syllables = clean::is(clean::last_char(left), clean::kHangul) &&
                       clean::is(clean::first_char(right), clean::kHangul),
          .of = of,
          .part = part,
          .place = std::string(clean::last_chars(left, 12)) + (goes_on ? " | " : " _ ") +
                   std::string(clean::first_chars(right, 12))};
}

// Kaist has numbers and marks apart from what they stand at (20.5 % 를); only its syllables and its stops and
// commas are as in print.
bool as_in_print(std::string_view left, std::string_view right) {
  const char32_t l = clean::last_char(left);
  return (clean::is(l, clean::kHangul) ||
          std::u32string_view(U".,?!").find(l) != std::u32string_view::npos) &&
         clean::is(clean::first_char(right), clean::kHangul);
}

void make_breaks(std::string_view text, const Words& words, Of of, int part, std::vector<Sample>& samples) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = clean::next(text, at);
    if (clean::is(c, clean::kBlank) || at == text.size()) continue;
    const std::size_t space = text[at] == ' ';
    const std::string_view left = text.substr(0, at), right = text.substr(at + space);
    if (of == Of::kaist && !as_in_print(left, right)) continue;
    if (!right.empty() && clean::korean(left, right))
      samples.push_back(sample_of(left, right, space == 0, words, of, part));
  }
}

// Sentences, and those around each as its document.
void add_sentences(const fs::path& path, Of of, std::vector<Sample>& samples) {
  const auto lines = lines_of(path);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Words words;
    for (std::size_t j = i > kAround ? i - kAround : 0; j < std::min(lines.size(), i + kAround + 1); ++j) {
      if (j != i) words.add(lines[j]);
    }
    const int part = of == Of::kaist ? static_cast<int>(i * kParts / lines.size()) : kAllParts;
    make_breaks(lines[i], words, of, part, samples);
  }
}

// Moves behind as many characters of the text as `part` has, blanks not counted.
void pass(std::string_view text, std::size_t& at, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < part.size();) n += !clean::is(clean::next(part, i), clean::kBlank);
  while (n > 0 && at < text.size()) n -= !clean::is(clean::next(text, at), clean::kBlank);
}

void add_page(const fs::path& gold, int part, std::vector<Sample>& samples) {
  const fs::path source = fs::path(gold).replace_extension(".txt");
  const std::string page = read_file(source);
  const auto line = [&](const eval::Span& s) {
    return std::string_view(page).substr(s.begin, s.end - s.begin);
  };
  Words of_page;
  for (const std::string& l : lines_of(source)) of_page.add(l);
  std::vector<eval::Block> blocks;
  for (const eval::Record& record : eval::read_records(gold)) {
    for (const auto* some : {&record.blocks, &record.lifted})
      blocks.insert(blocks.end(), some->begin(), some->end());
  }
  for (const eval::Block& block : blocks) {
    if (!block.text) continue;
    Words others;
    for (const eval::Block& other : blocks) {
      if (&other != &block && other.text) others.add(*other.text);
    }
    make_breaks(*block.text, others, Of::text_of_pages, part, samples);
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < block.spans.size(); ++i) {
      const std::string_view left = line(block.spans[i]), right = line(block.spans[i + 1]);
      pass(*block.text, at, left);
      if (at >= block.text->size()) break;
      const bool space = (*block.text)[at] == ' ';
      const std::string_view rest = std::string_view(*block.text).substr(at + space);
      if (clean::first_char(rest) != clean::first_char(right)) break;  // gold has changed a mark
      if (!clean::korean(left, right)) continue;
      samples.push_back(sample_of(left, right, !space, of_page, Of::pages, part));
      samples.back().place = gold.stem().string() + "  " + samples.back().place;
    }
  }
}

double sum_of(const std::vector<std::uint32_t>& findings, const std::vector<double>& weights) {
  double sum = 0;
  for (const std::uint32_t f : findings) sum += weights[f];
  return sum;
}

// There is one best set of weights, wherever one begins.
std::vector<double> fitted(const std::vector<Sample>& samples, int without_part,
                           std::vector<double> weights) {
  std::vector<double> start(clean::kKoreanWeights, 0);
  for (const clean::KoreanPrior& p : clean::korean_priors()) start[p.number] += p.prior;
  fit::minimise(
      [&](const std::vector<double>& w, std::vector<double>& gradient) {
        double value = 0;
        for (const Sample& s : samples) {
          if (s.weight() == 0 || (without_part != kAllParts && s.part == without_part)) continue;
          for (const auto* findings : {&s.with, &s.without}) {
            const double sum = sum_of(*findings, w), sign = s.goes_on ? -1 : 1;
            const double p = s.weight() / 2 / (1 + std::exp(-sign * sum));  // of the wrong answer
            value += s.weight() / 2 * (std::log1p(std::exp(-std::fabs(sum))) + std::max(0.0, sign * sum));
            for (const std::uint32_t f : *findings) gradient[f] += sign * p;
          }
        }
        for (std::size_t i = 0; i < w.size(); ++i) {
          const double hold = start[i] != 0 ? kHoldPrior : kHold;
          value += hold / 2 * (w[i] - start[i]) * (w[i] - start[i]);
          gradient[i] += hold * (w[i] - start[i]);
        }
        return value;
      },
      weights);
  return weights;
}

struct Right {
  double of = 0, with = 0, without = 0, inside = 0;
  void add(bool goes_on, bool said_with, bool said_without, double weight) {
    of += weight;
    inside += goes_on ? weight : 0;
    with += goes_on == said_with ? weight : 0;
    without += goes_on == said_without ? weight : 0;
  }
};

void write(const std::string& path, const std::vector<double>& weights) {
  std::ofstream out(path);
  out << "// Made by bench/fit korean: log odds in units of 1/16, by the hash of what a row finds.\n";
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double units = std::clamp(std::round(weights[i] / clean::kKoreanUnit), -127.0, 127.0);
    out << static_cast<int>(units) << (i % 40 == 39 ? ",\n" : ",");
  }
  out << "\n";
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

std::vector<fs::path> korean_gold(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const fs::path& path = entry.path();
    if (path.extension() == ".jsonl" && path.filename().string().starts_with("ko")) files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::fprintf(stderr, "fit_korean: REPOSITORY CORPORA [--write] [--errors]\n");
    return 2;
  }
  bool to_file = false, errors = false;
  for (int i = 3; i < argc; ++i) {
    to_file = to_file || argv[i] == std::string_view("--write");
    errors = errors || argv[i] == std::string_view("--errors");
  }
  if (!clean::KoreanLexicon::installed().there())
    throw std::runtime_error("needs the Korean dictionary (Debian package hunspell-ko)");
  const fs::path repository = argv[1], corpora = argv[2];
  std::vector<Sample> samples;
  add_sentences(corpora / "sentences" / "ud-ko-kaist-dev.txt", Of::kaist, samples);
  add_sentences(repository / "bench" / "fitting" / "korean.txt", Of::text_of_pages, samples);
  int pages = 0;
  for (const fs::path& folder : {corpora / "pages", repository / "fixtures" / "pages"}) {
    for (const fs::path& gold : korean_gold(folder)) add_page(gold, pages++ % kParts, samples);
  }

  std::array<std::array<Right, 2>, kNames.size()> right;
  const auto of_all = fitted(samples, kAllParts, std::vector<double>(clean::kKoreanWeights, 0));
  if (to_file) write((repository / "libclean/survey/korean_weights.inc").string(), of_all);
  for (int part = 0; part < kParts; ++part) {
    const auto weights = fitted(samples, part, of_all);
    for (const Sample& s : samples) {
      if (s.part != part) continue;
      const double with = sum_of(s.with, weights), without = sum_of(s.without, weights);
      for (const bool syllables : {false, true}) {
        if (syllables && !s.syllables) continue;
        right[static_cast<std::size_t>(s.of)][syllables].add(s.goes_on, with >= 0, without >= 0,
                                                             s.of == Of::pages || s.goes_on ? 1 : kOnSpace);
      }
      if (errors && s.of == Of::pages && (with >= 0) != s.goes_on)
        std::printf("%+.1f  %+.1f  %s\n", with, without, s.place.c_str());
    }
  }
  std::printf(
      "%d pages\n\n| breaks | | | inside a word | right | without dictionary |\n|---|---|---|---|---|---|\n",
      pages);
  for (std::size_t of = 0; of < kNames.size(); ++of) {
    for (const bool syllables : {false, true}) {
      const Right& r = right[of][syllables];
      std::printf("| %s | %s | %.0f | %.3f | %.4f | %.4f |\n", kNames[of],
                  syllables ? "between syllables" : "all", r.of, r.inside / r.of, r.with / r.of,
                  r.without / r.of);
    }
  }
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "fit_korean: %s\n", error.what());
  return 4;
}
