// Texts from Python and back.
#pragma once

#include <pybind11/pybind11.h>

#include <string_view>

#include "reading.h"

// The bytes of a str, of bytes, or of anything else with a buffer, as long as this lives. Throws TypeError.
class Given {
 public:
  explicit Given(pybind11::handle text);
  ~Given();
  Given(const Given&) = delete;
  Given& operator=(const Given&) = delete;

  std::string_view bytes() const {
    return {static_cast<const char*>(buffer_.buf), static_cast<std::size_t>(buffer_.len)};
  }
  Reading::From from() const { return from_; }

 private:
  Reading::From from_;
  pybind11::object kept_;
  Py_buffer buffer_{};
};

// A str of UTF-8; damage becomes U+FFFD.
pybind11::str str(std::string_view text);
