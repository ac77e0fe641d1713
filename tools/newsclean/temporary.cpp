#include "newsclean/temporary.h"

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstring>

namespace {

// What ends a run when nobody handles it and can be handled.
constexpr int kEnding[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGXCPU};

// The files there are now, where a signal handler can read them. An output and a log: two at a time.
struct Slot {
  char path[PATH_MAX];
};
Slot slots[4];
std::atomic_flag locked = ATOMIC_FLAG_INIT;

void lock() {
  while (locked.test_and_set(std::memory_order_acquire)) {
  }
}

// While one lives no signal comes to this thread, and a handler in another one waits: so each file there is
// stands in a slot, and no handler waits for the thread it runs in.
class Undisturbed {
 public:
  Undisturbed() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
    lock();
  }
  ~Undisturbed() {
    locked.clear(std::memory_order_release);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  Undisturbed(const Undisturbed&) = delete;
  Undisturbed& operator=(const Undisturbed&) = delete;

 private:
  sigset_t before_;
};

// Leaves it locked: from now on no file is made and none takes a name. The first process of a container does
// not end by a signal; it exits.
void end_run(int signal) {
  lock();
  for (const Slot& slot : slots)
    if (slot.path[0] != '\0') unlink(slot.path);
  sigset_t this_one;
  sigemptyset(&this_one);
  sigaddset(&this_one, signal);
  std::signal(signal, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &this_one, nullptr);
  raise(signal);
  _exit(128 + signal);
}

Slot* slot_of(const char* path) {
  for (Slot& slot : slots)
    if (std::strcmp(slot.path, path) == 0) return &slot;
  return nullptr;
}

}  // namespace

void take_temporaries_away_at_signals() {
  sigset_t ending;
  sigemptyset(&ending);
  for (const int signal : kEnding) sigaddset(&ending, signal);
  struct sigaction action {};
  action.sa_handler = end_run;
  action.sa_mask = ending;  // the first one ends it
  for (const int signal : kEnding) {
    struct sigaction before {};
    sigaction(signal, nullptr, &before);
    if (before.sa_handler != SIG_IGN || signal == SIGPIPE) sigaction(signal, &action, nullptr);
  }
  // A closed pipe ends the run without a word, whatever the parent process did to the signal.
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_UNBLOCK, &pipe, nullptr);
  // A file over the limit of its size is told like a full disk.
  std::signal(SIGXFSZ, SIG_IGN);
}

Temporary::Temporary(const std::string& beside) {
  const std::string stem = beside + ".part" + std::to_string(getpid());
  const Undisturbed undisturbed;
  Slot* const slot = slot_of("");
  for (int n = 0; descriptor_ < 0; ++n) {  // a number more when a killed run left its file behind
    path_ = n == 0 ? stem : stem + '.' + std::to_string(n);
    if (slot == nullptr || path_.size() >= sizeof slot->path) {
      errno = slot == nullptr ? EMFILE : ENAMETOOLONG;
      break;
    }
    descriptor_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ < 0 && errno != EEXIST && errno != EINTR) break;
  }
  if (descriptor_ < 0)
    path_.clear();
  else
    path_.copy(slot->path, path_.size());
}

Temporary::~Temporary() {
  if (path_.empty()) return;
  const Undisturbed undisturbed;
  unlink(path_.c_str());
  *slot_of(path_.c_str()) = {};
}

int Temporary::take_name(const std::string& name) {
  const Undisturbed undisturbed;
  if (std::rename(path_.c_str(), name.c_str()) != 0) return errno;
  *slot_of(path_.c_str()) = {};
  path_.clear();
  return 0;
}
