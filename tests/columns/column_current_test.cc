#include "../verification/solved_text.h"

#include <deal.II/base/mpi.h>

#include <gtest/gtest.h>

#include <cmath>
#include <string>

/// @file Whole runs with currents on columns, from a case file to its numbers.

namespace kelvolt
{
namespace
{

constexpr double pi = 3.14159265358979323846, mm = 1e-3;

const TerminalSummary &terminal(const Summary &summary, const std::string &name)
{
  for (const TerminalSummary &one : summary.terminals)
    if (one.name == name)
      return one;
  throw std::runtime_error("no terminal " + name);
}

double goal(const Summary &summary, const std::string &name)
{
  for (const AccuracySummary &one : summary.goals)
    if (one.of == name)
      return one.value;
  throw std::runtime_error("no goal " + name);
}

void expect_holds(const AccuracySummary &goal, double exact)
{
  EXPECT_LE(std::abs(goal.value - exact), goal.estimated) << goal.of;
  EXPECT_TRUE(goal.met) << goal.of;
}

/// A round wire of 0.2 mm in a jacket of 0.5 mm, 2 mm long, 8 A, see P8 of the tests of
/// conduction: 17.560519801 mW.
std::string wire(const std::string &drive)
{
  return "title: wire\n"
         "package:\n"
         "  jacket: {material: resin, z: 0 to 2 mm, outline: {circle: 0.5 mm}}\n"
         "  wire: {material: metal, z: 0 to 2 mm, outline: {circle: 0.2 mm}}\n"
         "materials:\n"
         "  resin: {conductivity: 0.3 W/m/K}\n"
         "  metal: {conductivity: 390 W/m/K, electrical_resistivity: 1.724e-8 ohm m}\n"
         "cooling: {jacket.side: {convection: 25 W/m2/K, ambient: 300 K}}\n"
         "terminals:\n"
         "  in: {on: wire.top, " +
         drive +
         "}\n"
         "  out: {on: wire.bottom, voltage: 0 V}\n"
         "accuracy:\n"
         "  - {of: wire.max_temperature, within: 10 mK}\n"
         "  - {of: in|out.resistance, within: 1 nohm}\n";
}

// The exact temperature of the axis is 416.06368146 K, the resistance rho L / (pi r^2); a
// given current and the voltage that it needs say the same.
TEST(ColumnCurrent, HeatsAnInsulatedWire)
{
  const double resistance = 1.724e-8 * 2. * mm / (pi * 0.04 * mm * mm);
  for (const bool by_current : {true, false})
  {
    const Summary run = solve_text(
        MPI_COMM_WORLD,
        wire(by_current ? "current: 8 A"
                        : "voltage: " + std::to_string(8e9 * resistance) + " nV"));
    expect_holds(run.goals[0], 416.06368146);
    expect_holds(run.goals[1], resistance);
    EXPECT_NEAR(terminal(run, "in").current.value, 8., 1e-6);
    EXPECT_NEAR(terminal(run, "out").current.value, -8., 1e-6);
    EXPECT_NEAR(terminal(run, "in").voltage.value, 8. * resistance, 1e-6 * 8. * resistance);
    EXPECT_NEAR(run.audit.joule_heat.value, 17.560519801e-3, 1e-8);
    EXPECT_LT(run.audit.relative_imbalance, 1e-8);
    EXPECT_LT(run.audit.current_imbalance, 1e-8);
  }
}

// Radial current through a disc of 0.2 mm with a hole, from a plug in it that conducts 1e6
// times better to a rim that does: R = ln(b/a) / (2 pi sigma t), with a contact of 2e-10
// ohm m2 round the plug besides: r / (2 pi a t). Half of what the contact makes heats
// either side.
TEST(ColumnCurrent, FlowsRadially)
{
  const Summary run =
      solve_text(MPI_COMM_WORLD,
                 "title: disc\n"
                 "package:\n"
                 "  rim: {material: best, z: 0 to 0.2 mm, outline: {circle: 2.2 mm}}\n"
                 "  disc: {material: poor, z: 0 to 0.2 mm, outline: {circle: 2 mm}}\n"
                 "  plug: {material: best, z: 0 to 0.2 mm, outline: {circle: 0.5 mm}}\n"
                 "materials:\n"
                 "  best: {conductivity: 100 W/m/K, electrical_resistivity: 5e-13 ohm m}\n"
                 "  poor: {conductivity: 20 W/m/K, electrical_resistivity: 5e-7 ohm m}\n"
                 "cooling: {rim.side: {convection: 2000 W/m2/K, ambient: 300 K}}\n"
                 "contacts: [{between: [disc, plug], electrical: 2e-10 ohm m2}]\n"
                 "terminals:\n"
                 "  in: {on: plug.top, current: 8 A}\n"
                 "  out: {on: rim.top, voltage: 0 V}\n"
                 "accuracy: {of: in|out.resistance, within: 1 uohm}\n");
  const double t = 0.2 * mm, of_disc = 5e-7 * std::log(4.) / (2. * pi * t),
               of_contact = 2e-10 / (2. * pi * 0.5 * mm * t);
  // The good conductors and the step from the plug's top to its side add less than 1e-5.
  EXPECT_LE(std::abs(run.goals[0].value - of_disc - of_contact), run.goals[0].estimated);
  EXPECT_LT(run.goals[0].estimated, 1e-3 * of_disc);
  EXPECT_TRUE(run.goals[0].met);
  ASSERT_EQ(run.contacts.size(), 1u);
  EXPECT_NEAR(run.contacts[0].joule_heat.value, 64. * of_contact, 1e-5 * 64. * of_contact);
  EXPECT_LT(run.audit.relative_imbalance, 1e-8);
}

/// A bar of copper with its real sigma(T) under a die of silicon, boxes or turned.
std::string bar(double turned_by, const std::string &more)
{
  const auto shape = [&](const char *z, double x, double y)
  {
    const auto text = [](double value)
    {
      return std::to_string(value) + " mm";
    };
    return "z: " + std::string(z) +
           (turned_by != 0. ? ", outline: {rectangle: [" + text(x) + ", " + text(y) +
                                  "], rotate: " + std::to_string(turned_by) + " deg}"
                            : ", x: " + text(-0.5 * x) + " to " + text(0.5 * x) +
                                  ", y: " + text(-0.5 * y) + " to " + text(0.5 * y));
  };
  return "title: bar\npackage:\n"
         "  bar: {material: metal, " +
         shape("0 to 1 mm", 10., 4.) +
         "}\n"
         "  attach: {material: solder, " +
         shape("1 to 1.1 mm", 2., 2.) +
         "}\n"
         "  post: {material: metal, " +
         shape("1.1 to 2.1 mm", 2., 2.) +
         "}\n"
         "  foot: {material: metal, " +
         shape("-0.5 to 0 mm", 3., 3.) +
         "}\n"
         "materials:\n"
         "  metal: {conductivity: 390 W/m/K, electrical_resistivity: {table: [[250 K, "
         "1.4e-8 ohm m], [900 K, 5.6e-8 ohm m]]}}\n"
         "  solder: {conductivity: 60 W/m/K, electrical_resistivity: 1.3e-7 ohm m}\n"
         "cooling: {foot.bottom: {temperature: 300 K}}\n"
         "terminals:\n"
         "  top: {on: post.top, current: 200 A}\n"
         "  low: {on: foot.bottom, voltage: 0 V}\n" +
         more;
}

constexpr const char *goals = "accuracy:\n"
                              "  - {of: max_temperature, within: 100 mK}\n"
                              "  - {of: top.voltage, within: 20 uV}\n"
                              "  - {of: foot.bottom.heat_flow, within: 20 mW}\n";

// A package of boxes and the same one turned by 20 deg: the answers agree within both bars,
// with joints that resist heat and current.
TEST(ColumnCurrent, GivesATurnedPackageTheAnswerOfBoxes)
{
  const std::string more = std::string(goals) +
                           "contacts: [{between: [bar, attach], thermal: 2 mm2 K/W, "
                           "electrical: 1e-10 ohm m2}]\n";
  const Summary boxes = solve_text(MPI_COMM_WORLD, bar(0., more)),
                columns = solve_text(MPI_COMM_WORLD, bar(20., more));
  ASSERT_EQ(boxes.goals.size(), columns.goals.size());
  for (std::size_t i = 0; i < boxes.goals.size(); ++i)
  {
    EXPECT_LE(std::abs(columns.goals[i].value - boxes.goals[i].value),
              columns.goals[i].estimated + boxes.goals[i].estimated)
        << columns.goals[i].of;
    EXPECT_TRUE(columns.goals[i].met) << columns.goals[i].of;
  }
  const auto expect_same = [](const Number &box, const Number &column)
  {
    EXPECT_LE(std::abs(box.value - column.value),
              box.error_or_zero() + column.error_or_zero() + 1e-9 * std::abs(box.value));
  };
  for (std::size_t i = 0; i < boxes.parts.size(); ++i)
  {
    expect_same(boxes.parts[i].mean_temperature, columns.parts[i].mean_temperature);
    expect_same(boxes.parts[i].joule_heat, columns.parts[i].joule_heat);
  }
  expect_same(boxes.contacts[0].current.value(), columns.contacts.at(0).current.value());
  expect_same(boxes.contacts[0].joule_heat, columns.contacts[0].joule_heat);
  expect_same(terminal(boxes, "low").current, terminal(columns, "low").current);
  EXPECT_LT(columns.audit.relative_imbalance, 1e-8);
  EXPECT_LT(columns.audit.current_imbalance, 1e-8);
}

// One rank alone and all together, on one mesh.
TEST(ColumnCurrent, IsTheSameOnAnyNumberOfRanks)
{
  const std::string text = bar(20., std::string(goals) + "mesh: {adapt: false}\n");
  const Summary alone = solve_text(MPI_COMM_SELF, text),
                together = solve_text(MPI_COMM_WORLD, text);
  for (std::size_t i = 0; i < alone.goals.size(); ++i)
  {
    EXPECT_NEAR(alone.goals[i].value,
                together.goals[i].value,
                1e-6 * std::abs(alone.goals[i].value));
    EXPECT_NEAR(alone.goals[i].estimated,
                together.goals[i].estimated,
                0.05 * alone.goals[i].estimated);
  }
  EXPECT_NEAR(goal(alone, "top.voltage"), goal(together, "top.voltage"), 1e-8);
}

// Bars on coarse meshes against an answer some times as accurate.
TEST(ColumnCurrent, StatesBarsThatHoldOnCoarseMeshes)
{
  const Summary fine = solve_text(MPI_COMM_WORLD,
                                  bar(20.,
                                      "accuracy:\n"
                                      "  - {of: max_temperature, within: 20 mK}\n"
                                      "  - {of: top.voltage, within: 4 uV}\n"
                                      "  - {of: foot.bottom.heat_flow, within: 5 mW}\n"));
  for (const char *degree : {"1", "2", "3"})
  {
    const Summary coarse = solve_text(
        MPI_COMM_WORLD,
        bar(20., std::string(goals) + "mesh: {degree: " + degree + ", adapt: false}\n"));
    for (std::size_t i = 0; i < coarse.goals.size(); ++i)
      EXPECT_LE(std::abs(coarse.goals[i].value - fine.goals[i].value),
                coarse.goals[i].estimated + fine.goals[i].estimated)
          << coarse.goals[i].of << ' ' << degree;
  }
}

/// A film of 12 um over the end of an electrode, free for 8 mm.
std::string film_on_electrode(unsigned int degree, bool adapt)
{
  return "title: film\n"
         "package: {film: {material: thin, x: 0 to 9 mm, y: 0 to 0.5 mm, z: 0 to 12 um}}\n"
         "surfaces: {electrode: {on: film.bottom, x: 0 to 1 mm, y: 0 to 0.5 mm}}\n"
         "materials:\n"
         "  thin: {conductivity: 20 W/m/K, electrical_resistivity: 2e-5 ohm m}\n"
         "cooling: {film.top: {temperature: 300 K}}\n"
         "terminals:\n"
         "  plus: {on: electrode, voltage: 48 V}\n"
         "  minus: {on: film.right, voltage: 0 V}\n"
         "accuracy:\n"
         "  - {of: plus|minus.resistance, within: 2 mohm}\n"
         "  - {of: film.top.heat_flow, within: 6 mW}\n"
         "mesh: {kind: columns, degree: " +
         std::to_string(degree) + ", adapt: " + (adapt ? "true" : "false") + "}\n";
}

// The current leaves the electrode within some micrometres of its edge, in triangles of a
// millimetre. Beyond the edge the resistance is that of the free length and of 2 ln 2 / pi
// of the thickness besides (by the map of a strip onto a half plane; R. Holm, Electric
// contacts, 1967, section 10, has it for two electrodes).
TEST(ColumnCurrent, CrowdsAtTheEdgeOfAnElectrode)
{
  constexpr double t = 12e-6,
                   exact = 2e-5 / (t * 0.5 * mm) * (8. * mm + 2. * std::log(2.) / pi * t);
  for (const unsigned int degree : {2U, 3U})
    for (const bool adapt : {false, true})
    {
      const Summary run = solve_text(MPI_COMM_WORLD, film_on_electrode(degree, adapt));
      const AccuracySummary &resistance = run.goals[0], &heat = run.goals[1];
      EXPECT_LE(std::abs(resistance.value - exact), resistance.estimated);
      EXPECT_LE(std::abs(heat.value - 48. * 48. / exact), heat.estimated);
      EXPECT_EQ(resistance.met && heat.met, adapt);
      // Of a held terminal the nodes alone would make it hundreds of milliohms.
      EXPECT_LT(resistance.estimated, adapt ? 2e-3 : 0.1);
    }
}

} // namespace
} // namespace kelvolt
