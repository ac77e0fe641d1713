// Any bytes as an ALTO file.

#include "fuzz/fuzz.h"
#include "fuzz/markup.h"

std::vector<std::string> clean::fuzz::seeds() {
  return markup_seeds(
      ".alto.xml",
      {
          "<alto><Layout><Page><PrintSpace><TextBlock><TextLine><String "
          "CONTENT=\"Wort\"/></TextLine></TextBlock>"
          "</PrintSpace></Page></Layout></alto>",
          "<alto><Styles><TextStyle ID=\"S\" FONTSIZE=\"9\"/></Styles><Layout><Page WIDTH=\"900\" "
          "HEIGHT=\"1400\">"
          "<TopMargin><TextBlock><TextLine><String "
          "CONTENT=\"2\"/></TextLine></TextBlock></TopMargin><PrintSpace>"
          "<TextBlock STYLEREFS=\"S\"><TextLine HPOS=\"40\" VPOS=\"60\" WIDTH=\"400\" HEIGHT=\"12\">"
          "<String CONTENT=\"Die\"/><SP/><String CONTENT=\"Zei\" SUBS_TYPE=\"HypPart1\" "
          "SUBS_CONTENT=\"Zeitung\"/>"
          "<HYP CONTENT=\"-\"/></TextLine><TextLine HPOS=\"40\" VPOS=\"80\" WIDTH=\"400\" HEIGHT=\"12\">"
          "<String CONTENT=\"tung\" SUBS_TYPE=\"HypPart2\" SUBS_CONTENT=\"Zeitung\"/><SP/>"
          "<String CONTENT=\"lebt&#46;\"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>",
          "<alto><Layout><Page><ReadingOrder><OrderedGroup><ElementRef REF=\"b\"/><ElementRef REF=\"a\"/>"
          "</OrderedGroup></ReadingOrder><PrintSpace><TextBlock ID=\"a\"><TextLine><String "
          "CONTENT=\"zweite\"/>"
          "</TextLine></TextBlock><ComposedBlock><TextBlock ID=\"b\"><TextLine><String "
          "CONTENT=\"er&shy;ste\"/>"
          "</TextLine></TextBlock></ComposedBlock></PrintSpace></Page></Layout></alto>",
      });
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  clean::fuzz::check_markup(clean::Format::alto, data, size);
  return 0;
}
