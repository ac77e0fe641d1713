#include "formats/page_file.h"

#include <algorithm>

namespace clean {

Document document_of(const Source& source, const PageFile& file) {
  Lines lines(source);
  for (const Sheet& sheet : file.sheets()) lines.sheet(sheet.width, sheet.height);
  for (const Region& region : file.regions()) {
    lines.turn_to(region.sheet);
    lines.region();
    Placement place;
    place.structure = region.structure;
    file.write(region, place, lines);
  }
  for (const std::string& fault : file.xml().faults()) lines.fault(fault);
  return std::move(lines).document();
}

void ReadingOrder::next(std::string_view id) {
  if (!id.empty()) places_.emplace_back(id, places_.size() + 1);
}

void ReadingOrder::sort(std::vector<Region>& regions) const {
  if (empty()) return;
  auto places = places_;
  std::stable_sort(places.begin(), places.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  const auto place_of = [&](std::string_view id) -> std::size_t {
    const auto found =
        std::partition_point(places.begin(), places.end(), [&](const auto& p) { return p.first < id; });
    return found != places.end() && found->first == id && !id.empty() ? found->second : 0;
  };
  struct Placed {
    std::size_t place;
    Region region;
  };
  std::vector<Placed> placed;
  std::size_t before = 0;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    if (i > 0 && regions[i].sheet != regions[i - 1].sheet) before = 0;
    std::size_t place = 0;
    for (pugi::xml_node n = regions[i].node; n && place == 0; n = n.parent())
      place = place_of(value(n, "ID"));
    for (pugi::xml_node n = regions[i].node; n && place == 0; n = n.parent())
      place = place_of(value(n, "id"));
    if (place == 0) place = before;
    before = place;
    placed.push_back({place, regions[i]});
  }
  std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return a.region.sheet != b.region.sheet ? a.region.sheet < b.region.sheet : a.place < b.place;
  });
  for (std::size_t i = 0; i < regions.size(); ++i) regions[i] = placed[i].region;
}

}  // namespace clean
