#include "newsclean/job.h"

#include <clean/formats.h>

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

void write_records(std::span<const clean::Article> articles, const Job& job, const clean::Source& source,
                   Made& made) {
  const Named& item = *job.item;
  const std::string_view language = job.pipeline->recipe().language;
  std::vector<std::size_t> ends;
  for (const clean::Article& article : articles) {
    const bool rest = article.kind == clean::Article::Kind::rest;
    ends.clear();
    const clean::RecordName name{.source = item.source,
                                 .id = item.called + (rest ? "#rest" : "#"),
                                 .files = source.files,
                                 .encoding = source.encoding,
                                 .newspaper = item.newspaper,
                                 .date = item.date,
                                 .id_ends = &ends};
    clean::write_jsonl(article, name, language, made.records);
    for (std::size_t i = 0; i < ends.size(); ++i) made.numbers.push_back({ends[i], article.kind, i > 0});
  }
}

}  // namespace

std::vector<clean::SourceFile> files_of(const Window& window) {
  std::vector<clean::SourceFile> files;
  for (const InputFile& file : window.files)
    files.push_back({file.name, file.begin, file.page, file.encoding});
  return files;
}

void clean_window(const Settings& settings, Job& job) {
  if (job.pipelines != nullptr) return clean_lines(settings, job);
  if (job.pipeline == nullptr) return;
  const Named& item = *job.item;
  const clean::Recipe& recipe = job.pipeline->recipe();
  job.markup = job.read.has_value();
  const clean::Document document = [&] {
    if (job.read) return job.pipeline->run(*std::exchange(job.read, std::nullopt));
    clean::Source source{job.window.bytes, job.window.begin, job.window.first_page};
    if (item.issue)
      source.files = files_of(job.window);
    else if (!job.window.files.empty())
      source.encoding = job.window.files.front().encoding;
    return job.pipeline->run(std::move(source));
  }();
  const std::vector<clean::Article> articles = clean::assemble(document, recipe);
  std::vector<Place> places;
  for (const InputFile& file : job.window.files)
    places.push_back({shown(file.path), file.begin, file.first_line});
  Made& made = job.made;
  made.counts = Counts(document, articles);
  made.faults = std::move(job.faults);
  made.faults.insert(made.faults.end(), document.faults().begin(), document.faults().end());
  if (!settings.edits.empty()) clean::write_edits(document, item.source, made.edits);
  switch (settings.shows) {
    case Shows::text:
      write_articles(articles, made);
      break;
    case Shows::jsonl:
      write_records(articles, job, document.source(), made);
      break;
    case Shows::edits:
      clean::write_edits(document, item.source, made.report);
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
