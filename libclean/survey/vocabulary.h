// The words by which a newspaper says what a line is: 本报讯, 责任编辑, （下转第二版）. They stand in the
// recipe as regular expressions (RE2: linear time) under the names of this file's table; the code knows
// only what each name means.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace clean {

enum class Says : std::uint8_t {
  lead,
  byline,
  byline_end,
  name,
  section,
  item,
  opener,
  subheadline,
  kicker,
  abstract_label,
  notice,
  caption_start,
  caption_end,
  jump_to,
  jump_from,
  end_mark,
  credit,
  furniture,
  masthead,
  folio,
  never_title,
  title_tag,
  label,
  source_note,
  series,
  head_mark,
  sign_off,
  news_opening,
  abstract_start,
  sub_end,
  abbreviation,
  open_word,
  imprint,
  picture,
};

using Marks = std::uint64_t;  // a set of Says
constexpr Marks mark(Says says) { return Marks{1} << static_cast<unsigned>(says); }

enum class Place : std::uint8_t { start, line, end, anywhere };

// A row of the table: the name in a recipe's [patterns], where its patterns must match, what it means.
struct SaysRow {
  Says says;
  std::string_view name;
  Place place;
  std::string_view meaning;
};
std::span<const SaysRow> vocabulary_table();

struct Found {
  std::string_view all;                            // what the pattern matched
  std::string_view page, byline, dateline, words;  // its named groups; empty where it has none
};

class Vocabulary {
 public:
  struct Pattern {
    Says says;
    std::string expression;
  };

  // A pattern that is no regular expression: which one, and what() in RE2's words.
  struct Error : std::invalid_argument {
    Error(std::size_t number, const std::string& what) : std::invalid_argument(what), pattern(number) {}
    std::size_t pattern;
  };

  struct Genre {
    std::string name, expression;
  };

  // Whether the patterns are known to be good, as those of our own recipes, which the tests build. Then their
  // automata are built by the first line, which takes longer than all else there is to do at the start.
  enum class Known { no, good };

  // Throws Error; genres are counted on behind the patterns.
  explicit Vocabulary(std::vector<Pattern> patterns, std::vector<Genre> genres = {}, Known known = Known::no);
  ~Vocabulary();

  // All that a line says at its start, its end and as a whole.
  Marks read(std::string_view line) const;

  // How many different patterns of a kind match somewhere in the line.
  int count(Says says, std::string_view line) const;

  // The first genre whose pattern matches somewhere in a line of a head; empty: none.
  std::string_view genre(std::string_view line) const;

  // How many bytes of the line the patterns of a kind match, all together.
  std::size_t covered(Says says, std::string_view line) const;

  // The first pattern of this kind that matches, and what it caught. False when none does.
  bool find(Says says, std::string_view line, Found& found) const;

 private:
  bool may_end(std::string_view line) const;  // whether any pattern of place `end` matches

  struct Compiled;
  std::unique_ptr<const Compiled> compiled_;
};

// What a whole line may at most be long, in bytes, for the patterns of places `line` and `anywhere`; and how
// much of the end is looked at for place `end`. Head lines and furniture are short; a pattern never reads a
// whole paragraph.
inline constexpr std::size_t kLongestLine = 400;
inline constexpr std::size_t kLongestTail = 120;

}  // namespace clean
