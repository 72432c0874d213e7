#include "console/summary_text.h"

#include "console/number_text.h"
#include "console/transient_text.h"
#include "results/quantity_kind.h"
#include "results/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

/// What a designer would change first for one goal, three lines.
std::string improvements_text(const AccuracySummary &goal)
{
  std::string text;
  using Advice = Sensitivity::Advice;
  constexpr int most_lines = 3;
  int lines = 0;
  for (const Advice rank : {Advice::first, Advice::later})
    for (const Sensitivity &one : goal.sensitivities)
      if (one.kind == Sensitivity::Kind::design && one.advice == rank &&
          ++lines <= most_lines)
        text += fmt::format("{} {}: {:+.3g} {} of {} for +1 %\n",
                            lines == 1 ? "Improve first" : "             ",
                            one.parameter,
                            one.per_percent,
                            goal.unit,
                            goal.of);
  return text;
}

std::string runaway_text(const Runaway &runaway, const ConsoleUnits &units)
{
  std::string text =
      "\nNO STEADY STATE at this drive: the loss grows faster with temperature than the "
      "heat flow does (thermal runaway).\n";
  for (const Runaway::Drive &drive : runaway.drives)
    text += fmt::format("Critical  {}: between {:.5g} and {:.5g} {}; the case asks for "
                        "{:.5g} {}\n",
                        drive.name,
                        drive.steady,
                        drive.lost,
                        drive.is_current ? "A" : "V",
                        drive.steady / runaway.steady_scale,
                        drive.is_current ? "A" : "V");
  return text +
         fmt::format(
             "          ({:.4f} to {:.4f} of the whole drive, on a mesh of {} cells)\n"
             "At the lower of these drives the hottest point, in {}, has {}, "
             "the loop gain is {:.3f}.\n"
             "Cause     {} makes {:.0f} % of the loss that comes with temperature: {}\n",
             runaway.steady_scale,
             runaway.lost_scale,
             runaway.cells,
             runaway.hottest_part,
             units.temperature_text(runaway.temperature),
             runaway.loop_gain,
             runaway.part,
             100. * runaway.share,
             runaway.law);
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

std::string hottest_text(const Summary &summary, NumberText &write)
{
  const Number &T = summary.max_temperature;
  return fmt::format("\nHottest   {} ({}) in {} at {}\n",
                     write.temperature(T),
                     write.units().other_temperature_text(T.value, T.error_or_zero()),
                     summary.hottest_part,
                     write.units().position_text(summary.hottest_position));
}

std::string audit_text(const Audit &audit, NumberText &write)
{
  std::string text;
  if (audit.joule_heat.value > 0.)
    text += fmt::format(
        "Power     V I = {} W, Joule heat {} W, currents add up to {:.1e} of their size\n",
        write.heat(audit.electrical_power),
        write.heat(audit.joule_heat),
        audit.current_imbalance);
  const double made = audit.joule_heat.value + audit.other_heat.value;
  if (made == 0.)
    return text +
           fmt::format("Heat      none is made; what flows in and out differs by {:.1e}\n",
                       audit.relative_imbalance);
  return text + fmt::format("Heat      {:.6g} W in, {} W out, imbalance {:.1e}\n",
                            made,
                            write.heat(audit.heat_out),
                            audit.relative_imbalance);
}

std::string film_text(const FilmSummary &film, NumberText &write)
{
  std::string text =
      fmt::format("; {}: h = {} W/m2/K to {}",
                  film.model,
                  write.number(film.h, film.h.value),
                  write.units().temperature_text(film.fluid_temperature.value));
  if (!film.number_name.empty())
    text += fmt::format(", {} = {:.4g} at {} ({}{})",
                        film.number_name == "rayleigh" ? "Ra" : "Re",
                        film.number.value,
                        write.units().temperature_text(film.film_temperature.value),
                        film.law,
                        film.in_range ? "" : ", OUT OF RANGE");
  return text;
}

std::string surface_text(const SurfaceSummary &surface, NumberText &write)
{
  std::string text = fmt::format("Surface   {}: {} W out, mean {}",
                                 surface.name,
                                 write.heat(surface.heat_flow),
                                 write.temperature(surface.mean_temperature));
  if (surface.convection_heat && surface.radiation_heat &&
      surface.radiation_heat->value != 0.)
    text += fmt::format("; {} W by convection, {} W by radiation",
                        write.heat(*surface.convection_heat),
                        write.heat(*surface.radiation_heat));
  if (surface.film)
    text += film_text(*surface.film, write);
  return text + "\n";
}

std::string thermal_resistance_text(const ThermalResistance &resistance, NumberText &write)
{
  const auto per_watt = [&](const Number &one)
  {
    return write.number(one, std::abs(one.value)) + " K/W";
  };
  std::string text;
  if (resistance.ambient)
    text += fmt::format("R_th      {} to ambient, {}: {}\n",
                        resistance.part,
                        write.units().temperature_text(resistance.ambient->value),
                        per_watt(resistance.to_ambient));
  for (const ThermalResistance::ToSurface &surface : resistance.surfaces)
  {
    text += fmt::format("R_th      {} to {}: {}",
                        resistance.part,
                        surface.name,
                        per_watt(surface.to_surface));
    // With one surface the latter is that to the ambient.
    if (surface.reference_temperature &&
        !(resistance.ambient && resistance.surfaces.size() == 1))
      text +=
          fmt::format(", to {} beyond it: {}",
                      write.units().temperature_text(surface.reference_temperature->value),
                      per_watt(surface.to_reference));
    text += "\n";
  }
  return text;
}

std::string device_text(const DeviceSummary &device, NumberText &write)
{
  Number milliohm = 1e3 * device.on_resistance.value;
  if (const auto &error = device.on_resistance.error)
    milliohm.error = 1e3 * *error;
  return fmt::format(
      "Device    {}: R_DS(on) {} mohm at {}, {} W of conduction, {:.6g} W of switching\n",
      device.name,
      write.number(milliohm, milliohm.value),
      write.temperature(device.mean_temperature),
      write.heat(device.conduction_loss),
      device.switching_loss.value);
}

std::string contact_text(const ContactSummary &contact, NumberText &write)
{
  std::string text =
      fmt::format("Contact   {}: {} K",
                  contact.name,
                  write.number(contact.temperature_jump,
                               write.asked().temperature() / write.asked().share()));
  if (contact.heat_flow)
    text += fmt::format(", {} W across", write.heat(*contact.heat_flow));
  if (contact.current &&
      (contact.current->value != 0. || contact.potential_jump.value != 0.))
    text += fmt::format("; {} V, {} A across, {} W made",
                        write.voltage(contact.potential_jump),
                        write.current(*contact.current),
                        write.heat(contact.joule_heat));
  return text + "\n";
}

std::string wire_text(const WireSummary &wire, NumberText &write)
{
  constexpr double percent = 100.;
  std::string text = fmt::format("Wire      {}: {} at its hottest, {:.0f} % of the way",
                                 wire.name,
                                 write.temperature(wire.max_temperature),
                                 percent * wire.hottest_place);
  if (wire.current.value != 0. || wire.voltage.value != 0.)
    text += fmt::format("; {} A, {} V, {} W made",
                        write.current(wire.current),
                        write.voltage(wire.voltage),
                        write.heat(wire.loss));
  return text + fmt::format("; {} W to its first foot, {} W to its second\n",
                            write.heat(wire.heat_to_first_foot),
                            write.heat(wire.heat_to_second_foot));
}

/// Rows of texts as columns: the first one to the left, the others to the right.
std::string table_text(const std::vector<std::vector<std::string>> &rows)
{
  std::vector<std::size_t> width(rows.front().size(), 0);
  for (const auto &row : rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      width[i] = std::max(width[i], row[i].size());
  std::string text;
  for (const auto &row : rows)
  {
    text += fmt::format("{:<{}}", row[0], width[0]);
    for (std::size_t i = 1; i < row.size(); ++i)
      text += fmt::format("  {:>{}}", row[i], width[i]);
    text.erase(text.find_last_not_of(' ') + 1);
    text += "\n";
  }
  return text;
}

std::string parts_text(const std::vector<PartSummary> &parts, NumberText &write)
{
  const std::string unit = write.units().temperature_unit();
  const auto any = [&](const auto &property)
  {
    return std::any_of(parts.begin(), parts.end(), property);
  };
  const auto carries_current = [](const PartSummary &part)
  {
    return part.current && part.current->value > 0.;
  };
  const bool losses =
                 any([](const PartSummary &part) { return part.joule_heat.value != 0.; }),
             currents = any(carries_current);
  std::vector<std::vector<std::string>> rows = {
      {"part", "min " + unit, "mean " + unit, "max " + unit, "heat W"}};
  if (losses)
    rows[0].emplace_back("Joule heat W");
  if (currents)
    rows[0].emplace_back("current A");
  for (const PartSummary &part : parts)
  {
    std::vector<std::string> row = {
        part.name,
        write.temperature_entry(part.min_temperature),
        write.temperature_entry(part.mean_temperature),
        write.temperature_entry(part.max_temperature),
        part.heat.value == 0. ? "" : fmt::format("{:.6g}", part.heat.value)};
    if (losses)
      row.push_back(part.joule_heat.value == 0. ? "" : write.heat(part.joule_heat));
    if (currents)
      row.push_back(carries_current(part) ? write.current(*part.current) : "");
    rows.push_back(std::move(row));
  }
  return "\n" + table_text(rows);
}

/// What the marks mean.
std::string legend_text(const NumberText &write)
{
  const double temperature = write.asked().temperature(), share = write.asked().share();
  std::string text = "\n* rougher than what `accuracy` asks for";
  if (std::isfinite(temperature))
    text += fmt::format(", {:.2g} K", temperature);
  if (std::isfinite(share))
    text += fmt::format("{} {:.2g} % of the largest of its kind",
                        std::isfinite(temperature) ? " or" : ",",
                        100. * share);
  return text + ": add the quantity to `accuracy` to have it as fine.\n";
}

/// Of the error of a transient run.
std::string shares_text(const AccuracySummary &goal)
{
  if (!goal.space || !goal.time)
    return "";
  return fmt::format(" (mesh {:.2g}, steps {:.2g})", *goal.space, *goal.time);
}

/// Where fields and balances, which are those of the mesh, differ by what shows.
std::string on_mesh_text(const AccuracySummary &goal)
{
  const double correction = goal.value - goal.on_mesh.value_or(goal.value);
  if (std::abs(correction) <= goal.estimated)
    return "";
  return fmt::format(
      "          corrected by {:+.2g} {} from what the fields are on the mesh\n",
      correction,
      goal.unit);
}

std::string verdicts_text(const Summary &summary, const ConsoleUnits &units)
{
  std::string text = "\n";
  for (const AccuracySummary &goal : summary.goals)
    text += fmt::format("Accuracy  {}{}{}, requested {:.2g} {}: {}\n{}{}",
                        goal_text(goal, units),
                        shares_text(goal),
                        goal.reliable ? "" : " (not yet reliable)",
                        goal.requested,
                        goal.unit,
                        goal.met ? "met" : "NOT MET",
                        on_mesh_text(goal),
                        improvements_text(goal));
  if (std::any_of(summary.goals.begin(),
                  summary.goals.end(),
                  [](const AccuracySummary &goal) { return !goal.reliable; }))
    text +=
        "          The last two meshes, or two degrees added to the last one, do not agree "
        "within\n          their bars; a finer mesh will tell.\n";
  if (summary.loop_gain)
    text += fmt::format("Stability loop gain {:.3f}; thermal runaway at 1\n",
                        *summary.loop_gain);
  for (const LimitSummary &limit : summary.limits)
    text += fmt::format("Limit     {}: {}{}{}\n",
                        limit.text,
                        limit.met ? "met" : "VIOLATED",
                        limit_times_text(limit),
                        limit.certain ? "" : ", but by less than the error bar");
  return text;
}

} // namespace

std::string goal_text(const AccuracySummary &goal, const ConsoleUnits &units)
{
  const auto quantity = parse_quantity_name(goal.of);
  if (quantity && is_temperature(*quantity))
    return goal.of + " = " + units.temperature_text(goal.value, goal.estimated);
  return fmt::format(
      "{} = {:.8g} +- {} {}", goal.of, goal.value, error_text(goal.estimated), goal.unit);
}

std::string summary_text(const Summary &summary, const ConsoleUnits &units)
{
  if (summary.runaway)
    return runaway_text(*summary.runaway, units);
  NumberText write(summary, units);
  std::string text = summary.transient
                         ? worst_text(summary, write) + time_balance_text(summary, write)
                         : hottest_text(summary, write) + audit_text(summary.audit, write);
  for (const TerminalSummary &terminal : summary.terminals)
    text += fmt::format("Terminal  {}: {} V, {} A\n",
                        terminal.name,
                        write.voltage(terminal.voltage),
                        write.current(terminal.current));
  for (const SurfaceSummary &surface : summary.surfaces)
    text += surface_text(surface, write);
  if (summary.thermal_resistance)
    text += thermal_resistance_text(*summary.thermal_resistance, write);
  for (const PointSummary &point : summary.points)
    text +=
        fmt::format("Point     {}: {}\n", point.name, write.temperature(point.temperature));
  for (const DeviceSummary &device : summary.devices)
    text += device_text(device, write);
  for (const ContactSummary &contact : summary.contacts)
    text += contact_text(contact, write);
  for (const WireSummary &wire : summary.wires)
    text += wire_text(wire, write);
  text += summary.transient ? "\n" + table_text(transient_parts(summary, write))
                            : parts_text(summary.parts, write);
  if (summary.conductance)
    text += matrix_text("conductance S", *summary.conductance);
  if (summary.resistance_matrix)
    text += matrix_text("resistance K/W", *summary.resistance_matrix);
  if (write.any_is_rough())
    text += legend_text(write);
  return text + verdicts_text(summary, units);
}

} // namespace kelvolt
