#include "newsclean/archive.h"

#include <cerrno>
#include <cstdio>
#include <exception>
#include <new>
#include <utility>

#include "cli/printable.h"
#include "newsclean/libarchive.h"

// What libarchive reads from. It is C: an exception waits here until the call is over.
struct Archive::Feed {
  Started file;
  bool begun = false;
  std::string block;
  std::exception_ptr failure;

  static la_ssize_t read(struct archive* archive, void* self, const void** bytes) {
    Feed& feed = *static_cast<Feed*>(self);
    try {
      if (!feed.begun && !feed.file.head.empty()) {
        feed.block = std::move(feed.file.head);
      } else {
        feed.block.clear();
        feed.file.bytes->read(kProbe, feed.block);
      }
      feed.begun = true;
    } catch (...) {
      feed.failure = std::current_exception();
      libarchive().archive_set_error(archive, EIO, "cannot be read");
      return ARCHIVE_FATAL;
    }
    *bytes = feed.block.data();
    return static_cast<la_ssize_t>(feed.block.size());
  }

  static la_int64_t seek(struct archive*, void* self, la_int64_t offset, int whence) {
    const std::int64_t place = static_cast<Feed*>(self)->file.bytes->seek(offset, whence);
    return place < 0 ? ARCHIVE_FATAL : place;
  }
};

// The member that is being read.
class Archive::Unpacked : public Bytes {
 public:
  explicit Unpacked(const Archive& archive) : archive_(archive) {}

  std::size_t read(std::size_t size, std::string& out) override {
    const std::size_t before = out.size();
    out.resize(before + size);
    la_ssize_t count = 0;
    do {
      count = libarchive().archive_read_data(archive_.archive_.get(), out.data() + before, size);
    } while (count == ARCHIVE_RETRY);
    out.resize(before + static_cast<std::size_t>(count > 0 ? count : 0));
    if (count < 0) archive_.fail();
    return static_cast<std::size_t>(count);
  }

 private:
  const Archive& archive_;
};

bool Archive::begins(std::string_view head) {
  using namespace std::string_view_literals;
  // gzip, bzip2, xz, zstd, zip
  constexpr std::string_view kMagic[] = {"\x1F\x8B"sv, "BZh"sv, "\3757zXZ\0"sv, "\x28\xB5\x2F\xFD"sv,
                                         "PK\3\4"sv};
  for (const std::string_view magic : kMagic)
    if (head.starts_with(magic)) return true;
  constexpr std::size_t kTarMagic = 257;  // POSIX.1-1988: "ustar"; older ones are not told from other bytes
  return head.size() > kTarMagic && head.substr(kTarMagic).starts_with("ustar");
}

Archive::Archive(std::string shown, Started file)
    : shown_(std::move(shown)),
      feed_(std::make_unique<Feed>()),
      archive_(libarchive().archive_read_new(), libarchive().archive_read_free) {
  const LibArchive& la = libarchive();
  struct archive* const a = archive_.get();
  if (a == nullptr) throw std::bad_alloc();
  feed_->file = std::move(file);
  la.archive_read_support_filter_gzip(a);
  la.archive_read_support_filter_bzip2(a);
  la.archive_read_support_filter_xz(a);
  la.archive_read_support_filter_zstd(a);
  la.archive_read_support_format_tar(a);
  la.archive_read_support_format_zip(a);
  la.archive_read_support_format_raw(a);  // asked last: a file that was compressed by itself
  la.archive_read_support_format_empty(a);
  la.archive_read_set_callback_data(a, feed_.get());
  la.archive_read_set_read_callback(a, Feed::read);
  // The list at the end of a zip file is better than what stands before its members.
  if (feed_->file.head.starts_with("PK") && feed_->file.bytes->seek(0, SEEK_SET) == 0) {
    feed_->begun = true;
    la.archive_read_set_seek_callback(a, Feed::seek);
  }
  if (libarchive().archive_read_open1(a) != ARCHIVE_OK) fail();
}

Archive::~Archive() = default;

void Archive::fail() const {
  if (feed_->failure) std::rethrow_exception(feed_->failure);
  const char* const why = libarchive().archive_error_string(archive_.get());
  throw Broken(shown_ + ": cannot be unpacked" + (why ? ": " + cli::printable(why) : std::string()));
}

std::optional<Archive::Member> Archive::next() {
  for (;;) {
    archive_entry* entry = nullptr;
    const int result = libarchive().archive_read_next_header(archive_.get(), &entry);
    if (result == ARCHIVE_EOF) return std::nullopt;
    if (result == ARCHIVE_RETRY) continue;
    if (result < ARCHIVE_WARN) fail();  // a warning is of names and times: the bytes are right
    const bool only = libarchive().archive_format(archive_.get()) == ARCHIVE_FORMAT_RAW;
    if (!only && (libarchive().archive_entry_filetype(entry) != AE_IFREG ||
                  libarchive().archive_entry_hardlink(entry) != nullptr))
      continue;
    const char* const path = libarchive().archive_entry_pathname(entry);
    return Member{path != nullptr ? path : "", only};
  }
}

std::unique_ptr<Bytes> Archive::bytes() { return std::make_unique<Unpacked>(*this); }

std::string read_unpacked(const std::string& name) {
  Started file = started(open_file(name));
  if (!Archive::begins(file.head)) return read_all(*whole(std::move(file)));
  Archive archive(shown(name), std::move(file));
  return archive.next() ? read_all(*archive.bytes()) : std::string();
}
