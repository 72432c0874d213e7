#pragma once

#include "accuracy/column_edges.h"
#include "accuracy/edge_safety.h"
#include "discretization/column_operator.h"
#include "discretization/column_transfer.h"
#include "mesh/column_refinement.h"

#include <vector>

namespace kelvolt
{

/// What a mesh of columns leaves open of one quantity.
struct ColumnGoalEstimate
{
  /// Sum of the sizes of what all cells contribute, in the quantity's unit.
  double spread = 0.;
  EdgeShares shares; ///< likewise, of this rank's cells
  ColumnIndicators indicators;
  int iterations = 0; ///< CG, of the adjoint problem
};

/// Of one field u, what the solution of one degree more adds to that on the mesh. Gradients
/// are taken batch by batch: kept at all points they would be the peak of a run's memory.
class ColumnDifference
{
public:
  /// @param edges of the field
  /// @param u_h on the mesh @param fine with the conductivity that the estimate is for
  /// @param u of one degree more, as u_h with its ghosts; all but the vectors outlive this.
  /// Collective.
  ColumnDifference(const ColumnEdges &edges,
                   const ColumnField &coarse,
                   const Vector &u_h,
                   const ColumnOperator &fine,
                   const Vector &u);

  /// Adds what the adjoint z of one degree more makes of it. Collective.
  void weigh(const Vector &z, ColumnGoalEstimate &sum) const;

  /// Adds the energy of e, cell by cell.
  void add_energy(EdgeShares &shares) const;

private:
  void add_share(unsigned int cell, double contribution, EdgeShares &shares) const;

  const ColumnEdges *edges_;
  const ColumnField *coarse_;
  const ColumnOperator *fine_;
  Vector e_;
  std::vector<std::vector<double>> jumps_; ///< of e, per contact that resists
  ColumnSurplus surplus_;                  ///< of u_+
};

} // namespace kelvolt
