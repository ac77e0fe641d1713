// What paths say of pages: patterns of a recipe, each archive being laid out its own way.

#include <clean/issue.h>
#include <clean/nearest.h>
#include <clean/recipe.h>
#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>

namespace clean {
namespace {

constexpr std::string_view kNames[] = {"id", "newspaper", "page", "date", "year", "month", "day"};

bool digit(char c) { return c >= '0' && c <= '9'; }

std::uint32_t number(std::string_view digits) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() ? value : 0;
}

std::string two(std::uint32_t value) { return (value < 10 ? "0" : "") + std::to_string(value); }

// ISO 8601, as far as it is known; empty when there is no such day.
std::string iso_date(std::uint32_t year, std::uint32_t month, std::uint32_t day) {
  constexpr std::uint32_t kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1000 || year > 9999 || month > 12 || (day > 0 && (month == 0 || day > kDays[month - 1])))
    return {};
  std::string date = std::to_string(year);
  if (month > 0) date += "-" + two(month);
  if (day > 0) date += "-" + two(day);
  return date;
}

// 1939-04-27, 1939_4, 1939/04/27, 19390427, 193904, 1939
std::string date_of(std::string_view text) {
  std::string_view parts[3];
  std::size_t count = 0;
  while (!text.empty() && count < 3) {
    const auto end = std::find_if_not(text.begin(), text.end(), digit);
    const auto size = static_cast<std::size_t>(end - text.begin());
    if (size == 0) return {};
    parts[count++] = text.substr(0, size);
    text.remove_prefix(std::min(size + 1, text.size()));
  }
  if (!text.empty()) return {};
  if (count == 1 && (parts[0].size() == 8 || parts[0].size() == 6)) {
    const std::string_view all = parts[0];
    parts[0] = all.substr(0, 4);
    parts[1] = all.substr(4, 2);
    parts[2] = all.substr(6);
  }
  return iso_date(number(parts[0]), number(parts[1]), number(parts[2]));
}

// Records and files are called after it.
bool stays_below(std::string_view id) {
  if (id.starts_with('/') || id.ends_with('/')) return false;
  while (!id.empty()) {
    const std::size_t slash = std::min(id.find('/'), id.size());
    const std::string_view part = id.substr(0, slash);
    if (part.empty() || part == "." || part == "..") return false;
    id.remove_prefix(std::min(slash + 1, id.size()));
  }
  return true;
}

}  // namespace

struct PathPatterns::Parts {
  std::vector<std::unique_ptr<const RE2>> patterns;
};

PathPatterns::PathPatterns(std::span<const std::string> patterns) {
  auto parts = std::make_unique<Parts>();
  for (const std::string& pattern : patterns) {
    RE2::Options quiet;
    quiet.set_log_errors(false);
    auto compiled = std::make_unique<const RE2>(pattern, quiet);
    if (!compiled->ok())
      throw RecipeError("path pattern \"" + pattern + "\": not a regular expression: " + compiled->error());
    if (compiled->NamedCapturingGroups().empty())
      throw RecipeError("path pattern \"" + pattern +
                        "\": names nothing; e.g. (?P<date>\\d{4}-\\d\\d-\\d\\d)");
    for (const auto& [name, group] : compiled->NamedCapturingGroups()) {
      if (std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames)) continue;
      const std::string_view near = nearest(name, kNames);
      throw RecipeError("path pattern \"" + pattern + "\": no name \"" + name + "\"; " +
                        (near.empty() ? "there are id, newspaper, page, date, year, month, day"
                                      : "did you mean \"" + std::string(near) + "\"?"));
    }
    parts->patterns.push_back(std::move(compiled));
  }
  parts_ = std::move(parts);
}

PathPatterns::~PathPatterns() = default;
PathPatterns::PathPatterns(PathPatterns&&) noexcept = default;

PathFields PathPatterns::fields(std::string_view path) const {
  PathFields fields;
  for (const auto& pattern : parts_->patterns) {
    std::vector<re2::StringPiece> groups(static_cast<std::size_t>(pattern->NumberOfCapturingGroups()) + 1);
    if (!pattern->Match(re2::StringPiece(path.data(), path.size()), 0, path.size(), RE2::UNANCHORED,
                        groups.data(), static_cast<int>(groups.size())))
      continue;
    std::map<std::string_view, std::string_view> found;
    for (const auto& [name, group] : pattern->NamedCapturingGroups()) {
      const re2::StringPiece& piece = groups[static_cast<std::size_t>(group)];
      if (piece.data() != nullptr) found[name] = {piece.data(), piece.size()};
    }
    if (stays_below(found["id"])) fields.id = found["id"];
    fields.newspaper = found["newspaper"];
    fields.page = number(found["page"]);
    fields.date = found.contains("date")
                      ? date_of(found["date"])
                      : iso_date(number(found["year"]), number(found["month"]), number(found["day"]));
    return fields;
  }
  return fields;
}

}  // namespace clean
