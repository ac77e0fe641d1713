// What a block of a newspaper page is. Design section 2 has the words.
#pragma once

#include <clean/export.h>

#include <cstdint>
#include <span>
#include <string_view>

namespace clean LIBCLEAN_API {

enum class Role : std::uint8_t {
  // in the flow
  paragraph,
  kicker,
  headline,
  subheadline,
  byline,
  abstract,
  heading,
  verse,
  table,
  list,
  advert,
  // lifted out of it
  caption,
  credit,
  jump,
  endmark,
  running_head,
  folio,
  masthead,
  noise,
};

inline constexpr int kRoleCount = static_cast<int>(Role::noise) + 1;

// The name as it stands in records and logs: "running_head".
std::string_view name(Role role);

// The role of that name, or false.
bool role_of(std::string_view name, Role& role);

// Taken out of the flow of sentences: its text stands in a record's `lifted`.
constexpr bool lifted(Role role) { return role >= Role::caption; }

// Belongs to the page, not to an article: goes to the record of kind `rest`.
constexpr bool furniture(Role role) {
  return role == Role::running_head || role == Role::folio || role == Role::masthead || role == Role::noise;
}

// A line of the head of an article: printed before its paragraphs.
constexpr bool head(Role role) {
  return role == Role::kicker || role == Role::headline || role == Role::subheadline || role == Role::byline;
}

}  // namespace clean
