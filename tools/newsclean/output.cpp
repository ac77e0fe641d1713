#include "newsclean/output.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "cli/options.h"

namespace {

// A device, a pipe: it is written in place, for a rename would put a plain file where /dev/null was.
bool in_place(const std::string& path) {
  struct stat found {};
  return stat(path.c_str(), &found) == 0 && !S_ISREG(found.st_mode);
}

}  // namespace

IoError::IoError(std::string_view name, int system_error)
    : std::runtime_error(cli::printable(name) + ": " + std::strerror(system_error)) {}

Output::Output() : file_(STDOUT_FILENO), name_("standard output") {}

Output::Output(const std::string& path)
    : file_(-1),
      name_(path),
      packing_(Packing::of(path, [this](std::string_view packed) { write_out(packed); })) {
  if (in_place(path)) {
    file_ = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file_ < 0) throw IoError(name_, errno);
    return;
  }
  // What a link points to is replaced, not the link.
  std::error_code no_such_file;
  const std::filesystem::path target = std::filesystem::weakly_canonical(path, no_such_file);
  path_ = no_such_file ? path : target.string();
  temporary_.emplace(path_);
  file_ = temporary_->descriptor();
  if (file_ < 0) throw IoError(name_, errno);
  struct stat replaced {};
  if (stat(path_.c_str(), &replaced) == 0 && fchmod(file_, replaced.st_mode & 07777) != 0) {
    const int error = errno;
    ::close(file_);
    throw IoError(name_, error);
  }
}

Output::~Output() {
  if (file_ >= 0 && file_ != STDOUT_FILENO) ::close(file_);
}

void Output::write(std::string_view bytes) {
  size_ += bytes.size();
  if (!packing_) return write_out(bytes);
  held_ += bytes;
  if (held_.size() > kHeld) pack();
}

void Output::pack() {
  packing_->add(held_);
  held_.clear();
}

void Output::settle() {
  if (packing_) pack();
}

void Output::write_out(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && (errno == EINTR || wait_for(file_, POLLOUT, errno))) continue;
    if (written < 0) throw_error(errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void Output::cut_back(std::uint64_t size) {
  if (!temporary_ || size == size_) return;
  if (packing_) {
    if (size_ - size > held_.size())
      throw IoError(cli::printable(name_) +
                    ": half of an input is in it, and cannot be taken back from a "
                    "compressed file");
    held_.resize(held_.size() - static_cast<std::size_t>(size_ - size));
    size_ = size;
    return;
  }
  const auto end = static_cast<off_t>(size);
  if (ftruncate(file_, end) != 0 || lseek(file_, end, SEEK_SET) != end) throw_error(errno);
  size_ = size;
}

// What is to take the place of another file must be on the disk first: a loss of power leaves the old file or
// the new one. A new file is not waited for: thousands of them would take as many turns of the disk.
void Output::close() {
  if (packing_) {
    pack();
    packing_->finish();
  }
  struct stat replaced {};
  if (temporary_ && stat(path_.c_str(), &replaced) == 0) {
    int synced = 0;
    while ((synced = fsync(file_)) != 0 && errno == EINTR) {
    }
    if (synced != 0 && errno != EINVAL && errno != ENOSYS) throw_error(errno);  // not every file system can
  }
  const int closed = ::close(std::exchange(file_, -1));
  // Linux closes the file even when a signal came in between.
  if (closed != 0 && errno != EINTR) throw_error(errno);
}

void Output::take_name() {
  if (!temporary_) return;
  if (const int error = temporary_->take_name(path_); error != 0) throw IoError(name_, error);
}

void Output::finish() {
  close();
  take_name();
}

// Nobody reads any more: the run ends as the signal ends it, also where the signal did not come.
void Output::throw_error(int error) {
  if (error == EPIPE) raise(SIGPIPE);
  throw IoError(name_, error);
}

void open_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) >= 0) continue;
    // The lowest number that is free, and those before it are taken: it is `stream`.
    open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

bool wait_for(int file, short event, int error) {
  if (error != EAGAIN && error != EWOULDBLOCK) return false;
  pollfd ready{file, event, 0};
  return poll(&ready, 1, -1) >= 0 || errno == EINTR;
}

namespace {

std::string program_name = "newsclean";
std::atomic<bool> progress_stands = false;

void clear_progress() {
  if (progress_stands.exchange(false)) std::fputs("\r\x1b[K", stderr);
}

}  // namespace

void call_program(std::string_view name) { program_name = name; }

void progress_line(std::string_view line) {
  clear_progress();
  std::fwrite(line.data(), 1, line.size(), stderr);
  progress_stands = !line.empty();
}

void complain(std::string_view message) {
  clear_progress();
  const std::string line = cli::printable(message);
  std::fprintf(stderr, "%s: %s\n", program_name.c_str(), line.c_str());
}
