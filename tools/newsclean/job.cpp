#include "newsclean/job.h"

#include <clean/formats.h>

#include <utility>

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

// {"id":"xxrb-20240122#","source":...  The number goes before the closing quote.
void write_records(std::span<const clean::Article> articles, const std::string& input,
                   std::string_view language, Made& made) {
  constexpr std::string_view kOpening = "{\"id\":";
  for (const clean::Article& article : articles) {
    const bool rest = article.kind == clean::Article::Kind::rest;
    const clean::RecordName name{file_name(input), stem(input) + (rest ? "#rest" : "#")};
    std::string id;
    clean::write_json_string(name.id, id);
    made.numbers.push_back({made.records.size() + kOpening.size() + id.size() - 1, article.kind});
    clean::write_jsonl(article, name, language, made.records);
  }
}

}  // namespace

void clean_window(const Settings& settings, Job& job) {
  if (job.pipeline == nullptr) return;
  const std::string& input = settings.inputs[job.input];
  const clean::Recipe& recipe = job.pipeline->recipe();
  const clean::Document document =
      job.read ? job.pipeline->run(*std::exchange(job.read, std::nullopt))
               : job.pipeline->run({.bytes = job.window.bytes,
                                    .begin = job.window.begin,
                                    .first_page = job.window.first_page});
  const std::vector<clean::Article> articles = clean::assemble(document, recipe);
  const std::string shown_name = shown(input);
  const Place place{shown_name, job.window.first_line};
  Made& made = job.made;
  made.counts = Counts(document, articles);
  made.faults.assign(document.faults().begin(), document.faults().end());
  if (!settings.edits.empty()) clean::write_edits(document, file_name(input), made.edits);
  switch (settings.shows) {
    case Shows::text:
      write_articles(articles, made);
      break;
    case Shows::jsonl:
      write_records(articles, input, recipe.language, made);
      break;
    case Shows::edits:
      clean::write_edits(document, file_name(input), made.report);
      break;
    case Shows::explain:
      explain(document, job.pipeline->policy(), place, made.report);
      break;
    case Shows::diff:
      diff(document, place, made.report);
      [[fallthrough]];
    case Shows::check:
      write_articles(articles, made);
      break;
  }
}
