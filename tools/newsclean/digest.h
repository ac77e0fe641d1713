// SHA-256 of what is read and written, so that a run can prove which bytes it was about.
#pragma once

#include <nettle/sha2.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "newsclean/bytes.h"

class Digest {
 public:
  Digest();
  void update(std::string_view bytes);

  std::uint64_t bytes() const { return bytes_; }  // so far
  std::string sha256() const;                     // of these, as 64 hexadecimal digits

 private:
  sha256_ctx context_;
  std::uint64_t bytes_ = 0;
};

// A file that keeps account of what is read of it from here on; what was read of it counts.
void keep_account(Started& file, std::shared_ptr<Digest> digest);

// Of all of a file. Throws IoError.
Digest digest_of(const std::string& path);
