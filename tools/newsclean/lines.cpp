#include "newsclean/lines.h"

#include <clean/formats.h>
#include <clean/stream.h>
#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "cli/options.h"
#include "newsclean/json_object.h"
#include "newsclean/output.h"
#include "newsclean/pipelines.h"

namespace {

// What a pipe holds. Of a file it makes a job long enough that handing it on costs nothing.
constexpr std::size_t kRead = std::size_t{64} << 10;

// A page up to this size is one document, as an issue is. What is known of a text's line takes a kilobyte:
// hence its lines are counted, too.
constexpr std::size_t kDocument = kIssue, kMostLines = 192'000;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// A line that is a page.
struct Page {
  std::vector<Field> fields;
  const Field* text = nullptr;
  std::string id;  // as the line has it; empty: it has none that would do
};

bool whole_number(std::string_view value) {
  if (value.starts_with('-')) value.remove_prefix(1);
  return !value.empty() && value.find_first_not_of("0123456789") == value.npos;
}

std::string id_of(const std::vector<Field>& fields) {
  std::string id;
  for (const Field& field : fields) {
    if (!called(field, "id")) continue;
    if (whole_number(field.value)) id = field.value;
    if (field.value.starts_with('"')) id = meaning(field.value).value_or("");
  }
  return id;
}

std::string quoted(const std::string& field) { return "\"" + field + "\""; }

// Fills in the page and its text, or says why the line is none.
std::string read_page(std::string_view line, const std::string& text_field, Page& page, std::string& text) {
  if (!simdjson::validate_utf8(line)) return "is no UTF-8";
  std::size_t wrong = 0;
  auto fields = fields_of(line, wrong);
  if (!fields && wrong == line.find_first_not_of(" \t\r")) return "is no JSON object";
  if (!fields && wrong == line.size()) return "is no JSON: it ends too early";
  if (!fields) return "is no JSON at byte " + std::to_string(wrong + 1);
  page.fields = std::move(*fields);
  for (const Field& field : page.fields) {
    if (!called(field, text_field)) continue;
    if (page.text != nullptr) return "has the field " + quoted(text_field) + " twice";
    page.text = &field;
  }
  if (page.text == nullptr) return "has no field " + quoted(text_field);
  if (!page.text->value.starts_with('"')) return "has no string in the field " + quoted(text_field);
  auto meant = meaning(page.text->value);
  if (!meant) return "has half of a surrogate pair in the field " + quoted(text_field);
  text = std::move(*meant);
  page.id = id_of(page.fields);
  return "";
}

// The records of one page: its own fields as they stand, with the clean text in the place of the text, and
// behind them ours. The last of them says that it is: who sends a page and waits must know when it was all.
class Records {
 public:
  Records(const Page& page, clean::RecordName name, std::string& out)
      : page_(page), name_(std::move(name)), id_(name_.id), out_(out) {
    std::string* side = &before_;
    for (const Field& field : page.fields) {
      if (!side->empty() || side == &after_) *side += ',';
      if (&field == page.text) {
        *side += field.whole.substr(0, field.whole.size() - field.value.size());
        side = &after_;
      } else {
        *side += field.whole;
      }
    }
  }

  void write(const clean::Article& article, std::string_view language) {
    if (any()) out_ += "false}\n";
    const bool rest = article.kind == clean::Article::Kind::rest;
    name_.id = id_ + (rest ? "#rest" + std::to_string(++rests_) : "#" + std::to_string(++articles_));
    record_.clear();
    clean::write_jsonl(article, name_, language, record_);
    std::size_t wrong = 0;
    const auto ours = fields_of(record_, wrong);
    const auto text =
        std::find_if(ours->begin(), ours->end(), [](const Field& f) { return called(f, "text"); });
    ((((out_ += '{') += before_) += text->value) += after_);
    if (names_.empty()) {
      for (const Field& field : *ours) names_.push_back(free_name(field.key.substr(1, field.key.size() - 2)));
      names_.push_back(free_name("last"));
    }
    for (auto field = ours->begin(); field != ours->end(); ++field) {
      if (field == text) continue;
      (((out_ += ",\"") += names_[static_cast<std::size_t>(field - ours->begin())]) += "\":") += field->value;
    }
    ((out_ += ",\"") += names_.back()) += "\":";
  }

  bool any() const { return articles_ + rests_ > 0; }

  // That was the last one; there was one.
  void finish() { out_ += "true}\n"; }

 private:
  // The page's fields keep their names; one of ours that would be called like one of them is called
  // otherwise.
  std::string free_name(std::string_view name) const {
    std::string result(name);
    const auto taken = [&](const Field& field) { return called(field, result); };
    while (std::any_of(page_.fields.begin(), page_.fields.end(), taken)) result = "newsclean_" + result;
    return result;
  }

  const Page& page_;
  clean::RecordName name_;
  const std::string id_;  // of the page
  std::string& out_;
  std::string before_, after_;  // its fields around the text
  std::string record_;
  std::vector<std::string> names_;  // of the fields of a record, which are the same in each, and of "last"
  std::uint64_t articles_ = 0, rests_ = 0;
};

bool one_document(std::string_view text) {
  return text.size() <= kDocument &&
         static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) <= kMostLines;
}

void clean_page(const clean::Pipeline& pipeline, std::string_view text, Records& records, Counts& counts) {
  const auto take = [&](const clean::Document& document, const std::vector<clean::Article>& articles) {
    counts += Counts(document, articles);
    for (const clean::Article& article : articles) records.write(article, pipeline.recipe().language);
  };
  if (one_document(text)) {
    const clean::Document document = pipeline.run({.bytes = text});
    take(document, clean::assemble(document, pipeline.recipe()));
  } else {
    clean::Stream stream(pipeline);
    while (!text.empty()) {
      const std::string_view some = text.substr(0, clean::Pipeline::kWindowNeeds);
      stream.add(some);
      text.remove_prefix(some.size());
      if (text.empty()) stream.finish();
      while (const auto window = stream.next()) take(window->document, window->articles);
    }
  }
  if (!records.any()) {  // Nothing is printed on it. No page may get lost on the way.
    clean::Article nothing;
    nothing.kind = clean::Article::Kind::rest;
    nothing.pages = {1};
    records.write(nothing, pipeline.recipe().language);
  }
  records.finish();
}

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string result;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    (result += kDigits[byte >> 4]) += kDigits[byte & 15];
  }
  return result;
}

void write_reject(const std::string& source, std::uint64_t number, std::string_view why,
                  std::string_view line, std::string& out) {
  out += "{\"source\":";
  clean::write_json_string(source, out);
  out += ",\"line\":" + std::to_string(number) + ",\"error\":";
  clean::write_json_string(why, out);
  out += ",\"record\":";
  clean::write_json_string(line, out);
  if (!simdjson::validate_utf8(line)) out += ",\"bytes\":\"" + hexadecimal(line) + "\"";
  out += "}\n";
}

}  // namespace

LineInput::LineInput(Found file) : path_(std::move(file.path)), bytes_(whole(std::move(file.started))) {}

// Of the buffer, behind the lines to give out next; 0: none is whole.
std::size_t LineInput::end_of_lines(bool one) {
  const std::string_view unsearched = std::string_view(buffer_).substr(searched_);
  const std::size_t end = one ? unsearched.find('\n') : unsearched.rfind('\n');
  if (end == unsearched.npos) searched_ = buffer_.size();
  return end == unsearched.npos ? 0 : searched_ + end + 1;
}

Lines LineInput::next(bool one, bool wait) {
  Lines lines{.bytes = {}, .first = line_};
  std::size_t end = 0;
  while ((end = end_of_lines(one)) == 0 && !ended_) {
    if (!wait && !bytes_->ready()) return lines;
    buffer_.erase(0, std::exchange(given_, 0));
    searched_ = buffer_.size();
    ended_ = bytes_->read(kRead, buffer_) == 0;
    if (buffer_.size() > kLongestLine && buffer_.find('\n', searched_) == buffer_.npos)
      throw TooLarge(shown(path_) + ":" + std::to_string(line_) + ": is longer than " +
                     std::to_string(kLongestLine >> 30) + " GiB; nothing is read from there on");
  }
  if (end == 0) end = buffer_.size();  // the last line has no end
  lines.bytes.assign(buffer_, given_, end - given_);
  given_ = searched_ = end;
  if (given_ == buffer_.size() &&
      given_ > 16 * kRead) {  // one very long line must not take its room for ever
    buffer_ = {};
    given_ = searched_ = 0;
  }
  lines.last = ended_ && given_ == buffer_.size();
  line_ += static_cast<std::uint64_t>(std::count(lines.bytes.begin(), lines.bytes.end(), '\n'));
  if (lines.first == 1 && lines.bytes.starts_with(kByteOrderMark))
    lines.bytes.erase(0, kByteOrderMark.size());
  return lines;
}

void clean_lines(const Settings& settings, Job& job) {
  const Named& item = *job.item;
  Made& made = job.made;
  std::string_view rest = job.window.bytes;
  for (std::uint64_t number = job.first_line; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    ++made.lines;
    Page page;
    std::string text;
    const std::string why = read_page(line, settings.lines->text_field, page, text);
    if (why.empty()) {
      const std::string recipe =
          settings.recipe == "auto" ? std::string(clean::recipe_for(std::string_view(text).substr(0, kProbe)))
                                    : settings.recipe;
      const std::string id = page.id.empty() ? item.called + ":" + std::to_string(number) : page.id;
      Records records(page, {.source = item.source, .id = id, .newspaper = item.newspaper, .date = item.date},
                      made.records);
      clean_page(job.pipelines->of(recipe), text, records, made.counts);
      continue;
    }
    ++made.rejected;
    if (made.first_rejected.empty())
      made.first_rejected = shown(item.path) + ":" + std::to_string(number) + ": " + why;
    if (!settings.lines->rejects.empty()) write_reject(item.source, number, why, line, made.rejects);
    if (settings.lines->on_error == OnError::fail) return;
    if (settings.lines->on_error == OnError::pass) (made.records += line) += '\n';
  }
}
