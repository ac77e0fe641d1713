#include "survey/vocabulary.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <mutex>

namespace clean {
namespace {

constexpr SaysRow kTable[] = {
    {Says::lead, "lead", Place::start,
     "a lead paragraph begins: 本报讯, 新华社北京1月5日电; groups dateline, byline"},
    {Says::byline, "byline", Place::line, "a line that names the authors; group byline"},
    {Says::byline_end, "byline_end", Place::end,
     "authors in brackets behind the last sentence; group byline"},
    {Says::name, "name", Place::line, "a line that is a person's name and nothing else; group byline"},
    {Says::section, "section", Place::start, "the number of a section: 一、 （一） 第一条"},
    {Says::item, "item", Place::start, "an item of a list, a question or an answer"},
    {Says::opener, "opener", Place::start, "words that open a paragraph: 近年来, 据了解"},
    {Says::subheadline, "subheadline", Place::start, "the dash before a subheadline"},
    {Says::kicker, "kicker", Place::end, "how a kicker ends: …强调"},
    {Says::abstract_label, "abstract_label", Place::line, "the label over an abstract: 内容提要"},
    {Says::notice, "notice", Place::line, "the title of a notice: 公告, 遗失声明"},
    {Says::caption_start, "caption_start", Place::start, "how a caption begins: 图为, 上图："},
    {Says::caption_end, "caption_end", Place::end, "how a caption or photo credit ends: …摄, （资料图片）"},
    {Says::jump_to, "jump_to", Place::end,
     "the article goes on elsewhere: （下转第二版）; groups page, words (of its headline)"},
    {Says::jump_from, "jump_from", Place::start,
     "the article comes from elsewhere: （上接第一版）; groups page, words (of its headline)"},
    {Says::end_mark, "end_mark", Place::end, "the end of an article: ②6, （完）, ■"},
    {Says::credit, "credit", Place::anywhere, "a label of the page's makers: 责任编辑：, 校对："},
    {Says::furniture, "furniture", Place::anywhere,
     "a part of a running head: date, weekday, page number, price"},
    {Says::masthead, "masthead", Place::line, "the name of a newspaper and nothing else"},
    {Says::folio, "folio", Place::line, "a page number and nothing else"},
    {Says::never_title, "never_title", Place::start, "words no headline begins with: 他, 但, 据了解"},
    {Says::title_tag, "title_tag", Place::end,
     "a tag of genre at the end of a headline: （图片）, （外一首）"},
    {Says::label, "label", Place::line, "a standing head or box label: 短评, 简讯"},
    {Says::source_note, "source_note", Place::end, "where a text was taken from, behind it: （据新华社）"},
    {Says::series, "series", Place::line, "which part of a serial this is: （三九九）, 第七囘, （下）"},
    {Says::head_mark, "head_mark", Place::start, "a sign that stands before a headline: ◘"},
    {Says::sign_off, "sign_off", Place::line, "the end of a letter or notice: 此致, 敬礼, 读者 王红, …谨启"},
    {Says::news_opening, "news_opening", Place::start,
     "how news begins without a lead: a day or a reporter in its first words"},
    {Says::abstract_start, "abstract_start", Place::start, "an abstract or note with its label: 编者按：…"},
    {Says::sub_end, "sub_end", Place::end, "how a subheadline ends: …出席并讲话"},
    {Says::abbreviation, "abbreviation", Place::end,
     "a full stop at the end that ends no sentence: Mr., Nr., 19."},
    {Says::open_word, "open_word", Place::end, "words that no paragraph ends with: the, of, und, de la"},
    {Says::imprint, "imprint", Place::anywhere,
     "what a paper says of itself: its price, where to subscribe, who takes adverts"},
    {Says::picture, "picture", Place::end,
     "what a picture is, at the end of a line of its own: 夜景, 路線図, 조감도"},
};

Place place_of(Says says) { return kTable[static_cast<std::size_t>(says)].place; }

std::string in_place(Place place, std::string_view expression) {
  const std::string e(expression);
  switch (place) {
    case Place::start:
      return "^(?:" + e + ")";
    case Place::line:
      return "^(?:" + e + ")$";
    case Place::end:
      return "(?:" + e + ")$";
    case Place::anywhere:
      return e;
  }
  return e;
}

// An expression as the sets have it: it matches all that the recipe's matches, and perhaps more.
struct Loosened {
  std::string expression;
  bool more = false;
};

// Where the token of an expression that begins at e[at] ends: an escape, a class of characters, a character.
// npos: not to be told.
std::size_t token_end(std::string_view e, std::size_t at) {
  if (e[at] == '\\') {
    if (e.substr(at, 2) == "\\Q") return e.npos;
    const std::size_t end = at + 2;
    if (end >= e.size() || e[end] != '{') return end;
    const std::size_t brace = e.find('}', end);  // \p{Han}, \x{4E00}
    return brace == e.npos ? e.npos : brace + 1;
  }
  if (e[at] != '[') return at + 1;
  std::size_t end = at + 1;
  end += e.substr(end, 1) == "^";
  end += e.substr(end, 1) == "]";
  while (end < e.size() && e[end] != ']') {
    if (e.substr(end, 2) == "[:") {
      end = e.find(":]", end);
      if (end == e.npos) return e.npos;
      ++end;
    }
    end += e[end] == '\\' ? 2 : 1;
  }
  return end + 1;
}

// Without names of groups, which a set does not ask for, and without upper bounds of repetition from kMany
// on: x{2,60} is x{2,}. An automaton has sixty copies of an x that may come sixty times: that takes ten times
// as long to build.
Loosened loosened(std::string_view e) {
  constexpr int kMany = 20;
  Loosened out;
  for (std::size_t at = 0, end; at < e.size(); at = end) {
    end = token_end(e, at);
    if (end > e.size()) return {std::string(e), false};
    if (e.substr(at).starts_with("(?P<") && e.find('>', at) != e.npos) {
      out.expression += "(?:";
      end = e.find('>', at) + 1;
      continue;
    }
    if (e[at] == '{') {
      const std::size_t brace = e.find('}', at), comma = e.find(',', at);
      int most = 0;
      if (brace != e.npos && comma < brace) std::from_chars(e.data() + comma + 1, e.data() + brace, most);
      if (most >= kMany) {
        out.expression.append(e, at, comma + 1 - at) += '}';
        out.more = true;
        end = brace + 1;
        continue;
      }
    }
    out.expression.append(e, at, end - at);
  }
  return out;
}

std::string_view view(re2::StringPiece s) { return {s.data(), s.size()}; }
re2::StringPiece piece(std::string_view s) { return {s.data(), s.size()}; }

std::string_view tail(std::string_view line) {
  if (line.size() <= kLongestTail) return line;
  std::size_t from = line.size() - kLongestTail;
  while (from < line.size() && (static_cast<unsigned char>(line[from]) & 0xC0) == 0x80) ++from;
  return line.substr(from);
}

// One pattern by itself, for what it catches. Made when it is first asked for: most never are, and making it
// takes longer than cleaning a page.
class One {
 public:
  One(Says kind, std::string expression, bool is_loose)
      : says(kind), loose(is_loose), text_(std::move(expression)) {}

  const RE2& expression() const {
    std::call_once(made_, [this] {
      expression_ = std::make_unique<RE2>(text_, RE2::Quiet);
      const auto& groups = expression_->NamedCapturingGroups();
      const auto group = [&](const char* name) {
        const auto it = groups.find(name);
        return it == groups.end() ? 0 : it->second;
      };
      page = group("page");
      byline = group("byline");
      dateline = group("dateline");
      words = group("words");
    });
    return *expression_;
  }

  bool matches(std::string_view text) const { return RE2::PartialMatch(piece(text), expression()); }

  Says says;
  bool loose;  // its set has it loosened: what matches there may not match here
  mutable int page = 0, byline = 0, dateline = 0, words = 0;  // numbers of the named groups

 private:
  std::string text_;
  mutable std::once_flag made_;
  mutable std::unique_ptr<RE2> expression_;
};

}  // namespace

std::span<const SaysRow> vocabulary_table() { return kTable; }

namespace {

// Several patterns in one automaton, loosened.
class Several {
 public:
  explicit Several(RE2::Anchor anchor) : set_(options(), anchor) {}

  // False: it is no expression, and why.
  bool add(const One& one, const std::string& expression, std::string& error) {
    if (set_.Add(expression, &error) < 0) return false;
    rows_.push_back(&one);
    return true;
  }
  // Once; by the first who asks, if nobody did before. False: too large.
  bool compile() const {
    std::call_once(made_, [&] { good_ = rows_.empty() || set_.Compile(); });
    return good_;
  }

  template <class F>  // f(pattern), for each that matches
  void for_each(std::string_view text, const F& f) const {
    for_each_loosely(text, [&](const One& one) {
      if (!one.loose || one.matches(text)) f(one);
    });
  }

  template <class F>  // f(pattern), for each that matches as loosened, in the order of the recipe
  void for_each_loosely(std::string_view text, const F& f) const {
    // Most lines match nothing, which is soonest known when nobody asks what.
    if (rows_.empty() || !compile() || !set_.Match(piece(text), nullptr)) return;
    std::vector<int> hits;
    set_.Match(piece(text), &hits);
    std::sort(hits.begin(), hits.end());
    for (const int hit : hits) f(*rows_[static_cast<std::size_t>(hit)]);
  }

 private:
  static RE2::Options options() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(16 << 20);
    return options;
  }

  mutable RE2::Set set_;
  std::vector<const One*> rows_;
  mutable std::once_flag made_;
  mutable bool good_ = false;
};

}  // namespace

struct Vocabulary::Compiled {
  // Of a line that is looked at as a whole all patterns but those of its end; of a longer one those of its
  // start alone.
  Several whole{RE2::UNANCHORED}, start{RE2::ANCHOR_START}, end{RE2::UNANCHORED};
  // All patterns of place `end` as one expression, which RE2 reads from the end of the text backwards, so
  // that mostly the last character tells that none matches. A set can only be read forwards.
  std::unique_ptr<One> any_end;
  std::vector<std::unique_ptr<One>> all;
  std::vector<std::pair<std::string, std::unique_ptr<RE2>>> genres;

  // Where the patterns of a kind are, for a line that is no longer than kLongestLine.
  const Several& of(Says says) const { return place_of(says) == Place::end ? end : whole; }
};

Vocabulary::Vocabulary(std::vector<Pattern> patterns, std::vector<Genre> genres, Known known) {
  auto compiled = std::make_unique<Compiled>();
  std::string any_end;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    const SaysRow& row = kTable[static_cast<std::size_t>(patterns[i].says)];
    // By itself first: "a)|(?:b" is good only in its place.
    std::string error;
    RE2::Options quiet;
    quiet.set_log_errors(false);
    if (known == Known::no && RE2::Set(quiet, RE2::UNANCHORED).Add(patterns[i].expression, &error) < 0)
      throw Error(i, error);
    const auto [loose, more] = loosened(patterns[i].expression);
    auto one = std::make_unique<One>(patterns[i].says, in_place(row.place, patterns[i].expression), more);
    const std::string placed = in_place(row.place, loose);
    Several& several = row.place == Place::end ? compiled->end : compiled->whole;
    if (!several.add(*one, placed, error)) throw Error(i, error);
    if (row.place == Place::start) compiled->start.add(*one, placed, error);
    if (row.place == Place::end) any_end += (any_end.empty() ? "(?:" : "|(?:") + loose + ")";
    compiled->all.push_back(std::move(one));
  }
  // `start` is a part of `whole` and not always needed.
  if (known == Known::no && !(compiled->whole.compile() && compiled->end.compile()))
    throw Error(0, "too large, with the others of its place");
  if (!any_end.empty())
    compiled->any_end = std::make_unique<One>(Says::end_mark, in_place(Place::end, any_end), true);
  for (std::size_t i = 0; i < genres.size(); ++i) {
    auto expression = std::make_unique<RE2>(genres[i].expression, RE2::Quiet);
    if (!expression->ok()) throw Error(patterns.size() + i, expression->error());
    compiled->genres.emplace_back(std::move(genres[i].name), std::move(expression));
  }
  compiled_ = std::move(compiled);
}

std::string_view Vocabulary::genre(std::string_view line) const {
  for (const auto& [name, expression] : compiled_->genres) {
    if (RE2::PartialMatch(piece(line), *expression)) return name;
  }
  return {};
}

Vocabulary::~Vocabulary() = default;

Marks Vocabulary::read(std::string_view line) const {
  Marks marks = 0;
  const auto add = [&](const One& one) { marks |= mark(one.says); };
  if (line.size() <= kLongestLine) {
    compiled_->whole.for_each(line, add);
  } else {
    compiled_->start.for_each(line.substr(0, kLongestLine), add);
  }
  if (may_end(line)) compiled_->end.for_each(tail(line), add);
  return marks;
}

bool Vocabulary::may_end(std::string_view line) const {
  const auto& any = compiled_->any_end;
  return any && (!any->expression().ok() || any->matches(tail(line)));
}

int Vocabulary::count(Says says, std::string_view line) const {
  if (line.size() > kLongestLine) return 0;
  int n = 0;
  compiled_->of(says).for_each(line, [&](const One& one) { n += one.says == says; });
  return n;
}

std::size_t Vocabulary::covered(Says says, std::string_view line) const {
  if (line.size() > kLongestLine) return 0;
  std::vector<bool> hit(line.size(), false);
  compiled_->of(says).for_each_loosely(line, [&](const One& one) {
    if (one.says != says) return;
    re2::StringPiece match;
    std::size_t from = 0;
    while (from < line.size() &&
           one.expression().Match(piece(line), from, line.size(), RE2::UNANCHORED, &match, 1)) {
      const auto begin = static_cast<std::size_t>(match.data() - line.data());
      for (std::size_t i = begin; i < begin + match.size(); ++i) hit[i] = true;
      from = std::max(begin + match.size(), from + 1);
    }
  });
  return static_cast<std::size_t>(std::count(hit.begin(), hit.end(), true));
}

bool Vocabulary::find(Says says, std::string_view line, Found& found) const {
  const Place place = place_of(says);
  const bool long_line = line.size() > kLongestLine;
  if (long_line && (place == Place::line || place == Place::anywhere)) return false;
  if (place == Place::end && !may_end(line)) return false;
  const std::string_view text = place == Place::end ? tail(line) : line.substr(0, kLongestLine);
  const Several& several = place == Place::start && long_line ? compiled_->start : compiled_->of(says);
  bool is_found = false;
  several.for_each_loosely(text, [&](const One& one) {
    if (one.says != says || is_found) return;
    std::array<re2::StringPiece, 8> groups;
    const int n = std::min(1 + one.expression().NumberOfCapturingGroups(), static_cast<int>(groups.size()));
    if (!one.expression().Match(piece(text), 0, text.size(), RE2::UNANCHORED, groups.data(), n)) return;
    const auto group = [&](int i) {
      return i > 0 && i < n ? view(groups[static_cast<std::size_t>(i)]) : std::string_view{};
    };
    found = {view(groups[0]), group(one.page), group(one.byline), group(one.dateline), group(one.words)};
    is_found = true;
  });
  return is_found;
}

}  // namespace clean
