// Where bytes go, with every write and close checked: a full disk must not look like a finished run.
// A file is written beside its final name and takes that name only when it is whole.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

// Input or output failed. what() is "NAME: the system's words".
struct IoError : std::runtime_error {
  using std::runtime_error::runtime_error;
  IoError(std::string_view name, int system_error);
};

class Output {
 public:
  Output();                           // standard output
  explicit Output(std::string path);  // a file; throws IoError
  ~Output();                          // a file that was not finished is taken away again
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view bytes);  // throws IoError
  void finish();                       // closes; a file takes its name. Throws IoError

 private:
  int file_;
  std::string name_;  // for messages
  std::string path_;  // empty: nothing to rename
  std::string temporary_;
};

// Writes to people: "newsclean: ..." on standard error.
void complain(std::string_view message);
