#pragma once

#include "discretization/column_field.h"

#include <vector>

namespace kelvolt
{

/// What an M-matrix keeps of the triangle of a column: the linear triangles between its
/// nodes, whose negative couplings (obtuse angles) are left out.
struct PlaneCouplings
{
  struct Edge
  {
    unsigned int a, b;
    double w; ///< of k = 1
  };
  std::vector<Edge> edges;
  std::vector<double> area; ///< per node
};

/// Of the column of a cell. Where arcs or flat angles bend the triangle so far that the
/// couplings are no longer close to its stiffness matrix, they are brought closer.
PlaneCouplings plane_couplings(const ColumnField &field, unsigned int cell);

} // namespace kelvolt
