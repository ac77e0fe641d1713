// Places and ranges. A byte of the source and a byte of the document's text are different types:
// mixing them does not compile.
#pragma once

#include <clean/export.h>

#include <compare>
#include <cstddef>
#include <cstdint>

namespace clean LIBCLEAN_API {

template <class Place, class Int>
struct At {
  Int byte = 0;
  auto operator<=>(const At&) const = default;
};

using SourceAt = At<struct InSource, std::uint64_t>;  // byte of the source file, BOM included
using TextAt = At<struct InText, std::uint32_t>;      // byte of the document's text as it stands

// Half-open: begin is in it, end is not.
template <class T>
struct Range {
  T begin, end;
  bool operator==(const Range&) const = default;
  std::size_t size() const { return static_cast<std::size_t>(end.byte - begin.byte); }
  bool empty() const { return begin == end; }
  bool contains(const Range& other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(const Range& other) const { return begin < other.end && other.begin < end; }
};

using SourceRange = Range<SourceAt>;
using TextRange = Range<TextAt>;

}  // namespace clean
