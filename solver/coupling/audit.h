#pragma once

#include "coupling/joule_heat.h"
#include "electric/electric_problem.h"
#include "results/numbers.h"
#include "thermal/thermal_problem.h"

namespace kelvolt
{

/// What passes the terminals of a package together.
struct TerminalFlows
{
  double power = 0.; ///< sum of V I, potentials above the island's reference [W]
  double current_imbalance = 0.; ///< |sum of I| over half the sum of |I|
};

template <typename Electric>
TerminalFlows terminal_flows(const Electric &electric);

/// The balances of a coupled solution,
///
///     (Joule heat + other heat - heat out - heat stored) / scale     and
///     (V I - Joule heat) / scale
///
/// where the scale is the largest flow of heat or power, so that a package without load is
/// judged by what arithmetic can do.
/// @param electric null without terminals. Collective.
template <typename Electric, typename Thermal>
Audit audit_balances(const Electric *electric,
                     const Thermal &thermal,
                     const HeatBalance &balance,
                     const JouleHeat &joule_heat);

} // namespace kelvolt
