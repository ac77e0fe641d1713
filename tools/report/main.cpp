// newsclean-report: cleans files and writes what became of them as one HTML file. This file reads them;
// report.h says what the report holds.
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/options.h"
#include "report/report.h"

namespace {

constexpr std::size_t kProbe = std::size_t{64} << 10;  // of a file's beginning, to tell what it is
constexpr int kUsage = 2, kNotText = 3, kFailed = 4;   // exit status; of several the highest counts

constexpr cli::Exit kExits[] = {
    {0, "the report was written"},
    {kUsage, "usage, or a recipe that cannot be used"},
    {kNotText, "some input is not text; the rest was reported"},
    {kFailed, "a file could not be read, or the report not written"},
};

const cli::Option kOptions[] = {
    {"recipe", 'r', "NAME", "recipe by name or file; else the one that fits each file", "Input"},
    {"encoding", 0, "NAME", "what plain text is in; else what it shows", "Input"},
    {"output", 'o', "FILE", "write there; else to standard output", "Output"},
    {"title", 0, "TEXT", "title of the report", "Output"},
    {"pages", 0, "N", "show the N most doubtful pages (200)", "Output"},
    {"help", 'h', nullptr, "show this help", "About"},
    {"version", 0, nullptr, "show the version", "About"},
    {"print-man", 0, nullptr, "print the source of the manual page", cli::kForPackagers.data()},
    {"print-completions", 0, "SHELL", "print the completion script of a shell", cli::kForPackagers.data(),
     "bash zsh fish"},
};

constexpr cli::Example kExamples[] = {
    {"newsclean-report -o report.html pages/*.txt", "a report of some pages"},
};

const cli::Program kProgram{
    .name = "newsclean-report",
    .synopsis = "[OPTION]... FILE...",
    .summary = "report in HTML what cleaning does to newspaper pages",
    .options = kOptions,
    .exits = kExits,
    .description =
        "The files are cleaned as newsclean cleans them. The report shows the printed lines beside what they "
        "became, with every change, its reason and how sure it is, and says which pages need an eye. It is "
        "one "
        "file and needs neither a network nor scripts.\n\n"
        "The counts are of all pages; shown are the most doubtful ones.",
    .examples = kExamples,
};

void say(const std::string& message) {
  std::fprintf(stderr, "newsclean-report: %s\n", cli::printable(message).c_str());
}

struct IoError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string read(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) throw IoError(name + ": " + std::strerror(errno));
  std::string bytes;
  bytes.assign(std::istreambuf_iterator<char>(file), {});
  if (file.bad() || !file) throw IoError(name + ": cannot be read");
  return bytes;
}

// The pipelines of a run, each made when it is first asked for.
class Pipelines {
 public:
  explicit Pipelines(std::string asked) : asked_(std::move(asked)) {
    if (!asked_.empty()) of(asked_);
  }
  const clean::Pipeline& fitting(std::string_view text) {
    return of(asked_.empty() ? std::string(clean::recipe_for(text)) : asked_);
  }

 private:
  const clean::Pipeline& of(const std::string& recipe) {
    const auto found = made_.find(recipe);
    return (found != made_.end() ? found : made_.emplace(recipe, clean::load_recipe(recipe)).first)->second;
  }

  std::string asked_;
  std::map<std::string, clean::Pipeline> made_;
};

void report_markup(const std::string& name, std::string bytes, clean::Format format, Pipelines& pipelines,
                   report::Report& report) {
  const std::string encoding = clean::encoding_of(std::string_view(bytes).substr(0, kProbe));
  if (!encoding.empty())
    if (auto text = clean::decoded(bytes, encoding)) bytes = std::move(*text);
  clean::Source source{.bytes = bytes};
  source.format = format;
  clean::Document document = clean::read(source);
  const clean::Pipeline& pipeline = pipelines.fitting(document.text().substr(0, kProbe));
  document = pipeline.run(std::move(document));
  const std::vector<clean::Article> articles = clean::assemble(document, pipeline.recipe());
  const std::vector<report::Place> places = {{name, {}, 1}};
  report.add(report::window_report({document,
                                    articles,
                                    pipeline.policy(),
                                    places,
                                    pipeline.recipe().language,
                                    pipeline.recipe().name,
                                    {}}));
}

void report_text(const std::string& name, const std::string& bytes, const std::string& encoding,
                 Pipelines& pipelines, report::Report& report) {
  std::string text;
  clean::TextDecoder decoder(encoding);
  decoder.decode(bytes, text);
  decoder.finish(text);
  const clean::Pipeline& pipeline = pipelines.fitting(std::string_view(text).substr(0, kProbe));
  clean::Stream stream(pipeline, encoding == "UTF-8" ? std::string() : encoding);
  stream.add(text);
  stream.finish();
  std::uint64_t line = 1;
  while (const auto window = stream.next()) {
    const std::vector<report::Place> places = {{name, window->document.source().begin, line}};
    report.add(report::window_report({window->document,
                                      window->articles,
                                      pipeline.policy(),
                                      places,
                                      pipeline.recipe().language,
                                      pipeline.recipe().name,
                                      {}}));
    line += static_cast<std::uint64_t>(std::count(window->bytes->begin(), window->bytes->end(), '\n'));
  }
}

int report_file(const std::string& name, const std::string& asked, Pipelines& pipelines,
                report::Report& report) try {
  std::string bytes = read(name);
  const std::string_view head = std::string_view(bytes).substr(0, kProbe);
  const clean::Format format = clean::format_of(head);
  if (format == clean::Format::mets) {
    say(name + ": a METS file has no text; name the files of its pages");
    return kNotText;
  }
  if (format != clean::Format::text) {
    report_markup(name, std::move(bytes), format, pipelines, report);
    return 0;
  }
  const clean::TextEncoding encoding = clean::text_encoding(head, asked, "--encoding ");
  if (!encoding.objection.empty()) {
    say(name + ": " + encoding.objection);
    return kNotText;
  }
  report_text(name, bytes, encoding.name, pipelines, report);
  return 0;
} catch (const IoError& error) {
  say(error.what());
  return kFailed;
}

std::size_t whole_number(const cli::Parsed& line, std::string_view option, std::size_t fallback) {
  if (!line.has(option)) return fallback;
  const std::string word = line.value(option);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size())
    throw cli::UsageError("--" + std::string(option) + " \"" + word + "\": not a whole number");
  return number;
}

void print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    throw IoError("cannot write to standard output");
}

int run(const cli::Parsed& line) {
  if (line.files().empty()) throw cli::UsageError("which files? FILE...");
  const std::string asked = line.value("encoding");
  const std::string encoding = asked.empty() ? std::string() : clean::encoding_named(asked);
  if (!asked.empty() && encoding.empty()) cli::one_of(clean::encoding_names(), "encoding", asked);
  report::Limits limits;
  limits.pages = whole_number(line, "pages", limits.pages);
  report::Report report(limits, line.value("title"));
  Pipelines pipelines(line.value("recipe"));
  int status = 0;
  for (const std::string& name : line.files())
    status = std::max(status, report_file(name, encoding, pipelines, report));
  const std::string to = line.value("output", "-");
  if (to == "-") {
    report.write([](std::string_view html) { print(std::string(html)); });
    return status;
  }
  std::ofstream file(to, std::ios::binary);
  if (!file) throw IoError(to + ": " + std::strerror(errno));
  report.write(
      [&](std::string_view html) { file.write(html.data(), static_cast<std::streamsize>(html.size())); });
  if (!file.flush()) throw IoError(to + ": cannot be written");
  return status;
}

}  // namespace

int main(int argc, char** argv) try {
  const cli::Parsed line = cli::parse(kProgram, argc, argv);
  if (line.has("help"))
    print(cli::help(kProgram));
  else if (line.has("version"))
    print("newsclean-report " LIBCLEAN_VERSION "\n");
  else if (line.has("print-man"))
    print(cli::man_page(kProgram, LIBCLEAN_VERSION));
  else if (line.has("print-completions"))
    print(cli::completions(kProgram, line.value("print-completions")));
  else
    return run(line);
  return 0;
} catch (const cli::UsageError& error) {
  say(std::string(error.what()) + "; try --help");
  return kUsage;
} catch (const clean::RecipeError& error) {
  say(error.what());
  return kUsage;
} catch (const std::exception& error) {
  say(error.what());
  return kFailed;
}
