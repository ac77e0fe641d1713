// What a window's report leaves open until it is written: the number of the window, which ids begin with, and
// links to sections that may be left out. Control characters stand for them: text from outside has none, for
// html.h spells them.
#pragma once

namespace report {

inline constexpr char kWindow = '\x01';
// kLink SECTION kPart ID kPart WORDS kLinkEnd
inline constexpr char kLink = '\x02', kPart = '\x03', kLinkEnd = '\x04';

}  // namespace report
