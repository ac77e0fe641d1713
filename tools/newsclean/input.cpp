#include "newsclean/input.h"

#include <algorithm>
#include <utility>

#include "newsclean/output.h"

Input::Input(Found file) {
  file.page = std::max(file.page, 1U);
  unread_.push_back({std::move(file)});
}

std::string Input::add(Found file, const std::string& encoding) {
  issue_ = true;
  unread_.push_back({std::move(file)});
  std::string objection = settle(unread_.back(), encoding);
  if (!objection.empty()) unread_.pop_back();
  return objection;
}

std::string Input::settle(const std::string& encoding) { return settle(unread_.back(), encoding); }

std::string Input::settle(File& file, const std::string& encoding) {
  std::string& head = file.found.started.head;
  const clean::TextEncoding found = clean::text_encoding(head, encoding, "--encoding ");
  if (!found.objection.empty() || found.name == "UTF-8") return found.objection;
  file.encoding = found.name;
  file.decoder.emplace(found.name);
  std::string text;
  file.decoder->decode(head, text);
  head = std::move(text);
  return "";
}

std::string Input::head() const {
  std::string head;
  for (const File& file : unread_)
    head += file.found.started.head.substr(0, kProbe - std::min(head.size(), kProbe));
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
  Bytes& bytes_of = *file.found.started.bytes;
  if (!file.decoder) return bytes_of.read(wanted, buffer_);
  std::string bytes;
  const std::size_t count = bytes_of.read(std::min(wanted, kProbe), bytes);
  file.decoder->decode(bytes, buffer_);
  return count;
}

void Input::end_file() {
  File& file = unread_.front();
  if (file.decoder) {
    file.decoder->finish(buffer_);
    decoded_.push_back({file.found.path, file.encoding, file.decoder->unread()});
  }
  unread_.pop_front();
  begun_ = false;
}

// A file whose name says no page, or one that was there before, begins the page that follows.
void Input::begin_file() {
  File& file = unread_.front();
  InputFile begun{file.found.path, file.found.name, {place_.begin.byte + buffer_.size()}, file.found.page, 1,
                  file.encoding};
  if (begun.page <= last_page_) begun.page = last_page_ + 1;
  last_page_ = begun.page;
  blank_pages_ = 0;
  if (place_.files.empty()) place_.first_page = begun.page;
  place_.files.push_back(std::move(begun));
  buffer_ += file.found.started.head;
  file.found.started.head.clear();
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

Window Input::whole() {
  // Half as much more each time: what is read is not known before, and must not be asked for at once.
  while (!unread_.empty() && buffer_.size() <= kLargest)
    fill(std::min(buffer_.size() + std::max(buffer_.size() / 2, clean::Pipeline::kWindow), kLargest + 1));
  if (buffer_.size() > kLargest) throw TooLarge(shown(place_.files.back().path) + ": " + too_large());
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
