#include "newsclean/input.h"

#include <clean/formats.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "cli/options.h"
#include "newsclean/output.h"

int open_input(const std::string& name) {
  const int file = name == "-" ? STDIN_FILENO : open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw IoError(name, errno);
  struct stat found {};
  if (fstat(file, &found) == 0 && S_ISDIR(found.st_mode)) {
    close(file);
    throw IoError(cli::printable(name) + ": is a folder without one METS file; name the files in it");
  }
  return file;
}

std::size_t read_some(int file, const std::string& name, std::size_t size, std::string& out) {
  const std::size_t before = out.size();
  out.resize(before + size);
  ssize_t count = 0;
  do {
    count = read(file, out.data() + before, size);
  } while (count < 0 && (errno == EINTR || wait_for(file, POLLIN, errno)));
  const int error = errno;
  out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  if (count < 0) throw IoError(name == "-" ? "standard input" : name, error);
  return static_cast<std::size_t>(count);
}

Input::Input(const std::string& name) { open(name, 1); }

Input::~Input() {
  for (const File& file : unread_) {
    if (file.descriptor != STDIN_FILENO) close(file.descriptor);
  }
}

std::string Input::add(const std::string& name, std::uint32_t page, const std::string& encoding) {
  open(name, page);
  issue_ = true;
  std::string objection = settle(unread_.back(), encoding);
  if (!objection.empty()) {
    if (unread_.back().descriptor != STDIN_FILENO) close(unread_.back().descriptor);
    unread_.pop_back();
  }
  return objection;
}

void Input::open(const std::string& name, std::uint32_t page) {
  File file{.name = name, .page = page, .descriptor = open_input(name), .head = {}};
  try {
    while (file.head.size() < kProbe &&
           read_some(file.descriptor, name, kProbe - file.head.size(), file.head) > 0) {
    }
  } catch (...) {
    if (file.descriptor != STDIN_FILENO) close(file.descriptor);
    throw;
  }
  unread_.push_back(std::move(file));
}

std::string Input::settle(const std::string& encoding) { return settle(unread_.back(), encoding); }

std::string Input::settle(File& file, const std::string& encoding) {
  const clean::TextEncoding found = clean::text_encoding(file.head, encoding, "--encoding ");
  if (!found.objection.empty() || found.name == "UTF-8") return found.objection;
  file.encoding = found.name;
  file.decoder.emplace(found.name);
  std::string text;
  file.decoder->decode(file.head, text);
  file.head = std::move(text);
  return "";
}

std::string Input::head() const {
  std::string head;
  for (const File& file : unread_) head += file.head.substr(0, kProbe - std::min(head.size(), kProbe));
  return head;
}

std::size_t lines_ended(std::string_view bytes) {
  auto n = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  for (std::size_t at = bytes.find('\r'); at != bytes.npos; at = bytes.find('\r', at + 1))
    n += at + 1 == bytes.size() || bytes[at + 1] != '\n';
  return n;
}

// Until there is as much, or all has been read. Decoded, it may be somewhat more.
void Input::fill(std::size_t wanted) {
  while (buffer_.size() < wanted && !unread_.empty()) {
    const std::size_t before = buffer_.size();
    if (!begun_) {
      begin_file();
    } else if (read_on(wanted - before) == 0) {
      end_file();
    }
    count_pages(std::string_view(buffer_).substr(before));
  }
}

// Gives how many bytes of the file there were.
std::size_t Input::read_on(std::size_t wanted) {
  File& file = unread_.front();
  if (!file.decoder) return read_some(file.descriptor, file.name, wanted, buffer_);
  std::string bytes;
  const std::size_t count = read_some(file.descriptor, file.name, std::min(wanted, kProbe), bytes);
  file.decoder->decode(bytes, buffer_);
  return count;
}

void Input::end_file() {
  File& file = unread_.front();
  if (file.decoder) {
    file.decoder->finish(buffer_);
    decoded_.push_back({file.name, file.encoding, file.decoder->unread()});
  }
  if (file.descriptor != STDIN_FILENO) close(file.descriptor);
  unread_.pop_front();
  begun_ = false;
}

// A file whose name says no page, or one that was there before, begins the page that follows.
void Input::begin_file() {
  File& file = unread_.front();
  InputFile begun{file.name, {place_.begin.byte + buffer_.size()}, file.page, 1, file.encoding};
  if (begun.page <= last_page_) begun.page = last_page_ + 1;
  last_page_ = begun.page;
  blank_pages_ = 0;
  if (place_.files.empty()) place_.first_page = begun.page;
  place_.files.push_back(std::move(begun));
  buffer_ += file.head;
  file.head.clear();
  begun_ = true;
}

void Input::count_pages(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t page = std::min(bytes.find('\f'), bytes.size());
    if (blank_pages_ > 0 && bytes.substr(0, page).find_first_not_of(" \n\r") != bytes.npos) {
      last_page_ += blank_pages_;
      blank_pages_ = 0;
    }
    blank_pages_ += page < bytes.size();
    bytes.remove_prefix(std::min(page + 1, bytes.size()));
  }
}

std::string markup_too_large() {
  return "more than " + std::to_string(kLargest >> 30) +
         " GiB with markup, which cannot be cut; it was not read";
}

Window Input::whole() {
  // Half as much more each time: what is read is not known before, and must not be asked for at once.
  while (!unread_.empty() && buffer_.size() <= kLargest)
    fill(std::min(buffer_.size() + std::max(buffer_.size() / 2, clean::Pipeline::kWindow), kLargest + 1));
  if (buffer_.size() > kLargest)
    throw TooLarge(cli::printable(place_.files.back().name) + ": " + markup_too_large());
  Window window = std::move(place_);
  window.bytes = std::move(buffer_);
  window.last = true;
  return window;
}

Window Input::next(const clean::Pipeline& pipeline) {
  if (issue_ && !cut_) {
    fill(kIssue + 1);
    cut_ = buffer_.size() > kIssue;
    if (cut_)
      complain("the issue is longer than " + std::to_string(kIssue >> 20) +
               " MiB: it is cleaned in stretches, and no article is followed from one to another");
  }
  if (!issue_ || cut_) fill(clean::Pipeline::kWindowNeeds);
  Window window;
  // Unless all of the file was read there is enough of it for a window.
  const std::size_t size = issue_ && !cut_ ? buffer_.size() : pipeline.window(buffer_, true);
  window.last = size == buffer_.size();
  give_out(size, window);
  return window;
}

// The first bytes of the buffer with the files they are of; the last of these may go on.
void Input::give_out(std::size_t size, Window& window) {
  window.begin = place_.begin;
  window.first_page = place_.first_page;
  window.decoded = std::move(decoded_);
  decoded_.clear();
  window.bytes.assign(buffer_, 0, size);
  buffer_.erase(0, size);
  place_.begin.byte += size;
  std::vector<InputFile> files = std::move(place_.files);
  place_.files.clear();
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (files[i].begin >= place_.begin && !window.last) {
      if (place_.files.empty()) place_.first_page = files[i].page;
      place_.files.push_back(files[i]);
      continue;
    }
    window.files.push_back(files[i]);
    const bool goes_on = i + 1 < files.size() ? files[i + 1].begin > place_.begin : begun_;
    if (!goes_on) continue;
    InputFile rest = files[i];
    const bool begins = rest.begin >= window.begin;
    const std::string_view part =
        std::string_view(window.bytes)
            .substr(begins ? static_cast<std::size_t>(rest.begin.byte - window.begin.byte) : 0);
    rest.first_line += lines_ended(part);
    place_.first_page = (begins ? rest.page : window.first_page) +
                        static_cast<std::uint32_t>(std::count(part.begin(), part.end(), '\f'));
    place_.files.push_back(std::move(rest));
  }
}

std::string issue_in(std::string name) {
  std::error_code error;
  if (name == "-" || !std::filesystem::is_directory(name, error)) return name;
  std::vector<std::string> found;
  std::filesystem::directory_iterator entry(name, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    std::error_code none;
    if (!entry->is_regular_file(none) || entry->path().extension() != ".xml") continue;
    try {
      const std::string head = Input(entry->path().string()).head();
      if (clean::format_of(head) == clean::Format::mets) found.push_back(entry->path().string());
    } catch (const IoError&) {  // it is not the one
    }
  }
  return found.size() == 1 ? found.front() : name;
}

std::string read_all(const std::string& name, std::size_t most) {
  const int file = open_input(name);
  std::string result;
  try {
    while (read_some(file, name, clean::Pipeline::kWindow, result) > 0)
      if (result.size() > most) throw TooLarge(markup_too_large());
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
