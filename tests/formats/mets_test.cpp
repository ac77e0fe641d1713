// METS: which files are pages, which regions are articles, and what becomes of them in a document.

#include <clean/clean.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/cases.h"

namespace clean::tests {
namespace {

std::string block(const std::string& id, const std::vector<std::string>& lines) {
  std::string text = "<TextBlock ID='" + id + "'>";
  for (const std::string& line : lines)
    text += "<TextLine><String ID='w" + id + line + "' CONTENT='" + line +
            "' HPOS='1' VPOS='1' WIDTH='1' HEIGHT='1'/></TextLine>";
  return text + "</TextBlock>";
}
std::string alto(const std::string& blocks) {
  return "<alto><Layout><Page WIDTH='9' HEIGHT='9'><PrintSpace>" + blocks +
         "</PrintSpace></Page></Layout></alto>\n";
}

const std::string kFront = alto(block("head", {"Courier"}) + block("a1", {"A"}) + block("b1", {"B", "bb"}));
const std::string kBack = alto(block("folio", {"4"}) + block("a2", {"aa"}) + block("c1", {"C"}));

const std::string kMets =
    R"(<mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink">
<mets:fileSec><mets:fileGrp USE="Images"><mets:file ID="i1" MIMETYPE="image/jp2"><mets:FLocat xlink:href="1.jp2"/></mets:file></mets:fileGrp>
<mets:fileGrp USE="Fulltext"><mets:file ID="f4" MIMETYPE="text/xml"><mets:FLocat xlink:href="file://./alto/4.xml"/></mets:file>
<mets:file ID="f1" MIMETYPE="text/xml"><mets:FLocat xlink:href="alto/1%20a.xml"/></mets:file></mets:fileGrp></mets:fileSec>
<mets:structMap TYPE="PHYSICAL"><mets:div TYPE="physSequence">
<mets:div TYPE="page" ORDER="4"><mets:fptr FILEID="f4"/></mets:div>
<mets:div TYPE="page" ORDER="1"><mets:fptr FILEID="i1"/><mets:fptr FILEID="f1"/>
<mets:div ID="areaB" TYPE="pagearea" LABEL="Headline"><mets:fptr><mets:area FILEID="f1" BETYPE="IDREF" BEGIN="wb1B" END="wb1bb"/></mets:fptr></mets:div></mets:div>
</mets:div></mets:structMap>
<mets:structMap TYPE="LOGICAL"><mets:div TYPE="ISSUE">
<mets:div ID="art1" TYPE="ARTICLE"><mets:div TYPE="BODY"><mets:fptr><mets:area FILEID="f1" BEGIN="a1"/></mets:fptr></mets:div>
<mets:div TYPE="CAPTION"><mets:fptr><mets:area FILEID="f4" BEGIN="a2"/></mets:fptr></mets:div></mets:div>
<mets:div ID="art2" TYPE="ADVERT"/>
</mets:div></mets:structMap>
<mets:structLink><mets:smLinkGrp><mets:smLocatorLink xlink:href="#art2"/><mets:smLocatorLink xlink:href="#areaB"/></mets:smLinkGrp></mets:structLink>
</mets:mets>)";

Document issue(bool structure) {
  static const std::string kBytes = kFront + kBack;
  Source source{.bytes = kBytes, .format = Format::mets, .structure = structure};
  source.files = {{"1.xml", {0}, 1}, {"4.xml", {kFront.size()}, 4}};
  source.named = read_mets(kMets).named;
  return read(std::move(source));
}

std::string shown(const Document& document) {
  std::string text;
  for (const Block& b : document.blocks()) text += std::string(document.text(b)) + "\n";
  return text;
}

TEST(Mets, names_its_pages_in_order_and_their_files) {
  const MetsIssue found = read_mets(kMets);
  ASSERT_EQ(found.pages.size(), 2u);
  EXPECT_EQ(found.pages[0].number, 1u);
  EXPECT_EQ(found.pages[0].files, (std::vector<std::string>{"alto/1%20a.xml"}));  // no images
  EXPECT_EQ(found.pages[1].number, 4u);
  EXPECT_TRUE(found.faults.empty());
}

TEST(Mets, names_articles_by_areas_and_by_links) {
  const std::vector<NamedRegions> named = read_mets(kMets).named;
  ASSERT_EQ(named.size(), 3u);
  EXPECT_EQ(named[0].begin, "a1");
  EXPECT_EQ(named[0].file, 0u);
  EXPECT_EQ(named[0].article, 1u);
  EXPECT_EQ(named[0].structure, Structure::paragraph);
  EXPECT_EQ(named[1].begin, "a2");
  EXPECT_EQ(named[1].file, 1u);
  EXPECT_EQ(named[1].article, 1u);
  EXPECT_EQ(named[2].begin, "wb1B");
  EXPECT_EQ(named[2].end, "wb1bb");
  EXPECT_EQ(named[2].article, 2u);
  EXPECT_EQ(named[2].structure, Structure::heading);
}

TEST(Mets, has_the_files_of_its_fileSec_where_it_has_no_pages) {
  const MetsIssue found = read_mets(
      "<mets><fileSec><fileGrp><file ID='a' MIMETYPE='image/tiff'><FLocat href='a.tif'/></file>"
      "<file ID='b' MIMETYPE='text/xml'><FLocat href='b.xml'/></file><file ID='c'><FLocat "
      "href='c.xml'/></file>"
      "</fileGrp></fileSec></mets>");
  ASSERT_EQ(found.pages.size(), 2u);
  EXPECT_EQ(found.pages[1].files, (std::vector<std::string>{"c.xml"}));
}

TEST(Mets, opens_nothing_outside_of_its_folder) {
  EXPECT_EQ(local_file("./a/b.xml"), "a/b.xml");
  EXPECT_EQ(local_file("file://a/b.xml"), "a/b.xml");
  EXPECT_EQ(local_file("a%20b.xml"), "a b.xml");
  for (const char* href : {"http://x.org/a.xml", "file:///etc/passwd", "/etc/passwd", "../a.xml",
                           "a/../../b.xml", "%2e%2e/a.xml", "..\\a.xml", "C:\\a.xml", "", "%2Fetc/passwd"}) {
    EXPECT_EQ(local_file(href), "") << href;
  }
}

TEST(Mets, puts_its_pages_in_the_order_of_its_articles) {
  const Document document = issue(true);
  // What no article has stays with its neighbours: the title before A, the page number before aa.
  EXPECT_EQ(shown(document), "Courier\nA\n4\naa\nC\nB\nbb\n");
  std::vector<std::uint32_t> articles, pages;
  for (const Block& b : document.blocks()) {
    articles.push_back(document.place(b)->article);
    pages.push_back(b.page);
  }
  EXPECT_EQ(articles, (std::vector<std::uint32_t>{0, 1, 0, 1, 0, 2, 2}));
  EXPECT_EQ(pages, (std::vector<std::uint32_t>{1, 1, 4, 4, 4, 1, 1}));
}

TEST(Mets, leaves_pages_in_their_own_order_without_structure) {
  const Document document = issue(false);
  EXPECT_EQ(shown(document), "Courier\nA\nB\nbb\n4\naa\nC\n");
  for (const Block& b : document.blocks()) EXPECT_EQ(document.place(b)->article, 0u);
}

TEST(Mets, is_given_back_by_undo) {
  for (const bool structure : {true, false}) {
    const Document document = issue(structure);
    std::string edits;
    write_edits(document, "issue", edits);
    EXPECT_EQ(undo(shown(document), edits), kFront + kBack);
  }
}

TEST(Mets, says_what_is_broken) {
  EXPECT_TRUE(read_mets("<mets><fileSec>").faults.at(0).starts_with("broken XML"));
  EXPECT_EQ(read_mets("<alto/>").faults, (std::vector<std::string>{"is no METS: its root element is alto"}));
  std::string deep = "<mets>";
  for (const char* part : {"fileSec", "structMap TYPE='PHYSICAL'", "structMap"}) {
    deep += "<" + std::string(part) + ">";
    for (int i = 0; i < 100000; ++i) deep += "<div>";
  }
  EXPECT_FALSE(read_mets(deep).faults.empty());
}

TEST(Issues, of_files_with_markup_are_one_document) {
  const std::string page =
      "<PcGts><Page imageWidth='5' imageHeight='5'><TextRegion><TextLine><TextEquiv><Unicode>P</Unicode>"
      "</TextEquiv></TextLine></TextRegion></Page></PcGts>";
  const std::string hocr =
      "<html><body><div class='ocr_page'><span class='ocr_line'>H</span></div></body></html>";
  const std::string bytes = kFront + hocr + page + "no page";
  Source source{.bytes = bytes, .format = Format::mets};
  source.files = {{"a", {0}, 2},
                  {"h", {kFront.size()}, 3},
                  {"p", {kFront.size() + hocr.size()}, 4},
                  {"x", {kFront.size() + hocr.size() + page.size()}, 5}};
  const Document document = read(std::move(source));
  EXPECT_EQ(shown(document), "Courier\nA\nB\nbb\nH\nP\n");
  EXPECT_EQ(document.blocks()[0].page, 2u);
  EXPECT_EQ(document.blocks()[4].page, 3u);
  EXPECT_EQ(document.blocks()[5].page, 4u);
  ASSERT_EQ(document.faults().size(), 1u);
  EXPECT_EQ(document.faults()[0], "x: has no page in ALTO, PAGE XML or hOCR; nothing of it was read");
}

}  // namespace
}  // namespace clean::tests
