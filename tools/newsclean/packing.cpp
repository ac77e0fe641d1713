#include "newsclean/packing.h"

#include <cerrno>
#include <exception>
#include <new>
#include <utility>

#include "newsclean/libarchive.h"
#include "newsclean/output.h"

namespace {

struct Way {
  std::string_view ending;
  int (*LibArchive::*add)(struct archive*);
};
constexpr Way kWays[] = {{".gz", &LibArchive::archive_write_add_filter_gzip},
                         {".bz2", &LibArchive::archive_write_add_filter_bzip2},
                         {".xz", &LibArchive::archive_write_add_filter_xz},
                         {".zst", &LibArchive::archive_write_add_filter_zstd}};

const Way* way_of(std::string_view name) {
  for (const Way& way : kWays)
    if (name.ends_with(way.ending)) return &way;
  return nullptr;
}

}  // namespace

// libarchive is C: an exception waits here until its call is over.
struct Packing::Parts {
  std::string name;
  std::function<void(std::string_view)> write;
  std::exception_ptr failure;
  struct archive* archive = nullptr;

  static la_ssize_t take(struct archive* archive, void* self, const void* bytes, std::size_t size) {
    Parts& parts = *static_cast<Parts*>(self);
    try {
      parts.write({static_cast<const char*>(bytes), size});
    } catch (...) {
      parts.failure = std::current_exception();
      libarchive().archive_set_error(archive, EIO, "cannot be written");
      return -1;
    }
    return static_cast<la_ssize_t>(size);
  }
};

std::unique_ptr<Packing> Packing::of(const std::string& name, std::function<void(std::string_view)> write) {
  const Way* const way = way_of(name);
  if (way == nullptr) return nullptr;
  const LibArchive& la = libarchive();
  auto parts = std::make_unique<Parts>();
  parts->name = name;
  parts->write = std::move(write);
  parts->archive = la.archive_write_new();
  if (parts->archive == nullptr) throw std::bad_alloc();
  std::unique_ptr<Packing> packing(new Packing(std::move(parts)));
  struct archive* const a = packing->parts_->archive;
  packing->check(la.archive_write_set_format_raw(a));
  packing->check((la.*(way->add))(a));
  if (way->ending == ".gz") la.archive_write_set_filter_option(a, "gzip", "timestamp", nullptr);
  la.archive_write_set_bytes_in_last_block(a, 1);
  packing->check(la.archive_write_open(a, packing->parts_.get(), nullptr, Parts::take, nullptr));
  archive_entry* const entry = la.archive_entry_new();
  la.archive_entry_set_pathname(entry, "data");
  la.archive_entry_set_filetype(entry, AE_IFREG);
  const int result = la.archive_write_header(a, entry);
  la.archive_entry_free(entry);
  packing->check(result);
  return packing;
}

Packing::Packing(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

// What was not finished is not written: its file goes.
Packing::~Packing() {
  parts_->write = [](std::string_view) {};
  libarchive().archive_write_free(parts_->archive);
}

void Packing::check(long long result) {
  if (result >= ARCHIVE_WARN) return;
  if (parts_->failure) std::rethrow_exception(parts_->failure);
  const char* const why = libarchive().archive_error_string(parts_->archive);
  throw IoError(parts_->name + ": cannot be compressed" + (why ? std::string(": ") + why : std::string()));
}

void Packing::add(std::string_view bytes) {
  if (!bytes.empty()) check(libarchive().archive_write_data(parts_->archive, bytes.data(), bytes.size()));
}

void Packing::finish() { check(libarchive().archive_write_close(parts_->archive)); }
