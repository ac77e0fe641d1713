// The account of a run (--manifest): JSON lines. The first says what ran and how, the last that it is done
// and what it came to; in between one for each document, with the SHA-256 of what was read and written, and
// one for each file that could not be read. There is no time in it: the same input gives the same bytes.
//
// While a run goes on the account is in FILE.partial; whole, it takes its name. So FILE is there when the run
// is, and after a run that was killed FILE.partial says how far it came. With --resume what either has, and
// is as it was, is not done again. FILE.partial is locked: of two runs at a time, as when a machine that was
// given up for lost still works, the second one ends.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsclean/explain.h"
#include "newsclean/run.h"

// A file that was read or written.
struct Accounted {
  std::string path, name;
  std::uint64_t bytes = 0;
  std::string sha256;
  bool operator==(const Accounted&) const = default;
};

// A document's line: what it was, and what became of it.
struct Entry {
  std::string called;
  std::vector<Accounted> files;
  std::vector<Accounted> outputs;  // its own, in a folder
  std::string line;                // as it stands in the account
};

// What a document's output depends on but for its files: program, recipe, options; as JSON.
std::string made_by(const Settings& settings);

// The same with its files: changes when either does.
std::string fingerprint(const Settings& settings, const std::vector<Accounted>& files);

// What earlier runs have done. One that was made otherwise counts as none.
class Done {
 public:
  explicit Done(const Settings& settings);  // throws IoError

  // The document is there: it was read from files with these contents, and its outputs are as they were
  // written. `files` of METS issues name the METS file only; its pages are looked up.
  const Entry* find(const std::string& called, const std::string& source,
                    const std::vector<Accounted>& files) const;

  // The whole run is there, and so is its output.
  bool whole() const { return whole_; }
  std::size_t documents() const { return entries_.size(); }
  int status() const { return status_; }  // that it came to

  // What it could not read, in order, in the words people were told.
  const std::vector<std::string>& failures() const { return failures_; }

 private:
  void read(const std::string& path, const std::string& opening);

  const Settings& settings_;
  std::map<std::string, Entry> entries_;
  std::map<std::string, std::string> indexed_;  // fingerprints of what an archive has, by source
  std::vector<std::string> failures_;
  bool whole_ = false;
  int status_ = 0;
};

class Manifest {
 public:
  explicit Manifest(const Settings& settings);  // throws IoError; made after Done
  ~Manifest();

  void add(const Entry& entry, std::string_view recipe, const Counts& counts, int status);
  void add_again(const Entry& entry);  // of an earlier run
  void fail(std::string_view why, int status);

  // `outputs`: of the whole run. Throws IoError.
  void finish(const std::vector<Accounted>& outputs, const Counts& total, int status);

 private:
  void line(const std::string& text);

  std::string path_;
  int file_;
  std::uint64_t documents_ = 0, failures_ = 0;
};

// Counts as JSON: "articles":5,"joins":3,... without braces.
std::string counts_json(const Counts& counts);

// What --stats=json tells, as one line.
std::string stats_json(const Counts& counts, double seconds, int status);
