// Unicode normalisation form C as a list of edits.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace clean {

// Calls `edit(begin, end, replacement)` for each stretch of valid UTF-8 that NFC changes, in order.
void nfc_edits(std::string_view text,
               const std::function<void(std::size_t, std::size_t, std::string_view)>& edit);

}  // namespace clean
