// The module _libclean: what the package libclean has from C++. Python's lock is let go of wherever text is
// read or cleaned.

#include <clean/formats.h>
#include <clean/recipe.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <string>
#include <vector>

#include "article_class.h"
#include "cleaner.h"
#include "errors.h"
#include "reading.h"
#include "text.h"

namespace py = pybind11;
using namespace pybind11::literals;

namespace {

using Unlocked = py::gil_scoped_release;
using SharedCleaner = std::shared_ptr<Cleaner>;

std::vector<ArticleView> articles(const Windows& windows) {
  std::vector<ArticleView> views;
  for (const auto& window : windows) {
    for (std::size_t i = 0; i < window->articles.size(); ++i) views.push_back({window, i});
  }
  return views;
}

void raise(const char* name, const std::string& what) {
  PyErr_SetObject(py::module_::import("libclean._errors").attr(name).ptr(), str(what).ptr());
}

void translate(std::exception_ptr error) {
  try {
    std::rethrow_exception(error);
  } catch (const BadRecipe& e) {
    const py::object type = py::module_::import("libclean._errors").attr("RecipeError");
    const py::object file = e.file.empty() ? py::object(py::none()) : py::object(str(e.file));
    const py::object line = e.line == 0 ? py::object(py::none()) : py::object(py::int_(e.line));
    PyErr_SetObject(type.ptr(), type(str(e.what()), file, line).ptr());
  } catch (const NotText& e) {
    raise("NotTextError", e.what());
  } catch (const clean::UndoError& e) {
    raise("UndoError", e.what());
  } catch (const UnknownEncoding& e) {
    PyErr_SetObject(PyExc_LookupError, str(e.what()).ptr());
  } catch (const WrongType& e) {
    PyErr_SetObject(PyExc_TypeError, str(e.what()).ptr());
  }
}

std::vector<std::string_view> recipes() {
  std::vector<std::string_view> names;
  for (const clean::BuiltinRecipe& recipe : clean::builtin_recipes()) names.push_back(recipe.name);
  return names;
}

SharedCleaner make_cleaner(const std::string& recipe, const std::optional<std::string>& toml,
                           const std::optional<std::vector<std::string>>& filters,
                           const std::optional<double>& threshold) {
  const Unlocked unlocked;
  return std::make_shared<Cleaner>(recipe, toml, filters, threshold);
}

std::vector<ArticleView> add(Reading& reading, const py::object& text) {
  const Given given(text);
  const Unlocked unlocked;
  return articles(reading.add(given.bytes(), given.from()));
}

std::vector<ArticleView> finish(Reading& reading) {
  const Unlocked unlocked;
  return articles(reading.finish());
}

py::bytes undo(const py::object& output, const py::object& edits) {
  const Given given_output(output), given_edits(edits);
  std::string source;
  {
    const Unlocked unlocked;
    source = clean::undo(given_output.bytes(), given_edits.bytes());
  }
  return source;
}

std::vector<std::pair<std::size_t, std::size_t>> char_spans(
    const py::object& text, const std::vector<std::pair<std::size_t, std::size_t>>& spans) {
  const Given given(text);
  const Characters places(given.bytes());
  std::vector<std::pair<std::size_t, std::size_t>> found;
  found.reserve(spans.size());
  for (const auto& [begin, end] : spans) found.emplace_back(places.before(begin), places.before(end));
  return found;
}

}  // namespace

PYBIND11_MODULE(_libclean, module) {
  module.doc() = "libclean in C++; the package libclean has what programs use.";
  module.attr("__version__") = LIBCLEAN_VERSION;
  py::register_exception_translator(translate);
  add_articles(module);

  py::class_<Cleaner, SharedCleaner>(module, "Pipelines", "The pipelines of a libclean.Cleaner.")
      .def(py::init(&make_cleaner), "recipe"_a, "toml"_a, "filters"_a, "threshold"_a)
      .def_property_readonly(
          "recipe", [](const Cleaner& c) { return str(c.recipe()); }, "The recipe's name, or \"auto\".");

  py::class_<Reading>(module, "Reading", "One input on its way in, for one thread at a time.")
      .def(py::init([](const SharedCleaner& pipelines, const py::bytes& name, const std::string& encoding) {
             return Reading(pipelines, name, encoding);
           }),
           "pipelines"_a, "name"_a, "encoding"_a)
      .def("add", &add, "text"_a, "Some more of the text; gives the articles that are now complete.")
      .def("finish", &finish, "That was all of it; gives the rest of the articles.")
      .def(
          "faults",
          [](Reading& reading) {
            py::list faults;
            for (const std::string& fault : reading.faults()) faults.append(str(fault));
            return faults;
          },
          "What could not be read since this was asked before.");

  module.def("recipes", &recipes, "The names of the built-in recipes.");
  module.def(
      "edits",
      [](const std::vector<ArticleView>& articles) {
        std::string log;
        {
          const Unlocked unlocked;
          log = edits(articles);
        }
        return str(log);
      },
      "articles"_a, "The log of all that was decided about the texts that articles are from.");
  module.def("undo", &undo, "output"_a, "edits"_a,
             "The source again, from an output (text or JSONL) and its log of edits. Raises UndoError.");
  module.def("char_spans", &char_spans, "text"_a, "spans"_a, "Byte spans of a text as indices of a str.");
}
