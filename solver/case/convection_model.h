#pragma once

#include "results/dimension.h"

#include <array>
#include <optional>
#include <type_traits>
#include <variant>

/// @file
/// Film coefficients that follow from the state of the surface, as plain data in SI
/// units; evaluation is in thermal/convection_correlation.h.
///
/// All models but the cold plate are correlations for air at the ambient temperature. Each
/// says what is needed besides its formula: its name in the case file, the dimensionless
/// number that it states, its keys(), and whether it needs_free_front: whether a part that
/// faces the surface closer than its boundary layer spoils the film.

namespace kelvolt
{

/// One value of a correlation, above 0.
template <typename Model>
struct ModelKey
{
  const char *key;
  const Dimension *dimension; ///< null: a plain number
  double Model::*number;
  bool required = true; ///< false: the value has the default of the model
};

/// Natural convection of air along an upright plate: Churchill and Chu (1975), Ra up to
/// 1e12.
struct VerticalPlate
{
  double length = 0.; ///< height [m]

  static constexpr const char *name = "vertical_plate", *number_name = "rayleigh";
  static constexpr bool needs_free_front = true;
  static constexpr auto keys()
  {
    using Key = ModelKey<VerticalPlate>;
    return std::array{Key{"length", &dimension::length, &VerticalPlate::length}};
  }
};

/// Natural convection of air over a level plate that faces up, 1 <= Ra <= 1e11:
/// 0.96 Ra^(1/6) from Ra = 1 and 0.59 Ra^(1/4) above Ra = 200 (small plates; R. J.
/// Goldstein, E. M. Sparrow and D. C. Jones, Int. J. Heat Mass Transfer 16 (1973) 1025),
/// 0.54 Ra^(1/4) from 1e4 to 1e7 and 0.15 Ra^(1/3) above (McAdams).
struct PlateFacingUp
{
  double length = 0.; ///< characteristic: area by perimeter [m]

  static constexpr const char *name = "plate_up", *number_name = "rayleigh";
  static constexpr bool needs_free_front = false;
  static constexpr auto keys()
  {
    using Key = ModelKey<PlateFacingUp>;
    return std::array{Key{"length", &dimension::length, &PlateFacingUp::length}};
  }
};

/// Natural convection of air under a level plate that faces down, 1e4 <= Ra <= 1e10:
/// 0.52 Ra^(1/5) from Ra = 1e4 (E. Radziemska and W. M. Lewandowski, Applied Energy 68
/// (2001) 347), 0.27 Ra^(1/4) from 1e5 (McAdams).
struct PlateFacingDown
{
  double length = 0.; ///< characteristic: area by perimeter [m]

  static constexpr const char *name = "plate_down", *number_name = "rayleigh";
  static constexpr bool needs_free_front = false;
  static constexpr auto keys()
  {
    using Key = ModelKey<PlateFacingDown>;
    return std::array{Key{"length", &dimension::length, &PlateFacingDown::length}};
  }
};

/// Natural convection of air between upright parallel fins on the surface: Bar-Cohen and
/// Rohsenow (1984) for isothermal plates in the gaps, 0.1 <= Ra_S S/L <= 1e5, fins of
/// efficiency tanh(m H)/(m H) with m^2 = 2 h / (k t); h is the heat of gaps and fins by
/// surface area.
struct PlateFinHeatsink
{
  double length = 0.;         ///< of the fins, upright [m]
  double spacing = 0.;        ///< free gap between fins [m]
  double height = 0.;         ///< of the fins, away from the base [m]
  double thickness = 0.;      ///< of a fin [m]
  double count = 0.;          ///< number of fins; the case may give a width instead
  double conductivity = 200.; ///< of the fins [W/m/K]

  static constexpr const char *name = "plate_fin_heatsink", *number_name = "rayleigh";
  static constexpr bool needs_free_front = false;
  static constexpr auto keys()
  {
    using Key = ModelKey<PlateFinHeatsink>;
    using Sink = PlateFinHeatsink;
    return std::array{Key{"length", &dimension::length, &Sink::length},
                      Key{"fin_spacing", &dimension::length, &Sink::spacing},
                      Key{"fin_height", &dimension::length, &Sink::height},
                      Key{"fin_thickness", &dimension::length, &Sink::thickness},
                      Key{"fin_count", nullptr, &Sink::count, false},
                      Key{"fin_conductivity",
                          &dimension::thermal_conductivity,
                          &Sink::conductivity,
                          false}};
  }
};

/// Air flow along a flat plate, 1e3 <= Re <= 1e7: 0.664 Re^(1/2) Pr^(1/3) up to Re = 5e5,
/// behind it the turbulent layer 0.037 Re^0.8 Pr / (1 + 2.443 Re^-0.1 (Pr^(2/3) - 1))
/// (Petukhov and Popov).
struct ForcedFlatPlate
{
  double velocity = 0.; ///< of the free stream [m/s]
  double length = 0.;   ///< along the flow [m]

  static constexpr const char *name = "forced_flat_plate", *number_name = "reynolds";
  static constexpr bool needs_free_front = false;
  static constexpr auto keys()
  {
    using Key = ModelKey<ForcedFlatPlate>;
    return std::array{Key{"length", &dimension::length, &ForcedFlatPlate::length},
                      Key{"velocity", &dimension::velocity, &ForcedFlatPlate::velocity}};
  }
};

/// Coolant behind a given thermal resistance: h = 1 / (R area); the coolant is at
/// inlet + heat / (2 flow cp).
struct ColdPlate
{
  double resistance = 0.; ///< surface to mean coolant [K/W]
  double inlet = 298.15;  ///< temperature of the coolant that enters [K]
  /// [kg/s]; absent: so much that the coolant keeps its temperature
  std::optional<double> flow{};
  double specific_heat = 4180.; ///< of the coolant, default water [J/kg/K]
};

using ConvectionModel = std::variant<VerticalPlate,
                                     PlateFacingUp,
                                     PlateFacingDown,
                                     PlateFinHeatsink,
                                     ForcedFlatPlate,
                                     ColdPlate>;

template <typename Model>
constexpr bool is_correlation = !std::is_same_v<Model, ColdPlate>;

/// The model if it is the one with a coolant of its own in place of air, otherwise null.
inline const ColdPlate *as_cold_plate(const ConvectionModel &model)
{
  return std::visit(
      [](const auto &one) -> const ColdPlate *
      {
        if constexpr (is_correlation<std::decay_t<decltype(one)>>)
          return nullptr;
        else
          return &one;
      },
      model);
}

} // namespace kelvolt
