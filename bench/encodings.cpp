// What bench/encodings runs: how right the guess of an encoding is on 500 bytes of real text.
//
//   measure_encodings [--errors] FOLDER...
//
// Every text of the folders is written in the encodings of its language and cut every 500 bytes, wherever a
// character stands; in UTF-16 at even bytes, as a file begins. A guess is right when it reads the same as the
// encoding the sample was written in. Samples of ASCII alone prove nothing and are left out, and so are those
// in another language than their text. Beside it, how right ICU's detector is by itself.

#include <clean/encoding.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "unicode/chars.h"
#include "unicode/decode.h"

namespace {

constexpr std::size_t kSample = 500;

struct Row {
  int samples = 0, right = 0, wrong = 0, doubtful = 0, icu = 0;
};

struct Text {
  std::string name, language, utf8;
};

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Signs that a code of one byte has not, as they were set where it was used.
std::string typed(std::string_view text) {
  static const std::map<char32_t, std::string> kTyped = {
      {0x2018, "'"}, {0x2019, "'"}, {0x201A, ","},   {0x201C, "\""}, {0x201D, "\""}, {0x201E, "\""},
      {0x2013, "-"}, {0x2014, "-"}, {0x2026, "..."}, {0x2022, "*"},  {0x25CF, "*"},  {0x202F, " "},
      {0x2003, " "}, {0x017F, "s"}, {0x2E17, "-"},   {0x2010, "-"},  {0x0153, "oe"}, {0x20AC, "EUR"}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = clean::next(text, at);
    const auto found = kTyped.find(c);
    found == kTyped.end() ? clean::append(out, c) : void(out += found->second);
  }
  return out;
}

// What the encoding has not becomes "?", as converters write it; first tried as it may have been set.
std::string written(std::string_view utf8, const char* encoding) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter* const to = ucnv_open(encoding, &error);
  ucnv_setSubstString(to, u"?", 1, &error);
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t from = at;
    clean::next(utf8, at);
    std::string one(utf8.substr(from, at - from));
    for (const bool again : {true, false}) {
      char bytes[64];
      error = U_ZERO_ERROR;
      UChar units[16];
      std::int32_t count = 0;
      u_strFromUTF8(units, 16, &count, one.data(), static_cast<std::int32_t>(one.size()), &error);
      const std::int32_t size = ucnv_fromUChars(to, bytes, sizeof bytes, units, count, &error);
      const bool lost = size == 1 && bytes[0] == '?' && one != "?";
      if (lost && again) {
        one = typed(one);
        continue;
      }
      if (U_SUCCESS(error)) out.append(bytes, static_cast<std::size_t>(size));
      break;
    }
  }
  ucnv_close(to);
  return out;
}

std::string read_as(std::string_view bytes, std::string_view encoding) {
  std::string out;
  clean::TextDecoder decoder(encoding);
  decoder.decode(bytes, out);
  return out;
}

std::string valid(std::string text) {
  for (const auto& [begin, end] : clean::invalid_stretches(text))
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin),
              text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  return text;
}

std::string by_icu(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  UCharsetDetector* const detector = ucsdet_open(&error);
  ucsdet_setText(detector, bytes.data(), static_cast<std::int32_t>(bytes.size()), &error);
  const UCharsetMatch* const match = ucsdet_detect(detector, &error);
  const std::string name = match == nullptr || U_FAILURE(error) ? "" : ucsdet_getName(match, &error);
  ucsdet_close(detector);
  return name;
}

std::string language_of(std::string_view text) {
  std::size_t kana = 0, hangul = 0, han = 0, latin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = clean::next(text, at);
    kana += clean::is(c, clean::kKana);
    hangul += clean::is(c, clean::kHangul);
    han += clean::is(c, clean::kHan);
    latin += clean::is(c, clean::kLatin);
  }
  if (hangul > han && hangul * 4 > latin) return "ko";
  if (kana * 8 > han && kana * 8 > latin) return "ja";
  if (han * 8 < latin) return "Latin";
  const auto lost = [&](const char* encoding) {
    const std::string bytes = written(text, encoding);
    return std::count(bytes.begin(), bytes.end(), '?');
  };
  return lost("ibm-1383_P110-1999") <= lost("windows-950-2000") ? "zh-Hans" : "zh-Hant";
}

struct Written {
  const char* language;
  const char* encoding;   // of records
  const char* converter;  // ICU's
};
constexpr Written kWritten[] = {
    {"zh-Hans", "GB18030", "GB18030"},
    {"zh-Hant", "Big5-HKSCS", "ibm-1375_P100-2008"},
    {"zh-Hant", "GB18030", "GB18030"},
    {"ja", "Shift_JIS", "Shift_JIS"},
    {"ja", "EUC-JP", "EUC-JP"},
    {"ko", "EUC-KR", "windows-949-2000"},
    {"Latin", "windows-1252", "windows-1252"},
    {"Latin", "ISO-8859-15", "ISO-8859-15"},
    {"", "UTF-16LE", "UTF-16LE"},
    {"", "UTF-16BE", "UTF-16BE"},
    {"", "UTF-8", "UTF-8"},
    {"", "damaged UTF-8", "UTF-8"},
};

void damage(std::string& bytes) {
  for (std::size_t at = 25; at < bytes.size(); at += 50) bytes[at] = '\x9D';
}

void measure(const Text& text, const Written& as, bool errors, Row& row) {
  const std::string bytes = written(text.utf8, as.converter);
  const bool damaged = as.encoding == std::string_view("damaged UTF-8");
  const std::string encoding = damaged ? "UTF-8" : as.encoding;
  for (std::size_t at = 0; at + kSample <= bytes.size(); at += kSample) {
    const std::size_t cut = encoding.starts_with("UTF-16") ? 0 : at / kSample % 2;
    if (at + cut + kSample > bytes.size()) break;
    std::string sample = bytes.substr(at + cut, kSample);
    const std::string truth = read_as(sample, encoding);
    if (std::all_of(truth.begin(), truth.end(),
                    [](char c) { return static_cast<unsigned char>(c) < 0x80; }) &&
        !encoding.starts_with("UTF-16"))
      continue;
    if (*as.language != '\0' && language_of(valid(truth)) != as.language) continue;
    if (damaged) damage(sample);
    const clean::EncodingGuess guess = clean::guess_encoding(sample);
    const auto same = [&](const std::string& name) {
      return name == encoding ||
             (!clean::encoding_named(name).empty() && read_as(sample, name) == read_as(sample, encoding));
    };
    ++row.samples;
    row.icu += same(by_icu(sample));
    const bool as_damaged = encoding != "UTF-8" && guess.sure && guess.likely.front().name == "UTF-8";
    if (!guess.sure || as_damaged) {
      ++row.doubtful;
    } else if (same(guess.likely.front().name)) {
      ++row.right;
      continue;
    } else {
      ++row.wrong;
    }
    if (!errors) continue;
    std::printf("%s, byte %zu, %s: ", text.name.c_str(), at + cut, as.encoding);
    for (const clean::LikelyEncoding& likely : guess.likely)
      std::printf("%s %.2f ", likely.name.c_str(), likely.share);
    std::printf("\n    %s\n", truth.c_str());
  }
}

std::vector<Text> texts(const std::string& folder) {
  std::vector<Text> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    std::string text = read_file(entry.path());
    if (!clean::invalid_stretches(text).empty()) continue;
    found.push_back({entry.path().filename().string(), language_of(text), std::move(text)});
  }
  std::sort(found.begin(), found.end(), [](const Text& a, const Text& b) { return a.name < b.name; });
  return found;
}

}  // namespace

int main(int argc, char** argv) {
  bool errors = false;
  std::vector<Text> all;
  for (int i = 1; i < argc; ++i) {
    if (argv[i] == std::string_view("--errors")) {
      errors = true;
      continue;
    }
    for (Text& text : texts(argv[i])) all.push_back(std::move(text));
  }
  std::map<std::pair<std::string, std::string>, Row> rows;  // by language and encoding
  std::vector<std::pair<std::string, std::string>> order;
  for (const Written& as : kWritten) {
    for (const Text& text : all) {
      if (*as.language != '\0' && text.language != as.language) continue;
      const std::pair key(*as.language == '\0' ? std::string("all") : text.language,
                          std::string(as.encoding));
      if (!rows.contains(key)) order.push_back(key);
      measure(text, as, errors, rows[key]);
    }
  }
  std::printf("%-9s %-14s %8s %8s %6s %8s %8s   %s\n", "language", "encoding", "samples", "right", "wrong",
              "doubtful", "right", "ICU alone");
  for (const auto& key : order) {
    const Row& row = rows[key];
    const double n = std::max(row.samples, 1);
    std::printf("%-9s %-14s %8d %8d %6d %8d %6.2f %%   %6.2f %%\n", key.first.c_str(), key.second.c_str(),
                row.samples, row.right, row.wrong, row.doubtful, 100 * row.right / n, 100 * row.icu / n);
  }
}
