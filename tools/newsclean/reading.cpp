#include "newsclean/reading.h"

#include "newsclean/output.h"

Reading::Reading(const Settings& settings) : settings_(settings) {
  if (settings.recipe != "auto") pipeline(settings.recipe);  // a wrong recipe is told before anything is read
}

bool Reading::next(Job& job) {
  job = {};
  if (!input_ && next_ == settings_.inputs.size()) return false;
  try {
    if (!input_) open(job);
    if (job.status == 0) {
      job.window = input_->next(*pipeline_);
      job.pipeline = pipeline_;
    }
  } catch (const IoError& error) {
    job.failure = error.what();
    job.status = kFailed;
  }
  job.input = next_ - 1;
  if (job.status != 0 || job.window.last) input_.reset();
  return true;
}

void Reading::open(Job& job) {
  const std::string& name = settings_.inputs[next_++];
  job.first = true;
  input_.emplace(name);
  const std::string objection = not_text(input_->head());
  if (!objection.empty()) {
    job.failure = shown(name) + ": not text (" + objection + ")";
    job.status = kNotText;
    return;
  }
  const clean::RecipeFit fit = clean::fitting_recipe(input_->head());
  const bool by_itself = settings_.recipe == "auto";
  job.recipe_because = by_itself ? "auto: " + std::string(fit.because) : "named with --recipe";
  pipeline_ = &pipeline(by_itself ? std::string(fit.recipe) : settings_.recipe);
}

const clean::Pipeline& Reading::pipeline(const std::string& recipe) {
  const auto found = pipelines_.find(recipe);
  if (found != pipelines_.end()) return found->second;
  clean::Pipeline made(clean::load_recipe(recipe), settings_.filters, settings_.threshold);
  return pipelines_.emplace(recipe, std::move(made)).first->second;
}
