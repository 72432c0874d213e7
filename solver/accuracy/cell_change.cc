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

namespace
{

/// @param exponent of a cell by its number
template <typename Exponent>
EdgedCells cells_of(const ScalarField &field, const Exponent &exponent)
{
  return [&field, exponent](const auto &visit)
  {
    EdgedCell one;
    one.dof.resize(field.element().n_cubed());
    for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
    {
      one.part = field.cells().part[cell];
      one.volume = field.cells().volume(cell);
      one.exponent = exponent(cell);
      for (unsigned int i = 0; i < one.dof.size(); ++i)
        one.dof[i] = field.node_dof(cell, i);
      visit(one);
    }
  };
}

/// @param exponent of a cell by its place
template <typename Exponent>
EdgedCells cells_of(const ColumnField &field, const Exponent &exponent)
{
  return [&field, exponent](const auto &visit)
  {
    const unsigned int n = field.element().line.n;
    EdgedCell one;
    one.dof.resize(field.element().n_nodes());
    for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
    {
      const ColumnCell &place = field.cells()[cell];
      one.part = field.part(cell);
      one.volume = field.layout().volume(place.column, place.slab);
      one.exponent = exponent(place);
      for (unsigned int i = 0; i < one.dof.size(); ++i)
        one.dof[i] = field.node_dof(cell, i / n, i % n);
      visit(one);
    }
  };
}

} // namespace

EdgedCells plain_cells(const ScalarField &field)
{
  return cells_of(field, [](unsigned int) { return regular_exponent; });
}

EdgedCells plain_cells(const ColumnField &field)
{
  return cells_of(field, [](const ColumnCell &) { return regular_exponent; });
}

EdgedCells
edged_cells(const ScalarField &field, const SingularEdges &edges, unsigned int degree)
{
  return cells_of(field,
                  [&field, &edges, degree](unsigned int cell)
                  { return exponent_of(field, edges, cell, degree); });
}

EdgedCells edged_cells(const ColumnField &field, const ColumnEdges &edges)
{
  return cells_of(field,
                  [&edges](const ColumnCell &place)
                  { return edges.exponent(place.column, place.slab); });
}

} // namespace kelvolt
