// PAGE XML (PRImA PAGE), 2009 to 2019, as Transkribus, OCR-D and others write it.
//
//   Page > ReadingOrder, TextRegion* (also in tables, adverts, other text regions) > TextLine > TextEquiv >
//   Unicode
//
// A line's text is that of its own TextEquiv; where it has none, that of its Words. A region without lines
// has the lines of its own text. Read by ReadingOrder: ordered groups by index, unordered ones as they stand.

#include <algorithm>
#include <charconv>

#include "formats/page_file.h"
#include "formats/reader.h"

namespace clean {
namespace {

// "structure {type:page-number;}" of a `custom` attribute, as Transkribus writes it.
std::string_view custom_type(std::string_view custom) {
  const std::size_t structure = custom.find("structure");
  if (structure == custom.npos) return {};
  const std::size_t close = std::min(custom.find('}', structure), custom.size());
  const std::size_t type = custom.find("type:", structure);
  if (type >= close) return {};
  return custom.substr(type + 5, std::min(custom.find(';', type), close) - type - 5);
}

// The box around "x,y x,y ..." or around the children <Point x y>.
Box box_of(const pugi::xml_node& node) {
  const pugi::xml_node coords = child(node, "Coords");
  float left = 0, top = 0, right = 0, bottom = 0;
  bool any = false;
  const auto add = [&](float x, float y) {
    left = any ? std::min(left, x) : x;
    right = any ? std::max(right, x) : x;
    top = any ? std::min(top, y) : y;
    bottom = any ? std::max(bottom, y) : y;
    any = true;
  };
  for_each_word(value(coords, "points"), [&](std::string_view point) {
    const std::size_t comma = point.find(',');
    if (comma != point.npos) add(number(point.substr(0, comma)), number(point.substr(comma + 1)));
  });
  for_each_child(coords, [&](const pugi::xml_node& point) { add(number(point, "x"), number(point, "y")); });
  return {left, top, right - left, bottom - top};
}

int index_of(const pugi::xml_node& node) {
  const std::string_view text = value(node, "index");
  int index = 0;
  std::from_chars(text.data(), text.data() + text.size(), index);
  return index;
}

// The text that a node has in its best TextEquiv; none: an empty node.
pugi::xml_node unicode_of(const pugi::xml_node& node) {
  pugi::xml_node best;
  for_each_child(node, [&](const pugi::xml_node& part) {
    if (local_name(part) == "TextEquiv" && (!best || index_of(part) < index_of(best))) best = part;
  });
  const pugi::xml_node unicode = child(best, "Unicode");
  return unicode ? unicode : child(best, "PlainText");
}

bool has_text(const pugi::xml_node& node) {
  for (pugi::xml_node t = node.first_child(); t; t = t.next_sibling()) {
    if (std::string_view(t.value()).find_first_not_of(" \t\r\n") != std::string_view::npos) return true;
  }
  return false;
}

class PageXmlFile final : public PageFile {
 public:
  PageXmlFile(const Source& source, std::string_view bytes, SourceAt begin) : PageFile(source, bytes, begin) {
    const pugi::xml_node root = xml_.root();
    for_each_child(root, [&](const pugi::xml_node& page) {
      if (local_name(page) != "Page") return;
      sheets_.push_back({number(page, "imageWidth"), number(page, "imageHeight")});
      read_order(child(page, "ReadingOrder"), 0);
      visit(page, Structure::none, 0);
    });
    if (local_name(root) != "PcGts")
      xml_.fault("is no PAGE XML: its root element is " + std::string(root ? root.name() : "missing"));
    order_.sort(regions_);
  }

  void write(const Region& region, Placement place, Lines& lines) const override {
    place.font_size = number(child(region.node, "TextStyle"), "fontSize");
    bool any = false;
    for_each_child(region.node, [&](const pugi::xml_node& part) {
      if (local_name(part) == "TextLine") any = line(part, place, lines) || any;
    });
    if (any) return;
    place.box = box_of(region.node);
    const pugi::xml_node text = unicode_of(region.node);
    for (pugi::xml_node t = text.first_child(); t; t = t.next_sibling()) lines_of(t, place, lines);
  }

 private:
  void read_order(const pugi::xml_node& group, int depth) {
    if (depth > kDeepest) return;
    std::vector<pugi::xml_node> parts;
    for_each_child(group, [&](const pugi::xml_node& part) { parts.push_back(part); });
    if (local_name(group).starts_with("Ordered")) {
      std::stable_sort(parts.begin(), parts.end(),
                       [](const auto& a, const auto& b) { return index_of(a) < index_of(b); });
    }
    for (const pugi::xml_node& part : parts) {
      order_.next(value(part, "regionRef"));
      read_order(part, depth + 1);
    }
  }

  Structure structure(const pugi::xml_node& node, Structure outer) const {
    if (!structure_) return Structure::none;
    for (const std::string_view name :
         {value(node, "type"), custom_type(value(node, "custom")), local_name(node)}) {
      const Structure found = structure_named(name);
      if (found != Structure::none) return found;
    }
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
      if (name == "TextLine" || name == "TextEquiv" || name == "ReadingOrder") return;
      const Structure here = structure(part, outer);
      // Transkribus has the lines of a table in TableCells.
      if (name == "TextRegion" || name == "TableCell") {
        const auto sheet = static_cast<std::uint32_t>(sheets_.size() - 1);
        regions_.push_back({value(part, "id"), part, sheet, here});
      }
      visit(part, here, depth + 1);
    });
  }

  // All text and CDATA of a node.
  void text_of(const pugi::xml_node& node, bool parted, Lines& lines) const {
    for (pugi::xml_node t = node.first_child(); t; t = t.next_sibling()) {
      if (t.type() != pugi::node_pcdata && t.type() != pugi::node_cdata) continue;
      lines.text(xml_.place(t), parted,
                 t.type() == pugi::node_cdata ? Lines::Kind::literal : Lines::Kind::escaped);
      parted = false;
    }
  }

  // Gives whether it has text.
  bool line(const pugi::xml_node& node, Placement place, Lines& lines) const {
    place.box = box_of(node);
    if (const float size = number(child(node, "TextStyle"), "fontSize"); size > 0) place.font_size = size;
    const pugi::xml_node own = unicode_of(node);
    if (has_text(own)) {
      text_of(own, false, lines);
    } else {
      for_each_child(node, [&](const pugi::xml_node& word) {
        if (local_name(word) == "Word") text_of(unicode_of(word), true, lines);
      });
    }
    const bool any = !lines.empty();
    lines.end_line(place);
    return any;
  }

  // A line of the page for each line of the text.
  void lines_of(const pugi::xml_node& text, const Placement& place, Lines& lines) const {
    if (text.type() != pugi::node_pcdata && text.type() != pugi::node_cdata) return;
    const Lines::Kind kind = text.type() == pugi::node_cdata ? Lines::Kind::literal : Lines::Kind::escaped;
    const SourceRange all = xml_.place(text);
    if (all.empty()) return;
    std::string_view rest = text.value();
    SourceAt at = all.begin;
    for (;;) {
      const std::size_t size = std::min(rest.find_first_of("\r\n"), rest.size());
      lines.text({at, {at.byte + size}}, true, kind);
      lines.end_line(place);
      if (size == rest.size()) return;
      rest.remove_prefix(size + 1);
      at.byte += size + 1;
    }
  }

  ReadingOrder order_;
};

}  // namespace

std::unique_ptr<PageFile> page_file(const Source& source, std::string_view bytes, SourceAt begin) {
  return std::make_unique<PageXmlFile>(source, bytes, begin);
}

Document read_page(Source source) {
  return document_of(source, *page_file(source, source.bytes, source.begin));
}

}  // namespace clean
