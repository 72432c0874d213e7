#pragma once

#include "../layout/example_packages.h"
#include "discretization/diffusion_operator.h"
#include "mesh/grid.h"

#include <deal.II/base/mpi.h>

#include <array>
#include <random>
#include <vector>

/// @file Block meshes with given planes, and vectors on them, for the tests of
/// discretization and linear algebra.

namespace kelvolt
{

/// Part 0 everywhere.
inline PartLayout one_part(const std::array<std::vector<double>, 3> &planes)
{
  PartLayout layout;
  layout.planes = planes;
  layout.part.assign(
      (planes[0].size() - 1) * (planes[1].size() - 1) * (planes[2].size() - 1), 0);
  return layout;
}

/// Part 0 below the plane z = planes[2][split], part 1 above.
inline PartLayout two_parts(const std::array<std::vector<double>, 3> &planes, int split)
{
  PartLayout layout = one_part(planes);
  for (std::size_t cell = 0; cell < layout.part.size(); ++cell)
    layout.part[cell] = layout.position(cell)[2] >= split ? 1 : 0;
  return layout;
}

inline std::vector<double> even_planes(double length, int cells)
{
  std::vector<double> planes(cells + 1);
  for (int i = 0; i <= cells; ++i)
    planes[i] = length * i / cells;
  return planes;
}

/// Uneven boxes: 4 x 3 x 3 cells of 2 x 1.5 x 1 m.
inline std::array<std::vector<double>, 3> uneven_planes()
{
  return {std::vector<double>{0., 0.3, 0.8, 1.6, 2.},
          std::vector<double>{0., 0.5, 0.6, 1.5},
          std::vector<double>{0., 0.1, 0.4, 1.}};
}

/// An array over the Gauss points with one value everywhere.
inline PointValues constant_at_points(const ScalarField &field, double value)
{
  return field.constant_at_points(value);
}

/// f at the nodes of the field; ghosts up to date.
template <typename Function>
Vector interpolate(const ScalarField &field, const Function &f)
{
  Vector result = field.make_vector();
  const std::size_t n3 = field.element().n_cubed();
  for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
    for (unsigned int i = 0; i < n3; ++i)
      result.local_element(field.node_dof(cell, i)) = f(field.node_position(cell, i));
  result.zero_out_ghost_values();
  result.update_ghost_values();
  return result;
}

/// Owned entries random in [-1, 1].
inline Vector random_vector(const ScalarField &field, unsigned int seed)
{
  Vector result = field.make_vector();
  std::mt19937 generator(
      seed + 100 * dealii::Utilities::MPI::this_mpi_process(field.communicator()));
  std::uniform_real_distribution<double> uniform(-1., 1.);
  for (std::size_t i = 0; i < result.locally_owned_size(); ++i)
    result.local_element(i) = uniform(generator);
  return result;
}

/// x^T A y for the summed rows, all ranks.
inline double bilinear(const SparseRows &rows, const Vector &x, const Vector &y)
{
  std::vector<double> all(y.size(), 0.);
  const auto [first, end] = y.get_partitioner()->local_range();
  for (std::size_t i = first; i < end; ++i)
    all[i] = y.local_element(i - first);
  dealii::Utilities::MPI::sum(all, y.get_mpi_communicator(), all);
  const SparseRows::CompressedRows csr = rows.compressed();
  double sum = 0.;
  for (std::size_t i = 0; i + 1 < csr.start.size(); ++i)
    for (int e = csr.start[i]; e < csr.start[i + 1]; ++e)
      sum += x.local_element(i) * csr.value[e] * all[csr.column[e]];
  return dealii::Utilities::MPI::sum(sum, y.get_mpi_communicator());
}

} // namespace kelvolt
