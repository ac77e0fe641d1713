// A fuzz target is a file of this folder: what it does with any bytes, and seeds to begin with. libFuzzer
// runs it (script/fuzz), and replay.cpp, which is an ordinary test, over its seeds and over
// fixtures/fuzz/NAME/.
//
// What a target finds it throws. In a fuzzer nobody catches it, so that libFuzzer keeps the bytes; the test
// prints it beside the title of the case.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace clean::fuzz {

// Inputs of the target, small ones first: what libFuzzer begins with. Each target has its own.
std::vector<std::string> seeds();

struct Finding : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Throws what is broken, if anything is.
inline void expect_none(const std::string& broken) {
  if (!broken.empty()) throw Finding(broken);
}

inline void expect(bool holds, const std::string& otherwise) {
  if (!holds) throw Finding(otherwise);
}

// The bytes of an input as choices, from the front: a 0 where there is none left.
class Choices {
 public:
  Choices(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  bool empty() const { return rest_.empty(); }
  std::size_t byte() {
    if (rest_.empty()) return 0;
    const auto b = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return b;
  }
  std::size_t below(std::size_t count) { return count == 0 ? 0 : byte() % count; }
  std::size_t place(std::size_t size) {  // 0 to size
    const std::size_t high = byte();
    return (high * 256 + byte()) % (size + 1);
  }
  std::string_view take(std::size_t count) {
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

}  // namespace clean::fuzz
