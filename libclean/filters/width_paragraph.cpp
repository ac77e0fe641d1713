// width: a paragraph as characters, what stands around a mark, and how rows and pairs are asked in turn.

#include "filters/width_paragraph.h"

#include "unicode/forms.h"

namespace clean::width {
namespace {

// The characters that foreign names are spelt with, as the press agency's tables of transliteration use them.
constexpr std::u32string_view kOfNames =
    U"阿埃艾爱安昂奥澳巴白班邦鲍贝本比彼宾波玻伯博布查茨达丹当道德登邓狄迪蒂丁东都杜多厄恩尔耳法凡范方菲费芬"
    U"冯佛弗夫福富"
    U"伽盖甘冈戈哥格葛根贡古瓜哈海罕翰汉杭豪赫黑亨洪胡华怀惠霍基吉加贾简杰金卡凯坎康考科克肯孔库夸奎昆拉莱赖"
    U"兰朗劳勒雷"
    U"黎里理利莉力立丽连列林琳龙隆卢鲁路伦罗洛吕马玛迈麦曼芒毛茅梅门蒙米密敏明莫默姆木穆纳娜奈南内尼涅宁牛纽"
    U"农努诺欧帕"
    U"派潘庞佩彭蓬皮珀普奇齐恰强乔切钦琴琼丘让热荣茹儒瑞若撒萨塞桑瑟森沙莎山尚绍舍申圣施史士舒斯松苏素索塔泰"
    U"坦汤唐陶特"
    U"腾提廷亭通图托吐瓦万旺威韦维魏温文翁沃乌武西希席锡夏香肖谢辛欣雄休许雅亚延扬杨耶叶伊依因英尤于约泽曾扎"
    U"詹张章召珍"
    U"芝朱卓兹宗祖佐居";

constexpr std::size_t kShortestClause = 5;
constexpr std::u32string_view kPauses = U"，、；：,;:“”《》（）()\"";

}  // namespace

// Which rows and pairs a character asks, by bit. Han ask none, and are nearly all.
class Paragraph::RowsOf {
 public:
  RowsOf() {
    for (std::size_t block = 0; block < kBlocks.size(); ++block) {
      for (char32_t low = 0; low < 256; ++low) rows_[block][low] = rows_of(kBlocks[block] << 8 | low);
    }
  }
  std::uint32_t operator()(char32_t c) const {
    for (std::size_t block = 0; block < kBlocks.size(); ++block) {
      if (c >> 8 == kBlocks[block]) return rows_[block][c & 0xFF];
    }
    return 0;
  }

 private:
  // All characters of the rows stand in these.
  static constexpr std::array<char32_t, 8> kBlocks = {0x00, 0xFF, 0x30, 0x20, 0x22, 0x25, 0x4E, 0x02};

  static std::uint32_t rows_of(char32_t c) {
    std::uint32_t rows = 0;
    for (std::size_t r = 0; r < kRows.size(); ++r) {
      if (kRows[r].marks.find(c) != std::u32string_view::npos) rows |= 1u << r;
    }
    if (is(c, kFullwidth)) rows |= 1u << (kRows.size() - 2);
    if (c >= 0xFF66 && c <= 0xFF9F) rows |= 1u << (kRows.size() - 1);
    if (c == U'(' || c == U')') rows |= kBrackets;
    if (c == U'<' || c == U'>' || c == U'〉' || c == U'》') rows |= kTitles;
    if (c == U'"' || c == U'\'' || (c >= U'‘' && c <= U'”') || c == U'＂' || c == U'＇') rows |= kQuotes;
    if (std::u32string_view(U"()（）《》〈〉「」『』【】〔〕").find(c) != std::u32string_view::npos)
      rows |= kPartners;
    if (c == U'/' || c == U'@' || c == U'.') rows |= kAddress;
    return rows;
  }

  std::array<std::array<std::uint32_t, 256>, kBlocks.size()> rows_{};
};

void Paragraph::read(std::string_view text, TextAt base, const Setting& setting) {
  static const RowsOf kRowsOf;
  base_ = base;
  setting_ = setting;
  chars_.clear();
  asking_.clear();
  changes_.clear();
  notes_.clear();
  asked_ = cjk_ = hangul_ = latin_ = 0;
  quotes_done_ = {};
  doubtful_quote_ = {kNone, kNone};
  std::uint32_t rows_of_norm = ~0u;
  for (std::size_t r = 0; r < kRows.size(); ++r) {
    if ((kRows[r].norms & setting.norm) == 0) rows_of_norm &= ~(1u << r);
  }
  if (setting.norm == kForeign) rows_of_norm &= (1u << kRows.size()) - 1;
  for (std::size_t at = 0; at < text.size();) {
    const auto from = static_cast<std::uint32_t>(at);
    const char32_t c = next(text, at);
    const std::uint16_t k = classes_of(c);
    if ((k & kHan) == 0 || c == U'丶') {
      if (const std::uint32_t rows = kRowsOf(c) & rows_of_norm) {
        asking_.push_back({static_cast<std::uint32_t>(chars_.size()), rows});
        asked_ |= rows;
      }
    }
    chars_.push_back({c, from, k});
    cjk_ += (k & kCjk) != 0;
    hangul_ += (k & kHangul) != 0;
    latin_ += (k & kLatin) != 0;
  }
  end_ = static_cast<std::uint32_t>(text.size());
  free_.assign(chars_.size(), true);
  full_.assign(chars_.size(), false);
}

void Paragraph::propose(std::string_view text, TextAt base, const Setting& setting, Decisions& out) {
  read(text, base, setting);
  if (asked_ == 0 || cjk_ == 0 || cjk_ * 8 < latin_) return;  // an English paragraph keeps its marks
  if (asked_ & kAddress) {
    protect_addresses();
    read_style();
  }
  if (hangul_ * 2 > cjk_) return;  // Korean has half-width marks and spaces behind them
  // A mark made full-width is Chinese to its neighbours: pairs are asked again, and single marks beside a
  // change.
  constexpr int kRounds = 4;
  for (int round = 0; round < kRounds; ++round) {
    const std::size_t before = changes_.size();
    if (asked_ & kBrackets) pair_brackets();
    if (asked_ & kTitles) pair_titles();
    if (asked_ & kQuotes) pair_quotes();
    for (std::size_t r = 0; r < kRows.size(); ++r) {
      if ((asked_ & 1u << r) == 0) continue;
      for (const Asking& a : asking_) {
        if ((a.rows & 1u << r) != 0) ask(r, a.at);
      }
    }
    while (!again_.empty()) {
      const std::size_t i = again_.back();
      again_.pop_back();
      const auto asking = std::lower_bound(asking_.begin(), asking_.end(), i,
                                           [](const Asking& a, std::size_t at) { return a.at < at; });
      if (asking == asking_.end() || asking->at != i) continue;
      for (std::size_t r = 0; r < kRows.size(); ++r) {
        if ((asking->rows & 1u << r) != 0) ask(r, i);
      }
    }
    if (changes_.size() == before) break;
  }
  if (asked_ & kPartners) note_partners();
  for (std::size_t kind = 0; kind < kQuoteKinds.size(); ++kind) note_quotes(kind);
  constexpr double kSure = 0.99, kSureOfQuotes = 0.95, kNote = 0.3;
  std::string with;
  const auto say = [&](const Change& c, double confidence) {
    with.clear();
    for (const char32_t ch : c.with) append(with, ch);
    const std::uint32_t to = c.to < size() ? chars_[c.to].at : end_;
    out.replace({{base_.byte + chars_[c.from].at}, {base_.byte + to}}, with, c.reason, confidence);
  };
  for (const Change& c : changes_) say(c, c.reason == kQuote ? kSureOfQuotes : kSure);
  std::stable_sort(notes_.begin(), notes_.end(),
                   [](const Change& a, const Change& b) { return a.from < b.from; });
  for (std::size_t n = 0; n < notes_.size(); ++n) {
    const Change& c = notes_[n];
    if (free_[c.from] && (n == 0 || notes_[n - 1].from != c.from)) say(c, kNote);
  }
}

void Paragraph::ask(std::size_t row, std::size_t i) {
  if (!free_[i]) return;
  const std::size_t before = changes_.size();
  (this->*kRows[row].rule)(i);
  if (changes_.size() == before) return;
  for (const std::size_t neighbour : {left(changes_.back().from), right(changes_.back().to - 1)}) {
    if (neighbour < size() && free_[neighbour]) again_.push_back(neighbour);
  }
}

void Paragraph::change(std::size_t from, std::size_t to, std::u32string_view with, Reason reason) {
  for (std::size_t i = from; i < to; ++i) {
    if (!free_[i]) return;
  }
  bool same = to - from == with.size();
  for (std::size_t i = from; same && i < to; ++i) same = chars_[i].c == with[i - from];
  if (same) return;
  // From here on the rules see what will stand there.
  for (std::size_t i = from; i < to; ++i) {
    free_[i] = false;
    if (with.empty()) continue;
    full_[i] = is(with[0], kWide);
    if (!is_a(i, kBlank)) chars_[i] = {with[0], chars_[i].at, classes_of(with[0])};
  }
  changes_.push_back({from, to, std::u32string(with), reason});
}

void Paragraph::note(std::size_t i, char32_t with, Reason reason) {
  notes_.push_back({i, i + 1, std::u32string(1, with), reason});
}

// The full form of an ASCII mark, with the spaces that a typist puts behind half-width marks, or an OCR
// before.
void Paragraph::widen(std::size_t i) {
  std::size_t from = i;
  while (from > 1 && at(from - 1) == U' ' && free_[from - 1]) --from;
  const bool behind = at(i + 1) == U' ' && i + 2 < size() && free_[i + 1];
  const char32_t full = at(i) == U'.' ? U'。' : full_form(at(i));
  change(from, i + 1 + behind, std::u32string_view(&full, 1), kMark);
}

// ---- what stands around a mark

std::size_t Paragraph::digits_left(std::size_t i) const {
  constexpr std::size_t kMost = 20;
  std::size_t n = 0;
  while (n < i && n < kMost && digit(i - n - 1)) ++n;
  return n;
}

std::size_t Paragraph::digits_right(std::size_t i) const {
  constexpr std::size_t kMost = 20;
  std::size_t n = 0;
  while (n < kMost && digit(i + n + 1)) ++n;
  return n;
}

// Where the Latin word or number that ends with `end` begins: APP, G101, U.S, 2023-12-11.
std::size_t Paragraph::word_start(std::size_t end) const {
  constexpr std::size_t kLongest = 40;
  std::size_t from = end + 1;
  while (from > 0 && end + 1 - from < kLongest &&
         (((chars_[from - 1].classes & (kLatin | kDigit)) != 0) || one_of(from - 1, U".-+&/_%"))) {
    --from;
  }
  return from;
}

// A Latin word or number that ends with `end` and stands in a Chinese sentence, not an English one: Chinese
// stands directly before it.
bool Paragraph::stands_in_chinese(std::size_t end) const {
  if (edge(end) || (!latin(end) && !digit(end))) return false;
  const std::size_t from = word_start(end);
  return from > 0 && from <= end && (han(from - 1) || full(from - 1) || one_of(from - 1, U"，、。；：》）"));
}

// 约翰.史密斯: two characters on either side that foreign names are spelt with.
bool Paragraph::between_names(std::size_t i) const {
  return i > 1 && one_of(i - 1, kOfNames) && one_of(i - 2, kOfNames) && one_of(i + 1, kOfNames) &&
         one_of(i + 2, kOfNames);
}

// As long as the end of a clause: five characters and more, or two behind another mark; longer than the parts
// of 文.图.
bool Paragraph::ends_clause(std::size_t i) const {
  for (std::size_t k = 1; k <= kShortestClause; ++k) {
    if (k > i) return false;
    if (!is_a(i - k, kWord)) return k > 2 && one_of(i - k, kPauses);
  }
  return true;
}

bool Paragraph::between_clauses(std::size_t i) const {
  if (!ends_clause(i)) return false;
  for (std::size_t k = 1; k <= kShortestClause; ++k) {
    if (!is_a(i + k, kWord)) return k > 2 && one_of(i + k, kPauses);
  }
  return true;
}

// 一.加强…；二.落实…, 第一.: the mark before i ends the number of an item.
bool Paragraph::list_number(std::size_t i) const {
  std::size_t from = i;
  while (from > 0 && i - from < 3 && one_of(from - 1, kHanNumerals)) --from;
  if (from == i) return i == 1;
  return from == 0 || at(from - 1) == U'第' || one_of(from - 1, U"；。，：;.,: ");
}

// How the paragraph sets its own marks: whether it ends with a half-width full stop, and whether it has a
// half-width comma beside Chinese.
void Paragraph::read_style() {
  std::size_t end = size();
  while (end > 0 && one_of(end - 1, U"\"”’)）")) --end;
  half_end_ = size() > 12 && at(end - 1) == U'.' && (han(end - 2) || is_a(end - 2, kCloser));
  half_commas_ = std::any_of(asking_.begin(), asking_.end(), [&](const Asking& a) {
    return at(a.at) == U',' && a.at > 0 && !is_a(a.at - 1, kBlank) &&
           (han(a.at + 1) || (han(a.at - 1) && at(a.at + 1) == U' '));
  });
}

// Nothing changes inside a URL, an e-mail address, a file name with www.
void Paragraph::protect_addresses() {
  const auto part = [&](std::size_t i) {
    const char32_t c = at(i);
    return i < size() && c < 0x7F &&
           (is_a(i, kLatin | kDigit) ||
            std::u32string_view(U"./:?&=_%#@~+-").find(c) != std::u32string_view::npos);
  };
  for (std::size_t i = 0; i < size(); ++i) {
    if (!part(i)) continue;
    std::size_t end = i, from = i;
    std::u32string token;
    while (part(end)) token += at(end++);
    // 邮箱:name@…: the colon before it is the sentence's.
    while (from < end && one_of(from, U":.?")) ++from;
    const std::size_t sign = token.find(U'@');
    if (token.find(U"://") != token.npos || token.find(U"www.") != token.npos ||
        (sign != token.npos && sign > from - i &&
         latin(end - 1 - (one_of(end - 1, U".?:") && end > i + 1)))) {
      // A full stop or question mark at its end is the sentence's.
      while (end > from && one_of(end - 1, U".?:")) --end;
      for (std::size_t k = from; k < end; ++k) free_[k] = false;
    }
    i = end > i ? end - 1 : i;
  }
}

// Whether a paragraph may need anything. Most lines of clean text do not: they are not decoded. Full-width
// marks are passed over where nothing else stands, pairs where each opener meets its own closer.
bool Paragraph::asks(std::string_view text) {
  enum What : std::uint8_t {
    kNothing,
    kAsks,
    kTwoBytes,
    kWidePunct,
    kCjkMarks,
    kForms,
    kThreeBytes,
    kStroke
  };
  static constexpr std::array<std::uint8_t, 256> kWhat = [] {
    std::array<std::uint8_t, 256> t{};
    for (const char c : {',', ';', ':', '.', '?', '!', '(', ')', '<', '>', '"', '\'', '-', '~', '[', ' '}) {
      t[static_cast<unsigned char>(c)] = kAsks;
    }
    t[0xC2] = kAsks;  // no-break space, ·
    t[0xCB] = kAsks;  // ˜
    t[0xE2] = kWidePunct;
    t[0xE3] = kCjkMarks;
    t[0xE4] = kStroke;
    for (unsigned b = 0xE5; b <= 0xEE; ++b) t[b] = kThreeBytes;
    t[0xEF] = kForms;
    return t;
  }();
  constexpr std::size_t kDeepest = 8;
  std::array<unsigned, kDeepest> open{};  // the closers that are waited for
  std::size_t depth = 0;
  const auto opens = [&](unsigned closer) {
    if (depth == kDeepest || (depth > 0 && open[depth - 1] == closer)) return false;
    open[depth++] = closer;
    return true;
  };
  const auto closes = [&](unsigned closer) { return depth > 0 && open[--depth] == closer; };
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  for (std::size_t i = 0; i < text.size();) {
    switch (kWhat[byte(i)]) {
      case kAsks:
        // A space asks only before or behind a full-width mark or beside another.
        if (text[i] != ' ') return true;
        if (byte(i + 1) == 0xEF || byte(i + 1) == 0xE3 || byte(i + 1) == 0xE2 ||
            (i > 2 && byte(i - 3) >= 0xE2 && byte(i - 3) < 0xE4) || (i > 2 && byte(i - 3) == 0xEF)) {
          return true;
        }
        ++i;
        break;
      case kWidePunct:  // U+2000 to U+2FFF
        if (byte(i + 1) != 0x80) {
          if (byte(i + 1) == 0x88 || byte(i + 1) == 0x94 || byte(i + 1) == 0x81) return true;  // ∼, ─, U+205F
        } else if (byte(i + 2) == 0x9C || byte(i + 2) == 0x98) {
          if (!opens(byte(i + 2) + 1)) return true;
        } else if (byte(i + 2) == 0x9D || byte(i + 2) == 0x99) {
          if (!closes(byte(i + 2))) return true;
        } else if (byte(i + 2) == 0xA6 || byte(i + 2) == 0x94) {  // …… ——
          if (text.substr(i + 3, 3) != text.substr(i, 3)) {
            if (byte(i + 3) == ' ') return true;
          } else if (text.substr(i + 6, 3) == text.substr(i, 3)) {
            return true;
          } else {
            i += 3;
          }
        } else {
          return true;
        }
        i += 3;
        break;
      case kCjkMarks: {  // U+3000 to U+3FFF
        const unsigned low = byte(i + 2);
        if (byte(i + 1) == 0x80) {
          if (low == 0x80) return true;
          if ((low == 0x81 || low == 0x82) &&
              ((byte(i + 3) == 0xE3 && byte(i + 4) == 0x80 && (byte(i + 5) == 0x81 || byte(i + 5) == 0x82)) ||
               text.substr(i + 3, 3) == "，" || (low == 0x82 && byte(i + 3) - unsigned{'0'} < 10))) {
            return true;  // 。。 、， 3。5
          }
          if ((low >= 0x88 && low <= 0x91) || low == 0x94 || low == 0x95) {  // 〈〉《》「」『』【】〔〕
            if (low % 2 == 0 ? !opens(0x3000 + low + 1) : !closes(0x3000 + low)) return true;
          }
          if (low == 0x9C) return true;  // 〜
        } else if (byte(i + 1) == 0x83 && (low == 0xBB || low == 0xBC)) {
          return true;  // ・ ー
        }
        i += 3;
        break;
      }
      case kForms: {  // U+F000 to U+FFFF
        const unsigned middle = byte(i + 1), low = byte(i + 2);
        if (middle != 0xBC && middle != 0xBD && middle != 0xBE) {
          i += 3;
          break;
        }
        if (middle != 0xBC) {
          if (!(middle == 0xBD && low == 0x9E)) return true;  // ～ is as it should be
        } else if (low == 0x88) {
          if (!opens(0x89)) return true;
        } else if (low == 0x89) {
          if (!closes(0x89)) return true;
        } else if (low == 0x8C) {
          if (text.substr(i + 3, 3) == "，" || text.substr(i + 3, 3) == "。" || text.substr(i + 3, 3) == "、")
            return true;
        } else if (low == 0x9A) {
          if (byte(i + 3) - unsigned{'0'} < 10) return true;     // 9：00
        } else if (low != 0x9B && low != 0x9F && low != 0x81) {  // ； ？ ！
          return true;
        }
        i += 3;
        break;
      }
      case kStroke:
        if (text.substr(i, 3) == "丶") return true;
        i += 3;
        break;
      case kThreeBytes:
        i += 3;
        break;
      default:
        ++i;
    }
  }
  return depth > 0;
}

}  // namespace clean::width
