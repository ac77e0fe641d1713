// What --to writes beside text and records: in one output, in a folder, over windows and issues. What stands
// in a record of each format is tested in tests/formats/.
#include <gtest/gtest.h>

#include "shell.h"

namespace {

class Outputs : public Shell {
 protected:
  void SetUp() override {
    Shell::SetUp();
    sh("mkdir -p in/a in/b && cp " + std::string(kDaily) + " in/a/one.txt && cp " + kEvening +
       " in/b/two.txt");
    ids_ = sh("$N -t jsonl in | jq -r 'select(.kind != \"rest\") | .id'").out;
    ASSERT_FALSE(ids_.empty());
  }

  std::string ids_;  // of the articles
};

TEST_F(Outputs, records_of_all_formats_have_the_ids_of_JSONL) {
  EXPECT_EQ(sh("$N -t dolma in | jq -r .id").out, ids_);
  EXPECT_EQ(sh("$N -t solr in | jq -r 'select(.kind_s != \"rest\") | .id'").out, ids_);
  EXPECT_EQ(sh("$N -t opensearch in | jq -r 'select(.kind and .kind != \"rest\") | .id'").out, ids_);
  EXPECT_EQ(sh("$N -t opensearch in | jq -r 'select(.index) | .index._id'").out,
            sh("$N -t opensearch in | jq -r 'select(.kind) | .id'").out);
  EXPECT_EQ(sh("$N -t markdown in | sed -n 's/^id: \"\\(.*\\)\"$/\\1/p'").out, ids_);
  EXPECT_EQ(sh("$N -t tei in | sed -n 's/.*<div type=\"a[a-z]*\".* n=\"\\([^\"]*\\)\".*/\\1/p'").out, ids_);
}

TEST_F(Outputs, any_number_of_jobs_gives_the_same_bytes) {
  sh("for i in $(seq 30); do cat in/*/*.txt; done >long.txt; for i in 1 2 3; do cat long.txt; done "
     ">longer.txt");
  for (const char* format : {"markdown", "tei", "opensearch", "solr", "dolma"}) {
    const std::string run = std::string("$N -t ") + format + " longer.txt in";
    EXPECT_EQ(sh(run + " -j 1 | sha256sum").out, sh(run + " -j 3 | sha256sum").out) << format;
  }
}

TEST_F(Outputs, a_folder_gets_a_file_for_each_input) {
  struct Format {
    const char *name, *ending;
  };
  for (const Format format : {Format{"markdown", ".md"}, Format{"tei", ".xml"}, Format{"solr", ".jsonl"},
                              Format{"dolma", ".jsonl"}}) {
    const std::string out = std::string(format.name) + "/";
    EXPECT_EQ(sh(std::string("$N in -t ") + format.name + " -o " + out + "; find " + format.name +
                 " -type f | sort")
                  .out,
              out + "a/one" + format.ending + "\n" + out + "b/two" + format.ending + "\n");
  }
  EXPECT_TRUE(read(folder_ / "markdown/b/two.md").starts_with("---\n"));
}

TEST_F(Outputs, one_TEI_has_one_document_and_several_are_a_corpus) {
  if (sh("command -v xmllint").status != 0) GTEST_SKIP() << "no xmllint (Debian package libxml2-utils)";
  sh("python3 -c \"import tarfile; t = tarfile.open('in.tar', 'w'); t.add('in', ''); t.close()\"; "
     "for i in $(seq 40); do cat in/*/*.txt; done >long.txt");
  const std::string root = " >x.xml; xmllint --xpath 'name(/*)' x.xml";
  for (const char* one : {"in/a/one.txt", "- <in/a/one.txt", "long.txt", "--issue in/a/one.txt in/b/two.txt"})
    EXPECT_EQ(sh(std::string("$N -t tei ") + one + root).out, "TEI\n") << one;
  for (const char* several : {"in", "in.tar", "in/a/one.txt in/b/two.txt"}) {
    EXPECT_EQ(sh(std::string("$N -t tei ") + several + root).out, "teiCorpus\n") << several;
    EXPECT_EQ(sh("xmllint --xpath 'count(/*/*[name() = \"TEI\"])' x.xml").out, "2\n") << several;
    // Ids of pages are told apart, else it would be no XML.
    EXPECT_EQ(sh("xmllint --noout --valid x.xml 2>&1 | grep -i 'already defined'").out, "");
  }
  // Standard input could be an archive, which is known too late.
  const Ran ran = sh("$N -t tei <in.tar");
  EXPECT_EQ(ran.status, 4);
  EXPECT_TRUE(has(ran.err, "one TEI has one document; --output DIR/ writes one for each")) << ran.err;
}

TEST_F(Outputs, TEI_shows_what_was_replaced_when_asked) {
  EXPECT_FALSE(has(sh("$N -t tei in/a/one.txt").out, "<choice>"));
  EXPECT_TRUE(has(sh(std::string("$N -t tei --tei=choice ") + kEvening).out,
                  "<choice><orig>,</orig><reg>，</reg></choice>"));
  EXPECT_EQ(sh("$N -t text --tei=choice in/a/one.txt").status, 2);
  EXPECT_TRUE(has(sh("$N -t tei --tei=chioce in/a/one.txt").err, "did you mean \"choice\"?"));
}

TEST_F(Outputs, OpenSearch_goes_into_parts_that_a_server_takes_with_the_mapping_beside) {
  sh("for i in $(seq 100); do cat in/*/*.txt; done >long.txt; for i in $(seq 8); do cp long.txt "
     "in/b/l$i.txt; done");
  EXPECT_EQ(sh("$N in -t opensearch --index paper -o out/").status, 0);
  const std::string parts = sh("cd out; ls").out;
  EXPECT_TRUE(has(parts, "paper-00001.ndjson\npaper-00002.ndjson\n")) << parts;
  EXPECT_TRUE(has(parts, "paper.mapping.json\n"));
  EXPECT_EQ(sh("find out -size +8M").out, "");
  for (const char* part : {"out/paper-00001.ndjson", "out/paper-00002.ndjson"}) {
    EXPECT_EQ(sh(std::string("head -n 1 ") + part + " | jq -r .index._index").out, "paper\n");
    EXPECT_EQ(sh(std::string("tail -n 1 ") + part + " | jq -r 'has(\"text\")'").out, "true\n");
  }
  EXPECT_EQ(sh("$N in -t opensearch --index paper >whole; cat out/*.ndjson | cmp - whole").status, 0);
  EXPECT_EQ(sh("$N --print-mapping | cmp - out/paper.mapping.json").status, 0);
  EXPECT_EQ(
      sh("$N --print-mapping | jq -r '.settings.analysis.analyzer[.mappings.properties.text.analyzer].type'")
          .out,
      "cjk\n");
}

TEST_F(Outputs, an_archive_is_a_database_by_its_name_and_any_sqlite3_reads_it) {
  const Ran ran = sh("$N in -o archive.db");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(sh("sqlite3 archive.db \"SELECT record_id FROM articles WHERE kind != 'rest' ORDER BY id\"").out,
            ids_);
  EXPECT_EQ(sh("sqlite3 archive.db 'PRAGMA integrity_check'").out, "ok\n");
  EXPECT_EQ(sh("sqlite3 archive.db 'SELECT name FROM sources ORDER BY id'").out, "a/one.txt\nb/two.txt\n");
  EXPECT_TRUE(has(sh("sqlite3 archive.db 'SELECT value FROM meta'").out, "newsclean 0."));
  EXPECT_EQ(sh("ls archive.db*").out, "archive.db\n");
  for (const char* nowhere : {"", "-o -", "-o out/"})
    EXPECT_TRUE(has(sh(std::string("$N in -t sqlite ") + nowhere).err, "--to sqlite needs --output FILE"))
        << nowhere;
}

TEST_F(Outputs, an_archive_takes_more_in_and_passes_by_what_it_has_when_asked) {
  const std::string pages = " 2>&1 | jq .pages";
  EXPECT_EQ(sh("$N in/a --root in -o archive.db --stats=json" + pages).out, "1\n");
  EXPECT_EQ(sh("$N in -o archive.db --resume --stats=json" + pages).out, "1\n");
  EXPECT_EQ(sh("sqlite3 archive.db 'SELECT name FROM sources ORDER BY name'").out, "a/one.txt\nb/two.txt\n");
  EXPECT_EQ(sh("$N in -o archive.db --resume --stats=json" + pages).out, "0\n");
  // What has changed takes the place of what was there.
  const std::string count = "sqlite3 archive.db 'SELECT count(*) FROM articles'";
  const std::string before = sh(count).out;
  sh("echo >>in/b/two.txt");
  EXPECT_EQ(sh("$N in -o archive.db --resume --stats=json" + pages).out, "1\n");
  EXPECT_EQ(sh(count).out, before);
  // Another recipe makes other articles.
  EXPECT_EQ(sh("$N in -o archive.db --resume -r general --stats=json" + pages).out, "2\n");
}

TEST_F(Outputs, an_archive_that_breaks_off_leaves_no_half_document) {
  sh("python3 -c \"import tarfile; t = tarfile.open('in.tar', 'w'); t.add('in', ''); t.close(); "
     "b = open('in.tar', 'rb').read(); i = b.index(b'two.txt'); open('half.tar', 'wb').write(b[:i + "
     "3000])\"");
  EXPECT_EQ(sh("$N half.tar -o archive.db").status, 3);
  EXPECT_EQ(sh("sqlite3 archive.db 'SELECT name FROM sources'").out, "half/a/one.txt\n");
  EXPECT_EQ(
      sh("sqlite3 archive.db 'SELECT count(*) FROM articles WHERE source NOT IN (SELECT id FROM sources)'")
          .out,
      "0\n");
}

TEST_F(Outputs, two_documents_of_one_name_are_never_one_in_an_archive) {
  const Ran ran =
      sh("mkdir other; cp in/b/two.txt other/one.txt; $N in/a/one.txt other/one.txt -o archive.db");
  EXPECT_EQ(ran.status, 4);
  EXPECT_EQ(
      ran.err,
      "newsclean: other/one.txt: something else is called one.txt, too; see --root; it was not written\n");
  EXPECT_EQ(
      sh("$N --root . in/a/one.txt other/one.txt -o apart.db; sqlite3 apart.db 'SELECT name FROM sources'")
          .out,
      "in/a/one.txt\nother/one.txt\n");
}

TEST_F(Outputs, a_database_of_another_program_is_left_alone) {
  sh("sqlite3 other.db 'CREATE TABLE t(x)'; cp other.db before");
  const Ran ran = sh("$N in -o other.db");
  EXPECT_EQ(ran.status, 4);
  EXPECT_TRUE(has(ran.err, "a database of another program")) << ran.err;
  EXPECT_EQ(sh("cmp other.db before").status, 0);
}

TEST_F(Outputs, an_issue_is_one_source_of_an_archive) {
  EXPECT_EQ(sh("$N --issue in -o archive.db").status, 0);
  EXPECT_EQ(sh("sqlite3 archive.db 'SELECT name FROM sources ORDER BY name'").out, "a\nb\n");
  EXPECT_EQ(sh("sqlite3 archive.db 'SELECT DISTINCT file FROM articles ORDER BY file'").out,
            "a/one.txt\nb/two.txt\n");
}

}  // namespace
