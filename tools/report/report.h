// A run as one HTML file for people: what was done to each page, why, how sure it is, and which pages need an
// eye. It needs no network and no script. docs/report.md says how to read it.
//
//   Report report;
//   for each window, in order: report.add(window_report({document, articles, policy, places}));
//   report.write([&](std::string_view html) { out << html; });
//
// What a window becomes is made by itself, so that windows are worked on side by side; only the numbers of
// the windows in links are left open until it is written. A run may have ten thousand pages: the counts are
// of all, sections are kept of the most doubtful ones.
#pragma once

#include <clean/clean.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace report {

// Where a document's bytes stand: in which file from where on, and the line that the first of them is on.
struct Place {
  std::string name;
  clean::SourceAt begin{};
  std::uint64_t first_line = 1;
};

// What became of one window. All is borrowed for the call.
struct Window {
  const clean::Document& document;
  std::span<const clean::Article> articles;
  const clean::Policy& policy;
  std::span<const Place> places;             // at least one
  std::string_view language = {};            // of its recipe, for `lang`; empty: not known
  std::string_view recipe = {};              // its name
  std::span<const std::string> faults = {};  // in reading it, beside those of the document
};

// By verdict, what a filter proposed.
struct Proposals {
  std::uint64_t applied = 0, unsure = 0, other = 0;
};

struct Counts {
  std::uint64_t pages = 0, lines = 0, articles = 0, adverts = 0, bytes = 0;
  std::uint64_t joins = 0, unsure = 0, clashes = 0, faults = 0, unread = 0;  // unread: U+FFFD
  std::array<std::uint64_t, clean::kRoleCount> lifted{};                     // by role
  std::map<std::string, std::uint64_t, std::less<>> replacements;            // by filter
  std::map<std::string, Proposals, std::less<>> filters;
  std::map<std::string, std::uint64_t, std::less<>> recipes;  // windows of each
  static constexpr std::size_t kTenths = 10;
  std::array<std::uint64_t, kTenths> sure_applied{}, sure_other{};  // by confidence: 0 to 10 %, ...
  Counts& operator+=(const Counts& other);
};

// A page, or a part of a long one.
struct PageReport {
  std::string file;
  std::uint32_t page = 1;
  std::string lines;  // "1–212"
  std::uint64_t joins = 0, unsure = 0, clashes = 0, faults = 0, unread = 0;
  double lowest = 1;  // confidence of the least sure decision that was applied
  // How many of its decisions are wrong if each is as sure as it says, and something for each fault, clash
  // and character that could not be read.
  double doubt = 0;
  std::string look;                  // HTML: the most doubtful decision, in words
  std::vector<std::string> filters;  // that have marks here
  std::string html;                  // its section, with numbers left open
};

struct WindowReport {
  Counts counts;
  std::vector<PageReport> pages;  // in the order of the source
};

WindowReport window_report(const Window& window);

// How much of a run the report keeps.
struct Limits {
  std::size_t pages = 200;
  // Of their sections. Chromium shows a report of 3 MB in seconds and one of 67 MB not in a hundred.
  std::size_t bytes = std::size_t{16} << 20;
};

class Report {
 public:
  explicit Report(Limits limits = {}, std::string title = {}) : limits_(limits), title_(std::move(title)) {}

  // The next window of the run.
  void add(WindowReport window);

  // The whole file, in stretches. The same windows give the same bytes.
  void write(const std::function<void(std::string_view)>& sink) const;

  const Counts& counts() const { return counts_; }

 private:
  struct Kept {
    std::uint64_t window;
    std::uint32_t section;  // of the window
    PageReport page;
  };
  struct OpenPage {
    std::string file;
    std::uint32_t page = 0;
    std::uint64_t joins = 0;
  };

  void drop_surest();
  void count_page(const PageReport& page);

  Limits limits_;
  std::string title_;
  Counts counts_;
  std::vector<Kept> kept_;  // a heap: the least doubtful first
  std::size_t kept_bytes_ = 0;
  std::uint64_t windows_ = 0, sections_ = 0;
  OpenPage open_;  // the page before: it may go on in the next section
  std::map<std::uint64_t, std::uint64_t> pages_by_joins_;  // of the pages before that one
};

}  // namespace report
