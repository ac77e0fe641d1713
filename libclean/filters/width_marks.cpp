// width: the single marks, a row and a rule for each. C is Chinese or a full-width mark, D a digit, A a Latin
// letter, | an edge of the paragraph.

#include "filters/width_paragraph.h"
#include "unicode/forms.h"

namespace clean::width {

// Order matters where a mark could be two things: "..." is no three full stops.
const std::array<Paragraph::Row, 17> Paragraph::kRows = {{
    {U".。·・‥…．", &Paragraph::ellipsis, kHans | kHant},
    {U"-－─―ー—–", &Paragraph::dash, kHans | kHant},
    {U"~〜∼˜", &Paragraph::range, kHans | kHant},
    {U",;", &Paragraph::comma, kHans | kHant},
    {U".", &Paragraph::stop, kHans | kHant},
    {U":", &Paragraph::colon, kHans | kHant},
    {U"?!", &Paragraph::question, kHans | kHant},
    {U"•‧・･．", &Paragraph::name_dot, kHans},
    {U"．：，／－。", &Paragraph::narrow_mark, kHans},
    {U"､｡｢｣", &Paragraph::unhalve, kHans | kHant | kForeign},
    {U"丶", &Paragraph::misread_comma, kHans},
    {U"\u00A0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000", &Paragraph::blank,
     kHans | kHant},
    {U" ", &Paragraph::gap, kHans | kHant},
    {U"，。、", &Paragraph::twice, kHans},
    {U"[", &Paragraph::year, kHans},
    {U"", &Paragraph::narrow, kHans},                      // full-width digits and letters: by class, below
    {U"", &Paragraph::unhalve, kHans | kHant | kForeign},  // half-width katakana
}};

// ---- the rules

// , ; full-width with C on the left, or Chinese on the right. 1,000 stays.
void Paragraph::comma(std::size_t i) {
  const std::size_t l = left(i), r = right(i);
  if (i > 0 && digit(i - 1) && digits_right(i) == 3) return;
  if (edge(l)) return;
  const bool word_left = latin(l) || digit(l), word_right = latin(r) || digit(r);
  // Behind the comma of an English sentence stands a space; green,clean are English words.
  const bool bare = at(i + 1) != U' ' && word_left && word_right && !(digit(l) && digit(r)) &&
                    !(is_a(l, kLower) && is_a(r, kLower) && !digit(word_start(l)));
  const bool times =
      digit(l) && digit(r) && i > 3 && at(i - 3) == U':' && (at(i + 2) == U':' || at(i + 3) == U':');
  const bool telephones = digit(l) && digit(r) && digits_left(i) >= 7 && digits_right(i) >= 7;
  // “办事通”, APP: what stands in the quotation or bracket is Chinese.
  const bool behind_closer =
      (is_a(l, kCloser) && l > 0 && chinese(l - 1)) || (one_of(l, U"\"”") && one_of(r, U"\"“"));
  const bool fits = chinese(l)   ? han(l) || full(l) || !latin(r) || behind_closer
                    : chinese(r) ? han(r) || !word_left
                                 : bare || times || telephones || behind_closer || (!word_left && word_right);
  if (fits) widen(i);
}

// . full-width behind Chinese at the end of something. Between two Han it may be the dot of a name: only
// where the paragraph or its page ends sentences so, and no foreign name stands there. 21. stays: a list
// number, or a misread 1 (newspapers.md section 22).
void Paragraph::stop(std::size_t i) {
  constexpr std::u32string_view kAbbreviations[] = {U"Co",  U"Ltd", U"Inc", U"Corp", U"etc", U"No",  U"Mr",
                                                    U"Mrs", U"Ms",  U"Dr",  U"St",   U"vs",  U"Vol", U"p"};
  const std::size_t l = left(i), r = right(i);
  if (edge(l) || l + 1 != i) return;
  if (at(i + 1) == U'.' || at(l) == U'.') return;  // dots
  const bool half = setting_.half_stops || (!setting_.head && (half_end_ || half_commas_));
  const bool ends =
      edge(r) || (at(i + 1) == U' ' && !latin(r)) || is_a(r, kOpener | kCloser) || one_of(r, U"\"＂");
  if (latin(l)) {
    // 下载APP. at an end: one word in a Chinese sentence, no abbreviation.
    const bool address = !free_[l] && !full(l);
    bool word = half && (edge(r) || one_of(r, U"”\"）)")) && size() > 12 && (address || stands_in_chinese(l));
    std::u32string token;
    for (std::size_t k = word_start(l); word && !address && k <= l; ++k) token += at(k);
    word = word && token.find(U'.') == token.npos && (token.size() > 1 || address);
    for (const std::u32string_view a : kAbbreviations) word = word && token != a;
    if (word) widen(i);
    return;
  }
  // A number ends the paragraph of a page that ends its sentences so; "21." alone is a list number.
  const bool number = digit(l) && edge(r) && ((setting_.half_stops && size() > 20) || half_commas_);
  const bool sentence = number || han(l) || full(l) || is_a(l, kCloser) || at(l) == U'…' ||
                        one_of(l, U"℃°′″") || (at(l) == U'%' && (edge(r) || chinese(r)));
  if (!sentence) {
    if (digit(l) && edge(r) && size() > 12) note(i, U'。', kStopOrDot);
    return;
  }
  if (list_number(i)) return;
  const bool inside = han(l) && han(r);
  const bool count = han(l) && digit(r) && han(i + 1 + digits_right(i));  // 走.92岁的
  const bool clauses = (inside && between_clauses(i)) || (count && ends_clause(i));
  // No name has a dot behind a quotation or a degree.
  const bool behind_end = (one_of(l, U"”℃%") || (at(l) == U'"' && full(l))) && (han(r) || digit(r)) &&
                          !(at(l) == U'%' && digit(r)) && !setting_.head;
  const bool number_left = one_of(l, kHanNumerals) && (one_of(r, kHanNumerals) || digit(r));
  if (ends || behind_end) {
    widen(i);
  } else if (!(inside && between_names(i)) && !number_left &&
             (setting_.half_stops || (half && half_end_) || ((half || setting_.mixed) && clauses))) {
    widen(i);
  } else if (clauses && !setting_.head && !between_names(i)) {
    note(i, U'。', kStopOrDot);
  }
}

// : full-width with C on a side, but 10:30, 3:2, https:
void Paragraph::colon(std::size_t i) {
  const std::size_t l = left(i), r = right(i);
  if ((i > 0 && digit(i - 1) && digit(i + 1)) || at(i + 1) == U'/') return;
  if (chinese(l) || han(r) || full(r) || (!latin(l) && chinese(r))) widen(i);
}

// ? ! full-width behind C; ?! as one. 你用过APP? in a Chinese sentence, too; Yahoo! in brackets stays.
void Paragraph::question(std::size_t i) {
  const std::size_t l = left(i), r = right(i);
  const bool behind_word = l != kNone && l + 1 == i && stands_in_chinese(l) && !one_of(l, U"/%") &&
                           (edge(r) || han(r) || full(r) || one_of(r, U"”"));
  if (chinese(l) || behind_word) widen(i);
}

// -- ── ―― ーー －－ — —: a dash is two ems. One alone is a hyphen, a minus or a range and stays. In zh-Hant
// ── (two U+2500) is how many set it, and stays.
void Paragraph::dash(std::size_t i) {
  const char32_t c = at(i);
  if (i > 0 && at(i - 1) == c) return;
  if (setting_.norm == kHant && c != U'-') return;
  std::size_t end = i;
  while (at(end) == c || (c == U'—' && at(end) == U' ' && at(end + 1) == U'—')) ++end;
  const std::size_t count = end - i;
  if (count < 2 || count > 4 || (c == U'—' && count == 2)) return;
  if (c == U'ー' && (is_a(i - 1, kKana) || is_a(end, kKana))) return;
  const std::size_t l = left(i), r = right(end - 1);
  // 10月1日--7日 is a range, whose mark is one em.
  if (one_of(l, U"年月日时点分号级元岁") && digit(r)) return;
  const bool left_fits = edge(l) || chinese(l) || one_of(l, U"\"”’");
  const bool right_fits =
      edge(r) || chinese(r) || one_of(r, U"\"“‘") || ((latin(r) || digit(r)) && chinese(l));
  const bool behind_number = (digit(l) || at(l) == U'%') && han(r) && han(l - digits_left(i));
  if ((left_fits || behind_number) && right_fits && !(edge(l) && edge(r))) change(i, end, U"——", kDash);
}

// ~ between two quantities: 2级~3级, 3%~5%, -10℃~-1℃, 3.5万元~5万元, 5m~8m.
void Paragraph::range(std::size_t i) {
  constexpr std::size_t kLongestUnit = 5;
  if (i == 0 || edge(i + 1) || (setting_.norm == kHant && at(i) != U'~')) return;
  const char32_t l = at(i - 1);
  bool unit = i > 1 && han(i - 1) && digit(i - 2);  // 2级~3级; in 全程~30公里 it means about
  for (std::size_t k = 1; !unit && k < kLongestUnit && k < i && latin(i - k); ++k) unit = digit(i - k - 1);
  for (std::size_t k = 2; k <= kLongestUnit && k < i && !unit && han(i - 1); ++k) {
    if (han(i - k)) continue;
    // The number behind has the same unit.
    for (std::size_t n = 2; digit(i - k) && digit(i + 1) && n < 2 + 2 * kLongestUnit; ++n) {
      if (!is_a(i + n, kDigit | kHan) && !one_of(i + n, U".,")) break;
      unit = unit || at(i + n) == l;
    }
    break;
  }
  const bool degrees = one_of(i - 1, U"%℃°") || (i > 1 && at(i - 2) == U'°' && (l == U'C' || l == U'F'));
  const bool quantity = digit(i - 1) || degrees || unit || (han(i - 1) && han(i + 1));
  const bool next_quantity =
      digit(i + 1) || (one_of(i + 1, U"-+¥￥$") && digit(i + 2)) || (han(i + 1) && (han(i - 1) || degrees));
  if (quantity && next_quantity) change(i, U'～', kRange);
}

// ... 。。。 ··· ‥‥: six dots, behind Chinese or at the edge of a quotation. Not the leaders of a table, nor
// the twelve dots (GB/T 15834, 4.11.3.2) that stand for whole paragraphs.
void Paragraph::ellipsis(std::size_t i) {
  const char32_t c = at(i);
  if (i > 0 && at(i - 1) == c) return;
  if (setting_.norm == kHant && c != U'.' && c != U'。') return;
  std::size_t end = i;
  while (at(end) == c || (c == U'…' && at(end) == U' ' && at(end + 1) == c)) ++end;
  const std::size_t count = end - i;
  const std::size_t least = c == U'‥' ? 2 : 3;
  if (count < least || count > 8 || (c == U'…' && (count == 2 || count == 4))) return;
  const std::size_t l = left(i), r = right(end - 1);
  if (chinese(l) || (edge(l) && chinese(r)) || one_of(l, U"\"“‘”’")) change(i, end, U"……", kEllipsis);
}

// 马克•吐温: between Han the dot of a name is · (U+00B7). At the start of a line • is a bullet.
void Paragraph::name_dot(std::size_t i) {
  if (i == 0 || !han(i - 1) || !han(i + 1) || is_a(i - 1, kKana)) return;
  if (at(i) == U'．' && !between_names(i)) return;
  change(i, U'·', kDot);
}

// ０．７４％, １０：３０, １，０００, －５, １／３: marks of numbers set full-width follow their digits.
void Paragraph::narrow_mark(std::size_t i) {
  const auto full_digit = [&](std::size_t k) { return digit(k) && at(k) > 0x7F; };
  const auto full_word = [&](std::size_t k) { return is_a(k, kDigit | kLatin) && at(k) > 0x7F; };
  const bool left_digit = i > 0 && digit(i - 1), right_digit = digit(i + 1);
  const bool full = (i > 0 && full_digit(i - 1)) || full_digit(i + 1);
  const char32_t mark = at(i);
  bool fits = false;
  switch (mark) {
    case U'．':
      fits = left_digit && right_digit;
      break;
    case U'：':
      fits = left_digit && right_digit && (full || time_of_day(i) || score(i));
      break;
    case U'／':
      fits = left_digit && right_digit && full;
      break;
    case U'，':
      fits = left_digit && full && digits_right(i) == 3;
      break;
    case U'。':  // 增长3。5%
      if (!left_digit || !right_digit) return;
      fits = one_of(i + 1 + digits_right(i), U"%％℃");
      if (!fits) note(i, U'.', kStopOrDot);
      break;
    case U'－':
      fits = (!left_digit && full_digit(i + 1) && (i == 0 || !is_a(i - 1, kLatin))) ||
             // ＤＦ－３１, ０３７３－３０５１２３４; in １９４９－１９８６ it may stand for — and stays.
             (i > 0 && is_a(i - 1, kLatin) && full_word(i - 1) && full_digit(i + 1)) ||
             (full && left_digit && digits_right(i) >= 7 && digits_left(i) <= 4);
      break;
    default:
      break;
  }
  const char32_t narrow = mark == U'。' ? U'.' : ascii_form(mark);
  if (fits) change(i, narrow, kInNumber);
}

// 上午9：00, 14：30至: hours and minutes (GB/T 15835 sets them with a half-width colon), where the words
// around say so; 第1：30 says nothing.
bool Paragraph::time_of_day(std::size_t i) const {
  const std::size_t hours = digits_left(i), minutes = digits_right(i);
  if (hours < 1 || hours > 2 || minutes != 2) return false;
  const char32_t tens = at(i + 1);
  if (tens < U'0' || tens > U'5' || (hours == 2 && one_of(i - 2, U"3456789"))) return false;
  const std::size_t before = i - hours - 1, behind = i + minutes + 1;
  return (hours < i && one_of(before, U"午晚晨早日夜间-—～~至到")) || one_of(behind, U"-—～~至到许");
}

// 加时3：2险胜, 以4：6、7：5、6：3逆转: two small numbers inside a sentence. 第1：30人 and 附表2：40 are
// labels.
bool Paragraph::score(std::size_t i) const {
  const std::size_t left = digits_left(i), right = digits_right(i);
  if (left < 1 || left > 3 || right < 1 || right > 3 || left >= i) return false;
  const std::size_t before = i - left - 1;
  return (is_a(before, kHan) && !one_of(before, U"第图表题例注项条款组号案步附")) || one_of(before, U"、（");
}

// １９９８年, ＡＰＰ, ％: one width for digits and letters, the one that searches find.
void Paragraph::narrow(std::size_t i) {
  const char32_t narrow = ascii_form(at(i));
  if (narrow != 0 && (is_a(i, kDigit | kLatin) || narrow == U'%' || narrow == U'+'))
    change(i, narrow, kAscii);
}

// ､｡｢｣ and half-width katakana, a voicing mark with the letter before it (ｶﾞ gives ガ).
void Paragraph::unhalve(std::size_t i) {
  const char32_t full = unhalved(at(i));
  if (full == 0 || at(i) > 0xFF9F) return;
  const char32_t mark = at(i + 1);
  // か to が is one code point on, は to ぱ two: the order of the kana block.
  const bool voiced =
      mark == 0xFF9E && ((full >= U'カ' && full <= U'ト') || (full >= U'ハ' && full <= U'ホ'));
  const bool half_voiced = mark == 0xFF9F && full >= U'ハ' && full <= U'ホ';
  const char32_t with = full + (voiced ? 1 : half_voiced ? 2 : 0);
  change(i, i + 1 + (voiced || half_voiced), std::u32string_view(&with, 1), kUnhalved);
}

// 丶 (U+4E36, a stroke) between words is a misread 、.
void Paragraph::misread_comma(std::size_t i) {
  if (i == 0) return;
  const bool left_fits = han(i - 1) || digit(i - 1) || is_a(i - 1, kCloser) || at(i - 1) == U'"';
  const bool right_fits = han(i + 1) || digit(i + 1) || is_a(i + 1, kOpener) || at(i + 1) == U'"';
  if (left_fits && right_fits) change(i, U'、', kMark);
}

// Spaces of other widths are an extraction's doing; U+3000 separates the parts of a headline, and in verse it
// stays. In zh-Hant it stays everywhere: old print pads names with it.
void Paragraph::blank(std::size_t i) {
  if (at(i) == U'\u3000' && (!setting_.head || setting_.norm == kHant)) return;
  std::size_t end = i + 1;
  while (at(end) == at(i)) ++end;
  change(i, end, U" ", kSpace);
}

// Spaces before a full-width mark, or inside full-width brackets: the mark brings its own. （ ） is left to
// fill in.
void Paragraph::gap(std::size_t i) {
  if (i == 0 || at(i - 1) == U' ' || setting_.head) return;
  std::size_t end = i + 1;
  while (at(end) == U' ') ++end;
  if (edge(end) || is_a(end, kBlank) || is_a(i - 1, kBlank)) return;
  const bool before =
      one_of(end, U"，。、；：？！）》”") && !is_a(i - 1, kOpener | kCloser) && !one_of(i - 1, U"\"'");
  const bool inside = one_of(i - 1, U"（《“") && !is_a(end, kOpener | kCloser) && !one_of(end, U"\"'");
  if (before || inside) change(i, end, U"", kSpace);
}

// ，， 。。 ，。: one of them is too many, and which one the page does not say.
void Paragraph::twice(std::size_t i) {
  if (!one_of(i + 1, U"，。、")) return;
  if (one_of(i + 2, U"，。、") || (i > 0 && one_of(i - 1, U"，。、"))) return;
  note(i, at(i), kTwice);
}

// 国发[2025]3号: GB/T 9704 sets the year in 〔〕; square brackets are never changed.
void Paragraph::year(std::size_t i) {
  if (digits_right(i) == 4 && one_of(i + 5, U"]］")) {
    const std::size_t n = digits_right(i + 5);
    if (n > 0 && at(i + 6 + n) == U'号') note(i, U'〔', kYear);
  }
}

}  // namespace clean::width
