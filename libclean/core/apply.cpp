// apply: the one place where a document changes.
//
// Two steps. `settle` walks the proposals filter by filter and keeps those that can stand beside what
// stands already. `Rewriting` then writes text, blocks and pieces anew in one pass:
//
//   old blocks   [A.......] [S lifted] [B.......]      join at A|B with S between, ② split off B
//   new blocks   [A.......B.....] [②] [S lifted]       S moved behind the paragraph it interrupted
//
// Blocks that a decision moves are written behind their new neighbour: the text is always in the order of the
// blocks.
//
// When nothing but roles and starts changed, the text stays where it is.

#include <clean/document.h>
#include <clean/filter.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "core/blank.h"
#include "core/pieces.h"

namespace clean {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Ranges that do not overlap, in order: what has been granted so far.
class Claims {
 public:
  // An empty range meets another only where it lies strictly inside, or on another empty one.
  bool meets(TextRange r) const {
    auto it = std::partition_point(claims_.begin(), claims_.end(), [&](const TextRange& c) {
      return c.end < r.begin || (c.end == r.begin && !(c.empty() && r.empty()));
    });
    return it != claims_.end() && (it->overlaps(r) || *it == r);
  }
  void add(TextRange r) {
    if (claims_.empty() || claims_.back().end <= r.begin) {
      claims_.push_back(r);
      return;
    }
    auto it = std::partition_point(claims_.begin(), claims_.end(), [&](const TextRange& c) {
      return c.begin != r.begin ? c.begin < r.begin : c.end <= r.end;
    });
    claims_.insert(it, r);
  }
  bool empty() const { return claims_.empty(); }
  const std::vector<TextRange>& all() const { return claims_; }

 private:
  std::vector<TextRange> claims_;
};

// A replacement as it will be written: widened to whole pieces where it cuts through text that an
// earlier stage wrote, so that one piece always stands for whole source ranges.
struct Edit {
  TextRange at;
  std::string_view text;
  std::uint32_t decision;  // index in the history
};

struct Cut {
  TextAt at;
  std::uint32_t decision;
};

struct RolePart {
  TextRange at;    // with the white space of the block beside it
  TextRange said;  // as it was proposed
  Role role;
  std::uint32_t decision;
};

struct Join {
  std::size_t left, right;  // blocks
  std::string_view glue;
  std::uint32_t decision;
};

struct Move {
  std::size_t first, end;  // blocks
  std::size_t behind;      // the block they go behind
  std::size_t starts;      // the one of them that started an article
  std::uint32_t decision;
};

// Moves that have been granted: no two take the same block or go behind the same one, and none goes, by way
// of others, behind itself.
class Moves {
 public:
  // The one that takes this block; null: none does.
  const Move* carrying(std::size_t block) const {
    const auto it = by_first_.upper_bound(block);
    if (it == by_first_.begin()) return nullptr;
    const Move& move = all_[std::prev(it)->second];
    return block < move.end ? &move : nullptr;
  }
  bool meets(const Move& move) const {
    const auto it = by_first_.lower_bound(move.first);
    return by_behind_.contains(move.behind) || carrying(move.first) ||
           (it != by_first_.end() && it->first < move.end);
  }
  // False where they would go round in a circle. Each goes behind a block of one other at most, so that there
  // is a circle just where two that are linked already would be linked again.
  bool add(const Move& move) {
    std::vector<std::size_t> links;
    if (const Move* other = carrying(move.behind)) links.push_back(group(by_first_.at(other->first)));
    for (auto it = by_behind_.lower_bound(move.first); it != by_behind_.end() && it->first < move.end; ++it)
      links.push_back(group(it->second));
    std::sort(links.begin(), links.end());
    if (std::adjacent_find(links.begin(), links.end()) != links.end()) return false;
    const std::size_t index = all_.size();
    groups_.push_back(index);
    for (const std::size_t linked : links) groups_[linked] = index;
    by_first_.emplace(move.first, index);
    by_behind_.emplace(move.behind, index);
    all_.push_back(move);
    return true;
  }
  bool empty() const { return all_.empty(); }
  auto begin() const { return all_.begin(); }
  auto end() const { return all_.end(); }

 private:
  std::size_t group(std::size_t move) {
    while (groups_[move] != move) move = groups_[move] = groups_[groups_[move]];
    return move;
  }

  std::vector<Move> all_;
  std::map<std::size_t, std::size_t> by_first_, by_behind_;  // index in all_
  std::vector<std::size_t> groups_;  // of linked moves: one of the same group, the last one of itself
};

struct Part {  // of a block that is cut
  TextRange at;
  std::uint32_t cause;
};

struct Settled {
  std::vector<Edit> edits;  // in text order from here on
  std::vector<Cut> cuts;    // where a block becomes two
  std::vector<RolePart> roles;
  std::vector<Join> joins;
  std::vector<std::size_t> starts;  // blocks
  Moves moves;
};

}  // namespace

class Rewriting {
 public:
  Rewriting(Document& document, std::span<const Decisions> proposals, const Policy& policy)
      : doc_(document), old_(document.text()), policy_(policy) {
    any_withheld_ =
        std::any_of(doc_.blocks_.begin(), doc_.blocks_.end(), [](const Block& b) { return b.withheld; });
    for (const Decisions& filter : proposals) settle(filter);
    // What is inserted where a replacement begins stands before it.
    std::stable_sort(settled_.edits.begin(), settled_.edits.end(), [](const Edit& a, const Edit& b) {
      return a.at.begin != b.at.begin ? a.at.begin < b.at.begin : a.at.end < b.at.end;
    });
    for (const Decisions& filter : proposals) {
      doc_.kept_.insert(doc_.kept_.end(), filter.chunks_.begin(), filter.chunks_.end());
    }
  }

  void run() {
    const std::uint32_t generation = doc_.generation_;
    for (const std::size_t block : settled_.starts) doc_.blocks_[block].starts = true;
    for (const Move& move : settled_.moves) {
      if (move.starts != kNone) doc_.blocks_[move.starts].starts = false;
    }
    if (settled_.edits.empty() && settled_.cuts.empty() && settled_.joins.empty() && settled_.moves.empty()) {
      for (const RolePart& r : settled_.roles) doc_.blocks_[*block_of(r.at)].role = r.role;
    } else {
      rewrite();
    }
    if (!settled_.roles.empty() || !settled_.starts.empty() || doc_.generation_ != generation)
      ++doc_.revision_;
    std::uint32_t article = 0;
    bool waiting = false;  // an article whose first block has become empty starts with the next
    for (Block& b : doc_.blocks_) {
      if (b.at.empty()) {  // nothing of it is left
        b.role = Role::noise;
        waiting = waiting || b.starts;
        b.starts = false;
      } else if (waiting && !lifted(b.role)) {
        b.starts = true;
        waiting = false;
      }
      if (b.starts) ++article;
      b.article = article;
    }
  }

 private:
  // ---- settling

  static auto before(TextRange at) {
    return [at](const RolePart& r) { return r.at.begin < at.begin; };
  }

  void settle(const Decisions& filter) {
    const auto threshold = static_cast<float>(policy_.of(filter.filter()));
    std::vector<std::uint32_t> order(filter.all().size());
    std::iota(order.begin(), order.end(), 0u);
    auto earlier = [&](std::uint32_t a, std::uint32_t b) {
      return filter.all()[a].at.begin < filter.all()[b].at.begin;
    };
    if (!std::is_sorted(order.begin(), order.end(), earlier))
      std::stable_sort(order.begin(), order.end(), earlier);
    doc_.history_.reserve(doc_.history_.size() + order.size());
    for (const std::uint32_t i : order) {
      Decision d = filter.all()[i];
      d.first_range = static_cast<std::uint32_t>(doc_.ranges_.size());
      if (d.at.begin > d.at.end || d.at.end.byte > old_.size()) {
        d.verdict = Verdict::refused;
      } else {
        append_source(doc_.pieces_, old_.size(), d.at, EndPoint::excluded, doc_.ranges_);
        if (d.action == Action::move) d.behind = source_end(d.to);
        const bool withheld =
            near_withheld(d.at) || (d.action == Action::move && near_withheld({d.to, d.to}));
        d.verdict = d.confidence < threshold || withheld ? Verdict::too_unsure : verdict(d);
        if (d.verdict == Verdict::too_unsure && d.confidence >= Policy::kLeast) {
          withheld_.push_back(d.at);
          if (d.action == Action::move) withheld_.push_back({d.to, d.to});
        }
      }
      d.ranges = static_cast<std::uint32_t>(doc_.ranges_.size()) - d.first_range;
      doc_.history_.push_back(d);
    }
    // What one filter was not sure enough of, the next of the stage must not decide in its place.
    for (const TextRange at : withheld_) {
      const auto [first, last] = blocks_at(at);
      for (std::size_t i = first; i < last; ++i) doc_.blocks_[i].withheld = true;
    }
    any_withheld_ = any_withheld_ || !withheld_.empty();
    withheld_.clear();
  }

  Verdict verdict(const Decision& d) {
    switch (d.action) {
      case Action::replace:
        return settle_replace(d);
      case Action::role:
        return settle_role(d);
      case Action::join:
        return settle_join(d);
      case Action::split:
        return settle_split(d);
      case Action::start:
        return settle_start(d);
      case Action::move:
        return settle_move(d);
    }
    return Verdict::refused;
  }

  // Whether an earlier filter withheld a decision about a block at `at` or beside it.
  bool near_withheld(TextRange at) const {
    if (!any_withheld_) return false;
    const auto [first, last] = blocks_at(at);
    for (std::size_t i = first > 0 ? first - 1 : 0; i < std::min(last + 1, doc_.blocks_.size()); ++i) {
      if (doc_.blocks_[i].withheld) return true;
    }
    return false;
  }

  // The blocks that `at` touches: first and behind the last.
  std::pair<std::size_t, std::size_t> blocks_at(TextRange at) const {
    const auto& blocks = doc_.blocks_;
    const auto first = std::partition_point(blocks.begin(), blocks.end(),
                                            [&](const Block& b) { return b.at.end < at.begin; });
    const auto last =
        std::partition_point(first, blocks.end(), [&](const Block& b) { return b.at.begin <= at.end; });
    return {static_cast<std::size_t>(first - blocks.begin()),
            static_cast<std::size_t>(last - blocks.begin())};
  }

  std::uint32_t next_decision() const { return static_cast<std::uint32_t>(doc_.history_.size()); }

  Verdict settle_replace(const Decision& d) {
    const std::optional<std::size_t> block = block_of(d.at);
    if (!block || old_.substr(d.at.begin.byte, d.at.size()) == d.with) return Verdict::refused;
    Edit edit{d.at, d.with, next_decision()};
    widen(edit);
    if (edits_.meets(edit.at) || cut_inside(edit.at)) return Verdict::outranked;
    edits_.add(edit.at);
    settled_.edits.push_back(edit);
    return Verdict::applied;
  }

  Verdict settle_role(const Decision& d) {
    const std::optional<std::size_t> block = block_of(d.at);
    if (!block || d.at.empty()) return Verdict::refused;
    const Block& b = doc_.blocks_[*block];
    const bool cuts_begin = blank_prefix(text(b.at.begin, d.at.begin)) < d.at.begin.byte - b.at.begin.byte;
    const bool cuts_end = blank_prefix(text(d.at.end, b.at.end)) < b.at.end.byte - d.at.end.byte;
    const TextRange at{cuts_begin ? d.at.begin : b.at.begin, cuts_end ? d.at.end : b.at.end};
    if (at == b.at && b.role == d.role) return Verdict::refused;
    if (roles_.meets(at) || seams_.meets(widened(at))) return Verdict::outranked;
    if ((cuts_begin && !free_to_cut(d.at.begin)) || (cuts_end && !free_to_cut(d.at.end)))
      return Verdict::outranked;
    const Move* move = settled_.moves.carrying(*block);
    const bool starts = b.starts && (!move || move->starts != *block);
    if (lifted(d.role) && !cuts_begin && (starts || starts_.meets({b.at.begin, b.at.begin}))) {
      return Verdict::outranked;
    }
    roles_.add(at);
    auto& roles = settled_.roles;
    roles.insert(std::partition_point(roles.begin(), roles.end(), before(at)),
                 {at, d.at, d.role, next_decision()});
    if (cuts_begin) add_cut(d.at.begin);
    if (cuts_end) add_cut(d.at.end);
    return Verdict::applied;
  }

  Verdict settle_join(const Decision& d) {
    const std::optional<Join> join = join_of(d);
    if (!join) return Verdict::refused;
    const TextAt right = doc_.blocks_[join->right].at.begin;
    if (seams_.meets(d.at) || roles_.meets(widened(d.at)) || starts_.meets({right, right}) ||
        parted_.meets(d.at))
      return Verdict::outranked;
    seams_.add(d.at);
    settled_.joins.push_back(*join);
    return Verdict::applied;
  }

  Verdict settle_split(const Decision& d) {
    const std::optional<std::size_t> block = d.at.empty() ? block_of(d.at) : std::nullopt;
    if (!block) return Verdict::refused;
    const TextRange b = doc_.blocks_[*block].at;
    if (d.at.begin == b.begin || d.at.begin == b.end) return Verdict::refused;
    if (!free_to_cut(d.at.begin)) return Verdict::outranked;
    add_cut(d.at.begin);
    return Verdict::applied;
  }

  Verdict settle_start(const Decision& d) {
    const std::optional<std::size_t> block = block_of({d.at.begin, d.at.begin});
    if (!block || doc_.blocks_[*block].at.begin != d.at.begin) return Verdict::refused;
    const Block& b = doc_.blocks_[*block];
    if (lifted(b.role) || b.starts) return Verdict::refused;
    const TextRange here{d.at.begin, d.at.begin};
    if (starts_.meets(here) || seams_.meets(widened(here)) || settled_.moves.carrying(*block))
      return Verdict::outranked;
    const auto& roles = settled_.roles;
    const auto role = std::partition_point(roles.begin(), roles.end(), before(d.at));
    if (role != roles.end() && role->at.begin == d.at.begin && lifted(role->role)) return Verdict::outranked;
    starts_.add(here);
    settled_.starts.push_back(*block);
    return Verdict::applied;
  }

  // An article of whole blocks, and a block outside of it. Two moves may follow each other, as the parts of
  // an article on three pages do, but not in a circle.
  Verdict settle_move(const Decision& d) {
    const auto& blocks = doc_.blocks_;
    const auto begins = std::partition_point(blocks.begin(), blocks.end(),
                                             [&](const Block& b) { return b.at.begin < d.at.begin; });
    const auto ending = [&](TextAt at) {
      const auto it =
          std::partition_point(blocks.begin(), blocks.end(), [&](const Block& b) { return b.at.end < at; });
      return it != blocks.end() && it->at.end == at && !it->at.empty() ? it : blocks.end();
    };
    const auto last = ending(d.at.end), behind = ending(d.to);
    if (begins == blocks.end() || begins->at.begin != d.at.begin || last == blocks.end() ||
        behind == blocks.end() || last < begins)
      return Verdict::refused;
    Move move{static_cast<std::size_t>(begins - blocks.begin()),
              static_cast<std::size_t>(last - blocks.begin()) + 1,
              static_cast<std::size_t>(behind - blocks.begin()), kNone, next_decision()};
    bool any = false;  // a block of the flow
    for (std::size_t i = move.first; i < move.end; ++i) {
      if (lifted(blocks[i].role)) continue;
      if (blocks[i].starts && any) return Verdict::refused;
      if (blocks[i].starts) move.starts = i;
      any = true;
    }
    if (!any || (move.first <= move.behind && move.behind < move.end)) return Verdict::refused;
    if (settled_.moves.meets(move)) return Verdict::outranked;
    for (std::size_t i = move.first; i < move.end; ++i) {
      if (starts_.meets({blocks[i].at.begin, blocks[i].at.begin})) return Verdict::outranked;
    }
    // The places where blocks will have other neighbours.
    std::vector<TextRange> parted;
    for (const std::size_t right : {move.first, move.end, move.behind + 1}) {
      if (right == 0 || right >= blocks.size()) continue;
      parted.push_back({blocks[right - 1].at.end, blocks[right].at.begin});
      if (seams_.meets(parted.back())) return Verdict::outranked;
    }
    if (!settled_.moves.add(move)) return Verdict::refused;
    for (const TextRange seam : parted) {
      if (!parted_.meets(seam)) parted_.add(seam);
    }
    return Verdict::applied;
  }

  // The end of the source that the text before `at` stands for.
  SourceAt source_end(TextAt at) const {
    if (at.byte == 0 || at.byte > old_.size()) return doc_.source_.begin;
    std::vector<SourceRange> ranges;
    append_source(doc_.pieces_, old_.size(), {{at.byte - 1}, at}, EndPoint::excluded, ranges);
    return ranges.back().end;
  }

  std::string_view text(TextAt from, TextAt to) const { return old_.substr(from.byte, to.byte - from.byte); }

  // With the character before and behind it: what touches a seam is concerned by its join.
  static TextRange widened(TextRange r) { return {{r.begin.byte - (r.begin.byte > 0)}, {r.end.byte + 1}}; }

  // The block that holds all of `at`.
  std::optional<std::size_t> block_of(TextRange at) const {
    const auto& blocks = doc_.blocks_;
    auto it = std::partition_point(blocks.begin(), blocks.end(),
                                   [&](const Block& b) { return b.at.begin <= at.begin; });
    if (it == blocks.begin()) return {};
    --it;
    if (!it->at.contains(at)) return {};
    return static_cast<std::size_t>(it - blocks.begin());
  }

  // The two blocks of the flow that meet at the seam.
  std::optional<Join> join_of(const Decision& d) const {
    const auto& blocks = doc_.blocks_;
    auto it = std::partition_point(blocks.begin(), blocks.end(),
                                   [&](const Block& b) { return b.at.begin < d.at.end; });
    if (it == blocks.end() || it->at.begin != d.at.end || lifted(it->role) || it->starts) return {};
    if (it->at.empty()) return {};
    const auto right = static_cast<std::size_t>(it - blocks.begin());
    std::size_t left = right;
    while (left > 0 && lifted(blocks[left - 1].role)) --left;
    if (left == 0 || blocks[left - 1].at.end != d.at.begin || blocks[left - 1].at.empty()) return {};
    return Join{left - 1, right, d.with, next_decision()};
  }

  // A cut may not go through a replacement, nor through text an earlier stage wrote.
  bool free_to_cut(TextAt at) const {
    if (edits_.meets({at, at})) return false;
    const std::size_t i = first_piece(doc_.pieces_, at, old_.size());
    return i == doc_.pieces_.size() || doc_.pieces_[i].decision == 0 || doc_.pieces_[i].text >= at;
  }

  bool cut_inside(TextRange r) const {
    const auto& cuts = settled_.cuts;
    const auto cut =
        std::partition_point(cuts.begin(), cuts.end(), [&](const Cut& c) { return c.at <= r.begin; });
    return cut != cuts.end() && cut->at < r.end;
  }

  void add_cut(TextAt at) {
    auto& cuts = settled_.cuts;
    const auto cut = std::partition_point(cuts.begin(), cuts.end(), [&](const Cut& c) { return c.at < at; });
    if (cut == cuts.end() || cut->at != at) cuts.insert(cut, {at, next_decision()});
  }

  void widen(Edit& edit) {
    const auto& pieces = doc_.pieces_;
    TextRange wide = edit.at;
    std::size_t i = first_piece(pieces, edit.at.begin, old_.size());
    if (i < pieces.size() && pieces[i].decision != 0 && pieces[i].text < edit.at.begin)
      wide.begin = pieces[i].text;
    if (!edit.at.empty()) i = first_piece(pieces, {edit.at.end.byte - 1}, old_.size());
    while (i < pieces.size() && text_end(pieces, i, old_.size()) < edit.at.end) ++i;  // deletions
    if (i < pieces.size() && pieces[i].decision != 0 && pieces[i].text < edit.at.end) {
      wide.end = std::max(wide.end, text_end(pieces, i, old_.size()));
    }
    if (wide == edit.at) return;
    const auto left = old_.substr(wide.begin.byte, edit.at.begin.byte - wide.begin.byte);
    const auto right = old_.substr(edit.at.end.byte, wide.end.byte - edit.at.end.byte);
    const std::size_t size = left.size() + edit.text.size() + right.size();
    std::shared_ptr<char[]> text(new char[std::max<std::size_t>(size, 1)]);
    char* to = std::copy(left.begin(), left.end(), text.get());
    to = std::copy(edit.text.begin(), edit.text.end(), to);
    std::copy(right.begin(), right.end(), to);
    edit = {wide, {text.get(), size}, edit.decision};
    doc_.kept_.push_back(std::move(text));
  }

  // ---- rewriting

  void rewrite() {
    const std::vector<Block> blocks = std::move(doc_.blocks_);
    old_blocks_ = &blocks;
    doc_.blocks_.clear();
    doc_.carried_.clear();
    doc_.blocks_.reserve(blocks.size() + settled_.cuts.size());
    text_.reserve(old_.size() + old_.size() / 16);
    std::vector<std::size_t> next(blocks.size(), kNone);
    std::vector<const Join*> seam(blocks.size(), nullptr);
    std::vector<bool> taken(blocks.size(), false);
    for (const Join& j : settled_.joins) {
      next[j.left] = j.right;
      seam[j.left] = &j;
    }
    for (const auto& [i, mover] : order(blocks.size())) {
      if (taken[i]) continue;
      if (mover != kNone) mover_ = static_cast<std::uint32_t>(mover);
      write_block(i);
      for (std::size_t j = i; next[j] != kNone; j = next[j]) {
        const std::size_t k = next[j];
        taken[k] = true;
        mover_ = seam[j]->decision;
        write_joined(k, *seam[j]);
      }
    }
    if (!blocks.empty() && written_ == blocks.size() - 1) {
      copy_pieces({blocks.back().at.end, {static_cast<std::uint32_t>(old_.size())}}, Deletions::left_out);
    }
    supersede();
    doc_.pieces_ = std::move(pieces_);
    doc_.own_ = std::make_shared<const std::string>(std::move(text_));
    doc_.text_ = *doc_.own_;
    ++doc_.generation_;
  }

  struct Placed {
    std::size_t block, mover;  // the decision that parted it from the one before; kNone: none did
  };

  // The blocks as they will stand: those that move behind the block they go behind.
  std::vector<Placed> order(std::size_t count) const {
    std::vector<Placed> placed;
    placed.reserve(count);
    std::vector<const Move*> begins(count, nullptr), follows(count, nullptr);
    for (const Move& m : settled_.moves) {
      begins[m.first] = &m;
      follows[m.behind] = &m;
    }
    struct Run {
      std::size_t at, end;
      const Move* move;
    };
    std::vector<Run> open{{0, count, nullptr}};
    std::size_t mover = kNone;
    while (!open.empty()) {
      Run& run = open.back();
      if (run.at == run.end) {
        if (run.move) mover = run.move->decision;
        open.pop_back();
        continue;
      }
      if (begins[run.at] && begins[run.at] != run.move) {
        mover = begins[run.at]->decision;
        run.at = begins[run.at]->end;
        continue;
      }
      if (run.move && run.at == run.move->first) mover = run.move->decision;
      const std::size_t block = run.at++;
      placed.push_back({block, std::exchange(mover, kNone)});
      if (const Move* m = follows[block]) open.push_back({m->first, m->end, m});
    }
    return placed;
  }

  // Writes block i as one block or, where it was cut, as several.
  void write_block(std::size_t i) {
    separate(i);
    write_parts(i, true);
  }

  // Writes block i behind the seam, into the block written last.
  void write_joined(std::size_t i, const Join& join) {
    if (!join.glue.empty()) insert(join.glue, join.decision);
    write_parts(i, false);
  }

  // A cut block has several parts; each but the first (of a block that continues the one before) becomes
  // a block. White space at a cut belongs to neither side.
  void write_parts(std::size_t i, bool opens) {
    const Block& block = (*old_blocks_)[i];
    parts_.clear();
    const auto& cuts = settled_.cuts;
    auto cut =
        std::partition_point(cuts.begin(), cuts.end(), [&](const Cut& c) { return c.at <= block.at.begin; });
    TextAt at = block.at.begin;
    std::uint32_t cause = 0;
    for (; cut != cuts.end() && cut->at < block.at.end; ++cut) {
      add_part({at, cut->at}, block.at.end, cause);
      at = cut->at;
      cause = cut->decision;
    }
    if (at == block.at.begin) {
      parts_.push_back({block.at, cause});
    } else {
      add_part({at, block.at.end}, block.at.end, cause);
    }
    if (parts_.empty()) parts_.push_back({block.at, 0});  // nothing but white space, which may stand for more
    TextAt done = block.at.begin;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      const Part& part = parts_[p];
      const bool last = p + 1 == parts_.size();
      if (p > 0) insert("\n", part.cause);
      const TextAt begin = here();
      copy_deletions({done, part.at.begin}, EndPoint::excluded);
      copy(part.at, last ? EndPoint::included : EndPoint::excluded);
      done = last ? block.at.end : part.at.end;
      copy_deletions({part.at.end, done}, last ? EndPoint::included : EndPoint::excluded);
      if (p == 0 && !opens) {
        doc_.carried_.back() = Document::kChanged;
        doc_.blocks_.back().at.end = here();
        doc_.blocks_.back().last_page = block.last_page;
        doc_.blocks_.back().last_place = block.last_place;
        doc_.blocks_.back().withheld = doc_.blocks_.back().withheld || block.withheld;
      } else {
        doc_.blocks_.push_back(block_of_part(block, part, p == 0, {begin, here()}));
        // What is inserted at an end of a block does not meet it, and makes it longer.
        const bool whole =
            part.at == block.at && !edits_.meets(block.at) && here().byte - begin.byte == block.at.size();
        doc_.carried_.push_back(whole ? static_cast<std::uint32_t>(i) : Document::kChanged);
      }
    }
    written_ = i;
  }

  void add_part(TextRange at, TextAt block_end, std::uint32_t cause) {
    at = trim(at, block_end);
    if (!at.empty()) parts_.push_back({at, cause});
  }

  Block block_of_part(const Block& whole, const Part& part, bool first, TextRange at) const {
    Block b = whole;
    b.at = at;
    if (!first) {
      b.starts = false;
      b.gap = 0;
      b.indent = 0;
    }
    // Where a file of an issue ends without a line end, the cut turns the page.
    if (const SourceFile* file = file_beginning(part.at.begin)) b.page = file->page;
    if (file_beginning(part.at.end)) b.last_page = b.page;
    const auto& roles = settled_.roles;
    const auto role = std::partition_point(roles.begin(), roles.end(),
                                           [&](const RolePart& r) { return r.at.end <= part.at.begin; });
    if (role != roles.end() && role->at.contains(part.at) && role->said.overlaps(part.at))
      b.role = role->role;
    if (lifted(b.role)) b.starts = false;
    return b;
  }

  // The file of an issue that begins at this place of a text that is still the source; null: none does.
  const SourceFile* file_beginning(TextAt at) const {
    const auto& files = doc_.source_.files;
    if (files.empty() || doc_.generation_ > 0) return nullptr;
    const SourceFile& file = file_at(files, {doc_.source_.begin.byte + at.byte});
    return file.begin.byte == doc_.source_.begin.byte + at.byte ? &file : nullptr;
  }

  // White space at the ends of a part of a cut block belongs to no block, unless a replacement takes it
  // along.
  TextRange trim(TextRange r, TextAt block_end) const {
    const std::string_view t = old_.substr(r.begin.byte, r.size());
    const std::size_t from = blank_prefix(t);
    const std::size_t to = from == t.size() ? from : t.size() - blank_suffix(t);
    TextRange trimmed{{r.begin.byte + static_cast<std::uint32_t>(from)},
                      {r.begin.byte + static_cast<std::uint32_t>(to)}};
    // What is inserted at a cut belongs to what follows, and at the end of the block to the last part.
    const bool at_end = r.end == block_end && edits_.meets({r.end, r.end});
    if ((at_end && from == t.size()) || written_in({r.begin, trimmed.begin})) trimmed.begin = r.begin;
    if (at_end || written_in({trimmed.end, r.end})) trimmed.end = r.end;
    return trimmed;
  }

  // Whether this white space is more than that: something is replaced or inserted there, or an earlier stage
  // wrote it in place of bytes of the source.
  bool written_in(TextRange blank) const {
    if (blank.empty()) return false;
    if (edits_.meets(blank) || edits_.meets({blank.begin, blank.begin})) return true;
    const auto& pieces = doc_.pieces_;
    for (std::size_t i = first_piece(pieces, blank.begin, old_.size());
         i < pieces.size() && pieces[i].text < blank.end; ++i) {
      const bool text = text_end(pieces, i, old_.size()) > std::max(pieces[i].text, blank.begin);
      if (text && pieces[i].decision != 0 && !pieces[i].source.empty()) return true;
    }
    return false;
  }

  // What stands between the block written last and block i: as it was where they were neighbours.
  void separate(std::size_t i) {
    const auto& blocks = *old_blocks_;
    if (written_ == kNone) {
      if (i == 0) copy_pieces({{0}, blocks[0].at.begin}, Deletions::left_out);
    } else if (written_ == i - 1) {
      copy_pieces({blocks[i - 1].at.end, blocks[i].at.begin}, Deletions::left_out);
    } else {
      insert("\n", mover_);
    }
  }

  TextAt here() const { return {static_cast<std::uint32_t>(text_.size())}; }

  void insert(std::string_view text, std::uint32_t decision) {
    const SourceAt place = pieces_.empty() ? doc_.source_.begin : pieces_.back().source.end;
    pieces_.push_back({here(), decision + 1, {place, place}});
    text_ += text;
  }

  // Copies a stretch of the old text with the edits inside it. What is inserted at its end belongs to what
  // follows, unless the block ends there.
  void copy(TextRange r, EndPoint end) {
    const auto& edits = settled_.edits;
    auto edit = edits.begin() + static_cast<std::ptrdiff_t>(edit_);
    if (edit != edits.begin() && (edit == edits.end() || (edit - 1)->at.begin >= r.begin))
      edit = edits.begin();
    if (edit == edits.end() || edit->at.begin < r.begin) {
      edit = std::partition_point(edit, edits.end(), [&](const Edit& e) { return e.at.begin < r.begin; });
    }
    TextAt at = r.begin;
    for (; edit != edits.end() && edit->at.end <= r.end; ++edit) {
      if (edit->at.begin == r.end && edit->at.empty() && end == EndPoint::excluded) break;
      copy_pieces({at, edit->at.begin});
      write(*edit);
      at = edit->at.end;
    }
    edit_ = static_cast<std::size_t>(edit - edits.begin());
    copy_pieces({at, r.end});
  }

  void write(const Edit& edit) {
    sources_.clear();
    append_source(doc_.pieces_, old_.size(), edit.at, EndPoint::excluded, sources_);
    // Pieces without text belong to what begins behind them: the text stands with the last of its sources.
    for (const SourceRange& source : sources_) pieces_.push_back({here(), edit.decision + 1, source});
    text_ += edit.text;
  }

  enum class Deletions { copied, left_out };

  void copy_pieces(TextRange r, Deletions deletions = Deletions::copied) {
    if (r.empty()) return;
    const auto& pieces = doc_.pieces_;
    const bool at_hand = piece_ < pieces.size() && pieces[piece_].text < r.begin &&
                         r.begin < text_end(pieces, piece_, old_.size());
    for (std::size_t i = at_hand ? piece_ : first_piece(pieces, r.begin, old_.size());
         i < pieces.size() && pieces[i].text < r.end; ++i) {
      piece_ = i;
      const Piece& p = pieces[i];
      const TextAt stop = text_end(pieces, i, old_.size());
      if (stop == p.text && deletions == Deletions::left_out) continue;
      const TextAt from = std::max(p.text, r.begin), to = std::min(stop, r.end);
      Piece copied{{here().byte + (from.byte - r.begin.byte)}, p.decision, p.source};
      if (p.decision == 0) {
        copied.source.begin.byte += from.byte - p.text.byte;
        copied.source.end.byte = copied.source.begin.byte + (to.byte - from.byte);
      }
      add(copied);
    }
    text_.append(old_.substr(r.begin.byte, r.size()));
  }

  // The pieces without text that stand in `r`, which is not copied itself.
  void copy_deletions(TextRange r, EndPoint end) {
    const auto& pieces = doc_.pieces_;
    for (std::size_t i = first_piece(pieces, r.begin, old_.size()); i < pieces.size(); ++i) {
      if (pieces[i].text > r.end || (pieces[i].text == r.end && end == EndPoint::excluded)) break;
      if (text_end(pieces, i, old_.size()) != pieces[i].text) continue;
      pieces_.push_back({here(), pieces[i].decision, pieces[i].source});
    }
  }

  void add(const Piece& p) {
    if (!pieces_.empty() && p.decision == 0 && pieces_.back().decision == 0 &&
        pieces_.back().source.end == p.source.begin) {
      pieces_.back().source.end = p.source.end;
      return;
    }
    pieces_.push_back(p);
  }

  // A replacement of an earlier stage of which nothing is left has been superseded, also by a cut where it
  // was white space.
  void supersede() {
    if (settled_.edits.empty() && settled_.cuts.empty()) return;
    std::vector<bool> stands(doc_.history_.size(), false);
    for (const Piece& p : pieces_) {
      if (p.decision != 0) stands[p.decision - 1] = true;
    }
    for (std::size_t i = 0; i < stands.size(); ++i) {
      Decision& d = doc_.history_[i];
      if (d.action == Action::replace && d.verdict == Verdict::applied && !stands[i])
        d.verdict = Verdict::superseded;
    }
  }

  Document& doc_;
  const std::string_view old_;
  const Policy& policy_;

  bool any_withheld_ = false;
  std::vector<TextRange> withheld_;  // of the filter being settled
  Claims edits_, roles_, seams_, starts_;
  Claims parted_;  // what stands between blocks of which one goes elsewhere
  Settled settled_;

  const std::vector<Block>* old_blocks_ = nullptr;
  std::string text_;
  std::vector<Piece> pieces_;
  std::vector<SourceRange> sources_;
  std::vector<Part> parts_;
  std::size_t written_ = kNone;  // the old block written last
  std::uint32_t mover_ = 0;      // the last join: what moved behind a paragraph, it moved
  std::size_t edit_ = 0, piece_ = 0;
};

void apply(Document& document, std::span<const Decisions> proposals, const Policy& policy) {
  Rewriting(document, proposals, policy).run();
}

}  // namespace clean
