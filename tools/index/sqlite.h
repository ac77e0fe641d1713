// SQLite as this folder uses it: a connection and its statements, closed when they go, every call checked.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace articles {

// A database that cannot be used: what() is the file's name, SQLite's words, and what to do where there is
// something.
struct Trouble : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A finished statement can be run again. Views that column_text gives hold until the next step.
class Statement {
 public:
  Statement(sqlite3* database, const std::string& path, std::string_view sql);

  // Text and bytes are not copied: they must live until the statement has run.
  Statement& bind(int at, std::string_view text);
  Statement& bind_or_null(int at, std::string_view text);  // NULL for an empty one
  Statement& bind_blob(int at, std::string_view bytes);
  Statement& bind(int at, std::int64_t number);
  Statement& bind(int at, double number);

  bool step();  // whether there is a row; behind the last one it is ready to be run again
  void run();   // to the end

  std::int64_t number(int column) const { return sqlite3_column_int64(statement_.get(), column); }
  double real(int column) const { return sqlite3_column_double(statement_.get(), column); }
  std::string_view text(int column) const;
  sqlite3_stmt* get() const { return statement_.get(); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  void check(int result) const;

  sqlite3* database_;
  const std::string* path_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Database {
 public:
  // `flags` as sqlite3_open_v2 has them. Waits up to five seconds where another program writes. A pointer to
  // `path` is kept in statements: a database does not move.
  Database(std::string path, int flags);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const std::string& sql);  // statements without rows that anybody wants
  Statement prepare(std::string_view sql) { return {database_.get(), path_, sql}; }
  std::int64_t number(std::string_view sql);  // the first of the first row; 0: there is none
  std::int64_t last_row() const { return sqlite3_last_insert_rowid(database_.get()); }
  bool in_transaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }

  const std::string& path() const { return path_; }
  sqlite3* get() const { return database_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };

  std::string path_;
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace articles
