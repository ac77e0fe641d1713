// The fields of a JSON object as they stand in a line (tools/newsclean/json_object.h).
#include "newsclean/json_object.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <random>

namespace {

// The fields, each in brackets; or where it is wrong.
std::string fields(std::string_view text) {
  std::size_t wrong = 0;
  const auto found = fields_of(text, wrong);
  if (!found) return "wrong at " + std::to_string(wrong);
  std::string all;
  for (const Field& field : *found) (all += '[').append(field.whole) += ']';
  return all;
}

TEST(JsonObject, fields_stand_as_they_were_written) {
  EXPECT_EQ(fields("{}"), "");
  EXPECT_EQ(fields(" {\t} \r"), "");
  EXPECT_EQ(fields(R"({"a":1,"b":"x"})"), R"(["a":1]["b":"x"])");
  EXPECT_EQ(fields(R"( { "a" : 1.0 , "b":[ 1, {"c":[]} ] } )"), R"(["a" : 1.0]["b":[ 1, {"c":[]} ]])");
  EXPECT_EQ(fields(R"({"a":1e400,"b":-0,"c":12345678901234567890123,"d":1E+9})"),
            R"(["a":1e400]["b":-0]["c":12345678901234567890123]["d":1E+9])");
  EXPECT_EQ(fields(R"({"a":true,"a":false,"":null})"), R"(["a":true]["a":false]["":null])");
  EXPECT_EQ(fields(R"({"\u0061":"\ud800 \"\\\/\b\f\n\r\t"})"), R"(["\u0061":"\ud800 \"\\\/\b\f\n\r\t"])");
}

TEST(JsonObject, what_is_no_object_is_wrong_at_the_place) {
  EXPECT_EQ(fields(""), "wrong at 0");
  EXPECT_EQ(fields(" [1]"), "wrong at 1");
  EXPECT_EQ(fields(R"({"a":1)"), "wrong at 6");
  EXPECT_EQ(fields(R"({"a":1}x)"), "wrong at 7");
  EXPECT_EQ(fields(R"({"a":1}{"a":1})"), "wrong at 7");
  EXPECT_EQ(fields(R"({"a":1,})"), "wrong at 7");
  EXPECT_EQ(fields(R"({,"a":1})"), "wrong at 1");
  EXPECT_EQ(fields(R"({"a"1})"), "wrong at 4");
  EXPECT_EQ(fields(R"({a:1})"), "wrong at 1");
  EXPECT_EQ(fields(R"({'a':1})"), "wrong at 1");
  EXPECT_EQ(fields(R"({"a":tru})"), "wrong at 8");
  EXPECT_EQ(fields(R"({"a":NaN})"), "wrong at 5");
  EXPECT_EQ(fields(R"({"a":01})"), "wrong at 6");
  EXPECT_EQ(fields(R"({"a":1.})"), "wrong at 7");
  EXPECT_EQ(fields(R"({"a":.5})"), "wrong at 5");
  EXPECT_EQ(fields(R"({"a":+1})"), "wrong at 5");
  EXPECT_EQ(fields(R"({"a":-})"), "wrong at 6");
  EXPECT_EQ(fields(R"({"a":1e})"), "wrong at 7");
  EXPECT_EQ(fields(R"({"a":[1 2]})"), "wrong at 8");
  EXPECT_EQ(fields(R"({"a":[1,]})"), "wrong at 8");
  EXPECT_EQ(fields(R"({"a":[}})"), "wrong at 6");
  EXPECT_EQ(fields(R"({"a":{"b":1]})"), "wrong at 11");
  EXPECT_EQ(fields(R"({"a":{"b"}})"), "wrong at 9");
  EXPECT_EQ(fields(R"({"a":"\x"})"), "wrong at 7");
  EXPECT_EQ(fields(R"({"a":"\u12g4"})"), "wrong at 10");
  EXPECT_EQ(fields("{\"a\":\"\t\"}"), "wrong at 6");
  EXPECT_EQ(fields(std::string_view("{\"a\":\"\0\"}", 9)), "wrong at 6");
  EXPECT_EQ(fields(R"({"a":"\)"), "wrong at 7");
}

TEST(JsonObject, may_nest_as_deep_as_it_likes) {
  const std::size_t depth = 1'000'000;
  const std::string deep = std::string(depth, '[') + std::string(depth, ']');
  EXPECT_EQ(fields("{\"a\":" + deep + "}"), "[\"a\":" + deep + "]");
  EXPECT_EQ(fields("{\"a\":" + std::string(depth, '[')), "wrong at " + std::to_string(depth + 5));
}

TEST(JsonObject, a_string_means_what_its_escapes_say) {
  EXPECT_EQ(meaning(R"("")"), "");
  EXPECT_EQ(meaning(R"("中\"\\\/\b\f\n\r\t")"), "中\"\\/\b\f\n\r\t");
  EXPECT_EQ(meaning(R"("\u0041\u00e9\u4E2D\ud83d\ude00\uFFFF")"), "A\u00e9\u4e2d\U0001F600\uFFFF");
  EXPECT_EQ(meaning(R"("\u0000")"), std::string(1, '\0'));
}

TEST(JsonObject, half_of_a_surrogate_pair_means_nothing) {
  for (const char* string : {R"("\ud800")", R"("\udc00")", R"("\ud800\ud800")", R"("\udc00\ud800")",
                             R"("\ud800A\udc00")", R"("\ud83d\u0041")", R"("\ud83d\n")"})
    EXPECT_FALSE(meaning(string)) << string;
}

TEST(JsonObject, a_field_is_called_what_its_key_means) {
  const Field plain{"\"id\"", "1", ""}, escaped{R"("\u0069d")", "1", ""}, half{R"("\ud800")", "1", ""};
  EXPECT_TRUE(called(plain, "id"));
  EXPECT_TRUE(called(escaped, "id"));
  EXPECT_FALSE(called(plain, "i"));
  EXPECT_FALSE(called(half, "id"));
}

// Objects that were made and then damaged are taken by both or refused by both. Numbers and escapes that
// simdjson cannot hold are not made.
TEST(JsonObject, takes_what_simdjson_takes) {
  std::mt19937 random(20261128);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  constexpr std::string_view kPieces[] = {
      "{",   "}",      "[",    "]",     ":",    ",",           "\"a\"",     "\"b\\n\"", "1",  "-2",
      "0.5", "3e2",    "true", "false", "null", "\"\\u00e9\"", " ",         "\"",       "\\", "\t",
      "0",   "\"中\"", "e",    "-",     ".",    "[]",          "{\"k\":1}", "\"x\":"};
  simdjson::dom::parser parser;
  int taken = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text = "{";
    for (std::size_t n = below(4); n > 0; --n) {
      text += "\"k\":";
      text += kPieces[8 + below(8)];
      if (n > 1) text += ',';
    }
    text += '}';
    for (std::size_t n = below(4); n > 0; --n) {
      const std::string piece(kPieces[below(std::size(kPieces))]);
      const std::size_t at = below(text.size() + 1);
      if (below(3) == 0)
        text.erase(at, 1 + below(3));
      else
        text.insert(at, piece);
    }
    simdjson::dom::object object;
    const auto error = parser.parse(text).get(object);
    if (error == simdjson::NUMBER_ERROR && fields(text).starts_with('[')) continue;  // 1e99999
    const bool utf8 = simdjson::validate_utf8(text);
    std::size_t wrong = 0;
    ASSERT_EQ(error == simdjson::SUCCESS, utf8 && fields_of(text, wrong).has_value()) << text << " " << error;
    taken += error == simdjson::SUCCESS;
  }
  EXPECT_GT(taken, 20'000);
}

}  // namespace
