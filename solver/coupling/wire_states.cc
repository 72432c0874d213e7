#include "coupling/wire_states.h"

#include "electric/column_current.h"
#include "electric/electric_problem.h"
#include "thermal/column_heat.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kelvolt
{

template <typename Electric, typename Thermal>
std::vector<WireState> wire_states(const Electric *electric,
                                   const Thermal &thermal,
                                   const MaterialTable &materials)
{
  std::vector<WireState> result;
  if (materials.wires().empty())
    return result;
  const std::vector<FootLinks::Pair> T = thermal.feet();
  std::vector<double> V(T.size(), 0.);
  if (electric)
    V = electric->wire_voltages();
  for (std::size_t i = 0; i < T.size(); ++i)
    result.push_back(
        materials.wires()[i].at({T[i], V[i]}, electric && electric->connects(i)));
  return result;
}

std::vector<double> conductances(const std::vector<WireState> &wires)
{
  std::vector<double> result;
  for (const WireState &wire : wires)
    result.push_back(wire.conductance);
  return result;
}

template <typename Electric>
void set_wires(const std::vector<WireState> &wires, Electric *electric)
{
  // A step of Newton's method is kept from leaping where the current hardly follows V.
  constexpr double least_share = 0.02;
  if (electric == nullptr)
    return;
  std::vector<double> slope;
  for (const WireState &wire : wires)
    slope.push_back(std::max(wire.conductance + wire.conductance_slope[2] * wire.ends.V,
                             least_share * wire.conductance));
  electric->set_wires(conductances(wires), std::move(slope));
}

WireHeat wire_heat(const WireState &wire)
{
  // Of nearly equal temperatures the difference has lost its digits.
  constexpr double least_share = 1e-9;
  const auto &[T, V] = wire.ends;
  const double difference = T[0] - T[1];
  const bool is_small = std::abs(difference) <= least_share * T[0];
  return {is_small ? 0.5 * (wire.conducted_slope[0] - wire.conducted_slope[1])
                   : wire.conducted / difference,
          wire.conductance * V * V};
}

std::vector<WireHeat> wire_heat(const std::vector<WireState> &wires)
{
  std::vector<WireHeat> result;
  for (const WireState &wire : wires)
    result.push_back(wire_heat(wire));
  return result;
}

template std::vector<WireState>
wire_states(const ElectricProblem *, const ThermalProblem &, const MaterialTable &);
template std::vector<WireState>
wire_states(const ColumnCurrent *, const ColumnHeat &, const MaterialTable &);
template void set_wires(const std::vector<WireState> &, ElectricProblem *);
template void set_wires(const std::vector<WireState> &, ColumnCurrent *);

} // namespace kelvolt
