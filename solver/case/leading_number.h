#pragma once

#include <string>
#include <string_view>

/// @file
/// Numbers in text, as they are read and as messages show them.

namespace kelvolt
{

/// Without blanks at both ends.
std::string_view trimmed(std::string_view text);

/// For messages: in quotes, and readable whatever it holds.
std::string quoted_text(std::string_view text);

/// The shortest digits that are read back as the same number.
std::string shortest(double value);

bool is_digit(char c);

struct LeadingNumber
{
  double value = 0.;
  std::string_view rest;
  enum class State
  {
    read,
    none,
    not_finite,
    out_of_range
  } state = State::none;
};

/// The number at the front of `text`. std::from_chars knows no locale; unlike strtod it
/// takes no plus sign, no hexadecimal and no blank, and it tells overflow and underflow.
LeadingNumber leading_number(std::string_view text);

} // namespace kelvolt
