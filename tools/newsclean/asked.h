// What programs that clean are asked on the command line: what to read, and how to clean it. Their rows stand
// here once, and what becomes of them.
#pragma once

#include <charconv>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "newsclean/run.h"

// The options of reading and cleaning, in a section of that name. `formats`: of input, the first is "auto".
std::vector<cli::Option> reading_options(const char* section, std::span<const std::string_view> formats);

// "text", "alto" ...: what is read as one document; newsclean also reads "jsonl".
inline constexpr std::string_view kFormats[] = {"auto", "text", "alto", "page", "hocr", "mets"};

// What they say, but for lines of JSON. Throws cli::UsageError.
Settings read_settings(const cli::Parsed& line);

std::string spaced(std::span<const std::string_view> words);
std::vector<std::string_view> filter_names();

// The value of an option as a number from `least` to `most`. Throws cli::UsageError: it is not `wanted`.
template <class Value>
Value number(const cli::Parsed& line, std::string_view option, Value least, Value most,
             std::string_view wanted) {
  const std::string word = line.value(option);
  Value value{};
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size() || !(value >= least && value <= most))
    throw cli::UsageError("--" + std::string(option) + " \"" + cli::printable(word) + "\": not " +
                          std::string(wanted));
  return value;
}
