#include "../coupling/solved_case.h"
#include "../discretization/small_meshes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// A block of metal, 2 x 1 x 1 mm, and what the metal takes up.
MaterialMap storing_metal(const PropertyLaw &capacity)
{
  MaterialMap materials = metal_and_plastic();
  materials["metal"].volumetric_heat_capacity = property(capacity);
  return materials;
}

Case metal_block()
{
  Case input;
  input.parts = {make_part("block", "metal", box_mm({0, 2}, {0, 1}, {0, 1}))};
  input.mesh = coarse_mesh();
  return input;
}

constexpr double volume = 2e-9; // [m3]
constexpr double rate = 50.;    // [1/s]

/// All nodes at T.
void set_uniform(ThermalProblem &thermal, double T)
{
  Vector values = thermal.field().make_vector();
  values = T;
  thermal.set_temperature(values);
}

/// Storage that starts from one temperature everywhere.
Storage storage_from(const ThermalProblem &thermal, double T)
{
  Storage result{rate, thermal.field().make_vector()};
  result.start = T;
  return result;
}

/// What the block lacks at T with the storage, all nodes together [W].
double total_residual(MeshSolution &solution, double T, const Storage &storage)
{
  ThermalProblem &thermal = solution.thermal;
  set_uniform(thermal, T);
  thermal.set_storage(storage);
  thermal.linearize(thermal.temperature_at_points(), {});
  return thermal.heat_residual().mean_value() * thermal.heat_residual().size();
}

// A block without any cooling, warmer all over than it was: c (T - start) rate V.
TEST(Storage, IsHeatCapacityTimesRise)
{
  const auto solution = set_up(metal_block(), storing_metal(ConstantLaw{3e6}));
  const double stored = 3e6 * 20. * rate * volume;
  EXPECT_NEAR(total_residual(*solution, 330., storage_from(solution->thermal, 310.)),
              stored,
              1e-12 * stored);
  EXPECT_NEAR(solution->thermal.balance(metal_block()).stored, stored, 1e-12 * stored);
}

// c0 (1 + a (T - T0)): the heat between two temperatures is its integral, the same taken
// up on the way up and given back on the way down. From density and specific heat alike.
TEST(Storage, IntegratesACapacityThatVaries)
{
  const double c0 = 3e6, a = 1e-3, T0 = 300.;
  const auto heat = [&](double T)
  {
    return c0 * ((T - T0) + 0.5 * a * (T - T0) * (T - T0));
  };
  MaterialMap two_laws = metal_and_plastic();
  two_laws["metal"].density = property(ConstantLaw{1e4});
  two_laws["metal"].specific_heat = property(LinearLaw{300., T0, a});
  for (const MaterialMap &materials : {storing_metal(LinearLaw{c0, T0, a}), two_laws})
  {
    const auto solution = set_up(metal_block(), materials);
    const Storage cold = storage_from(solution->thermal, 310.),
                  hot = storage_from(solution->thermal, 390.);
    EXPECT_FALSE(solution->thermal.is_nonlinear());
    const double stored = (heat(390.) - heat(310.)) * rate * volume;
    EXPECT_NEAR(total_residual(*solution, 390., cold), stored, 1e-12 * stored);
    EXPECT_NEAR(total_residual(*solution, 310., hot), -stored, 1e-12 * stored);
    EXPECT_TRUE(solution->thermal.is_nonlinear());
  }
}

// The operator that increments are solved with is the derivative of the residual: applied
// backwards to a central difference of the residual along v it gives v.
TEST(Storage, HasTheDerivativeOfItsResidual)
{
  Case input = metal_block();
  input.cooling = {cooled("block", Side::left, Convection{100., 0., 300.})};
  const auto solution = set_up(input, storing_metal(LinearLaw{3e6, 300., 2e-3}));
  ThermalProblem &thermal = solution->thermal;
  const ScalarField &field = thermal.field();
  thermal.set_storage(storage_from(thermal, 310.));
  const Vector T = interpolate(
      field, [](const auto &x) { return 330. + 2e4 * x[0] * (1. + 500. * x[2]); });
  const Vector v = interpolate(
      field,
      [](const auto &x) { return 1. + std::sin(3e3 * x[0]) * std::cos(2e3 * x[1]); });
  const auto residual_at = [&](double step)
  {
    Vector moved = T;
    moved.zero_out_ghost_values();
    moved.add(step, v);
    thermal.set_temperature(moved);
    thermal.linearize(thermal.temperature_at_points(), {});
    return thermal.heat_residual();
  };
  constexpr double step = 1e-3; // [K]
  Vector difference = residual_at(step);
  difference.add(-1., residual_at(-step));
  difference *= 0.5 / step;
  residual_at(0.);
  Vector x = field.make_vector();
  thermal.solve(x, difference, {}, 1e-12);
  x.add(-1., v);
  EXPECT_LE(x.linfty_norm(), 1e-6);
}

// Heat without a way out warms the body by P / (rate c V), whatever the mesh; the balance
// closes with what is stored.
TEST(Storage, TakesUpAllHeat)
{
  Case input = metal_block();
  input.heat = {{"block", 0.5, {}}};
  const auto solution = set_up(input, storing_metal(ConstantLaw{3e6}));
  ThermalProblem &thermal = solution->thermal;
  thermal.set_storage(storage_from(thermal, 310.));
  set_uniform(thermal, 310.);
  const auto linearize = [&]
  {
    thermal.linearize(thermal.temperature_at_points(), {});
  };
  linearize();
  Vector dT = thermal.field().make_vector();
  thermal.solve_increment({}, 1e-12, dT);
  thermal.apply_increment(dT);
  linearize();
  const double rise = 0.5 / (rate * 3e6 * volume);
  EXPECT_NEAR(thermal.lowest_temperature(), 310. + rise, 1e-9);
  EXPECT_NEAR(thermal.highest_temperature(), 310. + rise, 1e-9);
  EXPECT_NEAR(thermal.balance(input).stored, 0.5, 1e-10);
  EXPECT_LE(thermal.relative_imbalance({}), 1e-10);
}

// Without a rate there is nothing: the same digits, and no heat capacity is asked for. With
// one, the part that has none is named.
TEST(Storage, NeedsHeatCapacitiesOnlyInTime)
{
  const auto solution = set_up(metal_block(), metal_and_plastic());
  ThermalProblem &thermal = solution->thermal;
  thermal.set_temperature(
      interpolate(thermal.field(), [](const auto &x) { return 300. + 1e4 * x[0]; }));
  const PointValues T = thermal.temperature_at_points();
  thermal.linearize(T, {});
  Vector steady = thermal.heat_residual();
  thermal.set_storage({});
  thermal.linearize(T, {});
  steady.add(-1., thermal.heat_residual());
  EXPECT_EQ(steady.linfty_norm(), 0.);
  try
  {
    thermal.set_storage(storage_from(thermal, 310.));
    FAIL() << "no error";
  }
  catch (const std::runtime_error &error)
  {
    EXPECT_NE(std::string(error.what()).find("'block' (of 'metal')"), std::string::npos);
  }
}

// The steady state, then the scales of time of a pulse's first and last steps in turn: each
// has its hierarchy made once, whatever the temperatures have done to k since.
TEST(Storage, KeepsAHierarchyForEachScaleOfTime)
{
  MaterialMap materials = metal_and_plastic();
  for (auto &[name, material] : materials)
    material.volumetric_heat_capacity = property(ConstantLaw{2e6});
  materials["metal"].conductivity = {property(PowerLaw{100., 300., -1.3})};
  Case input = warm_bar();
  input.terminals.clear();
  input.heat = {{"bar", 2., {}}};
  const auto solution = set_up(input, materials);
  ThermalProblem &thermal = solution->thermal;
  int set_ups = 0;
  const auto iterations = [&](double shift)
  {
    Storage storage{shift, thermal.field().make_vector()};
    storage.start = thermal.temperature();
    thermal.set_storage(storage);
    thermal.linearize(thermal.temperature_at_points(), {});
    Vector dT = thermal.field().make_vector();
    const SolveReport report = thermal.solve_increment({}, 1e-8, dT);
    set_ups += report.set_ups;
    EXPECT_FALSE(report.double_precision) << shift;
    thermal.apply_increment(dT);
    return report.iterations;
  };
  for (int repetition = 0; repetition < 3; ++repetition)
    for (const double shift : {0., 2.6e7, 1e-2, 2.6e7})
      EXPECT_LE(iterations(shift), 45) << shift;
  EXPECT_EQ(set_ups, 3);
}

} // namespace
} // namespace kelvolt
