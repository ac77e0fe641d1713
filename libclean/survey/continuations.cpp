#include "survey/continuations.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <unordered_map>

#include "survey/seams.h"
#include "survey/shared_words.h"
#include "unicode/chars.h"

namespace clean {
namespace {

// What a pair is judged by. The weights are set by hand, in log odds: there are too few issues with gold to
// fit them on. Two lines that name each other's page suffice by themselves (K1 of newspapers.md section 14);
// of one line, or where a number is wrong, words or the sentence must agree, too (K2 to K4).
enum Row : std::uint8_t {
  kPrior,
  kToThere,
  kFromHere,
  kToElsewhere,
  kFromElsewhere,
  kHeadline,
  kOtherHeadline,
  kNamedWord,
  kOtherWord,
  kGoesOn,
  kMayGoOn,
  kBreaksOff,
  kMidSentence,
  kNames,
  kSections,
  kNoFrom,
  kNoTo,
};
constexpr std::array kEvidence = {
    Evidence{"parts of two articles, as most are", -4.2f},
    Evidence{"the first line names the page of the second part", 4.0f},
    Evidence{"the second line names the page of the first part", 4.0f},
    Evidence{"the first line names another page", -3.0f},
    Evidence{"the second line names another page", -3.0f},
    Evidence{"words of the first part's headline stand over the second", 4.0f},
    Evidence{"a headline stands over the second part that shares no word with the first's", -3.0f},
    Evidence{"a word that the first line names stands over the second part", 4.0f},
    Evidence{"the first line names a word that does not stand over the second part", -3.0f},
    Evidence{"the sentence goes on from the first part to the second", 4.0f},
    Evidence{"the sentence may go on from the first part to the second", 1.5f},
    Evidence{"the first part breaks off, and the second does not go on with its sentence", -2.5f},
    Evidence{"the second part begins in mid-sentence, and the first does not break off", -4.0f},
    Evidence{"words stand in both parts and in no other article", 2.0f},
    Evidence{"the numbers of sections go on", 3.0f},
    Evidence{"no line says where the second part comes from", -3.0f},
    Evidence{"no line says where the first part goes on", -3.0f},
};

// 一 of 一、 or （一）, 4 of 4.: the number that a section begins with; 0: none.
std::uint32_t section_number(const Line& line) {
  if (!line.says(Says::section)) return 0;
  const PageRef ref = page_ref(first_chars(line.text, 5));
  return ref.kind == PageRef::Kind::number ? ref.number : 0;
}

bool mid_sentence(const Line& line) {
  return is(line.first, kLower) || is(line.first, kCloser) ||
         std::u32string_view(U"，。、；：？！％%,;.").find(line.first) != std::u32string_view::npos;
}

}  // namespace

bool head_by_itself(const Line& line) {
  constexpr std::uint32_t kLongest = 44;
  return line.chars >= 2 && line.chars <= kLongest && line.commas <= 1 && !comma(line.last) &&
         line.stops == 0 && !line.terminal && !line.says(Says::byline);
}

std::span<const Evidence> continuation_evidence() { return kEvidence; }

std::vector<JumpLine> jump_lines(const Document& document, const Facts& facts) {
  std::vector<JumpLine> lines;
  const auto blocks = document.blocks();
  std::size_t before = Facts::npos, known = Facts::npos;  // the block of the flow before; the one `end` is of
  SourceAt end{};                                         // where its last stretch of the source begins
  for (std::size_t i = 0; i < blocks.size(); before = lifted(blocks[i].role) ? before : i, ++i) {
    const Block& b = blocks[i];
    const Line& line = facts.line(i);
    const bool said = b.role == Role::paragraph && (line.says(Says::jump_from) || line.says(Says::jump_to));
    if (b.role != Role::jump && !said) continue;
    Found from, to;
    const bool is_from = facts.vocabulary().find(Says::jump_from, line.text, from);
    const bool is_to = facts.vocabulary().find(Says::jump_to, line.text, to);
    if (!is_from && !is_to) continue;
    // 紧接 serves for both: behind a finished text, and at the head of a page, it begins, else it ends.
    const bool begins =
        before == Facts::npos || facts.line(before).terminal || blocks[before].last_page != b.page;
    JumpLine jump{.block = i, .before = before, .from = is_from && (!is_to || begins)};
    const Found& found = jump.from ? from : to;
    jump.page_words = found.page;
    jump.page = page_ref(found.page);
    jump.words = found.words;
    jump.lifted = b.role == Role::jump;
    if (before != known) {
      known = before;
      end = document.source(blocks[before].at).back().begin;
    }
    jump.inside = before != Facts::npos && jump.lifted && end > document.source(b.at).front().begin;
    lines.push_back(jump);
  }
  return lines;
}

Continuations::Continuations(const Document& document, const Facts& facts)
    : document_(document), facts_(facts), pages_(document), lines_(jump_lines(document, facts)) {
  if (lines_.empty()) return;
  for (const Block& b : document.blocks()) {
    if (b.role == Role::running_head || b.role == Role::folio) running_heads_.push_back(&b);
  }
  find_stories();
  find_ends();
  find_pairs();
}

bool Continuations::there(const JumpLine& line) const {
  const std::uint32_t own = document_.blocks()[line.block].page;
  if (line.page.kind != PageRef::Kind::none) return pages_.any(line.page, own);
  if (line.page_words.empty()) return false;
  const std::uint32_t issue = pages_.issue_of(own);
  return std::any_of(running_heads_.begin(), running_heads_.end(), [&](const Block* b) {
    return pages_.issue_of(b->page) == issue &&
           document_.text(*b).find(line.page_words) != std::string_view::npos;
  });
}

// 要闻版, Sports: a page that has no number is the one whose running head has the word.
bool Continuations::names(const JumpLine& line, std::uint32_t page, std::uint32_t from) const {
  if (line.page.kind != PageRef::Kind::none) return pages_.is(page, line.page, from);
  if (line.page_words.empty() || pages_.issue_of(page) != pages_.issue_of(from)) return false;
  return std::any_of(running_heads_.begin(), running_heads_.end(), [&](const Block* b) {
    return b->page == page && document_.text(*b).find(line.page_words) != std::string_view::npos;
  });
}

void Continuations::find_stories() {
  const auto blocks = document_.blocks();
  std::vector<bool> from(blocks.size(), false);
  for (const JumpLine& line : lines_) from[line.block] = line.from && !line.inside;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (lifted(blocks[i].role) || blocks[i].at.empty()) continue;
    if (stories_.empty() || blocks[i].starts) {
      Story story{i, i, i, i + 1, i};
      for (std::size_t k = i; k-- > 0 && lifted(blocks[k].role);) {
        if (from[k]) story.begin = k;
      }
      stories_.push_back(story);
    }
    stories_.back().last = i;
  }
  for (std::size_t n = 0; n < stories_.size(); ++n) {
    Story& story = stories_[n];
    const std::size_t stop = n + 1 < stories_.size() ? stories_[n + 1].begin : blocks.size();
    story.end = story.last + 1;
    while (story.end < stop && !furniture(blocks[story.end].role) && blocks[story.end].role != Role::credit &&
           !from[story.end])
      ++story.end;
    story.body = story.first;
    while (story.body < story.last && (lifted(blocks[story.body].role) || head(blocks[story.body].role)))
      ++story.body;
  }
}

void Continuations::find_ends() {
  const auto blocks = document_.blocks();
  const auto story_of = [&](std::size_t block) {  // the last one that begins at it or before
    const auto it = std::partition_point(stories_.begin(), stories_.end(),
                                         [&](const Story& s) { return s.begin <= block; });
    return static_cast<std::size_t>(it - stories_.begin()) - 1;
  };
  std::vector<bool> goes_on(stories_.size(), false), comes(stories_.size(), false);
  for (std::size_t n = 0; n < lines_.size(); ++n) {
    const JumpLine& line = lines_[n];
    if (stories_.empty() || stories_.front().begin > line.block) continue;
    if (line.points() || line.inside) continue;
    const std::size_t s = story_of(line.block);
    Story& story = stories_[s];
    const PartEnd end{s, n, blocks[line.block].page, line.lifted};
    if (line.from) {
      // Among the first lines of the part: before them all, or below a headline.
      constexpr std::uint32_t kLongest = 60;
      constexpr std::size_t kTallest = 4;
      std::size_t above = 0;
      bool titles = true;
      for (std::size_t i = story.first; i < line.block && above <= kTallest; ++i) {
        if (lifted(blocks[i].role)) continue;
        ++above;
        titles = titles && facts_.line(i).chars <= kLongest;
      }
      if (above > kTallest || !titles || comes[s]) continue;
      ins_.push_back(end);
      for (story.body = std::max(story.body, line.block); story.body < story.last; ++story.body) {
        if (!lifted(blocks[story.body].role) && !head(blocks[story.body].role)) break;
      }
      comes[s] = true;
    } else {
      outs_.push_back(end);
      outs_.back().usable = end.usable && line.before == story.last && !goes_on[s];
      goes_on[s] = true;
    }
  }
  // Where a line names a page, the text at the edge of that page may be the other part, though nothing says
  // so.
  std::vector<PartEnd> outs, ins;
  for (std::size_t n = 0; n < stories_.size(); ++n) {
    const Story& story = stories_[n];
    const std::size_t before = Facts::flow_before(document_, story.first),
                      behind = Facts::flow_behind(document_, story.last);
    const Line& first = facts_.line(story.first);
    const Line& last = facts_.line(story.last);
    const std::uint32_t page = blocks[story.first].page, last_page = blocks[story.last].last_page;
    if (!comes[n] && blocks[story.first].role == Role::paragraph && !first.says(Says::lead) &&
        !title_like(first) && (before == Facts::npos || blocks[before].last_page != page))
      ins.push_back({n, PartEnd::npos, page, true});
    if (!goes_on[n] && blocks[story.last].role == Role::paragraph && !last.terminal && last.body_like() &&
        (behind == Facts::npos || blocks[behind].page != last_page))
      outs.push_back({n, PartEnd::npos, last_page, true});
  }
  const bool any_to = !outs_.empty(), any_from = !ins_.empty();
  if (any_to) ins_.insert(ins_.end(), ins.begin(), ins.end());
  if (any_from) outs_.insert(outs_.end(), outs.begin(), outs.end());
}

// The lines of a part's head.
std::string Continuations::head_lines(const Story& story) const {
  std::string text;
  for (std::size_t i = story.first; i < story.body; ++i) {
    const Role role = document_.blocks()[i].role;
    if (lifted(role) || role == Role::byline) continue;
    text += document_.text(document_.blocks()[i]);
    text += '\n';
  }
  return text;
}

EvidenceSet Continuations::rows(const PartEnd& out, const PartEnd& in) const {
  EvidenceSet rows;
  rows.set(kPrior);
  const Story &first = stories_[out.story], &second = stories_[in.story];
  std::string_view out_words, in_words;
  if (out.line == PartEnd::npos) {
    rows.set(kNoTo);
  } else {
    const JumpLine& line = lines_[out.line];
    out_words = line.words;
    if (names(line, in.page, out.page))
      rows.set(kToThere);
    else if (line.page.kind != PageRef::Kind::none)
      rows.set(kToElsewhere);
  }
  if (in.line == PartEnd::npos) {
    rows.set(kNoFrom);
  } else {
    const JumpLine& line = lines_[in.line];
    in_words = line.words;
    if (names(line, out.page, in.page))
      rows.set(kFromHere);
    else if (line.page.kind != PageRef::Kind::none)
      rows.set(kFromElsewhere);
  }
  if (!rows.test(kToThere) && !rows.test(kFromHere)) return rows;
  const std::string over_first = head_lines(first), over_second = head_lines(second) + std::string(in_words);
  switch (share(over_second, over_first)) {
    case Share::most:
      rows.set(kHeadline);
      break;
    case Share::none:
      rows.set(kOtherHeadline);
      break;
    default:
      break;
  }
  switch (share(out_words, over_second)) {
    case Share::some:
    case Share::most:
      rows.set(kNamedWord);
      break;
    case Share::none:
      rows.set(kOtherWord);
      break;
    default:
      break;
  }
  const Line &left = facts_.line(first.last), &right = facts_.line(second.body);
  const std::size_t behind = Facts::flow_behind(document_, second.body);
  const Judgement seam = judge({.left = left,
                                .right = right,
                                .left_text = left.text,
                                .right_text = right.text,
                                .behind = behind == Facts::npos ? nullptr : &facts_.line(behind),
                                .gap = 1,
                                .usual_gap = 1},
                               facts_.words());
  if (seam.confidence >= 0.9)
    rows.set(kGoesOn);
  else if (seam.confidence >= 0.5)
    rows.set(kMayGoOn);
  else if (!left.terminal && left.body_like() && seam.confidence < 0.2)
    rows.set(kBreaksOff);
  else if (left.terminal && mid_sentence(right))
    rows.set(kMidSentence);
  std::uint32_t number = 0, next_number = 0;
  for (std::size_t i = first.first; i <= first.last; ++i) {
    if (const std::uint32_t n = section_number(facts_.line(i)); n > 0) number = n;
  }
  for (std::size_t i = second.body; i <= second.last && next_number == 0; ++i)
    next_number = section_number(facts_.line(i));
  if (number > 0 && next_number == number + 1) rows.set(kSections);
  return rows;
}

void Continuations::find_pairs() {
  // In a stream of many issues the parts of an article are not far from each other.
  constexpr std::size_t kFarthest = 64;
  struct Pair {
    std::size_t out, in;
    EvidenceSet evidence;
    double odds;  // log odds; later confidence
  };
  const auto sum = [](const EvidenceSet& rows) {
    double odds = 0;
    for (std::size_t i = 0; i < kEvidence.size(); ++i) odds += rows.test(i) ? kEvidence[i].weight : 0;
    return odds;
  };
  std::vector<Pair> pairs;
  for (std::size_t o = 0; o < outs_.size(); ++o) {
    std::size_t tried = 0;
    for (std::size_t i = 0; i < ins_.size() && tried < 2 * kFarthest; ++i) {
      const PartEnd &out = outs_[o], &in = ins_[i];
      if (out.story == in.story || pages_.issue_of(out.page) != pages_.issue_of(in.page)) continue;
      if (out.line == PartEnd::npos && in.line == PartEnd::npos) continue;
      const auto same_page = [&](const PartEnd& end) {
        return end.line != PartEnd::npos && lines_[end.line].page.kind == PageRef::Kind::same;
      };
      if (out.page == in.page && !same_page(out) && !same_page(in)) continue;
      ++tried;
      const EvidenceSet found = rows(out, in);
      if (found.test(kToThere) || found.test(kFromHere)) pairs.push_back({o, i, found, 0});
    }
  }
  if (pairs.empty()) return;

  // Words that stand in two articles and in no third: names mostly.
  constexpr std::size_t kEnough = 3, kRead = 6000;
  std::unordered_map<std::string, std::array<std::size_t, 3>> homes;  // how many articles, and the first two
  for (std::size_t s = 0; s < stories_.size(); ++s) {
    std::size_t read = 0;
    for (std::size_t i = stories_[s].first; i <= stories_[s].last && read < kRead; ++i) {
      if (lifted(document_.blocks()[i].role)) continue;
      const std::string_view text = facts_.line(i).text.substr(0, kRead);
      read += text.size();
      for (std::string& word : content_words(text)) {
        auto& [count, one, other] = homes[std::move(word)];
        if (count > 2 || (count > 0 && one == s) || (count > 1 && other == s)) continue;
        (count == 0 ? one : other) = s;
        ++count;
      }
    }
  }
  std::set<std::pair<std::size_t, std::size_t>> shared;
  std::unordered_map<std::size_t, std::size_t> counts;
  for (const auto& [word, home] : homes) {
    if (home[0] != 2) continue;
    const std::size_t key = std::min(home[1], home[2]) * stories_.size() + std::max(home[1], home[2]);
    if (++counts[key] == kEnough) shared.insert(std::minmax(home[1], home[2]));
  }
  for (Pair& p : pairs) {
    if (shared.contains(std::minmax(outs_[p.out].story, ins_[p.in].story))) p.evidence.set(kNames);
    p.odds = sum(p.evidence);
  }

  // Beside its rivals, which are the pairs with the same end or the same beginning. What is settled is no
  // rival any more, which may settle others.
  constexpr double kSettles = 0.75, kMention = 0.02;
  constexpr int kRounds = 8;
  std::vector<bool> out_taken(outs_.size(), false), in_taken(ins_.size(), false);
  std::vector<bool> done(pairs.size(), false);
  for (int round = 0; round < kRounds; ++round) {
    std::vector<double> out_sum(outs_.size(), 0), in_sum(ins_.size(), 0);
    const auto open = [&](const Pair& p) { return !out_taken[p.out] && !in_taken[p.in]; };
    for (const Pair& p : pairs) {
      if (!open(p)) continue;
      out_sum[p.out] += std::exp(p.odds);
      in_sum[p.in] += std::exp(p.odds);
    }
    bool settled = false;
    std::vector<std::size_t> sure;
    for (std::size_t n = 0; n < pairs.size(); ++n) {
      const Pair& p = pairs[n];
      if (done[n] || !open(p)) continue;
      const double own = std::exp(p.odds);
      const double confidence = own / (1 + out_sum[p.out] + in_sum[p.in] - own);
      if (confidence < kSettles && round + 1 < kRounds) continue;
      if (confidence >= kSettles) sure.push_back(n);
      done[n] = true;
      pairs_.push_back({p.out, p.in, confidence, own / (1 + own), p.evidence});
    }
    for (const std::size_t n : sure) {
      out_taken[pairs[n].out] = in_taken[pairs[n].in] = true;
      settled = true;
    }
    if (!settled && round + 2 < kRounds) round = kRounds - 2;  // the last one tells what is left
  }
  std::erase_if(pairs_, [&](const Continuation& c) { return c.alone < kMention; });
  std::stable_sort(pairs_.begin(), pairs_.end(),
                   [](const Continuation& a, const Continuation& b) { return a.confidence > b.confidence; });
}

}  // namespace clean
