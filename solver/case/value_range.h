#pragma once

#include <limits>
#include <string>

/// @file
/// How large values may be. What arithmetic cannot serve is refused: beyond the outer
/// range sums and products of such values with ordinary ones lose all digits, or overflow.
/// What no package has, though it can be computed, is worth a warning: mostly a slip of the
/// unit.

namespace kelvolt
{

struct ValueRange
{
  const char *unit;
  double lower; ///< served; by magnitude, 0 is judged elsewhere
  double upper;
  double least; ///< met in practice
  double most;
  const char *practice; ///< what the inner range spans: "insulation in vacuum to graphene"
  const char *advice = "Check the unit";

  /// "is 1e-300 W/m/K, too small to compute with"; empty if the value is served, 0 or
  /// unknown.
  std::string fault(double value) const;

  /// "from 1e-09 to 1e+09 W/m/K"
  std::string served_text() const;

  /// "is 1e-06 W/m/K, below the 1e-05 to 5e+04 W/m/K from ..."; empty if the value is met
  /// in practice, faulty, 0 or unknown.
  std::string warning(double value) const;
};

/// "20 mm", "1 nm": the length [m] in the unit that makes a handy number of it.
std::string length_text(double length);

namespace value_range
{
inline constexpr double none = 0., any = std::numeric_limits<double>::infinity();

inline constexpr ValueRange thermal_conductivity{
    "W/m/K",
    1e-9,
    1e9,
    1e-5,
    5e4,
    "insulation in vacuum to cold pure crystals"};
inline constexpr ValueRange electrical_resistivity{
    "ohm m",
    1e-15,
    1e18,
    1e-12,
    1e10,
    "the purest cold metals to semi-insulating crystals",
    "A conductor states its resistivity in ohm m; leave it out for an insulator"};
inline constexpr ValueRange electrical_conductivity{
    "S/m",
    1e-18,
    1e15,
    1e-10,
    1e12,
    "semi-insulating crystals to the purest cold metals",
    "A conductor states its conductivity in S/m; leave it out for an insulator"};
inline constexpr ValueRange density{"kg/m3", 1e-6, 1e9, 0.1, 2.5e4, "aerogel to osmium"};
inline constexpr ValueRange specific_heat{"J/kg/K",
                                          1e-9,
                                          1e9,
                                          1e-2,
                                          2e4,
                                          "cold crystals to hydrogen"};
inline constexpr ValueRange volumetric_heat_capacity{
    "J/m3/K",
    1e-6,
    1e12,
    10.,
    1e7,
    "cold crystals and gases to water and metals"};
inline constexpr ValueRange on_resistance{"ohm",
                                          1e-12,
                                          1e12,
                                          1e-6,
                                          1e6,
                                          "pressed modules to small signal transistors"};
inline constexpr ValueRange film_coefficient{"W/m2/K",
                                             1e-15,
                                             1e12,
                                             1e-3,
                                             1e7,
                                             "vacuum to jets that boil"};
inline constexpr ValueRange heat_flux{"W/m2",
                                      none,
                                      1e15,
                                      none,
                                      1e11,
                                      "what a focused laser gives"};
inline constexpr ValueRange power{"W", none, 1e12, none, 1e7, "what packages lose"};
inline constexpr ValueRange voltage{"V", none, 1e12, none, 1e6, "what insulation holds"};
inline constexpr ValueRange current{"A", none, 1e12, none, 1e6, "what busbars carry"};
inline constexpr ValueRange thermal_contact_resistance{"m2 K/W",
                                                       none,
                                                       1e12,
                                                       none,
                                                       10.,
                                                       "joints that conduct at all"};
inline constexpr ValueRange electrical_contact_resistance{"ohm m2",
                                                          none,
                                                          1e12,
                                                          none,
                                                          1e3,
                                                          "joints that conduct at all"};
/// Temperatures of surroundings [K]; 0 K stands for empty space.
inline constexpr ValueRange temperature{
    "K",
    none,
    any,
    1e-3,
    4300.,
    "the coldest cryostats to the last solid that melts"};
/// Lengths, speeds, flows and the like of a model of convection, each in its SI unit.
inline constexpr ValueRange model_value{"", 1e-12, 1e12, none, any, ""};
} // namespace value_range

} // namespace kelvolt
