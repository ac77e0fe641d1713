#include "newsclean/progress.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "newsclean/bytes.h"
#include "newsclean/items.h"
#include "newsclean/output.h"

namespace {

bool wanted(const Settings& settings) {
  const char* const terminal = std::getenv("TERM");
  const bool to_standard = settings.output.empty() || settings.output == "-";
  return isatty(STDERR_FILENO) && !(to_standard && isatty(STDOUT_FILENO)) && terminal != nullptr &&
         std::string_view(terminal) != "dumb";
}

std::string decimals(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

std::string clock_time(double seconds) {
  const auto all = static_cast<unsigned long>(seconds);
  char text[32];
  std::snprintf(text, sizeof text, "%lu:%02lu:%02lu", all / 3600, all / 60 % 60, all % 60);
  return text;
}

}  // namespace

Progress::Progress(const Settings& settings) : shown_(wanted(settings)), began_(Clock::now()), told_(began_) {
  if (shown_) all_ = bytes_in_all(settings);
}

Progress::~Progress() {
  if (shown_) progress_line("");
}

void Progress::tell(std::uint64_t pages) {
  if (!shown_) return;
  const Clock::time_point now = Clock::now();
  if (now - told_ < std::chrono::milliseconds(250)) return;
  told_ = now;
  const double seconds = std::chrono::duration<double>(now - began_).count();
  const auto read = static_cast<double>(bytes_read());
  std::string line = std::to_string(pages) + (pages == 1 ? " page" : " pages") + ", " + decimals(read / 1e6);
  if (all_) line += " of " + decimals(static_cast<double>(*all_) / 1e6);
  line += " MB, " + decimals(read / 1e6 / seconds) + " MB/s";
  if (all_ && read > 0 && static_cast<double>(*all_) > read)
    line += ", " + clock_time(seconds * (static_cast<double>(*all_) - read) / read) + " left";
  progress_line(line);
}
