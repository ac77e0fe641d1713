#include "index/sqlite.h"

#include <cerrno>
#include <cstring>

namespace articles {
namespace {

constexpr int kWait = 5000;  // milliseconds: a batch of sources is written in less

// What a person can do about it.
std::string_view advice(int result) {
  switch (result & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ": another program is writing it; try again when that is done";
    case SQLITE_NOTADB:
      return "; newsclean -o makes one, under a name that is free";
    case SQLITE_CORRUPT:
      return "; remove the file and make it anew";
    default:
      return "";
  }
}

[[noreturn]] void fail(const std::string& path, sqlite3* database, int result) {
  std::string message = path + ": " + (database ? sqlite3_errmsg(database) : sqlite3_errstr(result));
  const int system = database ? sqlite3_system_errno(database) : 0;
  if ((result & 0xFF) == SQLITE_CANTOPEN && system != 0)
    message += std::string(" (") + std::strerror(system) + ")";
  throw Trouble(message + std::string(advice(result)));
}

}  // namespace

Statement::Statement(sqlite3* database, const std::string& path, std::string_view sql)
    : database_(database), path_(&path) {
  sqlite3_stmt* made = nullptr;
  check(sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &made, nullptr));
  statement_.reset(made);
}

void Statement::check(int result) const {
  if (result != SQLITE_OK) fail(*path_, database_, result);
}

Statement& Statement::bind(int at, std::string_view text) {
  // A null pointer would bind NULL.
  check(sqlite3_bind_text64(statement_.get(), at, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                            SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind_or_null(int at, std::string_view text) {
  if (!text.empty()) return bind(at, text);
  check(sqlite3_bind_null(statement_.get(), at));
  return *this;
}

Statement& Statement::bind_blob(int at, std::string_view bytes) {
  check(sqlite3_bind_blob64(statement_.get(), at, bytes.data(), bytes.size(), SQLITE_STATIC));
  return *this;
}

Statement& Statement::bind(int at, std::int64_t number) {
  check(sqlite3_bind_int64(statement_.get(), at, number));
  return *this;
}

Statement& Statement::bind(int at, double number) {
  check(sqlite3_bind_double(statement_.get(), at, number));
  return *this;
}

bool Statement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  sqlite3_reset(statement_.get());
  if (result != SQLITE_DONE) fail(*path_, database_, result);
  return false;
}

void Statement::run() {
  while (step()) {
  }
}

std::string_view Statement::text(int column) const {
  const unsigned char* const bytes = sqlite3_column_text(statement_.get(), column);
  if (!bytes) return {};
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Database::Database(std::string path, int flags) : path_(std::move(path)) {
  sqlite3* opened = nullptr;
  const int result = sqlite3_open_v2(path_.c_str(), &opened, flags, nullptr);
  database_.reset(opened);
  if (result != SQLITE_OK) fail(path_, opened, result);
  sqlite3_busy_timeout(opened, kWait);
  // A file from elsewhere may have a schema that means harm.
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
}

void Database::run(const std::string& sql) {
  const int result = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) fail(path_, database_.get(), result);
}

std::int64_t Database::number(std::string_view sql) {
  Statement statement = prepare(sql);
  return statement.step() ? statement.number(0) : 0;
}

}  // namespace articles
