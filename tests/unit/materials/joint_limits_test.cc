#include "../layout/example_packages.h"
#include "materials/joint_limits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Two parts of 10 W/m/K. The thinner one is 1 mm across its thinnest direction: 1e-4 m2
/// K/W, and of metal of 1e7 S/m 1e-10 ohm m2.
Case joined(const std::string &lower, double thermal, double electrical)
{
  Case input;
  input.parts = {make_part("lower", lower, box_mm({0, 4}, {0, 4}, {0, 2})),
                 make_part("upper", "metal", box_mm({0, 4}, {0, 1}, {2, 6}))};
  input.materials = example_materials();
  input.contacts = {{{"lower", "upper"}, thermal, "", electrical, {}}};
  return input;
}

// 1e-8 of what the better conductor of the two opposes is the least: 1e-12 m2 K/W and
// 1e-18 ohm m2.
TEST(JointLimits, RaiseWhatCannotMatter)
{
  Case input = joined("metal", 1e-15, 0.);
  EXPECT_THAT(limit_joints(input, {}),
              ElementsAre(AllOf(HasSubstr("lower|upper"), HasSubstr("1e-12 m2 K/W")),
                          HasSubstr("1e-18 ohm m2")));
  EXPECT_NEAR(input.contacts[0].thermal.value(), 1e-12, 1e-20);
  EXPECT_NEAR(input.contacts[0].electrical.value(), 1e-18, 1e-26);
  EXPECT_THAT(limit_joints(input, {}), IsEmpty()) << "what was raised is at the limit";
}

// Resistances above stay to the digit.
TEST(JointLimits, LeaveOthersAsTheyAre)
{
  Case input = joined("metal", 2e-12, 2e-18);
  EXPECT_THAT(limit_joints(input, {}), IsEmpty());
  EXPECT_EQ(input.contacts[0].thermal, 2e-12);
  EXPECT_EQ(input.contacts[0].electrical, 2e-18);
}

// An insulator opposes everything to a current; the conductor beside it sets the limit. A
// resistance that is not there is not made.
TEST(JointLimits, FollowTheConductor)
{
  Case input = joined("plastic", 1., 0.);
  EXPECT_THAT(limit_joints(input, {}), ElementsAre(HasSubstr("1e-18 ohm m2")));
  input.contacts[0].thermal.reset();
  input.contacts[0].electrical.reset();
  EXPECT_THAT(limit_joints(input, {}), IsEmpty());
  EXPECT_FALSE(input.contacts[0].thermal);
}

} // namespace
} // namespace kelvolt
