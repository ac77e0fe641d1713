// The flow of a document: its blocks without what is lifted, as paragraphs that grow while seams are joined.
// What has been joined so far is the left side of the next seam. Who decides about a seam is the caller's
// business: `rejoin` asks the evidence, the fit of its weights asks gold.
#pragma once

#include <clean/document.h>

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "survey/seams.h"

namespace clean {

struct Paragraph {
  const Block* block;
  std::size_t index;           // of the block
  const Line* line;            // of the paragraph so far; valid where one begins
  Line* own = nullptr;         // made for it when something was joined
  std::uint16_t gap = 0;       // blank lines before it, as the clean text will have them
  std::string head{}, tail{};  // beginning and end of the paragraph so far, once something was joined
  bool behind_jump = false;    // a line before it says where the text goes on, and that is not here
  bool follows = false;        // jump lines lead to it from the text before: no page turns here
  bool elsewhere = false;      // the text before it goes on, or it comes from, on another page of the issue
  bool joined_before = false;  // to the one before it
  Judgement join{}, likeliest{};  // why it was joined; the surest judgement of the seam before it
  std::uint32_t version = 0;      // another when the line or the gap is another
};

class Flow {
 public:
  // Judges the seam before `right`; joined when the confidence is at least the threshold of the reading.
  // `left` is the block right before the seam, not the one its paragraph begins with.
  using Judge = std::function<Judgement(const Seam& seam, const Paragraph& left, const Paragraph& right)>;

  // `asks_anew`: no judgement is kept for the next reading. It makes no difference but of time, which a test
  // sees to.
  Flow(const Document& document, const Facts& facts, bool asks_anew = false);

  // One reading of the printed lines, top to bottom. Gives how many seams were joined.
  std::uint32_t join_printed(const Judge& judge, std::uint32_t sure, double threshold);

  // One reading of the paragraphs so far, as the clean text will show them: a blank line between, no indents.
  std::uint32_t join_standing(const Judge& judge, std::uint32_t sure, double threshold);

  const std::vector<Paragraph>& paragraphs() const { return paragraphs_; }

 private:
  // What a judgement of the seam before a paragraph depended on. The same question has the same answer: most
  // seams are as they were in the reading before.
  struct Question {
    std::size_t left = 0, behind = 0;
    std::uint32_t left_version = 0, right_version = 0, behind_version = 0;
    std::uint32_t page = 0;  // facts of the page, by number of layout
    std::uint32_t sure = 0;
    bool operator==(const Question&) const = default;
  };
  struct Answer {
    bool given = false;
    Question to;
    Judgement judged;
  };

  std::uint32_t join(const Judge& judge, const PageFacts& page, bool standing, std::uint32_t sure,
                     double threshold);
  PageFacts stand();
  void follow_jumps();
  void grow(Paragraph& left, const Paragraph& before, const Paragraph& right);

  const Document& document_;
  const Facts& facts_;
  const bool asks_anew_;
  Geometry geometry_;
  std::vector<Paragraph> paragraphs_;
  std::deque<Line> made_;       // lines of paragraphs that were joined
  std::vector<Line> standing_;  // lines as the clean text will show them
  PageFacts standing_page_;
  std::uint32_t layout_ = 0;     // counts the layouts of the clean text
  std::vector<Answer> answers_;  // of the seam before each paragraph
};

}  // namespace clean
