#include "survey/lexicon.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include "unicode/fold.h"

#ifdef LIBCLEAN_HUNSPELL
#include <hunspell/hunspell.hxx>
#endif

namespace clean {
namespace {

// Where Debian's packages hunspell-de-de, hunspell-en-us, hunspell-en-gb and hunspell-fr put them.
constexpr std::string_view kFolder = "/usr/share/hunspell/";

struct Entry {
  std::string_view language, file;
};
constexpr std::array kFiles = {Entry{"de", "de_DE"}, Entry{"en", "en_US"}, Entry{"en", "en_GB"},
                               Entry{"fr", "fr"}, Entry{"fr", "fr_FR"}};

// Dictionaries say how they are written; those of today in UTF-8, and others are not asked.
[[maybe_unused]] bool in_utf8(const std::string& aff) {
  std::ifstream file(aff);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("SET ")) return line.starts_with("SET UTF-8");
  }
  return false;
}

// The path without .aff and .dic; empty: none.
std::string dictionary_of([[maybe_unused]] std::string_view language) {
#ifdef LIBCLEAN_HUNSPELL
  for (const Entry& entry : kFiles) {
    if (entry.language != language) continue;
    const std::string path = std::string(kFolder) + std::string(entry.file);
    std::error_code error;
    if (std::filesystem::exists(path + ".dic", error) && in_utf8(path + ".aff")) return path;
  }
#endif
  return {};
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

// Orthographies of the past, one step after the other; each is asked.
[[maybe_unused]] constexpr int kSteps = 4;
[[maybe_unused]] std::string respelled(std::string word, std::string_view language, int step) {
  if (language == "fr" && step == 0) {
    // The Académie put the t back in 1835: momens, enfans.
    if (word.ends_with("ens") || word.ends_with("ans")) word.insert(word.size() - 1, "t");
  } else if (language == "de" && step == 0) {
    replace_all(word, "ß", "ss");  // 1996: daß
  } else if (language == "de" && step == 1) {
    replace_all(word, "Th", "T");  // 1901: Thür
    replace_all(word, "th", "t");
  } else if (language == "de" && step == 2) {
    replace_all(word, "iren", "ieren");  // 1876
    replace_all(word, "irt", "iert");
    replace_all(word, "irung", "ierung");
  } else if (language == "de" && step == 3) {
    replace_all(word, "ch", "\1");  // 1901: Commiſſion, direct
    replace_all(word, "ck", "\2");
    replace_all(word, "C", "K");
    replace_all(word, "c", "k");
    replace_all(word, "\1", "ch");
    replace_all(word, "\2", "ck");
  }
  return word;
}

}  // namespace

// What was read of one language.
struct Lexicon::Words {
#ifdef LIBCLEAN_HUNSPELL
  Words(const std::string& path, std::string_view spoken)
      : spelling((path + ".aff").c_str(), (path + ".dic").c_str()), language(spoken) {
    std::ifstream file(path + ".dic");
    for (std::string line; std::getline(file, line);) {
      const std::string entry = line.substr(0, line.find_first_of("/\t "));
      if (entry.find('-') != entry.npos) hyphened.insert(folded(entry));
    }
  }

  bool has(std::string word) {
    if (const auto known = asked.find(word); known != asked.end()) return known->second;
    bool found = spelling.spell(word);
    std::string other = word;
    for (int step = 0; !found && step < kSteps; ++step) {
      std::string again = respelled(other, language, step);
      if (again == other) continue;
      other = std::move(again);
      found = spelling.spell(other);
    }
    // A page has some hundred divided words; the pages of an archive have the same ones again.
    constexpr std::size_t kRemembered = 100'000;
    if (asked.size() >= kRemembered) asked.clear();
    asked.emplace(std::move(word), found);
    return found;
  }

  Hunspell spelling;
  std::string language;
  std::unordered_map<std::string, bool> asked;
  std::unordered_set<std::string> hyphened;
#endif
};

// Hunspell answers one thread at a time.
struct Lexicon::Shelf {
  std::string language, path;
  std::mutex mutex;
  std::unique_ptr<Words> words;  // read when first asked
};

Lexicon::Lexicon(std::string_view language) : shelf_(std::make_unique<Shelf>()) {
  language = language.substr(0, language.find('-'));
  shelf_->language = language;
  shelf_->path = dictionary_of(language);
}

Lexicon::~Lexicon() = default;

std::string_view Lexicon::language() const { return shelf_->language; }

bool Lexicon::there() const { return !shelf_->path.empty(); }

bool Lexicon::has([[maybe_unused]] std::string_view word) const {
#ifdef LIBCLEAN_HUNSPELL
  if (!there() || word.empty()) return false;
  const std::lock_guard lock(shelf_->mutex);
  if (!shelf_->words) shelf_->words = std::make_unique<Words>(shelf_->path, shelf_->language);
  return shelf_->words->has(plain_letters(word));
#else
  return false;
#endif
}

bool Lexicon::has_hyphened([[maybe_unused]] std::string_view word) const {
#ifdef LIBCLEAN_HUNSPELL
  if (!there()) return false;
  const std::lock_guard lock(shelf_->mutex);
  if (!shelf_->words) shelf_->words = std::make_unique<Words>(shelf_->path, shelf_->language);
  const std::string form = folded(word);
  const auto& entries = shelf_->words->hyphened;
  // The entry is the singular.
  return entries.contains(form) || (form.ends_with('s') && entries.contains(form.substr(0, form.size() - 1)));
#else
  return false;
#endif
}

std::string Lexicon::in_use() {
  std::string found;
  std::string_view last;
  for (const Entry& entry : kFiles) {
    if (entry.language == last || dictionary_of(entry.language).empty()) continue;
    last = entry.language;
    found += (found.empty() ? "hunspell: " : ", ") + std::string(entry.language);
  }
  return found.empty() ? "no dictionaries" : found;
}

}  // namespace clean
