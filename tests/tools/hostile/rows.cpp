#include "hostile/rows.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <span>

namespace {

using Times = std::size_t;

std::string number(std::size_t n) { return std::to_string(n); }

constexpr std::string_view kAltoOpens =
    "<alto><Layout><Page WIDTH='90' HEIGHT='90'><PrintSpace><TextBlock ID='b'>";
constexpr std::string_view kAltoEnds = "</TextBlock></PrintSpace></Page></Layout></alto>";
constexpr std::string_view kWord = "<String HPOS='1' VPOS='1' WIDTH='9' HEIGHT='1' CONTENT='wort'/><SP/>";
constexpr std::string_view kEdit =
    R"({"source":"page.txt","filter":"width","reason":"r","confidence":1,"applied":true,"verdict":"applied",)";
const std::string kRecipe = "name = \"mine\"\nstages = [[\"width\"]]\n";
// In text, in names, in recipes: colours, the bell, a title for the window, C1, the other direction.
#define OBEYED                           \
  "\x1B[31m\x07\x1B]0;title\x07\xC2\x9B" \
  "31m\xE2\x80\xAE"                      \
  "drawkcab\xE2\x81\xA6"

std::string alto_line(std::string_view id, std::string_view next) {
  return "<TextBlock ID='" + std::string(id) + "' IDNEXT='" + std::string(next) +
         "'><TextLine><String HPOS='1' VPOS='1' WIDTH='9' HEIGHT='1' CONTENT='w'/></TextLine></TextBlock>";
}

std::string utf16(std::string_view ascii, bool big, Times times) {
  std::string once, all;
  for (const char c : ascii) once += big ? std::string{'\0', c} : std::string{c, '\0'};
  for (; times > 0; --times) all += once;
  return all;
}

// ---- text

constexpr Row kText[] = {
    {"one line of words", 1 << 20, 1'000'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "The council met on Monday and voted. ", n / 37); },
     "exec $N -j 1 page.txt", 0},
    {"one line without a blank", 1 << 20, 300'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "a", n); }, "exec $N -j 1 page.txt", 0},
    {"one line of Chinese sentences", 1 << 20, 1'000'000'000,
     [](const Folder& f, Times n) {
       f.put("page.txt", "", "昨日上午，市政府召开会议，研究经济工作。", n / 60);
     },
     "exec $N -j 1 page.txt", 0},
    {"one line of one Chinese character", 1 << 20, 300'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "中", n / 3); }, "exec $N -j 1 page.txt", 0},
    {"one line, as JSONL with its log", 1 << 20, 100'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "昨日上午,市政府召开会议。", n / 37); },
     "exec $N -j 1 -t jsonl --edits /dev/null page.txt", 0},
    {"one line, explained", 1 << 20, 100'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "昨日上午,市政府召开会议。", n / 37); },
     "exec $N -j 1 --explain page.txt", 0, "", "", 512},
    {"blank lines", 1'000'000, 100'000'000, [](const Folder& f, Times n) { f.put("page.txt", "", "\n", n); },
     "exec $N -j 1 page.txt", 0},
    {"form feeds", 1'000'000, 100'000'000, [](const Folder& f, Times n) { f.put("page.txt", "", "\f", n); },
     "exec $N -j 1 page.txt", 0},
    {"a page for each character", 20'000, 1'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "中\f", n); }, "exec $N -j 1 page.txt", 0, "", "中",
     64},
    {"a line for each character", 20'000, 1'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "中\n", n); }, "exec $N -j 1 page.txt", 0, "", "中",
     64},
    {"open quotes", 100'000, 1'000'000, [](const Folder& f, Times n) { f.put("page.txt", "", "“", n); },
     "exec $N -j 1 page.txt", 0, "", "“"},
    {"open quotes before Chinese", 100'000, 1'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "“中", n); }, "exec $N -j 1 page.txt", 0, "", "“"},
    {"open quotes, a paragraph each", 20'000, 1'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "“昨日会议。\n\n", n); }, "exec $N -j 1 page.txt",
     0, "", "“", 64},
    {"brackets within brackets", 100'000, 100'000,
     [](const Folder& f, Times n) { f.put("page.txt", std::string(n, '('), ")", n); },
     "exec $N -j 1 page.txt", 0, "", "(("},
    {"Chinese brackets within brackets", 100'000, 100'000,
     [](const Folder& f, Times n) {
       f.put("open", "", "（中", n), f.put("shut", "", "）", n);
       f.shell("cat open shut >page.txt");
     },
     "exec $N -j 1 page.txt", 0, "", "（中（中"},
    {"only combining marks", 100'000, 10'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "\u0301", n); }, "exec $N -j 1 page.txt", 0},
    {"combining marks on one character", 100'000, 10'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "中", "\u0301", n); }, "exec $N -j 1 page.txt", 0},
    {"jump lines, each a page", 5'000, 100'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "中文\n\f\n（紧接第一版）\n", n); },
     "exec $N -j 1 page.txt", 0, "", "中文"},
    {"jump lines to the page Local News", 5'000, 100'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "要闻版\n\n中文\n（下转要闻版）\n\f\n", n); },
     "exec $N -j 1 page.txt", 0, "", "中文"},
    {"hyphens at line ends", 50'000, 1'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "Verwal-\n", n); }, "exec $N -j 1 page.txt", 0, "",
     "", 64},
    {"overlong UTF-8 and nothing else", 100'000, 10'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "\xC0\xAF\xE0\x80\xAF", n); },
     "exec $N -j 1 page.txt", 3, "not text (it is in no encoding that can be told"},
    {"overlong UTF-8 in text", 10'000, 1'000'000,
     [](const Folder& f, Times n) {
       f.put("page.txt", "", "昨日上午，市政府召开会议，研究经济工作。\xC0\xAF昨日上午，市政府召开会议。", n);
     },
     "exec $N -j 1 page.txt", 0, "places are no UTF-8", "会议，研究"},
    {"NUL bytes", 100'000, 100'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "text", std::string_view("\0", 1), n); },
     "exec $N page.txt", 3, "not text (NUL byte at byte 4)"},
    {"NUL bytes behind the first 64 KiB", 100'000, 100'000'000,
     [](const Folder& f, Times n) {
       f.put("head", "", "The council met. ", 5000), f.put("tail", "", std::string_view("\0", 1), n);
       f.shell("cat head tail >page.txt");
     },
     "exec $N -j 1 page.txt", 0, "", "The council met. The", 64},
    {"UTF-16 LE with its mark", 10'000, 1'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "\xFF\xFE" + utf16("The council met.\n", false, n)); },
     "exec $N page.txt", 0, "", "The council met."},
    {"UTF-16 BE with its mark", 10'000, 1'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", "\xFE\xFF" + utf16("The council met.\n", true, n)); },
     "exec $N page.txt", 0, "", "The council met."},
    {"UTF-16 LE without a mark", 10'000, 1'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", utf16("The council met.\n", false, n)); },
     "exec $N page.txt", 0, "", "The council met."},
    {"UTF-16 BE without a mark", 10'000, 1'000'000,
     [](const Folder& f, Times n) { f.put("page.txt", utf16("The council met.\n", true, n)); },
     "exec $N page.txt", 0, "", "The council met."},
    {"a gzip bomb", 1'000'000, 1'000'000'000,
     [](const Folder& f, Times n) {
       f.shell("(echo page; head -c " + number(n) + " /dev/zero) | gzip >page.txt.gz");
     },
     "exec $N page.txt.gz", 3, "not text (NUL byte"},
};

// ---- markup

constexpr Row kMarkup[] = {
    {"elements within elements", 100'000, 10'000'000,
     [](const Folder& f, Times n) { f.put("page.xml", "<alto>", "<a>", n); }, "exec $N page.xml", 3,
     "page.xml: ", "", 2048},
    {"elements within elements, all closed", 100'000, 100'000,
     [](const Folder& f, Times n) {
       f.put("open", "<alto>", "<a>", n), f.put("shut", "", "</a>", n, "</alto>");
       f.shell("cat open shut >page.xml");
     },
     "exec $N page.xml", 3, "deep", "", 128},
    {"a billion laughs", 10, 1000,
     [](const Folder& f, Times n) {
       f.put_each(
           "page.xml", "<!DOCTYPE alto [<!ENTITY l0 'ha'>", n,
           [](std::size_t i) {
             const std::string before = "&l" + number(i) + ";";
             return "<!ENTITY l" + number(i + 1) + " '" + before + before + before + before + "'>";
           },
           "]><alto><TextLine><String CONTENT='a &l9;' WIDTH='1' HEIGHT='1'/></TextLine></alto>");
     },
     "exec $N page.xml", 3, "declares entities of its own", "&l9;"},
    {"a file from outside in an entity", 1, 1,
     [](const Folder& f, Times) {
       f.put(
           "page.xml",
           "<!DOCTYPE alto [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><alto><TextLine><String CONTENT='a &e;' "
           "WIDTH='1' HEIGHT='1'/></TextLine></alto>");
     },
     "exec $N page.xml", 3, "declares entities of its own", "&e;"},
    {"an ALTO page of one line", 20'000, 1'400'000,
     [](const Folder& f, Times n) {
       f.put("page.xml", std::string(kAltoOpens) + "<TextLine>", kWord, n,
             "</TextLine>" + std::string(kAltoEnds));
     },
     "exec $N page.xml", 0, "", "wort wort", 4096},
    {"an ALTO page of lines of one word", 10'000, 500'000,
     [](const Folder& f, Times n) {
       f.put("page.xml", kAltoOpens,
             "<TextLine><String HPOS='1' VPOS='1' WIDTH='9' HEIGHT='1' CONTENT='wort'/></TextLine>", n,
             kAltoEnds);
     },
     "exec $N page.xml", 0, "", "wort", 4096},
    {"an ALTO page of empty lines", 20'000, 1'000'000,
     [](const Folder& f, Times n) { f.put("page.xml", kAltoOpens, "<TextLine/>", n, kAltoEnds); },
     "exec $N page.xml", 0, "", "", 1024},
    {"ALTO blocks that name each other in a circle", 5'000, 200'000,
     [](const Folder& f, Times n) {
       f.put_each(
           "page.xml", "<alto><Layout><Page WIDTH='90' HEIGHT='90'><PrintSpace>", n,
           [n](std::size_t i) { return alto_line("b" + number(i), "b" + number((i + n - 1) % n)); },
           "</PrintSpace></Page></Layout></alto>");
     },
     "exec $N page.xml", 0, "", "w", 4096},
    {"coordinates that are no numbers", 1'000, 100'000,
     [](const Folder& f, Times n) {
       f.put("page.xml", kAltoOpens,
             "<TextLine HPOS='NaN' VPOS='1e999' WIDTH='-1e999' HEIGHT='inf'><String HPOS='1e999' VPOS='NaN' "
             "WIDTH='0x7fffffff' HEIGHT='99999999999999999999' CONTENT='wort'/></TextLine>",
             n, kAltoEnds);
     },
     "exec $N page.xml", 3, "has no coordinates", "wort", 2048},
    {"PAGE XML in an order that names each region often", 5'000, 200'000,
     [](const Folder& f, Times n) {
       f.put_each(
           "order", "<PcGts><Page imageWidth='9' imageHeight='9'><ReadingOrder><OrderedGroup>", n,
           [n](std::size_t i) {
             return "<RegionRefIndexed index='" + number(n - i) + "' regionRef='r" + number(i / 2) + "'/>";
           },
           "</OrderedGroup></ReadingOrder>");
       f.put_each(
           "regions", "", n,
           [](std::size_t i) {
             return "<TextRegion id='r" + number(i) +
                    "'><TextLine><Coords points='1,1 5,1 5,5 "
                    "1,5'/><TextEquiv><Unicode>w</Unicode></TextEquiv>"
                    "</TextLine></TextRegion>";
           },
           "</Page></PcGts>");
       f.shell("cat order regions >page.xml");
     },
     "exec $N page.xml", 0, "", "w", 4096},
    {"an hOCR title", 100'000, 10'000'000,
     [](const Folder& f, Times n) {
       f.put("page.html", "<html><body><div class='ocr_page'><span class='ocr_line' title='bbox 1 1 2 2; ",
             "x", n, "'>wort</span></div></body></html>");
     },
     "exec $N page.html", 0, "", "wort", 128},
    {"an hOCR title of numbers", 50'000, 5'000'000,
     [](const Folder& f, Times n) {
       f.put("page.html", "<html><body><div class='ocr_page'><span class='ocr_line' title='bbox", " 1", n,
             "'>wort</span></div></body></html>");
     },
     "exec $N page.html", 3, "has no coordinates", "wort", 128},
    {"hOCR that closes nothing", 20'000, 1'000'000,
     [](const Folder& f, Times n) {
       f.put("page.html", "<html><body><div class='ocr_page'>", "<p>wort<br>", n);
     },
     "exec $N page.html", 3, "page.html: ", "", 2048},
    {"a METS file that names itself", 1, 1,
     [](const Folder& f, Times) {
       f.put(
           "mets.xml",
           "<mets><fileSec><file ID='f'><FLocat href='mets.xml'/></file></fileSec><structMap TYPE='PHYSICAL'>"
           "<div TYPE='page' ORDER='1'><fptr FILEID='f'/></div></structMap></mets>");
     },
     "exec $N mets.xml", 4, "mets.xml: is no page in ALTO"},
    {"a METS file that names files elsewhere", 1, 1,
     [](const Folder& f, Times) {
       f.put("mets.xml",
             "<mets><fileSec><file ID='f'><FLocat href='file:///etc/passwd'/></file><file ID='g'><FLocat "
             "href='../../../etc/passwd'/></file><file ID='h'><FLocat "
             "href='http://localhost/page.xml'/></file></fileSec><structMap TYPE='PHYSICAL'>"
             "<div TYPE='page' ORDER='1'><fptr FILEID='f'/></div><div TYPE='page' ORDER='2'><fptr "
             "FILEID='g'/></div><div TYPE='page' ORDER='3'><fptr FILEID='h'/></div></structMap></mets>");
     },
     "exec $N mets.xml", 4, "is not below the METS file's folder; nothing is fetched"},
    {"a METS file that names very many files that are not there", 1'000, 1'000'000,
     [](const Folder& f, Times n) {
       f.put_each(
           "files", "<mets><fileSec>", n,
           [](std::size_t i) {
             return "<file ID='f" + number(i) + "'><FLocat href='p" + number(i) + ".xml'/></file>";
           },
           "</fileSec><structMap TYPE='PHYSICAL'>");
       f.put_each(
           "pages", "", n,
           [](std::size_t i) {
             return "<div TYPE='page' ORDER='" + number(i) + "'><fptr FILEID='f" + number(i) + "'/></div>";
           },
           "</structMap></mets>");
       f.shell("cat files pages >mets.xml");
     },
     "exec $N mets.xml", 4, "none of its pages can be read", "", 4096},
    {"a METS file whose pages have the highest numbers", 1, 1,
     [](const Folder& f, Times) {
       f.put("a.xml", kAltoOpens,
             "<TextLine><String HPOS='1' VPOS='1' WIDTH='9' HEIGHT='1' CONTENT='Der Magi'/></TextLine>", 1,
             kAltoEnds);
       f.put("mets.xml",
             "<mets><fileSec><file ID='f'><FLocat href='a.xml'/></file></fileSec><structMap "
             "TYPE='PHYSICAL'><div "
             "TYPE='page' ORDER='1'><fptr FILEID='f'/></div><div TYPE='page' ORDER='4294967295'><fptr "
             "FILEID='f'/></div><div TYPE='page' ORDER='99999999999999999999'><fptr "
             "FILEID='f'/></div></structMap></mets>");
     },
     "exec $N -t jsonl mets.xml", 0, "", "Der Magi"},
};

// ---- logs and recipes

constexpr Row kOther[] = {
    {"brackets within brackets in a log", 100'000, 10'000'000,
     [](const Folder& f, Times n) {
       f.put("page.txt", "text"), f.put("log", std::string(kEdit) + "\"src\":", "[", n, "\n");
     },
     "exec $N --undo log page.txt", 3, "with log: edits, line 1: ", "", 128},
    {"half of a surrogate pair in a log", 1, 1,
     [](const Folder& f, Times) {
       f.put("page.txt", "text"),
           f.put("log", std::string(kEdit) + R"("before":"\ud800","after":"\udc00","src":[[0,1]]})"
                                             "\n");
     },
     "exec $N --undo log page.txt", 3, "cannot undo page.txt with log: "},
    {"a log with a span behind the end", 1, 1,
     [](const Folder& f, Times) {
       f.put("page.txt", "text");
       f.put("log", std::string(kEdit) + R"("before":"a","after":"b","src":[[90,91]]})"
                                         "\n");
     },
     "exec $N --undo log page.txt", 3, "cannot undo page.txt with log: "},
    {"a log with the largest numbers", 1, 1,
     [](const Folder& f, Times) {
       f.put("page.txt", "text");
       f.put("log",
             std::string(kEdit) +
                 R"("before":"a","after":"b","src":[[0,18446744073709551615]]})"
                 "\n" +
                 R"({"source":"page.txt","filter":"layout","reason":"","confidence":1,"applied":true,)"
                 R"("verdict":"applied","src":[[0,0]],"before":"","after":"","end":18446744073709551615})"
                 "\n");
     },
     "exec $N --undo log page.txt", 3, "cannot undo page.txt with log: "},
    {"a log with numbers below zero", 1, 1,
     [](const Folder& f, Times) {
       f.put("page.txt", "text"),
           f.put("log", std::string(kEdit) + R"("before":"a","after":"b","src":[[-5,-1]]})"
                                             "\n");
     },
     "exec $N --undo log page.txt", 3, "cannot undo page.txt with log: "},
    {"a log of very many lines about one place", 10'000, 1'000'000,
     [](const Folder& f, Times n) {
       f.put("page.txt", "text");
       f.put("log", "",
             std::string(kEdit) + R"("before":"t","after":"t","src":[[0,1]]})"
                                  "\n",
             n);
     },
     "exec $N --undo log page.txt", 3, "cannot undo page.txt with log: ", "", 2048},
    {"a log that writes outside the folder", 1, 1,
     [](const Folder& f, Times) {
       f.put("p1.txt", "One.\n"), f.put("p2.txt", "Two.\n");
       f.shell(
           "$N --issue --edits log p1.txt p2.txt >page.txt; sed -i 's/p1.txt/..\\/..\\/p1.txt/g; "
           "s/p2.txt/../g' log");
     },
     "exec $N --undo log -o back/ page.txt", 3, "the log's list of files cannot be used"},
    {"a recipe with a very long pattern", 100'000, 1'000'000,
     [](const Folder& f, Times n) {
       f.put("my.toml", kRecipe + "[patterns]\ncaption = [\"", "a", n, "\"]\n"), f.put("page.txt", "text");
     },
     "exec $N -r my.toml page.txt", 2, "my.toml:", "", 512},
    {"a recipe with repetitions of repetitions", 1, 1,
     [](const Folder& f, Times) {
       f.put("my.toml", kRecipe + "[patterns]\ncaption = [\"((a{1000}){1000}){1000}\"]\n"),
           f.put("page.txt", "text");
     },
     "exec $N -r my.toml page.txt", 2, "my.toml:"},
    {"a recipe with repetitions at the limit", 1, 1,
     [](const Folder& f, Times) {
       f.put("my.toml", kRecipe + "[patterns]\ncaption = [\"((a{30}){30}){1000}\"]\n"),
           f.put("page.txt", "text");
     },
     "exec $N -r my.toml page.txt", 2, "my.toml:"},
    {"a recipe of very many keys", 10'000, 1'000'000,
     [](const Folder& f, Times n) {
       f.put_each(
           "my.toml", "", n, [](std::size_t i) { return "k" + number(i) + " = 1\n"; }, ""),
           f.put("page.txt", "text");
     },
     "exec $N -r my.toml page.txt", 2, "my.toml:", "", 2048},
    {"a recipe of arrays within arrays", 100'000, 1'000'000,
     [](const Folder& f, Times n) { f.put("my.toml", "stages = ", "[", n), f.put("page.txt", "text"); },
     "exec $N -r my.toml page.txt", 2, "my.toml:", "", 512},
    {"a recipe that names itself", 1, 1,
     [](const Folder& f, Times) {
       f.put("my.toml", "base = \"my.toml\"\ninherits = \"my.toml\"\n"), f.put("page.txt", "text");
     },
     "exec $N -r my.toml page.txt", 2, "my.toml:"},
    {"commands to the terminal in a recipe's keys", 1, 1,
     [](const Folder& f, Times) {
       f.put("my.toml", "\"\\u001b[31m\\u202e\" = 1\n"), f.put("page.txt", "text");
     },
     "exec $N -r my.toml page.txt", 2, "my.toml:1: ", "", 64, true},
    {"commands to the terminal in a recipe's name", 1, 1,
     [](const Folder& f, Times) {
       f.put("my.toml", "name = \"\\u001b[31m\\u202e\"\nstages = [[\"width\"]]\n"), f.put("page.txt", "text");
     },
     "exec $N -r my.toml --explain page.txt", 0, "", "page.txt: recipe ", 64, true},
};

// ---- lines of JSON

constexpr Row kLines[] = {
    {"JSONL of lines with nothing on them", 1'000'000, 100'000'000,
     [](const Folder& f, Times n) { f.put("page.jsonl", "", "\n", n); }, "exec $N -f jsonl -j 1 page.jsonl",
     0},
    {"JSONL of very many pages", 20'000, 2'000'000,
     [](const Folder& f, Times n) { f.put("page.jsonl", "", "{\"text\":\"昨日会议。\"}\n", n); },
     "exec $N -f jsonl -j 1 page.jsonl", 0, "", "昨日会议。"},
    {"JSONL of very many lines that are no pages", 100'000, 10'000'000,
     [](const Folder& f, Times n) { f.put("page.jsonl", "", "{\"a\":1}\n", n); },
     "exec $N -f jsonl -j 1 --on-error skip --rejects /dev/null page.jsonl", 0, "lines were rejected"},
    {"a line of JSON without an end", 1'000'000, 300'000'000,
     [](const Folder& f, Times n) { f.put("page.jsonl", "{\"text\":\"", "a", n); },
     "exec $N -f jsonl -j 1 page.jsonl", 3, "page.jsonl:1: is no JSON: it ends too early", "", 1024},
    {"a line of JSON with a very long page", 25'000, 2'500'000,
     [](const Folder& f, Times n) {
       f.put("page.jsonl", "{\"text\":\"", "昨日上午,市政府召开会议。\\n", n, "\"}");
     },
     "exec $N -f jsonl -j 1 page.jsonl", 0, "", "会议。", 2048},
    {"a line of JSON with a page of lines of one character", 20'000, 1'000'000,
     [](const Folder& f, Times n) { f.put("page.jsonl", "{\"text\":\"", "中\\n", n, "\"}"); },
     "exec $N -f jsonl -j 1 page.jsonl", 0, "", "中", 512},
    {"a line of JSON with a page of NUL characters", 100'000, 10'000'000,
     [](const Folder& f, Times n) { f.put("page.jsonl", "{\"text\":\"", "\\u0000", n, "\"}"); },
     "exec $N -f jsonl -j 1 page.jsonl", 0, "", "", 512},
    {"a line of JSON with NUL bytes", 100'000, 100'000'000,
     [](const Folder& f, Times n) { f.put("page.jsonl", "{\"text\":\"", std::string_view("\0", 1), n); },
     "exec $N -f jsonl -j 1 page.jsonl", 3, "page.jsonl:1: is no JSON at byte 10", "", 512},
    {"a line of JSON with brackets within brackets", 100'000, 10'000'000,
     [](const Folder& f, Times n) { f.put("page.jsonl", "{\"text\":\"x\",\"a\":", "[", n); },
     "exec $N -f jsonl -j 1 page.jsonl", 3, "page.jsonl:1: is no JSON: it ends too early", "", 128},
    {"a line of JSON with brackets within brackets, all closed", 100'000, 10'000'000,
     [](const Folder& f, Times n) {
       f.put("open", "{\"text\":\"x\",\"a\":", "[", n), f.put("shut", "", "]", n, "}");
       f.shell("cat open shut >page.jsonl");
     },
     "exec $N -f jsonl -j 1 page.jsonl", 0, "", "[[[[", 256},
    {"a line of JSON with very many fields", 100'000, 1'000'000,
     [](const Folder& f, Times n) {
       f.put_each(
           "page.jsonl", "{", n, [](std::size_t i) { return "\"f" + number(i) + "\":1e999,"; },
           "\"text\":\"x\"}");
     },
     "exec $N -f jsonl -j 1 page.jsonl", 0, "", "\"f99\":1e999,", 512},
    {"a line of JSON with very many fields of one name", 100'000, 1'000'000,
     [](const Folder& f, Times n) { f.put("page.jsonl", "{", "\"\\u0069d\":1,", n, "\"text\":\"x\"}"); },
     "exec $N -f jsonl -j 1 page.jsonl", 0, "", "{\"\\u0069d\":1,\"\\u0069d\":1,", 512},
    {"a line of JSON with a number of very many digits", 100'000, 10'000'000,
     [](const Folder& f, Times n) { f.put("page.jsonl", "{\"text\":\"x\",\"a\":1.", "5", n, "}"); },
     "exec $N -f jsonl -j 1 page.jsonl", 0, "", "1.5555", 128},
    {"a line of JSON with halves of surrogate pairs", 100'000, 10'000'000,
     [](const Folder& f, Times n) {
       f.put("page.jsonl", "{\"a\":\"", "\\ud83d", n, "\",\"text\":\"\\ud83d\\ude00\\ude00\"}");
     },
     "exec $N -f jsonl -j 1 page.jsonl", 3, "has half of a surrogate pair in the field \"text\"", "", 256},
    {"commands to the terminal in lines of JSON", 1, 1,
     [](const Folder& f, Times) {
       f.put("page.jsonl", "{\"" OBEYED "\":\"" OBEYED
                           "\"}\n\x1B[31m\n{\"text\":\"\xC2\x9B"
                           "31m\xE2\x80\xAE\",\"text\":1}\n");
     },
     "$N -f jsonl --on-error skip page.jsonl; echo {} | $N -f jsonl --text-field \"$(printf '" OBEYED
     "')\"; true",
     0, "\\x1b[31m", "", 64, true},
};

// ---- names, and what is shown to people

constexpr Row kShown[] = {
    {"commands to the terminal in text, explained", 1'000, 100'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "昨日上午," OBEYED "会议。\n\n", n); },
     "exec $N -r zh-daily --explain page.txt", 0, "", "U+001B", 1024, true},
    {"commands to the terminal in text, compared", 1'000, 100'000,
     [](const Folder& f, Times n) { f.put("page.txt", "", "昨日上午," OBEYED "会议。\n\n", n); },
     "exec $N -r zh-daily --diff page.txt", 1, "", "\\x1b[31m", 1024, true},
    {"commands to the terminal in markup, compared", 1, 1,
     [](const Folder& f, Times) {
       f.put("page.xml", std::string(kAltoOpens) +
                             "<TextLine><String HPOS='1' VPOS='1' WIDTH='9' HEIGHT='1' "
                             "CONTENT='\u200Ba&#x1b;[31m\u202E'/></TextLine>" +
                             std::string(kAltoEnds));
     },
     "exec $N --diff page.xml", 1, "", "\\u202e", 64, true},
    {"commands to the terminal in names", 1, 1,
     [](const Folder& f, Times) {
       f.put("page.txt", "昨日上午,会议。\n");
       f.shell("cp page.txt \"$(printf '" OBEYED "\\nx.txt')\"; rm page.txt");
     },
     "for o in --check --diff --explain -fpage '-r none/\x1B[31m' \"-o .\"; do $N $o *; $N $o "
     "*.none\x1B[31m; done; true",
     0, "\\x1b[31m", "\\x1b[31m", 64, true},
    {"commands to the terminal in options", 1, 1, [](const Folder&, Times) {},
     "$N --x\x1B[31m; $N -F \x1B[31m; $N -r \x1B[31m; $N -j \x1B[31m; $N -t \x1B[31m; $N --check=\x1B[31m; "
     "$N -\x1B; true",
     0, "\\x1b[31m", "", 64, true},
    {"a link to itself", 1, 1, [](const Folder& f, Times) { f.shell("ln -s page.txt page.txt"); },
     "exec $N page.txt", 4, "page.txt: Too many levels of symbolic links"},
    {"a link to itself for the output", 1, 1,
     [](const Folder& f, Times) { f.put("page.txt", "text"), f.shell("ln -s out.txt out.txt"); },
     "exec $N -o out.txt/ page.txt", 4, "out.txt: Too many levels of symbolic links"},
    {"a folder with nothing in it", 1, 1, [](const Folder&, Times) {}, "exec $N .", 0,
     ".: nothing in it was read"},
    {"a folder with a link to itself", 1, 1,
     [](const Folder& f, Times) { f.put("page.txt", "text"), f.shell("ln -s . loop"); }, "exec $N .", 0, "",
     "text\n"},
    {"folders within folders", 10, 300,
     [](const Folder& f, Times n) {
       f.shell("for i in $(seq " + number(n) + "); do mkdir d; cd d; done; echo text >page.txt");
     },
     "exec $N . 2>&1", 0, "", "text\n"},
    {"an archive of very many empty files", 1'000, 100'000,
     [](const Folder& f, Times n) {
       f.shell(
           "python3 -c \"import tarfile; t = tarfile.open('a.tar', 'w'); [t.addfile(tarfile.TarInfo('%d.txt' "
           "% i)) "
           "for i in range(" +
           number(n) + ")]; t.close()\"");
     },
     "exec $N a.tar", 0, ""},
    {"an archive whose members have very long names", 1'000, 20'000,
     [](const Folder& f, Times n) {
       f.shell(
           "python3 -c \"import tarfile; t = tarfile.open('a.tar', 'w', format=tarfile.PAX_FORMAT); "
           "[t.addfile(tarfile.TarInfo('%d/' % i + 'x' * 3000)) for i in range(" +
           number(n) + ")]; t.close()\"");
     },
     "exec $N a.tar -o out/", 3, "its path has a name of more than 200 bytes"},
    {"an archive that is a bomb", 10'000'000, 1'000'000'000,
     [](const Folder& f, Times n) {
       f.shell("(echo page; head -c " + number(n) +
               " /dev/zero) >page.txt; tar czf a.tgz page.txt; rm page.txt");
     },
     "exec $N a.tgz", 3, "a.tgz/page.txt: not text (NUL byte"},
    {"a folder of very many files", 100, 10'000,
     [](const Folder& f, Times n) {
       f.shell("for i in $(seq " + number(n) + "); do echo '<mets/>' >$i.xml; done");
     },
     "exec $N .", 4, "none of its pages can be read"},
    {"a file that opens and cannot be read", 1, 1, [](const Folder&, Times) {}, "exec $N /proc/self/mem", 4,
     "/proc/self/mem: Input/output error"},
    {"a file that never ends, into a pipe that does", 1, 1, [](const Folder&, Times) {},
     "yes 昨日上午会议 | exec $N -j 1 | head -c 100000 | wc -c", 0, "", "100000", 128},
};

}  // namespace

void Folder::put(std::string_view name, std::string_view before, std::string_view unit, std::size_t times,
                 std::string_view after) const {
  std::ofstream file(path_ + "/" + std::string(name), std::ios::binary);
  std::string block;
  const std::size_t in_block =
      unit.empty() ? 1 : std::max<std::size_t>(1, (std::size_t{1} << 18) / unit.size());
  for (std::size_t i = 0; i < std::min(in_block, times); ++i) block += unit;
  file << before;
  for (; times >= in_block; times -= in_block) file << block;
  file << std::string_view(block).substr(0, times * unit.size()) << after;
}

void Folder::put_each(std::string_view name, std::string_view before, std::size_t times,
                      const std::function<std::string(std::size_t)>& unit, std::string_view after) const {
  std::ofstream file(path_ + "/" + std::string(name), std::ios::binary);
  file << before;
  for (std::size_t i = 0; i < times; ++i) file << unit(i);
  file << after;
}

void Folder::shell(const std::string& command) const {
  const std::string whole =
      "cd '" + path_ + "' && N='" NEWSCLEAN_BINARY "' && { " + command + "\n} 2>/dev/null";
  [[maybe_unused]] const int status = std::system(whole.c_str());
}

std::vector<Row> rows() {
  std::vector<Row> all;
  for (const std::span<const Row> part :
       {std::span<const Row>(kText), std::span<const Row>(kMarkup), std::span<const Row>(kOther),
        std::span<const Row>(kLines), std::span<const Row>(kShown)})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}
