// width: full- and half-width punctuation by context, for Chinese text.
//
// A half-width comma in Chinese is nearly always a full-width one that was squeezed in print and misread
// (GB/T 15834: all marks but - / · are one em wide). What a mark is depends on what stands left and right of
// it (width_marks.cpp, one row for each mark), and paired marks are decided as a pair over the whole
// paragraph (width_pairs.cpp).
//
// The recipe's language says whose marks a text has. zh-Hant keeps its quotation marks, dots of names, dashes
// and the width of its digits; a page of old print, which has 、 for every pause, is left alone.
//
// Leaves alone: 3.14, 1,000, 10:30, 3:2, URLs, e-mail, J.F., English sentences inside Chinese, -10℃, a quote
// without its partner. Spaces between Chinese and Latin are never added. What is doubtful is noted: a
// decision too unsure ever to be applied.

#include "filters/width_paragraph.h"
#include "unicode/forms.h"

namespace clean {
namespace width {
namespace {

constexpr std::string_view kReasons[] = {
    "a half-width mark in Chinese text",
    "a pair of brackets in Chinese text",
    "a pair of quotation marks in Chinese text",
    "a title in 《》",
    "a dash, ——",
    "an ellipsis, ……",
    "from a number to a number, ～",
    "the dot between the parts of a name, ·",
    "a full-width digit or letter",
    "a half-width form of a Chinese or Japanese character",
    "a full-width mark inside a number",
    "a space of another width, or beside a full-width mark",
    "a mark without its partner: left as it is",
    "a straight quotation mark: left as it is",
    "a title inside a title would stand in 〈〉: left as it is",
    "the year of a document's number would stand in 〔〕: left as it is",
    "a mark that stands twice: left as it is",
    "a full stop, a dot or part of a number: left as it is",
};

// Marks that this filter may make of one another.
constexpr std::pair<std::u32string_view, char32_t> kShapes[] = {
    {U"。…‥·・•‧", U'.'}, {U"“”", U'"'},     {U"‘’", U'\''},  {U"《〈", U'<'},
    {U"》〉", U'>'},      {U"─―ー—–", U'-'}, {U"〜∼˜", U'~'}, {U"丶", U'、'},
};

// A mark may only become the same mark in another width or its partner in shape: fold both and compare.
std::u32string folded(std::string_view text) {
  std::u32string f;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next(text, at);
    if (c >= 0xFF61 && c <= 0xFF9F && unhalved(c) != 0) c = unhalved(c);
    if (c == U'\u3099' || c == U'\u309A') {
      if (!f.empty()) f.back() += c == U'\u3099' ? 1 : 2;
      continue;
    }
    if (const char32_t ascii = ascii_form(c)) c = ascii;
    for (const auto& [shapes, shape] : kShapes) {
      if (shapes.find(c) != std::u32string_view::npos) c = shape;
    }
    if (is(c, kBlank)) continue;
    const bool run = c == U'.' || c == U'-' || c == U'<' || c == U'>';
    if (!(run && !f.empty() && f.back() == c)) f += c;
  }
  return f;
}

bool may_replace(std::string_view before, std::string_view after) { return folded(before) == folded(after); }

Norm norm_of(std::string_view language) {
  if (language.empty()) return kHans;
  for (const std::string_view hant : {"zh-Hant", "zh-TW", "zh-HK", "zh-MO"}) {
    if (language.starts_with(hant)) return kHant;
  }
  return language.starts_with("zh") ? kHans : kForeign;
}

// Before about 1940 every pause was a 、 (newspapers.md section 19), and what looks like a half-width mark is
// dirt or an ornament. Of the sheets of 1920 none has more than a 。 for every four 、, and no ，; those of
// 1939 mix pages of both kinds, the old ones with five 、 and more for each ，, the new ones with less than
// one for nine.
struct Pauses {
  static constexpr std::uint32_t kTimes = 3;
  std::uint32_t old = 0, commas = 0, stops = 0;

  explicit Pauses(const Document& document) {
    for (const Block& block : document.blocks()) {
      const std::string_view text = document.text(block);
      for (std::size_t at = 0; at < text.size(); ++at) {
        const std::string_view mark = text.substr(at, 3);
        old += mark == "、";
        commas += text[at] == ',' || mark == "，";
        stops += mark == "。";
      }
    }
  }
  bool old_print() const { return old > kTimes * commas && old > kTimes * stops; }
};

class Width final : public Filter {
 public:
  explicit Width(Norm norm) : norm_(norm) {}

  void propose(const Document& document, const Facts& facts, Decisions& out) const override {
    const auto blocks = document.blocks();
    Paragraph paragraph;
    // Asked of the whole document: which articles share a page is another matter once it is clean.
    if (norm_ == kHant && Pauses(document).old_print()) return;
    for (const PageFacts& page : facts.pages()) {
      // A page that ends no sentence with 。 but some with . behind Han ends them all so.
      std::uint32_t half = 0, full = 0;
      for (std::size_t i = page.first; i < page.end; ++i) {
        full += facts.line(i).last_core == U'。';
        half += facts.line(i).last_core == U'.';
      }
      for (std::size_t i = page.first; i < page.end; ++i) {
        // Tables keep their columns; what belongs to the page and not to the text stays as printed.
        const Role role = blocks[i].role;
        if (role == Role::table || (lifted(role) && role != Role::caption)) continue;
        const std::string_view text = document.text(blocks[i]);
        if (!Paragraph::asks(text)) continue;
        paragraph.propose(text, blocks[i].at.begin, {&document, i, norm_, half > full, half > 0, head(role)},
                          out);
      }
    }
  }

 private:
  Norm norm_;
};

std::unique_ptr<Filter> make_width(const Recipe& recipe) {
  return std::make_unique<Width>(norm_of(recipe.language));
}

}  // namespace
}  // namespace width

extern const FilterRow kWidth;
const FilterRow kWidth = {
    .name = "width",
    .summary = "full- and half-width punctuation by context",
    .reasons = width::kReasons,
    .evidence = {},
    .touches = {.replaces = true,
                .may_replace = width::may_replace,
                .words =
                    "width and shape of punctuation, full-width digits and letters, half-width katakana"},
    .make = width::make_width,
};

}  // namespace clean
