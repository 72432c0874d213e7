#include "accuracy/extreme_spans.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

Numbers one_part(double lowest, double highest)
{
  Numbers result;
  result.parts = {{"part", lowest, 0.5 * (lowest + highest), highest, 1., 0., 0.}};
  return result;
}

// Without an edge values converge like energies at r^(1/2), (p / (p + 1))^2: from degree 2
// to 3, 6/5 / (1 - 4/9) - 1 = 1.16 changes are left; along r^(2/3),
// 6/5 / (1 - (2/3)^(4/3)) - 1 = 1.8735 (computed by hand). Two degrees leave one at least.
TEST(ExtremeSpans, ValuesConvergeHalfAsFastAsEnergies)
{
  EXPECT_NEAR(left_at_points(2, 1, 1.), 1.16, 1e-12);
  EXPECT_NEAR(left_at_points(2, 1, 1.7), 1.16, 1e-12);
  EXPECT_NEAR(left_at_points(2, 1, 2. / 3.), 1.8735, 1e-4);
  EXPECT_EQ(left_at_points(2, 2, 1.), 1.);
  EXPECT_GT(left_at_points(2, 1, 0.06), 20.);
}

// The coldest cell knows its lowest temperature to 0.1 K; one that is 1 K warmer only to
// 3 K, and may be the coldest one.
TEST(ExtremeSpans, ReachOverCellsThatMayHoldTheExtreme)
{
  ExtremeSpans spans(1);
  spans.add({0, 300., 302., 0.1});
  spans.add({0, 301., 310., 3.});
  spans.add({0, 305., 309.9, 0.2});
  Numbers numbers = one_part(300., 310.);
  spans.widen(numbers);
  EXPECT_DOUBLE_EQ(*numbers.parts[0].min_temperature.error, 2.) << "298 K";
  EXPECT_DOUBLE_EQ(*numbers.parts[0].max_temperature.error, 3.) << "313 K";
  EXPECT_FALSE(numbers.parts[0].mean_temperature.error);
}

// The value stated need not be that of u_+; a bar that is there and wider stays.
TEST(ExtremeSpans, CountFromTheValueStated)
{
  ExtremeSpans spans(1);
  spans.add({0, 300., 310., 0.5});
  Numbers numbers = one_part(299., 310.);
  numbers.parts[0].max_temperature.error = 4.;
  spans.widen(numbers);
  EXPECT_DOUBLE_EQ(*numbers.parts[0].min_temperature.error, 1.5);
  EXPECT_EQ(*numbers.parts[0].max_temperature.error, 4.);
}

} // namespace
} // namespace kelvolt
