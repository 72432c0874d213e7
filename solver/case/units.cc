#include "units.h"

#include "plain_text.h"

#include <fmt/format.h>
#include <udunits2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <utility>

namespace kelvolt
{

namespace
{

struct UnitFree
{
  void operator()(ut_unit *unit) const
  {
    ut_free(unit);
  }
};
struct ConverterFree
{
  void operator()(cv_converter *converter) const
  {
    cv_free(converter);
  }
};
using Unit = std::unique_ptr<ut_unit, UnitFree>;
using Converter = std::unique_ptr<cv_converter, ConverterFree>;

ut_system *unit_system()
{
  static ut_system *const system = []
  {
    ut_set_error_message_handler(ut_ignore);
    ut_system *const read = ut_read_xml(nullptr);
    if (read == nullptr)
      throw std::runtime_error("The unit database of UDUNITS-2 cannot be read; install the "
                               "package libudunits2-data or set UDUNITS2_XML_PATH.");
    return read;
  }();
  return system;
}

Unit parse_unit(std::string_view text)
{
  return Unit(ut_parse(unit_system(), std::string(text).c_str(), UT_UTF8));
}

std::string_view trimmed(std::string_view text)
{
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos)
    return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string quoted(std::string_view text)
{
  return "'" + readable(text) + "'";
}

std::string shortest(double value)
{
  return fmt::format("{}", value);
}

std::string spoken(const Dimension &dimension)
{
  std::string name(dimension.name);
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string allowed_quantity(const Dimension &dimension)
{
  return fmt::format("a {} with a unit: {}", spoken(dimension), dimension.accepted);
}

[[noreturn]] void
fail(std::string found, const Dimension &wanted, std::string suggestion = {})
{
  throw QuantityError(std::move(found), allowed_quantity(wanted), std::move(suggestion));
}

bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

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

/// UDUNITS reads numbers inside a unit as factors (`1.5.3 mm` would be 1.5 times 0.3 mm)
/// and shifts of origin (`K @ 3`). Only `1/UNIT` and exponents behind a letter, `)`, `^`,
/// `*` or a minus sign are units.
bool is_plain_unit(std::string_view unit)
{
  constexpr std::size_t longest_unit = 60;
  if (unit.size() > longest_unit)
    return false;
  if (unit.find('@') != std::string_view::npos ||
      unit.find("(re") != std::string_view::npos ||
      unit.find(" from ") != std::string_view::npos ||
      unit.find(" after ") != std::string_view::npos ||
      unit.find(" since ") != std::string_view::npos ||
      unit.find(" ref ") != std::string_view::npos)
    return false;
  for (std::size_t i = 0; i < unit.size(); ++i)
  {
    if (!is_digit(unit[i]))
      continue;
    const char before = i == 0 ? ' ' : unit[i - 1];
    const bool begins_inverse = i == 0 && unit[0] == '1' && unit.size() > 1 &&
                                trimmed(unit.substr(1)).substr(0, 1) == "/";
    const bool exponent = is_digit(before) || before == '^' || before == '-' ||
                          before == ')' || (before == '*' && i > 1 && unit[i - 2] == '*') ||
                          (before >= 'a' && before <= 'z') ||
                          (before >= 'A' && before <= 'Z') ||
                          static_cast<unsigned char>(before) >= 0x80;
    if (!begins_inverse && !exponent)
      return false;
  }
  return true;
}

/// True if `symbol` stands in `unit` as a whole word, e.g. C in `W/m/C`.
bool has_symbol(std::string_view unit, std::string_view symbol)
{
  const auto in_word = [](char c)
  {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  for (auto at = unit.find(symbol); at != std::string_view::npos;
       at = unit.find(symbol, at + 1))
  {
    const auto end = at + symbol.size();
    if ((at == 0 || !in_word(unit[at - 1])) && (end == unit.size() || !in_word(unit[end])))
      return true;
  }
  return false;
}

/// Advice for the mistakes that UDUNITS turns into another unit without a word.
std::string unit_advice(std::string_view unit, const Dimension &wanted)
{
  const bool wants_kelvin = wanted.unit.find('K') != std::string_view::npos;
  if (wants_kelvin && has_symbol(unit, "C"))
    return wanted.scale == Dimension::Scale::absolute_temperature
               ? "C is the coulomb; write degC"
               : "C is the coulomb; write K";
  if (wants_kelvin && has_symbol(unit, "F"))
    return "F is the farad; write degC or K";
  if (has_symbol(unit, "mK") && wanted.unit.find("m/K") != std::string_view::npos)
    return "mK is the millikelvin; write W/m/K or W/(m K)";
  for (const char *joined : {"kgK", "m2K", "m3K", "gK", "m^2K", "m^3K"})
    if (unit.find(joined) != std::string_view::npos)
      return fmt::format("Two units need a sign between them; write {}", wanted.unit);
  const auto slash = unit.find('/');
  if (slash != std::string_view::npos && unit.find('(') == std::string_view::npos &&
      unit.find_first_of(" .*", slash) != std::string_view::npos)
    return fmt::format(
        "A slash divides by the next unit only; write {} or put the divisor in brackets",
        wanted.unit);
  if (!unit.empty() && unit.front() == ',')
    return "Write the decimal sign as a point";
  if (has_symbol(unit, "m-K"))
    return "A minus sign multiplies; write " + std::string(wanted.unit);
  return {};
}

std::string definition(const ut_unit *unit)
{
  std::array<char, 200> buffer{};
  const int length =
      ut_format(unit, buffer.data(), buffer.size(), UT_DEFINITION | UT_ASCII);
  return length > 0 && length < static_cast<int>(buffer.size()) ? buffer.data() : "?";
}

bool is_absolute_temperature_unit(std::string_view unit)
{
  static const std::vector<std::string_view> accepted{
      "K", "kelvin", "degC", "\u00b0C", "celsius", "Celsius", "degF", "\u00b0F"};
  return std::find(accepted.begin(), accepted.end(), unit) != accepted.end();
}

/// Whether the text is a unit of this dimension.
bool converts(std::string_view text, const Dimension &wanted)
{
  const Unit unit = text.empty() ? nullptr : parse_unit(text);
  const Unit target = parse_unit(wanted.unit);
  return unit != nullptr && ut_are_convertible(unit.get(), target.get()) != 0;
}

/// Advice that needs the number, too: an areal weight of copper, a decimal comma.
std::string value_advice(double value, std::string_view unit, const Dimension &wanted)
{
  constexpr double ounce = 34.8; // um of copper, 1 oz on a square foot
  if (wanted.name == dimension::length.name &&
      (unit == "oz" || unit == "oz/ft2" || unit == "ounce"))
    return fmt::format(
        "An ounce of copper on a square foot is {} um thick; write '{:g} um'",
        ounce,
        ounce * value);
  const LeadingNumber decimals =
      leading_number(unit.substr(0, 1) == "," ? unit.substr(1) : std::string_view());
  if (decimals.state == LeadingNumber::State::read && is_digit(unit[1]))
    return fmt::format(
        "Write the decimal sign as a point: '{}.{}'", shortest(value), unit.substr(1));
  return unit_advice(unit, wanted);
}

/// The converter from a unit to that of the dimension, made and judged. `value` stands
/// before it in the text `whole`.
Converter make_converter(double value,
                         std::string_view unit_text,
                         const Dimension &wanted,
                         const std::string &whole)
{
  const Unit unit = is_plain_unit(unit_text) ? parse_unit(unit_text) : nullptr;
  if (unit == nullptr)
    fail(fmt::format("{} has the unknown unit {}", whole, quoted(unit_text)),
         wanted,
         value_advice(value, unit_text, wanted));
  const Unit target = parse_unit(wanted.unit);
  Converter converter(ut_get_converter(unit.get(), target.get()));
  if (converter == nullptr)
    fail(fmt::format("{} has the unit {}, which is no {} ({} against {})",
                     whole,
                     quoted(unit_text),
                     spoken(wanted),
                     definition(unit.get()),
                     wanted.unit),
         wanted,
         value_advice(value, unit_text, wanted));
  const bool absolute = wanted.scale == Dimension::Scale::absolute_temperature;
  if (absolute && !is_absolute_temperature_unit(unit_text))
    fail(fmt::format("{} has the unit {}", whole, quoted(unit_text)), wanted);
  if (!absolute && cv_convert_double(converter.get(), 0.) != 0.)
    fail(fmt::format("{} has the unit {}, whose zero is not at zero {}",
                     whole,
                     quoted(unit_text),
                     wanted.unit),
         wanted,
         wanted.name == dimension::temperature_difference.name
             ? "A difference of temperatures is given in K only"
             : "");
  return converter;
}

double converted(double value,
                 std::string_view unit_text,
                 const Dimension &wanted,
                 const std::string &whole)
{
  if (unit_text == wanted.unit)
    return without_conversion_noise(value);
  // A file says the same few units again and again, and parsing them is slow.
  constexpr std::size_t most_converters = 1000;
  static std::map<std::pair<std::string, std::string_view>, Converter> known;
  const std::pair<std::string, std::string_view> key(unit_text, wanted.name);
  auto found = known.find(key);
  if (found == known.end())
  {
    Converter converter = make_converter(value, unit_text, wanted, whole);
    if (known.size() >= most_converters)
      known.clear();
    found = known.emplace(key, std::move(converter)).first;
  }
  const double result = cv_convert_double(found->second.get(), value);
  const bool absolute = wanted.scale == Dimension::Scale::absolute_temperature;
  if (!std::isfinite(result) || (result == 0. && value != 0. && !absolute))
    fail(fmt::format("{} is too large or too small to compute with", whole), wanted);
  return without_conversion_noise(result);
}

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
    fail(fmt::format("{} does not begin with a number", whole), wanted);
  case LeadingNumber::State::not_finite:
    fail(fmt::format("{} is not a finite number", whole), wanted);
  case LeadingNumber::State::out_of_range:
    fail(fmt::format("{} is too large or too small to compute with", whole), wanted);
  case LeadingNumber::State::read:
    break;
  }
  return {number.value, trimmed(number.rest)};
}

void require_unit(std::string_view unit, const Dimension &wanted, const std::string &whole)
{
  if (unit.empty())
    fail(fmt::format("{} has no unit", whole), wanted);
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
  const bool is_unit = is_plain_unit(unit) && converts(unit, wanted);
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

QuantityError::QuantityError(std::string found, std::string allowed, std::string suggestion)
    : std::runtime_error(found + ". Allowed: " + allowed + ". " + suggestion),
      found_(std::move(found)), allowed_(std::move(allowed)),
      suggestion_(std::move(suggestion))
{
}

double parse_quantity(std::string_view text, const Dimension &wanted)
{
  const std::string whole = quoted(trimmed(text));
  const NumberAndUnit read = number_and_unit(text, wanted, whole);
  require_unit(read.unit, wanted, whole);
  return converted(read.value, read.unit, wanted, whole);
}

Interval parse_interval(std::string_view text, const Dimension &wanted)
{
  const std::string whole = quoted(trimmed(text));
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

double parse_number(std::string_view text)
{
  const std::string whole = quoted(trimmed(text));
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
