// Any bytes as a PAGE XML file.

#include "fuzz/fuzz.h"
#include "fuzz/markup.h"

std::vector<std::string> clean::fuzz::seeds() {
  return markup_seeds(
      ".page.xml",
      {
          "<PcGts><Page><TextRegion><TextLine><TextEquiv><Unicode>Ein Wort</Unicode></TextEquiv></TextLine>"
          "</TextRegion></Page></PcGts>",
          "<PcGts><Page imageWidth=\"900\" imageHeight=\"1400\"><ReadingOrder><OrderedGroup>"
          "<RegionRefIndexed index=\"1\" regionRef=\"a\"/><RegionRefIndexed index=\"0\" regionRef=\"b\"/>"
          "</OrderedGroup></ReadingOrder><TextRegion id=\"a\" type=\"paragraph\"><TextLine id=\"l\">"
          "<Coords points=\"40,5 940,5 940,27 40,27\"/><Word><TextEquiv index=\"0\"><Unicode>Eisen-</Unicode>"
          "</TextEquiv></Word></TextLine><TextLine><TextEquiv><Unicode>bahn &amp; Post</Unicode></TextEquiv>"
          "</TextLine></TextRegion><TextRegion id=\"b\" type=\"heading\" custom=\"structure "
          "{type:heading;}\">"
          "<TextEquiv><PlainText>Kopf\nzeile</PlainText></TextEquiv></TextRegion></Page></PcGts>",
          "<PcGts><Page><TableRegion><TableCell><TextLine><TextEquiv><Unicode>1</Unicode></TextEquiv></"
          "TextLine>"
          "</TableCell></TableRegion></Page></PcGts>",
      });
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  clean::fuzz::check_markup(clean::Format::page, data, size);
  return 0;
}
