// An issue in files, a page each: what their names say of it.
#pragma once

#include <clean/export.h>

#include <cstdint>
#include <span>
#include <string>
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

}  // namespace clean
