#include "formats/dates.h"

#include <algorithm>
#include <chrono>

namespace clean {

DatePart date_part(std::string_view text) {
  const auto digits = [&](std::size_t at, std::size_t count) {
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                       text.begin() + static_cast<std::ptrdiff_t>(at + count),
                       [](char c) { return c >= '0' && c <= '9'; });
  };
  const auto number = [&](std::size_t at) {
    return static_cast<unsigned>(text[at] - '0') * 10 + static_cast<unsigned>(text[at + 1] - '0');
  };
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return DatePart::none;
  if (!digits(0, 4) || text.substr(0, 4) == "0000") return DatePart::none;
  if (text.size() == 4) return DatePart::year;
  if (text[4] != '-' || !digits(5, 2)) return DatePart::none;
  const std::chrono::month month(number(5));
  if (!month.ok()) return DatePart::none;
  if (text.size() == 7) return DatePart::month;
  if (text[7] != '-' || !digits(8, 2)) return DatePart::none;
  const std::chrono::year year(static_cast<int>(number(0) * 100 + number(2)));
  return (year / month / std::chrono::day(number(8))).ok() ? DatePart::day : DatePart::none;
}

}  // namespace clean
