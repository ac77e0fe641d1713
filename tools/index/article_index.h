// An archive of articles: one SQLite file with full-text search, written source by source.
//
//   articles::ArticleIndex index("archive.db");
//   if (!index.has("page.txt", fingerprint)) {
//     index.begin_source("page.txt", fingerprint);
//     index.add(articles::index_rows(document, articles, recipe, name), 1, 1);
//     index.end_source();
//   }
//   index.finish();
//
// A source is in the file whole or not at all. Many of them make one transaction, for each one that ends
// waits for the disk. SQLite's rollback journal is used and not WAL: what is committed is in the one file,
// which may be copied or lie on a network share, and new pages of a growing file need no entry in a journal.
// After a kill there is a journal beside the file; whoever opens it next takes back what was half written.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "index/rows.h"
#include "index/sqlite.h"

namespace articles {

class ArticleIndex {
 public:
  // Opens the file, or makes it. Throws Trouble, as all of these: for a file of another program or another
  // version, one that is locked, a full disk.
  explicit ArticleIndex(const std::string& path);
  ~ArticleIndex();  // without finish(): a source that has not ended is taken back, the others stay

  // What is true of the whole archive, for the table `meta`: "version", "recipe".
  void say(std::string_view key, std::string_view value);

  // Whether that source is there and nothing of it has changed. The fingerprint is any text that differs when
  // the source, or how it would be cleaned, does.
  bool has(std::string_view source, std::string_view fingerprint);

  // What the archive has of the source goes. `source` is what it is known by in the archive: a path, say.
  void begin_source(std::string_view source, std::string_view fingerprint);

  // The rows of its next window. The numbers of the first article and of the first record of kind `rest` in
  // it; `rows.id` and a number must be no other record's of this source.
  void add(const IndexRows& rows, std::uint64_t first_article, std::uint64_t first_rest);

  // The source is whole. A fingerprint that is known only now takes the place of the first.
  void end_source(std::string_view fingerprint = {});

  // The source is no use after all: what was there before it was begun stays.
  void drop_source();

  // Writes all that has ended, and puts the index in order if most of it is new. Nothing may follow.
  void finish();

 private:
  struct Statements;

  void make_tables();
  void begin_transaction();
  void commit();
  void remove_source(std::int64_t id);
  std::int64_t kind_of(const DecisionRow& row);

  Database database_;
  std::unique_ptr<Statements> statements_;
  std::int64_t source_ = 0;     // that was begun; 0: none
  bool first_window_ = false;   // of it is still to come
  std::int64_t decisions_ = 0;  // of it so far
  std::uint64_t waiting_ = 0;   // bytes of sources that are not committed
  std::int64_t added_ = 0;      // articles
};

// The fingerprints of the sources that an archive has, by name; none where there is no archive. Throws
// Trouble.
std::map<std::string, std::string> fingerprints(const std::string& path);

}  // namespace articles
