#include "temperature_unit.h"

#include "case/units.h"

#include <string>

namespace kelvolt
{

namespace
{

constexpr double celsius_zero = 273.15;

struct Count
{
  int celsius = 0, kelvin = 0;
};

/// What stands behind the last number: `degC` in `die.max_temperature <= 150 degC`.
std::string unit_of(const std::string &text)
{
  const auto digit = text.find_last_of("0123456789.");
  return digit == std::string::npos ? std::string() : text.substr(digit + 1);
}

void count(const ConfigNode &node, Count &found)
{
  for (const ConfigEntry &entry : node.entries)
    count(entry.value, found);
  for (const ConfigNode &item : node.items)
    count(item, found);
  const std::string unit = node.is_scalar() ? unit_of(node.text) : std::string();
  if (unit.find_first_not_of(" \t") == std::string::npos ||
      unit.find_first_of("/*^()") != std::string::npos)
    return;
  try
  {
    const double zero = parse_quantity("0" + unit, dimension::temperature);
    found.celsius += zero == celsius_zero ? 1 : 0;
    found.kelvin += zero == 0. ? 1 : 0;
  }
  catch (const QuantityError &)
  {
    // No temperature; whoever reads the value says so where it should be one.
  }
}

} // namespace

TemperatureUnit unit_of_temperatures(const ConfigNode &root)
{
  Count found;
  for (const char *section : {"cooling", "limits"})
    if (const ConfigNode *const node = root.find(section))
      count(*node, found);
  return found.kelvin > found.celsius ? TemperatureUnit::kelvin : TemperatureUnit::celsius;
}

} // namespace kelvolt
