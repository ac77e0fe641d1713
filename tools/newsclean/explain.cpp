#include "newsclean/explain.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "cli/printable.h"
#include "newsclean/input.h"
#include "report/words.h"

namespace {

using clean::Action;
using clean::Decision;
using clean::Document;
using clean::SourceAt;
using clean::SourceRange;
using clean::Verdict;

constexpr std::size_t kExcerpt = 24;  // columns, 12 Han characters: enough to find the place with the eye

// ---- text, character by character; a byte that is no UTF-8 counts as a character

std::size_t character(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && size < 4 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
  return (static_cast<unsigned char>(text[0]) & 0xC0) == 0xC0 ? size : 1;
}

// Columns on a terminal, nearly: characters of three bytes and more are mostly wide ones.
std::size_t columns(std::string_view one) { return one.size() >= 3 ? 2 : 1; }

std::string_view first_columns(std::string_view text, std::size_t count) {
  std::size_t end = 0, used = 0;
  while (end < text.size()) {
    const std::string_view one = text.substr(end, character(text.substr(end)));
    used += columns(one);
    if (used > count) break;
    end += one.size();
  }
  return text.substr(0, end);
}

std::string_view last_columns(std::string_view text, std::size_t count) {
  std::size_t begin = text.size(), used = 0;
  while (begin > 0) {
    std::size_t one = begin - 1;
    while (one > 0 && begin - one < 4 && (static_cast<unsigned char>(text[one]) & 0xC0) == 0x80) --one;
    used += columns(text.substr(one, begin - one));
    if (used > count) break;
    begin = one;
  }
  return text.substr(begin);
}

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v'; }

// Without the white space at both ends, U+3000 (the indent of Chinese print) included.
std::string_view trim(std::string_view text) {
  constexpr std::string_view kWide = "\u3000";
  for (;;) {
    if (!text.empty() && blank(text.front()))
      text.remove_prefix(1);
    else if (!text.empty() && blank(text.back()))
      text.remove_suffix(1);
    else if (text.starts_with(kWide))
      text.remove_prefix(kWide.size());
    else if (text.ends_with(kWide))
      text.remove_suffix(kWide.size());
    else
      return text;
  }
}

// Text between quotes. What cannot be seen is spelled: U+200B, U+000A; a wide space only when it is all
// there is, for inside a headline it can be seen.
std::string seen(std::string_view text) {
  std::string result = "\"";
  const bool alone = !text.empty() && character(text) == text.size();
  while (!text.empty()) {
    const std::string_view one = text.substr(0, character(text));
    text.remove_prefix(one.size());
    const auto lead = static_cast<unsigned char>(one[0]);
    unsigned code = lead;
    if (one.size() > 1) {
      code = lead & (0xFFu >> (one.size() + 1));
      for (const char c : one.substr(1)) code = code << 6 | (static_cast<unsigned char>(c) & 0x3F);
    }
    const bool unseen = cli::obeyed(code) || code == 0xAD || (code >= 0x200B && code <= 0x200D) ||
                        code == 0xFEFF || (alone && (code == 0xA0 || code == 0x3000)) ||
                        (one.size() == 1 && lead >= 0x80);
    char spelled[16];
    std::snprintf(spelled, sizeof spelled, one.size() == 1 && lead >= 0x80 ? "\\x%02X" : "U+%04X", code);
    result += unseen ? spelled : cli::printable(one);
  }
  return result + "\"";
}

std::string seen_first(std::string_view text) {
  const std::string_view shown = first_columns(text, kExcerpt);
  return seen(shown.size() < text.size() ? std::string(shown) + "…" : std::string(shown));
}

std::string seen_last(std::string_view text) {
  const std::string_view shown = last_columns(text, kExcerpt);
  return seen(shown.size() < text.size() ? "…" + std::string(shown) : std::string(shown));
}

// ---- lines of the source

// The printed lines of a source with markup, which people want to see in place of it.
class Printed {
 public:
  explicit Printed(const clean::Source& source) : read_(clean::read(source)) {
    std::size_t block = 0;
    const auto pieces = read_.pieces();
    for (const clean::Piece& piece : pieces) {
      while (block + 1 < read_.blocks().size() && read_.blocks()[block].at.end <= piece.text) ++block;
      if (!piece.source.empty()) words_.push_back({piece.source, piece.text, block});
    }
    std::stable_sort(words_.begin(), words_.end(),
                     [](const Word& a, const Word& b) { return a.source.begin < b.source.begin; });
  }

  // The lines that a stretch of the source has words of, with the place where each begins there.
  std::vector<std::pair<SourceAt, std::string_view>> lines(SourceRange at) const {
    std::vector<std::pair<SourceAt, std::string_view>> found;
    for (auto word = first(at.begin); word != words_.end() && word->source.begin < at.end; ++word)
      if (word->source.end > at.begin) found.emplace_back(word->source.begin, text(word->block));
    return found;
  }

  // The words of a decision as they are printed.
  std::string words(std::span<const SourceRange> ranges) const {
    std::string result;
    for (const SourceRange& range : ranges) {
      if (range.empty() || words_.empty()) continue;
      const Word &begin = *first(range.begin), &end = *first({range.end.byte - 1});
      const clean::TextRange at{text_at(begin, range.begin), text_at(end, range.end)};
      // One range for each word: the space before it is the reader's.
      const auto before = read_.text().substr(0, at.begin.byte);
      if (!result.empty() && !before.empty() && (before.back() == ' ' || before.back() == '\n'))
        result += ' ';
      if (at.begin < at.end) result += read_.text(at);
    }
    return result;
  }

  // What stands in the same line before a place, and from a place on: at the end of a line, the next line.
  std::string_view before(SourceAt at) const {
    const auto word = first(at);
    if (word == words_.end()) return {};
    const clean::TextRange line = read_.blocks()[word->block].at;
    return read_.text(clean::TextRange{line.begin, std::min(text_at(*word, at), line.end)});
  }
  std::string_view from(SourceAt at) const {
    const auto word = first(at);
    if (word == words_.end()) return {};
    const clean::TextRange line = read_.blocks()[word->block].at;
    const clean::TextAt begin = text_at(*word, at);
    if (begin < line.end) return trim(read_.text(clean::TextRange{begin, line.end}));
    return word->block + 1 < read_.blocks().size() ? text(word->block + 1) : std::string_view();
  }

 private:
  struct Word {
    SourceRange source;
    clean::TextAt text;
    std::size_t block;
  };

  std::string_view text(std::size_t block) const { return read_.text(read_.blocks()[block]); }
  // The last word that begins at a place or before it.
  std::vector<Word>::const_iterator first(SourceAt at) const {
    const auto next = std::partition_point(words_.begin(), words_.end(),
                                           [&](const Word& w) { return w.source.begin <= at; });
    return next == words_.begin() ? words_.begin() : next - 1;
  }
  clean::TextAt text_at(const Word& word, SourceAt at) const {
    const std::uint64_t inside =
        at < word.source.begin ? 0 : std::min(at, word.source.end).byte - word.source.begin.byte;
    return {word.text.byte + static_cast<std::uint32_t>(inside)};
  }

  Document read_;
  std::vector<Word> words_;
};

class Lines {
 public:
  // `places`: at least one.
  Lines(const clean::Source& source, std::span<const Place> places) : places_(places) {
    if (source.format != clean::Format::text) printed_.emplace(source);
    for (std::size_t i = 0; i < places.size(); ++i) {
      File file;
      file.begin = std::max(places[i].begin, source.begin);
      const SourceAt end = i + 1 < places.size() ? std::max(places[i + 1].begin, source.begin)
                                                 : SourceAt{source.begin.byte + source.bytes.size()};
      file.bytes = source.bytes.substr(file.begin.byte - source.begin.byte, end.byte - file.begin.byte);
      for (std::size_t at = file.bytes.find_first_of("\n\r"); at != file.bytes.npos;
           at = file.bytes.find_first_of("\n\r", at + 1))
        if (ends_line(file.bytes, at)) file.ends.push_back(at);
      files_.push_back(std::move(file));
    }
  }

  // A line of one of the files.
  struct Number {
    std::size_t file = 0;
    std::uint64_t line = 1;
    auto operator<=>(const Number&) const = default;
  };
  Number number(SourceAt at) const {
    const std::size_t file = file_of(at);
    return {file, places_[file].first_line + index(files_[file], at)};
  }
  const std::string& name(Number number) const { return places_[number.file].name; }

  const std::optional<Printed>& printed() const { return printed_; }

  // Without its line end.
  std::string_view text(Number number) const {
    const File& file = files_[number.file];
    const std::size_t i = number.line - places_[number.file].first_line;
    const std::size_t begin = i == 0 ? 0 : file.ends[i - 1] + 1;
    const std::size_t end = i < file.ends.size() ? file.ends[i] : file.bytes.size();
    return file.bytes.substr(begin, end - begin);
  }

  // What stands on the same line before a place, and from a place on. Where a file begins, the one before
  // ends.
  std::string_view before(SourceAt at) const {
    if (printed_) return printed_->before(at);
    std::size_t i = file_of(at);
    if (i > 0 && files_[i].begin == at) --i;
    const std::string_view text = files_[i].bytes.substr(0, at.byte - files_[i].begin.byte);
    return trim(text.substr(text.find_last_of("\n\r") + 1));
  }
  std::string_view from(SourceAt at) const {
    if (printed_) return printed_->from(at);
    const File& file = files_[file_of(at)];
    const std::string_view text = file.bytes.substr(at.byte - file.begin.byte);
    return trim(text.substr(0, text.find_first_of("\n\r")));
  }

 private:
  struct File {
    std::string_view bytes;
    SourceAt begin;
    std::vector<std::size_t> ends;  // of the lines, from the beginning of bytes
  };

  std::size_t file_of(SourceAt at) const {
    const auto next = std::partition_point(files_.begin(), files_.end(),
                                           [&](const File& file) { return file.begin <= at; });
    return static_cast<std::size_t>(next - files_.begin()) - (next != files_.begin());
  }
  static std::size_t index(const File& file, SourceAt at) {
    return static_cast<std::size_t>(
        std::lower_bound(file.ends.begin(), file.ends.end(), at.byte - file.begin.byte) - file.ends.begin());
  }

  std::span<const Place> places_;
  std::vector<File> files_;
  std::optional<Printed> printed_;  // of a source with markup
};

// ---- explain

// Where the source bytes of a document went: which block stands for them.
class Homes {
 public:
  explicit Homes(const Document& document) {
    for (std::size_t i = 0; i < document.blocks().size(); ++i)
      for (const SourceRange& range : document.source(document.blocks()[i].at))
        homes_.push_back({range.begin, i});
    std::sort(homes_.begin(), homes_.end());
  }
  std::size_t block(SourceAt at) const {
    const auto next = std::upper_bound(homes_.begin(), homes_.end(), std::pair(at, ~std::size_t{0}));
    return next == homes_.begin() ? 0 : (next - 1)->second;
  }

 private:
  std::vector<std::pair<SourceAt, std::size_t>> homes_;
};

struct Entry {
  const Decision* decision;
  SourceRange at;  // the first byte and the last of what it is about
  std::string what;
  std::size_t times = 1;
};

std::string source_text(const Document& document, const Decision& decision) {
  std::string text;
  for (const SourceRange& range : document.source(decision)) text += document.source_text(range);
  return text;
}

std::string in_words(const Document& document, const Lines& lines, const Decision& d, SourceRange at) {
  switch (d.action) {
    case Action::replace: {
      const std::string before = source_text(document, d);
      if (before.empty()) return "puts " + seen(d.with) + " before " + seen_first(lines.from(at.begin));
      if (d.with.empty()) return "takes out " + seen(before);
      return seen(before) + " becomes " + seen(d.with);
    }
    case Action::role:
      return "makes " +
             seen_first(trim(lines.printed() ? lines.printed()->words(document.source(d))
                                             : source_text(document, d))) +
             " " + std::string(report::called(d.role));
    case Action::join: {
      const std::string glue = d.with.empty()  ? std::string()
                               : d.with == " " ? std::string(" with a space")
                                               : " with " + seen(d.with);
      return "joins " + seen_last(lines.before(at.begin)) + " + " + seen_first(lines.from(at.end)) + glue;
    }
    case Action::split:
      return "parts off " + seen_first(lines.from(at.begin));
    case Action::start:
      return "an article starts at " + seen_first(lines.from(at.begin));
    case Action::move:
      return "puts " + seen_first(lines.from(at.begin)) + " and what follows behind " +
             seen_last(lines.before(d.behind));
  }
  return {};
}

// The decisions of the history in source order, like ones of one block as one entry.
std::vector<Entry> entries(const Document& document, const Lines& lines) {
  const Homes homes(document);
  using Likeness =
      std::tuple<std::size_t, const clean::FilterRow*, std::uint8_t, Verdict, long, std::string, std::string>;
  std::map<Likeness, std::size_t> like;
  std::vector<const Decision*> decisions;
  for (const Decision& d : document.history())
    // How a file with markup was read is no news; that bytes are no text is.
    if (d.ranges > 0 && (d.filter->make != nullptr || d.action != Action::replace || d.with == "\uFFFD"))
      decisions.push_back(&d);
  const auto place = [&](const Decision* d) { return document.source(*d).front().begin; };
  std::stable_sort(decisions.begin(), decisions.end(),
                   [&](const Decision* a, const Decision* b) { return place(a) < place(b); });

  std::vector<Entry> result;
  for (const Decision* d : decisions) {
    const SourceRange at{place(d), std::max(place(d), document.source(*d).back().end)};
    Entry entry{d, at, in_words(document, lines, *d, at)};
    if (d->action == Action::replace) {
      const Likeness likeness{
          homes.block(at.begin),   d->filter, d->reason, d->verdict, std::lround(d->confidence * 100),
          d->evidence.to_string(), entry.what};
      const auto [found, is_new] = like.try_emplace(likeness, result.size());
      if (!is_new) {
        ++result[found->second].times;
        continue;
      }
    }
    result.push_back(std::move(entry));
  }
  return result;
}

// ---- diff

struct Hunk {
  std::vector<Lines::Number> numbers;
  std::vector<std::string> lines;
};

// "12", "12-14", "10, 14"; "12, A4.txt:3" where some stand in another file than the first.
std::string ranges(const Lines& lines, const std::vector<Lines::Number>& numbers) {
  std::string result;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1].file == numbers[last].file &&
           numbers[last + 1].line == numbers[last].line + 1)
      ++last;
    if (!result.empty()) result += ", ";
    if (numbers[i].file != numbers.front().file) result += lines.name(numbers[i]) + ":";
    result += std::to_string(numbers[i].line);
    if (last > i) (result += '-') += std::to_string(numbers[last].line);
    i = last + 1;
  }
  return result;
}

// The source lines a block came from, blank ones left out: of a block of the flow the whole lines, of a
// lifted one its part of them.
Hunk hunk(const Document& document, const Lines& lines, const clean::Block& block) {
  Hunk result;
  for (const SourceRange& range : document.source(block.at)) {
    if (range.empty()) continue;
    if (lines.printed()) {
      for (const auto& [at, line] : lines.printed()->lines(range)) {
        if (!result.lines.empty() && result.lines.back() == line) continue;
        result.numbers.push_back(lines.number(at));
        result.lines.emplace_back(line);
      }
      continue;
    }
    for (const SourceRange& part : clean::by_file(document.source().files, range)) {
      const Lines::Number last = lines.number({part.end.byte - 1});
      for (Lines::Number n = lines.number(part.begin); n <= last; ++n.line) {
        const bool seen_already = !result.numbers.empty() && result.numbers.back() == n;
        const std::string_view line = trim(lines.text(n));
        if (seen_already || line.empty()) continue;
        result.numbers.push_back(n);
        result.lines.emplace_back(line);
      }
    }
  }
  if (clean::lifted(block.role) && result.numbers.size() == 1 && !lines.printed()) {
    std::string own;
    for (const SourceRange& range : document.source(block.at)) own += document.source_text(range);
    result.lines = {own};
  }
  return result;
}

}  // namespace

void explain(const Document& document, const clean::Policy& policy, std::span<const Place> places,
             std::string& out) {
  const Lines lines(document.source(), places);
  for (const Entry& entry : entries(document, lines)) {
    const Decision& d = *entry.decision;
    const Lines::Number at = lines.number(entry.at.begin);
    out += lines.name(at) + ":" + std::to_string(at.line) + ": " + entry.what;
    if (entry.times > 1) out += ", " + std::to_string(entry.times) + " times";
    out += "\n    " + std::string(d.filter->name);
    if (d.reason < d.filter->reasons.size()) out += ": " + std::string(d.filter->reasons[d.reason]);
    const std::string evidence = report::evidence(d);
    if (!evidence.empty()) out += "\n    because: " + evidence;
    out += "\n    sure: " + report::percent(static_cast<double>(d.confidence)) + "; " +
           report::verdict(d, policy) + "\n";
  }
}

void diff(const Document& document, std::span<const Place> places, std::string& out) {
  const Lines lines(document.source(), places);
  for (const clean::Block& block : document.blocks()) {
    const std::string_view now = document.text(block);
    const Hunk before = hunk(document, lines, block);
    const bool lifted = clean::lifted(block.role);
    if (before.lines.empty() || (!lifted && before.lines.size() == 1 && before.lines[0] == now)) continue;
    out += std::string("@@ line") + (before.numbers.size() == 1 ? " " : "s ") + ranges(lines, before.numbers);
    if (document.source().files.size() > 1) out += " of " + lines.name(before.numbers.front());
    if (lifted) out += ": taken out of the text as " + std::string(report::called(block.role));
    out += " @@\n";
    for (const std::string& line : before.lines) out += "-" + cli::printable(line, "\t") + "\n";
    if (!lifted && !now.empty()) out += "+" + cli::printable(now, "\t") + "\n";
  }
}

Counts::Counts(const Document& document, std::span<const clean::Article> made)
    : bytes(document.source().bytes.size()) {
  for (const clean::Article& article : made) {
    if (article.kind == clean::Article::Kind::article) ++articles;
    if (article.kind == clean::Article::Kind::advert) ++adverts;
  }
  std::set<std::uint32_t> page_numbers;
  for (const clean::Block& block : document.blocks()) {
    page_numbers.insert(block.page);
    if (clean::lifted(block.role)) ++lifted[static_cast<std::size_t>(block.role)];
  }
  pages = page_numbers.size();
  for (const Decision& d : document.history()) {
    if (d.verdict == Verdict::too_unsure) ++unsure;
    if (d.verdict != Verdict::applied) continue;
    // How a file with markup was read is no change of what is printed.
    if (d.filter->make == nullptr && d.with != "\uFFFD") continue;
    if (d.action == Action::join) ++joins;
    if (d.action == Action::replace) ++replacements[d.filter->name];
    if (d.action == Action::join || d.action == Action::replace ||
        (d.action == Action::role && clean::lifted(d.role)))
      ++changes;
  }
}

Counts& Counts::operator+=(const Counts& other) {
  bytes += other.bytes;
  pages += other.pages;
  articles += other.articles;
  adverts += other.adverts;
  joins += other.joins;
  unsure += other.unsure;
  changes += other.changes;
  for (std::size_t i = 0; i < lifted.size(); ++i) lifted[i] += other.lifted[i];
  for (const auto& [filter, count] : other.replacements) replacements[filter] += count;
  return *this;
}

std::string table(const Counts& counts, double seconds) {
  std::string out;
  const auto row = [&](std::string_view what, const std::string& value) {
    char line[96];
    std::snprintf(line, sizeof line, "%-28.*s %14s\n", static_cast<int>(what.size()), what.data(),
                  value.c_str());
    out += line;
  };
  const auto count = [&](std::string_view what, std::uint64_t value) { row(what, std::to_string(value)); };
  const auto decimals = [](double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return std::string(text);
  };
  count("bytes in", counts.bytes);
  count("pages", counts.pages);
  count("articles", counts.articles);
  count("adverts", counts.adverts);
  count("joins", counts.joins);
  for (int i = 0; i < clean::kRoleCount; ++i) {
    const std::uint64_t lifted = counts.lifted[static_cast<std::size_t>(i)];
    if (lifted > 0) count("taken out: " + std::string(clean::name(static_cast<clean::Role>(i))), lifted);
  }
  for (const auto& [filter, times] : counts.replacements) count("replaced by " + std::string(filter), times);
  count("left alone, too unsure", counts.unsure);
  row("seconds", decimals(seconds));
  row("MB/s", decimals(seconds > 0 ? static_cast<double>(counts.bytes) / 1e6 / seconds : 0));
  return out;
}
