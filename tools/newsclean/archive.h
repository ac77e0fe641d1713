// Archives (tar, zip) and compressed files (gzip, bzip2, xz, zstd), unpacked while they are read: nothing is
// written to the disk, and nothing but the member that is read is held.
//
// The formats are named one by one: libarchive tells others by so little that it takes text for them
// (mtree).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "newsclean/bytes.h"

struct archive;

class Archive {
 public:
  // Whether a file that begins like this is one.
  static bool begins(std::string_view head);

  // `shown` names it in messages. Throws Broken.
  Archive(std::string shown, Started file);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  // A file in it.
  struct Member {
    std::string path;   // as the archive has it: it may be absolute, lead upwards, or be no UTF-8
    bool only = false;  // a compressed file, which has no name of its own
  };

  // The next file; folders, links and devices are passed by. Throws IoError, Broken.
  std::optional<Member> next();

  // The bytes of the member that next() gave, until it is asked again. The archive must outlive them.
  std::unique_ptr<Bytes> bytes();

  const std::string& shown() const { return shown_; }

 private:
  struct Feed;
  class Unpacked;
  [[noreturn]] void fail() const;

  std::string shown_;
  std::unique_ptr<Feed> feed_;  // outlives archive_, which reads from it
  std::unique_ptr<struct archive, int (*)(struct archive*)> archive_;
};

// All of a file; of a compressed one, of what is in it. Throws IoError, Broken.
std::string read_unpacked(const std::string& name);
