#include <clean/decision.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace clean {

std::string_view name(Action action) {
  static constexpr std::array<std::string_view, 6> kNames = {"replace", "role",  "join",
                                                             "split",   "start", "move"};
  static_assert(static_cast<std::size_t>(Action::move) + 1 == kNames.size());
  return kNames[static_cast<std::size_t>(action)];
}

std::string_view name(Verdict verdict) {
  static constexpr std::array<std::string_view, 6> kNames = {"proposed",   "applied",    "outranked",
                                                             "too_unsure", "superseded", "refused"};
  static_assert(static_cast<std::size_t>(Verdict::refused) + 1 == kNames.size());
  return kNames[static_cast<std::size_t>(verdict)];
}

// New text is kept in chunks that never move, so that a Decision can carry a view of it.
std::string_view Decisions::keep(std::string_view text) {
  if (text.empty()) return {};
  if (text.size() > free_) {
    const std::size_t size = std::max<std::size_t>(text.size(), 4096);
    chunks_.emplace_back(new char[size]);
    next_ = chunks_.back().get();
    free_ = size;
  }
  std::memcpy(next_, text.data(), text.size());
  const std::string_view kept(next_, text.size());
  next_ += text.size();
  free_ -= text.size();
  return kept;
}

void Decisions::replace(TextRange at, std::string_view with, std::uint8_t reason, double confidence,
                        EvidenceSet evidence) {
  decisions_.push_back({.at = at,
                        .with = keep(with),
                        .filter = filter_,
                        .evidence = evidence,
                        .confidence = static_cast<float>(confidence),
                        .reason = reason,
                        .action = Action::replace});
}

void Decisions::role(TextRange at, Role role, std::uint8_t reason, double confidence, EvidenceSet evidence) {
  decisions_.push_back({.at = at,
                        .filter = filter_,
                        .evidence = evidence,
                        .confidence = static_cast<float>(confidence),
                        .reason = reason,
                        .action = Action::role,
                        .role = role});
}

void Decisions::join(TextRange seam, std::string_view glue, std::uint8_t reason, double confidence,
                     EvidenceSet evidence) {
  decisions_.push_back({.at = seam,
                        .with = keep(glue),
                        .filter = filter_,
                        .evidence = evidence,
                        .confidence = static_cast<float>(confidence),
                        .reason = reason,
                        .action = Action::join});
}

void Decisions::split(TextAt at, std::uint8_t reason, double confidence) {
  decisions_.push_back({.at = {at, at},
                        .filter = filter_,
                        .confidence = static_cast<float>(confidence),
                        .reason = reason,
                        .action = Action::split});
}

void Decisions::start(TextAt at, std::uint8_t reason, double confidence, EvidenceSet evidence) {
  decisions_.push_back({.at = {at, at},
                        .filter = filter_,
                        .evidence = evidence,
                        .confidence = static_cast<float>(confidence),
                        .reason = reason,
                        .action = Action::start});
}

void Decisions::move(TextRange article, TextAt behind, std::uint8_t reason, double confidence,
                     EvidenceSet evidence) {
  decisions_.push_back({.at = article,
                        .to = behind,
                        .filter = filter_,
                        .evidence = evidence,
                        .confidence = static_cast<float>(confidence),
                        .reason = reason,
                        .action = Action::move});
}

}  // namespace clean
