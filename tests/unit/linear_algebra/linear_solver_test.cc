#include "../discretization/small_meshes.h"
#include "linear_algebra/linear_solver.h"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>
#include <string>

namespace kelvolt
{
namespace
{

/// Conduction through two layers, k = 1 below and `contrast` above, cold at the bottom,
/// with a film of the coefficient 1 on top.
class LayeredConduction
{
public:
  LayeredConduction(const std::array<std::vector<double>, 3> &planes,
                    unsigned int degree,
                    double contrast)
      : grid_(MPI_COMM_WORLD, two_parts(planes, static_cast<int>(planes[2].size()) / 2)),
        field_(grid_, {true, true}, degree),
        A_((field_.constrain({{{0, Side::bottom}, 0.}}, {}), field_)),
        top_(field_, {1, Side::top}, true),
        solver_(
            "temperature",
            field_.make_vector(),
            [this](Vector &dst, const Vector &src) { A_.vmult(dst, src); },
            [this] { return A_.low_order_rows(); })
  {
    set_contrast(contrast);
    A_.set_surface_mass({{&top_, std::vector<double>(top_.n_points(), 1.)}});
  }

  void set_contrast(double contrast)
  {
    QuadratureArray k = constant_at_points(field_, 1.);
    const std::size_t n3 = field_.element().n_cubed();
    for (unsigned int cell = 0; cell < field_.cells().n_cells; ++cell)
      if (field_.cells().part[cell] == 1)
        for (std::size_t q = 0; q < n3; ++q)
          k[((cell / lanes) * n3 + q) * lanes + cell % lanes] = contrast;
    A_.set_conductivity({&k, &k, &k});
  }

  /// Solves for a random right-hand side and expects the residual to have fallen.
  SolveReport solve(double tolerance)
  {
    Vector b = random_vector(field_, 3), x = field_.make_vector(), r = field_.make_vector();
    field_.condense(b);
    const SolveReport report = solver_.solve(x, b, tolerance);
    A_.vmult(r, x);
    r -= b;
    EXPECT_LT(r.l2_norm(), 1e4 * tolerance * b.l2_norm());
    EXPECT_LE(report.last_residual, tolerance * report.first_residual);
    return report;
  }

  Vector solve(const Vector &b)
  {
    Vector x = field_.make_vector();
    solver_.solve(x, b, 1e-10);
    return x;
  }

  const ScalarField &field() const
  {
    return field_;
  }

private:
  Grid grid_;
  ScalarField field_;
  DiffusionOperator A_;
  SurfaceIntegral top_;
  LinearSolver solver_;
};

// Cells of 100 x 100 x 0.1 (aspect ratio 1000) and layers of k 1 : 1000 take no more than
// 45 iterations for ten digits, for every degree.
TEST(LinearSolver, CopesWithFlatCellsAndContrast)
{
  const std::array<std::vector<double>, 3> planes = {
      even_planes(800., 8), even_planes(800., 8), even_planes(0.8, 8)};
  for (unsigned int p = 1; p <= 3; ++p)
    EXPECT_LE(LayeredConduction(planes, p, 1e3).solve(1e-10).iterations, 45)
        << "degree " << p;
}

// The same for graded cells, from 1 to 1000 along each axis.
TEST(LinearSolver, CopesWithGradedCells)
{
  std::vector<double> graded = {0.};
  for (double step = 1.; step < 1100.; step *= 2.)
    graded.push_back(graded.back() + step);
  for (unsigned int p = 1; p <= 2; ++p)
    EXPECT_LE(LayeredConduction({graded, graded, graded}, p, 1e3).solve(1e-10).iterations,
              45)
        << "degree " << p;
}

// An operator that changed since the hierarchy was made still gives the right answer.
TEST(LinearSolver, KeepsItsHierarchyWhileTheOperatorChanges)
{
  LayeredConduction problem(uneven_planes(), 2, 1.);
  problem.solve(1e-10);
  problem.set_contrast(1e5);
  problem.solve(1e-10);
  problem.solve(1e-10);
}

TEST(LinearSolver, GivesZeroForZero)
{
  LayeredConduction problem(uneven_planes(), 2, 1.);
  EXPECT_EQ(problem.solve(problem.field().make_vector()).linfty_norm(), 0.);
}

// Not a number in, no answer out: a sentence that names the unknown.
TEST(LinearSolver, ThrowsForNotANumber)
{
  LayeredConduction problem(uneven_planes(), 2, 1.);
  Vector b = problem.field().make_vector();
  b = std::numeric_limits<double>::quiet_NaN();
  try
  {
    problem.solve(b);
    FAIL() << "no error";
  }
  catch (const std::runtime_error &error)
  {
    EXPECT_NE(std::string(error.what()).find("linear solver for the temperature"),
              std::string::npos);
  }
}

} // namespace
} // namespace kelvolt
