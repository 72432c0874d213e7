#include "case/case_problem.h"
#include "verification_case.h"

namespace kelvolt
{
namespace
{

const DeviceSummary &channel_of(const Summary &summary)
{
  return entry(summary.devices, "channel");
}

// The on-resistance rises with the temperature that its loss makes. Voltage and loss follow
// from the same resistance.
TEST(Device, LumpedFeedback)
{
  struct Drive
  {
    const char *current;
    double I, Tj, P;
  };
  for (const Drive &drive : {Drive{"15 A", 15., 85.2906155, 17.6453078},
                             Drive{"20 A", 20., 147.912225, 48.9561125}})
  {
    const std::string name = std::string("A3e ") + drive.current;
    const Summary s = solve_case("device_lumped",
                                 {std::string("terminals.drain.current=") + drive.current});
    const DeviceSummary &device = channel_of(s);
    compare(
        name + ", Tj [degC]", device.mean_temperature.value - celsius_zero, drive.Tj, 1e-4);
    compare(name + ", P [W]", device.conduction_loss.value, drive.P, 1e-5 * drive.P);
    const double R = drive.P / (drive.I * drive.I);
    compare(name + ", R_DS(on) [ohm]", device.on_resistance.value, R, 1e-6 * R);
    compare(name + ", U [V]",
            entry(s.terminals, "drain").voltage.value,
            drive.I * R,
            1e-5 * drive.I * R);
    expect_closed_balances(s);
  }
}

// On for 40 % of the time at 130 kHz with 60 uJ per period: the channel heats by
// 0.4 R I^2 + 7.8 W. A table whose values lie on a straight line, R = 20 mohm at 0 degC and
// 40 mohm at 200 degC, is that line, and the temperature follows from a linear equation.
TEST(Device, DutyAndSwitching)
{
  const Summary s = solve_case(
      "device_lumped",
      {"devices.channel.law={table: [[0 degC, 20 mohm], [100 degC, 30 mohm], "
       "[200 degC, 40 mohm]]}",
       "devices.channel.duty=40 %",
       "devices.channel.switching={turn_on: 45 uJ, turn_off: 15 uJ, frequency: 130 kHz}"});
  const double I = 15., D = 0.4, switching = 7.8, Rth = 2., ambient = 50.;
  const double T =
      (ambient + Rth * (D * I * I * 20e-3 + switching)) / (1. - Rth * D * I * I * 0.1e-3);
  const double R = 20e-3 + 0.1e-3 * T;
  compare(
      "duty 40 %, Tj [degC]", channel_of(s).mean_temperature.value - celsius_zero, T, 1e-4);
  compare("duty 40 %, conduction [W]",
          channel_of(s).conduction_loss.value,
          D * R * I * I,
          1e-4);
  compare("duty 40 %, R_DS(on) [ohm]", channel_of(s).on_resistance.value, R, 1e-7);
  compare("duty 40 %, switching [W]", channel_of(s).switching_loss.value, switching, 1e-9);
  compare("duty 40 %, heat [W]", s.audit.other_heat.value, switching, 1e-9);
  expect_closed_balances(s);
}

/// Bars of copper-like metal and devices in a row along x, 1 mm each of 1 mm x 1 mm, from
/// `plus` to `minus`: a resistance of 1e-6 ohm m 1 mm / 1 mm2 = 1 mohm a bar.
std::vector<std::string> row_of(const std::string &current, const std::string &devices)
{
  return {
      "package={first: {material: metal, x: 0 to 1 mm, y: 0 to 1 mm, z: 0 to 1 mm}, "
      "high: {material: metal, x: 1 to 2 mm, y: 0 to 1 mm, z: 0 to 1 mm}, "
      "middle: {material: metal, x: 2 to 3 mm, y: 0 to 1 mm, z: 0 to 1 mm}, "
      "low: {material: metal, x: 3 to 4 mm, y: 0 to 1 mm, z: 0 to 1 mm}, "
      "last: {material: metal, x: 4 to 5 mm, y: 0 to 1 mm, z: 0 to 1 mm}}",
      "materials={metal: {conductivity: 1e3 W/m/K, electrical_resistivity: 1e-6 ohm m}}",
      "cooling={first.bottom: {convection: 1e4 W/m2/K, ambient: 25 degC}}",
      "contacts=[{between: [first, high], electrical: 1e-9 ohm m2}]",
      "terminals={plus: {on: first.left, current: " + current +
          "}, minus: {on: last.right, voltage: 0 V}}",
      "devices=" + devices,
      "accuracy={of: max_temperature, within: 10 mK}"};
}

void expect_losses(const Summary &s,
                   const std::vector<std::pair<std::string, double>> &losses)
{
  double sum = 0.;
  for (const auto &[part, loss] : losses)
  {
    compare(part + ", Joule heat [W]", entry(s.parts, part).joule_heat.value, loss, 1e-8);
    sum += loss;
  }
  compare("all, Joule heat [W]", s.audit.joule_heat.value, sum, 1e-8);
  expect_closed_balances(s);
}

// 10 A for half of the time through bars of 1 mohm, devices of 2 and 3 mohm and a joint of
// 1 mohm in series: each heats by 0.5 R I^2, 50 W/ohm, and half of the joint counts to each
// side. The stated voltage is the mean drop per ampere, 4.5 mohm 10 A. All estimates speak
// of the mean losses, too, so that the accuracy is reached.
TEST(Device, DutyOfEverythingInSeries)
{
  const Summary s = solve_case("device_lumped",
                               row_of("10 A",
                                      "{high: {law: 2 mohm, current_axis: x, duty: 50 %}, "
                                      "low: {law: 3 mohm, current_axis: x, duty: 50 %}}"));
  EXPECT_EQ(s.status, result_schema::ok);
  expect_losses(s,
                {{"first", 50. * 1.5e-3},
                 {"high", 50. * 2.5e-3},
                 {"middle", 50. * 1e-3},
                 {"low", 50. * 3e-3},
                 {"last", 50. * 1e-3}});
  compare("first|high, Joule heat [W]",
          entry(s.contacts, "first|high").joule_heat.value,
          50. * 1e-3,
          1e-8);
  compare("first|high, current [A]",
          entry(s.contacts, "first|high").current.value().value,
          10.,
          1e-8);
  compare("plus, U [V]", entry(s.terminals, "plus").voltage.value, 45e-3, 1e-8);
}

// A half bridge: 10 A through the high side for 30 % of the time, through the low side for
// the rest. The supply's conductors follow their device; what lies between counts with the
// longer of the two times.
TEST(Device, DutyOfAHalfBridge)
{
  const Summary s = solve_case("device_lumped",
                               row_of("10 A",
                                      "{high: {law: 2 mohm, current_axis: x, duty: 30 %}, "
                                      "low: {law: 3 mohm, current_axis: x, duty: 70 %}}"));
  EXPECT_EQ(s.status, result_schema::ok);
  expect_losses(s,
                {{"first", 30. * 1.5e-3},
                 {"high", 30. * 2.5e-3},
                 {"middle", 70. * 1e-3},
                 {"low", 70. * 3e-3},
                 {"last", 70. * 1e-3}});
  ASSERT_EQ(s.warnings.size(), 1u);
  EXPECT_NE(s.warnings[0].find("half bridge"), std::string::npos);
}

// What the case does not say is asked for, not guessed: duties that do not hold together in
// one path, and a terminal between two devices.
TEST(Device, DutyThatDependsOnThePhase)
{
  const std::string unequal = "{high: {law: 2 mohm, current_axis: x, duty: 30 %}, "
                              "low: {law: 3 mohm, current_axis: x, duty: 40 %}}";
  EXPECT_THROW(solve_case("device_lumped", row_of("10 A", unequal)), InputError);
  const std::string equal = "{high: {law: 2 mohm, current_axis: x, duty: 50 %}, "
                            "low: {law: 3 mohm, current_axis: x, duty: 50 %}}";
  std::vector<std::string> tapped = row_of("10 A", equal);
  tapped.push_back("terminals.out={on: middle.top, current: -10 A}");
  EXPECT_THROW(solve_case("device_lumped", tapped), InputError);
  EXPECT_THROW(solve_case("device_lumped",
                          {"devices.channel.duty=50 %",
                           "terminals.drain={on: channel.right, voltage: 0.2 V}"}),
               InputError);
}

/// row_of() as one node in time: bars that conduct perfectly, 5 mm3 of 2e6 J/m3/K, 10 mW/K
/// to 25 degC, so that C = 10 mJ/K and the time constant is 1 s.
std::vector<std::string> node_of(const std::string &devices)
{
  std::vector<std::string> options = row_of("10 A", devices);
  options.emplace_back("materials={metal: {conductivity: 1e9 W/m/K, "
                       "electrical_resistivity: 1e-6 ohm m, "
                       "volumetric_heat_capacity: 2e6 J/m3/K}}");
  options.emplace_back("study={transient: {end: 2 s, tolerance: 10 mK, "
                       "save: [0.5 s, 1 s, 1.5 s, 2 s]}}");
  options.emplace_back("accuracy={of: first.mean_temperature}");
  return options;
}

// Duties that step from 20 % to 60 % at 1 s, of devices in series with bars and a joint, 9
// mohm in all: P = 100 A2 9 mohm D, and the rise follows exponentials.
TEST(Device, DutyInTime)
{
  const std::string duty = "duty: {steps: [[0 s, 20 %], [1 s, 60 %]]}";
  const Summary s = solve_case("device_lumped",
                               node_of("{high: {law: 2 mohm, current_axis: x, " + duty +
                                       "}, low: {law: 3 mohm, current_axis: x, " + duty +
                                       ", switching: {energy: 1 mJ, frequency: "
                                       "{steps: [[0 s, 0 Hz], [1 s, 200 Hz]]}}}}"));
  const double first = 0.18, then = 0.54 + 0.2, G = 10e-3, decay = std::exp(-0.5);
  double rise = 0.;
  const History &history = entry(s.parts, "middle").mean_temperature_history;
  ASSERT_EQ(history.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i)
  {
    rise = (i < 2 ? first : then) / G * (1. - decay) + rise * decay;
    EXPECT_NEAR(history[i].value - 298.15, rise, 10e-3) << i;
    EXPECT_NEAR(history[i].value - 298.15, rise, history[i].error_or_zero()) << i;
  }
  const DeviceSummary &low = entry(s.devices, "low");
  compare("at the end, duty", low.duty.value, 0.6, 0.);
  compare("at the end, switching [W]", low.switching_loss.value, 0.2, 1e-12);
  compare("at the end, conduction [W]", low.conduction_loss.value, 60. * 3e-3, 1e-7);
  compare("at the end, first|high [W]",
          entry(s.contacts, "first|high").joule_heat.value,
          60. * 1e-3,
          1e-7);
  compare("at the end, plus, U [V]",
          entry(s.terminals, "plus").voltage.value,
          0.6 * 10. * 9e-3,
          1e-8);
  expect_closed_balances(s);
}

// The same node from 60 % to a duty of 1e-9: next to the potential of before, what is left
// is no more than what a solve leaves, and yet its currents add up.
TEST(Device, DutyFallsToNearlyNothing)
{
  const std::string duty = "duty: {steps: [[0 s, 0.6], [1 s, 1e-9]]}";
  const Summary s =
      solve_case("device_lumped",
                 node_of("{high: {law: 2 mohm, current_axis: x, " + duty +
                         "}, low: {law: 3 mohm, current_axis: x, " + duty + "}}"));
  const double first = 0.54, G = 10e-3, decay = std::exp(-0.5);
  double rise = 0.;
  const History &history = entry(s.parts, "middle").mean_temperature_history;
  ASSERT_EQ(history.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i)
  {
    rise = (i < 2 ? first : 0.) / G * (1. - decay) + rise * decay;
    EXPECT_NEAR(history[i].value - 298.15, rise, 10e-3) << i;
  }
  compare("at the end, plus, U [V]",
          entry(s.terminals, "plus").voltage.value,
          1e-9 * 10. * 9e-3,
          1e-17);
  expect_closed_balances(s);
}

// The duties of a half bridge may ramp as long as they add up to one and the bar between
// them follows one device; else the case does not say what it is heated by.
TEST(Device, DutyOfAHalfBridgeInTime)
{
  const auto half_bridge = [](const std::string &high, const std::string &low)
  {
    return node_of(
        "{high: {law: 2 mohm, current_axis: x, duty: {ramp: [[0 s, 30 %], [2 s, " + high +
        "]]}}, low: {law: 3 mohm, current_axis: x, duty: {ramp: [[0 s, "
        "70 %], [2 s, " +
        low + "]]}}}");
  };
  const Summary s = solve_case("device_lumped", half_bridge("40 %", "60 %"));
  expect_losses(s,
                {{"first", 40. * 1.5e-3},
                 {"high", 40. * 2.5e-3},
                 {"middle", 60. * 1e-3},
                 {"low", 60. * 3e-3},
                 {"last", 60. * 1e-3}});
  EXPECT_THROW(solve_case("device_lumped", half_bridge("60 %", "40 %")), InputError);
  EXPECT_THROW(solve_case("device_lumped", half_bridge("40 %", "65 %")), InputError);
}

// The resistance between the end faces is that of the law whichever way the current flows
// and whatever the shape of the part: here along y, with a constant law.
TEST(Device, ResistanceDoesNotDependOnTheShape)
{
  const Summary s = solve_case("device_lumped",
                               {"package.channel.x=0 to 3 mm",
                                "devices.channel={law: 25 mohm, current_axis: y}",
                                "terminals.drain.on=channel.front",
                                "terminals.source.on=channel.back"});
  compare("along y, U [V]", entry(s.terminals, "drain").voltage.value, 0.375, 1e-9);
}

// The same current through GaN, silicon and silicon carbide: one case, the other law.
// Tj solves the lumped equation of that law.
TEST(Device, OtherTechnologies)
{
  for (const char *law : {"gs66516t", "gs66506t_measured", "ipw65r045c7", "c3m0060065k"})
  {
    const Summary s = solve_case(
        "device_lumped",
        {std::string("devices.channel.law=") + law, "terminals.drain.current=10 A"});
    const DeviceSummary &device = channel_of(s);
    compare(std::string(law) + ", P [W]",
            device.conduction_loss.value,
            100. * device.on_resistance.value,
            1e-4);
    compare(std::string(law) + ", rise [K]",
            device.mean_temperature.value - 323.15,
            2. * device.conduction_loss.value,
            1e-4);
  }
}

// Two technologies in one case at one temperature: both published laws, evaluated here,
// give the losses, and their sum the temperature.
TEST(Device, TwoTechnologiesInOneCase)
{
  const Summary s = solve_case("device_comparison");
  const double T = s.max_temperature.value;
  const double R_gan = (0.05263 + 0.94376) * (1.6e-3 * (1. + 0.004 * (T - 298.15)) +
                                              45.8e-3 * std::pow((T - 0.15) / 298., 2.8));
  const double R_si = 40e-3 * std::pow(T / 298.15, 2.5004);
  const DeviceSummary &gan = entry(s.devices, "gan"), &si = entry(s.devices, "si");
  compare("GaN, R_DS(on) [ohm]", gan.on_resistance.value, R_gan, 1e-8);
  compare("Si, R_DS(on) [ohm]", si.on_resistance.value, R_si, 1e-8);
  compare("GaN, conduction [W]", gan.conduction_loss.value, 50. * R_gan, 1e-5);
  compare("Si, conduction [W]", si.conduction_loss.value, 50. * R_si, 1e-5);
  compare("Tj [K]", T, 323.15 + 2. * (50. * (R_gan + R_si) + 4. + 9.), 1e-4);
  expect_closed_balances(s);
}

} // namespace
} // namespace kelvolt
