// The printed lines of a file with markup, as a reader finds them: word by word, in reading order. What
// stands in a file in another form than in print is left for `decode` to decide: entities, line ends inside
// of words, soft hyphens.
#pragma once

#include <clean/document.h>
#include <clean/filter.h>

namespace clean {

// What may stand at the end of a printed line for "the word goes on".
bool line_end_hyphen(char32_t c);

class Lines {
 public:
  enum class Kind : std::uint8_t { escaped, literal };  // literal: & is a character (CDATA)

  explicit Lines(const Source& source);

  // A printed side; lines stand on the last one until `turn_to` says another. Gives its number. `page`: 0:
  // the one that follows.
  std::uint32_t sheet(float width, float height, std::uint32_t page = 0);
  void turn_to(std::uint32_t sheet) { sheet_ = sheet; }
  // What comes now stands in another region than what came before.
  void region() { new_region_ = true; }

  // Text of the line. `parted`: it is a word apart from the text before it. White space at its ends parts
  // it, too.
  void text(SourceRange at, bool parted, Kind kind = Kind::escaped);
  // The hyphen that a file has in an element of its own at the end of a line (ALTO's HYP); an empty range
  // for one without a character.
  void hyphen(SourceRange at);
  // Ends the line; without text there was none. `place`: sheet and region are filled in.
  void end_line(Placement place);
  bool empty() const { return words_.empty(); }

  void fault(std::string what) { found_.faults.push_back(std::move(what)); }

  // What was found so far, in reading order.
  std::span<const Stretch> stretches() const { return found_.stretches; }

  // The document of all that was found, decoded.
  Document document() &&;

 private:
  struct Word {
    SourceRange at;
    bool space;  // before it
    Kind kind;
  };

  std::string_view bytes(SourceRange at) const {
    return source_.bytes.substr(at.begin.byte - source_.begin.byte, at.size());
  }
  struct Last {  // character of a text, or reference to one
    char32_t character = 0;
    std::size_t size = 0;  // in bytes; 0: the text is empty
  };
  static Last last_of(std::string_view text, Kind kind);
  static std::size_t blanks_behind(std::string_view text, Kind kind);

  void decode(const Word& word, std::uint32_t at);
  // Makes the end of the line what was printed: a hyphen. Gives whether the file says that there is one.
  bool end_as_printed(Last last);

  Source source_;
  const bool valid_;  // all of it is UTF-8
  Contents found_;
  Decisions decisions_;
  std::vector<Word> words_;  // of the line
  bool space_ = false;       // white space stands behind the last one
  bool hyphen_ = false;      // the line ends in a hyphen that the file names
  std::uint32_t text_ = 0;   // bytes of the document's text so far
  std::uint32_t sheet_ = 0, regions_ = 0;
  std::vector<std::uint32_t> pages_;  // of the sheets
  bool new_region_ = true;
};

}  // namespace clean
