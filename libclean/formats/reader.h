// Readers: from the bytes of a source to a document, by its format. Each finds the printed lines and where
// they stand; what it must change in their text it proposes, as the row `decode`.
#pragma once

#include <clean/document.h>
#include <clean/filter.h>
#include <clean/formats.h>

#include "formats/lines.h"

namespace clean {

// What readers do to text, as a row like a filter's. Not in the table of filters: it always runs.
extern const FilterRow kDecode;

namespace decode {
enum Reason : std::uint8_t { kNoUtf8, kFileEnds, kWords, kEntity, kBlank, kSoftHyphen, kNamedHyphen };
}

// The readers; `read` calls the one of source.format.
Document read_alto(Source source);
Document read_page(Source source);
Document read_hocr(Source source);
Lines hocr_lines(const Source& source);
// The pages of an issue in files, each of any format with markup, in one document: by the articles of
// source.named where there are any, else file by file.
Document read_files(Source source);

// One file of a source. Gives what of it could not be read.
std::vector<std::string> hocr_file(const Source& source, std::string_view bytes, SourceAt begin,
                                   std::uint32_t page, Lines& lines);

}  // namespace clean
