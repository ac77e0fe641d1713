// The tables of an archive. docs/formats.md tells what they mean; a change of them is a new kVersion.
#pragma once

#include <cstdint>

namespace articles {

inline constexpr std::int64_t kApplication = 0x4E77436C;  // "NwCl", in PRAGMA application_id
inline constexpr std::int64_t kVersion = 1;               // in PRAGMA user_version

// The index has no copy of what it was made of (content=''): the text stands in `articles` already, and a
// second, expanded one would be a third of the file. SQLite 3.40 deletes from such a table when it is told
// what stood there, which is found from `articles` again.
//
// The rank is what ORDER BY rank means: a word in a headline says more of what an article is about than one
// in its text, and a caption or a jump line less. The weights are set by hand.
inline constexpr const char* kSchema = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  newspaper TEXT, date TEXT, lang TEXT, encoding TEXT, recipe TEXT,
  bytes INTEGER NOT NULL DEFAULT 0,
  fingerprint TEXT NOT NULL);
CREATE TABLE articles(
  id INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL,
  source INTEGER NOT NULL REFERENCES sources,
  file TEXT NOT NULL,
  kind TEXT NOT NULL,
  lang TEXT NOT NULL, newspaper TEXT, date TEXT,
  pages TEXT NOT NULL, first_page INTEGER,
  kicker TEXT, headline TEXT, subheadline TEXT, byline TEXT, dateline TEXT,
  text TEXT NOT NULL,
  aside TEXT,
  blocks TEXT NOT NULL,
  genre TEXT,
  jump_to INTEGER, jump_from INTEGER,
  confidence REAL NOT NULL,
  source_begin INTEGER, source_end INTEGER,
  UNIQUE(record_id, source));
CREATE INDEX articles_by_source ON articles(source);
CREATE INDEX articles_by_date ON articles(date, newspaper);
CREATE TABLE pages(
  source INTEGER NOT NULL REFERENCES sources,
  page INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES articles,
  PRIMARY KEY(source, page, article)) WITHOUT ROWID;
CREATE TABLE decision_kinds(
  id INTEGER PRIMARY KEY,
  filter TEXT NOT NULL, reason TEXT NOT NULL, action TEXT NOT NULL, verdict TEXT NOT NULL,
  UNIQUE(filter, reason, action, verdict));
CREATE TABLE decisions(
  source INTEGER NOT NULL REFERENCES sources,
  number INTEGER NOT NULL,
  article INTEGER REFERENCES articles,
  kind INTEGER NOT NULL REFERENCES decision_kinds,
  confidence INTEGER NOT NULL,
  file TEXT,
  source_begin INTEGER, source_end INTEGER, ranges TEXT,
  before TEXT, after TEXT,
  PRIMARY KEY(source, number)) WITHOUT ROWID;
CREATE INDEX decisions_by_article ON decisions(article);
CREATE VIEW changes AS
  SELECT s.name AS source, d.number, a.record_id, k.filter, k.reason, k.action, k.verdict,
         d.confidence / 1000.0 AS confidence, coalesce(d.file, s.name) AS file,
         d.source_begin, d.source_end, d.ranges, d.before, d.after
    FROM decisions d JOIN decision_kinds k ON k.id = d.kind JOIN sources s ON s.id = d.source
         LEFT JOIN articles a ON a.id = d.article;
CREATE VIRTUAL TABLE articles_fts USING fts5(
  headline, text, aside, content='', tokenize='unicode61 remove_diacritics 2');
INSERT INTO articles_fts(articles_fts, rank) VALUES('rank', 'bm25(5.0, 1.0, 0.5)');
)sql";

}  // namespace articles
