// What a newspaper calls its pages, as one thing: 第二版 = ２版 = 02 = A02 = Ⅱ = page two = page deux, where
// the issue has but one section. Jump lines name pages so (newspapers.md section 7), running heads do, and
// names of files.
#pragma once

#include <clean/document.h>

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace clean {

struct PageRef {
  enum class Kind : std::uint8_t {
    none,
    number,
    same,    // 本版, this page
    before,  // 上版, 前面
    behind,  // 下版, next page, page suivante
    last,    // 最終面, back page, dernière page
  };
  Kind kind = Kind::none;
  char section = 0;  // A of A4; 0: it names none
  std::uint32_t number = 0;

  bool operator==(const PageRef&) const = default;
};

// Reads a page's number or name, the words around it (第, 版, page, Seite) or not: 第二, ０２, A04, Ⅱ, sixth,
// première, une, letzten, back, 本, 上.
PageRef page_ref(std::string_view text);

// What a line over or under a page says that it is: 第04版, Seite 3, A4, 4 — Le Courrier. Empty: nothing.
std::vector<PageRef> pages_said(std::string_view line);

// The page that the name of a file ends with: A4 of courier-A4.txt, 4 of p4.txt. Kind::none: it has no
// number.
PageRef page_ref_of_file(std::string_view name);

// The pages of a document and what each is called: by the name of its file, by what its running heads and
// page numbers say (blocks that are lifted as such), else by counting. A stream may
// hold several issues: in one input another issue begins with a page that says it is the first.
class PageNames {
 public:
  explicit PageNames(const Document& document);

  // Whether `page` (Block::page) is what a jump line on page `from` calls `ref`.
  bool is(std::uint32_t page, const PageRef& ref, std::uint32_t from) const;

  // Whether any page of the same issue is.
  bool any(const PageRef& ref, std::uint32_t from) const;

  // In reading order.
  struct Page {
    std::uint32_t page;
    std::vector<PageRef> called = {};
    std::uint32_t issue = 0;  // counted
    bool said = false;        // by the file's name or the page itself; else counted
  };
  const std::vector<Page>& pages() const { return pages_; }
  std::uint32_t issue_of(std::uint32_t page) const;

 private:
  Page* find(std::uint32_t page);
  const Page* find(std::uint32_t page) const;

  std::vector<Page> pages_;
  std::multimap<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> numbered_;  // issue, number: page
};

}  // namespace clean
