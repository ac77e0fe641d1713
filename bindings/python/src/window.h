// What was cleaned: a window of an input, and what Python holds of it. Articles, parts and decisions are
// views; each keeps its window alive, and that all the views are into.
#pragma once

#include <clean/article.h>
#include <clean/document.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "characters.h"

// What the records of an input are called after.
struct Naming {
  std::string source;    // the file's name without folders; "-"
  std::string stem;      // what its records' ids begin with
  std::string encoding;  // that it was decoded from; empty: UTF-8
};

struct Window {
  std::shared_ptr<const std::string> bytes;
  clean::Document document;  // of these
  std::vector<clean::Article> articles;
  std::vector<std::uint32_t> numbers;  // of each article, in its input: of the articles, or of the rests
  std::shared_ptr<const Naming> naming;
  std::string language;               // "und": the recipe does not say
  std::size_t characters_before = 0;  // of the input

  // "page#2", "page#rest1".
  std::string id(std::size_t article) const;

  // A range of source bytes as places in a str.
  std::pair<std::size_t, std::size_t> characters(clean::SourceRange at) const;

  // Indices into the document's history of the decisions about an article. Refused ones are about nothing.
  std::span<const std::uint32_t> decisions(std::size_t article) const;

  // Found when they are first asked for; under Python's lock.
  mutable std::optional<Characters> places;
  mutable std::vector<std::vector<std::uint32_t>> decided;
};

struct ArticleView {
  std::shared_ptr<const Window> window;
  std::size_t index = 0;
  const clean::Article& article() const { return window->articles[index]; }
};

struct PartView {
  std::shared_ptr<const Window> window;
  const clean::Part* part = nullptr;
};

struct DecisionView {
  std::shared_ptr<const Window> window;
  const clean::Decision* decision = nullptr;
};

// All bytes of the source that a record stands for: of its blocks, then of what was lifted.
std::vector<clean::SourceRange> spans(const clean::Article& article);

// The record as a line of JSON, without its line end.
std::string json(const ArticleView& view, const std::optional<std::string>& id,
                 const std::optional<std::string>& source);

// The log of edits of the windows that articles are from, each once.
std::string edits(const std::vector<ArticleView>& articles);
