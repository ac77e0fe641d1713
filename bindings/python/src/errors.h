// What goes wrong, on its way to Python. The classes that Python sees are in libclean/_errors.py; module.cpp
// makes those of these.
#pragma once

#include <stdexcept>
#include <string>

// A recipe that cannot be used. what(): "zh.toml:7: no filter \"rejion\"; did you mean \"rejoin\"?"
struct BadRecipe : std::runtime_error {
  BadRecipe(const std::string& what, std::string in, unsigned at)
      : std::runtime_error(what), file(std::move(in)), line(at) {}
  std::string file;  // empty: it is none of a file's
  unsigned line;     // 0: the file as a whole
};

// Input that is no text, or in an encoding that cannot be told.
struct NotText : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// An encoding that nobody knows.
struct UnknownEncoding : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// An argument of a type that does not go with the others.
struct WrongType : std::runtime_error {
  using std::runtime_error::runtime_error;
};
