// One article as Markdown: YAML front matter, then CommonMark.
//
// What is printed is written so that it is read as text: a reader of CommonMark shows the article's
// characters and no others. Characters that are markup are escaped, also those of the extensions that GitHub
// and pandoc have. Line ends within a text, and white space at its ends, become character references, which
// are text by the specification (section 2.5).
//
// Lines of tables become an indented code block, for columns are made of spaces there, and nothing is known
// of cells. It needs no escapes, and unlike in a fenced one no line of it begins a line of the file: so a
// line
// "---" is always the border of the front matter, and a file of several articles can be cut at it.
//
// Captions, which stand in no order with the text, are block quotes at the end: they cannot be taken for text
// or for a list of the article, as its own ">" is escaped. Other lifted lines are left out, as in text.

#include <clean/formats.h>

#include "formats/json_writing.h"

namespace clean {
namespace {

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Markup wherever it stands, in CommonMark or GFM, or in pandoc's Markdown (~ ^ $ { }).
constexpr std::string_view kMarkup = "\\`*_[]<&|~^${}";
// Markup where a line begins.
constexpr std::string_view kFirst = "#>+-=:%";

// Bytes of "1", "12", "a" or "iv" before a "." or ")" that makes an item of a list of it; npos: none.
std::size_t list_mark(std::string_view line) {
  std::size_t n = line.starts_with('(') ? 1 : 0;
  const std::size_t begin = n;
  while (n < line.size() && digit(line[n])) ++n;
  if (n == begin) {
    while (n < line.size() && std::string_view("ivxlcdmIVXLCDM").find(line[n]) != std::string_view::npos) ++n;
    if (n == begin && n < line.size() && letter(line[n])) ++n;
  }
  if (n == begin || n == line.size() || (line[n] != '.' && line[n] != ')')) return std::string_view::npos;
  return n + 1 == line.size() || blank(line[n + 1]) ? n : std::string_view::npos;
}

void write_reference(unsigned char c, std::string& out) {
  out += "&#";
  write_number(static_cast<unsigned>(c), out);
  out += ';';
}

// As inline text, at the beginning of a line.
void write_inline(std::string_view text, std::string& out) {
  const std::size_t mark = list_mark(text);
  std::size_t first = 0, last = text.size();  // of what is not white space at the ends
  while (first < last && blank(text[first])) ++first;
  while (last > first && blank(text[last - 1])) --last;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool at_end = i < first || i >= last;
    if (at_end || c == '\n' || c == '\r') {
      write_reference(static_cast<unsigned char>(c), out);
      continue;
    }
    // A closing row of # would not be seen in a headline; @ is a citation to pandoc, but in an address.
    const bool markup = kMarkup.find(c) != kMarkup.npos || (i == 0 && kFirst.find(c) != kFirst.npos) ||
                        i == mark || (c == '#' && (i + 1 == text.size() || text[i + 1] == '#')) ||
                        (c == '@' && (i == 0 || (!letter(text[i - 1]) && !digit(text[i - 1]))));
    if (markup) out += '\\';
    out += c;
  }
}

// As a line of an indented code block.
void write_code(std::string_view text, std::string& out) {
  out += "    ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "    ";
  }
  out += '\n';
}

// ---- front matter

// A JSON string is a YAML one but for characters that YAML does not take as they are: it ends lines at
// U+0085, U+2028 and U+2029, and C1 controls, U+FEFF, U+FFFE and U+FFFF may not stand in it.
void write_yaml_string(std::string_view text, std::string& out) {
  const std::size_t begin = out.size();
  write_json_string(text, out);
  std::string written;
  for (std::size_t i = begin; i < out.size(); ++i) {
    const auto at = [&](std::size_t n) {
      return i + n < out.size() ? static_cast<unsigned char>(out[i + n]) : 0u;
    };
    unsigned character = 0;
    std::size_t size = 1;
    if (at(0) == 0xC2 && at(1) < 0xA0) {
      character = at(1);
      size = 2;
    } else if ((at(0) == 0xE2 && at(1) == 0x80 && (at(2) == 0xA8 || at(2) == 0xA9)) ||
               (at(0) == 0xEF && at(1) == 0xBB && at(2) == 0xBF) ||
               (at(0) == 0xEF && at(1) == 0xBF && at(2) >= 0xBE)) {
      character = (at(0) & 0x0Fu) << 12 | (at(1) & 0x3Fu) << 6 | (at(2) & 0x3Fu);
      size = 3;
    }
    if (character == 0) {
      written += out[i];
      continue;
    }
    constexpr std::string_view kHex = "0123456789abcdef";
    written += "\\u";
    for (const int shift : {12, 8, 4, 0}) written += kHex[character >> shift & 15];
    i += size - 1;
  }
  out.replace(begin, std::string::npos, written);
}

class FrontMatter {
 public:
  explicit FrontMatter(std::string& out) : out_(out) { out_ += "---\n"; }

  std::string& key(std::string_view name) {
    (out_ += name) += ": ";
    return out_;
  }
  void text(std::string_view name, std::string_view value) {
    write_yaml_string(value, key(name));
    out_ += '\n';
  }
  // A key without anything to say is left out.
  void known(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
  }
  void known(std::string_view name, const std::vector<std::string>& values) {
    if (values.empty()) return;
    write_list(values, key(name), [&](std::string_view value) { write_yaml_string(value, out_); });
    out_ += '\n';
  }
  void known_page(std::string_view name, std::uint32_t page) {
    if (page == 0) return;
    write_number(page, key(name));
    out_ += '\n';
  }
  void close() { out_ += "---\n"; }

 private:
  std::string& out_;
};

void write_front_matter(const Article& a, const RecordName& record, std::string_view lang, std::string& out) {
  FrontMatter front(out);
  write_yaml_string(record.id, front.key("id"));
  if (record.id_ends) record.id_ends->push_back(out.size() - 1);  // before the quote
  out += '\n';
  front.text("source", source_of(a, record));
  front.known("newspaper", record.newspaper);
  front.known("date", record.date);
  front.text("lang", known_language(lang));
  front.text("kind", name(a.kind));
  write_list(a.pages, front.key("pages"), [&](std::uint32_t page) { write_number(page, out); });
  out += '\n';
  front.known("kicker", a.kicker);
  front.known("title", a.headline);
  front.known("subheadline", a.subheadline);
  front.known("byline", a.byline);
  front.known("dateline", a.dateline);
  front.known("genre", a.genre);
  front.known_page("jump_to", a.jump_to);
  front.known_page("jump_from", a.jump_from);
  write_confidence(a.confidence, front.key("confidence"));
  out += '\n';
  front.close();
}

}  // namespace

bool write_markdown(const Article& a, const RecordName& record, std::string_view lang, std::string& out) {
  if (a.kind == Article::Kind::rest || a.blocks.empty()) return false;
  write_front_matter(a, record, lang, out);
  const Part* before = nullptr;
  for (const Part& part : a.blocks) {
    if (part.text.empty()) continue;
    const bool code = part.role == Role::table;
    if (before && part.role == Role::headline && before->role == Role::headline) {
      out.back() = ' ';  // a headline of several lines is one, as in the record
      std::string line;
      write_inline(part.text, line);
      out += line;
      out += '\n';
      before = &part;
      continue;
    }
    const bool lines = !part.apart && before && part.role == before->role && part.role != Role::heading;
    if (lines && !code) {
      out.back() = '\\';  // a hard line break
      out += '\n';
    } else if (!lines) {
      out += '\n';
    }
    if (part.role == Role::headline) out += "# ";
    if (part.role == Role::heading) out += "## ";
    if (code) {
      write_code(part.text, out);
    } else {
      write_inline(part.text, out);
      out += '\n';
    }
    before = &part;
  }
  for (const std::string_view caption : texts_of(a.lifted, Role::caption)) {
    out += "\n> ";
    write_inline(caption, out);
    out += '\n';
  }
  return true;
}

}  // namespace clean
