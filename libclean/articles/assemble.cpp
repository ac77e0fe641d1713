// From decided blocks to articles: which block belongs to which article, and the fields of the record.

#include <clean/article.h>

#include <algorithm>
#include <optional>

#include "survey/facts.h"
#include "survey/page_ref.h"

namespace clean {
namespace {

class Assembly {
 public:
  Assembly(const Document& document, const Recipe& recipe) : doc_(document), recipe_(recipe) {}

  std::vector<Article> articles() && {
    const auto blocks = doc_.blocks();
    std::uint32_t open = 0;  // the article being filled, by its number in the document
    bool any = false;
    std::vector<std::size_t> waiting;  // lifted blocks that belong to the article that follows
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Block& b = blocks[i];
      if (furniture(b.role) || b.role == Role::credit || b.at.empty()) {
        rest_.lifted.push_back(part(b));
        add_pages(rest_, b);
      } else if (lifted(b.role)) {
        if (!any || comes_from(i)) {
          waiting.push_back(i);
        } else {
          lift(articles_.back(), b);
        }
      } else {
        if (!any || b.article != open) {
          articles_.emplace_back();
          open = b.article;
          any = true;
        }
        for (const std::size_t w : waiting) lift(articles_.back(), blocks[w]);
        waiting.clear();
        Article& a = articles_.back();
        a.blocks.push_back(part(b));
        if (a.blocks.size() > 1 && i > 0 && b.gap == 0 && b.page == blocks[i - 1].last_page) {
          const Part& before = a.blocks[a.blocks.size() - 2];
          a.blocks.back().apart = !stay_together(before.text, a.blocks.back().text);
        }
        add_pages(articles_.back(), b);
      }
    }
    for (const std::size_t w : waiting) {
      if (any) {
        lift(articles_.back(), blocks[w]);
      } else {
        rest_.lifted.push_back(part(blocks[w]));
        add_pages(rest_, blocks[w]);
      }
    }
    for (Article& a : articles_) fill(a);
    find_confidence();
    if (!rest_.lifted.empty()) {
      rest_.kind = Article::Kind::rest;
      once_each(rest_.pages);
      articles_.push_back(std::move(rest_));
    }
    return std::move(articles_);
  }

 private:
  Part part(const Block& b) const { return {b.role, doc_.text(b), doc_.source(b.at), b.page, true}; }

  // Of an issue not every page need be there: a block may run from page 1 to page 4. A page that was there
  // before is left for once_each().
  void add_pages(Article& a, const Block& b) const {
    const std::uint32_t first = std::min(b.page, b.last_page), last = std::max(b.page, b.last_page);
    const auto add = [&](std::uint32_t page) {
      if (a.pages.empty() || a.pages.back() != page) a.pages.push_back(page);
    };
    add(first);
    const auto& files = doc_.source().files;
    if (files.empty())
      for (std::uint32_t p = first; p != last; ++p) add(p);
    else if (first != last)
      for (const SourceFile& f : files)
        if (f.page > first && f.page < last) add(f.page);
    add(last);
  }

  static void once_each(std::vector<std::uint32_t>& pages) {
    std::sort(pages.begin(), pages.end());
    pages.erase(std::unique(pages.begin(), pages.end()), pages.end());
  }

  // A jump line that says where the text came from stands before the text it belongs to.
  bool comes_from(std::size_t i) const {
    const auto blocks = doc_.blocks();
    if (blocks[i].role != Role::jump) return false;
    Found found;
    if (!recipe_.vocabulary->find(Says::jump_from, doc_.text(blocks[i]), found)) return false;
    std::size_t behind = i + 1;
    while (behind < blocks.size() && lifted(blocks[behind].role)) ++behind;
    return behind < blocks.size() && blocks[behind].starts;
  }

  void lift(Article& a, const Block& b) {
    a.lifted.push_back(part(b));
    if (b.role != Role::jump) return;
    Found from, to;
    const bool is_from = recipe_.vocabulary->find(Says::jump_from, doc_.text(b), from);
    const bool is_to = recipe_.vocabulary->find(Says::jump_to, doc_.text(b), to);
    // Over the text: below a headline at most, which may have been read as a short paragraph, or joined with
    // the text behind the line.
    constexpr std::size_t kTallest = 4, kLongest = 200;  // lines, bytes
    const bool before_body =
        a.blocks.size() <= kTallest && a.jump_to == 0 &&
        std::none_of(a.blocks.begin(), a.blocks.end(), [&](const Part& p) {
          const bool over = p.spans.back().begin > doc_.source(b.at).front().begin;
          return p.role == Role::paragraph && (a.blocks.size() > 1 || (p.text.size() > kLongest && !over));
        });
    if (before_body && is_from) {
      a.jump_from = page_number(from.page, b.page);
    } else if (is_to && !(is_from && came_from(a, page_number(from.page, b.page)))) {
      a.jump_to = page_number(to.page, b.page);
    }
  }

  // The number of the page that a jump line on page `own` names; 0: none.
  std::uint32_t page_number(std::string_view text, std::uint32_t own) {
    const PageRef ref = page_ref(text);
    switch (ref.kind) {
      case PageRef::Kind::number:
        return ref.number;
      case PageRef::Kind::same:
        return own;
      case PageRef::Kind::before:
        return own > 1 ? own - 1 : 0;
      case PageRef::Kind::behind:
        return own + 1;
      case PageRef::Kind::last: {  // a page by itself does not know how many there are
        if (!pages_) pages_.emplace(doc_);
        const auto& pages = pages_->pages();
        return pages.size() > 1 && pages.back().page != own ? pages.back().called.front().number : 0;
      }
      case PageRef::Kind::none:
        break;
    }
    return 0;
  }

  // 紧接第一版 serves for both ways: over the rest of an article that began there it is no way out.
  static bool came_from(const Article& a, std::uint32_t page) {
    return std::find(a.pages.begin(), a.pages.end(), page) != a.pages.end();
  }

  void fill(Article& a) const {
    once_each(a.pages);
    std::string end_byline;
    bool body_seen = false;
    for (const Part& p : a.blocks) {
      switch (p.role) {
        case Role::kicker:
          a.kicker.emplace_back(p.text);
          break;
        case Role::subheadline:
          a.subheadline.emplace_back(p.text);
          break;
        case Role::headline:
          append_with(a.headline, " ", p.text);
          break;
        case Role::byline:
          append_with(body_seen ? end_byline : a.byline, " ", byline_in(p.text));
          break;
        case Role::abstract:
          break;
        default:
          if (!body_seen && p.role == Role::paragraph) read_lead(p.text, a);
          body_seen = true;
          append_with(a.text, p.apart ? "\n\n" : "\n", p.text);
      }
    }
    if (a.byline.empty()) a.byline = end_byline;
    a.genre = genre(a);
    // Below a headline at most, nothing but lines set one below the other.
    std::size_t display = 0, table = 0, other = 0;
    for (const Part& p : a.blocks) {
      display += p.role == Role::advert;
      table += p.role == Role::table;
      other += p.role != Role::advert && p.role != Role::table && !head(p.role);
    }
    if (a.genre.empty() && table > display && other == 0) a.genre = "table";
    if (a.genre == "advert" || (!a.blocks.empty() && a.blocks.front().role == Role::advert) ||
        (display > 0 && other + table == 0))
      a.kind = Article::Kind::advert;
  }

  static void append_with(std::string& to, std::string_view between, std::string_view text) {
    if (!to.empty()) to += between;
    to += text;
  }

  std::string_view byline_in(std::string_view text) const {
    Found found;
    for (const Says says : {Says::byline, Says::name, Says::byline_end}) {
      if (recipe_.vocabulary->find(says, text, found) && !found.byline.empty()) return found.byline;
    }
    return text;
  }

  void read_lead(std::string_view paragraph, Article& a) const {
    Found found;
    if (!recipe_.vocabulary->find(Says::lead, paragraph, found)) return;
    a.dateline = found.dateline;
    if (a.byline.empty()) a.byline = found.byline;
  }

  std::string genre(const Article& a) const {
    std::string_view genre = recipe_.vocabulary->genre(a.headline);
    for (std::size_t i = 0; genre.empty() && i < a.subheadline.size(); ++i)
      genre = recipe_.vocabulary->genre(a.subheadline[i]);
    if (genre.empty() && !a.dateline.empty()) genre = "news";
    return std::string(genre);
  }

  // An article is as sure as the least sure decision that gave it a block, a join or its start.
  void find_confidence() {
    struct Home {
      SourceAt begin;
      std::size_t article;
    };
    std::vector<Home> homes;
    const auto add = [&](const std::vector<Part>& parts, std::size_t article) {
      for (const Part& p : parts) {
        for (const SourceRange& s : p.spans) homes.push_back({s.begin, article});
      }
    };
    for (std::size_t i = 0; i < articles_.size(); ++i) add(articles_[i].blocks, i);
    for (std::size_t i = 0; i < articles_.size(); ++i) add(articles_[i].lifted, i);
    add(rest_.lifted, articles_.size());
    // Nearly all are in order: only what is lifted stands elsewhere.
    const auto earlier = [](const Home& a, const Home& b) { return a.begin < b.begin; };
    const auto sorted = std::is_sorted_until(homes.begin(), homes.end(), earlier);
    std::sort(sorted, homes.end(), earlier);
    std::inplace_merge(homes.begin(), sorted, homes.end(), earlier);
    for (const Decision& d : doc_.history()) {
      if (d.verdict != Verdict::applied || d.action == Action::replace) continue;
      const auto ranges = doc_.source(d);
      if (ranges.empty()) continue;
      const auto home = std::partition_point(homes.begin(), homes.end(),
                                             [&](const Home& h) { return h.begin <= ranges.front().begin; });
      if (home == homes.begin()) continue;
      if ((home - 1)->article == articles_.size()) continue;  // the page's, no article's
      Article& a = articles_[(home - 1)->article];
      a.confidence = std::min(a.confidence, static_cast<double>(d.confidence));
    }
  }

  const Document& doc_;
  const Recipe& recipe_;
  std::vector<Article> articles_;
  Article rest_;
  std::optional<PageNames> pages_;  // found when first asked for
};

}  // namespace

std::vector<Article> assemble(const Document& document, const Recipe& recipe) {
  return Assembly(document, recipe).articles();
}

std::string_view name(Article::Kind kind) {
  switch (kind) {
    case Article::Kind::article:
      return "article";
    case Article::Kind::advert:
      return "advert";
    case Article::Kind::rest:
      return "rest";
  }
  return "";
}

}  // namespace clean
