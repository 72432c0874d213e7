#include "coordinate_text.h"
#include "report/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace kelvolt::report
{
namespace
{

std::string optional_html(const std::optional<Number> &number)
{
  return number ? number_html(*number) : "–";
}

/// The list of the compared result; empty without one.
template <typename List>
List other_list(const Reported &reported, List Numbers::*list)
{
  return reported.other != nullptr ? reported.other->summary.*list : List();
}

/// Adds what the entry of the same name in the other result says of a number, and the
/// difference; nothing unless two results are compared.
template <typename Entry, typename Text>
void add_other(const Reported &reported,
               const std::vector<Entry> &others,
               const Entry &entry,
               Number Entry::*number,
               const Text &text,
               std::vector<Cell> &row)
{
  if (reported.other == nullptr)
    return;
  const Entry *other = named(others, entry.name);
  row.push_back(number_cell(other != nullptr ? text(other->*number) : "–"));
  row.push_back(
      difference_cell(entry.*number, other != nullptr ? &(other->*number) : nullptr));
}

template <typename Entry>
void add_other(const Reported &reported,
               const std::vector<Entry> &others,
               const Entry &entry,
               Number Entry::*number,
               std::vector<Cell> &row)
{
  add_other(
      reported, others, entry, number, [](const Number &x) { return number_html(x); }, row);
}

/// A head `NAME [unit]` of numbers.
Cell head(const std::string &name, const std::string &unit)
{
  return number_cell(escaped(name + " [" + unit + "]"));
}

} // namespace

Section parts_section(const Reported &reported)
{
  const Summary &summary = reported.result.summary;
  const TemperatureUnit &unit = reported.result.unit;
  const auto any = [&](const auto &property)
  {
    return std::any_of(summary.parts.begin(), summary.parts.end(), property);
  };
  const bool joule = any([](const PartSummary &one) { return one.joule_heat.value != 0.; }),
             current = any([](const PartSummary &one)
                           { return one.current && one.current->value > 0.; });
  std::vector<Cell> heads = {text_cell("Part"),
                             head("Lowest", unit.sign),
                             head("Mean", unit.sign),
                             head("Highest", unit.sign),
                             head("Heat", "W")};
  if (joule)
    heads.push_back(head("Joule heat", "W"));
  if (current)
    heads.push_back(head("Current", "A"));
  if (reported.other != nullptr)
  {
    heads.push_back(head("B highest", unit.sign));
    heads.push_back(difference_head("K"));
  }
  Table table("Temperatures, heat and current" +
                  std::string(summary.transient ? ", at the end" : ""),
              heads);
  const auto others = other_list(reported, &Numbers::parts);
  for (const PartSummary &part : summary.parts)
  {
    std::vector<Cell> row = {
        text_cell(part.name),
        number_cell(temperature_html(part.min_temperature, unit)),
        number_cell(temperature_html(part.mean_temperature, unit)),
        number_cell(temperature_html(part.max_temperature, unit)),
        number_cell(part.heat.value == 0. ? "" : number_html(part.heat))};
    if (joule)
      row.push_back(
          number_cell(part.joule_heat.value == 0. ? "" : number_html(part.joule_heat)));
    if (current)
      row.push_back(number_cell(
          part.current && part.current->value > 0. ? number_html(*part.current) : ""));
    add_other(
        reported,
        others,
        part,
        &PartSummary::max_temperature,
        [&](const Number &T) { return temperature_html(T, unit); },
        row);
    table.row(row, part.name == summary.hottest_part ? "marked" : "");
  }
  return {"parts", "Parts", table.is_empty() ? "" : table.html()};
}

Section surfaces_section(const Reported &reported)
{
  const Summary &summary = reported.result.summary;
  const TemperatureUnit &unit = reported.result.unit;
  std::vector<Cell> heads = {text_cell("Surface"),
                             head("Heat out", "W"),
                             head("Mean", unit.sign),
                             head("Area", "mm²"),
                             head("Convection", "W"),
                             head("Radiation", "W"),
                             text_cell("Film")};
  if (reported.other != nullptr)
  {
    heads.push_back(head("B heat out", "W"));
    heads.push_back(difference_head("W"));
  }
  Table table("Heat flow out of the package and temperature", heads);
  const auto others = other_list(reported, &Numbers::surfaces);
  for (const SurfaceSummary &surface : summary.surfaces)
  {
    std::string film;
    if (surface.film)
      film = fmt::format(
          "{}: h {} W/m²/K to {:.2f} {}{}",
          escaped(surface.film->model),
          number_html(surface.film->h),
          unit.from_kelvin(surface.film->fluid_temperature.value),
          unit.sign,
          surface.film->in_range ? "" : " <strong>out of the correlation's range</strong>");
    std::vector<Cell> row = {text_cell(surface.name),
                             number_cell(number_html(surface.heat_flow)),
                             number_cell(temperature_html(surface.mean_temperature, unit)),
                             number_cell(short_text(1e6 * surface.area.value, 5)),
                             number_cell(optional_html(surface.convection_heat)),
                             number_cell(optional_html(surface.radiation_heat)),
                             {film, false}};
    add_other(reported, others, surface, &SurfaceSummary::heat_flow, row);
    table.row(row);
  }
  return {"surfaces", "Surfaces", table.is_empty() ? "" : table.html()};
}

Section terminals_section(const Reported &reported)
{
  std::vector<Cell> heads = {
      text_cell("Terminal"), head("Voltage", "V"), head("Current", "A")};
  if (reported.other != nullptr)
  {
    heads.push_back(head("B voltage", "V"));
    heads.push_back(difference_head("V"));
    heads.push_back(head("B current", "A"));
    heads.push_back(difference_head("A"));
  }
  Table table("A current is positive into the package", heads);
  const auto others = other_list(reported, &Numbers::terminals);
  for (const TerminalSummary &terminal : reported.result.summary.terminals)
  {
    std::vector<Cell> row = {text_cell(terminal.name),
                             number_cell(number_html(terminal.voltage)),
                             number_cell(number_html(terminal.current))};
    add_other(reported, others, terminal, &TerminalSummary::voltage, row);
    add_other(reported, others, terminal, &TerminalSummary::current, row);
    table.row(row);
  }
  return {"terminals", "Terminals", table.is_empty() ? "" : table.html()};
}

Section devices_section(const Reported &reported)
{
  const TemperatureUnit &unit = reported.result.unit;
  std::vector<Cell> heads = {text_cell("Device"),
                             head("Mean", unit.sign),
                             head("On-resistance", "mΩ"),
                             number_cell("Duty"),
                             head("Conduction loss", "W"),
                             head("Switching loss", "W")};
  if (reported.other != nullptr)
  {
    heads.push_back(head("B conduction loss", "W"));
    heads.push_back(difference_head("W"));
  }
  Table table("Transistors: mean temperature, resistance and losses", heads);
  const auto others = other_list(reported, &Numbers::devices);
  for (const DeviceSummary &device : reported.result.summary.devices)
  {
    std::vector<Cell> row = {
        text_cell(device.name),
        number_cell(temperature_html(device.mean_temperature, unit)),
        number_cell(number_html(1e3 * device.on_resistance.value,
                                1e3 * device.on_resistance.error_or_zero())),
        number_cell(number_html(device.duty)),
        number_cell(number_html(device.conduction_loss)),
        number_cell(number_html(device.switching_loss))};
    add_other(reported, others, device, &DeviceSummary::conduction_loss, row);
    table.row(row);
  }
  return {"devices", "Devices", table.is_empty() ? "" : table.html()};
}

Section contacts_section(const Reported &reported)
{
  std::vector<Cell> heads = {text_cell("Joint"),
                             head("Area", "mm²"),
                             head("Jump", "K"),
                             head("Heat across", "W"),
                             head("Voltage", "V"),
                             head("Current", "A"),
                             head("Joule heat", "W")};
  if (reported.other != nullptr)
  {
    heads.push_back(head("B jump", "K"));
    heads.push_back(difference_head("K"));
  }
  Table table("From the first part to the second", heads);
  const auto others = other_list(reported, &Numbers::contacts);
  for (const ContactSummary &contact : reported.result.summary.contacts)
  {
    std::vector<Cell> row = {text_cell(contact.name),
                             number_cell(short_text(1e6 * contact.area.value, 5)),
                             number_cell(number_html(contact.temperature_jump)),
                             number_cell(optional_html(contact.heat_flow)),
                             number_cell(number_html(contact.potential_jump)),
                             number_cell(optional_html(contact.current)),
                             number_cell(number_html(contact.joule_heat))};
    add_other(reported, others, contact, &ContactSummary::temperature_jump, row);
    table.row(row);
  }
  return {"joints", "Joints with a resistance", table.is_empty() ? "" : table.html()};
}

Section wires_section(const Reported &reported)
{
  const TemperatureUnit &unit = reported.result.unit;
  std::vector<Cell> heads = {text_cell("Wire"),
                             head("Current", "A"),
                             head("Voltage", "V"),
                             head("Joule heat", "W"),
                             head("To first foot", "W"),
                             head("To second foot", "W"),
                             head("Hottest", unit.sign),
                             head("Of the way", "%")};
  if (reported.other != nullptr)
  {
    heads.push_back(head("B hottest", unit.sign));
    heads.push_back(difference_head("K"));
  }
  Table table("Bond wires, ribbons and straps", heads);
  const auto others = other_list(reported, &Numbers::wires);
  for (const WireSummary &wire : reported.result.summary.wires)
  {
    std::vector<Cell> row = {text_cell(wire.name),
                             number_cell(number_html(wire.current)),
                             number_cell(number_html(wire.voltage)),
                             number_cell(number_html(wire.loss)),
                             number_cell(number_html(wire.heat_to_first_foot)),
                             number_cell(number_html(wire.heat_to_second_foot)),
                             number_cell(temperature_html(wire.max_temperature, unit)),
                             number_cell(short_text(100. * wire.hottest_place, 3))};
    add_other(
        reported,
        others,
        wire,
        &WireSummary::max_temperature,
        [&](const Number &T) { return temperature_html(T, unit); },
        row);
    table.row(row);
  }
  return {"wires", "Wires", table.is_empty() ? "" : table.html()};
}

Section current_section(const Reported &reported)
{
  Table table("Currents between conducting parts, from the first to the second",
              {text_cell("Joint"),
               head("Current", "A"),
               head("Area", "mm²"),
               head("Mean density", "A/mm²"),
               text_cell("Centre, x, y, z [mm]")});
  for (const JointSummary &joint : reported.result.summary.joints)
  {
    const double area = 1e6 * joint.area.value;
    table.row({text_cell(joint.between[0] + " → " + joint.between[1]),
               number_cell(number_html(joint.current)),
               number_cell(short_text(area, 5)),
               number_cell(area > 0. ? short_text(joint.current.value / area, 4) : "–"),
               text_cell(fmt::format("{}, {}, {}",
                                     coordinate_text(1e3 * joint.position[0], 3),
                                     coordinate_text(1e3 * joint.position[1], 3),
                                     coordinate_text(1e3 * joint.position[2], 3)))});
  }
  return {"currents",
          "Current paths",
          table.is_empty() ? ""
                           : folded(fmt::format("{} joints of conductors",
                                                reported.result.summary.joints.size()),
                                    table.html())};
}

} // namespace kelvolt::report
