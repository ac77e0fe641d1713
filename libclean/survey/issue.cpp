#include <clean/issue.h>

#include <algorithm>
#include <filesystem>
#include <numeric>

#include "survey/page_ref.h"

namespace clean {
namespace {

struct PageName {
  std::string before;  // the page's name and what parts it from the rest left out
  char section = 0;
  std::uint64_t number = 0;
  bool any = false;
  bool called = false;  // a page: by a section or a word before the number
};

bool digit(char c) { return c >= '0' && c <= '9'; }
bool small(char c) { return c >= 'a' && c <= 'z'; }
bool capital(char c) { return c >= 'A' && c <= 'Z'; }
bool parts_words(char c) { return c == '-' || c == '_' || c == '.' || c == ' '; }

PageName page_name(const std::string& file) {
  const std::string stem = std::filesystem::path(file).stem().string();
  PageName page;
  std::size_t end = stem.size();
  while (end > 0 && !digit(stem[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && digit(stem[begin - 1])) --begin;
  constexpr std::size_t kMost = 18;  // digits of a number that is one
  page.any = begin < end && end - begin <= kMost;
  if (page.any) page.number = std::stoull(stem.substr(begin, end - begin));
  const auto letter = [&](std::size_t at) {
    return at > 0 && (small(stem[at - 1]) || capital(stem[at - 1]));
  };
  const bool alone = letter(begin) && !letter(begin - 1);
  // P and S may stand for page, pagina, Seite.
  if (alone && capital(stem[begin - 1]) && stem[begin - 1] != 'P' && stem[begin - 1] != 'S')
    page.section = stem[begin - 1];
  // p4, page-4, Seite_4: the word goes with the number.
  std::size_t word = begin;
  while (word > 0 && parts_words(stem[word - 1])) --word;
  std::size_t word_begin = word;
  while (letter(word_begin)) --word_begin;
  std::string called = stem.substr(word_begin, word - word_begin);
  for (char& c : called) c = capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
  for (const char* known : {"p", "pg", "pp", "page", "pagina", "s", "seite", "image", "img", "scan"}) {
    if (called == known) page.called = true;
  }
  page.called = page.called || page.section != 0;
  if (page.called) begin = word_begin;
  while (begin > 0 && parts_words(stem[begin - 1])) --begin;
  page.before = stem.substr(0, begin);
  return page;
}

// What the files of an issue are called together: the beginning their names share, else their folder's name.
std::string issue_name(std::span<const std::string> names, std::span<const PageName> pages) {
  const std::string& shared = pages.front().before;
  const bool same =
      std::all_of(pages.begin(), pages.end(), [&](const PageName& p) { return p.any && p.before == shared; });
  if (same && !shared.empty()) return shared;
  const std::filesystem::path first(names.front());
  const std::string folder = first.parent_path().filename().string();
  if (same && !folder.empty() && folder != "." && folder != "..") return folder;
  return names.front() == "-" ? "stdin" : first.stem().string();
}

}  // namespace

PageRef page_ref_of_file(std::string_view name) {
  const PageName page = page_name(std::string(name));
  if (!page.any || page.number == 0 || page.number > 0xFFFFFFFF) return {};
  return {PageRef::Kind::number, page.section, static_cast<std::uint32_t>(page.number)};
}

IssueFiles issue_files(std::span<const std::string> names) {
  IssueFiles issue;
  issue.order.resize(names.size());
  std::iota(issue.order.begin(), issue.order.end(), std::size_t{0});
  issue.pages.assign(names.size(), 0);
  if (names.empty()) return issue;
  std::vector<PageName> pages;
  for (const std::string& name : names) pages.push_back(page_name(name));
  issue.name = issue_name(names, pages);
  const auto earlier = [&](std::size_t a, std::size_t b) {
    return pages[a].section != pages[b].section ? pages[a].section < pages[b].section
                                                : pages[a].number < pages[b].number;
  };
  std::vector<std::size_t> order = issue.order;
  std::stable_sort(order.begin(), order.end(), earlier);
  bool told = names.size() > 1 ? pages[order.front()].any : pages.front().called;
  for (std::size_t i = 1; i < order.size(); ++i)
    told = told && pages[order[i]].any && earlier(order[i - 1], order[i]);
  if (!told) return issue;
  issue.order = order;
  constexpr std::uint64_t kMost = 999;
  const bool numbers = pages[order.front()].section == pages[order.back()].section &&
                       pages[order.front()].number > 0 && pages[order.back()].number <= kMost;
  if (!numbers) return issue;
  for (std::size_t i = 0; i < order.size(); ++i)
    issue.pages[i] = static_cast<std::uint32_t>(pages[order[i]].number);
  return issue;
}

}  // namespace clean
