// Running heads that only several pages together give away: a line at the edge of a page that has the page's
// own number at one end, and whose words stand in such a line of another page: 4 — Le Courrier de
// Moulinbourg.
//
// Leaves alone: what stands at the edges of several pages without a page number. That may be a headline that
// is repeated over the rest of its article.
#pragma once

#include <clean/document.h>

#include <vector>

#include "survey/facts.h"

namespace clean {

struct EdgeLine {
  std::size_t block;
  Role role;  // running_head, or masthead: the name alone, over the first page
};

// `found`: what each block is known to be already; paragraph: nothing.
std::vector<EdgeLine> heads_of_pages(const Document& document, const Facts& facts,
                                     const std::vector<Role>& found);

}  // namespace clean
