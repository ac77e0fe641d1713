#include "formats/ranges.h"

#include <clean/formats.h>

namespace clean {

void write_ranges(std::span<const SourceFile> files, std::span<const SourceRange> ranges, std::string& out) {
  const SourceFile single{};
  const SourceFile* own = nullptr;
  out += '[';
  const auto write = [&](SourceRange r) {
    const SourceFile& file = files.empty() ? single : file_at(files, r.begin);
    out += own == nullptr ? "[" : ",[";
    out += std::to_string(r.begin.byte - file.begin.byte);
    out += ',';
    out += std::to_string(r.end.byte - file.begin.byte);
    if (own == nullptr) own = &file;
    if (own != &file) {
      out += ',';
      write_json_string(file.name, out);
    }
    out += ']';
  };
  for (const SourceRange& range : ranges) {
    for (const SourceRange& part : by_file(files, range)) write(part);
  }
  out += ']';
}

}  // namespace clean
