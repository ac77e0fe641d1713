// ALTO, versions 1 to 4, with a namespace or without.
//
//   Page > PrintSpace, margins > ComposedBlock* > TextBlock > TextLine > String, SP, HYP
//
// A String's CONTENT is a word. Where a file has SP, what it parts are words; where it has none at all, every
// String is one. HYP is the hyphen printed at the end of a line. SUBS_TYPE and SUBS_CONTENT say that a word
// goes on in the next line, and how it is whole: Placement::goes_on and Placement::whole.

#include <algorithm>
#include <map>

#include "formats/page_file.h"
#include "formats/reader.h"

namespace clean {
namespace {

class AltoFile final : public PageFile {
 public:
  AltoFile(const Source& source, std::string_view bytes, SourceAt begin) : PageFile(source, bytes, begin) {
    spaces_ = bytes.find("<SP") != bytes.npos || bytes.find(":SP") != bytes.npos;
    const pugi::xml_node root = xml_.root();
    for_each_child(root, [&](const pugi::xml_node& part) {
      const std::string_view name = local_name(part);
      if (name == "Styles") read_styles(part);
      if (name == "Tags") read_tags(part);
      if (name == "ReadingOrder") read_order(part, 0);
    });
    if (local_name(root) == "alto") {
      visit(root, Structure::none, 0);
    } else {
      xml_.fault("is no ALTO: its root element is " + std::string(root ? root.name() : "missing"));
    }
    order_.sort(regions_);
  }

  void write(const Region& region, Placement place, Lines& lines) const override {
    const float size = font_size(region.node, 0);
    if (local_name(region.node) != "TextBlock") return line(region.node, place, size, lines);
    for_each_child(region.node, [&](const pugi::xml_node& part) {
      if (local_name(part) == "TextLine") line(part, place, size, lines);
    });
  }

 private:
  void read_styles(const pugi::xml_node& styles) {
    for_each_child(styles, [&](const pugi::xml_node& style) {
      if (local_name(style) == "TextStyle") font_sizes_[value(style, "ID")] = number(style, "FONTSIZE");
    });
  }

  void read_tags(const pugi::xml_node& tags) {
    for_each_child(tags, [&](const pugi::xml_node& tag) {
      const Structure structure = structure_named(value(tag, "LABEL"));
      if (structure != Structure::none) tags_[value(tag, "ID")] = structure;
    });
  }

  void read_order(const pugi::xml_node& group, int depth) {
    if (depth > kDeepest) return;
    for_each_child(group, [&](const pugi::xml_node& part) {
      order_.next(value(part, "REF"));
      read_order(part, depth + 1);
    });
  }

  // What the file calls it: by a tag, by its TYPE, or as what holds it is called.
  Structure structure(const pugi::xml_node& node, Structure outer) const {
    if (!structure_) return Structure::none;
    Structure found = structure_named(value(node, "TYPE"));
    for_each_word(value(node, "TAGREFS"), [&](std::string_view id) {
      const auto tag = tags_.find(id);
      if (tag != tags_.end()) found = tag->second;
    });
    if (found != Structure::none) return found;
    const std::string_view name = local_name(node);
    if (name == "TopMargin") return Structure::header;
    return name == "BottomMargin" ? Structure::footer : outer;
  }

  float font_size(const pugi::xml_node& node, float outer) const {
    for_each_word(value(node, "STYLEREFS"), [&](std::string_view id) {
      const auto style = font_sizes_.find(id);
      if (style != font_sizes_.end() && style->second > 0) outer = style->second;
    });
    return outer;
  }

  void visit(const pugi::xml_node& node, Structure outer, int depth) {
    if (depth > kDeepest) {
      xml_.fault("is nested more than " + std::to_string(kDeepest) +
                 " deep; what stands deeper was not read");
      return;
    }
    for_each_child(node, [&](const pugi::xml_node& part) {
      const std::string_view name = local_name(part);
      if (name == "Page") sheets_.push_back({number(part, "WIDTH"), number(part, "HEIGHT")});
      const Structure here = structure(part, outer);
      if (name == "TextBlock" || name == "TextLine") {  // a line in no block is one by itself
        if (sheets_.empty()) sheets_.push_back({});
        const auto sheet = static_cast<std::uint32_t>(sheets_.size() - 1);
        regions_.push_back({value(part, "ID"), part, sheet, here});
      } else {
        visit(part, here, depth + 1);
      }
    });
  }

  static Box box(const pugi::xml_node& node) {
    return {number(node, "HPOS"), number(node, "VPOS"), number(node, "WIDTH"), number(node, "HEIGHT")};
  }

  void line(const pugi::xml_node& node, Placement place, float size, Lines& lines) const {
    size = font_size(node, size);
    // The boxes of the words tell better where a line begins than that of the line, which some engines get
    // wrong (ocr-edge-cases/alto_float.xml: lines that begin behind their first word).
    Box words;
    bool parted = false;
    pugi::xml_node last;
    for_each_child(node, [&](const pugi::xml_node& part) {
      const std::string_view name = local_name(part);
      if (name == "SP") {
        parted = true;
      } else if (name == "HYP") {
        const pugi::xml_attribute content = attribute(part, "CONTENT");
        lines.hyphen(content ? xml_.place(content) : SourceRange{});
      } else if (name == "String") {
        last = part;
        words = around(words, box(part));
        if (place.font_size == 0) place.font_size = font_size(part, 0);
        const pugi::xml_attribute content = attribute(part, "CONTENT");
        if (content) lines.text(xml_.place(content), parted || !spaces_);
        parted = false;
      }
    });
    if (place.font_size == 0) place.font_size = size;
    place.box = words.empty() ? box(node) : words;
    if (last && value(last, "SUBS_TYPE") == "HypPart1") {
      place.goes_on = true;
      const pugi::xml_attribute whole = attribute(last, "SUBS_CONTENT");
      if (whole) place.whole = xml_.place(whole);
    }
    lines.end_line(place);
  }

  bool spaces_ = false;
  std::map<std::string_view, float> font_sizes_;
  std::map<std::string_view, Structure> tags_;
  ReadingOrder order_;
};

}  // namespace

std::unique_ptr<PageFile> alto_file(const Source& source, std::string_view bytes, SourceAt begin) {
  return std::make_unique<AltoFile>(source, bytes, begin);
}

Document read_alto(Source source) {
  return document_of(source, *alto_file(source, source.bytes, source.begin));
}

}  // namespace clean
