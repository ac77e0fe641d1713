// Several files with markup as one document: the pages of an issue. Regions stand file by file, or in the
// order of the articles that a METS file names.

#include <algorithm>
#include <map>

#include "formats/page_file.h"
#include "formats/reader.h"

namespace clean {
namespace {

struct Printed {  // a region of one of the files, and where it goes
  const PageFile* file;
  const Region* region;
  std::uint32_t sheet;
  Placement place;
  std::size_t rank = 0;  // 0: nothing names it
};

// Every id of a region and of what is in it or holds it.
void ids_in(const pugi::xml_node& node, std::size_t part, int depth,
            std::map<std::string_view, std::size_t>& ids) {
  if (depth > kDeepest) return;
  for (const char* name : {"ID", "id"}) {
    if (const pugi::xml_attribute id = attribute(node, name)) ids.try_emplace(id.value(), part);
  }
  for_each_child(node, [&](const pugi::xml_node& inner) { ids_in(inner, part, depth + 1, ids); });
}

// By the names that METS has for them: article, structure and the place in the order of articles.
void name_parts(const Source& source, const std::vector<std::pair<std::size_t, std::size_t>>& parts_of,
                std::vector<Printed>& parts) {
  std::vector<std::map<std::string_view, std::size_t>> ids(parts_of.size());
  for (std::size_t f = 0; f < parts_of.size(); ++f) {
    const auto [first, end] = parts_of[f];
    for (std::size_t i = first; i < end; ++i) ids_in(parts[i].region->node, i, 0, ids[f]);
    for (std::size_t i = first; i < end; ++i) {  // what holds it, a ComposedBlock, begins with it
      for (pugi::xml_node n = parts[i].region->node.parent(); n; n = n.parent())
        if (const pugi::xml_attribute id = attribute(n, "ID")) ids[f].try_emplace(id.value(), i);
    }
  }
  std::size_t rank = 0;
  for (const NamedRegions& named : source.named) {
    if (named.file >= ids.size()) continue;
    const auto& known = ids[named.file];
    const auto begin = known.find(named.begin);
    if (begin == known.end()) continue;
    const auto end = known.find(named.end);
    const std::size_t last = end == known.end() ? begin->second : std::max(begin->second, end->second);
    for (std::size_t i = begin->second; i <= last; ++i) {
      if (parts[i].rank > 0) continue;
      parts[i].rank = ++rank;
      parts[i].place.article = named.article;
      if (parts[i].place.structure == Structure::none || named.structure == Structure::heading)
        parts[i].place.structure = named.structure;
    }
  }
  if (rank == 0) return;
  // What nothing names stays behind the region before it; at the head of a page, before the one behind it.
  for (const auto& [first, end] : parts_of) {
    std::size_t before = 0;
    for (std::size_t i = first; i < end; ++i) {
      parts[i].rank *= 2;
      if (parts[i].rank == 0) parts[i].rank = before;
      before = parts[i].rank;
    }
    std::size_t behind = 2 * rank + 1;
    for (std::size_t i = end; i-- > first;) {
      if (parts[i].rank == 0) parts[i].rank = behind - 1;
      behind = parts[i].rank;
    }
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Printed& a, const Printed& b) { return a.rank < b.rank; });
}

}  // namespace

Document read_files(Source source) {
  Lines lines(source);
  std::vector<std::unique_ptr<PageFile>> files;
  std::vector<Printed> parts;
  std::vector<std::pair<std::size_t, std::size_t>> parts_of;  // of each file: first and behind the last
  const auto write = [&] {
    for (const Printed& part : parts) {
      lines.turn_to(part.sheet);
      lines.region();
      part.file->write(*part.region, part.place, lines);
    }
    parts.clear();
  };
  for (std::size_t f = 0; f < source.files.size(); ++f) {
    const SourceFile& file = source.files[f];
    const std::size_t begin = file.begin.byte - source.begin.byte;
    const std::size_t end = f + 1 < source.files.size() ? source.files[f + 1].begin.byte - source.begin.byte
                                                        : source.bytes.size();
    const std::string_view bytes = source.bytes.substr(begin, end - begin);
    const Format format = format_of(bytes.substr(0, std::size_t{64} << 10));
    std::vector<std::string> faults;
    const std::size_t first = parts.size();
    if (format == Format::hocr) {
      if (source.named.empty()) write();
      lines.region();
      faults = hocr_file(source, bytes, file.begin, file.page, lines);
    } else if (format == Format::alto || format == Format::page) {
      files.push_back(format == Format::alto ? alto_file(source, bytes, file.begin)
                                             : page_file(source, bytes, file.begin));
      const PageFile& pages = *files.back();
      std::vector<std::uint32_t> sheets;
      for (const Sheet& sheet : pages.sheets())
        sheets.push_back(lines.sheet(sheet.width, sheet.height, sheets.empty() ? file.page : 0));
      for (const Region& region : pages.regions()) {
        Printed part{&pages, &region, sheets[region.sheet], {}, 0};
        part.place.structure = region.structure;
        parts.push_back(part);
      }
      faults.assign(pages.xml().faults().begin(), pages.xml().faults().end());
    } else {
      faults.push_back("has no page in ALTO, PAGE XML or hOCR; nothing of it was read");
    }
    parts_of.emplace_back(first, parts.size());
    for (const std::string& fault : faults) lines.fault(file.name + ": " + fault);
    if (source.named.empty()) {  // a page after the other: no more than one is held
      write();
      files.clear();
    }
  }
  if (source.structure && !source.named.empty()) name_parts(source, parts_of, parts);
  write();
  if (source.files.empty()) lines.fault("has no pages");
  return std::move(lines).document();
}

}  // namespace clean
