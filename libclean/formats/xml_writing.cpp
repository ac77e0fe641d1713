#include "formats/xml_writing.h"

#include "unicode/decode.h"

namespace clean {
namespace {

void write_valid(std::string_view text, bool value, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += value ? "&quot;" : "\"";
        break;
      case '\t':
      case '\n':
        // Readers make spaces of white space in a value.
        if (value) {
          out += c == '\t' ? "&#9;" : "&#10;";
        } else {
          out += text[i];
        }
        break;
      case '\r':  // a bare one would be read as a line end
        out += "&#13;";
        break;
      case 0xEF:
        if (text.substr(i).starts_with("\xEF\xBF\xBE") || text.substr(i).starts_with("\xEF\xBF\xBF")) {
          out += "\uFFFD";
          i += 2;
        } else {
          out += text[i];
        }
        break;
      default:
        if (c < 0x20) {
          out += "\uFFFD";
        } else {
          out += text[i];
        }
    }
  }
}

void write(std::string_view text, bool value, std::string& out) {
  std::size_t done = 0;
  for (const auto& [begin, end] : invalid_stretches(text)) {
    write_valid(text.substr(done, begin - done), value, out);
    out += "\uFFFD";
    done = end;
  }
  write_valid(text.substr(done), value, out);
}

}  // namespace

void write_xml_text(std::string_view text, std::string& out) { write(text, false, out); }
void write_xml_value(std::string_view text, std::string& out) { write(text, true, out); }

}  // namespace clean
