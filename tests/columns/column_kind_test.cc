#include "../verification/solved_text.h"
#include "verify/error_bar_packages.h"

#include <deal.II/base/mpi.h>

#include <gtest/gtest.h>

#include <cmath>
#include <string>

/// @file Packages of boxes on columns, because the case says so: the same package, by
/// another mesh and other cells, has the same answer within both error bars.

namespace kelvolt
{
namespace
{

/// Of one and the same number by both meshes.
void expect_same(const Number &box, const Number &column, const std::string &of)
{
  constexpr double round_off = 1e-9;
  EXPECT_LE(std::abs(box.value - column.value),
            box.error_or_zero() + column.error_or_zero() + round_off * std::abs(box.value))
      << of << ": " << box.value << " and " << column.value;
}

/// Both runs have to name the same parts, surfaces and terminals, and to agree.
void expect_same(const Summary &boxes, const Summary &columns)
{
  ASSERT_EQ(boxes.parts.size(), columns.parts.size());
  for (std::size_t i = 0; i < boxes.parts.size(); ++i)
  {
    const PartSummary &box = boxes.parts[i], &column = columns.parts[i];
    EXPECT_NEAR(box.volume.value, column.volume.value, 1e-9 * box.volume.value) << box.name;
    expect_same(box.mean_temperature, column.mean_temperature, box.name + " mean");
    expect_same(box.max_temperature, column.max_temperature, box.name + " max");
    expect_same(box.joule_heat, column.joule_heat, box.name + " Joule heat");
  }
  ASSERT_EQ(boxes.surfaces.size(), columns.surfaces.size());
  for (std::size_t i = 0; i < boxes.surfaces.size(); ++i)
  {
    const SurfaceSummary &box = boxes.surfaces[i], &column = columns.surfaces[i];
    EXPECT_EQ(box.name, column.name);
    EXPECT_NEAR(box.area.value, column.area.value, 1e-9 * box.area.value) << box.name;
    expect_same(box.heat_flow, column.heat_flow, box.name + " heat flow");
    expect_same(box.mean_temperature, column.mean_temperature, box.name + " mean");
  }
  ASSERT_EQ(boxes.terminals.size(), columns.terminals.size());
  for (std::size_t i = 0; i < boxes.terminals.size(); ++i)
  {
    expect_same(boxes.terminals[i].voltage, columns.terminals[i].voltage, "voltage");
    expect_same(boxes.terminals[i].current, columns.terminals[i].current, "current");
  }
  ASSERT_EQ(boxes.goals.size(), columns.goals.size());
  for (std::size_t i = 0; i < boxes.goals.size(); ++i)
    EXPECT_LE(std::abs(boxes.goals[i].value - columns.goals[i].value),
              boxes.goals[i].estimated + columns.goals[i].estimated)
        << boxes.goals[i].of;
}

/// @param text without a section `mesh`
void expect_same_by_both(const std::string &text)
{
  SCOPED_TRACE(text);
  expect_same(solve_text(MPI_COMM_WORLD, text + "mesh: {kind: boxes}\n"),
              solve_text(MPI_COMM_WORLD, text + "mesh: {kind: columns}\n"));
}

constexpr const char *materials = "materials:\n"
                                  "  metal: {conductivity: 200 W/m/K, "
                                  "electrical_resistivity: {reference: 5e-8 ohm m, at: "
                                  "300 K, coefficient: 0.004 1/K}}\n"
                                  "  glue: {conductivity: [2 W/m/K, 2 W/m/K, 1 W/m/K]}\n";

// All six sides of boxes keep their names: each is cooled or held, one of two boxes one
// behind the other has a side that both show, and an overlap takes a corner away.
TEST(ColumnKind, SixSides)
{
  expect_same_by_both(
      "title: sides\npackage:\n"
      "  base: {material: metal, boxes: [{x: 0 to 6 mm, y: 0 to 4 mm, z: 0 "
      "to 1 mm}, {x: 1 to 3 mm, y: 1 to 5 mm, z: 0 to 2 mm}]}\n"
      "  notch: {material: glue, x: 5 to 6 mm, y: 3 to 4 mm, z: 0 to 1 mm}\n" +
      std::string(materials) +
      "cooling:\n"
      "  base.left: {convection: 800 W/m2/K, ambient: 300 K}\n"
      "  base.right: {heat_flux: 2 W/cm2}\n"
      "  base.front: {temperature: 320 K}\n"
      "  base.back: {convection: 300 W/m2/K, ambient: 290 K, emissivity: "
      "0.8}\n"
      "  base.bottom: {convection: 100 W/m2/K, ambient: 300 K}\n"
      "  base.top: {convection: 50 W/m2/K, ambient: 310 K}\n"
      "heat: {notch: {power: 0.5 W}}\n"
      "accuracy: {of: max_temperature, within: 0.1 K}\n");
}

// Terminals on an outer and an inner side, a joint that resists both heat and current, a
// transistor along x, patches on a top, one of them the rest.
TEST(ColumnKind, CurrentsJointsDevicesAndPatches)
{
  expect_same_by_both(
      "title: currents\npackage:\n"
      "  bar: {material: metal, x: 0 to 5 mm, y: 0 to 2 mm, z: 0 to 1 mm}\n"
      "  channel: {material: metal, x: 5 to 6 mm, y: 0 to 2 mm, z: 0 to 1 mm}\n"
      "  pad: {material: metal, x: 6 to 9 mm, y: 0 to 2 mm, z: 0 to 1 mm}\n"
      "  cap: {material: glue, x: 0 to 5 mm, y: 0 to 2 mm, z: 1 to 2 mm}\n" +
      std::string(materials) +
      "surfaces:\n"
      "  spot: {on: cap.top, outline: {rectangle: [2 mm, 1 mm], at: [1 mm, 0.25 mm]}}\n"
      "  rest: {on: cap.top, except: [spot]}\n"
      "cooling:\n"
      "  spot: {heat_flux: 5 W/cm2}\n"
      "  rest: {convection: 50 W/m2/K, ambient: 300 K}\n"
      "  bar.bottom: {convection: 5000 W/m2/K, ambient: 300 K}\n"
      "terminals:\n"
      "  plus: {on: bar.left, current: 20 A}\n"
      "  minus: {on: pad.right, voltage: 0.1 V}\n"
      "contacts:\n"
      "  - {between: [bar, cap], thermal: 20 mm2 K/W}\n"
      "  - {between: [channel, pad], electrical: 1e-9 ohm m2, thermal: 5 mm2 K/W}\n"
      "devices: {channel: {law: 1 mohm, current_axis: x}}\n"
      "accuracy:\n"
      "  - {of: max_temperature, within: 1 K}\n"
      "  - {of: plus.voltage, within: 1 mV}\n");
}

// An insulator over a joint between two conductors does not short it: 20 A through two bars
// of 5 mm / (2 mm^2) each and 1e-9 ohm m^2 over 2 mm^2 make 15 mV, and 0.2 W in the
// joint. Both bars are as warm as the insulator on its edge, whether the joint resists heat
// or not.
TEST(ColumnKind, JointUnderAnInsulator)
{
  const std::string joint = "  - {between: [a, b], electrical: 1e-9 ohm m2";
  for (const char *kind : {"boxes", "columns"})
    for (const std::string &thermal :
         {std::string("}\n"), std::string(", thermal: 5 mm2 K/W}\n")})
    {
      const Summary s = solve_text(
          MPI_COMM_WORLD,
          "title: joint\npackage:\n"
          "  a: {material: metal_x, x: 0 to 5 mm, y: 0 to 2 mm, z: 0 to 1 mm}\n"
          "  b: {material: metal_x, x: 5 to 10 mm, y: 0 to 2 mm, z: 0 to 1 mm}\n"
          "  cap: {material: glue, x: 0 to 10 mm, y: 0 to 2 mm, z: 1 to 2 mm}\n" +
              std::string(materials) +
              "  metal_x: {conductivity: 200 W/m/K, electrical_resistivity: 5e-8 ohm m}\n"
              "cooling: {a.bottom: {convection: 5000 W/m2/K, ambient: 300 K}}\n"
              "terminals: {plus: {on: a.left, current: 20 A}, minus: {on: b.right, "
              "voltage: "
              "0 V}}\n"
              "contacts:\n" +
              joint + thermal +
              "accuracy: {of: plus.voltage, within: 0.1 mV}\nmesh: {kind: " + kind + "}\n");
      EXPECT_NEAR(s.terminals.at(0).voltage.value, 0.015, 1e-9) << kind;
      ASSERT_EQ(s.contacts.size(), 1U);
      EXPECT_NEAR(s.contacts[0].joule_heat.value, 0.2, 1e-8) << kind;
    }
}

// 'side', all around, exists on columns.
TEST(ColumnKind, SideAllAround)
{
  const std::string text = "title: pin\npackage:\n"
                           "  pin: {material: metal, x: 0 to 1 mm, y: 0 to 2 mm, z: 0 to 5 "
                           "mm}\n" +
                           std::string(materials) +
                           "cooling:\n  pin.bottom: {temperature: 400 K}\n";
  const std::string film = "{convection: 2000 W/m2/K, ambient: 300 K}\n",
                    accuracy = "accuracy: {of: pin.bottom.heat_flow, within: 20 mW}\n";
  const std::string four = text + "  pin.left: " + film + "  pin.right: " + film +
                           "  pin.front: " + film + "  pin.back: " + film + accuracy;
  const Summary boxes = solve_text(MPI_COMM_WORLD, four),
                columns = solve_text(MPI_COMM_WORLD,
                                     text + "  pin.side: " + film + accuracy +
                                         "mesh: {kind: columns}\n");
  EXPECT_LE(std::abs(boxes.goals.at(0).value - columns.goals.at(0).value),
            boxes.goals[0].estimated + columns.goals[0].estimated);
}

// Strips, cold corners, hot fingers, dies in a row, currents round corners: packages made
// to spoil error bars.
TEST(ColumnKind, GeneratedPackages)
{
  for (const unsigned int number : {0U, 1U, 2U, 4U, 8U, 9U, 11U})
    expect_same_by_both(generate_bar_package(number).text);
}

} // namespace
} // namespace kelvolt
