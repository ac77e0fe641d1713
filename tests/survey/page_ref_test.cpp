// What pages are called, in every script.

#include "survey/page_ref.h"

#include <clean/formats.h>
#include <gtest/gtest.h>

namespace clean {
namespace {

using Kind = PageRef::Kind;

std::string shown(const PageRef& ref) {
  switch (ref.kind) {
    case Kind::none:
      return "-";
    case Kind::same:
      return "same";
    case Kind::before:
      return "before";
    case Kind::behind:
      return "behind";
    case Kind::last:
      return "last";
    case Kind::number:
      break;
  }
  return (ref.section ? std::string(1, ref.section) : std::string()) + std::to_string(ref.number);
}

struct Named {
  const char* text;
  const char* page;
};

class PageRefs : public testing::TestWithParam<Named> {};

TEST_P(PageRefs, are_read) {
  EXPECT_EQ(shown(page_ref(GetParam().text)), GetParam().page) << GetParam().text;
}

constexpr Named kNumbers[] = {
    {"第二版", "2"},   {"2版", "2"},         {"02", "2"},          {"０２", "2"},    {"二", "2"},
    {"十", "10"},      {"十二", "12"},       {"二十", "20"},       {"二十四", "24"}, {"廿四", "24"},
    {"一〇", "10"},    {"Ⅱ", "2"},           {"II", "2"},          {"XIV", "14"},    {"A02", "A2"},
    {"Ａ０４", "A4"},  {"Page B-12", "B12"}, {"a4", "A4"},         {"p. 4", "4"},    {"P4", "4"},
    {"S. 4", "4"},     {"Seite 3", "3"},     {"２面", "2"},        {"一面", "1"},    {"３면", "3"},
    {"第3面", "3"},    {"Sixth", "6"},       {"PAGE SIX", "6"},    {"front", "1"},   {"Six-", "6"},
    {"première", "1"}, {"PREMIÈRE", "1"},    {"la page une", "1"}, {"une", "1"},     {"3e page", "3"},
    {"2me", "2"},      {"deuxième", "2"},    {"ersten", "1"},      {"zweiter", "2"}, {"erſten", "1"},
    {"fünften", "5"},  {"头", "1"},          {"頭版", "1"},        {"④", "4"},
};
INSTANTIATE_TEST_SUITE_P(Numbers, PageRefs, testing::ValuesIn(kNumbers));

constexpr Named kPlaces[] = {
    {"本", "same"},   {"this page", "same"},       {"上", "before"},     {"next page", "behind"},
    {"back", "last"}, {"BACK PAGE", "last"},       {"dernière", "last"}, {"letzten Seite", "last"},
    {"最終", "last"}, {"page suivante", "behind"},
};
INSTANTIATE_TEST_SUITE_P(Places, PageRefs, testing::ValuesIn(kPlaces));

constexpr Named kNone[] = {
    {"", "-"},     {"要闻", "-"}, {"Sports", "-"}, {"Beilage", "-"},
    {"2025", "-"}, {"0", "-"},    {"Civil", "-"},  {"社会", "-"},
};
INSTANTIATE_TEST_SUITE_P(None, PageRefs, testing::ValuesIn(kNone));

struct Issue {
  std::string text;
  Document document;
};

// Pages with form feeds between; a line that begins with # is a running head.
Document document(const std::string& text, std::vector<SourceFile> files = {}) {
  std::vector<Block> blocks;
  std::uint32_t page = 1;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\n\f", at), text.size());
    Block b;
    b.at = {{static_cast<std::uint32_t>(at)}, {static_cast<std::uint32_t>(end)}};
    b.page = b.last_page = files.empty() ? page : file_at(files, {at}).page;
    if (text[at] == '#') {
      b.role = Role::running_head;
      ++b.at.begin.byte;
    }
    if (end > at) blocks.push_back(b);
    page += end < text.size() && text[end] == '\f';
    at = end + 1;
  }
  Source source;
  source.bytes = text;
  source.files = std::move(files);
  return Document(std::move(source), std::move(blocks));
}

TEST(PageNames, are_those_of_the_files) {
  const std::string text = "one\nfour\n";
  const Document d = document(text, {{"x-A1.txt", {0}, 1}, {"x-A4.txt", {4}, 4}});
  const PageNames names(d);
  EXPECT_TRUE(names.is(4, page_ref("A4"), 1));
  EXPECT_TRUE(names.is(4, page_ref("第四版"), 1));
  EXPECT_FALSE(names.is(4, page_ref("B4"), 1));
  EXPECT_FALSE(names.is(1, page_ref("A4"), 1));
  EXPECT_FALSE(names.any(page_ref("3"), 1));
}

TEST(PageNames, are_what_running_heads_say) {
  const std::string text =
      "#青溪日报 2025年10月21日 星期二 今日8版 第01版 要闻\none\f#Mühlbacher Bote — Montag, 20. Oktober 2025 "
      "— Seite 3\n"
      "two\f#4 — Le Courrier de Moulinbourg\nthree\f#THE COURIER, WEDNESDAY, OCTOBER 22, 2025\nfour";
  const Document d = document(text);
  const PageNames names(d);
  EXPECT_TRUE(names.is(1, page_ref("1"), 2));
  EXPECT_FALSE(names.is(1, page_ref("8"), 2));
  EXPECT_FALSE(names.is(1, page_ref("21"), 2));
  EXPECT_TRUE(names.is(2, page_ref("3"), 1));
  EXPECT_FALSE(names.is(2, page_ref("2"), 1));
  EXPECT_FALSE(names.is(2, page_ref("20"), 1));
  EXPECT_TRUE(names.is(3, page_ref("4"), 1));
  EXPECT_TRUE(names.is(4, page_ref("4"), 1));  // says nothing: counted
  EXPECT_FALSE(names.is(4, page_ref("22"), 1));
}

TEST(PageNames, know_pages_by_their_place) {
  const std::string text = "one\ftwo\fthree";
  const Document d = document(text);
  const PageNames names(d);
  EXPECT_TRUE(names.is(2, page_ref("本"), 2));
  EXPECT_TRUE(names.is(1, page_ref("上"), 2));
  EXPECT_TRUE(names.is(3, page_ref("next page"), 2));
  EXPECT_TRUE(names.is(3, page_ref("back page"), 1));
  EXPECT_FALSE(names.is(2, page_ref("back page"), 1));
}

}  // namespace
}  // namespace clean
