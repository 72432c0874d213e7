#pragma once

#include "alternatives.h"
#include "convection_model.h"
#include "results/dimension.h"
#include "time_varying.h"
#include "value_range.h"

#include <array>
#include <optional>
#include <type_traits>
#include <variant>

/// @file
/// What a surface does to the heat: the alternatives of CoolingLaw, as plain data in SI
/// units. What leaves through the surface at a temperature is in thermal/cooling_law.h.
///
/// A law names its numbers in keys(). Convection has forms of its own in the case file. Any
/// other law is written with its numbers alone, the first key being its own, and says what
/// it is called in sentences: reading, checks, warnings, the resolved case and what may
/// change in time follow. FixedTemperature is a condition on the unknowns. All others are a
/// loss at each point of the surface, and say of it
/// - needs_exposed_face: whether it acts only where the surface faces the outside,
/// - follows_temperature: whether it changes with the temperature of the surface, which it
///   then draws towards the temperatures among its numbers; otherwise it is a load, whose
///   flux into the body is its first number,
/// - is_linear: whether it is so in the temperature.

namespace kelvolt
{

/// One number of a law.
template <typename Law>
struct CoolingKey
{
  const char *key;
  const Dimension *dimension; ///< null: a plain number
  const ValueRange *range;    ///< null: any value is served
  double Law::*number;
  /// What it is where it follows a waveform; none: it does not change in time.
  std::optional<Target::Kind> varies{};
  bool is_positive = false; ///< whether 0 and less make no sense
  bool required = true;     ///< false: the number has the default of the law

  bool is_temperature() const
  {
    return dimension && dimension->scale == Dimension::Scale::absolute_temperature;
  }
};

/// Heat leaves with the density h (T - T_ambient) + emissivity s (T^4 - T_ambient^4)
/// [W/m2], s = 5.670374419e-8 W/m2/K4.
/// A model takes the place of h: the film coefficient then follows from the state of the
/// surface, and for a cold plate the coolant takes the place of the ambient in the first
/// term.
struct Convection
{
  double h = 0.;           ///< film coefficient [W/m2/K]
  double emissivity = 0.;  ///< 0 to 1
  double ambient = 298.15; ///< [K]; of a cold plate only for radiation
  std::optional<ConvectionModel> model{};

  /// Those that may change in time.
  static constexpr auto keys()
  {
    using Key = CoolingKey<Convection>;
    return std::array{Key{"convection",
                          &dimension::film_coefficient,
                          &value_range::film_coefficient,
                          &Convection::h,
                          Target::Kind::film_coefficient},
                      Key{"ambient",
                          &dimension::temperature,
                          &value_range::temperature,
                          &Convection::ambient,
                          Target::Kind::ambient}};
  }

  /// Whether the ambient has a meaning: a cold plate needs it for radiation only.
  bool uses_ambient() const
  {
    return emissivity > 0. || !model || as_cold_plate(*model) == nullptr;
  }

  /// Whether it draws the surface towards the ambient or a coolant at all.
  bool fixes_temperature() const
  {
    return h > 0. || emissivity > 0. || model.has_value();
  }
};

struct FixedTemperature
{
  double temperature = 298.15; ///< [K]

  static constexpr const char *name = "a given temperature";
  static constexpr auto keys()
  {
    return std::array{CoolingKey<FixedTemperature>{"temperature",
                                                   &dimension::temperature,
                                                   &value_range::temperature,
                                                   &FixedTemperature::temperature,
                                                   Target::Kind::temperature}};
  }
};

struct HeatFlux
{
  double flux = 0.; ///< into the body [W/m2]

  static constexpr const char *name = "a given heat flux";
  static constexpr bool needs_exposed_face = false;
  static constexpr bool follows_temperature = false;
  static constexpr bool is_linear = true;
  static constexpr auto keys()
  {
    return std::array{CoolingKey<HeatFlux>{"heat_flux",
                                           &dimension::heat_flux,
                                           &value_range::heat_flux,
                                           &HeatFlux::flux,
                                           Target::Kind::heat_flux}};
  }
};

using CoolingLaw = std::variant<Convection, FixedTemperature, HeatFlux>;

/// Whether a law is written with the numbers of its keys() alone.
template <typename Law>
constexpr bool is_made_of_numbers = !std::is_same_v<Law, Convection>;

/// f(default-made law) for each law that is made of numbers, in the order of the variant.
template <typename Function>
void for_each_law_of_numbers(Function f)
{
  for_each_alternative<CoolingLaw>(
      [&f](const auto &law)
      {
        if constexpr (is_made_of_numbers<std::decay_t<decltype(law)>>)
          f(law);
      });
}

} // namespace kelvolt
