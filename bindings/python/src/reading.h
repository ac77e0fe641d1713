// One input on its way in: bytes are added as they come, windows come out when they are complete. The same
// windows as newsclean makes of the same bytes.
//
// What it is, is told by its first 64 KiB: plain text, its encoding and its recipe, or a file with markup,
// which is read whole at the end.
#pragma once

#include <clean/encoding.h>
#include <clean/formats.h>
#include <clean/stream.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cleaner.h"
#include "window.h"

using Windows = std::vector<std::shared_ptr<const Window>>;

// For one thread at a time.
class Reading {
 public:
  enum class From : std::uint8_t { bytes, str };

  // `name`: the file's, for records and messages; "-": none. `encoding`: of bytes; empty: the one they show.
  // Throws UnknownEncoding.
  Reading(std::shared_ptr<const Cleaner> cleaner, const std::string& name, const std::string& encoding);

  // Both give the windows that are now complete. All is from one of both: a str is in UTF-8 here and has no
  // other encoding, whatever it says of itself. Throw NotText, WrongType.
  Windows add(std::string_view bytes, From from);
  Windows finish();

  // What could not be read since this was asked before, for people.
  std::vector<std::string> faults();

 private:
  void begin();
  void begin_text(const std::string& encoding);
  void decode(std::string_view bytes);
  [[noreturn]] void refuse(const std::string& why) const;
  void take(Windows& windows);
  void take_whole(Windows& windows);
  std::shared_ptr<const Window> window(std::shared_ptr<const std::string> bytes, clean::Document document,
                                       std::vector<clean::Article> articles);

  std::shared_ptr<const Cleaner> cleaner_;
  std::string shown_;         // the name in messages
  std::string encoding_;      // asked for
  std::optional<From> from_;  // none: nothing was added yet
  bool begun_ = false;
  std::string bytes_;  // not begun, or with markup: all so far
  clean::Format format_ = clean::Format::text;
  std::string declared_;  // the encoding that a file with markup says it is in; empty: UTF-8
  std::shared_ptr<Naming> naming_ = std::make_shared<Naming>();
  std::shared_ptr<const clean::Pipeline> pipeline_;
  std::optional<clean::TextDecoder> decoder_;
  std::optional<clean::Stream> stream_;
  std::size_t characters_ = 0;               // in the windows before the last one
  std::shared_ptr<const std::string> last_;  // its bytes
  std::uint32_t articles_ = 0, rests_ = 0;   // so far
  std::uint64_t damaged_ = 0;                // places that are no UTF-8 and became U+FFFD
  std::vector<std::string> faults_;
};
