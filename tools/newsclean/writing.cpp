#include "newsclean/writing.h"

#include <clean/issue.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <map>
#include <utility>

#include "cli/options.h"

namespace {

bool standard(const std::string& output) { return output.empty() || output == "-"; }

bool folder(const Settings& settings) {
  std::error_code none;
  if (standard(settings.output)) return false;
  return settings.output.ends_with('/') || std::filesystem::is_directory(settings.output, none);
}

}  // namespace

bool into_parts(const Settings& settings) { return settings.shows == Shows::opensearch && folder(settings); }

bool into_folder(const Settings& settings) { return folder(settings) && !into_parts(settings); }

namespace {

// Servers take 100 MB at most in one request, some of them 10, and like a tenth of that best.
constexpr std::size_t kPart = std::size_t{8} << 20;

void make_folder(const std::string& folder) {
  std::error_code error, none;
  std::filesystem::create_directories(folder, error);
  if (!std::filesystem::is_directory(folder, none))
    throw IoError(folder, error.value() == EEXIST ? ENOTDIR : error.value());
}

std::string output_name(const Settings& settings, const std::string& called) {
  if (!into_folder(settings)) return settings.output;
  const std::string_view ending = kShows[static_cast<std::size_t>(settings.shows)].ending;
  return (std::filesystem::path(settings.output) / (called + std::string(ending))).string();
}

// What an archive knows a document by.
const std::string& source_name(const Named& item) { return item.issue ? item.called : item.source; }

// The document a job is of, in messages.
std::string shown_name(const Job& job) { return shown(job.item->path); }

bool same_file(const std::string& input, const std::string& output) {
  struct stat in {
  }, out{};
  if ((input == "-" ? fstat(STDIN_FILENO, &in) : stat(input.c_str(), &in)) != 0) return false;
  if ((standard(output) ? fstat(STDOUT_FILENO, &out) : stat(output.c_str(), &out)) != 0) return false;
  return S_ISREG(in.st_mode) && in.st_dev == out.st_dev && in.st_ino == out.st_ino;
}

// Whether two outputs, which may not exist yet, are one file.
bool same_output(const std::string& one, const std::string& other) {
  if (standard(one) || standard(other)) return same_file(standard(one) ? other : one, "-");
  std::error_code error;
  return std::filesystem::weakly_canonical(one, error) == std::filesystem::weakly_canonical(other, error);
}

std::unique_ptr<Output> open_output(const std::string& name) {
  return standard(name) ? std::make_unique<Output>() : std::make_unique<Output>(name);
}

Accounted account_of(const std::string& output) {
  const Digest digest = digest_of(output);
  return {output, file_name(output), digest.bytes(), digest.sha256()};
}

// A window's articles; `wrote`: others went before, so the separator stays.
std::string_view text_of(const Made& made, bool& wrote) {
  std::string_view text = made.text;
  if (!wrote) text.remove_prefix(made.separator);
  wrote = wrote || !made.text.empty();
  return text;
}

// "3 of 4000 lines were rejected"
std::string rejected(std::uint64_t some, std::uint64_t all) {
  return std::to_string(some) + " of " + std::to_string(all) + (all == 1 ? " line " : " lines ") +
         (some == 1 ? "was" : "were") + " rejected";
}

std::string places(std::uint64_t count) {
  return std::to_string(count) + (count == 1 ? " place is" : " places are");
}

void check_rejects(const Settings& settings, const std::string& input, const std::string& output) {
  if (!settings.lines || settings.lines->rejects.empty()) return;
  const std::string& rejects = settings.lines->rejects;
  if (same_file(input, rejects))
    throw cli::UsageError(shown(input) + " is an input and would be written over");
  if (same_output(output, rejects) || (standard(output) && standard(rejects)))
    throw cli::UsageError("the output and the rejected lines would both go to " +
                          (standard(output) ? "standard output" : cli::printable(output)));
}

// A folder that is read must not be written into: what is written would be read.
void check_folder(const std::string& input, const std::string& output) {
  std::error_code none;
  if (standard(output) || input == "-" || !std::filesystem::is_directory(input, none)) return;
  const std::string below = std::filesystem::weakly_canonical(output, none)
                                .lexically_relative(std::filesystem::weakly_canonical(input, none))
                                .string();
  if (!below.empty() && below != ".." && !below.starts_with("../"))
    throw cli::UsageError(cli::printable(output) + " is in " + cli::printable(input) + ", which is read");
}

}  // namespace

void check_names(const Settings& settings) {
  std::map<std::string, std::string> writer;  // by output
  const std::string issue = settings.issue ? clean::issue_files(settings.inputs).name : std::string();
  for (const std::string& input : settings.inputs) {
    const std::string output = output_name(settings, settings.issue ? issue : stem(input));
    const bool log = !settings.edits.empty();
    const bool account = !settings.manifest.empty();
    if (same_file(input, output) || (log && same_file(input, settings.edits)) ||
        (account && same_file(input, settings.manifest)))
      throw cli::UsageError(shown(input) + " is an input and would be written over");
    if (log && (same_output(output, settings.edits) || (standard(output) && standard(settings.edits))))
      throw cli::UsageError("the output and the log of changes would both go to " +
                            (standard(output) ? "standard output" : cli::printable(output)));
    check_rejects(settings, input, output);
    check_folder(input, settings.output);
    check_folder(input, settings.edits);
    check_folder(input, settings.manifest);
    if (account &&
        (same_output(output, settings.manifest) || (log && same_output(settings.edits, settings.manifest))))
      throw cli::UsageError("the manifest would be written over: " + cli::printable(settings.manifest));
    const auto [other, is_new] = writer.try_emplace(output, input);
    if (!is_new && into_folder(settings) && !settings.issue)
      throw cli::UsageError(shown(other->second) + " and " + shown(input) + " would both be written to " +
                            cli::printable(output));
  }
}

void Comparison::add(std::string_view one, std::string_view other) {
  if (differ_) return;
  one_ += one;
  other_ += other;
  const std::size_t both = std::min(one_.size(), other_.size());
  differ_ = one_.compare(0, both, other_, 0, both) != 0;
  one_.erase(0, both);
  other_.erase(0, both);
}

Writing::Writing(const Settings& settings)
    : settings_(settings), folder_(into_folder(settings)), parts_(into_parts(settings)) {
  if (settings.shows == Shows::report)
    report_ =
        std::make_unique<report::Report>(report::Limits{.pages = settings.report_pages}, settings.title);
  if (settings.shows == Shows::sqlite) index_ = std::make_unique<articles::ArticleIndex>(settings.output);
  if (!settings.manifest.empty()) manifest_ = std::make_unique<Manifest>(settings);
}

void Writing::take(const Job& job) {
  if (ended_) return;
  if (job.done != nullptr) {
    written_.insert(index_ ? source_name(*job.item) : job.item->called);
    if (manifest_) manifest_->add_again(*job.done);
    return;
  }
  if (job.pipelines != nullptr) return take_lines(job);
  if (job.pipeline == nullptr) {
    complain(job.failure);
    status_ = std::max(status_, job.status);
    if (manifest_) manifest_->fail(job.failure, job.status);
    if (now_.half) take_back();
    return;
  }
  if (job.first && !begin(job)) return;
  if (now_.refused) return;
  total_ += job.made.counts;
  now_.counts += job.made.counts;
  if (!settings_.edits.empty()) {
    if (!edits_) edits_ = open_output(settings_.edits);
    edits_->write(job.made.edits);
  }
  show(job);
  for (const std::string& fault : job.made.faults) {
    complain(shown_name(job) + ": " + cli::printable(fault));
    status_ = std::max(status_, kNotText);
    now_.status = kNotText;
  }
  const auto& replaced = job.made.counts.replacements;
  if (const auto unread = replaced.find("decode"); unread != replaced.end()) now_.unread += unread->second;
  if (job.window.last && now_.unread > 0) {
    complain(shown_name(job) + ": " + places(now_.unread) +
             " no UTF-8 and became U+FFFD; if it is in another encoding, " +
             (job.markup ? "convert it first, e.g. with iconv" : "--encoding NAME reads it"));
  }
  for (const DecodedFile& file : job.window.decoded) {
    if (!settings_.stats.empty()) complain(shown(file.path) + ": read as " + file.encoding);
    if (file.unread > 0)
      complain(shown(file.path) + ": " + places(file.unread) + " nothing in " + file.encoding +
               " and became U+FFFD; if it is in another encoding, --encoding NAME reads it");
  }
  now_.half = !job.window.last;
  if (job.window.last) finish_item(job);
}

void Writing::take_lines(const Job& job) {
  if (job.window.bytes.empty() && !job.window.last) return;  // there were none yet
  if (job.first && !begin(job)) return;
  if (now_.refused) return;
  const Made& made = job.made;
  total_ += made.counts;
  now_.counts += made.counts;
  if (const std::string& name = settings_.lines->rejects; !name.empty()) {
    if (!rejects_) rejects_ = open_output(name);
    rejects_->write(made.rejects);
  }
  write(job, made.records);
  lines_ += made.lines;
  rejected_ += made.rejected;
  if (first_rejected_.empty()) first_rejected_ = made.first_rejected;
  now_.half = !job.window.last;
  ended_ = made.rejected > 0 && settings_.lines->on_error == OnError::fail;
  if (ended_) {
    complain(first_rejected_);
    status_ = std::max(status_, kNotText);
  }
  if (made.rejected > 0) now_.status = kNotText;
  if (job.window.last || ended_) finish_item(job);
}

// Of files that were named the outputs are compared before the run; what is in folders and archives is come
// to.
bool Writing::begin(const Job& job) {
  now_ = {};
  for (const auto* output : {&output_, &edits_, &rejects_})
    if (*output) (*output)->settle();
  now_.part_before = part_;
  now_.output_before = output_ ? output_->size() : 0;
  now_.edits_before = edits_ ? edits_->size() : 0;
  now_.rejects_before = rejects_ ? rejects_->size() : 0;
  now_.wrote_text_before = wrote_text_;
  const bool first = total_items_++ == 0;
  std::string other;  // that stands where it would be written
  if (settings_.shows == Shows::tei && !folder_ && !settings_.corpus && !first)
    other = "one TEI has one document; --output DIR/ writes one for each";
  if (folder_ && !written_.insert(job.item->called).second)
    other = "something else was written to " + cli::printable(output_name(settings_, job.item->called));
  if (index_ && !written_.insert(source_name(*job.item)).second)
    other = "something else is called " + cli::printable(source_name(*job.item)) + ", too; see --root";
  if (other.empty()) {
    if (index_) index_->begin_source(source_name(*job.item), "");
    return true;
  }
  complain(shown_name(job) + ": " + other + "; it was not written");
  status_ = std::max(status_, kFailed);
  now_.refused = true;
  return false;
}

// Half an input is none: a file that has a part of one has what was there before. Without anything it is not
// written at all, and an old one stays.
void Writing::take_back() {
  if (index_) index_->drop_source();
  if (part_ != now_.part_before)
    throw IoError(cli::printable(settings_.output) +
                  ": half of an input is in its parts, and cannot be taken back");
  const auto back = [](std::unique_ptr<Output>& output, std::uint64_t before) {
    if (output) output->cut_back(before);
    if (output && output->size() == 0) output.reset();
  };
  back(output_, now_.output_before);
  back(edits_, now_.edits_before);
  back(rejects_, now_.rejects_before);
  wrote_text_ = now_.wrote_text_before;
  now_ = {};
}

// All are whole before one takes its name.
int Writing::finish() {
  std::vector<std::string> names;
  if (output_ && settings_.corpus) {
    std::string closing;
    clean::write_tei_corpus_closing(closing);
    output_->write(closing);
  }
  if (report_ && total_items_ > 0) {
    output_ = open_output(settings_.output);
    report_->write([this](std::string_view html) { output_->write(html); });
  }
  if (index_) {
    index_->say("tool", "newsclean " NEWSCLEAN_VERSION);
    index_->say("made", made_by(settings_));
    index_->finish();
    names.push_back(settings_.output);
  }
  if (parts_ && part_ > 0) {
    Output mapping((std::filesystem::path(settings_.output) / (settings_.index + ".mapping.json")).string());
    mapping.write(clean::opensearch_mapping());
    mapping.finish();
  }
  for (const auto* output : {&output_, &edits_, &rejects_})
    if (*output) (*output)->close();
  names.insert(names.end(), part_names_.begin(), part_names_.end());
  for (const auto* output : {&output_, &edits_, &rejects_}) {
    if (!*output) continue;
    (*output)->take_name();
    if ((*output)->is_file()) names.push_back((*output)->name());
  }
  if (manifest_) {
    std::vector<Accounted> outputs;
    outputs.reserve(names.size());
    for (const std::string& name : names) outputs.push_back(account_of(name));
    manifest_->finish(outputs, total_, status_);
  }
  if (rejected_ > 0 && !ended_) complain(rejected(rejected_, lines_) + "; the first: " + first_rejected_);
  return status_;
}

void Writing::show(const Job& job) {
  switch (settings_.shows) {
    case Shows::text:
      if (folder_ && job.first) wrote_text_ = false;
      return write(job, text_of(job.made, wrote_text_));
    case Shows::jsonl:
    case Shows::opensearch:
    case Shows::solr:
    case Shows::dolma:
      return write(job, numbered(job.made));
    case Shows::markdown:
      if (folder_ && job.first) wrote_text_ = false;
      if (job.made.records.empty()) return;
      return write(job, (std::exchange(wrote_text_, true) ? "\n" : "") + numbered(job.made));
    case Shows::tei:
      return show_tei(job);
    case Shows::sqlite:
      return index(job);
    case Shows::report:
      return report_->add(job.made.page_report);
    case Shows::edits:
    case Shows::alto:
    case Shows::hocr:
      return write(job, job.made.report);
    case Shows::explain:
      return write(job, opening(job) + job.made.report);
    case Shows::diff:
      return show_diff(job);
    case Shows::check:
      return show_check(job);
  }
}

void Writing::show_tei(const Job& job) {
  std::string text;
  if (settings_.corpus && !output_)
    clean::write_tei_corpus_opening(
        file_name(settings_.inputs.empty() ? settings_.files_from : settings_.inputs.front()), {}, text);
  text += job.made.opening + numbered(job.made);
  if (job.window.last) clean::write_tei_closing(now_.articles + now_.rests > 0, text);
  write(job, text);
}

void Writing::index(const Job& job) {
  const articles::IndexRows& rows = job.made.rows;
  index_->add(rows, now_.articles + 1, now_.rests + 1);
  for (const articles::ArticleRow& row : rows.articles)
    ++(row.kind == clean::Article::Kind::rest ? now_.rests : now_.articles);
}

void Writing::show_diff(const Job& job) {
  compare(job);
  const bool nothing_shown = !now_.wrote_report && job.made.report.empty();
  const bool only_layout = nothing_shown && job.window.last && !now_.comparison.same();
  if (!now_.wrote_report && (only_layout || !nothing_shown)) {
    const std::string name = shown_name(job);
    write(job, "--- " + name + "\n+++ " + name + ", cleaned\n");
    now_.wrote_report = true;
  }
  write(job, only_layout ? "@@ only blank lines, indents or line ends change @@\n" : job.made.report);
}

void Writing::show_check(const Job& job) {
  compare(job);
  if (!job.window.last || now_.comparison.same()) return;
  const std::string count = std::to_string(now_.changes) + (now_.changes == 1 ? " decision" : " decisions");
  complain(shown_name(job) +
           " would change: " + (now_.changes == 0 ? "only blank lines, indents or line ends" : count));
}

void Writing::compare(const Job& job) {
  // Markup is no text: what is compared there is whether anything was decided about it.
  if (job.markup)
    now_.comparison.add("", job.made.counts.changes > 0 ? "changed" : "");
  else
    now_.comparison.add(job.window.bytes, text_of(job.made, now_.wrote_text));
  now_.changes += job.made.counts.changes;
  if (job.window.last && !now_.comparison.same()) status_ = std::max(status_, kChanged);
}

std::string Writing::numbered(const Made& made) {
  std::string result;
  result.reserve(made.records.size() + made.numbers.size() * 8);
  std::size_t done = 0;
  for (const Number& number : made.numbers) {
    const bool rest = number.kind == clean::Article::Kind::rest;
    result.append(made.records, done, number.at - done);
    std::uint64_t& count = rest ? now_.rests : now_.articles;
    result += std::to_string(number.again ? count : ++count);
    done = number.at;
  }
  return result.append(made.records, done);
}

// The first line of --explain.
std::string Writing::opening(const Job& job) const {
  if (!job.first) return {};
  std::string read_as;
  if (!job.item->issue && !job.window.files.empty() && !job.window.files.front().encoding.empty())
    read_as = ", read as " + job.window.files.front().encoding;
  return shown_name(job) + ": recipe " + cli::printable(job.pipeline->recipe().name) + " (" +
         job.recipe_because + ")" + read_as + "\n";
}

// Opens the output when there is something for it: a run that can read nothing leaves no empty file, and
// an old output as it was.
void Writing::write(const Job& job, std::string_view bytes) {
  if (parts_) return write_part(bytes);
  if (!output_) {
    if (folder_) {
      make_folder(std::filesystem::path(output_name(settings_, job.item->called)).parent_path().string());
    }
    output_ = open_output(output_name(settings_, job.item->called));
  }
  output_->write(bytes);
}

// Of two lines each, which stay together.
void Writing::write_part(std::string_view documents) {
  while (!documents.empty()) {
    const std::size_t end = documents.find('\n', documents.find('\n') + 1) + 1;
    if (output_ && output_->size() + end > kPart) finish_output();
    if (!output_) {
      make_folder(settings_.output);
      char number[16];
      std::snprintf(number, sizeof number, "-%05zu", ++part_);
      output_ = std::make_unique<Output>(
          (std::filesystem::path(settings_.output) / (settings_.index + number + ".ndjson")).string());
    }
    output_->write(documents.substr(0, end));
    documents.remove_prefix(end);
  }
}

void Writing::finish_item(const Job& job) {
  if (index_) index_->end_source(fingerprint(settings_, job.files));
  std::vector<Accounted> outputs;
  const bool wrote = folder_ && output_ != nullptr;
  if (folder_) finish_output();
  if (!manifest_) return;
  if (wrote) outputs.push_back(account_of(output_name(settings_, job.item->called)));
  const std::string_view recipe = job.pipeline ? std::string_view(job.pipeline->recipe().name) : "";
  manifest_->add({job.item->called, job.files, std::move(outputs), {}}, recipe, now_.counts, now_.status);
}

void Writing::finish_output() {
  if (output_) output_->finish();
  if (output_ && parts_) part_names_.push_back(output_->name());
  output_.reset();
}
