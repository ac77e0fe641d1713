#include "laws/laws.h"

#include <algorithm>
#include <set>
#include <vector>

#include "core/blank.h"
#include "unicode/decode.h"

namespace clean::tests {
namespace {

// Some 60 bytes of whole characters.
std::string quoted(std::string_view s) {
  const auto inside = [&](std::size_t i) {
    return i < s.size() && (static_cast<unsigned char>(s[i]) & 0xC0) == 0x80;
  };
  std::size_t from = 0, to = std::min<std::size_t>(s.size(), 60);
  while (inside(from)) ++from;
  while (inside(to)) ++to;
  return "\"" + std::string(s.substr(from, to - from)) + "\"";
}

// What stands between markup and is no white space is covered once, and markup never.
std::string conserve_printed(const Document& document, const std::vector<unsigned char>& covered) {
  const Document read = clean::read(document.source());
  std::vector<unsigned char> printed(covered.size(), 0);
  for (const Block& b : read.blocks()) {
    for (const SourceRange& s : read.source(b.at)) {
      for (std::uint64_t i = s.begin.byte; i < s.end.byte; ++i) ++printed[i];
    }
  }
  for (std::size_t i = 0; i < covered.size(); ++i) {
    if (covered[i] == printed[i] && printed[i] <= 1) continue;
    const std::size_t blank = blank_at_start(document.source().bytes.substr(i));
    if (covered[i] == 0 && blank > 0) {  // where a line was cut in two
      i += blank - 1;
      continue;
    }
    return "conserve: byte " + std::to_string(i) + " is printed " + std::to_string(printed[i]) +
           " times and stands " + std::to_string(covered[i]) + " times, near " +
           quoted(document.source().bytes.substr(i));
  }
  return {};
}

// Over all records of a source, the spans cover every non-blank source byte exactly once.
std::string conserve(const Recipe& recipe, const Document& document) {
  const std::string_view source = document.source().bytes;
  std::vector<unsigned char> covered(source.size(), 0);
  for (const Article& a : assemble(document, recipe)) {
    for (const auto* parts : {&a.blocks, &a.lifted}) {
      for (const Part& p : *parts) {
        for (const SourceRange& s : p.spans) {
          for (std::uint64_t i = s.begin.byte; i < s.end.byte; ++i) ++covered[i];
        }
      }
    }
  }
  if (document.source().format != Format::text) return conserve_printed(document, covered);
  for (std::size_t i = source.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < source.size();) {
    const std::size_t blank = blank_at_start(source.substr(i));
    if (covered[i] > 1 || (covered[i] == 0 && blank == 0)) {
      return "conserve: byte " + std::to_string(i) + " stands " + std::to_string(covered[i]) +
             " times, near " + quoted(source.substr(i));
    }
    i += blank ? blank : 1;
  }
  return {};
}

// Pieces tile the text; copied pieces equal their source bytes.
std::string origin(const Document& document) {
  const auto pieces = document.pieces();
  const std::string_view text = document.text();
  TextAt at{0};
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const TextAt end =
        i + 1 < pieces.size() ? pieces[i + 1].text : TextAt{static_cast<std::uint32_t>(text.size())};
    if (pieces[i].text != at || end < at) return "origin: piece " + std::to_string(i) + " does not follow";
    if (pieces[i].decision == 0 &&
        document.source_text(pieces[i].source) != document.text(TextRange{at, end})) {
      return "origin: piece " + std::to_string(i) +
             " is no copy: " + quoted(document.text(TextRange{at, end}));
    }
    at = end;
  }
  if (at.byte != text.size() && !pieces.empty()) return "origin: the pieces end early";
  TextAt last{0};
  for (std::size_t i = 0; i < document.blocks().size(); ++i) {
    const TextRange b = document.blocks()[i].at;
    if (b.end < b.begin || b.begin < last || (i > 0 && b.begin == last))
      return "origin: blocks touch or overlap";
    last = b.end;
  }
  return {};
}

std::string undone(const Document& document, const std::string& output, const char* format) {
  std::string edits;
  write_edits(document, "page.txt", edits);
  try {
    const std::string back = undo(output, edits);
    if (back == document.source().bytes) return {};
    const std::string_view source = document.source().bytes;
    const auto differ =
        std::mismatch(back.begin(), back.end(), source.begin(), source.end()).first - back.begin();
    return std::string("undo from ") + format + ": differs at byte " + std::to_string(differ) + " of " +
           std::to_string(source.size()) + ", near " +
           quoted(source.substr(static_cast<std::size_t>(differ)));
  } catch (const UndoError& e) {
    return std::string("undo from ") + format + ": " + e.what();
  }
}

// A filter changes only what its row says it touches.
std::string touch(const Document& document) {
  for (const Decision& d : document.history()) {
    if (d.verdict != Verdict::applied && d.verdict != Verdict::superseded) continue;
    const Touches& t = d.filter->touches;
    const std::string who = "touch: " + std::string(d.filter->name) + " ";
    switch (d.action) {
      case Action::replace: {
        if (!t.replaces) return who + "replaces";
        // `before` is what the filter read; only the first change of a place can be seen in the source.
        std::string before;
        for (const SourceRange& r : document.source(d)) before += document.source_text(r);
        const bool first =
            std::none_of(document.history().begin(), document.history().end(), [&](const Decision& o) {
              return &o < &d && o.action == Action::replace && o.verdict == Verdict::superseded &&
                     document.source(o).front().begin >= document.source(d).front().begin &&
                     document.source(o).back().end <= document.source(d).back().end;
            });
        if (first && !t.may_replace(before, d.with))
          return who + "may not make " + quoted(d.with) + " of " + quoted(before);
        break;
      }
      case Action::role:
        if (std::find(t.roles.begin(), t.roles.end(), d.role) == t.roles.end()) {
          return who + "may not give the role " + std::string(name(d.role));
        }
        break;
      case Action::join:
        if (!t.joins) return who + "joins";
        break;
      case Action::split:
        if (!t.splits) return who + "splits";
        break;
      case Action::start:
        if (!t.starts) return who + "starts articles";
        break;
      case Action::move:
        if (!t.moves) return who + "moves articles";
        break;
    }
  }
  return {};
}

std::string text_of(const Recipe& recipe, const Document& document) {
  std::string out;
  for (const Article& a : assemble(document, recipe)) write_text(a, out.empty(), out);
  return out;
}

std::string records_of(const Recipe& recipe, const Document& document) {
  std::string out;
  int n = 0;
  for (const Article& a : assemble(document, recipe)) {
    write_jsonl(a, {"page.txt", "page#" + std::to_string(++n), document.source().files}, recipe.language,
                out);
  }
  return out;
}

}  // namespace

std::string as_text(const Pipeline& pipeline, const Document& document) {
  return text_of(pipeline.recipe(), document);
}

std::string as_jsonl(const Pipeline& pipeline, const Document& document) {
  return records_of(pipeline.recipe(), document);
}

std::string broken_document(const Recipe& recipe, const Document& document, Undo undo) {
  const std::string output = text_of(recipe, document), records = records_of(recipe, document);
  std::string broken;
  const auto add = [&](const std::string& law) {
    if (!law.empty()) broken += law + "\n";
  };
  add(conserve(recipe, document));
  add(origin(document));
  if (undo == Undo::asked) {
    add(undone(document, output, "text"));
    add(undone(document, records, "jsonl"));
  }
  if (!invalid_stretches(output).empty() || !invalid_stretches(records).empty())
    add("valid: the output is no UTF-8");
  return broken;
}

std::string broken_laws(const Pipeline& pipeline, std::string_view text) {
  return broken_laws(pipeline, Source{.bytes = text});
}

std::string broken_laws(const Pipeline& pipeline, const Source& source, Settle settle) {
  const Document document = pipeline.run(source);
  std::string broken = broken_document(pipeline.recipe(), document);
  const auto add = [&](const std::string& law) {
    if (!law.empty()) broken += law + "\n";
  };
  add(touch(document));
  if (source.format != Format::text) {
    std::string back;
    if (write_back(read(source), back) && back != source.bytes) add("write back: the file is another");
    return broken;
  }
  if (settle == Settle::not_asked) return broken;
  const std::string output = as_text(pipeline, document);
  const Document again = pipeline.run({.bytes = output, .begin = {}, .first_page = 1});
  const std::string settled = as_text(pipeline, again);
  if (settled != output) {
    const auto at = static_cast<std::size_t>(
        std::mismatch(output.begin(), output.end(), settled.begin(), settled.end()).first - output.begin());
    const std::size_t from = at > 90 ? at - 90 : 0;
    add("settle: the second time, after " + quoted(std::string_view(output).substr(from, at - from)) + ": " +
        quoted(std::string_view(output).substr(at)) + " becomes " +
        quoted(std::string_view(settled).substr(std::min(at, settled.size()))));
  }
  return broken;
}

std::string broken_threshold(const Pipeline& lower, const Pipeline& higher, std::string_view text) {
  return broken_threshold(lower, higher, Source{.bytes = text});
}

std::string broken_threshold(const Pipeline& lower, const Pipeline& higher, const Source& source) {
  const Document low = lower.run(source), high = higher.run(source);
  const auto key = [](const Document& doc, const Decision& d) {
    // What is decided, whoever decides it.
    std::string k = std::to_string(static_cast<int>(d.action)) + std::to_string(static_cast<int>(d.role)) +
                    std::string(d.with);
    if (d.action == Action::move) k += " >" + std::to_string(d.behind.byte);
    for (const SourceRange& r : doc.source(d))
      k += " " + std::to_string(r.begin.byte) + "-" + std::to_string(r.end.byte);
    return k;
  };
  std::set<std::string> decided;
  for (const Decision& d : low.history()) {
    if (d.verdict == Verdict::applied || d.verdict == Verdict::superseded) decided.insert(key(low, d));
  }
  for (const Decision& d : high.history()) {
    if (d.verdict == Verdict::applied && !decided.contains(key(high, d))) {
      std::string text;
      for (const SourceRange& r : high.source(d)) text += high.source_text(r);
      return "threshold: " + std::string(d.filter->name) + " (" + std::string(d.filter->reasons[d.reason]) +
             ") decides only at the higher one: " + quoted(text);
    }
  }
  return {};
}

}  // namespace clean::tests
