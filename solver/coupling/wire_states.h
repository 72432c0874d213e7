#pragma once

#include "electric/electric_problem.h"
#include "materials/material_table.h"
#include "thermal/thermal_problem.h"

#include <vector>

namespace kelvolt
{

class ColumnCurrent;
class ColumnHeat;

/// The wires of the case at the present temperature and potential of their feet.
/// @param electric null without terminals
/// Collective. @throws LawOutOfRange
std::vector<WireState> wire_states(const ElectricProblem *electric,
                                   const ThermalProblem &thermal,
                                   const MaterialTable &materials);
/// There are none on columns.
std::vector<WireState> wire_states(const ColumnCurrent *electric,
                                   const ColumnHeat &thermal,
                                   const MaterialTable &materials);

/// G of each [S].
std::vector<double> conductances(const std::vector<WireState> &wires);

/// Gives the electric problem G and dI/dV of each. @param electric may be null
void set_wires(const std::vector<WireState> &wires, ElectricProblem *electric);

/// There are none on columns.
void set_wires(const std::vector<WireState> &wires, ColumnCurrent *electric);

/// Gives the heat equation what each conducts and makes.
void set_wires(const std::vector<WireHeat> &wires, ThermalProblem &thermal);
void set_wires(const std::vector<WireHeat> &wires, ColumnHeat &thermal);

/// What the wire conducts, as Q / (T_1 - T_2), so that the term of a linear operator holds
/// all of it at the state; and the heat that is made in it.
WireHeat wire_heat(const WireState &wire);
std::vector<WireHeat> wire_heat(const std::vector<WireState> &wires);

} // namespace kelvolt
