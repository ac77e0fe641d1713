// Inputs, cut into windows: a stretch of about 1 MiB that is cleaned by itself. So memory does not grow
// with the input, and windows can be worked on side by side. Where the cuts fall depends on the bytes
// alone, never on how they were read: a slow pipe and a file give the same windows.
//
// A stream may hold issue after issue: a window then ends where an issue does, if one begins in its second
// half.
//
// Plain text in another encoding than UTF-8 is made UTF-8 while it is read; all that is said of its bytes is
// said of that text.
//
// An issue of several files is one input: its files one behind the other. Articles may run from its first
// page to its last, so up to kIssue it is one window.
#pragma once

#include <clean/encoding.h>
#include <clean/pipeline.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsclean/items.h"

inline constexpr std::size_t kIssue = std::size_t{16} << 20;

// Whether a line of an editor ends with bytes[at]: LF, CRLF (with its LF), or CR alone.
inline bool ends_line(std::string_view bytes, std::size_t at) {
  return bytes[at] == '\n' || (bytes[at] == '\r' && (at + 1 == bytes.size() || bytes[at + 1] != '\n'));
}

// A file of an input, as it stands in a window.
struct InputFile {
  std::string path;  // for people
  std::string name;  // in records
  clean::SourceAt begin{};
  std::uint32_t page = 1;        // the number of its first page
  std::uint64_t first_line = 1;  // of what the window has of it
  std::string encoding = {};     // of plain text, that it was decoded from; empty: UTF-8
};

// A file of plain text that was decoded to its end.
struct DecodedFile {
  std::string path, encoding;
  std::uint64_t unread = 0;  // places that are nothing in that encoding
};

struct Window {
  std::string bytes;
  clean::SourceAt begin{};
  std::uint32_t first_page = 1;
  std::vector<InputFile> files;      // that it has a part of; of a single input that one
  bool last = false;                 // of its input
  std::string encoding;              // of a file with markup, that `bytes` were decoded from; empty: UTF-8
  std::vector<DecodedFile> decoded;  // that ended since the window before
};

class Input {
 public:
  explicit Input(Found file);  // its pages are numbered from file.page, or from 1
  Input() = default;           // an issue: its files are added
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  // Another file of an issue, in that encoding (as settle has it). A file that is not text is not added, and
  // why not is told.
  std::string add(Found file, const std::string& encoding);

  // It is plain text, in that encoding (empty: in the one that it shows): from now on it is given as UTF-8.
  // Tells why it is not: "not text (NUL byte at byte 12)"; empty: it is. Before next().
  std::string settle(const std::string& encoding);

  // The first bytes: for choosing a recipe, and for telling text from other things. Before next().
  std::string head() const;

  // All of it as one window, for files with markup, which cannot be cut. At most kLargest bytes. Throws
  // IoError, Broken.
  Window whole();

  // The next window; `pipeline` says where to cut. Throws IoError, Broken.
  Window next(const clean::Pipeline& pipeline);

 private:
  struct File {
    Found found;  // its first bytes in UTF-8 when it is settled
    std::string encoding = {};
    std::optional<clean::TextDecoder> decoder = {};  // none: it is UTF-8, or not settled
  };

  static std::string settle(File& file, const std::string& encoding);
  void fill(std::size_t wanted);
  std::size_t read_on(std::size_t wanted);
  void begin_file();
  void end_file();
  void count_pages(std::string_view bytes);
  void give_out(std::size_t size, Window& window);

  bool issue_ = false, cut_ = false;
  std::deque<File> unread_;  // of the first one some bytes may have been read
  bool begun_ = false;       // they have
  std::string buffer_;       // read and not given out yet
  Window place_;             // of the buffer's first byte; its files are those of the buffer
  std::vector<DecodedFile> decoded_;
  std::uint32_t last_page_ = 0, blank_pages_ = 0;  // read so far; begun since then, and nothing on them
};
