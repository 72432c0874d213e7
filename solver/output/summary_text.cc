#include "output/summary.h"

#include <fmt/format.h>

namespace kelvolt
{
namespace
{

constexpr double celsius_zero = 273.15;

/// What a designer would change first for one goal, three lines.
std::string improvements_text(const AccuracySummary &goal)
{
  std::string text;
  int lines = 0;
  for (const Sensitivity &one : goal.sensitivities)
  {
    if (one.kind != Sensitivity::Kind::design)
      continue;
    if (++lines > 3)
      break;
    text += fmt::format("{} {}: {:+.3g} {} of {} for +1 %\n",
                        lines == 1 ? "Improve first" : "             ",
                        one.parameter,
                        one.per_percent,
                        goal.unit,
                        goal.of);
  }
  return text;
}

std::string surface_text(const SurfaceSummary &surface)
{
  std::string text = fmt::format("Surface   {}: {:.6g} W out, mean {:.2f} degC",
                                 surface.name,
                                 surface.heat_flow,
                                 surface.mean_temperature - celsius_zero);
  if (surface.radiation_heat != 0.)
    text += fmt::format("; {:.6g} W by convection, {:.6g} W by radiation",
                        surface.convection_heat,
                        surface.radiation_heat);
  if (!surface.film)
    return text + "\n";
  const FilmSummary &film = *surface.film;
  text += fmt::format("; {}: h = {:.5g} W/m2/K to {:.2f} degC",
                      film.model,
                      film.h,
                      film.fluid_temperature - celsius_zero);
  if (!film.number_name.empty())
    text += fmt::format(", {} = {:.4g} at {:.2f} degC{}",
                        film.number_name == "rayleigh" ? "Ra" : "Re",
                        film.number,
                        film.film_temperature - celsius_zero,
                        film.in_range ? "" : ", OUT OF RANGE");
  return text + "\n";
}

std::string runaway_text(const Runaway &runaway)
{
  std::string text =
      "\nNO STEADY STATE at this drive: the loss grows faster with temperature than the "
      "heat flow does (thermal runaway).\n";
  for (const Runaway::Drive &drive : runaway.drives)
    text += fmt::format("Critical  {}: between {:.5g} and {:.5g} {}; the case asks for "
                        "{:.5g} {}\n",
                        drive.terminal,
                        runaway.steady_scale * drive.given,
                        runaway.lost_scale * drive.given,
                        drive.is_current ? "A" : "V",
                        drive.given,
                        drive.is_current ? "A" : "V");
  return text +
         fmt::format(
             "          ({:.4f} to {:.4f} of the whole drive, on a mesh of {} cells)\n"
             "At the lower of these drives the hottest point, in {}, has {:.6g} K = {:.5g} "
             "degC, the loop gain is {:.3f}.\n"
             "Cause     {} makes {:.0f} % of the loss that comes with temperature: {}\n",
             runaway.steady_scale,
             runaway.lost_scale,
             runaway.cells,
             runaway.hottest_part,
             runaway.temperature,
             runaway.temperature - celsius_zero,
             runaway.loop_gain,
             runaway.part,
             100. * runaway.share,
             runaway.law);
}

std::string audit_text(const Audit &audit)
{
  std::string text;
  if (audit.joule_heat > 0.)
    text += fmt::format("Power     V I = {:.6g} W, Joule heat {:.6g} W, currents add up to "
                        "{:.1e} of their size\n",
                        audit.electrical_power,
                        audit.joule_heat,
                        audit.current_imbalance);
  const double made = audit.joule_heat + audit.other_heat;
  if (made == 0.)
    return text +
           fmt::format("Heat      none is made; what flows in and out differs by {:.1e}\n",
                       audit.relative_imbalance);
  return text + fmt::format("Heat      {:.6g} W in, {:.6g} W out, imbalance {:.1e}\n",
                            made,
                            audit.heat_out,
                            audit.relative_imbalance);
}

std::string matrix_text(const std::string &title, const NamedMatrix &matrix)
{
  std::string text = fmt::format("\n{:<20}", title);
  for (const std::string &name : matrix.names)
    text += fmt::format(" {:>12}", name);
  text += "\n";
  for (std::size_t i = 0; i < matrix.names.size(); ++i)
  {
    text += fmt::format("{:<20}", matrix.names[i]);
    for (const double value : matrix.values[i])
      text += fmt::format(" {:>12.6g}", value);
    text += "\n";
  }
  return text;
}

} // namespace

std::string summary_text(const Summary &summary)
{
  if (summary.runaway)
    return runaway_text(*summary.runaway);
  std::string text = fmt::format(
      "\nHottest   {:.3f} +- {:.2g} K = {:.2f} degC in {} at ({:.4g}, {:.4g}, {:.4g}) mm\n",
      summary.max_temperature.value,
      summary.max_temperature.error,
      summary.max_temperature.value - celsius_zero,
      summary.hottest_part,
      1e3 * summary.hottest_position[0],
      1e3 * summary.hottest_position[1],
      1e3 * summary.hottest_position[2]);
  text += audit_text(summary.audit);
  for (const TerminalSummary &terminal : summary.terminals)
    text += fmt::format(
        "Terminal  {}: {:.6g} V, {:.6g} A{}\n",
        terminal.name,
        terminal.voltage,
        terminal.current,
        terminal.errors ? fmt::format(" +- {:.2g} A", terminal.errors->current) : "");
  for (const SurfaceSummary &surface : summary.surfaces)
    text += surface_text(surface);
  for (const PointSummary &point : summary.points)
    text += fmt::format("Point     {}: {:.3f} +- {:.2g} K = {:.2f} degC\n",
                        point.name,
                        point.temperature.value,
                        point.temperature.error,
                        point.temperature.value - celsius_zero);
  for (const DeviceSummary &device : summary.devices)
    text += fmt::format("Device    {}: R_DS(on) {:.5g} mohm at {:.2f} degC, {:.5g} W of "
                        "conduction, {:.5g} W of switching\n",
                        device.name,
                        1e3 * device.on_resistance,
                        device.mean_temperature - celsius_zero,
                        device.conduction_loss,
                        device.switching_loss);
  for (const ContactSummary &contact : summary.contacts)
    text +=
        fmt::format("Contact   {}: {:.4g} K, {:.6g} W across; {:.4g} V, {:.6g} A across\n",
                    contact.name,
                    contact.temperature_jump,
                    contact.heat_flow,
                    contact.potential_jump,
                    contact.current);
  text += fmt::format("\n{:<20} {:>9} {:>9} {:>9} {:>12} {:>10}\n",
                      "part",
                      "min degC",
                      "mean degC",
                      "max degC",
                      "Joule heat W",
                      "heat W");
  for (const PartSummary &part : summary.parts)
    text += fmt::format("{:<20} {:>9.2f} {:>9.2f} {:>9.2f} {:>12.5g} {:>10.5g}\n",
                        part.name,
                        part.min_temperature - celsius_zero,
                        part.mean_temperature - celsius_zero,
                        part.max_temperature - celsius_zero,
                        part.joule_heat,
                        part.heat);
  if (summary.conductance)
    text += matrix_text("conductance S", *summary.conductance);
  if (summary.thermal_resistance)
    text += matrix_text("resistance K/W", *summary.thermal_resistance);
  text += "\n";
  for (const AccuracySummary &goal : summary.goals)
    text += fmt::format("Accuracy  {} = {:.8g} +- {:.2g} {}{}, requested {:.2g}: {}\n{}",
                        goal.of,
                        goal.value,
                        goal.estimated,
                        goal.unit,
                        goal.reliable ? "" : " (not yet reliable)",
                        goal.requested,
                        goal.met ? "met" : "NOT MET",
                        improvements_text(goal));
  if (summary.loop_gain)
    text += fmt::format("Stability loop gain {:.3f}; thermal runaway at 1\n",
                        *summary.loop_gain);
  for (const LimitSummary &limit : summary.limits)
    text += fmt::format("Limit     {}: {}\n", limit.text, limit.met ? "met" : "VIOLATED");
  return text;
}

} // namespace kelvolt
