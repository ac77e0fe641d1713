#include "newsclean/reading.h"

#include <clean/formats.h>
#include <clean/issue.h>
#include <clean/mets.h>

#include <algorithm>
#include <filesystem>

#include "cli/options.h"
#include "newsclean/output.h"

Reading::Reading(const Settings& settings) : settings_(settings), pipelines_(settings) {
  // A wrong recipe is told before anything is read.
  if (settings.recipe != "auto") pipelines_.of(settings.recipe);
}

bool Reading::next(Job& job, bool wait) {
  job = {};
  if (settings_.lines) return next_lines(job, wait);
  const bool markup = settings_.issue && next_ == 0 && markup_issue();
  if (settings_.issue && next_ == 0 && !markup) open_issue();
  if (!failed_.empty()) {
    job = std::move(failed_.front());
    failed_.pop_front();
    return true;
  }
  if (!input_ && next_ == settings_.inputs.size()) return false;
  try {
    if (markup)
      open_markup_issue(job);
    else if (!input_)
      open(job);
    else if (pipeline_ == nullptr)
      choose_recipe(job, input_->head());
    if (job.status == 0 && !job.read) job.window = input_->next(*pipeline_);
    if (job.status == 0) job.pipeline = pipeline_;
  } catch (const TooLarge& error) {
    job.failure = error.what();
    job.status = kNotText;
  } catch (const IoError& error) {
    job.failure = error.what();
    job.status = kFailed;
  }
  job.input = settings_.issue && settings_.inputs.size() > 1 ? 0 : next_ - 1;
  if (job.status != 0 || job.window.last) input_.reset();
  return true;
}

bool Reading::next_lines(Job& job, bool wait) {
  if (!lines_ && next_ == settings_.inputs.size()) return false;
  try {
    if (!lines_) lines_.emplace(settings_.inputs[next_++]);
    Lines lines = lines_->next(settings_.lines->each, wait);
    job.pipelines = &pipelines_;
    job.first = lines.first == 1;
    job.first_line = lines.first;
    job.window.bytes = std::move(lines.bytes);
    job.window.last = lines.last;
  } catch (const TooLarge& error) {
    job.failure = error.what();
    job.status = kNotText;
  } catch (const IoError& error) {
    job.failure = error.what();
    job.status = kFailed;
  }
  job.input = next_ - 1;
  if (job.status != 0 || job.window.last) lines_.reset();
  return true;
}

void Reading::open(Job& job) {
  const std::string& name = settings_.inputs[next_++];
  input_.emplace(name);
  const std::string encoding = clean::encoding_of(input_->head());
  const auto head = encoding.empty() ? std::nullopt : clean::decoded(input_->head(), encoding);
  const clean::Format format =
      settings_.from ? *settings_.from : clean::format_of(head ? *head : input_->head());
  const auto refuse = [&](std::string_view wanted) {
    job.first = true;
    job.failure = shown(name) + ": is " + std::string(clean::name(format)) + "; --to " + std::string(wanted) +
                  " writes back what was read as " + std::string(wanted);
    job.status = kNotText;
  };
  if (settings_.shows == Shows::alto && format != clean::Format::alto) return refuse("alto");
  if (settings_.shows == Shows::hocr && format != clean::Format::hocr) return refuse("hocr");
  std::string text;  // to choose a recipe by
  if (format != clean::Format::text) {
    read_markup(format, encoding, job);
    if (format == clean::Format::mets) open_mets(name, job);
    if (job.status != 0) return;
    text = job.read->text().substr(0, kProbe);
  } else {
    const std::string objection = input_->settle(settings_.encoding);
    if (!objection.empty()) {
      job.first = true;
      job.failure = shown(name) + ": " + objection;
      job.status = kNotText;
      return;
    }
    text = input_->head();
  }
  choose_recipe(job, text);
}

// Its files in the order of their pages; those that cannot be read are told first.
void Reading::open_issue() {
  const clean::IssueFiles issue = clean::issue_files(settings_.inputs);
  input_.emplace();
  for (std::size_t i = 0; i < issue.order.size(); ++i) {
    const std::string& name = settings_.inputs[issue.order[i]];
    try {
      const std::string objection = input_->add(name, issue.pages[i], settings_.encoding);
      if (!objection.empty()) fail(shown(name) + ": " + objection, kNotText);
    } catch (const IoError& error) {
      fail(error.what(), kFailed);
    }
  }
  next_ = settings_.inputs.size();
  if (failed_.size() == next_) input_.reset();
  pipeline_ = nullptr;
}

void Reading::fail(std::string failure, int status) {
  Job& job = failed_.emplace_back();
  job.failure = std::move(failure);
  job.status = status;
}

// Whether the FILEs of an issue are pages with markup. One METS file is an issue by itself.
bool Reading::markup_issue() const {
  if (settings_.from && *settings_.from == clean::Format::text) return false;
  if (settings_.inputs.size() < 2 || settings_.inputs.front() == "-") return false;
  try {
    const std::string head = Input(settings_.inputs.front()).head();
    const auto decoded = clean::decoded(head, clean::encoding_of(head));
    const clean::Format format = clean::format_of(decoded ? *decoded : head);
    return format != clean::Format::text && format != clean::Format::mets;
  } catch (const IoError&) {
    return false;  // it is told when it is opened
  }
}

void Reading::open_markup_issue(Job& job) {
  next_ = settings_.inputs.size();
  const clean::IssueFiles issue = clean::issue_files(settings_.inputs);
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < issue.order.size(); ++i) {
    const std::string& name = settings_.inputs[issue.order[i]];
    std::string why;
    last = std::max(last + 1, issue.pages[i]);
    if (!read_page(name, last, job, why)) fail(cli::printable(name) + ": " + why, kFailed);
  }
  job.window.last = true;
  clean::Source source{
      .bytes = job.window.bytes, .format = clean::Format::mets, .structure = settings_.structure};
  source.files = files_of(settings_, job.window);
  job.read = clean::read(std::move(source));
  choose_recipe(job, job.read->text().substr(0, kProbe));
}

// In place of the METS file, which was read, its pages.
void Reading::open_mets(const std::string& name, Job& job) {
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
      std::string failure;
      if (read_page((folder / local).string(), last, job, failure)) {
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
    job.failure = shown(name) + ": none of its pages can be read";
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
bool Reading::read_page(const std::string& path, std::uint32_t number, Job& job, std::string& why) {
  std::error_code error;
  static_cast<void>(std::filesystem::file_size(path, error));  // asked only for the words of its error
  std::string bytes;
  try {
    bytes = read_all(path, kLargest - std::min(kLargest, job.window.bytes.size()));
  } catch (const TooLarge& failure) {
    why = failure.what();
    return false;
  } catch (const IoError& failure) {
    why = error ? error.message() : failure.what();
    return false;
  }
  if (const std::string encoding = clean::encoding_of(bytes); !encoding.empty()) {
    if (auto text = clean::decoded(bytes, encoding)) bytes = std::move(*text);
  }
  const clean::Format format = clean::format_of(std::string_view(bytes).substr(0, kProbe));
  if (format == clean::Format::text || format == clean::Format::mets) {
    why = "is no page in ALTO, PAGE XML or hOCR";
    return false;
  }
  job.window.files.push_back({path, {job.window.bytes.size()}, number, 1});
  job.window.bytes += bytes;
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
  job.read = clean::read({.bytes = job.window.bytes, .format = format, .structure = settings_.structure});
}
