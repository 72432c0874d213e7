#pragma once

#include "accuracy/singular_edges.h"
#include "mesh/cell_indicators.h"

#include <mpi.h>

#include <optional>
#include <vector>

namespace kelvolt
{

/// What one field contributes to an error in one cell, and the smallest exponent of the
/// cell's edges.
struct EdgeShare
{
  bool of_potential = false; ///< or of the temperature
  double contribution = 0.;  ///< s_c, not negative
  double exponent = 1.;
  double layer_widths = 0.; ///< of the cell, see left_of_edge_layer(); 0 without a layer
  double layer_part = 1.;   ///< of the contribution, see tell_layers_apart()
};
/// Of the cells of this rank.
using EdgeShares = std::vector<EdgeShare>;

/// What the change from one degree to the next leaves out of a quantity's error, see
/// MeshEstimate.
struct LeftOut
{
  double electric = 0., thermal = 0.;
  double spread = 0.;
  double margin = 0.;
  double safety = 0.;         ///< safety_by_edges()
  double at_sharp_edges = 0.; ///< left_at_sharp_edges() in place of the margin
  /// What cells far wider than the layers beside their edges hide, likewise.
  double hidden = 0.;
  double hidden_share() const
  {
    return spread > 0. ? hidden / spread : 0.;
  }
};

/// By how much the change from one degree to the next understates an error, where edges
/// sharper than r^(1/2) matter. With s_c what a cell contributes to an error, and c_c the
/// enrichment_safety() of the most singular of its edges,
///
///     c = sum of s_c c_c / sum of s_c
///
/// over all cells: along an edge the cells that touch it hold what is not resolved, further
/// away the field is smooth. Collective. @param degree of the mesh @param added degrees
double safety_by_edges(MPI_Comm communicator,
                       const EdgeShares &shares,
                       unsigned int degree,
                       unsigned int added);

/// The mean of left_out() for each field, likewise; edges sharper than r^(1/2) count as
/// such, and widen the margin. Collective. @param any_sharp whether there are such
LeftOut left_out_by_edges(MPI_Comm communicator,
                          const EdgeShares &shares,
                          bool any_sharp,
                          unsigned int degree,
                          unsigned int added);

/// The margin of edges sharper than r^(1/2) where contributions of both fields cancel: each
/// cell's own, in the unit of the quantity,
///
///     sum of s_c m_c (c_c - c)    c    of r^(1/2)
///                                 m_c  change by the added degrees, over that by one
///
/// @param shares of the change by one degree. Collective.
double left_at_sharp_edges(MPI_Comm communicator,
                           const EdgeShares &shares,
                           unsigned int degree,
                           unsigned int added);

/// The same for the edges of boxes.
class EdgeSafety
{
public:
  /// @param degree of the mesh @param potential nothing without terminals
  EdgeSafety(SingularEdges temperature,
             std::optional<SingularEdges> potential,
             unsigned int degree);

  const SingularEdges &of_temperature() const
  {
    return temperature_;
  }
  /// Nothing without terminals.
  const std::optional<SingularEdges> &of_potential() const
  {
    return potential_;
  }

  /// Without such edges there is nothing to weigh.
  bool is_plain() const;

  /// Of a quantity. Collective. @param added degrees
  LeftOut left_out_of(MPI_Comm communicator,
                      const CellIndicators &indicators,
                      unsigned int added) const;

  /// Of anything that follows from both fields, the larger one of these.
  /// @param energies indicators of the fields' own energies. Collective.
  double of_fields(MPI_Comm communicator,
                   const CellIndicators &energies,
                   unsigned int added) const;

private:
  EdgeShares shares(const CellIndicators &indicators) const;

  SingularEdges temperature_;
  std::optional<SingularEdges> potential_;
  unsigned int degree_;
};

} // namespace kelvolt
