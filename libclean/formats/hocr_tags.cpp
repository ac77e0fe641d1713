#include "formats/hocr_tags.h"

#include <algorithm>
#include <array>

namespace clean {
namespace {

// The elements of HTML 4 and 5 that stand in pages of text. What else looks like a tag was printed.
constexpr std::string_view kElements[] = {
    "a",     "abbr",    "acronym", "address", "article", "aside",   "b",     "bdo",   "big",    "blockquote",
    "body",  "caption", "center",  "cite",    "code",    "col",     "dd",    "del",   "dfn",    "div",
    "dl",    "dt",      "em",      "figure",  "font",    "footer",  "h1",    "h2",    "h3",     "h4",
    "h5",    "h6",      "head",    "header",  "html",    "i",       "ins",   "kbd",   "label",  "li",
    "main",  "map",     "math",    "nav",     "object",  "ol",      "p",     "pre",   "q",      "rp",
    "rt",    "ruby",    "s",       "samp",    "script",  "section", "small", "span",  "strike", "strong",
    "style", "sub",     "sup",     "svg",     "table",   "tbody",   "td",    "tfoot", "th",     "thead",
    "title", "tr",      "tt",      "u",       "ul",      "var"};
// Those that have no end tag.
constexpr std::string_view kVoid[] = {"area",  "base", "br",   "col",   "embed",  "hr", "img",
                                      "input", "link", "meta", "param", "source", "wbr"};

template <std::size_t N>
bool among(const std::string_view (&names)[N], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// The name at the beginning of `text`, in small letters, without a prefix.
std::string name_at(std::string_view text) {
  std::string name;
  for (const char c : text) {
    if (c == ':') {
      name.clear();
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      name += c;
    } else if (c >= 'A' && c <= 'Z') {
      name += static_cast<char>(c + 32);
    } else {
      break;
    }
  }
  return name;
}

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

// A ">" may stand in the value of an attribute.
std::size_t tag_end(std::string_view html, std::size_t at) {
  char quote = 0;
  for (; at < html.size(); ++at) {
    const char c = html[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return html.npos;
}

std::string as_xml(std::string_view html) {
  std::string xml(html);
  const auto starts = [&](std::size_t at, std::string_view with) {
    return html.substr(at, with.size()) == with;
  };
  const auto clear = [&](std::size_t from, std::size_t to) {
    std::fill(xml.begin() + static_cast<std::ptrdiff_t>(from), xml.begin() + static_cast<std::ptrdiff_t>(to),
              ' ');
  };
  std::size_t next_comment_end = 0, next_pi_end = 0;  // what is not there is looked for once
  const auto find_from = [&](std::size_t& known, std::string_view what, std::size_t at) {
    if (known < at) known = html.find(what, at);
    return known;
  };
  for (std::size_t at = html.find('<'); at != html.npos; at = html.find('<', at)) {
    const std::size_t lt = at++;
    if (starts(lt, "<!--")) {
      const std::size_t end = find_from(next_comment_end, "-->", lt + 4);
      if (end != html.npos) {
        at = end + 3;
        continue;
      }
    } else if (starts(lt, "<![CDATA[")) {
      const std::size_t end = html.find("]]>", lt);
      if (end != html.npos) {
        at = end + 3;
        continue;
      }
    } else if (starts(lt, "<!DOCTYPE") || starts(lt, "<!doctype")) {
      // Small letters are HTML, too, and pugixml knows only capitals.
      std::copy_n("DOCTYPE", 7, xml.begin() + static_cast<std::ptrdiff_t>(lt + 2));
      continue;
    } else if (starts(lt, "<!ENTITY") || starts(lt, "<!ELEMENT") || starts(lt, "<!ATTLIST")) {
      continue;  // of a document type
    } else if (starts(lt, "<?xml")) {
      const std::size_t end = find_from(next_pi_end, "?>", lt);
      if (end != html.npos) {
        at = end + 2;
        continue;
      }
    } else {
      const bool closes = starts(lt, "</");
      const std::string name = name_at(html.substr(lt + 1 + closes, 64));
      const std::size_t behind = lt + 1 + closes + name.size();
      const bool whole =
          behind < html.size() && (blank(html[behind]) || html[behind] == '>' || html[behind] == '/' ||
                                   html.substr(lt, behind - lt).find(':') != html.npos);
      const bool known = among(kElements, name), empty = among(kVoid, name);
      const std::size_t end = whole && (known || empty) ? tag_end(html, behind) : html.npos;
      if (end != html.npos) {
        at = end;
        if (empty && (closes || html[end - 2] != '/')) clear(lt, end);
        continue;
      }
    }
    xml[lt] = 'x';
  }
  return xml;
}

}  // namespace clean
