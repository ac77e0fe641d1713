// rejoin: words and sentences that were cut where a line, a column or a page ended.
//
// Reads the flow from top to bottom; what has been joined so far is the left side of the next seam
// (survey/flow.h). On pages of whole blocks the certain seams come first; they tell whether this page has
// seams at all, and then the others are judged again (newspapers.md section 2: a page without one certain
// seam is a page of whole paragraphs, and nothing is joined without proof). The last readings look at the
// paragraphs as they will stand, until nothing changes, so that cleaning clean text finds nothing left to
// join.
//
// Where a line ends in a hyphen, survey/hyphens.h says what becomes of it, with the document and, where they
// are installed, dictionaries of its language as evidence. A hyphen that goes and its line end are one
// decision.
//
// Leaves alone: what ends a sentence, headlines, bylines, leads, lists, verse; every open end that nothing
// speaks for is proposed all the same, so that the log says where a reader should look.

#include <algorithm>
#include <array>
#include <optional>

#include "filters/common.h"
#include "survey/flow.h"
#include "survey/hyphens.h"
#include "survey/korean.h"
#include "unicode/chars.h"

namespace clean {
namespace {

enum Reason : std::uint8_t {
  kGoesOn,
  kTwice,
  kHyphen,
  kCk,
  kTwin,
  kKept,
  kSuspended,
  kDoubtful,
};
constexpr std::string_view kReasons[] = {
    "the text goes on behind the seam",
    "the same words stand before and behind the seam",
    "the hyphen of a word divided at the end of a line",
    "k-k at the end of a line, which is ck in the word",
    "a third consonant that only the divided word has",
    "the word goes on behind a hyphen that belongs to it",
    "the text goes on behind a suspended hyphen",
    "perhaps the hyphen of a divided word",
};

constexpr double kSure = 0.9;       // a certain seam, for the regime of the page
constexpr double kSurest = 0.9999;  // nothing is certain: a threshold of 1 joins nothing
constexpr double kMention = 0.1;    // less likely joins are not worth a line in the log

// The evidence that the text goes on, then the evidence on hyphens.
const std::vector<Evidence>& rejoin_evidence() {
  static const std::vector<Evidence> evidence = [] {
    std::vector<Evidence> all(seam_evidence().begin(), seam_evidence().end());
    all.insert(all.end(), hyphen_evidence().begin(), hyphen_evidence().end());
    return all;
  }();
  return evidence;
}

class Rejoin final : public Filter {
 public:
  Rejoin(const Recipe& recipe, double threshold)
      : threshold_(std::max(threshold, Policy::kLeast)),
        language_(recipe.language.substr(0, recipe.language.find('-'))),
        asks_(recipe.lexicon) {}

  void propose(const Document& document, const Facts& facts, Decisions& out) const override {
    const bool printed = !facts.pages().empty() && facts.pages().front().printed;
    const Flow reading = read(document, facts, printed, threshold_);
    const std::vector<Paragraph>& flow = reading.paragraphs();
    // Where a seam was not sure enough, what would have followed from it is withheld, too, and what follows
    // from leaving it alone (Policy in document.h).
    std::optional<Flow> looser;
    if (std::any_of(flow.begin(), flow.end(), [](const Paragraph& p) {
          return !p.joined_before && p.likeliest.confidence >= Policy::kLeast;
        }))
      looser.emplace(read(document, facts, printed, Policy::kLeast));
    std::optional<DocumentWords> words;  // read when the first hyphen asks for it
    KoreanGlue korean_glue(document);
    const bool any_hangul =
        std::any_of(facts.lines().begin(), facts.lines().end(), [](const Line& l) { return l.hangul > 0; });
    const auto between = [&](std::string_view left, std::string_view right) {
      if (any_hangul && korean(left, right)) return korean_glue.between(left, right);
      // Columns of whole blocks end within words, without a hyphen; printed lines have one.
      return !printed && cuts_word(left, right) ? std::string_view{} : glue(left, right);
    };
    for (std::size_t i = 0; i < flow.size(); ++i) {
      const Paragraph& p = flow[i];
      const bool joined_else = looser ? looser->paragraphs()[i].joined_before : p.joined_before;
      Judgement judged = p.joined_before ? p.join : p.likeliest;
      if (p.joined_before && !joined_else) judged.confidence = Policy::kLeast;
      if (joined_else && judged.confidence < Policy::kLeast) {
        judged = looser->paragraphs()[i].join;
        judged.confidence = Policy::kLeast;
      }
      if (i == 0 || judged.confidence < kMention) continue;
      const TextRange seam{flow[i - 1].block->at.end, p.block->at.begin};
      const std::string_view left = document.text(*flow[i - 1].block), right = document.text(*p.block);
      if (!p.joined_before || !joined_else) {
        out.join(seam, between(left, right), kGoesOn, judged.confidence, judged.evidence);
        continue;
      }
      drop_overlap(document, *flow[i - 1].block, *p.block, out);
      const HyphenJudgement hyphen = judge_end(document, left, right, words);
      if (hyphen.mark.empty()) {
        out.join(seam, between(left, right), kGoesOn, judged.confidence, judged.evidence);
        continue;
      }
      // A hyphen that goes takes its line end along: both or neither. One that stays, but not surely, is a
      // note for the reader of the log.
      const double likely = std::min(judged.confidence, hyphen.divided);
      const EvidenceSet evidence = hyphen.evidence << seam_evidence().size();
      if (hyphen.divided > kMention)
        out.replace(range_of(document, hyphen.cut.empty() ? hyphen.mark : hyphen.cut), hyphen.with,
                    reason_to_cut(hyphen.what), likely, evidence);
      out.join(seam, hyphen.glue(), reason_to_join(hyphen.what),
               hyphen.cut.empty() ? judged.confidence : likely, judged.evidence);
    }
  }

 private:
  // The flow from top to bottom, until nothing is joined any more.
  static Flow read(const Document& document, const Facts& facts, bool printed, double threshold) {
    Flow flow(document, facts);
    const auto asked = [&](const Seam& seam, const Paragraph&, const Paragraph&) {
      Judgement judged = judge(seam, facts.words());
      judged.confidence = std::min(judged.confidence, kSurest);
      return judged;
    };
    // Between printed lines any seam may be certain; that says nothing of seams between paragraphs.
    const std::uint32_t sure = printed ? 0 : flow.join_printed(asked, 0, std::max(kSure, threshold));
    flow.join_printed(asked, sure, threshold);
    while (flow.join_standing(asked, sure, threshold) > 0) {
    }
    return flow;
  }

  // In alphabetic text a line end stands for a space. In Chinese and Japanese it stands for nothing, and a
  // Latin word at a seam is one word cut in two, unless it stands among other Latin words (newspapers.md
  // section 12, Glue). Korean is judged by itself (survey/korean.h).
  static std::string_view glue(std::string_view left, std::string_view right) {
    const char32_t l = last_char(left), r = first_char(right);
    if (is(l, kCjk) || !address_at_end(left).empty()) return {};
    // Quotation marks and dashes are as wide as a Chinese character only among such characters: Okafor. |
    // “We. A dash without a space before it has none behind it.
    if (alphabetic(last_chars(left, 12)) && alphabetic(first_chars(right, 12)) &&
        is(first_letter_near(left, right), kLatin | kLetter))
      return (l == U'—' || l == U'–') && !left.ends_with(" —") && !left.ends_with(" –") && left.size() > 3
                 ? ""
                 : " ";
    if (is(l, kWide) || is(r, kWide)) return {};
    if (!is(l, kLatin | kLetter) || !is(r, kLatin | kLetter)) return {};
    if (is(l, kLower) && !is(r, kLower)) return " ";  // Michael | Wang
    return among_words(left, right) ? " " : "";
  }

  // The letter nearest to the seam, behind it or else before it; 0: none near.
  static char32_t first_letter_near(std::string_view left, std::string_view right) {
    for (std::size_t at = 0; at < right.size() && at < 40;) {
      if (const char32_t c = next(right, at); is(c, kLatin | kLetter | kCjk)) return c;
    }
    for (std::size_t at = left.size(); at > 0 && left.size() - at < 40;) {
      if (const char32_t c = previous(left, at); is(c, kLatin | kLetter | kCjk)) return c;
    }
    return 0;
  }

  static bool alphabetic(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next(text, at);
      if (is(c, kCjk) || (is(c, kWide) && c >= 0x3000)) return false;  // “ ” — … are wide in Chinese only
    }
    return true;
  }

  // World Trade | Organization的专家: a Latin word and a space before the seam, or a space and one behind it.
  static bool among_words(std::string_view left, std::string_view right) {
    const auto latin_run = [](std::string_view text, bool from_end) {
      std::size_t at = from_end ? text.size() : 0;
      while (from_end ? at > 0 : at < text.size()) {
        const char32_t c = from_end ? previous(text, at) : next(text, at);
        if (is(c, kWide)) return false;
        if (c == U' ') {
          const std::string_view rest = from_end ? text.substr(0, at) : text.substr(at);
          return is(from_end ? last_char(rest) : first_char(rest), kLatin | kLetter);
        }
      }
      return false;
    };
    return latin_run(left, true) || latin_run(right, false);
  }

  // What becomes of the hyphen at the end of `left`. The mark is empty where there is none.
  HyphenJudgement judge_end(const Document& document, std::string_view left, std::string_view right,
                            std::optional<DocumentWords>& words) const {
    if (!hyphen_mark(last_char(left)) || is(first_char(right), kCjk)) return {};
    if (!address_at_end(left).empty()) return {};  // an address is not divided by a hyphen of its own
    if (!words) words.emplace(document);
    // A recipe of another language, or of none, may still meet a page of one of these.
    const auto of = [&](std::string_view language) {
      return std::find_if(lexicons_.begin(), lexicons_.end(),
                          [&](const Lexicon& l) { return l.language() == language; });
    };
    auto lexicon = of(language_);
    if (lexicon == lexicons_.end()) lexicon = of(words->language());
    const std::string_view language = lexicon == lexicons_.end() ? std::string_view() : lexicon->language();
    HyphenJudgement judged =
        judge_hyphen({.left = left,
                      .right = right,
                      .language = language,
                      .document = &*words,
                      .lexicon = asks_ && lexicon != lexicons_.end() ? &*lexicon : nullptr});
    if (judged.what == Hyphen::none) judged.mark = {};
    return judged;
  }

  // plai|de, hov|ering, 1,2|50: both sides together are a word of the dictionary, and one of them alone is
  // none; or a group of figures is not full.
  bool cuts_word(std::string_view left, std::string_view right) const {
    if (!alphabetic(last_chars(left, 12)) || !alphabetic(first_chars(right, 12))) return false;
    const auto run = [](std::string_view text, bool at_end, unsigned classes) {
      std::size_t at = at_end ? text.size() : 0;
      while (at_end ? at > 0 : at < text.size()) {
        std::size_t beside = at;
        if (!is(at_end ? previous(text, beside) : next(text, beside), classes)) break;
        at = beside;
      }
      return at_end ? text.substr(at) : text.substr(0, at);
    };
    const std::string_view figures = run(left, true, kDigit), more = run(right, false, kDigit);
    if (!figures.empty() && !more.empty()) {
      const std::string_view before = left.substr(0, left.size() - figures.size());
      return (before.ends_with(",") || before.ends_with(".")) && figures.size() + more.size() == 3;
    }
    const std::string_view l = run(left, true, kLatin), r = run(right, false, kLatin);
    if (!asks_ || l.empty() || r.empty() || !is(first_char(r), kLower)) return false;
    const auto lexicon = std::find_if(lexicons_.begin(), lexicons_.end(),
                                      [&](const Lexicon& x) { return x.language() == language_; });
    if (lexicon == lexicons_.end() || (lexicon->has(l) && lexicon->has(r))) return false;
    return lexicon->has(std::string(l) + std::string(r));
  }

  static std::uint8_t reason_to_cut(Hyphen what) {
    switch (what) {
      case Hyphen::ck:
        return kCk;
      case Hyphen::twin:
        return kTwin;
      case Hyphen::dropped:
        return kHyphen;
      default:
        return kDoubtful;
    }
  }

  static std::uint8_t reason_to_join(Hyphen what) {
    return what == Hyphen::kept ? kKept : what == Hyphen::suspended ? kSuspended : kGoesOn;
  }

  // A column may repeat the last words of the one before: one copy goes. Six characters are no chance.
  static void drop_overlap(const Document& document, const Block& left, const Block& right, Decisions& out) {
    constexpr std::size_t kLeast = 6, kMost = 60;
    const std::string_view before = document.text(left), text = document.text(right);
    const std::string_view least = first_chars(text, kLeast);
    if (count_chars(least) < kLeast) return;
    // The first place where it fits is that of the longest overlap.
    const std::size_t from = before.size() - std::min(before.size(), kMost * 4);  // bytes
    for (std::size_t at = before.find(least, from); at != before.npos; at = before.find(least, at + 1)) {
      const std::string_view overlap = before.substr(at);
      if (overlap.size() == text.size() || !text.starts_with(overlap) || count_chars(overlap) > kMost)
        continue;
      out.replace(range_of(document, text.substr(0, overlap.size())), {}, kTwice, 0.9);
      return;
    }
  }

  double threshold_;
  std::string language_;
  bool asks_;                                                                     // the dictionaries
  std::array<Lexicon, 3> lexicons_{Lexicon("de"), Lexicon("en"), Lexicon("fr")};  // read when asked
};

// A repetition or a hyphen at a seam is taken out, a consonant and a hyphen too; k- becomes c.
bool may_replace(std::string_view before, std::string_view after) {
  const std::size_t chars = count_chars(before);
  if (chars == 2 && hyphen_mark(last_char(before))) {
    if (before.front() == 'k' || before.front() == 'K') return after == (before.front() == 'k' ? "c" : "C");
    return after.empty() && is(first_char(before), kLatin);
  }
  return after.empty() && (chars >= 6 || (chars == 1 && hyphen_mark(first_char(before))));
}

std::unique_ptr<Filter> make_rejoin(const Recipe& recipe) {
  const auto own = recipe.thresholds.find("rejoin");
  return std::make_unique<Rejoin>(recipe, own == recipe.thresholds.end() ? recipe.threshold : own->second);
}

}  // namespace

extern const FilterRow kRejoin;
const FilterRow kRejoin = {
    .name = "rejoin",
    .summary = "joins words and sentences split over lines, columns and pages",
    .reasons = kReasons,
    .evidence = rejoin_evidence(),
    .touches =
        {.replaces = true,
         .joins = true,
         .may_replace = may_replace,
         .words =
             "white space between blocks; hyphens and words printed twice at a seam; k-k of a divided word"},
    .make = make_rejoin,
};

}  // namespace clean
