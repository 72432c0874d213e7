#pragma once

#include "materials/material_table.h"
#include "thermal/thermal_problem.h"

#include <vector>

namespace kelvolt
{

/// The wires of the case at the present temperature and potential of their feet, on boxes
/// or columns.
/// @param electric null without terminals
/// Collective. @throws LawOutOfRange
template <typename Electric, typename Thermal>
std::vector<WireState> wire_states(const Electric *electric,
                                   const Thermal &thermal,
                                   const MaterialTable &materials);

/// G of each [S].
std::vector<double> conductances(const std::vector<WireState> &wires);

/// Gives the electric problem G and dI/dV of each. @param electric may be null
template <typename Electric>
void set_wires(const std::vector<WireState> &wires, Electric *electric);

/// What the wire conducts, as Q / (T_1 - T_2), so that the term of a linear operator holds
/// all of it at the state; and the heat that is made in it.
WireHeat wire_heat(const WireState &wire);
std::vector<WireHeat> wire_heat(const std::vector<WireState> &wires);

} // namespace kelvolt
