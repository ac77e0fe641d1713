// Faults of the system, made to order: preloaded into a program, this stands between it and the calls that
// read and write. FAULTS says what goes wrong, one fault or several with ; between:
//
//   CALL KIND AFTER NAME
//
// CALL is read, write, close, fsync, ftruncate or rename. KIND is an error (EIO) or `short`: of what was
// asked a few bytes. A lasting error comes when AFTER bytes have passed and at each call from then on; EINTR
// and EAGAIN come at every third call. Only files whose name contains NAME are meant (a pipe is called
// pipe:[1]), so dictionaries and shared libraries are read as ever.
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <string_view>

namespace {

struct Error {
  std::string_view name;
  int number;
};
constexpr Error kErrors[] = {{"EIO", EIO},       {"EINTR", EINTR},   {"EAGAIN", EAGAIN}, {"ENOSPC", ENOSPC},
                             {"EDQUOT", EDQUOT}, {"EACCES", EACCES}, {"EPIPE", EPIPE},   {"EINVAL", EINVAL}};

struct Fault {
  char call[16] = {}, kind[16] = {}, name[64] = {};
  unsigned long after = 0;
  std::atomic<unsigned long> passed{0}, calls{0};

  int error() const {
    const auto found = std::find_if(std::begin(kErrors), std::end(kErrors),
                                    [&](const Error& one) { return one.name == kind; });
    return found == std::end(kErrors) ? 0 : found->number;
  }
  bool passes() const { return error() == EINTR || error() == EAGAIN; }
};

Fault faults[8];

__attribute__((constructor)) void read_faults() {
  const char* wanted = std::getenv("FAULTS");
  for (Fault& fault : faults) {
    if (wanted == nullptr) return;
    std::sscanf(wanted, " %15[a-z] %15s %lu %63[^;]", fault.call, fault.kind, &fault.after, fault.name);
    wanted = std::strchr(wanted, ';');
    if (wanted != nullptr) ++wanted;
  }
}

// Calls `meant(fault)` for each fault of a call and a file.
template <class Meant>
void each(const char* call, const char* file, Meant meant) {
  for (Fault& fault : faults)
    if (std::strcmp(fault.call, call) == 0 && std::strstr(file, fault.name) != nullptr) meant(fault);
}

struct Name {
  char text[4096] = {};
  explicit Name(int file) {
    char link[64];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    if (readlink(link, text, sizeof text - 1) < 0) text[0] = '\0';
  }
};

// Reading or writing `size` bytes: what of it is let through, or -1 and errno.
ssize_t allowed(const char* call, int file, std::size_t size) {
  int error = 0;
  each(call, Name(file).text, [&](Fault& fault) {
    const unsigned long turn = fault.calls++;
    if (fault.error() == 0)
      size = std::min<std::size_t>(size, 1 + turn * 7919 % 4099);
    else if (fault.passes() ? turn % 3 == 0 : fault.passed >= fault.after)
      error = fault.error();
    else if (!fault.passes())
      size = std::min<std::size_t>(size, fault.after - fault.passed);
  });
  errno = error;
  return error == 0 ? static_cast<ssize_t>(size) : -1;
}

void count(const char* call, int file, ssize_t done) {
  if (done > 0)
    each(call, Name(file).text, [&](Fault& fault) { fault.passed += static_cast<unsigned long>(done); });
}

// The error of a call that moves no bytes; 0: none.
int refused(const char* call, const char* file) {
  int error = 0;
  each(call, file, [&](Fault& fault) {
    if (!fault.passes() || fault.calls++ % 3 == 0) error = fault.error();
  });
  return error;
}

}  // namespace

extern "C" {

ssize_t read(int file, void* bytes, size_t size) {
  const ssize_t part = allowed("read", file, size);
  if (part < 0) return -1;
  const ssize_t done = syscall(SYS_read, file, bytes, static_cast<size_t>(part));
  count("read", file, done);
  return done;
}

ssize_t write(int file, const void* bytes, size_t size) {
  const ssize_t part = allowed("write", file, size);
  if (part < 0) return -1;
  const ssize_t done = syscall(SYS_write, file, bytes, static_cast<size_t>(part));
  count("write", file, done);
  return done;
}

// As on Linux: the file is closed, whatever it says.
int close(int file) {
  const int error = refused("close", Name(file).text);
  const auto done = static_cast<int>(syscall(SYS_close, file));
  if (error == 0) return done;
  errno = error;
  return -1;
}

int fsync(int file) {
  const int error = refused("fsync", Name(file).text);
  if (error == 0) return static_cast<int>(syscall(SYS_fsync, file));
  errno = error;
  return -1;
}

int ftruncate(int file, off_t size) noexcept {
  const int error = refused("ftruncate", Name(file).text);
  if (error == 0) return static_cast<int>(syscall(SYS_ftruncate, file, size));
  errno = error;
  return -1;
}

int rename(const char* from, const char* to) noexcept {
  const int error = refused("rename", to);
  if (error == 0) return static_cast<int>(syscall(SYS_renameat2, -100, from, -100, to, 0));  // AT_FDCWD
  errno = error;
  return -1;
}
}
