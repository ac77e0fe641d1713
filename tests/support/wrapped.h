// Pages of printed lines, made of pages of whole paragraphs.
#pragma once

#include <sstream>
#include <string>

namespace clean::tests {

// The paragraphs as lines of at most `width` bytes (four or more), cut between characters: each line goes on
// in the next.
inline std::string wrapped(const std::string& page, std::size_t width) {
  std::string out;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line); out += line + '\n') {
    while (line.size() > width) {
      std::size_t end = width;
      while ((static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
      out += line.substr(0, end) + '\n';
      line.erase(0, end);
    }
  }
  return out;
}

}  // namespace clean::tests
