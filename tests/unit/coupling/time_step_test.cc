#include "coupling/time_step.h"
#include "solved_case.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

TimeIntegrator::LoadsAt constant(const Case &input)
{
  return [&input](double, Approach)
  {
    return loads_at(input);
  };
}

void set_uniform(ThermalProblem &thermal, double T)
{
  Vector values = thermal.field().make_vector();
  values = T;
  thermal.set_temperature(values);
}

/// To the end in steps of equal length.
HeatOverTime march(TimeIntegrator &integrator, double end, int steps)
{
  HeatOverTime heat;
  for (int i = 1; i <= steps; ++i)
  {
    heat += integrator.advance(i == steps ? end : i * end / steps, 1e-11).heat;
    integrator.accept();
  }
  return heat;
}

/// Copper between two terminals at 0.05 V, nothing cools it.
Case insulated_bar()
{
  Case bar;
  bar.parts = {make_part("bar", "copper", box_mm({0, 20}, {0, 1}, {0, 1}))};
  bar.terminals = {voltage_on("plus", "bar", Side::left, 0.05),
                   voltage_on("minus", "bar", Side::right, 0.)};
  bar.mesh = coarse_mesh();
  return bar;
}

MaterialMap copper_of_the_bar()
{
  MaterialMap materials = metal_and_plastic();
  Material &copper = materials["copper"] = materials["metal"];
  copper.name = "copper";
  copper.electrical_conductivity.reset();
  copper.electrical_resistivity = property(LinearLaw{1. / 5.8e7, 298.15, 0.0039});
  copper.volumetric_heat_capacity = property(ConstantLaw{3.45e6});
  return materials;
}

/// (T - T0) + a (T - T0)^2 / 2 = s0 V^2 t / (L^2 c): fields are uniform.
double temperature_of_the_bar(double t)
{
  const double a = 0.0039, right = 5.8e7 * 0.05 * 0.05 * t / (0.02 * 0.02 * 3.45e6);
  return 298.15 + (std::sqrt(1. + 2. * a * right) - 1.) / a;
}

// A bar without cooling whose loss falls as it warms, exact in closed form: both methods
// reach it with their order in the steps, and the heat closes in every step.
TEST(TimeIntegrator, HasItsOrderOnACoupledNonlinearProblem)
{
  const Case bar = insulated_bar();
  for (const Tableau &tableau : {tr_bdf2(), sdirk4()})
  {
    double last = 0.;
    for (const int steps : {8, 16, 32})
    {
      const auto solution = set_up(bar, copper_of_the_bar());
      set_uniform(solution->thermal, 298.15);
      TimeIntegrator integrator(solution->problem(), bar, tableau, constant(bar), 0.);
      const HeatOverTime heat = march(integrator, 2., steps);
      EXPECT_LE(heat.imbalance(), 1e-9) << tableau.name;
      EXPECT_LE(heat.charge_imbalance(), 1e-9);
      const double error =
          std::abs(solution->thermal.highest_temperature() - temperature_of_the_bar(2.));
      if (last > 0.)
      {
        EXPECT_GE(std::log2(last / error), 0.95 * tableau.order)
            << tableau.name << " " << steps << " " << error;
      }
      if (tableau.order == 2) // the estimate of the whole error is that error
      {
        EXPECT_NEAR(std::abs(integrator.error().linfty_norm()) / error, 1., 0.5);
      }
      last = error;
    }
  }
}

// A step that is taken back leaves the state of before, and the same step gives the same.
TEST(TimeIntegrator, TakesAStepBack)
{
  const Case bar = insulated_bar();
  const auto solution = set_up(bar, copper_of_the_bar());
  set_uniform(solution->thermal, 298.15);
  TimeIntegrator integrator(solution->problem(), bar, tr_bdf2(), constant(bar), 0.);
  march(integrator, 0.1, 1);
  const double before = solution->thermal.highest_temperature();
  integrator.advance(0.3, 1e-11);
  const double once = solution->thermal.highest_temperature();
  integrator.reject();
  EXPECT_EQ(solution->thermal.highest_temperature(), before);
  integrator.advance(0.3, 1e-11);
  EXPECT_NEAR(solution->thermal.highest_temperature(), once, 1e-9);
  EXPECT_GT(once, before);
}

} // namespace
} // namespace kelvolt
