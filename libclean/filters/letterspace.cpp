// 工 作 会 议 在 京 召 开 ， 全 体 代 表 出 席 。: OCR that takes the grid of the type for spaces. The
// sentence is the same without them, and no search finds it with them.
//
// A character is set apart when a space, a mark or an edge of the line stands on both sides. A stretch of
// such characters with single spaces is a sentence when six of them stand between two marks, a comma or a
// stop is among or beside them, and ICU's dictionary finds words across the spaces. Lines that are set apart
// and stand beside such a sentence belong to it: the last line of a paragraph (出 席 。) has no six
// characters, and other lines no comma.
//
// Six: labels that are set apart by design have up to five (编 者 按, 新 乡 日 报, 本 版 编 辑), and a title
// of six and more (新 乡 市 人 民 政 府 公 告) has no comma. Leaves alone: 王 帆, rows of names, two spaces
// or U+3000 (columns, or meant), lines of a table or a stanza without comma, Latin and digits.

#include "filters/letterspace.h"

#include <string>
#include <vector>

#include "unicode/chars.h"

namespace clean {
namespace {

constexpr std::size_t kLongestLabel = 5;
constexpr std::u32string_view kBreaks = U"，。；！？";
// The hundred surnames that most people have.
constexpr std::u32string_view kSurnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚"
    U"卢姜"
    U"崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

enum class Kind : unsigned char { han, mark, space, other };

Kind kind_of(char32_t c) {
  if (is(c, kHan)) return Kind::han;
  if (c == U'\u3000') return Kind::other;
  if (is(c, kBlank)) return Kind::space;  // of any width: `width` makes them one
  return is(c, kPunct) && is(c, kWide) ? Kind::mark : Kind::other;
}

// A stretch of characters set apart, its marks and single spaces.
struct Stretch {
  std::size_t begin = 0, end = 0;  // characters of the line
  std::size_t longest = 0;         // most ideographs without a mark
  bool breaks = false;             // a comma or stop among them or behind
};

class Grid {
 public:
  explicit Grid(std::string_view line) : line_(line) {
    for (std::size_t at = 0; at < line.size();) {
      at_.push_back(at);
      chars_ += next(line, at);
      kinds_.push_back(kind_of(chars_.back()));
    }
    at_.push_back(line.size());
    for (std::size_t i = 0; i < size();) {
      const Stretch s = stretch(i);
      if (s.end > i) stretches_.push_back(s);
      i = std::max(s.end, i + 1);
    }
  }

  const std::vector<Stretch>& stretches() const { return stretches_; }
  bool whole(const Stretch& s) const { return s.begin == 0 && s.end == size(); }

  // Whether words stand across the spaces; the first two dozen tell.
  bool words_across(const Stretch& s, const Words& words) const {
    std::string text;
    std::vector<std::size_t> seams;
    bool names = true;  // 王 帆 李 明 张 伟
    std::size_t han = 0;
    for (std::size_t i = s.begin; i < s.end && seams.size() < 24; ++i) {
      if (kinds_[i] == Kind::space) continue;
      if (kinds_[i] == Kind::han) {
        if (i > s.begin && kinds_[i - 1] == Kind::space) seams.push_back(text.size());
        if (han % 2 == 0) names = names && kSurnames.find(chars_[i]) != kSurnames.npos;
        ++han;
      } else {
        han = 0;
      }
      append(text, chars_[i]);
    }
    if (names) return false;
    std::size_t across = 0;
    for (const std::size_t seam : seams) {
      across += words.straddle(std::string_view(text).substr(0, seam), std::string_view(text).substr(seam));
    }
    return across * 4 >= seams.size();
  }

  void spaces(const Stretch& s, const std::function<void(std::size_t, std::size_t)>& edit) const {
    for (std::size_t i = s.begin; i < s.end; ++i) {
      if (kinds_[i] == Kind::space) edit(at_[i], at_[i + 1]);
    }
  }

 private:
  std::size_t size() const { return chars_.size(); }
  Kind kind(std::size_t i) const { return i < size() ? kinds_[i] : Kind::space; }
  bool apart(std::size_t i) const {
    const Kind before = i > 0 ? kinds_[i - 1] : Kind::space, behind = kind(i + 1);
    return kind(i) == Kind::han && (before == Kind::space || before == Kind::mark) &&
           (behind == Kind::space || behind == Kind::mark);
  }

  // The stretch that begins with the character at i; its end is i when there is none.
  Stretch stretch(std::size_t i) const {
    Stretch s{i, i, 0, false};
    if (!apart(i)) return s;
    std::size_t row = 0;
    while (i < size()) {
      if (apart(i)) {
        s.longest = std::max(s.longest, ++row);
      } else if (kind(i) == Kind::mark) {
        row = 0;
        s.breaks = s.breaks || kBreaks.find(chars_[i]) != kBreaks.npos;
      } else {
        break;
      }
      s.end = ++i;
      if (i < size() && kind(i) == Kind::space && (apart(i + 1) || kind(i + 1) == Kind::mark) &&
          i + 1 < size())
        ++i;
    }
    return s;
  }

  std::string_view line_;
  std::u32string chars_;
  std::vector<std::size_t> at_;
  std::vector<Kind> kinds_;
  std::vector<Stretch> stretches_;
};

}  // namespace

Spaced letterspaced(std::string_view line, const Words& words) {
  const Grid grid(line);
  Spaced spaced = Spaced::no;
  for (const Stretch& s : grid.stretches()) {
    const Spaced as = s.longest > kLongestLabel && grid.words_across(s, words)
                          ? (s.breaks ? Spaced::sentence : Spaced::line)
                          : (grid.whole(s) ? Spaced::short_line : Spaced::no);
    spaced = std::max(spaced, as);
  }
  return spaced;
}

void letterspace_edits(std::string_view line, bool beside_sentence, const Words& words,
                       const std::function<void(std::size_t, std::size_t)>& edit) {
  const Grid grid(line);
  for (const Stretch& s : grid.stretches()) {
    const bool long_enough = s.longest > kLongestLabel && (s.breaks || beside_sentence);
    const bool ending = beside_sentence && s.breaks && grid.whole(s);
    const bool certain = ending || (long_enough && grid.words_across(s, words));
    if (certain) grid.spaces(s, edit);
  }
}

}  // namespace clean
