#include "results/result_tables.h"

#include <fmt/format.h>

#include <optional>

namespace kelvolt
{
namespace
{

constexpr double celsius_zero = 273.15;

/// Quoted where a comma or a quotation mark would part it.
std::string entry(const std::string &name)
{
  if (name.find_first_of(",\"\r\n") == std::string::npos)
    return name;
  std::string text = "\"";
  for (const char c : name)
    text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}

std::string temperature_head(const std::string &name)
{
  return fmt::format("{0} [K],{0} [degC],error of {0} [K],", name);
}

std::string head(const std::string &name, const std::string &unit)
{
  return fmt::format("{0} [{1}],error of {0} [{1}],", name, unit);
}

std::string error_text(const Number &number)
{
  return number.error ? fmt::format("{:.3g}", *number.error) : "";
}

std::string temperature(const Number &kelvin)
{
  return fmt::format(
      "{:.12g},{:.12g},{},", kelvin.value, kelvin.value - celsius_zero, error_text(kelvin));
}

std::string number(const Number &value)
{
  return fmt::format("{:.12g},{},", value.value, error_text(value));
}

std::string number(const std::optional<Number> &value)
{
  return value ? number(*value) : ",,";
}

/// Without the last comma.
std::string line(std::string text)
{
  text.pop_back();
  return text + "\n";
}

} // namespace

std::string parts_csv(const Numbers &numbers)
{
  std::string text = line(
      "part," + temperature_head("min_temperature") + temperature_head("mean_temperature") +
      temperature_head("max_temperature") + head("volume", "m3") + head("joule_heat", "W") +
      head("heat", "W") + head("current", "A"));
  for (const PartSummary &part : numbers.parts)
    text += line(entry(part.name) + "," + temperature(part.min_temperature) +
                 temperature(part.mean_temperature) + temperature(part.max_temperature) +
                 number(part.volume) + number(part.joule_heat) + number(part.heat) +
                 number(part.current));
  return text;
}

std::string surfaces_csv(const Numbers &numbers)
{
  std::string text =
      line("surface," + head("heat_flow", "W") + temperature_head("mean_temperature") +
           head("area", "m2") + head("convection_heat", "W") + head("radiation_heat", "W") +
           head("h", "W/m2/K") + temperature_head("fluid_temperature"));
  for (const SurfaceSummary &surface : numbers.surfaces)
  {
    text += entry(surface.name) + "," + number(surface.heat_flow) +
            temperature(surface.mean_temperature) + number(surface.area) +
            number(surface.convection_heat) + number(surface.radiation_heat);
    text += line(surface.film ? number(surface.film->h) +
                                    temperature(surface.film->fluid_temperature)
                              : ",,,,,");
  }
  return text;
}

std::string terminals_csv(const Numbers &numbers)
{
  std::string text = line("terminal," + head("voltage", "V") + head("current", "A"));
  for (const TerminalSummary &terminal : numbers.terminals)
    text += line(entry(terminal.name) + "," + number(terminal.voltage) +
                 number(terminal.current));
  return text;
}

} // namespace kelvolt
