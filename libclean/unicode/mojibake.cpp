// A table read bytes that another had written. What came out can be undone when no byte was lost: written
// with the wrong table it gives the bytes, read with the right one the text. That proves little for two or
// three characters, so each reading also asks that the result is likely and the original is not:
//
//   UTF-8 as Latin-1   strict UTF-8 of wide characters hardly happens by chance: 6 bytes are enough
//   UTF-8 as GBK       the same; 4 ideographs, nearly all of the common level of GB 2312 or Big5
//   GBK as Latin-1     4 pairs in a row, nearly all in the rows of the common level, and in those of no rival
//   Big5 as Latin-1    the same
//
// Leaves alone: what lost a byte (锟斤拷; an odd number of characters of three bytes read in pairs), UTF-8
// read as Big5 (half its pairs do not exist, so whole lines hardly ever survive), characters set in GBK's own
// rows among those of GB 2312, and short words.

#include "unicode/mojibake.h"

#include <simdjson.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>

#include "unicode/chars.h"

namespace clean {
namespace {

// ---- tables

// Windows-1252 for the bytes 0x80 to 0x9F; 0: not assigned (then the C1 control of that number is meant).
constexpr char32_t k1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// The byte that such a reading made this character of; -1 if none.
int byte_of(char32_t c) {
  if (c >= 0x80 && c <= 0xFF) return static_cast<int>(c);
  for (std::size_t i = 0; i < 32; ++i) {
    if (k1252[i] == c) return static_cast<int>(0x80 + i);
  }
  return -1;
}

using Byte = unsigned char;

// Codes of two bytes that Latin-1 may have hidden. The rows of their common characters lie so differently
// that some ten characters tell them apart; where two are likely nothing is done. A rival is likely when all
// fits.
struct DoubleByte {
  const char* converter;  // ICU's name; null: only a rival
  Byte first_row, last_row;
  Byte first_common, last_common;
  bool low_trails;  // second bytes 40 to 7E, too
};
constexpr DoubleByte kDoubleByte[] = {
    {"windows-936-2000", 0xA1, 0xF7, 0xB0, 0xD7, false},  // GB 2312: level 1, by sound
    {"windows-950-2000", 0xA1, 0xF9, 0xA4, 0xC6, true},   // Big5: level 1, by strokes
    {nullptr, 0xA1, 0xFD, 0xB0, 0xC8, false},             // EUC-KR: Hangul
    {nullptr, 0xA1, 0xF4, 0xB0, 0xCF, false},             // EUC-JP: level 1 (kana make it none of the others)
};

// ---- ICU's converters

class Converter {
 public:
  explicit Converter(const char* name) : converter_(ucnv_open(name, &status_)) {
    if (U_FAILURE(status_)) return;  // no ICU data: nothing can be undone
    ucnv_setFromUCallBack(converter_.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status_);
    ucnv_setToUCallBack(converter_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status_);
    ucnv_setFallback(converter_.get(), false);
  }

  std::string to_bytes(std::string_view utf8) { return convert(utf8, true); }
  std::string to_utf8(std::string_view bytes) { return convert(bytes, false); }

 private:
  // Empty if anything in it does not fit.
  std::string convert(std::string_view from, bool encode) {
    if (U_FAILURE(status_)) return {};
    std::string to(from.size() * 3 + 8, '\0');
    UErrorCode status = U_ZERO_ERROR;
    const auto size = encode ? ucnv_fromAlgorithmic(converter_.get(), UCNV_UTF8, to.data(), length(to),
                                                    from.data(), length(from), &status)
                             : ucnv_toAlgorithmic(UCNV_UTF8, converter_.get(), to.data(), length(to),
                                                  from.data(), length(from), &status);
    if (U_FAILURE(status)) return {};
    to.resize(static_cast<std::size_t>(size));
    return to;
  }
  static std::int32_t length(std::string_view s) { return static_cast<std::int32_t>(s.size()); }

  struct Close {
    void operator()(UConverter* c) const { ucnv_close(c); }
  };
  UErrorCode status_ = U_ZERO_ERROR;
  std::unique_ptr<UConverter, Close> converter_;
};

// ---- what is likely

// How many pairs of `bytes` hold ideographs, and how many of these are in the rows of the common ones. None
// if a byte fits no pair, or a pair is no ideograph and no mark (rows A1 to A3).
struct Rows {
  std::size_t ideographs = 0, common = 0;
  bool likely() const { return ideographs >= 4 && common * 10 >= ideographs * 9; }
  bool all() const { return ideographs >= 4 && common == ideographs; }
};
Rows rows_of(std::string_view bytes, const DoubleByte& code) {
  Rows rows;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto first = static_cast<Byte>(bytes[i]);
    if (first < 0x80) continue;
    const auto second = static_cast<Byte>(++i < bytes.size() ? bytes[i] : 0);
    const bool high = second >= 0xA1 && second != 0xFF;
    const bool low = code.low_trails && second >= 0x40 && second <= 0x7E;
    if (first < code.first_row || first > code.last_row || (!high && !low)) return {};
    if (first <= 0xA3) continue;
    if (first < code.first_common) return {};
    ++rows.ideographs;
    rows.common += first <= code.last_common;
  }
  return rows;
}

// Chinese as newspapers write it: at least four ideographs, nearly all of level 1 of GB 2312 or of Big5.
bool common_chinese(std::string_view text) {
  std::string ideographs;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    if (!is(next(text, at), kHan)) continue;
    ideographs += text.substr(from, at - from);
    ++count;
  }
  if (count < 4) return false;
  for (const DoubleByte& code : kDoubleByte) {
    if (!code.converter) continue;
    const std::string bytes = Converter(code.converter).to_bytes(ideographs);
    std::size_t common = 0;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
      const auto first = static_cast<Byte>(bytes[i]), second = static_cast<Byte>(bytes[i + 1]);
      common += first >= code.first_common && first <= code.last_common &&
                (second >= 0xA1 || (code.low_trails && second <= 0x7E));
    }
    if (common * 10 >= count * 9) return true;
  }
  return false;
}

// Of the pairs in GBK bytes, those of level 1 of GB 2312 are at most so many of ten. Measured: 105 lines of
// newspaper text read as GBK have 1 in the middle and 3.4 at most; of 1,028 lines as written none has fewer
// than 8.5.
constexpr std::size_t kCommonInMisread = 6;

bool reads_as_nothing(std::string_view gbk) {
  std::size_t pairs = 0, common = 0;
  for (std::size_t i = 0; i < gbk.size(); ++i) {
    const auto first = static_cast<Byte>(gbk[i]);
    if (first <= 0x80 || i + 1 >= gbk.size()) continue;
    const auto second = static_cast<Byte>(gbk[++i]);
    ++pairs;
    common += first >= 0xB0 && first <= 0xD7 && second >= 0xA1;
  }
  return common * 10 <= pairs * kCommonInMisread;
}

// ---- where a misread stretch may be

bool lead(char32_t c) { return c >= 0xE0 && c <= 0xEF; }

// The end of what Latin-1 or Windows-1252 could have made of UTF-8 that begins here with the lead byte of a
// three-byte character (à to ï).
std::size_t end_of_latin1(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    std::size_t behind = at;
    const char32_t c = next(text, behind);
    const bool trail = (c >= 0x80 && c <= 0xBF) || (c > 0xFF && c < 0x2200 && !is(c, kCjk));
    if (!lead(c) && !trail) break;
    at = behind;
  }
  return at;
}

// The end of what Latin-1 could have made of two-byte codes. Not Windows-1252: they have no bytes 80 to 9F.
std::size_t end_of_double_byte(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    std::size_t behind = at;
    const char32_t c = next(text, behind);
    if (c > 0xFF || (c > 0x7E && c < 0xA1)) break;
    at = behind;
  }
  return at;
}

// Characters that GBK makes of the first two bytes of common ideographs (E4 to E7), and of 、。 ，: of the
// misread text of a newspaper they are a fifth, in simplified text there are none.
bool telling(char32_t c) { return (c >= 0x9300 && c <= 0x947F) || c == U'銆' || c == U'锛'; }

bool ascii(char b) { return static_cast<Byte>(b) < 0x80; }

}  // namespace

std::string undo_latin1(std::string_view text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    const int byte = byte_of(next(text, at));
    if (byte < 0) return {};
    bytes += static_cast<char>(byte);
  }
  if (bytes.size() < 6 || !simdjson::validate_utf8(bytes)) return {};
  for (std::size_t at = 0; at < bytes.size();) {
    const char32_t c = next(bytes, at);
    if (!is(c, kCjk | kWide)) return {};
  }
  return bytes;
}

std::string undo_gbk(std::string_view text) {
  // The tables differ in a few rows: what one has as private use (or as €, the byte 80) the other has not.
  for (const char* table : {"windows-936-2000", "gb18030"}) {
    Converter gbk(table);
    std::string bytes = gbk.to_bytes(text);
    if (bytes.size() < 12 || !simdjson::validate_utf8(bytes)) continue;
    if (!reads_as_nothing(bytes) || !common_chinese(bytes) || gbk.to_utf8(bytes) != text) continue;
    return bytes;
  }
  return {};
}

std::string undo_double_byte(std::string_view text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next(text, at);
    if (c > 0xFF) return {};
    bytes += static_cast<char>(c);
  }
  const DoubleByte* found = nullptr;
  for (const DoubleByte& code : kDoubleByte) {
    const Rows rows = rows_of(bytes, code);
    if (code.converter ? !rows.likely() : !rows.all()) continue;
    if (found || !code.converter) return {};
    found = &code;
  }
  if (!found) return {};
  // Letters of any alphabet stand in the upper half of Latin-1 and of its relatives (C0 to FF). An eighth
  // of the bytes outside, and four pairs in a row somewhere, make it no text of such a language.
  std::size_t marks = 0, high = 0, row = 0, longest = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto b = static_cast<Byte>(bytes[i]);
    row = ascii(bytes[i]) ? 0 : row + 1;
    longest = std::max(longest, row);
    high += b >= 0x80;
    marks += b >= 0x80 && b < 0xC0;
    if (b < 0x80 || ++i >= bytes.size()) continue;
    const auto trail = static_cast<Byte>(bytes[i]);
    high += trail >= 0x80;
    marks += trail >= 0x80 && trail < 0xC0;
  }
  if (longest < 4 || marks * 8 < high) return {};
  Converter converter(found->converter);
  std::string was = converter.to_utf8(bytes);
  return converter.to_bytes(was) == bytes ? was : std::string{};
}

void mojibake_edits(std::string_view text,
                    const std::function<void(std::size_t, std::size_t, std::string_view)>& edit) {
  // Up to these places a reading has been tried in vain.
  std::size_t latin1 = 0, double_byte = 0, gbk = 0;
  std::size_t ascii_end = 0;  // behind the last ASCII character
  std::size_t done = 0;       // behind the last edit
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next(text, at);
    std::size_t end = 0, begin = from;
    std::string was;
    if (c < 0x80) {
      ascii_end = at;
    } else if (c < 0x100) {
      if (lead(c) && from >= latin1) {
        latin1 = end = end_of_latin1(text, from);
        was = undo_latin1(text.substr(from, end - from));
      }
      if (was.empty() && c >= 0xA1 && from >= double_byte) {
        double_byte = end = end_of_double_byte(text, from);
        // Behind the last character that is no ASCII only the second byte of its pair may belong to it.
        std::size_t last = end;
        while (last > from && ascii(text[last - 1])) --last;
        was = undo_double_byte(text.substr(from, last - from));
        if (was.empty() && last < end) was = undo_double_byte(text.substr(from, ++last - from));
        end = last;
      }
    } else if (from >= gbk && telling(c)) {
      // Best the whole line, whose short words prove each other; else the stretch between ASCII.
      if (gbk == 0 && done == 0) {
        begin = 0;
        end = text.size();
        while (ascii(text[begin])) ++begin;
        while (ascii(text[end - 1])) --end;
        was = undo_gbk(text.substr(begin, end - begin));
      }
      if (was.empty()) {
        begin = std::max(ascii_end, done);
        for (end = begin; end < text.size() && !ascii(text[end]);) next(text, end);
        gbk = end;
        was = undo_gbk(text.substr(begin, end - begin));
      }
    }
    if (was.empty()) continue;
    edit(begin, end, was);
    at = done = end;
  }
}

}  // namespace clean
