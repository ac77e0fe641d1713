#include "core/pieces.h"

#include <algorithm>

namespace clean {

std::size_t first_piece(std::span<const Piece> pieces, TextAt at, std::size_t text_size) {
  auto it = std::partition_point(pieces.begin(), pieces.end(), [&](const Piece& p) { return p.text < at; });
  auto i = static_cast<std::size_t>(it - pieces.begin());
  while (i > 0 && text_end(pieces, i - 1, text_size) > at) --i;
  return i;
}

void append_source(std::span<const Piece> pieces, std::size_t text_size, TextRange at, EndPoint end,
                   std::vector<SourceRange>& out) {
  const std::size_t before = out.size();
  auto add = [&](SourceRange r) {
    if (out.size() > before && out.back().end == r.begin) {
      out.back().end = r.end;
    } else {
      out.push_back(r);
    }
  };
  std::size_t i = first_piece(pieces, at.begin, text_size);
  for (; i < pieces.size(); ++i) {
    const Piece& p = pieces[i];
    const TextAt stop = text_end(pieces, i, text_size);
    if (p.text > at.end || (p.text == at.end && (stop > p.text || end == EndPoint::excluded))) break;
    if (p.source.empty()) continue;  // inserted
    if (p.decision != 0) {
      add(p.source);
      continue;
    }
    const std::uint64_t from = std::max(at.begin, p.text).byte - p.text.byte;
    const std::uint64_t to = std::min(at.end, stop).byte - p.text.byte;
    if (from < to) add({{p.source.begin.byte + from}, {p.source.begin.byte + to}});
  }
  if (out.size() > before) return;
  // Nothing but a place: between the piece before and the piece after it.
  SourceAt place{};
  i = first_piece(pieces, at.begin, text_size);
  if (i < pieces.size()) {
    const Piece& p = pieces[i];
    place.byte =
        p.source.begin.byte + (p.decision == 0 && at.begin > p.text ? at.begin.byte - p.text.byte : 0);
  } else if (!pieces.empty()) {
    place = pieces.back().source.end;
  }
  out.push_back({place, place});
}

}  // namespace clean
