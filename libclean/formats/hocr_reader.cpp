// hOCR: OCR results in XHTML, or in HTML that is nearly that.
//
//   ocr_page > ocr_carea, ocrx_block ... > ocr_par > ocr_line, ocrx_line ... > ocrx_word
//
// What an element is stands in its class, where it is on the page in its title ("bbox 10 20 300 40; x_size
// 30"). A line's text is all text in it. White space parts words, and so do the borders of two ocrx_words.
// Text that is in no line stands by itself: a line for each paragraph, cut at <br>. Of alternatives (<ins>,
// <del>) the inserted one is read. A soft hyphen at the end of a line is a printed hyphen.

#include <algorithm>
#include <utility>

#include "formats/hocr_tags.h"
#include "formats/lines.h"
#include "formats/reader.h"
#include "formats/xml.h"

namespace clean {
namespace {

enum class Kind : std::uint8_t { none, page, area, line, typed, word };

struct ClassRow {
  std::string_view name;
  Kind kind;
};

// hOCR 1.2, sections 4 to 9. A typed element (a caption, a page number) may be a line or have lines in it.
constexpr ClassRow kClasses[] = {
    {"ocr_page", Kind::page},       {"ocr_carea", Kind::area},      {"ocrx_block", Kind::area},
    {"ocr_block", Kind::area},      {"ocr_column", Kind::area},     {"ocr_par", Kind::area},
    {"ocr_blockquote", Kind::area}, {"ocr_abstract", Kind::area},   {"ocr_table", Kind::typed},
    {"ocr_line", Kind::line},       {"ocrx_line", Kind::line},      {"ocr_display", Kind::typed},
    {"ocr_header", Kind::typed},    {"ocr_footer", Kind::typed},    {"ocr_caption", Kind::typed},
    {"ocr_pageno", Kind::typed},    {"ocr_title", Kind::typed},     {"ocr_author", Kind::typed},
    {"ocr_chapter", Kind::typed},   {"ocr_section", Kind::typed},   {"ocr_subsection", Kind::typed},
    {"ocr_float", Kind::typed},     {"ocr_textfloat", Kind::typed}, {"ocr_footnote", Kind::typed},
    {"ocrx_word", Kind::word},      {"ocr_word", Kind::word},
};

const ClassRow* class_of(const pugi::xml_node& node) {
  const ClassRow* found = nullptr;
  for_each_word(value(node, "class"), [&](std::string_view word) {
    for (const ClassRow& row : kClasses) {
      if (row.name == word && found == nullptr) found = &row;
    }
  });
  return found;
}

// Numbers behind a property of a title: "bbox 1 2 3 4". Gives how many there were.
int property(std::string_view title, std::string_view name, float* out, int most) {
  for (std::size_t begin = 0; begin < title.size();) {
    const std::size_t end = std::min(title.find(';', begin), title.size());
    std::string_view one = title.substr(begin, end - begin);
    begin = end + 1;
    int n = -1;
    bool mine = false;
    for_each_word(one, [&](std::string_view word) {
      if (n < 0) mine = word == name;
      if (n >= 0 && mine && n < most) out[n] = number(word);
      ++n;
    });
    if (mine) return std::min(n, most);
  }
  return 0;
}

Box box_of(const pugi::xml_node& node) {
  float at[4] = {};
  if (property(value(node, "title"), "bbox", at, 4) < 4) return {};
  return {at[0], at[1], at[2] - at[0], at[3] - at[1]};
}

// x_fsize is in points; x_size, the height of the letters, in pixels. Else "font-size:10pt" of the style.
float font_size(const pugi::xml_node& node, float outer) {
  float size = 0;
  const std::string_view title = value(node, "title"), style = value(node, "style");
  if (property(title, "x_fsize", &size, 1) == 0) property(title, "x_size", &size, 1);
  const std::size_t at = style.find("font-size:");
  if (size <= 0 && at != style.npos) size = number(style.substr(at + 10));
  return size > 0 ? size : outer;
}

bool has_line(const pugi::xml_node& node, int depth) {
  if (depth > kDeepest) return false;
  for (pugi::xml_node c = node.first_child(); c; c = c.next_sibling()) {
    const ClassRow* row = c.type() == pugi::node_element ? class_of(c) : nullptr;
    if ((row != nullptr && row->kind == Kind::line) || has_line(c, depth + 1)) return true;
  }
  return false;
}

// Elements of HTML whose text stands by itself.
bool sets_apart(std::string_view name) {
  for (const std::string_view one :
       {"p", "div", "td", "th", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6"}) {
    if (name == one) return true;
  }
  return false;
}

class Hocr {
 public:
  Hocr(bool structure, std::string_view bytes, SourceAt begin, std::uint32_t page, Lines& lines)
      : structure_(structure),
        bytes_(bytes),
        begin_(begin),
        next_page_(page),
        xml_(bytes, begin, true, as_xml(bytes)),
        lines_(lines) {}

  std::vector<std::string> read() && {
    visit(xml_.root(), {}, 0);
    end_line();
    std::vector<std::string> faults;
    for (const std::string& fault : xml_.faults()) {
      const bool broken = fault.starts_with("broken XML");
      faults.push_back(broken ? fault + "; tidy -asxhtml -numeric -utf8 may mend it" : fault);
    }
    if (!any_page_) faults.push_back("is no hOCR: it has no element of class ocr_page");
    return faults;
  }

 private:
  struct Inside {
    Placement place;  // of the region or line
    bool page = false, line = false, word = false;
  };

  void end_line() {
    Placement place = loose_;
    lines_.end_line(place);
  }

  void visit(const pugi::xml_node& node, Inside inside, int depth) {
    if (depth > kDeepest) {
      xml_.fault("is nested more than " + std::to_string(kDeepest) +
                 " deep; what stands deeper was not read");
      return;
    }
    for (pugi::xml_node c = node.first_child(); c; c = c.next_sibling()) {
      if (c.type() == pugi::node_element) {
        element(c, inside, depth);
      } else if (inside.page && (c.type() == pugi::node_pcdata || c.type() == pugi::node_cdata)) {
        text(c, inside);
      }
    }
  }

  void text(const pugi::xml_node& node, const Inside& inside) {
    if (!inside.line) loose_ = inside.place;
    const auto kind = node.type() == pugi::node_cdata ? Lines::Kind::literal : Lines::Kind::escaped;
    const std::string_view read = node.value();
    const SourceRange all = xml_.place(node);
    if (all.empty()) return;
    const SourceAt at = all.begin;
    // In the source a tag without an end may stand where the parser saw spaces (hocr_tags.h).
    for (std::size_t begin = 0; begin < read.size();) {
      const std::string_view printed = bytes_.substr(at.byte - begin_.byte + begin, read.size() - begin);
      std::size_t end = printed.find('<');
      while (end != printed.npos && read[begin + end] != ' ') end = printed.find('<', end + 1);
      const bool tag = end != printed.npos;
      if (!tag) end = printed.size();
      const SourceRange range{{at.byte + begin}, {at.byte + begin + end}};
      lines_.text(range, parted_, kind);
      // A word may be empty; the one behind it is parted from the one before all the same.
      parted_ = parted_ && read.substr(begin, end).find_first_not_of(" \t\r\n") == read.npos;
      if (tag) {
        if (!inside.line) end_line();
        parted_ = true;
        end = tag_end(printed, end + 1);
      }
      begin += std::min(end, printed.size());
    }
  }

  void element(const pugi::xml_node& node, Inside inside, int depth) {
    const std::string_view name = local_name(node);
    if (name == "head" || name == "script" || name == "style" || name == "del") return;
    const ClassRow* row = class_of(node);
    Kind kind = row == nullptr ? Kind::none : row->kind;
    if (kind == Kind::typed) {
      if (structure_) inside.place.structure = structure_named(row->name.substr(row->name.find('_')));
      kind = inside.line || has_line(node, 0) ? Kind::area : Kind::line;
    }
    inside.place.font_size = font_size(node, inside.place.font_size);
    if (inside.line && (kind == Kind::area || kind == Kind::line)) kind = Kind::none;
    switch (kind) {
      case Kind::page: {
        end_line();
        const Box box = box_of(node);
        lines_.sheet(box.left + box.width, box.top + box.height, std::exchange(next_page_, 0));
        lines_.region();
        inside.page = any_page_ = true;
        visit(node, inside, depth + 1);
        end_line();
        return;
      }
      case Kind::area:
        end_line();
        inside.place.box = box_of(node);
        lines_.region();
        visit(node, inside, depth + 1);
        end_line();
        lines_.region();
        return;
      case Kind::line:
        end_line();
        inside.place.box = box_of(node);
        inside.line = true;
        words_ = {};
        visit(node, inside, depth + 1);
        if (inside.place.box.empty()) inside.place.box = words_;
        lines_.end_line(inside.place);
        parted_ = false;
        return;
      case Kind::word:
        words_ = around(words_, box_of(node));
        parted_ = true;
        inside.word = true;
        visit(node, inside, depth + 1);
        return;
      default:
        if (!inside.line && (name == "br" || sets_apart(name))) {
          end_line();
          visit(node, inside, depth + 1);
          end_line();
        } else {
          visit(node, inside, depth + 1);
        }
    }
  }

  const bool structure_;
  const std::string_view bytes_;
  const SourceAt begin_;
  std::uint32_t next_page_;  // 0: the one that follows
  Xml xml_;
  Lines& lines_;
  Placement loose_;  // of text in no line
  Box words_;        // of the line
  bool parted_ = false, any_page_ = false;
};

}  // namespace

std::vector<std::string> hocr_file(const Source& source, std::string_view bytes, SourceAt begin,
                                   std::uint32_t page, Lines& lines) {
  return Hocr(source.structure, bytes, begin, page, lines).read();
}

Lines hocr_lines(const Source& source) {
  Lines lines(source);
  for (std::string& fault : hocr_file(source, source.bytes, source.begin, 0, lines))
    lines.fault(std::move(fault));
  return lines;
}

Document read_hocr(Source source) { return hocr_lines(source).document(); }

}  // namespace clean
