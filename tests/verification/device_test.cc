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
    compare(name + ", Tj [degC]", device.mean_temperature - celsius_zero, drive.Tj, 1e-4);
    compare(name + ", P [W]", device.conduction_loss, drive.P, 1e-5 * drive.P);
    const double R = drive.P / (drive.I * drive.I);
    compare(name + ", R_DS(on) [ohm]", device.on_resistance, R, 1e-6 * R);
    compare(name + ", U [V]",
            entry(s.terminals, "drain").voltage,
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
  compare("duty 40 %, Tj [degC]", channel_of(s).mean_temperature - celsius_zero, T, 1e-4);
  compare("duty 40 %, conduction [W]", channel_of(s).conduction_loss, D * R * I * I, 1e-4);
  compare("duty 40 %, R_DS(on) [ohm]", channel_of(s).on_resistance, R, 1e-7);
  compare("duty 40 %, switching [W]", channel_of(s).switching_loss, switching, 1e-9);
  compare("duty 40 %, heat [W]", s.audit.other_heat, switching, 1e-9);
  expect_closed_balances(s);
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
  compare("along y, U [V]", entry(s.terminals, "drain").voltage, 0.375, 1e-9);
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
            device.conduction_loss,
            100. * device.on_resistance,
            1e-4);
    compare(std::string(law) + ", rise [K]",
            device.mean_temperature - 323.15,
            2. * device.conduction_loss,
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
  compare("GaN, R_DS(on) [ohm]", gan.on_resistance, R_gan, 1e-8);
  compare("Si, R_DS(on) [ohm]", si.on_resistance, R_si, 1e-8);
  compare("GaN, conduction [W]", gan.conduction_loss, 50. * R_gan, 1e-5);
  compare("Si, conduction [W]", si.conduction_loss, 50. * R_si, 1e-5);
  compare("Tj [K]", T, 323.15 + 2. * (50. * (R_gan + R_si) + 4. + 9.), 1e-4);
  expect_closed_balances(s);
}

} // namespace
} // namespace kelvolt
