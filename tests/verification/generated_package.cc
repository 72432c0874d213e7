#include "generated_package.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace kelvolt
{
namespace
{

/// Exactly: 1234 um, 1.234 mm, 0.001234 m.
std::string length_text(int micrometres, const std::string &unit)
{
  if (unit == "um")
    return fmt::format("{}", micrometres);
  const int digits = unit == "mm" ? 3 : 6;
  const int one = unit == "mm" ? 1000 : 1000000;
  const int size = std::abs(micrometres);
  return fmt::format(
      "{}{}.{:0{}d}", micrometres < 0 ? "-" : "", size / one, size % one, digits);
}

/// `thousandths` of the unit.
std::string milli(int thousandths, const std::string &unit, bool whole_units)
{
  return whole_units
             ? fmt::format("{}.{:03d} {}", thousandths / 1000, thousandths % 1000, unit)
             : fmt::format("{} m{}", thousandths, unit);
}

std::string film_text(int film, bool small_units)
{
  return small_units ? fmt::format("{}.{:04d} W/cm2/K", film / 10000, film % 10000)
                     : fmt::format("{} W/m2/K", film);
}

std::string side_name(const Notation &notation, int axis, bool upper)
{
  constexpr std::array<const char *, 6> names{
      "left", "right", "front", "back", "bottom", "top"};
  return names.at(2 * notation.axis.at(axis) +
                  (upper != notation.reversed.at(axis) ? 1 : 0));
}

std::string extent_text(const GeneratedPackage::Part &part, const Notation &notation)
{
  std::string text;
  for (int axis = 0; axis < 3; ++axis)
  {
    std::array<int, 2> ends = part.extent.at(axis);
    if (notation.reversed.at(axis))
      ends = {-ends[1], -ends[0]};
    for (int &end : ends)
      end += notation.shift.at(axis);
    text += fmt::format(", {}: {} to {} {}",
                        "xyz"[notation.axis.at(axis)],
                        length_text(ends[0], notation.length),
                        length_text(ends[1], notation.length),
                        notation.length);
  }
  return text;
}

std::string material_text(const GeneratedPackage::Part &part,
                          const GeneratedPackage &package,
                          const Notation &notation)
{
  const int k = part.conductivity;
  const std::string value = notation.conductivity == "W/m/K"
                                ? fmt::format("{} W/m/K", k)
                                : fmt::format("{}.{:02d} W/cm/K", k / 100, k % 100);
  std::string text = fmt::format("  m_{}:\n    conductivity: ", part.name);
  text += package.exponent == 0
              ? value + "\n"
              : fmt::format("{{power_law: {}, at: {}, exponent: {}}}\n",
                            value,
                            notation.temperature == "K" ? "300.15 K" : "27 degC",
                            0.1 * package.exponent);
  if (part.name == "strip" && package.current != 0)
    text += fmt::format("    electrical_resistivity: {{reference: 5e-7 ohm m, at: {}, "
                        "coefficient: 0.004 1/K}}\n",
                        notation.temperature == "K" ? "300.15 K" : "27 degC");
  return text;
}

} // namespace

GeneratedPackage generate_package(unsigned int seed)
{
  std::mt19937 engine(seed);
  // Not a distribution of the library: theirs differ from one library to the next.
  const auto between = [&engine](int lower, int upper, int step)
  {
    return lower + step * static_cast<int>(engine() % ((upper - lower) / step + 1));
  };
  const int length = between(8000, 12000, 100), width = between(6000, 9000, 100);
  const int top = between(800, 2000, 100);
  const auto die = [&](int from, int to) -> std::array<std::array<int, 2>, 3>
  {
    const int x = between(from, from + 600, 50), y = between(500, 1500, 50);
    return {{{x, to - between(0, 600, 50)},
             {y, width - between(2000, 2500, 50)},
             {top, top + between(300, 600, 10)}}};
  };
  GeneratedPackage package;
  package.parts = {{"base", {{{0, length}, {0, width}, {0, top}}}, between(20, 400, 1)},
                   {"one", die(500, length / 2 - 500), between(50, 400, 1)},
                   {"two", die(length / 2 + 500, length - 500), between(50, 400, 1)},
                   {"strip",
                    {{{500, length - 500}, {width - 1200, width - 700}, {top, top + 400}}},
                    between(100, 400, 1)}};
  package.power = {{"one", between(1000, 9000, 1)}, {"two", between(1000, 9000, 1)}};
  package.film = between(1000, 5000, 1);
  package.skin_film = between(50, 500, 1);
  package.current = between(2000, 6000, 1);
  package.exponent = -between(3, 14, 1);
  return package;
}

std::string case_text(const GeneratedPackage &package, const Notation &notation)
{
  std::vector<std::size_t> order = notation.order;
  for (std::size_t i = order.size(); i < package.parts.size(); ++i)
    order.push_back(i);
  std::string text = "title: Generated\npackage:\n";
  for (const std::size_t i : order)
    text += fmt::format("  {0}: {{material: m_{0}{1}}}\n",
                        package.parts.at(i).name,
                        extent_text(package.parts.at(i), notation));
  text += "materials:\n";
  for (const std::size_t i : order)
    text += material_text(package.parts.at(i), package, notation);
  text += "heat:\n";
  for (const auto &[part, power] : package.power)
    text +=
        fmt::format("  {}: {{power: {}}}\n", part, milli(power, "W", notation.small_units));
  const std::string ambient = notation.temperature == "K" ? "298.15 K" : "25 degC";
  text += fmt::format("cooling:\n  base.{}: {{convection: {}, ambient: {}}}\n",
                      side_name(notation, 2, false),
                      film_text(package.film, notation.small_units),
                      ambient);
  text += fmt::format("  one.{}: {{convection: {}, ambient: {}}}\n",
                      side_name(notation, 2, true),
                      film_text(package.skin_film, notation.small_units),
                      ambient);
  if (package.current != 0)
    text += fmt::format("terminals:\n  plus: {{on: strip.{}, current: {}}}\n"
                        "  minus: {{on: strip.{}, voltage: 0 V}}\n",
                        side_name(notation, 0, false),
                        milli(package.current, "A", notation.small_units),
                        side_name(notation, 0, true));
  return text + "mesh: {size_factor: 3, adapt: false}\naccuracy: {of: max_temperature, "
                "within: 1000 K}\n";
}

} // namespace kelvolt
