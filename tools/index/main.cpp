// newsclean-search DB QUERY...: articles of an archive that newsclean wrote. This file is the command line
// and what is printed; search.h finds.
#include <clean/formats.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

#include "cli/options.h"
#include "index/search.h"

namespace {

constexpr cli::Exit kExits[] = {
    {0, "something was found"},
    {1, "nothing was found"},
    {2, "usage"},
    {4, "the archive could not be read, or the hits not written"},
};

constexpr std::string_view kKinds[] = {"article", "advert", "rest"};
constexpr std::int64_t kLimit = 10;

const cli::Option kOptions[] = {
    {"newspaper", 0, "TITLE", "only of this newspaper", "What is found"},
    {"from", 0, "DATE", "only from this day, month or year on: 1939-04-27, 1939-04, 1939", "What is found"},
    {"to", 0, "DATE", "only up to and with this day, month or year", "What is found"},
    {"kind", 0, "KIND", "only records of this kind", "What is found", "article advert rest"},
    {"limit", 'n', "N", "print the N best, 0 for all (when not given: 10)", "Output"},
    {"count", 0, nullptr, "print how many there are, and nothing else", "Output"},
    {"json", 0, nullptr, "print a line of JSON for each", "Output"},
    {"help", 'h', nullptr, "show this help", "About"},
    {"version", 0, nullptr, "show the version", "About"},
    {"print-man", 0, nullptr, "print the source of the manual page", cli::kForPackagers.data()},
    {"print-completions", 0, "SHELL", "print the completion script of a shell", cli::kForPackagers.data(),
     "bash zsh fish"},
};

constexpr cli::Example kExamples[] = {
    {"newsclean-search archive.db 工业", "Chinese words need no spaces around them:"},
    {"newsclean-search archive.db '\"neue Br\xc3\xbc"
     "cke\"' Eisenbahn --from 1920 --to 1929",
     "A phrase and a word, of ten years:"},
    {"newsclean-search archive.db flood --json -n 0 | jq .source", "For programs, all that there are:"},
};

const cli::Program kProgram{
    .name = "newsclean-search",
    .synopsis = "[OPTION]... DB QUERY...",
    .summary = "find articles in an archive of newsclean",
    .options = kOptions,
    .exits = kExits,
    .description =
        "DB is a file that newsclean wrote with -t sqlite. An article is found when all words of QUERY are "
        "in "
        "it, in its headline, text, captions or what else is printed with it; words in double quotes must "
        "follow each other (the shell needs quotes of its own around them).\n\n"
        "Chinese, Japanese and Korean are found anywhere in a line, whatever stands beside. Other languages "
        "are "
        "found by whole words; case and accents do not count.\n\n"
        "--from and --to find articles whose date is known; of one that says only the month or the year, any "
        "day "
        "of it may be meant.\n\n"
        "Each hit is printed with its headline; newspaper, date and page; the file and the bytes of it that "
        "the paragraph stands for; the id of the record; and some of the text. The best are first: words "
        "that "
        "are rare in the archive, that stand often in the article, or in its headline. Words that were found "
        "are bold on a terminal, unless NO_COLOR is set.",
    .examples = kExamples,
};

void say(const std::string& message) {
  std::fprintf(stderr, "newsclean-search: %s\n", cli::printable(message).c_str());
}

struct NotWritten : std::runtime_error {
  NotWritten() : std::runtime_error("cannot write to standard output") {}
};

void write(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) throw NotWritten();
}

void end_output() {
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) throw NotWritten();
}

std::int64_t limit_of(const cli::Parsed& line) {
  const std::string word = line.value("limit", std::to_string(kLimit));
  std::int64_t limit = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), limit);
  if (error != std::errc() || end != word.data() + word.size() || limit < 0)
    throw cli::UsageError("--limit \"" + cli::printable(word) + "\" is no number of hits");
  return limit;
}

// 1939, 1939-04 or 1939-04-27.
std::string date_of(const cli::Parsed& line, const char* option) {
  const std::string word = line.value(option);
  constexpr std::string_view kShape = "0000-00-00";
  bool fits = word.empty() || word.size() == 4 || word.size() == 7 || word.size() == 10;
  for (std::size_t i = 0; fits && i < word.size(); ++i)
    fits = kShape[i] == '-' ? word[i] == '-' : word[i] >= '0' && word[i] <= '9';
  if (!fits)
    throw cli::UsageError(std::string("--") + option + " \"" + cli::printable(word) +
                          "\" is no date; one looks like 1939-04-27, 1939-04 or 1939");
  return word;
}

bool bold_is_wanted() {
  const char* const no_color = std::getenv("NO_COLOR");
  const char* const terminal = std::getenv("TERM");
  return isatty(STDOUT_FILENO) && !(no_color && *no_color) && terminal &&
         std::string_view(terminal) != "dumb";
}

std::string shown(const articles::Marked& marked, bool bold) {
  if (!bold) return cli::printable(marked.text);
  std::string out;
  std::size_t done = 0;
  for (const articles::Mark& mark : marked.marks) {
    out += cli::printable(marked.text.substr(done, mark.begin - done));
    out += "\x1b[1m" + cli::printable(marked.text.substr(mark.begin, mark.end - mark.begin)) + "\x1b[0m";
    done = mark.end;
  }
  return out + cli::printable(marked.text.substr(done));
}

std::string in_words(const articles::Hit& hit, bool bold) {
  std::string out = hit.headline.text.empty() ? "(" + cli::printable(hit.kind) + " without a headline)"
                                              : shown(hit.headline, bold);
  out += "\n  ";
  for (const std::string& said : {hit.newspaper, hit.date})
    if (!said.empty()) out += cli::printable(said) + ", ";
  out += "page " + std::to_string(hit.page) + "  " +
         cli::printable(hit.file.empty() ? hit.source : hit.file) + ":" + std::to_string(hit.begin) + "-" +
         std::to_string(hit.end) + "  " + cli::printable(hit.record_id) + "\n  ";
  out += (hit.cut_before ? "..." : "") + shown(hit.snippet, bold) + (hit.cut_behind ? "..." : "") + "\n";
  return out;
}

// JSON that a terminal does not obey either. What it would obey can stand in strings only, where it may be
// written as a number.
std::string unobeyed(std::string_view json) {
  std::string out;
  for (std::size_t at = 0; at < json.size();) {
    const auto byte = [&](std::size_t i) {
      return i < json.size() ? static_cast<unsigned char>(json[i]) : 0u;
    };
    const std::size_t size = byte(at) >= 0xF0 ? 4 : byte(at) >= 0xE0 ? 3 : byte(at) >= 0xC0 ? 2 : 1;
    char32_t code = byte(at);
    if (size == 2) code = (byte(at) & 0x1Fu) << 6 | (byte(at + 1) & 0x3Fu);
    if (size == 3) code = (byte(at) & 0x0Fu) << 12 | (byte(at + 1) & 0x3Fu) << 6 | (byte(at + 2) & 0x3Fu);
    if (size < 4 && cli::obeyed(code)) {
      char digits[8];
      std::snprintf(digits, sizeof digits, "\\u%04x", static_cast<unsigned>(code));
      out += digits;
    } else {
      out += json.substr(at, size);
    }
    at += size;
  }
  return out;
}

std::string quoted(std::string_view text) {
  std::string json;
  clean::write_json_string(text, json);
  return unobeyed(json);
}

// Marks are counted in characters, as who reads JSON counts.
std::string json_of(const articles::Marked& marked) {
  std::string marks;
  const auto characters = [&](std::size_t bytes) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < bytes; ++i)
      count += (static_cast<unsigned char>(marked.text[i]) & 0xC0) != 0x80;
    return std::to_string(count);
  };
  for (const articles::Mark& mark : marked.marks)
    marks += (marks.empty() ? "[" : ",[") + characters(mark.begin) + "," + characters(mark.end) + "]";
  return "{\"text\":" + quoted(marked.text) + ",\"marks\":[" + marks + "]}";
}

std::string in_json(const articles::Hit& hit) {
  char rank[32];
  std::snprintf(rank, sizeof rank, "%.6g", hit.rank);
  return "{\"id\":" + quoted(hit.record_id) + ",\"source\":" + quoted(hit.source) +
         ",\"file\":" + quoted(hit.file.empty() ? hit.source : hit.file) +
         ",\"newspaper\":" + quoted(hit.newspaper) + ",\"date\":" + quoted(hit.date) +
         ",\"kind\":" + quoted(hit.kind) + ",\"lang\":" + quoted(hit.lang) +
         ",\"page\":" + std::to_string(hit.page) + ",\"headline\":" + json_of(hit.headline) +
         ",\"snippet\":" + json_of(hit.snippet) + ",\"spans\":" + unobeyed(hit.spans) + ",\"rank\":" + rank +
         "}\n";
}

int search(const cli::Parsed& line) {
  if (line.files().size() < 2)
    throw cli::UsageError("an archive and words to search for are needed: DB QUERY");
  articles::Query query;
  query.phrases = articles::phrases_of(std::span(line.files()).subspan(1));
  query.newspaper = line.value("newspaper");
  query.from = date_of(line, "from");
  query.to = date_of(line, "to");
  if (line.has("kind")) query.kind = cli::one_of(kKinds, "kind", line.value("kind"));
  const std::int64_t limit = limit_of(line);
  if (line.has("count") && line.has("json")) throw cli::UsageError("--count and --json do not go together");

  articles::Search search(line.files().front());
  if (query.phrases.empty()) throw cli::UsageError("there is no word to search for");
  for (const std::string& phrase : query.phrases)
    if (!search.has_words(phrase))
      throw cli::UsageError("\"" + cli::printable(phrase) + "\" has no letter or digit to search for");
  if (line.has("count")) {
    const std::int64_t count = search.count(query);
    write(std::to_string(count) + "\n");
    end_output();
    return count > 0 ? 0 : 1;
  }
  const bool json = line.has("json"), bold = bold_is_wanted();
  bool any = false;
  search.each(query, limit, [&](const articles::Hit& hit) {
    write(json ? in_json(hit) : (any ? "\n" : "") + in_words(hit, bold));
    any = true;
    return true;
  });
  end_output();
  return any ? 0 : 1;
}

int run(int argc, char** argv) {
  const cli::Parsed line = cli::parse(kProgram, argc, argv);
  std::optional<std::string> text;
  if (line.has("help"))
    text = cli::help(kProgram);
  else if (line.has("version"))
    text = "newsclean-search " LIBCLEAN_VERSION "\n";
  else if (line.has("print-man"))
    text = cli::man_page(kProgram, LIBCLEAN_VERSION);
  else if (line.has("print-completions"))
    text = cli::completions(kProgram, line.value("print-completions"));
  if (!text) return search(line);
  write(*text);
  end_output();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);  // a closed pipe ends the run quietly, also where the caller ignores it
  try {
    return run(argc, argv);
  } catch (const cli::UsageError& error) {
    say(std::string(error.what()) + "; try --help");
    return 2;
  } catch (const std::exception& error) {
    say(error.what());
    return 4;
  }
}
