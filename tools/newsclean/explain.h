// For people: why the text changed (--explain), what changed (--diff), and how much of it (--stats).
// All three are told in the reader's terms: lines of the input, words of the page, percent.
#pragma once

#include <clean/clean.h>

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "report/report.h"

using report::Place;

// One entry a decision, in source order; like replacements of one paragraph are told together.
void explain(const clean::Document& document, const clean::Policy& policy, std::span<const Place> places,
             std::string& out);

// The changed blocks in reading order: source lines with "-", what became of them with "+".
void diff(const clean::Document& document, std::span<const Place> places, std::string& out);

// What a run did, summed over its windows.
struct Counts {
  std::uint64_t bytes = 0, pages = 0, articles = 0, adverts = 0, joins = 0, unsure = 0;
  std::uint64_t changes = 0;  // applied decisions that change what is read: replaced, joined, taken out
  std::array<std::uint64_t, clean::kRoleCount> lifted{};
  std::map<std::string_view, std::uint64_t> replacements;  // by filter

  Counts() = default;
  Counts(const clean::Document& document, std::span<const clean::Article> articles);
  Counts& operator+=(const Counts& other);
};

// The table of --stats.
std::string table(const Counts& counts, double seconds);
