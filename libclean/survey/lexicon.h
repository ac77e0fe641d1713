// Dictionaries of words, where the machine has them. Whether a word was divided at a line end can mostly be
// told without; what they are asked is the rest. The toolkit works the same way without them, less surely.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace clean {

// The words of one language: hunspell, which knows compounds, as German needs them. Read when first asked.
// Thread-safe.
class Lexicon {
 public:
  // `language`: "de", "en", "fr", with or without a region. Any other, or a dictionary that is not
  // installed, or a library built without hunspell: no word is known.
  explicit Lexicon(std::string_view language);
  ~Lexicon();

  std::string_view language() const;

  // Whether there is a dictionary at all.
  bool there() const;

  // Whether it has the word, as printed: in old spelling too, as far as rules tell (ſ, Thür, Commiſſion).
  bool has(std::string_view word) const;

  // Whether it has this word with its hyphens as one entry: libre-service. Not what two entries make.
  bool has_hyphened(std::string_view word) const;

  // What is in use on this machine, in a line for people: "hunspell: de, en, fr".
  static std::string in_use();

 private:
  struct Words;
  struct Shelf;
  std::unique_ptr<Shelf> shelf_;
};

}  // namespace clean
