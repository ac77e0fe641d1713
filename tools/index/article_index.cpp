#include "index/article_index.h"

#include <filesystem>
#include <map>
#include <tuple>
#include <utility>

#include "index/expanded.h"
#include "index/schema.h"

namespace articles {
namespace {

// Bytes of sources that one transaction has: seconds of cleaning, against a moment's wait for the disk.
constexpr std::uint64_t kBatch = std::uint64_t{32} << 20;

// The words of an article, as the full-text index takes them: to add it, and to take it out again.
constexpr std::string_view kAddWords =
    "INSERT INTO articles_fts(rowid, headline, text, aside) VALUES(?1, ?2, ?3, ?4)";
constexpr std::string_view kRemoveWords =
    "INSERT INTO articles_fts(articles_fts, rowid, headline, text, aside) VALUES('delete', ?1, ?2, ?3, ?4)";

std::string numbers(const std::vector<std::uint32_t>& all) {
  std::string out = "[";
  for (const std::uint32_t& number : all) out += (&number == all.data() ? "" : ",") + std::to_string(number);
  return out + ']';
}

std::int64_t whole(std::uint64_t number) { return static_cast<std::int64_t>(number); }

}  // namespace

struct ArticleIndex::Statements {
  explicit Statements(Database& database)
      : has(database.prepare("SELECT 1 FROM sources WHERE name = ?1 AND fingerprint = ?2")),
        find(database.prepare("SELECT id FROM sources WHERE name = ?1")),
        begin(database.prepare("INSERT INTO sources(name, fingerprint) VALUES(?1, ?2)")),
        describe(database.prepare("UPDATE sources SET newspaper = ?2, date = ?3, lang = ?4, encoding = ?5, "
                                  "recipe = ?6 WHERE id = ?1")),
        grow(database.prepare("UPDATE sources SET bytes = bytes + ?2 WHERE id = ?1")),
        end(database.prepare("UPDATE sources SET fingerprint = ?2 WHERE id = ?1")),
        article(database.prepare(
            "INSERT INTO articles(record_id, source, file, kind, lang, newspaper, date, pages, first_page, "
            "kicker, headline, subheadline, byline, dateline, text, aside, blocks, genre, jump_to, "
            "jump_from, confidence, source_begin, source_end) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
            "?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)")),
        add_words(database.prepare(kAddWords)),
        page(database.prepare("INSERT OR IGNORE INTO pages(source, page, article) VALUES(?1, ?2, ?3)")),
        find_kind(database.prepare("SELECT id FROM decision_kinds WHERE filter = ?1 AND reason = ?2 AND "
                                   "action = ?3 AND verdict = ?4")),
        kind(database.prepare(
            "INSERT INTO decision_kinds(filter, reason, action, verdict) VALUES(?1, ?2, ?3, ?4)")),
        decision(database.prepare(
            "INSERT INTO decisions(source, article, kind, confidence, file, source_begin, source_end, "
            "ranges, before, after, number) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")) {}

  Statement has, find, begin, describe, grow, end, article, add_words, page, find_kind, kind, decision;
  // Of decisions by their names; emptied with a transaction that is taken back.
  std::map<std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>, std::int64_t>
      kinds;
};

ArticleIndex::ArticleIndex(const std::string& path)
    : database_(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {
  make_tables();
  statements_ = std::make_unique<Statements>(database_);
}

ArticleIndex::~ArticleIndex() {
  try {
    if (source_ != 0) drop_source();
    commit();
  } catch (const Trouble&) {
    // What was not committed is taken back when the file is closed.
  }
}

void ArticleIndex::make_tables() {
  // Someone may have turned the file to WAL, which leaves a second one beside it.
  database_.run("PRAGMA journal_mode = DELETE");
  database_.run(
      "PRAGMA cache_size = -65536");  // KiB; before it spills, the index of a batch needs much of it
  database_.run("BEGIN IMMEDIATE");
  const std::int64_t application = database_.number("PRAGMA application_id");
  const std::int64_t version = database_.number("PRAGMA user_version");
  const bool empty = database_.number("SELECT count(*) FROM sqlite_schema") == 0;
  if (!empty && application != kApplication)
    throw Trouble(database_.path() + ": a database of another program; give the archive another name");
  if (!empty && version != kVersion)
    throw Trouble(database_.path() + ": written by another version of newsclean (format " +
                  std::to_string(version) + ", this one writes " + std::to_string(kVersion) +
                  "); make it anew under another name");
  if (empty) {
    database_.run("PRAGMA application_id = " + std::to_string(kApplication));
    database_.run("PRAGMA user_version = " + std::to_string(kVersion));
    database_.run(kSchema);
  }
  database_.run("COMMIT");
}

void ArticleIndex::say(std::string_view key, std::string_view value) {
  begin_transaction();
  database_.prepare("INSERT OR REPLACE INTO meta(key, value) VALUES(?1, ?2)")
      .bind(1, key)
      .bind(2, value)
      .run();
}

void ArticleIndex::begin_transaction() {
  if (!database_.in_transaction()) database_.run("BEGIN IMMEDIATE");
}

void ArticleIndex::commit() {
  if (database_.in_transaction()) database_.run("COMMIT");
  waiting_ = 0;
}

bool ArticleIndex::has(std::string_view source, std::string_view fingerprint) {
  Statement& has = statements_->has;
  has.bind(1, source).bind(2, fingerprint);
  const bool found = has.step();
  if (found) has.run();
  return found;
}

void ArticleIndex::begin_source(std::string_view source, std::string_view fingerprint) {
  begin_transaction();
  database_.run("SAVEPOINT source");
  Statement& find = statements_->find;
  find.bind(1, source);
  if (find.step()) {
    const std::int64_t old = find.number(0);
    find.run();
    remove_source(old);
  }
  statements_->begin.bind(1, source).bind(2, fingerprint).run();
  source_ = database_.last_row();
  first_window_ = true;
  decisions_ = 0;
}

// From the index of words by what stands in `articles`, from which they were made.
void ArticleIndex::remove_source(std::int64_t id) {
  Statement articles = database_.prepare(
      "SELECT id, kicker, headline, subheadline, text, aside FROM articles WHERE source = ?1");
  Statement remove = database_.prepare(kRemoveWords);
  articles.bind(1, id);
  while (articles.step()) {
    const auto field = [&](int column) { return std::string(articles.text(column)); };
    const std::string headline = expanded(field(1) + '\n' + field(2) + '\n' + field(3));
    const std::string text = expanded(articles.text(4)), aside = expanded(articles.text(5));
    remove.bind(1, articles.number(0)).bind(2, headline).bind(3, text).bind(4, aside).run();
  }
  for (const char* const sql :
       {"DELETE FROM decisions WHERE source = ?1", "DELETE FROM pages WHERE source = ?1",
        "DELETE FROM articles WHERE source = ?1", "DELETE FROM sources WHERE id = ?1"})
    database_.prepare(sql).bind(1, id).run();
}

std::int64_t ArticleIndex::kind_of(const DecisionRow& row) {
  const auto [known, is_new] =
      statements_->kinds.try_emplace({row.filter, row.reason, row.action, row.verdict}, 0);
  if (!is_new) return known->second;
  for (Statement* const statement : {&statements_->find_kind, &statements_->kind})
    statement->bind(1, row.filter).bind(2, row.reason).bind(3, row.action).bind(4, row.verdict);
  if (statements_->find_kind.step()) {
    known->second = statements_->find_kind.number(0);
    statements_->find_kind.run();
  } else {
    statements_->kind.run();
    known->second = database_.last_row();
  }
  return known->second;
}

void ArticleIndex::add(const IndexRows& rows, std::uint64_t first_article, std::uint64_t first_rest) {
  if (std::exchange(first_window_, false))
    statements_->describe.bind(1, source_)
        .bind_or_null(2, rows.newspaper)
        .bind_or_null(3, rows.date)
        .bind(4, rows.language)
        .bind_or_null(5, rows.encoding)
        .bind(6, rows.recipe)
        .run();
  statements_->grow.bind(1, source_).bind(2, whole(rows.bytes)).run();
  waiting_ += rows.bytes;

  std::vector<std::int64_t> ids;
  for (const ArticleRow& row : rows.articles) {
    const bool rest = row.kind == clean::Article::Kind::rest;
    const std::string id =
        rows.id + (rest ? "#rest" : "#") + std::to_string(rest ? first_rest++ : first_article++);
    const std::string pages = numbers(row.pages);
    Statement& article = statements_->article;
    article.bind(1, id).bind(2, source_).bind(3, row.file).bind(4, clean::name(row.kind));
    article.bind(5, rows.language).bind_or_null(6, rows.newspaper).bind_or_null(7, rows.date);
    article.bind(8, pages).bind(9, std::int64_t{row.pages.empty() ? 1 : row.pages.front()});
    article.bind_or_null(10, row.kicker).bind_or_null(11, row.headline).bind_or_null(12, row.subheadline);
    article.bind_or_null(13, row.byline).bind_or_null(14, row.dateline).bind(15, row.text);
    article.bind_or_null(16, row.aside).bind(17, row.blocks).bind_or_null(18, row.genre);
    article.bind(19, std::int64_t{row.jump_to}).bind(20, std::int64_t{row.jump_from});
    article.bind(21, static_cast<int>(row.confidence * 1000 + 0.5) / 1000.0);
    article.bind(22, whole(row.source_begin)).bind(23, whole(row.source_end)).run();
    ids.push_back(database_.last_row());
    statements_->add_words.bind(1, ids.back())
        .bind(2, row.words_of_headline)
        .bind(3, row.words_of_text)
        .bind(4, row.words_of_aside)
        .run();
    for (const std::uint32_t page : row.pages)
      statements_->page.bind(1, source_).bind(2, std::int64_t{page}).bind(3, ids.back()).run();
  }
  added_ += whole(ids.size());

  Statement& decision = statements_->decision;
  for (const DecisionRow& row : rows.decisions) {
    decision.bind(1, source_);
    if (row.article < ids.size())
      decision.bind(2, ids[row.article]);
    else
      decision.bind_or_null(2, {});
    decision.bind(3, kind_of(row)).bind(4, std::int64_t{row.confidence}).bind_or_null(5, row.file);
    decision.bind(6, whole(row.source_begin)).bind(7, whole(row.source_end)).bind_or_null(8, row.ranges);
    if (row.before_is_text)
      decision.bind_or_null(9, row.before);
    else
      decision.bind_blob(9, row.before);
    decision.bind_or_null(10, row.after).bind(11, ++decisions_).run();
  }
}

void ArticleIndex::end_source(std::string_view fingerprint) {
  if (!fingerprint.empty()) statements_->end.bind(1, source_).bind(2, fingerprint).run();
  database_.run("RELEASE source");
  source_ = 0;
  if (waiting_ >= kBatch) commit();
}

void ArticleIndex::drop_source() {
  // A full disk takes back the whole transaction by itself.
  if (database_.in_transaction()) database_.run("ROLLBACK TO source; RELEASE source");
  statements_->kinds.clear();
  source_ = 0;
}

void ArticleIndex::finish() {
  commit();
  // What was written in batches lies in many pieces. To lay them together costs as much as writing all of it,
  // so it is not done for a few new pages.
  if (added_ * 2 > database_.number("SELECT count(*) FROM articles")) {
    database_.run("INSERT INTO articles_fts(articles_fts) VALUES('optimize')");
    database_.run("ANALYZE");
  }
}

std::map<std::string, std::string> fingerprints(const std::string& path) {
  std::map<std::string, std::string> found;
  std::error_code none;
  if (!std::filesystem::exists(path, none)) return found;
  Database database(path, SQLITE_OPEN_READONLY);
  if (database.number("PRAGMA application_id") != kApplication) return found;  // who writes to it says so
  Statement sources = database.prepare("SELECT name, fingerprint FROM sources");
  while (sources.step()) found.emplace(sources.text(0), sources.text(1));
  return found;
}

}  // namespace articles
