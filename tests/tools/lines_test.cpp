// newsclean as a filter of JSON lines: what becomes of a line and of its other fields, what becomes of one
// that is no page, and that somebody may hold the program open and wait for each answer.
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <csignal>
#include <utility>

#include "hostile/run.h"
#include "shell.h"

namespace {

const std::string kPage = "本报讯(记者 王芳)市科协开展科普活动,实现了资源与基层需\\n\\n求的精准匹配。\\n";
const std::string kCleanPage = "本报讯（记者 王芳）市科协开展科普活动，实现了资源与基层需求的精准匹配。";

class LinesOfJson : public Shell {
 protected:
  // With one filter where it is no matter what filters do.
  Ran sh(const std::string& script) const {
    return Shell::sh("J=\"$N -f jsonl\"; R=\"$J -F repair\"; " + script);
  }

  // Runs newsclean over one line.
  Ran line(const std::string& bytes, const std::string& options = "-F repair") const {
    put("page.jsonl", bytes);
    return sh("$J " + options + " page.jsonl");
  }
};

std::string text_line(const std::string& text) { return "{\"text\":\"" + text + "\"}\n"; }

// ---- what becomes of a line

TEST_F(LinesOfJson, a_line_gives_the_records_of_its_page_with_the_clean_text) {
  const Ran ran = line("{\"id\":17,\"text\":\"" + kPage + "\",\"day\":\"2024-01-22\"}\n", "-r zh-daily");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 1);
  EXPECT_TRUE(ran.out.starts_with("{\"id\":17,\"text\":\"" + kCleanPage +
                                  "\",\"day\":\"2024-01-22\","
                                  "\"newsclean_id\":\"17#1\",\"source\":\"page.jsonl\",\"kind\":\"article\","
                                  "\"lang\":\"zh-Hans\",\"pages\":[1],"))
      << ran.out;
  EXPECT_TRUE(has(ran.out, "\"byline\":\"记者 王芳\",\"dateline\":\"本报讯\",\"blocks\":[{")) << ran.out;
  EXPECT_TRUE(ran.out.ends_with(",\"last\":true}\n"));
}

TEST_F(LinesOfJson, the_records_are_those_of_the_same_page_as_a_file) {
  sh("jq -Rsc '{text: .}' " + std::string(kDaily) + " >page.jsonl");
  if (get("page.jsonl").empty()) GTEST_SKIP() << "jq is not installed";
  const Ran as_file =
      sh("$N -t jsonl " + std::string(kDaily) + " | jq -c 'del(.id, .source) | to_entries | sort'");
  const Ran as_line = sh("$J page.jsonl | jq -c 'del(.id, .source, .last) | to_entries | sort'");
  EXPECT_GT(as_file.out.size(), 10'000u);
  EXPECT_TRUE(as_file.out == as_line.out);
  EXPECT_EQ(sh("$J page.jsonl | jq -r .id | head -n 2").out, "page:1#1\npage:1#2\n");
  EXPECT_TRUE(matches(sh("$J page.jsonl page.jsonl | jq .last | uniq -c").out,
                      "^ *[0-9]+ false\n *1 true\n *[0-9]+ false\n *1 true$"));
}

TEST_F(LinesOfJson, other_fields_are_carried_byte_for_byte_and_in_their_order) {
  const std::string before =
      R"("z":1.0,"a":1e400,"m":12345678901234567890123,"e":"\u00e9\/\ud800", "n":{"b":[1, 2.50,{"c":null}],"a":-0E+1})";
  const std::string after = R"("z":"twice","":[ ],"t":true)";
  const Ran ran = line("{" + before + ",\"text\" : \"会议。\"," + after + "}\n");
  EXPECT_EQ(ran.err, "");
  // White space between fields goes; within one it stays.
  std::string kept = before;
  kept.erase(kept.find(" \"n\""), 1);
  EXPECT_TRUE(ran.out.starts_with("{" + kept + ",\"text\" : \"会议。\"," + after + ",\"id\":\"page:1#1\","))
      << ran.out;
}

TEST_F(LinesOfJson, the_page_may_be_in_another_field_however_its_name_is_written) {
  const Ran ran = line("{\"b\\u006fdy\":\"会议。\",\"text\":7}\n", "-F repair --text-field body");
  EXPECT_EQ(ran.err, "");
  EXPECT_TRUE(ran.out.starts_with("{\"b\\u006fdy\":\"会议。\",\"text\":7,\"id\":\"page:1#1\",")) << ran.out;
  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 1);
  // Also in one that is called like a field of ours, or has no name.
  EXPECT_TRUE(has(line("{\"headline\":\"会议。\"}\n", "-F repair --text-field headline").out,
                  "\"newsclean_headline\":\"\""));
  EXPECT_TRUE(
      line("{\"\":\"会议。\"}\n", "-F repair --text-field ''").out.starts_with("{\"\":\"会议。\",\"id\":"));
}

TEST_F(LinesOfJson, a_field_of_ours_makes_way_for_one_of_the_page) {
  const Ran ran = line(R"({"lang":"zh","pages":3,"newsclean_pages":4,"text":"会议。"})"
                       "\n",
                       "-F repair -r zh-daily");
  EXPECT_TRUE(
      ran.out.starts_with(R"({"lang":"zh","pages":3,"newsclean_pages":4,"text":"会议。","id":"page:1#1")"));
  EXPECT_TRUE(has(ran.out, ",\"newsclean_lang\":\"zh-Hans\",\"newsclean_newsclean_pages\":[1],")) << ran.out;
  EXPECT_FALSE(has(ran.out, "newsclean_kind"));
}

TEST_F(LinesOfJson, the_id_is_made_of_that_of_the_page_else_of_the_line) {
  const auto id = [&](const std::string& field) {
    return match(line("\n{" + field + "\"text\":\"会议。\"}\n").out,
                 "\"(newsclean_)?id\":\"([^\"]*#[^\"]*)\"")[2];
  };
  EXPECT_EQ(id(""), "page:2#1");
  EXPECT_EQ(id("\"id\":17,"), "17#1");
  EXPECT_EQ(id("\"id\":-17,"), "-17#1");
  EXPECT_EQ(id("\"id\":123456789012345678901234,"), "123456789012345678901234#1");
  EXPECT_EQ(id("\"id\":\"xxrb\\u002d1\","), "xxrb-1#1");
  EXPECT_EQ(id("\"id\":1.5,"), "page:2#1");
  EXPECT_EQ(id("\"id\":null,"), "page:2#1");
  EXPECT_EQ(id("\"id\":\"\","), "page:2#1");
  EXPECT_EQ(id("\"id\":\"\\ud800\","), "page:2#1");
  EXPECT_TRUE(has(sh("$R <page.jsonl").out, "\"newsclean_id\":\"stdin:2#1\",\"source\":\"-\""));
}

TEST_F(LinesOfJson, a_page_with_nothing_printed_on_it_gives_a_record_all_the_same) {
  for (const char* text : {"", " \\n\\n\\f \\t\\u3000"}) {
    const Ran ran = line("{\"id\":1,\"text\":\"" + std::string(text) + "\"}\n", "");
    EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 1) << ran.out;
    EXPECT_TRUE(ran.out.starts_with("{\"id\":1,\"text\":\"\",\"newsclean_id\":\"1#rest1\",")) << ran.out;
    EXPECT_TRUE(has(ran.out, "\"kind\":\"rest\"") && has(ran.out, "\"pages\":[1]") &&
                has(ran.out, "\"blocks\":[]"));
  }
  // And one with nothing but furniture has its rest.
  const Ran furniture = line(text_line("第02版"), "-r zh-daily");
  EXPECT_EQ(std::count(furniture.out.begin(), furniture.out.end(), '\n'), 1) << furniture.out;
  EXPECT_TRUE(has(furniture.out, "第02版"));
}

TEST_F(LinesOfJson, blank_lines_marks_and_line_ends_are_no_pages) {
  const std::string page = "{\"text\":\"会议。\"}";
  const std::string expected = line(page + "\n" + page + "\n").out;
  EXPECT_EQ(std::count(expected.begin(), expected.end(), '\n'), 2);
  EXPECT_EQ(line(page + "\n" + page).out, expected);
  EXPECT_EQ(line("\xEF\xBB\xBF" + page + "\r\n" + page + "\r\n\r\n \t\n").out, expected);
  EXPECT_EQ(sh("(printf '\\357'; sleep 0.1; printf '\\273'; sleep 0.1; tail -c +3 page.jsonl) | $R - | "
               "sed 's/stdin/page/; s/\"-\"/\"page.jsonl\"/'")
                .out,
            expected);
  EXPECT_EQ(line("").out, "");
  EXPECT_EQ(line("\n\n").status, 0);
  EXPECT_EQ(line("\xEF\xBB\xBF").out, "");
}

TEST_F(LinesOfJson, each_line_has_the_recipe_that_its_text_shows) {
  const Ran ran =
      line("{\"text\":\"The council met on Monday and voted for the bridge over the river.\"}\n" +
               text_line(kPage) + text_line("市議會昨日舉行會議，討論經濟問題，與會議員發言踴躍。"),
           "");
  EXPECT_EQ(sh("$J page.jsonl | grep -o '\"lang\":\"[^\"]*\"'").out,
            "\"lang\":\"en\"\n\"lang\":\"zh-Hans\"\n\"lang\":\"zh-Hant\"\n")
      << ran.out;
  EXPECT_EQ(sh("$J -r ja page.jsonl | grep -c '\"lang\":\"ja\"'").out, "3\n");
  EXPECT_EQ(sh("$J -r none page.jsonl").status, 2);
}

TEST_F(LinesOfJson, a_page_longer_than_a_window_is_one_document_and_a_very_long_one_goes_in_several) {
  put_big();
  const auto ids = [&](const std::string& make) {
    sh(make + " | jq -Rsc '{id: 5, text: .}' >long.jsonl");
    return sh("$R long.jsonl | jq -r 'select(.kind != \"rest\").newsclean_id'").out;
  };
  const std::string one = ids("cat big.txt big.txt");
  if (one.empty()) GTEST_SKIP() << "jq is not installed";
  EXPECT_TRUE(one.starts_with("5#1\n")) << one.substr(0, 100);
  const std::string many =
      ids("for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do cat big.txt; printf '\\f'; done");
  std::istringstream lines(many);
  std::size_t n = 0;
  for (std::string id; std::getline(lines, id);) EXPECT_EQ(id, "5#" + std::to_string(++n));
  EXPECT_GT(n, 10u);
}

// ---- a line that is no page

TEST_F(LinesOfJson, a_line_that_is_no_page_ends_the_run_and_what_went_before_is_written) {
  const std::string good = text_line("会议。");
  const std::string first = line(good).out;
  const auto says = [&](const std::string& bad, const std::string& why) {
    for (const char* jobs : {"-j 1", "-j 3", "-j 3 --line-buffered"}) {
      const Ran ran = line(good + bad + "\n" + good, std::string("-F repair ") + jobs);
      EXPECT_EQ(ran.status, 3) << bad;
      EXPECT_EQ(ran.out, first) << bad;
      EXPECT_EQ(ran.err, "newsclean: page.jsonl:2: " + why + "\n") << bad;
    }
  };
  says("{\"text\":\"x\"", "is no JSON: it ends too early");
  says("{\"text\":\"x\",}", "is no JSON at byte 13");
  says("{\"text\":\"x\",\"a\":tru}", "is no JSON at byte 20");
  says("[1]", "is no JSON object");
  says("\"text\"", "is no JSON object");
  says("nonsense", "is no JSON object");
  says("{\"txet\":\"x\"}", "has no field \"text\"");
  says("{\"text\":null}", "has no string in the field \"text\"");
  says("{\"text\":[\"x\"]}", "has no string in the field \"text\"");
  says("{\"text\":\"x\",\"text\":\"y\"}", "has the field \"text\" twice");
  says("{\"text\":\"\\ud800\"}", "has half of a surrogate pair in the field \"text\"");
  says("{\"text\":\"\xED\xA0\x80\"}", "is no UTF-8");
  says("{\"a\":\"\xFF\",\"text\":\"x\"}", "is no UTF-8");
}

TEST_F(LinesOfJson, a_file_has_what_went_before_the_line_that_ended_the_run) {
  put("a.jsonl", text_line("一。") + "bad\n" + text_line("二。"));
  put("b.jsonl", text_line("三。"));
  const Ran file =
      sh("$R -o out.jsonl a.jsonl b.jsonl; s=$?; grep -c . out.jsonl; ls -A | grep part; exit $s");
  EXPECT_EQ(file.out, "1\n");
  EXPECT_EQ(file.status, 3);
  EXPECT_EQ(sh("$R -o out/ b.jsonl a.jsonl b.jsonl").status, 2) << "two would be written to one file";
  EXPECT_EQ(sh("$R -o out/ b.jsonl a.jsonl; echo $?; grep -c . out/a.jsonl out/b.jsonl").out,
            "3\nout/a.jsonl:1\nout/b.jsonl:1\n");
}

TEST_F(LinesOfJson, lines_that_are_no_pages_are_left_out_or_passed_on_as_they_are) {
  const std::string good = text_line("会议。"), bad = "{\"txet\" : 1.0}\r", worse = "\xFF\xFE";
  put("page.jsonl", good + bad + "\n\n" + worse + "\n" + good);
  const Ran skip = sh("$R --on-error skip page.jsonl");
  const std::string said =
      "newsclean: 2 of 4 lines were rejected; the first: page.jsonl:2: has no field \"text\"\n";
  EXPECT_EQ(skip.status, 0);
  EXPECT_EQ(skip.err, said);
  EXPECT_EQ(std::count(skip.out.begin(), skip.out.end(), '\n'), 2);
  EXPECT_TRUE(has(skip.out, "\"page:5#1\""));
  const Ran pass = sh("$R --on-error pass page.jsonl");
  EXPECT_EQ(pass.status, 0);
  EXPECT_EQ(pass.err, said);
  const std::size_t first = skip.out.find('\n') + 1;
  EXPECT_EQ(pass.out, skip.out.substr(0, first) + bad + "\n" + worse + "\n" + skip.out.substr(first));
  EXPECT_EQ(sh("echo x | $R --on-error skip").err,
            "newsclean: 1 of 1 line was rejected; the first: standard input:1: is no JSON object\n");
}

TEST_F(LinesOfJson, rejected_lines_are_written_with_their_place_and_why) {
  put("page.jsonl", text_line("会议。") + "{\"txet\":\"\\u4f1a\x1b\"}\r\n" + "\xFF|\n" + text_line("会议。"));
  const std::string told =
      R"({"source":"page.jsonl","line":2,"error":"is no JSON at byte 16","record":"{\"txet\":\"\\u4f1a\u001b\"}\r"})"
      "\n"
      R"({"source":"page.jsonl","line":3,"error":"is no UTF-8","record":")"
      "\uFFFD"
      R"(|","bytes":"ff7c"})"
      "\n";
  for (const char* action : {"skip", "pass"}) {
    const Ran ran = sh(std::string("$R --rejects no.jsonl --on-error ") + action + " page.jsonl");
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(get("no.jsonl"), told) << action;
  }
  EXPECT_EQ(sh("$R --rejects no.jsonl page.jsonl").status, 3);
  EXPECT_EQ(get("no.jsonl"), told.substr(0, told.find('\n') + 1)) << "the one that ended the run";
  put("good.jsonl", text_line("会议。"));
  EXPECT_EQ(sh("$R --rejects no.jsonl good.jsonl").status, 0);
  EXPECT_EQ(get("no.jsonl"), "") << "those of another run must not stay";
  EXPECT_EQ(sh("$R --rejects - --on-error skip -o out.jsonl page.jsonl").out, told);
  EXPECT_EQ(sh("ls -A | grep part").out, "");
}

TEST_F(LinesOfJson, rejects_do_not_go_over_an_input_or_into_the_output) {
  put("page.jsonl", text_line("会议。"));
  for (const char* options :
       {"--rejects page.jsonl page.jsonl", "--rejects out -o out page.jsonl", "--rejects - page.jsonl",
        "--rejects page.jsonl <page.jsonl", "-o page.jsonl page.jsonl"}) {
    const Ran ran = sh(std::string("$R ") + options);
    EXPECT_EQ(ran.status, 2) << options;
    EXPECT_TRUE(has(ran.err, "would")) << ran.err;
  }
  EXPECT_EQ(get("page.jsonl"), text_line("会议。"));
  EXPECT_EQ(sh("echo x | $R --rejects /dev/full --on-error skip").status, 4);
}

TEST_F(LinesOfJson, an_input_that_breaks_off_or_is_not_there_is_named_and_the_others_are_written) {
  put("page.jsonl", text_line("会议。"));
  const std::string one = sh("$R page.jsonl").out;
  Ran ran = sh("$R nowhere.jsonl page.jsonl");
  EXPECT_EQ(ran.status, 4);
  EXPECT_EQ(ran.out, one);
  EXPECT_EQ(ran.err, "newsclean: nowhere.jsonl: No such file or directory\n");
  ran = sh("$R page.jsonl /proc/self/mem");
  EXPECT_EQ(ran.status, 4);
  EXPECT_EQ(ran.out, one);
  EXPECT_TRUE(has(ran.err, "/proc/self/mem: Input/output error"));
}

TEST_F(LinesOfJson, are_read_from_folders_and_compressed_files) {
  put("page.jsonl", text_line("会议。"));
  const std::string one = sh("$R page.jsonl").out;
  sh("mkdir -p in/a; gzip -c page.jsonl >in/a/page.jsonl.gz");
  EXPECT_EQ(sh("$R in").out, sh("$R --root in in/a/page.jsonl.gz").out);
  EXPECT_TRUE(has(sh("$R in").out, "\"id\":\"a/page:1#1\",\"source\":\"a/page.jsonl\""));
  EXPECT_EQ(sh("$R in/a/page.jsonl.gz").out, one);
}

TEST_F(LinesOfJson, of_several_files_are_no_issue_whatever_their_paths_say) {
  put("a.jsonl", text_line("会议。"));
  put("b.jsonl", text_line("大会。"));
  const std::string all = sh("$R a.jsonl; $R b.jsonl").out;
  EXPECT_EQ(sh("$R --paths '(?P<id>jsonl)' a.jsonl b.jsonl").out, all);
}

TEST_F(LinesOfJson, options_that_do_not_fit_are_refused) {
  put("page.jsonl", text_line("会议。"));
  const auto refuses = [&](const std::string& options, const std::string& message) {
    const Ran ran = Shell::sh("$N " + options + " page.jsonl");
    EXPECT_EQ(ran.status, 2) << options;
    EXPECT_EQ(ran.out, "") << options;
    EXPECT_TRUE(has(ran.err, "newsclean: " + message + "\n")) << options << ": " << ran.err;
  };
  for (const char* other : {"issue", "explain", "diff", "check", "print-recipe"})
    refuses(std::string("-f jsonl --") + other,
            std::string("--from jsonl and --") + other + " do not go together");
  refuses("-f jsonl --edits log", "--from jsonl and --edits do not go together");
  refuses("-f jsonl --undo log", "--from jsonl and --undo do not go together");
  refuses("-f jsonl -t text", "--from jsonl and --to text do not go together");
  refuses("-f jsonl --encoding GBK", "--from jsonl and --encoding GB18030 do not go together");
  refuses("-f jsonl --on-error halt", "no --on-error \"halt\"; there are fail, skip, pass");
  refuses("-t jsonl --line-buffered", "--line-buffered goes with --from jsonl only");
  refuses("--text-field body", "--text-field goes with --from jsonl only");
  refuses("--on-error skip", "--on-error goes with --from jsonl only");
  refuses("-f text --rejects no", "--rejects goes with --from jsonl only");
  EXPECT_EQ(Shell::sh("$N -f jsonl -t jsonl --encoding utf-8 page.jsonl").status, 0);
}

// ---- many lines

TEST_F(LinesOfJson, any_number_of_jobs_and_any_way_of_reading_gives_the_same_bytes) {
  std::string lines;
  for (int i = 0; i < 3000; ++i)
    lines += i % 7 == 0 ? "bad " + std::to_string(i) + "\n"
                        : "{\"n\":" + std::to_string(i) + ",\"text\":\"第" + std::to_string(i) + "期" +
                              kPage + "\"}\n";
  put("page.jsonl", lines);
  const std::string options = " -r zh-daily --on-error pass --rejects no.jsonl ";
  const Ran one = sh("$J -j 1" + options + "page.jsonl");
  const std::string rejects = get("no.jsonl");
  EXPECT_EQ(std::count(one.out.begin(), one.out.end(), '\n'), 3000);
  EXPECT_EQ(std::count(rejects.begin(), rejects.end(), '\n'), 429);
  for (const char* way : {"-j 2", "-j 7", "-j 1 --line-buffered", "-j 3 --line-buffered"}) {
    EXPECT_TRUE(one.out == sh(std::string("$J ") + way + options + "page.jsonl").out) << way;
    EXPECT_TRUE(rejects == get("no.jsonl")) << way;
  }
  EXPECT_TRUE(one.out == sh("dd if=page.jsonl bs=977 2>/dev/null | $J -j 2" + options +
                            "| sed 's/stdin:/page:/; s/\"source\":\"-\"/\"source\":\"page.jsonl\"/'")
                             .out);
}

TEST_F(LinesOfJson, a_closed_pipe_ends_it_quietly) {
  const Ran ran = Shell::sh("yes '{\"text\":\"x\"}' | $N -f jsonl -F none | head -n 1 | wc -l");
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, "1\n");
  EXPECT_EQ(ran.err, "");
}

TEST_F(LinesOfJson, memory_does_not_grow_with_the_number_of_lines) {
  if (SANITIZED) GTEST_SKIP() << "what sanitizers keep of each piece of memory grows";
  const auto peak = [&](int lines) {
    std::string all;
    for (int i = 0; i < lines; ++i)
      all += "{\"n\":" + std::to_string(i) + ",\"text\":\"Heading\\n\\nA line.\"}\n";
    put("page.jsonl", all);
    const Measured ran =
        measured(folder_.string(), "exec " NEWSCLEAN_BINARY " -f jsonl -r en -j 2 page.jsonl", 300);
    EXPECT_EQ(ran.status, 0) << ran.err;
    return ran.peak >> 20;
  };
  const std::size_t few = peak(2'000);
  EXPECT_LE(peak(200'000), few + 8);
}

// What makes one process for all worth it.
TEST_F(LinesOfJson, a_page_costs_less_than_a_tenth_of_a_process) {
  put("one.jsonl", text_line(kPage));
  std::string all;
  for (int i = 0; i < 10'000; ++i) all += text_line(kPage);
  put("all.jsonl", all);
  const std::string newsclean = NEWSCLEAN_BINARY " -f jsonl -r zh-daily -j 1 ";
  const Measured pages = measured(folder_.string(), newsclean + "all.jsonl >out", 300);
  const Measured processes =
      measured(folder_.string(), "for i in $(seq 100); do " + newsclean + "one.jsonl; done >out", 300);
  ASSERT_EQ(pages.status + processes.status, 0) << pages.err << processes.err;
  RecordProperty("microseconds_a_page", std::to_string(pages.seconds / 10'000 * 1e6));
  RecordProperty("microseconds_a_process", std::to_string(processes.seconds / 100 * 1e6));
  EXPECT_LT(pages.seconds / 10'000, processes.seconds / 100 / 10);
}

// ---- held open

// newsclean with both ends of its pipes in our hands.
class Held {
 public:
  explicit Held(const std::string& options) {
    int in[2]{}, out[2]{};
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) return;
    const std::string command = "exec '" NEWSCLEAN_BINARY "' " + options;
    child_ = fork();
    if (child_ == 0) {
      dup2(in[0], STDIN_FILENO);
      dup2(out[1], STDOUT_FILENO);
      dup2(out[1], STDERR_FILENO);
      execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
      _exit(127);
    }
    close(in[0]);
    close(out[1]);
    to_ = in[1];
    from_ = out[0];
  }
  ~Held() {
    shut();
    if (child_ > 0) {
      kill(child_, SIGKILL);
      waitpid(child_, nullptr, 0);
    }
    close(from_);
  }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t n = ::write(to_, bytes.data(), bytes.size());
      if (n <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
  }

  // The next line; without its end when nothing more came for so long.
  std::string line(int milliseconds = 60'000) {
    for (;;) {
      const std::size_t end = got_.find('\n');
      if (end != got_.npos) {
        std::string result = got_.substr(0, end + 1);
        got_.erase(0, end + 1);
        return result;
      }
      pollfd more{from_, POLLIN, 0};
      char block[65536];
      const ssize_t n = poll(&more, 1, milliseconds) > 0 ? ::read(from_, block, sizeof block) : 0;
      if (n <= 0) return std::exchange(got_, {});
      got_.append(block, static_cast<std::size_t>(n));
    }
  }

  void shut() {
    if (to_ >= 0) close(std::exchange(to_, -1));
  }

  int status() {
    int status = 0;
    waitpid(std::exchange(child_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t child_ = -1;
  int to_ = -1, from_ = -1;
  std::string got_;
};

constexpr const char* kWays[] = {"-j 1 --line-buffered", "-j 4 --line-buffered", "--line-buffered", "-j 1",
                                 "-j 4"};

TEST_F(LinesOfJson, a_line_is_answered_before_the_next_one_is_sent) {
  for (const char* way : kWays) {
    Held held(std::string("-f jsonl -F repair ") + way);
    for (int i = 0; i < 300; ++i) {
      held.send("{\"id\":" + std::to_string(i) + ",\"text\":\"会议。\"}\n");
      const std::string answer = held.line();
      ASSERT_TRUE(answer.starts_with("{\"id\":" + std::to_string(i) + ",\"text\":\"会议。\",") &&
                  answer.ends_with("}\n"))
          << way << ", line " << i << ": " << answer;
    }
    held.shut();
    EXPECT_EQ(held.line(), "") << way;
    EXPECT_EQ(held.status(), 0) << way;
  }
}

TEST_F(LinesOfJson, some_lines_at_once_and_half_a_line_are_answered_as_far_as_they_go) {
  for (const char* way : kWays) {
    Held held(std::string("-f jsonl -F repair ") + way);
    for (int round = 0; round < 50; ++round) {
      std::string lines;
      for (int i = 0; i < 20; ++i) lines += "{\"id\":" + std::to_string(i) + ",\"text\":\"会议。\"}\n";
      const std::string half = "{\"id\":20,\"te";
      held.send(lines + half);
      for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(held.line().starts_with("{\"id\":" + std::to_string(i) + ","))
            << way << ", round " << round;
      if (round % 10 == 0) {
        ASSERT_EQ(held.line(20), "") << way;
      }
      held.send("xt\":\"会议。\"}\n");
      ASSERT_TRUE(held.line().starts_with("{\"id\":20,")) << way << ", round " << round;
    }
  }
}

TEST_F(LinesOfJson, a_line_that_ends_the_run_ends_it_at_once) {
  for (const char* way : kWays) {
    Held held(std::string("-f jsonl -F repair ") + way);
    held.send(text_line("会议。"));
    EXPECT_TRUE(held.line().starts_with("{\"text\":\"会议。\","));
    held.send("bad\n");
    EXPECT_EQ(held.line(), "newsclean: standard input:2: is no JSON object\n") << way;
    EXPECT_EQ(held.line(), "") << way << ": its end, while the pipe to it is open";
    EXPECT_EQ(held.status(), 3) << way;
  }
}

}  // namespace
