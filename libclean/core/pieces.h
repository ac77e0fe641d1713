// Looking up pieces. A piece with no text (a deletion) at byte p belongs to the stretch that begins at
// p; at the end of a block, where nothing begins, it belongs to the block (EndPoint::included).
#pragma once

#include <clean/document.h>

#include <span>
#include <vector>

namespace clean {

enum class EndPoint { excluded, included };

// The end of the text of pieces[i].
inline TextAt text_end(std::span<const Piece> pieces, std::size_t i, std::size_t text_size) {
  return i + 1 < pieces.size() ? pieces[i + 1].text : TextAt{static_cast<std::uint32_t>(text_size)};
}

// Index of the first piece that has text behind `at`, or stands at it without text.
std::size_t first_piece(std::span<const Piece> pieces, TextAt at, std::size_t text_size);

// Appends the source ranges of a stretch of text in text order, merging neighbours. A copied piece gives
// the bytes asked for, any other piece all it stands for. An empty stretch gives one empty range where
// it stands, unless there are deletions there.
void append_source(std::span<const Piece> pieces, std::size_t text_size, TextRange at, EndPoint end,
                   std::vector<SourceRange>& out);

}  // namespace clean
