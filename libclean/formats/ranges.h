// Ranges of the source as records and logs have them: [[0,30],[35,80]]. Of an issue they are local to `own`,
// the file that stands beside them as "source"; a range in another file names it: [[0,30],[0,12,"A4.txt"]].
#pragma once

#include <clean/document.h>

#include <span>
#include <string>

namespace clean {

// The file that the first of the ranges begins in, or `otherwise`; null where there are no files.
const SourceFile* own_file(std::span<const SourceFile> files, std::span<const SourceRange> ranges,
                           SourceAt otherwise = {});

void write_ranges(std::span<const SourceFile> files, const SourceFile* own,
                  std::span<const SourceRange> ranges, std::string& out);

}  // namespace clean
