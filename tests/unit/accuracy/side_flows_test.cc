#include "../discretization/small_meshes.h"
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

// Two plates of 3 m2, 2 W/m/K, joined at z = 0.4 m; T is 300 - 3 z in the lower and 290 - 4
// z in the upper one: 18 W upwards by the slope of the first part, 24 W by that of the
// second.
TEST(SideFlows, FollowTheSlopesOfEitherSide)
{
  Case input;
  input.parts = {make_part("lower", "metal", box_mm({0., 1.}, {0., 1.}, {0., 1.})),
                 make_part("upper", "metal", box_mm({0., 1.}, {0., 1.}, {1., 2.}))};
  const SingularEdges no_edges =
      SingularEdges::of_temperature(input,
                                    make_part_layout(input.parts),
                                    MaterialTable(input, example_materials()),
                                    {300., 300.});
  const Grid grid(MPI_COMM_WORLD, two_parts(uneven_planes(), 2), {{0, 1}});
  for (const unsigned int degree : {1, 3})
  {
    const ScalarField field(grid, {true, true}, degree);
    Vector T = field.make_vector();
    for (unsigned int cell = 0; cell < field.cells().n_cells; ++cell)
      for (unsigned int i = 0; i < field.element().n_cubed(); ++i)
      {
        const double z = field.node_position(cell, i)[2];
        T.local_element(field.node_dof(cell, i)) =
            field.cells().part[cell] == 0 ? 300. - 3. * z : 290. - 4. * z;
      }
    T.update_ghost_values();
    DiffusionOperator A(field);
    const PointValues k = constant_at_points(field, 2.);
    A.set_conductivity({&k, &k, &k});
    const std::vector<SideFlows> sides = side_flows(field, A, no_edges, degree, 1, T);
    EXPECT_NEAR(sides[0].first, 18., 1e-11);
    EXPECT_NEAR(sides[0].second, 24., 1e-11);
    EXPECT_EQ(sides[0].exponent, regular_exponent);
  }
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
