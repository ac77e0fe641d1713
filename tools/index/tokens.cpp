#include "index/tokens.h"

#include <array>

#include "index/expanded.h"

namespace articles {

struct Tokenizer::Made {
  fts5_tokenizer calls{};
  Fts5Tokenizer* tokenizer = nullptr;
};

Tokenizer::Tokenizer(Database& database) : made_(std::make_unique<Made>()) {
  fts5_api* api = nullptr;
  Statement statement = database.prepare("SELECT fts5(?1)");
  sqlite3_bind_pointer(statement.get(), 1, &api, "fts5_api_ptr", nullptr);
  statement.run();
  std::array arguments = {"remove_diacritics", "2"};  // as in the schema
  void* context = nullptr;
  if (!api || api->xFindTokenizer(api, "unicode61", &context, &made_->calls) != SQLITE_OK ||
      made_->calls.xCreate(context, arguments.data(), static_cast<int>(arguments.size()),
                           &made_->tokenizer) != SQLITE_OK)
    throw Trouble(database.path() + ": this SQLite is built without full-text search (FTS5)");
}

Tokenizer::~Tokenizer() {
  if (made_->tokenizer) made_->calls.xDelete(made_->tokenizer);
}

std::vector<Token> Tokenizer::tokens(std::string_view text) const {
  struct Context {
    std::string_view text;
    std::vector<std::uint32_t> from;
    std::vector<Token> found;
  } context{text, {}, {}};
  const std::string words = expanded(text, &context.from);
  const auto take = [](void* to, int, const char* word, int size, int begin, int end) {
    Context& all = *static_cast<Context*>(to);
    const auto place = [&](int at) -> std::size_t { return all.from[static_cast<std::size_t>(at)]; };
    std::size_t last = place(end - 1) + 1;
    while (last < all.text.size() && (static_cast<unsigned char>(all.text[last]) & 0xC0) == 0x80) ++last;
    all.found.push_back({std::string(word, static_cast<std::size_t>(size)), place(begin), last});
    return SQLITE_OK;
  };
  made_->calls.xTokenize(made_->tokenizer, &context, FTS5_TOKENIZE_DOCUMENT, words.data(),
                         static_cast<int>(words.size()), take);
  return std::move(context.found);
}

std::vector<std::string> Tokenizer::words(const std::string& expanded) const {
  std::vector<std::string> found;
  const auto take = [](void* to, int, const char* word, int size, int, int) {
    static_cast<std::vector<std::string>*>(to)->emplace_back(word, static_cast<std::size_t>(size));
    return SQLITE_OK;
  };
  made_->calls.xTokenize(made_->tokenizer, &found, FTS5_TOKENIZE_QUERY, expanded.data(),
                         static_cast<int>(expanded.size()), take);
  return found;
}

}  // namespace articles
