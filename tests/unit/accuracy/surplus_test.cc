#include "accuracy/surplus.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

/// x^power about the middle of the unit cell along the first axis, constant along the
/// others, at the nodes of an element.
std::vector<double> power_about_middle(const ReferenceElement &element, int power)
{
  std::vector<double> values;
  for (unsigned int k = 0; k < element.n * element.n; ++k)
    for (unsigned int i = 0; i < element.n; ++i)
      values.push_back(std::pow(element.node[i] - 0.5, power));
  return values;
}

// The error of a quadratic cell in a field that is even about its middle, such as x^4, is
// even too. One degree more adds an odd term only and sees nothing; two degrees see it.
TEST(Surplus, OfTwoDegreesSeesWhatIsEvenInACell)
{
  const ReferenceElement cubic(3), quartic(4);
  const std::vector<double> on_cubic = power_about_middle(cubic, 4),
                            on_quartic = power_about_middle(quartic, 4);
  EXPECT_NEAR(Surplus(cubic, 2).product(0, on_cubic, on_cubic), 0., 1e-15);
  EXPECT_GT(Surplus(quartic, 2).product(0, on_quartic, on_quartic), 1e-3);
}

// x^3 less its interpolation at 0, 1/2 and 1 is x^3 - x / 4 about the middle:
// int (3 x^2 - 1/4)^2 from -1/2 to 1/2 = 9/80 - 1/8 + 1/16 = 1/20. Nothing is added along
// the axes on which the field is constant, and nothing to a field of the lower degree.
TEST(Surplus, IsTheEnergyOfWhatIsAdded)
{
  const ReferenceElement cubic(3);
  const std::vector<double> u = power_about_middle(cubic, 3),
                            parabola = power_about_middle(cubic, 2);
  EXPECT_NEAR(Surplus(cubic, 2).product(0, u, u), 1. / 20., 1e-14);
  EXPECT_NEAR(Surplus(cubic, 2).product(1, u, u), 0., 1e-15);
  EXPECT_NEAR(Surplus(cubic, 2).product(0, parabola, u), 0., 1e-15);
}

} // namespace
} // namespace kelvolt
