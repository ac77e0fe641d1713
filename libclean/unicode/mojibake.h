// Text that was decoded with the wrong table, where that can be undone exactly.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace clean {

// UTF-8 that was read as Windows-1252 or Latin-1 and written as UTF-8 again ("ä¸­æ–‡"): gives the text it
// was, or nothing if `text` is not exactly that, or would not become Chinese, Japanese or Korean.
std::string undo_latin1(std::string_view text);

// UTF-8 that was read as GBK (鏂颁埂鏃ユ姤 gives 新乡日报), or nothing if `text` is not exactly that.
std::string undo_gbk(std::string_view text);

// GBK or Big5 that was read as Latin-1 (ÐÂÏçÈÕ±¨ gives 新乡日报). `text` may hold ASCII. Nothing if it is not
// exactly that, could be both, or could be Japanese or Korean.
std::string undo_double_byte(std::string_view text);

// Calls `edit(begin, end, text)` for each stretch of a line that one of these gives back, from left to right.
void mojibake_edits(std::string_view text,
                    const std::function<void(std::size_t, std::size_t, std::string_view)>& edit);

}  // namespace clean
