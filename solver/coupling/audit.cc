#include "coupling/audit.h"

#include "electric/column_current.h"
#include "thermal/column_heat.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{

template <typename Electric>
TerminalFlows terminal_flows(const Electric &electric)
{
  TerminalFlows flows;
  double net = 0., gross = 0.;
  for (const TerminalState &terminal : electric.terminals())
  {
    net += terminal.current;
    gross += 0.5 * std::abs(terminal.current);
    flows.power += terminal.above_reference * terminal.current;
  }
  if (gross > 0.)
    flows.current_imbalance = std::abs(net) / gross;
  return flows;
}

template <typename Electric, typename Thermal>
Audit audit_balances(const Electric *electric,
                     const Thermal &thermal,
                     const HeatBalance &balance,
                     const JouleHeat &joule_heat)
{
  Audit audit;
  audit.other_heat = balance.put_in;
  audit.heat_out = balance.heat_out;
  audit.heat_stored = balance.stored;
  double gross_heat = 0.;
  for (const SurfaceHeat &surface : balance.cooling)
    gross_heat += 0.5 * std::abs(surface.heat_flow);
  if (electric)
  {
    const TerminalFlows flows = terminal_flows(*electric);
    audit.electrical_power = flows.power;
    audit.current_imbalance = flows.current_imbalance;
    audit.joule_heat = total_joule_heat(thermal, joule_heat);
  }
  const double made = audit.joule_heat.value, power = audit.electrical_power.value;
  const double scale = std::max({made + std::abs(balance.put_in),
                                 gross_heat,
                                 std::abs(balance.stored),
                                 balance.moved,
                                 power,
                                 thermal.least_heat()});
  audit.round_off = thermal.round_off();
  const double heat =
      std::max(0.,
               std::abs(made + balance.put_in - balance.heat_out - balance.stored) -
                   audit.round_off);
  audit.relative_imbalance = std::max(heat, std::abs(power - made)) / scale;
  return audit;
}

template TerminalFlows terminal_flows(const ColumnCurrent &);
template Audit audit_balances(const ColumnCurrent *,
                              const ColumnHeat &,
                              const HeatBalance &,
                              const JouleHeat &);

template TerminalFlows terminal_flows(const ElectricProblem &);
template Audit audit_balances(const ElectricProblem *,
                              const ThermalProblem &,
                              const HeatBalance &,
                              const JouleHeat &);

} // namespace kelvolt
