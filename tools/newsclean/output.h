// Where bytes go, with every write and close checked: a full disk must not look like a finished run.
// A file is written beside its final name and takes that name only when it is whole.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "newsclean/temporary.h"

// Input or output failed. what() is "NAME: the system's words".
struct IoError : std::runtime_error {
  using std::runtime_error::runtime_error;
  IoError(std::string_view name, int system_error);
};

class Output {
 public:
  Output();                                  // standard output
  explicit Output(const std::string& path);  // a file; throws IoError
  ~Output();                                 // a file that was not finished is taken away again
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view bytes);  // throws IoError

  // What was written behind the first `size` bytes goes again, where that can be: out of a file. Throws
  // IoError.
  std::uint64_t size() const { return size_; }
  void cut_back(std::uint64_t size);

  void close();      // all is written. Throws IoError
  void take_name();  // after close(): a file takes its name. Throws IoError
  void finish();     // both

 private:
  void throw_error(int error);

  int file_;
  std::string name_;  // for messages
  std::string path_;  // empty: nothing to rename
  std::uint64_t size_ = 0;
  std::optional<Temporary> temporary_;
};

// Opens what is closed of standard input, output and error, so that no file of the run gets its number and
// is written into or read in its place. Reading or writing it fails as it would have.
void open_standard_streams();

// Waits until `file` can be read or written, when whoever else has it made that return at once.
bool wait_for(int file, short event, int error);

// Writes to people: "newsclean: ..." on standard error.
void complain(std::string_view message);
