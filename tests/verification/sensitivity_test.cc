#include "verification_case.h"

#include <algorithm>

namespace kelvolt
{
namespace
{

double sensitivity(const Summary &summary, const std::string &parameter)
{
  const auto found =
      std::find_if(summary.goals.front().sensitivities.begin(),
                   summary.goals.front().sensitivities.end(),
                   [&](const Sensitivity &one) { return one.parameter == parameter; });
  if (found == summary.goals.front().sensitivities.end())
    throw std::out_of_range("no sensitivity " + parameter);
  return found->per_percent;
}

/// A parameter, and how the case spells it: `key` with `#` for the number.
struct Probe
{
  std::string parameter;
  std::string key;
  double value = 1.;
  bool is_temperature = false;
  double share = 1.; ///< of a percent by which the parameter moves when the number moves by
                     ///< one
};

using Overrides = std::vector<std::string>;

double
solved(const std::string &name, Overrides overrides, const Probe &probe, double value)
{
  std::string key = probe.key;
  char number[32];
  std::snprintf(number, sizeof number, "%.12g", value);
  key.replace(key.find('#'), 1, number);
  overrides.push_back(key);
  return solve_case(name, overrides).goals.front().value;
}

/// Every probe against the central difference of two whole runs, 1 % or 1 K to each side,
/// within 1 % of itself and a share of the largest sensitivity.
void expect_differences(const std::string &name,
                        const Overrides &overrides,
                        const std::string &of,
                        const std::vector<Probe> &probes,
                        double share_of_largest = 1e-6)
{
  Overrides all = overrides;
  all.push_back("accuracy.of=" + of);
  const Summary summary = solve_case(name, all);
  const double least =
      share_of_largest * std::abs(summary.goals.front().sensitivities.at(0).per_percent);
  for (const Probe &probe : probes)
  {
    const double step = probe.is_temperature ? 1. : 0.01 * probe.value;
    const double difference = (solved(name, all, probe, probe.value + step) -
                               solved(name, all, probe, probe.value - step)) /
                              (2. * probe.share);
    compare(of + ", " + probe.parameter,
            sensitivity(summary, probe.parameter),
            difference,
            0.01 * std::abs(difference) + least);
  }
}

// To the tolerance of the adjoint. A slab at given current: the mean is Ta + gL/h +
// gL^2/(3k), g = rho I^2 / A^2 (reference A1a). A thicker slab along z, its thinnest axis,
// has the larger A.
TEST(Sensitivity, SlabIsExact)
{
  const Summary s = solve_case("slab_joule_film",
                               {"accuracy.of=slab.mean_temperature", "mesh.adapt=false"});
  const double g = 1.1e6, L = 5e-3, film = g * L / 200., inside = g * L * L / (3. * 11.3);
  const double rise = film + inside;
  for (const auto &[parameter, exact] : std::vector<std::pair<std::string, double>>{
           {"materials.alloy.conductivity", -0.01 * inside},
           {"materials.alloy.electrical_resistivity", 0.01 * rise},
           {"cooling.slab.right.convection", -0.01 * film},
           {"cooling.slab.right.ambient", 1.},
           {"terminals.plus.current", 0.02 * rise},
           {"package.slab.thickness", -0.02 * rise}})
    compare(parameter, sensitivity(s, parameter), exact, 2e-3 * std::abs(exact));
}

const std::vector<Probe> &package_probes()
{
  static const std::string contact =
      "contacts=[{between: [track, pad], thermal: # m2 K/W, electrical: 2e-8 ohm m2}]";
  static const std::vector<Probe> probes{
      {"materials.block.conductivity.x",
       "materials.block.conductivity=[# W/m/K, 200 W/m/K, 100 W/m/K]",
       300.},
      {"materials.block.conductivity.z",
       "materials.block.conductivity=[300 W/m/K, 200 W/m/K, # W/m/K]",
       100.},
      {"materials.ceramic.conductivity",
       "materials.ceramic.conductivity={power_law: # W/m/K, at: 300 K, exponent: -1.2}",
       20.},
      {"materials.metal.electrical_resistivity",
       "materials.metal.electrical_resistivity={reference: # ohm m, at: 300 K, "
       "coefficient: "
       "4e-3 1/K}",
       2e-8},
      {"materials.alloy.electrical_conductivity",
       "materials.alloy.electrical_conductivity=# S/m",
       2e6},
      {"contacts.track|pad.thermal", contact, 2e-5},
      {"contacts.track|pad.electrical",
       "contacts=[{between: [track, pad], thermal: 2e-5 m2 K/W, electrical: # ohm m2}]",
       2e-8},
      {"cooling.base.bottom.convection", "cooling.base.bottom.convection=# W/m2/K", 4000.},
      {"cooling.base.bottom.ambient", "cooling.base.bottom.ambient=# K", 298.15, true},
      {"cooling.base.right.emissivity", "cooling.base.right.emissivity=#", 0.9},
      {"cooling.base.left.cold_plate", "cooling.base.left.cold_plate=# K/W", 6.},
      {"cooling.base.left.inlet", "cooling.base.left.inlet=# K", 303.15, true},
      {"cooling.base.back.heat_flux", "cooling.base.back.heat_flux=# W/m2", 5e4},
      // The laminar film grows as the root of the velocity.
      {"cooling.chip.top.h", "cooling.chip.top.velocity=# m/s", 20., false, 0.5},
      {"cooling.chip.top.emissivity", "cooling.chip.top.emissivity=#", 0.8},
      {"cooling.chip.top.ambient", "cooling.chip.top.ambient=# K", 293.15, true},
      {"heat.chip.power", "heat.chip.power=# W", 8.},
      {"package.base.thickness", "package.base.z=0 to # mm", 2.},
      {"package.board.thickness", "package.board.thickness=# mm", 0.5},
      {"package.track.thickness", "package.track.thickness=# mm", 0.3},
      {"package.pad.thickness", "package.pad.thickness=# mm", 0.4},
      {"package.chip.thickness", "package.chip.thickness=# mm", 0.6}};
  return probes;
}

// Where everything is linear, one percent more power is one percent more rise, also of the
// extremes of parts that are far colder than the hottest one, and of either side of a
// contact. What is left is half of the error of the mesh; and for the hottest place of the
// package, which stands for all that are within a hundredth of the rise, that share.
TEST(Sensitivity, OfExtremesIsTheirRise)
{
  for (const std::string of : {"max_temperature",
                               "chip.min_temperature",
                               "base.max_temperature",
                               "base.min_temperature"})
  {
    const Summary s =
        solve_case("heated_chip", {"accuracy.of=" + of, "accuracy.within=0.01 K"});
    const double rise = s.goals.front().value - (celsius_zero + 25.);
    const double within = of == "max_temperature" ? 0.02 : 1e-3; // of the slope
    compare(of, sensitivity(s, "heat.chip.power"), 0.01 * rise, within * 0.01 * rise);
  }
}

// All parameters at once, at a given current.
TEST(Sensitivity, PackageAtGivenCurrent)
{
  std::vector<Probe> probes = package_probes();
  probes.push_back({"terminals.plus.current", "terminals.plus.current=# A", 60.});
  expect_differences("layered_package", {}, "chip.mean_temperature", probes);
}

// At a given voltage a larger resistance makes less heat, not more.
TEST(Sensitivity, PackageAtGivenVoltage)
{
  const Overrides voltage{"terminals.plus={on: track.left, voltage: 0.1 V}"};
  std::vector<Probe> probes = package_probes();
  probes.push_back(
      {"terminals.plus.voltage", "terminals.plus={on: track.left, voltage: # V}", 0.1});
  expect_differences("layered_package", voltage, "chip.mean_temperature", probes);
  const std::string metal = "materials.metal.electrical_resistivity";
  EXPECT_GT(sensitivity(solve_case("layered_package"), metal), 0.);
  EXPECT_LT(sensitivity(solve_case("layered_package", voltage), metal), 0.);
}

// The current itself depends on conductivities and thicknesses at fixed fields, too.
TEST(Sensitivity, TerminalCurrent)
{
  std::vector<Probe> probes = package_probes();
  probes.push_back(
      {"terminals.plus.voltage", "terminals.plus={on: track.left, voltage: # V}", 0.1});
  // At other sizes the chip's thickness changes the number of cells within the 1 % that are
  // probed, and with it the error of the current by more than the chip changes it.
  expect_differences(
      "layered_package",
      {"terminals.plus={on: track.left, voltage: 0.1 V}", "mesh.size_factor=1.1"},
      "plus.current",
      probes);
}

TEST(Sensitivity, TerminalVoltage)
{
  expect_differences("layered_package",
                     {},
                     "plus.voltage",
                     {package_probes()[3],
                      package_probes()[6],
                      package_probes()[7],
                      package_probes()[17],
                      package_probes()[19],
                      package_probes()[20],
                      {"terminals.plus.current", "terminals.plus.current=# A", 60.}});
}

// A mean over another part; and the highest temperature of the package, for which the mean
// over its close surroundings stands. That costs 0.1 % of the largest sensitivity.
TEST(Sensitivity, OtherTemperatures)
{
  const std::vector<Probe> probes{package_probes()[2],
                                  package_probes()[3],
                                  package_probes()[5],
                                  package_probes()[7],
                                  package_probes()[17],
                                  package_probes()[19]};
  expect_differences("layered_package", {}, "base.mean_temperature", probes);
  expect_differences("layered_package", {}, "max_temperature", probes, 1e-3);
}

// Ratios and flows hold terms of the equations: they follow parameters at fixed fields,
// too. The number of the part in front stands for the heat that it makes.
TEST(Sensitivity, RatiosAndFlows)
{
  const std::vector<Probe> probes{package_probes()[0],
                                  package_probes()[3],
                                  package_probes()[4],
                                  package_probes()[5],
                                  package_probes()[6],
                                  package_probes()[7],
                                  package_probes()[8],
                                  package_probes()[9],
                                  package_probes()[12],
                                  package_probes()[13],
                                  package_probes()[17],
                                  package_probes()[19],
                                  package_probes()[16]};
  const Overrides point{"points={sensor: [6 mm, 4 mm, 0 mm]}"};
  for (const char *of : {"plus|minus.resistance",
                         "track|base.thermal_resistance",
                         "chip|base.thermal_resistance",
                         "base.bottom.heat_flow",
                         "base.left.heat_flow",
                         "chip.top.heat_flow",
                         "chip.top.mean_temperature",
                         "sensor.temperature"})
    expect_differences("layered_package", point, of, probes, 1e-3);
  // What flows in by itself follows nothing else.
  expect_differences(
      "layered_package", point, "base.back.heat_flow", {package_probes()[12]});
}

// Heat out of surfaces whose temperature is given is a sum of reactions, as the current is.
TEST(Sensitivity, HeatFlowAtGivenTemperature)
{
  expect_differences(
      "wiedemann_franz_bar",
      {"mesh.adapt=false", "mesh.size_factor=4", "cooling.bar.right.temperature=350 K"},
      "bar.left.heat_flow",
      {{"cooling.bar.left.temperature", "cooling.bar.left.temperature=# K", 300., true},
       {"cooling.bar.right.temperature", "cooling.bar.right.temperature=# K", 350., true},
       {"materials.metal.conductivity", "materials.metal.conductivity=# W/m/K", 400.},
       {"terminals.plus.voltage", "terminals.plus.voltage=# V", 0.1}});
}

// Surfaces held at given temperatures, and heat across a metal whose conductivities both
// follow from temperature.
TEST(Sensitivity, FixedTemperatures)
{
  expect_differences(
      "wiedemann_franz_bar",
      {"mesh.adapt=false", "mesh.size_factor=4", "cooling.bar.right.temperature=350 K"},
      "bar.mean_temperature",
      {{"cooling.bar.left.temperature", "cooling.bar.left.temperature=# K", 300., true},
       {"cooling.bar.right.temperature", "cooling.bar.right.temperature=# K", 350., true},
       {"materials.metal.conductivity", "materials.metal.conductivity=# W/m/K", 400.},
       {"terminals.plus.voltage", "terminals.plus.voltage=# V", 0.1}});
}

// Half of the heat of a joint counts as heat of the part that a thermal resistance refers
// to.
TEST(Sensitivity, ResistanceOfAPartWithAHeatingJoint)
{
  expect_differences("contact_blocks",
                     {"mesh.adapt=false", "mesh.size_factor=2"},
                     "left|right.thermal_resistance",
                     {{"contacts.left|right.electrical",
                       "contacts=[{between: [left, right], electrical: "
                       "# ohm m2, thermal: 1e-3 m2 K/W}]",
                       1.3240823e-5},
                      {"contacts.left|right.thermal",
                       "contacts=[{between: [left, right], electrical: "
                       "1.3240823e-5 ohm m2, thermal: # m2 K/W}]",
                       1e-3},
                      {"materials.ma.electrical_conductivity",
                       "materials.ma.electrical_conductivity=# S/m",
                       1.41867e6}});
}

// A transistor keeps its resistance when it becomes thicker; the film on its side grows.
// The duty scales the resistance.
TEST(Sensitivity, Device)
{
  expect_differences(
      "device_lumped",
      {"mesh.adapt=false",
       "mesh.size_factor=4",
       "devices.channel.duty=0.5",
       "devices.channel.switching={turn_on: 20 uJ, turn_off: 0 J, frequency: 100 kHz}",
       "cooling={channel.front: {convection: 5e5 W/m2/K, ambient: 50 degC}}",
       "accuracy={}"},
      "channel.mean_temperature",
      {{"devices.channel.resistance", "devices.channel.duty=#", 0.5},
       {"devices.channel.switching",
        "devices.channel.switching={turn_on: # uJ, turn_off: 0 J, frequency: 100 kHz}",
        20.},
       {"package.channel.thickness", "package.channel.z=0 to # mm", 0.1},
       {"terminals.drain.current", "terminals.drain.current=# A", 15.}});
}

} // namespace
} // namespace kelvolt
