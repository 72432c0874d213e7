#include "discretization/diffusion_operator.h"
#include "discretization/directional_slope.h"
#include "linear_algebra/linear_solver.h"
#include "small_meshes.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

/// k = (2, 3, 5) on the uneven mesh of volume 3.
struct BoxOperator
{
  explicit BoxOperator(unsigned int degree, const TiedSurfaces &tied = {})
      : grid(MPI_COMM_WORLD, one_part(uneven_planes())), field(grid, {true}, degree, tied),
        A(field)
  {
    const PointValues kx = constant_at_points(field, 2.),
                      ky = constant_at_points(field, 3.),
                      kz = constant_at_points(field, 5.);
    A.set_conductivity({&kx, &ky, &kz});
  }

  Vector apply(const Vector &x) const
  {
    Vector y = field.make_vector();
    A.vmult(y, x);
    return y;
  }

  Grid grid;
  ScalarField field;
  DiffusionOperator A;
};

double linear(const dealii::Point<dim> &x)
{
  return 1. + 0.5 * x[0] - 2. * x[1] + 3. * x[2];
}

// u^T A u = sum_d k_d g_d^2 V for the linear function with gradient g, on any mesh.
constexpr double linear_energy = 3. * (2. * 0.25 + 3. * 4. + 5. * 9.);

TEST(DiffusionOperator, IsSymmetricWithMassAndSurfaceTerms)
{
  for (unsigned int p = 1; p <= 4; ++p)
  {
    BoxOperator setup(p, {{{0, Side::left}}, {}});
    setup.A.set_mass(constant_at_points(setup.field, 0.7));
    const SurfaceIntegral top(setup.field, {0, Side::top}, true);
    setup.A.set_surface_mass({{&top, std::vector<double>(top.n_points(), 11.)}});
    const Vector x = random_vector(setup.field, 1), y = random_vector(setup.field, 2);
    const double xAy = x * setup.apply(y);
    EXPECT_NEAR(xAy, y * setup.apply(x), 1e-10 * std::abs(x * setup.apply(x)));
    EXPECT_GT(x * setup.apply(x), 0.);
  }
}

TEST(DiffusionOperator, HasConstantsInItsKernelAndExactLinearEnergy)
{
  for (unsigned int p = 1; p <= 4; ++p)
  {
    const BoxOperator setup(p);
    const Vector one = interpolate(setup.field, [](const auto &) { return 1.; });
    EXPECT_LT(setup.apply(one).linfty_norm(), 1e-11);
    const Vector u = interpolate(setup.field, linear);
    EXPECT_NEAR(u * setup.apply(u), linear_energy, 1e-10);
  }
}

// Mass terms add m V and h A to the energy of the constant 1.
TEST(DiffusionOperator, MassTermsWeighVolumeAndArea)
{
  BoxOperator setup(2);
  setup.A.set_mass(constant_at_points(setup.field, 0.7));
  const SurfaceIntegral right(setup.field, {0, Side::right}, true);
  setup.A.set_surface_mass({{&right, std::vector<double>(right.n_points(), 11.)}});
  const Vector one = interpolate(setup.field, [](const auto &) { return 1.; });
  EXPECT_NEAR(one * setup.apply(one), 0.7 * 3. + 11. * 1.5, 1e-11);
  const SparseRows rows = setup.A.low_order_rows();
  EXPECT_NEAR(bilinear(rows, one, one), 0.7 * 3. + 11. * 1.5, 1e-11);
}

// The residual form equals the operator where nothing is constrained, whatever the offset.
TEST(DiffusionOperator, ConductionResidualEqualsTheOperator)
{
  const BoxOperator setup(3);
  Vector x = random_vector(setup.field, 4);
  x.update_ghost_values();
  Vector residual = setup.field.make_vector();
  setup.A.add_conduction(x, 300., residual);
  residual.compress(dealii::VectorOperation::add);
  residual -= setup.apply(x);
  EXPECT_LT(residual.linfty_norm(), 1e-10);
}

TEST(DiffusionOperator, IntegratesSourcesAndGradients)
{
  const BoxOperator setup(2);
  const PointValues f = constant_at_points(setup.field, 4.);
  Vector load = setup.field.make_vector();
  setup.A.add_source(f, -2., load);
  load.compress(dealii::VectorOperation::add);
  EXPECT_NEAR(load.mean_value() * load.size(), -2. * 4. * 3., 1e-11);
  namespace mpi = dealii::Utilities::MPI;
  EXPECT_NEAR(mpi::sum(setup.A.integral(f), MPI_COMM_WORLD), 12., 1e-12);
  EXPECT_NEAR(mpi::sum(setup.A.integral_by_part(f, 1)[0], MPI_COMM_WORLD), 12., 1e-12);
  const auto gradient = setup.A.gradient(interpolate(setup.field, linear));
  for (unsigned int cell = 0; cell < f.n_cells(); ++cell)
    for (unsigned int q = 0; q < f.n_points(); ++q)
    {
      EXPECT_NEAR(gradient[0].at(cell, q), 0.5, 1e-11);
      EXPECT_NEAR(gradient[2].at(cell, q), 3., 1e-11);
    }
}

// The 7-point rows have the energy of linear functions exactly, rows that sum to zero, and
// no positive entry off the diagonal. Lumping the two other directions changes the energy
// of any function by a bounded factor: for degree 1 between 1 and 9 (a lumped mass is 1 to
// 3 times the consistent one).
TEST(DiffusionOperator, LowOrderRowsAreCloseInEnergy)
{
  for (unsigned int p = 1; p <= 4; ++p)
  {
    const BoxOperator setup(p);
    const SparseRows rows = setup.A.low_order_rows();
    const Vector u = interpolate(setup.field, linear);
    EXPECT_NEAR(bilinear(rows, u, u), linear_energy, 1e-10);
    const SparseRows::CompressedRows csr = rows.compressed();
    const std::size_t first = u.get_partitioner()->local_range().first;
    for (std::size_t i = 0; i + 1 < csr.start.size(); ++i)
    {
      EXPECT_LE(csr.start[i + 1] - csr.start[i], 7);
      double sum = 0.;
      for (int e = csr.start[i]; e < csr.start[i + 1]; ++e)
      {
        sum += csr.value[e];
        if (static_cast<std::size_t>(csr.column[e]) != first + i)
        {
          EXPECT_LE(csr.value[e], 0.);
        }
      }
      EXPECT_NEAR(sum, 0., 1e-10);
    }
    for (unsigned int seed = 1; seed <= 5; ++seed)
    {
      const Vector x = random_vector(setup.field, seed);
      const double ratio = bilinear(rows, x, x) / (x * setup.apply(x));
      EXPECT_GT(ratio, p == 1 ? 1. : 0.3);
      EXPECT_LT(ratio, 9.);
    }
  }
}

// Fixed unknowns keep a unit row, and a floating surface sums its members' rows in both
// operators.
TEST(DiffusionOperator, LowOrderRowsFollowConstraints)
{
  const Grid grid(MPI_COMM_WORLD, one_part(uneven_planes()));
  ScalarField field(grid, {true}, 2, {{{0, Side::left}}, {{0, Side::right}}});
  DiffusionOperator A(field);
  const PointValues k = constant_at_points(field, 2.);
  A.set_conductivity({&k, &k, &k});
  // Linear in x: from 0 on the fixed side to 1 on the floating one; energy k (1/2)^2 V.
  Vector u = interpolate(field, [](const auto &x) { return 0.5 * x[0]; });
  for (const unsigned int i : field.constrained())
    u.local_element(i) = 0.;
  u.zero_out_ghost_values();
  Vector Au = field.make_vector();
  A.vmult(Au, u);
  EXPECT_NEAR(u * Au, 1.5, 1e-11);
  EXPECT_NEAR(bilinear(A.low_order_rows(), u, u), 1.5, 1e-11);
}

// By its points, u tested with itself holds the energy of A, axis by axis; and the means of
// constant coefficients are these.
TEST(DiffusionOperator, TestsConductionCellByCell)
{
  for (unsigned int p = 1; p <= 4; ++p)
  {
    const BoxOperator setup(p);
    const Vector u = interpolate(setup.field, linear);
    const double k[3] = {2., 3., 5.}, slope[3] = {0.5, -2., 3.};
    const auto own = setup.A.tested_conduction(u, u), mean = setup.A.mean_conductivity();
    for (unsigned int d = 0; d < dim; ++d)
      for (unsigned int cell = 0; cell < setup.field.cells().n_cells; ++cell)
      {
        const double volume = setup.field.cells().volume(cell);
        EXPECT_NEAR(own[d][cell], k[d] * slope[d] * slope[d] * volume, 1e-12);
        EXPECT_NEAR(mean[d][cell], k[d], 1e-12);
      }
    const Vector v = random_vector(setup.field, 3);
    v.update_ghost_values();
    double sum = 0.;
    for (const std::vector<double> &of_axis : setup.A.tested_conduction(u, v))
      for (const double value : of_axis)
        sum += value;
    sum = dealii::Utilities::MPI::sum(sum, MPI_COMM_WORLD);
    EXPECT_NEAR(sum, setup.apply(u) * v, 1e-10);
  }
}

// F . grad u = F . g for the linear function with gradient g.
TEST(DirectionalSlope, IsExactForLinearFunctions)
{
  for (unsigned int p = 1; p <= 4; ++p)
  {
    const BoxOperator setup(p);
    const std::array<PointValues, dim> F = {constant_at_points(setup.field, 2.),
                                            constant_at_points(setup.field, 3.),
                                            constant_at_points(setup.field, 5.)};
    const PointValues slope =
        directional_slope(setup.field, F, interpolate(setup.field, linear));
    for (unsigned int cell = 0; cell < slope.n_cells(); ++cell)
      for (unsigned int q = 0; q < slope.n_points(); ++q)
        EXPECT_NEAR(slope.at(cell, q), 2. * 0.5 - 3. * 2. + 5. * 3., 1e-11);
  }
}

// With F = c grad u, c a factor of some cells alone and along some axes: c g . g there,
// zero elsewhere, whether whole batches are zero or not.
TEST(DirectionalSlope, IsZeroWhereTheVectorsAre)
{
  for (unsigned int p = 1; p <= 4; ++p)
  {
    const BoxOperator setup(p);
    const Vector u = interpolate(setup.field, linear);
    for (const unsigned int every : {1u, 3u, 1000u})
    {
      const auto factor = [&](unsigned int cell, unsigned int axis, unsigned int /*q*/)
      {
        return cell % every == every - 1 && axis != 1 ? 2. : 0.;
      };
      const PointVectors F(setup.field, u, factor);
      const PointValues slope = directional_slope(setup.field, F, u);
      for (unsigned int cell = 0; cell < slope.n_cells(); ++cell)
        for (unsigned int q = 0; q < slope.n_points(); ++q)
          EXPECT_NEAR(slope.at(cell, q),
                      factor(cell, 0, 0) * 0.5 * 0.5 + factor(cell, 2, 0) * 3. * 3.,
                      1e-11);
    }
  }
}

} // namespace
} // namespace kelvolt
