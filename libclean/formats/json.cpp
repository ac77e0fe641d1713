// JSON strings, by RFC 8259. (The parser is simdjson's; writing needs no library.)

#include <array>

#include <clean/formats.h>

namespace clean {

void write_json_string(std::string_view text, std::string& out) {
  static constexpr std::array<char, 17> kHex = {"0123456789abcdef"};
  out += '"';
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto b = static_cast<unsigned char>(text[i]);
    if (b >= 0x20 && b != '"' && b != '\\' && b != 0x7F) continue;
    out.append(text.substr(done, i - done));
    done = i + 1;
    switch (b) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      case '\f': out += "\\f"; break;
      default:
        out += "\\u00";
        out += kHex[b >> 4];
        out += kHex[b & 15];
    }
  }
  out.append(text.substr(done));
  out += '"';
}

}  // namespace clean
