#include "formats/xml.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <functional>
#include <iterator>

namespace clean {
namespace {

// Nodes take some 64 bytes of memory for each "<": a file of nothing but tags must not take all there is.
// A page of 200 MB has 2 or 3 million.
constexpr std::ptrdiff_t kMostTags = 32'000'000;

}  // namespace

Xml::Xml(std::string_view bytes, SourceAt begin, bool white_space, std::string copy)
    : copy_(std::move(copy)), begin_(static_cast<std::size_t>(begin.byte)) {
  if (std::count(bytes.begin(), bytes.end(), '<') > kMostTags) {
    fault("more than " + std::to_string(kMostTags / 1'000'000) + " million tags; nothing of it was read");
    return;
  }
  std::replace(copy_.begin(), copy_.end(), '\0', ' ');  // pugixml would see the end there
  const unsigned flags = pugi::parse_cdata | (white_space ? pugi::parse_ws_pcdata : 0u);
  const pugi::xml_parse_result read =
      document_.load_buffer_inplace(copy_.data(), copy_.size(), flags, pugi::encoding_utf8);
  // A mismatch is found at the end tag; at the end of the file it is what was never closed.
  if (!read) {
    std::string why = read.description();
    if (!why.empty()) why[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(why[0])));
    fault("broken XML at byte " + std::to_string(static_cast<std::size_t>(read.offset)) + " (" + why +
          "); only what stands before it was read");
  }
  const std::string_view prolog =
      bytes.substr(0, root() ? static_cast<std::size_t>(root().offset_debug()) : bytes.size());
  if (prolog.find("<!DOCTYPE") != prolog.npos && prolog.find("<!ENTITY") != prolog.npos)
    fault("declares entities of its own; they are not expanded");
}

SourceRange Xml::place(const char* value) const {
  const std::less<> before;
  if (before(value, copy_.data()) || !before(value, copy_.data() + copy_.size())) return {};  // it has none
  const auto at = static_cast<std::size_t>(value - copy_.data());
  const std::size_t end = at + std::char_traits<char>::length(value);
  if (end + 1 >= copy_.size()) return {};  // it is broken off: nothing tells that it is a value
  return {{begin_ + at}, {begin_ + end}};
}

void Xml::fault(std::string what) {
  if (std::find(faults_.begin(), faults_.end(), what) == faults_.end()) faults_.push_back(std::move(what));
}

std::string_view local_name(const char* name) {
  const std::string_view whole(name);
  return whole.substr(whole.find(':') + 1);  // npos + 1: all of it
}

pugi::xml_attribute attribute(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_attribute a = node.first_attribute(); a; a = a.next_attribute()) {
    if (local_name(a.name()) == name) return a;
  }
  return {};
}

float number(std::string_view text) {
  float n = 0;
  const std::size_t begin = text.find_first_not_of(" \t\r\n+");
  if (begin == text.npos) return 0;
  std::from_chars(text.data() + begin, text.data() + text.size(), n);
  return n > -1e9f && n < 1e9f ? n : 0;
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_node c = node.first_child(); c; c = c.next_sibling()) {
    if (c.type() == pugi::node_element && local_name(c) == name) return c;
  }
  return {};
}

Box around(const Box& one, const Box& other) {
  if (one.empty()) return other;
  if (other.empty()) return one;
  const float left = std::min(one.left, other.left), top = std::min(one.top, other.top);
  return {left, top, std::max(one.left + one.width, other.left + other.width) - left,
          std::max(one.top + one.height, other.top + other.height) - top};
}

namespace {

// Letters in lower case. Names are those of PAGE (TextTypeSimpleType), of hOCR classes, and of what library
// suppliers write in ALTO and METS (TYPE, LABEL).
constexpr std::pair<std::string_view, Structure> kStructures[] = {
    {"paragraph", Structure::paragraph},
    {"text", Structure::paragraph},
    {"body", Structure::paragraph},
    {"bodycontent", Structure::paragraph},
    {"heading", Structure::heading},
    {"headline", Structure::heading},
    {"title", Structure::heading},
    {"subheading", Structure::heading},
    {"subheadline", Structure::heading},
    {"overline", Structure::heading},
    {"motto", Structure::heading},
    {"chapter", Structure::heading},
    {"section", Structure::heading},
    {"subsection", Structure::heading},
    {"header", Structure::header},
    {"runninghead", Structure::header},
    {"runningheader", Structure::header},
    {"runningtitle", Structure::header},
    {"masthead", Structure::header},
    {"titlesection", Structure::header},
    {"footer", Structure::footer},
    {"signaturemark", Structure::footer},
    {"catchword", Structure::footer},
    {"pagenumber", Structure::page_number},
    {"pageno", Structure::page_number},
    {"caption", Structure::caption},
    {"credit", Structure::credit},
    {"byline", Structure::credit},
    {"author", Structure::credit},
    {"advert", Structure::advert},
    {"ad", Structure::advert},
    {"advertisement", Structure::advert},
    {"advertregion", Structure::advert},
    {"table", Structure::table},
    {"tableregion", Structure::table},
    {"tablecell", Structure::table},
    {"list", Structure::list},
    {"listlabel", Structure::list},
    {"tocentry", Structure::list},
    {"footnote", Structure::footnote},
    {"footnotecontinued", Structure::footnote},
    {"endnote", Structure::footnote},
    {"marginalia", Structure::marginalia},
    {"dropcapital", Structure::drop_capital},
    {"floating", Structure::other},
    {"float", Structure::other},
    {"textfloat", Structure::other},
    {"other", Structure::other},
};

}  // namespace

Structure structure_named(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z')
      plain += static_cast<char>(c + 32);
    else if (c >= 'a' && c <= 'z')
      plain += c;
  }
  for (const auto& [known, structure] : kStructures) {
    if (known == plain) return structure;
  }
  return Structure::none;
}

}  // namespace clean
