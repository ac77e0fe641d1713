#include "newsclean/json_object.h"

#include <algorithm>

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool hexadecimal(char c) { return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Each reads what it is called after and says whether it is there; else `at` is where it is not.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::size_t at = 0;

  bool ended() const { return at == text_.size(); }

  // Whether this byte comes next; it is then read.
  bool next(char c) {
    if (ended() || text_[at] != c) return false;
    ++at;
    return true;
  }

  void blank() {
    while (!ended() && (text_[at] == ' ' || text_[at] == '\t' || text_[at] == '\n' || text_[at] == '\r'))
      ++at;
  }

  bool string() {
    if (!next('"')) return false;
    while (!ended()) {
      const char c = text_[at];
      if (static_cast<unsigned char>(c) < 0x20) return false;
      ++at;
      if (c == '"') return true;
      if (c == '\\' && !escape()) return false;
    }
    return false;
  }

  // Of any depth: what is open stands in a string and not on the stack of calls.
  bool value() {
    std::string open;  // [ and {
    for (;;) {
      blank();
      if (next('[')) {
        blank();
        if (!next(']')) {
          open += '[';
          continue;
        }
      } else if (next('{')) {
        blank();
        if (!next('}')) {
          open += '{';
          if (!key()) return false;
          continue;
        }
      } else if (!scalar()) {
        return false;
      }
      // A value ends here, and perhaps what it is the last one of.
      for (; !open.empty(); open.pop_back()) {
        blank();
        if (next(',')) break;
        if (!next(open.back() == '[' ? ']' : '}')) return false;
      }
      if (open.empty()) return true;
      if (open.back() == '{' && !key()) return false;
    }
  }

 private:
  bool key() {
    blank();
    if (!string()) return false;
    blank();
    return next(':');
  }

  bool escape() {
    if (ended()) return false;
    if (!next('u')) {
      if (std::string_view("\"\\/bfnrt").find(text_[at]) == std::string_view::npos) return false;
      ++at;
      return true;
    }
    for (int i = 0; i < 4; ++i, ++at)
      if (ended() || !hexadecimal(text_[at])) return false;
    return true;
  }

  bool scalar() {
    if (ended()) return false;
    switch (text_[at]) {
      case '"':
        return string();
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      default:
        return number();
    }
  }

  bool word(std::string_view letters) {
    for (const char c : letters)
      if (!next(c)) return false;
    return true;
  }

  bool digits() {
    if (ended() || !digit(text_[at])) return false;
    while (!ended() && digit(text_[at])) ++at;
    return true;
  }

  bool number() {
    next('-');
    if (!next('0') && !digits()) return false;
    if (next('.') && !digits()) return false;
    if (!next('e') && !next('E')) return true;
    if (!next('+')) next('-');
    return digits();
  }

  std::string_view text_;
};

char32_t hex(std::string_view four) {
  char32_t result = 0;
  for (const char c : four)
    result = result * 16 + static_cast<char32_t>(digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
  return result;
}

void append(char32_t c, std::string& out) {
  const auto byte = [&](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
  if (c < 0x80) {
    byte(c);
    return;
  }
  if (c < 0x800) {
    byte(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      byte(0xE0 | c >> 12);
    } else {
      byte(0xF0 | c >> 18);
      byte(0x80 | (c >> 12 & 0x3F));
    }
    byte(0x80 | (c >> 6 & 0x3F));
  }
  byte(0x80 | (c & 0x3F));
}

}  // namespace

std::optional<std::vector<Field>> fields_of(std::string_view text, std::size_t& wrong) {
  std::vector<Field> fields;
  Reader reader(text);
  const auto read = [&] {
    reader.blank();
    if (!reader.next('{')) return false;
    reader.blank();
    if (reader.next('}')) return true;
    for (;;) {
      reader.blank();
      const std::size_t begin = reader.at;
      if (!reader.string()) return false;
      const std::size_t key_end = reader.at;
      reader.blank();
      if (!reader.next(':')) return false;
      reader.blank();
      const std::size_t value = reader.at;
      if (!reader.value()) return false;
      fields.push_back({text.substr(begin, key_end - begin), text.substr(value, reader.at - value),
                        text.substr(begin, reader.at - begin)});
      reader.blank();
      if (reader.next('}')) return true;
      if (!reader.next(',')) return false;
    }
  };
  const bool right = read();
  if (right) reader.blank();
  if (right && reader.ended()) return fields;
  wrong = reader.at;
  return {};
}

std::optional<std::string> meaning(std::string_view string) {
  const std::string_view inside = string.substr(1, string.size() - 2);
  std::string result;
  result.reserve(inside.size());
  for (std::size_t done = 0;;) {
    const std::size_t escape = std::min(inside.find('\\', done), inside.size());
    result += inside.substr(done, escape - done);
    if (escape == inside.size()) return result;
    const char letter = inside[escape + 1];
    done = escape + 2;
    if (letter != 'u') {
      constexpr std::string_view kLetters = "bfnrt", kMean = "\b\f\n\r\t";
      const std::size_t which = kLetters.find(letter);
      result += which == kLetters.npos ? letter : kMean[which];
      continue;
    }
    char32_t c = hex(inside.substr(done, 4));
    done += 4;
    if (c >= 0xD800 && c < 0xE000) {
      if (c >= 0xDC00 || inside.substr(done, 2) != "\\u") return {};
      const char32_t low = hex(inside.substr(done + 2, 4));
      if (low < 0xDC00 || low >= 0xE000) return {};
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      done += 6;
    }
    append(c, result);
  }
}

bool called(const Field& field, std::string_view name) {
  if (field.key.find('\\') == field.key.npos) return field.key.substr(1, field.key.size() - 2) == name;
  return meaning(field.key) == name;
}
