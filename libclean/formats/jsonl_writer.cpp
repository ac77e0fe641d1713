// One article a line; every key always there, always of the same type (docs/design.md, section 5).

#include <clean/formats.h>

#include "formats/json_writing.h"
#include "formats/ranges.h"

namespace clean {
namespace {

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
  write_list(items, out, [&](const Part& p) {
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
    write_number(p.page, out);
    out += '}';
  });
}

}  // namespace

void write_jsonl(const Article& a, const RecordName& record, std::string_view lang, std::string& out) {
  out += "{\"id\":";
  write_id(record, out);
  const SourceFile* const file = record.files.empty() ? nullptr : &first_file(a, record);
  key("source", out);
  write_json_string(file ? file->name : record.source, out);
  encoding(file ? file->encoding : record.encoding, out);
  known("newspaper", record.newspaper, out);
  known("date", record.date, out);
  key("kind", out);
  write_json_string(name(a.kind), out);
  key("lang", out);
  write_json_string(known_language(lang), out);
  key("pages", out);
  write_list(a.pages, out, [&](std::uint32_t page) { write_number(page, out); });
  key("kicker", out);
  write_strings(a.kicker, out);
  key("headline", out);
  write_json_string(a.headline, out);
  key("subheadline", out);
  write_strings(a.subheadline, out);
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
  write_number(a.jump_to, out);
  out += ",\"from\":";
  write_number(a.jump_from, out);
  out += "},\"confidence\":";
  write_confidence(a.confidence, out);
  out += "}\n";
}

}  // namespace clean
