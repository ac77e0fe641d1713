#include "newsclean/command.h"

#include <clean/clean.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

#include "newsclean/archive.h"
#include "newsclean/asked.h"
#include "newsclean/input.h"
#include "newsclean/items.h"
#include "newsclean/manual.h"
#include "newsclean/output.h"
#include "newsclean/run.h"
#include "newsclean/writing.h"

namespace {

constexpr std::string_view kVersion = NEWSCLEAN_VERSION;
constexpr std::string_view kStats[] = {"table", "json"};
constexpr std::string_view kOnError[] = {"fail", "skip", "pass"};
constexpr std::string_view kPages[] = {"newsclean.1", "newsclean.toml.5", "newsclean-filters.7"};
constexpr std::string_view kTei[] = {"choice"};

// What --to knows.
std::vector<std::string_view> to_names() {
  std::vector<std::string_view> names;
  for (const ShowsRow& row : kShows)
    if (!row.name.empty()) names.push_back(row.name);
  return names;
}

constexpr std::string_view kFrom[] = {"auto", "text", "alto", "page", "hocr", "mets", "jsonl"};

std::span<const cli::Option> options() {
  constexpr const char* kReading = "Reading and cleaning";
  constexpr const char* kWriting = "Writing";
  constexpr const char* kInstead = "Instead of the articles";
  constexpr const char* kOther = "Other";
  constexpr const char* kPackagers = cli::kForPackagers.data();
  static const std::vector<cli::Option> rows = [&] {
    std::vector<cli::Option> all = reading_options(kReading, kFrom);
    const cli::Option own[] = {
        {"text-field",
         0,
         "NAME",
         "from jsonl: the field with a line's page, not \"text\"",
         kReading,
         {},
         true},
        {"on-error", 0, "ACTION", "from jsonl: fail (when not given), skip or pass a line", kReading,
         spaced(kOnError), true},
        {"to", 't', "FORMAT",
         "what to write: text, jsonl, markdown, tei, opensearch, solr, dolma, sqlite, edits; alto, hocr: the "
         "input's file with the changed words",
         kWriting, spaced(to_names())},
        {"output", 'o', "FILE|DIR/", "write there; into a folder: one file for each input", kWriting},
        {"tei", 0, "WORD", "to tei: choice writes what was replaced, too", kWriting, spaced(kTei), true},
        {"index", 0, "NAME", "to opensearch: the name of the index, not \"articles\"", kWriting, {}, true},
        {"edits", 0, "FILE", "write the log of all changes there, beside the output", kWriting},
        {"rejects", 0, "FILE", "from jsonl: write the lines there that are no page", kWriting, {}, true},
        {"manifest",
         0,
         "FILE",
         "write an account of the run there: what was read, written, done",
         kWriting,
         {},
         true},
        {"resume",
         0,
         nullptr,
         "do not do again what the manifest says is done and is unchanged",
         kWriting,
         {},
         true},
        {"line-buffered",
         0,
         nullptr,
         "from jsonl: write records before the next line is read",
         kWriting,
         {},
         true},
        {"explain", 0, nullptr, "tell each decision: where, what, why, how sure", kInstead},
        {"diff", 0, nullptr, "show the changed lines, before and after", kInstead, {}, true},
        {"check", 0, nullptr, "write nothing; name the files that would change", kInstead},
        {"undo", 0, "EDITS", "give the source back from an output and its log", kInstead},
        {"list-filters", 0, nullptr, "list the filters and what they touch", kInstead, {}, true},
        {"print-mapping",
         0,
         nullptr,
         "print what an index of OpenSearch is created with",
         kInstead,
         {},
         true},
        {"print-recipe", 0, nullptr, "print the recipe, as a start for your own", kInstead, {}, true},
        {"jobs", 'j', "N", "work on N windows at a time; the output is the same", kOther},
        {"stats", 0, "[=json]", "tell at the end what was done, and how fast; =json: as JSON", kOther,
         "table json", true},
        {"help", 'h', nullptr, "show this help; -h: the options that are used most", kOther},
        {"version", 0, nullptr, "show the version", kOther, {}, true},
        {"print-man", 0, "PAGE", "print the source of a manual page", kPackagers, spaced(kPages)},
        {"print-completions", 0, "SHELL", "print the completion script of a shell", kPackagers,
         "bash zsh fish"},
    };
    all.insert(all.end(), std::begin(own), std::end(own));
    return all;
  }();
  return rows;
}

constexpr cli::Exit kExits[] = {
    {0, "done"},
    {1, "something would change (--check, --diff)"},
    {2, "wrong option or recipe"},
    {3, "some input is not text, or is broken markup or JSON; the rest was written"},
    {4, "reading or writing failed"},
};

constexpr const char* kDescription =
    "Reads the text of newspaper pages as OCR or PDF extraction left it, and writes articles: one document "
    "each, whole sentences, captions and page furniture taken out of the flow, the right punctuation.\n\n"
    "Without FILE, or where FILE is -, standard input is read. Form feeds in the input are page turns. "
    "Inputs of any size are worked on in windows of about 1 MiB.\n\n"
    "Each FILE is a document by itself; with --issue they are the pages of one, in the order of the page "
    "numbers in their names (A1, p4, 0003), or as given where a name has none.\n\n"
    "As text, an article is its heading lines, an empty line, and paragraphs with an empty line between; "
    "articles are separated by a form feed on a line of its own. As JSONL, an article is a line, with its "
    "fields and where each part stood in the source. The edits log has a line for each change; with it, "
    "--undo gives the source back byte for byte.\n\n"
    "Plain text may be in another encoding than UTF-8: a byte order mark says it, else what it shows; where "
    "that "
    "is in doubt the file is not read, and --encoding says which one it is. It is made UTF-8 first, and "
    "bytes in records and in the log are bytes of that. Files with markup say themselves what they are "
    "in.\n\n"
    "With --from jsonl each line of the input is a JSON object with a page in one of its fields. The records "
    "of "
    "the page are written, with all other fields as they stand, before newsclean waits for the next line, so "
    "another program may hold it open and send page after page. A line that is no such page ends the run "
    "(--on-error fail), is left out (skip), or is written as it came (pass).";

constexpr cli::Example kExamples[] = {
    {"newsclean page.txt", "The articles of a page:"},
    {"pdftotext issue.pdf - | newsclean -t jsonl | jq -r .headline", "The headlines of an issue, in a pipe:"},
    {"newsclean -t jsonl -o clean/ archive/*.txt", "An archive, a file for each page:"},
    {"newsclean -f jsonl --line-buffered --on-error skip --rejects rejected.jsonl",
     "As a filter of JSON lines, held open by another program:"},
    {"newsclean --explain page.txt | less", "Why each line was joined, or was not:"},
    {"newsclean --edits log page.txt >out; newsclean --undo log out | cmp - page.txt",
     "There and back again:"},
};

// What can be written is one of these at a time.
constexpr std::string_view kOneOf[] = {"to",   "explain",      "diff",          "check",
                                       "undo", "list-filters", "print-mapping", "print-recipe"};

constexpr std::pair<std::string_view, std::string_view> kApart[] = {
    {"check", "output"}, {"check", "edits"}, {"undo", "edits"}};

// With --from jsonl only, and with anything else only.
constexpr std::string_view kOfLines[] = {"text-field", "on-error", "rejects", "line-buffered"};
constexpr std::string_view kNotOfLines[] = {"issue", "edits", "explain",     "diff",
                                            "check", "undo",  "print-recipe"};

bool of_lines(const cli::Parsed& line) { return line.value("from") == "jsonl"; }

[[noreturn]] void refuse(std::string_view one, std::string_view other) {
  throw cli::UsageError("--" + std::string(one) + " and --" + std::string(other) + " do not go together");
}

void check_combination(const cli::Parsed& line) {
  std::string_view given;
  for (const std::string_view name : kOneOf) {
    if (!line.has(name)) continue;
    if (!given.empty()) refuse(given, name);
    given = name;
  }
  for (const auto& [one, other] : kApart)
    if (line.has(one) && line.has(other)) refuse(one, other);
  for (const std::string_view name : kNotOfLines)
    if (of_lines(line) && line.has(name)) refuse("from jsonl", name);
  for (const std::string_view name : kOfLines)
    if (!of_lines(line) && line.has(name))
      throw cli::UsageError("--" + std::string(name) + " goes with --from jsonl only");
}

Shows shows(const cli::Parsed& line) {
  if (line.has("explain")) return Shows::explain;
  if (line.has("diff")) return Shows::diff;
  if (line.has("check")) return Shows::check;
  std::string wanted = of_lines(line) ? "jsonl" : "text";
  for (const std::string_view ending : {".db", ".sqlite", ".sqlite3"})
    if (line.value("output").ends_with(ending)) wanted = "sqlite";
  const std::string to = cli::one_of(to_names(), "output format", line.value("to", wanted));
  return std::find_if(std::begin(kShows), std::end(kShows),
                      [&](const ShowsRow& row) { return row.name == to; })
      ->shows;
}

LineSettings line_settings(const cli::Parsed& line) {
  LineSettings result;
  result.text_field = line.value("text-field", result.text_field);
  const std::string word = cli::one_of(kOnError, "--on-error", line.value("on-error", "fail"));
  const auto named = std::find(std::begin(kOnError), std::end(kOnError), word) - std::begin(kOnError);
  result.on_error = static_cast<OnError>(named);
  result.rejects = line.value("rejects");
  result.each = line.has("line-buffered");
  return result;
}

// One output of many documents: a folder, an archive.
bool many(const Settings& settings) {
  if (settings.inputs.size() != 1 || !settings.files_from.empty()) return !settings.issue;
  const std::string& name = settings.inputs.front();
  std::error_code none;
  if (name == "-") return false;
  if (std::filesystem::is_directory(name, none)) return true;
  try {
    return Archive::begins(started(open_file(name)).head);
  } catch (const IoError&) {
    return false;  // it is told when it is come to
  }
}

// Options of single formats, and what these need.
void check_output(const cli::Parsed& line, Settings& settings) {
  const bool folder = settings.output.ends_with('/');
  if (settings.shows == Shows::sqlite && (settings.output.empty() || settings.output == "-" || folder))
    throw cli::UsageError("--to sqlite needs --output FILE, e.g. archive.db");
  if (line.has("tei")) settings.choice = cli::one_of(kTei, "word for --tei", line.value("tei")) == kTei[0];
  if (line.has("tei") && settings.shows != Shows::tei) throw cli::UsageError("--tei goes with --to tei only");
  settings.index = line.value("index", settings.index);
  if (line.has("index") && settings.shows != Shows::opensearch)
    throw cli::UsageError("--index goes with --to opensearch only");
  settings.corpus = settings.shows == Shows::tei && !into_folder(settings) && many(settings);
}

Settings settings(const cli::Parsed& line) {
  cli::one_of(kFrom, "input format", line.value("from", "auto"));
  Settings result = read_settings(line);
  if (of_lines(line)) result.lines = line_settings(line);
  if (of_lines(line) && !result.encoding.empty() && result.encoding != "UTF-8")
    refuse("from jsonl", "encoding " + result.encoding);
  result.shows = shows(line);
  if (of_lines(line) && result.shows != Shows::jsonl) refuse("from jsonl", "to " + line.value("to"));
  result.output = line.value("output");
  result.edits = line.value("edits");
  if (line.has("jobs")) result.jobs = number(line, "jobs", 1, 1024, "a whole number from 1 to 1024");
  check_output(line, result);
  if (line.has("stats")) result.stats = cli::one_of(kStats, "form of --stats", line.value("stats"));
  result.manifest = line.value("manifest");
  result.resume = line.has("resume");
  if (result.resume && result.manifest.empty() && result.shows != Shows::sqlite)
    throw cli::UsageError("--resume needs --manifest FILE, which says what is done");
  if (result.resume && (result.output.empty() || result.output == "-"))
    throw cli::UsageError("--resume needs --output: of what went to standard output nothing is left");
  return result;
}

int print(std::string_view text) {
  Output output;
  output.write(text);
  output.finish();
  return 0;
}

std::string list_filters() {
  std::size_t width = 0;
  for (const std::string_view name : filter_names()) width = std::max(width, name.size() + 2);
  std::string out;
  for (const clean::FilterRow* row : clean::filters()) {
    std::string name(row->name);
    name.resize(width, ' ');
    out += name + std::string(row->summary) + "\n";
    out += std::string(width, ' ') + "touches: " + std::string(row->touches.words) + "\n";
  }
  return out;
}

std::string manual(const std::string& page) {
  const std::string chosen = cli::one_of(kPages, "manual page", page);
  if (chosen == kPages[1]) return recipe_manual(kVersion);
  if (chosen == kPages[2]) return filter_manual(kVersion);
  return cli::man_page(program(), kVersion);
}

// The recipe named, or the one that fits the first input. Nobody waits for a terminal to be typed on.
std::string recipe_text(const Settings& settings) {
  if (settings.recipe != "auto") return clean::load_recipe(settings.recipe).text;
  const bool typed = !settings.inputs.empty() && settings.inputs.front() == "-" && isatty(STDIN_FILENO);
  Item item;
  if (typed || !Items(settings, settings.paths).next(item) || item.files.empty()) {
    if (!item.failures.empty()) throw IoError(item.failures.front().why);
    return clean::load_recipe(clean::recipe_for("")).text;
  }
  Input input(std::move(item.files.front()));
  input.settle(settings.encoding);  // what is no text has a recipe, too
  return clean::load_recipe(clean::recipe_for(input.head())).text;
}

std::string source_of(const std::string& text, const std::string& edits,
                      std::vector<clean::SourceFile>& files) {
  try {
    return clean::undo(read_unpacked(text), read_unpacked(edits), &files);
  } catch (const clean::UndoError& error) {  // may quote what stands in the files
    throw clean::UndoError("cannot undo " + shown(text) + " with " + shown(edits) + ": " +
                           cli::printable(error.what()));
  }
}

// The log may come from anywhere: nothing is written outside the folder.
void write_files(std::string_view source, const std::vector<clean::SourceFile>& files,
                 const std::string& folder) {
  std::error_code error, none;
  std::filesystem::create_directories(folder, error);
  if (!std::filesystem::is_directory(folder, none)) throw IoError(folder, error.value());
  std::set<std::string> written;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto begin = static_cast<std::size_t>(files[i].begin.byte);
    const auto end = i + 1 < files.size() ? static_cast<std::size_t>(files[i + 1].begin.byte) : source.size();
    const std::string name = file_name(files[i].name);
    if (begin > end || end > source.size() || name.empty() || name == "." || name == "..")
      throw clean::UndoError("the log's list of files cannot be used");
    if (!written.insert(name).second)
      throw clean::UndoError("two files of the issue are called " + cli::printable(name) +
                             "; without a folder --undo gives all of them one behind the other");
    Output output((std::filesystem::path(folder) / name).string());
    output.write(source.substr(begin, end - begin));
    output.finish();
  }
}

int undo(const cli::Parsed& line) {
  if (line.files().size() > 1)
    throw cli::UsageError("--undo takes one OUTPUT, not " + cli::printable(line.files()[1]));
  const std::string edits = line.value("undo"), text = line.files().empty() ? "-" : line.files().front();
  if (edits == "-" && text == "-")
    throw cli::UsageError("--undo cannot read both EDITS and OUTPUT from standard input");
  std::vector<clean::SourceFile> files;
  const std::string source = source_of(text, edits, files);
  const std::string name = line.value("output", "-");
  if (name == "-") return print(source);
  std::error_code none;
  if (name.ends_with('/') || std::filesystem::is_directory(name, none)) {
    if (files.empty())
      throw cli::UsageError("--undo into a folder gives the files of an issue; this is none");
    write_files(source, files, name);
    return 0;
  }
  Output output(name);
  output.write(source);
  output.finish();
  return 0;
}

}  // namespace

const cli::Program& program() {
  static const cli::Program newsclean{
      .name = "newsclean",
      .synopsis = "[OPTION]... [FILE]...",
      .summary = "clean the text of newspaper pages and part it into articles",
      .options = options(),
      .exits = kExits,
      .description = kDescription,
      .examples = kExamples};
  return newsclean;
}

int obey(const cli::Parsed& line) {
  if (line.has("help")) return print(cli::help(program(), line.by_letter("help")));
  if (line.has("version"))
    return print("newsclean " + std::string(kVersion) + " (" + clean::dictionaries_in_use() + ")\n");
  if (line.has("print-man")) return print(manual(line.value("print-man")));
  if (line.has("print-completions"))
    return print(cli::completions(program(), line.value("print-completions")));
  check_combination(line);
  if (line.has("list-filters")) return print(list_filters());
  if (line.has("print-mapping")) return print(clean::opensearch_mapping());
  if (line.has("undo")) return undo(line);
  const Settings asked = settings(line);
  return line.has("print-recipe") ? print(recipe_text(asked)) : run(asked);
}
