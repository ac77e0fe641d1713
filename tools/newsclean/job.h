// A window on its way through a run: read, cleaned, written. Reading makes it, clean_window fills in
// what becomes of it, Writing takes it.
//
// What a window becomes is written out where it is cleaned, side by side with others. Only what depends on
// the windows before it is left open until its turn: the numbers of records, and whether a separator goes
// before the first article.
#pragma once

#include <clean/article.h>
#include <clean/pipeline.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "index/rows.h"
#include "newsclean/explain.h"
#include "newsclean/input.h"
#include "newsclean/manifest.h"
#include "newsclean/run.h"

class Pipelines;

inline constexpr int kChanged = 1, kNotText = 3, kFailed = 4;  // exit status; of several the highest counts

struct Number {  // of a record: where it goes, and which count it is from
  std::size_t at;
  clean::Article::Kind kind;
  bool again = false;  // the same one as before
};

struct Made {
  std::string text;           // the articles as text, opened by a separator
  std::size_t separator = 0;  // its size
  std::string records;        // the articles in a format that has ids, numbers left open
  std::vector<Number> numbers;
  std::string opening;  // of the item, before its first records: TEI
  report::WindowReport page_report;
  articles::IndexRows rows;  // --to sqlite
  std::string report;        // instead of articles: --to edits, --explain, --diff
  std::string edits;         // beside them: --edits
  Counts counts;
  std::vector<std::string> faults;  // what could not be read of it

  // Of lines of JSON, beside the records, whose numbers are filled in:
  std::uint64_t lines = 0, rejected = 0;  // that are not blank; that could not be read
  std::string first_rejected;             // for people: which one, and why
  std::string rejects;                    // what is told of each: --rejects
};

// What an item is called.
struct Named {
  std::string path;    // for people: a file's, an issue's name
  std::string source;  // in records: of an issue each part has its own
  std::string called;  // records and outputs are called after it
  std::string newspaper, date;
  bool issue = false;
  std::uint64_t number = 1;  // of the item in the run
};

struct Job {
  std::shared_ptr<const Named> item;          // that it is a window of
  bool first = false;                         // window of its input
  const clean::Pipeline* pipeline = nullptr;  // null: there is no window, for this reason:
  std::string recipe_because;                 // of the first window: why this recipe, for people
  std::string failure;
  int status = 0;
  std::vector<Accounted> files;     // of the last window of an item, for the account of the run
  const Entry* done = nullptr;      // there is no window: an earlier run did it
  std::vector<std::string> faults;  // of what its pages were found by (METS)
  Window window;
  std::optional<clean::Document> read;  // of a file with markup; its source is the window
  bool markup = false;                  // it is one
  Pipelines* pipelines = nullptr;       // of lines of JSON: each has one of these, and `pipeline` is null
  std::uint64_t first_line = 1;         // the number of the first of them
  Made made;
};

// The files of a window as a source has them.
std::vector<clean::SourceFile> files_of(const Window& window);

void clean_window(const Settings& settings, Job& job);
