#include "filters/page_edges.h"

#include <algorithm>
#include <set>
#include <string>

#include "survey/page_ref.h"
#include "survey/shared_words.h"
#include "unicode/chars.h"

namespace clean {
namespace {

constexpr std::uint32_t kLongest = 60;  // characters; newspapers.md section 9
constexpr std::size_t kDeep = 2;        // lines at each edge

struct Edge {
  std::size_t block, page;  // page: in Facts::pages()
  bool first = false;       // the first line of its page
  bool known = false;       // furniture already
  bool numbered = false;    // has its page's number at one end
  std::vector<std::string> words;
};

// Letters without the numbers among them.
std::vector<std::string> name_words(std::string_view line) {
  std::string without;
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = next(line, at);
    if (!is(c, kDigit)) append(without, c);
  }
  return content_words(without);
}

// How many numbers a word of the line has: 第04版 one, 2026年3月11日 three.
int numbers_in(std::string_view token) {
  int numbers = 0;
  bool in_number = false;
  for (std::size_t at = 0; at < token.size();) {
    const bool digit = is(next(token, at), kDigit);
    numbers += digit && !in_number;
    in_number = digit;
  }
  return numbers;
}

bool numbered(std::string_view line, std::uint32_t page, const PageNames& names) {
  for (const PageRef& ref : pages_said(line)) {
    if (names.is(page, ref, page)) return true;
  }
  const std::size_t begin = line.find_first_not_of(" \t"), end = line.find_last_not_of(" \t");
  if (begin == line.npos) return false;
  line = line.substr(begin, end + 1 - begin);
  const std::size_t behind = std::min(line.find_first_of(" \t"), line.size());
  const std::size_t before = line.find_last_of(" \t") + 1;  // npos + 1: 0
  for (const std::string_view token : {line.substr(0, behind), line.substr(before)}) {
    const PageRef ref = page_ref(token);
    if (numbers_in(token) == 1 && ref.kind == PageRef::Kind::number && names.is(page, ref, page)) return true;
  }
  return false;
}

// Whether all words of the one stand in the other, two at least.
bool within(const std::vector<std::string>& few, const std::vector<std::string>& many) {
  return few.size() >= 2 && std::all_of(few.begin(), few.end(), [&](const std::string& word) {
           return std::find(many.begin(), many.end(), word) != many.end();
         });
}

// What two heads of one paper have in common is its name: most of the words of the shorter one.
bool alike(const Edge& a, const Edge& b) {
  const auto &few = a.words.size() <= b.words.size() ? a.words : b.words,
             &many = a.words.size() <= b.words.size() ? b.words : a.words;
  std::size_t shared = 0;
  for (const std::string& word : few) shared += std::find(many.begin(), many.end(), word) != many.end();
  return shared >= 2 && shared * 2 >= few.size();
}

}  // namespace

std::vector<EdgeLine> heads_of_pages(const Document& document, const Facts& facts,
                                     const std::vector<Role>& found) {
  std::vector<EdgeLine> heads;
  const auto pages = facts.pages();
  if (pages.size() < 2) return heads;
  const auto blocks = document.blocks();
  const PageNames names(document);
  std::vector<Edge> edges;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    const auto add = [&](std::size_t i, bool first) {
      const Role role = found[i] != Role::paragraph ? found[i] : blocks[i].role;
      if (lifted(role) && !furniture(role)) return;
      const Line& line = facts.line(i);
      if (!lifted(role) && (line.chars > kLongest || line.says(Says::jump_to) || line.says(Says::jump_from)))
        return;
      edges.push_back(
          {i, p, first, furniture(role), numbered(line.text, blocks[i].page, names), name_words(line.text)});
    };
    for (std::size_t n = 0; n < kDeep && pages[p].first + n < pages[p].end; ++n)
      add(pages[p].first + n, n == 0);
    for (std::size_t n = 0; n < kDeep && pages[p].end - n > pages[p].first + kDeep; ++n)
      add(pages[p].end - 1 - n, false);
  }
  std::set<std::size_t> given;
  const auto give = [&](const Edge& edge, Role role) {
    if (!edge.known && given.insert(edge.block).second) heads.push_back({edge.block, role});
  };
  for (const Edge& a : edges) {
    if (a.known || !a.numbered) continue;
    const bool other = std::any_of(edges.begin(), edges.end(), [&](const Edge& b) {
      return b.page != a.page && (b.known || b.numbered) && alike(a, b);
    });
    if (other) give(a, Role::running_head);
  }
  // The name of the paper over its first page, with a date or alone, has no number.
  for (const Edge& a : edges) {
    if (a.known || a.numbered || !a.first || a.page != 0) continue;
    for (const Edge& b : edges) {
      if (b.page == a.page || !b.numbered || !(within(a.words, b.words) || within(b.words, a.words)))
        continue;
      give(a, facts.line(a.block).digits == 0 ? Role::masthead : Role::running_head);
      give(b, Role::running_head);
    }
  }
  return heads;
}

}  // namespace clean
