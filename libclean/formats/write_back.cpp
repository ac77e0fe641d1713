// Writing back: the ALTO or hOCR file that a document was read from, with what became of its words.
//
// The file is read once more, as it came. For each value that is a word the pieces of the document tell what
// stands for it now; where that is what was read, the file's own bytes are copied, so a document that no
// filter changed is its file again. What moved (a caption out of a sentence) stays where it is in the file.
//
// Two words of two lines that stand together now without a space between were one word cut in two. ALTO says
// so with SUBS_TYPE and SUBS_CONTENT at both parts and HYP for the hyphen, which leaves the first; hOCR has a
// soft hyphen in place of the hyphen. What the file itself says of its cut words stays as it is.

#include <algorithm>
#include <map>
#include <optional>

#include "core/blank.h"
#include "core/pieces.h"
#include "formats/entities.h"
#include "formats/hocr_tags.h"
#include "formats/lines.h"
#include "formats/page_file.h"
#include "formats/reader.h"
#include "unicode/chars.h"

namespace clean {
namespace {

// What stands for a stretch of the source.
class Now {
 public:
  explicit Now(const Document& document) {
    const auto pieces = document.pieces();
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const Piece& p = pieces[i];
      const bool glue = p.decision != 0 && document.history()[p.decision - 1].action != Action::replace;
      if (glue) continue;
      const TextAt end = text_end(pieces, i, document.text().size());
      std::string_view text = document.text(TextRange{p.text, end});
      // Text for several stretches stands with the last; in the file it goes to the first.
      if (text.empty() && p.decision != 0 && (i == 0 || pieces[i - 1].decision != p.decision)) {
        for (std::size_t k = i + 1; k < pieces.size() && pieces[k].decision == p.decision && text.empty();
             ++k)
          text = document.text(TextRange{pieces[k].text, text_end(pieces, k, document.text().size())});
      } else if (i > 0 && p.decision != 0 && pieces[i - 1].decision == p.decision) {
        text = {};
      }
      parts_.push_back({p.source, text});
    }
    std::stable_sort(parts_.begin(), parts_.end(),
                     [](const Part& a, const Part& b) { return a.source.begin < b.source.begin; });
  }

  std::string of(SourceRange at) const {
    std::string text;
    auto part = std::partition_point(parts_.begin(), parts_.end(),
                                     [&](const Part& p) { return p.source.begin < at.begin; });
    for (; part != parts_.end() && part->source.begin <= at.end; ++part) {
      if (part->source.end <= at.end) text += part->text;
    }
    return text;
  }

 private:
  struct Part {
    SourceRange source;
    std::string_view text;
  };
  std::vector<Part> parts_;
};

// A word of the file, in the order of the source.
struct Word {
  SourceRange at;
  std::size_t line = 0;
  bool first = false, last = false;  // of its line
};

void mark_ends(std::vector<Word>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i].first = i == 0 || words[i - 1].line != words[i].line;
    words[i].last = i + 1 == words.size() || words[i + 1].line != words[i].line;
  }
}

// The last word of a line and the first of another that stand together without a space, by their places
// among the words.
std::vector<std::pair<std::size_t, std::size_t>> joined(const Document& document,
                                                        const std::vector<Word>& words) {
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::vector<std::pair<std::size_t, std::size_t>> found;
  const auto pieces = document.pieces();
  std::size_t before = kNone;
  bool parted = true;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::string_view text =
        document.text(TextRange{pieces[i].text, text_end(pieces, i, document.text().size())});
    if (text.empty()) continue;
    if (pieces[i].source.empty()) {
      parted = parted || blank_prefix(text) > 0;
      continue;
    }
    const auto word = std::partition_point(words.begin(), words.end(),
                                           [&](const Word& w) { return w.at.end <= pieces[i].source.begin; });
    parted = parted || blank_at_start(text) > 0;
    if (word != words.end() && word->at.begin <= pieces[i].source.begin) {
      const auto now = static_cast<std::size_t>(word - words.begin());
      if (before != kNone && !parted && words[before].last && word->first && words[before].line != word->line)
        found.emplace_back(before, now);
      before = now;
    }
    parted = blank_at_end(text) > 0;
  }
  return found;
}

// As an attribute's value between these quotes, or as text (quote 0).
std::string escaped(std::string_view text, char quote) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == quote && c != 0) {
      out += c == '"' ? "&quot;" : "&apos;";
    } else {
      out += c;
    }
  }
  return out;
}

char32_t last_character(std::string_view text) {
  if (text.empty()) return 0;
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return next(text, at);
}

// Changes of the file, put together at the end.
class Changes {
 public:
  explicit Changes(const Source& source) : source_(source) {}

  void put(SourceRange in_place_of, std::string text) { changes_.push_back({in_place_of, std::move(text)}); }
  std::string_view bytes(SourceRange at) const {
    return source_.bytes.substr(at.begin.byte - source_.begin.byte, at.size());
  }
  // The character before a place: the quote that a value is in.
  char quote(SourceAt value) const { return source_.bytes[value.byte - source_.begin.byte - 1]; }
  std::string_view rest(SourceAt from) const { return source_.bytes.substr(from.byte - source_.begin.byte); }

  void write(std::string& out) {
    std::stable_sort(changes_.begin(), changes_.end(), [](const auto& a, const auto& b) {
      return a.first.begin != b.first.begin ? a.first.begin < b.first.begin : a.first.end < b.first.end;
    });
    SourceAt done = source_.begin;
    for (const auto& [at, text] : changes_) {
      out += bytes({done, at.begin});
      out += text;
      done = at.end;
    }
    out += rest(done);
  }

 private:
  const Source& source_;
  std::vector<std::pair<SourceRange, std::string>> changes_;
};

// ---- ALTO

class AltoBack {
 public:
  explicit AltoBack(const Document& document)
      : document_(document),
        source_(document.source()),
        xml_(source_.bytes, source_.begin),
        read_(clean::read(source_)),
        was_(read_),
        now_(document),
        changes_(source_) {
    find(xml_.root(), 0);
    mark_ends(words_);
  }

  void write(std::string& out) {
    std::vector<std::string> texts(words_.size());
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::string was = was_.of(words_[i].at);
      texts[i] = now_.of(words_[i].at);
      if (texts[i] != was) value(words_[i].at, texts[i]);
    }
    std::size_t second = words_.size();  // of the seam before: it can be one part only
    for (const auto& [left, right] : joined(document_, words_)) {
      if (left == second || !cut_word(left, texts[left], texts[right])) continue;
      const SourceRange hyphen = elements_[left].hyphen;
      const std::string whole = texts[left] + (hyphen.empty() ? "" : now_.of(hyphen)) + texts[right];
      subs(left, "HypPart1", whole);
      subs(right, "HypPart2", whole);
      second = right;
      const std::string was = was_.of(words_[left].at);
      if (elements_[left].has_hyp || !hyphen_end(was) || hyphen_end(texts[left])) continue;
      add_hyp(left, was);
    }
    changes_.write(out);
  }

 private:
  struct Element {
    pugi::xml_node node;
    SourceRange hyphen{};  // CONTENT of the HYP behind it
    bool has_hyp = false;
  };

  void find(const pugi::xml_node& node, int depth) {
    if (depth > kDeepest) return;
    for_each_child(node, [&](const pugi::xml_node& part) {
      const std::string_view name = local_name(part);
      if (name == "TextLine") ++lines_;
      const pugi::xml_attribute content = attribute(part, "CONTENT");
      if (name == "String" && content) {
        const SourceRange at = xml_.place(content);
        if (blank_prefix(changes_.bytes(at)) == at.size()) return;
        words_.push_back({at, lines_});
        elements_.push_back({.node = part});
      } else if (name == "HYP" && !words_.empty() && words_.back().line == lines_) {
        elements_.back().has_hyp = true;
        if (content) elements_.back().hyphen = xml_.place(content);
      } else {
        find(part, depth + 1);
      }
    });
  }

  static bool hyphen_end(std::string_view text) { return line_end_hyphen(last_character(text)); }

  // Where the file or the print says that a word is cut, or the script has words: Chinese and Japanese lines
  // stand together without being one word.
  bool cut_word(std::size_t left, const std::string& before, const std::string& behind) const {
    if (before.empty() || behind.empty()) return false;
    if (elements_[left].has_hyp || hyphen_end(was_.of(words_[left].at))) return true;
    std::size_t at = 0;
    return !is(last_character(before), kHan | kKana) && !is(next(behind, at), kHan | kKana) &&
           is(last_character(before), kWord);
  }

  void value(SourceRange at, std::string_view text) {
    std::string now = escaped(text, changes_.quote(at.begin));
    if (now != changes_.bytes(at)) changes_.put(at, std::move(now));
  }

  void subs(std::size_t word, std::string_view type, std::string_view whole) {
    const pugi::xml_node& node = elements_[word].node;
    const SourceAt behind{words_[word].at.end.byte + 1};  // the quote of CONTENT
    std::string added;
    for (const auto& [name, text] :
         {std::pair<std::string_view, std::string_view>{"SUBS_TYPE", type}, {"SUBS_CONTENT", whole}}) {
      const pugi::xml_attribute old = attribute(node, name);
      if (!old) {
        added += " " + std::string(name) + "=\"" + escaped(text, '"') + "\"";
      } else if (const SourceRange at = xml_.place(old); at.empty() && at.begin.byte > 0) {
        value(at, text);  // what the file says stays, also where it breaks off in the attribute
      }
    }
    if (!added.empty()) changes_.put({behind, behind}, std::move(added));
  }

  // Behind the String, set as the String is.
  void add_hyp(std::size_t word, const std::string& was) {
    const std::string name(elements_[word].node.name());
    const SourceAt inside = words_[word].at.end;
    const std::string_view rest = changes_.rest(inside);
    std::size_t end = tag_end(rest, 1);  // behind the value's quote
    if (end == rest.npos) return;
    if (rest[end - 2] != '/') {  // <String ...> ... </String>
      const std::string closing = "</" + name;
      const std::size_t close = rest.find(closing, end);
      const std::size_t close_end = close == rest.npos ? close : rest.find('>', close);
      if (close_end == rest.npos) return;
      end = close_end + 1;
    }
    const auto start = static_cast<std::size_t>(elements_[word].node.offset_debug()) - 1;  // its "<"
    std::size_t blank = start;
    while (blank > 0 && blank_at_end(source_.bytes.substr(0, blank)) == 1) --blank;
    const std::string hyphen = last_character(was) == 0xAD ? "-" : was.substr(was.size() - last_size(was));
    const SourceAt at{inside.byte + end};
    changes_.put({at, at}, std::string(source_.bytes.substr(blank, start - blank)) + "<" +
                               name.substr(0, name.size() - local_name(name.c_str()).size()) +
                               "HYP CONTENT=\"" + escaped(hyphen, '"') + "\"/>");
  }

  static std::size_t last_size(std::string_view text) {
    std::size_t n = 1;
    while (n < text.size() && (static_cast<unsigned char>(text[text.size() - n]) & 0xC0) == 0x80) ++n;
    return n;
  }

  const Document& document_;
  const Source source_;
  const Xml xml_;
  const Document read_;
  const Now was_, now_;
  Changes changes_;
  std::vector<Word> words_;
  std::vector<Element> elements_;  // of each word
  std::size_t lines_ = 0;
};

// ---- hOCR

// Bytes of the soft hyphen that a raw text ends in; 0: none.
std::size_t soft_hyphen_at_end(std::string_view raw) {
  if (raw.ends_with("\u00AD")) return 2;
  const std::size_t at = raw.rfind('&');
  const Entity e = at == raw.npos ? Entity{} : entity_at(raw.substr(at));
  return e.character == 0xAD && at + e.size == raw.size() ? e.size : 0;
}

void write_hocr_back(const Document& document, std::string& out) {
  const Source& source = document.source();
  Lines lines = hocr_lines(source);
  std::vector<Word> words;
  std::size_t line = 0;
  for (const Stretch& s : lines.stretches()) {
    words.push_back({s.source, line});
    line += s.behind == Stretch::Behind::line_end;
  }
  const Document read = std::move(lines).document();
  const Now was(read), now(document);
  mark_ends(words);
  std::vector<bool> goes_on(words.size(), false);
  for (const auto& [left, right] : joined(document, words)) goes_on[left] = true;
  Changes changes(source);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string before = was.of(words[i].at);
    std::string after = now.of(words[i].at);
    if (before == after) continue;
    const std::string_view raw = changes.bytes(words[i].at);
    if (line_end_hyphen(last_character(before)) && words[i].last && !line_end_hyphen(last_character(after))) {
      // The hyphen of a cut word is a soft one. A file that has one keeps its own.
      if (const std::size_t soft = soft_hyphen_at_end(raw)) {
        const std::string kept = escaped(after, 0);
        const SourceRange text{words[i].at.begin, {words[i].at.end.byte - soft}};
        if (kept != changes.bytes(text) && unescaped(changes.bytes(text)) != after) changes.put(text, kept);
        continue;
      }
      if (goes_on[i] || after.empty()) after += "\u00AD";
    }
    std::string written = escaped(after, 0);
    if (written != raw) changes.put(words[i].at, std::move(written));
  }
  changes.write(out);
}

}  // namespace

bool write_back(const Document& document, std::string& out) {
  switch (document.source().format) {
    case Format::alto:
      AltoBack(document).write(out);
      return true;
    case Format::hocr:
      write_hocr_back(document, out);
      return true;
    default:
      return false;
  }
}

}  // namespace clean
