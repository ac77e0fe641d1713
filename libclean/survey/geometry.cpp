#include "survey/geometry.h"

#include <algorithm>

namespace clean {
namespace {

float nth(std::vector<float>& values, std::size_t percent) {
  if (values.empty()) return 0;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) * percent / 100);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

bool overlap(const Box& a, const Box& b) {
  const float shared = std::min(a.left + a.width, b.left + b.width) - std::max(a.left, b.left);
  return shared * 2 > std::min(a.width, b.width);
}

float size(const Placement& p) { return p.font_size > 0 ? p.font_size : 0; }

}  // namespace

Geometry::Geometry(const Document& document) : document_(document) {
  const auto places = document.places();
  std::uint32_t regions = 0;
  for (const Placement& p : places) regions = std::max(regions, p.region);
  regions_.resize(regions + 1);
  std::vector<std::vector<float>> lefts(regions + 1), rights(regions + 1);
  std::vector<float> heights, pitches;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Placement& p = places[i];
    if (p.box.empty()) continue;
    lefts[p.region].push_back(p.box.left);
    rights[p.region].push_back(p.box.left + p.box.width);
    heights.push_back(p.box.height);
    if (i == 0 || places[i - 1].region != p.region || places[i - 1].box.empty()) continue;
    const float pitch = p.box.top - places[i - 1].box.top;
    if (pitch > 0 && overlap(p.box, places[i - 1].box)) pitches.push_back(pitch);
  }
  for (std::size_t r = 0; r < regions_.size(); ++r) {
    regions_[r].lines = static_cast<std::uint32_t>(lefts[r].size());
    regions_[r].left = nth(lefts[r], 20);
    regions_[r].right = nth(rights[r], 80);
  }
  // Regions made by someone who parts paragraphs have 5 to 29 lines in the median (Reichsanzeiger, 14 pages); a
  // program that calls each column a paragraph makes regions of a hundred lines.
  constexpr std::uint32_t kColumn = 60;
  std::size_t columns = 0, of_text = 0;
  for (const Region& r : regions_) {
    of_text += r.lines >= 3;
    columns += r.lines > kColumn;
  }
  whole_columns_ = columns * 2 > of_text;
  height_ = nth(heights, 50);
  pitch_ = std::max(nth(pitches, 50), 1.0f);
}

SeamPlace Geometry::at(const Block& left, const Block& right) const {
  SeamPlace seam;
  const Placement *l = document_.last_place(left), *r = document_.place(right);
  if (!l || !r) return seam;
  seam.left = l->structure;
  seam.right = r->structure;
  seam.goes_on = l->goes_on;
  seam.whole_columns = whole_columns_;
  seam.same_region = l->region > 0 && l->region == r->region;
  seam.two_regions = l->region != r->region;
  seam.in_article = l->article > 0 && l->article == r->article;
  seam.two_articles = l->article != r->article;
  if (l->box.empty() || r->box.empty() || pitch_ <= 0) return seam;
  seam.boxes = true;
  const Region &from = regions_[l->region], &to = regions_[r->region];
  seam.same_column = l->sheet == r->sheet && overlap(l->box, r->box) && r->box.top > l->box.top;
  constexpr std::uint32_t kFewest = 3;  // lines that tell the edges of a region
  if (to.lines >= kFewest) seam.indent = (r->box.left - to.left) / pitch_;
  if (from.lines >= kFewest) {
    seam.left_indent = (l->box.left - from.left) / pitch_;
    seam.short_by = (from.right - l->box.left - l->box.width) / pitch_;
  }
  if (seam.same_column) seam.gap = (r->box.top - l->box.top) / pitch_ - 1;
  const float a = size(*l) > 0 && size(*r) > 0 ? size(*l) : l->box.height;
  const float b = size(*l) > 0 && size(*r) > 0 ? size(*r) : r->box.height;
  if (a > 0) seam.size_ratio = b / a;
  return seam;
}

float Geometry::size_of(const Block& block) const {
  const Placement* p = document_.place(block);
  if (!p || p->box.empty() || height_ <= 0) return 0;
  return p->box.height / height_;
}

}  // namespace clean
