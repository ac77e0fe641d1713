#include "plan/shards.h"

#include <clean/formats.h>
#include <clean/mets.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include "newsclean/output.h"
#include "newsclean/run.h"

namespace fs = std::filesystem;

namespace {

std::uint64_t size_of(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  return error ? 0 : size;
}

// Of the pages that a METS file names, which a run reads with it.
std::uint64_t bytes_of_pages(Item& item) {
  if (item.files.size() != 1 || item.files.front().member) return 0;
  Found& file = item.files.front();
  const std::string& head = file.started.head;
  const auto decoded = clean::decoded(head, clean::encoding_of(head));
  if (clean::format_of(decoded ? *decoded : head) != clean::Format::mets) return 0;
  std::uint64_t sum = 0;
  try {
    std::string text = read_all(*whole(std::move(file.started)), kLargest);
    if (auto utf8 = clean::decoded(text, clean::encoding_of(text))) text = std::move(*utf8);
    const fs::path folder = fs::path(file.path).parent_path();
    for (const clean::MetsPage& page : clean::read_mets(text).pages) {
      for (const std::string& href : page.files) {
        const std::string local = clean::local_file(href);
        const std::uint64_t size = local.empty() ? 0 : size_of((folder / local).string());
        sum += size;
        if (size > 0) break;
      }
    }
  } catch (const std::runtime_error&) {  // the run that reads it says what is wrong
  }
  return sum;
}

std::string name_of(std::size_t number) {
  if (number > kMostShards)
    throw std::length_error("more than " + std::to_string(kMostShards) + " shards; take a larger --size");
  char name[16];
  std::snprintf(name, sizeof name, "%05zu", number);
  return name;
}

}  // namespace

Units::Units(const Settings& settings, const std::vector<std::string>& paths, Tell tell)
    : items_(settings, paths), tell_(std::move(tell)) {}

// `files`: on the disk, in the order they were come to.
bool Units::next_item(Item& item, std::vector<std::shared_ptr<const Listed>>& files) {
  files.clear();
  if (!items_.next(item)) return false;
  for (const Found& file : item.files) files.push_back(file.listed);
  for (const Item::Failure& failure : item.failures) {
    tell_(failure.why, failure.status);
    if (failure.listed) files.push_back(failure.listed);
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a->number < b->number; });
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return true;
}

bool Units::next(Unit& unit) {
  unit = {};
  std::uint64_t last = 0;
  for (;;) {
    if (ahead_files_.empty() && !next_item(ahead_, ahead_files_)) return last > 0;
    if (ahead_files_.empty()) continue;  // it was only said that a folder has nothing
    if (last > 0 && ahead_files_.front()->number > last) return true;
    for (const auto& file : ahead_files_) {
      if (file->number <= last) continue;
      last = file->number;
      unit.lines += file->line;
      unit.lines += '\0';
      unit.bytes += size_of(file->path);
    }
    unit.bytes += bytes_of_pages(ahead_);
    unit.documents += !ahead_.files.empty();
    ahead_files_.clear();
  }
}

std::vector<Shard> cut_by_size(Units& units, std::uint64_t size, const TakeShard& take) {
  std::vector<Shard> shards;
  std::string lines;
  Unit unit;
  while (units.next(unit)) {
    if (!lines.empty() && shards.back().bytes + unit.bytes > size) {
      take(shards.back(), lines);
      lines.clear();
    }
    if (lines.empty()) shards.push_back({name_of(shards.size() + 1)});
    lines += unit.lines;
    shards.back().bytes += unit.bytes;
    shards.back().documents += unit.documents;
  }
  if (!lines.empty()) take(shards.back(), lines);
  return shards;
}

std::vector<Shard> cut_by_count(Units& units, std::size_t count, const TakeShard& take) {
  std::vector<Unit> all;
  std::uint64_t total = 0;
  for (Unit unit; units.next(unit);) {
    total += unit.bytes;
    all.push_back(std::move(unit));
  }
  const std::uint64_t share = total / count + 1;
  std::vector<Shard> shards;
  std::uint64_t before = 0, number = 0;
  std::string lines;
  for (const Unit& unit : all) {
    const std::uint64_t at = (before + unit.bytes / 2) / share;  // in whose share its middle is
    if (!lines.empty() && at != number) {
      take(shards.back(), lines);
      lines.clear();
    }
    if (lines.empty()) shards.push_back({name_of(shards.size() + 1)});
    number = at;
    before += unit.bytes;
    lines += unit.lines;
    shards.back().bytes += unit.bytes;
    shards.back().documents += unit.documents;
  }
  if (!lines.empty()) take(shards.back(), lines);
  return shards;
}
