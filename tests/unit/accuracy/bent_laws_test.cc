#include "accuracy/bent_laws.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kelvolt
{
namespace
{

// From 100 down to 2 and back between 360 K and 364 K: pieces of a cubic with slopes of
// zero at both ends have the mean of their ends, so that 100 K from 300 K hold
// 100 * 100 - 4 * 49. Two and three Gauss points pass the notch and see 100.
TEST(BentLaws, HideANotchBetweenPoints)
{
  const PropertyLaw notch =
      TableLaw{{300., 360., 362., 364., 400.}, {100., 100., 2., 100., 100.}};
  EXPECT_NEAR(unseen_of_law(notch, 300., 400., 2), 100. / 98.04 - 1., 1e-12);
}

// From 100 to 20 between 350 K and 370 K; the points of three, at 0.1127, 0.5 and 0.8873 of
// the range, see 100, 20 and 20 (weights 5/18, 8/18, 5/18), those of four more.
TEST(BentLaws, HideWhereAKinkLies)
{
  const PropertyLaw kink = TableLaw{{300., 350., 370., 600.}, {100., 100., 20., 20.}};
  const double exact = (100. * 26. + 60. * 20. + 20. * 109.) / 155.,
               seen = 100. * 5. / 18. + 20. * 13. / 18.;
  EXPECT_GE(unseen_of_law(kink, 324., 479., 3), std::abs(seen / exact - 1.) - 1e-12);
  EXPECT_LT(unseen_of_law(kink, 352., 353., 3), 1e-12);
}

// Formulas are smooth, and so is a table of a metal within the few kelvins of a cell.
TEST(BentLaws, AreNoneWhereLawsAreSmooth)
{
  const PropertyLaw copper = TableLaw{{200., 250., 300., 350., 400., 500., 600.},
                                      {413., 406., 401., 396., 393., 386., 379.}};
  EXPECT_LT(unseen_of_law(copper, 330., 340., 3), 1e-12);
  EXPECT_LT(unseen_of_law(copper, 330., 360., 3), 1e-5);
  EXPECT_EQ(unseen_of_law(PowerLaw{150., 300., -1.3, 0.}, 300., 500., 2), 0.);
  EXPECT_EQ(unseen_of_law(copper, 340., 340., 2), 0.);
}

} // namespace
} // namespace kelvolt
