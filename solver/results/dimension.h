#pragma once

#include <string_view>

namespace kelvolt
{

/// What a value measures, the SI unit in which the program keeps it, and units to name in
/// messages.
struct Dimension
{
  enum class Scale
  {
    linear,              ///< zero is zero in every unit
    absolute_temperature ///< degC, degF and K, converted with their offset
  };
  std::string_view
      name; ///< as in the sentence "is not a NAME"; also the schema definition's name
  std::string_view unit;     ///< SI unit, in UDUNITS-2 notation
  std::string_view accepted; ///< units for messages: "um, mm, m"
  Scale scale = Scale::linear;
};

namespace dimension
{
inline constexpr Dimension length{"length", "m", "um, mm, cm, m"};
inline constexpr Dimension time{"time", "s", "ns, us, ms, s, min, h"};
inline constexpr Dimension temperature{"temperature",
                                       "K",
                                       "degC, K",
                                       Dimension::Scale::absolute_temperature};
inline constexpr Dimension temperature_difference{"temperature_difference", "K", "K"};
inline constexpr Dimension voltage{"voltage", "V", "uV, mV, V"};
inline constexpr Dimension current{"current", "A", "mA, A, kA"};
inline constexpr Dimension power{"power", "W", "mW, W, kW"};
inline constexpr Dimension energy{"energy", "J", "uJ, mJ, J"};
inline constexpr Dimension frequency{"frequency", "Hz", "Hz, kHz, MHz"};
inline constexpr Dimension resistance{"resistance", "ohm", "mohm, ohm"};
inline constexpr Dimension conductance{"conductance", "S", "S, mS"};
inline constexpr Dimension fraction{"fraction", "1", "% or a plain number"};
inline constexpr Dimension film_coefficient{"film_coefficient",
                                            "W/m2/K",
                                            "W/m2/K, W/cm2/K"};
inline constexpr Dimension heat_flux{"heat_flux", "W/m2", "W/m2, W/cm2, W/mm2"};
inline constexpr Dimension thermal_conductivity{"thermal_conductivity",
                                                "W/m/K",
                                                "W/m/K, W/cm/K"};
inline constexpr Dimension electrical_resistivity{"electrical_resistivity",
                                                  "ohm m",
                                                  "ohm m, uohm cm, ohm mm2/m"};
inline constexpr Dimension electrical_conductivity{"electrical_conductivity",
                                                   "S/m",
                                                   "S/m, MS/m"};
inline constexpr Dimension thermal_contact_resistance{"thermal_contact_resistance",
                                                      "m2 K/W",
                                                      "m2 K/W, mm2 K/W, cm2 K/W"};
inline constexpr Dimension electrical_contact_resistance{"electrical_contact_resistance",
                                                         "ohm m2",
                                                         "ohm m2, ohm mm2, ohm cm2"};
inline constexpr Dimension thermal_resistance{"thermal_resistance", "K/W", "K/W, mK/W"};
inline constexpr Dimension velocity{"velocity", "m/s", "m/s, cm/s"};
inline constexpr Dimension mass_flow{"mass_flow", "kg/s", "kg/s, g/s, kg/min"};
inline constexpr Dimension density{"density", "kg/m3", "kg/m3, g/cm3"};
inline constexpr Dimension specific_heat{"specific_heat", "J/kg/K", "J/kg/K, J/g/K"};
inline constexpr Dimension volumetric_heat_capacity{"volumetric_heat_capacity",
                                                    "J/m3/K",
                                                    "J/m3/K, J/cm3/K"};
inline constexpr Dimension temperature_coefficient{"temperature_coefficient",
                                                   "1/K",
                                                   "1/K, ppm/K"};
} // namespace dimension

} // namespace kelvolt
