#include "mesh/column_islands.h"

#include "layout/disjoint_sets.h"

#include <utility>

namespace kelvolt
{

ConnectedCells connected_cells(const ColumnLayout &layout,
                               const std::vector<bool> &takes_part)
{
  const unsigned int n_slabs = layout.n_slabs();
  const auto takes = [&](std::size_t cell)
  {
    return layout.part[cell] != ColumnLayout::void_part && takes_part[layout.part[cell]];
  };
  DisjointSets sets(static_cast<int>(layout.part.size()));
  const auto join = [&](std::size_t a, std::size_t b)
  {
    if (takes(a) && takes(b))
      sets.unite(static_cast<int>(a), static_cast<int>(b));
  };
  const auto beyond = neighbours(layout.plane);
  for (std::size_t c = 0; c < layout.n_columns(); ++c)
    for (std::size_t k = 0; k < n_slabs; ++k)
    {
      if (k + 1 < n_slabs)
        join(c * n_slabs + k, c * n_slabs + k + 1);
      for (const unsigned int other : beyond[c])
        if (other != no_column && other < c)
          join(c * n_slabs + k, std::size_t(other) * n_slabs + k);
    }
  ConnectedCells result;
  result.component.assign(layout.part.size(), -1);
  for (std::size_t cell = 0; cell < layout.part.size(); ++cell)
    if (takes(cell))
    {
      const int root = sets.root(static_cast<int>(cell)); // the first of its cells
      result.component[cell] =
          root == static_cast<int>(cell) ? result.count++ : result.component[root];
    }
  return result;
}

ConnectedCells joined_by_wires(const Case &input,
                               const std::vector<bool> &wire_joins,
                               const ColumnLayout &layout,
                               ConnectedCells cells)
{
  const std::vector<int> component = cells.component;
  const auto under = [&](const SurfaceName &foot)
  {
    std::vector<int> result;
    for (const ColumnFace &face : surface_faces(layout, input.parts, foot))
      result.push_back(component[std::size_t(face.column) * layout.n_slabs() + face.slab]);
    return result;
  };
  return joined_by_wires(input, wire_joins, under, std::move(cells));
}

} // namespace kelvolt
