#include "newsclean/run.h"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <chrono>
#include <clocale>
#include <cstdio>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <vector>

#include "cli/options.h"
#include "newsclean/job.h"
#include "newsclean/output.h"
#include "newsclean/progress.h"
#include "newsclean/reading.h"
#include "newsclean/writing.h"

namespace {

// oneTBB hands jobs over safely, but the thread sanitizer cannot see that: the library is not built with it.
// A lock at the begin and at the end of each stage tells it, and lets it look for true races in between.
class Stage {
 public:
  explicit Stage(std::mutex& seen) : seen_(seen) { touch(); }
  ~Stage() { touch(); }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

 private:
  void touch() { const std::lock_guard<std::mutex> lock(seen_); }
  std::mutex& seen_;
};

// Whether an earlier run read the same documents, did all of them, and left what it wrote. What it could not
// read, and cannot be read now for the same reason, is no work either; it is told again.
bool nothing_to_do(const Settings& settings, const Done& done) {
  if (!done.whole()) return false;
  Reading reading(settings, &done);
  std::size_t found = 0, failed = 0;
  for (Job job; reading.next(job, true);) {
    if (job.done != nullptr) {
      ++found;
    } else if (job.failure.empty() || failed == done.failures().size() ||
               job.failure != done.failures()[failed++]) {
      return false;
    }
  }
  if (found != done.documents() || failed != done.failures().size()) return false;
  for (const std::string& failure : done.failures()) complain(failure);
  return true;
}

}  // namespace

int run(const Settings& settings) {
  namespace tbb = oneapi::tbb;
  if (settings.shows != Shows::check) check_names(settings);
  const auto begin = std::chrono::steady_clock::now();
  std::optional<Done> done;
  if (settings.resume) done.emplace(settings);
  if (done && settings.shows != Shows::sqlite && nothing_to_do(settings, *done)) return done->status();
  // Of one output of many documents nothing can be kept but all of it.
  Reading reading(settings,
                  done && (into_folder(settings) || settings.shows == Shows::sqlite) ? &*done : nullptr);
  Writing writing(settings);
  Progress progress(settings);

  const bool line_by_line = settings.lines && settings.lines->each;
  const int threads = settings.jobs > 0 ? settings.jobs : line_by_line ? 1 : tbb::info::default_concurrency();
  // A few more windows than threads, so that a slow one does not make the others wait.
  const auto in_flight = static_cast<std::size_t>(threads == 1 ? 1 : threads + 2);
  // They are written in order, so when a window is read the one `in_flight` before it has been written, and
  // its slot is free. (Jobs handed over by value would leak when a stage throws: oneTBB 2021.8.)
  std::vector<Job> slots(in_flight);
  std::size_t next = 0;
  // Lines of JSON may come from somebody who sends the next one only when this one has been answered. So no
  // line is waited for while a record is not written, whatever threads there are to write it.
  std::atomic<std::size_t> unwritten = 0;
  std::atomic<bool> ended = false;
  std::mutex seen;
  // As many threads as asked for, processors or not; oneTBB would take fewer and say so on standard error.
  const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(threads));
  tbb::task_arena(threads).execute([&] {
    const Stage all(seen);
    const auto read =
        tbb::make_filter<void, Job*>(tbb::filter_mode::serial_in_order, [&](tbb::flow_control& control) {
          const Stage stage(seen);
          Job* const job = &slots[next++ % in_flight];
          const bool wait = unwritten == 0;  // asked first: what is written by then may have ended the run
          if (ended || !reading.next(*job, wait))
            control.stop();
          else
            unwritten += !job->window.bytes.empty();
          return job;
        });
    const auto clean = tbb::make_filter<Job*, Job*>(tbb::filter_mode::parallel, [&](Job* job) {
      const Stage stage(seen);
      clean_window(settings, *job);
      return job;
    });
    const auto write = tbb::make_filter<Job*, void>(tbb::filter_mode::serial_in_order, [&](const Job* job) {
      const Stage stage(seen);
      writing.take(*job);
      progress.tell(writing.total().pages);
      ended = writing.ended();
      unwritten -= !job->window.bytes.empty();
    });
    tbb::parallel_pipeline(in_flight, read & clean & write);
  });

  const int status = writing.finish();
  if (!settings.stats.empty()) {
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    const std::string told = settings.stats == "json" ? stats_json(writing.total(), seconds.count(), status)
                                                      : table(writing.total(), seconds.count());
    std::fputs(told.c_str(), stderr);
  }
  return status;
}

int ends_with_status(const char* name, const std::function<int()>& program) {
  std::setlocale(LC_CTYPE, "C.UTF-8");  // names in archives are UTF-8, whatever the terminal has
  call_program(name);
  open_standard_streams();
  take_temporaries_away_at_signals();
  try {
    return program();
  } catch (const cli::UsageError& error) {
    complain(error.what());
    complain("try: " + std::string(name) + " --help");
    return 2;
  } catch (const clean::RecipeError& error) {
    complain(error.what());
    return 2;
  } catch (const clean::UndoError& error) {
    complain(error.what());
    return kNotText;
  } catch (const Broken& error) {
    complain(error.what());
    return kNotText;
  } catch (const std::bad_alloc&) {
    complain("not enough memory");
    return kFailed;
  } catch (const std::exception& error) {  // IoError, articles::Trouble
    complain(error.what());
    return kFailed;
  }
}
