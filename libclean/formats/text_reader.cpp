#include "formats/text_reader.h"

#include <algorithm>
#include <array>

#include "core/blank.h"
#include "formats/reader.h"
#include "unicode/decode.h"

namespace clean {
namespace {

// Where lines end, from a place in a text to its end. Each of the marks that end a line is looked for
// by itself: most texts have one of them, and the others are found to be missing once.
class LineEnds {
 public:
  LineEnds(std::string_view text, std::size_t from) : text_(text) {
    for (Mark& m : marks_) look(m, from);
  }

  // The first at `from` or behind it; the size of the text: none. `from` never goes back.
  std::size_t next(std::size_t from) {
    std::size_t first = text_.size();
    for (Mark& m : marks_) {
      if (m.next < from) look(m, from);
      first = std::min(first, m.next);
    }
    return first;
  }

 private:
  struct Mark {
    std::string_view bytes;
    std::size_t next = 0;
  };
  void look(Mark& m, std::size_t from) const { m.next = std::min(text_.find(m.bytes, from), text_.size()); }

  std::string_view text_;
  std::array<Mark, 7> marks_{{{"\n"}, {"\v"}, {"\f"}, {"\r"}, {"\u0085"}, {"\u2028"}, {"\u2029"}}};
};

std::uint8_t cells(std::string_view blanks) {
  std::size_t n = 0;
  for (std::size_t at = 0; at < blanks.size();) {
    const std::size_t size = blank_at_start(blanks.substr(at));
    n += size == 3 ? 2 : blanks[at] == '\t' ? 4 : 1;
    at += size;
  }
  return static_cast<std::uint8_t>(std::min<std::size_t>(n, 255));
}

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Of the files of an issue the reader sees one after the other, and of a window what it has of them. A file
// that ends without a line end makes one block with the first line of the next, which is then cut in two: a
// block is text between line ends.
class Reading {
 public:
  Reading(const Source& source, Decisions& decisions)
      : source_(source), decisions_(decisions), page_(source.first_page) {}

  std::vector<Block> blocks() && {
    const auto& files = source_.files;
    if (files.empty()) read(0, source_.bytes.size(), source_.begin.byte == 0);
    for (std::size_t i = 0; i < files.size(); ++i) {
      const bool begins = files[i].begin >= source_.begin;
      if (begins) {
        page_ = files[i].page;
        gap_ = 0;
      }
      read(begins ? offset(files[i].begin) : 0,
           i + 1 < files.size() ? offset(files[i + 1].begin) : source_.bytes.size(), begins);
    }
    return std::move(blocks_);
  }

 private:
  std::size_t offset(SourceAt at) const { return static_cast<std::size_t>(at.byte - source_.begin.byte); }
  static TextAt place(std::size_t at) { return {static_cast<std::uint32_t>(at)}; }

  // A stretch of the bytes that is a file, or a part of one: what stands at its end ends a line.
  void read(std::size_t begin, std::size_t stop, bool file_begins) {
    const std::string_view text = source_.bytes.substr(0, stop);
    for (const auto& [from, to] : invalid_stretches(text.substr(begin)))
      decisions_.replace({place(begin + from), place(begin + to)}, "\uFFFD", decode::kNoUtf8);
    if (file_begins && text.substr(begin).starts_with(kByteOrderMark)) begin += kByteOrderMark.size();
    LineEnds ends(text, begin);
    while (begin < text.size()) {
      const std::size_t end = ends.next(begin);
      const std::size_t size = end < text.size() ? line_end(text, end) : 0;
      add(text.substr(begin, end - begin), begin);
      if (end < text.size() && text[end] == '\f') {
        ++page_;
        gap_ = 0;
      }
      begin = end + size;
      if (size == 0) break;
    }
  }

  void add(std::string_view line, std::size_t begin) {
    const std::size_t indent = blank_prefix(line);
    if (indent == line.size()) {
      ++gap_;
      return;
    }
    const std::size_t stop = line.size() - blank_suffix(line);
    Block block;
    block.at = {place(begin + indent), place(begin + stop)};
    block.indent = cells(line.substr(0, indent));
    block.gap = static_cast<std::uint16_t>(std::min<std::uint32_t>(gap_, 0xFFFF));
    block.page = block.last_page = page_;
    gap_ = 0;
    if (!blocks_.empty() && blocks_.back().at.end == block.at.begin) {
      decisions_.split(block.at.begin, decode::kFileEnds, 1);
      blocks_.back().at.end = block.at.end;
      blocks_.back().last_page = page_;
    } else {
      blocks_.push_back(block);
    }
  }

  const Source& source_;
  Decisions& decisions_;
  std::uint32_t page_, gap_ = 0;
  std::vector<Block> blocks_;
};

}  // namespace

std::size_t line_end(std::string_view text, std::size_t at) {
  const auto b = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  switch (b(0)) {
    case '\n':
    case '\v':
    case '\f':
      return 1;
    case '\r':
      return b(1) == '\n' ? 2 : 1;
    case 0xC2:
      return b(1) == 0x85 ? 2 : 0;
    case 0xE2:
      return b(1) == 0x80 && (b(2) == 0xA8 || b(2) == 0xA9) ? 3 : 0;
    default:
      return 0;
  }
}

Document read_text(Source source) {
  Decisions decisions(kDecode);
  std::vector<Block> blocks = Reading(source, decisions).blocks();
  Document document(std::move(source), std::move(blocks));
  if (!decisions.all().empty()) apply(document, {&decisions, 1}, Policy{.threshold = 0, .thresholds = {}});
  return document;
}

}  // namespace clean
