#include "index/search.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>

#include "index/expanded.h"
#include "index/schema.h"

namespace articles {
namespace {

// Columns of a terminal: two lines, with the match in the first.
constexpr std::size_t kBefore = 40, kSnippet = 156;

bool blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }
bool inside(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }  // of a character

// Nearly: characters of three bytes and more are mostly wide ones.
std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) {
    if (!inside(c)) count += static_cast<unsigned char>(c) >= 0xE0 ? 2 : 1;
  }
  return count;
}

// The place so many columns before or behind `at`, at a character's begin.
std::size_t back(std::string_view text, std::size_t at, std::size_t count) {
  std::size_t used = 0;
  while (at > 0 && used < count) {
    std::size_t one = at - 1;
    while (one > 0 && inside(text[one])) --one;
    used += columns(text.substr(one, at - one));
    at = one;
  }
  return at;
}
std::size_t ahead(std::string_view text, std::size_t at, std::size_t count) {
  std::size_t used = 0;
  while (at < text.size() && used < count) {
    std::size_t next = at + 1;
    while (next < text.size() && inside(text[next])) ++next;
    used += columns(text.substr(at, next - at));
    at = next;
  }
  return at;
}

// A cut in an alphabet's word goes to the space behind or before it, if one is near.
std::size_t at_word(std::string_view text, std::size_t at, bool behind) {
  constexpr std::size_t kNear = 16;
  if (at == 0 || at >= text.size()) return at;
  for (std::size_t i = 0; i < kNear; ++i) {
    const std::size_t place = behind ? at + i : at - std::min(at, i);
    if (place == 0 || place >= text.size()) break;
    if (static_cast<unsigned char>(text[place]) >= 0xE0) break;
    if (blank(text[place])) return behind ? place + 1 : place;
  }
  return at;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !inside(c); }));
}

std::vector<Mark> merged(std::vector<Mark> marks) {
  std::vector<Mark> all;
  for (const Mark& mark : marks) {
    if (!all.empty() && mark.begin <= all.back().end)
      all.back().end = std::max(all.back().end, mark.end);
    else
      all.push_back(mark);
  }
  return all;
}

// SQLite's own words for a missing file do not say that it is missing.
const std::string& existing(const std::string& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) == 0 && !S_ISDIR(found.st_mode)) return path;
  const int error = S_ISDIR(found.st_mode) ? EISDIR : errno;
  throw Trouble(path + ": " + std::strerror(error) +
                (error == ENOENT ? "; newsclean DIR -o " + path + " makes an archive" : std::string()));
}

// The database, if it is an archive that this program can read.
Database& checked(Database& database) {
  const std::int64_t application = database.number("PRAGMA application_id");
  const std::int64_t version = database.number("PRAGMA user_version");
  if (application != kApplication)
    throw Trouble(database.path() + ": no archive of newsclean; newsclean DIR -o NAME.db makes one");
  if (version != kVersion)
    throw Trouble(database.path() + ": written by another version of newsclean (format " +
                  std::to_string(version) + ", this one reads " + std::to_string(kVersion) +
                  "); make it anew, or search with the newsclean-search of that version");
  database.run("PRAGMA query_only = 1");
  return database;
}

}  // namespace

std::vector<std::string> phrases_of(std::span<const std::string> words) {
  std::vector<std::string> phrases;
  for (const std::string& word : words) {
    std::string phrase;
    bool quoted = false;
    const auto end = [&] {
      if (!phrase.empty()) phrases.push_back(std::move(phrase));
      phrase.clear();
    };
    for (const char c : word) {
      if (c == '"') {
        end();
        quoted = !quoted;
      } else if (blank(c) && !quoted) {
        end();
      } else {
        phrase += c;
      }
    }
    end();
  }
  return phrases;
}

// For writing, too, where that may be: what a killed writer left half done can only be taken back so.
Search::Search(const std::string& path)
    : database_(existing(path), SQLITE_OPEN_READWRITE), tokenizer_(checked(database_)) {}

bool Search::has_words(const std::string& phrase) const {
  return !tokenizer_.words(match_phrase(phrase)).empty();
}

Statement Search::matching(std::string_view what, std::string_view order, const Query& query) {
  match_.clear();
  for (const std::string& phrase : query.phrases)
    match_ += (match_.empty() ? "" : " AND ") + match_phrase(phrase);
  // A month ends where no day of it comes any more: "1939-04~" is behind "1939-04-30".
  from_ = query.from;
  to_ = query.to.empty() ? query.to : query.to + "~";
  Statement statement = database_.prepare(
      "SELECT " + std::string(what) +
      " FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid WHERE articles_fts MATCH ?1 "
      "AND (?2 IS NULL OR newspaper = ?2) AND (?3 IS NULL OR kind = ?3) AND (?4 IS NULL OR date || '~' >= "
      "?4) "
      "AND (?5 IS NULL OR date <= ?5) " +
      std::string(order));
  statement.bind(1, match_).bind_or_null(2, query.newspaper).bind_or_null(3, query.kind);
  statement.bind_or_null(4, from_).bind_or_null(5, to_);
  return statement;
}

std::int64_t Search::count(const Query& query) {
  Statement statement = matching("count(*)", "", query);
  return statement.step() ? statement.number(0) : 0;
}

void Search::each(const Query& query, std::int64_t limit, const std::function<bool(const Hit&)>& take) {
  std::vector<Phrase> phrases;
  for (const std::string& phrase : query.phrases) {
    const std::string match = match_phrase(phrase);
    phrases.push_back({tokenizer_.words(match), match.ends_with('*')});
  }
  Statement ids = matching("articles.id, rank", "ORDER BY rank, articles.id LIMIT ?6", query);
  ids.bind(6, limit > 0 ? limit : std::int64_t{-1});
  while (ids.step()) {
    Hit found = hit(ids.number(0), phrases);
    found.rank = ids.real(1);
    if (!take(found)) return;
  }
}

std::vector<Search::Match> Search::matches(std::string_view text, std::span<const Phrase> phrases) const {
  const std::vector<Token> tokens = tokenizer_.tokens(text);
  std::vector<Match> found;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    for (std::size_t p = 0; p < phrases.size(); ++p) {
      const std::vector<std::string>& words = phrases[p].words;
      if (words.empty() || at + words.size() > tokens.size()) continue;
      std::size_t same = 0;
      while (same < words.size()) {
        const std::string& word = tokens[at + same].word;
        const bool begins = phrases[p].prefix && same + 1 == words.size();
        if (begins ? !word.starts_with(words[same]) : word != words[same]) break;
        ++same;
      }
      if (same < words.size()) continue;
      const Token& last = tokens[at + same - 1];
      const std::size_t end = phrases[p].prefix ? ahead(text, last.begin, 1) : last.end;
      found.push_back({tokens[at].begin, end, p});
    }
  }
  return found;
}

Hit Search::hit(std::int64_t id, std::span<const Phrase> phrases) {
  Statement row = database_.prepare(
      "SELECT a.record_id, s.name, a.newspaper, a.date, a.kind, a.lang, a.pages, a.headline, a.text, "
      "a.aside, "
      "a.first_page, a.source_begin, a.source_end, a.kicker, a.subheadline, a.file FROM articles a JOIN "
      "sources s ON s.id = a.source WHERE a.id = ?1");
  row.bind(1, id);
  Hit hit;
  if (!row.step()) return hit;
  const auto field = [&](int column) { return std::string(row.text(column)); };
  hit.record_id = field(0);
  hit.source = field(1);
  hit.newspaper = field(2);
  hit.date = field(3);
  hit.kind = field(4);
  hit.lang = field(5);
  hit.pages = field(6);
  hit.headline.text = field(7);
  hit.page = row.number(10);
  hit.begin = row.number(11);
  hit.end = row.number(12);
  hit.spans = "[[" + std::to_string(hit.begin) + ',' + std::to_string(hit.end) + "]]";

  for (const Match& match : matches(hit.headline.text, phrases))
    hit.headline.marks.push_back({match.begin, match.end});
  hit.headline.marks = merged(std::move(hit.headline.marks));

  // The text, else what stands aside, else the other lines of the head; where nothing of the query stands in
  // any of them, the beginning of the text.
  struct Field {
    const char* name;
    std::string text;
  };
  const Field fields[] = {
      {"text", field(8)}, {"aside", field(9)}, {"kicker", field(13)}, {"subheadline", field(14)}};
  std::string text = fields[0].text, name;
  std::vector<Match> found;
  for (const Field& one : fields) {
    found = matches(one.text, phrases);
    if (found.empty()) continue;
    text = one.text;
    name = one.name;
    break;
  }
  if (name.empty() && text.empty()) text = fields[1].text;

  // Where most of the phrases stand together; of equal places the first.
  std::size_t best = 0, most = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::size_t end = ahead(text, found[i].begin, kSnippet - kBefore);
    std::set<std::size_t> seen;
    for (std::size_t k = i; k < found.size() && found[k].end <= end; ++k) seen.insert(found[k].phrase);
    if (seen.size() > most) {
      most = seen.size();
      best = i;
      if (most == phrases.size()) break;
    }
  }
  const std::size_t at = found.empty() ? 0 : found[best].begin;
  const std::size_t begin = at_word(text, back(text, at, kBefore), true);
  const std::size_t end =
      std::max(at_word(text, ahead(text, begin, kSnippet), false), found.empty() ? 0 : found[best].end);
  hit.cut_before = begin > 0;
  hit.cut_behind = end < text.size();
  // White space is one space: a paragraph's end is two line ends.
  std::vector<std::size_t> place(end - begin + 1);  // of each byte in the snippet
  for (std::size_t i = begin; i < end; ++i) {
    place[i - begin] = hit.snippet.text.size();
    if (!blank(text[i]))
      hit.snippet.text += text[i];
    else if (i == begin || !blank(text[i - 1]))
      hit.snippet.text += ' ';
  }
  place.back() = hit.snippet.text.size();
  for (const Match& match : found) {
    if (match.begin >= begin && match.end <= end)
      hit.snippet.marks.push_back({place[match.begin - begin], place[match.end - begin]});
  }
  hit.snippet.marks = merged(std::move(hit.snippet.marks));
  if (name == "text" || name == "aside") find_block(id, name, characters(text.substr(0, at)), hit);
  return hit;
}

void Search::find_block(std::int64_t id, const std::string& field, std::size_t character, Hit& hit) {
  Statement block = database_.prepare(
      "SELECT json_extract(b.value, '$.spans'), json_extract(b.value, '$.page'), json_extract(b.value, "
      "'$.source'), json_extract(b.value, '$.spans[0][0]'), json_extract(b.value, '$.spans[#-1][1]') FROM "
      "articles a, json_each(a.blocks) b WHERE a.id = ?1 AND json_extract(b.value, '$.' || ?2 || '[0]') <= "
      "?3 "
      "AND json_extract(b.value, '$.' || ?2 || '[1]') > ?3 LIMIT 1");
  block.bind(1, id).bind(2, field).bind(3, static_cast<std::int64_t>(character));
  if (!block.step()) return;
  hit.spans = std::string(block.text(0));
  hit.page = block.number(1);
  hit.file = std::string(block.text(2));
  hit.begin = block.number(3);
  hit.end = block.number(4);
}

}  // namespace articles
