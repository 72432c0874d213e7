#include "../coupling/solved_case.h"
#include "reduction/certified_reduction.h"
#include "reduction/krylov_basis.h"
#include "reduction/part_nodes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace kelvolt
{
namespace
{

Material solid(const std::string &name, double k, double c)
{
  Material material;
  material.name = name;
  material.conductivity = {property(ConstantLaw{k})};
  material.volumetric_heat_capacity = property(ConstantLaw{c});
  return material;
}

/// A layered package with two heated patches on top, the same for the same seed: layers
/// from 2 um to 1 mm, conductivities from 0.3 to 400 W/m/K, films from 20 to 2e4 W/m2/K,
/// every other one with a joint.
struct LayeredPackage
{
  Case input;
  MaterialMap library;
};

LayeredPackage layered_package(unsigned int seed)
{
  std::mt19937 generator(seed);
  const auto between = [&](double low, double high)
  {
    return low *
           std::pow(high / low, std::uniform_real_distribution<double>(0., 1.)(generator));
  };
  LayeredPackage result;
  const double width = between(0.3, 5.);
  double z = 0.;
  const unsigned int layers = 2 + seed % 3;
  for (unsigned int i = 0; i < layers; ++i)
  {
    const std::string name = "layer" + std::to_string(i);
    const double top = z + between(2e-3, 1.);
    result.library[name] = solid(name, between(0.3, 400.), between(1e6, 4e6));
    result.input.parts.push_back(
        make_part(name, name, box_mm({0, width}, {0, width}, {z, top})));
    z = top;
  }
  const double thick = between(1e-3, 1e-1), a = between(0.1, 0.3) * width;
  result.library["chip"] = solid("chip", between(30., 400.), between(1e6, 4e6));
  result.input.parts.push_back(
      make_part("one", "chip", box_mm({0, a}, {0, a}, {z, z + thick})));
  result.input.parts.push_back(
      make_part("other", "chip", box_mm({width - 0.8 * a, width}, {0, a}, {z, z + thick})));
  for (const char *name : {"one", "other"})
    result.input.heat.push_back({name, 1., {}});
  if (seed % 2 == 1)
  {
    Contact joint;
    joint.between = {"layer" + std::to_string(layers - 1), "one"};
    joint.thermal = between(1e-8, 1e-5);
    result.input.contacts.push_back(joint);
  }
  const CoolingLaw film = Convection{between(20., 2e4), 0., 300.};
  result.input.cooling = {cooled(
      "layer0", Side::bottom, seed % 5 == 4 ? CoolingLaw(FixedTemperature{300.}) : film)};
  result.input.mesh = coarse_mesh();
  return result;
}

/// A package in its state without load.
std::unique_ptr<MeshSolution> at_rest(const LayeredPackage &package)
{
  auto solution = set_up(package.input, package.library);
  Vector T = solution->thermal.field().make_vector();
  T = 300.;
  solution->thermal.set_temperature(T);
  return solution;
}

unsigned int part_of(const LayeredPackage &package, const std::string &name)
{
  return part_index(package.input.parts, name);
}

std::vector<Vector> loads_of(const LayeredPackage &package, const ShiftedProblem &problem)
{
  return {problem.load_of(part_of(package, "one")),
          problem.load_of(part_of(package, "other"))};
}

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

/// A model with so many shifts that it stands for the exact one.
ReducedModel model_of_many(ShiftedProblem &problem,
                           const std::vector<Vector> &loads,
                           double first,
                           double last)
{
  KrylovBasis basis(problem, loads);
  basis.add(0., 1e-11);
  for (const double s : spread_shifts({0.03 / last, 300. / first}, 30))
    basis.add(s, 1e-9);
  return basis.model();
}

// On packages made at random, self and mutual responses to a step differ from those of a
// model of 31 shifts by no more than the bound, at all times from a microsecond to 100 s,
// though inner solves are as loose as in a study. One of the packages (23) hides a mode
// from the norm by which the solves stop, which the defect of the residuals tells. The
// median of the ratio of the bound to the largest error is about 24 on one rank and 31 on
// two, for errors far below those asked.
TEST(CertifiedReduction, BoundIsNeverBelowTheError)
{
  constexpr double first = 1e-6, last = 100.;
  ReductionGoal goal;
  goal.first = first;
  goal.last = last;
  goal.within = 2e-3;
  for (int i = 0; i <= 32; ++i)
    goal.times.push_back(first * std::pow(last / first, i / 32.));
  std::vector<double> effectivity;
  for (const unsigned int seed :
       {0U, 1U, 2U, 4U, 7U, 8U, 9U, 12U, 14U, 16U, 18U, 19U, 22U, 23U})
  {
    const LayeredPackage package = layered_package(seed);
    const auto solution = at_rest(package);
    ShiftedProblem problem(solution->thermal, solution->materials);
    std::vector<Vector> loads = loads_of(package, problem);
    loads.resize(1 + seed % 2);
    const ReducedModel exact = model_of_many(problem, loads, first, last);
    KrylovBasis basis(problem, loads);
    basis.add(0., 1e-8);
    for (const double s : spread_shifts(shift_range(basis, first, last), 9))
      basis.add(s, goal.inner);
    const CertifiedReduction reduction = reduce(basis, goal);
    EXPECT_TRUE(reduction.met) << seed;
    double largest = 0.;
    for (const double t : goal.times)
      for (std::size_t i = 0; i < loads.size(); ++i)
        for (std::size_t j = 0; j < loads.size(); ++j)
        {
          const double scale = std::sqrt(exact.step(i, i, t) * exact.step(j, j, t));
          const double error =
              std::abs(reduction.delivered.step(i, j, t) - exact.step(i, j, t));
          const double of_certified =
              std::abs(reduction.certified.step(i, j, t) - exact.step(i, j, t));
          EXPECT_LE(error, reduction.error(i, j, t) + 1e-9 * scale) << seed << ' ' << t;
          largest = std::max(largest, of_certified / scale);
        }
    effectivity.push_back(reduction.largest_bound / largest);
  }
  std::sort(effectivity.begin(), effectivity.end());
  std::printf("bound / error: %.3g smallest, %.3g median, %.3g largest\n",
              effectivity.front(),
              effectivity[effectivity.size() / 2],
              effectivity.back());
  EXPECT_LE(effectivity[effectivity.size() / 2], 40.);
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
