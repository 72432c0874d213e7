#pragma once

#include "case.h"
#include "overloaded.h"

#include <optional>

namespace kelvolt
{

/// @file
/// What the user gives on a surface, asked for by kind. Everything here visits all
/// alternatives, so that a new one does not compile until it is said what it gives.

/// [V]; none if something else is given.
inline std::optional<double> given_voltage(const Terminal &terminal)
{
  return std::visit(Overloaded{[](const GivenVoltage &given)
                               { return std::optional(given.voltage); },
                               [](const GivenCurrent &)
                               {
                                 return std::optional<double>();
                               }},
                    terminal.drive);
}

/// Into the body [A]; none if something else is given.
inline std::optional<double> given_current(const Terminal &terminal)
{
  return std::visit(Overloaded{[](const GivenVoltage &) { return std::optional<double>(); },
                               [](const GivenCurrent &given)
                               {
                                 return std::optional(given.current);
                               }},
                    terminal.drive);
}

/// [K]; none if something else is given.
inline std::optional<double> given_temperature(const CoolingLaw &law)
{
  return std::visit(Overloaded{[](const FixedTemperature &fixed)
                               { return std::optional(fixed.temperature); },
                               [](const auto &)
                               {
                                 return std::optional<double>();
                               }},
                    law);
}

/// Whether the loss changes with the temperature of the surface.
inline bool follows_temperature(const CoolingLaw &law)
{
  return std::visit(Overloaded{[](const Convection &) { return true; },
                               [](const FixedTemperature &) { return false; },
                               [](const auto &loss)
                               {
                                 return loss.follows_temperature;
                               }},
                    law);
}

/// Into the body, whatever its temperature [W/m2]; none if something else is given.
inline std::optional<double> given_flux(const CoolingLaw &law)
{
  return std::visit(
      Overloaded{[](const Convection &) { return std::optional<double>(); },
                 [](const FixedTemperature &) { return std::optional<double>(); },
                 [](const auto &loss)
                 {
                   return loss.follows_temperature
                              ? std::nullopt
                              : std::optional(loss.*loss.keys().front().number);
                 }},
      law);
}

/// Film and radiation; null if something else is given.
inline const Convection *given_convection(const CoolingLaw &law)
{
  using Film = const Convection *;
  return std::visit(Overloaded{[](const Convection &film) { return &film; },
                               [](const auto &)
                               {
                                 return Film();
                               }},
                    law);
}

/// Whether the law acts only on what of its surface is exposed to the outside; otherwise
/// on faces inside the package, too.
inline bool needs_exposed_face(const CoolingLaw &law)
{
  return std::visit(Overloaded{[](const Convection &) { return true; },
                               [](const FixedTemperature &) { return false; },
                               [](const auto &loss)
                               {
                                 return loss.needs_exposed_face;
                               }},
                    law);
}

/// Whether the law draws its surface towards a temperature at all.
inline bool fixes_temperature(const CoolingLaw &law)
{
  return std::visit(Overloaded{[](const Convection &film)
                               { return film.fixes_temperature(); },
                               [](const FixedTemperature &) { return true; },
                               [](const auto &loss)
                               {
                                 return loss.follows_temperature;
                               }},
                    law);
}

} // namespace kelvolt
