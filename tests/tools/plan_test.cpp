// newsclean-plan: shards, run one by one, give the bytes of one run over all.
#include <gtest/gtest.h>

#include "shell.h"

namespace {

class Plans : public Shell {
 protected:
  // An archive with what archives have: folders of issues, a folder below one, loose files, archives, a
  // compressed page, METS with its pages, names that shells and lists stumble over, and what is not read.
  void SetUp() override {
    Shell::SetUp();
    const Ran ran = sh(R"(
P=')" NEWSCLEAN_PLAN R"('
DAILY=)" + std::string(kDaily) +
                       "; EVENING=" + kEvening + R"(
for day in 01 02 03 04; do
  mkdir -p in/1939-04-$day
  head -c 1500 $DAILY >in/1939-04-$day/p1.txt; head -c 2500 $EVENING >in/1939-04-$day/p2.txt
done
mkdir -p in/1939-04-02/extra "in/1939 05/it's \$x" in/mets
cp $DAILY in/1939-04-02/extra/p1.txt; cp $DAILY in/1939-04-02/q9.txt
cp $DAILY "in/1939 05/it's \$x/a
b.txt"
cp $EVENING in/loose-1.txt; cp $DAILY in/loose-2.txt; cp $DAILY in/.hidden.txt; echo note >in/note.md
gzip -nc $EVENING >in/1939-04-03/p3.txt.gz
cp ')" NEWSCLEAN_SEEDS R"(/../tests/formats/pages/'lindenau-*.alto.xml in/mets
cp ')" NEWSCLEAN_SEEDS R"(/../tests/formats/pages/'lindenau-mets.xml in/mets
python3 - <<'END'
import tarfile, zipfile
for name in ("in/1939-06.tar", "in/1939-07.tar.gz"):
    with tarfile.open(name, "w:gz" if name.endswith("gz") else "w") as archive:
        archive.add("in/1939-04-01", "1939-06-30"); archive.add("in/1939-04-03", "1939-06-31")
with zipfile.ZipFile("in/1939-08.zip", "w") as archive: archive.write("in/loose-1.txt", "a/p1.txt")
END
)");
    ASSERT_EQ(ran.status, 0) << ran.err;
  }

  // A plan of `options`, run shard by shard into out/, against one run with these options.
  void same_as_one_run(const std::string& options, const std::string& cut, int status = 0) const {
    SCOPED_TRACE(options + " " + cut);
    const Ran whole = sh("$N -t jsonl -j 1 " + options + " >whole");
    ASSERT_EQ(whole.status, status) << whole.err;
    const Ran planned = sh("rm -rf plan out; " + plan_ + options + " " + cut + " -o plan");
    ASSERT_EQ(planned.status, status == 0 ? 0 : 3) << planned.err;
    const Ran ran =
        sh("NEWSCLEAN=$N; export NEWSCLEAN; worst=0; for list in plan/*.files; do n=${list#*/}; "
           "plan/run ${n%.files} out || worst=$?; done; cat out/*.jsonl >all; exit $worst");
    EXPECT_EQ(ran.status, status) << ran.err;
    EXPECT_EQ(sh("cmp all whole && test -s whole").out, "");
    EXPECT_TRUE(get("all") == get("whole"));
    EXPECT_GT(get("whole").size(), 1000U);
  }

  std::string shards() const { return sh("jq '.shards | length' plan/plan.json").out; }

  const std::string plan_ = "'" NEWSCLEAN_PLAN "' ";
};

TEST_F(Plans, outputs_of_shards_are_the_output_of_one_run) {
  for (const char* options :
       {"in", "in/", "--issue in", "--issue ./in/.", "--root . in", "--root in in/1939-04-01 in/1939-04-02",
        "--issue --root . in/1939-04-01 in/1939-04-02 in/1939-06.tar",
        "--paths '(?P<id>(?P<date>1939-\\d\\d(-\\d\\d)?))' in", "--paths '(?P<id>1939-0[4-7])' in",
        "--issue --include '*.txt' --exclude '1939-04-02' in", "-r zh-daily in/loose-1.txt in",
        "--issue in/loose-1.txt in/loose-2.txt in/1939-04-03 in/loose-1.txt",
        "in/mets/lindenau-mets.xml in"}) {
    same_as_one_run(options, "--size 1");
    same_as_one_run(options, "--shards 3");
  }
}

TEST_F(Plans, names_from_a_list_are_planned_too) {
  sh("find in -name 'p*.txt' -print0 | sort -z >list");
  same_as_one_run("--files-from list --root in", "--size 1");
  sh("printf 'in/./1939-04-01/p1.txt\\0in/./1939-04-01/p2.txt\\0in/./1939-04-02/p1.txt\\0' >list");
  same_as_one_run("--issue --files-from list", "--size 1");
  EXPECT_EQ(shards(), "2\n");
}

TEST_F(Plans, a_line_of_a_list_says_below_which_folder_a_file_was_found) {
  sh("printf 'in/./1939-04-01/p1.txt\\nin/./1939-04-01/p2.txt\\nin/./1939-04-02/p1.txt\\n' >list");
  EXPECT_EQ(sh("$N -t jsonl --issue --files-from list").out,
            sh("$N -t jsonl --issue --include 'p[12].txt' --exclude extra --exclude '1939-04-02/p2.txt' "
               "--exclude '1939-04-0[34]' --exclude '1939 05' --exclude '*.tar*' --exclude '*.zip' "
               "--exclude mets in")
                .out);
  // A path that only begins with "./", as find prints it, is a path; so is a FILE.
  sh("printf './in/loose-1.txt\\n' >list");
  EXPECT_TRUE(has(sh("$N -t jsonl --files-from list").out, "\"source\":\"loose-1.txt\""));
  EXPECT_TRUE(has(sh("$N -t jsonl in/./1939-04-01/p1.txt").out, "\"source\":\"p1.txt\""));
  // Nor does a line lead out of the folder, and an output with it.
  sh("printf 'in/./../in/loose-1.txt\\n' >list; mkdir away; $N -t jsonl --files-from list -o away/up/");
  EXPECT_EQ(sh("find away -type f").out, "away/up/loose-1.jsonl\n");
  // What a list has and is not there is told, and is not passed by as what vanishes from a folder.
  sh("printf 'in/./gone.txt\\n' >list");
  const Ran gone = sh("$N --files-from list");
  EXPECT_EQ(gone.status, 4);
  EXPECT_TRUE(has(gone.err, "in/gone.txt: No such file")) << gone.err;
}

TEST_F(Plans, the_same_files_give_the_same_plan) {
  sh(plan_ + "--issue in --size 4K -o plan; sleep 1.1; cp -r in again; mv in old; mv again in; " + plan_ +
     "--issue in --size 4K -o two");
  EXPECT_EQ(sh("diff -r plan two && ls plan | wc -l").out, sh("ls two | wc -l").out);
  EXPECT_EQ(sh("jq '[.shards[].documents] | add == $n' --argjson n \"$(jq .documents plan/plan.json)\" "
               "plan/plan.json")
                .out,
            "true\n");
}

TEST_F(Plans, no_issue_is_cut_and_an_archive_is_whole) {
  sh(plan_ + "--issue in --size 1 -o plan");
  EXPECT_EQ(sh("tr '\\0' '\\n' <plan/00001.files").out.find("in/./1939 05"), 0U);
  EXPECT_EQ(
      sh("cd plan; grep -lz 1939-04-01 *.files | wc -l; grep -cz 1939-04-01 $(grep -lz 1939-04-01 *)").out,
      "1\n2\n");
  EXPECT_EQ(sh("cd plan; grep -lz 1939-06.tar *.files | xargs cat | tr '\\0' '\\n'").out,
            "in/./1939-06.tar\n");
  EXPECT_EQ(sh("jq -c '.shards[] | select(.documents == 2)' plan/plan.json | wc -l").out, "2\n");
}

TEST_F(Plans, a_METS_file_weighs_what_its_pages_do) {
  sh(plan_ + "in/mets -o plan");
  EXPECT_EQ(sh("jq .bytes plan/plan.json").out, sh("cat in/mets/* | wc -c").out);
  EXPECT_EQ(sh("tr '\\0' '\\n' <plan/00001.files").out, "in/mets/./lindenau-mets.xml\n");
}

TEST_F(Plans, shards_are_of_the_size_that_was_asked_for) {
  const std::string in = "--include '*.txt' in/1939-04-01 in/1939-04-02 in/1939-04-03 --root in ";
  sh(plan_ + in + "--size 5K -o plan");
  EXPECT_EQ(sh("jq '[.shards[] | select(.bytes > 5120 and .documents > 1)] | length' plan/plan.json").out,
            "0\n");
  for (const char* wanted : {"1", "2", "3", "4"}) {
    sh("rm -r plan; " + plan_ + in + "--shards " + wanted + " -o plan");
    EXPECT_EQ(shards(), std::string(wanted) + "\n");
  }
  sh("rm -r plan; " + plan_ + "in/1939-04-01 --shards 50 -o plan");
  EXPECT_EQ(shards(), "2\n");  // no more than there are documents
}

TEST_F(Plans, a_shard_that_is_done_is_not_done_again) {
  sh(plan_ + "--issue in --shards 2 --compress gz -o plan");
  const std::string run = "NEWSCLEAN=$N plan/run 2 out --stats=json";
  EXPECT_TRUE(has(sh(run).err, "\"pages\":"));
  EXPECT_EQ(sh("ls out").out, "00002.jsonl.gz\n00002.manifest\n");
  const std::string before = sh("stat -c '%Y %i %n' out/*").out;
  EXPECT_EQ(sh(run).err, "");
  EXPECT_EQ(sh(run).status, 0);
  EXPECT_EQ(sh("stat -c '%Y %i %n' out/*").out, before);
  sh("echo more >>in/mets/../loose-1.txt");
  EXPECT_TRUE(has(sh(run).err, "\"pages\":"));
}

TEST_F(Plans, what_cannot_be_read_is_in_the_plan_and_is_told_by_its_shard_each_time) {
  put("in/1939-04-04/bad.txt", std::string_view("some bytes, \0 more", 18));
  sh("head -c 400 in/1939-07.tar.gz >in/half.tar.gz");
  const Ran planned = sh(plan_ + "in --size 1 -o plan");
  EXPECT_EQ(planned.status, 3);  // of the archive; what a text is, the run knows
  EXPECT_TRUE(has(planned.err, "newsclean-plan: in/half.tar.gz: cannot be unpacked")) << planned.err;
  for (const char* name : {"bad.txt", "half.tar.gz"}) {
    const std::string run = "n=$(cd plan; grep -lz " + std::string(name) +
                            " *.files); NEWSCLEAN=$N plan/run ${n%.files} out --stats=json";
    const Ran first = sh(run);
    EXPECT_EQ(first.status, 3) << first.err;
    EXPECT_TRUE(has(first.err, name)) << first.err;
    EXPECT_TRUE(has(first.err, "\"pages\"")) << first.err;
    // Nothing is done a second time, and it comes to the same.
    const Ran second = sh(run);
    EXPECT_EQ(second.status, 3);
    EXPECT_TRUE(has(second.err, name)) << second.err;
    EXPECT_FALSE(has(second.err, "\"pages\"")) << second.err;
  }
  same_as_one_run("in", "--size 1", 3);
}

TEST_F(Plans, edits_are_planned_as_records_are) {
  sh(plan_ +
     "--issue in --size 4K -t edits -o plan; for n in $(seq $(ls plan/*.files | wc -l)); do "
     "NEWSCLEAN=$N plan/run $n out; done");
  EXPECT_EQ(sh("cat out/*.edits.jsonl").out, sh("$N -t edits --issue in").out);
}

TEST_F(Plans, parallel_runs_a_plan) {
  if (sh("command -v parallel").status != 0) GTEST_SKIP() << "no GNU parallel (Debian package parallel)";
  sh(plan_ + "--issue in --size 4K -o plan");
  const Ran ran =
      sh("export NEWSCLEAN=$N HOME=$PWD; ls plan/*.files | parallel --will-cite -j 3 plan/run {/.} out");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(sh("cat out/*.jsonl").out == sh("$N -t jsonl -j 1 --issue in").out);
}

TEST_F(Plans, the_example_for_Slurm_runs_its_share_of_a_plan) {
  const std::string script = "'" NEWSCLEAN_SEEDS "/../docs/examples/slurm/newsclean.sbatch' ";
  ASSERT_EQ(sh("bash -n " + script).status, 0);
  sh(plan_ + "--issue in --shards 5 -o plan");
  // As sbatch --array=1-2 calls it, and from a copy elsewhere, as Slurm does.
  const Ran ran =
      sh("export NEWSCLEAN=$N SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=2; mkdir spool; cp " + script +
         " spool/job; SLURM_ARRAY_TASK_ID=1 bash spool/job plan out; ls out/*.jsonl; "
         "SLURM_ARRAY_TASK_ID=2 bash spool/job plan out");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, "out/00001.jsonl\nout/00003.jsonl\nout/00005.jsonl\n");
  EXPECT_TRUE(sh("cat out/*.jsonl").out == sh("$N -t jsonl -j 1 --issue in").out);
  EXPECT_EQ(sh("bash " + script + "plan out").status, 2);  // by hand, and not told which
  EXPECT_EQ(sh("export NEWSCLEAN=false SLURM_ARRAY_TASK_ID=1; bash " + script + "plan out").status, 1);
}

TEST_F(Plans, a_wrong_call_is_told_and_leaves_no_plan) {
  struct Case {
    const char *options, *message;
  };
  for (const Case row :
       {Case{"in", "no -o PLAN"}, Case{"-o plan", "no FILE"},
        Case{"- -o plan", "standard input cannot be cut"},
        Case{"in -o in/plan", "in/plan is in in, which is read"}, Case{"in -o old", "old is not empty"},
        Case{"in -o plan --size 3X", "not a number"}, Case{"in -o plan --size 0", "not a number"},
        Case{"in -o plan --shards 0", "not a whole number"},
        Case{"in -o plan --shards 2 --size 3", "do not go together"},
        Case{"in -o plan -r zh-dayly", "did you mean"},
        Case{"in -o plan --paths '(?P<dates>x)'", "did you mean \"date\""},
        Case{"in -o plan -t text", "no output format \"text\""}}) {
    sh("mkdir -p old; touch old/file");
    const Ran ran = sh(plan_ + row.options);
    EXPECT_EQ(ran.status, 2) << row.options;
    EXPECT_TRUE(has(ran.err, row.message)) << ran.err;
    EXPECT_NE(sh("test -e plan").status, 0) << row.options;
  }
  EXPECT_EQ(sh(plan_ + "gone -o plan").status, 3);
  sh("rm -rf plan; " + plan_ + "in/loose-1.txt -o plan");
  EXPECT_EQ(sh("plan/run").status, 2);
  EXPECT_EQ(sh("plan/run 2 out").status, 2);
  EXPECT_EQ(sh("plan/run x out").status, 2);
  EXPECT_EQ(sh("NEWSCLEAN=$N plan/run 00001 out").status, 0);
}

}  // namespace
