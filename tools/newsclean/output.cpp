#include "newsclean/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

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

Output::Output(std::string path) : file_(-1), name_(path) {
  if (in_place(path)) {
    file_ = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file_ < 0) throw IoError(name_, errno);
    return;
  }
  // What a link points to is replaced, not the link.
  std::error_code no_such_file;
  const std::filesystem::path target = std::filesystem::weakly_canonical(path, no_such_file);
  path_ = no_such_file ? path : target.string();
  const std::string stem = path_ + ".part" + std::to_string(getpid());
  for (int n = 0; file_ < 0; ++n) {  // a number more when a killed run left its file behind
    temporary_ = n == 0 ? stem : stem + '.' + std::to_string(n);
    file_ = open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file_ < 0 && errno != EEXIST) throw IoError(name_, errno);
  }
  struct stat replaced {};
  if (stat(path_.c_str(), &replaced) == 0 && fchmod(file_, replaced.st_mode & 07777) != 0) {
    const int error = errno;
    close(file_);
    unlink(temporary_.c_str());
    throw IoError(name_, error);
  }
}

Output::~Output() {
  if (path_.empty() || file_ < 0) return;
  close(file_);
  unlink(temporary_.c_str());
}

void Output::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw IoError(name_, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void Output::finish() {
  const int closed = close(file_);
  const int error = errno;
  file_ = -1;
  // Linux closes the file even when a signal came in between.
  if (closed != 0 && error != EINTR) {
    if (!path_.empty()) unlink(temporary_.c_str());
    throw IoError(name_, error);
  }
  if (path_.empty()) return;
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) {
    const int rename_error = errno;
    unlink(temporary_.c_str());
    throw IoError(name_, rename_error);
  }
}

void complain(std::string_view message) {
  std::fprintf(stderr, "newsclean: %.*s\n", static_cast<int>(message.size()), message.data());
}
