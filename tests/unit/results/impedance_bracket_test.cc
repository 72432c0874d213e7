// The bracket of a step from cold: which times are shown, shares and their bars of numbers
// known by head, none where a start value has no digits, and none of a package that is
// linear.

#include "results/impedance_bracket.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace kelvolt
{
namespace
{

using testing::ElementsAre;

ImpedanceValues values(double first, double second, double error, double steady)
{
  return {{first, second},
          {0.5 * error, 0.5 * error},
          {0.5 * error, 0.5 * error},
          steady,
          error};
}

Impedance two_points()
{
  Impedance result;
  result.times = {1e-3, 1.};
  result.sets.resize(2);
  ImpedanceCurve curve{
      "die", "lid", values(2., 4., 0.02, 5.), values(0.01, 8., 0.04, 10.), {}};
  result.sets[0].curves.push_back(curve);
  curve.mean = values(2.5, 4., 0.03, 5.5);
  curve.maximum = values(0.02, 9., 0.04, 10.);
  result.sets[1].curves.push_back(curve);
  return result;
}

TEST(ShownTimes, AreTheEndsAndThoseClosestToPowersOfTen)
{
  EXPECT_THAT(shown_times({1e-3, 3e-3, 1e-2, 3e-2, 0.1}), ElementsAre(0, 2, 4));
  EXPECT_THAT(shown_times({2e-3, 5e-3, 9e-3, 12e-3, 50e-3}), ElementsAre(0, 2, 4));
  EXPECT_THAT(shown_times({1., 2.}), ElementsAre(0, 1));
  EXPECT_THAT(shown_times(times_between(2e-3, 30., 13)).size(), 6U); // 0.01, 0.1, 1, 10
}

TEST(ImpedanceBracket, IsTheShareOfTheStart)
{
  const std::vector<ImpedanceBracket> found = brackets(two_points());
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].of, "mean");
  ASSERT_EQ(found[0].entries.size(), 2U);
  EXPECT_DOUBLE_EQ(*found[0].entries[0].difference, 0.25);
  EXPECT_DOUBLE_EQ(*found[0].entries[0].error, 0.025);
  EXPECT_DOUBLE_EQ(*found[0].entries[1].difference, 0.);
  EXPECT_DOUBLE_EQ(*found[0].steady->difference, 0.1);
  EXPECT_EQ(found[1].of, "max");
  EXPECT_FALSE(found[1].entries[0].difference) << "0.01 with a bar of 0.04 has no digits";
  EXPECT_DOUBLE_EQ(*found[1].entries[1].difference, 0.125);
}

TEST(ImpedanceBracket, StandsInTheFileOfTwoOperatingPointsOnly)
{
  Impedance impedance = two_points();
  const auto json = nlohmann::json::parse(impedance_json(impedance, ""));
  const auto &bracket = json.at("bracket");
  EXPECT_EQ(bracket.at("times"), nlohmann::json({1e-3, 1.}));
  const auto &lid = bracket.at("impedance").at("die").at("lid");
  EXPECT_EQ(lid.at("mean").at("start"), nlohmann::json({2., 4.}));
  EXPECT_EQ(lid.at("mean").at("steady"), nlohmann::json({2.5, 4.}));
  EXPECT_DOUBLE_EQ(lid.at("mean").at("difference").at(0).get<double>(), 0.25);
  EXPECT_TRUE(lid.at("max").at("difference").at(0).is_null());
  EXPECT_DOUBLE_EQ(
      bracket.at("steady").at("die").at("lid").at("mean").at("difference").get<double>(),
      0.1);
  impedance.sets.pop_back();
  EXPECT_FALSE(nlohmann::json::parse(impedance_json(impedance, "")).contains("bracket"));
  EXPECT_TRUE(brackets(impedance).empty());
}

} // namespace
} // namespace kelvolt
