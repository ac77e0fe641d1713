// A text of any length, cleaned window by window, with memory that does not grow. The windows are those that
// newsclean makes of the same bytes, however they come, and so are the articles.
//
//   clean::Stream stream(pipeline);
//   while (read(bytes)) {
//     stream.add(bytes);
//     while (const auto window = stream.next()) use(window->articles);
//   }
//   stream.finish();
//   while (const auto window = stream.next()) use(window->articles);
#pragma once

#include <clean/article.h>
#include <clean/document.h>
#include <clean/export.h>
#include <clean/pipeline.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clean LIBCLEAN_API {

// A stretch of the text that was cleaned by itself. Owns all that its views are into; may outlive the stream.
struct StreamWindow {
  std::unique_ptr<const std::string> bytes;  // as they came
  Document document;                         // of these; its places are counted over the whole text
  std::vector<Article> articles;
  bool last = false;  // of the text
};

// Plain text in UTF-8; TextDecoder (encoding.h) makes that of others. For one thread at a time.
class Stream {
 public:
  // The pipeline must outlive the stream. `encoding`: that the text was decoded from, for logs
  // (Source::encoding).
  explicit Stream(const Pipeline& pipeline, std::string encoding = {});

  // Some more of the text, of any size; it is copied. Not behind finish().
  void add(std::string_view bytes);

  // That was all of it.
  void finish() { finished_ = true; }

  // The next window, when enough of the text is there to tell where it ends; else none. Of a text without any
  // bytes there is none.
  std::optional<StreamWindow> next();

 private:
  const Pipeline* pipeline_;
  std::string encoding_;
  std::string buffer_;  // added and not given out yet
  SourceAt begin_{};
  std::uint32_t page_ = 1;
  bool finished_ = false;
};

}  // namespace clean
