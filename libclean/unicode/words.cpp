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
  icu::UnicodeString text = utf16(last_chars(left, kContext));
  const std::int32_t seam = text.length();
  text += utf16(first_chars(right, kContext));
  words->setText(text);
  const bool straddles = !words->isBoundary(seam);
  const std::lock_guard lock(pool_->mutex);
  pool_->idle.push_back(std::move(words));
  return straddles;
}

}  // namespace clean
