#include "results/error_bar.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// One equation alone contributes, and the quantity changes as the adjoint says.
MeshEstimate one_sided(double value, double change)
{
  return {value, change, change, 0., 0.};
}

// Of degree 1, where the safety is 2: 3/2 of the change and 1/2 of the contributions: twice
// the change where there is one contribution; contributions that cancel leave half of their
// sizes.
TEST(ErrorBar, OfOneMesh)
{
  EXPECT_DOUBLE_EQ(error_bar(one_sided(10., -0.3), enrichment_safety(1)), 0.6);
  EXPECT_DOUBLE_EQ(error_bar({10., 0., 0.3, -0.3, 0.}, enrichment_safety(1)), 0.3);
  EXPECT_DOUBLE_EQ(error_bar({10., 0., 0., 0., 1e-3}, enrichment_safety(1)), 1e-3);
  // What the adjoint misses counts once more: 1.5 * 0.4 + 0.5 * 0.3 + 0.1.
  EXPECT_DOUBLE_EQ(error_bar({10., 0.4, 0.3, 0., 0.}, enrichment_safety(1)), 0.85);
}

// Where the error falls like p^(-2) the bar is 6/5 of the error: the change is
// 1 - (p / (p + 1))^2 of it.
TEST(ErrorBar, CoversEdges)
{
  for (const unsigned int degree : {2U, 3U, 4U})
  {
    const double error = std::pow(degree, -2.), change = error - std::pow(degree + 1., -2.);
    EXPECT_NEAR(
        error_bar(one_sided(10., change), enrichment_safety(degree)) / error, 1.2, 1e-12);
  }
}

// One mesh has nothing to compare with. A step within both bars makes the bar reliable.
TEST(ErrorBar, NeedsASecondOpinion)
{
  const double safety = enrichment_safety(1);
  ErrorBar bar;
  EXPECT_TRUE(std::isinf(bar.error()));
  EXPECT_FALSE(bar.reliable());
  bar.add(one_sided(10., 0.3), safety);
  EXPECT_DOUBLE_EQ(bar.error(), 0.6);
  EXPECT_FALSE(bar.reliable());
  bar.add(one_sided(10.4, 0.1), safety);
  EXPECT_DOUBLE_EQ(bar.error(), 0.2);
  EXPECT_TRUE(bar.reliable());
}

// Two degrees more see (p / (p + 2))^2 left of an error that falls like p^(-2), and the
// larger bar of the same mesh counts: here the one that sees what is even.
TEST(ErrorBar, TakesTheLargerOfTwoEnrichments)
{
  EXPECT_DOUBLE_EQ(enrichment_safety(4, 2), 1.2 / (1. - 16. / 36.));
  const double safety = enrichment_safety(2);
  ErrorBar bar;
  bar.add(one_sided(10., 0.2), safety);
  bar.add(one_sided(10.1, 1e-4), safety);
  EXPECT_LT(bar.error(), 1e-3);
  bar.add_second(one_sided(10.1, 0.05), enrichment_safety(2, 2));
  EXPECT_DOUBLE_EQ(bar.error(), 0.1);
  EXPECT_TRUE(bar.reliable());
  bar.add_second(one_sided(10.1, 0.01), enrichment_safety(2, 2));
  EXPECT_DOUBLE_EQ(bar.error(), 0.1);
}

// A step of 2 where the bars allow 0.6 + 0.2: the bar grows by the ratio and is not
// believed, until the next step fits again.
TEST(ErrorBar, GrowsWhenMeshesDisagree)
{
  const double safety = enrichment_safety(1);
  ErrorBar bar;
  bar.add(one_sided(10., 0.3), safety);
  bar.add(one_sided(12., 0.1), safety);
  EXPECT_FALSE(bar.reliable());
  EXPECT_DOUBLE_EQ(bar.error(), 0.2 * 2. / 0.8);
  bar.add(one_sided(12.1, 0.05), safety);
  EXPECT_TRUE(bar.reliable());
  EXPECT_DOUBLE_EQ(bar.error(), 0.1);
}

// Two meshes that are exact agree.
TEST(ErrorBar, OfExactAnswersIsReliable)
{
  const double safety = enrichment_safety(1);
  ErrorBar bar;
  bar.add(one_sided(10., 0.), safety);
  bar.add(one_sided(10., 0.), safety);
  EXPECT_TRUE(bar.reliable());
  EXPECT_EQ(bar.error(), 0.);
}

// A run that was stopped goes on as one that was not: after the same next mesh the bar is
// the same, both where meshes agree and where they do not.
TEST(ErrorBar, IsRememberedFromMeshToMesh)
{
  const double safety = enrichment_safety(1);
  for (const double second : {10.4, 12.})
  {
    ErrorBar bar;
    bar.add(one_sided(10., 0.3), safety);
    bar.add(one_sided(second, 0.1), safety);
    ErrorBar again = ErrorBar::remembered(bar.memory());
    EXPECT_EQ(again.error(), bar.error());
    EXPECT_EQ(again.reliable(), bar.reliable());
    ASSERT_EQ(again.meshes().size(), 2U);
    for (ErrorBar *one : {&bar, &again})
      one->add(one_sided(12.1, 0.05), safety);
    EXPECT_EQ(again.error(), bar.error());
    EXPECT_EQ(again.reliable(), bar.reliable());
  }
  EXPECT_THROW(ErrorBar::remembered({1., 2.}), std::out_of_range);
  EXPECT_THROW(ErrorBar::remembered({1., 2., 1., 1., 3.}), std::out_of_range);
}

} // namespace
} // namespace kelvolt
