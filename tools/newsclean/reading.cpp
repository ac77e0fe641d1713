#include "newsclean/reading.h"

#include <clean/formats.h>
#include <clean/issue.h>

#include "newsclean/output.h"

Reading::Reading(const Settings& settings) : settings_(settings) {
  if (settings.recipe != "auto") pipeline(settings.recipe);  // a wrong recipe is told before anything is read
}

bool Reading::next(Job& job) {
  job = {};
  if (settings_.issue && next_ == 0) open_issue();
  if (!failed_.empty()) {
    job = std::move(failed_.front());
    failed_.pop_front();
    return true;
  }
  if (!input_ && next_ == settings_.inputs.size()) return false;
  try {
    if (!input_)
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
  job.input = settings_.issue ? 0 : next_ - 1;
  if (job.status != 0 || job.window.last) input_.reset();
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
    text = job.read->text().substr(0, kProbe);
  } else {
    text = input_->head();
  }
  const std::string objection = job.read ? std::string() : not_text(text);
  if (!objection.empty()) {
    job.first = true;
    job.failure = shown(name) + ": not text (" + objection + ")";
    job.status = kNotText;
    return;
  }
  choose_recipe(job, text);
}

// Its files in the order of their pages; those that cannot be read are told first.
void Reading::open_issue() {
  const clean::IssueFiles issue = clean::issue_files(settings_.inputs);
  input_.emplace();
  const auto fail = [&](std::string failure, int status) {
    Job& job = failed_.emplace_back();
    job.failure = std::move(failure);
    job.status = status;
  };
  for (std::size_t i = 0; i < issue.order.size(); ++i) {
    const std::string& name = settings_.inputs[issue.order[i]];
    try {
      const std::string objection = input_->add(name, issue.pages[i]);
      if (!objection.empty()) fail(shown(name) + ": not text (" + objection + ")", kNotText);
    } catch (const IoError& error) {
      fail(error.what(), kFailed);
    }
  }
  next_ = settings_.inputs.size();
  if (failed_.size() == next_) input_.reset();
  pipeline_ = nullptr;
}

void Reading::choose_recipe(Job& job, std::string_view text) {
  job.first = true;
  const clean::RecipeFit fit = clean::fitting_recipe(text);
  const bool by_itself = settings_.recipe == "auto";
  job.recipe_because = by_itself ? "auto: " + std::string(fit.because) : "named with --recipe";
  pipeline_ = &pipeline(by_itself ? std::string(fit.recipe) : settings_.recipe);
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
  job.read = clean::read({.bytes = job.window.bytes, .format = format, .structure = settings_.structure});
}

const clean::Pipeline& Reading::pipeline(const std::string& recipe) {
  const auto found = pipelines_.find(recipe);
  if (found != pipelines_.end()) return found->second;
  clean::Recipe loaded = clean::load_recipe(recipe);
  if (settings_.no_filters) loaded.stages.clear();
  clean::Pipeline made(std::move(loaded), settings_.filters, settings_.threshold);
  return pipelines_.emplace(recipe, std::move(made)).first->second;
}
