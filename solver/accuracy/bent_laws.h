#pragma once

#include "case/property_law.h"
#include "coupling/column_state.h"
#include "materials/material_table.h"
#include "mesh/cell_indicators.h"
#include "mesh/column_refinement.h"
#include "thermal/thermal_problem.h"

#include <array>
#include <vector>

namespace kelvolt
{

/// How far the mean of a law over a range of temperatures is off as Gauss points see it, as
/// a share of the mean, which is known exactly: of as many points and of one more, the
/// larger. A table may bend within a cell, and hide a notch between two points.
/// @param from, to [K]
double unseen_of_law(const PropertyLaw &law, double from, double to, unsigned int points);

/// A share of every temperature rise and of every flow that cells leave open in which
/// tables bend: whatever the degree, a field has a kink where its conductivity has. With
/// the range of temperatures of each cell, u = unseen_of_law() along a line through it,
///
///     sum over cells of E u / sum of E,   E  int k |grad T|^2 dV
///
/// for the conductivity of heat; or that of current, if larger, of the part in which the
/// mean of u over the volume is largest.
struct BentLaws
{
  double share = 0.;
  /// Empty without tables. What cells of this rank contribute, parted among x, y and z as
  /// the temperature is; in columns all that it changes in the plane counts for x.
  std::vector<std::array<double, 3>> of_cells;
};

/// Of a solution. @param conducting parts of the case, all false without terminals.
/// Collective.
BentLaws bent_laws(const MaterialTable &materials,
                   const ThermalProblem &thermal,
                   const std::vector<bool> &conducting);
BentLaws bent_laws(const MaterialTable &materials, const ColumnState &state);

/// Where a finer mesh would leave less of it open, as shares. The second is collective.
CellIndicators indicators_of(const BentLaws &laws, const ScalarField &field);
ColumnIndicators indicators_of(const BentLaws &laws, const ColumnField &field);

} // namespace kelvolt
