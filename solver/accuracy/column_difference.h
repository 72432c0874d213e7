#pragma once

#include "accuracy/column_edges.h"
#include "accuracy/edge_safety.h"
#include "discretization/column_operator.h"
#include "mesh/column_refinement.h"

#include <array>
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

/// Of one field u, what the solution of one degree more adds to that on the mesh.
class ColumnDifference
{
public:
  /// @param u_h on the mesh @param u of one degree more, both with their ghosts.
  /// Collective.
  /// @param edges of the field; outlives this
  ColumnDifference(const ColumnEdges &edges,
                   const ColumnField &coarse,
                   const Vector &u_h,
                   const ColumnOperator &fine,
                   const Vector &u);

  /// Adds what the adjoint z of one degree more makes of it. Collective.
  /// @param k conductivity at the points, per axis
  void weigh(const Vector &z,
             const std::array<const PointValues *, 3> &k,
             ColumnGoalEstimate &sum) const;

  /// Adds the energy of e, cell by cell.
  void add_energy(const std::array<const PointValues *, 3> &k, EdgeShares &shares) const;

private:
  std::array<PointValues, 3> surplus_gradient(const Vector &u) const;
  void add_share(unsigned int cell, double contribution, EdgeShares &shares) const;

  const ColumnEdges *edges_;
  const ColumnField *coarse_;
  const ColumnOperator *fine_;
  std::array<PointValues, 3> gradient_;         ///< of e
  std::vector<std::vector<double>> jumps_;      ///< of e, per contact that resists
  std::array<PointValues, 3> surplus_gradient_; ///< of u_+
};

} // namespace kelvolt
