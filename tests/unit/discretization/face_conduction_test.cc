#include "discretization/face_conduction.h"
#include "small_meshes.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

// u = x^2 + 2 y^2 + 3 z^2 with k = (1, 2, 3): what leaves through all faces of a cell is
// the integral of 2 + 8 + 18 over it.
TEST(FaceConduction, LeavesACellAsItsDivergenceSays)
{
  const Grid grid(MPI_COMM_WORLD, one_part(uneven_planes()));
  for (const unsigned int degree : {2, 3, 5})
  {
    const ScalarField field(grid, {true}, degree);
    const Vector u = interpolate(field,
                                 [](const dealii::Point<3> &x) {
                                   return x[0] * x[0] + 2. * x[1] * x[1] + 3. * x[2] * x[2];
                                 });
    for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
    {
      double sum = 0.;
      for (unsigned int face = 0; face < 6; ++face)
        sum += conducted_through(field, cell, face, {1., 2., 3.}, u);
      EXPECT_NEAR(sum, 28. * field.cells().volume(cell), 1e-11);
    }
  }
}

// u = x conducts through the two faces across x alone.
TEST(FaceConduction, HasTheSignOfTheOutside)
{
  const Grid grid(MPI_COMM_WORLD, one_part(uneven_planes()));
  const ScalarField field(grid, {true}, 1);
  const Vector u = interpolate(field, [](const dealii::Point<3> &x) { return x[0]; });
  for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
  {
    const double flow = 4. * field.cells().volume(cell) / field.cells().edge(cell, 0);
    EXPECT_NEAR(conducted_through(field, cell, 0, {4., 1., 1.}, u), -flow, 1e-12);
    EXPECT_NEAR(conducted_through(field, cell, 1, {4., 1., 1.}, u), flow, 1e-12);
    EXPECT_NEAR(conducted_through(field, cell, 4, {4., 1., 1.}, u), 0., 1e-12);
  }
}

} // namespace
} // namespace kelvolt
