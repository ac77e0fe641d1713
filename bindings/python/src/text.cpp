#include "text.h"

#include <string>

namespace py = pybind11;

namespace {

// What stood for bytes that could not be decoded ("surrogateescape") becomes these bytes again. Other
// surrogates are half a character, as broken JSON has them: U+FFFD, which has three bytes of UTF-8 as they
// would have.
py::bytes utf8(py::handle text) {
  const auto encoded = [&](const char* errors) {
    PyObject* const bytes = PyUnicode_AsEncodedString(text.ptr(), "utf-8", errors);
    if (bytes == nullptr && !PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) throw py::error_already_set();
    PyErr_Clear();
    return py::reinterpret_steal<py::object>(bytes);
  };
  for (const char* errors : {"strict", "surrogateescape"}) {
    if (auto bytes = encoded(errors)) return py::reinterpret_borrow<py::bytes>(bytes);
  }
  const auto bytes = encoded("surrogatepass");
  std::string all = py::reinterpret_borrow<py::bytes>(bytes);
  for (std::size_t at = all.find('\xED'); at != all.npos; at = all.find('\xED', at + 3)) {
    if (static_cast<unsigned char>(all[at + 1]) >= 0xA0) all.replace(at, 3, "\xEF\xBF\xBD");
  }
  return all;
}

}  // namespace

Given::Given(py::handle text)
    : from_(PyUnicode_Check(text.ptr()) ? Reading::From::str : Reading::From::bytes),
      kept_(from_ == Reading::From::str ? py::object(utf8(text)) : py::reinterpret_borrow<py::object>(text)) {
  if (PyObject_GetBuffer(kept_.ptr(), &buffer_, PyBUF_SIMPLE) != 0) throw py::error_already_set();
}

Given::~Given() { PyBuffer_Release(&buffer_); }

py::str str(std::string_view text) {
  PyObject* const made = PyUnicode_DecodeUTF8(text.data(), static_cast<py::ssize_t>(text.size()), "replace");
  if (made == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::str>(made);
}
