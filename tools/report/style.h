// How the report looks: one style sheet, for light and dark, narrow screens and paper.
#pragma once

#include <string>
#include <string_view>

namespace report {

// Without < and &, so that the file is well-formed XML, too.
std::string_view style();

// The rules by which the box `show-NAME` hides the marks of a filter. `name`: as a class.
std::string style_of_toggle(const std::string& name);

}  // namespace report
