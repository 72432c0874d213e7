#include "column_package.h"
#include "discretization/face_conduction.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

/// x^2 + 2 y^2 + 3 z^2 [mm2] at the nodes.
Vector paraboloid(const ColumnField &field)
{
  constexpr double mm = 1e-3;
  Vector u = field.make_vector();
  const unsigned int n = field.element().line.n;
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
    for (unsigned int i = 0; i < field.element().n_nodes(); ++i)
    {
      const auto x = field.node_position(cell, i / n, i % n);
      u.local_element(field.node_dof(cell, i / n, i % n)) =
          (x[0] * x[0] + 2. * x[1] * x[1] + 3. * x[2] * x[2]) / (mm * mm);
    }
  u.zero_out_ghost_values();
  u.update_ghost_values();
  return u;
}

/// Largest difference of what leaves a cell from 28 W/m3 times its volume, with k = (1, 2,
/// 3) mm2 W/m/K, as a share of that.
double largest_difference(const ColumnField &field)
{
  constexpr double mm2 = 1e-6;
  const Vector u = paraboloid(field);
  double largest = 0.;
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
  {
    double volume = 0., sum = 0.;
    for (unsigned int q = 0; q < field.element().n_points(); ++q)
      volume += field.point_volume(cell, q);
    for (unsigned int face = 0; face < 5; ++face)
      sum += conducted_through(field, cell, face, {mm2, 2. * mm2, 3. * mm2}, u);
    largest = std::max(largest, std::abs(sum / (28. * volume) - 1.));
  }
  return largest;
}

// What leaves through all faces of a cell is the integral of the divergence over it.
TEST(ColumnFaceConduction, LeavesACellAsItsDivergenceSays)
{
  const Outline kite{{{{{0., 0.}}, {{2., -0.5}}, {{3., 1.}}, {{0.5, 1.5}}}}, {}};
  const ColumnLayout layout = layout_of({prism(kite, 0., 1.)}, 0.8, 2);
  for (const unsigned int degree : {2, 3, 4})
    EXPECT_LT(largest_difference(ColumnField(layout, MPI_COMM_WORLD, {true}, degree)),
              1e-9);
}

// Nodes follow arcs, the field is a polynomial no more: the difference falls with the
// degree.
TEST(ColumnFaceConduction, FollowsArcs)
{
  const ColumnLayout layout = layout_of({prism(disc(0., 0., 1.), 0., 1.)}, 0.6, 1);
  double before = 1.;
  for (const unsigned int degree : {2, 3, 4})
  {
    const double now =
        largest_difference(ColumnField(layout, MPI_COMM_WORLD, {true}, degree));
    EXPECT_LT(now, 0.5 * before);
    before = now;
  }
  EXPECT_LT(before, 0.01);
}

} // namespace
} // namespace kelvolt
