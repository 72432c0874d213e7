#include "discretization/degree_transfer.h"

#include "discretization/shape_values.h"

#include <vector>

namespace kelvolt
{
namespace
{

/// Interpolates along one axis of a cell's node array whose extents are given per axis, x
/// fastest; replaces the extent of the axis.
std::vector<double> interpolate_along(unsigned int axis,
                                      const std::vector<ShapeValues> &rows,
                                      std::array<unsigned int, dim> &extent,
                                      const std::vector<double> &in)
{
  const unsigned int n = extent[axis], m = rows.size();
  unsigned int inner = 1, outer = 1;
  for (unsigned int d = 0; d < axis; ++d)
    inner *= extent[d];
  for (unsigned int d = axis + 1; d < dim; ++d)
    outer *= extent[d];
  std::vector<double> out(std::size_t(inner) * m * outer, 0.);
  for (unsigned int o = 0; o < outer; ++o)
    for (unsigned int r = 0; r < m; ++r)
      for (unsigned int i = 0; i < n; ++i)
        for (unsigned int c = 0; c < inner; ++c)
          out[(o * m + r) * inner + c] += rows[r][i] * in[(o * n + i) * inner + c];
  extent[axis] = m;
  return out;
}

} // namespace

Vector raise_degree(const ScalarField &from, const Vector &values, const ScalarField &to)
{
  return interpolate_degree(from, values, to);
}

Vector
interpolate_degree(const ScalarField &from, const Vector &values, const ScalarField &to)
{
  if (!values.has_ghost_elements())
    values.update_ghost_values();
  const unsigned int m3 = to.element().n_cubed();
  std::vector<ShapeValues> rows;
  for (unsigned int i = 0; i < to.element().n; ++i)
    rows.push_back(shape_values(from.element(), to.element().node[i]));
  Vector result = to.make_vector();
  for (unsigned int cell = 0; cell < from.cells().n_cells; ++cell)
  {
    std::array<unsigned int, dim> extent{
        from.element().n, from.element().n, from.element().n};
    std::vector<double> raised = from.cell_values(values, cell);
    for (unsigned int axis = 0; axis < dim; ++axis)
      raised = interpolate_along(axis, rows, extent, raised);
    for (unsigned int i = 0; i < m3; ++i)
      result.local_element(to.node_dof(cell, i)) = raised[i];
  }
  // Owned unknowns that only cells of other ranks touch do not exist: a rank that owns an
  // unknown has a cell there.
  result.zero_out_ghost_values();
  result.update_ghost_values();
  return result;
}

Vector restrict_load(const ScalarField &from, const Vector &load, const ScalarField &to)
{
  // A node that several cells share counts once.
  Vector share = from.make_vector();
  for (unsigned int cell = 0; cell < from.cells().n_cells; ++cell)
    for (unsigned int i = 0; i < from.element().n_cubed(); ++i)
      share.local_element(from.node_dof(cell, i)) += 1.;
  share.compress(dealii::VectorOperation::add);
  for (std::size_t i = 0; i < share.locally_owned_size(); ++i)
    share.local_element(i) = load.local_element(i) / share.local_element(i);
  share.update_ghost_values();
  std::vector<ShapeValues> columns(to.element().n, ShapeValues{});
  for (unsigned int i = 0; i < from.element().n; ++i)
  {
    const ShapeValues row = shape_values(to.element(), from.element().node[i]);
    for (unsigned int j = 0; j < to.element().n; ++j)
      columns[j][i] = row[j];
  }
  Vector result = to.make_vector();
  for (unsigned int cell = 0; cell < to.cells().n_cells; ++cell)
  {
    std::array<unsigned int, dim> extent{
        from.element().n, from.element().n, from.element().n};
    std::vector<double> lowered = from.cell_values(share, cell);
    for (unsigned int axis = 0; axis < dim; ++axis)
      lowered = interpolate_along(axis, columns, extent, lowered);
    for (unsigned int i = 0; i < to.element().n_cubed(); ++i)
      result.local_element(to.node_dof(cell, i)) += lowered[i];
  }
  result.compress(dealii::VectorOperation::add);
  return result;
}

} // namespace kelvolt
