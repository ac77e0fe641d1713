#include "index/expanded.h"

#include <algorithm>

namespace articles {
namespace {

// Letters only, by the names of Unicode's blocks: what unicode61 takes for a separator (Kangxi radicals, the
// middle dot, sound marks set apart) would leave half a pair.
constexpr CharacterRange kPaired[] = {
    {0x3005, 0x3007},    // CJK Symbols and Punctuation: 々 〆 〇
    {0x3041, 0x3096},    // Hiragana
    {0x309D, 0x309F},    // Hiragana: iteration marks
    {0x30A1, 0x30FA},    // Katakana
    {0x30FC, 0x30FF},    // Katakana: ー, iteration marks
    {0x3105, 0x312F},    // Bopomofo
    {0x3131, 0x318E},    // Hangul Compatibility Jamo
    {0x31A0, 0x31BF},    // Bopomofo Extended
    {0x31F0, 0x31FF},    // Katakana Phonetic Extensions
    {0x3400, 0x4DBF},    // CJK Unified Ideographs Extension A
    {0x4E00, 0x9FFF},    // CJK Unified Ideographs
    {0xAC00, 0xD7A3},    // Hangul Syllables
    {0xF900, 0xFA6D},    // CJK Compatibility Ideographs
    {0xFA70, 0xFAD9},    //   the same
    {0xFF66, 0xFF9F},    // Halfwidth and Fullwidth Forms: half-width katakana
    {0x20000, 0x2A6DF},  // CJK Unified Ideographs Extension B
    {0x2A700, 0x2EBE0},  // CJK Unified Ideographs Extensions C to F
    {0x2F800, 0x2FA1D},  // CJK Compatibility Ideographs Supplement
    {0x30000, 0x3134A},  // CJK Unified Ideographs Extension G
};

// Written and not seen: they part neither pairs nor words.
constexpr CharacterRange kUnseen[] = {
    {0x00AD, 0x00AD},    // soft hyphen
    {0x200B, 0x200D},    // zero width space, non-joiner, joiner
    {0x2060, 0x2060},    // word joiner
    {0xFE00, 0xFE0F},    // Variation Selectors
    {0xFEFF, 0xFEFF},    // zero width no-break space
    {0xE0100, 0xE01EF},  // Variation Selectors Supplement: 葛󠄀 is 葛
};

bool is_in(std::span<const CharacterRange> table, char32_t c) {
  const auto behind = std::partition_point(table.begin(), table.end(),
                                           [c](const CharacterRange& range) { return range.last < c; });
  return behind != table.end() && behind->first <= c;
}

// ASCII for the full-width form of a letter or digit; else 0. They stand as far from ASCII as ！ from !.
char narrow(char32_t c) {
  const bool full = (c >= U'０' && c <= U'９') || (c >= U'Ａ' && c <= U'Ｚ') || (c >= U'ａ' && c <= U'ｚ');
  return full ? static_cast<char>(c - 0xFF01 + '!') : '\0';
}

struct Character {
  char32_t code = 0;
  std::uint32_t size = 1;
  bool valid = false;
};

Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1, true};
  const std::uint32_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + size > text.size()) return {};
  char32_t code = lead & (0x7Fu >> size);
  for (std::uint32_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {};
    code = code << 6 | (byte(at + i) & 0x3F);
  }
  return {code, size, true};
}

class Expansion {
 public:
  explicit Expansion(std::string_view text) : text_(text) {
    out_.reserve(text.size() * 2);
    for (std::size_t at = 0; at < text.size();) {
      const Character c = character_at(text, at);
      const auto place = static_cast<std::uint32_t>(at);
      at += c.size;
      if (is_in(kUnseen, c.code) && c.valid) continue;
      if (is_in(kPaired, c.code) && c.valid) {
        run_.push_back({place, c.size});
        continue;
      }
      end_run();
      last_run_ = 0;
      if (!c.valid) {
        add(" ", place);
      } else if (const char ascii = narrow(c.code)) {
        add({&ascii, 1}, place);
      } else {
        add(text.substr(place, c.size), place);
      }
    }
    end_run();
  }

  std::string& out() { return out_; }
  std::vector<std::uint32_t>& from() { return from_; }
  std::size_t last_run() const { return last_run_; }       // characters of the run at the end
  std::size_t before_last() const { return last_alone_; }  // where its last character stands by itself

 private:
  struct Place {
    std::uint32_t at, size;
  };

  void add(std::string_view bytes, std::uint32_t place) {
    if (part_ && bytes != " ") {
      out_ += ' ';
      from_.push_back(place);
    }
    part_ = false;
    out_ += bytes;
    from_.insert(from_.end(), bytes.size(), place);
  }

  void add(const Place& c) {
    out_.append(text_, c.at, c.size);
    from_.insert(from_.end(), c.size, c.at);
  }

  void end_run() {
    if (run_.empty()) return;
    part_ = part_ || (!out_.empty() && out_.back() != ' ');
    for (std::size_t i = 0; i + 1 < run_.size(); ++i) {
      start(run_[i]);
      add(run_[i]);
      add(run_[i + 1]);
      part_ = true;
    }
    last_alone_ = out_.size();
    start(run_.back());
    add(run_.back());
    part_ = true;
    last_run_ = run_.size();
    run_.clear();
  }

  void start(const Place& c) {
    if (part_) {
      out_ += ' ';
      from_.push_back(c.at);
    }
    part_ = false;
  }

  std::string_view text_;
  std::string out_;
  std::vector<std::uint32_t> from_;
  std::vector<Place> run_;
  std::size_t last_run_ = 0, last_alone_ = 0;
  bool part_ = false;  // a space goes before the next
};

}  // namespace

std::string expanded(std::string_view text, std::vector<std::uint32_t>* from) {
  Expansion expansion(text);
  if (from) *from = std::move(expansion.from());
  return std::move(expansion.out());
}

std::string match_phrase(std::string_view words) {
  Expansion expansion(words);
  std::string phrase = std::move(expansion.out());
  // In the text the last pair may go on: its second character stands by itself only where a run ends.
  if (expansion.last_run() > 1) phrase.resize(expansion.before_last());
  std::replace_if(
      phrase.begin(), phrase.end(), [](char c) { return c == '"' || c == '\0'; }, ' ');
  return '"' + phrase + (expansion.last_run() == 1 ? "\" *" : "\"");
}

std::span<const CharacterRange> paired_characters() { return kPaired; }

}  // namespace articles
