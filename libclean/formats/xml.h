// XML by pugixml, with the place in the source of every value and text. It is parsed in place in a copy of
// the source, unescaped, so that what a value is in memory says where it stands in the file.
//
// Nothing is fetched and nothing expanded: a document type is passed over, and an entity it declares stays
// as it stands in the text.
#pragma once

#include <clean/document.h>

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace clean {

// Deeper than any page: ALTO and PAGE are some ten elements deep, hOCR hardly more.
inline constexpr int kDeepest = 256;

class Xml {
 public:
  // `bytes`: of the source, or one file of it, which begins at `begin`. `white_space`: whether text nodes of
  // nothing else are kept. `copy`: what is parsed, as long as `bytes`; what is no markup may differ there.
  Xml(std::string_view bytes, SourceAt begin, bool white_space, std::string copy);
  Xml(std::string_view bytes, SourceAt begin) : Xml(bytes, begin, false, std::string(bytes)) {}

  // The first element, which may be broken off.
  pugi::xml_node root() const { return document_.document_element(); }

  // Empty for what is not in the file, or broken off.
  SourceRange place(const pugi::xml_attribute& attribute) const { return place(attribute.value()); }
  SourceRange place(const pugi::xml_node& text) const { return place(text.value()); }
  SourceRange place(const char* value) const;

  // What of the file could not be read, for people.
  const std::vector<std::string>& faults() const { return faults_; }
  void fault(std::string what);  // once each

 private:
  std::string copy_;
  std::size_t begin_;  // of the source
  pugi::xml_document document_;
  std::vector<std::string> faults_;
};

// Names without their prefix: <alto:String> is a String.
std::string_view local_name(const char* name);
inline std::string_view local_name(const pugi::xml_node& node) { return local_name(node.name()); }

// The attribute of that local name, or none.
pugi::xml_attribute attribute(const pugi::xml_node& node, std::string_view name);

// Its value, or "".
inline std::string_view value(const pugi::xml_node& node, std::string_view name) {
  return attribute(node, name).value();
}

// Its value as a number; 0 where it is none.
float number(std::string_view text);
inline float number(const pugi::xml_node& node, std::string_view name) { return number(value(node, name)); }

// The first child of that local name, or none.
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);

// Calls f(element) for each child element.
template <class F>
void for_each_child(const pugi::xml_node& node, const F& f) {
  for (pugi::xml_node c = node.first_child(); c; c = c.next_sibling()) {
    if (c.type() == pugi::node_element) f(c);
  }
}

// Calls f(word) for each word of a list in an attribute.
template <class F>
void for_each_word(std::string_view list, const F& f) {
  constexpr std::string_view kBlank = " \t\r\n";
  for (;;) {
    const std::size_t begin = list.find_first_not_of(kBlank);
    if (begin == list.npos) return;
    list.remove_prefix(begin);
    const std::size_t end = std::min(list.find_first_of(kBlank), list.size());
    f(list.substr(0, end));
    list.remove_prefix(end);
  }
}

// The smallest box around both; an empty one counts nothing.
Box around(const Box& one, const Box& other);

// What a name of a region type means: "page-number", "Running Title", "Advertisement".
Structure structure_named(std::string_view name);

}  // namespace clean
