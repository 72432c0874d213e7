#include "discretization/cell_snapshot.h"
#include "discretization/degree_transfer.h"
#include "small_meshes.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

/// Of degree 2 in each direction, so that elements of degree 2 hold it exactly.
double polynomial(const dealii::Point<dim> &x)
{
  return 1. + x[0] * x[0] * (2. - x[1]) + x[2] * x[1] * x[1] - 3. * x[0] * x[2] * x[2];
}

double largest_difference(const Vector &a, const Vector &b)
{
  Vector difference = a;
  difference.add(-1., b);
  return difference.linfty_norm();
}

// A quadratic function is the same function in the space of degree 3.
TEST(Transfer, RaisesTheDegree)
{
  const Grid grid(MPI_COMM_WORLD, one_part(uneven_planes()));
  ScalarField quadratic(grid, {true}, 2), cubic(grid, {true}, 3);
  quadratic.constrain({}, {});
  cubic.constrain({}, {});
  EXPECT_LT(
      largest_difference(raise_degree(quadratic, interpolate(quadratic, polynomial), cubic),
                         interpolate(cubic, polynomial)),
      1e-13);
}

// It is the same function on a mesh with more planes, although other ranks hold its cells.
TEST(Transfer, KeepsAFunctionOnAFinerMesh)
{
  const auto planes = uneven_planes();
  auto finer_planes = planes;
  finer_planes[0].insert(finer_planes[0].begin() + 1, {0.1, 0.2});
  finer_planes[2].insert(finer_planes[2].begin() + 3, 0.7);
  const Grid grid(MPI_COMM_WORLD, one_part(planes));
  const Grid finer_grid(MPI_COMM_WORLD, one_part(finer_planes));
  ScalarField field(grid, {true}, 2), finer(finer_grid, {true}, 2);
  field.constrain({}, {});
  finer.constrain({}, {});
  const CellSnapshot snapshot(field, interpolate(field, polynomial), planes);
  EXPECT_LT(
      largest_difference(snapshot.interpolate_to(finer), interpolate(finer, polynomial)),
      1e-13);
}

} // namespace
} // namespace kelvolt
