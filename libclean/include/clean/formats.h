// Readers: from bytes to a document. Writers: what is made of articles and of a document's history. Each
// appends to `out`.
#pragma once

#include <clean/article.h>
#include <clean/export.h>

#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace clean LIBCLEAN_API {

// What a source is written in, by its first bytes (64 KiB are enough): by the name of its root element, and
// for hOCR by what its classes say. What begins with "<" and is none of these is text.
Format format_of(std::string_view head);

// "text", "alto", "page", "hocr", "mets".
std::string_view name(Format format);

// Files with markup may be in another encoding than UTF-8 (UTF-16, Latin 1 ...): which one the first bytes
// say, "" for UTF-8. Such a file is read as UTF-8, and the source's places are places in that.
std::string encoding_of(std::string_view head);

// From that encoding to UTF-8, and back; nothing when it is not known.
std::optional<std::string> decoded(std::string_view bytes, const std::string& encoding);
std::optional<std::string> encoded(std::string_view text, const std::string& encoding);

// A document as it was read: printed lines as blocks, in reading order, before any filter.
// `source.bytes` must outlive it. Damage is never an error; Document::faults() has it.
Document read(Source source);

// The articles as text: heading lines, an empty line, paragraphs with an empty line between. `first`:
// nothing of this output was written before; else a form feed on a line of its own goes first.
// Lifted blocks are left out. Gives whether anything was written.
bool write_text(const Article& article, bool first, std::string& out);

// The file that an ALTO or hOCR document was read from, byte for byte, but for the words that were changed.
// Words that were rejoined over a line end are marked as parts of one: in ALTO by SUBS_TYPE, SUBS_CONTENT and
// HYP, in hOCR by a soft hyphen. Gives false, and writes nothing, for a document of another format.
bool write_back(const Document& document, std::string& out);

// Names a record: {"id":"xxrb-20240122#3","source":"xxrb-20240122.txt",...}
struct RecordName {
  std::string source;  // the file's name without folders; "-" for standard input
  std::string id;      // "xxrb-20240122#3", "xxrb-20240122#rest1"
  // Of an issue: as the document has them. Then `source` is not looked at; a record names the file it begins
  // in, each block the file it begins in, and spans are those of that file.
  std::span<const SourceFile> files = {};
  std::string encoding = {};   // of a single input: that it was decoded from; empty: UTF-8
  std::string newspaper = {};  // its title; empty: nobody said it
  std::string date = {};       // of the issue: "1939-04-27", "1939-04" or "1939"; empty: nobody said it
  // For who knows the number at the end of `id` only later: gets the place in `out` behind each copy of it.
  std::vector<std::size_t>* id_ends = nullptr;
};

// One article as one line of JSON, every key always there.
void write_jsonl(const Article& article, const RecordName& name, std::string_view lang, std::string& out);

// One article as Markdown: YAML front matter and CommonMark, which shows the article's characters as they
// are. Captions are block quotes at its end. Several articles in one output want an empty line between them.
// Gives false, and writes nothing, for what belongs to no article.
bool write_markdown(const Article& article, const RecordName& name, std::string_view lang, std::string& out);

// One article for the _bulk API of OpenSearch and Elasticsearch: a line with the action, a line with the
// document. Its id, in both, may have 512 bytes there.
void write_opensearch(const Article& article, const RecordName& name, std::string_view lang,
                      std::string_view index, std::string& out);

// What an index for such documents is created with: JSON, with a line end.
std::string_view opensearch_mapping();

// One article as one line of JSON for Solr's /update/json/docs. Names of fields are those that the configset
// _default gives their types by.
void write_solr(const Article& article, const RecordName& name, std::string_view lang, std::string& out);

// One article as one line of JSON, as dolma's toolkit and datatrove read it. The text is that of write_text.
// Gives false, and writes nothing, for what belongs to no article.
bool write_dolma(const Article& article, const RecordName& name, std::string_view lang, std::string& out);

// ---- TEI P5. One input is one TEI: an opening, the articles of each of its documents (windows), a closing.
// Several are a corpus: its opening, each TEI, its closing.

struct TeiSettings {
  std::string recipe = {};  // its name, for the header; empty: it is not said
  bool choice = false;      // what was replaced is there too: <choice><orig>,</orig><reg>，</reg></choice>
  bool in_corpus = false;   // the opening is that of a TEI within a corpus
  // What the ids of pages begin with, before the page's number. In a corpus another for each TEI; a name in
  // XML, so it begins with a letter.
  std::string page_ids = "page-";
};

// The header, and the beginning of the text. Of an issue `name` has the files.
void write_tei_opening(const RecordName& name, std::string_view lang, const TeiSettings& settings,
                       std::string& out);

// The articles of a document, as assemble() gave them, with a name for each. Where printed lines and pages
// began is told by the document's source, which is read once more.
void write_tei(const Document& document, std::span<const Article> articles, std::span<const RecordName> names,
               const TeiSettings& settings, std::string& out);

// `any`: whether there was an article; TEI knows no empty text.
void write_tei_closing(bool any, std::string& out);

void write_tei_corpus_opening(std::string_view title, const TeiSettings& settings, std::string& out);
void write_tei_corpus_closing(std::string& out);

// The edits log: one decision a line, then one line for the white space between blocks, so that the
// output and this log give the source back. `source`: as in the records; of an issue each line names the file
// it begins in.
void write_edits(const Document& document, std::string_view source, std::string& out);

// Text as a JSON string with its quotes. Invalid UTF-8 becomes U+FFFD.
void write_json_string(std::string_view text, std::string& out);

// Raised by undo on an edits log or an output it cannot use: what() names the line.
struct UndoError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Gives back the source of one input from its output (text or jsonl) and its edits log. Of an issue: its
// files one behind the other, and in `files` where each begins.
std::string undo(std::string_view output, std::string_view edits, std::vector<SourceFile>* files = nullptr);

}  // namespace clean
