#include "check_case.h"
#include "check_sections.h"
#include "overloaded.h"
#include "value_range.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace kelvolt
{

namespace
{

void check_terminal_part(CaseFaults &faults, const Terminal &terminal)
{
  const std::string owner = fmt::format("terminals.{}.on", terminal.name);
  const SourceLocation where = faults.place(owner, terminal.where);
  const Part *const part = faults.find_part(terminal.surface.part);
  if (part == nullptr)
    return faults.require_part(where, owner, terminal.surface.part);
  if (!part->electrical)
    faults.report(where,
                  fmt::format("{} names the part '{}', which has electrical: false",
                              owner,
                              part->name),
                  "a surface of a conductor",
                  "Take 'electrical: false' away if the part is to carry current");
  const Material *const material =
      find_material(part->material, faults.input(), faults.library());
  const auto is_device = [&](const Device &d)
  {
    return d.part == part->name || faults.find_part(d.part) == nullptr;
  };
  if (material != nullptr && !material->is_conductor() &&
      std::none_of(faults.input().devices.begin(), faults.input().devices.end(), is_device))
    faults.report(
        where,
        fmt::format("{} names the part '{}', whose material '{}' is an insulator",
                    owner,
                    part->name,
                    part->material),
        "a surface of a conductor",
        "Give the material an electrical_resistivity or an electrical_conductivity");
}

void check_drive(CaseFaults &faults, std::size_t index)
{
  const Terminal &terminal = faults.input().terminals[index];
  const auto check = [&](const std::string &kind, double first, const ValueRange &range)
  {
    const std::string key = fmt::format("terminals.{}.{}", terminal.name, kind);
    const SourceLocation where = faults.place(key, terminal.where);
    faults.check_values(drive_of(faults.input(), index),
                        first,
                        [&](double value)
                        { faults.check_range(where, key, value, range); });
  };
  std::visit(Overloaded{[&](const GivenVoltage &given)
                        { check("voltage", given.voltage, value_range::voltage); },
                        [&](const GivenCurrent &given)
                        {
                          check("current", given.current, value_range::current);
                        }},
             terminal.drive);
}

} // namespace

void check_drives(CaseFaults &faults)
{
  std::map<std::string, const Terminal *> first;
  for (std::size_t i = 0; i < faults.input().terminals.size(); ++i)
  {
    const Terminal &terminal = faults.input().terminals[i];
    check_terminal_part(faults, terminal);
    check_drive(faults, i);
    if (terminal.surface.part.empty())
      continue;
    const Terminal &other =
        *first.emplace(terminal.surface.text(), &terminal).first->second;
    if (&other != &terminal)
      faults.report(
          faults.place(fmt::format("terminals.{}.on", terminal.name), terminal.where),
          fmt::format("The terminals '{}' and '{}' are shorted: both are on {}",
                      other.name,
                      terminal.name,
                      terminal.surface.text()),
          "terminals on different surfaces",
          "Make them one terminal");
  }
}

} // namespace kelvolt
