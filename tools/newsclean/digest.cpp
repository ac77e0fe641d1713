#include "newsclean/digest.h"

#include <utility>

namespace {

class Counted : public Bytes {
 public:
  Counted(std::unique_ptr<Bytes> bytes, std::shared_ptr<Digest> digest)
      : bytes_(std::move(bytes)), digest_(std::move(digest)) {}

  std::size_t read(std::size_t size, std::string& out) override {
    const std::size_t before = out.size();
    const std::size_t count = bytes_->read(size, out);
    digest_->update(std::string_view(out).substr(before));
    return count;
  }
  bool ready() const override { return bytes_->ready(); }

 private:
  std::unique_ptr<Bytes> bytes_;
  std::shared_ptr<Digest> digest_;
};

}  // namespace

Digest::Digest() : context_() { sha256_init(&context_); }

void Digest::update(std::string_view bytes) {
  sha256_update(&context_, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  bytes_ += bytes.size();
}

std::string Digest::sha256() const {
  sha256_ctx context = context_;  // asking ends it
  std::uint8_t sum[SHA256_DIGEST_SIZE];
  sha256_digest(&context, sizeof sum, sum);
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (const std::uint8_t byte : sum) (digits += kDigits[byte >> 4]) += kDigits[byte & 15];
  return digits;
}

void keep_account(Started& file, std::shared_ptr<Digest> digest) {
  digest->update(file.head);
  file.bytes = std::make_unique<Counted>(std::move(file.bytes), std::move(digest));
}

Digest digest_of(const std::string& path) {
  Digest digest;
  const std::unique_ptr<Bytes> file = open_file(path);
  for (std::string block; file->read(std::size_t{1} << 20, block) > 0; block.clear()) digest.update(block);
  return digest;
}
