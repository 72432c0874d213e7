#pragma once

#include "electric/electric_problem.h"
#include "materials/material_table.h"
#include "thermal/thermal_problem.h"

/// @file
/// On boxes (ElectricProblem, ThermalProblem, ScalarField) and on columns (ColumnCurrent,
/// ColumnHeat, ColumnField) alike.

namespace kelvolt
{

/// sigma(T) [S/m] and dsigma/dT [S/m/K] at the Gauss points of the conductors, and the
/// wires of the case.
struct ConductivityAtPoints
{
  PointValues sigma;
  PointValues derivative;
  std::vector<WireState> wires;
};

/// @param temperature at the Gauss points of the thermal field; wires follow that of the
/// problem
/// Collective. @throws std::runtime_error if a law gives no positive conductivity
template <typename Electric, typename Thermal>
ConductivityAtPoints conductivity_at_points(const Electric &electric,
                                            const Thermal &thermal,
                                            const MaterialTable &materials,
                                            const PointValues &temperature);

/// sigma |grad phi|^2 [W/m3] and what it falls by per kelvin at fixed potential,
/// max(0, -dsigma/dT |grad phi|^2) [W/m3/K], at the Gauss points of the thermal field; zero
/// outside the conductors. In electrical contacts (phi_1 - phi_2)^2 / r [W/m2] at the
/// contact's Gauss points, per contact of the case; empty where there is no such
/// resistance. In wires V I.
struct JouleHeat
{
  PointValues density;
  PointValues joule_slope;
  std::vector<std::vector<double>> contact_density;
  std::vector<WireHeat> wires; ///< per wire of the case
};

template <typename Electric, typename Field>
JouleHeat joule_heat(const Electric &electric,
                     const Field &thermal,
                     const ConductivityAtPoints &conductivity);

/// All of it, in volumes, contacts and wires [W]. Collective.
template <typename Thermal>
double total_joule_heat(const Thermal &thermal, const JouleHeat &heat);

/// The same per part of the case: half of what is made in a contact goes to each of its
/// parts, as in the heat balance, so that the parts add up to the total. Collective.
template <typename Thermal>
std::vector<double>
joule_heat_by_part(const Case &input, const Thermal &thermal, const JouleHeat &heat);

} // namespace kelvolt
