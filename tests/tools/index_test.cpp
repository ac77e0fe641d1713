// Archives: what is stored of real pages, what is found in them, by newsclean-search and by who has nothing
// but SQLite.
#include <clean/formats.h>
#include <clean/pipeline.h>
#include <simdjson.h>
#include <unistd.h>

#include <csignal>

#include "index/article_index.h"
#include "index/expanded.h"
#include "index/search.h"
#include "index/tokens.h"
#include "shell.h"

namespace {

using articles::expanded;
using articles::match_phrase;

// ---- words

TEST(Expanded, writes_chinese_in_pairs_and_the_last_character_by_itself) {
  EXPECT_EQ(expanded("新型工业化"), "新型 型工 工业 业化 化");
  EXPECT_EQ(expanded("字"), "字");
}

TEST(Expanded, leaves_alphabets_alone) {
  EXPECT_EQ(expanded("Die Brücke, 1920"), "Die Brücke, 1920");
  EXPECT_EQ(expanded("Новости дня"), "Новости дня");
  EXPECT_EQ(expanded(""), "");
}

TEST(Expanded, parts_scripts_and_ends_pairs_at_marks) {
  EXPECT_EQ(expanded("5G基站"), "5G 基站 站");
  EXPECT_EQ(expanded("工业，农业"), "工业 业 ， 农业 业");
  EXPECT_EQ(expanded("用Wi-Fi上"), "用 Wi-Fi 上");
}

TEST(Expanded, pairs_kana_with_kanji_and_syllables_of_korean) {
  EXPECT_EQ(expanded("食べる"), "食べ べる る");
  EXPECT_EQ(expanded("人々・コーヒー"), "人々 々 ・ コー ーヒ ヒー ー");
  EXPECT_EQ(expanded("신문은 한"), "신문 문은 은 한");
}

TEST(Expanded, makes_full_width_letters_and_digits_ascii_and_leaves_marks) {
  EXPECT_EQ(expanded("ＡＢＣ１２３！"), "ABC123！");
}

TEST(Expanded, leaves_out_what_is_not_seen) {
  EXPECT_EQ(expanded("Zei\u00ADtung"), "Zeitung");
  EXPECT_EQ(expanded("葛\U000E0100城"), "葛城 城");
}

TEST(Expanded, takes_any_bytes) {
  EXPECT_EQ(expanded("\xFF"
                     "工\xE5\xB7"
                     "业"),
            " 工  业");
  EXPECT_EQ(expanded("\xE5"), " ");
}

TEST(Expanded, tells_where_each_byte_comes_from) {
  std::vector<std::uint32_t> from;
  const std::string words = expanded("a工业Ｂ", &from);
  ASSERT_EQ(words, "a 工业 业 B");
  ASSERT_EQ(from.size(), words.size());
  EXPECT_EQ(from.front(), 0u);
  EXPECT_EQ(from[words.find("业 B")], 4u);
  EXPECT_EQ(from.back(), 7u);
}

TEST(MatchPhrase, leaves_the_last_character_open_and_a_single_one_the_beginning_of_a_pair) {
  EXPECT_EQ(match_phrase("新型工业化"), "\"新型 型工 工业 业化\"");
  EXPECT_EQ(match_phrase("字"), "\"字\" *");
  EXPECT_EQ(match_phrase("neue Brücke"), "\"neue Brücke\"");
  EXPECT_EQ(match_phrase("工业5G"), "\"工业 业 5G\"");
}

TEST(MatchPhrase, cannot_be_left_by_a_quote) { EXPECT_EQ(match_phrase("a\" OR \"b"), "\"a  OR  b\""); }

TEST(Phrases, are_words_and_what_stands_in_quotes) {
  const std::vector<std::string> words = {"a b", "\"c d\" e", "\"f g", "\"\""};
  EXPECT_EQ(articles::phrases_of(words), (std::vector<std::string>{"a", "b", "c d", "e", "f g"}));
}

std::string utf8(char32_t c) {
  std::string out;
  if (c >= 0x10000) {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | c >> 12);
  }
  out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
  return out += static_cast<char>(0x80 | (c & 0x3F));
}

// A character that unicode61 takes for a separator would be found nowhere.
TEST(Tokenizer, takes_every_character_that_is_written_in_pairs) {
  articles::Database memory(":memory:", SQLITE_OPEN_READWRITE);
  const articles::Tokenizer tokenizer(memory);
  std::string lost;
  for (const articles::CharacterRange& range : articles::paired_characters())
    for (char32_t c = range.first; c <= range.last; ++c)
      if (tokenizer.words(utf8(c)).size() != 1) lost += utf8(c) + " ";
  EXPECT_EQ(lost, "");
}

TEST(Tokenizer, tells_where_words_stand_in_the_text) {
  articles::Database memory(":memory:", SQLITE_OPEN_READWRITE);
  const std::string text = "Große Züge，工业Ａ";
  std::string seen;
  for (const articles::Token& token : articles::Tokenizer(memory).tokens(text))
    seen += token.word + "=" + text.substr(token.begin, token.end - token.begin) + " ";
  EXPECT_EQ(seen, "große=Große zuge=Züge 工业=工业 业=业 a=Ａ ");
}

// ---- archives

const std::string kSeam =
    "本报讯（记者 "
    "崔敬）昨日，记者从市发改委获悉，我市加快推进新型工\n\n业化，全市工业增加值同比增长百分之七。";
const std::string kHyphen =
    "Die neue Brücke\n\nHeute wurde in der Stadt die neue Eisen-\nbahnbrücke eröffnet. Viele Bürger kamen "
    "zur Feier am "
    "Ufer des Flusses.\n";

class Archives : public Shell {
 protected:
  std::string path() const { return (folder_ / "archive.db").string(); }

  static void add(articles::ArticleIndex& index, const std::string& name, std::string_view text,
                  const std::string& recipe = "zh-daily", const std::string& date = "2024-01-22",
                  const std::string& fingerprint = "1") {
    const clean::Pipeline pipeline(clean::load_recipe(recipe));
    const clean::Document document = pipeline.run({.bytes = text});
    const auto articles = clean::assemble(document, pipeline.recipe());
    index.begin_source(name, fingerprint);
    index.add(articles::index_rows(document, articles, pipeline.recipe(),
                                  {.source = fs::path(name).filename().string(),
                                   .id = fs::path(name).stem().string(),
                                   .newspaper = "新乡日报",
                                   .date = date}),
              1, 1);
    index.end_source();
  }

  void make() const {
    articles::ArticleIndex index(path());
    index.say("version", "test");
    add(index, kDaily, get(kDaily));
    add(index, kEvening, get(kEvening), "zh-daily", "2025-12");
    add(index, "bruecke.txt", kHyphen, "de", "1920");
    index.finish();
  }

  // What the program sqlite3 says.
  std::string sql(const std::string& words) const {
    put("words.sql", words);
    const Ran ran = sh("sqlite3 -batch archive.db < words.sql");
    return ran.out + ran.err;
  }

  std::string found(const std::string& words) const {
    const Ran ran = sh("$N archive.db " + words + " --count");
    EXPECT_LE(ran.status, 1) << ran.err;
    return ran.out.substr(0, ran.out.find('\n'));
  }
};

const std::string kSound =
    "PRAGMA integrity_check; INSERT INTO articles_fts(articles_fts) VALUES('integrity-check');";

TEST_F(Archives, are_one_plain_file_that_sqlite_finds_sound) {
  make();
  EXPECT_EQ(sql(kSound), "ok\n");
  EXPECT_EQ(sql("SELECT count(*) FROM sources"), "3\n");
  EXPECT_EQ(sh("ls archive.db*").out, "archive.db\n");
}

TEST_F(Archives, are_found_in_by_the_string_that_the_documents_say) {
  make();
  const std::string by_pairs = sql("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH '\"工业\"'");
  EXPECT_EQ(by_pairs,
            sql("SELECT count(*) FROM articles WHERE instr(coalesce(kicker, '') || "
                "coalesce(headline, '') || coalesce(subheadline, '') || text || coalesce(aside, ''), "
                "'工业') > 0"));
  EXPECT_NE(by_pairs, "0\n");
  EXPECT_EQ(by_pairs, found("工业") + "\n");
}

TEST_F(Archives, are_read_by_python) {
  make();
  if (sh("python3 -c 'import sqlite3'").status != 0) GTEST_SKIP() << "no python3";
  const Ran ran =
      sh("python3 -c \"import sqlite3; db = sqlite3.connect('archive.db'); print(db.execute('SELECT count(*) "
         "FROM "
         "articles JOIN articles_fts ON articles_fts.rowid = articles.id WHERE articles_fts MATCH ?', "
         "('\\\"工业\\\"',)).fetchone()[0])\"");
  EXPECT_EQ(ran.out, found("工业") + "\n") << ran.err;
}

TEST_F(Archives, have_a_word_that_a_seam_cuts_in_the_source) {
  ASSERT_FALSE(has(kSeam, "工业化"));
  {
    articles::ArticleIndex index(path());
    add(index, "seam.txt", kSeam);
    index.finish();
  }
  EXPECT_EQ(found("工业化"), "1");
  EXPECT_EQ(found("新型工业化"), "1");
  EXPECT_EQ(found("化工"), "0");
}

TEST_F(Archives, have_a_german_word_that_a_hyphen_cuts_and_not_its_halves) {
  make();
  EXPECT_EQ(found("Eisenbahnbrücke"), "1");
  EXPECT_EQ(found("EISENBAHNBRUCKE"), "1");
  EXPECT_EQ(found("Eisen"), "0");
}

TEST_F(Archives, find_single_characters_also_at_the_end_of_a_run) {
  {
    articles::ArticleIndex index(path());
    add(index, "seam.txt", kSeam);
    index.finish();
  }
  EXPECT_EQ(found("七"), "1");  // 百分之七。
  EXPECT_EQ(found("型"), "1");
  EXPECT_EQ(found("八"), "0");
}

TEST_F(Archives, want_all_words_and_keep_phrases_together) {
  make();
  EXPECT_EQ(found("Bürger Ufer"), "1");
  EXPECT_EQ(found("Bürger Bahnhof"), "0");
  EXPECT_EQ(found("'\"neue Brücke\"'"), "1");
  EXPECT_EQ(found("'\"Brücke neue\"'"), "0");
}

TEST_F(Archives, replace_a_source_that_changed_and_leave_the_others_alone) {
  make();
  const std::string others = sql("SELECT count(*) FROM articles WHERE source <= 2");
  {
    articles::ArticleIndex index(path());
    EXPECT_TRUE(index.has("bruecke.txt", "1"));
    EXPECT_FALSE(index.has("bruecke.txt", "2"));
    EXPECT_FALSE(index.has("other.txt", "1"));
    add(index, "bruecke.txt", "Der neue Bahnhof\n\nGestern wurde der Bahnhof der Stadt eröffnet.\n", "de",
        "1921", "2");
    EXPECT_TRUE(index.has("bruecke.txt", "2"));
    index.finish();
  }
  EXPECT_EQ(found("Eisenbahnbrücke"), "0");
  EXPECT_EQ(found("Bahnhof"), "1");
  EXPECT_EQ(sql("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'eisenbahnbrucke'"), "0\n");
  EXPECT_EQ(sql("SELECT count(*) FROM articles WHERE source <= 2"), others);
  EXPECT_EQ(sql("SELECT count(*) FROM decisions WHERE source NOT IN (SELECT id FROM sources)"), "0\n");
  EXPECT_EQ(sql(kSound), "ok\n");
}

TEST_F(Archives, do_not_have_a_source_that_did_not_end) {
  {
    articles::ArticleIndex index(path());
    add(index, "seam.txt", kSeam);
    index.begin_source("seam.txt", "2");  // the old one stays
  }
  {
    articles::ArticleIndex index(path());
    EXPECT_TRUE(index.has("seam.txt", "1"));
    index.begin_source("other.txt", "1");
    index.drop_source();
    add(index, "bruecke.txt", kHyphen, "de");
    index.finish();
  }
  EXPECT_EQ(sql("SELECT name FROM sources ORDER BY name"), "bruecke.txt\nseam.txt\n");
  EXPECT_EQ(found("工业化"), "1");
  EXPECT_EQ(sql(kSound), "ok\n");
}

// So much that SQLite writes some of it into the file before it is committed.
TEST_F(Archives, do_not_have_what_a_killed_writer_left_half_done) {
  make();
  const std::string before = sql("SELECT count(*) FROM articles");
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    articles::ArticleIndex index(path());
    index.begin_source("big.txt", "1");
    articles::IndexRows rows;
    rows.id = "big";
    articles::ArticleRow& row = rows.articles.emplace_back();
    row.blocks = "[]";
    for (int i = 0; i < 200'000; ++i) row.text += std::to_string(i * 7919) + " ";
    row.words_of_text = "wort";
    for (std::uint64_t i = 1; i < 100; ++i) index.add(rows, i, 1);
    std::raise(SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_TRUE(fs::exists(path() + "-journal")) << "nothing was half done: the test needs more rows";
  EXPECT_NE(found("工业"), "0");
  EXPECT_EQ(sql("SELECT count(*) FROM articles"), before);
  EXPECT_EQ(sql(kSound), "ok\n");
}

// ---- what is stored

TEST_F(Archives, say_where_each_block_stands_in_text_and_source) {
  make();
  const std::string seed = get(kDaily);
  const clean::Pipeline pipeline(clean::load_recipe("zh-daily"));
  const clean::Document document = pipeline.run({.bytes = seed});
  std::string expected, spans;
  for (const clean::Article& article : clean::assemble(document, pipeline.recipe()))
    for (const auto* parts : {&article.blocks, &article.lifted})
      for (const clean::Part& part : *parts) {
        if (clean::head(part.role) && part.role != clean::Role::byline) continue;
        expected += std::string(part.text) + "\n";
        spans += std::to_string(part.spans.front().begin.byte) + "\n";
      }
  const std::string blocks =
      " FROM articles a, json_each(a.blocks) b WHERE a.source = 1 AND (b.value ->> '$.text[0]' IS NOT NULL "
      "OR "
      "b.value ->> '$.aside[0]' IS NOT NULL) ORDER BY a.id, b.id";
  EXPECT_EQ(sql("SELECT coalesce(substr(text, 1 + (b.value ->> '$.text[0]'), (b.value ->> '$.text[1]') - "
                "(b.value ->> '$.text[0]')), substr(aside, 1 + (b.value ->> '$.aside[0]'), (b.value ->> "
                "'$.aside[1]') - (b.value ->> '$.aside[0]')))" +
                blocks),
            expected);
  EXPECT_EQ(sql("SELECT b.value ->> '$.spans[0][0]'" + blocks), spans);
}

TEST_F(Archives, have_the_decisions_of_the_log) {
  make();
  std::string expected;
  for (const char* seed : {kDaily, kEvening}) {
    const std::string bytes = get(seed);
    std::string log;
    const clean::Pipeline pipeline(clean::load_recipe("zh-daily"));
    clean::write_edits(pipeline.run({.bytes = bytes}), seed, log);
    simdjson::dom::parser parser;
    std::istringstream lines(log);
    for (std::string line; std::getline(lines, line);) {
      simdjson::dom::element decision;
      ASSERT_EQ(parser.parse(line).get(decision), simdjson::SUCCESS);
      const auto word = [&](const char* key) {
        std::string_view text;
        return decision[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
      };
      if (word("filter") == "layout") continue;
      expected += word("filter") + "|" + word("reason") + "|" + word("verdict") + "|" + word("before") + "|" +
                  word("after") + word("join") + word("role") + "|" +
                  std::to_string(decision["src"].at(0).at(0).get_uint64().value()) + "\n";
    }
  }
  EXPECT_EQ(
      sql("SELECT filter, reason, verdict, coalesce(before, ''), coalesce(after, ''), coalesce(ranges ->> "
          "'$[0][0]', source_begin) FROM changes WHERE source NOT LIKE 'bruecke%' AND action <> 'move' "
          "ORDER BY source DESC, number"),
      expected);
  EXPECT_NE(sql("SELECT count(*) FROM changes WHERE record_id = 'bruecke#1' AND action = 'join'"), "0\n");
}

TEST_F(Archives, store_bytes_that_are_no_text_as_such) {
  {
    articles::ArticleIndex index(path());
    add(index, "seam.txt", kSeam + "\xFF\n");
    index.finish();
  }
  EXPECT_EQ(sql("SELECT typeof(before), hex(before), after FROM changes WHERE filter = 'decode'"),
            "blob|FF|\uFFFD\n");
}

TEST_F(Archives, name_the_file_of_an_issue_that_a_record_is_in) {
  const std::string one = "全市农业会议召开\n\n本报讯（记者 甲）昨日我市召开会议。\n",
                    two = "昨日我市普降瑞雪\n\n本报讯（记者 乙）今日我市下雪。\n";
  const std::string both = one + two;
  clean::Source source{.bytes = both};
  source.files = {{"p1.txt", {0}, 1}, {"p2.txt", {one.size()}, 2}};
  const clean::Pipeline pipeline(clean::load_recipe("zh-daily"));
  const clean::Document document = pipeline.run(source);
  const auto articles = clean::assemble(document, pipeline.recipe());
  {
    articles::ArticleIndex index(path());
    index.begin_source("issue", "1");
    index.add(articles::index_rows(document, articles, pipeline.recipe(),
                                  {.source = "issue", .id = "issue", .files = document.source().files}),
              1, 1);
    index.end_source("2");
    EXPECT_TRUE(index.has("issue", "2"));
    index.finish();
  }
  EXPECT_EQ(sql("SELECT record_id, file, source_begin, pages FROM articles ORDER BY id"),
            "issue#1|p1.txt|0|[1]\nissue#2|p2.txt|0|[2]\n");
  EXPECT_EQ(sql("SELECT page, article FROM pages ORDER BY page"), "1|1\n2|2\n");
  EXPECT_TRUE(has(sh("$N archive.db 下雪").out, "p2.txt:"));
}

TEST_F(Archives, leave_decisions_out_when_told_to) {
  const clean::Pipeline pipeline(clean::load_recipe("zh-daily"));
  const clean::Document document = pipeline.run({.bytes = kSeam});
  const auto articles = clean::assemble(document, pipeline.recipe());
  const auto rows = articles::index_rows(document, articles, pipeline.recipe(), {.source = "a", .id = "a"},
                                        articles::Decisions::left_out);
  EXPECT_FALSE(rows.articles.empty());
  EXPECT_TRUE(rows.decisions.empty());
}

// ---- what is no archive

std::string trouble(const std::string& path) {
  try {
    articles::ArticleIndex index(path);
  } catch (const articles::Trouble& trouble) {
    return trouble.what();
  }
  return "";
}

TEST_F(Archives, are_not_made_of_what_is_something_else) {
  put("page.txt", std::string(2000, 'x'));
  EXPECT_TRUE(has(trouble((folder_ / "page.txt").string()), "page.txt: file is not a database"));
  EXPECT_EQ(get("page.txt"), std::string(2000, 'x'));
  sh("sqlite3 other.db 'CREATE TABLE mine(a)'");
  EXPECT_TRUE(has(trouble((folder_ / "other.db").string()), "other.db: a database of another program"));
  EXPECT_EQ(sh("sqlite3 other.db .tables").out, "mine\n");
  make();
  sql("PRAGMA user_version = 7;");
  EXPECT_TRUE(has(trouble(path()), "format 7"));
  EXPECT_TRUE(has(trouble("/nowhere/archive.db"), "/nowhere/archive.db: unable to open database file"));
}

TEST_F(Archives, that_are_missing_or_something_else_give_status_4_and_are_not_made) {
  Ran ran = sh("$N archive.db 工业");
  EXPECT_EQ(ran.status, 4);
  EXPECT_TRUE(has(ran.err, "archive.db: No such file or directory; newsclean DIR -o archive.db makes"))
      << ran.err;
  EXPECT_FALSE(fs::exists(path()));
  put("archive.db", "");
  ran = sh("$N archive.db 工业");
  EXPECT_EQ(ran.status, 4);
  EXPECT_TRUE(has(ran.err, "no archive of newsclean")) << ran.err;
  EXPECT_EQ(fs::file_size(path()), 0u);
  put("archive.db", std::string(2000, 'x'));
  ran = sh("$N archive.db 工业");
  EXPECT_EQ(ran.status, 4);
  EXPECT_TRUE(has(ran.err, "file is not a database")) << ran.err;
  ran = sh("$N . 工业");
  EXPECT_EQ(ran.status, 4);
  fs::remove(path());
  make();
  sql("PRAGMA user_version = 7;");
  ran = sh("$N archive.db 工业");
  EXPECT_EQ(ran.status, 4);
  EXPECT_TRUE(has(ran.err, "format 7")) << ran.err;
}

TEST_F(Archives, that_are_locked_are_waited_for_and_then_said_to_be) {
  make();
  articles::Database other(path(), SQLITE_OPEN_READWRITE);
  other.run("BEGIN EXCLUSIVE");
  const Ran ran = sh("$N archive.db 工业");
  EXPECT_EQ(ran.status, 4);
  EXPECT_TRUE(has(ran.err, "another program is writing it")) << ran.err;
}

TEST_F(Archives, that_are_damaged_break_nothing) {
  make();
  const std::string bytes = get("archive.db");
  for (std::size_t at = 4096; at < bytes.size(); at += bytes.size() / 16) {
    std::string damaged = bytes;
    damaged.replace(at, std::min<std::size_t>(4096, damaged.size() - at),
                    std::min<std::size_t>(4096, bytes.size() - at), 'Z');
    put("archive.db", damaged);
    const Ran ran = sh("$N archive.db 工业 记者 -n 0");
    EXPECT_TRUE(ran.status == 0 || ran.status == 1 || ran.status == 4) << at << " " << ran.status << ran.err;
  }
}

// ---- newsclean-search

TEST_F(Archives, are_searched_with_status_0_for_hits_1_for_none_2_for_usage) {
  make();
  EXPECT_EQ(sh("$N archive.db Brücke").status, 0);
  const Ran none = sh("$N archive.db Dampfschiff");
  EXPECT_EQ(none.status, 1);
  EXPECT_EQ(none.out + none.err, "");
  for (const char* words :
       {"$N archive.db", "$N", "$N archive.db ''", "$N archive.db '%'", "$N archive.db a -n x",
        "$N archive.db a --from 1.4.1939", "$N archive.db a --kind poem", "$N archive.db a --limit=-1",
        "$N archive.db a --count --json", "$N --jsno a b"})
    EXPECT_EQ(sh(words).status, 2) << words;
}

TEST_F(Archives, show_each_hit_with_its_headline_place_and_text) {
  make();
  EXPECT_EQ(sh("$N archive.db Eisenbahnbrücke").out,
            "Die neue Brücke\n  新乡日报, 1920, page 1  bruecke.txt:18-132  bruecke#1\n  Heute wurde in der "
            "Stadt die "
            "neue Eisenbahnbrücke eröffnet. Viele Bürger kamen zur Feier am Ufer des Flusses.\n");
}

TEST_F(Archives, show_text_around_the_hit_and_not_the_pairs_of_the_index) {
  make();
  const Ran ran = sh("$N archive.db 工业");
  EXPECT_TRUE(has(ran.out, "工业")) << ran.out;
  EXPECT_FALSE(has(ran.out, "工业 业")) << ran.out;
}

TEST_F(Archives, give_the_best_first_and_no_more_than_asked_for) {
  make();
  const std::string all = sh("$N archive.db 记者 -n 0 --json | grep -c .").out;
  EXPECT_EQ(all, found("记者") + "\n");
  EXPECT_EQ(sh("$N archive.db 记者 -n 2 --json | grep -c .").out, "2\n");
  EXPECT_EQ(sh("$N archive.db 记者 -n 0 --json | head -n 2").out, sh("$N archive.db 记者 -n 2 --json").out);
  // A word of a headline comes before one of a text.
  articles::ArticleIndex index(path());
  add(index, "a.txt", "Der Hafen\n\nHeute wurde in der Stadt der neue Leuchtturm eröffnet.\n", "de");
  add(index, "b.txt", "Der Leuchtturm\n\nHeute wurde in der Stadt der neue Hafen eröffnet.\n", "de");
  index.finish();
  EXPECT_TRUE(sh("$N archive.db Leuchtturm").out.starts_with("Der Leuchtturm\n"));
}

TEST_F(Archives, are_searched_by_newspaper_date_and_kind) {
  make();
  EXPECT_EQ(found("Brücke --newspaper 新乡日报"), "1");
  EXPECT_EQ(found("Brücke --newspaper 晶報"), "0");
  EXPECT_EQ(found("Brücke --from 1920 --to 1920"), "1");
  EXPECT_EQ(found("Brücke --from 1920-05 --to 1920-05-03"), "1")
      << "the day is not known: it may be that one";
  EXPECT_EQ(found("Brücke --from 1921"), "0");
  EXPECT_EQ(found("Brücke --to 1919-12-31"), "0");
  EXPECT_EQ(found("记者 --from 2024-01-22 --to 2024-01-22"), found("记者 --to 2024"));
  EXPECT_EQ(found("Brücke --kind article"), "1");
  EXPECT_EQ(found("Brücke --kind rest"), "0");
}

TEST_F(Archives, are_shown_as_lines_of_json) {
  make();
  const Ran ran = sh("$N archive.db Brücke --json");
  simdjson::dom::parser parser;
  simdjson::dom::element hit;
  ASSERT_EQ(parser.parse(ran.out).get(hit), simdjson::SUCCESS) << ran.out;
  EXPECT_EQ(std::string_view(hit["id"]), "bruecke#1");
  EXPECT_EQ(std::string_view(hit["headline"]["text"]), "Die neue Brücke");
  EXPECT_EQ(hit["headline"]["marks"].at(0).at(0).get_uint64().value(), 9u);
  EXPECT_EQ(hit["headline"]["marks"].at(0).at(1).get_uint64().value(), 15u);
}

TEST_F(Archives, mark_hits_in_bold_on_a_terminal_and_not_with_no_color) {
  make();
  if (sh("command -v script").status != 0) GTEST_SKIP() << "no program script, which makes a terminal";
  const std::string on_terminal = "script -qec \"'$N' archive.db Eisenbahnbrücke\" /dev/null";
  EXPECT_TRUE(
      has(sh("export TERM=xterm; unset NO_COLOR; " + on_terminal).out, "\x1b[1mEisenbahnbrücke\x1b[0m"));
  EXPECT_FALSE(has(sh("export TERM=xterm NO_COLOR=1; " + on_terminal).out, "\x1b"));
  EXPECT_FALSE(has(sh("export TERM=xterm; unset NO_COLOR; $N archive.db Eisenbahnbrücke").out, "\x1b"));
}

TEST_F(Archives, cannot_give_orders_to_a_terminal) {
  make();
  sql("UPDATE articles SET headline = headline || char(27) || '[2J' || char(0x202E), newspaper = char(0x9B) "
      "|| "
      "'x', text = replace(text, 'neue', 'neue' || char(27) || '[2J') WHERE record_id = 'bruecke#1';");
  for (const char* words : {"$N archive.db Bürger", "$N archive.db Bürger --json"}) {
    const std::string out = sh(words).out;
    EXPECT_TRUE(has(out, "x1b") || has(out, "u001b")) << out;
    EXPECT_FALSE(has(out, "\x1b") || has(out, "\u202E") || has(out, "\u009B")) << out;
  }
}

TEST_F(Archives, end_quietly_when_nobody_reads_on) {
  make();
  const Ran ran =
      sh("for i in 1 2 3 4 5 6; do sqlite3 archive.db \"INSERT INTO meta VALUES('$i', '')\"; done\n"
         "trap '' PIPE; (sleep 0.3; $N archive.db 的 -n 0; echo $? > status) | true; cat status");
  EXPECT_EQ(ran.out, "141\n");
  EXPECT_EQ(ran.err, "");
  const Ran full = sh("$N archive.db 的 -n 0 > /dev/full");
  EXPECT_EQ(full.status, 4);
  EXPECT_TRUE(has(full.err, "cannot write to standard output"));
}

TEST_F(Archives, are_searched_by_a_program_with_help_and_a_manual) {
  EXPECT_EQ(sh("$N --help").status, 0);
  EXPECT_TRUE(has(sh("$N --print-man").out, ".TH NEWSCLEAN\\-SEARCH 1"));
  EXPECT_TRUE(has(sh("$N --print-completions bash").out, "--newspaper"));
}

// The blocks of a document in a language.
std::vector<std::string> blocks_of(const std::string& document, const std::string& language) {
  std::vector<std::string> blocks;
  std::istringstream lines(read(fs::path(DOCS) / document));
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (!inside && line == "```" + language)
      blocks.emplace_back();
    else if (inside && line != "```")
      blocks.back() += line + "\n";
    inside = line == "```" + language || (inside && line != "```");
  }
  return blocks;
}

TEST_F(Archives, answer_the_queries_of_the_documents) {
  make();
  int asked = 0;
  for (const char* document : {"formats.md", "search.md"})
    for (const std::string& block : blocks_of(document, "sql")) {
      if (has(block, "INSTALL sqlite")) continue;  // of DuckDB
      const std::string said = sql(block);
      EXPECT_FALSE(has(said, "rror")) << block << said;
      ++asked;
    }
  EXPECT_EQ(asked, 2);
  EXPECT_TRUE(has(sql(blocks_of("formats.md", "sql").front()), "专家团队将科技知识送进学校"));
}

TEST_F(Archives, have_the_columns_that_the_documents_say) {
  make();
  const std::string document = read(fs::path(DOCS) / "formats.md");
  std::istringstream columns(
      sql("SELECT m.name || ' ' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.name IN "
          "('meta', 'sources', 'articles', 'pages', 'decisions', 'decision_kinds', 'articles_fts')"));
  int seen = 0;
  for (std::string table, column; columns >> table >> column; ++seen)
    EXPECT_TRUE(has(document, "`" + column + "`")) << table << "." << column;
  EXPECT_GT(seen, 50);
}

TEST_F(Archives, are_searched_by_the_python_of_the_documents) {
  make();
  if (sh("python3 -c 'import sqlite3'").status != 0) GTEST_SKIP() << "no python3";
  const std::vector<std::string> blocks = blocks_of("search.md", "python");
  ASSERT_EQ(blocks.size(), 1u);
  put("find.py", blocks.front());
  const Ran ran = sh("python3 find.py");
  EXPECT_EQ(ran.status, 0) << ran.err;
  put("phrases.py", blocks.front() +
                        "for words in ['新型工业化', '字', '5G基站', '工业5G', 'neue Brücke', '食べる']:\n"
                        "    print('=' + match_phrase(words))\n");
  std::string expected;
  for (const char* words : {"新型工业化", "字", "5G基站", "工业5G", "neue Brücke", "食べる"})
    expected += "=" + match_phrase(words) + "\n";
  EXPECT_EQ(sh("python3 phrases.py | grep '^='").out, expected);
}

// The function of bench/search, and the one here.
TEST_F(Archives, have_words_that_python_can_make) {
  if (sh("command -v python3").status != 0) GTEST_SKIP() << "no python3";
  std::string text =
      get(kDaily) + get(kEvening) + kHyphen + "5G基站 ＡＢ１ 食べる人々・コーヒー 신문은 葛\U000E0100城";
  std::replace(text.begin(), text.end(), '\r', '\n');
  put("text", text);
  const Ran ran = sh("python3 -B " BENCH_SEARCH " --expanded < text");
  EXPECT_EQ(ran.out, expanded(text)) << ran.err;
}

}  // namespace
