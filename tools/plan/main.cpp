// newsclean-plan FILE... -o PLAN/: an archive in, a folder with a plan out, by which any number of machines
// clean it. shards.h says what is cut, script.h what each machine then runs.
//
//   PLAN/00001.files ...   names of files, for newsclean --files-from
//   PLAN/run               runs a shard
//   PLAN/plan.json         what there is; written last, so a folder without it is no plan
//
// There is no time in a plan and nothing of the machine: the same files under the same names give the same
// bytes.
#include <clean/formats.h>
#include <clean/issue.h>
#include <clean/recipe.h>

#include <charconv>
#include <clocale>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <new>
#include <optional>
#include <stdexcept>

#include "cli/options.h"
#include "newsclean/output.h"
#include "newsclean/run.h"
#include "plan/script.h"
#include "plan/shards.h"

namespace {

namespace fs = std::filesystem;

constexpr cli::Exit kExits[] = {
    {0, "the plan was written"},
    {2, "wrong option or recipe, or PLAN has something in it"},
    {3, "the plan was written; some input cannot be read, and the run of its shard will say so, too"},
    {4, "reading or writing failed"},
};

constexpr std::string_view kTo[] = {"jsonl", "edits"};
constexpr std::string_view kToEndings[] = {".jsonl", ".edits.jsonl"};
constexpr std::string_view kCompress[] = {"zst", "gz", "bz2", "xz"};
constexpr std::uint64_t kSize = std::uint64_t{64} << 20;

constexpr const char* kReading = "What is read, as newsclean has it";
constexpr const char* kCutting = "Cutting";
constexpr const char* kRunning = "Running";
constexpr const char* kOther = "Other";

const cli::Option kOptions[] = {
    {"issue", 0, nullptr, "the FILEs are one issue, and so are the files of each folder", kReading},
    {"include", 0, "GLOB", "of folders and archives only files whose names fit; may be repeated", kReading},
    {"exclude", 0, "GLOB", "but not files and folders whose names fit; may be repeated", kReading},
    {"files-from", 0, "FILE", "read names of FILEs there, too; a line each, or from find -print0", kReading},
    {"root", 0, "DIR", "records name files below it", kReading},
    {"paths", 0, "REGEX", "what paths say: (?P<date>...), id, newspaper, page; may be repeated", kReading},
    {"recipe", 'r', "NAME|FILE", "the recipe of the run; its patterns of paths count here, too", kReading},
    {"size", 0, "BYTES", "of input for a shard, 64M when not given; K, M, G are powers of 1024", kCutting},
    {"shards", 0, "N", "at most N shards of about the same size", kCutting},
    {"to", 't', "FORMAT", "what the shards write: jsonl (when not given), edits", kRunning, "jsonl edits"},
    {"compress", 0, "ENDING", "they write it compressed: zst, gz, bz2, xz", kRunning, "zst gz bz2 xz"},
    {"output", 'o', "DIR", "the folder of the plan; new, or empty", kRunning},
    {"help", 'h', nullptr, "show this help", kOther},
    {"version", 0, nullptr, "show the version", kOther},
    {"print-man", 0, nullptr, "print the source of the manual page", cli::kForPackagers.data()},
    {"print-completions", 0, "SHELL", "print the completion script of a shell", cli::kForPackagers.data(),
     "bash zsh fish"},
};

constexpr cli::Example kExamples[] = {
    {"newsclean-plan --issue archive -o plan", "An archive with a folder for each issue:"},
    {"for n in $(seq 8); do plan/run $n out; done; cat out/*.jsonl", "Run here, one behind the other:"},
    {"ls plan/*.files | parallel plan/run {/.} out", "By GNU parallel, on all processors:"},
    {"python3 -m libclean.dask plan out --workers 8", "By dask, on as many machines as there are workers:"},
};

const cli::Program kProgram{
    .name = "newsclean-plan",
    .synopsis = "[OPTION]... FILE... -o PLAN",
    .summary = "cut an archive of newspaper pages into shards, for many machines",
    .options = kOptions,
    .exits = kExits,
    .description =
        "Each shard is a list of files that one run of newsclean reads. Lists are cut between documents, "
        "never "
        "inside an issue, and the outputs of the shards in the order of their names, one behind the other, "
        "are "
        "byte for byte the output of one newsclean over all FILEs with the same options.\n\n"
        "PLAN/run SHARD OUT runs a shard: it writes OUT/SHARD.jsonl and, when that is whole, the account "
        "OUT/SHARD.manifest. A shard that has its account is not done again. So any program that calls a "
        "command for each of some numbers will do, may call it on any machine that sees the files, and may "
        "call it again when a machine was lost.\n\n"
        "An archive file (tar, zip) is never cut: all that is in it is in one shard, and it is read once for "
        "the plan. Standard input can be no FILE, for each shard would read it. With names that are not "
        "absolute, shards are run in the folder the plan was made in.",
    .examples = kExamples,
};

void say(const std::string& message) {
  std::fprintf(stderr, "newsclean-plan: %s\n", cli::printable(message).c_str());
}

// "64M", in bytes.
std::uint64_t bytes(const std::string& word) {
  std::uint64_t value = 0;
  const char* const end = word.data() + word.size();
  const auto [at, error] = std::from_chars(word.data(), end, value);
  constexpr std::string_view kUnits = "KMGT";
  unsigned shift = 0;
  if (at != end && at + 1 == end && kUnits.find(*at) != kUnits.npos)
    shift = 10 * (static_cast<unsigned>(kUnits.find(*at)) + 1);
  if (error != std::errc() || value == 0 || (at != end && shift == 0) || value > UINT64_MAX >> shift)
    throw cli::UsageError("--size \"" + cli::printable(word) + "\": not a number of bytes, as 500000 or 64M");
  return value << shift;
}

std::size_t count(const std::string& word) {
  std::size_t value = 0;
  const auto [at, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || at != word.data() + word.size() || value == 0 || value > kMostShards)
    throw cli::UsageError("--shards \"" + cli::printable(word) + "\": not a whole number from 1 to " +
                          std::to_string(kMostShards));
  return value;
}

// In a list "/./" stands behind a folder that was given; in what was given it says nothing and goes.
std::string without_mark(std::string name) {
  for (std::size_t at; (at = name.find("/./")) != name.npos;) name.erase(at, 2);
  return name;
}

Settings settings(const cli::Parsed& line) {
  Settings result;
  for (const std::string& name : line.files()) result.inputs.push_back(without_mark(name));
  result.files_from = line.value("files-from");
  result.include = line.values("include");
  result.exclude = line.values("exclude");
  result.root = line.value("root");
  result.issue = line.has("issue");
  result.paths = line.values("paths");
  result.recipe = line.value("recipe", "auto");
  for (const std::string& name : result.inputs)
    if (name == "-") throw cli::UsageError("standard input cannot be cut into shards");
  if (result.inputs.empty() && result.files_from.empty())
    throw cli::UsageError("no FILE: what is to be cut into shards?");
  return result;
}

// As newsclean has them, with the option and its value as one word.
std::vector<std::string> options(const cli::Parsed& line) {
  std::vector<std::string> result;
  for (const char* const name : {"issue", "include", "exclude", "root", "paths", "recipe"}) {
    const std::string option = std::string("--") + name;
    if (std::string_view(name) == "issue" && line.has(name)) result.push_back(option);
    if (std::string_view(name) == "issue") continue;
    const std::vector<std::string> values = line.values(name);
    const bool last = std::string_view(name) == "root" || std::string_view(name) == "recipe";
    for (std::size_t i = last && !values.empty() ? values.size() - 1 : 0; i < values.size(); ++i)
      result.push_back(option + "=" + values[i]);
  }
  return result;
}

bool is_below(const fs::path& path, const fs::path& folder) {
  std::error_code none;
  const std::string below =
      fs::weakly_canonical(path, none).lexically_relative(fs::weakly_canonical(folder, none)).string();
  return !below.empty() && below != ".." && !below.starts_with("../");
}

// A new folder. What lies in one may be an older plan, whose shards somebody runs just now.
void make_folder(const std::string& folder, const Settings& asked) {
  std::error_code error, none;
  for (const std::string& input : asked.inputs)
    if (fs::is_directory(input, none) && is_below(folder, input))
      throw cli::UsageError(folder + " is in " + input + ", which is read");
  fs::create_directories(folder, error);
  if (!fs::is_directory(folder, none)) throw IoError(folder, error ? error.value() : ENOTDIR);
  if (!fs::is_empty(folder, error) || error)
    throw cli::UsageError(folder + " is not empty; a plan is written into a new folder");
}

void write(const fs::path& path, std::string_view text) {
  Output output(path.string());
  output.write(text);
  output.finish();
}

// Who may read it may run it.
void let_run(const fs::path& path) {
  const auto readable = fs::status(path).permissions();
  const auto runs = static_cast<fs::perms>((static_cast<unsigned>(readable) & 0444U) >> 2);
  fs::permissions(path, runs, fs::perm_options::add);
}

std::string in_json(std::string_view text) {
  std::string json;
  clean::write_json_string(text, json);
  return json;
}

std::string plan_json(const std::vector<std::string>& options, const std::string& root,
                      std::string_view ending, const std::vector<Shard>& shards) {
  std::uint64_t all_bytes = 0, all_documents = 0;
  for (const Shard& shard : shards) {
    all_bytes += shard.bytes;
    all_documents += shard.documents;
  }
  std::string json = "{\"plan\":1,\n \"tool\":\"newsclean-plan " NEWSCLEAN_VERSION "\",\n \"options\":[";
  for (const std::string& option : options) json += (json.back() == '[' ? "" : ",") + in_json(option);
  json += "],\n \"root\":" + (root.empty() ? "null" : in_json(root)) + ",\n \"ending\":" + in_json(ending) +
          ",\n \"bytes\":" + std::to_string(all_bytes) +
          ",\n \"documents\":" + std::to_string(all_documents) + ",\n \"shards\":[";
  for (const Shard& shard : shards)
    json += std::string(json.back() == '[' ? "" : ",") + "\n  {\"name\":\"" + shard.name + "\",\"files\":\"" +
            shard.name + ".files\",\"bytes\":" + std::to_string(shard.bytes) +
            ",\"documents\":" + std::to_string(shard.documents) + "}";
  return json + "]}\n";
}

int plan(const cli::Parsed& line) {
  const Settings asked = settings(line);
  if (!line.has("output")) throw cli::UsageError("no -o PLAN: the folder the plan is written into");
  if (line.has("size") && line.has("shards")) throw cli::UsageError("--size and --shards do not go together");
  const std::string to = cli::one_of(kTo, "output format", line.value("to", "jsonl"));
  std::string ending(kToEndings[to == kTo[0] ? 0 : 1]);
  if (line.has("compress")) ending += "." + cli::one_of(kCompress, "compression", line.value("compress"));
  const std::uint64_t size = line.has("size") ? bytes(line.value("size")) : kSize;
  const std::size_t wanted = line.has("shards") ? count(line.value("shards")) : 0;
  // A wrong recipe or pattern is told before there is a folder.
  const std::vector<std::string> paths =
      asked.paths.empty() && asked.recipe != "auto" ? clean::load_recipe(asked.recipe).paths : asked.paths;
  static_cast<void>(clean::PathPatterns(paths));
  const std::string folder = line.value("output");
  make_folder(folder, asked);

  int status = 0;
  Units units(asked, paths, [&](const std::string& why, int comes_to) {
    say(why);
    if (comes_to != 0) status = 3;
  });
  const auto take = [&](const Shard& shard, const std::string& lines) {
    write(fs::path(folder) / (shard.name + ".files"), lines);
  };
  const std::vector<Shard> shards =
      wanted > 0 ? cut_by_count(units, wanted, take) : cut_by_size(units, size, take);
  std::vector<std::string> passed = options(line);
  passed.push_back("--to=" + to);
  const fs::path run = fs::path(folder) / "run";
  write(run, run_script(passed, ending));
  let_run(run);
  write(fs::path(folder) / "plan.json", plan_json(passed, asked.root, ending, shards));
  return status;
}

int print(const std::string& text) {
  Output output;
  output.write(text);
  output.finish();
  return 0;
}

int obey(const cli::Parsed& line) {
  if (line.has("help")) return print(cli::help(kProgram));
  if (line.has("version")) return print("newsclean-plan " NEWSCLEAN_VERSION "\n");
  if (line.has("print-man")) return print(cli::man_page(kProgram, NEWSCLEAN_VERSION));
  if (line.has("print-completions"))
    return print(cli::completions(kProgram, line.value("print-completions")));
  return plan(line);
}

}  // namespace

int main(int argc, char** argv) {
  std::setlocale(LC_CTYPE, "C.UTF-8");  // names in archives are UTF-8, whatever the terminal has
  open_standard_streams();
  take_temporaries_away_at_signals();
  try {
    return obey(cli::parse(kProgram, argc, argv));
  } catch (const cli::UsageError& error) {
    say(error.what());
    say("try: newsclean-plan --help");
    return 2;
  } catch (const clean::RecipeError& error) {
    say(error.what());
    return 2;
  } catch (const std::bad_alloc&) {
    say("not enough memory");
    return 4;
  } catch (const std::exception& error) {  // IoError, std::length_error
    say(error.what());
    return 4;
  }
}
