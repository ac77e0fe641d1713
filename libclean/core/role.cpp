#include <clean/role.h>

#include <array>

namespace clean {
namespace {

constexpr std::array<std::string_view, kRoleCount> kNames = {
    "paragraph", "kicker",       "headline", "subheadline", "byline",  "abstract", "heading",
    "verse",     "table",        "list",     "advert",      "caption", "credit",   "jump",
    "endmark",   "running_head", "folio",    "masthead",    "noise"};

static_assert(!kNames.back().empty());

}  // namespace

std::string_view name(Role role) { return kNames[static_cast<std::size_t>(role)]; }

bool role_of(std::string_view name, Role& role) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) {
      role = static_cast<Role>(i);
      return true;
    }
  }
  return false;
}

}  // namespace clean
