#include "../verification/solved_text.h"

#include <deal.II/base/mpi.h>

#include <gtest/gtest.h>

#include <cmath>
#include <string>

/// @file Currents of parts and of what joins them, on columns.

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846;

const PartSummary &part(const Summary &summary, const std::string &name)
{
  for (const PartSummary &one : summary.parts)
    if (one.name == name)
      return one;
  throw std::runtime_error("no part " + name);
}

// Where parts hang together like a tree, Kirchhoff's law alone says what a joint carries:
// a plug in a disc, round which the current leaves it, and a post on its other end. Areas
// and centres of joints are those of the circles; a part that nothing drives has none.
TEST(ColumnPartCurrents, TreeObeysKirchhoff)
{
  const Summary run = solve_text(
      MPI_COMM_WORLD,
      "title: tree\n"
      "package:\n"
      "  disc: {material: metal, z: 0 to 1 mm, outline: {circle: 3 mm, at: [1 mm, 2 mm]}}\n"
      "  plug: {material: metal, z: 0 to 1 mm, outline: {circle: 1 mm, at: [1 mm, 2 mm]}}\n"
      "  post: {material: metal, z: 1 to 2 mm, outline: {circle: 0.5 mm, at: [3 mm, 2 "
      "mm]}}\n"
      "  resin: {material: plastic, z: -1 to 0 mm, outline: {circle: 3 mm, at: [1 mm, 2 "
      "mm]}}\n"
      "surfaces: {edge: {on: disc.top, outline: {circle: 0.4 mm, at: [-2 mm, 1 mm]}}}\n"
      "materials:\n"
      "  metal: {conductivity: 100 W/m/K, electrical_resistivity: 5e-8 ohm m}\n"
      "  plastic: {conductivity: 1 W/m/K}\n"
      "cooling: {resin.bottom: {convection: 5000 W/m2/K, ambient: 300 K}}\n"
      "terminals:\n"
      "  a: {on: plug.top, current: 8 A}\n"
      "  b: {on: post.top, current: -3 A}\n"
      "  c: {on: edge, voltage: 0 V}\n"
      "mesh: {adapt: false}\n"
      "accuracy: {of: max_temperature, within: 10 K}\n");
  EXPECT_NEAR(part(run, "plug").current->value, 8., 1e-6);
  EXPECT_NEAR(part(run, "post").current->value, 3., 1e-6);
  EXPECT_NEAR(part(run, "disc").current->value, 8., 1e-6);
  EXPECT_FALSE(part(run, "resin").current.has_value());
  ASSERT_EQ(run.joints.size(), 2U);
  for (const JointSummary &joint : run.joints)
  {
    const bool is_plug = joint.between[1] == "plug";
    EXPECT_EQ(joint.between[0], "disc");
    EXPECT_NEAR(joint.current.value, is_plug ? -8. : 3., 1e-6);
    EXPECT_NEAR(joint.area.value, is_plug ? 2. * pi * 1e-6 : 0.25 * pi * 1e-6, 1e-12);
    const std::array<double, 3> centre =
        is_plug ? std::array{1e-3, 2e-3, 0.5e-3} : std::array{3e-3, 2e-3, 1e-3};
    for (std::size_t axis = 0; axis < 3; ++axis)
      EXPECT_NEAR(joint.position[axis], centre[axis], 1e-9);
  }
}

/// A bridge over a bar, both of one metal; what goes over it crowds at its feet. Boxes, or
/// turned.
std::string bridge(double turned_by)
{
  const double angle = turned_by * pi / 180.;
  const auto shape = [&](double width, double height, double x)
  {
    const auto mm = [](double value)
    {
      return std::to_string(value) + " mm";
    };
    return "outline: {rectangle: [" + mm(width) + ", " + mm(height) + "], at: [" +
           mm(std::cos(angle) * x) + ", " + mm(std::sin(angle) * x) +
           "], rotate: " + std::to_string(turned_by) + " deg}}\n";
  };
  return "title: bridge\n"
         "package:\n"
         "  bar: {material: metal, z: 0 to 0.5 mm, " +
         shape(6., 1., 0.) + "  bridge: {material: metal, z: 0.5 to 1.5 mm, " +
         shape(4., 1., 0.) + "  gap: {material: plastic, z: 0.5 to 1 mm, " +
         shape(2., 1., 0.) +
         "surfaces:\n"
         "  plus: {on: bar.bottom, " +
         shape(0.5, 1., -2.75) + "  minus: {on: bar.bottom, " + shape(0.5, 1., 2.75) +
         "materials:\n"
         "  metal: {conductivity: 100 W/m/K, electrical_resistivity: 5e-8 ohm m}\n"
         "  plastic: {conductivity: 1 W/m/K}\n"
         "cooling: {bridge.top: {convection: 5000 W/m2/K, ambient: 300 K}}\n"
         "terminals:\n"
         "  in: {on: plus, current: 7 A}\n"
         "  out: {on: minus, voltage: 0 V}\n"
         "accuracy: {of: 'in|out.resistance', within: 2 uohm}\n";
}

// The share of the bridge is the same for boxes and for the package turned by 20 degrees,
// and what goes up one foot comes down the other.
TEST(ColumnPartCurrents, GiveATurnedPackageTheAnswerOfBoxes)
{
  const Summary boxes = solve_text(MPI_COMM_WORLD, bridge(0.)),
                columns = solve_text(MPI_COMM_WORLD, bridge(20.));
  ASSERT_EQ(boxes.joints.size(), 2U);
  ASSERT_EQ(columns.joints.size(), 2U);
  const double up = columns.joints[0].current.value;
  EXPECT_GT(std::abs(up), 2.);
  EXPECT_LT(std::abs(up), 5.);
  EXPECT_NEAR(up, -columns.joints[1].current.value, 1e-6);
  for (const char *name : {"bar", "bridge"})
  {
    const Number &box = part(boxes, name).current.value(),
                 &column = part(columns, name).current.value();
    EXPECT_LE(std::abs(box.value - column.value),
              box.error_or_zero() + column.error_or_zero())
        << name << ": " << box.value << " and " << column.value;
    EXPECT_GT(column.error_or_zero(), 0.);
  }
  EXPECT_NEAR(columns.joints[0].area.value, 1e-6, 1e-12);
}

} // namespace
} // namespace kelvolt
