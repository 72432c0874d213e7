#include "check_case.h"
#include "check_sections.h"
#include "nearest_name.h"
#include "overloaded.h"
#include "part_extent.h"
#include "unknown_value.h"
#include "wire_course.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

void check_length(CaseFaults &faults,
                  const std::string &key,
                  const SourceLocation &owner,
                  double length)
{
  if (is_known(length) && !(length > smallest_side && length <= largest_coordinate))
    faults.report(faults.place(key, owner),
                  fmt::format("{} is {:.6g} m", key, length),
                  fmt::format("a length above 0, up to {} m", largest_coordinate));
}

void check_section(CaseFaults &faults, const Wire &wire, const std::string &owner)
{
  std::visit(
      Overloaded{[&](const RoundWire &one)
                 { check_length(faults, owner + ".diameter", wire.where, one.diameter); },
                 [&](const Ribbon &one)
                 {
                   check_length(faults, owner + ".ribbon", wire.where, one.width);
                   check_length(faults, owner + ".ribbon", wire.where, one.thickness);
                 }},
      wire.section);
}

void check_material_of(CaseFaults &faults, const Wire &wire, const std::string &owner)
{
  if (wire.material.empty())
    return;
  const Material *const material =
      find_material(wire.material, faults.input(), faults.library());
  const SourceLocation where = faults.place(owner + ".material", wire.where);
  if (material == nullptr)
  {
    const std::vector<std::string> known =
        keys_of(faults.input().materials, faults.library());
    faults.report(
        where,
        fmt::format("{} is made of the unknown material '{}'", owner, wire.material),
        "a material of the case or of the library: " + list_of_names(known, 60),
        did_you_mean(wire.material, known));
  }
  else if (material->conductivity.size() > 1 || material->board_layer)
    faults.report(
        where,
        fmt::format("{} is made of '{}', which conducts differently along its axes",
                    owner,
                    wire.material),
        "a material with one conductivity of heat");
}

/// Whether the part, its place and the side of both feet are known.
bool check_feet(CaseFaults &faults, const Wire &wire, const std::string &owner)
{
  bool known = true;
  for (std::size_t i = 0; i < 2; ++i)
  {
    const std::string key = owner + (i == 0 ? ".from" : ".to");
    const SourceLocation where = faults.place(key, wire.where);
    faults.require_part(where, key, wire.feet[i].part);
    // Of a part without a place it is told there.
    const Part *const part = faults.find_part(wire.feet[i].part);
    known = known && part != nullptr && has_place(*part);
    if (wire.feet[i].side == Side::around)
    {
      faults.report(where,
                    fmt::format("{} is {}, the edge all around", key, wire.feet[i].text()),
                    "a plane side or a patch of one");
      known = false;
    }
  }
  if (known && wire.feet[0] == wire.feet[1])
    faults.report(wire.where,
                  fmt::format("{} begins and ends on {}", owner, wire.feet[0].text()),
                  "two different feet");
  return known;
}

/// The distance of the middles of the feet is the least that a wire can bridge.
void check_course(CaseFaults &faults, const Wire &wire, const std::string &owner)
{
  const Case &input = faults.input();
  const bool has_course =
      !wire.points.empty() || (wire.loop && is_known(*wire.loop) && *wire.loop > 0.);
  if (has_course && !length_of(input, wire))
    faults.report(
        faults.place(owner + ".profile", wire.where),
        owner + ".profile: where its feet are, is not known, or they do not face up",
        "feet that are patches with an area of their own, or sides of parts of one box, "
        "that face up",
        "Give the length of the wire instead");
  const auto from = middle_of(input, wire.feet[0]), to = middle_of(input, wire.feet[1]);
  if (!from || !to || !wire.length || !(*wire.length > 0.))
    return;
  double square = 0.;
  for (std::size_t axis = 0; axis < 3; ++axis)
    square += ((*to)[axis] - (*from)[axis]) * ((*to)[axis] - (*from)[axis]);
  // A foot that is long reaches towards the other one.
  constexpr double least_share = 0.5;
  if (*wire.length < least_share * std::sqrt(square))
    faults.report(faults.place(owner + ".length", wire.where),
                  fmt::format("{}.length is {}, but the middles of its feet are {} apart",
                              owner,
                              length_text(*wire.length),
                              length_text(std::sqrt(square))),
                  "a wire that is about as long as its feet are apart, or longer");
}

void check_what_is_asked(CaseFaults &faults)
{
  const Case &input = faults.input();
  const Wire &first = input.wires.front();
  const std::string owner = "wires." + first.name;
  if (transient_study(input.study) != nullptr)
    faults.report(faults.place("study", faults.whole_file()),
                  owner + " has no heat capacity: its course in time is not computed yet",
                  "a steady study of a case with wires",
                  "Take the study out for the steady state");
  const auto is_switched = [](const Device &device)
  {
    return device.duty < 1.;
  };
  if (std::any_of(input.devices.begin(), input.devices.end(), is_switched))
    faults.report(first.where,
                  owner + ": with a transistor whose duty is below 100 % it is not known "
                          "which current heats a wire",
                  "wires beside transistors with a duty of 100 %",
                  "Leave the duty at 100 % and give effective (RMS) currents");
}

} // namespace

void check_wires(CaseFaults &faults)
{
  const Case &input = faults.input();
  if (input.wires.empty())
    return;
  check_what_is_asked(faults);
  for (const Wire &wire : input.wires)
  {
    const std::string owner = "wires." + wire.name;
    check_section(faults, wire, owner);
    check_material_of(faults, wire, owner);
    if (wire.length)
      check_length(faults, owner + ".length", wire.where, *wire.length);
    if (wire.loop)
      check_length(faults, owner + ".profile.jedec4", wire.where, *wire.loop);
    if (check_feet(faults, wire, owner))
      check_course(faults, wire, owner);
  }
}

} // namespace kelvolt
