#pragma once

#include "accuracy/column_edges.h"
#include "accuracy/edge_safety.h"
#include "discretization/column_operator.h"
#include "discretization/column_transfer.h"
#include "mesh/column_refinement.h"

#include <vector>

namespace kelvolt
{

/// What a share adds to the indicator of a column.
struct ColumnShare
{
  unsigned int column;
  double indicator;
};

/// What a mesh of columns leaves open of one quantity.
struct ColumnGoalEstimate
{
  /// Sum of the sizes of what all cells contribute, in the quantity's unit.
  double spread = 0.;
  /// Likewise, of this rank's cells and of the faces at contacts that resist, of the
  /// temperature, then of the potential.
  EdgeShares shares;
  ColumnIndicators indicators;
  std::vector<ColumnShare> in_plane; ///< of each share
  int iterations = 0;                ///< CG, of the adjoint problem
};

/// The size of the adjoint temperature where current flows: in this rank's conductor cells
/// the largest, on the faces of each contact that resists the mean.
struct LossWeights
{
  std::vector<double> cell;
  std::vector<std::vector<double>> contact;
};

/// e = u - u_h, with its ghosts. @param fine where u lives @param coarse where u_h does
Vector change_of(const ColumnField &fine,
                 const ColumnField &coarse,
                 const Vector &u_h,
                 const Vector &u);

/// Energies of e in this rank's cells, then of its jumps on the faces of each contact that
/// resists. Ghosts are up to date.
std::vector<double> energies_of(const ColumnOperator &A, const Vector &e);

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

  /// Adds what the adjoint z of one degree more makes of it. @param losses what a quantity
  /// changes by with what is lost, null where nothing is. Collective.
  void weigh(const Vector &z, const LossWeights *losses, ColumnGoalEstimate &sum) const;

  /// Adds the energy of e, cell by cell, and of its jumps, face by face.
  void add_energy(EdgeShares &shares) const;

private:
  EdgeShare of_cell(unsigned int cell, double contribution) const;
  EdgeShare of_contact(const ColumnFacePair &face, double contribution) const;

  const ColumnEdges *edges_;
  const ColumnField *coarse_;
  const ColumnOperator *fine_;
  Vector e_;
  std::vector<std::vector<double>> jumps_; ///< of e, per contact that resists
  ColumnSurplus surplus_;                  ///< of u_+
};

} // namespace kelvolt
