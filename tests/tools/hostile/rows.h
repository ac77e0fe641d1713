// Inputs made to break a program that reads text, markup, logs and recipes, as one table.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

// Writes a file in the folder of a row: some bytes, a unit again and again, some bytes.
class Folder {
 public:
  explicit Folder(std::string path) : path_(std::move(path)) {}
  void put(std::string_view name, std::string_view before, std::string_view unit = "", std::size_t times = 0,
           std::string_view after = "") const;
  // `unit(i)` for each i below `times`.
  void put_each(std::string_view name, std::string_view before, std::size_t times,
                const std::function<std::string(std::size_t)>& unit, std::string_view after) const;
  void shell(const std::string& command) const;  // for what a file cannot hold: links, an archive
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Row {
  const char* name;
  std::size_t quick, full;  // how often its unit comes, in the suite and in the table of docs/reliability.md
  void (*make)(const Folder& folder, std::size_t times);
  const char* line;  // what the shell runs; $N is newsclean
  int status;
  const char* says = "";         // part of what it must write to standard error
  const char* writes = "";       // part of what it must write to standard output
  std::size_t peak = 64;         // MB it may have at once, at full size
  bool shown_to_people = false;  // nothing that a terminal obeys may be among it
};

std::vector<Row> rows();
