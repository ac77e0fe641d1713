// Scores for a person (a table, a row for each page, a list of what is wrong) and for a program (JSON).
#pragma once

#include <span>
#include <string>

#include "eval/issue.h"
#include "eval/score.h"

namespace eval {

// One line a measure; a dash where there is nothing to measure.
std::string table(const Scores& total);

// One line a page.
std::string page_table(std::span<const Scores> pages);

// "page.txt:12: seam: not joined: ...", one line each, in the order of the source.
std::string error_list(const Scores& total);

struct JsonParts {
  bool pages = false;   // "files": the scores of each page
  bool errors = false;  // "errors": the findings
};

// One object; null where there is nothing to measure.
std::string json(const Scores& total, std::span<const Scores> pages, JsonParts parts);

// The same of issues.
std::string table(const IssueScores& total);
std::string issue_table(std::span<const IssueScores> issues);
std::string json(const IssueScores& total, std::span<const IssueScores> issues, JsonParts parts);

}  // namespace eval
