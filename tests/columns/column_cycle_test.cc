#include "column_package.h"
#include "discretization/column_cycle.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

/// A thin well conducting disc on a thick poor one that is held below, a film of 12 um in
/// between: flat cells, upright ones, and conductivities a thousand apart.
const std::vector<Part> &stack()
{
  static const std::vector<Part> parts{prism(disc(0., 0., 2.), 0., 1.),
                                       prism(disc(0.3, 0., 1.), 1., 1.012),
                                       prism(disc(0.3, 0., 0.9), 1.012, 1.2)};
  return parts;
}

ColumnConditions conditions_on(const ColumnLayout &layout)
{
  ColumnConditions conditions;
  conditions.conductivity = {isotropic(0.3), isotropic(20.), isotropic(390.)};
  conditions.power = {0., 0., 1.};
  conditions.fixed = {{surface_faces(layout, 0, ColumnSide::bottom), 300.}};
  return conditions;
}

Vector wave(const ColumnField &field, double frequency)
{
  Vector result = field.make_vector();
  const auto first = field.partitioner()->local_range().first;
  for (unsigned int i = 0; i < result.locally_owned_size(); ++i)
    result.local_element(i) = std::sin(frequency * double(first + i));
  return result;
}

class ColumnCycles : public testing::TestWithParam<unsigned int>
{
};

INSTANTIATE_TEST_SUITE_P(Degrees, ColumnCycles, testing::Values(2, 3, 4, 5));

// With the same k along all axes nothing is simplified.
TEST_P(ColumnCycles, HaveTheOperatorInSinglePrecision)
{
  const ColumnLayout layout = layout_of(stack(), 1., 1);
  const ColumnConduction problem(layout, MPI_COMM_WORLD, conditions_on(layout), GetParam());
  const ColumnField &field = problem.field();
  Vector x = wave(field, 1.3), y = field.make_vector();
  field.distribute_homogeneous(x);
  problem.conduction().vmult_in_place(y, x);
  const SingleOperator single(problem.conduction());
  SingleVector u(field.partitioner()), v(field.partitioner());
  u.copy_locally_owned_data_from(x);
  single.multiply(v, u);
  const double scale = y.linfty_norm();
  for (unsigned int i = 0; i < y.locally_owned_size(); ++i)
    EXPECT_NEAR(v.local_element(i), y.local_element(i), 1e-5 * scale);
}

TEST_P(ColumnCycles, AreSymmetric)
{
  const ColumnLayout layout = layout_of(stack(), 1., 1);
  const ColumnConduction problem(layout, MPI_COMM_WORLD, conditions_on(layout), GetParam());
  const ColumnField &field = problem.field();
  ColumnCycle cycle(problem.conduction());
  const Vector x = wave(field, 1.3), y = wave(field, 0.7);
  Vector of_x = field.make_vector(), of_y = field.make_vector();
  cycle.apply(of_x.begin(), x.begin());
  cycle.apply(of_y.begin(), y.begin());
  const double scale = std::sqrt((x * of_x) * (y * of_y));
  EXPECT_GT(x * of_x, 0.);
  EXPECT_NEAR(y * of_x, x * of_y, 1e-4 * scale);
}

// The matrix of neighbours took up to twice as many.
TEST_P(ColumnCycles, SolveFlatAndUprightCellsInFewIterations)
{
  const ColumnLayout layout = layout_of(stack(), 0.5, 2);
  ColumnConduction problem(layout, MPI_COMM_WORLD, conditions_on(layout), GetParam());
  const SolveReport report = problem.solve(1e-10);
  EXPECT_FALSE(report.double_precision);
  EXPECT_LE(report.iterations, 40);
  EXPECT_NEAR(problem.fixed_heat()[0], 1., 1e-7);
}

// Joints that resist, films, and a mass join the coarse spaces as well.
TEST(ColumnCycle, KnowsJointsAndFilms)
{
  const ColumnLayout layout = layout_of(stack(), 0.5, 2);
  ColumnConditions conditions = conditions_on(layout);
  conditions.contacts = {{0, 1, 1e-6}, {1, 2, 1e-5}};
  conditions.fixed.clear();
  conditions.films = {{surface_faces(layout, 0, ColumnSide::bottom), 1000., 300.},
                      {surface_faces(layout, 2, ColumnSide::top), 10., 300.}};
  ColumnConduction problem(layout, MPI_COMM_WORLD, conditions, 3);
  const SolveReport report = problem.solve(1e-10);
  EXPECT_FALSE(report.double_precision);
  EXPECT_LE(report.iterations, 40);
  EXPECT_NEAR(problem.film_heat()[0] + problem.film_heat()[1], 1., 1e-7);
}

} // namespace
} // namespace kelvolt
