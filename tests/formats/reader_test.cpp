// Readers: what is found in files of each format, in which order, and where; and what is said of a file that
// is broken.

#include <clean/clean.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/cases.h"
#include "unicode/encoding.h"

namespace clean::tests {
namespace {

std::string shown(const Document& document) {
  std::string text;
  for (const Block& b : document.blocks()) text += std::string(document.text(b)) + "\n";
  return text;
}

// The source must outlive the document.
Document read_as(Format format, std::string_view bytes, bool structure = true) {
  return read({.bytes = bytes, .format = format, .structure = structure});
}

std::string text_of(Format format, std::string_view bytes) { return shown(read_as(format, bytes)); }

std::string faults_of(Format format, std::string_view bytes) {
  const Document document = read_as(format, bytes);
  std::string all;
  for (const std::string& fault : document.faults()) all += fault + "\n";
  return all;
}

const Placement& place(const Document& document, std::size_t block) {
  return *document.place(document.blocks()[block]);
}

std::string box(const Document& document, std::size_t block) {
  const Box& b = place(document, block).box;
  const auto n = [](float f) { return std::to_string(static_cast<int>(f)) + " "; };
  return n(b.left) + n(b.top) + n(b.width) + std::to_string(static_cast<int>(b.height));
}

// What undo makes of the text output and the log of a document that only was read.
std::string undone(const Document& document) {
  std::string edits;
  write_edits(document, "page.xml", edits);
  return undo(shown(document), edits);
}

// ---- which format

TEST(FormatOf, is_found_by_what_a_file_holds) {
  EXPECT_EQ(format_of("<alto><Layout/></alto>"), Format::alto);
  EXPECT_EQ(format_of("\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- <html> -->\n<a:alto xmlns:a=\"x\">"),
            Format::alto);
  EXPECT_EQ(format_of("<?xml version='1.0'?><PcGts xmlns='x'>"), Format::page);
  EXPECT_EQ(format_of("<mets:mets TYPE=\"Newspaper\">"), Format::mets);
  EXPECT_EQ(format_of("<!DOCTYPE html [<!ENTITY a \">\">]><html><body><div class='ocr_page'>"), Format::hocr);
  EXPECT_EQ(format_of("<html><head><meta name='ocr-system' content='x'/>"), Format::hocr);
}

TEST(FormatOf, leaves_text_that_begins_with_a_bracket_text) {
  EXPECT_EQ(format_of("<图为会场>\n本报讯"), Format::text);
  EXPECT_EQ(format_of("<html><body><p>no OCR</p>"), Format::text);
  EXPECT_EQ(format_of("<"), Format::text);
  EXPECT_EQ(format_of(""), Format::text);
  EXPECT_EQ(format_of("alto"), Format::text);
}

// ---- ALTO

constexpr std::string_view kAlto = R"(<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">
<Styles><TextStyle ID="T1" FONTSIZE="24"/><TextStyle ID="T2" FONTSIZE="8.5"/></Styles>
<Tags><LayoutTag ID="L1" LABEL="heading"/></Tags>
<Layout><Page ID="P1" WIDTH="1000" HEIGHT="2000">
<TopMargin><TextBlock ID="B0"><TextLine><String CONTENT="Morgenblatt" HPOS="400" VPOS="5" WIDTH="200" HEIGHT="20"/></TextLine></TextBlock></TopMargin>
<PrintSpace>
<TextBlock ID="B1" TAGREFS="L1" STYLEREFS="T1">
<TextLine><String HPOS="100" VPOS="50" WIDTH="300" HEIGHT="40" CONTENT="Stadt"/><SP/><String HPOS="420" VPOS="52" WIDTH="200" HEIGHT="40" CONTENT="&amp;"/><SP/><String HPOS="630" VPOS="52" WIDTH="70" HEIGHT="40" CONTENT="Land"/></TextLine>
</TextBlock>
<ComposedBlock TYPE="Advertisement"><TextBlock ID="B2" STYLEREFS="T2">
<TextLine HPOS="999" VPOS="100" WIDTH="1" HEIGHT="1"><String HPOS="100" VPOS="100" WIDTH="80" HEIGHT="10" CONTENT="Ver" SUBS_TYPE="HypPart1" SUBS_CONTENT="Verkauf"/><HYP CONTENT="-"/></TextLine>
<TextLine><String HPOS="90" VPOS="120" WIDTH="80" HEIGHT="10" CONTENT="kauf" SUBS_TYPE="HypPart2" SUBS_CONTENT="Verkauf"/><SP/><String HPOS="190" VPOS="120" WIDTH="80" HEIGHT="10" CONTENT="von"/></TextLine>
</TextBlock></ComposedBlock>
</PrintSpace></Page></Layout></alto>
)";

TEST(Alto, is_read_line_by_line) {
  const Document document = read_as(Format::alto, kAlto);
  EXPECT_EQ(shown(document), "Morgenblatt\nStadt & Land\nVer-\nkauf von\n");
  EXPECT_TRUE(document.faults().empty());
}

TEST(Alto, has_spans_that_are_the_values_of_its_attributes) {
  const Document document = read_as(Format::alto, kAlto);
  std::string words;
  for (const SourceRange& r : document.source(document.blocks()[1].at))
    words += "[" + std::string(document.source_text(r)) + "]";
  EXPECT_EQ(words, "[Stadt][&amp;][Land]");
}

TEST(Alto, is_given_back_by_undo) { EXPECT_EQ(undone(read_as(Format::alto, kAlto)), kAlto); }

TEST(Alto, has_boxes_sizes_of_type_and_of_the_sheet) {
  const Document document = read_as(Format::alto, kAlto);
  ASSERT_EQ(document.sheets().size(), 1u);
  EXPECT_EQ(document.sheets()[0].width, 1000);
  EXPECT_EQ(box(document, 1), "100 50 600 42");
  EXPECT_EQ(box(document, 2), "100 100 80 10");  // of the word: the line's is wrong
  EXPECT_EQ(place(document, 0).font_size, 0);
  EXPECT_EQ(place(document, 1).font_size, 24);
  EXPECT_EQ(place(document, 3).font_size, 8.5f);
}

TEST(Alto, has_regions_and_what_the_file_calls_them) {
  const Document document = read_as(Format::alto, kAlto);
  std::vector<std::uint32_t> regions, gaps;
  for (std::size_t i = 0; i < 4; ++i) {
    regions.push_back(place(document, i).region);
    gaps.push_back(document.blocks()[i].gap);
  }
  EXPECT_EQ(regions, (std::vector<std::uint32_t>{1, 2, 3, 3}));
  EXPECT_EQ(gaps, (std::vector<std::uint32_t>{0, 1, 1, 0}));
  EXPECT_EQ(place(document, 0).structure, Structure::header);
  EXPECT_EQ(place(document, 1).structure, Structure::heading);
  EXPECT_EQ(place(document, 2).structure, Structure::advert);
}

TEST(Alto, leaves_out_what_the_file_calls_its_regions_when_asked_to) {
  const Document document = read_as(Format::alto, kAlto, false);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(place(document, i).structure, Structure::none) << i;
  EXPECT_EQ(place(document, 1).region, 2u);
  EXPECT_EQ(box(document, 1), "100 50 600 42");
}

TEST(Alto, says_where_a_word_goes_on_and_how_it_is_whole) {
  const Document document = read_as(Format::alto, kAlto);
  EXPECT_TRUE(place(document, 2).goes_on);
  EXPECT_EQ(document.source_text(place(document, 2).whole), "Verkauf");
  EXPECT_FALSE(place(document, 3).goes_on);
  EXPECT_FALSE(place(document, 1).goes_on);
}

// A page of one block with these lines.
std::string alto(const std::string& lines) {
  return "<alto><Layout><Page WIDTH='9' HEIGHT='9'><PrintSpace><TextBlock>" + lines +
         "</TextBlock></PrintSpace></Page></Layout></alto>";
}
std::string line(const std::string& strings) {
  return "<TextLine HPOS='1' VPOS='1' WIDTH='5' HEIGHT='1'>" + strings + "</TextLine>";
}

TEST(Alto, parts_words_by_SP_and_where_it_has_none_by_String) {
  EXPECT_EQ(text_of(Format::alto, alto(line("<String CONTENT='a'/><String CONTENT='b'/>"))), "a b\n");
  EXPECT_EQ(text_of(Format::alto,
                    alto(line("<String CONTENT='a'/><String CONTENT='.'/><SP/><String CONTENT='b'/>"))),
            "a. b\n");
}

TEST(Alto, has_one_hyphen_at_a_line_end_however_the_file_says_it) {
  const auto ended = [](const std::string& strings) { return text_of(Format::alto, alto(line(strings))); };
  EXPECT_EQ(ended("<String CONTENT='Ver'/><HYP CONTENT='-'/>"), "Ver-\n");
  EXPECT_EQ(ended("<String CONTENT='Ver-'/><HYP CONTENT='-'/>"), "Ver-\n");
  EXPECT_EQ(ended("<String CONTENT='Ver⸗'/><HYP CONTENT='-'/>"), "Ver⸗\n");
  EXPECT_EQ(ended("<String CONTENT='Ver'/><SP/><HYP CONTENT='¬'/>"), "Ver¬\n");
  EXPECT_EQ(ended("<String CONTENT='Ver'/><HYP/>"), "Ver-\n");
  EXPECT_EQ(ended("<String CONTENT='Ver'/><HYP CONTENT='\u00AD'/>"), "Ver-\n");
  EXPECT_EQ(ended("<String CONTENT='Ver'/><HYP CONTENT='&#173;'/>"), "Ver-\n");
  EXPECT_EQ(ended("<String CONTENT='Ver&#xAD;'/>"), "Ver-\n");
  EXPECT_EQ(ended("<String CONTENT='Ver-\u00AD'/>"), "Ver-\n");
  EXPECT_EQ(ended("<HYP CONTENT='-'/>"), "");
}

TEST(Alto, leaves_a_word_without_a_hyphen_without_one_whatever_SUBS_TYPE_says) {
  const std::string file = alto(line("<String CONTENT='Ver' SUBS_TYPE='HypPart1' SUBS_CONTENT='Verkauf'/>") +
                                line("<String CONTENT='Ende' SUBS_TYPE='HypPart2'/>"));
  const Document document = read_as(Format::alto, file);
  EXPECT_EQ(shown(document), "Ver\nEnde\n");
  EXPECT_TRUE(place(document, 0).goes_on);
}

TEST(Alto, leaves_a_first_part_in_the_middle_of_a_line_without_meaning) {
  const std::string file = alto(
      line("<String CONTENT='Ver' SUBS_TYPE='HypPart1' SUBS_CONTENT='Verkauf'/><SP/><String CONTENT='x'/>"));
  EXPECT_FALSE(place(read_as(Format::alto, file), 0).goes_on);
}

TEST(Alto, leaves_out_words_and_lines_without_text) {
  EXPECT_EQ(text_of(Format::alto,
                    alto(line("<String CONTENT=''/><String/><String CONTENT=' '/>") + line("") +
                         line("<String CONTENT=' a&#32;'/><String CONTENT=''/><String CONTENT='b'/>"))),
            "a b\n");
}

TEST(Alto, decodes_what_markup_writes_in_another_way) {
  const std::string file =
      alto(line("<String CONTENT='a&lt;b&#x4E2D;&quot;c&#xD800;d&#0;e\nf&nbsp;g\xFFh'/>"));
  const Document document = read_as(Format::alto, file);
  EXPECT_EQ(shown(document), "a<b中\"c\uFFFDd\uFFFDe f\u00A0g\uFFFDh\n");
  EXPECT_EQ(undone(document), file);
}

TEST(Alto, leaves_entities_that_nobody_knows_as_they_stand) {
  EXPECT_EQ(text_of(Format::alto, alto(line("<String CONTENT='AT&T &foo; &; &#; &#x; &'/>"))),
            "AT&T &foo; &; &#; &#x; &\n");
}

TEST(Alto, is_read_in_the_order_that_it_names) {
  const std::string file =
      "<alto><ReadingOrder><OrderedGroup><ElementRef REF='c'/><ElementRef "
      "REF='a'/></OrderedGroup></ReadingOrder>"
      "<Layout><Page WIDTH='9' HEIGHT='9'><PrintSpace>"
      "<TextBlock ID='a'>" +
      line("<String CONTENT='A'/>") +
      "</TextBlock>"
      "<TextBlock ID='b'>" +
      line("<String CONTENT='B'/>") +
      "</TextBlock>"
      "<TextBlock ID='c'>" +
      line("<String CONTENT='C'/>") +
      "</TextBlock>"
      "</PrintSpace></Page></Layout></alto>";
  const Document document = read_as(Format::alto, file);
  EXPECT_EQ(shown(document), "C\nA\nB\n");
  EXPECT_EQ(undone(document), file);
}

TEST(Alto, turns_the_page_with_each_Page) {
  const std::string page =
      "<Page><PrintSpace><TextBlock>" + line("<String CONTENT='A'/>") + "</TextBlock></PrintSpace></Page>";
  const std::string file = "<alto><Layout>" + page + page + "</Layout></alto>";
  const Document document = read_as(Format::alto, file);
  ASSERT_EQ(document.blocks().size(), 2u);
  EXPECT_EQ(document.blocks()[1].page, 2u);
  EXPECT_EQ(place(document, 1).sheet, 1u);
  EXPECT_EQ(document.sheets()[1].width, 6);  // what is printed on it: no size is told
}

TEST(Alto, without_coordinates_is_read_and_says_so) {
  const std::string file =
      "<alto><Layout><Page><PrintSpace><TextBlock><TextLine><String CONTENT='a'/></TextLine>"
      "</TextBlock></PrintSpace></Page></Layout></alto>";
  EXPECT_EQ(text_of(Format::alto, file), "a\n");
  EXPECT_EQ(faults_of(Format::alto, file),
            "has no coordinates: its text was read, without where it stands on the page\n");
}

// ---- PAGE XML

std::string page_xml(const std::string& inside) {
  return "<PcGts xmlns='http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15'>"
         "<Page imageWidth='100' imageHeight='200'>" +
         inside + "</Page></PcGts>";
}
std::string text_line(const std::string& text) {
  return "<TextLine><Coords points='10,20 60,20 60,30 10,31'/><TextEquiv><Unicode>" + text +
         "</Unicode></TextEquiv></TextLine>";
}

TEST(PageXml, is_read_line_by_line_in_reading_order) {
  const std::string file = page_xml(
      "<ReadingOrder><OrderedGroup id='o'><RegionRefIndexed index='2' regionRef='r1'/>"
      "<UnorderedGroupIndexed index='1'><RegionRef "
      "regionRef='r3'/></UnorderedGroupIndexed></OrderedGroup></ReadingOrder>"
      "<TextRegion id='r1' type='paragraph'>" +
      text_line("erste Zeile") + text_line("zweite &amp; letzte") +
      "<TextEquiv><Unicode>erste Zeile\nzweite</Unicode></TextEquiv></TextRegion>"
      "<TextRegion id='r2' custom='readingOrder {index:1;} structure {type:page-number;}'>" +
      text_line("12") +
      "</TextRegion>"
      "<TextRegion id='r3' type='heading'>" +
      text_line("Kopf") + "</TextRegion>");
  const Document document = read_as(Format::page, file);
  EXPECT_EQ(shown(document), "Kopf\nerste Zeile\nzweite & letzte\n12\n");
  EXPECT_EQ(undone(document), file);
  EXPECT_EQ(place(document, 0).structure, Structure::heading);
  EXPECT_EQ(place(document, 1).structure, Structure::paragraph);
  EXPECT_EQ(place(document, 3).structure, Structure::page_number);
  EXPECT_EQ(box(document, 0), "10 20 50 11");
  EXPECT_EQ(document.sheets()[0].height, 200);
  EXPECT_EQ(document.blocks()[1].gap, 1);
  EXPECT_EQ(document.blocks()[2].gap, 0);
  EXPECT_TRUE(document.faults().empty());
}

TEST(PageXml, has_the_lines_of_a_region_that_has_only_text) {
  const std::string file = page_xml(
      "<TextRegion><Coords><Point x='1' y='2'/><Point x='5' y='9'/></Coords>"
      "<TextEquiv><Unicode>eins\n\n zwei  drei\r\nvier</Unicode></TextEquiv></TextRegion>");
  const Document document = read_as(Format::page, file);
  EXPECT_EQ(shown(document), "eins\nzwei  drei\nvier\n");
  EXPECT_EQ(box(document, 2), "1 2 4 7");
  EXPECT_EQ(undone(document), file);
}

TEST(PageXml, takes_the_words_where_the_line_has_no_text_and_the_best_text_where_it_has_several) {
  EXPECT_EQ(
      text_of(Format::page,
              page_xml("<TextRegion><TextLine><Word><TextEquiv><Unicode>ein</Unicode></TextEquiv></Word>"
                       "<Word><TextEquiv><Unicode>Wort</Unicode></TextEquiv></Word>"
                       "<TextEquiv><Unicode/></TextEquiv></TextLine></TextRegion>")),
      "ein Wort\n");
  EXPECT_EQ(
      text_of(Format::page,
              page_xml("<TextRegion><TextLine><TextEquiv index='1'><Unicode>b</Unicode></TextEquiv>"
                       "<TextEquiv index='0'><Unicode>a</Unicode></TextEquiv></TextLine></TextRegion>")),
      "a\n");
}

TEST(PageXml, has_what_stands_in_tables_adverts_and_other_regions) {
  const std::string file = page_xml(
      "<TableRegion><TableCell>" + text_line("cell") + "</TableCell><TextRegion>" + text_line("in a table") +
      "</TextRegion></TableRegion>"
      "<TextRegion>" +
      text_line("outer") + "<TextRegion type='caption'>" + text_line("inner") + "</TextRegion></TextRegion>");
  const Document document = read_as(Format::page, file);
  EXPECT_EQ(shown(document), "cell\nin a table\nouter\ninner\n");
  EXPECT_EQ(place(document, 0).structure, Structure::table);
  EXPECT_EQ(place(document, 1).structure, Structure::table);
  EXPECT_EQ(place(document, 2).structure, Structure::none);
  EXPECT_EQ(place(document, 3).structure, Structure::caption);
}

TEST(PageXml, leaves_a_reference_in_a_CDATA_section_as_it_stands) {
  const std::string file =
      page_xml("<TextRegion>" + text_line("a<![CDATA[<b>&amp;]]>&amp;") + "</TextRegion>");
  const Document document = read_as(Format::page, file);
  EXPECT_EQ(shown(document), "a<b>&amp;&\n");
  EXPECT_EQ(undone(document), file);
}

// ---- hOCR

std::string hocr(const std::string& inside) {
  return "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>not printed</title></head><body>"
         "<div class='ocr_page' title='image \"a.png\"; bbox 0 0 500 800; ppageno 0'>" +
         inside + "</div></body></html>";
}
std::string word(const std::string& text) {
  return "<span class='ocrx_word' title='bbox 1 2 3 4; x_wconf 90'>" + text + "</span>";
}

TEST(Hocr, is_read_line_by_line) {
  const std::string file = hocr(
      "<div class='ocr_carea' title='bbox 10 10 400 100'><p class='ocr_par' lang='de'>"
      "<span class='ocr_line' title='bbox 10 12 300 40; x_size 30.5; baseline 0 0'>" +
      word("Ein") + "\n " + word("<strong>f&uuml;r</strong>") + " " + word("alle&shy;") +
      "</span>\n"
      "<span class='ocr_line' title='bbox 10 50 300 80'>" +
      word("mal") + word("!") +
      ".</span></p></div>"
      "<div class='ocr_carea'><p class='ocr_par'><span class='ocr_caption' title='bbox 9 9 10 10'>" +
      word("Bild") + "</span></p></div>");
  const Document document = read_as(Format::hocr, file);
  EXPECT_EQ(shown(document), "Ein für alle-\nmal !.\nBild\n");
  EXPECT_EQ(undone(document), file);
  EXPECT_EQ(box(document, 0), "10 12 290 28");
  EXPECT_EQ(place(document, 0).font_size, 30.5f);
  EXPECT_TRUE(place(document, 0).goes_on);
  EXPECT_FALSE(place(document, 1).goes_on);
  EXPECT_EQ(place(document, 2).structure, Structure::caption);
  EXPECT_EQ(place(document, 2).region, place(document, 1).region + 1);
  EXPECT_EQ(document.sheets()[0].width, 500);
  EXPECT_TRUE(document.faults().empty());
}

TEST(Hocr, has_text_that_is_in_no_line_paragraph_by_paragraph) {
  EXPECT_EQ(text_of(Format::hocr, hocr("<p class='ocr_par'>eins<br/>zwei<br>drei</p><div>vier</div> fünf")),
            "eins\nzwei\ndrei\nvier\nfünf\n");
}

TEST(Hocr, reads_the_inserted_one_of_alternatives) {
  EXPECT_EQ(
      text_of(
          Format::hocr,
          hocr("<span class='ocr_line'>" +
               word("<span class='alternatives'><ins class='alt'>III</ins><del class='alt'>U</del></span>") +
               "</span>")),
      "III\n");
}

TEST(Hocr, reads_what_was_printed_and_looks_like_markup) {
  const std::string file = hocr("<span class='ocr_line'>" + word("!'<!--,,,>") + " " + word("<?»«?>i<5t") +
                                " " + word("<KcKa") + " " + word("a < b") + "<br></span>");
  const Document document = read_as(Format::hocr, file);
  EXPECT_EQ(shown(document), "!'<!--,,,> <?»«?>i<5t <KcKa a < b\n");
  EXPECT_EQ(undone(document), file);
  EXPECT_EQ(faults_of(Format::hocr, file).find("broken"), std::string::npos);
}

TEST(Hocr, leaves_out_comments_scripts_and_what_stands_outside_of_pages) {
  EXPECT_EQ(text_of(Format::hocr,
                    "<html><body><p>before</p><div class='ocr_page'><!-- no <p> --><script>x</script>"
                    "<p>text</p></div>behind</body></html>"),
            "text\n");
}

TEST(Hocr, names_tidy_when_tags_do_not_fit) {
  const std::string file = hocr("<p class='ocr_par'><span class='ocr_line'>eins</p><p>zwei</p>");
  EXPECT_EQ(text_of(Format::hocr, file), "eins\n");
  EXPECT_NE(faults_of(Format::hocr, file).find("tidy -asxhtml"), std::string::npos)
      << faults_of(Format::hocr, file);
}

TEST(Hocr, has_a_page_for_each_ocr_page) {
  const std::string file =
      "<html><body><div class='ocr_page'><p>a</p></div><div class='ocr_page'/><div "
      "class='ocr_page'><p>b</p></div></body></html>";
  const Document document = read_as(Format::hocr, file);
  ASSERT_EQ(shown(document), "a\nb\n");
  EXPECT_EQ(document.blocks()[1].page, 3u);
}

// ---- what is broken

TEST(Readers, give_what_stands_before_the_break) {
  const std::string whole = alto(line("<String CONTENT='a'/>") + line("<String CONTENT='b'/>"));
  const std::string cut = whole.substr(0, whole.find("'b'"));
  EXPECT_EQ(text_of(Format::alto, cut), "a\n");
  EXPECT_TRUE(faults_of(Format::alto, cut).starts_with("broken XML at byte " + std::to_string(cut.size())))
      << faults_of(Format::alto, cut);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string some = whole.substr(0, size);
    const Document document = read_as(Format::alto, some);
    EXPECT_FALSE(document.faults().empty()) << some;
    EXPECT_EQ(undone(document), some);
  }
}

TEST(Readers, expand_no_entities_of_the_file) {
  const std::string file =
      "<!DOCTYPE alto [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\"><!ENTITY x SYSTEM "
      "\"file:///etc/passwd\">]>" +
      alto(line("<String CONTENT='&lol2; &x;'/>"));
  EXPECT_EQ(text_of(Format::alto, file), "&lol2; &x;\n");
  EXPECT_EQ(faults_of(Format::alto, file), "declares entities of its own; they are not expanded\n");
}

TEST(Readers, stop_where_a_file_is_nested_too_deep) {
  for (const Format format : {Format::alto, Format::page, Format::hocr}) {
    std::string file = format == Format::alto   ? "<alto><Layout>"
                       : format == Format::page ? "<PcGts><Page>"
                                                : "<html><body>";
    for (int i = 0; i < 100000; ++i) file += "<div class='ocr_page'>";
    const std::string faults = faults_of(format, file);
    EXPECT_NE(faults.find("is nested more than 256 deep"), std::string::npos) << faults.substr(0, 200);
  }
}

TEST(Readers, say_so_when_a_file_is_of_another_format) {
  EXPECT_NE(faults_of(Format::alto, "<PcGts/>").find("is no ALTO"), std::string::npos);
  EXPECT_NE(faults_of(Format::page, "<alto/>").find("is no PAGE XML"), std::string::npos);
  EXPECT_NE(faults_of(Format::hocr, "<alto/>").find("is no hOCR"), std::string::npos);
  for (const Format format : {Format::alto, Format::page, Format::hocr}) {
    for (const std::string_view bytes :
         {"", " ", "本报讯", "<", "<a", "<a/>", "\xFF\xFE", "</a>", "<!--", "<![CDATA["}) {
      const Document document = read_as(format, bytes);
      EXPECT_TRUE(document.blocks().empty()) << bytes;
      EXPECT_FALSE(document.faults().empty()) << bytes;
      EXPECT_EQ(undone(document), bytes);
    }
  }
}

TEST(Encodings, are_those_that_the_file_says) {
  const std::string utf16 = *from_utf8("<?xml version='1.0' encoding='UTF-16'?><alto/>", "UTF-16LE");
  EXPECT_EQ(encoding_of(utf16), "UTF-16LE");
  EXPECT_EQ(*decoded(utf16, "UTF-16LE"), "<?xml version='1.0' encoding='UTF-16'?><alto/>");
  const std::string latin1 = "<?xml version=\"1.0\" encoding='ISO-8859-1' ?><a>f\xFCr</a>";
  EXPECT_EQ(encoding_of(latin1), "ISO-8859-1");
  EXPECT_EQ(*decoded(latin1, "ISO-8859-1"), "<?xml version=\"1.0\" encoding='ISO-8859-1' ?><a>für</a>");
  EXPECT_EQ(*encoded(*decoded(latin1, "ISO-8859-1"), "ISO-8859-1"), latin1);
  EXPECT_EQ(encoding_of(
                "<html><head><meta http-equiv='content-type' content='text/html; charset=windows-1252'>\xFC"),
            "windows-1252");
}

TEST(Encodings, leave_UTF8_alone_whatever_it_declares) {
  EXPECT_EQ(encoding_of("<?xml version='1.0' encoding='UTF-8'?>\xFC"), "");
  EXPECT_EQ(encoding_of("<?xml version='1.0' encoding='ISO-8859-1'?><a>für</a>"), "");
  EXPECT_EQ(encoding_of("本报讯 encoding='ISO-8859-1' \xFC"), "");
  EXPECT_FALSE(decoded("x", "no-such-encoding").has_value());
}

}  // namespace
}  // namespace clean::tests
