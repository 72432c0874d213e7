#include "leading_number.h"

#include "plain_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace kelvolt
{

std::string_view trimmed(std::string_view text)
{
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos)
    return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string quoted_text(std::string_view text)
{
  return "'" + readable(text) + "'";
}

std::string shortest(double value)
{
  return fmt::format("{}", value);
}

bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

LeadingNumber leading_number(std::string_view text)
{
  LeadingNumber result;
  std::string_view digits = text;
  if (!digits.empty() && digits.front() == '+')
    digits.remove_prefix(1);
  if (digits.empty() || (text.front() == '+' && digits.front() == '-'))
    return result;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), result.value);
  if (error == std::errc::invalid_argument)
    return result;
  result.rest = digits.substr(static_cast<std::size_t>(end - digits.data()));
  result.state = LeadingNumber::State::read;
  if (error == std::errc::result_out_of_range)
    result.state = LeadingNumber::State::out_of_range;
  else if (!std::isfinite(result.value))
    result.state = LeadingNumber::State::not_finite;
  return result;
}

} // namespace kelvolt
