#include "newsclean/reading.h"

#include <clean/formats.h>
#include <clean/issue.h>
#include <clean/mets.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "cli/options.h"
#include "newsclean/output.h"

namespace {

clean::Format format_of(std::string_view head) {
  const auto decoded = clean::decoded(head, clean::encoding_of(head));
  return clean::format_of(decoded ? *decoded : head);
}

// Reads for a job; what cannot be read becomes its failure.
template <class Read>
void reading_for(Job& job, const Read& read) {
  try {
    read();
  } catch (const TooLarge& error) {
    job.failure = error.what();
    job.status = kNotText;
  } catch (const Broken& error) {
    job.failure = error.what();
    job.status = kNotText;
  } catch (const IoError& error) {
    job.failure = error.what();
    job.status = kFailed;
  }
}

}  // namespace

// A wrong recipe is told before anything is read.
Reading::Reading(const Settings& settings, const Done* done)
    : settings_(settings),
      done_(done),
      pipelines_(settings),
      items_(settings, settings.paths.empty() && settings.recipe != "auto"
                           ? pipelines_.of(settings.recipe).recipe().paths
                           : settings.paths) {
  if (settings.recipe != "auto") pipelines_.of(settings.recipe);
}

bool Reading::next(Job& job, bool wait) {
  job = {};
  if (settings_.lines) return next_lines(job, wait);
  if (!input_ && !unopened_ && failed_.empty() && !next_item()) return false;
  if (failed_.empty() && unopened_ && passed_by(job)) return true;
  if (failed_.empty() && unopened_ && item_.issue) open_issue();  // its files that are no text are told first
  if (!failed_.empty()) {
    job = std::move(failed_.front());
    failed_.pop_front();
    return true;
  }
  reading_for(job, [&] {
    if (unopened_)
      open(job);
    else if (pipeline_ == nullptr)
      choose_recipe(job, input_->head());
    if (job.status == 0 && !job.read) job.window = input_->next(*pipeline_);
    if (job.status == 0) job.pipeline = pipeline_;
  });
  unopened_ = false;
  job.item = named_;
  if (job.status != 0 || job.window.last) {
    input_.reset();
    close(job);
  }
  return true;
}

// An item is through: what was read of it is told with its last window.
void Reading::close(Job& job) {
  for (auto& [file, digest] : accounts_) {
    file.bytes = digest->bytes();
    file.sha256 = digest->sha256();
    job.files.push_back(std::move(file));
  }
  accounts_.clear();
}

// Whether the item in turn is not opened: an earlier run did it, or it cannot even be read to tell that.
bool Reading::passed_by(Job& job) {
  bool done = false;
  reading_for(job, [&] { done = done_before(job); });
  if (!done && job.status == 0) return false;
  job.item = named_;
  unopened_ = false;
  accounts_.clear();
  return true;
}

// Whether an earlier run did the item in turn. To tell, its files are read to their
// ends. What is larger than this and cannot be opened a second time is not held for it, and done again.
bool Reading::done_before(Job& job) {
  if (done_ == nullptr) return false;
  constexpr std::size_t kHeld = std::size_t{64} << 20;
  std::vector<Accounted> files;
  for (Found& file : item_.files) {
    bool ended = false;
    while (!ended && file.started.head.size() < kHeld)
      ended = file.started.bytes->read(kProbe, file.started.head) == 0;
    if (!ended && (file.member || file.path == "-")) return false;
    const Digest digest = ended ? *file.digest : digest_of(file.path);
    files.push_back({file.path, file.name, digest.bytes(), digest.sha256()});
  }
  job.done = done_->find(item_.called, item_.issue ? item_.called : named_->source, files);
  return job.done != nullptr;
}

// The next item with a file that can be read, or with some that cannot.
bool Reading::next_item() {
  input_.reset();
  lines_.reset();  // what reads goes before what it reads from
  pages_of_mets_.clear();
  if (!items_.next(item_)) return false;
  for (Item::Failure& failure : item_.failures) fail(std::move(failure.why), failure.status);
  unopened_ = !item_.files.empty();
  if (!unopened_) return true;
  Named named{.path = item_.files.front().path,
              .source = item_.files.front().name,
              .called = item_.called,
              .newspaper = item_.newspaper,
              .date = item_.date,
              .issue = item_.issue,
              .number = ++items_read_};
  if (item_.issue) named.path = item_.called;
  accounts_.clear();
  for (const Found& file : item_.files)
    if (file.digest) accounts_.push_back({{file.path, file.name, 0, {}}, file.digest});
  named_ = std::make_shared<const Named>(std::move(named));
  pipeline_ = nullptr;
  return true;
}

bool Reading::next_lines(Job& job, bool wait) {
  if (!lines_ && failed_.empty() && !unopened_ && !next_item()) return false;
  if (!failed_.empty()) {
    job = std::move(failed_.front());
    failed_.pop_front();
    return true;
  }
  if (unopened_ && passed_by(job)) return true;
  reading_for(job, [&] {
    job.first = unopened_;
    if (unopened_) lines_.emplace(std::move(item_.files.front()));
    unopened_ = false;
    Lines lines = lines_->next(settings_.lines->each, wait);
    job.pipelines = &pipelines_;
    job.first_line = lines.first;
    job.window.bytes = std::move(lines.bytes);
    job.window.last = lines.last;
  });
  if (job.status != 0) job.pipelines = nullptr;
  job.item = named_;
  if (job.status != 0 || job.window.last) {
    lines_.reset();
    close(job);
  }
  return true;
}

void Reading::open(Job& job) {
  if (item_.issue) return open_markup_issue(job);  // of text, open_issue() did it
  open_file(job);
}

void Reading::open_file(Job& job) {
  const std::string path = item_.files.front().path;
  in_archive_ = item_.files.front().member;
  input_.emplace(std::move(item_.files.front()));
  const std::string encoding = clean::encoding_of(input_->head());
  const clean::Format format = settings_.from ? *settings_.from : format_of(input_->head());
  const auto refuse = [&](std::string_view wanted) {
    job.first = true;
    job.failure = shown(path) + ": is " + std::string(clean::name(format)) + "; --to " + std::string(wanted) +
                  " writes back what was read as " + std::string(wanted);
    job.status = kNotText;
  };
  if (settings_.shows == Shows::alto && format != clean::Format::alto) return refuse("alto");
  if (settings_.shows == Shows::hocr && format != clean::Format::hocr) return refuse("hocr");
  std::string text;  // to choose a recipe by
  if (format != clean::Format::text) {
    read_markup(format, encoding, job);
    if (format == clean::Format::mets) open_mets(job);
    if (job.status != 0) return;
    text = job.read->text().substr(0, kProbe);
  } else {
    const std::string objection = input_->settle(settings_.encoding);
    if (!objection.empty()) {
      job.first = true;
      job.failure = shown(path) + ": " + objection;
      job.status = kNotText;
      return;
    }
    text = input_->head();
  }
  choose_recipe(job, text);
}

// The files of an issue of text; those that cannot be read are told first. One with markup stays unopened.
void Reading::open_issue() {
  const clean::Format format = settings_.from ? *settings_.from : format_of(item_.files.front().started.head);
  if (settings_.from.value_or(clean::Format::mets) == clean::Format::mets && find_mets()) return;
  if (format != clean::Format::text && format != clean::Format::mets) return;
  unopened_ = false;
  input_.emplace();
  std::size_t added = 0;
  for (Found& file : item_.files) {
    const std::string path = file.path;
    const std::string objection = input_->add(std::move(file), settings_.encoding);
    added += objection.empty();
    if (!objection.empty()) fail(shown(path) + ": " + objection, kNotText);
  }
  if (added == 0) input_.reset();
  pipeline_ = nullptr;
}

// Of files that are an issue together one may be the METS file that names the others, as in an archive. It is
// read in their place then, and they where it names them.
bool Reading::find_mets() {
  const auto is_mets = [](const Found& file) { return format_of(file.started.head) == clean::Format::mets; };
  const auto found = std::find_if(item_.files.begin(), item_.files.end(), is_mets);
  if (found == item_.files.end() || std::find_if(found + 1, item_.files.end(), is_mets) != item_.files.end())
    return false;
  std::rotate(item_.files.begin(), found, found + 1);
  pages_of_mets_.clear();
  for (std::size_t i = 1; i < item_.files.size(); ++i)
    pages_of_mets_.emplace(item_.files[i].path, std::move(item_.files[i]));
  item_.files.resize(1);
  item_.issue = false;
  Named named = *named_;
  named.path = item_.files.front().path;
  named.source = item_.files.front().name;
  named.issue = false;
  named_ = std::make_shared<const Named>(std::move(named));
  return true;
}

void Reading::fail(std::string failure, int status) {
  Job& job = failed_.emplace_back();
  job.failure = std::move(failure);
  job.status = status;
}

void Reading::open_markup_issue(Job& job) {
  std::uint32_t last = 0;
  for (Found& file : item_.files) {
    std::string why;
    last = std::max(last + 1, file.page);
    if (!add_page(file.path, file.name, *whole(std::move(file.started)), last, job, why))
      fail(cli::printable(file.path) + ": " + why, kFailed);
  }
  job.window.last = true;
  clean::Source source{
      .bytes = job.window.bytes, .format = clean::Format::mets, .structure = settings_.structure};
  source.files = files_of(job.window);
  job.read = clean::read(std::move(source));
  choose_recipe(job, job.read->text().substr(0, kProbe));
}

// In place of the METS file, which was read, its pages.
void Reading::open_mets(Job& job) {
  const std::string& name = named_->path;
  clean::MetsIssue issue = clean::read_mets(job.window.bytes);
  job.read.reset();
  job.window = {};
  job.window.last = true;
  job.faults = std::move(issue.faults);
  const std::filesystem::path folder = std::filesystem::path(name == "-" ? "" : name).parent_path();
  std::vector<clean::SourceFile> files;
  constexpr auto kMissing = static_cast<std::uint32_t>(-1);
  std::vector<std::uint32_t> file_of(issue.pages.size(), kMissing);
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < issue.pages.size(); ++i) {
    const clean::MetsPage& page = issue.pages[i];
    last = std::max(last + 1, page.number);
    std::string why = "the METS file names no file with its text";
    for (const std::string& href : page.files) {
      const std::string local = clean::local_file(href);
      if (local.empty()) {
        why = href + " is not below the METS file's folder; nothing is fetched";
        continue;
      }
      const std::string path = (folder / local).string();
      std::error_code error;
      static_cast<void>(std::filesystem::file_size(path, error));  // asked only for the words of its error
      std::string failure;
      bool added = false;
      const auto beside = pages_of_mets_.find(path);
      try {
        if (beside != pages_of_mets_.end()) {
          added = add_page(path, local, *whole(std::move(beside->second.started)), last, job, failure);
        } else {
          Started file{::open_file(path), {}};
          auto digest = std::make_shared<Digest>();
          keep_account(file, digest);
          added = add_page(path, local, *file.bytes, last, job, failure);
          if (added && !settings_.manifest.empty())
            accounts_.emplace_back(Accounted{path, local, 0, {}}, std::move(digest));
        }
      } catch (const IoError& unread) {
        failure = error ? error.message() : unread.what();
      }
      if (added) {
        file_of[i] = static_cast<std::uint32_t>(files.size());
        files.push_back({local, job.window.files.back().begin, last});
        break;
      }
      why = local + ": " + failure;
    }
    if (file_of[i] == kMissing)
      fail(shown(name) + ": page " + std::to_string(page.number) + ": " + cli::printable(why), kFailed);
  }
  if (files.empty()) {
    job.first = true;
    job.failure = shown(name) + ": none of its pages can be read" +
                  (in_archive_ ? "; in an archive --issue reads it with the files beside it" : "");
    job.status = kFailed;
    return;
  }
  clean::Source source{
      .bytes = job.window.bytes, .format = clean::Format::mets, .structure = settings_.structure};
  source.files = std::move(files);
  if (settings_.structure) {
    for (clean::NamedRegions& named : issue.named) {
      if (file_of[named.file] == kMissing) continue;
      named.file = file_of[named.file];
      source.named.push_back(std::move(named));
    }
  }
  job.read = clean::read(std::move(source));
}

// Adds a file with markup to the window, or says why not.
bool Reading::add_page(const std::string& path, const std::string& name, Bytes& bytes, std::uint32_t number,
                       Job& job, std::string& why) {
  std::string text;
  try {
    text = read_all(bytes, kLargest - std::min(kLargest, job.window.bytes.size()));
  } catch (const TooLarge& failure) {
    why = failure.what();
    return false;
  } catch (const Broken& failure) {
    why = failure.what();
    return false;
  }
  if (const std::string encoding = clean::encoding_of(text); !encoding.empty()) {
    if (auto utf8 = clean::decoded(text, encoding)) text = std::move(*utf8);
  }
  const clean::Format format = clean::format_of(std::string_view(text).substr(0, kProbe));
  if (format == clean::Format::text || format == clean::Format::mets) {
    why = "is no page in ALTO, PAGE XML or hOCR";
    return false;
  }
  job.window.files.push_back({path, name, {job.window.bytes.size()}, number, 1});
  job.window.bytes += text;
  return true;
}

void Reading::choose_recipe(Job& job, std::string_view text) {
  job.first = true;
  const clean::RecipeFit fit = clean::fitting_recipe(text);
  const bool by_itself = settings_.recipe == "auto";
  job.recipe_because = by_itself ? "auto: " + std::string(fit.because) : "named with --recipe";
  pipeline_ = &pipelines_.of(by_itself ? std::string(fit.recipe) : settings_.recipe);
}

// The whole file, read into its window.
void Reading::read_markup(clean::Format format, const std::string& encoding, Job& job) {
  job.window = input_->whole();
  if (!encoding.empty()) {
    if (auto text = clean::decoded(job.window.bytes, encoding)) {
      job.window.bytes = std::move(*text);
      job.window.encoding = encoding;
    }
  }
  if (format == clean::Format::mets) return;  // its pages are
  job.read = clean::read({.bytes = job.window.bytes,
                          .first_page = job.window.first_page,
                          .format = format,
                          .structure = settings_.structure});
}
