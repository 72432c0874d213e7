#include "../verification/solved_text.h"

#include <deal.II/base/mpi.h>

#include <gtest/gtest.h>

#include <cmath>
#include <string>

/// @file Patches on columns: sources, films, temperatures and terminals on part of a face.

namespace kelvolt
{
namespace
{

/// A rectangle [mm] of a package that is turned as a whole [deg]; 0: boxes.
std::string turned(double width, double height, double x, double y, double by)
{
  const double angle = by * 3.14159265358979323846 / 180., c = std::cos(angle),
               s = std::sin(angle);
  const auto mm = [](double value)
  {
    return std::to_string(value) + " mm";
  };
  return "outline: {rectangle: [" + mm(width) + ", " + mm(height) + "], at: [" +
         mm(c * x - s * y) + ", " + mm(s * x + c * y) + "], rotate: " + std::to_string(by) +
         " deg}";
}

/// A die on copper on ceramic. A spot of the die is heated by 5 W, another held at 340 K; a
/// piece of the ceramic's bottom lies on water, the rest of it in air. 40 A go from one pad
/// of the copper to the other.
std::string module(double by, const std::string &more = "")
{
  return "title: module\n"
         "package:\n"
         "  base: {material: ceramic, z: 0 to 0.6 mm, " +
         turned(12., 10., 0., 0., by) +
         "}\n"
         "  land: {material: metal, z: 0.6 to 0.9 mm, " +
         turned(8., 6., 0., 0., by) +
         "}\n"
         "  die: {material: chip, z: 0.9 to 1.1 mm, " +
         turned(4., 3., 0., 0., by) +
         "}\n"
         "materials:\n"
         "  ceramic: {conductivity: 24 W/m/K}\n"
         "  metal: {conductivity: 390 W/m/K, electrical_resistivity: {reference: 1.7e-8 "
         "ohm m, "
         "at: 300 K, coefficient: 0.004 1/K}}\n"
         "  chip: {conductivity: 140 W/m/K}\n"
         "surfaces:\n"
         "  hot: {on: die.top, " +
         turned(1., 1.5, 0.8, -0.4, by) +
         "}\n"
         "  cool: {on: die.top, " +
         turned(0.5, 0.5, -1.5, 1., by) +
         "}\n"
         "  idle: {on: die.top, " +
         turned(0.5, 0.5, -1.5, -1., by) +
         "}\n"
         "  wet: {on: base.bottom, " +
         turned(5., 6., -2., 1., by) +
         "}\n"
         "  dry: {on: base.bottom, except: [wet]}\n"
         "  plus: {on: land.top, " +
         turned(1., 2., -3.2, 0.5, by) +
         "}\n"
         "  minus: {on: land.top, " +
         turned(1., 1., 3.2, -2., by) +
         "}\n"
         "cooling:\n"
         "  hot: {heat_flux: 3.33333333 W/mm2}\n"
         "  cool: {temperature: 340 K}\n"
         "  wet: {convection: 8000 W/m2/K, ambient: 300 K}\n"
         "  dry: {convection: 50 W/m2/K, ambient: 300 K}\n"
         "terminals:\n"
         "  in: {on: plus, current: 40 A}\n"
         "  out: {on: minus, voltage: 0 V}\n" +
         more;
}

constexpr const char *goals = "accuracy:\n"
                              "  - {of: max_temperature, within: 0.5 K}\n"
                              "  - {of: hot.mean_temperature, within: 0.3 K}\n"
                              "  - {of: idle.mean_temperature, within: 0.3 K}\n"
                              "  - {of: cool.heat_flow, within: 100 mW}\n"
                              "  - {of: wet.heat_flow, within: 50 mW}\n"
                              "  - {of: 'in|out.resistance', within: 1 uohm}\n";

void expect_within_both(const Number &one, const Number &other, const std::string &what)
{
  EXPECT_LE(std::abs(one.value - other.value), one.error_or_zero() + other.error_or_zero())
      << what << ": " << one.value << " and " << other.value;
}

// A package of boxes and the same one turned by 20 degrees have the same answers.
TEST(ColumnPatches, GiveATurnedPackageTheAnswerOfBoxes)
{
  const Summary boxes = solve_text(MPI_COMM_WORLD, module(0., goals)),
                columns = solve_text(MPI_COMM_WORLD, module(20., goals));
  ASSERT_EQ(boxes.goals.size(), columns.goals.size());
  for (std::size_t i = 0; i < boxes.goals.size(); ++i)
    EXPECT_LE(std::abs(columns.goals[i].value - boxes.goals[i].value),
              columns.goals[i].estimated + boxes.goals[i].estimated)
        << columns.goals[i].of;
  ASSERT_EQ(boxes.surfaces.size(), columns.surfaces.size());
  for (std::size_t i = 0; i < boxes.surfaces.size(); ++i)
  {
    const SurfaceSummary &box = boxes.surfaces[i], &column = columns.surfaces[i];
    EXPECT_EQ(box.name, column.name);
    EXPECT_NEAR(box.area.value, column.area.value, 1e-5 * box.area.value) << box.name;
    expect_within_both(box.mean_temperature, column.mean_temperature, box.name);
    expect_within_both(box.heat_flow, column.heat_flow, box.name);
  }
  EXPECT_LT(columns.audit.relative_imbalance, 1e-8);
}

// One rank alone and all together, on one mesh.
TEST(ColumnPatches, AreTheSameOnAnyNumberOfRanks)
{
  const std::string text = module(20., std::string(goals) + "mesh: {adapt: false}\n");
  const Summary alone = solve_text(MPI_COMM_SELF, text),
                together = solve_text(MPI_COMM_WORLD, text);
  for (std::size_t i = 0; i < alone.goals.size(); ++i)
    EXPECT_NEAR(alone.goals[i].value,
                together.goals[i].value,
                1e-6 * std::abs(alone.goals[i].value))
        << alone.goals[i].of;
}

// A patch that is the whole of its side is the side.
TEST(ColumnPatches, ThatAreTheWholeSideAreTheSide)
{
  const auto solve = [](const char *surfaces, const char *top)
  {
    return solve_text(
        MPI_COMM_WORLD,
        std::string(
            "title: disc\n"
            "package: {disc: {material: m, z: 0 to 1 mm, outline: {circle: 2 mm}}}\n"
            "materials: {m: {conductivity: 20 W/m/K}}\n") +
            surfaces +
            "cooling:\n  disc.bottom: {convection: 1000 W/m2/K, ambient: 300 K}\n  " + top +
            ": {heat_flux: 1 W/cm2}\n"
            "mesh: {adapt: false, size_factor: 0.5}\n"
            "accuracy: {of: max_temperature, within: 1 K}\n");
  };
  const Summary side = solve("", "disc.top"),
                patch = solve("surfaces: {all: {on: disc.top, outline: {circle: 2 mm}}}\n",
                              "all");
  EXPECT_NEAR(side.max_temperature.value, patch.max_temperature.value, 1e-8);
  EXPECT_NEAR(side.surfaces[1].heat_flow.value, patch.surfaces[1].heat_flow.value, 1e-12);
  EXPECT_NEAR(side.surfaces[1].area.value, patch.surfaces[1].area.value, 1e-18);
}

} // namespace
} // namespace kelvolt
