#include "unicode/nfc.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>

#include <cstdint>
#include <string>

namespace clean {

void nfc_edits(std::string_view text,
               const std::function<void(std::size_t, std::size_t, std::string_view)>& edit) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  if (U_FAILURE(status) || nfc->isNormalizedUTF8(piece, status)) return;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::Edits edits;
  nfc->normalizeUTF8(0, piece, sink, &edits, status);
  if (U_FAILURE(status)) return;
  icu::Edits::Iterator it = edits.getFineChangesIterator();
  while (it.next(status)) {
    const auto from = static_cast<std::size_t>(it.sourceIndex());
    const auto to = static_cast<std::size_t>(it.destinationIndex());
    edit(from, from + static_cast<std::size_t>(it.oldLength()),
         std::string_view(out).substr(to, static_cast<std::size_t>(it.newLength())));
  }
}

}  // namespace clean
