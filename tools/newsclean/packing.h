// Compressed output, by what its name ends in: .gz, .bz2, .xz, .zst. No time and no name stand in it, so the
// same text gives the same bytes.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

class Packing {
 public:
  // Null for a name that asks for none. `write` takes the packed bytes; what it throws comes out of the calls
  // below. Throws IoError.
  static std::unique_ptr<Packing> of(const std::string& name, std::function<void(std::string_view)> write);
  ~Packing();
  Packing(const Packing&) = delete;
  Packing& operator=(const Packing&) = delete;

  void add(std::string_view bytes);
  void finish();

 private:
  struct Parts;
  explicit Packing(std::unique_ptr<Parts> parts);
  void check(long long result);

  std::unique_ptr<Parts> parts_;
};
