#include "compact/dual_interface.h"
#include "compact/foster_network.h"
#include "layer_stack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

using testing::SizeIs;

ResponseCurve curve_of(const test::LayerStack &stack)
{
  const ModalModel model = test::reduced_model(stack, 36, 0.1, 1e7);
  const std::vector<double> times = logarithmic_times(1e-6, 100., 200);
  return {times, step_response(model, 0, 0, times)};
}

// The stack's curve is known from an inversion of its Laplace transform to seven digits.
TEST(DualInterface, ComparesCurvesThatAreKnown)
{
  const ResponseCurve good = curve_of(test::die_on_copper(0.05));
  for (const auto &[time, impedance] : std::vector<std::pair<double, double>>{
           {1e-4, 0.0072649}, {1e-2, 0.0606461}, {0.1, 0.1309084}, {1., 0.1678117}})
    EXPECT_NEAR(impedance_at(good, time), impedance, 3e-4 * impedance) << time;
}

// R_JC is 0.1178131 K/W. Where the curves part says something else with every criterion:
// the shares of R_JC are known from a Talbot inversion in 30 digits, solved for the
// crossing.
TEST(DualInterface, GivesAnotherResistanceWithEveryCriterion)
{
  const ResponseCurve good = curve_of(test::die_on_copper(0.05));
  struct Known
  {
    double contact;
    std::vector<double> share_of_exact;
    double by_slope;
  };
  for (const Known &known :
       {Known{0.6, {0.781546, 0.855603, 0.969150, 1.111200}, 0.760398},
        Known{0.3, {0.746422, 0.808642, 0.903161, 1.024680}, 0.723318},
        Known{0.1, {0.702886, 0.752223, 0.825392, 0.919879}, 0.678986}})
  {
    const DualInterface result =
        dual_interface(curve_of(test::die_on_copper(known.contact)), good);
    EXPECT_NEAR(result.bad - result.good, known.contact - 0.05, 1e-4);
    ASSERT_THAT(result.by_share, SizeIs(4));
    for (std::size_t i = 0; i < 4; ++i)
      EXPECT_NEAR(result.by_share[i].resistance / 0.1178131, known.share_of_exact[i], 1e-3)
          << known.contact << ", " << result.by_share[i].share;
    ASSERT_TRUE(result.by_slope);
    EXPECT_NEAR(result.by_slope->resistance / 0.1178131, known.by_slope, 1e-3);
  }
}

// Twice one curve parts nowhere.
TEST(DualInterface, RefusesCurvesThatEndTogether)
{
  const ResponseCurve curve = {{1., 2.}, {1., 2.}};
  EXPECT_THROW(dual_interface(curve, curve), std::domain_error);
}

} // namespace
} // namespace kelvolt
