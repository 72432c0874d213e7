#include "units.h"

#include "leading_number.h"
#include "plain_signs.h"
#include "unit_conversion.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace kelvolt
{

namespace
{

/// Number and unit of `text`; the unit may be empty. `whole` is the text for messages.
struct NumberAndUnit
{
  double value = 0.;
  std::string_view unit;
};

NumberAndUnit
number_and_unit(std::string_view text, const Dimension &wanted, const std::string &whole)
{
  const LeadingNumber number = leading_number(trimmed(text));
  switch (number.state)
  {
  case LeadingNumber::State::none:
    refuse_quantity(fmt::format("{} does not begin with a number", whole), wanted);
  case LeadingNumber::State::not_finite:
    refuse_quantity(fmt::format("{} is not a finite number", whole), wanted);
  case LeadingNumber::State::out_of_range:
    refuse_quantity(fmt::format("{} is too large or too small to compute with", whole),
                    wanted);
  case LeadingNumber::State::read:
    break;
  }
  return {number.value, trimmed(number.rest)};
}

void require_unit(std::string_view unit, const Dimension &wanted, const std::string &whole)
{
  if (unit.empty())
    refuse_quantity(fmt::format("{} has no unit", whole), wanted);
}

std::string interval_form_in(std::string_view unit)
{
  return fmt::format("two values and a unit, such as '2 to 14.9 {}'", unit);
}

/// `0-5 mm`, `0 .. 5 mm` and a single value; the example has the unit of the text.
QuantityError
no_interval(std::string_view text, const Dimension &wanted, const std::string &whole)
{
  const LeadingNumber first = leading_number(trimmed(text));
  std::string_view rest = trimmed(first.rest);
  for (const std::string_view dash : {"...", "..", "-", "\u2013", ":"})
    if (rest.substr(0, dash.size()) == dash)
    {
      rest.remove_prefix(dash.size());
      break;
    }
  const LeadingNumber second = leading_number(trimmed(rest));
  const bool is_pair = second.state == LeadingNumber::State::read;
  const std::string_view unit = trimmed(is_pair ? second.rest : rest);
  const bool is_unit = is_unit_of(unit, wanted);
  const std::string form = is_unit ? interval_form_in(unit) : interval_form(wanted);
  return {whole + " is no interval",
          form,
          is_pair && is_unit ? fmt::format("Write '{} to {} {}'",
                                           shortest(first.value),
                                           shortest(std::abs(second.value)),
                                           unit)
                             : ""};
}

} // namespace

const std::vector<Dimension> &all_dimensions()
{
  static const std::vector<Dimension> all{dimension::length,
                                          dimension::time,
                                          dimension::temperature,
                                          dimension::temperature_difference,
                                          dimension::voltage,
                                          dimension::current,
                                          dimension::power,
                                          dimension::energy,
                                          dimension::frequency,
                                          dimension::resistance,
                                          dimension::fraction,
                                          dimension::film_coefficient,
                                          dimension::heat_flux,
                                          dimension::thermal_conductivity,
                                          dimension::electrical_resistivity,
                                          dimension::electrical_conductivity,
                                          dimension::thermal_resistance,
                                          dimension::velocity,
                                          dimension::mass_flow,
                                          dimension::density,
                                          dimension::specific_heat,
                                          dimension::volumetric_heat_capacity,
                                          dimension::temperature_coefficient};
  return all;
}

double parse_quantity(std::string_view written, const Dimension &wanted)
{
  const std::string whole = quoted_text(trimmed(written)), text = with_plain_signs(written);
  const NumberAndUnit read = number_and_unit(text, wanted, whole);
  require_unit(read.unit, wanted, whole);
  return converted(read.value, read.unit, wanted, whole);
}

Interval parse_interval(std::string_view written, const Dimension &wanted)
{
  const std::string whole = quoted_text(trimmed(written)),
                    plain = with_plain_signs(written);
  const std::string_view text = plain;
  const auto separator = text.find(" to ");
  if (separator == std::string_view::npos)
    throw no_interval(text, wanted, whole);
  const NumberAndUnit lower = number_and_unit(text.substr(0, separator), wanted, whole);
  const NumberAndUnit upper = number_and_unit(text.substr(separator + 4), wanted, whole);
  require_unit(upper.unit, wanted, whole);
  Interval result;
  result.lower =
      converted(lower.value, lower.unit.empty() ? upper.unit : lower.unit, wanted, whole);
  result.upper = converted(upper.value, upper.unit, wanted, whole);
  if (result.lower > result.upper)
    throw QuantityError(whole + " is reversed", "the smaller value first", "");
  if (result.lower == result.upper)
    throw QuantityError(whole + " is empty", "an interval whose ends differ", "");
  return result;
}

std::string interval_form(const Dimension &wanted)
{
  return interval_form_in(wanted.name == dimension::length.name ? "mm" : wanted.unit);
}

double without_conversion_noise(double value)
{
  std::array<char, 32> digits{};
  const auto written = std::to_chars(digits.data(),
                                     digits.data() + digits.size(),
                                     value,
                                     std::chars_format::scientific,
                                     14);
  double rounded = value;
  std::from_chars(digits.data(), written.ptr, rounded);
  return rounded;
}

double parse_number(std::string_view written)
{
  const std::string whole = quoted_text(trimmed(written)), text = with_plain_signs(written);
  const std::string allowed = "a plain number without a unit";
  const LeadingNumber number = leading_number(trimmed(text));
  if (number.state == LeadingNumber::State::none)
    throw QuantityError(whole + " is not a number", allowed, "");
  if (number.state == LeadingNumber::State::not_finite)
    throw QuantityError(whole + " is not a finite number", allowed, "");
  if (number.state == LeadingNumber::State::out_of_range)
    throw QuantityError(whole + " is too large or too small to compute with", allowed, "");
  if (!trimmed(number.rest).empty())
    throw QuantityError(whole + " is not a plain number", allowed, "");
  return number.value;
}

std::string format_quantity(double value, const Dimension &dimension)
{
  return fmt::format("{} {}", shortest(value), dimension.unit);
}

std::string format_interval(const Interval &interval, const Dimension &dimension)
{
  return fmt::format(
      "{} to {} {}", shortest(interval.lower), shortest(interval.upper), dimension.unit);
}

} // namespace kelvolt
