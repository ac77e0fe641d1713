#include "unicode/words.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <mutex>
#include <vector>

#include "unicode/chars.h"

namespace clean {

// An iterator serves one thread at a time and is dear to make, so they are kept for the next caller.
struct Words::Pool {
  std::mutex mutex;
  std::vector<std::unique_ptr<icu::BreakIterator>> idle;
};

// ICU cuts each run of Chinese and Japanese into words by itself. The last (first) characters of the text up
// to one that is in no such run.
static std::string_view run_before(std::string_view text, std::size_t most) {
  std::size_t at = text.size();
  while (most-- > 0 && at > 0 && is(previous(text, at), kCjk)) {
  }
  return text.substr(at);
}
static std::string_view run_behind(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  while (most-- > 0 && at < text.size() && is(next(text, at), kCjk)) {
  }
  return text.substr(0, at);
}

Words::Words() : pool_(std::make_unique<Pool>()) {}
Words::~Words() = default;

bool Words::straddle(std::string_view left, std::string_view right) const {
  constexpr std::size_t kContext = 30;
  // Only Han beside Han: the dictionary knows no other words that a line end could hide.
  if (!is(last_char(left), kHan) || !is(first_char(right), kHan)) return false;
  std::unique_ptr<icu::BreakIterator> words;
  {
    const std::lock_guard lock(pool_->mutex);
    if (!pool_->idle.empty()) {
      words = std::move(pool_->idle.back());
      pool_->idle.pop_back();
    } else {
      UErrorCode status = U_ZERO_ERROR;
      words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
      if (U_FAILURE(status)) return false;  // no ICU data: no evidence
    }
  }
  const auto utf16 = [](std::string_view s) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(s.data(), static_cast<std::int32_t>(s.size())));
  };
  icu::UnicodeString text = utf16(run_before(left, kContext));
  const std::int32_t seam = text.length();
  text += utf16(run_behind(right, kContext));
  words->setText(text);
  const bool straddles = !words->isBoundary(seam);
  const std::lock_guard lock(pool_->mutex);
  pool_->idle.push_back(std::move(words));
  return straddles;
}

}  // namespace clean
