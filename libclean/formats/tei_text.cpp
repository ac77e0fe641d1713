// A line end inside a joined text stands where the source goes over to another printed line. Whether it parts
// words the text says: where a blank stands beside it, it does. Where none does, two halves of a word stand
// there, or Chinese and Japanese, which have no blanks: in both cases the line end is no border of words, and
// break="no" keeps readers from taking it for one.

#include "formats/tei_text.h"

#include <clean/filter.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "core/blank.h"
#include "core/pieces.h"
#include "formats/json_writing.h"
#include "formats/xml_writing.h"

namespace clean {

// How far a text is written: the line of the source it has come to, and whether a line end waits for the
// text behind it. What stands at neither side of text is no line end within it.
class TeiText::Line {
 public:
  Line(TeiText& tei, std::string& out) : tei_(tei), out_(out) {}

  void come_to(PrintedLines::Line next) {
    if (line_ && written_ && *line_ != next) waits_ = next;
    if (!line_ || !written_) page_ = next.page;
    line_ = next;
  }
  void write(std::string_view text) {
    if (text.empty()) return;
    break_before(text);
    write_xml_text(text, out_);
    written_ = true;
    blank_ = blank_at_end(text) > 0;
  }
  // Says what stands there now: of a replacement, its new text.
  void wrote(std::string_view text) { blank_ = blank_at_end(text) > 0; }
  // Writes the line end that waits for `text`, which is written behind it.
  void break_before(std::string_view text) {
    if (!waits_) return;
    const bool within_word = !blank_ && blank_at_start(text) == 0;
    if (waits_->page != page_) tei_.page(waits_->page, within_word, out_);
    page_ = waits_->page;
    out_ += within_word ? "<lb break=\"no\"/>" : "<lb/>";
    waits_.reset();
  }

 private:
  TeiText& tei_;
  std::string& out_;
  std::optional<PrintedLines::Line> line_, waits_;
  std::uint32_t page_ = 0;  // of the text written last
  bool written_ = false, blank_ = false;
};

TeiText::TeiText(const Document& document, const TeiSettings& settings)
    : document_(document), settings_(settings), lines_(document.source()) {}

// The text is a view into the document's.
TextRange TeiText::range(std::string_view text) const {
  const auto begin = static_cast<std::uint32_t>(text.data() - document_.text().data());
  return {{begin}, {begin + static_cast<std::uint32_t>(text.size())}};
}

void TeiText::page(std::uint32_t number, bool within_word, std::string& out) {
  page_ = number;
  out += "<pb n=\"";
  write_number(number, out);
  out += '"';
  // A window of a longer input may begin on a page that has an id already.
  const Source& source = document_.source();
  if ((source.begin.byte == 0 || number > source.first_page) && ids_.insert(number).second) {
    out += " xml:id=\"";
    write_xml_value(settings_.page_ids, out);
    write_number(number, out);
    out += '"';
  }
  out += within_word ? " break=\"no\"/>" : "/>";
}

bool TeiText::begin_page(std::string_view text, std::string& out) {
  const std::uint32_t number = lines_.at(document_.source(range(text)).front().begin).page;
  if (number == page_) return false;
  page(number, false, out);
  return true;
}

void TeiText::write(std::string_view text, std::string& out) {
  const TextRange block = range(text);
  const auto pieces = document_.pieces();
  const std::size_t size = document_.text().size();
  Line line(*this, out);
  for (std::size_t i = first_piece(pieces, block.begin, size);
       i < pieces.size() && pieces[i].text <= block.end;) {
    const Piece& p = pieces[i];
    const TextAt stop = text_end(pieces, i, size);
    if (p.text == block.end && stop > p.text) break;  // of what follows
    const Decision* const decision = p.decision > 0 ? &document_.history()[p.decision - 1] : nullptr;
    // How a file was read, and glue, are no change of what was printed.
    if (settings_.choice && decision && decision->action == Action::replace && decision->filter->make) {
      i = write_choice(i, block, line, out);
      continue;
    }
    write_piece(p, {std::max(p.text, block.begin), std::min(stop, block.end)}, line);
    ++i;
  }
}

// `at`: what the piece has in the block.
void TeiText::write_piece(const Piece& p, TextRange at, Line& line) {
  if (p.decision != 0 || p.source.empty()) {
    if (!p.source.empty()) line.come_to(lines_.at(p.source.begin));
    line.write(document_.text(at));
    return;
  }
  SourceRange rest = p.source;
  rest.begin.byte += at.begin.byte - p.text.byte;
  rest.end.byte = rest.begin.byte + at.size();
  while (!rest.empty()) {
    const SourceAt next = lines_.next(rest);
    const std::uint64_t count = next.byte - rest.begin.byte;
    line.come_to(lines_.at(rest.begin));
    line.write(document_.text().substr(at.begin.byte, count));
    at.begin.byte += static_cast<std::uint32_t>(count);
    rest.begin = next;
  }
}

// The pieces of one replacement, of which the first is `i`; gives the one behind them.
std::size_t TeiText::write_choice(std::size_t i, TextRange block, Line& line, std::string& out) {
  const auto pieces = document_.pieces();
  const std::size_t size = document_.text().size();
  const std::uint32_t decision = pieces[i].decision;
  std::string orig, reg;
  std::vector<std::pair<PrintedLines::Line, std::string>> was;
  for (; i < pieces.size() && pieces[i].decision == decision && pieces[i].text <= block.end; ++i) {
    const TextAt stop = text_end(pieces, i, size);
    if (pieces[i].text == block.end && stop > pieces[i].text) break;
    reg += document_.text(TextRange{pieces[i].text, stop});
    if (pieces[i].source.empty()) continue;
    std::string text = lines_.text(pieces[i].source);
    orig += text;
    was.emplace_back(lines_.at(pieces[i].source.begin), std::move(text));
  }
  if (orig == reg) {
    // Two replacements that undid each other.
    for (const auto& [at, text] : was) {
      line.come_to(at);
      line.write(text);
    }
    return i;
  }
  if (!was.empty()) {
    line.come_to(was.front().first);
    line.break_before(was.front().second);
  }
  out += "<choice><orig>";
  for (const auto& [at, text] : was) {
    line.come_to(at);
    line.write(text);
  }
  out += "</orig>";
  if (reg.empty()) {
    out += "<reg/>";
  } else {
    out += "<reg>";
    write_xml_text(reg, out);
    out += "</reg>";
  }
  out += "</choice>";
  line.wrote(reg.empty() ? orig : reg);
  return i;
}

}  // namespace clean
