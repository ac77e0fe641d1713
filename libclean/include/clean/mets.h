// METS: which files are the pages of an issue, and which of their regions are its articles.
#pragma once

#include <clean/document.h>
#include <clean/export.h>

#include <string>
#include <string_view>
#include <vector>

namespace clean LIBCLEAN_API {

struct MetsPage {
  std::uint32_t number = 0;        // ORDER, or where it stands
  std::vector<std::string> files;  // that may have its text, the likeliest first; as the METS file has them
};

struct MetsIssue {
  std::vector<MetsPage> pages;      // in physical order
  std::vector<NamedRegions> named;  // `file` is the page, in `pages`
  std::vector<std::string> faults;
};

// Reads a METS file: the physical structMap, or where there is none the fileSec; articles from the logical
// structMap, by areas in it or by structLink. Nothing it refers to is opened.
MetsIssue read_mets(std::string_view bytes);

// The name of a file below the METS file's folder; empty for what lies elsewhere (another host, an absolute
// path, a folder above).
std::string local_file(std::string_view href);

}  // namespace clean
