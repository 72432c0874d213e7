#pragma once

#include "accuracy/adjoint_problem.h"
#include "accuracy/enriched_solution.h"
#include "mesh/cell_indicators.h"

namespace kelvolt
{

/// What the mesh leaves open of one quantity: u_+ less u_h, weighted by the adjoint.
struct ErrorContributions
{
  double electric = 0.; ///< contribution of the equation of the potential, signed
  double thermal = 0.;  ///< contribution of the equation of the temperature, signed

  /// Estimate of the quantity's exact value less that on the mesh.
  double sum() const
  {
    return electric + thermal;
  }
};

/// - R_phi . w and - R_T . z
ErrorContributions weigh_residual(const FieldPair &residual, const FieldPair &adjoint);

/// How much every cell contributes for want of resolution along each axis: the product of
/// what the degrees added to those of the mesh add along the axis to solution and adjoint,
/// in the energy,
///
///     int k |d/dx_d (u_+ - I_d u_+)| |d/dx_d (z - I_d z)| dV,   I_d interpolation of the
///                                                                mesh's degree along x_d
///
/// for both fields. Collective.
CellIndicators cell_indicators(const EnrichedSolution &enriched,
                               const AdjointProblem &problem,
                               const FieldPair &adjoint);

/// Where a cell lies, with nothing that it contributes.
CellIndicator indicator_of_cell(const ScalarField &field, unsigned int cell);

/// One field on the space of a higher degree.
struct EnrichedField
{
  const Vector &u; ///< u_+
  const Vector &z; ///< its weight
  unsigned int lower_degree;
  bool is_potential;
};

/// The same for one field, k that of its operator: adds an indicator for each cell.
void add_surplus_indicators(const DiffusionOperator &conduction,
                            const EnrichedField &enriched,
                            CellIndicators &indicators);

} // namespace kelvolt
