#include "results/number_errors.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

/// One part, one terminal at 400 V above a reference of 399.5 V, and the heat.
Numbers numbers(double T, double above, double heat)
{
  Numbers result;
  result.max_temperature = T;
  result.hottest_part = "part";
  result.parts = {{"part", T - 10., T - 5., T, 1., heat, 0.}};
  result.terminals = {{"plus", 399.5 + above, 2., above}};
  result.audit.joule_heat = heat;
  result.audit.heat_out = heat;
  result.audit.relative_imbalance = 1e-11;
  return result;
}

Numbers stated(const Numbers &enriched)
{
  Numbers result = numbers(400., 0.5, 1.);
  for (const bool corrects : {false, true})
    (corrects ? correct_numbers : add_number_errors)(enriched, 2.25, 1e-7, 100., result);
  return result;
}

// With c = 9/4 the value is that of one degree more, with a bar of 5/4 of the change and
// what iterations leave open; that on the mesh stays beside it.
TEST(CorrectNumbers, StatesTheEnrichedSolution)
{
  const Numbers result = stated(numbers(400.4, 0.508, 1.2));
  EXPECT_DOUBLE_EQ(result.max_temperature.value, 400.4);
  EXPECT_EQ(result.max_temperature.on_mesh, 400.);
  EXPECT_NEAR(result.max_temperature.error_or_zero(), 0.5 + 1e-5, 1e-9);
  EXPECT_DOUBLE_EQ(result.parts[0].joule_heat.value, 1.2);
  EXPECT_NEAR(result.parts[0].joule_heat.error_or_zero(), 0.25 + 1e-7, 1e-12);
  EXPECT_DOUBLE_EQ(result.audit.heat_out.value, 1.2);
  EXPECT_EQ(result.audit.relative_imbalance, 1e-11);
  EXPECT_FALSE(result.parts[0].volume.on_mesh) << "exact";
}

// A potential that all terminals have in common says nothing of errors.
TEST(CorrectNumbers, CountsVoltagesFromTheReference)
{
  const Numbers result = stated(numbers(400., 0.508, 1.));
  const TerminalSummary &plus = result.terminals[0];
  EXPECT_NEAR(plus.voltage.value, 400.008, 1e-12);
  EXPECT_EQ(plus.voltage.on_mesh, 400.);
  EXPECT_DOUBLE_EQ(plus.above_reference, 0.508);
  EXPECT_NEAR(plus.voltage.error_or_zero(), 0.01 + 0.5e-7, 1e-12);
  EXPECT_EQ(plus.current.value, 2.);
  EXPECT_FALSE(plus.current.on_mesh);
}

// What changes by less than the balances of the enriched solution close stays as it is.
TEST(CorrectNumbers, LeavesWhatIterationsLeaveOpen)
{
  Numbers enriched = numbers(400.00001, 0.5, 1.00005);
  enriched.audit.relative_imbalance = 1e-4;
  const Numbers result = stated(enriched);
  EXPECT_EQ(result.max_temperature.value, 400.);
  EXPECT_FALSE(result.max_temperature.on_mesh);
  EXPECT_EQ(result.audit.heat_out.value, 1.);
  EXPECT_GE(result.audit.heat_out.error_or_zero(), 5e-5);
}

// Iterations leave 1e-5 K open: the least temperature changes by hardly more, the largest
// one of a part that has one temperature by hardly less. Both are corrected, or none.
TEST(CorrectNumbers, KeepsTheOrderOfTemperatures)
{
  Numbers result = numbers(400., 0.5, 1.), enriched = result;
  result.parts[0].min_temperature = result.parts[0].mean_temperature = 400.;
  enriched.max_temperature = enriched.parts[0].max_temperature = 400. - 0.9e-5;
  enriched.parts[0].min_temperature = enriched.parts[0].mean_temperature = 400. - 1.1e-5;
  correct_numbers(enriched, 2.25, 1e-7, 100., result);
  EXPECT_TRUE(result.parts[0].min_temperature.on_mesh);
  EXPECT_TRUE(result.parts[0].max_temperature.on_mesh);
  EXPECT_LE(result.parts[0].min_temperature.value, result.parts[0].max_temperature.value);
}

// A least temperature that hardly changes, of a part whose mean does.
TEST(NumberErrors, ExtremesAreKnownNoBetterThanMeans)
{
  Numbers result = numbers(400., 0.5, 1.);
  result.parts[0].min_temperature.error = 0.01;
  result.parts[0].mean_temperature.error = 0.3;
  result.parts[0].max_temperature.error = 0.4;
  result.max_temperature.error = 0.4;
  widen_extremes(result);
  EXPECT_EQ(result.parts[0].min_temperature.error, 0.3);
  EXPECT_EQ(result.parts[0].max_temperature.error, 0.4);
  EXPECT_EQ(result.max_temperature.error, 0.4);
}

// A second enriched solution widens the bars of what is stated already, and corrects it no
// more.
TEST(CorrectNumbers, HoldWhatASecondDegreeChanges)
{
  Numbers result = stated(numbers(400.4, 0.5, 1.));
  add_number_errors(numbers(400.8, 0.5, 1.), 2., 1e-7, 100., result);
  EXPECT_DOUBLE_EQ(result.max_temperature.value, 400.4);
  EXPECT_NEAR(result.max_temperature.error_or_zero(), 0.8, 1e-4);
}

// With l = 1.2 and changes of 0.5 and 0.1: |0.6 + 0.72 - 0.5| + 0.1 +
// 0.03 (10 * 0.72 + 0.6 + 0.6) = 1.172; twice the last change would be 0.2.
TEST(CorrectNumbers, DistrustWhatSharpEdgesLeaveOut)
{
  Numbers result = stated(numbers(400., 0.5, 1.5));
  add_second_look(numbers(400., 0.5, 1.6), {2., 1.2, 0., 1}, 1e-7, 100., result);
  EXPECT_DOUBLE_EQ(result.audit.joule_heat.value, 1.5);
  EXPECT_NEAR(result.audit.joule_heat.error_or_zero(), 1.172, 1e-6);
  EXPECT_EQ(result.max_temperature.value, 400.);
}

// Changes of 0.5 and 0.3 of the third degree, as of errors that fall like 1 / (p + 1/2):
// 1/3.5 - 1/4.5 = 0.0635, 1/4.5 - 1/5.5 = 0.0404, left 1/5.5 = 4.5 * 0.0404. With l = 0,
// 0.6 + 0.03 * 1.6 would be enough.
TEST(CorrectNumbers, DistrustWhatTwoDegreesChangeAlike)
{
  const double second = 0.5 * 3.5 / 5.5;
  Numbers result = stated(numbers(400., 0.5, 1.5));
  add_second_look(numbers(400., 0.5, 1.5 + second), {2., 0., 0., 3}, 1e-7, 100., result);
  EXPECT_NEAR(result.audit.joule_heat.error_or_zero(), second * (1. + 1.3 * 4.5), 1e-6);
}

// The first change saw nothing, the second one 0.4, by chance: left are three times as
// much, 0.4 (1 + 1.3 * 3) = 1.96; with l = 0, 0.8 + 0.03 * 0.8 would be enough.
TEST(CorrectNumbers, DistrustASecondChangeThatIsTheLargerOne)
{
  Numbers result = stated(numbers(400., 0.5, 1.));
  add_second_look(numbers(400., 0.5, 1.4), {2., 0., 0., 1}, 1e-7, 100., result);
  EXPECT_NEAR(result.audit.joule_heat.error_or_zero(), 1.96, 1e-6);
}

// Counted from the reference potential, as the first look is.
TEST(CorrectNumbers, DistrustVoltagesLikewise)
{
  Numbers result = stated(numbers(400., 0.508, 1.));
  add_second_look(numbers(400., 0.51, 1.), {2., 1., 0., 1}, 1e-7, 100., result);
  EXPECT_NEAR(result.terminals[0].voltage.error_or_zero(),
              0.012 + 0.002 + 0.03 * (0.1 + 0.01 + 0.01),
              1e-7);
}

// An insulated side changes by chance less than its part; a cooled one follows the heat.
TEST(NumberErrors, InsulatedSidesAreKnownNoBetterThanMeans)
{
  Numbers result = numbers(400., 0.5, 1.);
  result.parts[0].mean_temperature.error = 0.3;
  result.surfaces = {{"part.left", 0., 395., 1.}, {"part.bottom", 1., 390., 1.}};
  result.surfaces[0].mean_temperature.error = 0.01;
  result.surfaces[1].mean_temperature.error = 0.02;
  result.surfaces[1].convection_heat = 1.;
  widen_extremes(result);
  EXPECT_EQ(result.surfaces[0].mean_temperature.error, 0.3);
  EXPECT_EQ(result.surfaces[1].mean_temperature.error, 0.02);
}

} // namespace
} // namespace kelvolt
