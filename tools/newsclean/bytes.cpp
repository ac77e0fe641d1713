#include "newsclean/bytes.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <filesystem>
#include <utility>

#include "cli/options.h"
#include "newsclean/output.h"

namespace {

constexpr std::size_t kRead = std::size_t{1} << 20;

std::atomic<std::uint64_t> all_read = 0;

class File : public Bytes {
 public:
  explicit File(const std::string& name)
      : name_(name), file_(name == "-" ? STDIN_FILENO : open(name.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (file_ < 0) throw IoError(name, errno);
    struct stat found {};
    if (fstat(file_, &found) != 0 || !S_ISDIR(found.st_mode)) return;
    close_it();
    throw IoError(name == "-" ? "standard input" : name, EISDIR);
  }
  ~File() override { close_it(); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  std::size_t read(std::size_t size, std::string& out) override {
    const std::size_t before = out.size();
    out.resize(before + size);
    ssize_t count = 0;
    do {
      count = ::read(file_, out.data() + before, size);
    } while (count < 0 && (errno == EINTR || wait_for(file_, POLLIN, errno)));
    const int error = errno;
    out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count < 0) throw IoError(name_ == "-" ? "standard input" : name_, error);
    all_read += static_cast<std::uint64_t>(count);
    return static_cast<std::size_t>(count);
  }

  // Also when it ended, or cannot be read: reading it does not wait then.
  bool ready() const override {
    pollfd input{file_, POLLIN, 0};
    return poll(&input, 1, 0) > 0;
  }

  std::int64_t seek(std::int64_t offset, int whence) override { return lseek(file_, offset, whence); }

 private:
  void close_it() {
    if (file_ != STDIN_FILENO) close(file_);
  }

  std::string name_;
  int file_;
};

class Memory : public Bytes {
 public:
  explicit Memory(std::string bytes) : bytes_(std::move(bytes)) {}

  std::size_t read(std::size_t size, std::string& out) override {
    const std::size_t count = std::min(size, bytes_.size() - given_);
    out.append(bytes_, given_, count);
    given_ += count;
    return count;
  }

 private:
  std::string bytes_;
  std::size_t given_ = 0;
};

class Whole : public Bytes {
 public:
  explicit Whole(Started file) : file_(std::move(file)) {}

  std::size_t read(std::size_t size, std::string& out) override {
    if (given_ == file_.head.size()) return file_.bytes->read(size, out);
    const std::size_t count = std::min(size, file_.head.size() - given_);
    out.append(file_.head, given_, count);
    given_ += count;
    return count;
  }

  bool ready() const override { return given_ < file_.head.size() || file_.bytes->ready(); }

 private:
  Started file_;
  std::size_t given_ = 0;
};

}  // namespace

std::uint64_t bytes_read() { return all_read; }

std::unique_ptr<Bytes> open_file(const std::string& name) { return std::make_unique<File>(name); }

std::unique_ptr<Bytes> in_memory(std::string bytes) { return std::make_unique<Memory>(std::move(bytes)); }

std::string read_all(Bytes& bytes, std::size_t most) {
  std::string result;
  while (bytes.read(kRead, result) > 0)
    if (result.size() > most) throw TooLarge(too_large());
  return result;
}

Started started(std::unique_ptr<Bytes> bytes) {
  Started result{std::move(bytes), {}};
  while (result.head.size() < kProbe && result.bytes->read(kProbe - result.head.size(), result.head) > 0) {
  }
  return result;
}

std::unique_ptr<Bytes> whole(Started file) { return std::make_unique<Whole>(std::move(file)); }

std::string read_all(const std::string& name, std::size_t most) { return read_all(*open_file(name), most); }

std::string too_large() {
  return "more than " + std::to_string(kLargest >> 30) +
         " GiB with markup, which cannot be cut; it was not read";
}

std::string shown(const std::string& name) { return name == "-" ? "standard input" : cli::printable(name); }

std::string file_name(const std::string& name) { return std::filesystem::path(name).filename().string(); }

std::string stem(const std::string& name) {
  return name == "-" ? "stdin" : std::filesystem::path(name).stem().string();
}
