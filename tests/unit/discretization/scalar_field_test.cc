#include "discretization/scalar_field.h"
#include "small_meshes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

using dealii::Utilities::MPI::sum;

constexpr SurfaceId bottom{0, Side::bottom}, left{0, Side::left}, right{0, Side::right};

// (p nx + 1)(p ny + 1)(p nz + 1) nodes; the batches cover the volume once.
TEST(ScalarField, CountsNodesAndVolume)
{
  const Grid grid(MPI_COMM_WORLD, one_part(uneven_planes()));
  for (unsigned int p = 1; p <= 4; ++p)
  {
    ScalarField field(grid, {true}, p);
    EXPECT_EQ(field.n_dofs(), (4 * p + 1) * (3 * p + 1) * (3 * p + 1));
    double volume = 0.;
    for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
      volume += field.cells().volume(cell);
    EXPECT_NEAR(sum(volume, MPI_COMM_WORLD), 3., 1e-13);
  }
}

// An inactive part has no unknowns but those on its border with an active one.
TEST(ScalarField, LivesOnActivePartsOnly)
{
  const Grid grid(MPI_COMM_WORLD, two_parts(uneven_planes(), 1));
  ScalarField field(grid, {false, true}, 2);
  EXPECT_EQ(field.n_dofs(), 9u * 7u * 5u);
  const CellBatches &cells = field.cells();
  EXPECT_EQ(sum(cells.n_cells, MPI_COMM_WORLD), 24u);
  for (unsigned int cell = 0; cell < cells.n_cells; ++cell)
  {
    EXPECT_EQ(cells.part[cell], 1u);
    EXPECT_GE(cells.geometry.corner(cell)[2], 0.1);
  }
}

// Node values of a polynomial of degree p give its values at the Gauss points.
TEST(ScalarField, InterpolatesPolynomials)
{
  const Grid grid(MPI_COMM_WORLD, one_part(uneven_planes()));
  for (unsigned int p = 1; p <= 4; ++p)
  {
    ScalarField field(grid, {true}, p);
    const auto f = [p](const dealii::Point<dim> &x)
    {
      return std::pow(x[0], p) - 2. * std::pow(x[1], p) + x[0] * x[2];
    };
    const PointValues values = field.values_at_points(interpolate(field, f));
    const ReferenceElement &e = field.element();
    for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
      for (unsigned int q = 0; q < e.n_cubed(); ++q)
      {
        const dealii::Point<dim> x = field.cells().geometry.place(
            cell, {e.point[q % e.n], e.point[q / e.n % e.n], e.point[q / (e.n * e.n)]});
        EXPECT_NEAR(values.at(cell, q), f(x), 1e-12);
      }
  }
}

// Fixed values appear; where two fixed surfaces meet, the first wins.
TEST(ScalarField, DistributesFixedValues)
{
  const Grid grid(MPI_COMM_WORLD, one_part(uneven_planes()));
  ScalarField field(grid, {true}, 2, {{left, bottom}, {}});
  field.set_fixed(0, 3.);
  field.set_fixed(1, 5.);
  Vector values = random_vector(field, 1);
  field.distribute(values);
  for (const unsigned int dof : field.owned_dofs(left))
    EXPECT_EQ(values.local_element(dof), 3.);
  unsigned int fives = 0;
  for (const unsigned int dof : field.owned_dofs(bottom))
    fives += values.local_element(dof) == 5. ? 1 : 0;
  EXPECT_EQ(sum(fives, MPI_COMM_WORLD), 9u * 7u - 7u); // all but the edge
  field.distribute_homogeneous(values);
  for (const unsigned int dof : field.owned_dofs(left))
    EXPECT_EQ(values.local_element(dof), 0.);
  // They may change at any time, one without the other.
  field.set_fixed(0, -1.);
  field.distribute(values);
  for (const unsigned int dof : field.owned_dofs(left))
    EXPECT_EQ(values.local_element(dof), -1.);
}

// What is joined to a fixed surface without a jump takes its value along.
TEST(ScalarField, DistributesFixedValuesAcrossContacts)
{
  const PartLayout layout = two_parts(uneven_planes(), 1);
  const Grid grid(MPI_COMM_WORLD, layout, {{0, 1}});
  ScalarField field(grid, {true, true}, 2, {{{0, Side::top}}, {}}, {false});
  field.set_fixed(0, 7.);
  Vector values = random_vector(field, 1);
  field.distribute(values);
  for (const SurfaceId &side : {SurfaceId{0, Side::top}, SurfaceId{1, Side::bottom}})
    for (const unsigned int dof : field.owned_dofs(side))
      EXPECT_EQ(values.local_element(dof), 7.);
}

// A floating surface has one value, the same on all ranks, and it is free.
TEST(ScalarField, DistributesFloatingValues)
{
  const Grid grid(MPI_COMM_WORLD, one_part(uneven_planes()));
  ScalarField field(grid, {true}, 2, {{left}, {right}});
  field.set_fixed(0, 3.);
  Vector values = random_vector(field, 1);
  field.distribute(values);
  double lowest = 1e9, highest = -1e9;
  for (const unsigned int dof : field.owned_dofs(right))
  {
    lowest = std::min(lowest, values.local_element(dof));
    highest = std::max(highest, values.local_element(dof));
  }
  lowest = dealii::Utilities::MPI::min(lowest, MPI_COMM_WORLD);
  EXPECT_EQ(dealii::Utilities::MPI::max(highest, MPI_COMM_WORLD), lowest);
  EXPECT_LE(std::abs(lowest), 1.); // the random value of its leader
  EXPECT_EQ(sum(field.constrained().size(), MPI_COMM_WORLD), 2u * 49u - 1u);
}

// condense() is the transpose of distribute_homogeneous(): (C x, y) = (x, C^T y) for all x,
// y.
TEST(ScalarField, CondensesWithTheTranspose)
{
  const Grid grid(MPI_COMM_WORLD, two_parts(uneven_planes(), 1));
  ScalarField field(grid, {true, true}, 2, {{bottom}, {right, {1, Side::top}}});
  const Vector x = random_vector(field, 1), y = random_vector(field, 2);
  Vector Cx = x, Cty = y;
  field.distribute_homogeneous(Cx);
  Cx.zero_out_ghost_values();
  field.condense(Cty);
  EXPECT_GT(std::abs(Cx * y), 0.1);
  EXPECT_NEAR(Cx * y, x * Cty, 1e-12);
}

// A surface that two parts share is seen from either side, and is not exposed.
TEST(ScalarField, FindsFaces)
{
  const Grid grid(MPI_COMM_WORLD, two_parts(uneven_planes(), 2));
  ScalarField field(grid, {true, true}, 1);
  const auto count = [&](const SurfaceId &surface, bool exposed)
  {
    unsigned int n = 0;
    for (const SurfaceFace &face : field.faces(surface))
      n += face.exposed == exposed ? 1 : 0;
    return sum(n, MPI_COMM_WORLD);
  };
  EXPECT_EQ(count({0, Side::top}, false), 12u);
  EXPECT_EQ(count({0, Side::top}, true), 0u);
  EXPECT_EQ(count({1, Side::bottom}, false), 12u);
  EXPECT_EQ(count({1, Side::top}, true), 12u);
  EXPECT_EQ(count({0, Side::left}, true), 6u);
}

} // namespace
} // namespace kelvolt
