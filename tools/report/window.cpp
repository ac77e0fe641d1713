// What became of a window, page by page: the printed lines on the left, beside them the blocks they became.
//
// Lines and blocks are aligned by groups. A block takes all lines from its first to its last on the page, and
// what touches is one group: a paragraph with its lines, and the caption that stood in the middle of it. A
// block that has lines on another page too, or far away on this one, is shown where it begins; over there a
// note says where its words went.
#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "report/html.h"
#include "report/marks.h"
#include "report/printed.h"
#include "report/report.h"
#include "report/words.h"

namespace report {
namespace {

using clean::Action;
using clean::Block;
using clean::Decision;
using clean::SourceAt;
using clean::SourceRange;
using clean::Verdict;

constexpr std::size_t kNear = 6;  // lines: further apart, two stretches of a block stand by themselves
constexpr std::size_t kSectionLines = 600;  // a longer page is shown in parts of about so many
constexpr float kSure = 0.95F;              // decisions that are surer need no eye
constexpr std::size_t kMostFlags = 3;       // at one line
constexpr std::size_t kWidestIndent = 16;   // cells
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// What counts as doubt beside decisions, in decisions that are wrong for certain.
constexpr double kFault = 5, kUnread = 0.1, kClash = 0.1;

struct Group {
  std::size_t first = 0, end = 0;    // lines
  std::vector<std::size_t> blocks;   // that are shown here, in their own order
  std::vector<std::size_t> strange;  // that have words here and are shown elsewhere
};

struct Section {
  std::size_t first = 0, end = 0;  // groups
};

// Decisions that read the same in one group are one entry.
struct Entry {
  const Decision* decision = nullptr;
  std::size_t line = 0;
  Sentence sentence;
  std::size_t times = 1;
};

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

std::string number(std::size_t n) { return std::to_string(n); }

std::string counted(std::uint64_t n, std::string_view one, std::string_view many) {
  return std::to_string(n) + " " + std::string(n == 1 ? one : many);
}

class Pages {
 public:
  explicit Pages(const Window& window)
      : window_(window), doc_(window.document), printed_(window.document.source(), window.places) {}

  WindowReport report() && {
    align();
    read_history();
    read_articles();
    find_neighbours();
    WindowReport report;
    report.counts = counts();
    for (std::size_t i = 0; i < sections_.size(); ++i) report.pages.push_back(page(i));
    if (sections_.empty() && report.counts.faults > 0) report.pages.push_back(unread_page());
    return report;
  }

 private:
  std::span<const Line> lines() const { return printed_.lines(); }
  static bool same_page(const Line& a, const Line& b) { return a.file == b.file && a.page == b.page; }

  // ---- lines beside blocks

  void align() {
    const auto blocks = doc_.blocks();
    home_.assign(blocks.size(), kNone);
    std::vector<std::pair<std::size_t, std::size_t>> stretches;  // of lines that stand together, end included
    std::vector<std::tuple<std::size_t, std::size_t>> strange;   // line, block
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      std::vector<std::size_t> own;
      for (const SourceRange& range : doc_.source(blocks[b].at))
        if (!range.empty())
          for (const std::size_t line : printed_.lines(range)) own.push_back(line);
      if (own.empty()) continue;
      home_[b] = own.front();  // where its text begins
      std::sort(own.begin(), own.end());
      for (std::size_t i = 0; i < own.size();) {
        std::size_t last = i;
        while (last + 1 < own.size() && own[last + 1] - own[last] <= kNear &&
               same_page(lines()[own[last + 1]], lines()[own[last]]))
          ++last;
        stretches.emplace_back(own[i], own[last]);
        if (home_[b] < own[i] || home_[b] > own[last]) strange.emplace_back(own[i], b);
        i = last + 1;
      }
    }
    std::sort(stretches.begin(), stretches.end());
    group_of_.assign(lines().size(), 0);
    std::size_t next = 0;
    for (std::size_t line = 0; line < lines().size();) {
      std::size_t end = line + 1;
      for (; next < stretches.size() && stretches[next].first < end; ++next)
        end = std::max(end, stretches[next].second + 1);
      for (std::size_t i = line; i < end; ++i) group_of_[i] = groups_.size();
      groups_.push_back({line, end, {}, {}});
      line = end;
    }
    // A block of nothing but inserted text stands with the one before it.
    for (std::size_t b = 0; b < blocks.size(); ++b)
      if (home_[b] == kNone) home_[b] = b > 0 ? home_[b - 1] : 0;
    if (groups_.empty()) return;
    for (std::size_t b = 0; b < blocks.size(); ++b) groups_[group_of_[home_[b]]].blocks.push_back(b);
    for (const auto& [line, b] : strange) groups_[group_of_[line]].strange.push_back(b);
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const bool fits = !sections_.empty() &&
                        same_page(lines()[groups_[g].first], lines()[first_line(sections_.back())]) &&
                        groups_[g].first - first_line(sections_.back()) < kSectionLines;
      if (!fits) sections_.push_back({g, g});
      sections_.back().end = g + 1;
      section_of_.push_back(sections_.size() - 1);
    }
  }

  std::size_t first_line(const Section& s) const { return groups_[s.first].first; }
  std::size_t end_line(const Section& s) const { return groups_[s.end - 1].end; }
  std::size_t section_of_line(std::size_t line) const { return section_of_[group_of_[line]]; }

  // ---- decisions

  void read_history() {
    const auto history = doc_.history();
    entry_of_.assign(history.size(), kNone);
    if (lines().empty()) return;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < history.size(); ++i)
      if (told(history[i])) order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return place(doc_, history[a]).begin < place(doc_, history[b]).begin;
    });
    using Likeness = std::tuple<std::size_t, const clean::FilterRow*, std::uint8_t, Verdict, std::string,
                                std::string, std::string>;
    std::map<Likeness, std::size_t> like;
    for (const std::size_t i : order) {
      const Decision& d = history[i];
      const SourceAt at = place(doc_, d).begin;
      Entry entry{&d, printed_.line_at(at), what(doc_, printed_, d), 1};
      if (d.verdict == Verdict::applied && (d.action == Action::role || d.action == Action::start))
        about_[{at, d.action}] = i;
      if (d.action == Action::replace) {
        const auto [found, is_new] = like.try_emplace(
            Likeness{group_of_[entry.line], d.filter, d.reason, d.verdict,
                     percent(static_cast<double>(d.confidence)), evidence(d), plain(entry.sentence)},
            entries_.size());
        if (!is_new) {
          ++entries_[found->second].times;
          entry_of_[i] = found->second;
          continue;
        }
      }
      entry_of_[i] = entries_.size();
      entries_.push_back(std::move(entry));
    }
    place_joins();
    in_section_.resize(sections_.size());
    flags_.resize(lines().size());
    for (std::size_t e = 0; e < entries_.size(); ++e) {
      in_section_[section_of_line(entries_[e].line)].push_back(e);
      if (entries_[e].decision->verdict == Verdict::too_unsure) flags_[entries_[e].line].push_back(e);
    }
  }

  // Joins are marked at the piece that the source goes on with. One without glue has no piece of its own in
  // the paragraph.
  void place_joins() {
    const auto history = doc_.history();
    const auto pieces = doc_.pieces();
    std::vector<std::size_t> by_source;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (!pieces[i].source.empty()) by_source.push_back(i);
    }
    std::stable_sort(by_source.begin(), by_source.end(), [&](std::size_t a, std::size_t b) {
      return pieces[a].source.begin < pieces[b].source.begin;
    });
    for (std::size_t d = 0; d < history.size(); ++d) {
      if (history[d].action != Action::join || history[d].verdict != Verdict::applied ||
          entry_of_[d] == kNone)
        continue;
      const SourceAt end = place(doc_, history[d]).end;
      const auto piece = std::partition_point(by_source.begin(), by_source.end(),
                                              [&](std::size_t i) { return pieces[i].source.end <= end; });
      if (piece != by_source.end()) joins_at_.emplace(*piece, d);
    }
  }

  // ---- articles

  void read_articles() {
    for (const clean::Article& article : window_.articles)
      if (article.kind != clean::Article::Kind::rest && !article.blocks.empty())
        begins_[static_cast<std::size_t>(article.blocks.front().text.data() - doc_.text().data())] = &article;
  }

  const clean::Article* begun_by(const Block& block) const {
    const auto found = begins_.find(block.at.begin.byte);
    return found == begins_.end() || block.at.empty() || clean::lifted(block.role) ? nullptr : found->second;
  }

  // In an article a block is read behind one that stands elsewhere in the source, or goes on with one.
  void find_neighbours() {
    const auto blocks = doc_.blocks();
    behind_.assign(blocks.size(), kNone);
    before_.assign(blocks.size(), kNone);
    std::vector<std::size_t> shown;  // of the flow, as they stand on the page
    for (const Group& group : groups_)
      for (const std::size_t b : group.blocks)
        if (!clean::lifted(blocks[b].role)) shown.push_back(b);
    std::vector<std::size_t> shown_before(blocks.size(), kNone);
    for (std::size_t i = 1; i < shown.size(); ++i) shown_before[shown[i]] = shown[i - 1];
    std::size_t last = kNone;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      if (clean::lifted(blocks[b].role)) continue;
      if (last != kNone && blocks[b].article == blocks[last].article && shown_before[b] != last) {
        behind_[b] = last;
        before_[last] = b;
      }
      last = b;
    }
  }

  // ---- counts

  Counts counts() const {
    Counts counts;
    counts.bytes = doc_.source().bytes.size();
    counts.lines = lines().size();
    ++counts.recipes[std::string(window_.recipe)];
    for (const clean::Article& article : window_.articles) {
      counts.articles += article.kind == clean::Article::Kind::article;
      counts.adverts += article.kind == clean::Article::Kind::advert;
    }
    for (const Block& block : doc_.blocks())
      if (clean::lifted(block.role)) ++counts.lifted[static_cast<std::size_t>(block.role)];
    for (const Line& line : lines()) counts.unread += count(printed_.text(line), "\uFFFD");
    counts.faults = doc_.faults().size() + window_.faults.size();
    for (const Decision& d : doc_.history()) {
      if (!told(d)) continue;
      const bool applied = d.verdict == Verdict::applied;
      Proposals& of = counts.filters[std::string(d.filter->name)];
      (applied ? of.applied : d.verdict == Verdict::too_unsure ? of.unsure : of.other) += 1;
      counts.unsure += d.verdict == Verdict::too_unsure;
      counts.clashes += d.verdict == Verdict::outranked;
      counts.joins += applied && d.action == Action::join;
      if (applied && d.action == Action::replace) ++counts.replacements[std::string(d.filter->name)];
      const auto tenth = static_cast<std::size_t>(static_cast<double>(d.confidence) * Counts::kTenths);
      ++(applied ? counts.sure_applied : counts.sure_other)[std::min(tenth, Counts::kTenths - 1)];
    }
    return counts;
  }

  // ---- HTML

  std::string id(char kind, std::size_t n) const { return std::string("w") + kWindow + kind + number(n); }

  // A link to something that may be in a section which is left out; then it is its words alone.
  std::string link(std::size_t line, const std::string& to, const std::string& words) const {
    return std::string() + kLink + number(section_of_line(line)) + kPart + to + kPart + words + kLinkEnd;
  }
  std::string link_to_block(std::size_t b) const {
    const std::string_view text = doc_.text(doc_.blocks()[b]);
    const Line& line = lines()[home_[b]];
    const std::string words =
        html({first_words(text)}, window_.language) + " (" + as_text(printed_.where(line)) + ")";
    return link(home_[b], id('b', b), words);
  }

  std::string title(std::size_t decision) const {
    const Decision& d = doc_.history()[decision];
    std::string text = std::string(d.filter->name) + ": " + why(d);
    if (d.action == Action::replace) text += "; " + plain(entries_[entry_of_[decision]].sentence);
    return as_attribute(text + "; " + percent(static_cast<double>(d.confidence)) + " sure");
  }

  // The beginning of the element that a mark is: it leads to its row in the list.
  std::string mark(std::size_t decision, std::string_view kind) const {
    const Decision& d = doc_.history()[decision];
    return "<a class=\"m " + std::string(kind) + " f-" + as_class(d.filter->name) + "\" href=\"#" +
           id('d', entry_of_[decision]) + "\" title=\"" + title(decision) + "\">";
  }

  void write_line(std::size_t i, std::string& out) const {
    const Line& line = lines()[i];
    out += "<li class=\"l" + std::string(line.gap ? " gap" : "") + "\" id=\"" + id('l', i) + "\">";
    out += "<span class=\"n\">" + std::to_string(line.number) + "</span><span class=\"fl\">";
    for (std::size_t f = 0; f < std::min(flags_[i].size(), kMostFlags); ++f) {
      const Entry& entry = entries_[flags_[i][f]];
      out += "<a class=\"m q f-" + as_class(entry.decision->filter->name) + "\" href=\"#" +
             id('d', flags_[i][f]) + "\" title=\"" +
             as_attribute("not done, too unsure: " + plain(entry.sentence) + "; " +
                          percent(static_cast<double>(entry.decision->confidence)) + " sure") +
             "\">?</a>";
    }
    out += "</span><span class=\"s\" dir=\"auto\" lang=\"" + as_attribute(window_.language) + "\"";
    if (line.indent > 0)
      out += " style=\"text-indent:" + number(std::min<std::size_t>(line.indent, kWidestIndent) / 2) +
             (line.indent % 2 == 1 ? ".5" : "") + "em\"";
    out += ">";
    write_text(printed_.text(line), out);
    out += "</span></li>\n";
  }

  // The text of a block with its changes marked.
  void write_marked(const Block& block, std::string& out) const {
    const auto pieces = doc_.pieces();
    const auto text_end = static_cast<std::uint32_t>(doc_.text().size());
    auto piece = std::partition_point(pieces.begin(), pieces.end(),
                                      [&](const clean::Piece& p) { return p.text < block.at.begin; });
    if (piece != pieces.begin() && (piece == pieces.end() || piece->text > block.at.begin)) --piece;
    for (; piece != pieces.end() && piece->text <= block.at.end; ++piece) {
      const std::uint32_t stop = piece + 1 != pieces.end() ? (piece + 1)->text.byte : text_end;
      const clean::TextAt from = std::max(piece->text, block.at.begin);
      const clean::TextAt to = std::min(clean::TextAt{stop}, block.at.end);
      if (piece->text == block.at.end && stop > piece->text.byte) break;  // what stands between blocks
      if (piece->text >= block.at.begin) {
        const auto [first, end] = joins_at_.equal_range(static_cast<std::size_t>(piece - pieces.begin()));
        for (auto join = first; join != end; ++join)
          write_join(join->second, place(doc_, doc_.history()[join->second]).end, out);
      }
      const std::string_view text = from < to ? doc_.text(clean::TextRange{from, to}) : std::string_view();
      const std::size_t d = piece->decision == 0 ? kNone : piece->decision - 1;
      if (d == kNone || entry_of_[d] == kNone)
        write_text(text, out);
      else
        write_change(d, *piece, text, out);
    }
  }

  void write_change(std::size_t d, const clean::Piece& piece, std::string_view text, std::string& out) const {
    const Decision& decision = doc_.history()[d];
    if (decision.action == Action::join) {
      write_text(text, out);
    } else if (text.empty()) {
      const std::string before = printed_.words(std::span(&piece.source, 1));
      if (before.empty()) return;
      out += mark(d, "d") + "<del>";
      write_text(before.find_first_not_of(" \t\r\n") == before.npos ? "␣" : before, out);
      out += "</del></a>";
    } else {
      out += mark(d, "i") + "<ins>";
      write_text(text, out);
      out += "</ins></a>";
    }
  }

  void write_join(std::size_t d, SourceAt behind, std::string& out) const {
    out += mark(d, "j") + "\u203F<span class=\"jn\">" + line_behind(behind) + "</span></a>";
  }

  // The number of the line on which the source goes on from a place.
  std::string line_behind(SourceAt at) const {
    std::size_t i = printed_.line_at(at);
    if (printed_.lines({at, {at.byte + 1}}).empty() && i + 1 < lines().size()) ++i;
    return std::to_string(lines()[i].number);
  }

  std::optional<std::size_t> decision_about(const Block& block, Action action) const {
    for (const SourceRange& range : doc_.source(block.at)) {
      if (range.empty()) continue;
      const auto found = about_.find({range.begin, action});
      if (found == about_.end()) return std::nullopt;
      const Decision& d = doc_.history()[found->second];
      if (action == Action::role && d.role != block.role) return std::nullopt;
      return found->second;
    }
    return std::nullopt;
  }

  void write_block(std::size_t b, std::string& out) const {
    const Block& block = doc_.blocks()[b];
    const bool lifted = clean::lifted(block.role);
    if (const clean::Article* article = begun_by(block)) {
      const bool advert = article->kind == clean::Article::Kind::advert;
      out += "<p class=\"a\"><span class=\"at\">" + std::string(advert ? "Advert" : "Article") + "</span>";
      const auto start = decision_about(block, Action::start);
      if (start) out += mark(*start, "st") + "begins here</a>";
      out += "<span class=\"sure\">" + percent(article->confidence) + " sure</span></p>\n";
    }
    if (behind_[b] != kNone)
      out += "<p class=\"note\">\u21B3 Goes on from " + link_to_block(behind_[b]) + "</p>\n";
    out += "<div class=\"b " + std::string(clean::name(block.role)) + (lifted ? " lifted" : "") + "\" id=\"" +
           id('b', b) + "\"><span class=\"role\">";
    const auto role = decision_about(block, Action::role);
    if (role) out += mark(*role, "ro");
    out += as_text(label(block.role));
    if (role) out += "</a>";
    if (lifted) out += "<span class=\"out\">taken out</span>";
    out += "</span><p class=\"t\" dir=\"auto\" lang=\"" + as_attribute(window_.language) + "\">";
    write_marked(block, out);
    out += "</p></div>\n";
    if (before_[b] != kNone)
      out += "<p class=\"note\">\u21AA Goes on with " + link_to_block(before_[b]) + "</p>\n";
  }

  void write_group(const Group& group, std::string& out) const {
    out += "<div class=\"g\"><ol class=\"ls\">\n";
    for (std::size_t i = group.first; i < group.end; ++i) write_line(i, out);
    out += "</ol><div class=\"bs\">\n";
    for (const std::size_t b : group.blocks) write_block(b, out);
    for (const std::size_t b : group.strange)
      out += "<p class=\"note\">\u2197 Words of these lines went to " + link_to_block(b) + "</p>\n";
    if (group.blocks.empty() && group.strange.empty())
      out += "<p class=\"note\">Nothing of this is left.</p>\n";
    out += "</div></div>\n";
  }

  void write_row(std::size_t e, std::string& out) const {
    const Entry& entry = entries_[e];
    const Decision& d = *entry.decision;
    const Line& line = lines()[entry.line];
    const bool applied = d.verdict == Verdict::applied;
    out += "<tr class=\"f-" + as_class(d.filter->name) + (applied ? "" : " not") + "\" id=\"" + id('d', e) +
           "\"><td><a href=\"#" + id('l', entry.line) + "\"><bdi>" + as_text(printed_.where(line)) +
           "</bdi></a></td><td>" + html(entry.sentence, window_.language);
    if (entry.times > 1) out += ", " + number(entry.times) + " times";
    out += "</td><td><b>" + as_text(d.filter->name) + "</b> " + as_text(why(d));
    const std::string because = evidence(d);
    if (!because.empty()) out += "<small>" + as_text(because) + "</small>";
    out += "</td><td class=\"num\">" + percent(static_cast<double>(d.confidence)) + "</td><td>" +
           as_text(verdict(d, window_.policy)) + "</td></tr>\n";
  }

  static bool needs_eye(const Entry& e) {
    return e.decision->verdict != Verdict::applied || e.decision->confidence < kSure;
  }

  void write_table(std::span<const std::size_t> entries, std::string_view caption, std::string& out) const {
    out += "<table class=\"list\"><caption>" + as_text(caption) +
           "</caption><thead><tr><th scope=\"col\">Where</th><th scope=\"col\">What</th><th scope=\"col\">Why"
           "</th><th scope=\"col\">Sure</th><th scope=\"col\">Verdict</th></tr></thead><tbody>\n";
    for (const std::size_t e : entries) write_row(e, out);
    out += "</tbody></table>\n";
  }

  void write_list(std::span<const std::size_t> of_page, std::string& out) const {
    std::vector<std::size_t> doubtful, sure;
    for (const std::size_t e : of_page) (needs_eye(entries_[e]) ? doubtful : sure).push_back(e);
    std::stable_sort(doubtful.begin(), doubtful.end(), [&](std::size_t a, std::size_t b) {
      return doubt(*entries_[a].decision) > doubt(*entries_[b].decision);
    });
    out += "<h4>Decisions</h4>\n";
    if (of_page.empty()) out += "<p>Nothing was decided about this page.</p>\n";
    if (!doubtful.empty()) write_table(doubtful, "In doubt, the most doubtful first", out);
    if (sure.empty()) return;
    out += "<details><summary>" + counted(sure.size(), "decision", "decisions") + ", " +
           percent(static_cast<double>(kSure)) + " sure or more</summary>\n";
    write_table(sure, "Sure, in the order of the page", out);
    out += "</details>\n";
  }

  std::vector<std::string> faults() const {
    std::vector<std::string> all(doc_.faults().begin(), doc_.faults().end());
    all.insert(all.end(), window_.faults.begin(), window_.faults.end());
    return all;
  }

  // The beginning of a section, up to what stands on the page.
  void write_head(std::size_t s, const PageReport& page, const std::string& sum,
                  const std::vector<std::string>& faults, std::string& out) const {
    out += "<section class=\"page\" id=\"" + id('p', s) + "\" aria-labelledby=\"" + id('h', s) +
           "\">\n<h3 id=\"" + id('h', s) + "\"><bdi>" + as_text(page.file) +
           "</bdi> <span class=\"pg\">page " + std::to_string(page.page) + "</span></h3>\n<p class=\"sum\">" +
           sum + "</p>\n";
    for (const std::string& fault : faults) out += "<p class=\"fault\">" + as_text(fault) + "</p>\n";
  }

  // Of a window in which no line could be read.
  PageReport unread_page() const {
    PageReport page;
    page.file = window_.places.front().name;
    page.page = doc_.source().first_page;
    page.faults = faults().size();
    page.doubt = kFault * static_cast<double>(page.faults);
    write_head(0, page, "Nothing could be read.", faults(), page.html);
    page.html += "</section>\n";
    return page;
  }

  PageReport page(std::size_t s) const {
    const Section& section = sections_[s];
    const Line &first = lines()[first_line(section)], &last = lines()[end_line(section) - 1];
    PageReport page;
    page.file = printed_.name(first);
    page.page = first.page;
    page.lines = std::to_string(first.number);
    if (last.number != first.number) page.lines += "\u2013" + std::to_string(last.number);
    std::uint64_t articles = 0;
    for (std::size_t g = section.first; g < section.end; ++g)
      for (const std::size_t b : groups_[g].blocks) articles += begun_by(doc_.blocks()[b]) != nullptr;
    for (std::size_t i = first_line(section); i < end_line(section); ++i)
      page.unread += count(printed_.text(lines()[i]), "\uFFFD");
    std::size_t most = kNone;
    for (const std::size_t e : in_section_[s]) {
      const Decision& d = *entries_[e].decision;
      const bool applied = d.verdict == Verdict::applied;
      page.joins += applied && d.action == Action::join ? entries_[e].times : 0;
      page.unsure += d.verdict == Verdict::too_unsure ? entries_[e].times : 0;
      page.clashes += d.verdict == Verdict::outranked ? entries_[e].times : 0;
      if (applied) page.lowest = std::min(page.lowest, static_cast<double>(d.confidence));
      page.doubt += doubt(d) * static_cast<double>(entries_[e].times);
      if (most == kNone || doubt(d) > doubt(*entries_[most].decision)) most = e;
      page.filters.emplace_back(d.filter->name);
    }
    std::sort(page.filters.begin(), page.filters.end());
    page.filters.erase(std::unique(page.filters.begin(), page.filters.end()), page.filters.end());
    // A fault is of a file, or of all that was read: it is shown at the first page.
    const std::vector<std::string> shown_faults = s == 0 ? faults() : std::vector<std::string>();
    page.faults = shown_faults.size();
    page.doubt += kFault * static_cast<double>(page.faults) + kUnread * static_cast<double>(page.unread) +
                  kClash * static_cast<double>(page.clashes);
    if (most != kNone && needs_eye(entries_[most])) {
      const Entry& entry = entries_[most];
      page.look = "<a href=\"#" + id('d', most) + "\">line " + std::to_string(lines()[entry.line].number) +
                  "</a>: " + html(entry.sentence, window_.language) + ", " +
                  percent(static_cast<double>(entry.decision->confidence)) +
                  (entry.decision->verdict == Verdict::applied ? "" : ", not done") + " <small>" +
                  as_text(std::string(entry.decision->filter->name) + ": " + why(*entry.decision)) +
                  "</small>";
    }

    std::string& out = page.html;
    write_head(s, page,
               std::string(printed_.markup() ? "Printed line" : "Line") +
                   (last.number != first.number ? "s " : " ") + page.lines + " \u00B7 " +
                   counted(articles, "article begins", "articles begin") + " \u00B7 " +
                   counted(page.joins, "join", "joins") + " \u00B7 " +
                   counted(page.unsure, "decision", "decisions") + " left open",
               shown_faults, out);
    out +=
        "<div class=\"sheet\"><div class=\"cols\" aria-hidden=\"true\"><span>As printed</span><span>What it "
        "became</span></div>\n";
    for (std::size_t g = section.first; g < section.end; ++g) write_group(groups_[g], out);
    out += "</div>\n";
    write_list(in_section_[s], out);
    out += "</section>\n";
    return page;
  }

  const Window& window_;
  const clean::Document& doc_;
  const Printed printed_;
  std::vector<std::size_t> home_;      // of each block the line where its text begins
  std::vector<std::size_t> group_of_;  // of each line
  std::vector<Group> groups_;
  std::vector<std::size_t> section_of_;  // of each group
  std::vector<Section> sections_;
  std::vector<Entry> entries_;
  std::vector<std::size_t> entry_of_;  // of each decision of the history; kNone: it is not told
  std::vector<std::vector<std::size_t>> in_section_;  // entries
  std::vector<std::vector<std::size_t>> flags_;       // of each line: entries that were too unsure
  std::multimap<std::size_t, std::size_t> joins_at_;  // piece, decision
  std::map<std::pair<SourceAt, Action>, std::size_t>
      about_;                                            // decisions that gave a role or began an article
  std::map<std::size_t, const clean::Article*> begins_;  // by where their first block begins
  std::vector<std::size_t> behind_, before_;             // the block of the article that stands elsewhere
};

}  // namespace

WindowReport window_report(const Window& window) { return Pages(window).report(); }

}  // namespace report
