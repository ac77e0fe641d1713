// Markdown, read back: the front matter by PyYAML, the body by cmark, which is CommonMark's own reader.

#include <clean/clean.h>
#include <simdjson.h>

#include <random>
#include <vector>

#include "formats/outside.h"

namespace clean::tests {
namespace {

using namespace std::string_literals;

std::string markdown(const Article& a, const RecordName& name = {"page.txt", "page#1"}) {
  std::string out;
  EXPECT_TRUE(write_markdown(a, name, "de", out));
  return out;
}

Part part(Role role, std::string_view text, bool apart = true) { return {role, text, {}, 1, apart}; }

Article of(std::vector<Part> blocks, std::vector<Part> lifted = {}) {
  Article a;
  a.pages = {1};
  a.blocks = std::move(blocks);
  a.lifted = std::move(lifted);
  return a;
}

// What stands behind the front matter and the empty line.
std::string body(const Article& a) {
  const std::string out = markdown(a);
  return out.substr(out.find("\n---\n", 4) + 6);
}

std::string line(std::string_view text) { return body(of({part(Role::paragraph, text)})); }

TEST(Markdown, has_front_matter_a_headline_headings_and_paragraphs) {
  Article a =
      of({part(Role::kicker, "kicker"), part(Role::headline, "headline"), part(Role::byline, "by line"),
          part(Role::paragraph, "one"), part(Role::heading, "section"), part(Role::paragraph, "two")});
  a.pages = {1, 2};
  a.kicker = {"kicker"};
  a.headline = "headline";
  a.byline = "by line";
  a.genre = "news";
  a.jump_to = 2;
  a.confidence = 0.87654;
  const RecordName name{.source = "page.txt", .id = "page#1", .newspaper = "Der Bote", .date = "1939-04"};
  EXPECT_EQ(markdown(a, name),
            "---\n"
            "id: \"page#1\"\n"
            "source: \"page.txt\"\n"
            "newspaper: \"Der Bote\"\n"
            "date: \"1939-04\"\n"
            "lang: \"de\"\n"
            "kind: \"article\"\n"
            "pages: [1,2]\n"
            "kicker: [\"kicker\"]\n"
            "title: \"headline\"\n"
            "byline: \"by line\"\n"
            "genre: \"news\"\n"
            "jump_to: 2\n"
            "confidence: 0.877\n"
            "---\n"
            "\n"
            "kicker\n\n# headline\n\nby line\n\none\n\n## section\n\ntwo\n");
}

TEST(Markdown, leaves_out_what_it_has_nothing_to_say_of) {
  EXPECT_EQ(markdown(of({part(Role::paragraph, "one")})),
            "---\nid: \"page#1\"\nsource: \"page.txt\"\nlang: \"de\"\nkind: \"article\"\npages: [1]\n"
            "confidence: 1\n---\n\none\n");
}

TEST(Markdown, has_nothing_of_what_belongs_to_no_article) {
  Article rest = of({}, {part(Role::folio, "1")});
  rest.kind = Article::Kind::rest;
  std::string out = "before\n";
  EXPECT_FALSE(write_markdown(rest, {"a", "b"}, "de", out));
  EXPECT_FALSE(write_markdown(Article{}, {"a", "b"}, "de", out));
  EXPECT_EQ(out, "before\n");
}

TEST(Markdown, says_where_the_id_ends) {
  std::string out = "before";
  std::vector<std::size_t> ends;
  write_markdown(of({part(Role::paragraph, "x")}), {.source = "a", .id = "a\"b#", .id_ends = &ends}, "", out);
  ASSERT_EQ(ends.size(), 1u);
  EXPECT_EQ(out.substr(0, ends[0]), "before---\nid: \"a\\\"b#");
  EXPECT_EQ(out[ends[0]], '"');
}

TEST(Markdown, makes_one_headline_of_its_lines) {
  EXPECT_EQ(body(of({part(Role::headline, "one"), part(Role::headline, "- two", false),
                     part(Role::paragraph, "text")})),
            "# one \\- two\n\ntext\n");
}

TEST(Markdown, breaks_lines_of_verse_and_of_lists_and_keeps_stanzas_apart) {
  EXPECT_EQ(body(of({part(Role::verse, "a"), part(Role::verse, "b\\", false), part(Role::verse, "c"),
                     part(Role::verse, "---", false)})),
            "a\\\nb\\\\\n\nc\\\n\\---\n");
  EXPECT_EQ(body(of({part(Role::list, "1. one"), part(Role::list, "2. two", false)})),
            "1\\. one\\\n2\\. two\n");
}

TEST(Markdown, has_lines_of_tables_as_code) {
  EXPECT_EQ(body(of({part(Role::paragraph, "text"), part(Role::table, "a   1 *"),
                     part(Role::table, "--- |", false), part(Role::paragraph, "text")})),
            "text\n\n    a   1 *\n    --- |\n\ntext\n");
}

TEST(Markdown, quotes_captions_at_the_end_and_nothing_else) {
  EXPECT_EQ(
      body(of({part(Role::paragraph, "> text")},
              {part(Role::caption, "> one"), part(Role::jump, "continued"), part(Role::caption, "two")})),
      "\\> text\n\n> \\> one\n\n> two\n");
}

TEST(Markdown, escapes_markup) {
  EXPECT_EQ(line("# a"), "\\# a\n");
  EXPECT_EQ(line("- a"), "\\- a\n");
  EXPECT_EQ(line("+ a"), "\\+ a\n");
  EXPECT_EQ(line("=== a"), "\\=== a\n");
  EXPECT_EQ(line("1. a"), "1\\. a\n");
  EXPECT_EQ(line("12) a"), "12\\) a\n");
  EXPECT_EQ(line("(iv) a"), "(iv\\) a\n");
  EXPECT_EQ(line("*a* _b_ `c` [d](e) <f> A&T g|h \\"),
            "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f> A\\&T g\\|h \\\\\n");
  EXPECT_EQ(line(" a\tb "), "&#32;a\tb&#32;\n");
  EXPECT_EQ(line("a\n# b\r"), "a&#10;# b&#13;\n");
}

TEST(Markdown, leaves_alone_what_is_no_markup) {
  for (const char* text : {"a - b", "No. 1 (2) at 3.14", "1.5 Mark", "a #1 b", "(see page 2)",
                           "me@example.org", "3 > 2", "《红楼梦》，第1版。", "Mr. Smith", "What? Yes!"})
    EXPECT_EQ(line(text), text + "\n"s);
}

// ---- read back

std::string decoded_html(std::string text) {
  const std::pair<std::string_view, std::string_view> kEntities[] = {
      {"<br />\n", "\n"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}};
  for (const auto& [from, to] : kEntities) {
    for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size())
      text.replace(at, from.size(), to);
  }
  return text;
}

struct Shown {
  std::string tag, text;
  bool operator==(const Shown&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Shown& shown) {
  return out << shown.tag << ": " << testing::PrintToString(shown.text);
}

// The blocks that cmark makes of Markdown.
std::vector<Shown> shown_by_cmark(const std::string& text) {
  const Ran ran = run("cmark", text);
  EXPECT_EQ(ran.status, 0) << ran.output;
  std::vector<Shown> shown;
  bool quote = false;
  for (std::size_t at = 0; at < ran.output.size();) {
    const std::string_view rest = std::string_view(ran.output).substr(at);
    const std::size_t close = rest.find('>');
    if (rest[0] == '\n') {
      ++at;
      continue;
    }
    std::string tag(rest.substr(1, close - 1));
    at += close + 1;
    if (tag == "blockquote" || tag == "/blockquote") {
      quote = tag == "blockquote";
      continue;
    }
    const std::string end = tag == "pre" ? "</code></pre>" : "</" + tag + ">";
    if (tag == "pre") at += std::string_view("<code>").size();
    const std::size_t stop = ran.output.find(end, at);
    if (stop == ran.output.npos) {
      ADD_FAILURE() << "cmark made <" << tag << "> of it";
      break;
    }
    shown.push_back({quote ? "quote" : tag, decoded_html(ran.output.substr(at, stop - at))});
    at = stop + end.size();
  }
  return shown;
}

TEST(MarkdownBody, is_shown_as_the_text_of_the_article) {
  if (!installed("cmark --version")) GTEST_SKIP() << "cmark is not installed";
  const Article a = of(
      {part(Role::headline, "# 1. *One* ##"), part(Role::paragraph, "\\ `a` *b* \xC2\xA0"),
       part(Role::verse, "- a"), part(Role::verse, "=== b", false), part(Role::heading, "<!-- [x] -->"),
       part(Role::table, "  a | b"), part(Role::table, "---", false), part(Role::paragraph, "a\u2028b\nc\t")},
      {part(Role::caption, "1) &amp;")});
  const std::vector<Shown> want = {
      {"h1", "# 1. *One* ##"},   {"p", "\\ `a` *b* \xC2\xA0"}, {"p", "- a\n=== b"},  {"h2", "<!-- [x] -->"},
      {"pre", "  a | b\n---\n"}, {"p", "a\u2028b\nc\t"},       {"quote", "1) &amp;"}};
  EXPECT_EQ(shown_by_cmark(body(a)), want);
}

TEST(MarkdownBody, is_shown_as_the_text_whatever_marks_it_has) {
  if (!installed("cmark --version")) GTEST_SKIP() << "cmark is not installed";
  constexpr std::string_view kPieces[] = {
      "#",    "-",    "+",      "=",      ">",     "*",     "_",
      "`",    "~",    "<",      ">",      "[",     "]",     "(",
      ")",    "!",    "|",      "\\",     "&",     "&amp;", "&#35;",
      ":",    "1.",   "2)",     "a",      "b",     " ",     "  ",
      "\t",   "\n",   "\"",     "'",      "。",    "“",     "http://x.org",
      "{",    "}",    "$",      "^",      "@",     "%",     "\x01",
      "\x1F", "\x7F", "\u2028", "\u0085", "\u3000"};
  std::mt19937 random(1939);
  std::vector<std::string> texts;
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    for (unsigned n = random() % 8 + 1; n > 0; --n) text += kPieces[random() % std::size(kPieces)];
    texts.push_back(text);
  }
  std::vector<Part> parts;
  std::vector<Shown> want;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Role role = i % 5 == 0 ? Role::headline : i % 5 == 1 ? Role::heading : Role::paragraph;
    parts.push_back(part(role, texts[i]));
    want.push_back({role == Role::headline ? "h1" : role == Role::heading ? "h2" : "p", texts[i]});
  }
  const std::vector<Shown> shown = shown_by_cmark(body(of(parts)));
  ASSERT_EQ(shown.size(), want.size());
  for (std::size_t i = 0; i < want.size(); ++i) EXPECT_EQ(shown[i], want[i]) << i;
}

TEST(MarkdownBody, of_every_fixture_is_shown_as_its_text) {
  if (!installed("cmark --version")) GTEST_SKIP() << "cmark is not installed";
  const Pipeline pipeline(load_recipe("zh-daily"));
  std::string all, cases;
  std::vector<std::string> want;
  for (const Case& c : all_cases()) cases += c.input + "\n\n";
  const Document document = pipeline.run({.bytes = cases, .begin = {}, .first_page = 1});
  for (const Article& a : assemble(document, pipeline.recipe())) {
    if (a.blocks.empty()) continue;
    all += body(a) + '\n';
    for (const Part& p : a.blocks) want.emplace_back(p.text);
    for (const Part& p : a.lifted) {
      if (p.role == Role::caption) want.emplace_back(p.text);
    }
  }
  // How lines are put together is no matter here.
  std::string wanted, shown;
  for (const std::string& text : want) wanted += text;
  for (const Shown& s : shown_by_cmark(all)) shown += s.text;
  std::erase_if(wanted, [](char c) { return c == ' ' || c == '\n'; });
  std::erase_if(shown, [](char c) { return c == ' ' || c == '\n'; });
  EXPECT_EQ(shown, wanted);
}

// ---- front matter

// As JSON, by PyYAML.
simdjson::dom::element read_by_yaml(simdjson::dom::parser& parser, const std::string& written) {
  const std::string front = written.substr(4, written.find("\n---\n", 4) - 3);
  const Ran ran =
      run("python3 -c 'import json, sys, yaml; "
          "print(json.dumps(yaml.safe_load(sys.stdin.buffer.read().decode(\"utf-8\"))))'",
          front);
  EXPECT_EQ(ran.status, 0) << ran.output;
  return parser.parse(simdjson::padded_string(ran.output));
}

TEST(FrontMatter, gives_any_text_back) {
  if (!installed("python3 -c 'import yaml'")) GTEST_SKIP() << "python3 has no yaml (Debian: python3-yaml)";
  std::string every;
  for (char c = 1; c > 0 && c < 127; ++c) every += c;
  every += "\x7F\u0080\u0085\u009F\u00A0\u2028\u2029\uFEFF\uFFFD\uFFFE\uFFFF\U0001F600中文";
  Article a = of({part(Role::paragraph, "x")});
  a.headline = every;
  a.kicker = {"yes", "- a: b", "", "# c", "'", "1939-04-27", "null", "{}", "\\\" %"};
  a.byline = "  two\n  lines  ";
  const RecordName name{.source = "1e3", .id = "no", .newspaper = "*Bote*: &c", .date = "1939"};
  simdjson::dom::parser parser;
  const simdjson::dom::element read = read_by_yaml(parser, markdown(a, name));
  EXPECT_EQ(read["title"].get_string().value(), every);
  EXPECT_EQ(read["byline"].get_string().value(), a.byline);
  std::vector<std::string> kicker;
  for (const auto text : read["kicker"].get_array()) kicker.emplace_back(text.get_string().value());
  EXPECT_EQ(kicker, a.kicker);
  EXPECT_EQ(read["source"].get_string().value(), "1e3");
  EXPECT_EQ(read["id"].get_string().value(), "no");
  EXPECT_EQ(read["newspaper"].get_string().value(), "*Bote*: &c");
  EXPECT_EQ(read["date"].get_string().value(), "1939");
  EXPECT_EQ(read["confidence"].get_int64().value(), 1);
}

TEST(FrontMatter, is_all_that_has_lines_of_three_dashes) {
  const std::string out = markdown(of({part(Role::paragraph, "---"), part(Role::table, "---"),
                                       part(Role::verse, "a"), part(Role::verse, "---", false)},
                                      {part(Role::caption, "---")}));
  std::size_t count = 0;
  for (std::size_t at = 0; (at = ("\n" + out).find("\n---\n", at)) != out.npos; ++at) ++count;
  EXPECT_EQ(count, 2u);
}

}  // namespace
}  // namespace clean::tests
