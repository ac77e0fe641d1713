// Documents of a corpus that language models are trained on: what dolma's toolkit and datatrove read.
//
// dolma asks for `id`, `text` and `source` as strings and takes `created` and `metadata`; datatrove takes
// `id` and `text`, puts all else into `metadata`, and leaves out a document without text. Tables made of such
// files (Arrow, Parquet) get their columns from what stands there, so every key of `metadata` is always there
// and always of one type. `added`, the time at which a document came in, is left out: the same input gives
// the same bytes.

#include <clean/formats.h>

#include "formats/dates.h"
#include "formats/json_writing.h"

namespace clean {

bool write_dolma(const Article& a, const RecordName& record, std::string_view lang, std::string& out) {
  std::string text;
  if (!write_text(a, true, text)) return false;
  text.pop_back();  // the end of the last line
  JsonObject document(out);
  write_id(record, document.key("id"));
  document.text("text", text);
  document.text("source", source_of(a, record));
  if (date_part(record.date) == DatePart::day) document.text("created", record.date + "T00:00:00.000Z");
  JsonObject metadata(document.key("metadata"));
  metadata.text("newspaper", record.newspaper);
  metadata.text("date", record.date);
  metadata.text("kind", name(a.kind));
  metadata.text("lang", known_language(lang));
  write_list(a.pages, metadata.key("pages"), [&](std::uint32_t page) { write_number(page, out); });
  metadata.texts("kicker", a.kicker);
  metadata.text("headline", a.headline);
  metadata.texts("subheadline", a.subheadline);
  metadata.text("byline", a.byline);
  metadata.text("dateline", a.dateline);
  metadata.texts("captions", texts_of(a.lifted, Role::caption));
  metadata.text("genre", a.genre);
  metadata.number("jump_to", a.jump_to);
  metadata.number("jump_from", a.jump_from);
  write_confidence(a.confidence, metadata.key("confidence"));
  write_places(a, record, metadata.key("spans"));
  metadata.close();
  document.close();
  out += '\n';
  return true;
}

}  // namespace clean
