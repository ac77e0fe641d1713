// Writing back: what of an ALTO or hOCR file changes, and that nothing else does.

#include <clean/clean.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "support/cases.h"

namespace clean::tests {
namespace {

constexpr std::string_view kOneReason[] = {"the test says so"};
constexpr FilterRow kRow = {
    .name = "test", .summary = "", .reasons = kOneReason, .evidence = {}, .touches = {}, .make = {}};

class Back {  // a file, read and changed; the source must outlive it
 public:
  Back(Format format, std::string_view source) : document_(read({.bytes = source, .format = format})) {}

  Back& replace(std::string_view words, std::string_view with) {
    Decisions d(kRow);
    d.replace(at(words), with, 0);
    apply(document_, {&d, 1}, {});
    return *this;
  }
  Back& join(std::size_t left, std::string_view glue) {
    Decisions d(kRow);
    const auto blocks = document_.blocks();
    d.join({blocks[left].at.end, blocks[left + 1].at.begin}, glue, 0, 1);
    apply(document_, {&d, 1}, {});
    return *this;
  }
  Back& lift(std::string_view words) {
    Decisions d(kRow);
    d.role(at(words), Role::caption, 0, 1);
    apply(document_, {&d, 1}, {});
    return *this;
  }
  std::string written() const {
    std::string out;
    EXPECT_TRUE(write_back(document_, out));
    return out;
  }

 private:
  TextRange at(std::string_view words) const {
    const std::size_t begin = document_.text().find(words);
    EXPECT_NE(begin, std::string_view::npos) << words << " in " << document_.text();
    const auto from = static_cast<std::uint32_t>(begin);
    return {{from}, {from + static_cast<std::uint32_t>(words.size())}};
  }
  Document document_;
};

std::string alto(const std::string& lines) {
  return "<?xml version='1.0'?>\n<alto><Layout><Page><PrintSpace><TextBlock>" + lines +
         "</TextBlock></PrintSpace></Page></Layout></alto>\n";
}

const std::string kCut = alto(
    "<TextLine>\n  <String ID='a' CONTENT='ein'/><SP/>\n  <String CONTENT='Ver-' WC='1'/>\n</TextLine>"
    "<TextLine><String CONTENT=\"kauf\">\n<ALTERNATIVE>kanf</ALTERNATIVE></String><SP/><String "
    "CONTENT='&amp;'/></TextLine>");

TEST(WriteBackAlto, gives_an_unchanged_file_back) {
  EXPECT_EQ(Back(Format::alto, kCut).written(), kCut);
  const std::string odd = alto(
      "<TextLine><String CONTENT=' &#xE4; &quot;x&nbsp;' />\r\n<String CONTENT=''/><HYP/></TextLine><!-- "
      "-->");
  EXPECT_EQ(Back(Format::alto, odd).written(), odd);
}

TEST(WriteBackAlto, changes_the_words_that_changed_and_escapes_them) {
  std::string wanted = kCut;
  wanted.replace(wanted.find("'ein'"), 5, "'&lt;e&apos;n&quot;&gt;'");
  wanted.replace(wanted.find("&quot;"), 6, "\"");  // a mark that the value's quotes are not
  EXPECT_EQ(Back(Format::alto, kCut).replace("ein", "<e'n\">").written(), wanted);
}

TEST(WriteBackAlto, marks_the_parts_of_a_word_that_was_rejoined) {
  std::string wanted = kCut;
  wanted.replace(wanted.find("'Ver-' WC='1'/>"), 15,
                 "'Ver' SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"Verkauf\" WC='1'/>\n  <HYP CONTENT=\"-\"/>");
  wanted.replace(wanted.find("\"kauf\""), 6, "\"kauf\" SUBS_TYPE=\"HypPart2\" SUBS_CONTENT=\"Verkauf\"");
  EXPECT_EQ(Back(Format::alto, kCut).join(0, "").replace("-", "").written(), wanted);
}

TEST(WriteBackAlto, marks_a_word_whose_hyphen_stays_and_leaves_the_hyphen_where_it_is) {
  std::string wanted = kCut;
  wanted.replace(wanted.find("'Ver-'"), 6, "'Ver-' SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"Ver-kauf\"");
  wanted.replace(wanted.find("\"kauf\""), 6, "\"kauf\" SUBS_TYPE=\"HypPart2\" SUBS_CONTENT=\"Ver-kauf\"");
  EXPECT_EQ(Back(Format::alto, kCut).join(0, "").written(), wanted);
}

TEST(WriteBackAlto, adds_no_second_hyphen_and_leaves_what_the_file_says_of_its_words) {
  const std::string file = alto(
      "<TextLine><String CONTENT='Ver' SUBS_TYPE='HypPart1' SUBS_CONTENT='VERKAUF'/><HYP "
      "CONTENT='-'/></TextLine>"
      "<TextLine><String CONTENT='kauf'/></TextLine>");
  std::string wanted = file;
  wanted.replace(wanted.find("'kauf'"), 6, "'kauf' SUBS_TYPE=\"HypPart2\" SUBS_CONTENT=\"Verkauf\"");
  EXPECT_EQ(Back(Format::alto, file).join(0, "").replace("-", "").written(), wanted);
}

TEST(WriteBackAlto, keeps_the_prefix_of_names) {
  const std::string file =
      "<a:alto xmlns:a='x'><a:TextLine><a:String CONTENT='Ver-'/></a:TextLine><a:TextLine><a:String "
      "CONTENT='kauf'/></a:TextLine></a:alto>";
  const std::string written = Back(Format::alto, file).join(0, "").replace("-", "").written();
  EXPECT_NE(written.find("/><a:HYP CONTENT=\"-\"/></a:TextLine>"), std::string::npos) << written;
}

TEST(WriteBackAlto, leaves_words_joined_with_a_space_and_Chinese_lines_without_marks) {
  const std::string words =
      alto("<TextLine><String CONTENT='ein'/></TextLine><TextLine><String CONTENT='Wort'/></TextLine>");
  EXPECT_EQ(Back(Format::alto, words).join(0, " ").written(), words);
  const std::string chinese =
      alto("<TextLine><String CONTENT='基层需'/></TextLine><TextLine><String CONTENT='求的'/></TextLine>");
  EXPECT_EQ(Back(Format::alto, chinese).join(0, "").written(), chinese);
}

TEST(WriteBackAlto, leaves_what_was_lifted_and_what_moved_where_it_is) {
  const std::string file = alto(
      "<TextLine><String CONTENT='ein'/></TextLine><TextLine><String CONTENT='Bild'/></TextLine>"
      "<TextLine><String CONTENT='Satz'/></TextLine>");
  Back back(Format::alto, file);
  back.lift("Bild");
  EXPECT_EQ(back.written(), file);
}

TEST(WriteBackAlto, gives_the_first_String_what_stands_for_several) {
  const std::string file = alto(
      "<TextLine><String CONTENT='W'/><SP/><String CONTENT='o'/><SP/><String CONTENT='rt'/><SP/><String "
      "CONTENT='x'/></TextLine>");
  const std::string wanted = alto(
      "<TextLine><String CONTENT='Wort'/><SP/><String CONTENT=''/><SP/><String CONTENT=''/><SP/><String "
      "CONTENT='x'/></TextLine>");
  EXPECT_EQ(Back(Format::alto, file).replace("W o rt", "Wort").written(), wanted);
}

std::string hocr(const std::string& lines) {
  return "<html><body><div class='ocr_page'>" + lines + "</div></body></html>\n";
}
std::string line(const std::string& words) { return "<span class='ocr_line'>" + words + "</span>"; }
std::string word(const std::string& text) { return "<span class='ocrx_word'>" + text + "</span>"; }

TEST(WriteBackHocr, gives_an_unchanged_file_back) {
  const std::string file =
      hocr(line(word("a &auml; <b>b</b>") + " " + word("Ver&shy;") + "<br>") + line(word("<?x<5")));
  EXPECT_EQ(Back(Format::hocr, file).written(), file);
}

TEST(WriteBackHocr, has_a_soft_hyphen_where_a_word_was_rejoined) {
  const std::string file = hocr(line(word("Ver-")) + line(word("kauf")));
  EXPECT_EQ(Back(Format::hocr, file).join(0, "").replace("-", "").written(),
            hocr(line(word("Ver\u00AD")) + line(word("kauf"))));
}

TEST(WriteBackHocr, keeps_the_soft_hyphen_that_a_file_has) {
  for (const char* hyphen : {"&shy;", "\u00AD", "&#173;"}) {
    const std::string inside = hocr(line(word("Ver" + std::string(hyphen))) + line(word("kauf")));
    EXPECT_EQ(Back(Format::hocr, inside).join(0, "").replace("-", "").written(), inside);
    const std::string behind = hocr(line(word("Ver") + hyphen + "<br />") + line(word("kauf")));
    EXPECT_EQ(Back(Format::hocr, behind).join(0, "").replace("-", "").written(), behind);
    const std::string changed = Back(Format::hocr, inside).join(0, "").replace("Ver-", "Un").written();
    EXPECT_EQ(changed, hocr(line(word("Un" + std::string(hyphen))) + line(word("kauf"))));
  }
}

TEST(WriteBackHocr, changes_the_words_that_changed) {
  const std::string file = hocr(line(word("alt") + " " + word("x")));
  EXPECT_EQ(Back(Format::hocr, file).replace("alt", "n&u").written(),
            hocr(line(word("n&amp;u") + " " + word("x"))));
}

TEST(WriteBack, leaves_other_formats_alone) {
  std::string out;
  EXPECT_FALSE(write_back(read({.bytes = "text"}), out));
  EXPECT_FALSE(write_back(read({.bytes = "<PcGts/>", .format = Format::page}), out));
  EXPECT_EQ(out, "");
}

// The development pages lie beside the repository and not in it.
TEST(WriteBack, gives_every_development_page_back_that_no_filter_changed) {
  const std::filesystem::path folder = std::filesystem::path(LIBCLEAN_ROOT) / ".." / "shared" / "corpora";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no development pages beside the repository";
  int files = 0;
  for (const char* part : {"mets-alto", "ocr-edge-cases"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / part)) {
      if (!entry.is_regular_file()) continue;
      const std::string bytes = read_file(entry.path());
      const Format format = format_of(bytes);
      if (format != Format::alto && format != Format::hocr) continue;
      std::string out;
      write_back(read({.bytes = bytes, .format = format}), out);
      EXPECT_TRUE(out == bytes) << entry.path();
      ++files;
    }
  }
  EXPECT_GE(files, 20);
}

}  // namespace
}  // namespace clean::tests
