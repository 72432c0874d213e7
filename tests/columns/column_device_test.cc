#include "../verification/solved_text.h"

#include <deal.II/base/mpi.h>

#include <gtest/gtest.h>

#include <cmath>
#include <string>

/// @file Transistors on columns.

namespace kelvolt
{
namespace
{

/// Two pads of copper with the channel of a transistor between them, on silicon, that
/// switches besides; the current runs along the package's own x. Boxes, or turned [deg].
std::string half_bridge_leg(double by, const std::string &more = "")
{
  const double angle = by * 3.14159265358979323846 / 180.;
  const auto shape = [&](double width, double height, double x)
  {
    const auto mm = [](double value)
    {
      return std::to_string(value) + " mm";
    };
    return "outline: {rectangle: [" + mm(width) + ", " + mm(height) + "], at: [" +
           mm(std::cos(angle) * x) + ", " + mm(std::sin(angle) * x) +
           "], rotate: " + std::to_string(by) + " deg}}\n";
  };
  return "title: leg\n"
         "package:\n"
         "  die: {material: chip, z: 0 to 0.4 mm, " +
         shape(5., 3., 0.) + "  drain: {material: metal, z: 0.4 to 0.45 mm, " +
         shape(1.5, 2., -1.5) + "  channel: {material: chip, z: 0.4 to 0.45 mm, " +
         shape(1.5, 2., 0.) + "  source: {material: metal, z: 0.4 to 0.45 mm, " +
         shape(1.5, 2., 1.5) +
         "materials:\n"
         "  chip: {conductivity: 120 W/m/K}\n"
         "  metal: {conductivity: 390 W/m/K, electrical_resistivity: 1.7e-8 ohm m}\n"
         "cooling: {die.bottom: {convection: 20000 W/m2/K, ambient: 300 K}}\n"
         "devices: {channel: {law: {power_law: 20 mohm, at: 25 degC, exponent: 2}, "
         "current_axis: x, switching: {turn_on: 20 uJ, turn_off: 10 uJ, frequency: 50 "
         "kHz}}}\n"
         "terminals:\n"
         "  in: {on: drain.top, current: 15 A}\n"
         "  out: {on: source.top, voltage: 0 V}\n" +
         more;
}

constexpr const char *goals = "accuracy:\n"
                              "  - {of: max_temperature, within: 200 mK}\n"
                              "  - {of: in.voltage, within: 1 mV}\n";

// A package of boxes and the same one turned by 20 degrees have the same transistor.
TEST(ColumnDevices, GiveATurnedPackageTheAnswerOfBoxes)
{
  const Summary boxes = solve_text(MPI_COMM_WORLD, half_bridge_leg(0., goals)),
                columns = solve_text(MPI_COMM_WORLD, half_bridge_leg(20., goals));
  for (std::size_t i = 0; i < boxes.goals.size(); ++i)
  {
    EXPECT_TRUE(columns.goals[i].met);
    EXPECT_LE(std::abs(columns.goals[i].value - boxes.goals[i].value),
              columns.goals[i].estimated + boxes.goals[i].estimated)
        << columns.goals[i].of;
  }
  ASSERT_EQ(columns.devices.size(), 1U);
  const DeviceSummary &box = boxes.devices.at(0), &column = columns.devices[0];
  const auto expect_same = [](const Number &one, const Number &other)
  {
    EXPECT_LE(std::abs(one.value - other.value),
              one.error_or_zero() + other.error_or_zero() + 1e-9 * std::abs(one.value))
        << one.value << " and " << other.value;
  };
  expect_same(box.mean_temperature, column.mean_temperature);
  expect_same(box.on_resistance, column.on_resistance);
  expect_same(box.conduction_loss, column.conduction_loss);
  EXPECT_NEAR(column.switching_loss.value, 1.5, 1e-9);
  EXPECT_LT(columns.audit.relative_imbalance, 1e-8);
}

// One rank alone and all together, on one mesh.
TEST(ColumnDevices, AreTheSameOnAnyNumberOfRanks)
{
  const std::string text =
      half_bridge_leg(20., std::string(goals) + "mesh: {adapt: false}\n");
  const Summary alone = solve_text(MPI_COMM_SELF, text),
                together = solve_text(MPI_COMM_WORLD, text);
  for (std::size_t i = 0; i < alone.goals.size(); ++i)
    EXPECT_NEAR(alone.goals[i].value,
                together.goals[i].value,
                1e-6 * std::abs(alone.goals[i].value));
}

} // namespace
} // namespace kelvolt
