#include "newsclean/job.h"

#include <clean/formats.h>
#include <clean/issue.h>

#include <algorithm>
#include <utility>

#include "newsclean/lines.h"

namespace {

void write_articles(std::span<const clean::Article> articles, Made& made) {
  bool wrote = false;
  for (const clean::Article& article : articles) {
    const std::size_t before = made.text.size();
    if (!clean::write_text(article, false, made.text) || wrote) continue;
    wrote = true;
    std::string alone;
    clean::write_text(article, true, alone);
    made.separator = made.text.size() - before - alone.size();
  }
}

void write_records(std::span<const clean::Article> articles, const Settings& settings, const Job& job,
                   const clean::Source& source, Made& made) {
  const std::string& input = settings.inputs[job.input];
  const std::string called = settings.issue ? clean::issue_files(settings.inputs).name : stem(input);
  const std::string_view language = job.pipeline->recipe().language;
  std::vector<std::size_t> ends;
  for (const clean::Article& article : articles) {
    const bool rest = article.kind == clean::Article::Kind::rest;
    ends.clear();
    const clean::RecordName name{.source = file_name(input),
                                 .id = called + (rest ? "#rest" : "#"),
                                 .files = source.files,
                                 .encoding = source.encoding,
                                 .id_ends = &ends};
    clean::write_jsonl(article, name, language, made.records);
    for (std::size_t i = 0; i < ends.size(); ++i) made.numbers.push_back({ends[i], article.kind, i > 0});
  }
}

}  // namespace

std::vector<clean::SourceFile> files_of(const Settings& settings, const Window& window) {
  std::vector<clean::SourceFile> files;
  for (const InputFile& file : window.files) {
    const std::string name = file_name(file.name);
    const auto same = std::count_if(settings.inputs.begin(), settings.inputs.end(),
                                    [&](const std::string& other) { return file_name(other) == name; });
    files.push_back({same > 1 ? file.name : name, file.begin, file.page, file.encoding});
  }
  return files;
}

void clean_window(const Settings& settings, Job& job) {
  if (job.pipelines != nullptr) return clean_lines(settings, job);
  if (job.pipeline == nullptr) return;
  const std::string& input = settings.inputs[job.input];
  const clean::Recipe& recipe = job.pipeline->recipe();
  job.markup = job.read.has_value();
  const clean::Document document = [&] {
    if (job.read) return job.pipeline->run(*std::exchange(job.read, std::nullopt));
    clean::Source source{job.window.bytes, job.window.begin, job.window.first_page};
    if (settings.issue)
      source.files = files_of(settings, job.window);
    else if (!job.window.files.empty())
      source.encoding = job.window.files.front().encoding;
    return job.pipeline->run(std::move(source));
  }();
  const std::vector<clean::Article> articles = clean::assemble(document, recipe);
  std::vector<Place> places;
  for (const InputFile& file : job.window.files)
    places.push_back({shown(file.name), file.begin, file.first_line});
  Made& made = job.made;
  made.counts = Counts(document, articles);
  made.faults = std::move(job.faults);
  made.faults.insert(made.faults.end(), document.faults().begin(), document.faults().end());
  if (!settings.edits.empty()) clean::write_edits(document, file_name(input), made.edits);
  switch (settings.shows) {
    case Shows::text:
      write_articles(articles, made);
      break;
    case Shows::jsonl:
      write_records(articles, settings, job, document.source(), made);
      break;
    case Shows::edits:
      clean::write_edits(document, file_name(input), made.report);
      break;
    case Shows::alto:
    case Shows::hocr:
      clean::write_back(document, made.report);
      if (!job.window.encoding.empty()) {
        if (auto bytes = clean::encoded(made.report, job.window.encoding)) made.report = std::move(*bytes);
      }
      break;
    case Shows::explain:
      explain(document, job.pipeline->policy(), places, made.report);
      break;
    case Shows::diff:
      diff(document, places, made.report);
      [[fallthrough]];
    case Shows::check:
      write_articles(articles, made);
      break;
  }
}
