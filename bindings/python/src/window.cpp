#include "window.h"

#include <clean/formats.h>

#include <algorithm>

namespace {

struct Owned {  // bytes that belong to an article
  clean::SourceRange at;
  std::uint32_t article;
};

// The bytes of all articles in the order of the source. No byte belongs to two.
std::vector<Owned> owned(const std::vector<clean::Article>& articles) {
  std::vector<Owned> all;
  for (std::uint32_t i = 0; i < articles.size(); ++i) {
    for (const clean::SourceRange& at : spans(articles[i])) all.push_back({at, i});
  }
  std::sort(all.begin(), all.end(), [](const Owned& a, const Owned& b) { return a.at.begin < b.at.begin; });
  return all;
}

// The articles that a range is about: whose bytes it has; a place between two is about that which begins
// there. What stands between, as line ends do, is about the articles it touches, and so is every join.
void about(clean::SourceRange range, bool join, const std::vector<Owned>& owned,
           std::vector<std::uint32_t>& out) {
  const auto first = std::partition_point(owned.begin(), owned.end(),
                                          [&](const Owned& o) { return o.at.end < range.begin; });
  const std::size_t before = out.size();
  for (auto o = first; o != owned.end() && o->at.begin <= range.end; ++o) {
    const bool holds = o->at.begin <= range.begin && range.begin < o->at.end;
    if (join || holds || o->at.overlaps(range)) out.push_back(o->article);
  }
  if (out.size() > before) return;
  for (auto o = first; o != owned.end() && o->at.begin <= range.end; ++o) out.push_back(o->article);
}

}  // namespace

std::vector<clean::SourceRange> spans(const clean::Article& article) {
  std::vector<clean::SourceRange> all;
  for (const auto* parts : {&article.blocks, &article.lifted}) {
    for (const clean::Part& part : *parts) all.insert(all.end(), part.spans.begin(), part.spans.end());
  }
  return all;
}

std::string Window::id(std::size_t article) const {
  const bool rest = articles[article].kind == clean::Article::Kind::rest;
  return naming->stem + (rest ? "#rest" : "#") + std::to_string(numbers[article]);
}

std::pair<std::size_t, std::size_t> Window::characters(clean::SourceRange at) const {
  if (!places) places.emplace(*bytes);
  const auto before = [&](clean::SourceAt place) {
    return characters_before + places->before(place.byte - document.source().begin.byte);
  };
  return {before(at.begin), before(at.end)};
}

std::span<const std::uint32_t> Window::decisions(std::size_t article) const {
  if (decided.empty()) {
    decided.resize(articles.size());
    const std::vector<Owned> bytes_of = owned(articles);
    const auto history = document.history();
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < history.size(); ++i) {
      const clean::Decision& d = history[i];
      if (d.verdict == clean::Verdict::refused || d.verdict == clean::Verdict::proposed) continue;
      found.clear();
      for (const clean::SourceRange& range : document.source(d))
        about(range, d.action == clean::Action::join, bytes_of, found);
      std::sort(found.begin(), found.end());
      found.erase(std::unique(found.begin(), found.end()), found.end());
      for (const std::uint32_t a : found) decided[a].push_back(i);
    }
  }
  return decided[article];
}

std::string json(const ArticleView& view, const std::optional<std::string>& id,
                 const std::optional<std::string>& source) {
  const Window& window = *view.window;
  const clean::RecordName name{.source = source.value_or(window.naming->source),
                               .id = id ? *id : window.id(view.index),
                               .files = window.document.source().files,
                               .encoding = window.naming->encoding};
  std::string line;
  clean::write_jsonl(view.article(), name, window.language, line);
  line.pop_back();
  return line;
}

std::string edits(const std::vector<ArticleView>& articles) {
  std::string log;
  const Window* last = nullptr;
  for (const ArticleView& view : articles) {
    if (view.window.get() == last) continue;
    last = view.window.get();
    clean::write_edits(last->document, last->naming->source, log);
  }
  return log;
}
