#include "newsclean/manifest.h"

#include <clean/clean.h>
#include <fcntl.h>
#include <simdjson.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "cli/printable.h"
#include "index/article_index.h"
#include "newsclean/digest.h"
#include "newsclean/output.h"

namespace {

std::string in_json(std::string_view text) {
  std::string json;
  clean::write_json_string(text, json);
  return json;
}

std::string list(const std::vector<std::string>& words) {
  std::string json = "[";
  for (const std::string& word : words) json += (json.size() > 1 ? "," : "") + in_json(word);
  return json + "]";
}

std::string files_json(const std::vector<Accounted>& files) {
  std::string json = "[";
  for (const Accounted& file : files) {
    json += (json.size() > 1 ? ",{" : "{") + ("\"path\":" + in_json(file.path)) +
            ",\"name\":" + in_json(file.name) + ",\"bytes\":" + std::to_string(file.bytes) +
            ",\"sha256\":" + in_json(file.sha256) + "}";
  }
  return json + "]";
}

// Of the recipe that was named; of all that auto may choose among.
std::string recipe_sha256(const std::string& name) {
  Digest digest;
  if (name != "auto") digest.update(clean::load_recipe(name).text);
  for (const clean::BuiltinRecipe& recipe : clean::builtin_recipes())
    if (name == "auto") digest.update(recipe.toml);
  return digest.sha256();
}

bool reads(const simdjson::dom::element& object, const char* key, std::vector<Accounted>& files) {
  simdjson::dom::array list;
  if (object[key].get(list) != simdjson::SUCCESS) return false;
  for (const simdjson::dom::element item : list) {
    std::string_view path, name, sum;
    std::uint64_t bytes = 0;
    if (item["path"].get(path) || item["name"].get(name) || item["sha256"].get(sum) ||
        item["bytes"].get(bytes))
      return false;
    files.push_back({std::string(path), std::string(name), bytes, std::string(sum)});
  }
  return true;
}

constexpr const char *kPartial = ".partial", *kBefore = ".before";

void write_all(int file, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw IoError(path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

// Opened, and locked against other runs. It is asked again whether the file has its name still: the run that
// had the lock may have ended in between, and given it another one. Not every file system has locks.
int open_locked(const std::string& path) {
  for (;;) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0) throw IoError(path, errno);
    if (flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      close(file);
      throw IoError(cli::printable(path) + ": another run is writing it");
    }
    struct stat opened {
    }, named{};
    if (fstat(file, &opened) == 0 && stat(path.c_str(), &named) == 0 && opened.st_dev == named.st_dev &&
        opened.st_ino == named.st_ino)
      return file;
    close(file);
  }
}

void append(const std::string& path, std::string_view bytes) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file < 0) throw IoError(path, errno);
  try {
    write_all(file, bytes, path);
  } catch (...) {
    close(file);
    throw;
  }
  if (close(file) != 0 && errno != EINTR) throw IoError(path, errno);
}

// Puts the lines of a run that was killed behind those of runs before it. The first line goes with them when
// they are the first; the last one only when it is whole.
void keep(const std::string& partial, const std::string& before) {
  const std::string all = read_all(partial);
  std::string_view lines = std::string_view(all).substr(0, all.rfind('\n') + 1);
  std::error_code none;
  const std::uintmax_t size = std::filesystem::file_size(before, none);
  if (!none && size > 0) lines.remove_prefix(std::min(lines.find('\n') + 1, lines.size()));
  if (!lines.empty()) append(before, lines);
}

// Whether a file has the contents it had.
bool unchanged(const Accounted& file) {
  std::error_code none;
  if (std::filesystem::file_size(file.path, none) != file.bytes) return false;
  try {
    return digest_of(file.path).sha256() == file.sha256;
  } catch (const IoError&) {
    return false;
  }
}

}  // namespace

std::string made_by(const Settings& settings) {
  std::string json =
      "{\"tool\":\"newsclean " NEWSCLEAN_VERSION "\",\"icu\":" + in_json(clean::icu_version()) +
      ",\"dictionaries\":" + in_json(clean::dictionaries_in_use());
  json += ",\"recipe\":" + in_json(settings.recipe) +
          ",\"recipe_sha256\":" + in_json(recipe_sha256(settings.recipe));
  json += ",\"to\":" + in_json(kShows[static_cast<std::size_t>(settings.shows)].name);
  json += ",\"from\":" + (settings.from ? in_json(clean::name(*settings.from)) : std::string("null"));
  json += ",\"encoding\":" + in_json(settings.encoding) +
          ",\"structure\":" + (settings.structure ? "true" : "false");
  json +=
      ",\"issue\":" + std::string(settings.issue ? "true" : "false") + ",\"paths\":" + list(settings.paths);
  json += ",\"filters\":" + (settings.no_filters ? std::string("\"none\"") : list(settings.filters));
  json +=
      ",\"threshold\":" + (settings.threshold ? std::to_string(*settings.threshold) : std::string("null"));
  return json + ",\"index\":" + in_json(settings.index) +
         ",\"choice\":" + (settings.choice ? "true}" : "false}");
}

std::string fingerprint(const Settings& settings, const std::vector<Accounted>& files) {
  Digest digest;
  digest.update(made_by(settings));
  for (const Accounted& file : files) digest.update("\n" + file.name + "\n" + file.sha256);
  return digest.sha256();
}

std::string counts_json(const Counts& counts) {
  std::string json =
      "\"bytes\":" + std::to_string(counts.bytes) + ",\"pages\":" + std::to_string(counts.pages) +
      ",\"articles\":" + std::to_string(counts.articles) + ",\"adverts\":" + std::to_string(counts.adverts) +
      ",\"joins\":" + std::to_string(counts.joins) + ",\"unsure\":" + std::to_string(counts.unsure) +
      ",\"lifted\":{";
  bool first = true;
  for (int i = 0; i < clean::kRoleCount; ++i) {
    const std::uint64_t lifted = counts.lifted[static_cast<std::size_t>(i)];
    if (lifted == 0) continue;
    json += (std::exchange(first, false) ? "" : ",") + in_json(clean::name(static_cast<clean::Role>(i))) +
            ":" + std::to_string(lifted);
  }
  json += "},\"replaced\":{";
  first = true;
  for (const auto& [filter, times] : counts.replacements)
    json += (std::exchange(first, false) ? "" : ",") + in_json(filter) + ":" + std::to_string(times);
  return json + "}";
}

namespace {

// The first line: what two runs must have in common so that one can go on with the other.
std::string opening_line(const Settings& settings) {
  return "{\"manifest\":1,\"made\":" + made_by(settings) + ",\"output\":" + in_json(settings.output) + "}";
}

}  // namespace

std::string stats_json(const Counts& counts, double seconds, int status) {
  char spent[32];
  std::snprintf(spent, sizeof spent, "%.3f", seconds);
  return "{" + counts_json(counts) + ",\"seconds\":" + spent + ",\"status\":" + std::to_string(status) +
         "}\n";
}

Done::Done(const Settings& settings) : settings_(settings) {
  if (settings.shows == Shows::sqlite) indexed_ = articles::fingerprints(settings.output);
  if (settings.manifest.empty()) return;
  const std::string opening = opening_line(settings);
  read(settings.manifest, opening);
  const bool finished = whole_;
  const std::vector<std::string> failures = failures_;
  for (const char* ending : {kBefore, kPartial}) read(settings.manifest + ending, opening);
  whole_ = finished;
  failures_ = failures;
}

void Done::read(const std::string& path, const std::string& opening) {
  whole_ = false;
  std::error_code none;
  if (!std::filesystem::exists(path, none)) return;
  const std::string account = read_all(path);
  std::string_view rest = account;
  simdjson::dom::parser parser;
  bool first = true;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (end == rest.npos) return;  // it was killed while it wrote
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    if (std::exchange(first, false)) {
      if (line != opening) return;
      continue;
    }
    simdjson::dom::element object;
    std::string_view called;
    bool done = false;
    if (parser.parse(line.data(), line.size()).get(object)) return;
    if (object["failure"].get(called) == simdjson::SUCCESS) {
      failures_.emplace_back(called);
      continue;
    }
    if (object["done"].get(done) == simdjson::SUCCESS) {
      Entry run;
      std::int64_t status = 0;
      if (object["status"].get(status) != simdjson::SUCCESS) return;
      status_ = static_cast<int>(status);
      whole_ = reads(object, "outputs", run.outputs);
      for (const Accounted& output : run.outputs) whole_ = whole_ && unchanged(output);
      return;
    }
    Entry entry;
    if (object["document"].get(called) || !reads(object, "files", entry.files) ||
        !reads(object, "outputs", entry.outputs))
      continue;
    entry.called = called;
    entry.line = line;
    entries_[entry.called] = std::move(entry);
  }
}

const Entry* Done::find(const std::string& called, const std::string& source,
                        const std::vector<Accounted>& files) const {
  if (settings_.shows == Shows::sqlite) {
    const auto indexed = indexed_.find(source);
    if (indexed == indexed_.end() || indexed->second != fingerprint(settings_, files)) return nullptr;
    static const Entry kIndexed;
    if (settings_.manifest.empty()) return &kIndexed;
  }
  const auto found = entries_.find(called);
  if (found == entries_.end()) return nullptr;
  const Entry& entry = found->second;
  if (files.empty() || entry.files.size() < files.size()) return nullptr;
  for (std::size_t i = 0; i < files.size(); ++i)
    if (entry.files[i] != files[i]) return nullptr;
  for (std::size_t i = files.size(); i < entry.files.size(); ++i)
    if (!unchanged(entry.files[i])) return nullptr;
  for (const Accounted& output : entry.outputs)
    if (!unchanged(output)) return nullptr;
  return &entry;
}

// What a run that was killed has done is kept beside until this one is through: it may be killed, too.
Manifest::Manifest(const Settings& settings) : path_(settings.manifest) {
  const std::string partial = path_ + kPartial, before = path_ + kBefore;
  file_ = open_locked(partial);
  try {
    if (settings.resume) keep(partial, before);
    if (ftruncate(file_, 0) != 0) throw IoError(partial, errno);
    line(opening_line(settings));
  } catch (...) {
    close(file_);
    throw;
  }
}

Manifest::~Manifest() {
  if (file_ >= 0) close(file_);
}

void Manifest::line(const std::string& text) { write_all(file_, text + "\n", path_ + kPartial); }

void Manifest::add(const Entry& entry, std::string_view recipe, const Counts& counts, int status) {
  ++documents_;
  line("{\"document\":" + in_json(entry.called) + ",\"files\":" + files_json(entry.files) +
       ",\"outputs\":" + files_json(entry.outputs) + ",\"recipe\":" + in_json(recipe) + "," +
       counts_json(counts) + ",\"status\":" + std::to_string(status) + "}");
}

void Manifest::add_again(const Entry& entry) {
  ++documents_;
  line(entry.line);
}

void Manifest::fail(std::string_view why, int status) {
  ++failures_;
  line("{\"failure\":" + in_json(why) + ",\"status\":" + std::to_string(status) + "}");
}

void Manifest::finish(const std::vector<Accounted>& outputs, const Counts& total, int status) {
  line("{\"done\":true,\"documents\":" + std::to_string(documents_) +
       ",\"failures\":" + std::to_string(failures_) + ",\"outputs\":" + files_json(outputs) + "," +
       counts_json(total) + ",\"status\":" + std::to_string(status) + "}");
  if (fsync(file_) != 0 && errno != EINVAL && errno != ENOSYS && errno != EROFS) throw IoError(path_, errno);
  if (close(std::exchange(file_, -1)) != 0 && errno != EINTR) throw IoError(path_, errno);
  if (std::rename((path_ + kPartial).c_str(), path_.c_str()) != 0) throw IoError(path_, errno);
  unlink((path_ + kBefore).c_str());
}
