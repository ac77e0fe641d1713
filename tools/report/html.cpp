#include "report/html.h"

#include <cstdio>

#include "cli/printable.h"

namespace report {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// What markup is made of, by its name; nothing for other characters.
std::string_view reference(char32_t code) {
  switch (code) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

template <class Spell>
void write(std::string_view text, std::string& out, const Spell& spell) {
  while (!text.empty()) {
    const Character c = first_character(text);
    const std::string_view bytes = text.substr(0, c.size);
    text.remove_prefix(c.size);
    if (!c.valid || unseen(c.code) || c.code == 0xFFFD)
      spell(c, bytes);
    else if (const std::string_view name = reference(c.code); !name.empty())
      out += name;
    else
      out += bytes;
  }
}

}  // namespace

Character first_character(std::string_view text) {
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};  // less would be overlong
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t size = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (size == 0 || size > text.size()) return {lead, 1, false};
  char32_t code = lead & (0xFFu >> (size + 1));
  for (const char c : text.substr(1, size - 1)) {
    if (!continues(c)) return {lead, 1, false};
    code = code << 6 | (static_cast<unsigned char>(c) & 0x3Fu);
  }
  if (code < kLeast[size] || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF) return {lead, 1, false};
  return {code, size, true};
}

bool unseen(char32_t code) {
  if (code == '\t') return false;
  const bool not_xml = (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
  const bool no_width = code == 0xAD || code == 0x200B || code == 0x2060 || code == 0xFEFF;
  return cli::obeyed(code) || not_xml || no_width;
}

std::string spelled(Character c) {
  char text[16];
  std::snprintf(text, sizeof text, c.valid ? "U+%04X" : "\\x%02X", static_cast<unsigned>(c.code));
  return text;
}

void write_text(std::string_view text, std::string& out) {
  write(text, out, [&](Character c, std::string_view bytes) {
    if (c.valid && c.code == 0xFFFD)
      (out += "<span class=\"fffd\" title=\"U+FFFD: what could not be read\">") += bytes;
    else
      (out += "<span class=\"unseen\">") += spelled(c);
    out += "</span>";
  });
}

std::string as_text(std::string_view text) {
  std::string out;
  write_text(text, out);
  return out;
}

void write_attribute(std::string_view text, std::string& out) {
  write(text, out, [&](Character c, std::string_view bytes) {
    if (c.valid && c.code == 0xFFFD)
      out += bytes;
    else
      (out += '[') += spelled(c) + "]";
  });
}

std::string as_attribute(std::string_view text) {
  std::string out;
  write_attribute(text, out);
  return out;
}

std::string as_class(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    const bool fits =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    if (!fits) c = '-';
  }
  return out;
}

}  // namespace report
