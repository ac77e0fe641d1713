// width: marks that come in pairs, decided as a pair over the whole paragraph; a quotation may go on over
// several paragraphs, each of which opens it again and only the last of which closes it.
//
// A pair is mended when both its marks are certain: (…）, <…>, 《…>, "…", “…", ”…“, “…“. What is not is left
// as it is and noted: a mark without its partner, a quotation in 「” of two kinds, a title inside a title.

#include <algorithm>

#include "filters/width_paragraph.h"

namespace clean::width {
namespace {

constexpr std::u32string_view kClosing = U"，。、；：？！,;:?!）)》〉」』】〕";  // begins no quotation
constexpr std::u32string_view kOpening = U"：:（(《〈「『【〔";                  // ends no quotation
constexpr std::u32string_view kSentenceEnd = U"。！？…!?";

// The double quotation marks of a whole block, whatever their shape.
struct Quoting {
  bool begins = false;  // its first character is one
  unsigned count = 0;
};

Quoting quoting_of(std::string_view text) {
  Quoting q;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c != '"' && c != '\xE2' && c != '\xEF') continue;
    const std::string_view mark = text.substr(i, 3);
    if (c != '"' && mark != "“" && mark != "”" && mark != "＂") continue;
    q.begins = q.begins || i == 0;
    ++q.count;
  }
  return q;
}

}  // namespace

const std::array<Paragraph::QuoteKind, 2> Paragraph::kQuoteKinds = {{
    {U'"', U'＂', U'“', U'”'},
    {U'\'', U'＇', U'‘', U'’'},
}};

// ---- brackets

// 1) and a) at the start of a line or behind a mark close nothing.
bool Paragraph::list_mark(std::size_t closer) const {
  std::size_t from = closer;
  while (from > 0 && closer - from < 2 && (digit(from - 1) || is_a(from - 1, kLatin))) --from;
  return from < closer && (from == 0 || one_of(from - 1, U"；。，：;.,: "));
}

// Whether (2) stands behind Chinese further on.
bool Paragraph::more_numbers(std::size_t i) const {
  return std::any_of(asking_.begin(), asking_.end(), [&](const Asking& a) {
    return a.at > i && at(a.at) == U'(' && digit(a.at + 1) && at(a.at + 2) == U')' && chinese(left(a.at));
  });
}

// ( ): full-width if Chinese stands inside, before, or (at the start of a line) behind. DF-5(B), f(x) and
// World Trade Organization (WTO) stay: a Latin word before, and nothing Chinese inside; 3×(4+5) stays.
void Paragraph::pair_brackets() {
  constexpr std::size_t kLongestFormula = 40;
  constexpr std::u32string_view kOperators = U"+-×÷*/=^√";
  open_.clear();
  chinese_before_.assign(size() + 1, 0);
  int balance = 0;
  for (std::size_t i = 0; i < size(); ++i) {
    chinese_before_[i + 1] = chinese_before_[i] + chinese(i);
    balance += one_of(i, U"(（") ? 1 : one_of(i, U")）") ? -1 : 0;
  }
  for (std::size_t i = 0; i < size(); ++i) {
    const char32_t c = at(i);
    if (c == U'(' || c == U'（') open_.push_back(i);
    if ((c != U')' && c != U'）') || open_.empty()) continue;
    if (balance < 0 && list_mark(i)) continue;
    const std::size_t from = open_.back();
    open_.pop_back();
    if (!free_[from] || !free_[i]) continue;
    if (at(from) == U'（' && c == U'）') continue;
    // Chinese inside, or its partner is full-width already.
    const bool inside = at(from) == U'（' || c == U'）' || chinese_before_[i] > chinese_before_[from + 1];
    const std::size_t l = left(from), r = right(i);
    const bool formula = one_of(l, kOperators) || one_of(r, kOperators);
    // Gromaget(1934)在: a year behind a name in a Chinese sentence.
    const bool year =
        i == from + 5 && digits_right(from) == 4 && l + 1 == from && stands_in_chinese(l) && han(r);
    const bool before = (chinese(l) && !formula) || year;
    // (1)加强领导 alone keeps its mark; with (2) behind it, both are of the sentence.
    const bool number = from + 2 == i && digit(from + 1);
    const bool behind = edge(l) && chinese(r) && (!number || more_numbers(i));
    if (!inside && !before && !behind) {
      for (std::size_t k = from + 1; k < std::min(i, from + kLongestFormula) && latin(l); ++k) {
        if (one_of(k, U",;:")) free_[k] = false;  // f(x,y)
      }
      continue;
    }
    const bool space_before = from > 1 && at(from - 1) == U' ' && (han(l) || full(l) || digit(l)) &&
                              (han(from + 1) || digit(from + 1));
    change(from - space_before, from + 1, U"（", kBracket);
    const bool space_behind = at(i + 1) == U' ' && !edge(r);
    change(i, i + 1 + space_behind, U"）", kBracket);
  }
}

// ---- titles

// <人民日报>, <<…>>, 《红楼梦>, 《红楼梦〉: a title, if what stands between is Chinese and short. GB/T 15834:
// a title inside a title stands in 〈〉.
void Paragraph::pair_titles() {
  constexpr std::size_t kLongestTitle = 40;
  struct Open {
    std::size_t from, begin, inner;
    char32_t shape;
  };
  std::vector<Open> open;
  for (std::size_t i = 0; i < size(); ++i) {
    if (!free_[i]) continue;
    const char32_t c = at(i);
    if (c == U'《' || c == U'〈') {
      open.push_back({i, i + 1, kNone, c});
    } else if (c == U'<') {
      const bool twice = at(i + 1) == U'<';
      const std::size_t begin = i + 1 + twice;
      // A<B is a comparison.
      const bool compares = i > 0 && is_a(i - 1, kLatin | kDigit) && !han(begin);
      if (!compares) open.push_back({i, begin, kNone, U'<'});
      i += twice;
    } else if ((c == U'>' || c == U'》' || c == U'〉') && !open.empty()) {
      // 《甲〈乙》: the inner one is never closed.
      if (open.size() > 1 && c == U'》' && open.back().shape == U'〈') open.pop_back();
      const Open o = open.back();
      open.pop_back();
      const bool nested = !open.empty();
      const bool two =
          c == U'>' && at(i + 1) == U'>' && (o.begin - o.from == 2 || o.shape == U'《' || !nested);
      const std::size_t end = i + 1 + two;
      bool is_title = i - o.begin <= kLongestTitle;
      bool has_chinese = false;
      for (std::size_t k = o.begin; is_title && k < i; ++k) {
        has_chinese = has_chinese || han(k);
        is_title = at(k) != U'。' && at(k) != U'；';
      }
      if (o.shape == U'<' && c == U'>' && digit(o.begin) && (digit(end) || at(end) == U'=')) is_title = false;
      if (o.shape == U'〈' && c == U'》') continue;  // noted as a mark without its partner
      if (is_title && has_chinese) {
        const bool inner = o.shape == U'〈' || c == U'〉'
                               ? o.shape != U'《'
                               : nested && o.shape == U'<' && c == U'>' && !two && o.begin - o.from == 1;
        // In zh-Hant <…> may be 〈…〉, an article's title.
        if (setting_.norm == kHant && o.shape == U'<' && c == U'>' && !two && o.begin - o.from == 1) {
          note(o.from, U'〈', kTitle);
        } else {
          change(o.from, o.begin, inner ? U"〈" : U"《", kTitle);
          change(i, end, inner ? U"〉" : U"》", kTitle);
        }
      }
      if (o.inner != kNone) note(o.inner, U'〈', kNested);
      if (nested && o.shape == U'《' && c == U'》' && open.back().shape == U'《') open.back().inner = o.from;
      i = end - 1;
    }
  }
}

// ---- quotation marks

void Paragraph::collect_quotes(std::size_t kind) {
  const QuoteKind& marks = kQuoteKinds[kind];
  quotes_.clear();
  for (std::size_t i = 0; i < size(); ++i) {
    const char32_t c = at(i);
    const bool straight = c == marks.straight || c == marks.wide;
    if ((!straight && c != marks.open && c != marks.close) || !free_[i]) continue;
    if (kind == 1 && c != marks.open) {
      if (i > 0 && latin(i - 1) && latin(i + 1)) continue;  // don't
      if (digit(i + 1) && digit(i + 2)) continue;           // '98
      if (i > 0 && digit(i - 1) && digit(i + 1)) continue;  // 5'6"
    }
    quotes_.push_back({i,
                       straight          ? Shape::straight
                       : c == marks.open ? Shape::opener
                                         : Shape::closer,
                       false});
  }
}

bool Paragraph::can_open(std::size_t i) const {
  const std::size_t r = right(i);
  return !edge(r) && !one_of(r, kClosing) &&
         !(at(r) == U'.' && !is_a(r + 1, kLatin | kDigit) && at(r + 1) != U'.');
}

bool Paragraph::can_close(std::size_t i) const {
  const std::size_t l = left(i);
  return !edge(l) && !one_of(l, kOpening);
}

bool Paragraph::surely_opens(std::size_t i) const {
  const std::size_t l = left(i);
  return can_open(i) && (edge(l) || one_of(l, kOpening) || one_of(l, U"，,、；;"));
}

bool Paragraph::surely_closes(std::size_t i) const {
  const std::size_t l = left(i), r = right(i);
  return can_close(i) && (edge(r) || one_of(r, kClosing) || at(r) == U'.' || one_of(l, kSentenceEnd));
}

// Whether two marks, of which one at least is not what it should be, make a pair.
bool Paragraph::fits(std::size_t opener, std::size_t closer) const {
  const Quote &a = quotes_[opener], &b = quotes_[closer];
  if (a.shape == Shape::opener && b.shape == Shape::closer) return true;
  if (a.i + 1 >= b.i || !can_open(a.i) || !can_close(b.i)) return false;
  if (a.shape == Shape::closer || b.shape == Shape::opener) return may_turn(opener, closer);
  // 24"和27": inches.
  if (a.i > 0 && digit(a.i - 1) && digit(b.i - 1) && at(a.i) == U'"' && at(b.i) == U'"') return false;
  if (chinese(left(a.i)) || chinese(right(b.i))) return true;
  bool letters = false;  // in a Chinese paragraph, "2024" is no English
  for (std::size_t k = a.i + 1; k < b.i; ++k) {
    if (chinese(k)) return true;
    letters = letters || latin(k);
  }
  return !letters;
}

// ”团结就是力量“, “团结“, ”团结”: certain where all that stands between is one phrase, or where the marks
// around say so. In 好，”他说，“走 each is right, and belongs to a quotation that began in another paragraph.
bool Paragraph::may_turn(std::size_t opener, std::size_t closer) const {
  constexpr std::size_t kLongestPhrase = 40, kLongestPlain = 20;
  const std::size_t a = quotes_[opener].i, b = quotes_[closer].i;
  if (b - a > kLongestPhrase + 1) return false;
  bool phrase = true, sentence = false;
  for (std::size_t k = a + 1; k + 1 < b; ++k) {
    phrase = phrase && !one_of(k, U"，。；：！？,;:!?");
    sentence = sentence || one_of(k, U"。；！？;!?");
  }
  const bool plain = phrase && b - a <= kLongestPlain + 1;
  const bool stands_open = one_of(b - 1, U"，：,:");  // a quotation is about to begin
  const bool first = quotes_[opener].shape == Shape::closer, second = quotes_[closer].shape == Shape::opener;
  if (first && one_of(left(a), kSentenceEnd)) return false;
  if (second && stands_open && !surely_closes(b)) return false;
  if (first && second) {
    const std::size_t l = left(a);
    if (stands_open || sentence) return false;
    return edge(l) || one_of(l, kOpening) || (surely_opens(a) && phrase) || (plain && !carried_on());
  }
  if (first) return (surely_opens(a) && !sentence) || plain;
  return plain || (surely_closes(b) && !sentence);
}

// Whether marks that all have a direction open and close as they should, one quotation inside another too.
bool Paragraph::in_order(bool open_before, std::size_t kind) {
  int depth = open_before;
  for (const Quote& q : quotes_) {
    if (q.shape == Shape::straight) continue;
    depth += q.shape == Shape::opener ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth == 0 || (depth == 1 && kind == 0 && goes_on());
}

// Reads the marks as opening and closing in turn.
bool Paragraph::alternate(bool open_before, std::size_t kind) {
  bool open = open_before;
  for (std::size_t q = 0; q < quotes_.size(); ++q) {
    quotes_[q].opens = !open;
    if (open && q == 0) {  // closes what the paragraph before opened
      if (quotes_[q].shape == Shape::opener || !surely_closes(quotes_[q].i)) return false;
    } else if (open && !fits(q - 1, q)) {
      return false;
    }
    open = !open;
  }
  if (!open) return true;
  const Quote& last = quotes_.back();
  return kind == 0 && last.shape != Shape::closer && surely_opens(last.i) && goes_on();
}

// The paragraph before leaves a quotation open that this one does not open again.
bool Paragraph::carried_on() const {
  const Document& document = *setting_.document;
  const std::size_t before = Facts::flow_before(document, setting_.block);
  if (before == Facts::npos || document.blocks()[before].role != Role::paragraph) return false;
  return quoting_of(document.text(document.blocks()[before])).count % 2 != 0 && !one_of(0, U"\"“”＂");
}

// The quotation this paragraph leaves open is opened again by each that follows, and closed by one of them.
bool Paragraph::goes_on() const {
  constexpr int kMost = 20;
  const Document& document = *setting_.document;
  std::size_t block = setting_.block;
  for (int n = 0; n < kMost; ++n) {
    block = Facts::flow_behind(document, block);
    if (block == Facts::npos || document.blocks()[block].role != Role::paragraph) return false;
    const Quoting q = quoting_of(document.text(document.blocks()[block]));
    if (!q.begins) return false;
    if (q.count % 2 == 0) return true;
  }
  return false;
}

void Paragraph::pair_quotes() {
  for (std::size_t kind = 0; kind < kQuoteKinds.size(); ++kind) {
    if (!quotes_done_[kind]) pair_quotes(kind);
  }
}

void Paragraph::pair_quotes(std::size_t kind) {
  collect_quotes(kind);
  std::size_t straight = 0;
  for (const Quote& q : quotes_) straight += q.shape == Shape::straight;
  quotes_done_[kind] = true;
  const bool ordered = in_order(false, kind) || (kind == 0 && in_order(true, kind) && carried_on());
  if (straight == 0 && ordered) return;
  const auto apart = std::find_if(quotes_.begin(), quotes_.end(), [&](const Quote& q) {
    return straight == 0 || q.shape == Shape::straight;
  });
  doubtful_quote_[kind] = apart->i;
  if (setting_.norm != kHans) return;  // zh-Hant has 「」; who prints " there means what he prints
  bool fits = alternate(false, kind) || (kind == 0 && carried_on() && alternate(true, kind));
  // “他说"好"了”: straight marks inside a quotation would be ‘ ’, unless the marks around them say otherwise.
  if (fits && straight > 0 && straight < quotes_.size() && ordered) {
    int depth = 0;
    for (const Quote& q : quotes_) {
      if (q.shape != Shape::straight) {
        depth += q.shape == Shape::opener ? 1 : -1;
      } else if (depth > 0) {
        fits = fits && (q.opens ? surely_opens(q.i) : surely_closes(q.i));
      }
    }
  }
  quotes_done_[kind] = fits;
  if (!fits) return;
  doubtful_quote_[kind] = kNone;
  for (const Quote& q : quotes_) {
    const Shape shape = q.opens ? Shape::opener : Shape::closer;
    if (q.shape != shape) change(q.i, q.opens ? kQuoteKinds[kind].open : kQuoteKinds[kind].close, kQuote);
  }
}

// ---- notes

void Paragraph::note_quotes(std::size_t kind) {
  const std::size_t i = doubtful_quote_[kind];
  if (i == kNone) return;
  const QuoteKind& marks = kQuoteKinds[kind];
  const bool straight = at(i) == marks.straight || at(i) == marks.wide;
  if (kind == 1 && !straight) return;  // ’ may be an apostrophe
  const bool closes = surely_closes(i) && !surely_opens(i);
  note(i, straight ? (closes ? marks.close : marks.open) : at(i),
       setting_.norm == kHans ? kNoPartner : kStraight);
}

// Brackets and the like, whose partner is missing or is another mark.
void Paragraph::note_partners() {
  constexpr std::u32string_view kOpen = U"（(《〈「『【〔", kClose = U"）)》〉」』】〕";
  const auto shape = [](char32_t c) { return c == U'(' ? U'（' : c == U')' ? U'）' : c; };
  open_.clear();
  for (std::size_t i = 0; i < size(); ++i) {
    if (one_of(i, kOpen)) open_.push_back(i);
    if (!one_of(i, kClose)) continue;
    const char32_t opener = opener_of(shape(at(i)));
    if (!open_.empty() && shape(at(open_.back())) == opener) {
      open_.pop_back();
    } else if (open_.empty()) {
      if (!list_mark(i)) note(i, at(i), kNoPartner);
    } else if (open_.size() > 1 && shape(at(open_[open_.size() - 2])) == opener) {
      note(open_.back(), at(open_.back()), kNoPartner);
      open_.resize(open_.size() - 2);
    } else {
      note(i, closer_of(shape(at(open_.back()))), kNoPartner);
      open_.pop_back();
    }
  }
  for (const std::size_t i : open_) note(i, at(i), kNoPartner);
}

}  // namespace clean::width
