// undo: output and edits log give the source back, byte for byte.
//
// The output is stretches of the source, with the log's replacements and glue inside them. Walking through
// the source in order: where the log has an entry, take what the log says was there and skip what stands
// there now; elsewhere copy. A text output without its line ends and form feeds is the flow in one stretch,
// and what it leaves out is in the log's layout lines, which also say in which order its stretches are where
// that is not the order of the source; a JSONL record says for each block which stretches it is.

#include <clean/formats.h>
#include <simdjson.h>

#include <algorithm>
#include <map>

namespace clean {
namespace {

using Ranges = std::vector<std::pair<std::uint64_t, std::uint64_t>>;

struct Entry {
  std::uint64_t begin = 0, end = 0;
  std::string before, after;
  bool glue = false;  // between two blocks
  bool used = false;
};

std::string from_hex(std::string_view hex) {
  const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(value(hex[i]) * 16 + value(hex[i + 1]));
  return bytes;
}

class Undo {
 public:
  explicit Undo(std::string_view edits) {
    const auto read_with = [&](const auto& read_line) {
      std::size_t line = 0;
      for_each_line(edits, [&](std::string_view text) {
        ++line;
        if (text.empty()) return;
        try {
          read_line(text);
        } catch (const simdjson::simdjson_error& e) {
          throw UndoError("edits, line " + std::to_string(line) + ": " + e.what());
        } catch (const UndoError& e) {
          throw UndoError("edits, line " + std::to_string(line) + ": " + e.what());
        }
      });
    };
    // Where the files of an issue begin is told behind the lines that need it.
    read_with([&](std::string_view text) {
      if (text.find("\"filter\":\"layout\"") != text.npos) read_files(text);
    });
    read_with([&](std::string_view text) { read(text); });
    const auto by_place = [](const Entry& a, const Entry& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    };
    std::stable_sort(changes_.begin(), changes_.end(), by_place);
  }

  std::string source_of(std::string_view output) {
    const std::string_view first = output.substr(0, output.find('\n'));
    if (first.starts_with("{\"id\":\"") && first.find(",\"blocks\":[") != first.npos) {
      read_records(output);
    } else {
      read_text(output);
    }
    std::string source;
    for (const auto& [begin, bytes] : found_) {
      if (begin > source.size())
        throw UndoError("nothing tells bytes " + std::to_string(source.size()) + " to " +
                        std::to_string(begin) + " of the source: output and edits are not of one run");
      if (begin + bytes.size() > source.size()) source.append(bytes, source.size() - begin);
    }
    return source;
  }

  const std::vector<SourceFile>& files() const { return files_; }

 private:
  template <class F>
  static void for_each_line(std::string_view text, const F& f) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      f(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  void read_files(std::string_view line) {
    const simdjson::padded_string padded(line);
    const simdjson::dom::object object = parser_.parse(padded).get_object();
    if (object["files"].error()) return;
    for (const auto file : object["files"].get_array()) {
      const std::string_view name = file.at(0).get_string();
      const SourceAt begin{file.at(1).get_uint64()};
      // A file stands in the lines of each window that has a part of it.
      if (!files_.empty() && files_.back().name == name && files_.back().begin == begin) continue;
      files_.push_back({std::string(name), begin, static_cast<std::uint32_t>(file.at(2).get_uint64())});
    }
  }

  // Where the file of that name begins in the issue.
  std::uint64_t begin_of(std::string_view name) const {
    if (files_.empty()) return 0;
    for (const SourceFile& file : files_) {
      if (file.name == name) return file.begin.byte;
    }
    throw UndoError("no file \"" + std::string(name) + "\" in this issue");
  }

  // A range as records and logs have it (formats/ranges.h); `source`: the file it is in, if it names none.
  std::pair<std::uint64_t, std::uint64_t> range(simdjson::dom::element at, std::string_view source) const {
    const auto other = at.at(2);
    if (!other.error()) source = other.get_string();
    const std::uint64_t begin = begin_of(source);
    return {begin + at.at(0).get_uint64(), begin + at.at(1).get_uint64()};
  }

  void read(std::string_view line) {
    const simdjson::padded_string padded(line);
    const simdjson::dom::object object = parser_.parse(padded).get_object();
    if (!object["applied"].get_bool()) return;
    const std::string_view source = object["source"].get_string();
    const std::string_view filter = object["filter"].get_string();
    std::string before(
        std::string_view(object["before"].error() ? "" : object["before"].get_string().value()));
    if (!object["bytes"].error()) before = from_hex(object["bytes"].get_string());
    Ranges ranges;
    for (const auto at : object["src"].get_array()) ranges.push_back(range(at, source));
    if (filter == "layout") return read_layout(object, ranges, before);
    if (ranges.empty()) return;
    if (!object["glue"].error()) {
      const std::string_view glue = object["glue"].get_string();
      for (const auto& [begin, end] : ranges) changes_.push_back({begin, begin, "", std::string(glue), true});
      return;
    }
    if (!object["join"].error()) {
      const std::string_view glue = object["join"].get_string();
      if (!glue.empty()) changes_.push_back({ranges[0].first, ranges[0].first, "", std::string(glue), true});
      return;
    }
    if (object["after"].error()) return;  // a role, a start: changes no text
    std::string after(object["after"].get_string().value());
    part(ranges, before, changes_);
    changes_[changes_.size() - ranges.size()].after = std::move(after);
  }

  // What the text leaves out of one stretch of the source, and where the stretches between stand in it.
  void read_layout(const simdjson::dom::object& object, const Ranges& ranges, const std::string& before) {
    const std::size_t first = layout_.size();
    part(ranges, before, layout_);
    const std::uint64_t end = object["end"].get_uint64();
    if (!object["flow"].error()) {
      const std::string_view source = object["source"].get_string();
      for (const auto at : object["flow"].get_array()) flow_.push_back(range(at, source));
      for (auto s = flow_.begin(); s != flow_.end(); ++s)
        if (s->second < s->first) throw UndoError("flow has a stretch that ends before it begins");
    } else {
      for (std::size_t i = first; i < layout_.size(); ++i) {
        if (end_ < layout_[i].begin) flow_.emplace_back(end_, layout_[i].begin);
        end_ = std::max(end_, layout_[i].end);
      }
      if (end_ < end) flow_.emplace_back(end_, end);
    }
    end_ = std::max(end_, end);
  }

  static void part(const Ranges& ranges, const std::string& before, std::vector<Entry>& out) {
    std::size_t at = 0;
    for (const auto& [begin, end] : ranges) {
      if (end < begin || end - begin > before.size() - at)
        throw UndoError("an entry's src and before do not fit");
      out.push_back({begin, end, before.substr(at, end - begin), {}});
      at += end - begin;
    }
  }

  // Gives the source bytes of [begin, end), which stand at the beginning of `text`, and takes them off it.
  void walk(std::uint64_t begin, std::uint64_t end, std::string_view& text) {
    std::string bytes;
    std::uint64_t at = begin;
    auto change = std::lower_bound(changes_.begin(), changes_.end(), begin,
                                   [](const Entry& e, std::uint64_t b) { return e.begin < b; });
    // Whether the output has here what was inserted, so far as nothing else was changed before it.
    const auto stands = [&](const Entry& e) {
      return text.size() >= e.begin - at && text.substr(e.begin - at).starts_with(e.after);
    };
    // Glue stands at the end of the stretch before the seam.
    const auto elsewhere = [&](const Entry& e) {
      return e.used || (e.glue && e.begin == begin && begin > 0);
    };
    const auto copy = [&](std::uint64_t to) {
      if (to - at > text.size()) throw UndoError("the output is shorter than the edits say");
      bytes.append(text.substr(0, to - at));
      text.remove_prefix(to - at);
      at = to;
    };
    for (; change != changes_.end() && change->begin <= end; ++change) {
      if (change->end > end || change->begin < at) continue;
      if (elsewhere(*change)) continue;
      if (change->begin == change->end) {
        // What two stages inserted at one place is in the log in the order of the stages. The longer one that
        // fits is the right one: the other may be its beginning. There are a few at one place at most.
        const auto last = change + std::min<std::ptrdiff_t>(changes_.end() - change, 16);
        auto right = change;
        for (auto e = change; e != last && e->begin == change->begin && e->end == change->end; ++e) {
          const bool better = !stands(*right) || e->after.size() > right->after.size();
          if (better && !elsewhere(*e) && stands(*e)) right = e;
        }
        if (right != change) std::swap(*change, *right);
        // Where one stretch ends and another begins it stands at either; so it does not stand here if what
        // was replaced right behind it fits without it only.
        const bool border = change->begin == begin || change->begin == end;
        const auto behind = std::find_if(change, changes_.end(), [&](const Entry& e) {
          return e.begin != change->begin || (e.end > e.begin && e.end <= end);
        });
        const bool fits_without =
            behind != changes_.end() && behind->begin == change->begin && stands(*behind) &&
            text.size() >= change->begin - at + change->after.size() &&
            !text.substr(change->begin - at + change->after.size()).starts_with(behind->after);
        if (border && !change->glue && (!stands(*change) || fits_without)) continue;
      }
      change->used = change->begin == change->end && !change->glue;
      copy(change->begin);
      if (!text.starts_with(change->after))
        throw UndoError("the output has not \"" + change->after + "\" where the edits say so (byte " +
                        std::to_string(change->begin) + " of the source)");
      text.remove_prefix(change->after.size());
      bytes += change->before;
      at = change->end;
    }
    copy(end);
    found_.emplace_back(begin, std::move(bytes));
  }

  void read_text(std::string_view output) {
    std::string flow;
    flow.reserve(output.size());
    for (const char c : output) {
      if (c != '\n' && c != '\f') flow += c;
    }
    std::string_view text = flow;
    for (const auto& [begin, end] : flow_) walk(begin, end, text);
    for (const Entry& e : layout_) found_.emplace_back(e.begin, e.before);
    if (!text.empty()) throw UndoError("the output is longer than the edits say");
    in_order();
  }

  void read_records(std::string_view output) {
    std::size_t line = 0;
    for_each_line(output, [&](std::string_view text) {
      ++line;
      if (text.empty()) return;
      try {
        const simdjson::padded_string padded(text);
        const simdjson::dom::element record = parser_.parse(padded);
        for (const char* list : {"blocks", "lifted"}) {
          for (const auto block : record[list].get_array()) {
            std::string_view rest = block["text"].get_string();
            std::string_view source;
            if (!files_.empty()) source = block["source"].get_string();
            for (const auto span : block["spans"].get_array()) {
              const auto [begin, end] = range(span, source);
              walk(begin, end, rest);
            }
          }
        }
      } catch (const simdjson::simdjson_error& e) {
        throw UndoError("output, line " + std::to_string(line) + ": " + e.what());
      }
    });
    for (const Entry& e : layout_) found_.emplace_back(e.begin, e.before);
    in_order();
  }

  void in_order() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  simdjson::dom::parser parser_;
  std::vector<SourceFile> files_;
  std::vector<Entry> changes_, layout_;
  Ranges flow_;                                               // in the order of a text output
  std::uint64_t end_ = 0;                                     // of the source read so far
  std::vector<std::pair<std::uint64_t, std::string>> found_;  // bytes of the source by their place
};

}  // namespace

std::string undo(std::string_view output, std::string_view edits, std::vector<SourceFile>* files) {
  Undo undone(edits);
  std::string source = undone.source_of(output);
  if (files != nullptr) *files = undone.files();
  return source;
}

}  // namespace clean
