#pragma once

#include <optional>
#include <variant>

/// @file Film coefficients that follow from the state of the surface, as plain data in SI
/// units; evaluation is in thermal/convection_correlation.h.

namespace kelvolt
{

/// Natural convection of air along an upright plate.
struct VerticalPlate
{
  double length = 0.; ///< height [m]
};

/// Natural convection of air over a level plate that faces up.
struct PlateFacingUp
{
  double length = 0.; ///< characteristic: area by perimeter [m]
};

/// Natural convection of air under a level plate that faces down.
struct PlateFacingDown
{
  double length = 0.; ///< characteristic: area by perimeter [m]
};

/// Air flow along a flat plate.
struct ForcedFlatPlate
{
  double velocity = 0.; ///< of the free stream [m/s]
  double length = 0.;   ///< along the flow [m]
};

/// Natural convection of air between upright parallel fins on the surface.
struct PlateFinHeatsink
{
  double length = 0.;         ///< of the fins, upright [m]
  double spacing = 0.;        ///< free gap between fins [m]
  double height = 0.;         ///< of the fins, away from the base [m]
  double thickness = 0.;      ///< of a fin [m]
  double count = 0.;          ///< number of fins
  double conductivity = 200.; ///< of the fins [W/m/K]
};

/// Coolant behind a given thermal resistance.
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

} // namespace kelvolt
