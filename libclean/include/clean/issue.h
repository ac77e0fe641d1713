// An issue in files, a page each: what their names say of it.
#pragma once

#include <clean/export.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clean LIBCLEAN_API {

struct IssueFiles {
  std::string name;                // what the names begin with: "courier-1925-10-03"
  std::vector<std::size_t> order;  // indices of the files, first page first
  std::vector<std::uint32_t>
      pages;  // of each in that order the number of its first page; 0: the one that follows
};

// courier-A1.txt, p12.txt, 0003.txt, page-4.txt: the last number in a name is the page's, a single capital
// before it the section. The order is by these when every name has one and no two are the same, else as
// given; the numbers are the pages' when there is but one section and none is beyond 999 (18900516 is a
// date). A file by itself must say that its number is one: p4, A4, and not 4.
IssueFiles issue_files(std::span<const std::string> names);

// What the path of a page says of it.
struct PathFields {
  std::string id;          // of the issue or document; never one that leads out of a folder
  std::string newspaper;   // its title
  std::string date;        // "1939-04-27", "1939-04", "1939"
  std::uint32_t page = 0;  // 0: it does not say
};

// Regular expressions (RE2) with names for what they find: (?P<date>...). The first one that matches
// anywhere in a path tells. Names are id, newspaper, page, date (1939-04-27, 1939_04, 19390427 ...) or year,
// month, day. What is no date and no page is left out.
class PathPatterns {
 public:
  // Throws RecipeError: what() says which pattern, and what is wrong with it.
  explicit PathPatterns(std::span<const std::string> patterns = {});
  ~PathPatterns();
  PathPatterns(PathPatterns&&) noexcept;

  PathFields fields(std::string_view path) const;  // any number of threads may ask

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace clean
