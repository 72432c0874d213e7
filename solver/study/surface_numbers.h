#pragma once

#include "case/case.h"
#include "coupling/joule_heat.h"
#include "results/summary.h"
#include "time/loads.h"

#include <array>
#include <vector>

/// @file
/// What summaries of boxes and of columns state alike.

namespace kelvolt
{

/// A place [m] rounded to a decimal share of 1e-9 or less of the package.
std::array<double, 3> without_round_off(const std::array<double, 3> &place, double size);

/// States the highest temperature, and the part that holds it: of those whose maximum is
/// not below it by more than the margin, as those that share the hottest node, one that
/// makes heat. @return its index
std::size_t
state_hottest(const Case &input, double highest, double margin, Summary &summary);

/// States a cooled surface, and warns of a film used outside the range of its law.
void add_cooled_surface(const Cooling &cooling, const SurfaceHeat &heat, Summary &summary);

/// States the devices of a case, once the parts are stated.
/// @param conduction loss of the on-resistance, per part [W]
void add_devices(const Case &input,
                 const Loads &loads,
                 const std::vector<double> &conduction,
                 Summary &summary);

/// States the contacts of a case.
/// @param electric an ElectricProblem or ColumnCurrent, null without terminals
/// @param thermal a ThermalProblem or ColumnHeat
template <typename Electric, typename Thermal>
void add_contacts(const Case &input,
                  const Electric *electric,
                  const Thermal &thermal,
                  const std::vector<ContactHeat> &heat,
                  const JouleHeat &joule_heat,
                  Summary &summary)
{
  for (std::size_t i = 0; i < input.contacts.size(); ++i)
  {
    ContactSummary contact;
    contact.name = input.contacts[i].text();
    contact.area = heat[i].area;
    contact.temperature_jump = heat[i].mean_jump;
    if (input.contacts[i].thermal)
      contact.heat_flow = heat[i].heat_flow;
    if (!electric)
      contact.current = 0.;
    else if (input.contacts[i].electrical)
    {
      const double area = heat[i].area,
                   jump = thermal.contact_total(i, electric->contact_jump(i)) / area;
      contact.potential_jump = jump;
      contact.current = jump * area / electric->contact_resistance()[i];
      contact.joule_heat = thermal.contact_total(i, joule_heat.contact_density[i]);
    }
    summary.contacts.push_back(contact);
  }
}

/// States the terminals of a case.
template <typename Electric>
void add_terminals(const Case &input, const Electric &electric, Summary &summary)
{
  const std::vector<TerminalState> terminals = electric.terminals();
  for (std::size_t i = 0; i < terminals.size(); ++i)
    summary.terminals.push_back({input.terminals[i].name,
                                 terminals[i].voltage,
                                 terminals[i].current,
                                 terminals[i].above_reference});
}

/// Warns of laws that are used outside their ranges.
/// @param with_current whether the case has terminals
void warn_of_ranges(const Case &input,
                    const MaterialTable &materials,
                    bool with_current,
                    Summary &summary);

} // namespace kelvolt
