// JSON strings, by RFC 8259. (The parser is simdjson's; writing needs no library.)

#include <clean/formats.h>

#include <array>

#include "unicode/decode.h"

namespace clean {

namespace {

void write_valid(std::string_view text, std::string& out) {
  static constexpr std::array<char, 17> kHex = {"0123456789abcdef"};
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto b = static_cast<unsigned char>(text[i]);
    if (b >= 0x20 && b != '"' && b != '\\' && b != 0x7F) continue;
    out.append(text.substr(done, i - done));
    done = i + 1;
    switch (b) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\f':
        out += "\\f";
        break;
      default:
        out += "\\u00";
        out += kHex[b >> 4];
        out += kHex[b & 15];
    }
  }
  out.append(text.substr(done));
}

}  // namespace

void write_json_string(std::string_view text, std::string& out) {
  out += '"';
  std::size_t done = 0;
  for (const auto& [begin, end] : invalid_stretches(text)) {
    write_valid(text.substr(done, begin - done), out);
    out += "\uFFFD";
    done = end;
  }
  write_valid(text.substr(done), out);
  out += '"';
}

}  // namespace clean
