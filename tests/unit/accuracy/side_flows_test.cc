#include "accuracy/side_flows.h"

#include <gtest/gtest.h>

namespace kelvolt
{
namespace
{

ContactSummary joint_of_5_watts()
{
  ContactSummary joint;
  joint.area = 4.;
  joint.heat_flow = 5.;
  joint.temperature_jump = 2.5;
  return joint;
}

// 5 W across a joint of 2 m2 K/W and 4 m2, of which one side conducts 4.5 and the other
// 5.2 W: known to 0.5 W, which is 0.25 K. A wider bar stays.
TEST(SideFlows, WidenWhatCrossesASharpJoint)
{
  ContactSummary joint = joint_of_5_watts();
  widen_to_sides({4.5, 5.2, 0.6}, 2., joint);
  EXPECT_DOUBLE_EQ(*joint.heat_flow->error, 0.5);
  EXPECT_DOUBLE_EQ(*joint.temperature_jump.error, 0.25);
  widen_to_sides({5., 5.2, 0.6}, 2., joint);
  EXPECT_DOUBLE_EQ(*joint.heat_flow->error, 0.5);
}

// Where all is smooth, slopes at the faces are off by more than what crosses them.
TEST(SideFlows, SayNothingWithoutEdges)
{
  ContactSummary joint = joint_of_5_watts();
  widen_to_sides({4.5, 5.2, regular_exponent}, 2., joint);
  EXPECT_FALSE(joint.heat_flow->error);
  joint.heat_flow.reset();
  widen_to_sides({4.5, 5.2, 0.6}, 2., joint);
  EXPECT_FALSE(joint.temperature_jump.error);
}

} // namespace
} // namespace kelvolt
