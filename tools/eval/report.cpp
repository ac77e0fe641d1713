// Columns are padded by code points, not bytes; names of pages and roles are not CJK in practice, so a code
// point counts as one column.
#include "eval/report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <vector>

namespace eval {
namespace {

std::string number(std::size_t value) { return std::to_string(value); }

// Cut, not rounded: 1.0000 is said only when nothing is wrong.
std::string decimal(std::optional<double> value, int digits = 4) {
  if (!value) return "-";
  const double unit = std::pow(10, digits);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.*f", digits, std::floor(*value * unit + 1e-6) / unit);
  return text.data();
}

std::optional<double> per_ten_thousand(const Share& share) {
  const std::optional<double> value = ratio(share);
  return value ? std::optional(*value * 10000) : std::nullopt;
}

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

using Row = std::vector<std::string>;

// The first column to the left, the others to the right. A row of one cell is a note.
std::string aligned(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths;
  for (const Row& row : rows) {
    if (row.size() == 1) continue;
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  }
  std::string result;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string gap(row.size() == 1 ? 0 : widths[i] - width(row[i]), ' ');
      if (i > 0) result += "  " + gap;
      result += row[i];
      if (i == 0 && row.size() > 1) result += gap;
    }
    result.erase(result.find_last_not_of(' ') + 1);
    result += '\n';
  }
  return result;
}

Row row(const std::string& name, const Prf& count) {
  return {name,
          decimal(precision(count)),
          decimal(recall(count)),
          decimal(f1(count)),
          number(count.right),
          number(count.wrong),
          number(count.missed)};
}

bool measured(const Scores& scores) { return scores.unsourced.size() < scores.pages; }

std::string missing_pages(const Scores& scores) {
  std::string result;
  for (const std::string& name : scores.unsourced)
    result += "not measured: no source page " + name + " (glue, edits, characters, conservation)\n";
  return result;
}

std::optional<double> field(const Scores& scores, const char* name) {
  const auto found = scores.fields.find(name);
  return found == scores.fields.end() ? std::nullopt : ratio(found->second.all);
}

// Source text may hold what a terminal would obey.
std::string without_controls(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool c1 = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (byte >= 0x20 && byte != 0x7F && !c1) {
      result += text[i];
      continue;
    }
    std::array<char, 8> escape{};
    const unsigned code = c1 ? static_cast<unsigned char>(text[++i]) : byte;
    std::snprintf(escape.data(), escape.size(), "\\x%02x", code);
    result += escape.data();
  }
  return result;
}

// ---- JSON

std::string json_string(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += {'\\', c};
    } else if (byte < 0x20) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(byte));
      result += escape.data();
    } else {
      result += c;
    }
  }
  return result + "\"";
}

std::string json_number(std::optional<double> value) {
  if (!value) return "null";
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.6f", *value);
  return text.data();
}

std::string member(std::string_view key, const std::string& value) { return json_string(key) + ":" + value; }

std::string object(std::span<const std::string> members) {
  std::string result;
  for (const std::string& text : members) result += (result.empty() ? "{" : ",") + text;
  return result.empty() ? "{}" : result + "}";
}
std::string object(std::initializer_list<std::string> members) { return object(std::span(members)); }

std::string list(std::span<const std::string> items) {
  std::string result;
  for (const std::string& text : items) result += (result.empty() ? "[" : ",") + text;
  return result.empty() ? "[]" : result + "]";
}

std::string json(const Prf& count) {
  return object({member("precision", json_number(precision(count))),
                 member("recall", json_number(recall(count))), member("f1", json_number(f1(count))),
                 member("right", number(count.right)), member("wrong", number(count.wrong)),
                 member("missed", number(count.missed))});
}

std::string json(const Share& share, const char* value, const char* count, std::optional<double> of) {
  return object(
      {member(value, json_number(of)), member(count, number(share.count)), member("of", number(share.of))});
}

std::string accuracy(const Share& share) { return json(share, "accuracy", "right", ratio(share)); }
std::string windows(const Share& share) { return json(share, "value", "differ", ratio(share)); }

std::vector<std::string> members(const Scores& scores) {
  const auto sourced = [&](const std::string& value) { return measured(scores) ? value : "null"; };
  std::vector<std::string> roles, fields, unsourced;
  for (const auto& [role, count] : scores.roles) roles.push_back(member(role, json(count)));
  for (const auto& [name, count] : scores.fields)
    fields.push_back(
        member(name, object({member("all", accuracy(count.all)), member("filled", accuracy(count.filled))})));
  for (const std::string& name : scores.unsourced) unsourced.push_back(json_string(name));
  return {
      member("pages", number(scores.pages)),
      member("units", number(scores.units)),
      member("articles", object({member("gold", number(scores.gold_articles)),
                                 member("out", number(scores.out_articles))})),
      member("seams", json(scores.seams)),
      member("open_seams", number(scores.open_seams)),
      member("lifted_seams", json(scores.lifted_seams)),
      member("left_in_flow", number(scores.left_in_flow)),
      member("glue", sourced(accuracy(scores.glue))),
      member("starts", json(scores.starts)),
      member("pk", windows(scores.pk)),
      member("window_diff", windows(scores.window_diff)),
      member("lifted_kinds", json(scores.lifted_kinds)),
      member("roles", object(roles)),
      member("fields", object(fields)),
      member("jumps", json(scores.jumps)),
      member("edits", sourced(json(scores.edits))),
      member("characters", sourced(json(scores.characters, "wrong_per_10000", "wrong",
                                        per_ten_thousand(scores.characters)))),
      member("open_ends", object({member("out", number(scores.open_ends.count)),
                                  member("out_paragraphs", number(scores.open_ends.of)),
                                  member("gold", number(scores.gold_open_ends.count)),
                                  member("gold_paragraphs", number(scores.gold_open_ends.of))})),
      member("conservation", sourced(object({member("uncovered", number(scores.uncovered.count)),
                                             member("doubled", number(scores.doubled.count)),
                                             member("of", number(scores.uncovered.of))}))),
      member("not_measured", list(unsourced)),
  };
}

}  // namespace

std::string table(const Scores& total) {
  const auto sourced = [&](const std::string& value) { return measured(total) ? value : "-"; };
  const auto count_of = [](const Share& share) { return number(share.count) + " of " + number(share.of); };

  std::vector<Row> ratios{{"", "P", "R", "F1", "right", "wrong", "missed"}};
  ratios.push_back(row("seams", total.seams));
  ratios.push_back(row("seams in lifted blocks", total.lifted_seams));
  ratios.push_back(row("article starts", total.starts));
  ratios.push_back(row("jump links", total.jumps));
  if (measured(total)) ratios.push_back(row("edits", total.edits));
  ratios.push_back(row("lifted kinds", total.lifted_kinds));
  for (const auto& [role, count] : total.roles) ratios.push_back(row("  " + role, count));

  std::vector<Row> accuracies{{"", "accuracy", "right", "of", "filled", "right", "of"}};
  accuracies.push_back({"glue", sourced(decimal(ratio(total.glue))), sourced(number(total.glue.count)),
                        sourced(number(total.glue.of)), "", "", ""});
  for (const auto& [name, count] : total.fields)
    accuracies.push_back({name, decimal(ratio(count.all)), number(count.all.count), number(count.all.of),
                          decimal(ratio(count.filled)), number(count.filled.count), number(count.filled.of)});

  std::vector<Row> rest;
  rest.push_back({"Pk", decimal(ratio(total.pk)), count_of(total.pk) + " windows"});
  rest.push_back({"WindowDiff", decimal(ratio(total.window_diff)), count_of(total.window_diff) + " windows"});
  rest.push_back({"characters wrong per 10,000", sourced(decimal(per_ten_thousand(total.characters), 2)),
                  sourced(count_of(total.characters))});
  rest.push_back({"paragraphs ending in mid-sentence", count_of(total.open_ends),
                  "gold " + count_of(total.gold_open_ends)});
  rest.push_back({"lifted text left in the flow", number(total.left_in_flow), "places"});
  rest.push_back({"seams not scored (open)", number(total.open_seams), ""});
  rest.push_back({"non-blank bytes not covered", sourced(number(total.uncovered.count)),
                  sourced("of " + number(total.uncovered.of))});
  rest.push_back({"non-blank bytes covered twice", sourced(number(total.doubled.count)),
                  sourced("of " + number(total.doubled.of))});

  return "pages " + number(total.pages) + ", units " + number(total.units) + ", articles " +
         number(total.gold_articles) + " in gold, " + number(total.out_articles) + " in OUT\n\n" +
         aligned(ratios) + "\n" + aligned(accuracies) + "\n" + aligned(rest) + missing_pages(total);
}

std::string page_table(std::span<const Scores> pages) {
  std::vector<Row> rows{{"page", "seams F1", "glue", "starts F1", "Pk", "WinDiff", "lifted F1", "headline",
                         "byline", "dateline", "jumps F1", "edits F1", "wrong/10k", "open ends", "gold",
                         "lost", "twice"}};
  for (const Scores& page : pages) {
    const auto sourced = [&](const std::string& value) { return measured(page) ? value : "?"; };
    rows.push_back({page.name, decimal(f1(page.seams)), sourced(decimal(ratio(page.glue))),
                    decimal(f1(page.starts)), decimal(ratio(page.pk)), decimal(ratio(page.window_diff)),
                    decimal(f1(page.lifted_kinds)), decimal(field(page, "headline")),
                    decimal(field(page, "byline")), decimal(field(page, "dateline")), decimal(f1(page.jumps)),
                    sourced(decimal(f1(page.edits))), sourced(decimal(per_ten_thousand(page.characters), 2)),
                    number(page.open_ends.count), number(page.gold_open_ends.count),
                    sourced(number(page.uncovered.count)), sourced(number(page.doubled.count))});
  }
  return aligned(rows);
}

std::string error_list(const Scores& total) {
  std::string result;
  for (const Finding& finding : total.findings)
    result += without_controls(finding.place + ": " + finding.measure + ": " + finding.what) + "\n";
  return result;
}

std::string json(const Scores& total, std::span<const Scores> pages, JsonParts parts) {
  std::vector<std::string> all = members(total);
  if (parts.pages) {
    std::vector<std::string> files;
    for (const Scores& page : pages) {
      std::vector<std::string> one = members(page);
      one.insert(one.begin(), member("source", json_string(page.name)));
      files.push_back(object(one));
    }
    all.push_back(member("files", list(files)));
  }
  if (parts.errors) {
    std::vector<std::string> errors;
    for (const Finding& finding : total.findings)
      errors.push_back(object(
          {member("place", json_string(finding.place)), member("byte", number(finding.at)),
           member("measure", json_string(finding.measure)), member("what", json_string(finding.what))}));
    all.push_back(member("errors", list(errors)));
  }
  return object(all) + "\n";
}

std::string table(const IssueScores& total) {
  std::vector<Row> rows{{"", "P", "R", "F1", "right", "wrong", "missed"}};
  rows.push_back(row("links over issues", total.links));
  std::vector<Row> rest;
  rest.push_back({"wrong for a missed start", number(total.run_together), ""});
  rest.push_back({"paragraphs of stitched articles", decimal(ratio(total.paragraphs)),
                  number(total.paragraphs.count) + " of " + number(total.paragraphs.of)});
  return aligned(rows) + "\n" + aligned(rest);
}

std::string issue_table(std::span<const IssueScores> issues) {
  std::vector<Row> rows{{"issue", "right", "wrong", "missed", "paragraphs", "of"}};
  for (const IssueScores& issue : issues)
    rows.push_back({issue.name, number(issue.links.right), number(issue.links.wrong),
                    number(issue.links.missed), number(issue.paragraphs.count), number(issue.paragraphs.of)});
  return aligned(rows);
}

std::string json(const IssueScores& total, std::span<const IssueScores> issues, JsonParts parts) {
  const auto members = [](const IssueScores& scores) {
    return std::vector<std::string>{member("links", json(scores.links)),
                                    member("run_together", number(scores.run_together)),
                                    member("paragraphs", accuracy(scores.paragraphs))};
  };
  std::vector<std::string> all = members(total);
  all.insert(all.begin(), member("issues", number(issues.size())));
  if (parts.pages) {
    std::vector<std::string> files;
    for (const IssueScores& issue : issues) {
      std::vector<std::string> one = members(issue);
      one.insert(one.begin(), member("source", json_string(issue.name)));
      files.push_back(object(one));
    }
    all.push_back(member("files", list(files)));
  }
  if (parts.errors) {
    std::vector<std::string> errors;
    for (const std::string& finding : total.findings) errors.push_back(json_string(finding));
    all.push_back(member("errors", list(errors)));
  }
  return object(all) + "\n";
}

}  // namespace eval
