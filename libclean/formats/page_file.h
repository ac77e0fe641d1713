// A file of printed pages as regions with lines in them: ALTO or PAGE XML. The regions are found first, so
// that they can be written in the order that the file, or a METS file above it, says they are read in.
#pragma once

#include <memory>

#include "formats/lines.h"
#include "formats/xml.h"

namespace clean {

struct Region {
  std::string_view id;
  pugi::xml_node node;
  std::uint32_t sheet = 0;  // of the file's
  Structure structure = Structure::none;
};

class PageFile {
 public:
  virtual ~PageFile() = default;
  PageFile(const PageFile&) = delete;
  PageFile& operator=(const PageFile&) = delete;

  const Xml& xml() const { return xml_; }
  std::span<const Sheet> sheets() const { return sheets_; }
  // In reading order, page after page.
  std::span<const Region> regions() const { return regions_; }
  // The lines of a region; `place` has what is known of it from elsewhere.
  virtual void write(const Region& region, Placement place, Lines& lines) const = 0;

 protected:
  PageFile(const Source& source, std::string_view bytes, SourceAt begin)
      : xml_(bytes, begin), structure_(source.structure) {}

  Xml xml_;
  bool structure_;  // whether the file's own words for its regions count
  std::vector<Sheet> sheets_;
  std::vector<Region> regions_;
};

// `bytes` of the source, which begin at `begin`, are the file.
std::unique_ptr<PageFile> alto_file(const Source& source, std::string_view bytes, SourceAt begin);
std::unique_ptr<PageFile> page_file(const Source& source, std::string_view bytes, SourceAt begin);

// All of a file as the document.
Document document_of(const Source& source, const PageFile& file);

// Sorts the regions of each sheet by the places that a file's reading order gives their ids, or those of
// what holds them: `order` has (id, place). A region that it does not name stays behind the one that stands
// before it in the file.
class ReadingOrder {
 public:
  void next(std::string_view id);
  bool empty() const { return places_.empty(); }
  void sort(std::vector<Region>& regions) const;

 private:
  std::vector<std::pair<std::string_view, std::size_t>> places_;
};

}  // namespace clean
