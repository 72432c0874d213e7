#include "check_case.h"
#include "check_sections.h"
#include "nearest_name.h"
#include "part_extent.h"
#include "units.h"
#include "value_range.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace kelvolt
{

namespace
{

// Of the largest coordinate: what the layout tells from round-off, with a margin.
constexpr double smallest_relative_side = 5e-9;

/// Whether all boxes of the part are a pitch wide.
bool is_wide(const Part &part, double pitch)
{
  return std::all_of(part.boxes.begin(),
                     part.boxes.end(),
                     [&](const Box &box)
                     {
                       return box.extent[0].upper - box.extent[0].lower >= pitch &&
                              box.extent[1].upper - box.extent[1].lower >= pitch;
                     });
}

void check_via_field(CaseFaults &faults, const Part &part)
{
  const ViaField &field = *part.via_field;
  const std::string owner = fmt::format("package.{}.via_field", part.name);
  const auto report = [&](const char *key, std::string found, std::string allowed)
  {
    faults.report(
        faults.place(owner + key, part.where), std::move(found), std::move(allowed));
  };
  if (!(field.drill < field.pitch))
    report(".drill",
           fmt::format("{}: the holes of {} every {} overlap",
                       owner,
                       length_text(field.drill),
                       length_text(field.pitch)),
           "a drill below the pitch");
  if (!(field.wall <= 0.5 * field.drill))
    report(".wall",
           fmt::format("{}: a wall of {} does not fit into a hole of {}",
                       owner,
                       length_text(field.wall),
                       length_text(field.drill)),
           "a wall up to half the drill, which fills the hole");
  if (!is_wide(part, field.pitch))
    report(".pitch",
           fmt::format("{}: a piece of the part is narrower than the pitch of {}",
                       owner,
                       length_text(field.pitch)),
           "a field of one pitch at least along x and y, better of many");
  if (!faults.input().terminals.empty() && part.electrical)
    report("",
           fmt::format("{}: current through vias cannot be computed yet", owner),
           "'electrical: false' on the part, whose vias then carry heat only; the current "
           "must take another way");
  for (const Device &device : faults.input().devices)
    if (device.part == part.name)
      report("", fmt::format("{}: the part is a transistor as well", owner), "one of both");
}

/// Its boxes, or that around its prism.
std::vector<Box> extents_of(const Part &part)
{
  return part.prism ? std::vector{bounding_box(part)} : part.boxes;
}

} // namespace

std::vector<CaseProblem> size_faults(const Case &input)
{
  std::vector<CaseProblem> problems;
  double largest = 0.;
  for (const Part &part : input.parts)
    for (const Box &box : extents_of(part))
      for (const Interval &side : box.extent)
        largest = std::max({largest, std::abs(side.lower), std::abs(side.upper)});
  const double smallest = std::max(smallest_side, smallest_relative_side * largest);
  for (const Part &part : input.parts)
    for (const Box &box : extents_of(part))
      for (std::size_t axis = 0; axis < 3; ++axis)
      {
        const Interval &side = box.extent[axis];
        const std::string owner =
            fmt::format("package.{} along {}", part.name, "xyz"[axis]);
        if (!(std::abs(side.lower) <= largest_coordinate) ||
            !(std::abs(side.upper) <= largest_coordinate))
          problems.push_back(
              {part.where,
               fmt::format("{} reaches from {} to {} m", owner, side.lower, side.upper),
               fmt::format("coordinates up to {} m", largest_coordinate),
               "Check the unit"});
        else if (!(side.upper - side.lower >= smallest))
          problems.push_back(
              {part.where,
               fmt::format("{} is {} wide", owner, length_text(side.upper - side.lower)),
               fmt::format("at least {} in a package of this size", length_text(smallest)),
               "Check the units"});
      }
  return problems;
}

void check_parts(CaseFaults &faults)
{
  check_outlines(faults);
  if (faults.input().parts.empty())
    faults.report(faults.whole_file(), "The package has no parts", "at least one part");
  std::vector<std::string> known = keys_of(faults.input().materials);
  for (const auto &[name, material] : faults.library())
    if (faults.input().materials.count(name) == 0)
      known.push_back(name);
  const std::string list_of_known = list_of_names(known, 60);
  std::size_t unknown_materials = 0;
  std::set<std::string> seen;
  for (const Part &part : faults.input().parts)
  {
    if (!seen.insert(part.name).second)
      faults.report(part.where,
                    fmt::format("The part '{}' is defined twice", part.name),
                    "each name once");
    if (part.via_field)
      check_via_field(faults, part);
    if (!part.material.empty() &&
        !find_material(part.material, faults.input(), faults.library()))
      faults.report(
          faults.place("package." + part.name + ".material", part.where),
          fmt::format(
              "package.{} is made of the unknown material '{}'", part.name, part.material),
          "a material of the case or of the library: " + list_of_known,
          ++unknown_materials <= most_suggestions ? did_you_mean(part.material, known)
                                                  : "");
  }
}

} // namespace kelvolt
