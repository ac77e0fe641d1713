// Dates as a record has them: "1939-04-27", "1939-04", "1939". What is none of these is a text.
#pragma once

#include <string_view>

namespace clean {

// How much of a date a text is; a day that no calendar has is no date.
enum class DatePart { none, year, month, day };
DatePart date_part(std::string_view text);

}  // namespace clean
