// libarchive, loaded when an archive is first come to. It brings ten more libraries along, and to load these
// takes as long as all else of the start of a run, most of which read no archive.
#pragma once

#include <archive.h>
#include <archive_entry.h>

// The functions that are used; a row makes one a member of LibArchive.
#define LIBARCHIVE_FUNCTIONS(row)                                                                            \
  row(archive_entry_filetype) row(archive_entry_free) row(archive_entry_hardlink) row(archive_entry_new)     \
      row(archive_entry_pathname) row(archive_entry_set_filetype) row(archive_entry_set_pathname)            \
          row(archive_error_string) row(archive_format) row(archive_read_data) row(archive_read_free)        \
              row(archive_read_new) row(archive_read_next_header) row(archive_read_open1)                    \
                  row(archive_read_set_callback_data) row(archive_read_set_read_callback)                    \
                      row(archive_read_set_seek_callback) row(archive_read_support_filter_bzip2)             \
                          row(archive_read_support_filter_gzip) row(archive_read_support_filter_xz)          \
                              row(archive_read_support_filter_zstd) row(archive_read_support_format_empty)   \
                                  row(archive_read_support_format_raw) row(archive_read_support_format_tar)  \
                                      row(archive_read_support_format_zip) row(archive_set_error) row(       \
                                          archive_write_add_filter_bzip2) row(archive_write_add_filter_gzip) \
                                          row(archive_write_add_filter_xz)                                   \
                                              row(archive_write_add_filter_zstd) row(archive_write_close)    \
                                                  row(archive_write_data) row(archive_write_free)            \
                                                      row(archive_write_header) row(archive_write_new)       \
                                                          row(archive_write_open)                            \
                                                              row(archive_write_set_bytes_in_last_block)     \
                                                                  row(archive_write_set_bytes_per_block)     \
                                                                      row(archive_write_set_filter_option)   \
                                                                          row(archive_write_set_format_raw)

struct LibArchive {
#define LIBARCHIVE_MEMBER(name) decltype(&::name) name;
  LIBARCHIVE_FUNCTIONS(LIBARCHIVE_MEMBER)
#undef LIBARCHIVE_MEMBER
};

// Any number of threads may ask. Throws IoError where it is not installed.
const LibArchive& libarchive();
