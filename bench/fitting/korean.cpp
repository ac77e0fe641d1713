// fit_korean: the weights of the evidence whether a Korean word goes on behind a seam.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "eval/score.h"
#include "fitting/minimise.h"
#include "survey/korean.h"
#include "unicode/chars.h"

namespace {
namespace fs = std::filesystem;

constexpr int kParts = 10;
double kHold = 1.0;

struct Sample {
  clean::KoreanFindings findings;
  bool goes_on = false;
  bool syllables = false;  // a syllable on either side
  enum Of { kaist, made, page } of = kaist;
  int part = 0;
  double weight = 1;
  std::string place;
};

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t to = text.find('\n', from);
    if (to == text.npos) to = text.size();
    lines.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return lines;
}

Sample sample_of(std::string_view left, std::string_view right, const clean::KoreanWords& words, bool goes_on, Sample::Of of,
                 int part) {
  Sample s{.findings = clean::korean_findings(left, right, words), .goes_on = goes_on, .of = of, .part = part};
  s.syllables = clean::is(clean::last_char(left), clean::kHangul) && clean::is(clean::first_char(right), clean::kHangul);
  s.place = std::string(clean::last_chars(left, 12)) + (goes_on ? " | " : " _ ") + std::string(clean::first_chars(right, 12));
  return s;
}

void make_breaks(const std::string& text, const clean::KoreanWords& words, Sample::Of of, int part, std::vector<Sample>& samples) {
  for (std::size_t at = 0; at < text.size();) {
    clean::next(text, at);
    if (at >= text.size()) break;
    if (text[at - 1] == ' ') continue;
    const bool space = text[at] == ' ';
    if (space && at + 1 >= text.size()) break;
    samples.push_back(sample_of(std::string_view(text).substr(0, at), std::string_view(text).substr(at + space), words, !space, of, part));
  }
}

void add_kaist(const fs::path& path, std::vector<Sample>& samples) {
  const auto lines = lines_of(read_file(path));
  constexpr std::size_t kAround = 25;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    clean::KoreanWords words;
    for (std::size_t j = i > kAround ? i - kAround : 0; j < std::min(lines.size(), i + kAround); ++j) {
      if (j != i) words.add(lines[j]);
    }
    make_breaks(lines[i], words, Sample::kaist, static_cast<int>(i * kParts / lines.size()), samples);
  }
}

std::size_t count_filled(std::string_view text) {
  std::size_t n = 0;
  for (std::size_t at = 0; at < text.size();) n += !clean::is(clean::next(text, at), clean::kBlank) ;
  return n;
}

void add_page(const fs::path& gold, int part, std::vector<Sample>& samples) {
  const std::string text = read_file(fs::path(gold).replace_extension(".txt"));
  clean::KoreanWords words;
  for (const std::string& line : lines_of(text)) words.add(line);
  const auto records = eval::read_records(gold);
  for (const auto& record : records) {
    for (const auto* blocks : {&record.blocks, &record.lifted}) {
      for (const auto& block : *blocks) {
        if (!block.text) continue;
        clean::KoreanWords own;
        for (const auto& other : record.blocks) {
          if (&other != &block && other.text) own.add(*other.text);
        }
        make_breaks(*block.text, own, Sample::made, part, samples);
        std::size_t at = 0;
        for (std::size_t i = 0; i + 1 < block.spans.size(); ++i) {
          const std::string_view left = std::string_view(text).substr(block.spans[i].begin, block.spans[i].end - block.spans[i].begin);
          const std::string_view right = std::string_view(text).substr(block.spans[i + 1].begin, block.spans[i + 1].end - block.spans[i + 1].begin);
          for (std::size_t n = count_filled(left); n > 0 && at < block.text->size();) n -= !clean::is(clean::next(*block.text, at), clean::kBlank);
          if (at >= block.text->size()) break;
          const bool space = (*block.text)[at] == ' ';
          const std::string_view rest = std::string_view(*block.text).substr(at + space);
          if (clean::first_char(rest) != clean::first_char(right)) {
            std::printf("not aligned: %s %s\n", gold.filename().c_str(), std::string(left).c_str());
            break;
          }
          samples.push_back(sample_of(left, right, words, !space, Sample::page, part));
          samples.back().place = gold.stem().string() + "  " + samples.back().place;
        }
      }
    }
  }
}

std::vector<double> fitted(const std::vector<Sample>& samples, int without) {
  std::vector<double> weights(clean::kKoreanWeights, 0);
  fit::minimise(
      [&](const std::vector<double>& w, std::vector<double>& gradient) {
        double value = 0;
        for (const Sample& s : samples) {
          if (s.part == without || s.weight == 0) continue;
          double sum = 0;
          for (const auto f : s.findings) sum += w[f];
          const double sign = s.goes_on ? -1 : 1;
          const double p = 1 / (1 + std::exp(-sign * sum));
          value += s.weight * (std::log1p(std::exp(-std::fabs(sum))) + std::max(0.0, sign * sum));
          for (const auto f : s.findings) gradient[f] += s.weight * sign * p;
        }
        for (std::size_t i = 0; i < w.size(); ++i) {
          value += kHold / 2 * w[i] * w[i];
          gradient[i] += kHold * w[i];
        }
        return value;
      },
      weights);
  return weights;
}

}  // namespace

int main(int argc, char** argv) try {
  bool errors = false;
  double made_weight = 3;
  for (int i = 3; i < argc; ++i) {
    errors = errors || argv[i] == std::string_view("--errors");
    if (std::string_view(argv[i]).starts_with("hold=")) kHold = std::atof(argv[i] + 5);
    if (std::string_view(argv[i]).starts_with("made=")) made_weight = std::atof(argv[i] + 5);
  }
  std::vector<Sample> samples;
  add_kaist(fs::path(argv[2]) / "sentences" / "ud-ko-kaist-dev.txt", samples);
  std::vector<fs::path> golds;
  for (const auto& e : fs::directory_iterator(fs::path(argv[2]) / "pages")) {
    if (e.path().extension() == ".jsonl" && e.path().filename().string().starts_with("ko")) golds.push_back(e.path());
  }
  std::sort(golds.begin(), golds.end());
  for (std::size_t i = 0; i < golds.size(); ++i) add_page(golds[i], static_cast<int>(i) % kParts, samples);
  for (auto& s : samples) s.weight = s.of == Sample::kaist ? 1 : s.of == Sample::made ? made_weight : 0;

  struct Tally { std::size_t n = 0, right = 0, on = 0; } tally[3][2], apage[1];
  (void)apage;
  const int parts = 10;
  for (int part = 0; part < parts; ++part) {
    const auto w = fitted(samples, part);
    for (const Sample& s : samples) {
      if (s.part != part) continue;
      double sum = 0;
      for (const auto f : s.findings) sum += w[f];
      const bool right = (sum >= 0) == s.goes_on;
      for (int k = 0; k < 2; ++k) {
        if (k && !s.syllables) continue;
        Tally& t = tally[s.of][k];
        ++t.n; t.right += right; t.on += s.goes_on;
      }
      if (!right && errors && s.of == Sample::page) std::printf("%+.1f %s\n", sum, s.place.c_str());
    }
  }
  const char* names[] = {"kaist", "made in page text", "page seams"};
  for (int o = 0; o < 3; ++o)
    for (int k = 0; k < 2; ++k)
      std::printf("%-20s %-10s n %zu  right %.4f  go on %.4f\n", names[o], k ? "syllables" : "all", tally[o][k].n,
                  double(tally[o][k].right) / double(tally[o][k].n), double(tally[o][k].on) / double(tally[o][k].n));
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "fit_korean: %s\n", error.what());
  return 4;
}
