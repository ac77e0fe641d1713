#include "newsclean/items.h"

#include <clean/formats.h>
#include <clean/recipe.h>
#include <fnmatch.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <utility>

#include "cli/printable.h"
#include "newsclean/archive.h"
#include "newsclean/job.h"
#include "newsclean/output.h"
#include "newsclean/run.h"

namespace fs = std::filesystem;

namespace {

// What a name ends in, and what is taken off it: an archive's name is then that of a folder, a compressed
// file's that of the file in it.
struct Ending {
  std::string_view ending;
  bool archive;  // of many files
};
constexpr Ending kEndings[] = {{".tar.gz", true}, {".tar.bz2", true}, {".tar.xz", true}, {".tar.zst", true},
                               {".tgz", true},    {".tbz2", true},    {".txz", true},    {".tzst", true},
                               {".tar", true},    {".zip", true},     {".gz", false},    {".bz2", false},
                               {".xz", false},    {".zst", false}};

const Ending* ending_of(std::string_view name) {
  for (const Ending& row : kEndings)
    if (name.size() > row.ending.size() && name.ends_with(row.ending)) return &row;
  return nullptr;
}

std::string without_ending(const std::string& name) {
  const Ending* const row = ending_of(name);
  return row == nullptr ? name : name.substr(0, name.size() - row->ending.size());
}

bool hidden(const std::string& name) { return name.starts_with('.') && name != "." && name != ".."; }

// Archives within archives: one that holds itself has no end.
constexpr std::size_t kDeepest = 8;

// Of one folder or file in an archive; file systems take 255, and an output's name is somewhat longer.
constexpr std::size_t kLongestName = 200;

// A member's path as one below a folder, or why it is not taken. It is never trusted: what stands in an
// archive may come from anywhere.
std::string below(std::string_view path, std::string& objection) {
  std::string result;
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, slash);
    path.remove_prefix(std::min(slash + 1, path.size()));
    if (part.empty() || part == ".") continue;
    if (part == "..") objection = "its path leads out of the archive";
    if (part.size() > kLongestName) objection = "its path has a name of more than 200 bytes";
    if (!result.empty()) result += '/';
    result += part;
  }
  if (result.empty()) objection = "it has no name";
  return result;
}

bool any_part(const std::string& name, bool (*is)(const std::string&)) {
  const fs::path path(name);
  return std::any_of(path.begin(), path.end(), [&](const fs::path& part) { return is(part.string()); });
}

// A pattern without a slash is one of a file's or folder's own name.
bool matches(const std::string& pattern, const std::string& name) {
  const bool whole = pattern.find('/') != pattern.npos;
  return fnmatch(pattern.c_str(), (whole ? name : fs::path(name).filename().string()).c_str(), 0) == 0;
}

bool matches_any(const std::vector<std::string>& patterns, const std::string& name) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return matches(pattern, name); });
}

bool is_folder(const std::string& path) {
  std::error_code none;
  return path != "-" && fs::is_directory(path, none);
}

// Whether a file of a folder is a METS file, by which the folder is then read. One that cannot be read is
// told when it is come to.
bool is_mets(const std::string& path) {
  std::error_code none;
  if (fs::path(path).extension() != ".xml" || !fs::is_regular_file(path, none)) return false;
  try {
    const std::string head = started(open_file(path)).head;
    const auto decoded = clean::decoded(head, clean::encoding_of(head));
    return clean::format_of(decoded ? *decoded : head) == clean::Format::mets;
  } catch (const IoError&) {
    return false;
  }
}

// A folder's names in the order of their bytes.
std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error))
    names.push_back(entry->path().filename().string());
  if (error) throw IoError(folder, error.value());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> names_of(std::string_view list) {
  const char end = list.find('\0') == list.npos ? '\n' : '\0';  // find -print0
  std::vector<std::string> names;
  while (!list.empty()) {
    const std::size_t at = std::min(list.find(end), list.size());
    std::string_view name = list.substr(0, at);
    list.remove_prefix(std::min(at + 1, list.size()));
    if (end == '\n' && name.ends_with('\r')) name.remove_suffix(1);
    if (!name.empty()) names.emplace_back(name);
  }
  return names;
}

}  // namespace

// Names that are come to one behind the other: those that were given, a folder's, an archive's.
struct Items::Level {
  std::vector<std::string> names;
  std::size_t next = 0;
  std::string path, name;                // of the folder or archive they are in; empty: they were given
  std::string line;                      // what goes before them in a list
  std::shared_ptr<const Listed> listed;  // the archive
  bool mets = false;                     // they are METS files, which name their pages
  bool given = false;                    // the folder or archive is a FILE of the run
  bool read = false;                     // something of it was
  std::unique_ptr<Archive> archive;
};

// A file on its way into an item, or why it cannot be read.
struct Items::Next {
  std::string path, name;
  std::string folder;  // it is in: its issue, when folders are issues; empty: it was given
  bool apart = false;  // it is an issue by itself
  bool named = false;  // it was given, or a list has it
  bool member = false;
  std::string line;  // in a list
  std::shared_ptr<const Listed> listed;
  clean::PathFields fields;
  Started started;
  std::string failure;  // empty: it can
  int status = 0;

  void fail(std::string why, int comes_to) {
    failure = std::move(why);
    status = comes_to;
  }
};

Items::Items(const Settings& settings, std::span<const std::string> paths)
    : settings_(settings), patterns_(paths) {
  auto given = std::make_unique<Level>();
  given->names = settings.inputs;
  if (!settings.files_from.empty()) {
    for (std::string& name : names_of(read_all(settings.files_from))) given->names.push_back(std::move(name));
  }
  levels_.push_back(std::move(given));
}

Items::~Items() {
  ahead_.reset();
  while (!levels_.empty()) levels_.pop_back();  // what reads goes before what it reads from
}

bool Items::wanted(const std::string& name) const {
  if (any_part(name, hidden)) return false;
  for (fs::path part(name); !part.empty(); part = part.parent_path()) {
    if (matches_any(settings_.exclude, part.string())) return false;
    if (!part.has_parent_path()) break;
  }
  return true;
}

// What records call a file that was given.
void Items::name(Next& next) const {
  next.name = next.path == "-" ? next.path : file_name(next.path);
  if (settings_.root.empty() || next.path == "-") return;
  std::error_code none;
  const std::string below = fs::weakly_canonical(next.path, none)
                                .lexically_relative(fs::weakly_canonical(settings_.root, none))
                                .string();
  if (below == ".") next.name.clear();  // the folder itself
  if (!below.empty() && below != "." && below != ".." && !below.starts_with("../")) next.name = below;
}

// A line of a list that says where a file was found. False: it does not, and is a path.
bool Items::name_below(const std::string& line, Next& next) {
  constexpr std::string_view kMark = "/./";
  const std::size_t mark = line.rfind(kMark);
  if (mark == line.npos || mark == 0) return false;
  const std::string folder = line.substr(0, mark), below = line.substr(mark + kMark.size());
  const auto leads_up = [](const std::string& part) { return part == ".."; };
  if (below.empty() || below.front() == '/' || any_part(below, leads_up)) return false;
  if (folder != folder_) {
    Next given;
    given.path = folder;
    if (!settings_.root.empty()) name(given);
    folder_ = folder;
    folder_name_ = given.name;
  }
  next.path = (fs::path(folder) / below).string();
  next.name = folder_name_.empty() ? below : folder_name_ + "/" + below;
  next.folder = fs::path(next.path).parent_path().string();
  next.apart = is_mets(next.path);
  return true;
}

void Items::push_folder(const Next& next) {
  auto level = std::make_unique<Level>();
  level->path = next.path;
  level->name = next.name;
  level->given = next.folder.empty();
  level->line = next.line + (level->given ? "/./" : "/");
  level->names = names_in(next.path);
  std::vector<std::string> mets;
  for (const std::string& name : level->names)
    if (!hidden(name) && is_mets((fs::path(next.path) / name).string())) mets.push_back(name);
  level->mets = !mets.empty();
  if (level->mets) level->names = std::move(mets);
  levels_.push_back(std::move(level));
}

// The level in turn is through. True: nothing of it was read, which somebody may wonder about.
bool Items::leave(Next& next) {
  const Level& level = *levels_.back();
  const bool nothing = level.given && !level.read;
  if (nothing) next.fail(shown(level.path) + ": nothing in it was read", 0);
  if (levels_.size() > 1 && level.read) levels_[levels_.size() - 2]->read = true;
  levels_.pop_back();
  return nothing;
}

// The next file that is wanted. False: there is none, or what was come to was not one.
bool Items::next_file(Next& next) {
  next = {};
  Level& level = *levels_.back();
  if (level.archive) {
    std::optional<Archive::Member> member;
    try {
      member = level.archive->next();
    } catch (const Broken& error) {
      next.path = level.path;
      next.fail(error.what(), kNotText);
    } catch (const IoError& error) {
      next.path = level.path;
      next.fail(error.what(), kFailed);
    }
    if (!next.failure.empty()) level.read = true;
    next.listed = level.listed;
    if (!member) return leave(next) || !next.failure.empty();
    next.member = true;
    if (member->only) {
      next.path = level.path;
      next.name = level.name;
      next.folder = level.names.empty() ? "" : level.names.front();
    } else {
      std::string objection;
      const std::string path = below(member->path, objection);
      next.path = shown(level.path) + "/" + path;
      next.name = (level.name == "-" ? "stdin" : level.name) + "/" + path;
      next.folder = fs::path(next.path).parent_path().string();
      if (!objection.empty()) {
        next.fail(cli::printable(next.path) + ": " + objection + "; it was not read", kNotText);
        return true;
      }
      if (!wanted(path)) return false;
      if (!settings_.include.empty() && !matches_any(settings_.include, without_ending(path)) &&
          !ending_of(path))
        return false;
    }
  } else {
    if (level.next == level.names.size()) return leave(next);
    const bool in_list = level.path.empty() && level.next >= settings_.inputs.size();
    const std::string& own = level.names[level.next++];
    next.line = level.line + own;
    next.named = level.path.empty();
    if (in_list && name_below(own, next)) {
      if (!wanted(next.name)) return false;
    } else if (level.path.empty()) {
      next.path = own;
      name(next);
    } else {
      next.path = (fs::path(level.path) / own).string();
      next.name = level.name.empty() ? own : level.name + "/" + own;
      next.folder = fs::path(next.path).parent_path().string();
      next.apart = level.mets;
      if (!wanted(next.name)) return false;
    }
  }
  open(next);
  const bool found = next.started.bytes != nullptr || !next.failure.empty();
  level.read = level.read || found;
  return found;
}

// Opens it; a folder or an archive is a level of its own.
void Items::open(Next& next) {
  const bool given = next.folder.empty() && !next.member;
  if (!next.member) next.listed = std::make_shared<Listed>(Listed{next.line, next.path, ++listed_});
  try {
    std::error_code none;
    if (!next.member && is_folder(next.path)) {
      if (!next.named && fs::is_symlink(next.path, none)) return;
      // Of a folder that was given the names begin behind it, unless they are told from elsewhere.
      if (given && settings_.root.empty()) next.name.clear();
      return push_folder(next);
    }
    const Ending* const ending = ending_of(next.name);
    if (!given && !next.member && !settings_.include.empty() && !(ending && ending->archive) &&
        !matches_any(settings_.include, without_ending(next.name)))
      return;
    if (!next.named && !next.member && !fs::is_regular_file(next.path, none)) return;
    next.fields = patterns_.fields(next.path);
    std::unique_ptr<Bytes> bytes = next.member ? levels_.back()->archive->bytes() : open_file(next.path);
    // Who sends lines may wait for an answer to the first: it is not known yet whether more come.
    if (settings_.lines && !next.member && bytes->seek(0, SEEK_CUR) < 0) {
      next.started.bytes = std::move(bytes);
      return;
    }
    next.started = started(std::move(bytes));
    if (!Archive::begins(next.started.head)) {
      // A file that was read to its end is closed: an issue may have more pages than files may be open.
      if (next.started.head.size() < kProbe) next.started.bytes = in_memory({});
      return;
    }
    if (levels_.size() > kDeepest)
      return next.fail(cli::printable(next.path) + ": is an archive within too many others; it was not read",
                       kNotText);
    auto level = std::make_unique<Level>();
    level->path = next.path;
    level->name = without_ending(next.name);
    level->given = given;
    level->listed = next.listed;
    level->names = {next.folder};  // where it lies, which a compressed file has for its own
    level->archive = std::make_unique<Archive>(shown(next.path), std::move(next.started));
    next.started = {};
    levels_.push_back(std::move(level));
  } catch (const Broken& error) {
    next.started = {};
    next.fail(error.what(), kNotText);
  } catch (const IoError& error) {
    next.started = {};
    next.fail(error.what(), kFailed);
  }
}

namespace {

// The pages of an issue in order: by what their paths say, else by what their names do.
void put_in_order(std::vector<Found>& files) {
  const bool told = std::all_of(files.begin(), files.end(), [](const Found& file) { return file.page > 0; });
  if (told) {
    std::stable_sort(files.begin(), files.end(),
                     [](const Found& a, const Found& b) { return a.page < b.page; });
    return;
  }
  std::vector<std::string> paths;
  paths.reserve(files.size());
  for (const Found& file : files) paths.push_back(file.path);
  const clean::IssueFiles issue = clean::issue_files(paths);
  std::vector<Found> sorted;
  for (std::size_t i = 0; i < issue.order.size(); ++i) {
    sorted.push_back(std::move(files[issue.order[i]]));
    sorted.back().page = issue.pages[i];
  }
  files = std::move(sorted);
}

// Names of pages that were given: without their folders, unless two are then called the same.
void tell_apart(std::vector<Found>& files) {
  std::map<std::string, int> times;
  for (const Found& file : files) ++times[file.name];
  for (Found& file : files)
    if (times[file.name] > 1) file.name = file.path;
}

std::string without_extension(const std::string& name) {
  return name == "-" ? stem(name) : fs::path(name).replace_extension().string();
}

}  // namespace

// Fills in an item that was begun with its first file.
bool Items::next(Item& item) {
  item = {};
  const auto step = [&](Next& next) {
    if (ahead_) {
      next = std::move(*std::exchange(ahead_, nullptr));
      return true;
    }
    while (!levels_.empty())
      if (next_file(next)) return true;
    return false;
  };
  // What files of one issue have in common; empty: it is a document by itself.
  const auto issue_of = [&](const Next& next) -> std::string {
    if (next.apart || settings_.lines) return {};  // a line of JSON is a page by itself
    if (!next.fields.id.empty()) return "id " + next.fields.newspaper + "\n" + next.fields.id;
    return settings_.issue ? "folder " + next.folder : std::string();
  };

  Next first;
  if (!step(first)) return false;
  const std::string issue = issue_of(first);
  item.newspaper = first.fields.newspaper;
  item.date = first.fields.date;
  std::size_t held = 0;
  const auto take = [&](Next& next) {
    if (!next.failure.empty())
      return item.failures.push_back({std::move(next.failure), next.status, next.listed});
    Found file{std::move(next.path), std::move(next.name),
               next.fields.page,     std::move(next.started),
               next.member,          nullptr,
               next.listed};
    if (!settings_.manifest.empty() || settings_.shows == Shows::sqlite) {
      file.digest = std::make_shared<Digest>();
      keep_account(file.started, file.digest);
    }
    if (next.member && !issue.empty()) {  // the archive goes on to the next one
      try {
        file.started.head += read_all(*file.started.bytes, kLargest - std::min(kLargest, held));
        held += file.started.head.size();
        file.started = started(in_memory(std::move(file.started.head)));
      } catch (const TooLarge&) {
        return item.failures.push_back(
            {cli::printable(file.path) + ": its issue has more than 1 GiB; it was not read", kNotText,
             file.listed});
      } catch (const Broken& error) {
        return item.failures.push_back({error.what(), kNotText, file.listed});
      } catch (const IoError& error) {
        return item.failures.push_back({error.what(), kFailed, file.listed});
      }
    }
    item.files.push_back(std::move(file));
  };
  const std::string id = first.fields.id, folder = first.folder;
  take(first);
  while (!issue.empty()) {
    Next next;
    if (!step(next)) break;
    if (next.failure.empty() && issue_of(next) != issue) {
      ahead_ = std::make_unique<Next>(std::move(next));
      break;
    }
    take(next);
  }
  item.issue = !issue.empty();
  if (item.files.empty()) return true;
  if (!item.issue) {
    item.called = without_extension(item.files.front().name);
    return true;
  }
  put_in_order(item.files);
  if (folder.empty()) tell_apart(item.files);
  std::vector<std::string> paths;
  for (const Found& file : item.files) paths.push_back(file.path);
  const std::string below = fs::path(item.files.front().name).parent_path().string();
  item.called = !id.empty() ? id : !below.empty() && !folder.empty() ? below : clean::issue_files(paths).name;
  return true;
}

std::optional<std::uint64_t> bytes_in_all(const Settings& settings) {
  std::uint64_t sum = 0;
  std::vector<std::string> names = settings.inputs;
  if (!settings.files_from.empty()) {
    if (settings.files_from == "-") return std::nullopt;
    for (std::string& name : names_of(read_all(settings.files_from))) names.push_back(std::move(name));
  }
  for (const std::string& name : names) {
    std::error_code error;
    if (fs::is_regular_file(name, error)) {
      sum += fs::file_size(name, error);
      continue;
    }
    if (!is_folder(name)) return std::nullopt;
    for (fs::recursive_directory_iterator entry(name, error); !error && entry != fs::end(entry);
         entry.increment(error)) {
      std::error_code none;
      if (entry->is_regular_file(none)) sum += entry->file_size(none);
    }
  }
  return sum;
}
