#include "unit_conversion.h"

#include "leading_number.h"
#include "unit_advice.h"

#include <fmt/format.h>
#include <udunits2.h>

#include <algorithm>
#include <array>
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

/// The converter from a unit to that of the dimension, made and judged. `value` stands
/// before it in the text `whole`.
Converter make_converter(double value,
                         std::string_view unit_text,
                         const Dimension &wanted,
                         const std::string &whole)
{
  const Unit unit = is_plain_unit(unit_text) ? parse_unit(unit_text) : nullptr;
  if (unit == nullptr)
    refuse_quantity(
        fmt::format("{} has the unknown unit {}", whole, quoted_text(unit_text)),
        wanted,
        unit_advice(value, unit_text, wanted));
  // UDUNITS takes % for a hundredth of whatever follows.
  const bool may_be_share = wanted.name == dimension::fraction.name ||
                            wanted.name == dimension::temperature_coefficient.name;
  if (!may_be_share && (unit_text.find('%') != std::string_view::npos ||
                        unit_text.find("percent") != std::string_view::npos))
    refuse_quantity(
        fmt::format("{} has the unit {}, a share", whole, quoted_text(unit_text)),
        wanted,
        unit_advice(value, unit_text, wanted));
  const Unit target = parse_unit(wanted.unit);
  Converter converter(ut_get_converter(unit.get(), target.get()));
  // UDUNITS takes a frequency for a time, turned over.
  if (converter == nullptr || !std::isfinite(cv_convert_double(converter.get(), 0.)))
    refuse_quantity(fmt::format("{} has the unit {}, which is no {} ({} against {})",
                                whole,
                                quoted_text(unit_text),
                                spoken(wanted),
                                definition(unit.get()),
                                wanted.unit),
                    wanted,
                    unit_advice(value, unit_text, wanted));
  const bool absolute = wanted.scale == Dimension::Scale::absolute_temperature;
  if (absolute && !is_absolute_temperature_unit(unit_text))
    refuse_quantity(fmt::format("{} has the unit {}", whole, quoted_text(unit_text)),
                    wanted);
  if (!absolute && cv_convert_double(converter.get(), 0.) != 0.)
    refuse_quantity(fmt::format("{} has the unit {}, whose zero is not at zero {}",
                                whole,
                                quoted_text(unit_text),
                                wanted.unit),
                    wanted,
                    wanted.name == dimension::temperature_difference.name
                        ? "A difference of temperatures is given in K only"
                        : "");
  return converter;
}

} // namespace

void refuse_quantity(std::string found, const Dimension &wanted, std::string suggestion)
{
  throw QuantityError(std::move(found), allowed_quantity(wanted), std::move(suggestion));
}

bool is_unit_of(std::string_view text, const Dimension &wanted)
{
  const Unit unit = is_plain_unit(text) && !text.empty() ? parse_unit(text) : nullptr;
  const Unit target = parse_unit(wanted.unit);
  return unit != nullptr && ut_are_convertible(unit.get(), target.get()) != 0;
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
    refuse_quantity(fmt::format("{} is too large or too small to compute with", whole),
                    wanted);
  return without_conversion_noise(result);
}

} // namespace kelvolt
