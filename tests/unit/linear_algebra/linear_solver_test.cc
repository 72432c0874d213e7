#include "../discretization/small_meshes.h"
#include "linear_algebra/linear_solver.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

namespace kelvolt
{
namespace
{

struct Surroundings
{
  bool cold_bottom = true;
  double film = 1.;  ///< coefficient on top
  double scale = 1.; ///< of the whole operator
};

/// Conduction through two layers, k = 1 below and `contrast` above, cold at the bottom,
/// with a film on top.
class LayeredConduction
{
public:
  LayeredConduction(const std::array<std::vector<double>, 3> &planes,
                    unsigned int degree,
                    double contrast,
                    const Surroundings &surroundings = {})
      : grid_(MPI_COMM_WORLD, two_parts(planes, static_cast<int>(planes[2].size()) / 2)),
        scale_(surroundings.scale),
        field_(grid_, {true, true}, degree, held(surroundings.cold_bottom)), A_(field_),
        top_(field_, {1, Side::top}, true),
        solver_(
            "temperature",
            field_.make_vector(),
            [this](Vector &dst, const Vector &src) { A_.vmult(dst, src); },
            [this] {
              return NearbyMatrix{A_.low_order_rows(), A_.line_places()};
            })
  {
    set_contrast(contrast);
    A_.set_surface_mass(
        {{&top_, std::vector<double>(top_.n_points(), surroundings.film * scale_)}});
  }

  void set_contrast(double contrast)
  {
    PointValues k = constant_at_points(field_, scale_);
    for (unsigned int cell = 0; cell < k.n_cells(); ++cell)
      if (field_.cells().part[cell] == 1)
        for (unsigned int q = 0; q < k.n_points(); ++q)
          k.at(cell, q) = contrast * scale_;
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

  SolveReport solve(Vector &x, const Vector &b, double tolerance)
  {
    return solver_.solve(x, b, tolerance);
  }

  void set_profile(Profile *profile)
  {
    solver_.set_profile(profile);
  }

  Vector solve(const Vector &b)
  {
    Vector x = field_.make_vector();
    solver_.solve(x, b, 1e-10);
    return x;
  }

  /// P^-1 of a random vector, constrained unknowns zero, and that vector.
  std::pair<Vector, Vector> precondition(unsigned int seed)
  {
    Vector b = random_vector(field_, seed), z = field_.make_vector();
    field_.condense(b);
    solver_.precondition(z, b);
    return {z, b};
  }

  /// A mass of so much everywhere.
  void set_shift(double shift)
  {
    A_.set_mass(field_.constant_at_points(shift));
    solver_.expect_shift(shift);
  }

  const ScalarField &field() const
  {
    return field_;
  }

private:
  static TiedSurfaces held(bool cold_bottom)
  {
    return cold_bottom ? TiedSurfaces{{{0, Side::bottom}}, {}} : TiedSurfaces();
  }

  Grid grid_;
  double scale_;
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

// A solve tells the profile what its report says, and its phases: the hierarchy is made at
// the first one only.
TEST(LinearSolver, TellsItsProfile)
{
  LayeredConduction problem(uneven_planes(), 2, 1e3);
  Profile profile(Profile::Use::measure);
  problem.set_profile(&profile);
  const SolveReport report = problem.solve(1e-10);
  problem.solve(1e-10);
  problem.set_profile(nullptr);
  problem.solve(1e-10);
  ASSERT_EQ(profile.solves().size(), 2U);
  const Profile::Solve &solve = profile.solves()[0];
  EXPECT_EQ(solve.unknown, "temperature");
  EXPECT_EQ(solve.unknowns, problem.field().n_dofs());
  EXPECT_EQ(solve.iterations, report.iterations);
  EXPECT_EQ(solve.first_residual, report.first_residual);
  EXPECT_EQ(solve.last_residual, report.last_residual);
  EXPECT_GT(solve.set_up_seconds, 0.);
  const std::vector<Profile::Entry> entries = profile.entries();
  ASSERT_EQ(entries.size(), 4U);
  EXPECT_EQ(entries[1].calls, 2U);
  EXPECT_EQ(entries[2].name, "multigrid set-up");
  EXPECT_EQ(entries[2].calls, 1U);
  EXPECT_EQ(entries[3].name, "conjugate gradients");
  EXPECT_EQ(entries[3].calls, 2U);
}

// A jump of the shift, as at a corner in time, makes the hierarchy anew at once, in place
// of trying the stale one; within its reach it is kept.
TEST(LinearSolver, FollowsJumpsOfTheShift)
{
  LayeredConduction problem(uneven_planes(), 2, 1e3);
  Profile profile(Profile::Use::measure);
  problem.set_profile(&profile);
  const auto set_ups = [&]
  {
    unsigned int calls = 0;
    for (const Profile::Entry &entry : profile.entries())
      if (entry.name == "multigrid set-up")
        calls += entry.calls;
    return calls;
  };
  const std::pair<double, unsigned int> steps[] = {
      {0., 1}, {1e6, 2}, {5e6, 2}, {3e5, 2}, {1e9, 3}, {1e-3, 4}, {0., 5}};
  for (const auto &[shift, expected] : steps)
  {
    problem.set_shift(shift);
    const SolveReport report = problem.solve(1e-8);
    EXPECT_LE(report.iterations, 60) << shift;
    EXPECT_FALSE(report.double_precision) << shift;
    EXPECT_EQ(set_ups(), expected) << shift;
  }
}

// Up, down and up again, as at the corners of a train of pulses: each scale of time keeps
// its hierarchy, and the iterations are those of a fresh one.
TEST(LinearSolver, KeepsAHierarchyForEachScaleOfTime)
{
  LayeredConduction problem(uneven_planes(), 2, 1e3);
  const double shifts[] = {0., 2.6e7, 1e-2};
  int first[3], set_ups = 0;
  for (int i = 0; i < 3; ++i)
  {
    problem.set_shift(shifts[i]);
    const SolveReport report = problem.solve(1e-8);
    first[i] = report.iterations;
    EXPECT_EQ(report.set_ups, 1) << shifts[i];
  }
  for (int repetition = 0; repetition < 3; ++repetition)
    for (int i = 0; i < 3; ++i)
    {
      problem.set_shift(shifts[i]);
      const SolveReport report = problem.solve(1e-8);
      set_ups += report.set_ups;
      EXPECT_EQ(report.iterations, first[i]) << shifts[i];
    }
  EXPECT_EQ(set_ups, 0);
}

// A kept hierarchy of an operator that has become another one is made anew before the cycle
// in double precision is thought of, and those of other shifts stay.
TEST(LinearSolver, MakesAnAgedHierarchyAnewFirst)
{
  LayeredConduction problem(uneven_planes(), 2, 1e-6);
  problem.set_shift(1e3);
  problem.solve(1e-8);
  problem.set_shift(0.);
  problem.solve(1e-8);
  problem.set_contrast(1e6);
  int set_ups = 0;
  for (int i = 0; i < 3; ++i)
  {
    const SolveReport report = problem.solve(1e-8);
    set_ups += report.set_ups;
    EXPECT_FALSE(report.double_precision);
  }
  EXPECT_EQ(set_ups, 1);
}

// One cycle is a symmetric positive definite map: y . P^-1 x = x . P^-1 y to the rounding
// of the cycle, x . P^-1 x > 0. It needs no solve before it, and none after it is
// disturbed.
TEST(LinearSolver, PreconditionsSymmetrically)
{
  for (unsigned int p = 1; p <= 2; ++p)
  {
    LayeredConduction problem(uneven_planes(), p, 1e3);
    const auto [zx, x] = problem.precondition(1);
    const auto [zy, y] = problem.precondition(2);
    EXPECT_NEAR(y * zx, x * zy, 1e-6 * std::sqrt((x * zx) * (y * zy)));
    EXPECT_GT(x * zx, 0.);
    EXPECT_LE(problem.solve(1e-10).iterations, 45);
    EXPECT_LE(problem.solve(1e-10).iterations, 45);
  }
}

// Units do not matter: the same iterations for 1e-30, 1 and 1e30 times the operator, with
// numbers beyond the range of single precision. Ranks that add up in a different order may
// move the last one.
TEST(LinearSolver, TakesNoNoticeOfScale)
{
  const auto iterations = [](double scale)
  {
    LayeredConduction problem(uneven_planes(), 2, 1e6, {true, 1., scale});
    const SolveReport report = problem.solve(1e-10);
    EXPECT_FALSE(report.double_precision) << scale;
    return report.iterations;
  };
  const int expected = iterations(1.);
  EXPECT_LE(expected, 45);
  EXPECT_NEAR(iterations(1e-30), expected, 1);
  EXPECT_NEAR(iterations(1e30), expected, 1);
}

// A block held by nothing but a weak film is nearly as hot everywhere: T = sum(b) / film
// for an area of 1, though the film is far below the single precision of the conduction.
// The weakest takes the cycle in double precision, also in the next solve.
TEST(LinearSolver, CopesWithNearlySingularProblems)
{
  const std::array<std::vector<double>, 3> planes = {
      even_planes(1., 10), even_planes(1., 10), even_planes(1., 10)};
  for (const double film : {1e-4, 1e-6, 1e-8, 1e-10})
  {
    LayeredConduction problem(planes, 2, 1e3, {false, film, 1.});
    Vector b = problem.field().make_vector(), x = problem.field().make_vector();
    b = 1.;
    problem.field().condense(b);
    const double expected = b.mean_value() * static_cast<double>(b.size()) / film;
    for (int repetition = 0; repetition < 2; ++repetition)
    {
      const SolveReport report = problem.solve(x, b, 1e-8);
      x.add(-expected);
      EXPECT_LT(x.linfty_norm(), 1e-6 * expected + 1e4) << film;
      EXPECT_LE(report.iterations, 60) << film;
      EXPECT_TRUE(report.double_precision || film > 1e-9) << film;
    }
  }
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
