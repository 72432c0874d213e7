#include "discretization/surface_integral.h"
#include "small_meshes.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using dealii::Utilities::MPI::sum;

// A plate of 2 m x 1.5 m with a block on one half: the plate's top is 3 m2, half of it
// exposed.
class SurfaceIntegrals : public testing::Test
{
protected:
  SurfaceIntegrals()
      : grid_(MPI_COMM_WORLD, plate_and_block()), field_(grid_, {true, true}, 2)
  {
  }

  static PartLayout plate_and_block()
  {
    PartLayout layout = two_parts({std::vector<double>{0., 1., 2.},
                                   std::vector<double>{0., 0.5, 1.5},
                                   std::vector<double>{0., 0.2, 0.5, 1.}},
                                  2);
    for (std::size_t cell = 0; cell < layout.part.size(); ++cell)
      if (layout.part[cell] == 1 && layout.position(cell)[0] == 1)
        layout.part[cell] = void_part;
    return layout;
  }

  static double total(double local)
  {
    return sum(local, MPI_COMM_WORLD);
  }

  Grid grid_;
  ScalarField field_;
};

TEST_F(SurfaceIntegrals, MeasuresAreas)
{
  const auto area = [&](unsigned int part, Side side, bool exposed_only)
  {
    return total(SurfaceIntegral(field_, {part, side}, exposed_only).area());
  };
  EXPECT_NEAR(area(0, Side::top, false), 3., 1e-13);
  EXPECT_NEAR(area(0, Side::top, true), 1.5, 1e-13);
  EXPECT_NEAR(area(1, Side::bottom, true), 0., 0.);
  EXPECT_NEAR(area(1, Side::right, true), 0.75, 1e-13);
  EXPECT_NEAR(area(0, Side::front, true), 1., 1e-13);
}

// Integral of x y over the top: (x^2/2)(y^2/2) = 2 * 1.125; over the exposed half x >
// 1: 1.5 * 1.125.
TEST_F(SurfaceIntegrals, IntegratesFieldValues)
{
  const Vector xy = interpolate(field_, [](const auto &x) { return x[0] * x[1]; });
  for (const bool exposed_only : {false, true})
  {
    const SurfaceIntegral top(field_, {0, Side::top}, exposed_only);
    EXPECT_NEAR(total(top.integral(top.values_at_points(xy))),
                (exposed_only ? 1.5 : 2.) * 1.125,
                1e-12);
  }
}

// Loads, mass and lumped mass of a constant all add up to its integral.
TEST_F(SurfaceIntegrals, LoadsAndMassesAddUp)
{
  const SurfaceIntegral side(field_, {0, Side::left}, true);
  const std::vector<double> c(side.n_points(), 4.);
  const Vector one = interpolate(field_, [](const auto &) { return 1.; });
  Vector load = field_.make_vector(), mass = field_.make_vector();
  side.add_load(c, load);
  side.add_mass(c, one, mass);
  double lumped = 0.;
  side.lumped_mass(c, [&](unsigned int, double value) { lumped += value; });
  load.compress(dealii::VectorOperation::add);
  mass.compress(dealii::VectorOperation::add);
  const double expected = 4. * 1.5 * 0.5;
  EXPECT_NEAR(load.mean_value() * load.size(), expected, 1e-12);
  EXPECT_NEAR(total(lumped), expected, 1e-12);
  mass -= load;
  EXPECT_LT(mass.linfty_norm(), 1e-13);
}

} // namespace
} // namespace kelvolt
