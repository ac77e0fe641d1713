// Where bytes go, with every write and close checked: a full disk must not look like a finished run.
// A file is written beside its final name and takes that name only when it is whole.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "newsclean/packing.h"
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

  const std::string& name() const { return name_; }
  bool is_file() const { return temporary_.has_value(); }  // and no pipe or device

  // Bytes that were given to write().
  std::uint64_t size() const { return size_; }

  // What was written up to here stays.
  void settle();

  // What was written behind the first `size` bytes goes again, where that can be: out of a file. Nothing that
  // is settled; out of a compressed one no more than kHeld. Throws IoError.
  void cut_back(std::uint64_t size);
  static constexpr std::size_t kHeld = std::size_t{16} << 20;

  void close();      // all is written. Throws IoError
  void take_name();  // after close(): a file takes its name. Throws IoError
  void finish();     // both

 private:
  void write_out(std::string_view bytes);
  void pack();
  void throw_error(int error);

  int file_;
  std::string name_;  // for messages
  std::string path_;  // empty: nothing to rename
  std::uint64_t size_ = 0;
  std::optional<Temporary> temporary_;
  std::unique_ptr<Packing> packing_;  // null: it is written as it is
  std::string held_;                  // and not packed yet
};

// Opens what is closed of standard input, output and error, so that no file of the run gets its number and
// is written into or read in its place. Reading or writing it fails as it would have.
void open_standard_streams();

// Waits until `file` can be read or written, when whoever else has it made that return at once.
bool wait_for(int file, short event, int error);

// What this program is called in messages, "newsclean" when nobody says it. Before there are threads.
void call_program(std::string_view name);

// Writes to people: "newsclean: ..." on standard error.
void complain(std::string_view message);

// Writes a line on a terminal in place of the one before; what people are told goes above it. Empty: it goes.
void progress_line(std::string_view line);
