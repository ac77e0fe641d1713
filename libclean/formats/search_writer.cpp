// Documents for search engines: OpenSearch and Elasticsearch (_bulk), and Solr (/update/json/docs).
//
// A document is flat, and a field that has nothing to say is not there, so that "exists" finds those that
// have. Text that no field of the record holds would not be found, so an abstract has a field of its own, and
// in a document of kind `rest` the text is that of the lines which belong to the page.

#include <clean/formats.h>

#include "formats/dates.h"
#include "formats/json_writing.h"

namespace clean {
namespace {

std::string joined(const auto& texts) {
  std::string all;
  for (const std::string_view text : texts) {
    if (!all.empty()) all += '\n';
    all += text;
  }
  return all;
}

std::string text_of(const Article& article) {
  if (article.kind != Article::Kind::rest) return article.text;
  std::vector<std::string_view> lines;
  for (const Part& p : article.lifted) lines.push_back(p.text);
  return joined(lines);
}

void known(JsonObject& object, std::string_view name, std::string_view value) {
  if (!value.empty()) object.text(name, value);
}

template <class List>
void known_list(JsonObject& object, std::string_view name, const List& values) {
  if (!values.empty()) object.texts(name, values);
}

void known_page(JsonObject& object, std::string_view name, std::uint32_t page) {
  if (page > 0) object.number(name, page);
}

// What Solr's configset _default calls text of a language: behind the name of a field. It has bigrams for
// Chinese, Japanese and Korean, and stems for others. text_general, in one value, is what is left.
struct Ending {
  std::string_view language, ending;
};
constexpr Ending kEndings[] = {
    {"zh", "_txt_cjk"}, {"ja", "_txt_cjk"}, {"ko", "_txt_cjk"}, {"de", "_txt_de"}, {"en", "_txt_en"},
    {"es", "_txt_es"},  {"fr", "_txt_fr"},  {"it", "_txt_it"},  {"nl", "_txt_nl"}, {"pt", "_txt_pt"},
};

std::string_view ending(std::string_view lang) {
  const std::string_view primary = lang.substr(0, lang.find('-'));
  for (const Ending& e : kEndings) {
    if (e.language == primary) return e.ending;
  }
  return "_t";
}

}  // namespace

void write_opensearch(const Article& a, const RecordName& record, std::string_view lang,
                      std::string_view index, std::string& out) {
  JsonObject line(out);
  JsonObject action(line.key("index"));
  action.text("_index", index);
  write_id(record, action.key("_id"));
  action.close();
  line.close();
  out += '\n';

  JsonObject document(out);
  write_id(record, document.key("id"));
  document.text("source", source_of(a, record));
  known(document, "newspaper", record.newspaper);
  if (date_part(record.date) != DatePart::none) document.text("date", record.date);
  document.text("kind", name(a.kind));
  document.text("lang", known_language(lang));
  write_list(a.pages, document.key("pages"), [&](std::uint32_t page) { write_number(page, out); });
  known_list(document, "kicker", a.kicker);
  known(document, "headline", a.headline);
  known_list(document, "subheadline", a.subheadline);
  known(document, "byline", a.byline);
  known(document, "dateline", a.dateline);
  known_list(document, "abstract", texts_of(a.blocks, Role::abstract));
  document.text("text", text_of(a));
  known_list(document, "captions", texts_of(a.lifted, Role::caption));
  known(document, "genre", a.genre);
  known_page(document, "jump_to", a.jump_to);
  known_page(document, "jump_from", a.jump_from);
  write_confidence(a.confidence, document.key("confidence"));
  write_places(a, record, document.key("spans"));
  document.close();
  out += '\n';
}

// `cjk` is built in: bigrams of Han characters, kana and hangul, words of everything else. Its list of
// English words that are left out would take "in", "an" and "was" from German.
std::string_view opensearch_mapping() {
  return R"({
  "settings": {
    "analysis": {
      "analyzer": {
        "newspaper": { "type": "cjk", "stopwords": "_none_" }
      }
    }
  },
  "mappings": {
    "dynamic": false,
    "properties": {
      "id": { "type": "keyword" },
      "source": { "type": "keyword" },
      "newspaper": { "type": "keyword" },
      "date": { "type": "date", "format": "yyyy-MM-dd||yyyy-MM||yyyy" },
      "kind": { "type": "keyword" },
      "lang": { "type": "keyword" },
      "pages": { "type": "integer" },
      "kicker": {
        "type": "text", "analyzer": "newspaper",
        "fields": {
          "de": { "type": "text", "analyzer": "german" },
          "en": { "type": "text", "analyzer": "english" },
          "fr": { "type": "text", "analyzer": "french" }
        }
      },
      "headline": {
        "type": "text", "analyzer": "newspaper",
        "fields": {
          "de": { "type": "text", "analyzer": "german" },
          "en": { "type": "text", "analyzer": "english" },
          "fr": { "type": "text", "analyzer": "french" },
          "keyword": { "type": "keyword", "ignore_above": 256 }
        }
      },
      "subheadline": {
        "type": "text", "analyzer": "newspaper",
        "fields": {
          "de": { "type": "text", "analyzer": "german" },
          "en": { "type": "text", "analyzer": "english" },
          "fr": { "type": "text", "analyzer": "french" }
        }
      },
      "byline": {
        "type": "text", "analyzer": "newspaper",
        "fields": { "keyword": { "type": "keyword", "ignore_above": 256 } }
      },
      "dateline": {
        "type": "text", "analyzer": "newspaper",
        "fields": { "keyword": { "type": "keyword", "ignore_above": 256 } }
      },
      "abstract": {
        "type": "text", "analyzer": "newspaper",
        "fields": {
          "de": { "type": "text", "analyzer": "german" },
          "en": { "type": "text", "analyzer": "english" },
          "fr": { "type": "text", "analyzer": "french" }
        }
      },
      "text": {
        "type": "text", "analyzer": "newspaper",
        "fields": {
          "de": { "type": "text", "analyzer": "german" },
          "en": { "type": "text", "analyzer": "english" },
          "fr": { "type": "text", "analyzer": "french" }
        }
      },
      "captions": {
        "type": "text", "analyzer": "newspaper",
        "fields": {
          "de": { "type": "text", "analyzer": "german" },
          "en": { "type": "text", "analyzer": "english" },
          "fr": { "type": "text", "analyzer": "french" }
        }
      },
      "genre": { "type": "keyword" },
      "jump_to": { "type": "integer" },
      "jump_from": { "type": "integer" },
      "confidence": { "type": "float" },
      "spans": { "type": "object", "enabled": false }
    }
  }
}
)";
}

void write_solr(const Article& a, const RecordName& record, std::string_view lang, std::string& out) {
  const std::string_view language = ending(lang);
  JsonObject document(out);
  // One value each: the fields of languages take no lists.
  const auto words = [&](std::string_view name, std::string_view text) {
    known(document, std::string(name) + std::string(language), text);
  };
  write_id(record, document.key("id"));
  document.text("source_s", source_of(a, record));
  known(document, "newspaper_s", record.newspaper);
  const DatePart part = date_part(record.date);
  if (part != DatePart::none) {
    document.text("date_s", record.date);
    std::uint32_t year = 0;
    for (const char digit : record.date.substr(0, 4))
      year = year * 10 + static_cast<std::uint32_t>(digit - '0');
    document.number("year_i", year);
  }
  if (part == DatePart::day) document.text("date_dt", record.date + "T00:00:00Z");
  document.text("kind_s", name(a.kind));
  document.text("lang_s", known_language(lang));
  write_list(a.pages, document.key("pages_is"), [&](std::uint32_t page) { write_number(page, out); });
  words("kicker", joined(a.kicker));
  words("headline", a.headline);
  words("subheadline", joined(a.subheadline));
  known(document, "byline_t_sort", a.byline);
  known(document, "dateline_t_sort", a.dateline);
  words("abstract", joined(texts_of(a.blocks, Role::abstract)));
  words("text", text_of(a));
  words("captions", joined(texts_of(a.lifted, Role::caption)));
  known(document, "genre_s", a.genre);
  known_page(document, "jump_to_i", a.jump_to);
  known_page(document, "jump_from_i", a.jump_from);
  write_confidence(a.confidence, document.key("confidence_f"));
  document.close();
  out += '\n';
}

}  // namespace clean
