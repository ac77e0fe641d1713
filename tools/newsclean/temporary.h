// Files under a name of their own beside the one they are to have. Whole, one takes that name; else it goes,
// also when a signal ends the run: Ctrl-C, a closed terminal, kill, a closed pipe. Only kill -9 and a loss of
// power leave one behind (NAME.part1234), which nobody reads and the next run passes by.
#pragma once

#include <string>

// From here on a signal that ends the run takes the files away first. A signal that whoever started the run
// had ignored (nohup) stays ignored, but for SIGPIPE.
void take_temporaries_away_at_signals();

class Temporary {
 public:
  explicit Temporary(const std::string& beside);  // makes it; descriptor() < 0: errno says why not
  ~Temporary();                                   // takes it away if it took no name
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  int descriptor() const { return descriptor_; }  // the owner closes it
  int take_name(const std::string& name);         // 0, or what errno says

 private:
  std::string path_;  // empty: there is none any more
  int descriptor_ = -1;
};
