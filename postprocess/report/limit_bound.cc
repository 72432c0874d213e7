#include "report/limit_bound.h"

#include "results/quantity_kind.h"

#include <array>
#include <charconv>
#include <utility>

namespace kelvolt::report
{
namespace
{

std::string trimmed(const std::string &text)
{
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos)
    return "";
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The factor to SI of a unit that is that of SI, perhaps with a prefix.
std::optional<double> factor_of(const std::string &unit, const std::string &si)
{
  static constexpr std::array<std::pair<char, double>, 5> prefixes = {
      {{'u', 1e-6}, {'m', 1e-3}, {'k', 1e3}, {'M', 1e6}, {'G', 1e9}}};
  if (unit == si)
    return 1.;
  for (const auto &[prefix, factor] : prefixes)
    if (unit == prefix + si)
      return factor;
  return std::nullopt;
}

} // namespace

std::optional<LimitBound> limit_bound(const std::string &text)
{
  constexpr double celsius_zero = 273.15;
  const std::size_t sign = text.find_first_of("<>");
  if (sign == std::string::npos || sign + 1 >= text.size() || text[sign + 1] != '=')
    return std::nullopt;
  const auto quantity = parse_quantity_name(trimmed(text.substr(0, sign)));
  const std::string right = trimmed(text.substr(sign + 2));
  double value = 0.;
  const auto number = std::from_chars(right.data(), right.data() + right.size(), value);
  if (!quantity || number.ec != std::errc())
    return std::nullopt;
  const std::string unit = trimmed(number.ptr);
  LimitBound limit;
  limit.is_upper = text[sign] == '<';
  limit.is_temperature = is_temperature(*quantity);
  limit.unit = value_dimension(*quantity).unit;
  if (limit.is_temperature && unit == "degC")
    limit.bound = value + celsius_zero;
  else if (const auto factor = factor_of(unit, limit.unit))
    limit.bound = value * *factor;
  else
    return std::nullopt;
  return limit;
}

} // namespace kelvolt::report
