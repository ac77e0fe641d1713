#include <clean/stream.h>

#include <algorithm>
#include <utility>

namespace clean {

Stream::Stream(const Pipeline& pipeline, std::string encoding)
    : pipeline_(&pipeline), encoding_(std::move(encoding)) {}

void Stream::add(std::string_view bytes) { buffer_ += bytes; }

std::optional<StreamWindow> Stream::next() {
  const std::size_t size = buffer_.empty() ? 0 : pipeline_->window(buffer_, finished_);
  if (size == 0) return {};
  auto bytes = std::make_unique<const std::string>(buffer_, 0, size);
  buffer_.erase(0, size);
  Document document =
      pipeline_->run({.bytes = *bytes, .begin = begin_, .first_page = page_, .encoding = encoding_});
  std::vector<Article> articles = assemble(document, pipeline_->recipe());
  begin_.byte += size;
  page_ += static_cast<std::uint32_t>(std::count(bytes->begin(), bytes->end(), '\f'));
  return StreamWindow{std::move(bytes), std::move(document), std::move(articles),
                      finished_ && buffer_.empty()};
}

}  // namespace clean
