// The manual pages that are not of a program, made from the library's tables, in roff.
#pragma once

#include <string>
#include <string_view>

std::string recipe_manual(std::string_view version);  // newsclean.toml(5)
std::string filter_manual(std::string_view version);  // newsclean-filters(7)
