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

}  // namespace clean
