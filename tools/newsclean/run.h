// A run of newsclean: inputs in windows, windows through the pipeline side by side, results out in order.
//
//   Reading (in order) -> clean_window (any number at once) -> Writing (in order)
#pragma once

#include <clean/document.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

enum class Shows {
  text,
  jsonl,
  markdown,
  tei,
  opensearch,
  solr,
  dolma,
  sqlite,
  edits,
  alto,
  hocr,
  explain,
  diff,
  check,
  report
};

// What can be written: its name for --to (empty: it has an option of its own), and what files of it end in.
struct ShowsRow {
  Shows shows;
  std::string_view name, ending;
};
inline constexpr ShowsRow kShows[] = {
    {Shows::text, "text", ".txt"},
    {Shows::jsonl, "jsonl", ".jsonl"},
    {Shows::markdown, "markdown", ".md"},
    {Shows::tei, "tei", ".xml"},
    {Shows::opensearch, "opensearch", ".ndjson"},
    {Shows::solr, "solr", ".jsonl"},
    {Shows::dolma, "dolma", ".jsonl"},
    {Shows::sqlite, "sqlite", ".db"},
    {Shows::edits, "edits", ".edits.jsonl"},
    {Shows::alto, "alto", ".xml"},
    {Shows::hocr, "hocr", ".html"},
    {Shows::explain, "", ".explain.txt"},
    {Shows::diff, "", ".diff"},
    {Shows::check, "", ""},
    {Shows::report, "", ".html"},
};

enum class OnError { fail, skip, pass };

struct LineSettings {
  std::string text_field = "text";   // that has the page
  OnError on_error = OnError::fail;  // what becomes of a line that cannot be read
  std::string rejects;               // where such lines are written, too; "": nowhere
  bool each = false;                 // a line's records are written as soon as they are made
};

struct Settings {
  // Names of files, folders, archives; "-": standard input.
  std::vector<std::string> inputs;
  std::string files_from;                     // a file with more of them; "": none
  std::vector<std::string> include, exclude;  // shell patterns, of what is in folders and archives
  std::string root;                           // records name files below it; "": below what was named
  std::vector<std::string> paths;  // patterns of what paths say (clean::PathPatterns); none: the recipe's
  bool issue = false;  // the files that are named are the pages of one issue, and those of each folder
  Shows shows = Shows::text;
  std::optional<clean::Format> from;  // none: by what it holds
  std::optional<LineSettings> lines;  // they are lines of JSON, a page each
  std::string encoding;               // of plain text; empty: as it shows
  bool structure = true;              // what files say of their regions counts
  std::string recipe = "auto";
  std::vector<std::string> filters;  // only these; empty: all of the recipe
  bool no_filters = false;           // not even those: what is read is written
  std::optional<double> threshold;
  std::string output;              // "" or "-": standard output; a folder: a file for each input
  std::string index = "articles";  // opensearch: the name of the index
  bool choice = false;             // tei: what was replaced is there, too
  bool corpus = false;             // tei: one output has many documents
  std::string title;               // report: its title
  std::size_t report_pages = 200;  // report: how many are shown
  std::string edits;               // where the edits log goes; "": nowhere
  std::string manifest;            // where the account of the run goes; "": nowhere
  bool resume = false;             // what it says is done is not done again
  int jobs = 0;                    // 0: one for each processor
  std::string stats;               // "table", "json"; "": nothing is told at the end
};

// Gives the exit status. Throws clean::RecipeError, cli::UsageError; IoError when writing fails.
int run(const Settings& settings);

// What a program of that name does, as its main function does it: what it throws becomes words on standard
// error and the exit status.
int ends_with_status(const char* name, const std::function<int()>& program);
