#include "check_case.h"
#include "check_sections.h"
#include "nearest_name.h"
#include "outline_faults.h"
#include "part_extent.h"

#include <fmt/format.h>

#include <map>
#include <optional>

namespace kelvolt
{

namespace
{

/// The patches that one leaves out have to be shapes on the same side.
void check_except(CaseFaults &faults,
                  const Patch &patch,
                  const std::map<std::string, const Patch *> &patches)
{
  const std::string owner = fmt::format("surfaces.{}.except", patch.name);
  const SourceLocation where = faults.place(owner, patch.where);
  for (const std::string &name : patch.except)
  {
    const auto found = patches.find(name);
    if (found == patches.end())
      faults.report(where,
                    fmt::format("{} names the unknown surface '{}'", owner, name),
                    "another of the surfaces: " + list_of_named(faults.input().patches),
                    did_you_mean(name, keys_of(patches)));
    else if (!found->second->on.part.empty() &&
             (!(found->second->on == patch.on) || !found->second->has_own_area()))
      faults.report(
          where,
          !found->second->has_own_area()
              ? fmt::format("{} names '{}', which has no outline itself", owner, name)
              : fmt::format(
                    "{} names '{}', which is on {}", owner, name, found->second->on.text()),
          "patches with an outline, on the same side " + patch.on.text(),
          "");
  }
}

/// Rectangles that are given one by one may overlap; those of an outline do not.
void check_overlap(CaseFaults &faults, const Patch &patch)
{
  constexpr std::size_t most_given = 200;
  if (patch.rectangles.size() > most_given)
    return;
  for (std::size_t i = 0; i < patch.rectangles.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
    {
      const Rectangle &a = patch.rectangles[i], &b = patch.rectangles[j];
      if (a[0].lower >= b[0].upper || b[0].lower >= a[0].upper ||
          a[1].lower >= b[1].upper || b[1].lower >= a[1].upper)
        continue;
      faults.report(
          patch.where,
          fmt::format("surfaces.{}: its rectangles {} and {} overlap", patch.name, j, i),
          "rectangles that do not overlap");
      return;
    }
}

PlaneBox box_around(const Patch &patch)
{
  PlaneBox all;
  if (patch.outline)
    all = bounding_box(*patch.outline);
  for (const Rectangle &one : patch.rectangles)
  {
    all.include(PlanePoint{one[0].lower, one[1].lower});
    all.include(PlanePoint{one[0].upper, one[1].upper});
  }
  return all;
}

/// Of a package with slanted or round edges: what would spoil the plane of all outlines.
void check_outline(CaseFaults &faults, const Patch &patch, double snap)
{
  const Part *const part = faults.find_part(patch.on.part);
  if (part == nullptr || !has_place(*part) || !patch.has_own_area())
    return;
  const std::string owner = "surfaces." + patch.name;
  const SourceLocation where = faults.place(owner + ".outline", patch.where);
  if (patch.outline)
    if (const auto fault = outline_fault(*patch.outline, snap))
    {
      faults.report(where,
                    fmt::format("{}.outline {}", owner, fault->found),
                    fault->allowed,
                    fault->suggestion);
      return;
    }
  const PlaneBox own = box_around(patch);
  const Box box = bounding_box(*part);
  for (std::size_t axis = 0; axis < 2; ++axis)
  {
    const Interval &side = box.extent[axis];
    if (own.lower[axis] >= side.lower - snap && own.upper[axis] <= side.upper + snap)
      continue;
    constexpr double mm = 1e3;
    faults.report(where,
                  fmt::format("{} reaches from {:.6g} to {:.6g} mm along {}, but {} from "
                              "{:.6g} to {:.6g} mm",
                              owner,
                              mm * own.lower[axis],
                              mm * own.upper[axis],
                              "xy"[axis],
                              patch.on.text(),
                              mm * side.lower,
                              mm * side.upper),
                  "a patch that lies on its side wholly",
                  "move it or make it smaller; an outline counts from the centre of the "
                  "side");
    return;
  }
}

} // namespace

void check_patches(CaseFaults &faults)
{
  std::map<std::string, const Patch *> patches;
  for (const Patch &patch : faults.input().patches)
    patches.emplace(patch.name, &patch);
  std::optional<double> snap;
  if (is_on_columns(faults.input()) && size_faults(faults.input()).empty())
    snap = snap_length(faults.input());
  for (const Patch &patch : faults.input().patches)
  {
    const std::string owner = "surfaces." + patch.name;
    if (faults.find_part(patch.name) != nullptr)
      faults.report(patch.where,
                    fmt::format("{} has the name of a part", owner),
                    "a name of its own: quantities tell parts and surfaces by it",
                    fmt::format("Call it '{}_spot'", patch.name));
    faults.require_part(
        faults.place(owner + ".on", patch.where), owner + ".on", patch.on.part);
    if (!patch.on.part.empty())
    {
      check_except(faults, patch, patches);
      check_overlap(faults, patch);
      if (snap)
        check_outline(faults, patch, *snap);
    }
  }
}

} // namespace kelvolt
