// Inputs, cut into windows: a stretch of about 1 MiB that is cleaned by itself. So memory does not grow
// with the input, and windows can be worked on side by side. Where the cuts fall depends on the bytes
// alone, never on how they were read: a slow pipe and a file give the same windows.
#pragma once

#include <clean/pipeline.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

inline constexpr std::size_t kWindow = std::size_t{1} << 20;
inline constexpr std::size_t kLargest = std::size_t{1} << 30;  // of a file with markup
inline constexpr std::size_t kProbe = std::size_t{64} << 10;  // where an article start is looked for

// Whether a line of an editor ends with bytes[at]: LF, CRLF (with its LF), or CR alone.
inline bool ends_line(std::string_view bytes, std::size_t at) {
  return bytes[at] == '\n' || (bytes[at] == '\r' && (at + 1 == bytes.size() || bytes[at + 1] != '\n'));
}

// A file with markup that has more bytes than kLargest.
struct TooLarge : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Window {
  std::string bytes;
  clean::SourceAt begin{};
  std::uint32_t first_page = 1;
  std::uint64_t first_line = 1;
  std::string encoding;  // that `bytes` were decoded from; empty: they are the file's
  bool last = false;  // of its input
};

class Input {
 public:
  explicit Input(const std::string& name);  // "-": standard input. Throws IoError
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  // The first kProbe bytes: for choosing a recipe, and for telling text from other things. Before next().
  std::string_view head() const { return std::string_view(buffer_).substr(0, kProbe); }

  // All of it as one window, for files with markup, which cannot be cut. At most kLargest bytes. Throws
  // IoError.
  Window whole();

  // The next window; `pipeline` says where to cut. Throws IoError.
  Window next(const clean::Pipeline& pipeline);

 private:
  void fill();

  std::string name_;
  int file_ = -1;
  bool at_end_ = false;
  std::string buffer_;  // read and not given out yet
  Window place_;        // of the buffer's first byte
};

// Why the first bytes of an input cannot be those of UTF-8 text: "NUL byte at byte 12"; empty: they can.
std::string not_text(std::string_view head);

// All of a file. Throws IoError.
std::string read_all(const std::string& name);

// An input's name in messages.
std::string shown(const std::string& name);

// A name without its folders, and without its last extension: what records are called after.
// "-" stays "-", and is "stdin" as a stem.
std::string file_name(const std::string& name);
std::string stem(const std::string& name);
