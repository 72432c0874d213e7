#pragma once

#include "accuracy/column_edges.h"
#include "accuracy/singular_edges.h"
#include "discretization/column_field.h"
#include "discretization/scalar_field.h"

#include <mpi.h>

#include <cstddef>
#include <functional>
#include <vector>

namespace kelvolt
{

/// One of this rank's cells, of boxes or of columns.
struct EdgedCell
{
  std::size_t part = 0;
  double volume = 0.;            ///< [m3]
  double exponent = 1.;          ///< the smallest one of its edges
  std::vector<unsigned int> dof; ///< local vector indices of its nodes
};

/// Calls with each of them.
using EdgedCells = std::function<void(const std::function<void(const EdgedCell &)> &)>;

/// The smallest exponent of a cell's edges. @param degree of the mesh
double exponent_of(const ScalarField &field,
                   const SingularEdges &edges,
                   unsigned int cell,
                   unsigned int degree);

/// As if no edge were singular. The field outlives the result.
EdgedCells plain_cells(const ScalarField &field);
EdgedCells plain_cells(const ColumnField &field);

/// @param degree of the mesh; all outlive the result
EdgedCells
edged_cells(const ScalarField &field, const SingularEdges &edges, unsigned int degree);
EdgedCells edged_cells(const ColumnField &field, const ColumnEdges &edges);

/// What degrees added to those of a mesh change of a field.
struct CellChange
{
  EdgedCells cells;
  const Vector &from, &to; ///< u_h and u_+ at the nodes of u_+, with ghosts
  unsigned int degree = 1; ///< of the mesh
  unsigned int added = 1;
  MPI_Comm communicator = MPI_COMM_WORLD;
};

} // namespace kelvolt
