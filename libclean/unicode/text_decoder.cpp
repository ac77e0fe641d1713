// Names of encodings, and streams made UTF-8: ICU's converters, which keep what was cut until more comes.

#include <clean/encoding.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "unicode/text_converter.h"

namespace clean {
namespace {

// What is read for a name, where that is another code than the one ICU knows by it: files that are said to
// be in the small code use the wide one (https://encoding.spec.whatwg.org/#names-and-labels), which has the
// same text at the same bytes. Shift_JIS and EUC-JP need no row, ICU's have the wide codes.
constexpr struct {
  std::string_view icu;  // converter of the name
  const char* name;      // in records
} kNames[] = {
    {"ibm-1383_P110-1999", "GB18030"},  // GB2312, EUC-CN
    {"windows-936-2000", "GB18030"},    // GBK, cp936
    {"ibm-1386_P100-2001", "GB18030"},  // GBK as IBM has it
    {"windows-950-2000", "Big5-HKSCS"},
    {"ibm-950_P110-1999", "Big5-HKSCS"},  // cp950
    {"ibm-1375_P100-2008", "Big5-HKSCS"},
    {"ibm-970_P110_P110-2006_U2", "EUC-KR"},
    {"windows-949-2000", "EUC-KR"},      // KS C 5601
    {"ibm-949_P110-1999", "EUC-KR"},     // cp949
    {"ibm-943_P130-1999", "Shift_JIS"},  // with a yen sign for the backslash
    {"ISO-8859-1", "windows-1252"},
    {"ibm-920_P100-1995", "windows-1254"},  // ISO-8859-9
    {"US-ASCII", "UTF-8"},
};

// Names in records whose converter ICU knows by another name.
constexpr struct {
  std::string_view name;
  const char* icu;
} kConverters[] = {
    {"Big5-HKSCS", "ibm-1375_P100-2008"},
    {"EUC-KR", "windows-949-2000"},
};

void write_replacement(const void* count, UConverterToUnicodeArgs* args, const char*, std::int32_t,
                       UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;  // it is closed, reset or copied
  *error = U_ZERO_ERROR;
  ++*static_cast<std::uint64_t*>(const_cast<void*>(count));
  constexpr UChar kReplacement = 0xFFFD;
  ucnv_cbToUWriteUChars(args, &kReplacement, 1, 0, error);
}

}  // namespace

TextConverter text_converter(std::string_view name, std::uint64_t& unread) {
  std::string known(name);
  for (const auto& row : kConverters) {
    if (row.name == name) known = row.icu;
  }
  UErrorCode error = U_ZERO_ERROR;
  TextConverter converter(ucnv_open(known.c_str(), &error));
  if (U_SUCCESS(error))
    ucnv_setToUCallBack(converter.get(), write_replacement, &unread, nullptr, nullptr, &error);
  if (U_FAILURE(error)) return nullptr;
  return converter;
}

std::string encoding_named(std::string_view name) {
  // ICU takes options behind a comma, and no name for the machine's own encoding.
  if (name.empty() || name.size() > 60 || name.find_first_of(",\n") != name.npos) return {};
  std::uint64_t unread = 0;
  const TextConverter converter = text_converter(name, unread);
  UErrorCode error = U_ZERO_ERROR;
  const char* const icu = converter ? ucnv_getName(converter.get(), &error) : nullptr;
  if (icu == nullptr || U_FAILURE(error)) return {};
  for (const auto& row : kNames) {
    if (row.icu == icu) return row.name;
  }
  for (const char* standard : {"MIME", "IANA"}) {
    error = U_ZERO_ERROR;
    const char* const called = ucnv_getStandardName(icu, standard, &error);
    if (called != nullptr && U_SUCCESS(error))
      return called == std::string_view("gb18030") ? "GB18030" : called;
  }
  // A variant has no name of its own but one with options.
  return std::string_view(icu).find(',') == std::string_view::npos ? std::string(icu) : std::string(name);
}

std::span<const std::string_view> encoding_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (std::int32_t i = 0; i < ucnv_countAvailable(); ++i) {
      const char* const converter = ucnv_getAvailableName(i);
      UErrorCode error = U_ZERO_ERROR;
      const std::uint16_t count = ucnv_countAliases(converter, &error);
      for (std::uint16_t alias = 0; U_SUCCESS(error) && alias < count; ++alias) {
        const std::string_view name = ucnv_getAlias(converter, alias, &error);
        if (name.find(',') == name.npos) all.push_back(name);
      }
    }
    return all;
  }();
  return names;
}

struct TextDecoder::State {
  TextConverter from, to;
  std::uint64_t unread = 0, never = 0;
  std::array<UChar, 4096> pivot{};
  UChar *pivot_source = pivot.data(), *pivot_target = pivot.data();

  void convert(std::string_view bytes, bool last, std::string& out) {
    const char* in = bytes.data();
    std::size_t done = out.size();
    out.resize(done + bytes.size() + bytes.size() / 2 + 64);
    for (;;) {
      UErrorCode error = U_ZERO_ERROR;
      char* at = out.data() + done;
      ucnv_convertEx(to.get(), from.get(), &at, out.data() + out.size(), &in, bytes.data() + bytes.size(),
                     pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(), false, last,
                     &error);
      done = static_cast<std::size_t>(at - out.data());
      if (error != U_BUFFER_OVERFLOW_ERROR) break;
      out.resize(out.size() + out.size() / 2);
    }
    out.resize(done);
  }
};

TextDecoder::TextDecoder(std::string_view encoding) : state_(std::make_unique<State>()) {
  state_->from = text_converter(encoding_named(encoding), state_->unread);
  state_->to = text_converter("UTF-8", state_->never);
  if (!state_->from || !state_->to)
    throw std::invalid_argument("no encoding \"" + std::string(encoding) + "\"");
}

TextDecoder::~TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder& TextDecoder::operator=(TextDecoder&&) noexcept = default;

void TextDecoder::decode(std::string_view bytes, std::string& out) { state_->convert(bytes, false, out); }
void TextDecoder::finish(std::string& out) { state_->convert("", true, out); }
std::uint64_t TextDecoder::unread() const { return state_->unread; }

}  // namespace clean
