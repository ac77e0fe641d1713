// A decision in words: what it does, why, how sure it is, and what became of it.
#pragma once

#include <clean/clean.h>

#include <string>
#include <string_view>
#include <vector>

#include "report/printed.h"

namespace report {

// What a block is called: "a running head"; without its article: "running head".
std::string_view called(clean::Role role);
std::string_view label(clean::Role role);

// A stretch of a sentence; words of the page are quoted.
struct Phrase {
  std::string text;
  bool quoted = false;
};
using Sentence = std::vector<Phrase>;

// A quoted phrase that shows the first columns of a text, or the last ones.
Phrase first_words(std::string_view text);
Phrase last_words(std::string_view text);

// Whether people want to read of it: how a file with markup was read is no news; that bytes are no text is.
bool told(const clean::Decision& decision);

// Where it is: from the first byte to the last of what it is about.
clean::SourceRange place(const clean::Document& document, const clean::Decision& decision);

Sentence what(const clean::Document& document, const Printed& printed, const clean::Decision& decision);
std::string why(const clean::Decision& decision);  // "" when the filter gives no reason
std::string evidence(
    const clean::Decision& decision);  // "ends in a comma +1.2, ..."; what speaks for it first
std::string verdict(const clean::Decision& decision, const clean::Policy& policy);
std::string percent(double part);  // "98 %"; 100 only for what is certain

// How likely it is that another decision would have been right.
double doubt(const clean::Decision& decision);

std::string plain(const Sentence& sentence);                                // with quotation marks
std::string html(const Sentence& sentence, std::string_view language_tag);  // with q elements

}  // namespace report
