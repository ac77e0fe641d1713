#include "eval/issue.h"

#include <simdjson.h>

#include <algorithm>
#include <map>
#include <set>

namespace eval {
namespace {

namespace dom = simdjson::dom;

struct Part {
  std::string page;  // its gold without the ending
  std::size_t number = 0;
  auto operator<=>(const Part&) const = default;
};

std::string shown(const Part& part) { return part.page + "#" + std::to_string(part.number); }

struct Stitched {
  std::vector<Part> parts;
  std::vector<std::string> paragraphs;
};

std::vector<Stitched> read_gold(const std::filesystem::path& path, std::vector<std::string>& pages) {
  dom::parser parser;
  dom::element gold;
  if (const auto error = parser.load(path.string()).get(gold); error == simdjson::IO_ERROR)
    throw Unreadable("cannot read " + path.string());
  else if (error)
    throw Invalid(path.string() + ": not JSON");
  std::vector<Stitched> all;
  try {
    for (const dom::element page : gold["pages"].get_array()) pages.emplace_back(page.get_string().value());
    for (const dom::element item : gold["stitched"].get_array()) {
      Stitched& stitched = all.emplace_back();
      for (const dom::element part : item["parts"].get_array())
        stitched.parts.push_back({std::string(part.at(0).get_string().value()),
                                  static_cast<std::size_t>(part.at(1).get_uint64())});
      if (!item["paragraphs"].error()) {
        for (const dom::element paragraph : item["paragraphs"].get_array())
          stitched.paragraphs.emplace_back(paragraph.get_string().value());
      }
    }
  } catch (const simdjson::simdjson_error& error) {
    throw Invalid(path.string() + ": " + error.what());
  }
  return all;
}

// Which article of gold a byte of a page is in.
class Places {
 public:
  Places(const std::filesystem::path& folder, const std::vector<std::string>& pages) {
    for (const std::string& page : pages) {
      const Records records = read_records(folder / (page + ".jsonl"));
      for (std::size_t i = 0; i < records.size(); ++i) {
        if (records[i].kind == "rest") continue;
        for (const Block& block : records[i].blocks) {
          for (const Span& span : block.spans)
            spans_[stem(records[i].source, page)].push_back({span, {page, i + 1}});
        }
      }
    }
  }

  // The articles that a record has in its flow.
  std::set<Part> of(const Record& record) const {
    std::set<Part> found;
    for (const Block& block : record.blocks) {
      const auto page = spans_.find(stem(block.source.empty() ? record.source : block.source, ""));
      if (page == spans_.end()) continue;
      for (const Span& span : block.spans) {
        for (const auto& [gold, part] : page->second) {
          if (span.begin < gold.end && gold.begin < span.end) found.insert(part);
        }
      }
    }
    return found;
  }

 private:
  static std::string stem(const std::string& source, const std::string& otherwise) {
    return source.empty() ? otherwise : std::filesystem::path(source).stem().string();
  }

  std::map<std::string, std::vector<std::pair<Span, Part>>> spans_;
};

}  // namespace

IssueScores& operator+=(IssueScores& sum, const IssueScores& more) {
  sum.links.right += more.links.right;
  sum.links.wrong += more.links.wrong;
  sum.links.missed += more.links.missed;
  sum.run_together += more.run_together;
  sum.paragraphs.count += more.paragraphs.count;
  sum.paragraphs.of += more.paragraphs.of;
  sum.findings.insert(sum.findings.end(), more.findings.begin(), more.findings.end());
  return sum;
}

IssueScores score_issue(const std::filesystem::path& path, const Records& out) {
  std::vector<std::string> pages;
  const std::vector<Stitched> gold = read_gold(path, pages);
  const Places places(path.parent_path(), pages);
  IssueScores scores;
  scores.name = path.filename().string();
  const auto find = [&](const std::string& what) { scores.findings.push_back(scores.name + ": " + what); };

  const auto one = [&](const Part& a, const Part& b) {
    return std::any_of(gold.begin(), gold.end(), [&](const Stitched& s) {
      const auto has = [&](const Part& part) {
        return std::find(s.parts.begin(), s.parts.end(), part) != s.parts.end();
      };
      return has(a) && has(b);
    });
  };
  std::vector<std::set<Part>> held;
  for (const Record& record : out)
    held.push_back(record.kind == "rest" ? std::set<Part>() : places.of(record));

  for (const Stitched& stitched : gold) {
    for (std::size_t i = 1; i < stitched.parts.size(); ++i) {
      const Part &first = stitched.parts[i - 1], &second = stitched.parts[i];
      const bool found = std::any_of(held.begin(), held.end(), [&](const std::set<Part>& parts) {
        return parts.contains(first) && parts.contains(second);
      });
      ++(found ? scores.links.right : scores.links.missed);
      if (!found) find("missed: " + shown(first) + " goes on with " + shown(second));
    }
    const auto with_first = std::find_if(held.begin(), held.end(), [&](const std::set<Part>& parts) {
      return parts.contains(stitched.parts.front());
    });
    for (const std::string& paragraph : stitched.paragraphs) {
      ++scores.paragraphs.of;
      bool equal = false;
      if (with_first != held.end()) {
        const Record& record = out[static_cast<std::size_t>(with_first - held.begin())];
        equal = std::any_of(record.blocks.begin(), record.blocks.end(), [&](const Block& block) {
          return block.text == paragraph || block.whole == paragraph;
        });
      }
      scores.paragraphs.count += equal;
      if (!equal) find("no such paragraph in " + shown(stitched.parts.front()) + ": \"" + paragraph + "\"");
    }
  }
  std::set<std::pair<Part, Part>> told;
  for (const std::set<Part>& parts : held) {
    for (auto a = parts.begin(); a != parts.end(); ++a) {
      for (auto b = std::next(a); b != parts.end(); ++b) {
        if (a->page == b->page || one(*a, *b) || !told.emplace(*a, *b).second) continue;
        ++scores.links.wrong;
        const bool right_pages = std::any_of(parts.begin(), parts.end(), [&](const Part& c) {
          return std::any_of(parts.begin(), parts.end(), [&](const Part& d) {
            return c.page == a->page && d.page == b->page && one(c, d);
          });
        });
        scores.run_together += right_pages;
        find("wrong: " + shown(*a) + " and " + shown(*b) + " in one record" +
             (right_pages ? ": a start was missed" : ""));
      }
    }
  }
  return scores;
}

}  // namespace eval
