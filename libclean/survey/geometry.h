// Where printed lines stand, as files with markup say: what that shows of a seam, and of a line in its
// column. In units of the page's usual line height, so that no resolution matters. Without boxes there is
// nothing, and all evidence of it is silent.
#pragma once

#include <clean/document.h>

#include <vector>

namespace clean {

// What the places of the two lines at a seam show.
struct SeamPlace {
  bool same_region = false, two_regions = false;  // both unset: the file has no regions
  Structure left = Structure::none, right = Structure::none;
  bool two_articles = false;   // the file names articles, and these are two
  bool in_article = false;     // the file names articles, and this is one
  bool whole_columns = false;  // its regions are columns, whatever it calls them
  bool goes_on = false;        // the file says that the word goes on in the next line
  bool boxes = false;          // what follows is known
  bool same_column = false;    // the right line stands below the left one
  bool indented = false;       // the right line begins as a paragraph does, behind an indent
  float short_by = 0;          // how far the left line ends before those around it
  float spare = 0;             // the same, as a part of the left line's own width
  float gap = 0;               // white space between the lines, beyond what is usual
  float size_ratio = 1;        // height of the right line to that of the left
};

// How a line is set in its column. Of a sheet whose lines have no usual width nothing is known, nor of what
// stands over several columns.
enum class Setting : std::uint8_t { unknown, across, left, middle, right };  // across: from edge to edge

// What the place of a line in its column shows.
struct LinePlace {
  Setting setting = Setting::unknown;
  bool column_top = false;                 // nothing stands above it
  float white_above = 0, white_below = 0;  // up to the line above, below
  float size = 0;  // its height to that of the lines that fill the column near it; 0: not known

  bool operator==(const LinePlace&) const = default;
};

class Geometry {
 public:
  explicit Geometry(const Document& document);

  bool empty() const { return document_.places().empty(); }
  SeamPlace at(const Block& left, const Block& right) const;

  LinePlace in_column(const Block& block) const;

  // How much larger than usual the type of a block is: 1 as usual, 0 not known.
  float size_of(const Block& block) const;

 private:
  float edge(std::size_t place) const;
  bool region_goes_on(std::size_t place) const;
  void see_edges(std::size_t left, std::size_t right, SeamPlace& seam) const;

  void set(std::size_t place, LinePlace& found) const;
  void find_usual_widths();

  const Document& document_;
  std::vector<float> usual_widths_;  // of the lines of each sheet; 0: they have none
  bool whole_columns_ = false;
  float height_ = 0, pitch_ = 0;  // medians over the document: of a line, from the top of one to the next
};

}  // namespace clean
