// Plain text in another encoding than UTF-8: by which name it is known, which one it most likely is, and how
// a stream of it becomes UTF-8. (Files with markup say what they are in: clean/formats.h.)
//
//   const clean::TextEncoding encoding = clean::text_encoding(head, "", "--encoding ");
//   if (!encoding.objection.empty()) return complain(encoding.objection);
//   clean::TextDecoder decoder(encoding.name);
//   while (read(bytes)) decoder.decode(bytes, text);
//   decoder.finish(text);
#pragma once

#include <clean/export.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clean LIBCLEAN_API {

// The encoding that any of its names means ("gbk", "cp936", "latin1"), by the name that records have; empty:
// none is known by it. As browsers do (WHATWG's Encoding Standard), a name means the widest code that is
// found under it: GB2312 is read as GB18030, EUC-KR with the syllables of CP949, ISO-8859-1 as Windows-1252.
std::string encoding_named(std::string_view name);

// All names that are known, for "did you mean".
std::span<const std::string_view> encoding_names();

struct LikelyEncoding {
  std::string name;  // as encoding_named has it; "UTF-8" too
  double share = 0;  // how likely it is beside the others, 0 to 1
};

struct EncodingGuess {
  std::vector<LikelyEncoding>
      likely;         // the likeliest first; of those that give the same text, one. May be empty
  bool sure = false;  // that it is the first of them
};

// From the first bytes of a text, 64 KiB or fewer; characters may be cut at both ends. A byte order mark
// says it, and valid UTF-8 is UTF-8. UTF-8 with some damaged bytes is UTF-8, too.
EncodingGuess guess_encoding(std::string_view head);

struct TextEncoding {
  std::string name;  // as encoding_named has it
  std::string
      objection;  // why it cannot be read, for people: "not text (NUL byte at byte 12)"; empty: it can
};

// In which encoding a text is to be read, by its first 64 KiB: the one that is `asked` for, as encoding_named
// has it; empty: the one it shows. What is in doubt, has NUL bytes or too much damage is objected to.
// `option`: how one is asked for, in the objection.
TextEncoding text_encoding(std::string_view head, const std::string& asked, const std::string& option);

// Makes UTF-8 of a stream that comes in stretches of any size. A byte order mark stays one.
class TextDecoder {
 public:
  explicit TextDecoder(std::string_view encoding);  // throws std::invalid_argument when nobody knows it
  ~TextDecoder();
  TextDecoder(TextDecoder&&) noexcept;
  TextDecoder& operator=(TextDecoder&&) noexcept;

  // Each appends to `out`. What is cut at the end of `bytes` waits for the next stretch, or for the finish.
  void decode(std::string_view bytes, std::string& out);
  void finish(std::string& out);

  // Places so far that are nothing in the encoding, each of which became U+FFFD.
  std::uint64_t unread() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The version of ICU that this library works with: "72.1". Where words end depends on it.
std::string icu_version();

}  // namespace clean
