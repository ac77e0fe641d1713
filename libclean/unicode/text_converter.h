// A converter of ICU from an encoding, which makes U+FFFD of what is nothing in it, and counts.
#pragma once

#include <unicode/ucnv.h>

#include <cstdint>
#include <memory>
#include <string_view>

namespace clean {

struct CloseConverter {
  void operator()(UConverter* c) const { ucnv_close(c); }
};
using TextConverter = std::unique_ptr<UConverter, CloseConverter>;

// `name` as encoding_named gives it. Null when nobody knows it. `unread` must outlive the converter.
TextConverter text_converter(std::string_view name, std::uint64_t& unread);

}  // namespace clean
