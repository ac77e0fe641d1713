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

clean::RecordName name_of(const Job& job, const clean::Source& source) {
  const Named& item = *job.item;
  return {.source = item.source,
          .id = item.called,
          .files = source.files,
          .encoding = source.encoding,
          .newspaper = item.newspaper,
          .date = item.date};
}

// The articles in a format that has ids, whose numbers are left open.
void write_records(std::span<const clean::Article> articles, const Settings& settings, const Job& job,
                   const clean::Document& document, Made& made) {
  const std::string_view language = job.pipeline->recipe().language;
  std::vector<clean::RecordName> names(articles.size(), name_of(job, document.source()));
  std::vector<std::vector<std::size_t>> ends(articles.size());
  for (std::size_t i = 0; i < articles.size(); ++i) {
    names[i].id += articles[i].kind == clean::Article::Kind::rest ? "#rest" : "#";
    names[i].id_ends = &ends[i];
  }
  std::string& out = made.records;
  if (settings.shows == Shows::tei) {
    const clean::TeiSettings tei{
        .recipe = job.pipeline->recipe().name,
        .choice = settings.choice,
        .in_corpus = settings.corpus,
        .page_ids = settings.corpus ? "text-" + std::to_string(job.item->number) + "-page-" : "page-"};
    if (job.first) clean::write_tei_opening(name_of(job, document.source()), language, tei, made.opening);
    clean::write_tei(document, articles, names, tei, out);
  }
  for (std::size_t i = 0; i < articles.size(); ++i) {
    switch (settings.shows) {
      case Shows::markdown:
        if (!out.empty() && articles[i].kind != clean::Article::Kind::rest) out += '\n';
        clean::write_markdown(articles[i], names[i], language, out);
        break;
      case Shows::opensearch:
        clean::write_opensearch(articles[i], names[i], language, settings.index, out);
        break;
      case Shows::solr:
        clean::write_solr(articles[i], names[i], language, out);
        break;
      case Shows::dolma:
        clean::write_dolma(articles[i], names[i], language, out);
        break;
      case Shows::jsonl:
        clean::write_jsonl(articles[i], names[i], language, out);
        break;
      default:
        break;
    }
    for (std::size_t k = 0; k < ends[i].size(); ++k)
      made.numbers.push_back({ends[i][k], articles[i].kind, k > 0});
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
    case Shows::markdown:
    case Shows::tei:
    case Shows::opensearch:
    case Shows::solr:
    case Shows::dolma:
      write_records(articles, settings, job, document, made);
      break;
    case Shows::sqlite:
      made.rows = articles::index_rows(document, articles, recipe, name_of(job, document.source()));
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
    case Shows::report:
      made.page_report = report::window_report(
          {document, articles, job.pipeline->policy(), places, recipe.language, recipe.name, made.faults});
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
