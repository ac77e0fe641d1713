// The laws of docs/design.md, section 6, as a check that any text can be put through.
#pragma once

#include <clean/clean.h>

#include <string>
#include <string_view>

namespace clean::tests {

// Runs the pipeline over the text and gives the laws it breaks, with what was seen; empty: none.
// conserve, origin, undo, settle, touch, valid.
std::string broken_laws(const Pipeline& pipeline, std::string_view text);

// The same for a source of any format. Of one with markup everything that the reader found printed must come
// out once; settle is not asked, for the text output has no places on the page; and what can be written back
// must be the file again where no filter changed it.
enum class Settle : bool { asked, not_asked };  // of damaged text it is not (docs/design.md, section 6)
std::string broken_laws(const Pipeline& pipeline, const Source& source, Settle settle = Settle::asked);

// Of a document that anyone has changed: conserve, origin, undo and valid.
enum class Undo : bool { asked, not_asked };
std::string broken_document(const Recipe& recipe, const Document& document, Undo undo = Undo::asked);

// The articles as the text and jsonl outputs have them.
std::string as_text(const Pipeline& pipeline, const Document& document);
std::string as_jsonl(const Pipeline& pipeline, const Document& document);

// Law "threshold": what is decided at the higher threshold is decided at the lower one too. Empty: it holds.
std::string broken_threshold(const Pipeline& lower, const Pipeline& higher, const Source& source);
std::string broken_threshold(const Pipeline& lower, const Pipeline& higher, std::string_view text);

}  // namespace clean::tests
