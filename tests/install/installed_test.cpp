// What is installed, used as others use it: the programs of docs/examples, the C interface, the files
// themselves.
#include "shell.h"

namespace {

class Installed : public Shell {
 protected:
  void SetUp() override {
    Shell::SetUp();
    put("page.txt", kPage);
  }
  Ran run(const std::string& command) const { return sh(std::string(PROGRAMS "/") + command); }

  static constexpr std::string_view kPage =
      "百名专家进百县\n\n本报讯（记者 "
      "崔敬）科普活动的开展,实现了科普资源与基层需\n\n专家团队将科技知识送进学校\n\n"
      "求的精准匹配,切实打通科普服务“最后一公里”。\n";
};

TEST_F(Installed, a_string_is_cleaned) {
  const Ran ran = run("clean_string < page.txt");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(
      ran.out,
      "# 百名专家进百县 / 记者 崔敬\n本报讯（记者 崔敬）科普活动的开展，实现了科普资源与基层需求的精准匹配，"
      "切实打通科普服务“最后一公里”。\n[caption] 专家团队将科技知识送进学校\n");
  const Ran wrong = run("clean_string zh-dialy < page.txt");
  EXPECT_EQ(wrong.status, 2);
  EXPECT_TRUE(has(wrong.err, "did you mean \"zh-daily\"?")) << wrong.err;
}

TEST_F(Installed, a_stream_gives_the_records_that_newsclean_writes) {
  put_big();
  const Ran ran = run("stream_file big.txt > ours; $N -j 1 -r zh-daily -t jsonl big.txt | cmp - ours");
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_GT(get("ours").size(), 1'000'000u);
  EXPECT_EQ(run("stream_file not-there").status, 2);
}

TEST_F(Installed, a_filter_of_ones_own_runs_behind_those_of_the_recipe) {
  put("de.txt", "Die Versammlung beschloß die Er-\nweiterung des [unleserlich] am Markt.\n");
  const Ran ran = run("own_filter < de.txt");
  EXPECT_EQ(ran.out, "Die Versammlung beschloß die Erweiterung des […] am Markt.\n") << ran.err;
}

TEST_F(Installed, decisions_are_told_with_their_places_and_reasons) {
  const Ran ran = run("read_decisions < page.txt");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(matches(ran.out, "^[0-9]+-[0-9]+ rejoin join applied [0-9.]+: ")) << ran.out;
  EXPECT_TRUE(matches(ran.out, "^[0-9]+-[0-9]+ captions role applied [0-9.]+: ")) << ran.out;
  EXPECT_TRUE(matches(ran.out, "^  because: ")) << ran.out;
}

TEST_F(Installed, a_recipe_of_ones_own_is_read_from_text_and_from_a_file) {
  put("courier.txt",
      "THE MILLBROOK COURIER  Saturday, May 4  Page 4\n\nBRIDGE TO OPEN IN MAY\nBy Anna Reed\n\nThe county "
      "has let the "
      "con-\ntract for the new bridge at Mill Lane.\n");
  const Ran ran = run("own_recipe < courier.txt");
  EXPECT_EQ(
      ran.out,
      "headline: BRIDGE TO OPEN IN MAY\nbyline: By Anna Reed\nparagraph: The county has let the contract for "
      "the new bridge at Mill Lane.\n")
      << ran.err;
  put("wrong.toml", "name = \"own\"\nstages = [[\"rejion\"]]\n");
  const Ran wrong = run("own_recipe wrong.toml < courier.txt");
  EXPECT_EQ(wrong.err, "own_recipe: wrong.toml:2: no filter \"rejion\"; did you mean \"rejoin\"?\n");
  EXPECT_EQ(wrong.status, 2);
}

TEST_F(Installed, a_page_is_cleaned_from_c) {
  const Ran ran = run("clean_page < page.txt");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(matches(ran.out, "^百名专家进百县 0-21 23-[0-9]+ [0-9]+-[0-9]+$")) << ran.out;
  EXPECT_TRUE(matches(ran.out, "^[1-9][0-9]* decisions applied$")) << ran.out;
  EXPECT_EQ(run("clean_page zh-dialy < page.txt").status, 2);
}

TEST_F(Installed, the_c_interface_does_what_its_header_says) {
  const Ran ran = run("abi_test");
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.status, 0) << ran.err;
}

TEST_F(Installed, the_c_interface_can_be_called_from_python_by_its_binary_form_alone) {
  if (sh("command -v python3").status != 0) GTEST_SKIP() << "python3 is not installed";
  const Ran ran = sh("python3 " HERE "/abi_test.py " TREE "/" LIBDIR "/libclean.so.0");
  EXPECT_EQ(ran.out + ran.err, "");
  EXPECT_EQ(ran.status, 0);
}

// Nothing but what the public headers declare: functions of C with their prefix, functions and classes of
// namespace clean; of the standard library only what templates leave behind (weak).
TEST_F(Installed, the_library_shows_what_its_headers_declare_and_nothing_else) {
  const Ran names = sh("nm -D --defined-only -C " TREE "/" LIBDIR
                       "/libclean.so | awk '$2 != \"W\" && $2 != \"V\" && $2 "
                       "!= \"u\"' | cut -d' ' -f3-");
  ASSERT_GT(names.out.size(), 1000u) << names.err;
  std::istringstream lines(names.out);
  for (std::string line; std::getline(lines, line);)
    EXPECT_TRUE(matches(line, "^libclean_|^(typeinfo for |typeinfo name for |vtable for )?clean::")) << line;
  // Insides, by their names.
  for (const char* inside :
       {"clean::Vocabulary", "clean::Facts", "clean::Flow", "clean::judge", "clean::Rewriting"})
    EXPECT_FALSE(has(names.out, inside)) << inside;
}

// No variable: what a thread does in the library no other can see. What functions keep are constants made
// once (their names stand behind those of the functions).
TEST_F(Installed, the_library_has_no_variables) {
  const Ran names = sh("nm -C " TREE "/" LIBDIR "/libclean.so | grep -E ' [bBdD] ' | cut -d' ' -f3-");
  std::istringstream lines(names.out);
  for (std::string line; std::getline(lines, line);)
    EXPECT_TRUE(!has(line, "clean::") ||
                matches(line, "^(guard variable|vtable|typeinfo|VTT) |::k[A-Z]|[)]::[a-z]+$"))
        << line;
}

TEST_F(Installed, the_soname_has_the_version_of_the_binary_interface) {
  EXPECT_EQ(sh("objdump -p " TREE "/" LIBDIR "/libclean.so | awk '/SONAME/ {print $2}'").out,
            "libclean.so.0\n");
}

// Headers are installed as they are read: each by itself, without a macro or another header before it.
TEST_F(Installed, each_header_can_be_included_alone) {
  const Ran ran = sh("for h in " TREE
                     "/include/clean/*.h; do echo \"#include <clean/$(basename $h)>\" > one.cpp; "
                     "g++ -std=c++20 -Wall -Wextra -Wconversion -Wshadow -Werror -fsyntax-only -I" TREE
                     "/include one.cpp "
                     "|| echo $h; done");
  EXPECT_EQ(ran.out + ran.err, "");
}

// No type of another library stands in them.
TEST_F(Installed, headers_need_nothing_but_the_standard_library) {
  const Ran ran = sh("grep -hE '^#include' -r " TREE "/include | grep -vE '<(clean/)?[a-z_]+(\\.h)?>'");
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(sh("grep -lE 'unicode/|re2|simdjson|pugi|toml::|utf8proc|boost' -r " TREE "/include").out, "");
}

// Each page says what it is, and groff, where it is installed, has nothing to warn of.
TEST_F(Installed, manual_pages_are_there_and_render) {
  const bool groff = sh("command -v groff").status == 0;
  for (const char* page :
       {"man1/newsclean.1", "man1/newsclean-eval.1", "man1/newsclean-plan.1", "man1/newsclean-report.1",
        "man1/newsclean-search.1", "man5/newsclean.toml.5", "man7/newsclean-filters.7"}) {
    const Ran ran = sh(std::string("f=" TREE "/share/man/") + page +
                       "; test -e $f || gzip -dc $f.gz > page; test ! -e $f || "
                       "cp $f page; grep -A 1 '^.SH NAME' page");
    EXPECT_TRUE(matches(ran.out, "^newsclean.* \\\\- ")) << page << ran.out << ran.err;
    if (!groff) continue;
    EXPECT_EQ(sh("groff -man -Kutf8 -Tutf8 -ww -z page 2>&1").out, "") << page;
  }
}

TEST_F(Installed, completions_are_there_for_three_shells) {
  for (const char* file :
       {"bash-completion/completions/newsclean", "zsh/vendor-completions/_newsclean",
        "fish/vendor_completions.d/newsclean.fish", "bash-completion/completions/newsclean-eval",
        "bash-completion/completions/newsclean-plan"})
    EXPECT_TRUE(has(read(fs::path(TREE "/share") / file), "newsclean")) << file;
}

TEST_F(Installed, the_program_finds_all_it_needs) {
  const Ran ran = sh("$N -t jsonl page.txt | grep -c 需求的精准匹配，");
  EXPECT_EQ(ran.out, "1\n") << ran.err;
}

}  // namespace
