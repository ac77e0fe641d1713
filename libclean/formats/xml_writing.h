// Text in XML that is written.
#pragma once

#include <string>
#include <string_view>

namespace clean {

// As text, or as the value of an attribute in double quotes. Characters that XML 1.0 cannot hold (controls,
// U+FFFE, U+FFFF, what is no UTF-8) become U+FFFD.
void write_xml_text(std::string_view text, std::string& out);
void write_xml_value(std::string_view text, std::string& out);

}  // namespace clean
