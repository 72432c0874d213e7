#pragma once

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace kelvolt
{

/// Where two curves of one part, with its case on two contacts, part by one criterion.
struct CurveParting
{
  double share = 0.;      ///< of the difference of both steady values; 0: that of slopes
  double time = 0.;       ///< [s]
  double resistance = 0.; ///< [K/W] of the curve with the better contact then
};

/// What the transient dual-interface method would say of the computed curves.
struct DualContact
{
  double own_film = 0., other_film = 0.;     ///< of the case [W/m2/K]
  double own_steady = 0., other_steady = 0.; ///< of the heated part's mean [K/W]
  std::vector<CurveParting> by_share;
  std::optional<CurveParting> by_slope;
  int solves = 0; ///< for the curve on the other contact
};

/// The resistance from a heated part to the case by the field's own temperatures: in the
/// steady state of 1 W in the part,
///
///     (temperature of the part - mean temperature of the case) / heat through the case
///
/// and what others would read from curves.
struct CaseResistance
{
  std::string heated, face;
  double heat_share = 0.;            ///< of the heat, that leaves through the case
  double case_rise = 0.;             ///< mean of the case [K/W]
  double mean = 0., mean_error = 0.; ///< from the mean of the part [K/W]
  std::optional<double> maximum, maximum_error; ///< from its hottest node, if observed
  std::optional<double> corner; ///< of the structure function, see corner_resistance()
  std::optional<DualContact> dual;
};

/// `case_resistance` of zth.json, by heated parts.
nlohmann::ordered_json case_resistance_json(const std::vector<CaseResistance> &all);

} // namespace kelvolt
