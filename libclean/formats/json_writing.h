// What the writers of JSON share: numbers, lists, objects; and what of a record several of them say alike.
#pragma once

#include <clean/formats.h>

#include <charconv>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clean {

template <class Number>
void write_number(Number n, std::string& out) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, n);
  out.append(digits, end.ptr);
}

// As records have it: three digits behind the point.
inline void write_confidence(double confidence, std::string& out) {
  write_number(static_cast<int>(confidence * 1000 + 0.5) / 1000.0, out);
}

template <class List, class Write>
void write_list(const List& items, std::string& out, const Write& write) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    write(item);
  }
  out += ']';
}

template <class List>
void write_strings(const List& items, std::string& out) {
  write_list(items, out, [&](std::string_view s) { write_json_string(s, out); });
}

// An object that is written key by key. The value behind key() is the caller's to write.
class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }

  // The names are ours and need no escapes.
  std::string& key(std::string_view name) {
    if (any_) out_ += ',';
    any_ = true;
    ((out_ += '"') += name) += "\":";
    return out_;
  }
  void text(std::string_view name, std::string_view value) { write_json_string(value, key(name)); }
  template <class Number>
  void number(std::string_view name, Number value) {
    write_number(value, key(name));
  }
  template <class List>
  void texts(std::string_view name, const List& values) {
    write_strings(values, key(name));
  }
  void close() { out_ += '}'; }

 private:
  std::string& out_;
  bool any_ = false;
};

// The id as a JSON string; says where it ends.
void write_id(const RecordName& name, std::string& out);

// The file that a record begins in. `name.files` is not empty.
const SourceFile& first_file(const Article& article, const RecordName& name);

// Its name, or that of the single input.
const std::string& source_of(const Article& article, const RecordName& name);

// "und" where nobody knows.
inline std::string_view known_language(std::string_view lang) { return lang.empty() ? "und" : lang; }

// The texts of the parts of a role, in order.
std::vector<std::string_view> texts_of(const std::vector<Part>& parts, Role role);

// Where in the source the blocks and then what was lifted stand, an object for each block and file:
// [{"role":"headline","page":1,"source":"page.txt","bytes":[[0,6]]}]. Unlike in records each list is of one
// type, which those who guess a type from data need. `page` is the one that the block begins on.
void write_places(const Article& article, const RecordName& name, std::string& out);

}  // namespace clean
