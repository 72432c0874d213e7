#include "results/result_schema.h"
#include "study/summarize.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

LimitSummary
judged(const Quantity &of, double bound, const Number &value, std::size_t warnings)
{
  Case input;
  input.limits = {{"limit", of, true, bound, {}}};
  Summary summary;
  summary.status = result_schema::ok;
  summary.rise = 10.;
  summary.max_temperature = value;
  summary.surfaces = {{"a.top", value, 300., 1.}, {"b.top", 5., 300., 1.}};
  judge_limits(input, summary);
  EXPECT_EQ(summary.warnings.size(), warnings);
  EXPECT_EQ(summary.status == result_schema::ok, summary.limits.at(0).met);
  return summary.limits.at(0);
}

// A heat flow that is 1 W by the case sums up to a little more or less: that is equal, and
// meets the limit. More than 1e-9 of the largest flow, 5 W, is not.
TEST(Limits, RoundOffIsNoViolation)
{
  const Quantity flow{Quantity::Kind::heat_flow, "a.top", ""};
  EXPECT_TRUE(judged(flow, 1., {1. + 4e-9, 1e-7}, 1).met);
  EXPECT_FALSE(judged(flow, 1., {1. + 6e-9, 1e-7}, 1).met);
  EXPECT_TRUE(judged(flow, 0., {4e-9, 1e-7}, 1).met);
}

// Of a temperature the rise, 10 K, is the scale: 300 K are none.
TEST(Limits, TemperaturesByTheRise)
{
  const Quantity hottest{Quantity::Kind::max_temperature, "", ""};
  EXPECT_TRUE(judged(hottest, 310., {310. + 0.9e-8, 1e-6}, 1).met);
  EXPECT_FALSE(judged(hottest, 310., {310. + 2e-8, 1e-6}, 1).met);
}

// Whether the value lies within its error bar of the bound is said, with a warning.
TEST(Limits, BarsAcrossTheBound)
{
  const Quantity hottest{Quantity::Kind::max_temperature, "", ""};
  EXPECT_FALSE(judged(hottest, 310., {309.9, 0.2}, 1).certain);
  EXPECT_TRUE(judged(hottest, 310., {309.9, 0.05}, 0).certain);
  EXPECT_FALSE(judged(hottest, 310., {310.1, 0.2}, 1).certain);
  EXPECT_TRUE(judged(hottest, 310., {310.1, 0.05}, 0).certain);
}

} // namespace
} // namespace kelvolt
