#include <clean/mets.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "formats/entities.h"
#include "formats/xml.h"

namespace clean {
namespace {

struct File {
  std::string href;
  int rank = 0;  // how likely it has text: 0 is an image
};

// By the type of the file, and by what its group is for.
int rank_of(std::string_view mime, std::string_view use, std::string_view href) {
  std::string name(href.substr(0, href.find('?')));
  const std::size_t dot = name.rfind('.');
  std::string ending = dot == name.npos ? "" : name.substr(dot + 1), group(use);
  const auto lower = [](std::string& s) {
    for (char& c : s) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  };
  lower(ending);
  lower(group);
  const bool text = mime.find("xml") != mime.npos || mime.find("html") != mime.npos || ending == "xml" ||
                    ending == "alto" || ending == "hocr" || ending == "html";
  if (!text || mime.starts_with("image/")) return 0;
  for (const std::string_view word : {"alto", "fulltext", "ocr", "page", "transcription"}) {
    if (group.find(word) != group.npos || mime.find(word) != mime.npos) return 2;
  }
  return 1;
}

class Mets {
 public:
  explicit Mets(std::string_view bytes) : xml_(bytes, {}) {
    const pugi::xml_node root = xml_.root();
    if (local_name(root) != "mets")
      xml_.fault("is no METS: its root element is " + std::string(root ? root.name() : "missing"));
    files(child(root, "fileSec"), "", 0);
    for_each_child(root, [&](const pugi::xml_node& map) {
      if (local_name(map) == "structMap" && value(map, "TYPE") == "PHYSICAL") pages(map, 0);
    });
    if (issue_.pages.empty()) pages_of_files();
    for (std::size_t page = 0; page < issue_.pages.size(); ++page) {
      std::vector<std::string> names;
      for (const std::string& id : ids_[page]) {
        page_of_.try_emplace(id, static_cast<std::uint32_t>(page));
        const auto file = files_.find(id);
        if (file != files_.end() && file->second.rank > 0) names.push_back(id);
      }
      std::stable_sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
        return files_[a].rank > files_[b].rank;
      });
      for (const std::string& id : names) issue_.pages[page].files.push_back(files_[id].href);
    }
    for_each_child(root, [&](const pugi::xml_node& map) {
      if (local_name(map) == "structMap") divisions(map, 0);
      if (local_name(map) == "structLink") links(map, 0);
    });
    for_each_child(root, [&](const pugi::xml_node& map) {
      if (local_name(map) == "structMap" && value(map, "TYPE") != "PHYSICAL") articles(map, 0, 0);
    });
  }

  MetsIssue issue() && {
    issue_.faults = xml_.faults();
    return std::move(issue_);
  }

 private:
  bool too_deep(int depth) {
    if (depth <= kDeepest) return false;
    xml_.fault("is nested more than " + std::to_string(kDeepest) + " deep; what stands deeper was not read");
    return true;
  }

  void files(const pugi::xml_node& group, std::string_view use, int depth) {
    if (too_deep(depth)) return;
    for_each_child(group, [&](const pugi::xml_node& part) {
      const std::string_view own = value(part, "USE");
      if (local_name(part) == "file") {
        const pugi::xml_node at = child(part, "FLocat");
        const std::string href = unescaped(value(at, "href"));
        const std::string id(value(part, "ID"));
        files_[id] = {href, rank_of(value(part, "MIMETYPE"), own.empty() ? use : own, href)};
        listed_.push_back(id);
      } else {
        files(part, own.empty() ? use : own, depth + 1);
      }
    });
  }

  // The divs of physical pages: those that point to files themselves.
  void pages(const pugi::xml_node& node, int depth) {
    if (too_deep(depth)) return;
    for_each_child(node, [&](const pugi::xml_node& div) {
      if (local_name(div) != "div") return;
      std::vector<std::string> ids;
      for_each_child(div, [&](const pugi::xml_node& pointer) {
        if (local_name(pointer) == "fptr") file_ids(pointer, ids, depth);
      });
      const std::string_view type = value(div, "TYPE");
      const bool page = type == "page" || type == "PAGE" || type == "Page" || (type.empty() && !ids.empty());
      if (!page) return pages(div, depth + 1);
      std::uint32_t number = 0;
      const std::string_view order = value(div, "ORDER");
      std::from_chars(order.data(), order.data() + order.size(), number);
      if (number == 0 || number > 9999) number = static_cast<std::uint32_t>(issue_.pages.size() + 1);
      issue_.pages.push_back({number, {}});
      ids_.push_back(std::move(ids));
    });
    if (depth > 0) return;
    // In the order that ORDER says.
    std::vector<std::size_t> order(issue_.pages.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return issue_.pages[a].number < issue_.pages[b].number;
    });
    std::vector<MetsPage> sorted;
    std::vector<std::vector<std::string>> ids;
    for (const std::size_t i : order) {
      sorted.push_back(std::move(issue_.pages[i]));
      ids.push_back(std::move(ids_[i]));
    }
    issue_.pages = std::move(sorted);
    ids_ = std::move(ids);
  }

  void file_ids(const pugi::xml_node& node, std::vector<std::string>& ids, int depth) {
    if (too_deep(depth)) return;
    if (const pugi::xml_attribute id = attribute(node, "FILEID")) ids.emplace_back(id.value());
    for_each_child(node, [&](const pugi::xml_node& part) { file_ids(part, ids, depth + 1); });
  }

  // Without a physical structMap each file that is likely to have text is a page.
  void pages_of_files() {
    int best = 0;
    for (const std::string& id : listed_) best = std::max(best, files_[id].rank);
    for (const std::string& id : listed_) {
      if (best == 0 || files_[id].rank < best) continue;
      issue_.pages.push_back({static_cast<std::uint32_t>(issue_.pages.size() + 1), {}});
      ids_.push_back({id});
    }
  }

  // Every div by its ID, for what links to it.
  void divisions(const pugi::xml_node& node, int depth) {
    if (too_deep(depth)) return;
    for_each_child(node, [&](const pugi::xml_node& div) {
      if (local_name(div) != "div") return;
      divs_.try_emplace(value(div, "ID"), div);
      divisions(div, depth + 1);
    });
  }

  // smLink from="#art1" to="#area1"; smLinkGrp with a locator for the article and more for its areas.
  void links(const pugi::xml_node& node, int depth) {
    if (too_deep(depth)) return;
    for_each_child(node, [&](const pugi::xml_node& part) {
      const auto id = [](std::string_view href) { return href.substr(href.starts_with('#') ? 1 : 0); };
      if (local_name(part) == "smLink") {
        links_[id(value(part, "from"))].push_back(id(value(part, "to")));
      } else if (local_name(part) == "smLinkGrp") {
        std::string_view from;
        for_each_child(part, [&](const pugi::xml_node& locator) {
          if (local_name(locator) != "smLocatorLink") return;
          const std::string_view to = id(value(locator, "href"));
          if (from.empty()) {
            from = to;
          } else {
            links_[from].push_back(to);
          }
        });
      } else {
        links(part, depth + 1);
      }
    });
  }

  static bool names_article(std::string_view type) {
    std::string plain;
    for (const char c : type) plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    for (const std::string_view name :
         {"ARTICLE", "ADVERTISEMENT", "ADVERT", "AD", "OBITUARY", "NOTICE", "LETTER", "WEATHER", "POEM",
          "REVIEW", "FEUILLETON", "SERIAL", "ANNOUNCEMENT", "DEATH_NOTICE", "FAMILY_NOTICE", "CLASSIFIED"}) {
      if (plain == name) return true;
    }
    return false;
  }

  void articles(const pugi::xml_node& node, std::uint32_t article, int depth) {
    if (too_deep(depth)) return;
    for_each_child(node, [&](const pugi::xml_node& div) {
      if (local_name(div) != "div") return;
      // A section or an illustration inside an article is a part of it.
      const std::uint32_t own = article == 0 && names_article(value(div, "TYPE")) ? ++articles_ : article;
      if (own > 0) {
        areas(div, own, structure_named(value(div, "TYPE")), depth);
        const auto linked = links_.find(value(div, "ID"));
        if (linked != links_.end()) {
          for (const std::string_view id : linked->second) {
            const auto to = divs_.find(id);
            if (to != divs_.end()) areas(to->second, own, structure_of(to->second), depth);
          }
        }
      }
      articles(div, own, depth + 1);
    });
  }

  static Structure structure_of(const pugi::xml_node& div) {
    const Structure label = structure_named(value(div, "LABEL"));
    return label != Structure::none ? label : structure_named(value(div, "TYPE"));
  }

  // The areas that a div itself points to.
  void areas(const pugi::xml_node& div, std::uint32_t article, Structure structure, int depth) {
    for_each_child(div, [&](const pugi::xml_node& part) {
      if (local_name(part) == "fptr") area(part, value(div, "ID"), article, structure, depth);
    });
  }

  void area(const pugi::xml_node& node, std::string_view id, std::uint32_t article, Structure structure,
            int depth) {
    if (too_deep(depth)) return;
    if (local_name(node) == "area" && attribute(node, "BEGIN")) {
      const auto page = page_of_.find(std::string(value(node, "FILEID")));
      if (page != page_of_.end()) {
        issue_.named.push_back({page->second, std::string(value(node, "BEGIN")),
                                std::string(value(node, "END")), article, structure});
      }
    }
    for_each_child(node, [&](const pugi::xml_node& part) { area(part, id, article, structure, depth + 1); });
  }

  Xml xml_;
  MetsIssue issue_;
  std::map<std::string, File> files_;
  std::vector<std::string> listed_;               // ids of files, as they stand
  std::vector<std::vector<std::string>> ids_;     // of the files of each page
  std::map<std::string, std::uint32_t> page_of_;  // by id of file
  std::map<std::string_view, pugi::xml_node> divs_;
  std::map<std::string_view, std::vector<std::string_view>> links_;
  std::uint32_t articles_ = 0;
};

}  // namespace

MetsIssue read_mets(std::string_view bytes) { return Mets(bytes).issue(); }

std::string local_file(std::string_view href) {
  if (href.starts_with("file://")) {
    href.remove_prefix(7);
    if (href.starts_with("./")) href.remove_prefix(2);
  }
  std::string name;
  for (std::size_t i = 0; i < href.size(); ++i) {
    unsigned code = 0;
    if (href[i] == '%' && i + 2 < href.size() + 0 &&
        std::from_chars(href.data() + i + 1, href.data() + i + 3, code, 16).ptr == href.data() + i + 3) {
      name += static_cast<char>(code);
      i += 2;
    } else {
      name += href[i] == '\\' ? '/' : href[i];
    }
  }
  if (name.empty() || name.front() == '/' || name.find('\0') != name.npos) return {};
  const std::size_t colon = name.find(':');
  if (colon != name.npos && colon < name.find('/')) return {};  // http: and the like, C:
  std::size_t begin = 0;
  while (begin <= name.size()) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    if (name.compare(begin, end - begin, "..") == 0) return {};
    begin = end + 1;
  }
  while (name.starts_with("./")) name.erase(0, 2);
  return name;
}

}  // namespace clean
