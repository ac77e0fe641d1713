// What lines look like that stand in heads, and the rows of evidence: what each block shows by itself, beside
// the one before it and the two behind it, and among the lines near it.

#include <algorithm>

#include "survey/heads.h"
#include "survey/seams.h"
#include "unicode/chars.h"

namespace clean {

namespace {

bool plain(const Unit& u) { return u.block->role == Role::paragraph; }

}  // namespace

bool names_authors(const Unit& u) { return plain(u) && u.line->says(Says::byline); }

bool subheadline(const Unit& u) {
  return plain(u) && u.line->says(Says::subheadline) && u.line->stops == 0 && u.line->size() <= 44;
}

bool labels_abstract(const Unit& u) { return plain(u) && u.line->says(Says::abstract_label); }

bool runs_on(const Unit& u) {
  return plain(u) && u.line->body_like() && (u.line->terminal || u.line->size() > 40);
}

namespace {

bool in_brackets(const Line& l) {
  return (l.first == U'（' || l.first == U'(' || l.first == U'【' || l.first == U'〔') &&
         (l.last == U'）' || l.last == U')' || l.last == U'】' || l.last == U'〕');
}

}  // namespace

bool titles(const Unit& u) {
  const Line& l = *u.line;
  const bool cry = (l.last == U'！' || l.last == U'!') && l.size() <= 5;  // 谢谢！
  return plain(u) && (title_like(l) || stopped_title(l)) && !l.set_apart && !(u.old && l.old_commas > 0) &&
         !cry && !in_brackets(l) && !l.says(Says::lead) && !l.says(Says::section) && !l.says(Says::item) &&
         !l.says(Says::never_title) && !l.says(Says::byline) && !l.says(Says::subheadline) &&
         !l.says(Says::abstract_label) && !(l.says(Says::furniture) && l.digits * 2 > l.chars - l.digits) &&
         l.cjk + l.latin > l.digits;
}

// One headline in 45 has a comma (newspapers.md section 4.1).
bool titles_with_comma(const Unit& u) {
  const Line& l = *u.line;
  // 逆转！江城男篮加时绝杀
  const bool cry_inside = l.stops >= 1 && l.stops <= 2 && l.commas <= 1 && l.size() <= 24 &&
                          l.text.find("。") == l.text.npos && l.text.find('.') == l.text.npos;
  const bool one_comma = l.stops == 0 && l.commas == 1 && l.size() <= 30;
  return plain(u) && (one_comma || cry_inside) && !comma(l.last) && !l.says(Says::lead) &&
         !l.says(Says::section) && !l.says(Says::item) && !l.says(Says::never_title) && !l.says(Says::opener);
}

namespace {

struct Look;  // a block, with what is often asked of it

// A block and those around it. What is not there is null.
struct Around {
  const Look* self;
  const Look* before;
  const Look* next;
  const Look* second;
  const Look* third;
  bool old_marks;                   // 、 ends paragraphs, too
  bool wide_gap;                    // before it
  bool space_before, space_behind;  // an empty line, where printed lines have none between
  bool in_series;                   // short lines between paragraphs, more than one of them near
  bool displayed;                   // most lines near are set in the middle, as in adverts
  bool little_text;                 // near, as in adverts
  bool parallel;  // a short line near begins with the same character: 从“看天吃饭”…, 从“论斤卖”…; ▶…, ▶…
};

// Names of winners, places, dishes: 白若溪 申 屹 欧阳可心
bool row_of_words(const Line& l) {
  std::size_t words = 0, chars = 0;
  for (std::size_t at = 0; at < l.text.size();) {
    const char32_t c = next(l.text, at);
    if (is(c, kBlank)) {
      words += chars > 0;
      chars = 0;
    } else if (!is(c, kHan) || ++chars > 4) {
      return false;
    }
  }
  return words + (chars > 0) >= 3;
}

bool long_halves(const Line& l) {
  const std::size_t space = l.text.find(' ') != l.text.npos ? l.text.find(' ') : l.text.find("　");
  if (space == l.text.npos || space < 12 || l.text.size() - space < 12) return false;  // four characters
  // A space beside a mark is dirt, and goes.
  const std::size_t behind = l.text[space] == ' ' ? space + 1 : space + 3;
  return is(last_char(l.text.substr(0, space)), kHan | kDigit | kLatin | kCloser) &&
         is(first_char(l.text.substr(behind)), kHan | kDigit | kLatin | kOpener);
}

// 记者：…, 李明：…
bool speaker(const Line& l) {
  const std::string_view begin = l.text.substr(0, 18);  // six characters
  return begin.find("：") != begin.npos || begin.find(':') != begin.npos;
}

bool credited(const Line& l) {
  return l.says(Says::byline_end) || l.says(Says::source_note) || l.says(Says::end_mark);
}

// ▲… and ▲…: items of a column
bool alike(const Unit* a, const Unit* b) {
  return a && b && a->line->first == b->line->first && !is(a->line->first, kHan);
}

// Harold Nygaard; J.-P. D.; Mme Irène Bouscasse; RAOUL DES ÉTANGS.; By MARY ROE: two to five words, each with
// a capital or one of the small words that stand in names, no digit, and at its end a full stop at most.
bool like_a_name(const Line& l) {
  if (!l.alphabetic() || l.digits > 0 || l.chars > 40 || l.stops + l.commas > 1) return false;
  constexpr std::string_view kInNames[] = {"de",  "du",  "des", "le",  "la",  "von", "van",
                                           "der", "den", "zu",  "and", "und", "et"};
  std::size_t words = 0;
  for (std::size_t at = 0; at < l.text.size();) {
    const std::size_t begin = at;
    while (at < l.text.size() && l.text[at] != ' ') ++at;
    const std::string_view word = l.text.substr(begin, at - begin);
    while (at < l.text.size() && l.text[at] == ' ') ++at;
    if (std::find(std::begin(kInNames), std::end(kInNames), word) != std::end(kInNames)) continue;
    const char32_t first = first_char(word);
    if (!is(first, kLatin | kLetter) || is(first, kLower)) return false;
    const char32_t last = last_char(word);
    if (!is(last, kLatin | kLetter) && last != U'.') return false;
    ++words;
  }
  return words >= 2 && words <= 5;
}

// BENTON — Residents …; Wietzen-Holtum. Dreizehn …; ROME, March 1.—Women …: one to three words with a capital
// before a full stop, dash, colon or comma, and text behind it.
bool begins_with_a_place(const Line& l) {
  if (!l.alphabetic() || l.chars < 40) return false;
  std::size_t words = 0;
  for (std::size_t at = 0; at < l.text.size() && words < 4;) {
    if (const char32_t c = first_char(l.text.substr(at)); !is(c, kLatin | kLetter) || is(c, kLower)) {
      return words > 0 && (c == U'–' || c == U'—' || c == U'(');
    }
    char32_t last = 0;
    while (at < l.text.size() && l.text[at] != ' ') last = next(l.text, at);
    ++words;
    if (last == U'.' || last == U'—' || last == U',' || last == U':') return true;
    while (at < l.text.size() && l.text[at] == ' ') ++at;
  }
  return false;
}

bool in_middle(const Unit* u) { return u && u->line->in_column.setting == Setting::middle; }
// From edge to edge, or from the left one: as the lines of a paragraph are set.
bool as_text(const Unit* u) {
  return u && (u->line->in_column.setting == Setting::across || u->line->in_column.setting == Setting::left);
}
bool placed(const Unit* u) { return u && u->line->in_column.setting != Setting::unknown; }

bool larger(const Unit& a, const Unit& b) {
  return b.line->in_column.size > 0 && a.line->in_column.size > 1.25f * b.line->in_column.size;
}

// - - •: what a program for OCR makes of a line between two articles, or of an ornament.
bool no_letters(const Line& l) { return (l.latin + l.cjk) * 2 < l.chars && l.digits * 2 < l.chars; }

// FIRE.—On Sunday: a head that runs on into its text.
bool run_in_head(const Line& l) {
  for (const std::string_view dash : {"—", "–", ".-", ". -"}) {
    const std::size_t at = l.text.find(dash);
    if (at != l.text.npos && at > 2 && at < 80 && at + 8 < l.text.size() && capitals(l.text.substr(0, at)))
      return true;
  }
  return false;
}

bool in_capitals(const Line& l) { return l.alphabetic() && l.size() <= 60 && capitals(l.text); }
bool in_title_case(const Line& l) { return l.alphabetic() && l.size() <= 60 && title_case(l.text); }

struct Look : Unit {
  explicit Look(const Unit& u)
      : Unit(u),
        titles(clean::titles(u)),
        with_comma(titles_with_comma(u)),
        runs_on(clean::runs_on(u)),
        stopped(stopped_title(*u.line)),
        capitals(in_capitals(*u.line)),
        title_case(in_title_case(*u.line)),
        name(like_a_name(*u.line)),
        place(begins_with_a_place(*u.line)) {}
  bool titles, with_comma, runs_on, stopped, capitals, title_case, name, place;
};

bool says(const Look* u, Says what) { return u && u->line->says(what); }
bool head_sign(const Look* u) {
  return u && (u->line->says(Says::lead) || u->line->says(Says::byline) || u->line->says(Says::series));
}
bool title(const Look* u) { return u && (u->titles || u->with_comma); }

// Running text, and what stands before a line when a sentence or, in old papers, a paragraph has ended.
bool text(const Around& a, const Look* u) {
  return u && (u->runs_on || (a.old_marks && u->line->body_like() && comma(u->line->last)));
}
bool ended(const Around& a) {
  return a.before && (a.before->line->terminal ||
                      (a.old_marks && a.before->line->body_like() && comma(a.before->line->last)));
}

// 游子吟, 麦青: a line of two to four Chinese characters below a headline is whoever wrote it.
bool pen_name(const Look* u) {
  return u && u->line->chars == u->line->cjk && u->line->chars >= 2 && u->line->chars <= 4;
}

// `prior`: what a row weighs of which no gold says anything, for opening, head, lead, text, apart.
struct Row {
  std::string_view name;
  bool (*holds)(const Around&);
  PartScores prior{};
};

constexpr std::array kRows = {
    Row{"any block", [](const Around&) { return true; }},
    // ---- the line itself
    Row{"a headline-like line", [](const Around& a) { return a.self->titles; }},
    Row{"headline-like but for a comma or a cry",
        [](const Around& a) { return !a.self->titles && a.self->with_comma; }},
    Row{"four characters or fewer", [](const Around& a) { return a.self->line->size() <= 4; }},
    Row{"five to eight characters",
        [](const Around& a) { return a.self->line->size() > 4 && a.self->line->size() <= 8; }},
    Row{"more than 44 characters", [](const Around& a) { return a.self->line->size() > 44; }},
    Row{"ends as a sentence ends", [](const Around& a) { return a.self->line->terminal; }},
    Row{"running text", [](const Around& a) { return a.self->line->body_like(); }},
    Row{"no comma or stop in it",
        [](const Around& a) { return a.self->line->stops + a.self->line->commas == 0; }},
    Row{"a space between two halves of four characters and more",
        [](const Around& a) { return long_halves(*a.self->line); }},
    Row{"a lead", [](const Around& a) { return says(a.self, Says::lead); }},
    Row{"a byline", [](const Around& a) { return says(a.self, Says::byline); }},
    Row{"a name", [](const Around& a) { return says(a.self, Says::name); }},
    Row{"a section number", [](const Around& a) { return says(a.self, Says::section); }},
    Row{"an item of a list", [](const Around& a) { return says(a.self, Says::item); }},
    Row{"begins with a dash", [](const Around& a) { return subheadline(*a.self); }},
    Row{"the label of an abstract",
        [](const Around& a) {
          return says(a.self, Says::abstract_label) || says(a.self, Says::abstract_start);
        }},
    Row{"the title of a notice", [](const Around& a) { return says(a.self, Says::notice); }},
    Row{"begins as no headline does",
        [](const Around& a) { return says(a.self, Says::never_title) || says(a.self, Says::opener); }},
    Row{"a tag of genre at its end", [](const Around& a) { return says(a.self, Says::title_tag); }},
    Row{"a standing head", [](const Around& a) { return says(a.self, Says::label); }},
    Row{"the number of a part of a serial", [](const Around& a) { return says(a.self, Says::series); }},
    Row{"a sign that stands before headlines", [](const Around& a) { return says(a.self, Says::head_mark); }},
    Row{"all in brackets", [](const Around& a) { return in_brackets(*a.self->line); }},
    Row{"one of several short lines set below each other",
        [](const Around& a) { return a.self->line->set_apart; }},
    Row{"a third of it is digits",
        [](const Around& a) { return a.self->line->digits * 3 > a.self->line->size(); }},
    Row{"ends in a comma or colon", [](const Around& a) { return comma(a.self->line->last); }},
    Row{"a speaker, and what he says", [](const Around& a) { return speaker(*a.self->line); }},
    Row{"short, ends in a comma, and a headline-like line behind it",
        [](const Around& a) {
          const Line& l = *a.self->line;
          return l.size() <= 20 && comma(l.last) && l.commas == 1 && l.stops == 0 && title(a.next);
        }},
    Row{"a row of words of four characters at most",
        [](const Around& a) { return row_of_words(*a.self->line); }},
    Row{"closes a letter or notice", [](const Around& a) { return says(a.self, Says::sign_off); }},
    Row{"its words come again in the text behind it", [](const Around& a) { return a.self->again_behind; }},
    Row{"its words stand in the text before it", [](const Around& a) { return a.self->again_before; }},
    // ---- what stands before it
    Row{"a sentence ends before it", [](const Around& a) { return ended(a); }},
    Row{"open running text before it",
        [](const Around& a) { return a.before && a.before->line->body_like() && !ended(a); }},
    Row{"a headline-like line before it", [](const Around& a) { return title(a.before); }},
    Row{"authors or a source at the end of the text before it",
        [](const Around& a) {
          return a.before && credited(*a.before->line) && (ended(a) || in_brackets(*a.before->line));
        }},
    Row{"the close of a letter or notice before it",
        [](const Around& a) { return says(a.before, Says::sign_off); }},
    Row{"a part of a running head, or a telephone, before it",
        [](const Around& a) { return says(a.before, Says::furniture) && a.before->line->size() <= 44; }},
    Row{"a colon before it",
        [](const Around& a) {
          return a.before && (a.before->line->last == U'：' || a.before->line->last == U':');
        }},
    Row{"a byline, name or serial number before it",
        [](const Around& a) {
          return says(a.before, Says::byline) || says(a.before, Says::name) || says(a.before, Says::series);
        }},
    Row{"a question or speaker before it",
        [](const Around& a) {
          return a.before && (speaker(*a.before->line) || a.before->line->last == U'？');
        }},
    Row{"a wider gap than usual before it", [](const Around& a) { return a.wide_gap; }},
    // ---- what stands behind it
    Row{"a lead behind it", [](const Around& a) { return says(a.next, Says::lead); }},
    Row{"a byline behind it", [](const Around& a) { return says(a.next, Says::byline); }},
    Row{"a name or serial number behind it",
        [](const Around& a) { return says(a.next, Says::name) || says(a.next, Says::series); }},
    Row{"the label of an abstract behind it",
        [](const Around&
               a) { return says(a.next, Says::abstract_label) || says(a.next, Says::abstract_start); }},
    Row{"running text behind it", [](const Around& a) { return text(a, a.next); }},
    Row{"text behind it that begins as news does",
        [](const Around&
               a) { return a.next && a.next->line->body_like() && says(a.next, Says::news_opening); }},
    Row{"text behind it that refers back: 他, 但, 据了解",  // in old papers 惟 and 又 may open anything
        [](const Around& a) {
          return a.next && !a.next->old && a.next->line->body_like() && says(a.next, Says::never_title);
        }},
    Row{"a headline-like line behind it", [](const Around& a) { return title(a.next); }},
    Row{"short lines set below each other behind it",
        [](const Around& a) { return a.next && a.next->line->set_apart; }},
    Row{"a section number or list mark behind it",
        [](const Around& a) { return says(a.next, Says::section) || says(a.next, Says::item); }},
    Row{"a lead, byline or serial number two below", [](const Around& a) { return head_sign(a.second); }},
    Row{"the text ends behind it", [](const Around& a) { return !a.next; }},
    // ---- several together
    Row{"headline-like behind a finished sentence, then a lead or byline",
        [](const Around& a) { return title(a.self) && ended(a) && head_sign(a.next); }},
    Row{"a question or cry behind a finished sentence, then running text",
        [](const Around& a) {
          const Line& l = *a.self->line;
          return title(a.self) && l.stops == 1 && l.terminal && ended(a) && text(a, a.next);
        }},
    Row{"headline-like behind a finished sentence, then running text",
        [](const Around& a) { return title(a.self) && ended(a) && text(a, a.next); }},
    Row{"headline-like behind a finished sentence, then another such line and text or a lead",
        [](const Around& a) {
          return title(a.self) && ended(a) && title(a.next) && (text(a, a.second) || head_sign(a.second));
        }},
    Row{"headline-like below a headline-like line, then text or a lead",
        [](const Around&
               a) { return title(a.self) && title(a.before) && (text(a, a.next) || head_sign(a.next)); }},
    Row{"a short line between paragraphs, and more such lines near",
        [](const Around& a) { return a.in_series; }},
    Row{"begins with the same sign as the line before or behind it",
        [](const Around& a) { return alike(a.self, a.before) || alike(a.self, a.next); }},
    Row{"a short line near begins as it does", [](const Around& a) { return a.parallel; }},
    Row{"headline-like behind a finished sentence, then two to four characters, then text",
        [](const Around& a) {
          return title(a.self) && ended(a) && pen_name(a.next) && text(a, a.second);
        }},
    Row{"a lead right behind a finished sentence",
        [](const Around& a) { return says(a.self, Says::lead) && ended(a); }},
    Row{"a short title that ends in a full stop", [](const Around& a) { return a.self->stopped; }},
    Row{"a short title that ends in a full stop, behind a finished sentence, then running text",
        [](const Around& a) { return a.self->stopped && ended(a) && text(a, a.next); }},
    // ---- files that say where and what a line is
    Row{"the file calls it a heading",
        [](const Around& a) { return a.self->line->structure == Structure::heading; },
        {1.0f, 1.5f, -1.0f, -2.0f, 0.5f}},
    Row{"the file calls it a heading, and not the one before it",
        [](const Around& a) {
          return a.self->line->structure == Structure::heading &&
                 (!a.before || a.before->line->structure != Structure::heading);
        },
        {1.5f, -1.0f, 0.0f, -0.5f, 0.0f}},
    Row{"the file begins an article with it",
        [](const Around& a) {
          return a.self->line->file_article > 0 &&
                 (!a.before || a.before->line->file_article != a.self->line->file_article);
        },
        {5.0f, -4.0f, 4.0f, -4.0f, -4.0f}},
    Row{"the file has it in the article of the line before it",
        [](const Around& a) {
          return a.self->line->file_article > 0 && a.before &&
                 a.before->line->file_article == a.self->line->file_article;
        },
        {-5.0f, 1.0f, -5.0f, 1.0f, 1.0f}},
    Row{"in the region of the file that the line before it ends in",
        [](const Around& a) {
          return a.self->line->region > 0 && a.before && a.before->line->last_region == a.self->line->region;
        },
        {-2.5f, 0.5f, -3.0f, 0.5f, 0.5f}},
    Row{"larger type than usual", [](const Around& a) { return a.self->line->type_size > 1.3f; },
        {1.0f, 1.0f, -0.5f, -1.0f, 0.0f}},
    Row{"much larger type than usual", [](const Around& a) { return a.self->line->type_size > 2.0f; },
        {1.5f, 1.0f, 0.0f, -1.0f, 0.0f}},
    Row{"larger type than that before it, behind a finished sentence",
        [](const Around& a) {
          return a.before && a.before->line->type_size > 0 && ended(a) &&
                 a.self->line->type_size > 1.25f * a.before->line->type_size;
        },
        {1.0f, 0.0f, 0.0f, 0.0f, 0.0f}},
    // ---- where it stands in its column
    Row{"its place in its column is known", [](const Around& a) { return placed(a.self); }},
    Row{"set in the middle of its column", [](const Around& a) { return in_middle(a.self); },
        {1.5f, 1.5f, -1.5f, -2.0f, 0.5f}},
    Row{"set in the middle of its column, and not the line before it",
        [](const Around& a) { return in_middle(a.self) && !in_middle(a.before); },
        {1.0f, 0.0f, 0.0f, 0.0f, 0.0f}},
    Row{"set in the middle of its column below a line that is, too",
        [](const Around& a) { return in_middle(a.self) && in_middle(a.before); },
        {-1.5f, 1.0f, 0.0f, 0.0f, 0.5f}},
    Row{"set in the middle of its column, without a small letter",
        [](const Around& a) { return in_middle(a.self) && a.self->capitals; },
        {0.5f, 0.0f, 0.0f, 0.0f, 0.0f}},
    Row{"set in the middle of its column, then text that is not",
        [](const Around& a) { return in_middle(a.self) && as_text(a.next) && text(a, a.next); },
        {0.5f, 0.5f, 0.0f, -0.5f, 0.0f}},
    Row{"set as text is, in type of the usual size",
        [](const Around& a) { return as_text(a.self) && a.self->line->in_column.size <= 1.3f; },
        {-3.0f, -2.0f, -1.5f, 1.0f, 0.0f}},
    Row{"more white space above it than between lines",
        [](const Around& a) { return a.self->line->in_column.white_above > 0.6f; },
        {0.5f, 0.0f, 0.3f, 0.0f, 0.0f}},
    Row{"the white space of a line and more above it",
        [](const Around& a) { return a.self->line->in_column.white_above > 1.2f; },
        {0.5f, 0.0f, 0.3f, 0.0f, 0.0f}},
    Row{"more white space above it than below it",
        [](const Around& a) {
          return a.self->line->in_column.white_above > a.self->line->in_column.white_below + 0.3f;
        },
        {0.3f, 0.0f, 0.0f, 0.0f, 0.0f}},
    Row{"nothing above it in its column",
        [](const Around& a) { return placed(a.self) && a.self->line->in_column.column_top; }},
    Row{"most lines near it are set in the middle, as in adverts",
        [](const Around& a) { return a.displayed; }, {-0.5f, 0.0f, -0.5f, 0.0f, 0.5f}},
    Row{"set in the middle, where most lines near it are",
        [](const Around& a) { return a.displayed && in_middle(a.self); }, {-0.5f, 0.0f, -0.5f, 0.0f, 0.5f}},
    Row{"capitals as high as a usual line",
        [](const Around& a) {
          return placed(a.self) && a.self->capitals && a.self->line->in_column.size > 0.95f;
        },
        {0.5f, 0.0f, 0.0f, 0.0f, 0.0f}},
    // Of an issue of 1890 headlines in capitals are .84 to 1.3 of a line of text high, headings inside an article,
    // in the capitals of its own type, .6 to .83.
    Row{"capitals lower than a usual line",
        [](const Around& a) {
          return placed(a.self) && a.self->capitals && a.self->line->in_column.size < 0.84f;
        },
        {-2.0f, 0.0f, -1.0f, 0.0f, 1.5f}},
    Row{"in larger type than the text behind it",
        [](const Around& a) {
          return text(a, a.next) && a.self->line->in_column.size > 1.25f * a.next->line->in_column.size &&
                 placed(a.next);
        },
        {0.5f, 0.5f, 0.0f, -0.5f, 0.0f}},
    Row{"in larger type than the line before it",
        [](const Around& a) { return placed(a.self) && a.before && larger(*a.self, *a.before); },
        {0.5f, 0.0f, 0.0f, 0.0f, 0.0f}},
    Row{"in larger type than usual, and the line before it is not",
        [](const Around& a) {
          return a.self->line->in_column.size > 1.25f && (!a.before || a.before->line->in_column.size <= 1.25f);
        },
        {2.5f, 0.0f, -1.0f, -1.5f, -0.5f}},
    Row{"below a line in larger type",
        [](const Around& a) { return placed(a.self) && a.before && larger(*a.before, *a.self); },
        {-2.0f, 1.0f, -0.5f, 0.5f, 0.5f}},
    Row{"in the middle of its column, below running text that ends",
        [](const Around& a) { return in_middle(a.self) && a.before && a.before->runs_on; },
        {1.5f, 0.0f, 0.0f, 0.0f, 0.0f}},
    Row{"its place is known, below signs without a letter, as a line between articles is read",
        [](const Around& a) { return placed(a.self) && a.before && no_letters(*a.before->line); }},
    Row{"its place is known, and hardly any running text is near",
        [](const Around& a) { return placed(a.self) && a.little_text; }, {-1.5f, -0.5f, -1.5f, 0.0f, 0.5f}},
    Row{"set in the middle of its column, and hardly any running text is near",
        [](const Around& a) { return in_middle(a.self) && a.little_text; }, {-0.5f, 0.0f, -0.5f, 0.0f, 0.5f}},
    Row{"its place is known, and a head runs on into its text: FIRE.—",
        [](const Around& a) { return placed(a.self) && run_in_head(*a.self->line); }},
    Row{"its place is known, and it hardly has a letter",
        [](const Around& a) {
          return a.self->line->type_size > 0 && no_letters(*a.self->line);
        },
        {-5.0f, -1.0f, -5.0f, 0.0f, 0.0f}},
    // ---- alphabets
    Row{"each word begins with a capital", [](const Around& a) { return a.self->title_case; }},
    Row{"no small letter in it", [](const Around& a) { return a.self->capitals; }},
    Row{"each word begins with a capital behind a finished sentence, then running text or a byline",
        [](const Around& a) {
          return a.self->title_case && ended(a) && (text(a, a.next) || head_sign(a.next));
        }},
    Row{"no small letter behind a finished sentence, then running text or a byline",
        [](const Around& a) {
          return a.self->capitals && ended(a) && (text(a, a.next) || head_sign(a.next));
        }},
    Row{"a line of an alphabet without a stop behind a finished sentence, then running text",
        [](const Around& a) {
          return a.self->line->alphabetic() && !a.self->line->terminal && a.self->line->size() <= 44 &&
                 ended(a) && text(a, a.next);
        }},
    Row{"words that no line of its own ends with",
        [](const Around& a) { return says(a.self, Says::open_word); }},
    Row{"begins with a small letter", [](const Around& a) { return is(a.self->line->first, kLower); }},
    Row{"below a standing head", [](const Around& a) { return says(a.before, Says::label); }},
    Row{"like a name", [](const Around& a) { return a.self->name; }},
    Row{"like a name behind a finished sentence",
        [](const Around& a) { return a.self->name && ended(a); }},
    Row{"like a name below a headline-like line",
        [](const Around& a) { return a.self->name && title(a.before); }},
    Row{"a line like a name before it", [](const Around& a) { return a.before && a.before->name; }},
    Row{"a line like a name behind it", [](const Around& a) { return a.next && a.next->name; }},
    Row{"begins with a place", [](const Around& a) { return a.self->place; }},
    Row{"text behind it that begins with a place",
        [](const Around& a) { return a.next && a.next->place; }},
    Row{"text two below that begins with a place",
        [](const Around& a) { return a.second && a.second->place; }},
    Row{"headline-like, then two such lines and text",
        [](const Around& a) {
          return title(a.self) && title(a.next) && title(a.second) && a.third &&
                 (text(a, a.third) || head_sign(a.third));
        }},
    Row{"an empty line before it, among printed lines", [](const Around& a) { return a.space_before; }},
    Row{"an empty line before it, among printed lines, and running text behind it",
        [](const Around& a) { return a.space_before && title(a.self) && text(a, a.next); }},
    Row{"an empty line behind it, among printed lines", [](const Around& a) { return a.space_behind; }},
    Row{"in quotation marks", [](const Around& a) {
          return is(a.self->line->first, kOpener) && is(a.self->line->last, kCloser) && !in_brackets(*a.self->line);
        }},
};
static_assert(kRows.size() <= kMostRows);

constexpr auto kEvidence = [] {
  std::array<Evidence, kRows.size()> evidence{};
  for (std::size_t i = 0; i < kRows.size(); ++i) evidence[i] = {kRows[i].name, 0};
  return evidence;
}();

// The fitted weights: by name of row, for each part; then from each part to each part.
struct FittedRow {
  std::string_view name;
  std::array<PartScores, kPresses> scores;  // in the order of Press
};
constexpr FittedRow kFitted[] = {
#include "survey/head_weights.inc"
};

// Within so many blocks lines are near.
constexpr std::size_t kNear = 12;

bool parallel(std::span<const Unit> units, std::size_t at) {
  const auto short_one = [&](const Unit& u) {
    return plain(u) && u.line->size() <= 24 && u.line->size() > 2 && !u.line->terminal &&
           !u.line->says(Says::lead);
  };
  if (!short_one(units[at])) return false;
  const std::size_t end = std::min(units.size(), at + 1 + kNear);
  for (std::size_t i = at > kNear ? at - kNear : 0; i < end; ++i) {
    const std::size_t apart = i > at ? i - at : at - i;
    if (apart > 1 && short_one(units[i]) && units[i].line->first == units[at].line->first) return true;
  }
  return false;
}

HeadWeights fitted_weights(Press press) {
  HeadWeights w;
  for (const Row& row : kRows) w.rows.push_back(row.prior);
  for (const FittedRow& fitted : kFitted) {
    // Where no issue with places was fitted on, the weights of text alone do.
    const bool no_places = press == Press::placed && fitted.scores.back() == PartScores{};
    const PartScores& scores = fitted.scores[static_cast<std::size_t>(no_places ? Press::alphabetic : press)];
    for (std::size_t i = 0; i < kRows.size(); ++i) {
      if (kRows[i].name == fitted.name && scores != PartScores{}) w.rows[i] = scores;
    }
    constexpr std::string_view kSteps[kParts] = {"from opening", "from head", "from lead", "from text",
                                                 "from apart"};
    for (std::size_t from = 0; from < kParts; ++from) {
      if (kSteps[from] == fitted.name) w.steps[from] = scores;
    }
  }
  return w;
}

}  // namespace

std::span<const Evidence> head_evidence() { return kEvidence; }

PartScores head_prior(std::size_t row) { return row < kRows.size() ? kRows[row].prior : PartScores{}; }

const HeadWeights& head_weights(Press press) {
  static const auto kWeights = [] {
    std::array<HeadWeights, kPresses> weights;
    for (std::size_t p = 0; p < kPresses; ++p) weights[p] = fitted_weights(static_cast<Press>(p));
    return weights;
  }();
  return kWeights[static_cast<std::size_t>(press)];
}

std::vector<RowSet> head_rows(std::span<const Unit> units, const PageFacts& page) {
  const std::vector<Look> looks(units.begin(), units.end());
  // Short lines each between two paragraphs: headings of sections are several and alike; a headline is one.
  std::vector<bool> between(units.size(), false);
  for (std::size_t i = 1; i + 1 < units.size(); ++i) {
    between[i] = title(&looks[i]) && units[i].line->size() <= 24 && looks[i - 1].runs_on &&
                 looks[i + 1].runs_on && !units[i + 1].line->says(Says::lead);
  }
  std::vector<RowSet> rows(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto near = [&](std::size_t from, std::size_t to) {
      return std::any_of(between.begin() + static_cast<std::ptrdiff_t>(from),
                         between.begin() + static_cast<std::ptrdiff_t>(to), [](bool b) { return b; });
    };
    // Of nine lines more than half, as many as in a column of adverts with large lines.
    constexpr std::size_t kDisplay = 4;
    std::size_t middle = 0, known = 0, of_text = 0;
    for (std::size_t k = i > kDisplay ? i - kDisplay : 0; k < std::min(units.size(), i + kDisplay + 1); ++k) {
      known += units[k].line->type_size > 0;
      middle += in_middle(&units[k]);
      of_text += units[k].line->size() > 60;
    }
    const Around around{
        .self = &looks[i],
        .before = i > 0 ? &looks[i - 1] : nullptr,
        .next = i + 1 < units.size() ? &looks[i + 1] : nullptr,
        .second = i + 2 < units.size() ? &looks[i + 2] : nullptr,
        .third = i + 3 < units.size() ? &looks[i + 3] : nullptr,
        .old_marks = page.old_marks,
        .wide_gap = units[i].block->gap > page.usual_gap + 1 && !page.printed,
        .space_before = page.printed && units[i].block->gap > page.usual_gap,
        .space_behind = page.printed && i + 1 < units.size() && units[i + 1].block->gap > page.usual_gap,
        .in_series = between[i] && (near(i > kNear ? i - kNear : 0, i) ||
                                    near(i + 1, std::min(units.size(), i + 1 + kNear))),
        .displayed = middle * 2 > known,
        .little_text = of_text * 3 < known,
        .parallel = units[i].line->size() <= 24 && parallel(units, i)};
    for (std::size_t r = 0; r < kRows.size(); ++r) rows[i].set(r, kRows[r].holds(around));
  }
  return rows;
}

std::vector<std::uint8_t> allowed_parts(std::span<const Unit> units) {
  constexpr std::uint8_t kAll = (1U << kParts) - 1;
  constexpr std::uint8_t kInside = part_bit(HeadPart::text) | part_bit(HeadPart::apart);
  std::vector<std::uint8_t> allowed(units.size(), kAll);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Line& l = *units[i].line;
    // A lead, what is long and what ends in a full stop are no lines of a head.
    if ((l.says(Says::lead) && !l.says(Says::byline)) || l.size() > 60 ||
        (l.terminal && !stopped_title(l) &&
         (l.last_core == U'。' || l.last_core == U'｡' || l.last_core == U'.'))) {
      allowed[i] &= static_cast<std::uint8_t>(~(part_bit(HeadPart::opening) | part_bit(HeadPart::head)));
    }
    // A full stop ends a headline, too, where it is set as one: Protest Meeting against the Clauses.
    if (in_middle(&units[i]) && !l.says(Says::lead) && l.size() <= 44 && l.stops <= 1)
      allowed[i] |= static_cast<std::uint8_t>(part_bit(HeadPart::opening) | part_bit(HeadPart::head));
    // Who closes a letter or a notice opens nothing.
    if (l.says(Says::sign_off)) allowed[i] &= static_cast<std::uint8_t>(~kStarting);
    // Rows of a table stand together, and are no lines of a head.
    if (l.in_table) {
      const bool first = i == 0 || !units[i - 1].line->in_table;
      allowed[i] &= static_cast<std::uint8_t>(first ? kInside | part_bit(HeadPart::lead) : kInside);
    }
    // Where the file names articles, another begins where it says so (split).
    if (i > 0 && l.file_article > 0 && l.file_article == units[i - 1].line->file_article && !units[i].starts)
      allowed[i] &= static_cast<std::uint8_t>(~kStarting);
    if (units[i].starts) {
      allowed[i] &= kStarting;
      if (allowed[i] == 0) allowed[i] = part_bit(HeadPart::lead);
    } else if (!plain(units[i]) || labels_abstract(units[i]) || units[i].line->says(Says::abstract_start)) {
      allowed[i] = kInside;
    }
  }
  return allowed;
}

}  // namespace clean
