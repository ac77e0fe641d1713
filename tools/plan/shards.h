// An archive, cut into shards: stretches of the documents that one run of newsclean over all of it would
// read, in its order. What belongs to a document, and in which order they come, is asked of the code that
// newsclean reads by (Items), so nothing is ever cut inside an issue, and the shards' outputs, one behind the
// other, are the output of that run.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "newsclean/items.h"

// What cannot be parted: the files on the disk that make up a document, and the documents that have a file
// in common with it. So an archive (tar, zip) is whole in one unit, whatever it holds.
struct Unit {
  std::string lines;            // of a list (Listed), each with a NUL behind it
  std::uint64_t bytes = 0;      // as they lie on the disk; of a METS file with its pages
  std::uint64_t documents = 0;  // that can be read
};

class Units {
 public:
  // `tell` is given what cannot be read, in the words of newsclean, and what that comes to.
  using Tell = std::function<void(const std::string& why, int status)>;

  // As Items has them; throws as it does.
  Units(const Settings& settings, const std::vector<std::string>& paths, Tell tell);

  // The next one; false behind the last.
  bool next(Unit& unit);

 private:
  bool next_item(Item& item, std::vector<std::shared_ptr<const Listed>>& files);

  Items items_;
  Tell tell_;
  Item ahead_;  // read to see whether it has a file in common with the unit before
  std::vector<std::shared_ptr<const Listed>> ahead_files_;
};

struct Shard {
  std::string name;  // "00001", counting up
  std::uint64_t bytes = 0, documents = 0;
};

inline constexpr std::size_t kMostShards = 99999;  // more, and the names are not in the order of their bytes

// Takes the list of a shard that is full.
using TakeShard = std::function<void(const Shard& shard, const std::string& lines)>;

// Shards of up to `size` bytes; a unit that has more is one by itself. Holds no more than a shard's names.
// Throws std::length_error when there would be more than kMostShards.
std::vector<Shard> cut_by_size(Units& units, std::uint64_t size, const TakeShard& take);

// At most `count` shards of about the same size; fewer when there are fewer units. Holds all names.
std::vector<Shard> cut_by_count(Units& units, std::size_t count, const TakeShard& take);
