#include "unit_advice.h"

#include "leading_number.h"

#include <fmt/format.h>

namespace kelvolt
{

namespace
{

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
std::string advice_on_symbols(std::string_view unit, const Dimension &wanted)
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

} // namespace

std::string unit_advice(double value, std::string_view unit, const Dimension &wanted)
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
  return advice_on_symbols(unit, wanted);
}

} // namespace kelvolt
