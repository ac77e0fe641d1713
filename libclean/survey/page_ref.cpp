#include "survey/page_ref.h"

#include <algorithm>
#include <optional>
#include <string>

#include "unicode/chars.h"

namespace clean {
namespace {

using Kind = PageRef::Kind;

constexpr std::uint32_t kMost = 999;  // pages of an issue; what is more is a year or a price

// Full-width letters and digits as ASCII, capitals as small letters, accents and umlauts left out.
char32_t folded(char32_t c) {
  if (c >= U'！' && c <= U'～') c = c - U'！' + U'!';
  if (c >= U'A' && c <= U'Z') return c - U'A' + U'a';
  struct Row {
    std::u32string_view letters;
    char32_t plain;
  };
  static constexpr Row kPlain[] = {{U"àâäÀÂÄ", U'a'}, {U"éèêëÉÈÊË", U'e'}, {U"îïÎÏ", U'i'},
                                   {U"ôöÔÖ", U'o'},   {U"ùûüÙÛÜ", U'u'},   {U"ſß", U's'}};
  for (const Row& row : kPlain) {
    if (row.letters.find(c) != row.letters.npos) return row.plain;
  }
  return c;
}

struct Word {
  std::string_view word;
  Kind kind;
  std::uint32_t number = 0;
};

// English, French, German: how pages are counted in words. Endings of German are left out (erste, ersten).
constexpr Word kWords[] = {
    {"one", Kind::number, 1},
    {"first", Kind::number, 1},
    {"front", Kind::number, 1},
    {"two", Kind::number, 2},
    {"second", Kind::number, 2},
    {"three", Kind::number, 3},
    {"third", Kind::number, 3},
    {"four", Kind::number, 4},
    {"fourth", Kind::number, 4},
    {"five", Kind::number, 5},
    {"fifth", Kind::number, 5},
    {"six", Kind::number, 6},
    {"sixth", Kind::number, 6},
    {"seven", Kind::number, 7},
    {"seventh", Kind::number, 7},
    {"eight", Kind::number, 8},
    {"eighth", Kind::number, 8},
    {"nine", Kind::number, 9},
    {"ninth", Kind::number, 9},
    {"ten", Kind::number, 10},
    {"tenth", Kind::number, 10},
    {"eleven", Kind::number, 11},
    {"eleventh", Kind::number, 11},
    {"twelve", Kind::number, 12},
    {"twelfth", Kind::number, 12},
    {"thirteen", Kind::number, 13},
    {"thirteenth", Kind::number, 13},
    {"fourteen", Kind::number, 14},
    {"fourteenth", Kind::number, 14},
    {"fifteen", Kind::number, 15},
    {"fifteenth", Kind::number, 15},
    {"sixteen", Kind::number, 16},
    {"sixteenth", Kind::number, 16},
    {"back", Kind::last},
    {"last", Kind::last},
    {"this", Kind::same},
    {"same", Kind::same},
    {"next", Kind::behind},
    {"preceding", Kind::before},
    {"previous", Kind::before},
    {"premiere", Kind::number, 1},
    {"premier", Kind::number, 1},
    {"une", Kind::number, 1},
    {"un", Kind::number, 1},
    {"deux", Kind::number, 2},
    {"deuxieme", Kind::number, 2},
    {"seconde", Kind::number, 2},
    {"trois", Kind::number, 3},
    {"troisieme", Kind::number, 3},
    {"quatre", Kind::number, 4},
    {"quatrieme", Kind::number, 4},
    {"cinq", Kind::number, 5},
    {"cinquieme", Kind::number, 5},
    {"sixieme", Kind::number, 6},
    {"sept", Kind::number, 7},
    {"septieme", Kind::number, 7},
    {"huit", Kind::number, 8},
    {"huitieme", Kind::number, 8},
    {"neuvieme", Kind::number, 9},
    {"dixieme", Kind::number, 10},
    {"derniere", Kind::last},
    {"meme", Kind::same},
    {"presente", Kind::same},
    {"suivante", Kind::behind},
    {"precedente", Kind::before},
    {"erst", Kind::number, 1},
    {"eins", Kind::number, 1},
    {"titel", Kind::number, 1},
    {"titelblatt", Kind::number, 1},
    {"titelseite", Kind::number, 1},
    {"zweit", Kind::number, 2},
    {"zwei", Kind::number, 2},
    {"dritt", Kind::number, 3},
    {"drei", Kind::number, 3},
    {"viert", Kind::number, 4},
    {"vier", Kind::number, 4},
    {"funft", Kind::number, 5},
    {"funf", Kind::number, 5},
    {"sechst", Kind::number, 6},
    {"sechs", Kind::number, 6},
    {"siebent", Kind::number, 7},
    {"sieben", Kind::number, 7},
    {"siebt", Kind::number, 7},
    {"acht", Kind::number, 8},
    {"neunt", Kind::number, 9},
    {"neun", Kind::number, 9},
    {"zehnt", Kind::number, 10},
    {"zehn", Kind::number, 10},
    {"letzt", Kind::last},
    {"ruckseite", Kind::last},
    {"diese", Kind::same},
    {"dieselb", Kind::same},
    {"selb", Kind::same},
    {"nachst", Kind::behind},
    {"folgend", Kind::behind},
    {"vorig", Kind::before},
    {"vorhergehend", Kind::before},
};

PageRef of_word(std::string_view word) {
  for (const Word& w : kWords) {
    if (word == w.word) return {w.kind, 0, w.number};
  }
  for (const std::string_view ending : {"e", "en", "er", "em", "es"}) {
    if (!word.ends_with(ending)) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.size());
    for (const Word& w : kWords) {
      if (stem == w.word) return {w.kind, 0, w.number};
    }
  }
  return {};
}

// II, IV, XII as they are printed: capitals. 0: no such number.
std::uint32_t roman(std::string_view capitals) {
  std::uint32_t number = 0, last = 0;
  for (auto c = capitals.rbegin(); c != capitals.rend(); ++c) {
    const std::uint32_t value = *c == 'I' ? 1 : *c == 'V' ? 5 : *c == 'X' ? 10 : 0;
    if (value == 0) return 0;
    number = value < last ? number - value : number + value;
    last = std::max(last, value);
  }
  return number <= 39 ? number : 0;
}

constexpr std::u32string_view kHanDigits = U"〇一二三四五六七八九";

bool ascii_letter(char32_t c) { return c >= U'a' && c <= U'z'; }

struct Token {
  enum class Type : std::uint8_t { word, number, han, other } type = Type::other;
  std::string word;     // folded
  std::string printed;  // ASCII letters as printed, full-width ones as ASCII
  std::uint32_t number = 0;
  char32_t c = 0;         // other
  bool attached = false;  // no white space before it
};

std::vector<Token> tokens(std::string_view text) {
  std::vector<Token> found;
  bool attached = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t printed = next(text, at);
    const char32_t c = folded(printed);
    if (is(c, kBlank)) {
      attached = false;
      continue;
    }
    const std::size_t han = kHanDigits.find(c);
    Token token;
    if (ascii_letter(c)) {
      token.type = Token::Type::word;
    } else if (c >= U'0' && c <= U'9') {
      token.type = Token::Type::number;
    } else if (han != kHanDigits.npos || c == U'十' || c == U'廿' || c == U'卅' || c == U'零') {
      token.type = Token::Type::han;
    }
    const bool goes_on = attached && !found.empty() && found.back().type == token.type;
    if (token.type == Token::Type::other || !goes_on) {
      token.attached = attached;
      token.c = printed;
      found.push_back(token);
    }
    attached = true;
    Token& t = found.back();
    if (token.type == Token::Type::word) {
      t.word += static_cast<char>(c);
      const bool capital = (printed >= U'A' && printed <= U'Z') || (printed >= U'Ａ' && printed <= U'Ｚ');
      t.printed += static_cast<char>(capital ? c - U'a' + U'A' : c);
    } else if (token.type == Token::Type::number) {
      t.number = std::min(t.number * 10 + static_cast<std::uint32_t>(c - U'0'), kMost * 10);
    } else if (token.type == Token::Type::han) {
      // 十二 is 12, 二十 20, 廿四 24; 二四 is 24, too.
      if (c == U'十') {
        t.number = (t.number == 0 ? 1 : t.number) * 10;
      } else if (c == U'廿' || c == U'卅') {
        t.number += c == U'廿' ? 20 : 30;
      } else {
        const auto digit = static_cast<std::uint32_t>(han == kHanDigits.npos ? 0 : han);
        const bool places = t.number > 0 && t.number % 10 != 0;  // no ten stands before it
        t.number = std::min((places ? t.number * 10 : t.number) + digit, kMost * 10);
      }
    }
  }
  return found;
}

PageRef of_char(char32_t c) {
  if (c >= U'Ⅰ' && c <= U'Ⅻ') return {Kind::number, 0, static_cast<std::uint32_t>(c - U'Ⅰ' + 1)};
  if (c >= U'ⅰ' && c <= U'ⅻ') return {Kind::number, 0, static_cast<std::uint32_t>(c - U'ⅰ' + 1)};
  if (c >= U'①' && c <= U'⑳') return {Kind::number, 0, static_cast<std::uint32_t>(c - U'①' + 1)};
  constexpr std::u32string_view kSame = U"本同이", kBefore = U"上前앞", kBehind = U"下次後后다",
                                kFirst = U"头頭首", kLast = U"末终終尾뒷";
  if (kSame.find(c) != kSame.npos) return {Kind::same, 0, 0};
  if (kBefore.find(c) != kBefore.npos) return {Kind::before, 0, 0};
  if (kBehind.find(c) != kBehind.npos) return {Kind::behind, 0, 0};
  if (kFirst.find(c) != kFirst.npos) return {Kind::number, 0, 1};
  if (kLast.find(c) != kLast.npos) return {Kind::last, 0, 0};
  return {};
}

// A page's section before its number. P and S stand for page and Seite.
bool section(const Token& token) {
  return token.type == Token::Type::word && token.word.size() == 1 && token.word != "p" && token.word != "s";
}

}  // namespace

PageRef page_ref(std::string_view text) {
  const std::vector<Token> all = tokens(text);
  PageRef in_words;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Token& t = all[i];
    if ((t.type == Token::Type::number || t.type == Token::Type::han) && t.number > 0 && t.number <= kMost) {
      PageRef ref{Kind::number, 0, t.number};
      std::size_t before = i;
      if (before > 1 && t.attached && all[before - 1].c == U'-') --before;
      if (before > 0 && all[before].attached && section(all[before - 1]))
        ref.section = static_cast<char>(all[before - 1].word[0] - 'a' + 'A');
      return ref;
    }
    if (in_words.kind != Kind::none) continue;
    if (t.type == Token::Type::word) {
      in_words = of_word(t.word);
      const std::uint32_t number = roman(t.printed);
      if (in_words.kind == Kind::none && number > 0) in_words = {Kind::number, 0, number};
    } else if (t.type == Token::Type::other) {
      in_words = of_char(t.c);
    }
  }
  return in_words;
}

namespace {

bool is_number(const Token& t) { return t.type == Token::Type::number || t.type == Token::Type::han; }

// What a running head or page number says its page is. Much else in such lines is a number, so only what is
// marked as a page's is taken: 第04版, 3면, Seite 3, A4; a line that is nothing else; a number at an end of
// the line that a dash or dot parts from the rest.
std::vector<PageRef> printed(std::string_view text, Role role) {
  std::vector<PageRef> found;
  const std::vector<Token> all = tokens(text);
  const auto parts = [&](std::size_t i) {
    constexpr std::u32string_view kParting = U"—–-•·|│／/＜＞<>〈〉（）()[]【】";
    return i < all.size() && all[i].type == Token::Type::other && kParting.find(all[i].c) != kParting.npos;
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Token& t = all[i];
    if (!is_number(t) || t.number == 0 || t.number > kMost) continue;
    PageRef ref{Kind::number, 0, t.number};
    const bool named = i > 0 && t.attached && section(all[i - 1]) &&
                       (i < 2 || !all[i - 1].attached || all[i - 2].type == Token::Type::other);
    if (named) ref.section = static_cast<char>(all[i - 1].word[0] - 'a' + 'A');
    const char32_t before = i > 0 ? all[i - 1].c : 0;
    const char32_t behind = i + 1 < all.size() && all[i + 1].attached ? all[i + 1].c : 0;
    const std::string_view word = i > 0 ? std::string_view(all[i - 1].word) : std::string_view();
    const bool dotted = i > 1 && before == U'.' && (all[i - 2].word == "p" || all[i - 2].word == "s");
    const bool marked = std::u32string_view(U"版面면頁页").find(behind) != std::u32string_view::npos ||
                        word == "page" || word == "seite" || word == "blatt" || dotted || named;
    const bool alone =
        (i == 0 || i + 1 == all.size()) && (i == 0 || parts(i - 1)) && (i + 1 == all.size() || parts(i + 1));
    const bool only = role == Role::folio && std::count_if(all.begin(), all.end(), is_number) == 1;
    // 今日8版, 共8版, 총 8면: how many there are.
    const bool count =
        before == U'日' || before == U'共' || before == U'全' || before == U'총' || before == U'计';
    if ((marked && !count) || alone || only) found.push_back(ref);
  }
  return found;
}

}  // namespace

std::vector<PageRef> pages_said(std::string_view line) { return printed(line, Role::running_head); }

PageNames::PageNames(const Document& document) {
  for (const Block& b : document.blocks()) {
    for (const std::uint32_t page : {b.page, b.last_page}) {
      if (pages_.empty() || pages_.back().page != page) pages_.push_back({page});
    }
  }
  std::stable_sort(pages_.begin(), pages_.end(),
                   [](const Page& a, const Page& b) { return a.page < b.page; });
  pages_.erase(std::unique(pages_.begin(), pages_.end(),
                           [](const Page& a, const Page& b) { return a.page == b.page; }),
               pages_.end());
  const auto& files = document.source().files;
  for (const SourceFile& file : files) {
    const PageRef ref = page_ref_of_file(file.name);
    const bool told =
        ref.kind == Kind::number && ref.number <= kMost && (files.size() > 1 || ref.section != 0);
    if (Page* const page = find(file.page); page && told) page->called.push_back(ref);
  }
  for (const Block& b : document.blocks()) {
    if (b.role != Role::running_head && b.role != Role::folio && b.role != Role::masthead) continue;
    Page& page = *find(b.page);
    if (!files.empty() && !page.called.empty() && page.called.front().section != 0) continue;
    for (const PageRef& ref : printed(document.text(b), b.role)) {
      if (std::find(page.called.begin(), page.called.end(), ref) == page.called.end())
        page.called.push_back(ref);
    }
  }
  std::uint32_t issue = 0;
  for (Page& page : pages_) {
    const bool first = std::any_of(page.called.begin(), page.called.end(),
                                   [](const PageRef& ref) { return ref.number == 1; });
    if (first && files.empty() && &page != &pages_.front()) ++issue;
    page.issue = issue;
    page.said = !page.called.empty();
    if (page.called.empty()) page.called.push_back({Kind::number, 0, page.page});
    for (const PageRef& called : page.called) numbered_.insert({{issue, called.number}, page.page});
  }
}

PageNames::Page* PageNames::find(std::uint32_t page) {
  const auto found =
      std::partition_point(pages_.begin(), pages_.end(), [&](const Page& p) { return p.page < page; });
  return found != pages_.end() && found->page == page ? &*found : nullptr;
}
const PageNames::Page* PageNames::find(std::uint32_t page) const {
  return const_cast<PageNames*>(this)->find(page);
}

std::uint32_t PageNames::issue_of(std::uint32_t page) const {
  const Page* const found = find(page);
  return found ? found->issue : 0;
}

bool PageNames::is(std::uint32_t page, const PageRef& ref, std::uint32_t from) const {
  const Page* const found = find(page);
  if (!found || found->issue != issue_of(from)) return false;
  switch (ref.kind) {
    case Kind::none:
      return false;
    case Kind::same:
      return page == from;
    case Kind::before:
      return page + 1 == from;
    case Kind::behind:
      return page == from + 1;
    case Kind::last:
      return found == &pages_.back() || (found + 1)->issue != found->issue;
    case Kind::number:
      break;
  }
  return std::any_of(found->called.begin(), found->called.end(), [&](const PageRef& called) {
    return called.number == ref.number &&
           (called.section == ref.section || called.section == 0 || ref.section == 0);
  });
}

// A text may have as many jump lines as pages: each asks only the pages that may be it.
bool PageNames::any(const PageRef& ref, std::uint32_t from) const {
  switch (ref.kind) {
    case Kind::none:
      return false;
    case Kind::same:
      return is(from, ref, from);
    case Kind::before:
      return is(from - 1, ref, from);
    case Kind::behind:
      return is(from + 1, ref, from);
    case Kind::last:
      return !pages_.empty();
    case Kind::number:
      break;
  }
  const auto [begin, end] = numbered_.equal_range({issue_of(from), ref.number});
  return std::any_of(begin, end, [&](const auto& page) { return is(page.second, ref, from); });
}

}  // namespace clean
