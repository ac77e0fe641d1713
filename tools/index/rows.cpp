#include "index/rows.h"

#include <clean/filter.h>
#include <simdjson.h>

#include <algorithm>

#include "index/expanded.h"

namespace articles {
namespace {

using clean::Article;
using clean::Decision;
using clean::Document;
using clean::Part;
using clean::Role;
using clean::SourceFile;
using clean::SourceRange;

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) all += (&line == lines.data() ? "" : "\n") + line;
  return all;
}

// As SQLite and Python count.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// The file that the first of the ranges begins in; null where there are no files.
const SourceFile* own_file(std::span<const SourceFile> files, std::span<const SourceRange> ranges) {
  return files.empty() || ranges.empty() ? nullptr : &clean::file_at(files, ranges.front().begin);
}

// As records have spans: of an issue local to `own`; a range in another file names it.
std::string json_of(std::span<const SourceFile> files, const SourceFile* own,
                    std::span<const SourceRange> ranges) {
  std::string out = "[";
  const auto add = [&](SourceRange range, std::uint64_t from, const SourceFile* other) {
    if (out.size() > 1) out += ',';
    out += '[' + std::to_string(range.begin.byte - from) + ',' + std::to_string(range.end.byte - from);
    if (other) {
      out += ',';
      clean::write_json_string(other->name, out);
    }
    out += ']';
  };
  for (const SourceRange& range : ranges) {
    if (!own) {
      add(range, 0, nullptr);
      continue;
    }
    for (const SourceRange& stretch : clean::by_file(files, range)) {
      const SourceFile& file = clean::file_at(files, stretch.begin);
      add(stretch, file.begin.byte, &file == own ? nullptr : &file);
    }
  }
  return out + ']';
}

// From the first to the last byte that the ranges have of one file.
struct Extent {
  std::uint64_t begin = 0, end = 0;
  bool any = false;

  void add(std::span<const SourceFile> files, const SourceFile* own, std::span<const SourceRange> ranges) {
    for (const SourceRange& range : ranges) {
      for (const SourceRange& stretch : own ? clean::by_file(files, range) : std::vector{range}) {
        if (own && &clean::file_at(files, stretch.begin) != own) continue;
        const std::uint64_t from = own ? own->begin.byte : 0;
        const std::uint64_t b = stretch.begin.byte - from, e = stretch.end.byte - from;
        begin = any ? std::min(begin, b) : b;
        end = any ? std::max(end, e) : e;
        any = true;
      }
    }
  }
};

// Which fields of the record a block of the flow has its text in; all others stand in `aside`.
bool in_headline(Role role) {
  return role == Role::kicker || role == Role::headline || role == Role::subheadline;
}
bool in_text(Role role) {
  return !in_headline(role) && role != Role::byline && role != Role::abstract && !clean::lifted(role);
}

class Blocks {
 public:
  Blocks(const Article& article, std::span<const SourceFile> files, ArticleRow& row)
      : article_(article), files_(files), row_(row) {
    row_.blocks = "[";
    for (const Part& part : article.blocks) add(part);
    for (const Part& part : article.lifted) add(part);
    row_.blocks += ']';
  }

 private:
  void add(const Part& part) {
    std::string& out = row_.blocks;
    if (out.size() > 1) out += ',';
    out += "{\"role\":\"" + std::string(clean::name(part.role)) + "\",\"page\":" + std::to_string(part.page);
    const SourceFile* const own = own_file(files_, part.spans);
    if (own) {
      out += ",\"source\":";
      clean::write_json_string(own->name, out);
    }
    out += ",\"spans\":" + json_of(files_, own, part.spans);
    if (in_text(part.role)) {
      const std::size_t at = article_.text.find(part.text, at_);
      characters_ += characters(std::string_view(article_.text).substr(at_, at - at_));
      place("text", characters_, characters(part.text));
      characters_ += characters(part.text);
      at_ = at + part.text.size();
    } else if (!in_headline(part.role)) {
      if (!row_.aside.empty()) {
        row_.aside += '\n';
        ++aside_;
      }
      row_.aside += part.text;
      place("aside", aside_, characters(part.text));
      aside_ += characters(part.text);
    }
    out += '}';
  }

  void place(const char* field, std::size_t begin, std::size_t size) {
    row_.blocks += std::string(",\"") + field + "\":[" + std::to_string(begin) + ',' +
                   std::to_string(begin + size) + ']';
  }

  const Article& article_;
  std::span<const SourceFile> files_;
  ArticleRow& row_;
  std::size_t at_ = 0, characters_ = 0;  // in the article's text: bytes, characters
  std::size_t aside_ = 0;                // characters of `aside`
};

const SourceFile* first_file(const Article& article, std::span<const SourceFile> files) {
  if (files.empty()) return nullptr;
  for (const auto* parts : {&article.blocks, &article.lifted})
    for (const Part& part : *parts)
      if (!part.spans.empty()) return own_file(files, part.spans);
  return &files.front();
}

ArticleRow row_of(const Article& article, const clean::RecordName& name) {
  const SourceFile* const own = first_file(article, name.files);
  ArticleRow row;
  row.kind = article.kind;
  row.file = own ? own->name : name.source;
  row.pages = article.pages;
  row.kicker = joined(article.kicker);
  row.subheadline = joined(article.subheadline);
  row.headline = article.headline;
  row.byline = article.byline;
  row.dateline = article.dateline;
  row.text = article.text;
  row.genre = article.genre;
  row.jump_to = article.jump_to;
  row.jump_from = article.jump_from;
  row.confidence = article.confidence;
  Blocks(article, name.files, row);
  Extent extent;
  for (const auto* parts : {&article.blocks, &article.lifted})
    for (const Part& part : *parts) extent.add(name.files, own, part.spans);
  row.source_begin = extent.begin;
  row.source_end = extent.end;
  row.words_of_headline = expanded(row.kicker + '\n' + row.headline + '\n' + row.subheadline);
  row.words_of_text = expanded(row.text);
  row.words_of_aside = expanded(row.aside);
  return row;
}

// Which article has a byte of the source.
class Owners {
 public:
  explicit Owners(std::span<const Article> articles) {
    for (std::size_t i = 0; i < articles.size(); ++i)
      for (const auto* parts : {&articles[i].blocks, &articles[i].lifted})
        for (const Part& part : *parts)
          for (const SourceRange& span : part.spans) spans_.push_back({span.begin, i});
    std::sort(spans_.begin(), spans_.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  }

  // What stands between two spans (a line end that was joined over) belongs to the one before it.
  std::size_t of(clean::SourceAt place) const {
    const auto behind = std::partition_point(spans_.begin(), spans_.end(),
                                             [place](const Span& span) { return span.begin <= place; });
    return behind == spans_.begin() ? DecisionRow::kNoArticle : std::prev(behind)->article;
  }

 private:
  struct Span {
    clean::SourceAt begin;
    std::size_t article;
  };
  std::vector<Span> spans_;
};

// The decisions as the log has them (libclean/formats/edits_writer.cpp): a replacement as it stands, which
// may be wider than it was asked for; glue as long as it stands.
class Settled {
 public:
  explicit Settled(const Document& document) : document_(document) {
    const auto pieces = document.pieces();
    first_.assign(document.history().size() + 1, pieces.size());
    for (std::size_t i = pieces.size(); i-- > 0;) {
      const std::uint32_t n = pieces[i].decision;
      const bool join = n > 0 && document.history()[n - 1].action == clean::Action::join;
      if (!join || text_of(i) == document.history()[n - 1].with) first_[n] = i;
    }
  }

  // Fills in the source ranges, and what the text became.
  void find(std::size_t index, std::vector<SourceRange>& ranges, std::string_view& after) const {
    const Decision& d = document_.history()[index];
    const auto pieces = document_.pieces();
    const std::size_t piece = first_[index + 1];
    const bool applied = d.verdict == clean::Verdict::applied, stands = piece < pieces.size();
    ranges.assign(document_.source(d).begin(), document_.source(d).end());
    after = d.with;
    if (!applied) return;
    if (d.action == clean::Action::join && !stands) after = {};
    if (d.action != clean::Action::replace || !stands) return;
    ranges.clear();
    after = {};
    for (std::size_t p = piece; p < pieces.size() && pieces[p].decision == index + 1; ++p) {
      if (ranges.empty() || ranges.back().end != pieces[p].source.begin)
        ranges.push_back(pieces[p].source);
      else
        ranges.back().end = pieces[p].source.end;
      if (!text_of(p).empty()) after = text_of(p);
    }
  }

 private:
  std::string_view text_of(std::size_t piece) const {
    const auto pieces = document_.pieces();
    const auto end = piece + 1 < pieces.size()
                         ? pieces[piece + 1].text
                         : clean::TextAt{static_cast<std::uint32_t>(document_.text().size())};
    return document_.text(clean::TextRange{pieces[piece].text, end});
  }

  const Document& document_;
  std::vector<std::size_t> first_;  // piece of each decision, by 1 + its index
};

void add_decisions(const Document& document, std::span<const Article> articles,
                   std::vector<DecisionRow>& rows) {
  const Settled settled(document);
  const Owners owners(articles);
  const std::span<const SourceFile> files = document.source().files;
  std::vector<SourceRange> ranges;
  for (std::size_t i = 0; i < document.history().size(); ++i) {
    const Decision& d = document.history()[i];
    std::string_view after;
    settled.find(i, ranges, after);
    if (d.verdict == clean::Verdict::refused || ranges.empty()) continue;
    DecisionRow& row = rows.emplace_back();
    row.article = owners.of(ranges.front().begin);
    row.filter = d.filter->name;
    row.reason = d.filter->reasons[d.reason];
    row.action = clean::name(d.action);
    row.verdict = clean::name(d.verdict);
    row.confidence = static_cast<int>(d.confidence * 1000 + 0.5F);
    const SourceFile* const own = own_file(files, ranges);
    if (own) row.file = own->name;
    Extent extent;
    extent.add(files, own, ranges);
    row.source_begin = extent.begin;
    row.source_end = extent.end;
    if (ranges.size() > 1) row.ranges = json_of(files, own, ranges);
    switch (d.action) {
      case clean::Action::replace:
      case clean::Action::join:
        row.after = after;
        break;
      case clean::Action::role:
        row.after = clean::name(d.role);
        break;
      case clean::Action::move: {
        const SourceRange place{d.behind, d.behind};
        row.after = json_of(files, own, {&place, 1});
        break;
      }
      case clean::Action::split:
      case clean::Action::start:
        break;
    }
    const bool shows = d.action == clean::Action::replace || d.action == clean::Action::join ||
                       d.action == clean::Action::role;
    for (const SourceRange& range : ranges)
      if (shows) row.before += document.source_text(range);
    row.before_is_text = simdjson::validate_utf8(row.before);
  }
}

}  // namespace

IndexRows index_rows(const Document& document, std::span<const Article> articles, const clean::Recipe& recipe,
                     const clean::RecordName& name, Decisions decisions) {
  IndexRows rows;
  rows.id = name.id;
  rows.newspaper = name.newspaper;
  rows.date = name.date;
  rows.language = recipe.language.empty() ? "und" : recipe.language;
  rows.recipe = recipe.name;
  rows.encoding = name.encoding;
  rows.bytes = document.source().bytes.size();
  for (const Article& article : articles) rows.articles.push_back(row_of(article, name));
  if (decisions == Decisions::stored) add_decisions(document, articles, rows.decisions);
  return rows;
}

}  // namespace articles
