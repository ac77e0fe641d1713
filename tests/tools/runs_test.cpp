// Runs over many documents: the account of a run, going on after one that was killed, compressed output.
#include <gtest/gtest.h>

#include "shell.h"

namespace {

class Runs : public Shell {
 protected:
  void SetUp() override {
    Shell::SetUp();
    sh("mkdir -p in/a in/b && cp " + std::string(kDaily) + " in/a/one.txt && cp " + kEvening +
       " in/b/two.txt && cp " + kEvening + " in/b/three.txt");
  }
};

// What the account says of the documents, by jq.
constexpr const char* kDocuments = "jq -r 'select(.document) | .document' ";

TEST_F(Runs, the_manifest_has_a_line_for_each_document_and_ends_when_the_run_is_done) {
  const Ran ran = sh("$N -t jsonl in -o out/ --manifest run.json");
  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(sh(std::string(kDocuments) + "run.json").out, "a/one\nb/three\nb/two\n");
  // The sums are those of the files.
  sh("jq -r 'select(.document) | (.files + .outputs)[] | .sha256 + \"  \" + .path' run.json >sums");
  const Ran sums = sh("sha256sum -c sums");
  EXPECT_EQ(sums.status, 0) << sums.out;
  EXPECT_TRUE(has(sums.out, "in/a/one.txt: OK\nout/a/one.jsonl: OK\n"));
  EXPECT_EQ(sh("jq -r 'select(.done) | .documents, .failures, .status' run.json").out, "3\n0\n0\n");
  EXPECT_EQ(sh("jq -s '(map(select(.document) | .articles) | add) == (.[-1].articles)' run.json").out,
            "true\n");
  EXPECT_TRUE(matches(sh("head -n 1 run.json").out, "\"recipe_sha256\":\"[0-9a-f]{64}\""));
  EXPECT_EQ(sh("ls").out.find("partial"), std::string::npos);
}

TEST_F(Runs, the_manifest_is_the_same_each_time_and_for_any_number_of_jobs) {
  sh("$N -t jsonl in -o out/ --manifest one.json -j 1; $N -t jsonl in -o out/ --manifest two.json -j 3");
  EXPECT_EQ(read(folder_ / "one.json"), read(folder_ / "two.json"));
}

TEST_F(Runs, the_manifest_names_what_could_not_be_read) {
  put("in/b/no.txt", std::string_view("some bytes, \0 more", 18));
  EXPECT_EQ(sh("$N -t jsonl in -o all.jsonl --manifest run.json").status, 3);
  EXPECT_EQ(sh("jq -r 'select(.failure) | .failure, .status' run.json").out,
            "in/b/no.txt: not text (NUL byte at byte 12)\n3\n");
  EXPECT_EQ(sh("jq -r 'select(.done) | .failures, .status, .outputs[0].name' run.json").out,
            "1\n3\nall.jsonl\n");
}

TEST_F(Runs, resume_does_again_only_what_has_changed) {
  const std::string run = "$N -t jsonl in -o out/ --manifest run.json --resume --stats=json";
  sh(run);
  const std::string whole = sh("cat out/*/*.jsonl").out, manifest = read(folder_ / "run.json");
  EXPECT_EQ(sh(run + " 2>&1 | jq .bytes").out, "");  // nothing was to do, and nothing is told
  EXPECT_EQ(read(folder_ / "run.json"), manifest);
  sh("cat " + std::string(kDaily) + " >>in/b/two.txt");
  const std::string bytes = sh("wc -c <in/b/two.txt").out;
  EXPECT_EQ(sh(run + " 2>&1 | jq .bytes").out, bytes);
  EXPECT_EQ(sh(std::string(kDocuments) + "run.json").out, "a/one\nb/three\nb/two\n");
  // An output that somebody touched is made anew.
  sh("echo >>out/a/one.jsonl");
  EXPECT_EQ(sh(run + " 2>&1 | jq .bytes").out, sh("wc -c <in/a/one.txt").out);
  EXPECT_EQ(sh("cat out/a/one.jsonl out/b/three.jsonl").out, sh("$N -t jsonl in/a/one.txt --root in; "
                                                                "$N -t jsonl in/b/three.txt --root in")
                                                                 .out);
}

TEST_F(Runs, resume_does_all_again_under_another_recipe) {
  sh("$N -t jsonl in -o out/ --manifest run.json");
  EXPECT_EQ(
      sh("$N -t jsonl in -o out/ --manifest run.json --resume --stats=json -r general 2>&1 | jq .pages").out,
      "3\n");
}

TEST_F(Runs, a_run_that_was_killed_goes_on_and_comes_to_the_same_bytes) {
  sh("for i in $(seq 40); do cp in/a/one.txt in/b/page$i.txt; done");
  const std::string options = "-t jsonl in -o out/ --manifest run.json --resume -j 2";
  sh("$N -t jsonl in -o whole/ --manifest whole.json");
  // It is killed in mid-run, twice; how far it came depends on the machine.
  sh("$N " + options + " & sleep 0.12; kill -9 $!; wait; $N " + options + " & sleep 0.12; kill -9 $!; wait");
  const Ran ran = sh("$N " + options);
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(sh("rm -f out/*/*.part*; diff -r whole out").out, "");
  EXPECT_EQ(sh(std::string(kDocuments) + "run.json >one; " + kDocuments + "whole.json | diff one -").out, "");
  EXPECT_EQ(sh("ls run.json*").out, "run.json\n");
}

TEST_F(Runs, resume_goes_on_behind_what_cannot_be_read) {
  sh("python3 -c \"import tarfile; t = tarfile.open('in.tar', 'w'); t.add('in', ''); t.close(); "
     "b = open('in.tar', 'rb').read(); i = b.index(b'two.txt'); open('half.tar', 'wb').write(b[:i + "
     "3000])\"");
  const std::string run = "$N -t jsonl half.tar in/a/one.txt -o out/ --manifest run.json --resume";
  for (int time = 0; time < 2; ++time) {
    const Ran ran = sh(run);
    EXPECT_EQ(ran.status, 3);
    EXPECT_TRUE(has(ran.err, "newsclean: half.tar: cannot be unpacked")) << ran.err;
    EXPECT_EQ(sh(std::string(kDocuments) + "run.json").out, "half/a/one\nhalf/b/three\none\n");
  }
}

TEST_F(Runs, what_a_killed_run_has_done_outlives_a_second_one) {
  // As the second kill leaves it: lines of the first in .before, of the second in .partial.
  sh("$N -t jsonl in -o out/ --manifest run.json; head -n 2 run.json >run.json.before; "
     "(head -n 1 run.json; sed -n 3p run.json) >run.json.partial; rm run.json");
  const std::string left = sh("wc -c <in/b/two.txt").out;
  EXPECT_EQ(sh("$N -t jsonl in -o out/ --manifest run.json --resume --stats=json 2>&1 | jq .bytes").out,
            left);
}

TEST_F(Runs, a_run_that_is_not_done_again_comes_to_what_it_came_to) {
  put("in/b/no.txt", std::string_view("some bytes, \0 more", 18));
  const std::string run = "$N -t jsonl in -o all.jsonl --manifest run.json --resume --stats=json";
  EXPECT_EQ(sh(run).status, 3);
  const Ran again = sh(run);
  EXPECT_EQ(again.status, 3);
  EXPECT_EQ(again.err, "newsclean: in/b/no.txt: not text (NUL byte at byte 12)\n");
  // Once it can be read, it is.
  sh("cp in/a/one.txt in/b/no.txt");
  EXPECT_TRUE(has(sh(run).err, "\"status\":0"));
  EXPECT_EQ(sh(run).err, "");
}

TEST_F(Runs, of_two_runs_with_one_manifest_at_a_time_the_second_ends) {
  if (sh("command -v flock").status != 0) GTEST_SKIP() << "no program flock (Debian package util-linux)";
  const Ran ran = sh("flock run.json.partial $N -t jsonl in -o all.jsonl --manifest run.json");
  EXPECT_EQ(ran.status, 4);
  EXPECT_EQ(ran.err, "newsclean: run.json.partial: another run is writing it\n");
  EXPECT_EQ(sh("ls").out.find("all.jsonl"), std::string::npos);
  EXPECT_EQ(sh("$N -t jsonl in -o all.jsonl --manifest run.json").status, 0);
  EXPECT_EQ(sh("ls run.json*").out, "run.json\n");
}

TEST_F(Runs, one_output_of_many_documents_is_made_again_whole_or_not_at_all) {
  const std::string run = "$N -t jsonl in -o all.jsonl --manifest run.json --resume --stats=json";
  sh(run);
  const std::string all = read(folder_ / "all.jsonl");
  EXPECT_EQ(all, sh("$N -t jsonl in").out);
  EXPECT_EQ(sh(run).err, "");
  sh("rm in/b/two.txt");
  EXPECT_EQ(sh(run + " 2>&1 | jq .pages").out, "2\n");
  EXPECT_EQ(read(folder_ / "all.jsonl"), sh("$N -t jsonl in").out);
}

TEST_F(Runs, resume_goes_with_a_manifest_and_an_output) {
  EXPECT_TRUE(has(sh("$N in --resume -o out/").err, "--resume needs --manifest"));
  EXPECT_TRUE(has(sh("$N in --resume --manifest run.json").err, "--resume needs --output"));
  EXPECT_EQ(sh("$N in -o out/ --manifest /dev/full/x").status, 4);
}

TEST_F(Runs, a_manifest_is_written_over_no_input_and_no_output_and_into_no_folder_that_is_read) {
  const std::string page = read(folder_ / "in/a/one.txt");
  for (const char* options :
       {"in/a/one.txt -o out.txt --manifest in/a/one.txt", "in -o out/ --manifest in/run.json",
        "in -o all.jsonl --manifest all.jsonl", "in -o out/ --edits log --manifest log"}) {
    const Ran ran = sh(std::string("$N ") + options);
    EXPECT_EQ(ran.status, 2) << options << ran.err;
  }
  EXPECT_EQ(read(folder_ / "in/a/one.txt"), page);
  EXPECT_EQ(sh("ls in").out, "a\nb\n");
}

TEST_F(Runs, output_is_compressed_by_what_its_name_ends_in_and_always_to_the_same_bytes) {
  const std::string wanted = sh("$N -t jsonl in").out;
  struct Way {
    const char *ending, *unpack;
  };
  for (const Way way : {Way{".gz", "gzip -dc"},
                        Way{".bz2",
                            "python3 -c 'import bz2,sys;"
                            "sys.stdout.buffer.write(bz2.decompress("
                            "sys.stdin.buffer.read()))'"},
                        Way{".xz",
                            "python3 -c 'import lzma,sys;"
                            "sys.stdout.buffer.write(lzma.decompress(sys.stdin.buffer.read()))'"}}) {
    const std::string name = std::string("all.jsonl") + way.ending;
    EXPECT_EQ(sh("$N -t jsonl in -o " + name).status, 0);
    EXPECT_EQ(sh(std::string(way.unpack) + " <" + name).out, wanted) << name;
    const std::string bytes = read(folder_ / name);
    sh("sleep 1.1; $N -t jsonl in -j 1 -o " + name);
    EXPECT_EQ(read(folder_ / name), bytes) << name;
  }
  sh("$N in -o all.txt.zst; mkdir again; mv all.txt.zst again");
  EXPECT_EQ(sh("$N -F none again/all.txt.zst").out, sh("$N in -o all.txt; $N -F none all.txt").out);
}

TEST_F(Runs, a_compressed_output_has_no_half_of_an_input) {
  sh("python3 -c \"import tarfile, gzip; t = tarfile.open('in.tar', 'w'); t.add('in', ''); t.close(); "
     "b = open('in.tar', 'rb').read(); open('half.tar', 'wb').write(b[:len(b) * 2 // 3])\"");
  const Ran ran = sh("$N -t jsonl half.tar -o half.jsonl.gz");
  EXPECT_EQ(ran.status, 3);
  const Ran plain = sh("$N -t jsonl half.tar -o half.jsonl");
  EXPECT_EQ(sh("gzip -dc half.jsonl.gz | cmp - half.jsonl").out, "");
  EXPECT_FALSE(read(folder_ / "half.jsonl").empty());
}

TEST_F(Runs, a_log_and_an_output_that_are_compressed_are_undone) {
  sh(std::string("$N ") + kDaily + " -o out.txt.gz --edits log.xz");
  EXPECT_EQ(sh("$N --undo log.xz out.txt.gz").out, read(folder_ / kDaily));
}

TEST_F(Runs, stats_are_a_table_or_JSON) {
  EXPECT_TRUE(matches(sh(std::string("$N --stats -o out ") + kDaily).err, "^pages +1$"));
  EXPECT_EQ(sh(std::string("$N --stats=json -o out ") + kDaily + " 2>&1 | jq -r '.pages, .status'").out,
            "1\n0\n");
  EXPECT_EQ(sh(std::string("$N --stats=xml ") + kDaily).status, 2);
}

TEST_F(Runs, a_terminal_sees_how_far_the_run_is_and_nothing_of_it_stays) {
  if (sh("command -v script").status != 0) GTEST_SKIP() << "no program script (Debian package bsdutils)";
  sh("for i in $(seq 900); do cat in/*/*.txt; done >many.txt");
  const std::string shown = sh("TERM=xterm script -qec \"$N many.txt -o out.txt -j 1\" /dev/null").out;
  EXPECT_TRUE(matches(shown, "[0-9]+ pages?, [0-9.]+ of [0-9.]+ MB, [0-9.]+ MB/s")) << shown;
  EXPECT_TRUE(shown.ends_with("\x1b[K")) << shown;
  EXPECT_EQ(sh("TERM=xterm script -qec \"$N many.txt | cat >out.txt; true\" /dev/null").status, 0);
  EXPECT_EQ(sh("$N many.txt -o out.txt").err, "");
}

}  // namespace
