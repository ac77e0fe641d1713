// newsclean-eval GOLD OUT: how far OUT is from GOLD. This file finds the files; score.h says what is counted.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "cli/options.h"
#include "eval/report.h"
#include "eval/score.h"

namespace {

namespace fs = std::filesystem;

constexpr cli::Exit kExits[] = {
    {0, "the scores were printed"},
    {2, "usage"},
    {3, "a line is not a valid record"},
    {4, "a file could not be read, or the scores not written"},
};

const cli::Option kOptions[] = {
    {"issue", 0, nullptr, "GOLD says which articles of which pages are one; OUT is of the issue", "Input"},
    {"source", 0, "PATH", "file or folder of the pages that records name as source", "Input"},
    {"json", 0, nullptr, "print one JSON object", "Output"},
    {"per-file", 0, nullptr, "a row for each page too", "Output"},
    {"errors", 0, nullptr, "list what is wrong, with the line of the source", "Output"},
    {"help", 'h', nullptr, "show this help", "About"},
    {"version", 0, nullptr, "show the version", "About"},
    {"print-man", 0, nullptr, "print the source of the manual page", cli::kForPackagers.data()},
    {"print-completions", 0, "SHELL", "print the completion script of a shell", cli::kForPackagers.data(),
     "bash zsh fish"},
};

const cli::Program kProgram{
    .name = "newsclean-eval",
    .synopsis = "[OPTION]... GOLD OUT",
    .summary = "score cleaned newspaper text against gold",
    .options = kOptions,
    .exits = kExits,
    .description =
        "GOLD and OUT are JSONL files as newsclean writes them, or two folders: each *.jsonl of GOLD is "
        "compared with the file of the same name in OUT; one that is missing counts as empty.\n\n"
        "Glue, edits, characters and conservation need the pages the records name as source. They are looked "
        "for at --source, else beside GOLD, else beside OUT; without its page these are not measured, and "
        "the page is named.\n\n"
        "With --issue GOLD is a JSON file that says which articles run over which pages, and the gold of "
        "these "
        "pages lies beside it; OUT are the records of newsclean --issue. Of two folders each ISSUE_*.json of "
        "GOLD "
        "is compared with the *.jsonl of the same name in OUT.",
};

void say(const std::string& message) {
  std::fprintf(stderr, "newsclean-eval: %s\n", cli::printable(message).c_str());
}

std::optional<std::string> read(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (!file || bytes.bad()) throw eval::Unreadable("cannot read " + path.string());
  return bytes.str();
}

// Where the pages are: at --source, else beside GOLD, else beside OUT.
eval::Sources sources(const std::string& given, const fs::path& gold, const fs::path& out) {
  if (!given.empty() && !fs::exists(given)) throw eval::Unreadable("cannot read --source " + given);
  if (!given.empty() && !fs::is_directory(given)) return [given](const std::string&) { return read(given); };
  std::vector<fs::path> folders;
  if (!given.empty()) folders.emplace_back(given);
  for (const fs::path& path : {gold, out})
    folders.push_back(fs::is_directory(path) ? path : path.parent_path());
  return [folders](const std::string& name) -> std::optional<std::string> {
    if (name.empty()) return std::nullopt;
    for (const fs::path& folder : folders)
      if (auto text = read(folder / name)) return text;
    return std::nullopt;
  };
}

std::vector<fs::path> jsonl_files(const fs::path& folder) {
  std::vector<fs::path> result;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".jsonl") result.push_back(entry.path());
  std::sort(result.begin(), result.end());
  return result;
}

std::vector<eval::Scores> score_files(const fs::path& gold_path, const fs::path& out_path,
                                      const eval::Sources& pages, bool source_is_file) {
  const eval::Records gold = eval::read_records(gold_path);
  if (source_is_file && eval::pages_of(gold).size() > 1)
    throw cli::UsageError("--source must be a folder: " + gold_path.string() + " has more than one page");
  eval::Records out;
  if (fs::exists(out_path)) {
    out = eval::read_records(out_path);
  } else {
    say("no " + out_path.string() + ": counts as empty");
  }
  for (const std::string& name : eval::not_in_gold(gold, out))
    say(out_path.string() + ": source \"" + name + "\" is not in " + gold_path.string() + ": not scored");
  return eval::score_pages(gold, out, pages);
}

std::vector<eval::Scores> score_all(const fs::path& gold, const fs::path& out, const std::string& source) {
  for (const fs::path& path : {gold, out})
    if (!fs::exists(path))
      throw eval::Unreadable("cannot read " + path.string() + ": no such file or folder");
  if (fs::is_directory(gold) != fs::is_directory(out))
    throw cli::UsageError("GOLD and OUT must be two files or two folders");
  const eval::Sources pages = sources(source, gold, out);
  const bool source_is_file = !source.empty() && !fs::is_directory(source);
  if (!fs::is_directory(gold)) return score_files(gold, out, pages, source_is_file);
  const std::vector<fs::path> files = jsonl_files(gold);
  if (files.empty()) throw eval::Unreadable("no *.jsonl in " + gold.string());
  if (source_is_file) throw cli::UsageError("--source must be a folder when GOLD is one");
  std::vector<eval::Scores> result;
  for (const fs::path& file : files)
    for (eval::Scores& page : score_files(file, out / file.filename(), pages, source_is_file))
      result.push_back(std::move(page));
  for (const fs::path& file : jsonl_files(out))
    if (!fs::exists(gold / file.filename())) say("no gold for " + file.string() + ": not scored");
  return result;
}

std::vector<eval::IssueScores> score_issues(const fs::path& gold, const fs::path& out) {
  for (const fs::path& path : {gold, out})
    if (!fs::exists(path))
      throw eval::Unreadable("cannot read " + path.string() + ": no such file or folder");
  if (fs::is_directory(gold) != fs::is_directory(out))
    throw cli::UsageError("GOLD and OUT must be two files or two folders");
  if (!fs::is_directory(gold)) return {eval::score_issue(gold, eval::read_records(out))};
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(gold)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("ISSUE_") && name.ends_with(".json")) files.push_back(entry.path());
  }
  if (files.empty()) throw eval::Unreadable("no ISSUE_*.json in " + gold.string());
  std::sort(files.begin(), files.end());
  std::vector<eval::IssueScores> result;
  for (const fs::path& file : files) {
    const fs::path made = out / (file.stem().string() + ".jsonl");
    if (!fs::exists(made)) say("no " + made.string() + ": counts as empty");
    result.push_back(eval::score_issue(file, fs::exists(made) ? eval::read_records(made) : eval::Records()));
  }
  return result;
}

std::string issue_report(const cli::Parsed& line) {
  const std::vector<eval::IssueScores> issues = score_issues(line.files()[0], line.files()[1]);
  eval::IssueScores total;
  for (const eval::IssueScores& issue : issues) total += issue;
  const bool per_file = line.has("per-file"), errors = line.has("errors");
  if (line.has("json")) return eval::json(total, issues, {.pages = per_file, .errors = errors});
  std::string text = eval::table(total);
  if (per_file) text += "\n" + eval::issue_table(issues);
  for (const std::string& finding : total.findings)
    if (errors) text += (&finding == &total.findings.front() ? "\n" : "") + cli::printable(finding) + "\n";
  return text;
}

int run(int argc, char** argv) {
  const cli::Parsed line = cli::parse(kProgram, argc, argv);
  std::string text;
  if (line.has("help")) {
    text = cli::help(kProgram);
  } else if (line.has("version")) {
    text = "newsclean-eval " LIBCLEAN_VERSION "\n";
  } else if (line.has("print-man")) {
    text = cli::man_page(kProgram, LIBCLEAN_VERSION);
  } else if (line.has("print-completions")) {
    text = cli::completions(kProgram, line.value("print-completions"));
  } else {
    if (line.files().size() != 2) throw cli::UsageError("two files or two folders are needed: GOLD OUT");
  }
  if (line.has("issue") && text.empty()) {
    text = issue_report(line);
  } else if (text.empty()) {
    const std::vector<eval::Scores> pages = score_all(line.files()[0], line.files()[1], line.value("source"));
    eval::Scores total;
    for (const eval::Scores& page : pages) total += page;
    const bool per_file = line.has("per-file"), errors = line.has("errors");
    if (line.has("json")) {
      text = eval::json(total, pages, {.pages = per_file, .errors = errors});
    } else {
      text = eval::table(total);
      if (per_file) text += "\n" + eval::page_table(pages);
      if (errors && !total.findings.empty()) text += "\n" + eval::error_list(total);
    }
  }
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    throw eval::Unreadable("cannot write to standard output");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const cli::UsageError& error) {
    say(std::string(error.what()) + "; try --help");
    return 2;
  } catch (const eval::Invalid& error) {
    say(error.what());
    return 3;
  } catch (const std::exception& error) {
    say(error.what());
    return 4;
  }
}
