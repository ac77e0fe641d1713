// The results of a run, written in order. Here the numbers and separators that a window could not know are
// filled in, and it is decided what the run comes to: its exit status.
#pragma once

#include <memory>
#include <string>
#include <unordered_set>

#include "index/article_index.h"
#include "newsclean/job.h"
#include "newsclean/output.h"

// Throws cli::UsageError when an output of the run would be one of its inputs, or another output.
void check_names(const Settings& settings);

// Whether each document has an output of its own, in a folder.
bool into_folder(const Settings& settings);

// Whether all go into a folder in parts of a size that a server takes.
bool into_parts(const Settings& settings);

// Whether two streams that come in stretches are the same. Keeps only what one is ahead of the other.
class Comparison {
 public:
  void add(std::string_view one, std::string_view other);
  bool same() const { return !differ_ && one_.empty() && other_.empty(); }

 private:
  std::string one_, other_;
  bool differ_ = false;
};

class Writing {
 public:
  explicit Writing(const Settings& settings);  // throws IoError

  void take(const Job& job);             // throws IoError
  bool ended() const { return ended_; }  // nothing more is wanted: a line could not be read
  int finish();                          // gives the exit status; throws IoError

  const Counts& total() const { return total_; }

 private:
  struct Progress {  // of one input
    std::uint64_t articles = 0, rests = 0, changes = 0;
    std::uint64_t unread = 0;  // places that are no UTF-8
    bool wrote_text = false, wrote_report = false;
    Counts counts;
    int status = 0;
    Comparison comparison;  // of the input and its text
    bool refused = false;   // something else has its output
    bool half = false;      // some windows are written, and more are to come
    // How long the outputs were when it began.
    std::size_t part_before = 0;
    std::uint64_t output_before = 0, edits_before = 0, rejects_before = 0;
    bool wrote_text_before = false;
  };

  void take_lines(const Job& job);
  bool begin(const Job& job);
  void take_back();
  void show(const Job& job);
  void show_diff(const Job& job);
  void show_check(const Job& job);
  void compare(const Job& job);
  void show_tei(const Job& job);
  void index(const Job& job);
  std::string numbered(const Made& made);
  std::string opening(const Job& job) const;
  void write(const Job& job, std::string_view bytes);
  void write_part(std::string_view documents);
  void finish_item(const Job& job);
  void finish_output();

  const Settings& settings_;
  const bool folder_, parts_;
  std::size_t part_ = 0;                 // how many there are
  std::vector<std::string> part_names_;  // of those that are written
  std::uint64_t total_items_ = 0;
  std::unique_ptr<Output> output_, edits_, rejects_;
  std::unique_ptr<report::Report> report_;
  std::unique_ptr<articles::ArticleIndex> index_;  // in their place
  std::unique_ptr<Manifest> manifest_;             // null: nobody asked for it
  Progress now_;
  std::unordered_set<std::string> written_;  // into a folder
  Counts total_;
  bool wrote_text_ = false;  // to the output that is open
  std::uint64_t lines_ = 0, rejected_ = 0;
  std::string first_rejected_;
  bool ended_ = false;
  int status_ = 0;
};
