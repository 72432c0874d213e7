// How far curves are from a nonlinear step: the powers of all heated parts add up, shares
// are of the rise, those below its bar have no digits, and largest temperatures of several
// heated parts are not compared.

#include "results/nonlinear_step.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace kelvolt
{
namespace
{

using testing::ElementsAre;

ImpedanceValues values(double first, double second, double error)
{
  return {{first, second}, {0.5 * error, 0.5 * error}, {0.5 * error, 0.5 * error}, {}, {}};
}

/// 2 W in one part and 10 W in another, and the mean of the first.
Impedance two_parts()
{
  Impedance result;
  result.times = {1e-3, 1.};
  result.heated = {"left", "right"};
  ImpedanceSet set;
  set.operating_point = "start";
  set.curves.push_back({"left", "left", values(1., 3., 0.01), values(1.5, 3.5, 0.01), {}});
  set.curves.push_back(
      {"right", "left", values(1e-3, 0.4, 0.002), values(2e-3, 0.5, 0.002), {}});
  result.sets.push_back(set);
  NonlinearStep step;
  step.status = "ok";
  step.temperature = 300.;
  step.powers = {2., 10.};
  step.times = {1e-3, 1.};
  step.rises.push_back({"left", "mean", {1.5, 8.}, {2., 0.04}, {}});
  result.nonlinear = step;
  return result;
}

TEST(NonlinearStep, AddsThePowersOfAllHeatedParts)
{
  const Impedance impedance = two_parts();
  const auto linear =
      linear_rise(impedance, impedance.sets.front(), *impedance.nonlinear, "left", "mean");
  ASSERT_TRUE(linear);
  EXPECT_DOUBLE_EQ(linear->value[0], 2.01);
  EXPECT_DOUBLE_EQ(linear->value[1], 10.);
  EXPECT_DOUBLE_EQ(linear->error[1], 0.04);
  EXPECT_FALSE(
      linear_rise(impedance, impedance.sets.front(), *impedance.nonlinear, "left", "max"));
}

TEST(NonlinearStep, StatesSharesOfTheRise)
{
  Impedance impedance = two_parts();
  compare_with_curves(impedance, *impedance.nonlinear);
  const NonlinearStep::Rise &rise = impedance.nonlinear->rises.front();
  ASSERT_EQ(rise.differences.size(), 1U);
  EXPECT_FALSE(rise.differences[0].share[0]) << "1.5 K with a bar of 2 K has no digits";
  EXPECT_DOUBLE_EQ(*rise.differences[0].share[1], 0.25);
  EXPECT_DOUBLE_EQ(*rise.differences[0].error[1], 0.01);
  const auto json = nlohmann::json::parse(impedance_json(impedance, "")).at("nonlinear");
  EXPECT_EQ(json.at("powers").at("right"), 10.);
  const auto &left = json.at("observed").at("left").at("mean");
  EXPECT_EQ(left.at("rise"), nlohmann::json({1.5, 8.}));
  EXPECT_TRUE(left.at("start_difference").at(0).is_null());
  EXPECT_DOUBLE_EQ(left.at("start_difference").at(1).get<double>(), 0.25);
  impedance.nonlinear.reset();
  EXPECT_FALSE(nlohmann::json::parse(impedance_json(impedance, "")).contains("nonlinear"));
}

TEST(NonlinearStep, IsComparedAtTimesOfTheCurvesOnly)
{
  Impedance impedance = two_parts();
  impedance.nonlinear->times = {1e-3, 2.};
  EXPECT_THROW(compare_with_curves(impedance, *impedance.nonlinear), std::logic_error);
}

} // namespace
} // namespace kelvolt
