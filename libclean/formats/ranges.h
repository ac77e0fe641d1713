// Ranges of the source as records and logs have them: [[0,30],[35,80]]. Of an issue they are local to a file,
// the one that the first of them begins in; a range in another file names it: [[0,30],[0,12,"A4.txt"]].
#pragma once

#include <clean/document.h>

#include <span>
#include <string>

namespace clean {

void write_ranges(std::span<const SourceFile> files, std::span<const SourceRange> ranges, std::string& out);

}  // namespace clean
