#include "accuracy/cell_change.h"

#include <array>

namespace kelvolt
{

double exponent_of(const ScalarField &field,
                   const SingularEdges &edges,
                   unsigned int cell,
                   unsigned int degree)
{
  const auto corner = field.cells().geometry.corner(cell);
  std::array<double, 3> lower{}, upper{};
  for (unsigned int axis = 0; axis < 3; ++axis)
  {
    lower[axis] = corner[axis];
    upper[axis] = corner[axis] + field.cells().edge(cell, axis);
  }
  return edges.exponent(lower, upper, degree);
}

EdgedCells
edged_cells(const ScalarField &field, const SingularEdges &edges, unsigned int degree)
{
  return [&field, &edges, degree](const auto &visit)
  {
    EdgedCell one;
    one.dof.resize(field.element().n_cubed());
    for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
    {
      one.part = field.cells().part[cell];
      one.exponent = exponent_of(field, edges, cell, degree);
      for (unsigned int i = 0; i < one.dof.size(); ++i)
        one.dof[i] = field.node_dof(cell, i);
      visit(one);
    }
  };
}

EdgedCells edged_cells(const ColumnField &field, const ColumnEdges &edges)
{
  return [&field, &edges](const auto &visit)
  {
    const unsigned int n = field.element().line.n;
    EdgedCell one;
    one.dof.resize(field.element().n_nodes());
    for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
    {
      const ColumnCell &place = field.cells()[cell];
      one.part = field.part(cell);
      one.exponent = edges.exponent(place.column, place.slab);
      for (unsigned int i = 0; i < one.dof.size(); ++i)
        one.dof[i] = field.node_dof(cell, i / n, i % n);
      visit(one);
    }
  };
}

} // namespace kelvolt
