// Article, Part and Decision, as Python sees them.
#pragma once

#include <pybind11/pybind11.h>

void add_articles(pybind11::module_& module);
