#include "formats/ranges.h"

#include <clean/formats.h>

namespace clean {

const SourceFile* own_file(std::span<const SourceFile> files, std::span<const SourceRange> ranges,
                           SourceAt otherwise) {
  if (files.empty()) return nullptr;
  return &file_at(files, ranges.empty() ? otherwise : ranges.front().begin);
}

void write_ranges(std::span<const SourceFile> files, const SourceFile* own,
                  std::span<const SourceRange> ranges, std::string& out) {
  bool first = true;
  out += '[';
  const auto write = [&](SourceRange r) {
    const SourceFile* const file = files.empty() ? nullptr : &file_at(files, r.begin);
    const std::uint64_t begin = file ? file->begin.byte : 0;
    out += first ? "[" : ",[";
    first = false;
    out += std::to_string(r.begin.byte - begin);
    out += ',';
    out += std::to_string(r.end.byte - begin);
    if (file != own) {
      out += ',';
      write_json_string(file->name, out);
    }
    out += ']';
  };
  for (const SourceRange& range : ranges) {
    for (const SourceRange& part : by_file(files, range)) write(part);
  }
  out += ']';
}

}  // namespace clean
