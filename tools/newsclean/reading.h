// The inputs of a run as a row of jobs, in order. An input that cannot be read is a job, too: its message
// then comes out in its place, and the others are not held up.
#pragma once

#include <deque>
#include <map>
#include <optional>

#include "newsclean/items.h"
#include "newsclean/job.h"
#include "newsclean/lines.h"
#include "newsclean/pipelines.h"

class Reading {
 public:
  // `done`: by earlier runs; null: nothing. Throws clean::RecipeError.
  Reading(const Settings& settings, const Done* done);

  // Fills in the next job; false behind the last one. Without `wait`, where lines of JSON would have to be
  // waited for, it is a job of none.
  bool next(Job& job, bool wait);

 private:
  bool next_lines(Job& job, bool wait);
  bool next_item();
  bool passed_by(Job& job);
  bool done_before(Job& job);
  void close(Job& job);
  void open(Job& job);
  void open_file(Job& job);
  void read_markup(clean::Format format, const std::string& encoding, Job& job);
  void open_issue();
  bool find_mets();
  void open_markup_issue(Job& job);
  void open_mets(Job& job);
  bool add_page(const std::string& path, const std::string& name, Bytes& bytes, std::uint32_t number,
                Job& job, std::string& why);
  void fail(std::string failure, int status);
  void choose_recipe(Job& job, std::string_view text);

  const Settings& settings_;
  const Done* done_;
  Pipelines pipelines_;
  Items items_;
  std::uint64_t items_read_ = 0;
  Item item_;              // in turn
  bool unopened_ = false;  // it is still to be opened
  std::shared_ptr<const Named> named_;
  std::vector<std::pair<Accounted, std::shared_ptr<Digest>>> accounts_;  // of the item's files
  bool in_archive_ = false;                                              // the file that is open
  std::map<std::string, Found> pages_of_mets_;                           // that came with it, by path
  std::deque<Job> failed_;                                               // files that are no page of an item
  std::optional<Input> input_;
  std::optional<LineInput> lines_;             // in its place
  const clean::Pipeline* pipeline_ = nullptr;  // of the input that is open
};
