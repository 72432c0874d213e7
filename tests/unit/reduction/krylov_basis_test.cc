#include "layered_package.h"
#include "reduction/part_nodes.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

// At any shift that the basis does not hold, the error of the projected impedance matrix is
// rho^T E rho, with E from solves with the residuals g: an identity, which holds to the
// tolerance of the solves. The matrix is symmetric and interpolates at its own shifts.
TEST(KrylovBasis, ErrorIsTheSampleTimesTheResidual)
{
  constexpr double tight = 1e-11;
  for (const unsigned int seed : {1U, 2U, 4U})
  {
    const LayeredPackage package = layered_package(seed);
    const auto solution = at_rest(package);
    ShiftedProblem problem(solution->thermal, solution->materials);
    const std::vector<Vector> loads = loads_of(package, problem);
    KrylovBasis basis(problem, loads);
    for (const double s : {0., 1., 1e2, 1e4})
      basis.add(s, tight);
    const ReducedModel model = basis.model();
    EXPECT_DOUBLE_EQ(model.transfer(0, 1, 7.), model.transfer(1, 0, 7.));
    for (const double s : {1e2, 3e1, 1e3, 1e6})
    {
      const ResidualSample sample = basis.sample(s, tight);
      for (std::size_t i = 0; i < 2; ++i)
      {
        Vector x;
        problem.solve(s, loads[i], tight, x);
        for (std::size_t j = 0; j < 2; ++j)
        {
          double told = 0.;
          for (std::size_t a = 0; a < 2; ++a)
            for (std::size_t b = 0; b < 2; ++b)
              told += model.rho(a, i, s) * sample.energy(a, b) * model.rho(b, j, s);
          const double exact = loads[j] * x, size = model.transfer(i, i, s);
          EXPECT_NEAR(exact - model.transfer(i, j, s), told, 1e-8 * size)
              << "seed " << seed << " shift " << s;
        }
      }
      EXPECT_LT(basis.residual_defect(model, sample), 1e-8);
    }
  }
}

// Heat that cannot leave warms all by P t / C after long times, with the uniform rise as a
// mode of rate zero, and less by the heat that is still on its way before.
TEST(KrylovBasis, KeepsTheHeatOfAnAdiabaticPackage)
{
  LayeredPackage package = layered_package(2);
  package.input.cooling.clear();
  const auto solution = at_rest(package);
  ShiftedProblem problem(solution->thermal, solution->materials);
  KrylovBasis basis(problem, loads_of(package, problem));
  Vector ones = solution->thermal.field().make_vector();
  ones = 1.;
  basis.add_uniform({ones});
  for (const double s : {1e-2, 1., 1e2, 1e4, 1e6})
    basis.add(s, 1e-6);
  const ReducedModel model = basis.model();
  EXPECT_EQ(model.rate.front(), 0.);
  EXPECT_GT(model.rate[1], 0.);
  for (const unsigned int i : solution->thermal.field().constrained())
    ones.local_element(i) = 0.;
  const double capacity = ones * problem.mass_times(ones); // [J/K]
  constexpr double t = 1e9;
  EXPECT_NEAR(model.step(0, 1, t) / (t / capacity), 1., 1e-6);
  EXPECT_TRUE(std::isinf(model.steady(0, 0)));
}

// The largest of all nodes over the modes is that of the vector they make.
TEST(PartNodes, FindTheHottestNode)
{
  const LayeredPackage package = layered_package(3);
  const auto solution = at_rest(package);
  ShiftedProblem problem(solution->thermal, solution->materials);
  KrylovBasis basis(problem, loads_of(package, problem));
  for (const double s : {0., 1e2, 1e4})
    basis.add(s, 1e-8);
  const ReducedModel model = basis.model();
  const ScalarField &field = solution->thermal.field();
  const unsigned int part = part_of(package, "one");
  const std::vector<double> state = step_state(model, 0, 1e-3);
  const PartNodes nodes(basis, model, field, part);
  const double highest = nodes.highest(state).value;
  EXPECT_NEAR(
      highest, largest_at_nodes(field, basis.state(model, state), part), 1e-10 * highest);
  EXPECT_GT(highest, model.step(0, 0, 1e-3));
}

} // namespace
} // namespace kelvolt
