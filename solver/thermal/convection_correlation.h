#pragma once

#include "case/convection_model.h"

#include <string>

/// @file
/// Film coefficients of air and cold plates from the state of a surface. No mesh and
/// no case: plain formulas.

namespace kelvolt
{

/// Dry air at 1 atm.
struct AirProperties
{
  double conductivity = 0.;        ///< [W/m/K]
  double kinematic_viscosity = 0.; ///< [m2/s]
  double prandtl = 0.;
};

/// Temperatures [K] of the table of air; others are evaluated at its nearest end.
constexpr double lowest_air_temperature = 223.15;
constexpr double highest_air_temperature = 523.15;

/// Monotone interpolation of Y. A. Cengel and A. J. Ghajar, Heat and Mass Transfer, table
/// A-15 (air at 1 atm). @param T [K]
AirProperties air_at(double T);

/// What a correlation takes from a surface.
struct SurfaceState
{
  double temperature = 0.; ///< mean of the surface [K]
  double ambient = 0.;     ///< of the air [K]; a cold plate does not use it
  double area = 0.;        ///< on which the film acts [m2]
};

/// A film: heat leaves with the density h (T - fluid).
struct Film
{
  double h = 0.;     ///< [W/m2/K]
  double fluid = 0.; ///< ambient, or mean temperature of the coolant [K]
  /// Rayleigh number (natural convection; of the gap for a heatsink) or Reynolds number;
  /// zero for a cold plate.
  double number = 0.;
  double film_temperature = 0.; ///< at which the fluid was evaluated [K]
  /// Sentence parts such as "Ra = 3e+12 is above 1e+12"; empty within the range.
  std::string out_of_range{};
  /// Whose formula gave h, as "McAdams, laminar"; empty without a correlation.
  std::string law{};

  bool in_range() const
  {
    return out_of_range.empty();
  }
};

/// The film of a model, by the law that stands at the model.
///
/// The laws of level plates do not meet where one takes over from the other: steps of 5 %
/// at Ra = 200, -8 % at 1e4 and 6 % at 1e7 facing up, -8 % at 1e5 facing down. The first
/// two are followed to where they meet, Ra = 344; the others pass into each other
/// from 2.5e3 to 1e4, from 1e7 to 2e7 and from 2.5e4 to 1e5, so that h is continuous and
/// McAdams' laws hold where he states them, but for the start of the turbulent one. Below
/// their ranges the laws go on, but never below conduction from a disc, Nu = 2/pi (length:
/// area by perimeter).
///
/// A plate that is colder than the air faces the other way. Without a difference plates
/// keep what their laws leave at Ra = 0, conduction. The heatsink's law leaves nothing:
/// there, differences below 0.01 K count as 0.01 K, and the film says that it is out of
/// range. Gravity is 9.80665 m/s2, air expands as an ideal gas.
Film evaluate(const ConvectionModel &model, const SurfaceState &surface);

/// Slope of the mean heat loss h (T - fluid) by the temperature of the whole surface, over
/// 1 K away from the fluid and at least h [W/m2/K]: a stable tangent for iterations.
double film_tangent(const ConvectionModel &model, const SurfaceState &surface);

/// The rate at which a film changes with some parameter.
struct FilmRate
{
  double h = 0.;     ///< [W/m2/K] per unit of the parameter
  double fluid = 0.; ///< [K] per unit

  /// Of the loss h (T - fluid) at a fixed T [W/m2] per unit.
  double of_loss(const Film &film, double T) const
  {
    return h * (T - film.fluid) - film.h * fluid;
  }
};

/// Central difference. @param film_at the film for a parameter that is this much larger
template <typename FilmAt>
FilmRate film_rate(const FilmAt &film_at, double step)
{
  const Film below = film_at(-step), above = film_at(step);
  return {(above.h - below.h) / (2. * step), (above.fluid - below.fluid) / (2. * step)};
}

/// Step of temperatures in film_rate() [K].
constexpr double film_temperature_step = 0.01;

/// By one of the temperatures of the surface's state: its own mean, or the ambient.
FilmRate film_slope(const ConvectionModel &model,
                    const SurfaceState &surface,
                    double SurfaceState::*temperature);

/// Efficiency of a straight fin with an adiabatic tip.
/// @param h [W/m2/K] on both sides
double fin_efficiency(const PlateFinHeatsink &sink, double h);

} // namespace kelvolt
