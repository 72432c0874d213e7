#pragma once

#include "electric/electric_problem.h"
#include "materials/material_table.h"
#include "thermal/thermal_problem.h"

namespace kelvolt
{

/// sigma(T) [S/m] and dsigma/dT [S/m/K] at the Gauss points of the conductors.
struct ConductivityAtPoints
{
  QuadratureArray sigma;
  QuadratureArray derivative;
};

/// @param temperature at the Gauss points of the thermal field
/// Collective. @throws std::runtime_error if a law gives no positive conductivity
ConductivityAtPoints conductivity_at_points(const ScalarField &electric,
                                            const ScalarField &thermal,
                                            const MaterialTable &materials,
                                            const QuadratureArray &temperature);

/// sigma |grad phi|^2 [W/m3] and what it falls by per kelvin at fixed potential,
/// max(0, -dsigma/dT |grad phi|^2) [W/m3/K], at the Gauss points of the thermal field; zero
/// outside the conductors.
struct JouleHeat
{
  QuadratureArray density;
  QuadratureArray fall;
};

JouleHeat joule_heat(const ElectricProblem &electric,
                     const ScalarField &thermal,
                     const ConductivityAtPoints &conductivity);

} // namespace kelvolt
