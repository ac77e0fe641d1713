// Documents for search engines and for corpora, read back by simdjson: OpenSearch, Solr, dolma.

#include <clean/clean.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <map>
#include <string>
#include <vector>

#include "formats/dates.h"
#include "support/cases.h"

namespace clean::tests {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    EXPECT_NE(end, text.npos) << "the last line has no end";
    all.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return all;
}

std::map<std::string, element_type> keys_of(element object) {
  std::map<std::string, element_type> keys;
  for (const auto& [key, value] : object.get_object()) {
    EXPECT_TRUE(keys.emplace(key, value.type()).second) << key << " stands twice";
  }
  return keys;
}

std::vector<std::string> texts(element list) {
  std::vector<std::string> all;
  for (const auto text : list.get_array()) all.emplace_back(text.get_string().value());
  return all;
}

constexpr const char* kHard = "\"quoted\" \\ \t\x01\u2028 <b>&amp; 𠀀 'x'";

Article full() {
  Article a;
  a.pages = {1, 2};
  a.kicker = {"眉题", kHard};
  a.headline = kHard;
  a.subheadline = {"副题"};
  a.byline = "崔敬";
  a.dateline = "本报讯";
  a.text = "一段\n\n二段";
  a.blocks = {{Role::headline, kHard, {{{0}, {6}}}, 1, true},
              {Role::abstract, "提要", {{{8}, {9}}}, 1, true},
              {Role::paragraph, "一段", {{{10}, {13}}, {{20}, {23}}}, 1, true}};
  a.lifted = {{Role::caption, "图一", {{{14}, {16}}}, 2, true},
              {Role::jump, "下转第二版", {{{16}, {18}}}, 1, true}};
  a.genre = "news";
  a.jump_to = 2;
  a.jump_from = 12;
  a.confidence = 0.87654;
  return a;
}

RecordName named(std::string date = "1939-04-27") {
  return {.source = "page.txt", .id = "page#1", .newspaper = "新乡日报", .date = std::move(date)};
}

Article rest() {
  Article a;
  a.kind = Article::Kind::rest;
  a.pages = {1};
  a.lifted = {{Role::running_head, "新乡日报", {{{0}, {4}}}, 1, true},
              {Role::folio, "01", {{{5}, {7}}}, 1, true}};
  return a;
}

// ---- dates

TEST(Dates, are_days_months_and_years) {
  EXPECT_EQ(date_part("1939-04-27"), DatePart::day);
  EXPECT_EQ(date_part("2024-02-29"), DatePart::day);
  EXPECT_EQ(date_part("1939-04"), DatePart::month);
  EXPECT_EQ(date_part("1939"), DatePart::year);
}

TEST(Dates, are_nothing_else) {
  for (const char* text :
       {"", "27. April 1939", "1939-4-27", "1939-13", "1939-02-30", "2023-02-29", "0000", "19390427",
        "1939-04-27T00:00:00Z", "1939/04/27", "1939-04-00", "1939-00", "abcd", "１９３９"})
    EXPECT_EQ(date_part(text), DatePart::none) << text;
}

// ---- OpenSearch

struct Bulk {
  element action, document;
};

class OpenSearch : public testing::Test {
 protected:
  Bulk read(const Article& a, const RecordName& name, std::string_view lang = "zh-Hans") {
    written_.clear();
    write_opensearch(a, name, lang, "news \"x\"", written_);
    const std::vector<std::string> both = lines(written_);
    EXPECT_EQ(both.size(), 2u);
    return {action_.parse(simdjson::padded_string(both.at(0))),
            document_.parse(simdjson::padded_string(both.at(1)))};
  }

  std::string written_;
  simdjson::dom::parser action_, document_;
};

TEST_F(OpenSearch, has_a_line_for_the_action_and_a_line_for_the_document) {
  const auto [action, document] = read(full(), named());
  EXPECT_EQ(keys_of(action).size(), 1u);
  EXPECT_EQ(keys_of(action["index"]).size(), 2u) << "no _type, which Elasticsearch 8 refuses";
  EXPECT_EQ(action["index"]["_index"].get_string().value(), "news \"x\"");
  EXPECT_EQ(action["index"]["_id"].get_string().value(), "page#1");
  EXPECT_EQ(document["id"].get_string().value(), "page#1");
  EXPECT_EQ(document["source"].get_string().value(), "page.txt");
  EXPECT_EQ(document["newspaper"].get_string().value(), "新乡日报");
  EXPECT_EQ(document["date"].get_string().value(), "1939-04-27");
  EXPECT_EQ(document["kind"].get_string().value(), "article");
  EXPECT_EQ(document["lang"].get_string().value(), "zh-Hans");
  EXPECT_EQ(document["pages"].at(1).get_int64().value(), 2);
  EXPECT_EQ(texts(document["kicker"]), full().kicker);
  EXPECT_EQ(document["headline"].get_string().value(), kHard);
  EXPECT_EQ(texts(document["subheadline"]), full().subheadline);
  EXPECT_EQ(document["byline"].get_string().value(), "崔敬");
  EXPECT_EQ(document["dateline"].get_string().value(), "本报讯");
  EXPECT_EQ(texts(document["abstract"]), std::vector<std::string>{"提要"});
  EXPECT_EQ(document["text"].get_string().value(), "一段\n\n二段");
  EXPECT_EQ(texts(document["captions"]), std::vector<std::string>{"图一"});
  EXPECT_EQ(document["genre"].get_string().value(), "news");
  EXPECT_EQ(document["jump_to"].get_int64().value(), 2);
  EXPECT_EQ(document["jump_from"].get_int64().value(), 12);
  EXPECT_EQ(document["confidence"].get_double().value(), 0.877);
  const element spans = document["spans"];
  EXPECT_EQ(spans.get_array().value().size(), 5u);
  EXPECT_EQ(simdjson::minify(spans.at(2).value()),
            R"({"role":"paragraph","page":1,"source":"page.txt","bytes":[[10,13],[20,23]]})");
}

TEST_F(OpenSearch, leaves_out_what_there_is_nothing_of) {
  const auto [action, document] = read(Article{}, {"page.txt", "page#1"}, "");
  std::vector<std::string> keys;
  for (const auto& [key, type] : keys_of(document)) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"confidence", "id", "kind", "lang", "pages", "source", "spans",
                                            "text"}));
  EXPECT_EQ(document["lang"].get_string().value(), "und");
}

TEST_F(OpenSearch, has_partial_dates_and_no_date_that_is_none) {
  EXPECT_EQ(read(full(), named("1939-04")).document["date"].get_string().value(), "1939-04");
  EXPECT_EQ(read(full(), named("1939")).document["date"].get_string().value(), "1939");
  EXPECT_TRUE(read(full(), named("27. April 1939")).document["date"].error());
}

TEST_F(OpenSearch, finds_the_lines_of_the_page_as_the_text_of_the_rest) {
  const element document = read(rest(), named()).document;
  EXPECT_EQ(document["kind"].get_string().value(), "rest");
  EXPECT_EQ(document["text"].get_string().value(), "新乡日报\n01");
}

TEST_F(OpenSearch, says_where_each_copy_of_the_id_ends) {
  std::vector<std::size_t> ends;
  RecordName name = named();
  name.id = "a\\b#";
  name.id_ends = &ends;
  std::string out = "before";
  write_opensearch(full(), name, "zh", "news", out);
  ASSERT_EQ(ends.size(), 2u);
  for (const std::size_t end : ends) EXPECT_EQ(out.substr(end - 5, 6), "a\\\\b#\"");
  EXPECT_LT(ends[0], out.find('\n'));
  EXPECT_GT(ends[1], out.find('\n'));
}

TEST_F(OpenSearch, names_the_file_of_each_stretch_of_an_issue) {
  Article a;
  a.blocks = {{Role::paragraph, "x", {{{5}, {25}}}, 1, true}};
  const std::vector<SourceFile> files = {{"p1.txt", {0}, 1}, {"p4.txt", {20}, 4}};
  const element document = read(a, {.source = "", .id = "issue#1", .files = files}).document;
  EXPECT_EQ(document["source"].get_string().value(), "p1.txt");
  EXPECT_EQ(simdjson::minify(document["spans"].value()),
            R"([{"role":"paragraph","page":1,"source":"p1.txt","bytes":[[5,20]]},)"
            R"({"role":"paragraph","page":1,"source":"p4.txt","bytes":[[0,5]]}])");
}

TEST_F(OpenSearch, has_a_mapping_for_every_field) {
  simdjson::dom::parser parser;
  const element mapping = parser.parse(simdjson::padded_string(opensearch_mapping()));
  const element properties = mapping["mappings"]["properties"];
  const auto [action, document] = read(full(), named());
  for (const auto& [key, type] : keys_of(document)) {
    const auto field = properties[key];
    ASSERT_FALSE(field.error()) << key;
    const std::string_view is = field["type"].get_string();
    const element value = document[key];
    const element first = value.is_array() && key != "spans" ? value.at(0).value() : value;
    const bool right = is == "integer"  ? first.is_int64()
                       : is == "float"  ? first.is_double()
                       : is == "object" ? first.is_array()
                                        : first.is_string();
    EXPECT_TRUE(right) << key;
  }
  EXPECT_EQ(keys_of(document).size(), properties.get_object().value().size());
  EXPECT_EQ(properties["date"]["format"].get_string().value(), "yyyy-MM-dd||yyyy-MM||yyyy");
  EXPECT_FALSE(properties["spans"]["enabled"].get_bool().value());
  for (const char* field : {"kicker", "headline", "subheadline", "abstract", "text", "captions"}) {
    EXPECT_EQ(properties[field]["analyzer"].get_string().value(), "newspaper");
    EXPECT_EQ(properties[field]["fields"]["de"]["analyzer"].get_string().value(), "german");
    EXPECT_EQ(properties[field]["fields"]["en"]["analyzer"].get_string().value(), "english");
    EXPECT_EQ(properties[field]["fields"]["fr"]["analyzer"].get_string().value(), "french");
  }
  EXPECT_EQ(mapping["settings"]["analysis"]["analyzer"]["newspaper"]["type"].get_string().value(), "cjk");
}

// ---- Solr

class Solr : public testing::Test {
 protected:
  element read(const Article& a, const RecordName& name, std::string_view lang) {
    std::string out;
    write_solr(a, name, lang, out);
    EXPECT_EQ(lines(out).size(), 1u);
    return parser_.parse(simdjson::padded_string(out));
  }
  simdjson::dom::parser parser_;
};

TEST_F(Solr, names_fields_so_that_their_type_is_right) {
  const element document = read(full(), named(), "zh-Hans");
  // The patterns of Solr's configset _default that are used, and what may stand there.
  struct Pattern {
    std::string_view ending;
    bool list, text, number;
  };
  constexpr Pattern kPatterns[] = {
      {"_s", false, true, false},       {"_i", false, false, true},  {"_is", true, false, true},
      {"_f", false, false, true},       {"_dt", false, true, false}, {"_t_sort", false, true, false},
      {"_txt_cjk", false, true, false},
  };
  for (const auto& [key, value] : document.get_object()) {
    if (key == "id") continue;
    bool found = false;
    for (const Pattern& p : kPatterns) {
      if (!key.ends_with(p.ending)) continue;
      found = true;
      EXPECT_EQ(value.is_array(), p.list) << key;
      const element one = p.list ? value.at(0).value() : value;
      EXPECT_EQ(one.is_string(), p.text) << key;
      EXPECT_EQ(one.is_number(), p.number) << key;
    }
    EXPECT_TRUE(found) << key;
  }
  EXPECT_EQ(document["id"].get_string().value(), "page#1");
  EXPECT_EQ(document["headline_txt_cjk"].get_string().value(), kHard);
  EXPECT_EQ(document["kicker_txt_cjk"].get_string().value(), std::string("眉题\n") + kHard);
  EXPECT_EQ(document["text_txt_cjk"].get_string().value(), "一段\n\n二段");
  EXPECT_EQ(document["abstract_txt_cjk"].get_string().value(), "提要");
  EXPECT_EQ(document["captions_txt_cjk"].get_string().value(), "图一");
  EXPECT_EQ(document["byline_t_sort"].get_string().value(), "崔敬");
  EXPECT_EQ(document["pages_is"].at(0).get_int64().value(), 1);
  EXPECT_EQ(document["confidence_f"].get_double().value(), 0.877);
}

TEST_F(Solr, knows_the_field_of_a_language) {
  for (const auto& [lang, key] : {std::pair{"de", "text_txt_de"},
                                  {"fr", "text_txt_fr"},
                                  {"en-GB", "text_txt_en"},
                                  {"ja", "text_txt_cjk"},
                                  {"ko", "text_txt_cjk"},
                                  {"la", "text_t"},
                                  {"", "text_t"}})
    EXPECT_FALSE(read(full(), named(), lang)[key].error()) << lang;
}

TEST_F(Solr, has_instants_of_days_only) {
  const element day = read(full(), named("1939-04-27"), "zh");
  EXPECT_EQ(day["date_dt"].get_string().value(), "1939-04-27T00:00:00Z");
  EXPECT_EQ(day["date_s"].get_string().value(), "1939-04-27");
  EXPECT_EQ(day["year_i"].get_int64().value(), 1939);
  const element month = read(full(), named("1939-04"), "zh");
  EXPECT_TRUE(month["date_dt"].error());
  EXPECT_EQ(month["date_s"].get_string().value(), "1939-04");
  EXPECT_EQ(month["year_i"].get_int64().value(), 1939);
  const element none = read(full(), named("April"), "zh");
  for (const char* key : {"date_dt", "date_s", "year_i"}) EXPECT_TRUE(none[key].error()) << key;
}

TEST_F(Solr, leaves_out_what_there_is_nothing_of) {
  std::vector<std::string> keys;
  for (const auto& [key, type] : keys_of(read(Article{}, {"page.txt", "page#1"}, "zh"))) keys.push_back(key);
  EXPECT_EQ(keys,
            (std::vector<std::string>{"confidence_f", "id", "kind_s", "lang_s", "pages_is", "source_s"}));
}

TEST_F(Solr, says_where_the_id_ends) {
  std::vector<std::size_t> ends;
  RecordName name = named();
  name.id_ends = &ends;
  std::string out;
  write_solr(full(), name, "zh", out);
  ASSERT_EQ(ends.size(), 1u);
  EXPECT_EQ(out.substr(0, ends[0] + 1), R"({"id":"page#1")");
}

// ---- dolma

TEST(Dolma, has_what_its_readers_ask_for) {
  std::string out;
  ASSERT_TRUE(write_dolma(full(), named(), "zh-Hans", out));
  simdjson::dom::parser parser;
  const element document = parser.parse(simdjson::padded_string(lines(out).at(0)));
  std::vector<std::string> keys;
  for (const auto& [key, type] : keys_of(document)) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"created", "id", "metadata", "source", "text"}));
  std::string text;
  write_text(full(), true, text);
  EXPECT_EQ(std::string(document["text"].get_string().value()) + "\n", text);
  EXPECT_EQ(document["source"].get_string().value(), "page.txt");
  EXPECT_EQ(document["created"].get_string().value(), "1939-04-27T00:00:00.000Z");
  EXPECT_EQ(document["metadata"]["newspaper"].get_string().value(), "新乡日报");
  EXPECT_EQ(texts(document["metadata"]["captions"]), std::vector<std::string>{"图一"});
}

TEST(Dolma, has_the_same_metadata_of_the_same_types_always) {
  std::string of_full, of_less;
  write_dolma(full(), named(), "zh-Hans", of_full);
  Article less;
  less.blocks = {{Role::paragraph, "x", {{{0}, {1}}}, 1, true}};
  less.confidence = 0.5;
  write_dolma(less, {"page.txt", "page#1"}, "", of_less);
  simdjson::dom::parser one, other;
  EXPECT_EQ(keys_of(one.parse(simdjson::padded_string(of_full))["metadata"]),
            keys_of(other.parse(simdjson::padded_string(of_less))["metadata"]));
}

TEST(Dolma, has_no_time_of_a_partial_date_and_none_of_its_own) {
  for (const char* date : {"1939-04", "1939", "", "April"}) {
    std::string out;
    write_dolma(full(), named(date), "zh", out);
    EXPECT_EQ(out.find("\"created\""), out.npos) << date;
    EXPECT_EQ(out.find("\"added\""), out.npos);
  }
}

TEST(Dolma, leaves_out_what_belongs_to_no_article) {
  std::string out = "before\n";
  EXPECT_FALSE(write_dolma(rest(), named(), "zh", out));
  EXPECT_FALSE(write_dolma(Article{}, named(), "zh", out));
  EXPECT_EQ(out, "before\n");
}

// ---- all of them

TEST(SearchAndCorpora, can_be_read_of_the_seeds_and_of_every_fixture) {
  const Pipeline pipeline(load_recipe("zh-daily"));
  std::vector<std::string> inputs;
  for (const auto& seed : seeds()) inputs.push_back(read_file(seed));
  std::string cases;
  for (const Case& c : all_cases()) cases += c.input + "\n\n";
  inputs.push_back(cases);
  simdjson::dom::parser parser;
  for (const std::string& input : inputs) {
    const Document document = pipeline.run({.bytes = input, .begin = {}, .first_page = 1});
    std::string out;
    std::size_t count = 0;
    for (const Article& a : assemble(document, pipeline.recipe())) {
      write_opensearch(a, named(), "zh", "news", out);
      write_solr(a, named(), "zh", out);
      count += 3 + write_dolma(a, named(), "zh", out);
    }
    const std::vector<std::string> written = lines(out);
    EXPECT_EQ(written.size(), count);
    for (const std::string& line : written) {
      EXPECT_FALSE(parser.parse(simdjson::padded_string(line)).error()) << line;
    }
  }
}

}  // namespace
}  // namespace clean::tests
