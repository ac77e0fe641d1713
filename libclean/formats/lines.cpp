#include "formats/lines.h"

#include <algorithm>

#include "core/blank.h"
#include "formats/entities.h"
#include "formats/reader.h"
#include "formats/text_reader.h"
#include "unicode/chars.h"
#include "unicode/decode.h"

namespace clean {
namespace {

constexpr char32_t kSoft = 0xAD;

bool blank(char32_t c) {
  std::string one;
  append(one, c);
  return c != 0 && blank_at_start(one) == one.size();
}

// White space at the ends of a text, written or as references.
std::size_t blanks_before(std::string_view text, bool escaped) {
  std::size_t n = 0;
  for (;;) {
    if (const std::size_t size = blank_at_start(text.substr(n))) {
      n += size;
    } else if (const Entity e = entity_at(text.substr(n)); escaped && e.size > 0 && blank(e.character)) {
      n += e.size;
    } else {
      return n;
    }
  }
}

}  // namespace

// Hyphen-minus, U+2010, and in old print and its transcriptions ¬ = ⸗.
bool line_end_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0xAC || c == '=' || c == 0x2E17; }

Lines::Last Lines::last_of(std::string_view text, Kind kind) {
  if (text.empty()) return {};
  if (kind == Kind::escaped && text.back() == ';') {
    const std::size_t begin = text.rfind('&');
    const Entity e = begin == text.npos ? Entity{} : entity_at(text.substr(begin));
    if (e.size > 0 && begin + e.size == text.size()) return {e.character, e.size};
  }
  std::size_t begin = text.size() - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  const std::string_view one = text.substr(begin);
  if (!invalid_stretches(one).empty()) return {0xFFFD, one.size()};
  std::size_t at = 0;
  return {next(one, at), one.size()};
}

std::size_t Lines::blanks_behind(std::string_view text, Kind kind) {
  std::size_t n = 0;
  for (;;) {
    const Last last = last_of(text.substr(0, text.size() - n), kind);
    if (last.size == 0 || !blank(last.character)) return n;
    n += last.size;
  }
}

Lines::Lines(const Source& source)
    : source_(source), valid_(invalid_stretches(source.bytes).empty()), decisions_(kDecode) {}

std::uint32_t Lines::sheet(float width, float height, std::uint32_t page) {
  found_.sheets.push_back({width, height});
  pages_.push_back(page > 0 ? page : pages_.empty() ? source_.first_page : pages_.back() + 1);
  return sheet_ = static_cast<std::uint32_t>(found_.sheets.size() - 1);
}

void Lines::text(SourceRange at, bool parted, Kind kind) {
  if (at.empty()) {
    space_ = space_ || parted;
    return;
  }
  const std::string_view whole = bytes(at);
  const std::size_t before = blanks_before(whole, kind == Kind::escaped);
  space_ = space_ || parted || before > 0;
  if (before == whole.size()) return;
  const std::size_t behind = blanks_behind(whole, kind);
  at.begin.byte += before;
  at.end.byte -= behind;
  words_.push_back({at, space_ && !words_.empty(), kind});
  space_ = behind > 0;
}

void Lines::hyphen(SourceRange at) {
  if (words_.empty()) return;
  space_ = false;
  hyphen_ = true;
  const Word& word = words_.back();
  const Last last = last_of(bytes(word.at), word.kind);
  // Some files have the hyphen in the word and in an element of its own.
  if (!at.empty() && !line_end_hyphen(last.character) && last.character != kSoft) text(at, false);
}

void Lines::end_line(Placement place) {
  if (words_.empty()) {
    space_ = hyphen_ = false;
    return;
  }
  const Last last = last_of(bytes(words_.back().at), words_.back().kind);
  if (last.character == kSoft && last.size == words_.back().at.size()) words_.back().space = false;
  if (!found_.stretches.empty()) ++text_;  // the line end before
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const Word& word = words_[i];
    if (i > 0) {
      found_.stretches.back().behind = word.space ? Stretch::Behind::space : Stretch::Behind::nothing;
      text_ += word.space;
    }
    found_.stretches.push_back({word.at, Stretch::Behind::line_end});
    Word printed = word;
    if (i + 1 == words_.size() && last.character == kSoft) printed.at.end.byte -= last.size;
    decode(printed, text_);
    text_ += static_cast<std::uint32_t>(word.at.size());
  }
  place.goes_on = end_as_printed(last) || place.goes_on;

  if (new_region_) ++regions_;
  place.region = regions_;
  place.sheet = sheet_;
  found_.places.push_back(place);
  Block block;
  block.page = block.last_page = pages_[sheet_];
  const bool first = found_.blocks.empty() || found_.blocks.back().page != block.page;
  block.gap = new_region_ && !first ? 1 : 0;
  block.place = block.last_place = static_cast<std::uint32_t>(found_.places.size());
  found_.blocks.push_back(block);
  words_.clear();
  new_region_ = space_ = hyphen_ = false;
}

bool Lines::end_as_printed(Last last) {
  const Word& word = words_.back();
  const auto end_of = [&](const Word& w, std::size_t less) {
    return last_of(bytes(w.at).substr(0, w.at.size() - less), w.kind).character;
  };
  if (last.character == kSoft) {
    const bool alone = last.size == word.at.size();
    const char32_t before = !alone              ? end_of(word, last.size)
                            : words_.size() > 1 ? end_of(words_[words_.size() - 2], 0)
                                                : 0;
    decisions_.replace({{text_ - static_cast<std::uint32_t>(last.size)}, {text_}},
                       line_end_hyphen(before) ? "" : "-", decode::kSoftHyphen);
    return true;
  }
  if (hyphen_ && !line_end_hyphen(last.character))
    decisions_.replace({{text_}, {text_}}, "-", decode::kNamedHyphen);
  return hyphen_;
}

// Proposes what must be changed in a word that stands at byte `at` of the text.
void Lines::decode(const Word& word, std::uint32_t at) {
  const std::string_view text = bytes(word.at);
  const auto replace = [&](std::size_t begin, std::size_t size, std::string_view with, std::uint8_t why) {
    const auto from = at + static_cast<std::uint32_t>(begin);
    decisions_.replace({{from}, {from + static_cast<std::uint32_t>(size)}}, with, why);
  };
  if (!valid_) {
    for (const auto& [begin, end] : invalid_stretches(text))
      replace(begin, end - begin, "\uFFFD", decode::kNoUtf8);
  }
  std::string one;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto b = static_cast<unsigned char>(text[i]);
    if (b == '&' && word.kind == Kind::escaped) {
      const Entity e = entity_at(text.substr(i));
      if (e.size == 0) continue;
      one.clear();
      append(one, e.character);
      // As in text: white space that ends a line is a space.
      replace(i, e.size, line_end(one, 0) > 0 || e.character == '\t' ? " " : one, decode::kEntity);
      i += e.size - 1;
    } else if (b <= ' ' || b == 0xC2 || b == 0xE2) {
      const std::size_t size = blank_prefix(text.substr(i));
      if (size == 0) continue;
      const std::string_view run = text.substr(i, size);
      bool breaks = false;
      for (std::size_t k = 0; k < run.size(); k += blank_at_start(run.substr(k)))
        breaks = breaks || run[k] == '\t' || line_end(run, k) > 0;
      if (breaks) replace(i, size, " ", decode::kBlank);
      i += size - 1;
    }
  }
}

Document Lines::document() && {
  bool any_box = false;
  std::vector<Sheet> printed(found_.sheets.size());
  for (const Placement& place : found_.places) {
    any_box = any_box || !place.box.empty();
    Sheet& sheet = printed[place.sheet];
    sheet.width = std::max(sheet.width, place.box.left + place.box.width);
    sheet.height = std::max(sheet.height, place.box.top + place.box.height);
  }
  for (std::size_t i = 0; i < printed.size(); ++i) {
    Sheet& told = found_.sheets[i];
    if (told.width <= 0 || told.height <= 0) told = printed[i];
  }
  if (!found_.places.empty() && !any_box)
    fault("has no coordinates: its text was read, without where it stands on the page");
  Document document(source_, std::move(found_), kDecode, decode::kWords);
  if (!decisions_.all().empty()) apply(document, {&decisions_, 1}, Policy{.threshold = 0, .thresholds = {}});
  return document;
}

}  // namespace clean
