// Faults of the system: reading and writing that fail, come in bits or are interrupted, signals, closed
// streams, full disks. Either the run gives the bytes it gives without them, or it ends with status 4 and a
// message that names the file; a file it was to write is then what it was before, and nothing stands beside
// it.
#include <gtest/gtest.h>

#include "shell.h"

namespace {

class Faults : public Shell {
 protected:
  void SetUp() override {
    Shell::SetUp();
    put_big();
    put("out.txt", "as it was\n");
    put("log", "as it was, too\n");
  }

  // With one filter: what is asked here is no matter of filters, and they take their time.
  Ran sh(const std::string& script) const { return Shell::sh("N=\"$N -F repair\"; " + script); }

  // f is newsclean with these faults (faults/faults.cpp).
  Ran with(const std::string& faults, const std::string& script) const {
    return sh("f() { LD_PRELOAD='" FAULTS_LIBRARY "' FAULTS='" + faults + "' $N \"$@\"; }; " + script);
  }

  void expect_as_it_was(const std::string& when) const {
    EXPECT_TRUE(get("out.txt") == "as it was\n") << when;
    EXPECT_TRUE(get("log") == "as it was, too\n") << when;
    EXPECT_EQ(sh("ls -A | grep part").out, "") << when;
  }

  // A run that has written much and waits for more; ends with the status of the run.
  static std::string in_mid_run(const std::string& options, const std::string& then) {
    return "mkfifo pipe more; { cat big.txt big.txt more; } >pipe & feeder=$!; " + options +
           " $N -j 1 --edits log -o out.txt pipe & run=$!; "
           "until [ -s out.txt.part$run ] && [ -s log.part$run ]; do sleep 0.02; done; " +
           then + "; wait $run; status=$?; kill $feeder 2>&-; rm pipe more; exit $status";
  }
};

// Where a fault cannot be made, the tests that need it say so.
#define NEEDS_FAULTS() \
  if (std::string_view(FAULTS_LIBRARY).empty()) GTEST_SKIP() << "nothing can be preloaded under a sanitizer"

TEST_F(Faults, short_and_interrupted_reads_give_the_same_bytes) {
  NEEDS_FAULTS();
  const std::string whole = sh("$N -t jsonl big.txt").out;
  ASSERT_GT(whole.size(), 1'000'000u);
  for (const char* faults : {"read short 0 big.txt", "read EINTR 0 big.txt", "read EAGAIN 0 big.txt",
                             "read short 0 big.txt; read EINTR 0 big.txt"}) {
    EXPECT_TRUE(whole == with(faults, "f -t jsonl big.txt").out) << faults;
    EXPECT_TRUE(whole ==
                with(faults, "f -t jsonl <big.txt | sed 's/\"stdin#/\"big#/; s/\"-\"/\"big.txt\"/'").out)
        << faults;
  }
}

TEST_F(Faults, short_and_interrupted_reads_give_the_same_files_of_an_issue_back) {
  NEEDS_FAULTS();
  const std::string name = std::string(kDaily) + " " + kEvening;
  const Ran ran = with("read short 0 .txt; read EINTR 0 .txt; read short 0 log; read EINTR 0 log",
                       "f --issue --edits log -o out.txt " + name +
                           " && f --undo log -o back/ out.txt && diff -r back . | grep -v '^Only in'");
  EXPECT_EQ(ran.out + ran.err, "");
}

TEST_F(Faults, short_and_interrupted_writes_give_the_same_bytes) {
  NEEDS_FAULTS();
  const std::string whole = sh("$N --edits log.whole big.txt").out;
  for (const char* kind : {"short", "EINTR", "EAGAIN"}) {
    const std::string fault = std::string("write ") + kind + " 0 ";
    EXPECT_TRUE(whole == with(fault + "pipe:", "f big.txt").out) << kind;
    const Ran ran = with(fault + "out.txt; " + fault + "log; fsync EINTR 0 out.txt",
                         "f --edits log -o out.txt big.txt && cmp log log.whole");
    EXPECT_EQ(ran.status, 0) << kind << ran.err;
    EXPECT_TRUE(whole == get("out.txt")) << kind;
  }
}

TEST_F(Faults, a_file_that_cannot_be_read_to_its_end_is_named_and_leaves_no_half_of_it) {
  NEEDS_FAULTS();
  const std::string daily = sh(std::string("$N ") + kDaily).out;
  for (const char* after : {"0", "1000", "70000", "1200000"}) {
    const std::string fault = std::string("read EIO ") + after + " big.txt";
    const Ran ran = with(fault, "f --edits log -o out.txt big.txt");
    EXPECT_EQ(ran.status, 4) << after;
    EXPECT_EQ(ran.err, "newsclean: big.txt: Input/output error\n") << after;
    expect_as_it_was(after);
    const Ran others = with(fault, std::string("f --edits log2 -o out2.txt big.txt ") + kDaily +
                                       " && echo; $N --undo log2 out2.txt | cmp - " + kDaily);
    EXPECT_EQ(others.status, 0) << after << others.err;
    EXPECT_EQ(get("out2.txt"), daily) << after;
    const Ran folder = with(fault, std::string("f -o out/ big.txt ") + kDaily + "; echo $?; ls -A out");
    EXPECT_EQ(folder.out, std::string("4\n") + kDaily + "\n") << after;
    const Ran standard = with(fault, std::string("f big.txt ") + kDaily);
    EXPECT_EQ(standard.status, 4) << after;
    EXPECT_TRUE(standard.out.ends_with(daily)) << after;
  }
}

TEST_F(Faults, an_input_behind_others_that_breaks_off_leaves_the_others) {
  NEEDS_FAULTS();
  const std::string daily = sh(std::string("$N ") + kDaily).out;
  const Ran ran =
      with("read EIO 1200000 big.txt", std::string("f --edits log -o out.txt ") + kDaily + " big.txt");
  EXPECT_EQ(ran.status, 4);
  EXPECT_EQ(get("out.txt"), daily);
  EXPECT_EQ(sh(std::string("$N --undo log out.txt | cmp - ") + kDaily).status, 0);
  const Ran fails = with("read EIO 1200000 big.txt; ftruncate EIO 0 out2.txt",
                         std::string("f -o out2.txt ") + kDaily + " big.txt; echo $?; ls -A | grep out2");
  EXPECT_EQ(fails.out, "4\n");
}

TEST_F(Faults, a_disk_that_fills_up_or_fails_is_told_and_leaves_files_as_they_were) {
  NEEDS_FAULTS();
  const std::pair<const char*, const char*> kinds[] = {{"ENOSPC", "No space left on device"},
                                                       {"EIO", "Input/output error"},
                                                       {"EDQUOT", "Disk quota exceeded"}};
  for (const auto& [kind, words] : kinds) {
    for (const char* after : {"0", "1", "200"}) {
      const std::string fault = std::string("write ") + kind + " " + after + " ";
      const std::string when = fault;
      for (const std::string name : {"out.txt", "log"}) {
        const Ran ran = with(fault + name, "f --edits log -o out.txt big.txt");
        EXPECT_EQ(ran.status, 4) << when;
        EXPECT_EQ(ran.err, "newsclean: " + name + ": " + words + "\n") << when;
        expect_as_it_was(when);
      }
      const Ran standard = with(fault + "pipe:", "f --edits log big.txt");
      EXPECT_EQ(standard.status, 4) << when;
      EXPECT_EQ(standard.err, std::string("newsclean: standard output: ") + words + "\n") << when;
      expect_as_it_was(when);
    }
    // In the last window.
    EXPECT_EQ(with(std::string("write ") + kind + " 1200000 out.txt", "f -o out.txt big.txt").status, 4);
    expect_as_it_was(kind);
  }
}

TEST_F(Faults, a_file_that_cannot_be_closed_synced_or_named_is_told_and_stays_as_it_was) {
  NEEDS_FAULTS();
  for (const char* call : {"close", "fsync", "rename"}) {
    const Ran ran = with(std::string(call) + " EIO 0 out.txt", "f --edits log -o out.txt big.txt");
    EXPECT_EQ(ran.status, 4) << call;
    EXPECT_EQ(ran.err, "newsclean: out.txt: Input/output error\n") << call;
    expect_as_it_was(call);
  }
  for (const char* call : {"close", "fsync"}) {
    const Ran ran = with(std::string(call) + " EIO 0 log", "f --edits log -o out.txt big.txt");
    EXPECT_EQ(ran.status, 4) << call;
    expect_as_it_was(call);
  }
  const Ran standard = with("close EIO 0 pipe:", "f --version");
  EXPECT_EQ(standard.status, 4);
  EXPECT_EQ(standard.err, "newsclean: standard output: Input/output error\n");
}

TEST_F(Faults, lines_of_json_come_and_go_through_all_of_them) {
  NEEDS_FAULTS();
  std::string lines;
  for (int i = 0; i < 3000; ++i)
    lines += i % 10 == 0 ? "{\"n\":1}\n" : "{\"n\":1,\"text\":\"会议研究 经济工作。\\n\\n展览开幕。\"}\n";
  put("lines.jsonl", lines);
  const std::string options = " -f jsonl --on-error skip --rejects no.jsonl -o out.txt lines.jsonl";
  ASSERT_EQ(sh("$N" + options).status, 0);
  const std::string whole = get("out.txt"), rejects = get("no.jsonl");
  ASSERT_GT(whole.size(), 1'000'000u);
  for (const char* kind : {"short", "EINTR", "EAGAIN"}) {
    std::string faults;
    for (const char* call : {"read k 0 lines.jsonl; ", "write k 0 out.txt; ", "write k 0 no.jsonl; "})
      (faults += call).replace(faults.rfind(" k ") + 1, 1, kind);
    sh("rm out.txt no.jsonl");
    EXPECT_EQ(with(faults, "f" + options).status, 0) << kind;
    EXPECT_TRUE(get("out.txt") == whole) << kind;
    EXPECT_TRUE(get("no.jsonl") == rejects) << kind;
  }
  for (const char* fault : {"read EIO 0 lines.jsonl", "read EIO 100000 lines.jsonl",
                            "write ENOSPC 0 no.jsonl", "write ENOSPC 20000 no.jsonl",
                            "write ENOSPC 1000000 out.txt", "close EIO 0 no.jsonl", "fsync EIO 0 no.jsonl"}) {
    put("out.txt", "as it was\n");
    put("no.jsonl", "as it was, too\n");
    const Ran ran = with(fault, "f" + options);
    EXPECT_EQ(ran.status, 4) << fault;
    EXPECT_TRUE(matches(ran.err, "^newsclean: [a-z]*\\.(jsonl|txt): [A-Z]")) << fault << ": " << ran.err;
    EXPECT_EQ(get("no.jsonl"), "as it was, too\n") << fault;
    expect_as_it_was(fault);
  }
}

TEST_F(Faults, a_file_system_that_cannot_sync_is_written_all_the_same) {
  NEEDS_FAULTS();
  const Ran ran = with("fsync EINVAL 0 out.txt", std::string("f -o out.txt ") + kDaily);
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(get("out.txt"), sh(std::string("$N ") + kDaily).out);
}

TEST_F(Faults, undo_leaves_a_file_as_it_was_when_the_disk_fills_up) {
  NEEDS_FAULTS();
  const std::string make = std::string("$N --edits edits ") + kDaily + " >text; ";
  const Ran ran = with("write ENOSPC 100 out.txt", make + "f --undo edits -o out.txt text");
  EXPECT_EQ(ran.status, 4);
  EXPECT_EQ(ran.err, "newsclean: out.txt: No space left on device\n");
  expect_as_it_was("undo");
  EXPECT_EQ(with("read EIO 100 edits", make + "f --undo edits text").err,
            "newsclean: edits: Input/output error\n");
}

TEST_F(Faults, a_signal_ends_the_run_and_leaves_files_as_they_were) {
  const std::pair<const char*, int> signals[] = {{"TERM", 143}, {"INT", 130}, {"HUP", 129}, {"QUIT", 131}};
  for (const auto& [name, status] : signals) {
    // A shell's jobs in the background ignore INT and QUIT.
    const Ran ran = sh("ulimit -c 0; " +
                       in_mid_run("env --default-signal=INT,QUIT", std::string("kill -") + name + " $run"));
    EXPECT_EQ(ran.status, status) << name;
    expect_as_it_was(name);
  }
}

TEST_F(Faults, a_signal_that_was_ignored_from_the_beginning_stays_ignored) {
  const Ran ran = sh(in_mid_run("env --ignore-signal=HUP", "kill -HUP $run; sleep 0.1; : >more"));
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_NE(get("out.txt"), "as it was\n");
}

TEST_F(Faults, a_killed_run_leaves_files_as_they_were_and_the_next_one_passes_by_what_it_left) {
  EXPECT_EQ(sh(in_mid_run("", "kill -KILL $run")).status, 137);
  EXPECT_EQ(get("out.txt"), "as it was\n");
  EXPECT_EQ(get("log"), "as it was, too\n");
  EXPECT_EQ(sh(std::string("$N -o out.txt ") + kDaily).status, 0);
  EXPECT_EQ(get("out.txt"), sh(std::string("$N ") + kDaily).out);
}

TEST_F(Faults, a_closed_pipe_ends_the_run_quietly_whatever_became_of_its_signal) {
  for (const char* signal : {"--default-signal=PIPE", "--ignore-signal=PIPE", "--block-signal=PIPE"}) {
    const Ran ran =
        sh(std::string("{ env ") + signal + " $N --edits log big.txt; echo $? >status; } | head -c 1");
    EXPECT_EQ(ran.err, "") << signal;
    EXPECT_EQ(get("status"), "141\n") << signal;
    expect_as_it_was(signal);
  }
  NEEDS_FAULTS();
  const Ran ran = with("write EPIPE 1000 pipe:", "f --edits log big.txt");
  EXPECT_EQ(ran.status, 141);
  EXPECT_EQ(ran.err, "");
  expect_as_it_was("EPIPE");
}

TEST_F(Faults, a_full_device_for_one_output_leaves_the_other_as_it_was) {
  EXPECT_EQ(sh("$N --edits /dev/full -o out.txt big.txt").status, 4);
  expect_as_it_was("the log");
  EXPECT_EQ(sh("$N --edits log big.txt >/dev/full").status, 4);
  expect_as_it_was("standard output");
}

TEST_F(Faults, a_limit_for_the_size_of_files_is_told_like_a_full_disk) {
  const Ran ran = sh("ulimit -f 100; $N --edits log -o out.txt big.txt");
  EXPECT_EQ(ran.status, 4);
  EXPECT_TRUE(has(ran.err, ": File too large\n")) << ran.err;
  expect_as_it_was("ulimit");
}

TEST_F(Faults, too_little_memory_is_told) {
  NEEDS_FAULTS();  // sanitizers reserve terabytes
  put("page.xml", "<alto>" + std::string(100 << 20, ' ') + "</alto>");
  const Ran ran = sh("ulimit -v 150000; $N -j 1 -o out.txt page.xml");
  EXPECT_EQ(ran.status, 4);
  EXPECT_EQ(ran.err, "newsclean: not enough memory\n");
  expect_as_it_was("memory");
}

TEST_F(Faults, two_runs_at_once_into_one_folder_leave_whole_files) {
  const std::string whole = sh("$N big.txt").out;
  const Ran ran =
      sh("for i in 1 2 3; do $N -o out/ big.txt & $N -o out/ -j 1 big.txt; wait $!; done; ls -A out");
  EXPECT_EQ(ran.out + ran.err, "big.txt\n");
  EXPECT_TRUE(get("out/big.txt") == whole);
}

TEST_F(Faults, a_closed_standard_stream_is_not_taken_for_a_file) {
  const std::string daily = sh(std::string("$N --edits log.whole ") + kDaily).out;
  const Ran in = sh("$N <&-");
  EXPECT_EQ(in.status, 4);
  EXPECT_EQ(in.err, "newsclean: standard input: Bad file descriptor\n");
  EXPECT_EQ(sh(std::string("$N ") + kDaily + " <&-").out, daily);
  const Ran out = sh(std::string("$N --edits log ") + kDaily + " >&-");
  EXPECT_EQ(out.status, 4);
  EXPECT_EQ(out.err, "newsclean: standard output: Bad file descriptor\n");
  expect_as_it_was("standard output");
  const Ran files = sh(std::string("$N -o out.txt --edits log ") + kDaily + " <&- >&- 2>&-");
  EXPECT_EQ(files.status, 0);
  EXPECT_EQ(get("out.txt"), daily);
  EXPECT_EQ(get("log"), get("log.whole"));
  EXPECT_EQ(sh("$N --version >&-").status, 4);
  EXPECT_EQ(sh("$N nowhere.txt 2>&-").status, 4);
}

TEST_F(Faults, a_pipe_that_dribbles_gives_the_same_bytes) {
  const std::string whole = sh(std::string("$N ") + kDaily).out;
  const Ran ran = sh(std::string("mkfifo pipe; { for i in 1 2 3 4 5 6 7 8; do head -c 333; sleep 0.02; done; "
                                 "cat; } <") +
                     kDaily + " >pipe & $N pipe");
  EXPECT_EQ(ran.out, whole);
}

}  // namespace
