#include "unicode/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <memory>

#include "unicode/decode.h"

namespace clean {
namespace {

struct Close {
  void operator()(UConverter* c) const { ucnv_close(c); }
};
using Converter = std::unique_ptr<UConverter, Close>;

Converter open(const char* name) {
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &error));
  return U_SUCCESS(error) ? std::move(converter) : nullptr;
}

// By way of a fixed buffer, so that hundreds of megabytes need no copy in UTF-16.
std::optional<std::string> convert(std::string_view bytes, const char* from, const char* to) {
  const Converter source = open(from), target = open(to);
  if (!source || !target) return {};
  std::string out;
  out.resize(bytes.size() + bytes.size() / 2 + 64);
  UChar pivot[4096];
  UChar *pivot_source = pivot, *pivot_target = pivot;
  const char* in = bytes.data();
  std::size_t done = 0;
  for (bool first = true;; first = false) {
    UErrorCode error = U_ZERO_ERROR;
    char* at = out.data() + done;
    ucnv_convertEx(target.get(), source.get(), &at, out.data() + out.size(), &in, bytes.data() + bytes.size(),
                   pivot, &pivot_source, &pivot_target, pivot + std::size(pivot), first, true, &error);
    done = static_cast<std::size_t>(at - out.data());
    if (error != U_BUFFER_OVERFLOW_ERROR) {
      if (U_FAILURE(error)) return {};
      out.resize(done);
      return out;
    }
    out.resize(out.size() * 2);
  }
}

// The value behind `name` in a declaration: encoding="latin1", charset=utf-8.
std::string declared(std::string_view head, std::string_view name) {
  std::size_t at = head.find(name);
  if (at == head.npos) return {};
  at = head.find_first_not_of(" \t\r\n", at + name.size());
  if (at == head.npos || head[at] != '=') return {};
  at = head.find_first_not_of(" \t\r\n\"'", at + 1);
  if (at == head.npos) return {};
  const std::size_t end = std::min(head.find_first_of(" \t\r\n\"'?/>;", at), head.size());
  return std::string(head.substr(at, end - at));
}

bool is(std::string_view name, std::string_view small) {
  return name.size() == small.size() &&
         std::equal(name.begin(), name.end(), small.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
         });
}

}  // namespace

std::string markup_encoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return "UTF-32LE";
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32BE";
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("<\0?\0"sv)) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF"sv) || bytes.starts_with("\0<\0?"sv)) return "UTF-16BE";
  if (bytes.starts_with("\xEF\xBB\xBF")) return {};
  const std::string_view head = bytes.substr(0, 4096);
  std::string name;
  if (head.starts_with("<?xml")) name = declared(head.substr(0, head.find("?>")), "encoding");
  if (name.empty() && head.find("<html") != head.npos) name = declared(head, "charset");
  if (name.empty() || is(name, "utf-8") || is(name, "utf8") || is(name, "us-ascii") || is(name, "ascii"))
    return {};
  // It cannot be UTF-16: the declaration could be read byte by byte.
  if (is(name.substr(0, 6), "utf-16") || is(name.substr(0, 6), "utf-32") || is(name, "ucs-2")) return {};
  return invalid_stretches(bytes).empty() ? std::string() : name;
}

std::optional<std::string> to_utf8(std::string_view bytes, const std::string& encoding) {
  return convert(bytes, encoding.c_str(), "UTF-8");
}

std::optional<std::string> from_utf8(std::string_view text, const std::string& encoding) {
  return convert(text, "UTF-8", encoding.c_str());
}

std::string icu_version() {
  UVersionInfo version;
  u_getVersion(version);
  char text[U_MAX_VERSION_STRING_LENGTH];
  u_versionToString(version, text);
  return text;
}

}  // namespace clean
