#include "../coupling/solved_case.h"
#include "../discretization/small_meshes.h"
#include "electric/part_currents.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

struct Solved
{
  std::unique_ptr<MeshSolution> solution;
  std::unique_ptr<ConductorJoints> joints;
  std::vector<TerminalState> terminals;
  PartCurrents currents;

  /// Of the joint of two parts whose centre is nearest to x [mm].
  double current(int first, int second, double x) const
  {
    double found = 0., least = 1e9;
    for (std::size_t i = 0; i < joints->joined().joints.size(); ++i)
    {
      const ConductorJoints::Joint &one = joints->joined().joints[i];
      const double distance = std::abs(1e3 * one.centre[0] - x);
      if (joints->joined().part[one.first] != first ||
          joints->joined().part[one.second] != second || distance >= least)
        continue;
      least = distance;
      found = currents.joint[i];
    }
    return found;
  }
};

Solved solve_currents(Case input)
{
  input.cooling = {
      cooled(input.parts.front().name, Side::bottom, Convection{100., 0., 300.})};
  input.mesh = coarse_mesh();
  Solved result;
  result.solution = set_up(input, example_materials());
  ElectricProblem &electric = *result.solution->electric;
  electric.correct(constant_at_points(electric.field(), 1e7), 1e-13);
  result.terminals = electric.terminals();
  result.joints = std::make_unique<ConductorJoints>(
      input, result.solution->mesh, result.solution->conductors.conducting());
  const auto currents = part_currents(electric, *result.joints, {});
  EXPECT_TRUE(currents.has_value());
  result.currents = currents.value_or(PartCurrents());
  EXPECT_LT(result.currents.imbalance, 1e-9);
  return result;
}

// Where parts hang together like a tree, Kirchhoff's law alone says what a joint carries,
// however the current crowds: the leg takes what leaves by terminal b, the tab that of c.
// The tab is flush with the foot's end, so that its joint shares nodes with terminal a.
TEST(PartCurrents, TreeObeysKirchhoff)
{
  Case input;
  input.parts = {make_part("foot", "metal", box_mm({0, 3}, {0, 1}, {0, 1})),
                 make_part("leg", "metal", box_mm({0, 1}, {1, 3}, {0, 1})),
                 make_part("tab", "metal", box_mm({2, 3}, {0, 1}, {1, 1.5}))};
  input.terminals = {voltage_on("a", "foot", Side::right, 1.),
                     voltage_on("b", "leg", Side::back, 0.),
                     voltage_on("c", "tab", Side::top, 0.2)};
  const Solved solved = solve_currents(input);
  const double scale = solved.terminals[0].current;
  ASSERT_EQ(solved.joints->joined().joints.size(), 2U);
  EXPECT_NEAR(solved.current(0, 1, 0.5), -solved.terminals[1].current, 1e-9 * scale);
  EXPECT_NEAR(solved.current(0, 2, 2.5), -solved.terminals[2].current, 1e-9 * scale);
  EXPECT_NEAR(solved.currents.through[0], scale, 1e-9 * scale);
  EXPECT_NEAR(
      solved.currents.through[1], std::abs(solved.terminals[1].current), 1e-9 * scale);
}

// A bridge between two pieces of one part carries the whole current from the one joint to
// the other: the two cancel in the sum over the pair of parts, not in the answer.
TEST(PartCurrents, BridgeBetweenTwoPiecesOfAPart)
{
  Case input;
  input.parts = {make_part("pads", "metal", box_mm({0, 2}, {0, 1}, {0, 1})),
                 make_part("bridge", "metal", box_mm({1, 5}, {0, 1}, {1, 2}))};
  input.parts[0].boxes.push_back(box_mm({4, 6}, {0, 1}, {0, 1}));
  input.terminals = {current_on("plus", "pads", Side::left, 7.),
                     voltage_on("minus", "pads", Side::right, 0.)};
  // The other ends of the pieces face the same way.
  input.parts.push_back(make_part("end", "metal", box_mm({6, 7}, {0, 1}, {0, 1})));
  input.parts.push_back(make_part("start", "metal", box_mm({-1, 0}, {0, 1}, {0, 1})));
  input.terminals[0].surface.part = "start";
  input.terminals[1].surface.part = "end";
  const Solved solved = solve_currents(input);
  EXPECT_EQ(solved.joints->joined().part, (std::vector<int>{3, 0, 0, 2, 1}));
  EXPECT_NEAR(solved.current(0, 1, 1.5), 7., 1e-8);
  EXPECT_NEAR(solved.current(0, 1, 4.5), -7., 1e-8);
  for (const double through : solved.currents.through)
    EXPECT_NEAR(through, 7., 1e-8);
}

// A bridge that lies parallel to the bar it stands on: what comes up one foot goes down the
// other, and the mean current on the way is between nothing and all of it.
TEST(PartCurrents, BridgeOverABar)
{
  Case input;
  input.parts = {make_part("bar", "metal", box_mm({0, 6}, {0, 1}, {0, 0.5})),
                 make_part("bridge", "metal", box_mm({1, 5}, {0, 1}, {0.5, 1.5}))};
  input.parts.push_back(make_part("gap", "plastic", box_mm({2, 4}, {0, 1}, {0.5, 1})));
  input.terminals = {current_on("plus", "bar", Side::left, 7.),
                     voltage_on("minus", "bar", Side::right, 0.)};
  const Solved solved = solve_currents(input);
  const double up = solved.current(0, 1, 1.5);
  EXPECT_NEAR(up, -solved.current(0, 1, 4.5), 1e-8);
  EXPECT_GT(up, 2.);
  EXPECT_LT(up, 5.);
  EXPECT_NEAR(solved.currents.through[1], up, 1e-8);
  EXPECT_NEAR(solved.currents.through[0], 7. + up, 1e-8);
}

// Across a joint with a resistance, where nodes are doubled, and across a perfect one of a
// thermal contact the same current flows on.
TEST(PartCurrents, FlowsOnAcrossContacts)
{
  Case input;
  input.parts = {make_part("a", "metal", box_mm({0, 2}, {0, 1}, {0, 1})),
                 make_part("b", "metal", box_mm({2, 4}, {0, 1}, {0, 1})),
                 make_part("c", "metal", box_mm({4, 6}, {0, 1}, {0, 1}))};
  Contact resistive, thermal;
  resistive.between = {"a", "b"};
  resistive.electrical = 1e-9;
  thermal.between = {"c", "b"};
  thermal.thermal = 1e-5;
  input.contacts = {resistive, thermal};
  input.terminals = {current_on("plus", "a", Side::left, 3.),
                     voltage_on("minus", "c", Side::right, 0.)};
  const Solved solved = solve_currents(input);
  EXPECT_NEAR(solved.current(0, 1, 2.), 3., 1e-8);
  EXPECT_NEAR(solved.current(1, 2, 4.), 3., 1e-8);
  EXPECT_NEAR(solved.joints->joined().joints[0].area, 1e-6, 1e-15);
}

// Two bars of one height beside each other between two blocks share the current by halves,
// by symmetry, though all of them meet in edges.
TEST(PartCurrents, EqualPathsShareEqually)
{
  Case input;
  input.parts = {make_part("start", "metal", box_mm({0, 1}, {0, 2}, {0, 1})),
                 make_part("left", "metal", box_mm({1, 4}, {0, 1}, {0, 1})),
                 make_part("right", "metal", box_mm({1, 4}, {1, 2}, {0, 1})),
                 make_part("end", "metal", box_mm({4, 5}, {0, 2}, {0, 1}))};
  input.terminals = {current_on("plus", "start", Side::left, 8.),
                     voltage_on("minus", "end", Side::right, 0.)};
  const Solved solved = solve_currents(input);
  EXPECT_NEAR(solved.current(0, 1, 1.), 4., 1e-8);
  EXPECT_NEAR(solved.current(0, 2, 1.), 4., 1e-8);
  EXPECT_NEAR(solved.current(1, 2, 2.5), 0., 1e-8);
}

} // namespace
} // namespace kelvolt
