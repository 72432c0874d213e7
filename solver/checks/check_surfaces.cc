#include "check_surfaces.h"

#include "case/given.h"
#include "case/unknown_value.h"
#include "layout/conductor_islands.h"
#include "layout/layout_text.h"
#include "patch_faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

namespace kelvolt
{

namespace
{

using Problems = std::vector<CaseProblem>;

bool is_exposed(const LayoutFace &face)
{
  return face.neighbour == void_part;
}

/// The parts on the other side of the faces.
std::vector<int> neighbours(const std::vector<LayoutFace> &faces)
{
  std::set<int> parts;
  for (const LayoutFace &face : faces)
  {
    if (!is_exposed(face))
      parts.insert(face.neighbour);
  }
  return {parts.begin(), parts.end()};
}

void check_faces(const Case &input,
                 const std::vector<UsedSurface> &surfaces,
                 Problems &problems)
{
  for (const UsedSurface &surface : surfaces)
  {
    const bool outside_only = surface.cooling && needs_exposed_face(surface.cooling->law);
    if (surface.faces.empty())
      problems.push_back(surface_without_faces(surface.key, surface.name, surface.where));
    else if (outside_only &&
             std::none_of(surface.faces.begin(), surface.faces.end(), is_exposed))
      problems.push_back(
          {surface.where,
           fmt::format(
               "{}: nothing of the surface {} is exposed to the outside; {} cover it",
               surface.key,
               surface.name.text(),
               quoted_part_names(input.parts, neighbours(surface.faces))),
           "convection and radiation on a surface with a face to the outside",
           "cool the part that covers it, or give the surface a temperature"});
  }
}

std::size_t index_of(const Case &input, const Cooling &cooling)
{
  return static_cast<std::size_t>(&cooling - input.cooling.data());
}

/// Whether two surfaces are held at the same temperature at all times.
bool are_held_alike(const Case &input,
                    const WaveformIndex &waveforms,
                    const Cooling &a,
                    const Cooling &b)
{
  const auto target = [&input](const Cooling &cooling)
  {
    return Target{Target::Kind::temperature, index_of(input, cooling)};
  };
  return waveforms.are_alike(target(a),
                             given_temperature(a.law).value(),
                             target(b),
                             given_temperature(b.law).value());
}

/// Two temperatures on faces that touch would need an infinite heat flow.
void check_fixed_temperatures(const Case &input,
                              const PartLayout &layout,
                              const std::vector<UsedSurface> &surfaces,
                              Problems &problems)
{
  const WaveformIndex waveforms(input);
  std::unordered_map<std::size_t, const Cooling *> owner; // of a grid point
  std::set<std::pair<const Cooling *, const Cooling *>> reported;
  for (const UsedSurface &surface : surfaces)
  {
    const std::optional<double> own =
        surface.cooling ? given_temperature(surface.cooling->law) : std::nullopt;
    if (!own || !is_known(*own))
      continue;
    for (const LayoutFace &face : surface.faces)
    {
      for (const PointPosition &corner : face_corners(face))
      {
        const Cooling *other =
            owner.emplace(layout.point_index(corner), surface.cooling).first->second;
        const double others = given_temperature(other->law).value();
        if (are_held_alike(input, waveforms, *other, *surface.cooling) ||
            !reported.emplace(other, surface.cooling).second)
          continue;
        problems.push_back(
            {surface.where,
             fmt::format("cooling: the surfaces {} and {} touch at {}, but are held at "
                         "different temperatures ({:.6g} K and {:.6g} K{}), which takes an "
                         "infinite heat flow",
                         other->surface.text(),
                         surface.name.text(),
                         place_text(layout, corner),
                         others,
                         *own,
                         input.waveforms.empty() ? "" : " at 0 s"),
             "one temperature on surfaces that touch",
             "use convection with a large film coefficient for one of them, or keep them "
             "apart"});
      }
    }
  }
}

/// Whether this cooling, on these faces, gives the body a reference of temperature; one
/// that is unknown may.
bool is_reference(const Case &input,
                  const WaveformIndex &waveforms,
                  const Cooling &cooling,
                  const LayoutFace &face)
{
  if (!is_known(cooling.law))
    return true;
  return gives_reference(input, waveforms, index_of(input, cooling)) &&
         (is_exposed(face) || !needs_exposed_face(cooling.law));
}

/// Whether some cooling is meant to fix the level of temperature, and all of it is on known
/// parts that are not hidden: otherwise the cause has been told.
bool has_known_reference(const Case &input,
                         const WaveformIndex &waveforms,
                         const PartIndices &indices,
                         const std::vector<double> &volumes)
{
  const auto is_unknown = [&](const Cooling &cooling)
  {
    const auto part = indices.find(cooling.surface.part);
    return part == indices.end() || !(volumes[part->second] > 0.);
  };
  const auto fixes = [&](const Cooling &cooling)
  {
    return gives_reference(input, waveforms, index_of(input, cooling));
  };
  return std::none_of(input.cooling.begin(), input.cooling.end(), is_unknown) &&
         std::any_of(input.cooling.begin(), input.cooling.end(), fixes);
}

} // namespace

void check_surfaces(const Case &input,
                    const PartLayout &layout,
                    const std::vector<UsedSurface> &surfaces,
                    Problems &problems)
{
  check_faces(input, surfaces, problems);
  check_fixed_temperatures(input, layout, surfaces, problems);
}

void check_bodies(const Case &input,
                  const PartLayout &layout,
                  const std::vector<UsedSurface> &surfaces,
                  const PartIndices &indices,
                  const std::vector<double> &volumes,
                  Problems &problems)
{
  const WaveformIndex waveforms(input);
  if (!needs_steady_state(input.study) ||
      !has_known_reference(input, waveforms, indices, volumes))
    return;
  const ConnectedCells bodies =
      joined_by_wires(input,
                      std::vector<bool>(input.wires.size(), true),
                      layout,
                      connected_cells(layout, std::vector<bool>(input.parts.size(), true)));
  std::vector<bool> is_cooled(bodies.count, false);
  for (const UsedSurface &surface : surfaces)
  {
    for (const LayoutFace &face : surface.faces)
    {
      if (surface.cooling && is_reference(input, waveforms, *surface.cooling, face))
        is_cooled[bodies.component[layout.index(face.cell)]] = true;
    }
  }
  const std::vector<std::vector<int>> parts_of = parts_of_components(layout, bodies);
  for (int body = 0; body < bodies.count; ++body)
  {
    if (is_cooled[body])
      continue;
    const std::vector<int> &parts = parts_of[body];
    const bool is_all = bodies.count == 1;
    problems.push_back(
        {input.parts[parts.front()].where,
         is_all ? std::string("nothing in the package fixes the level of temperature")
                : fmt::format("the body of {} touches no other part, and nothing fixes its "
                              "level of temperature",
                              quoted_part_names(input.parts, parts)),
         "a temperature, or convection or radiation to the outside, on every separate body",
         is_all ? "add an entry to 'cooling'"
                : "add an entry to 'cooling', or close the gap to its neighbours"});
  }
}

} // namespace kelvolt
