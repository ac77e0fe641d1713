#include "report/words.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "report/html.h"

namespace report {
namespace {

using clean::Action;
using clean::Decision;
using clean::Verdict;

constexpr std::size_t kExcerpt = 24;  // columns, 12 Han characters: enough to find the place with the eye

// In the order of clean::Role.
constexpr std::string_view kCalled[] = {
    "a paragraph",    "a kicker",          "a headline", "a subheadline", "a byline",
    "an abstract",    "a section heading", "a verse",    "a table",       "a list",
    "an advert",      "a caption",         "a credit",   "a jump line",   "an end mark",
    "a running head", "a page number",     "a masthead", "noise"};
static_assert(std::size(kCalled) == clean::kRoleCount);

// Nearly: characters of three bytes and more are mostly wide ones.
std::size_t columns(Character c) { return c.size >= 3 ? 2 : 1; }

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\f\v", kWide = "\u3000";
  for (;;) {
    if (!text.empty() && kBlank.find(text.front()) != kBlank.npos)
      text.remove_prefix(1);
    else if (!text.empty() && kBlank.find(text.back()) != kBlank.npos)
      text.remove_suffix(1);
    else if (text.starts_with(kWide))
      text.remove_prefix(kWide.size());
    else if (text.ends_with(kWide))
      text.remove_suffix(kWide.size());
    else
      return text;
  }
}

// What cannot be seen is spelled, and white space that is all there is: between quotation marks it looks like
// nothing.
std::string seen(std::string_view text) {
  std::string result;
  const bool alone = trim(text).empty() || text == "\u00A0";
  while (!text.empty()) {
    const Character c = first_character(text);
    const bool blank = c.code <= ' ' || c.code == 0xA0 || c.code == 0x3000;
    if ((blank && (alone ? text.size() > 1 || c.code != ' ' : c.code < ' ')) || c.code == 0x200C ||
        c.code == 0x200D)
      result += (result.empty() ? "" : " ") + spelled(c);
    else
      result += text.substr(0, c.size);
    text.remove_prefix(c.size);
  }
  return result;
}

Phrase quoted(std::string_view text) { return {seen(text), true}; }

// "0.31 < 0.50", with as many digits as it takes to see it.
std::string less(double one, double other) {
  char numbers[2][32];
  for (int digits = 2; digits <= 9; ++digits) {
    std::snprintf(numbers[0], sizeof numbers[0], "%.*f", digits, one);
    std::snprintf(numbers[1], sizeof numbers[1], "%.*f", digits, other);
    if (std::string_view(numbers[0]) != numbers[1]) break;
  }
  return std::string(numbers[0]) + " < " + numbers[1];
}

}  // namespace

std::string_view called(clean::Role role) { return kCalled[static_cast<std::size_t>(role)]; }

std::string_view label(clean::Role role) {
  const std::string_view name = called(role);
  return name.substr(name.find(' ') + 1);  // of "noise" all
}

Phrase first_words(std::string_view text) {
  text = trim(text);
  std::size_t end = 0, used = 0;
  while (end < text.size()) {
    const Character c = first_character(text.substr(end));
    if ((used += columns(c)) > kExcerpt) break;
    end += c.size;
  }
  Phrase phrase = quoted(text.substr(0, end));
  if (end < text.size()) phrase.text += "…";
  return phrase;
}

Phrase last_words(std::string_view text) {
  text = trim(text);
  std::vector<Character> all;
  // From far enough behind that no character is cut in the columns that are shown.
  std::size_t begin = text.size() > 8 * kExcerpt ? text.size() - 8 * kExcerpt : 0;
  while (begin < text.size() && begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80)
    ++begin;
  for (std::size_t at = begin; at < text.size(); at += all.back().size)
    all.push_back(first_character(text.substr(at)));
  std::size_t shown = text.size(), used = 0;
  for (; !all.empty(); all.pop_back()) {
    if ((used += columns(all.back())) > kExcerpt) break;
    shown -= all.back().size;
  }
  Phrase phrase = quoted(text.substr(shown));
  if (shown > 0) phrase.text.insert(0, "…");
  return phrase;
}

bool told(const Decision& d) {
  return d.ranges > 0 && (d.filter->make != nullptr || d.action != Action::replace || d.with == "\uFFFD");
}

clean::SourceRange place(const clean::Document& document, const Decision& d) {
  const auto ranges = document.source(d);
  return {ranges.front().begin, std::max(ranges.front().begin, ranges.back().end)};
}

Sentence what(const clean::Document& document, const Printed& printed, const Decision& d) {
  const clean::SourceRange at = place(document, d);
  switch (d.action) {
    case Action::replace: {
      std::string before;
      for (const clean::SourceRange& range : document.source(d)) before += document.source_text(range);
      if (before.empty())
        return {{"puts "}, quoted(d.with), {" before "}, first_words(printed.from(at.begin))};
      if (d.with.empty()) return {{"takes out "}, quoted(before)};
      return {quoted(before), {" becomes "}, quoted(d.with)};
    }
    case Action::role:
      return {
          {"makes "}, first_words(printed.words(document.source(d))), {" " + std::string(called(d.role))}};
    case Action::join: {
      Sentence sentence = {
          {"joins "}, last_words(printed.before(at.begin)), {" + "}, first_words(printed.from(at.end))};
      if (d.with == " ") sentence.push_back({" with a space"});
      if (!d.with.empty() && d.with != " ") {
        sentence.push_back({" with "});
        sentence.push_back(quoted(d.with));
      }
      return sentence;
    }
    case Action::split:
      return {{"parts off "}, first_words(printed.from(at.begin))};
    case Action::start:
      return {{"an article starts at "}, first_words(printed.from(at.begin))};
    case Action::move:
      return {{"puts "},
              first_words(printed.from(at.begin)),
              {" and what follows behind "},
              last_words(printed.before(d.behind))};
  }
  return {};
}

std::string why(const Decision& d) {
  return d.reason < d.filter->reasons.size() ? std::string(d.filter->reasons[d.reason]) : std::string();
}

std::string evidence(const Decision& d) {
  std::vector<const clean::Evidence*> fired;
  for (std::size_t i = 0; i < d.filter->evidence.size(); ++i)
    if (d.evidence.test(i)) fired.push_back(&d.filter->evidence[i]);
  std::stable_sort(fired.begin(), fired.end(),
                   [](const auto* a, const auto* b) { return a->weight > b->weight; });
  std::string result;
  for (const clean::Evidence* row : fired) {
    (result += result.empty() ? "" : ", ") += row->name;
    char weight[32];
    std::snprintf(weight, sizeof weight, " %+.1f", static_cast<double>(row->weight));
    if (row->weight != 0) result += weight;
  }
  return result;
}

std::string verdict(const Decision& d, const clean::Policy& policy) {
  switch (d.verdict) {
    case Verdict::proposed:
      return "not settled";
    case Verdict::applied:
      return "applied";
    case Verdict::outranked:
      return "not applied: another decision about this place came first";
    case Verdict::too_unsure:
      return "not applied: too unsure (" + less(static_cast<double>(d.confidence), policy.of(*d.filter)) +
             ")";
    case Verdict::superseded:
      return "applied, then changed again by a later decision";
    case Verdict::refused:
      return "not applied: fits no place of the text as it stands";
  }
  return {};
}

std::string percent(double part) {
  const long rounded = std::lround(part * 100);
  return std::to_string(rounded == 100 && part < 1 ? 99 : rounded) + " %";
}

double doubt(const Decision& d) {
  const double sure = static_cast<double>(d.confidence);
  switch (d.verdict) {
    case Verdict::applied:
      return 1 - sure;
    case Verdict::too_unsure:
      return sure;
    default:  // something else stands at the place, and is asked for itself
      return 0;
  }
}

std::string plain(const Sentence& sentence) {
  std::string result;
  for (const Phrase& phrase : sentence) result += phrase.quoted ? "“" + phrase.text + "”" : phrase.text;
  return result;
}

std::string html(const Sentence& sentence, std::string_view language_tag) {
  std::string out;
  for (const Phrase& phrase : sentence) {
    if (phrase.quoted) (out += "<q lang=\"") += as_attribute(language_tag) + "\">";
    write_text(phrase.text, out);
    if (phrase.quoted) out += "</q>";
  }
  return out;
}

}  // namespace report
