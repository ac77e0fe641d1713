#include "newsclean/input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "cli/options.h"
#include "newsclean/output.h"

namespace {

int open_input(const std::string& name) {
  const int file = name == "-" ? STDIN_FILENO : open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw IoError(name, errno);
  struct stat found {};
  if (fstat(file, &found) == 0 && S_ISDIR(found.st_mode)) {
    close(file);
    throw IoError(cli::printable(name) + ": is a folder; name the files in it");
  }
  return file;
}

// Appends up to `size` bytes; gives how many there were, 0 at the end.
std::size_t read_some(int file, const std::string& name, std::size_t size, std::string& out) {
  const std::size_t before = out.size();
  out.resize(before + size);
  ssize_t count = 0;
  do {
    count = read(file, out.data() + before, size);
  } while (count < 0 && errno == EINTR);
  const int error = errno;
  out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  if (count < 0) throw IoError(name == "-" ? "standard input" : name, error);
  return static_cast<std::size_t>(count);
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// How long a character is by its first byte; 0: no character begins so.
std::size_t sequence(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

// Bytes that are part of no UTF-8 character. Overlong forms and surrogates pass: this is to tell text from
// other things, not to judge it.
std::size_t invalid_bytes(std::string_view text) {
  std::size_t invalid = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = sequence(lead);
    std::size_t found = 1;
    while (found < length && i + found < text.size() && continues(text[i + found])) ++found;
    const bool cut_off = i + found == text.size();  // by the end of the stretch, perhaps
    if (found < length ? !cut_off : length == 0) invalid += found;
    i += found;
  }
  return invalid;
}

}  // namespace

Input::Input(const std::string& name) : name_(name), file_(open_input(name)) {
  try {
    fill();
  } catch (...) {
    if (file_ != STDIN_FILENO) close(file_);
    throw;
  }
}

Input::~Input() {
  if (file_ != STDIN_FILENO) close(file_);
}

// Until a cut can be decided: one byte more than a last window may have.
void Input::fill() {
  const std::size_t wanted = kWindow + kProbe + 1;
  buffer_.reserve(wanted);
  while (!at_end_ && buffer_.size() < wanted)
    at_end_ = read_some(file_, name_, wanted - buffer_.size(), buffer_) == 0;
}

Window Input::whole() {
  while (!at_end_ && buffer_.size() <= kLargest) {
    // Twice as much each time, so that little is copied; and no more than is wanted.
    buffer_.reserve(std::min(std::max(buffer_.capacity(), buffer_.size() * 2), kLargest + kWindow + 1));
    at_end_ = read_some(file_, name_, kWindow, buffer_) == 0;
  }
  if (!at_end_)
    throw TooLarge(cli::printable(name_) + ": more than " + std::to_string(kLargest >> 30) +
                   " GiB in one file with markup; it was not read");
  Window window = place_;
  window.last = true;
  window.bytes = std::move(buffer_);
  return window;
}

Window Input::next(const clean::Pipeline& pipeline) {
  fill();
  Window window = place_;
  window.last = buffer_.size() <= kWindow + kProbe;
  std::string rest;
  if (!window.last) {
    const std::size_t probe = kWindow - kProbe / 2;
    const std::size_t cut = probe + pipeline.cut(std::string_view(buffer_).substr(probe, kProbe));
    rest.assign(buffer_, cut);
    buffer_.resize(cut);
  }
  window.bytes = std::move(buffer_);
  buffer_ = std::move(rest);

  place_.begin.byte += window.bytes.size();
  place_.first_page += static_cast<std::uint32_t>(std::count(window.bytes.begin(), window.bytes.end(), '\f'));
  for (std::size_t at = 0; at < window.bytes.size(); ++at) place_.first_line += ends_line(window.bytes, at);
  return window;
}

std::string not_text(std::string_view head) {
  const std::string_view utf16_le("\xFF\xFE"), utf16_be("\xFE\xFF"), utf32_be("\0\0\xFE\xFF", 4);
  if (head.starts_with(utf16_le) || head.starts_with(utf16_be) || head.starts_with(utf32_be))
    return "UTF-16 or UTF-32; convert it to UTF-8 with iconv";
  const std::size_t nul = head.substr(0, 8 << 10).find('\0');
  if (nul != head.npos) return "NUL byte at byte " + std::to_string(nul);
  const std::size_t invalid = invalid_bytes(head);
  if (invalid * 10 > head.size())
    return std::to_string(invalid * 100 / head.size()) +
           " % of it is not UTF-8; if it is text in GB 18030, Big5 or Latin 1, convert it with iconv";
  return "";
}

std::string read_all(const std::string& name) {
  const int file = open_input(name);
  std::string result;
  try {
    while (read_some(file, name, kWindow, result) > 0) {
    }
  } catch (...) {
    if (file != STDIN_FILENO) close(file);
    throw;
  }
  if (file != STDIN_FILENO) close(file);
  return result;
}

std::string shown(const std::string& name) { return name == "-" ? "standard input" : cli::printable(name); }

std::string file_name(const std::string& name) { return std::filesystem::path(name).filename().string(); }

std::string stem(const std::string& name) {
  return name == "-" ? "stdin" : std::filesystem::path(name).stem().string();
}
