// The command line of newsclean: its options, what it writes, what it says and with which status it ends.
#include <clean/filter.h>
#include <clean/pipeline.h>
#include <clean/recipe.h>
#include <gtest/gtest.h>

#include "shell.h"

namespace {

class CommandLine : public Shell {};

TEST_F(CommandLine, help_fits_a_screen) {
  const auto lines_of = [](const Ran& ran) {
    EXPECT_EQ(ran.status, 0);
    std::istringstream lines(ran.out);
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) EXPECT_LE(line.size(), 80u) << line;
    return count;
  };
  const Ran brief = sh("$N -h"), all = sh("$N --help");
  EXPECT_LE(lines_of(brief), 30);
  EXPECT_GT(lines_of(all), lines_of(brief));
  EXPECT_TRUE(has(brief.out, "There is more: newsclean --help\n"));
  EXPECT_FALSE(has(brief.out, "--text-field"));
  EXPECT_TRUE(has(all.out, "--text-field"));
}

TEST_F(CommandLine, version_is_one_line_and_says_which_dictionaries_are_in_use) {
  const std::string expected = "newsclean 0.1.0 (" + clean::dictionaries_in_use() + ")\n";
  EXPECT_EQ(sh("$N --version").out, expected);
}

TEST_F(CommandLine, a_wrong_option_ends_with_status_2_and_the_near_word) {
  const Ran ran = sh("$N --recpie zh-daily *.txt");
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err,
            "newsclean: no option --recpie; did you mean --recipe?\nnewsclean: try: newsclean --help\n");
}

TEST_F(CommandLine, a_wrong_value_ends_with_status_2_and_the_users_word) {
  const auto refuses = [&](const std::string& options, const std::string& message) {
    const Ran ran = sh("$N " + options + " *.txt");
    EXPECT_EQ(ran.status, 2) << options;
    EXPECT_EQ(ran.out, "") << options;
    EXPECT_TRUE(has(ran.err, message)) << options << ": " << ran.err;
  };
  refuses("-F repair,rejion", "no filter \"rejion\"; did you mean \"rejoin\"?");
  refuses("-F ''", "no filter \"\"; there are order,");
  refuses("--threshold 2", "--threshold \"2\": not a number from 0 to 1");
  refuses("--threshold nan", "--threshold \"nan\": not a number");
  refuses("-j 0", "--jobs \"0\": not a whole number");
  refuses("-j 2x", "--jobs \"2x\": not a whole number");
  refuses("-f json", "no input format \"json\"; did you mean \"jsonl\"?");
  refuses("-f xml", "no input format \"xml\"; there are auto, text, alto, page, hocr, mets, jsonl");
  refuses("-t jsno", "no output format \"jsno\"; did you mean \"jsonl\"?");
  refuses("-r zh-dialy", "did you mean \"zh-daily\"?");
  refuses("--explain --diff", "--explain and --diff do not go together");
  refuses("--check -o out", "--check and --output do not go together");
}

TEST_F(CommandLine, a_missing_file_is_named_the_others_are_written_status_4) {
  const Ran whole = sh(std::string("$N ") + kDaily);
  const Ran ran = sh(std::string("$N nowhere.txt ") + kDaily);
  EXPECT_EQ(ran.status, 4);
  EXPECT_EQ(ran.out, whole.out);
  EXPECT_EQ(ran.err, "newsclean: nowhere.txt: No such file or directory\n");
}

TEST_F(CommandLine, an_unreadable_file_is_named_the_others_are_written_status_4) {
  const Ran whole = sh(std::string("$N ") + kDaily);
  const Ran unreadable = sh(std::string("$N /proc/self/mem ") + kDaily);  // opens, but cannot be read
  EXPECT_EQ(unreadable.status, 4);
  EXPECT_EQ(unreadable.out, whole.out);
  EXPECT_EQ(unreadable.err, "newsclean: /proc/self/mem: Input/output error\n");
}

TEST_F(CommandLine, says_how_much_of_a_text_was_no_UTF8) {
  put("damaged.txt", "Le conseil a été réuni hier au soir, et la s\xE9 ance a duré long\xE9 temps.\n");
  const Ran ran = sh("$N damaged.txt");
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.err,
            "newsclean: damaged.txt: 2 places are no UTF-8 and became U+FFFD; if it is in another encoding, "
            "--encoding NAME reads it\n");
}

TEST_F(CommandLine, binary_input_is_named_the_others_are_written_status_3) {
  put("nul.bin", std::string_view("some bytes, \0 more", 18));
  const Ran whole = sh(std::string("$N ") + kDaily);
  const Ran ran = sh(std::string("seq 1 3000 | gzip -n | tr -d '\\000' >noise; $N nul.bin noise ") + kDaily);
  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(ran.out, whole.out);
  EXPECT_TRUE(has(ran.err, "newsclean: nul.bin: not text (NUL byte at byte 12)\n"));
  EXPECT_TRUE(has(ran.err, "newsclean: noise: cannot be unpacked: ")) << ran.err;  // it begins as gzip does
}

// ---- encodings

TEST_F(CommandLine, text_in_another_encoding_gives_what_it_gives_in_UTF8) {
  const std::string seed(kDaily);
  const Ran whole = sh("$N " + seed);
  for (const char* encoding : {"GB18030", "UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE"}) {
    const std::string make = std::string("iconv -f UTF-8 -t ") + encoding + " " + seed + " >page.txt; ";
    const Ran ran = sh(make + "$N page.txt");
    EXPECT_EQ(ran.status, 0) << encoding << ran.err;
    EXPECT_EQ(ran.err, "") << encoding;
    EXPECT_EQ(ran.out, whole.out) << encoding;
    EXPECT_EQ(sh(make + "cat page.txt | $N").out, whole.out) << encoding;
    EXPECT_EQ(sh(make + "$N --encoding " + encoding + " page.txt").out, whole.out) << encoding;
  }
}

TEST_F(CommandLine, a_long_stream_in_another_encoding_is_cut_where_its_text_is) {
  put_big();
  sh("iconv -f UTF-8 -t GB18030 big.txt >gb.txt");
  EXPECT_EQ(
      sh("$N -F repair -t jsonl - <big.txt >1; dd if=gb.txt bs=4093 2>/dev/null | $N -F repair -t jsonl - | "
         "sed 's/,\"encoding\":\"GB18030\"//' | cmp - 1")
          .status,
      0);
}

TEST_F(CommandLine, records_log_and_stats_say_what_was_decoded) {
  put("gbk.txt", "\xD0\xC2\xCF\xE7\xC8\xD5\xB1\xA8\n");
  EXPECT_TRUE(sh("$N -t jsonl gbk.txt")
                  .out.starts_with("{\"id\":\"gbk#1\",\"source\":\"gbk.txt\",\"encoding\":\"GB18030\","));
  EXPECT_TRUE(has(sh("$N -t edits gbk.txt").out, ",\"encoding\":\"GB18030\"}\n"));
  EXPECT_TRUE(has(sh("$N --stats gbk.txt").err, "newsclean: gbk.txt: read as GB18030\n"));
  EXPECT_TRUE(has(sh("$N --explain gbk.txt").out, ", read as GB18030\n"));
  EXPECT_EQ(sh("$N --edits log gbk.txt >out; $N --undo log out").out, "新乡日报\n");
  EXPECT_FALSE(has(sh(std::string("$N -t jsonl ") + kDaily).out, "\"encoding\""));
  EXPECT_FALSE(has(sh(std::string("$N --stats ") + kDaily).err, "read as"));
}

TEST_F(CommandLine, an_encoding_in_doubt_is_not_read_until_it_is_named) {
  put("short.txt", "\xA4\xA4\xA4\xE5\n");
  const Ran ran = sh(std::string("$N short.txt ") + kDaily);
  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(ran.out, sh(std::string("$N ") + kDaily).out);
  EXPECT_TRUE(matches(ran.err,
                      "^newsclean: short.txt: its encoding is in doubt: Big5-HKSCS \\([0-9]+ %\\) or GB18030 "
                      "\\([0-9]+ %\\); --encoding NAME settles it$"))
      << ran.err;
  EXPECT_EQ(sh("$N --encoding big5 short.txt").out, "中文\n");
  EXPECT_EQ(sh("$N --encoding UTF-16 <short.txt").status, 0);
}

TEST_F(CommandLine, counts_what_is_nothing_in_the_encoding) {
  put("page.txt", "\xC6\xFC\xCB\xDC\xB8\xEC \xFF\n");
  const Ran ran = sh("$N --encoding EUC-JP page.txt");
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, "日本語 \uFFFD\n");
  EXPECT_EQ(ran.err,
            "newsclean: page.txt: 1 place is nothing in EUC-JP and became U+FFFD; if it is in another "
            "encoding, --encoding NAME reads it\n");
}

TEST_F(CommandLine, a_wrong_encoding_ends_with_status_2_and_the_near_name) {
  put("gbk.txt", "\xD0\xC2\xCF\xE7\xC8\xD5\xB1\xA8\n");
  const auto refuses = [&](const std::string& name, const std::string& message) {
    const Ran ran = sh("$N --encoding " + name + " gbk.txt");
    EXPECT_EQ(ran.status, 2) << name;
    EXPECT_EQ(ran.out, "") << name;
    EXPECT_TRUE(has(ran.err, message)) << name << ": " << ran.err;
  };
  refuses("gb1803", "no encoding \"gb1803\"; did you mean \"GB18030\"?");
  refuses("shift-jsi", "did you mean \"Shift_JIS\"?");
  refuses("atuo", "did you mean \"auto\"?");
  refuses("quux", "no encoding \"quux\"; there are auto UTF-8");
  refuses("''", "no encoding \"\"");
}

TEST_F(CommandLine, each_page_of_an_issue_has_its_own_encoding) {
  put("u1.txt", "市二中安排专人对食堂每天采购的食品进行检\n");
  put("u4.txt", "查验收，确保师生吃得放心。\n");
  sh("iconv -f UTF-8 -t GB18030 u1.txt >day-p1.txt; iconv -f UTF-8 -t UTF-16 u4.txt >day-p4.txt");
  const Ran ran = sh("$N -r zh-daily --issue -t jsonl --edits log day-p1.txt day-p4.txt");
  EXPECT_TRUE(has(ran.out, "食品进行检查验收")) << ran.out;
  EXPECT_TRUE(has(ran.out, "\"source\":\"day-p1.txt\",\"encoding\":\"GB18030\"")) << ran.out;
  EXPECT_TRUE(matches(
      get("log"),
      "\"files\":\\[\\[\"day-p1.txt\",0,1,\"GB18030\"\\],\\[\"day-p4.txt\",[0-9]+,4,\"UTF-16LE\"\\]\\]"))
      << get("log");
  EXPECT_EQ(sh("$N -r zh-daily --issue -t jsonl --edits log day-p1.txt day-p4.txt >out; $N --undo log -o "
               "back/ out; "
               "cmp back/day-p1.txt u1.txt; tail -c +4 back/day-p4.txt | cmp - u4.txt")
                .out,
            "");
}

TEST_F(CommandLine, status_4_goes_before_status_3) {
  put("nul.bin", std::string_view("\0", 1));
  EXPECT_EQ(sh("$N nowhere.txt nul.bin").status, 4);
  EXPECT_EQ(sh("$N nul.bin nowhere.txt").status, 4);
}

TEST_F(CommandLine, a_name_cannot_write_to_the_terminal) {
  EXPECT_EQ(sh("$N \"$(printf 'a\\033[31m')\"").err, "newsclean: a\\x1b[31m: No such file or directory\n");
}

TEST_F(CommandLine, an_empty_input_has_no_article_and_status_0) {
  put("empty.txt", "");
  for (const char* line : {"$N empty.txt", "$N -t jsonl empty.txt", "$N -t edits empty.txt", "$N </dev/null",
                           "$N --check empty.txt", "$N --diff empty.txt"}) {
    const Ran ran = sh(line);
    EXPECT_EQ(ran.status, 0) << line;
    EXPECT_EQ(ran.out + ran.err, "") << line;
  }
}

TEST_F(CommandLine, a_full_disk_is_told_status_4) {
  for (const char* line : {"$N *.txt >/dev/full", "$N --help >/dev/full", "$N --list-filters >/dev/full"}) {
    const Ran ran = sh(line);
    EXPECT_EQ(ran.status, 4) << line;
    EXPECT_EQ(ran.err, "newsclean: standard output: No space left on device\n") << line;
  }
  const Ran file = sh("$N -o /dev/full *.txt");
  EXPECT_EQ(file.status, 4);
  EXPECT_EQ(file.err, "newsclean: /dev/full: No space left on device\n");
  EXPECT_EQ(sh("$N --edits /dev/full *.txt").status, 4);
}

TEST_F(CommandLine, a_closed_pipe_ends_it_quietly) {
  put_big();
  const Ran ran = sh("{ $N big.txt; echo $? >status; } | head -c 1");
  EXPECT_EQ(ran.out.size(), 1u);
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(get("status"), "141\n");  // SIGPIPE
}

TEST_F(CommandLine, standard_input_and_a_dash_are_the_same_as_a_file) {
  const std::string whole = sh(std::string("$N ") + kDaily).out;
  EXPECT_NE(whole, "");
  EXPECT_EQ(sh(std::string("$N <") + kDaily).out, whole);
  EXPECT_EQ(sh(std::string("$N - <") + kDaily).out, whole);
  EXPECT_EQ(sh(std::string("$N -o - ") + kDaily).out, whole);
}

TEST_F(CommandLine, the_articles_of_two_files_are_separated_like_articles) {
  const std::string daily = sh(std::string("$N ") + kDaily).out,
                    evening = sh(std::string("$N ") + kEvening).out;
  const std::string both = sh(std::string("$N ") + kDaily + " " + kEvening).out;
  EXPECT_TRUE(both.starts_with(daily));
  EXPECT_TRUE(both.ends_with(evening));
  const std::string between = both.substr(daily.size(), both.size() - daily.size() - evening.size());
  EXPECT_EQ(std::count(between.begin(), between.end(), '\f'), 1) << between;
}

TEST_F(CommandLine, any_number_of_jobs_gives_the_same_bytes) {
  put_big();
  for (const std::string to : {"text", "jsonl", "edits"}) {
    const std::string one = sh("$N -j 1 -t " + to + " big.txt *wanbao*").out;
    EXPECT_NE(one, "");
    EXPECT_TRUE(one == sh("$N -j 2 -t " + to + " big.txt *wanbao*").out) << to;
  }
  EXPECT_TRUE(sh("$N -j 1 big.txt *wanbao*").out == sh("$N -j 7 big.txt *wanbao*").out);
}

TEST_F(CommandLine, a_slow_pipe_gives_the_same_bytes_as_a_file) {
  put_big();
  const std::string file = sh("$N -t jsonl <big.txt").out;
  EXPECT_TRUE(file == sh("dd if=big.txt bs=4097 status=none | $N -t jsonl").out);
}

TEST_F(CommandLine, articles_are_numbered_over_all_windows_of_a_source) {
  put_big();
  const std::string records = sh("$N -j 2 -t jsonl big.txt *wanbao*").out;
  std::istringstream lines(records);
  int big = 0, big_rest = 0, evening = 0, evening_rest = 0;
  const std::string id("^\\{\"id\":\"([^\"]*)#(rest)?([0-9]+)\",\"source\":\"([^\"]*)\"");
  for (std::string line; std::getline(lines, line);) {
    const std::string head = line.substr(0, 200);
    const std::vector<std::string> found = match(head, id);
    ASSERT_FALSE(found.empty()) << head;
    EXPECT_EQ(found[1] + ".txt", found[4]);
    const bool rest = !found[2].empty();
    int& count = found[1] == "big" ? (rest ? big_rest : big) : rest ? evening_rest : evening;
    EXPECT_EQ(std::stoi(found[3]), ++count) << head;
  }
  EXPECT_GT(big, 100);
  EXPECT_EQ(evening, 5);
}

TEST_F(CommandLine, a_folder_gets_a_file_for_each_input) {
  const Ran ran = sh("$N -o out/new/ -t jsonl *.txt nowhere.txt");
  EXPECT_EQ(ran.status, 4);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(sh("ls -A out/new").out, "pingyuan-wanbao-2025-12.jsonl\nxinxiang-ribao-2024-01-22.jsonl\n");
  EXPECT_EQ(get("out/new/pingyuan-wanbao-2025-12.jsonl"), sh(std::string("$N -t jsonl ") + kEvening).out);
  EXPECT_EQ(sh("$N -o out/new *.txt && $N -o out/new -t edits *.txt").status, 0);  // it exists: a folder
  EXPECT_EQ(get("out/new/xinxiang-ribao-2024-01-22.txt"), sh(std::string("$N ") + kDaily).out);
  EXPECT_TRUE(fs::exists(folder_ / "out/new/xinxiang-ribao-2024-01-22.edits.jsonl"));
}

TEST_F(CommandLine, an_output_file_is_whole_or_as_it_was) {
  put("out.txt", "as it was");
  EXPECT_EQ(sh("$N -o out.txt nowhere.txt").status, 4);
  EXPECT_EQ(get("out.txt"), "as it was");
  EXPECT_EQ(sh(std::string("chmod 640 out.txt; ln -s out.txt link; $N -o link ") + kDaily).status, 0);
  EXPECT_EQ(get("out.txt"), sh(std::string("$N ") + kDaily).out);
  EXPECT_EQ(sh("stat -c %a out.txt; readlink link").out, "640\nout.txt\n");
  EXPECT_EQ(sh("ls -A | grep part").out, "");
  EXPECT_EQ(sh("$N -o nowhere/out.txt *.txt").status, 4);
}

TEST_F(CommandLine, an_input_is_never_written_over) {
  const std::string daily = get(kDaily);
  const std::string name = kDaily;
  for (const std::string& line :
       {"$N -o " + name + " " + name, "$N -o . " + name, "$N --edits ./" + name + " " + name,
        "ln -s " + name + " link && $N -o link " + name, "$N " + name + " >>" + name}) {
    const Ran ran = sh(line);
    EXPECT_EQ(ran.status, 2) << line;
    EXPECT_TRUE(has(ran.err, name + " is an input and would be written over")) << ran.err;
  }
  EXPECT_EQ(get(kDaily), daily);
}

TEST_F(CommandLine, two_inputs_are_not_written_to_one_file) {
  const Ran ran = sh("mkdir a b; cp *.txt a; cp *.txt b; $N -o out/ a/*.txt b/*.txt");
  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(
      has(ran.err, "a/pingyuan-wanbao-2025-12.txt and b/pingyuan-wanbao-2025-12.txt would both be written"));
  EXPECT_FALSE(fs::exists(folder_ / "out"));
  EXPECT_EQ(sh("$N --edits out -o out *.txt").status, 2);
}

TEST_F(CommandLine, undo_gives_both_seeds_back_from_text_and_from_jsonl) {
  for (const std::string seed : {kDaily, kEvening})
    for (const std::string to : {"text", "jsonl"}) {
      const Ran ran =
          sh("$N -t " + to + " --edits log " + seed + " >out && $N --undo log out | cmp - " + seed +
             " && $N --undo log <out | cmp - " + seed + " && $N -t edits " + seed + " | cmp - log");
      EXPECT_EQ(ran.status, 0) << seed << " " << to << ": " << ran.err;
      EXPECT_EQ(ran.out, "");
    }
}

TEST_F(CommandLine, undo_gives_an_input_of_many_windows_back) {
  put_big();
  for (const std::string to : {"text", "jsonl"}) {
    const Ran ran = sh("$N -t " + to + " --edits log big.txt >out && $N --undo log out | cmp - big.txt");
    EXPECT_EQ(ran.status, 0) << to << ": " << ran.err;
  }
}

TEST_F(CommandLine, undo_of_what_is_no_log_says_so) {
  put("log", "not a log\n");
  const Ran ran = sh(std::string("$N --undo log ") + kDaily);
  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(ran.out, "");
  EXPECT_TRUE(has(ran.err, std::string("newsclean: cannot undo ") + kDaily + " with log: edits, line 1: "));
}

TEST_F(CommandLine, check_names_what_would_change_and_is_content_with_clean_text) {
  const Ran dirty = sh("$N --check *.txt");
  EXPECT_EQ(dirty.status, 1);
  EXPECT_EQ(dirty.out, "");
  EXPECT_TRUE(matches(dirty.err, std::string(kDaily) + " would change: [0-9]+ decisions$"));
  EXPECT_TRUE(matches(dirty.err, std::string(kEvening) + " would change: [0-9]+ decisions$"));
  const Ran clean = sh("$N -o clean/ *.txt && $N --check clean/*.txt");
  EXPECT_EQ(clean.status, 0) << clean.err;
  EXPECT_EQ(clean.err, "");
}

TEST_F(CommandLine, diff_shows_lines_before_and_after_and_nothing_for_clean_text) {
  const Ran dirty = sh(std::string("$N --diff ") + kDaily);
  EXPECT_EQ(dirty.status, 1);
  EXPECT_TRUE(dirty.out.starts_with(
      "--- xinxiang-ribao-2024-01-22.txt\n+++ xinxiang-ribao-2024-01-22.txt, cleaned\n@@ "));
  const Ran clean = sh("$N -o clean/ *.txt && $N --diff clean/*.txt");
  EXPECT_EQ(clean.status, 0);
  EXPECT_EQ(clean.out, "");
}

TEST_F(CommandLine, explain_names_the_recipe_then_each_decision_with_its_line) {
  const Ran ran = sh(std::string("$N --explain ") + kEvening);
  EXPECT_EQ(ran.status, 0);
  EXPECT_TRUE(ran.out.starts_with(
      "pingyuan-wanbao-2025-12.txt: recipe zh-daily (auto: Chinese in simplified characters)\n"));
  EXPECT_TRUE(matches(ran.out, "wanbao-2025-12.txt:[0-9]+: joins \"…"));
  EXPECT_TRUE(has(ran.out, "\",\" becomes \"，\", "));
  EXPECT_TRUE(has(sh(std::string("$N --explain -r zh-daily ") + kEvening).out,
                  "recipe zh-daily (named with --recipe)\n"));
}

TEST_F(CommandLine, explain_tells_lines_behind_the_first_window_right) {
  put_big();
  const Ran ran = sh("$N --explain big.txt | grep 'an article starts' | tail -n 1");
  const std::vector<std::string> found =
      match(ran.out, "^big.txt:([0-9]+): an article starts at \"([^\"]*)\"");
  ASSERT_FALSE(found.empty()) << ran.out;
  const std::string line = sh("sed -n " + found[1] + "p big.txt").out;
  EXPECT_TRUE(has(line, found[2].substr(0, found[2].find("…")))) << line;
}

TEST_F(CommandLine, the_files_of_an_issue_are_one_document_in_the_order_of_its_pages) {
  put("day-p4.txt", "查验收，确保师生吃得放心。\n");
  put("day-p1.txt", "市二中安排专人对食堂每天采购的食品进行检\n");
  const Ran ran = sh("$N -r zh-daily --issue -t jsonl --edits log day-p4.txt day-p1.txt | tee out");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(ran.out.starts_with("{\"id\":\"day#1\",\"source\":\"day-p1.txt\"")) << ran.out;
  EXPECT_TRUE(has(ran.out, "\"pages\":[1,4]"));
  EXPECT_TRUE(has(ran.out, "进行检查验收"));
  EXPECT_EQ(sh("$N --undo log out").out, get("day-p1.txt") + get("day-p4.txt"));
  EXPECT_EQ(
      sh("$N --undo log -o back/ out; cmp back/day-p1.txt day-p1.txt; cmp back/day-p4.txt day-p4.txt").out,
      "");
  EXPECT_EQ(sh("$N -r zh-daily --issue --explain day-p4.txt day-p1.txt | grep rejoin -B1 | head -1")
                .out.substr(0, 13),
            "day-p1.txt:1:");
  EXPECT_EQ(sh("$N -r zh-daily --issue -o all/ day-p*.txt; ls all").out, "day.txt\n");
}

TEST_F(CommandLine, files_without_the_option_stay_documents_of_their_own) {
  put("day-p4.txt", "查验收，确保师生吃得放心。\n");
  put("day-p1.txt", "市二中安排专人对食堂每天采购的食品进行检\n");
  const Ran ran = sh("$N -r zh-daily -t jsonl day-p4.txt day-p1.txt");
  EXPECT_TRUE(ran.out.starts_with("{\"id\":\"day-p4#1\",\"source\":\"day-p4.txt\"")) << ran.out;
  EXPECT_FALSE(has(ran.out, "进行检查验收"));
}

TEST_F(CommandLine, a_page_of_an_issue_that_cannot_be_read_is_told_and_the_rest_written) {
  put("day-p1.txt", "一行文字。\n");
  put("day-p3.txt", std::string("\0\0\0", 3));
  const Ran ran = sh("$N --issue -t jsonl day-p1.txt day-p2.txt day-p3.txt");
  EXPECT_EQ(ran.status, 4);
  EXPECT_TRUE(has(ran.out, "一行文字。"));
  EXPECT_EQ(ran.err,
            "newsclean: day-p2.txt: No such file or directory\nnewsclean: day-p3.txt: not text (NUL byte at "
            "byte 0)\n");
  EXPECT_EQ(sh("$N --issue day-p2.txt").status, 4);
}

TEST_F(CommandLine, an_issue_too_long_for_one_window_goes_in_several) {
  put_big();
  const Ran ran =
      sh("for i in $(seq 1 14); do cp big.txt p$i.txt; cat big.txt >>all; done; $N -F repair --issue -t "
         "jsonl --edits log "
         "p*.txt >out; "
         "$N --undo log out | cmp - all");
  EXPECT_EQ(ran.out, "");
  EXPECT_TRUE(has(ran.err, "longer than 16 MiB")) << ran.err;
}

TEST_F(CommandLine, an_article_is_followed_over_the_pages_of_an_issue) {
  put("day-p1.txt",
      "柳河大桥今日通车\n\n本报讯（记者 李明）柳河大桥今日通车，两岸居民出行更加便利。（下转第四版）\n\n"
      "市图书馆延长开放时间\n\n本报讯（记者 王红）市图书馆从下月起延长开放时间，每晚开到九时。\n");
  put("day-p4.txt",
      "新门窗送进敬老院\n\n本报讯（记者 赵刚）敬老院的新门窗昨日安装完毕。\n\n"
      "柳河大桥今日通车\n\n（上接第一版）\n\n大桥全长八百米，工期三年，总投资四亿元。\n");
  const Ran ran = sh("$N -r zh-daily --issue -t jsonl --edits log day-p1.txt day-p4.txt | tee out");
  EXPECT_TRUE(has(ran.out, "\"pages\":[1,4]")) << ran.out;
  EXPECT_TRUE(has(ran.out, "更加便利。\\n\\n大桥全长八百米")) << ran.out;
  EXPECT_EQ(sh("$N --undo log out; cat day-p1.txt day-p4.txt >&2").out,
            get("day-p1.txt") + get("day-p4.txt"));
  EXPECT_EQ(sh("$N -r zh-daily --issue --edits log day-p?.txt >out; $N --undo log -o back/ out; "
               "cmp back/day-p1.txt day-p1.txt; cmp back/day-p4.txt day-p4.txt")
                .out,
            "");
  EXPECT_TRUE(has(sh("$N -r zh-daily --issue --explain day-p?.txt").out,
                  "day-p4.txt:5: puts \"柳河大桥今日通车\" and what follows behind"));
  // Each page by itself keeps what its jump lines say.
  EXPECT_TRUE(has(sh("$N -r zh-daily -t jsonl day-p4.txt").out, "\"jump\":{\"to\":0,\"from\":1}"));
}

TEST_F(CommandLine, a_stream_of_issues_is_cut_where_one_begins) {
  std::string text;
  for (int i = 0; i < 2000; ++i)
    text += "本报讯（记者 李明）昨日上午，春季义务植树活动在卫河岸边举行，参加的有两百人。\n\n";
  const std::string issue =
      "青溪日报 2025年10月21日 星期二 第01版 要闻\n\n柳河大桥今日通车\n\n"
      "本报讯（记者 李明）柳河大桥今日通车，两岸居民出行更加便利。（下转第2版）\n\n市民植树\n\n" +
      text +
      "\f\n青溪日报 2025年10月21日 星期二 第02版 "
      "综合\n\n（上接第1版）\n\n大桥全长八百米，工期三年，总投资四亿元。\n\f\n";
  std::string stream;
  while (stream.size() < (std::size_t{4} << 20)) stream += issue;
  put("stream.txt", stream);
  const Ran ran =
      sh("$N -r zh-daily -F jumps,furniture,split,stitch -t jsonl stream.txt | "
         "grep -c '更加便利。.n.n大桥全长八百米'");
  EXPECT_EQ(ran.out, std::to_string(stream.size() / issue.size()) + "\n") << issue.size();
}

TEST_F(CommandLine, stats_go_to_standard_error) {
  const Ran plain = sh("$N *.txt"), ran = sh("$N --stats *.txt");
  EXPECT_EQ(ran.out, plain.out);
  EXPECT_TRUE(matches(ran.err, "^articles +10$"));
  EXPECT_TRUE(has(ran.err, "MB/s"));
}

TEST_F(CommandLine, list_filters_names_every_filter_and_what_it_touches) {
  const std::string out = sh("$N --list-filters").out;
  for (const clean::FilterRow* row : clean::filters()) {
    EXPECT_TRUE(has(out, std::string(row->name) + " ")) << row->name;
    EXPECT_TRUE(has(out, row->summary)) << row->name;
    EXPECT_TRUE(has(out, row->touches.words)) << row->name;
  }
}

TEST_F(CommandLine, print_recipe_parses_again) {
  const Ran named = sh("$N --print-recipe -r zh-daily");
  EXPECT_EQ(named.status, 0);
  EXPECT_EQ(clean::parse_recipe(named.out, "printed").name, "zh-daily");
  EXPECT_EQ(sh(std::string("$N --print-recipe ") + kDaily).out, named.out);  // auto
  const Ran own = sh(std::string("$N --print-recipe -r zh-daily >own.toml && $N -r own.toml ") + kDaily);
  EXPECT_EQ(own.status, 0) << own.err;
  EXPECT_EQ(own.out, sh(std::string("$N ") + kDaily).out);
}

TEST_F(CommandLine, a_recipe_error_names_file_and_line) {
  put("mine.toml", "name = \"mine\"\nlanguage = \n");
  const Ran ran = sh("$N -r mine.toml *.txt");
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_TRUE(has(ran.err, "newsclean: mine.toml:2: ")) << ran.err;
}

TEST_F(CommandLine, a_higher_threshold_joins_less) {
  const auto joins = [&](const std::string& threshold) {
    const std::string table = sh("$N --stats --threshold " + threshold + " *.txt").err;
    const std::vector<std::string> found = match(table, "^joins +([0-9]+)$");
    return found.empty() ? -1 : std::stoi(found[1]);
  };
  EXPECT_GT(joins("0.5"), 0);
  EXPECT_EQ(joins("1"), 0);
}

TEST_F(CommandLine, the_manual_and_the_completions_name_every_option_of_the_help) {
  const std::string help = sh("$N --help").out, manual = sh("$N --print-man newsclean.1").out;
  const std::string bash = sh("$N --print-completions bash").out;
  for (std::size_t at = 0; (at = help.find("--", at)) != help.npos;) {
    const std::size_t end = help.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", at);
    const std::string option = help.substr(at, end - at);
    std::string in_roff;
    for (const char c : option) (in_roff += c == '-' ? "\\" : "") += c;
    EXPECT_TRUE(has(bash, option)) << option;
    EXPECT_TRUE(has(manual, in_roff)) << option;
    at = end;
  }
  for (const clean::FilterRow* row : clean::filters()) EXPECT_TRUE(has(bash, row->name));
}

// ---- files with markup

constexpr const char* kAlto =
    "<?xml version='1.0' encoding='UTF-8'?>\n<alto><Layout><Page WIDTH='90' "
    "HEIGHT='90'><PrintSpace><TextBlock ID='b'>"
    "<TextLine><String HPOS='1' VPOS='1' WIDTH='9' HEIGHT='1' CONTENT='Der'/><SP/>"
    "<String HPOS='11' VPOS='1' WIDTH='9' HEIGHT='1' CONTENT='Magi\u200Bstrat'/></TextLine>"
    "</TextBlock></PrintSpace></Page></Layout></alto>\n";

TEST_F(CommandLine, reads_markup_by_what_it_holds_or_by_name) {
  put("page.xml", kAlto);
  EXPECT_EQ(sh("$N page.xml").out, "Der Magistrat\n");
  EXPECT_EQ(sh("$N -f alto - < page.xml").out, "Der Magistrat\n");
  EXPECT_TRUE(has(sh("$N -f text -F none page.xml").out, "<TextLine>"));
  const Ran ran = sh("$N -f page page.xml");
  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(ran.err, "newsclean: page.xml: is no PAGE XML: its root element is alto\n");
}

TEST_F(CommandLine, gives_markup_back) {
  put("page.xml", kAlto);
  EXPECT_EQ(sh("$N --edits log page.xml >out; $N --undo log out").out, kAlto);
  EXPECT_EQ(sh("$N -t jsonl --edits log page.xml >out; $N --undo log out").out, kAlto);
}

TEST_F(CommandLine, writes_a_file_back_with_the_words_that_changed) {
  put("page.xml", kAlto);
  std::string wanted = kAlto;
  wanted.replace(wanted.find("Magi\u200Bstrat"), 12, "Magistrat");
  EXPECT_EQ(sh("$N -t alto page.xml").out, wanted);
  EXPECT_EQ(sh("$N -F none -t alto page.xml").out, kAlto);
  EXPECT_EQ(sh("iconv -t UTF-16LE page.xml >16.xml; $N -F none -t alto 16.xml | cmp - 16.xml").status, 0);
  EXPECT_EQ(sh("iconv -t UTF-16LE page.xml >16.xml; $N 16.xml").out, "Der Magistrat\n");
}

TEST_F(CommandLine, writes_back_only_what_it_read) {
  put("page.xml", kAlto);
  Ran ran = sh("$N -t hocr page.xml");
  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(ran.err, "newsclean: page.xml: is alto; --to hocr writes back what was read as hocr\n");
  ran = sh(std::string("$N -t alto ") + kDaily + " page.xml");
  EXPECT_EQ(ran.status, 3);
  EXPECT_TRUE(has(ran.out, "Magistrat"));
}

TEST_F(CommandLine, broken_markup_ends_with_status_3_and_what_could_be_read) {
  put("page.xml", std::string(kAlto).substr(0, std::string(kAlto).find("</TextBlock>")));
  put("laughs.xml",
      "<!DOCTYPE alto [<!ENTITY l \"&l;&l;\">]><alto><TextLine><String CONTENT='a &l;' WIDTH='1' "
      "HEIGHT='1'/></TextLine></alto>");
  put("flat.xml", "<alto><TextLine><String CONTENT='flach'/></TextLine></alto>");
  const Ran ran = sh("$N page.xml laughs.xml flat.xml");
  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(ran.out, "Der Magistrat\n\f\na &l;\n\f\nflach\n");
  EXPECT_TRUE(has(ran.err, "newsclean: page.xml: broken XML at byte ")) << ran.err;
  EXPECT_TRUE(has(ran.err, "newsclean: laughs.xml: declares entities of its own")) << ran.err;
  EXPECT_TRUE(has(ran.err, "newsclean: flat.xml: has no coordinates")) << ran.err;
}

TEST_F(CommandLine, counts_how_markup_was_read_as_no_change) {
  put("plain.xml",
      "<alto><TextLine><String CONTENT='a &amp; b' WIDTH='1' HEIGHT='1'/><SP/><String CONTENT='c' WIDTH='1' "
      "HEIGHT='1'/></TextLine></alto>");
  const Ran ran = sh("$N --check plain.xml");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(sh("$N --diff plain.xml").out, "");
  EXPECT_FALSE(has(sh("$N --explain plain.xml").out, "decode"));
  put("page.xml", kAlto);
  EXPECT_EQ(sh("$N --check page.xml").status, 1);
  const Ran diff = sh("$N --diff page.xml");
  EXPECT_TRUE(has(diff.out, "@@ line 2 @@\n-Der Magi\u200Bstrat\n+Der Magistrat\n")) << diff.out;
  const Ran explain = sh("$N --explain page.xml");
  EXPECT_TRUE(has(explain.out, "page.xml:2: takes out \"U+200B\"")) << explain.out;
}

TEST_F(CommandLine, reads_the_pages_that_a_METS_file_names) {
  const fs::path pages = fs::path(NEWSCLEAN_SEEDS).parent_path() / "tests" / "formats" / "pages";
  const std::string copy =
      "mkdir issue; cp '" + pages.string() + "'/*.alto.xml '" + pages.string() + "'/*-mets.xml issue; ";
  const Ran ran = sh(copy + "$N -r de issue/lindenau-mets.xml");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(has(ran.out, "Mitternacht dauerte")) << ran.out;
  EXPECT_EQ(sh("$N -r de issue").out, ran.out);
  EXPECT_LT(ran.out.find("Mitternacht"), ran.out.find("Getreidepreiſe"));  // by articles
  const std::string by_page = sh("$N -r de --ignore-structure issue").out;
  EXPECT_GT(by_page.find("Mitternacht"), by_page.find("Getreidepreiſe"));
  EXPECT_EQ(sh("cat issue/*-1.alto.xml issue/*-2.alto.xml >both; $N -r de -t jsonl --edits log issue >out; "
               "$N --undo log out | cmp - both")
                .status,
            0);
  EXPECT_TRUE(has(sh("$N -r de -t jsonl issue").out, "\"source\":\"lindenau-2.alto.xml\""));
}

TEST_F(CommandLine, a_missing_page_of_a_METS_issue_ends_with_status_4_and_the_rest) {
  const fs::path pages = fs::path(NEWSCLEAN_SEEDS).parent_path() / "tests" / "formats" / "pages";
  Ran ran = sh("mkdir issue; cp '" + pages.string() + "'/*-1.alto.xml '" + pages.string() +
               "'/*-mets.xml issue; $N -r de issue");
  EXPECT_EQ(ran.status, 4);
  EXPECT_TRUE(has(ran.out, "Getreidepreiſe"));
  EXPECT_EQ(ran.err,
            "newsclean: issue/lindenau-mets.xml: page 2: lindenau-2.alto.xml: No such file or directory\n");
  put("away.xml",
      "<mets><structMap TYPE='PHYSICAL'><div TYPE='page' ORDER='3'><fptr FILEID='f'/></div></structMap>"
      "<fileSec><file ID='f' MIMETYPE='text/xml'><FLocat "
      "href='../issue/lindenau-1.alto.xml'/></file></fileSec></mets>");
  ran = sh("$N away.xml");
  EXPECT_EQ(ran.status, 4);
  EXPECT_EQ(ran.out, "");
  EXPECT_TRUE(has(ran.err, "page 3: ../issue/lindenau-1.alto.xml is not below the METS file's folder"))
      << ran.err;
  EXPECT_TRUE(has(ran.err, "away.xml: none of its pages can be read")) << ran.err;
}

TEST_F(CommandLine, takes_pages_with_markup_as_an_issue) {
  put("p1.xml", kAlto);
  put("p2.hocr",
      "<html><body><div class='ocr_page'><span class='ocr_line' title='bbox 1 1 2 "
      "2'>tagte</span></div></body></html>");
  const Ran ran =
      sh("$N -F none -t jsonl --issue p2.hocr p1.xml | sed 's/.*\"pages\"/\"pages\"/; s/,\"kicker.*//'");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, "\"pages\":[1,2]\n") << ran.out;
}

}  // namespace
