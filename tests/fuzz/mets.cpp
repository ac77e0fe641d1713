// Any bytes as a METS file. What it says of regions is tried on pages of the target's own, whose ids are
// those of the seeds, with the laws as oracle; and no name of a file may lead out of the METS file's folder.

#include <clean/clean.h>

#include "fuzz/fuzz.h"
#include "laws/laws.h"
#include "support/cases.h"

namespace clean::fuzz {
namespace {

constexpr std::size_t kPages = 3;  // of longer issues the first

// Of a page of the issue: six regions, P1_B1 to P1_B6.
std::string alto_page(std::size_t number) {
  constexpr std::string_view kLines[] = {
      "Der Bote",          "Die neue Brücke",       "Gestern wurde die Eisen-",
      "bahn eröffnet und", "war bis in die Nacht.", "Zimmer zu vermieten"};
  const std::string page = "P" + std::to_string(number + 1);
  std::string text = "<alto><Layout><Page ID=\"" + page + "\"><PrintSpace>";
  for (std::size_t b = 0; b < std::size(kLines); ++b) {
    text += "<TextBlock ID=\"" + page + "_B" + std::to_string(b + 1) + "\"><TextLine><String CONTENT=\"" +
            std::string(kLines[b]) + "\"/></TextLine></TextBlock>";
  }
  return text + "</PrintSpace></Page></Layout></alto>\n";
}

std::string broken_name(const std::string& name) {
  const bool leads_out = name.starts_with('/') || ("/" + name + "/").find("/../") != name.npos ||
                         name.find('\0') != name.npos || name.starts_with("http:");
  return leads_out ? "a name leads out of the folder: " + name : "";
}

}  // namespace

std::vector<std::string> seeds() {
  const std::filesystem::path pages = std::filesystem::path(LIBCLEAN_ROOT) / "tests/formats/pages";
  return {
      "<mets><fileSec><fileGrp USE=\"ALTO\"><file ID=\"A1\" MIMETYPE=\"text/xml\"><FLocat "
      "href=\"a.xml\"/></file>"
      "<file ID=\"A2\"><FLocat href=\"file://./b%20c.alto\"/></file></fileGrp></fileSec></mets>",
      "<mets><fileSec><fileGrp><file ID=\"A\"><FLocat href=\"a.xml\"/></file></fileGrp></fileSec>"
      "<structMap TYPE=\"PHYSICAL\"><div TYPE=\"page\" ORDER=\"2\"><fptr><area FILEID=\"A\"/></fptr></div>"
      "</structMap><structMap TYPE=\"LOGICAL\"><div ID=\"d\" TYPE=\"ARTICLE\"><div ID=\"e\" "
      "TYPE=\"HEADING\"/><fptr>"
      "<area FILEID=\"A\" BEGIN=\"P1_B2\" END=\"P1_B4\"/></fptr></div></structMap><structLink>"
      "<smLink from=\"#d\" to=\"#e\"/><smLinkGrp><smLocatorLink href=\"#d\"/><smLocatorLink "
      "href=\"#e\"/></smLinkGrp>"
      "</structLink></mets>",
      tests::read_file(pages / "lindenau-mets.xml")};
}

}  // namespace clean::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clean;
  static const Pipeline pipeline(load_recipe("de"));
  const MetsIssue issue = read_mets({reinterpret_cast<const char*>(data), size});
  std::string bytes;
  Source source{.bytes = {}, .format = Format::mets};
  for (const MetsPage& page : issue.pages) {
    for (const std::string& file : page.files) fuzz::expect_none(fuzz::broken_name(local_file(file)));
    if (source.files.size() == fuzz::kPages) continue;
    const std::size_t number = source.files.size();
    source.files.push_back({"p" + std::to_string(number + 1) + ".xml", {bytes.size()}, page.number});
    bytes += fuzz::alto_page(number);
  }
  for (const NamedRegions& named : issue.named) {
    fuzz::expect(named.file < issue.pages.size(), "regions are named of a page that is not there");
    if (named.file < source.files.size()) source.named.push_back(named);
  }
  source.bytes = bytes;
  fuzz::expect_none(tests::broken_laws(pipeline, source));
  return 0;
}
