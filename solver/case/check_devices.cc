#include "check_property.h"
#include "check_sections.h"
#include "device_channel.h"
#include "unknown_value.h"
#include "value_range.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt
{

namespace
{

/// Of what changes in time the frequency may be 0: then it does not switch.
void check_frequency(CaseFaults &faults, std::size_t index, const std::string &owner)
{
  const Device &device = faults.input().devices[index];
  const Target target{Target::Kind::switching_frequency, index};
  const bool varies = faults.waveforms().find(target) != nullptr;
  faults.check_values(
      target,
      device.switching->frequency,
      [&](double frequency)
      {
        Switching switching = *device.switching;
        switching.frequency = frequency;
        faults.check_range(faults.place(owner + ".switching", device.where),
                           "The switching loss of " + owner,
                           switching.loss(),
                           value_range::power);
        if (frequency < 0. || (frequency == 0. && !varies))
          faults.report(faults.place(owner + ".switching.frequency", device.where),
                        fmt::format("{}.switching.frequency is {} Hz", owner, frequency),
                        varies ? "frequencies of at least 0" : "a frequency above 0");
      });
}

void check_device_values(CaseFaults &faults, std::size_t index, const std::string &owner)
{
  const Device &device = faults.input().devices[index];
  faults.check_values({Target::Kind::duty, index},
                      device.duty,
                      [&](double duty)
                      {
                        if (duty <= 0. || duty > 1.)
                          faults.report(
                              faults.place(owner + ".duty", device.where),
                              fmt::format("{}.duty is {}", owner, duty),
                              "a share above 0, up to 1, which is 100 %",
                              "Without conduction give the part its loss under 'heat', or "
                              "its path no current for that time");
                      });
  if (device.resistance)
    check_property("The on-resistance of " + owner,
                   *device.resistance,
                   value_range::on_resistance,
                   faults.problems());
  if (!device.switching)
    return;
  if (device.switching->turn_on < 0. || device.switching->turn_off < 0.)
    faults.report(faults.place(owner + ".switching", device.where),
                  fmt::format("{}.switching has a negative energy", owner),
                  "energies of at least 0");
  check_frequency(faults, index, owner);
}

/// The law becomes a resistivity by length and cross-section, which one whole box has.
void check_channel(CaseFaults &faults, const Device &device, const std::string &owner)
{
  const Part &part = *faults.find_part(device.part);
  if (!part.electrical)
    faults.report(
        part.where,
        fmt::format("{} makes a transistor of the part '{}', which has electrical: false",
                    owner,
                    part.name),
        "a part that carries current",
        "Take 'electrical: false' away");
  if (part.boxes.size() > 1)
    faults.report(device.where,
                  fmt::format("{} makes a transistor of the part '{}', which has {} boxes",
                              owner,
                              part.name,
                              part.boxes.size()),
                  "a part of one box, whose length and cross-section are known");
  if (part.prism && device.current_axis != unknown_axis &&
      !channel_size(*part.prism, device.current_axis))
    faults.report(device.where,
                  fmt::format("{} makes a transistor with its current along {} of the part "
                              "'{}', whose outline has no one length that way",
                              owner,
                              "xyz"[device.current_axis],
                              part.name),
                  "current along z, or a rectangle, whose edges run nearer to x or to y",
                  "Set 'current_axis: z', or give the part a rectangle");
  const auto overlap = [](const Box &a, const Box &b)
  {
    for (std::size_t axis = 0; axis < 3; ++axis)
      if (!(std::min(a.extent[axis].upper, b.extent[axis].upper) >
            std::max(a.extent[axis].lower, b.extent[axis].lower)))
        return false;
    return true;
  };
  const std::vector<Part> &parts = faults.input().parts;
  const auto own = static_cast<std::size_t>(&part - parts.data());
  for (std::size_t later = own + 1; later < parts.size(); ++later)
    for (const Box &box : part.boxes)
      if (std::any_of(parts[later].boxes.begin(),
                      parts[later].boxes.end(),
                      [&](const Box &other) { return overlap(box, other); }))
      {
        faults.report(
            device.where,
            fmt::format("{} makes a transistor of the part '{}', of which '{}' takes a "
                        "piece",
                        owner,
                        part.name,
                        parts[later].name),
            "a whole box, whose length and cross-section are known",
            "Move them apart, or define the transistor's part later");
        break;
      }
}

/// Current that enters beside the ends would not meet the resistance of the law.
void check_terminals_of_device(CaseFaults &faults, const Device &device)
{
  for (const Terminal &terminal : faults.input().terminals)
    if (terminal.surface.part == device.part && device.current_axis != unknown_axis &&
        static_cast<unsigned int>(terminal.surface.side) / 2 != device.current_axis)
      faults.report(
          faults.place("terminals." + terminal.name + ".on", terminal.where),
          fmt::format("terminals.{}.on is {}, but the current of this transistor flows "
                      "along {}",
                      terminal.name,
                      terminal.surface.text(),
                      "xyz"[device.current_axis]),
          "its two ends along the current_axis, or a conductor that touches them");
}

} // namespace

void check_devices(CaseFaults &faults)
{
  for (std::size_t i = 0; i < faults.input().devices.size(); ++i)
  {
    const Device &device = faults.input().devices[i];
    const std::string owner = "devices." + device.part;
    check_device_values(faults, i, owner);
    check_terminals_of_device(faults, device);
    faults.require_part(device.where, owner, device.part);
    if (faults.find_part(device.part) != nullptr)
      check_channel(faults, device, owner);
  }
  if (!faults.input().devices.empty() && faults.input().terminals.empty())
    faults.report(
        faults.place("devices", faults.whole_file()),
        "The case has transistors but no terminals, so that they carry no current",
        "terminals that drive a current through them",
        "A known loss without a current belongs under 'heat'");
}

} // namespace kelvolt
