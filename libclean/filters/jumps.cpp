// jumps: （下转第二版）, （上接第一版）: where an article leaves the page and where it comes back.
//
// The words alone are not enough: （《平原晚报》12月1日A05版报道） is text. A jump stands at the end (or the
// start) of a block in brackets, or alone on its line (newspapers.md section 7); which of the two is what the
// recipe's patterns say.
//
// Leaves alone: a sentence that mentions a page, pointers to other articles inside a sentence.

#include "filters/common.h"

namespace clean {
namespace {

enum Reason : std::uint8_t { kAlone, kTail, kHead };
constexpr std::string_view kReasons[] = {
    "a line of its own that says where the article goes on or comes from",
    "at the end of a paragraph: the article goes on elsewhere",
    "before a paragraph: the article comes from elsewhere",
};
constexpr Role kRoles[] = {Role::jump};

class Jumps final : public Filter {
 public:
  void propose(const Document& document, const Facts& facts, Decisions& out) const override {
    const auto blocks = document.blocks();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Line& line = facts.line(i);
      if (blocks[i].role != Role::paragraph) continue;
      Found found;
      if (line.says(Says::jump_from) && facts.vocabulary().find(Says::jump_from, line.text, found)) {
        lift(document, line, behind_words(found), kHead, out);
      } else if (line.says(Says::jump_to) && facts.vocabulary().find(Says::jump_to, line.text, found)) {
        lift(document, line, found.all, kTail, out);
      }
    }
  }

 private:
  // 東嶼燈塔（承A1）: the headline repeated before the jump on one line stays where it is.
  static std::string_view behind_words(const Found& found) {
    if (found.words.empty() || found.words.data() != found.all.data()) return found.all;
    std::string_view jump = found.all.substr(found.words.size());
    while (jump.starts_with(' ')) jump.remove_prefix(1);
    return jump;
  }

  static void lift(const Document& document, const Line& line, std::string_view jump, Reason reason,
                   Decisions& out) {
    const bool alone = jump.size() == line.text.size();
    out.role(range_of(document, jump), Role::jump, alone ? kAlone : reason, 0.98);
  }
};

}  // namespace

extern const FilterRow kJumps;
const FilterRow kJumps = {
    .name = "jumps",
    .summary = "marks where an article goes on or comes from: continued on page 2",
    .reasons = kReasons,
    .evidence = {},
    .touches = {.roles = kRoles, .words = "jump lines, also at the end of a paragraph; changes no text"},
    .make = make<Jumps>,
};

}  // namespace clean
