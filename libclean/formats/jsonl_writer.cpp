// One article a line; every key always there, always of the same type (docs/design.md, section 5).

#include <clean/formats.h>

#include <charconv>

#include "formats/ranges.h"

namespace clean {
namespace {

template <class Number>
void number(Number n, std::string& out) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, n);
  out.append(digits, end.ptr);
}

template <class List, class Write>
void list(const List& items, std::string& out, const Write& write) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    write(item);
  }
  out += ']';
}

void strings(const std::vector<std::string>& items, std::string& out) {
  list(items, out, [&](const std::string& s) { write_json_string(s, out); });
}

void key(const char* name, std::string& out) {
  out += ",\"";
  out += name;
  out += "\":";
}

// A key that stands only where there is something to say.
void known(const char* name, const std::string& value, std::string& out) {
  if (value.empty()) return;
  key(name, out);
  write_json_string(value, out);
}

// Said only of what is not UTF-8.
void encoding(const std::string& name, std::string& out) { known("encoding", name, out); }

void parts(const std::vector<Part>& items, std::span<const SourceFile> files, std::string& out) {
  list(items, out, [&](const Part& p) {
    out += "{\"role\":\"";
    out += name(p.role);
    out += "\",\"text\":";
    write_json_string(p.text, out);
    const SourceFile* const own = own_file(files, p.spans);
    if (own) {
      out += ",\"source\":";
      write_json_string(own->name, out);
      encoding(own->encoding, out);
    }
    out += ",\"spans\":";
    write_ranges(files, own, p.spans, out);
    out += ",\"page\":";
    number(p.page, out);
    out += '}';
  });
}

// The file of an issue that a record begins in.
const SourceFile& first_file(const Article& article, std::span<const SourceFile> files) {
  for (const auto* parts : {&article.blocks, &article.lifted}) {
    for (const Part& p : *parts) {
      if (!p.spans.empty()) return file_at(files, p.spans.front().begin);
    }
  }
  return files.front();
}

}  // namespace

void write_jsonl(const Article& a, const RecordName& record, std::string_view lang, std::string& out) {
  out += "{\"id\":";
  write_json_string(record.id, out);
  if (record.id_ends) record.id_ends->push_back(out.size() - 1);  // before the quote
  const SourceFile* const file = record.files.empty() ? nullptr : &first_file(a, record.files);
  key("source", out);
  write_json_string(file ? file->name : record.source, out);
  encoding(file ? file->encoding : record.encoding, out);
  known("newspaper", record.newspaper, out);
  known("date", record.date, out);
  key("kind", out);
  write_json_string(name(a.kind), out);
  key("lang", out);
  write_json_string(lang.empty() ? "und" : lang, out);
  key("pages", out);
  list(a.pages, out, [&](std::uint32_t page) { number(page, out); });
  key("kicker", out);
  strings(a.kicker, out);
  key("headline", out);
  write_json_string(a.headline, out);
  key("subheadline", out);
  strings(a.subheadline, out);
  key("byline", out);
  write_json_string(a.byline, out);
  key("dateline", out);
  write_json_string(a.dateline, out);
  key("text", out);
  write_json_string(a.text, out);
  key("blocks", out);
  parts(a.blocks, record.files, out);
  key("lifted", out);
  parts(a.lifted, record.files, out);
  key("genre", out);
  write_json_string(a.genre, out);
  out += ",\"jump\":{\"to\":";
  number(a.jump_to, out);
  out += ",\"from\":";
  number(a.jump_from, out);
  out += "},\"confidence\":";
  number(static_cast<int>(a.confidence * 1000 + 0.5) / 1000.0, out);
  out += "}\n";
}

}  // namespace clean
