#include "report/report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include "report/html.h"
#include "report/marks.h"
#include "report/plots.h"
#include "report/style.h"
#include "report/words.h"

namespace report {
namespace {

constexpr double kLowestFine = 0.8;  // what is less sure is worth a look
constexpr std::uint64_t kJoinSteps[] = {0, 1, 3, 6, 11, 21, 51};

std::string decimal(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

std::string section_id(std::uint64_t window, std::uint32_t section) {
  return "w" + std::to_string(window) + "p" + std::to_string(section);
}

// Fills in what was left open.
class Settling {
 public:
  Settling(const std::set<std::string, std::less<>>& kept, const std::function<void(std::string_view)>& sink)
      : kept_(kept), sink_(sink) {}

  void write(std::string_view html, std::uint64_t window) const {
    const std::string number = std::to_string(window);
    constexpr char kOpen[] = {kWindow, kLink, '\0'};
    for (;;) {
      const std::size_t at = html.find_first_of(kOpen);
      sink_(html.substr(0, at));
      if (at == html.npos) return;
      const char which = html[at];
      html.remove_prefix(at + 1);
      if (which == kWindow) {
        sink_(number);
        continue;
      }
      const std::string_view section = upto(html, kPart), id = upto(html, kPart),
                             words = upto(html, kLinkEnd);
      const bool kept = kept_.contains("w" + number + "p" + std::string(section));
      if (kept) {
        sink_("<a href=\"#");
        write(id, window);
        sink_("\">");
      }
      write(words, window);
      sink_(kept ? "</a>" : " <span class=\"out\">page left out here</span>");
    }
  }

 private:
  static std::string_view upto(std::string_view& html, char end) {
    const std::size_t at = html.find(end);
    const std::string_view part = html.substr(0, at);
    html.remove_prefix(at == html.npos ? html.size() : at + 1);
    return part;
  }

  const std::set<std::string, std::less<>>& kept_;
  const std::function<void(std::string_view)>& sink_;
};

// A bar of the histogram of joins: how many pages have so many.
std::vector<Bar> joins_by_step(const std::map<std::uint64_t, std::uint64_t>& pages_by_joins) {
  std::vector<Bar> bars;
  for (std::size_t i = 0; i < std::size(kJoinSteps); ++i) {
    const std::uint64_t low = kJoinSteps[i];
    const bool last = i + 1 == std::size(kJoinSteps);
    Bar bar{std::to_string(low), 0, 0, {}};
    if (last)
      bar.label += "+";
    else if (kJoinSteps[i + 1] > low + 1)
      bar.label += "\u2013" + std::to_string(kJoinSteps[i + 1] - 1);
    for (const auto& [joins, pages] : pages_by_joins)
      if (joins >= low && (last || joins < kJoinSteps[i + 1])) bar.value += pages;
    bars.push_back(std::move(bar));
  }
  return bars;
}

std::vector<Bar> sure_bars(const Counts& counts) {
  std::vector<Bar> bars;
  for (std::size_t i = 0; i < Counts::kTenths; ++i)
    bars.push_back({std::to_string(i * 10) + "\u2013" + std::to_string(i * 10 + 10),
                    counts.sure_applied[i],
                    counts.sure_other[i],
                    {}});
  return bars;
}

std::vector<Bar> filter_bars(const Counts& counts) {
  std::vector<Bar> bars;
  const auto add = [&](std::string_view name, const Proposals& of) {
    Bar bar{std::string(name), of.applied, of.unsure + of.other, grouped(of.applied) + " applied"};
    if (of.unsure > 0) bar.words += ", " + grouped(of.unsure) + " unsure";
    if (of.other > 0) bar.words += ", " + grouped(of.other) + " other";
    bars.push_back(std::move(bar));
  };
  // In the order of the table, then those that are in none.
  for (const clean::FilterRow* row : clean::filters())
    if (const auto found = counts.filters.find(row->name); found != counts.filters.end())
      add(found->first, found->second);
  for (const auto& [name, of] : counts.filters)
    if (clean::filter(name) == nullptr) add(name, of);
  return bars;
}

std::string figure(std::string_view caption, const std::string& plot) {
  return "<figure><figcaption>" + std::string(caption) + "</figcaption>" + plot + "</figure>\n";
}

std::string term(std::string_view words, const std::string& value) {
  return "<div><dt>" + as_text(words) + "</dt><dd>" + value + "</dd></div>";
}

std::string row(std::string_view words, std::uint64_t value) {
  return "<tr><th scope=\"row\">" + as_text(words) + "</th><td class=\"num\">" + grouped(value) +
         "</td></tr>";
}

std::string summary_tables(const Counts& counts) {
  std::string out = "<div class=\"tables\">";
  std::string rows;
  for (std::size_t i = 0; i < counts.lifted.size(); ++i)
    if (counts.lifted[i] > 0) rows += row(label(static_cast<clean::Role>(i)), counts.lifted[i]);
  if (!rows.empty())
    out += "<table><caption>Taken out of the text, by role</caption><tbody>" + rows + "</tbody></table>\n";
  rows.clear();
  for (const auto& [filter, times] : counts.replacements) rows += row(filter, times);
  if (!rows.empty())
    out += "<table><caption>Characters replaced, by filter</caption><tbody>" + rows + "</tbody></table>\n";
  rows.clear();
  for (const auto& [recipe, windows] : counts.recipes)
    if (!recipe.empty()) rows += row(recipe, windows);
  if (!rows.empty())
    out += "<table><caption>Recipes, by stretches of text cleaned with each</caption><tbody>" + rows +
           "</tbody></table>\n";
  return out + "</div>\n";
}

constexpr std::string_view kHowToRead =
    "<details class=\"how\"><summary>How to read this</summary>\n<ul>\n"
    "<li>On the left stand the lines as they were printed, with their numbers; beside them what they "
    "became.</li>\n"
    "<li><span class=\"m j\">\u203F<span class=\"jn\">30</span></span> a join: here the text goes on from "
    "line "
    "30.</li>\n"
    "<li><span class=\"m i\"><ins>\uFF0C</ins></span> underlined: replaced; twice: marks and widths, in "
    "waves: "
    "repaired characters.</li>\n"
    "<li><span class=\"m d\"><del>-</del></span> struck through: taken out. It is not in the clean "
    "text.</li>\n"
    "<li>A block beside a dashed line was lifted out of the text: captions, running heads, jump lines.</li>\n"
    "<li><span class=\"m q\">?</span> at a line: a decision that was too unsure to be carried out.</li>\n"
    "<li><span class=\"unseen\">U+202E</span> a character that shows nothing or turns the direction of "
    "writing.</li>\n"
    "<li>Each mark says on hovering, or when it has the focus, which filter made it, why, and how sure it "
    "is; "
    "it leads to its row in the list below the page.</li>\n"
    "<li>Doubt is the number of wrong decisions to be expected on a page if each is as sure as it says, and "
    "something for each fault, clash and unread character.</li>\n</ul></details>\n";

}  // namespace

Counts& Counts::operator+=(const Counts& other) {
  pages += other.pages;
  lines += other.lines;
  articles += other.articles;
  adverts += other.adverts;
  bytes += other.bytes;
  joins += other.joins;
  unsure += other.unsure;
  clashes += other.clashes;
  faults += other.faults;
  unread += other.unread;
  for (std::size_t i = 0; i < lifted.size(); ++i) lifted[i] += other.lifted[i];
  for (const auto& [filter, times] : other.replacements) replacements[filter] += times;
  for (const auto& [filter, of] : other.filters) {
    Proposals& mine = filters[filter];
    mine.applied += of.applied;
    mine.unsure += of.unsure;
    mine.other += of.other;
  }
  for (const auto& [recipe, windows] : other.recipes) recipes[recipe] += windows;
  for (std::size_t i = 0; i < kTenths; ++i) {
    sure_applied[i] += other.sure_applied[i];
    sure_other[i] += other.sure_other[i];
  }
  return *this;
}

void Report::count_page(const PageReport& page) {
  if (counts_.pages > 0 && open_.file == page.file && open_.page == page.page) {
    open_.joins += page.joins;
    return;
  }
  if (counts_.pages > 0) ++pages_by_joins_[open_.joins];
  ++counts_.pages;
  open_ = {page.file, page.page, page.joins};
}

namespace {

// Whether a is to be kept rather than b: the more doubtful, of equals the earlier.
struct Rather {
  bool operator()(const auto& a, const auto& b) const {
    if (a.page.doubt != b.page.doubt) return a.page.doubt > b.page.doubt;
    return std::pair(a.window, a.section) < std::pair(b.window, b.section);
  }
};

}  // namespace

void Report::drop_surest() {
  std::pop_heap(kept_.begin(), kept_.end(), Rather());
  kept_bytes_ -= kept_.back().page.html.size();
  kept_.pop_back();
}

void Report::add(WindowReport window) {
  ++windows_;
  window.counts.pages = 0;  // a page may go on in the next window: they are counted here
  counts_ += window.counts;
  std::uint32_t section = 0;
  for (PageReport& page : window.pages) {
    count_page(page);
    ++sections_;
    kept_bytes_ += page.html.size();
    kept_.push_back({windows_, section++, std::move(page)});
    std::push_heap(kept_.begin(), kept_.end(), Rather());
    while (!kept_.empty() && (kept_.size() > limits_.pages || kept_bytes_ > limits_.bytes)) drop_surest();
  }
}

void Report::write(const std::function<void(std::string_view)>& sink) const {
  std::vector<const Kept*> by_doubt, in_order;
  std::set<std::string, std::less<>> ids, filters;
  for (const Kept& kept : kept_) {
    by_doubt.push_back(&kept);
    in_order.push_back(&kept);
    ids.insert(section_id(kept.window, kept.section));
    filters.insert(kept.page.filters.begin(), kept.page.filters.end());
  }
  std::sort(by_doubt.begin(), by_doubt.end(), [](auto* a, auto* b) { return Rather()(*a, *b); });
  std::sort(in_order.begin(), in_order.end(), [](auto* a, auto* b) {
    return std::pair(a->window, a->section) < std::pair(b->window, b->section);
  });
  const Settling settling(ids, sink);
  const std::string title = title_.empty() ? "Cleaning report" : title_;
  std::vector<std::string> in_table_order;
  for (const clean::FilterRow* row : clean::filters())
    if (filters.contains(row->name)) in_table_order.emplace_back(row->name);
  for (const std::string& name : filters)
    if (clean::filter(name) == nullptr) in_table_order.push_back(name);

  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta "
      "name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta "
      "name=\"color-scheme\" content=\"light dark\"/>\n<title>" +
      as_text(title) + "</title>\n<style>\n" + std::string(style());
  for (const std::string& name : in_table_order) out += style_of_toggle(as_class(name));
  out += "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#pages\">To the pages</a>\n<header><h1>" +
         as_text(title) + "</h1>\n";
  out += "<dl class=\"figures\">" + term("pages", grouped(counts_.pages)) +
         term("articles", grouped(counts_.articles)) + term("adverts", grouped(counts_.adverts)) +
         term("joins", grouped(counts_.joins)) + term("left open, too unsure", grouped(counts_.unsure)) +
         term("printed lines", grouped(counts_.lines)) + term("bytes", grouped(counts_.bytes)) + "</dl>\n";
  if (counts_.faults > 0 || counts_.unread > 0)
    out += "<p class=\"fault\">" + grouped(counts_.faults) + (counts_.faults == 1 ? " fault" : " faults") +
           " in reading, " + grouped(counts_.unread) + " characters that could not be read.</p>\n";
  out +=
      "</header>\n<main>\n<section aria-labelledby=\"summary\"><h2 id=\"summary\">The run</h2>\n<div "
      "class=\"plots\">\n";
  const std::vector<Bar> by_filter = filter_bars(counts_);
  if (!by_filter.empty())
    out += figure("Decisions by filter <small>solid: applied; hatched: not</small>",
                  lying_bars("by-filter", "Decisions by filter",
                             "For each filter how many of its decisions were applied, and how many were not.",
                             by_filter));
  out += figure("How sure the decisions are <small>solid: applied; hatched: not</small>",
                standing_bars("by-sure", "Decisions by confidence",
                              "How many decisions lie in each tenth of confidence.", "confidence, %",
                              sure_bars(counts_)));
  auto joins = pages_by_joins_;
  if (counts_.pages > 0) ++joins[open_.joins];
  out += figure("Seams joined on a page",
                standing_bars("by-joins", "Pages by joins", "How many pages have how many joins.",
                              "joins on a page", joins_by_step(joins)));
  out += "</div>\n" + summary_tables(counts_) + "</section>\n";

  // Pages that need an eye.
  out += "<section aria-labelledby=\"eye\"><h2 id=\"eye\">Pages that need an eye</h2>\n";
  std::string rows;
  for (const Kept* kept : by_doubt) {
    const PageReport& page = kept->page;
    const bool needs = page.unsure > 0 || page.clashes > 0 || page.faults > 0 || page.unread > 0 ||
                       page.lowest < kLowestFine;
    if (!needs) continue;
    std::string text = "<tr><th scope=\"row\"><a href=\"#" + section_id(kept->window, kept->section) +
                       "\"><bdi>" + as_text(page.file) + "</bdi>, page " + std::to_string(page.page) +
                       "</a> <small>lines " + as_text(page.lines) + "</small></th><td class=\"num\">" +
                       decimal(page.doubt) + "</td>";
    for (const std::uint64_t n : {page.unsure, page.clashes, page.faults, page.unread})
      text += "<td class=\"num\">" + (n > 0 ? grouped(n) : std::string("\u2013")) + "</td>";
    text += "<td class=\"num\">" + percent(page.lowest) + "</td><td>" + page.look + "</td></tr>\n";
    // Only the number of its window is open in it.
    for (const char c : text) c == kWindow ? rows += std::to_string(kept->window) : rows += c;
  }
  if (rows.empty())
    out += "<p>None: nothing was left open, and no decision is less sure than " + percent(kLowestFine) +
           ".</p>\n";
  else
    out +=
        "<div class=\"wide\"><table class=\"eye\"><caption>The most doubtful first</caption><thead><tr><th "
        "scope=\"col\">Page</th><th scope=\"col\">Doubt</th><th scope=\"col\">Left "
        "open</th><th scope=\"col\">Clashes</th><th scope=\"col\">Faults</th><th "
        "scope=\"col\">Unread</th><th scope=\"col\">Least sure</th><th scope=\"col\">Look at</th></tr>"
        "</thead><tbody>\n" +
        rows + "</tbody></table></div>\n";
  out += "</section>\n<section aria-labelledby=\"pages\"><h2 id=\"pages\">Pages</h2>\n";
  if (sections_ > kept_.size())
    out += "<p class=\"left-out\">" + grouped(kept_.size()) + " of " + grouped(sections_) +
           " sections are shown, the most doubtful ones; " + grouped(sections_ - kept_.size()) +
           " are left out. The counts above are of all.</p>\n";
  if (in_order.size() > 1) {
    out += "<nav aria-label=\"Pages\"><details><summary>All pages shown here</summary><ol class=\"toc\">\n";
    for (const Kept* kept : in_order)
      out += "<li><a href=\"#" + section_id(kept->window, kept->section) + "\"><bdi>" +
             as_text(kept->page.file) + "</bdi>, page " + std::to_string(kept->page.page) + ", " +
             as_text(kept->page.lines) + "</a></li>\n";
    out += "</ol></details></nav>\n";
  }
  out += kHowToRead;
  if (!in_table_order.empty()) {
    out += "<fieldset class=\"toggles\"><legend>Marks of</legend>\n";
    for (const std::string& name : in_table_order)
      out += "<label><input type=\"checkbox\" id=\"show-" + as_class(name) + "\" checked=\"checked\"/> " +
             as_text(name) + "</label>\n";
    out += "</fieldset>\n";
  }
  sink(out);
  for (const Kept* kept : in_order) settling.write(kept->page.html, kept->window);
  sink("</section>\n</main>\n</body>\n</html>\n");
}

}  // namespace report
