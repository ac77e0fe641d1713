// How well are articles followed over the pages of an issue? Gold is a file that says which articles of which
// pages are one:
//
//   {"pages":["A1","A4"],"stitched":[{"parts":[["A1",1],["A4",2]],"paragraphs":["…"]}]}
//
// A page is the gold A1.jsonl beside it, a part one of its records, counted from 1. OUT are the records of
// the whole issue. What is counted:
//
//   links         Parts that follow each other. Found: a record of OUT that has some of both in its flow.
//   Wrong: a
//                 record with some of two articles of different pages that gold has not as one.
//   run together  Of the wrong ones those where the record does hold a right pair of the same two pages: a
//   start
//                 on one of them was missed, which is counted with the pages, too.
//   paragraphs    Of the paragraphs of stitched articles as gold has them: those that the record with the
//   first
//                 part has.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "eval/score.h"

namespace eval {

struct IssueScores {
  std::string name;  // of the gold file
  Prf links;
  std::size_t run_together = 0;
  Share paragraphs;
  std::vector<std::string> findings;
};

IssueScores& operator+=(IssueScores& sum, const IssueScores& more);

// Throws Unreadable and Invalid, also for the pages of gold.
IssueScores score_issue(const std::filesystem::path& gold, const Records& out);

}  // namespace eval
