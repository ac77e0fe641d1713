#include "formats/reader.h"

#include <algorithm>
#include <array>

#include "core/blank.h"
#include "formats/entities.h"
#include "formats/text_reader.h"
#include "unicode/chars.h"
#include "unicode/encoding.h"

namespace clean {
namespace {

constexpr std::string_view kReasons[] = {
    "bytes that are no UTF-8",
    "a file of the issue ends without a line end",
    "words of a line",
    "a character by its name or number",
    "a line end inside a word",
    "a soft hyphen at the end of a line, where a hyphen is printed",
    "a hyphen that the file names and does not have",
};

bool may_replace(std::string_view before, std::string_view after) {
  if (after == "\uFFFD") return true;
  const Entity e = entity_at(before);
  const bool soft = before == "\u00AD" || (e.character == 0xAD && e.size == before.size());
  if (after == "-") return soft || before.empty() || e.character == '-';
  if (after.empty()) return soft;
  if (after == " " && blank_prefix(before) == before.size()) return true;
  std::string character;
  append(character, e.character);
  return e.size > 0 && e.size == before.size() && (after == character || after == " ");
}

using Reader = Document (*)(Source);
constexpr struct {
  std::string_view name, root;
  Reader read;
} kFormats[] = {
    // by Format
    {"text", "", read_text},     {"alto", "alto", read_alto},  {"page", "PcGts", read_page},
    {"hocr", "html", read_hocr}, {"mets", "mets", read_files},
};

// Takes white space, the declaration, comments and the document type off the beginning.
void skip_prolog(std::string_view& head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  for (;;) {
    head.remove_prefix(blank_prefix(head));
    std::string_view end;
    if (head.starts_with("<?")) {
      end = "?>";
    } else if (head.starts_with("<!--")) {
      end = "-->";
    } else if (head.starts_with("<!")) {
      // A document type may hold declarations in brackets, and those have ">" of their own.
      const std::string_view upto = head.substr(0, head.find('>'));
      end = upto.find('[') == upto.npos ? ">" : "]>";
    } else {
      return;
    }
    const std::size_t at = head.find(end);
    head.remove_prefix(at == head.npos ? head.size() : at + end.size());
  }
}

}  // namespace

const FilterRow kDecode = {
    .name = "decode",
    .summary = "reads bytes as UTF-8, and text between markup; always runs",
    .reasons = kReasons,
    .evidence = {},
    .touches = {.replaces = true,
                .joins = true,
                .splits = true,
                .may_replace = may_replace,
                .words = "bytes that are no UTF-8, and where a file ends without a line end; in files with "
                         "markup entities, line ends inside of words, "
                         "soft hyphens at line ends"},
    .make = nullptr,
};

Format format_of(std::string_view head) {
  std::string_view rest = head;
  skip_prolog(rest);
  if (!rest.starts_with('<')) return Format::text;
  rest.remove_prefix(1);
  std::string_view root = rest.substr(0, rest.find_first_of(" \t\r\n/>"));
  if (const std::size_t colon = root.find(':'); colon != root.npos) root.remove_prefix(colon + 1);
  for (const Format format : {Format::alto, Format::page, Format::mets}) {
    if (root == kFormats[static_cast<std::size_t>(format)].root) return format;
  }
  const bool says_so = head.find("ocr_page") != head.npos || head.find("ocr-system") != head.npos ||
                       head.find("ocr-capabilities") != head.npos;
  return says_so ? Format::hocr : Format::text;
}

std::string_view name(Format format) { return kFormats[static_cast<std::size_t>(format)].name; }

std::string encoding_of(std::string_view head) { return markup_encoding(head); }

std::optional<std::string> decoded(std::string_view bytes, const std::string& encoding) {
  return to_utf8(bytes, encoding);
}

std::optional<std::string> encoded(std::string_view text, const std::string& encoding) {
  return from_utf8(text, encoding);
}

Document read(Source source) {
  if (!source.files.empty() && source.format != Format::text) return read_files(std::move(source));
  const Reader reader = kFormats[static_cast<std::size_t>(source.format)].read;
  return reader(std::move(source));
}

}  // namespace clean
