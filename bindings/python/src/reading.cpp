#include "reading.h"

#include <clean/filter.h>
#include <clean/nearest.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "errors.h"

namespace {

constexpr std::size_t kHead = std::size_t{64} << 10;    // tells what an input is
constexpr std::size_t kLargest = std::size_t{1} << 30;  // of a file with markup
constexpr std::string_view kUtf8 = "UTF-8";

std::string lower(std::string_view name) {
  std::string small(name);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

std::string named(const std::string& encoding) {
  if (encoding.empty()) return {};
  std::string name = clean::encoding_named(encoding);
  if (!name.empty()) return name;
  std::vector<std::string> small;
  for (const std::string_view known : clean::encoding_names()) small.push_back(lower(known));
  const std::vector<std::string_view> words(small.begin(), small.end());
  const std::string_view near = clean::nearest(lower(encoding), words);
  throw UnknownEncoding("no encoding \"" + encoding + "\"" +
                        (near.empty() ? "" : "; did you mean \"" + std::string(near) + "\"?"));
}

std::string places(std::uint64_t count) {
  return std::to_string(count) + (count == 1 ? " place is" : " places are");
}

// What the reader made valid: the only row that makes no filter is its own.
std::uint64_t decoded_places(const clean::Document& document) {
  const auto history = document.history();
  return static_cast<std::uint64_t>(
      std::count_if(history.begin(), history.end(), [](const clean::Decision& d) {
        return d.filter->make == nullptr && d.action == clean::Action::replace && d.with == "\uFFFD";
      }));
}

}  // namespace

Reading::Reading(std::shared_ptr<const Cleaner> cleaner, const std::string& name, const std::string& encoding)
    : cleaner_(std::move(cleaner)), encoding_(named(encoding)) {
  const std::filesystem::path path(name);
  naming_->source = path.filename().string();
  naming_->stem = name == "-" ? "stdin" : path.stem().string();
  shown_ = name == "-" ? "" : name;
}

Windows Reading::add(std::string_view bytes, From from) {
  if (from == From::str && !encoding_.empty())
    throw WrongType("an encoding is that of bytes; a str has been decoded");
  if (from_.value_or(from) != from) throw WrongType("a text comes in str or in bytes, not in both");
  from_ = from;
  Windows windows;
  if (begun_ && stream_) {
    decode(bytes);
    take(windows);
    return windows;
  }
  bytes_ += bytes;
  if (!begun_ && bytes_.size() >= kHead) begin();
  if (bytes_.size() > kLargest)
    refuse("more than " + std::to_string(kLargest >> 30) + " GiB with markup, which cannot be cut");
  if (stream_) take(windows);
  return windows;
}

Windows Reading::finish() {
  Windows windows;
  if (!begun_) begin();
  if (!stream_) {
    take_whole(windows);
    return windows;
  }
  std::uint64_t unread = 0;
  if (decoder_) {
    std::string text;
    decoder_->finish(text);
    stream_->add(text);
    unread = decoder_->unread();
  }
  stream_->finish();
  take(windows);
  if (unread > 0)
    faults_.push_back(places(unread) + " nothing in " + naming_->encoding + " and became U+FFFD");
  if (damaged_ > 0) faults_.push_back(places(damaged_) + " no UTF-8 and became U+FFFD");
  return windows;
}

std::vector<std::string> Reading::faults() { return std::exchange(faults_, {}); }

void Reading::refuse(const std::string& why) const {
  throw NotText(shown_.empty() ? why : shown_ + ": " + why);
}

// Enough of it is there, or all, to tell what it is. A str is UTF-8 whatever it says of itself.
void Reading::begin() {
  begun_ = true;
  const std::string head = bytes_.substr(0, kHead);
  const std::string declared = from_ == From::str ? "" : clean::encoding_of(head);
  const auto decoded = declared.empty() ? std::nullopt : clean::decoded(head, declared);
  format_ = clean::format_of(decoded ? *decoded : head);
  if (format_ == clean::Format::mets)
    refuse("is METS, which names the files of an issue; its pages can be read one by one");
  if (format_ != clean::Format::text) {
    if (decoded) declared_ = declared;
    return;
  }
  if (from_ == From::str) return begin_text(std::string(kUtf8));
  const clean::TextEncoding encoding = clean::text_encoding(head, encoding_, "encoding=");
  if (!encoding.objection.empty()) refuse(encoding.objection);
  begin_text(encoding.name);
}

void Reading::begin_text(const std::string& encoding) {
  std::string head = bytes_.substr(0, kHead);
  if (encoding != kUtf8) {
    naming_->encoding = encoding;
    decoder_.emplace(encoding);
    std::string text;
    decoder_->decode(head, text);
    head = std::move(text);
  }
  pipeline_ = cleaner_->pipeline(head);
  stream_.emplace(*pipeline_, naming_->encoding);
  stream_->add(head);
  decode(std::string_view(bytes_).substr(std::min(kHead, bytes_.size())));
  bytes_ = {};
}

void Reading::decode(std::string_view bytes) {
  if (!decoder_) return stream_->add(bytes);
  std::string text;
  decoder_->decode(bytes, text);
  stream_->add(text);
}

void Reading::take(Windows& windows) {
  while (auto next = stream_->next())
    windows.push_back(window(std::move(next->bytes), std::move(next->document), std::move(next->articles)));
}

void Reading::take_whole(Windows& windows) {
  auto bytes = std::make_shared<std::string>(std::exchange(bytes_, {}));
  if (!declared_.empty()) {
    if (auto text = clean::decoded(*bytes, declared_)) *bytes = std::move(*text);
  }
  clean::Document read = clean::read({.bytes = *bytes, .format = format_});
  pipeline_ = cleaner_->pipeline(read.text().substr(0, kHead));
  clean::Document document = pipeline_->run(std::move(read));
  std::vector<clean::Article> articles = clean::assemble(document, pipeline_->recipe());
  windows.push_back(window(std::move(bytes), std::move(document), std::move(articles)));
  if (damaged_ > 0) faults_.push_back(places(damaged_) + " no UTF-8 and became U+FFFD");
}

std::shared_ptr<const Window> Reading::window(std::shared_ptr<const std::string> bytes,
                                              clean::Document document,
                                              std::vector<clean::Article> articles) {
  faults_.insert(faults_.end(), document.faults().begin(), document.faults().end());
  damaged_ += decoded_places(document);
  std::vector<std::uint32_t> numbers;
  numbers.reserve(articles.size());
  for (const clean::Article& article : articles)
    numbers.push_back(article.kind == clean::Article::Kind::rest ? ++rests_ : ++articles_);
  // Counted when another window comes: most pages are a single one.
  if (last_) characters_ += characters(*last_);
  last_ = bytes;
  const std::string& language = pipeline_->recipe().language;
  return std::make_shared<const Window>(Window{.bytes = std::move(bytes),
                                               .document = std::move(document),
                                               .articles = std::move(articles),
                                               .numbers = std::move(numbers),
                                               .naming = naming_,
                                               .language = language.empty() ? "und" : language,
                                               .characters_before = characters_,
                                               .places = {},
                                               .decided = {}});
}
