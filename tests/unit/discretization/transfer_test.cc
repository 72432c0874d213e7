#include "discretization/cell_snapshot.h"
#include "discretization/degree_transfer.h"
#include "discretization/point_evaluation.h"
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
  EXPECT_LT(
      largest_difference(raise_degree(quadratic, interpolate(quadratic, polynomial), cubic),
                         interpolate(cubic, polynomial)),
      1e-13);
}

// restrict_load() is the transpose of raise_degree(): f . P u = P^T f . u.
TEST(Transfer, RestrictsLoadsAsTheTranspose)
{
  const Grid grid(MPI_COMM_WORLD, one_part(uneven_planes()));
  ScalarField quadratic(grid, {true}, 2), cubic(grid, {true}, 3);
  const auto wave = [](const dealii::Point<dim> &x)
  {
    return std::sin(3. * x[0]) * std::exp(x[1]) + std::cos(7. * x[2] * x[0]);
  };
  const Vector u = interpolate(quadratic, polynomial), f = interpolate(cubic, wave);
  EXPECT_NEAR(
      f * raise_degree(quadratic, u, cubic), restrict_load(cubic, f, quadratic) * u, 1e-9);
}

// A place inside a cell, on a face and in a corner of the package, on any number of ranks;
// the load of a place is the transpose of its value.
TEST(PointEvaluation, GivesAPolynomialAndItsLoad)
{
  const Grid grid(MPI_COMM_WORLD, one_part(uneven_planes()));
  ScalarField field(grid, {true}, 2);
  const Vector u = interpolate(field, polynomial);
  for (const dealii::Point<dim> &x : {dealii::Point<dim>(0.45, 0.7, 0.2),
                                      dealii::Point<dim>(0.8, 0.55, 0.1),
                                      dealii::Point<dim>(2., 1.5, 1.)})
  {
    const PointEvaluation point(field, x);
    EXPECT_NEAR(point.value(u), polynomial(x), 1e-13);
    Vector load = field.make_vector();
    point.add_load(2., load);
    load.compress(dealii::VectorOperation::add);
    EXPECT_NEAR(load * u, 2. * polynomial(x), 1e-12);
  }
  EXPECT_THROW(PointEvaluation(field, {2.1, 0., 0.}), std::runtime_error);
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
  const CellSnapshot snapshot(field, interpolate(field, polynomial), planes);
  EXPECT_LT(
      largest_difference(snapshot.interpolate_to(finer), interpolate(finer, polynomial)),
      1e-13);
}

} // namespace
} // namespace kelvolt
