#include "results/corrected_value.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kelvolt
{
namespace
{

/// One equation alone contributes, of one sign, and the quantity changes as the adjoint
/// says.
MeshEstimate one_sided(double value, double change, double left = 0.)
{
  MeshEstimate estimate;
  estimate.value = value;
  estimate.change = estimate.electric = change;
  estimate.electric_left = left;
  estimate.spread = std::abs(change);
  return estimate;
}

// An error that falls like (p + 1/2)^(-4 s) is what the change shows and what it leaves
// out.
TEST(LeftOut, CompletesTheError)
{
  for (const double s : {0.5, 2. / 3., 0.9})
    for (const unsigned int added : {1U, 2U})
      for (const unsigned int degree : {1U, 2U, 3U, 4U})
      {
        const double error = std::pow(degree + 0.5, -4. * s),
                     change = error - std::pow(degree + added + 0.5, -4. * s);
        EXPECT_NEAR(change * (1. + left_out(degree, added, s)), error, 1e-12);
      }
  EXPECT_LT(left_out(2, 1, 1.), 0.12);
}

// Two changes of an error that falls by a power say what is left of it.
TEST(LeftByDecline, CompletesTheError)
{
  for (const double k : {0.3, 1., 2.5, 7.})
    for (const unsigned int degree : {1U, 2U, 4U})
    {
      const auto error = [&](unsigned int added)
      {
        return std::pow(degree + added + 0.5, -k);
      };
      const double second = error(1) - error(2);
      EXPECT_NEAR(
          second * left_by_decline(degree, error(0) - error(1), second), error(2), 1e-9)
          << degree << ' ' << k;
    }
}

// What grows does not fall by any power: as much is left as the slowest one leaves, up to a
// second change that is larger by 1 / (p + 1/2); beyond, no more than of that one.
TEST(LeftByDecline, EndsWhereNothingFalls)
{
  const double slowest = left_by_decline(2, 1., 0.8);
  EXPECT_NEAR(
      slowest, std::pow(4.5, -0.25) / (std::pow(3.5, -0.25) - std::pow(4.5, -0.25)), 1e-9);
  EXPECT_DOUBLE_EQ(left_by_decline(2, 1., 1.4), slowest);
  EXPECT_NEAR(left_by_decline(2, 1., 2.8), slowest / 2., 1e-9);
  EXPECT_EQ(left_by_decline(2, 0., 1.), 0.);
  EXPECT_EQ(left_by_decline(2, 1., 0.), 0.);
}

// Each contribution grows by what is left out of it.
TEST(LeftOut, CountsBothFields)
{
  EXPECT_DOUBLE_EQ(left_out_of(one_sided(10., -0.3, 0.5)), -0.15);
  MeshEstimate both;
  both.change = 0.5;
  both.electric = 0.6;
  both.thermal = -0.2;
  both.electric_left = 1.;
  both.thermal_left = 0.25;
  EXPECT_DOUBLE_EQ(left_out_of(both), 0.6 - 0.05);
}

// 0.7 of what is left out, 0.07 of what there is, 0.7 of what the adjoint misses, and of
// sharp edges and iterations all. Contributions that cancel leave their sizes.
TEST(OpenError, OfOneMesh)
{
  EXPECT_DOUBLE_EQ(open_error(one_sided(10., -0.4, 0.5)), 0.07 * (2. + 0.8));
  MeshEstimate cancelling = one_sided(10., 0.);
  cancelling.electric = 0.3;
  cancelling.thermal = -0.3;
  cancelling.electric_left = cancelling.thermal_left = 1.;
  cancelling.spread = 8.;
  EXPECT_DOUBLE_EQ(open_error(cancelling), 0.07 * (6. + 8.));
  MeshEstimate nonlinear = one_sided(10., 0.4);
  nonlinear.electric = 0.2;
  EXPECT_DOUBLE_EQ(open_error(nonlinear), 0.07 * (0.8 + 2.));
  MeshEstimate sharp = one_sided(10., 0.4);
  sharp.margin = 2.;
  sharp.iteration_error = 0.01;
  EXPECT_DOUBLE_EQ(open_error(sharp), 0.07 * 0.8 + 0.8 + 0.01);
  EXPECT_DOUBLE_EQ(open_error(one_sided(10., -0.4, 0.5), 2), 0.03 * (2. + 0.8));
}

// One mesh has nothing to compare with: three times the bar. Values within both bars
// confirm it, although the values on the meshes differ by more.
TEST(CorrectedValue, NarrowsWithASecondOpinion)
{
  CorrectedValue value;
  EXPECT_TRUE(std::isinf(value.error()));
  EXPECT_FALSE(value.reliable());
  value.add(one_sided(10., 0.4));
  EXPECT_DOUBLE_EQ(value.value(), 10.4);
  EXPECT_DOUBLE_EQ(value.error(), 3. * 0.07 * 0.8);
  EXPECT_DOUBLE_EQ(value.confirmed_error(), 0.07 * 0.8);
  EXPECT_TRUE(value.reliable());
  value.add(one_sided(10.33, 0.1));
  EXPECT_DOUBLE_EQ(value.value(), 10.43);
  EXPECT_DOUBLE_EQ(value.error(), 0.07 * 0.2);
  EXPECT_TRUE(value.reliable());
}

// Whole, until a second degree or a finer mesh says that it is less; a finer mesh hides no
// more than the one before.
TEST(CorrectedValue, HoldsWhatCellsHide)
{
  const auto hiding = [](double hidden)
  {
    MeshEstimate estimate = one_sided(10., 0.);
    estimate.hidden = hidden;
    return estimate;
  };
  CorrectedValue value;
  value.add(hiding(0.5));
  EXPECT_DOUBLE_EQ(value.confirmed_error(), 0.5);
  value.add_second(hiding(0.2), 2);
  EXPECT_DOUBLE_EQ(value.error(), 0.2);
  value.add(hiding(0.4));
  EXPECT_DOUBLE_EQ(value.error(), 0.2);
  value.add(hiding(0.1));
  EXPECT_DOUBLE_EQ(value.error(), 0.1);
}

// Two degrees tell what is hidden from what falls: worth having where most of a bar is
// hidden, or where nothing else keeps it from what is accepted.
TEST(CorrectedValue, WantsTwoDegreesWhereLayersRule)
{
  MeshEstimate estimate = one_sided(10., 0.4); // leaves 0.056 open but for layers
  estimate.hidden = 0.1;
  CorrectedValue value;
  EXPECT_TRUE(value.is_ruled_by_layers(estimate, 0.05));
  EXPECT_FALSE(value.is_ruled_by_layers(estimate, 0.2)) << "met as it is";
  estimate.hidden = 0.04;
  EXPECT_TRUE(value.is_ruled_by_layers(estimate, 0.08));
  EXPECT_FALSE(value.is_ruled_by_layers(estimate, 0.05)) << "too coarse all the same";
  MeshEstimate before = estimate;
  before.hidden = 0.01;
  value.add(before);
  EXPECT_FALSE(value.is_ruled_by_layers(estimate, 0.08)) << "a finer mesh hides no more";
}

// What is hidden is no reason to believe one degree.
TEST(CorrectedValue, IsContradictedByWhatItSees)
{
  MeshEstimate one = one_sided(10., 0.1), two = one_sided(10., 0.2);
  one.hidden = 1.;
  CorrectedValue value;
  value.add(one);
  value.add_second(two, 2);
  EXPECT_TRUE(value.one_degree_was_contradicted());
}

// The bar of the value of u_+ holds what that leaves out by the best estimate.
TEST(CorrectedValue, HoldsWhatIsLeftOut)
{
  CorrectedValue value;
  value.add(one_sided(10., 0.4, 0.5));
  EXPECT_DOUBLE_EQ(value.value(), 10.4);
  EXPECT_NEAR(value.confirmed_error(), 0.2 + 0.07 * (2. + 0.8), 1e-12);
}

// Two degrees added to the first mesh are a second opinion, too: the bar holds what the
// second one adds, and as much again.
TEST(CorrectedValue, BelievesTwoEnrichmentsOfOneMesh)
{
  CorrectedValue value;
  value.add(one_sided(10., 0.4));
  value.add_second(one_sided(10., 0.41), 2);
  EXPECT_DOUBLE_EQ(value.value(), 10.4);
  EXPECT_NEAR(value.error(), 0.02 + 0.03 * 0.82, 1e-12);
  EXPECT_TRUE(value.reliable());
}

// An error that is even in every cell shows with two degrees only: the bar holds it.
TEST(CorrectedValue, SeesWhatOneDegreeOverlooks)
{
  CorrectedValue value;
  value.add(one_sided(10., 0.2));
  value.add(one_sided(10.2, 1e-4));
  EXPECT_LT(value.error(), 1e-3);
  EXPECT_TRUE(value.reliable());
  value.add_second(one_sided(10.2, 0.05), 2);
  EXPECT_NEAR(value.error(), 2. * 0.05, 0.004);
}

// The second degree turns back a fourth of what the first one changed: what is left has its
// sign, |0.3 - 0.4 + 0.15| for a half of it, and not |0.3 - 0.4 - 0.15|. Both changes are
// as open as ever: 0.1 + 0.03 (10 * 0.15 + 0.3 + 0.3).
TEST(CorrectedValue, TurnsBackWithTheSecondDegree)
{
  CorrectedValue value;
  value.add(one_sided(10., 0.4));
  value.add_second(one_sided(10., 0.3, 0.5), 4);
  EXPECT_NEAR(value.error(), 0.25 + 0.1 + 0.03 * 2.1, 1e-9);
}

// Two changes of 0.4 and 0.2 of an error that falls slowly leave more than the second one
// once more.
TEST(CorrectedValue, ExpectsWhatDeclinesSlowly)
{
  CorrectedValue value;
  value.add(one_sided(10., 0.4));
  value.add_second(one_sided(10., 0.6), 2);
  EXPECT_NEAR(value.error(), open_by_decline(2, 0.4, 0.2), 1e-9);
  EXPECT_GT(value.error(), 3. * 0.2);
}

// Where two degrees have changed a value far more than one, one is doubted on all meshes to
// come; at an edge they change it by a third more, and no more than round-off by much.
TEST(CorrectedValue, DoubtsOneDegreeFromThenOn)
{
  const auto doubts = [](double by_one, double by_two)
  {
    MeshEstimate two = one_sided(10., by_two);
    two.iteration_error = 1e-6;
    CorrectedValue value;
    value.add(one_sided(10., by_one));
    EXPECT_TRUE(value.has_one_opinion());
    value.add_second(two, 2);
    EXPECT_FALSE(value.has_one_opinion());
    value.add(one_sided(10.3, 0.1));
    return CorrectedValue::remembered(value.memory()).doubts_one_degree();
  };
  EXPECT_TRUE(doubts(0.1, 0.34));
  EXPECT_FALSE(doubts(0.1, 0.135));
  EXPECT_FALSE(doubts(0., 1e-7));
}

// Two degrees that say something else than one degree leaves open contradict it until they
// are asked again, whatever a finer mesh says.
TEST(CorrectedValue, RemembersAContradiction)
{
  CorrectedValue value;
  value.add(one_sided(10., -0.1));
  EXPECT_FALSE(value.one_degree_was_contradicted());
  value.add_second(one_sided(10., 0.02), 2);
  EXPECT_TRUE(value.one_degree_was_contradicted());
  value.add(one_sided(10., -0.1));
  EXPECT_TRUE(value.one_degree_was_contradicted());
  value.add_second(one_sided(10., -0.101), 2);
  EXPECT_FALSE(value.one_degree_was_contradicted());
}

// A step of 2.0 where the bars allow 0.042 + 0.014: the bar grows by the ratio and is not
// believed, until the next step fits again.
TEST(CorrectedValue, GrowsWhenMeshesDisagree)
{
  CorrectedValue value;
  value.add(one_sided(10., 0.3));
  value.add(one_sided(12.2, 0.1));
  EXPECT_FALSE(value.reliable());
  EXPECT_NEAR(value.error(), 0.014 * 2. / 0.056, 1e-12);
  value.add(one_sided(12.25, 0.05));
  EXPECT_TRUE(value.reliable());
  EXPECT_DOUBLE_EQ(value.error(), 0.007);
}

// What was kept of a value goes on like the value that it was kept of.
TEST(CorrectedValue, GoesOn)
{
  CorrectedValue value;
  EXPECT_TRUE(std::isinf(CorrectedValue::remembered(value.memory()).error()));
  value.add(one_sided(10., 0.3));
  CorrectedValue back = CorrectedValue::remembered(value.memory());
  for (CorrectedValue *one : {&value, &back})
    one->add(one_sided(12.2, 0.1));
  EXPECT_EQ(back.memory(), value.memory());
  EXPECT_THROW(CorrectedValue::remembered({1., 2.}), std::out_of_range);
}

// Two meshes that are exact agree.
TEST(CorrectedValue, OfExactAnswersIsReliable)
{
  CorrectedValue value;
  value.add(one_sided(10., 0.));
  value.add(one_sided(10., 0.));
  EXPECT_TRUE(value.reliable());
  EXPECT_EQ(value.error(), 0.);
}

} // namespace
} // namespace kelvolt
