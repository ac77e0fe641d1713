#include "hostile/run.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>

namespace {

constexpr std::size_t kKept = std::size_t{1} << 20;

struct Pipe {
  int read = -1, write = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) == 0) read = ends[0], write = ends[1];
  }
};

[[noreturn]] void become(const std::string& folder, const std::string& command, const Pipe& out,
                         const Pipe& err, unsigned limit) {
  const int null = open("/dev/null", O_RDONLY);
  dup2(null, STDIN_FILENO);
  dup2(out.write, STDOUT_FILENO);
  dup2(err.write, STDERR_FILENO);
  for (const int file : {null, out.read, out.write, err.read, err.write}) close(file);
  alarm(limit);  // stays over exec
  if (chdir(folder.c_str()) == 0) execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
  _exit(127);
}

// Reads both to their ends, keeping the first of each.
void drain(const Pipe& out, const Pipe& err, Measured& ran) {
  std::array<pollfd, 2> from{{{out.read, POLLIN, 0}, {err.read, POLLIN, 0}}};
  std::array<std::string*, 2> to{&ran.out, &ran.err};
  std::array<char, 65536> block{};
  while (from[0].fd >= 0 || from[1].fd >= 0) {
    poll(from.data(), from.size(), -1);
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (from[i].fd < 0 || from[i].revents == 0) continue;
      const ssize_t n = read(from[i].fd, block.data(), block.size());
      if (n <= 0) {
        close(from[i].fd);
        from[i].fd = -1;
        continue;
      }
      to[i]->append(block.data(), std::min(static_cast<std::size_t>(n), kKept - to[i]->size()));
    }
  }
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

Measured measured(const std::string& folder, const std::string& command, unsigned limit) {
  Measured ran;
  const Pipe out, err;
  const pid_t child = fork();
  if (child == 0) become(folder, command, out, err, limit);
  close(out.write);
  close(err.write);
  drain(out, err, ran);
  int status = 0;
  struct rusage used {};
  wait4(child, &status, 0, &used);
  ran.seconds = seconds(used.ru_utime) + seconds(used.ru_stime);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ran.peak = static_cast<std::size_t>(used.ru_maxrss) << 10;
  return ran;
}
