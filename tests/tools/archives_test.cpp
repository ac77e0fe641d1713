// Folders and archives: what is read of them, in which order, and what records call it.
#include <gtest/gtest.h>

#include "shell.h"

namespace {

class Archives : public Shell {
 protected:
  void SetUp() override {
    Shell::SetUp();
    sh("mkdir -p in/1939-04-27 in/1939-04-28 && cp " + std::string(kDaily) + " in/1939-04-27/p1.txt && cp " +
       kEvening + " in/1939-04-27/p2.txt && cp " + kDaily + " in/1939-04-28/p1.txt");
    plain_ = sh("$N -t jsonl in").out;
    ASSERT_FALSE(plain_.empty());
  }

  // A Python program that makes an archive.
  void make(const std::string& program) const {
    const Ran ran =
        sh("python3 - <<'END'\nimport bz2, gzip, io, lzma, tarfile, zipfile\n" + program + "\nEND");
    ASSERT_EQ(ran.status, 0) << ran.err;
  }

  // The ids of records, one for each source.
  std::string sources(const std::string& options) const {
    return sh("$N -t jsonl " + options + " | sed 's/.*\"source\":\"\\([^\"]*\\)\".*/\\1/' | uniq").out;
  }

  std::string plain_;  // the records of the folder
};

constexpr const char* kSources = "1939-04-27/p1.txt\n1939-04-27/p2.txt\n1939-04-28/p1.txt\n";

TEST_F(Archives, a_folder_is_read_with_all_that_is_in_it_and_records_name_files_below_it) {
  EXPECT_EQ(sources("in"), kSources);
  EXPECT_TRUE(plain_.starts_with("{\"id\":\"1939-04-27/p1#1\",\"source\":\"1939-04-27/p1.txt\","));
  const Ran ran = sh("$N -t jsonl in -j 1");
  EXPECT_EQ(ran.out, plain_);
  EXPECT_EQ(ran.err, "");
}

TEST_F(Archives, what_is_hidden_or_behind_a_link_to_a_folder_is_not_read) {
  sh("cp in/1939-04-27/p1.txt in/.hidden.txt; mkdir in/.git; cp in/1939-04-27/p1.txt in/.git/a.txt; "
     "ln -s .. in/loop; ln -s nowhere in/broken");
  EXPECT_EQ(sh("$N -t jsonl in").out, plain_);
  sh("ln -s 1939-04-27/p1.txt in/z.txt");
  EXPECT_EQ(sources("in"), std::string(kSources) + "z.txt\n");
}

TEST_F(Archives, packed_in_any_way_the_records_are_those_of_the_folder) {
  make(R"(
for name, mode in (("in.tar", "w"), ("in.tar.gz", "w:gz"), ("in.tar.bz2", "w:bz2"), ("in.tar.xz", "w:xz")):
    with tarfile.open(name, mode) as archive: archive.add("in", "")
with zipfile.ZipFile("in.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for path in ("1939-04-27/p1.txt", "1939-04-27/p2.txt", "1939-04-28/p1.txt"): archive.write("in/" + path, path)
)");
  sh("sed 's/\\(\"id\":\"\\|\"source\":\"\\)/\\1in\\//g' <<'END' >wanted\n" + plain_ + "END");
  const std::string wanted = read(folder_ / "wanted");
  for (const char* name : {"in.tar", "in.tar.gz", "in.tar.bz2", "in.tar.xz", "in.zip"}) {
    const Ran ran = sh(std::string("$N -t jsonl ") + name);
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.out, wanted) << name;
  }
  // A pipe cannot be gone back in; a zip file is then read without the list at its end.
  for (const char* name : {"in.tar.gz", "in.zip"})
    EXPECT_EQ(sh(std::string("cat ") + name + " | $N -t jsonl | sed 's/\"stdin\\//\"in\\//g'").out, wanted)
        << name;
  EXPECT_EQ(sh("mkdir more; mv in.zip more; $N -t jsonl more").out, wanted);
}

TEST_F(Archives, a_compressed_file_is_called_like_the_file_in_it) {
  const std::string wanted = sh("$N -t jsonl in/1939-04-27/p1.txt").out;
  make(R"(
text = open("in/1939-04-27/p1.txt", "rb").read()
for name, pack in (("p1.txt.gz", gzip.compress), ("p1.txt.bz2", bz2.compress), ("p1.txt.xz", lzma.compress)):
    open(name, "wb").write(pack(text))
)");
  for (const char* name : {"p1.txt.gz", "p1.txt.bz2", "p1.txt.xz"})
    EXPECT_EQ(sh(std::string("$N -t jsonl ") + name).out, wanted) << name;
  EXPECT_EQ(sh("$N -t jsonl <p1.txt.gz").out, sh("$N -t jsonl <in/1939-04-27/p1.txt").out);
  sh("mv p1.txt.gz in/1939-04-27; rm in/1939-04-27/p1.txt");
  EXPECT_EQ(sh("$N -t jsonl in").out, plain_);
}

TEST_F(Archives, an_archive_that_breaks_off_gives_what_came_before_with_status_3) {
  make(R"(
with tarfile.open("in.tar.gz", "w:gz") as archive: archive.add("in", "")
whole = open("in.tar.gz", "rb").read()
open("half.tar.gz", "wb").write(whole[:len(whole) // 2])
)");
  const Ran ran = sh("$N -t jsonl half.tar.gz in/1939-04-28/p1.txt");
  EXPECT_EQ(ran.status, 3);
  EXPECT_TRUE(matches(ran.err, "^newsclean: half.tar.gz: cannot be unpacked: ")) << ran.err;
  EXPECT_TRUE(has(ran.out, "\"id\":\"p1#1\"")) << ran.out;
}

TEST_F(Archives, members_that_lead_out_of_it_links_and_devices_are_not_read) {
  make(R"(
text = open("in/1939-04-27/p1.txt", "rb").read()
with tarfile.open("bad.tar", "w") as archive:
    for name in ("../../out.txt", "/etc/absolute.txt", "a/../../b.txt", "./good.txt"):
        member = tarfile.TarInfo(name); member.size = len(text); archive.addfile(member, io.BytesIO(text))
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
        member = tarfile.TarInfo("link.txt"); member.type = kind; member.linkname = "/etc/passwd"
        archive.addfile(member)
    member = tarfile.TarInfo("fifo"); member.type = tarfile.FIFOTYPE; archive.addfile(member)
)");
  const Ran ran = sh("$N -t text bad.tar -o out/; find out -type f | sort");
  EXPECT_EQ(ran.out, "out/bad/etc/absolute.txt\nout/bad/good.txt\n");
  EXPECT_EQ(ran.err,
            "newsclean: bad.tar/../../out.txt: its path leads out of the archive; it was not read\n"
            "newsclean: bad.tar/a/../../b.txt: its path leads out of the archive; it was not read\n");
  EXPECT_EQ(sh("$N bad.tar >/dev/null").status, 3);
}

TEST_F(Archives, an_archive_that_holds_itself_comes_to_an_end) {
  make(R"(
inner = open("in/1939-04-27/p1.txt", "rb").read()
for depth in range(12):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        member = tarfile.TarInfo("a.tgz"); member.size = len(inner); archive.addfile(member, io.BytesIO(inner))
    inner = packed.getvalue()
open("deep.tgz", "wb").write(inner)
)");
  const Ran ran = sh("$N deep.tgz");
  EXPECT_EQ(ran.status, 3);
  EXPECT_TRUE(has(ran.err, "is an archive within too many others")) << ran.err;
}

TEST_F(Archives, include_and_exclude_are_asked_of_what_is_in_folders_and_archives) {
  sh("cp in/1939-04-27/p1.txt in/notes.md; mkdir in/scans; printf '\\0\\1\\2' >in/scans/p1.png");
  EXPECT_EQ(sources("--include '*.txt' in"), kSources);
  EXPECT_EQ(sources("--include '*.md' --include 'p2.*' in"), "1939-04-27/p2.txt\nnotes.md\n");
  EXPECT_EQ(sources("--exclude scans --exclude '*.md' --exclude '1939-04-27/p2*' in"),
            "1939-04-27/p1.txt\n1939-04-28/p1.txt\n");
  EXPECT_EQ(sources("--include '*.md' " + std::string(kDaily)), std::string(kDaily) + "\n");  // it was named
  make("with tarfile.open('in.tar', 'w') as archive: archive.add('in', '')");
  EXPECT_EQ(sources("--include '*.md' in.tar"), "in/notes.md\n");
  const Ran none = sh("$N --include '*.xml' in");
  EXPECT_EQ(none.status, 0);
  EXPECT_EQ(none.err, "newsclean: in: nothing in it was read\n");
}

TEST_F(Archives, files_from_takes_lines_or_names_ended_by_NUL) {
  sh("ls -d in/*/p1.txt >list; printf 'in/1939-04-27/p2.txt\\0' >list0");
  EXPECT_EQ(sources("--files-from list"), "p1.txt\n");
  EXPECT_EQ(sources("--files-from list --root in"), "1939-04-27/p1.txt\n1939-04-28/p1.txt\n");
  EXPECT_EQ(sources("--files-from list0"), "p2.txt\n");
  EXPECT_EQ(sh("find in -name '*.txt' -print0 | sort -z | $N -t jsonl --files-from - --root in").out, plain_);
  EXPECT_EQ(sh("$N --files-from nowhere").status, 4);
}

TEST_F(Archives, an_output_folder_has_the_folders_of_the_input) {
  EXPECT_EQ(sh("$N -t jsonl in -o out/; cat out/1939-04-27/p1.jsonl out/1939-04-27/p2.jsonl "
               "out/1939-04-28/p1.jsonl")
                .out,
            plain_);
  // Two inputs of one name are never one output.
  sh("cp in/1939-04-27/p1.txt in/1939-04-27/p1.md");
  const Ran ran = sh("$N -t jsonl in -o twice/");
  EXPECT_EQ(ran.status, 4);
  EXPECT_EQ(
      ran.err,
      "newsclean: in/1939-04-27/p1.txt: something else was written to twice/1939-04-27/p1.jsonl; it was "
      "not written\n");
}

TEST_F(Archives, nothing_is_written_into_a_folder_that_is_read) {
  for (const char* output : {"in/out.txt", "in/deeper/", "in/"}) {
    const Ran ran = sh(std::string("$N in -o ") + output);
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(has(ran.err, "is in in, which is read")) << ran.err;
  }
}

TEST_F(Archives, with_issue_the_files_of_each_folder_are_an_issue) {
  const std::string records = sh("$N -t jsonl --issue in").out;
  EXPECT_TRUE(records.starts_with("{\"id\":\"1939-04-27#1\",\"source\":\"1939-04-27/p1.txt\","));
  EXPECT_TRUE(has(
      records, "\"source\":\"1939-04-27/p2.txt\",\"kind\":\"article\",\"lang\":\"zh-Hans\",\"pages\":[2]"));
  EXPECT_TRUE(has(records, "{\"id\":\"1939-04-28#1\",\"source\":\"1939-04-28/p1.txt\","));
  make("with tarfile.open('in.tar', 'w') as archive: archive.add('in', '')");
  EXPECT_EQ(sh("$N -t jsonl --issue in.tar | sed 's/\"in\\//\"/g'").out, records);
}

TEST_F(Archives, patterns_of_paths_give_ids_dates_and_pages_and_make_issues) {
  const std::string options = "-t jsonl --paths '(?P<id>(?P<date>\\d{4}-\\d\\d-\\d\\d))/p(?P<page>\\d+)' in";
  const std::string records = sh("$N " + options).out;
  EXPECT_TRUE(records.starts_with(
      "{\"id\":\"1939-04-27#1\",\"source\":\"1939-04-27/p1.txt\",\"date\":\"1939-04-27\",\"kind\""));
  EXPECT_TRUE(has(records, "\"pages\":[2]"));
  put("in.toml", sh("$N --print-recipe -r zh-daily").out);
  sh("sed -i '1i paths = [\"p(?P<page>[0-9]+)\", \"(?P<date>[0-9-]+)\"]' in.toml");
  EXPECT_TRUE(has(sh("$N -t jsonl -r in.toml in/1939-04-27/p2.txt").out, "\"pages\":[2]"));
  const Ran wrong = sh("$N --paths '(?P<dates>x)' in");
  EXPECT_EQ(wrong.status, 2);
  EXPECT_TRUE(has(wrong.err, "no name \"dates\"; did you mean \"date\"?")) << wrong.err;
}

TEST_F(Archives, a_folder_with_METS_files_is_read_through_them) {
  sh("mkdir -p mets/one && cp '" NEWSCLEAN_SEEDS
     "/../tests/formats/pages/'lindenau-*.alto.xml "
     "'" NEWSCLEAN_SEEDS "/../tests/formats/pages/'lindenau-mets.xml mets/one");
  const std::string direct = sh("$N -t jsonl mets/one/lindenau-mets.xml | sed 's/.*\"text\"//'").out;
  ASSERT_FALSE(direct.empty());
  EXPECT_EQ(sh("$N -t jsonl mets | sed 's/.*\"text\"//'").out, direct);
}

TEST_F(Archives, an_issue_may_have_more_pages_than_files_may_be_open) {
  sh("mkdir many; for i in $(seq 200); do echo \"Page $i has one line.\" >many/p$i.txt; done");
  const Ran ran =
      sh("ulimit -n 40; $N -t jsonl --issue many | jq -r '(.blocks + .lifted)[].source' | sort -u | wc -l");
  EXPECT_EQ(ran.out, "200\n") << ran.err;
}

TEST_F(Archives, a_METS_issue_in_an_archive_is_read_with_the_files_beside_it) {
  sh("mkdir -p mets/one mets/two && for i in one two; do cp '" NEWSCLEAN_SEEDS
     "/../tests/formats/pages/'lindenau-*.alto.xml '" NEWSCLEAN_SEEDS
     "/../tests/formats/pages/'lindenau-mets.xml mets/$i; done");
  make("with tarfile.open('mets.tar', 'w') as archive: archive.add('mets', '')");
  const std::string text = " | sed 's/.*\"text\"//'";
  const std::string direct = sh("$N -t jsonl mets/one/lindenau-mets.xml" + text).out;
  ASSERT_FALSE(direct.empty());
  const Ran ran = sh("$N -t jsonl --issue mets.tar --manifest run.json" + text);
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(ran.out, direct + direct);
  EXPECT_EQ(sh("jq -r 'select(.document) | .document, (.files | length)' run.json").out,
            "mets/one\n3\nmets/two\n3\n");
  EXPECT_TRUE(has(sh("$N -t jsonl mets.tar").err, "in an archive --issue reads it with the files beside it"));
}

TEST_F(Archives, without_libarchive_an_archive_is_named_and_files_are_read_all_the_same) {
  sh("gzip -c in/1939-04-27/p1.txt >p1.txt.gz; mkdir none; : >none/libarchive.so.13");
  const Ran ran = sh("LD_LIBRARY_PATH=none $N -t jsonl p1.txt.gz in");
  EXPECT_EQ(ran.status, 4);
  EXPECT_EQ(ran.out, plain_);
  EXPECT_TRUE(has(ran.err, "need libarchive, which cannot be loaded")) << ran.err;
  EXPECT_TRUE(has(ran.err, "apt install libarchive13")) << ran.err;
}

}  // namespace
