// Bytes from wherever they are: a file, standard input, a member of an archive, memory. Read once, from the
// beginning to the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

inline constexpr std::size_t kLargest = std::size_t{1} << 30;  // of a file with markup
inline constexpr std::size_t kProbe = std::size_t{64} << 10;   // of a file's beginning, to tell what it is

// A file that must be held whole, and has more bytes than may be held.
struct TooLarge : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Bytes that cannot be unpacked: what() says which, and what is wrong with them.
struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Bytes {
 public:
  virtual ~Bytes() = default;

  // Appends up to `size` bytes; gives how many there were, 0 at the end. Waits until there is one. Throws
  // IoError, Broken.
  virtual std::size_t read(std::size_t size, std::string& out) = 0;

  // Whether reading would not wait.
  virtual bool ready() const { return true; }

  // Goes to a place, as lseek has it, where that can be; else -1.
  virtual std::int64_t seek(std::int64_t, int) { return -1; }
};

// A file, or "-": standard input. Throws IoError.
std::unique_ptr<Bytes> open_file(const std::string& name);

// How many bytes of files and of standard input this program has read so far; any thread may ask.
std::uint64_t bytes_read();

// Bytes that are in memory.
std::unique_ptr<Bytes> in_memory(std::string bytes);

// All of them. Throws IoError, Broken; TooLarge when there are more than `most`, as a device without an end
// has.
std::string read_all(Bytes& bytes, std::size_t most = std::string::npos);

// A file whose first bytes have been looked at.
struct Started {
  std::unique_ptr<Bytes> bytes;
  std::string head;  // up to kProbe bytes; the others are in `bytes`
};

// Throws IoError, Broken.
Started started(std::unique_ptr<Bytes> bytes);

// From its first byte again.
std::unique_ptr<Bytes> whole(Started file);

// All of a file. Throws as above.
std::string read_all(const std::string& name, std::size_t most = std::string::npos);

// Why a file that must be held whole is not read.
std::string too_large();

// An input's name in messages.
std::string shown(const std::string& name);

// A name without its folders, and without its last extension: what records are called after.
// "-" stays "-", and is "stdin" as a stem.
std::string file_name(const std::string& name);
std::string stem(const std::string& name);
