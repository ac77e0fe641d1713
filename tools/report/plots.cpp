#include "report/plots.h"

#include <algorithm>
#include <cstdio>

#include "report/html.h"

namespace report {
namespace {

std::string decimal(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

// Of a length: what there is at all shows.
double length(std::uint64_t value, std::uint64_t most, double whole) {
  if (value == 0) return 0;
  return std::max(1.5, whole * static_cast<double>(value) / static_cast<double>(most));
}

std::uint64_t largest(std::span<const Bar> bars) {
  std::uint64_t most = 1;
  for (const Bar& bar : bars) most = std::max(most, bar.value + bar.hatched);
  return most;
}

std::string open(std::string_view id, std::string_view title, std::string_view description, double width,
                 double height) {
  const std::string name(id);
  return "<svg class=\"plot\" role=\"img\" aria-labelledby=\"" + name + "-t " + name + "-d\" viewBox=\"0 0 " +
         decimal(width) + " " + decimal(height) + "\"><title id=\"" + name + "-t\">" + as_text(title) +
         "</title><desc id=\"" + name + "-d\">" + as_text(description) + "</desc><defs><pattern id=\"" +
         name +
         "-x\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
         "patternTransform=\"rotate(45)\"><rect "
         "class=\"hatch-ground\" width=\"5\" height=\"5\"/><rect class=\"hatch\" width=\"2\" height=\"5\"/>"
         "</pattern></defs>\n";
}

std::string rect(double x, double y, double width, double height, const std::string& fill) {
  if (width <= 0 || height <= 0) return {};
  return "<rect x=\"" + decimal(x) + "\" y=\"" + decimal(y) + "\" width=\"" + decimal(width) +
         "\" height=\"" + decimal(height) + "\" " + fill + "/>";
}

std::string text(double x, double y, std::string_view anchor, std::string_view kind, std::string_view words) {
  return "<text x=\"" + decimal(x) + "\" y=\"" + decimal(y) + "\" text-anchor=\"" + std::string(anchor) +
         "\" class=\"" + std::string(kind) + "\">" + as_text(words) + "</text>";
}

std::string hatch(std::string_view id) { return "fill=\"url(#" + std::string(id) + "-x)\""; }

}  // namespace

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string lying_bars(std::string_view id, std::string_view title, std::string_view description,
                       std::span<const Bar> bars) {
  constexpr double kWidth = 460, kLeft = 72, kLongest = 200, kRow = 24, kThick = 14;
  std::string out = open(id, title, description, kWidth, kRow * static_cast<double>(bars.size()) + 4);
  const std::uint64_t most = largest(bars);
  double y = 4;
  for (const Bar& bar : bars) {
    const double solid = length(bar.value, most, kLongest), rest = length(bar.hatched, most, kLongest);
    out += text(kLeft - 8, y + 12, "end", "label", bar.label) +
           rect(kLeft, y, solid, kThick, "class=\"bar\"") + rect(kLeft + solid, y, rest, kThick, hatch(id)) +
           text(kLeft + solid + rest + 8, y + 12, "start", "value",
                bar.words.empty() ? grouped(bar.value + bar.hatched) : bar.words) +
           "\n";
    y += kRow;
  }
  return out + "</svg>\n";
}

std::string standing_bars(std::string_view id, std::string_view title, std::string_view description,
                          std::string_view axis, std::span<const Bar> bars) {
  constexpr double kWidth = 460, kTop = 24, kTallest = 120, kFoot = 42;
  constexpr double kBase = kTop + kTallest;
  std::string out = open(id, title, description, kWidth, kBase + kFoot);
  const std::uint64_t most = largest(bars);
  const double step = kWidth / static_cast<double>(std::max<std::size_t>(bars.size(), 1)), wide = step * 0.72;
  double x = (step - wide) / 2;
  for (const Bar& bar : bars) {
    const double solid = length(bar.value, most, kTallest), rest = length(bar.hatched, most, kTallest);
    const double middle = x + wide / 2;
    out += rect(x, kBase - solid, wide, solid, "class=\"bar\"") +
           rect(x, kBase - solid - rest, wide, rest, hatch(id)) +
           text(middle, kBase - solid - rest - 6, "middle", "value", grouped(bar.value + bar.hatched)) +
           text(middle, kBase + 15, "middle", "label", bar.label) + "\n";
    x += step;
  }
  out += "<line class=\"axis\" x1=\"0\" x2=\"" + decimal(kWidth) + "\" y1=\"" + decimal(kBase) + "\" y2=\"" +
         decimal(kBase) + "\"/>" + text(kWidth / 2, kBase + 36, "middle", "value", axis);
  return out + "</svg>\n";
}

}  // namespace report
