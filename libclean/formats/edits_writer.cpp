// The edits log: one decision a line.
//
// {"source","filter","reason","confidence","applied","verdict","src":[[b,e]], and
//   a replacement:  "before","after"     before is what the source has there, whatever stages came between
//   a role:         "role","before"
//   a join:         "join","before"      join is the glue; before is what stood between
//   a cut or start: "split":true / "article":true
//   a move:         "behind"             src is an article; behind is the place in the source it goes to
//   words of a line: "glue"              the reader put it at each place of src; only the first line of a
//                                        source with markup}
//
// The last line of a document, filter "layout", holds all of the source that the text output leaves out:
// white space between blocks, lifted blocks, markup; "end" is where that part of the source ends. Where the
// output is not in the order of the source, "flow" has the stretches of the source in the order of the
// output. Of an issue it also says in "files" where each file begins, and its first page:
// [["A1.txt",0,1],["A4.txt",5210,4]]; "source", "src" and "flow" are then of files, "end" is of the issue.
// Of a source that was decoded it says from which "encoding", of a file of an issue behind its page.
// With it the output and the log give the source back (undo.cpp). Bytes that are no UTF-8 stand in "bytes" as
// hexadecimal digits, "before" shows them as U+FFFD.

#include <clean/filter.h>
#include <clean/formats.h>

#include <algorithm>
#include <charconv>

#include "core/pieces.h"
#include "formats/ranges.h"
#include "unicode/decode.h"

namespace clean {
namespace {

void number(double n, std::string& out) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, n);
  out.append(digits, end.ptr);
}

class Log {
 public:
  Log(const Document& document, std::string_view source, std::string& out) : doc_(document), out_(out) {
    write_json_string(source, source_);
  }

  void write() {
    // What stands of a replacement: the text of its pieces, which may be wider than it asked for.
    const auto pieces = doc_.pieces();
    std::vector<std::size_t> first(doc_.history().size() + 1, pieces.size());
    for (std::size_t i = pieces.size(); i-- > 0;) {
      const std::uint32_t n = pieces[i].decision;
      // A join may have moved lifted blocks, too, and has their line ends; what is looked for is its glue.
      const bool join = n > 0 && doc_.history()[n - 1].action == Action::join;
      if (!join || text_of(i) == doc_.history()[n - 1].with) first[n] = i;
    }
    for (std::size_t i = 0; i < doc_.history().size(); ++i) {
      const Decision& d = doc_.history()[i];
      if (d.verdict == Verdict::refused) continue;
      if (d.action == Action::join && d.verdict == Verdict::applied) {
        join(d, i, first[i + 1]);
        continue;
      }
      const bool stands =
          d.action == Action::replace && d.verdict == Verdict::applied && first[i + 1] < pieces.size();
      if (stands) {
        standing(d, i, first[i + 1]);
      } else {
        begin(d, doc_.source(d));
        end(d, d.with, doc_.source(d));
      }
    }
    layout();
  }

 private:
  std::string_view text_of(std::size_t piece) const {
    const auto pieces = doc_.pieces();
    return doc_.text(TextRange{pieces[piece].text, text_end(pieces, piece, doc_.text().size())});
  }

  // Glue that a later stage replaced stands no more. Undo looks for it where `src` begins.
  void join(const Decision& d, std::size_t index, std::size_t piece) {
    const auto pieces = doc_.pieces();
    std::vector<SourceRange> ranges(doc_.source(d).begin(), doc_.source(d).end());
    if (ranges.empty()) {  // the reader's: all the places
      for (std::size_t p = piece; p < pieces.size(); ++p) {
        if (pieces[p].decision == index + 1 && text_of(p) == d.with) ranges.push_back(pieces[p].source);
      }
      if (ranges.empty()) return;
      begin(d, ranges);
      out_ += ",\"glue\":";
      write_json_string(d.with, out_);
      out_ += "}\n";
      return;
    }
    const bool stands = piece < pieces.size();
    if (stands && pieces[piece].source.begin != ranges.front().begin)
      ranges.insert(ranges.begin(), pieces[piece].source);
    begin(d, ranges);
    end(d, stands ? d.with : std::string_view(), ranges);
  }

  void standing(const Decision& d, std::size_t index, std::size_t piece) {
    const auto pieces = doc_.pieces();
    std::vector<SourceRange> ranges;
    std::string_view text;
    for (std::size_t p = piece; p < pieces.size() && pieces[p].decision == index + 1; ++p) {
      if (ranges.empty() || ranges.back().end != pieces[p].source.begin) {
        ranges.push_back(pieces[p].source);
      } else {
        ranges.back().end = pieces[p].source.end;
      }
      if (!text_of(p).empty()) text = text_of(p);
    }
    begin(d, ranges);
    end(d, text, ranges);
  }

  void begin(const Decision& d, std::span<const SourceRange> ranges) {
    head(d.filter->name, d.filter->reasons[d.reason], d.confidence, d.verdict, ranges);
  }

  void head(std::string_view filter, std::string_view reason, double confidence, Verdict v,
            std::span<const SourceRange> ranges) {
    out_ += "{\"source\":";
    const SourceFile* const own = own_file(doc_.source().files, ranges, doc_.source().begin);
    if (own) {
      write_json_string(own->name, out_);
    } else {
      out_ += source_;
    }
    out_ += ",\"filter\":\"";
    out_ += filter;
    out_ += "\",\"reason\":";
    write_json_string(reason, out_);
    out_ += ",\"confidence\":";
    number(static_cast<int>(confidence * 1000 + 0.5) / 1000.0, out_);
    out_ += v == Verdict::applied ? ",\"applied\":true" : ",\"applied\":false";
    out_ += ",\"verdict\":\"";
    out_ += name(v);
    out_ += "\",\"src\":";
    write_ranges(doc_.source().files, own, ranges, out_);
  }

  void end(const Decision& d, std::string_view after, std::span<const SourceRange> ranges) {
    switch (d.action) {
      case Action::replace:
        before(ranges);
        out_ += ",\"after\":";
        write_json_string(after, out_);
        break;
      case Action::role:
        out_ += ",\"role\":\"";
        out_ += name(d.role);
        out_ += '"';
        before(ranges);
        break;
      case Action::join:
        out_ += ",\"join\":";
        write_json_string(after, out_);
        before(ranges);
        break;
      case Action::split:
        out_ += ",\"split\":true";
        break;
      case Action::start:
        out_ += ",\"article\":true";
        break;
      case Action::move: {
        const SourceRange place{d.behind, d.behind};
        out_ += ",\"behind\":";
        write_ranges(doc_.source().files, own_file(doc_.source().files, ranges), {&place, 1}, out_);
        break;
      }
    }
    out_ += "}\n";
  }

  void before(std::span<const SourceRange> ranges) {
    std::string text;
    for (const SourceRange& r : ranges) text += doc_.source_text(r);
    out_ += ",\"before\":";
    write_json_string(text, out_);
    if (invalid_stretches(text).empty()) return;
    out_ += ",\"bytes\":\"";
    for (const char c : text) {
      constexpr std::string_view kHex = "0123456789abcdef";
      out_ += kHex[static_cast<unsigned char>(c) >> 4];
      out_ += kHex[static_cast<unsigned char>(c) & 15];
    }
    out_ += '"';
  }

  // All of the source that no block of the flow stands for.
  void layout() {
    std::vector<SourceRange> flow;
    for (const Block& b : doc_.blocks()) {
      if (lifted(b.role) || b.at.empty()) continue;
      for (const SourceRange& r : doc_.source(b.at)) {
        if (!flow.empty() && flow.back().end == r.begin) {
          flow.back().end = r.end;
        } else if (!r.empty()) {
          flow.push_back(r);
        }
      }
    }
    const auto earlier = [](const SourceRange& a, const SourceRange& b) { return a.begin < b.begin; };
    std::vector<SourceRange> as_written;
    if (!std::is_sorted(flow.begin(), flow.end(), earlier)) {
      as_written = flow;
      std::sort(flow.begin(), flow.end(), earlier);
    }
    const Source& source = doc_.source();
    SourceAt at = source.begin;
    const SourceAt last{source.begin.byte + source.bytes.size()};
    std::vector<SourceRange> rest;
    for (const SourceRange& r : flow) {
      if (at < r.begin) rest.push_back({at, r.begin});
      at = std::max(at, r.end);
    }
    if (at < last) rest.push_back({at, last});
    if (source.bytes.empty()) return;
    head("layout", "not in the text output", 1, Verdict::applied, rest);
    before(rest);
    out_ += ",\"after\":\"\",\"end\":" + std::to_string(last.byte);
    if (!source.encoding.empty()) {
      out_ += ",\"encoding\":";
      write_json_string(source.encoding, out_);
    }
    if (!source.files.empty()) {
      out_ += ",\"files\":[";
      for (const SourceFile& file : source.files) {
        if (&file != &source.files.front()) out_ += ',';
        out_ += '[';
        write_json_string(file.name, out_);
        out_ += ',' + std::to_string(file.begin.byte) + ',' + std::to_string(file.page);
        if (!file.encoding.empty()) {
          out_ += ',';
          write_json_string(file.encoding, out_);
        }
        out_ += ']';
      }
      out_ += ']';
    }
    if (!as_written.empty()) {
      out_ += ",\"flow\":";
      write_ranges(source.files, own_file(source.files, rest, source.begin), as_written, out_);
    }
    out_ += "}\n";
  }

  const Document& doc_;
  std::string& out_;
  std::string source_;
};

}  // namespace

void write_edits(const Document& document, std::string_view source, std::string& out) {
  Log(document, source, out).write();
}

}  // namespace clean
