// newsclean-report: a run of newsclean, told in HTML. report.h says what the report holds.
#include <clean/formats.h>
#include <clean/recipe.h>

#include <clocale>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "cli/options.h"
#include "newsclean/asked.h"
#include "newsclean/output.h"
#include "newsclean/run.h"
#include "newsclean/writing.h"

namespace {

constexpr cli::Exit kExits[] = {
    {0, "the report was written"},
    {2, "wrong option or recipe"},
    {3, "some input is not text, or is broken markup; the rest was reported"},
    {4, "reading or writing failed"},
};

constexpr const char* kOther = "Other";

std::span<const cli::Option> options() {
  static const std::vector<cli::Option> rows = [] {
    std::vector<cli::Option> all = reading_options("Reading and cleaning", kFormats);
    const cli::Option own[] = {
        {"output", 'o', "FILE", "write there; else to standard output", "The report"},
        {"title", 0, "TEXT", "its title", "The report"},
        {"pages", 0, "N", "show the N most doubtful pages, 200 when not given", "The report"},
        {"jobs", 'j', "N", "work on N windows at a time; the output is the same", kOther, {}, true},
        {"help", 'h', nullptr, "show this help; -h: the options that are used most", kOther},
        {"version", 0, nullptr, "show the version", kOther, {}, true},
        {"print-man", 0, nullptr, "print the source of the manual page", cli::kForPackagers.data()},
        {"print-completions", 0, "SHELL", "print the completion script of a shell", cli::kForPackagers.data(),
         "bash zsh fish"},
    };
    all.insert(all.end(), std::begin(own), std::end(own));
    return all;
  }();
  return rows;
}

constexpr cli::Example kExamples[] = {
    {"newsclean-report -o report.html pages/*.txt", "a report of some pages"},
};

const cli::Program& program() {
  static const cli::Program report{
      .name = "newsclean-report",
      .synopsis = "[OPTION]... [FILE]...",
      .summary = "report in HTML what cleaning does to newspaper pages",
      .options = options(),
      .exits = kExits,
      .description =
          "The files are cleaned as newsclean cleans them. The report shows the printed lines beside what "
          "they "
          "became, with every change, its reason and how sure it is, and says which pages need an eye. It is "
          "one "
          "file and needs neither a network nor scripts.\n\n"
          "The counts are of all pages; shown are the most doubtful ones.",
      .examples = kExamples,
  };
  return report;
}

void print(std::string_view text) {
  Output output;
  output.write(text);
  output.finish();
}

Settings settings(const cli::Parsed& line) {
  Settings result = read_settings(line);
  result.shows = Shows::report;
  result.output = line.value("output");
  result.title = line.value("title");
  if (line.has("pages"))
    result.report_pages = number(line, "pages", std::size_t{1}, std::size_t{1'000'000}, "a whole number");
  if (line.has("jobs")) result.jobs = number(line, "jobs", 1, 1024, "a whole number from 1 to 1024");
  if (into_folder(result)) throw cli::UsageError("--output: the report is one file, not a folder");
  return result;
}

int obey(const cli::Parsed& line) {
  if (line.has("help"))
    print(cli::help(program(), line.by_letter("help")));
  else if (line.has("version"))
    print("newsclean-report " LIBCLEAN_VERSION "\n");
  else if (line.has("print-man"))
    print(cli::man_page(program(), LIBCLEAN_VERSION));
  else if (line.has("print-completions"))
    print(cli::completions(program(), line.value("print-completions")));
  else
    return run(settings(line));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return ends_with_status("newsclean-report", [&] { return obey(cli::parse(program(), argc, argv)); });
}
