#include "check_layout.h"

#include "case/unknown_value.h"
#include "layout/conductor_islands.h"
#include "layout/contact_vertices.h"
#include "layout/layout_text.h"
#include "mesh/block_mesh.h"
#include "near_misses.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace kelvolt
{

namespace
{

using Problems = std::vector<CaseProblem>;

/// Parts that own the layout's cells within the boxes of `part`: all of them, or those of
/// the first `most_cells` cells.
std::vector<int>
owners_within(const PartLayout &layout, const Part &part, std::size_t most_cells)
{
  std::set<int> owners;
  std::size_t seen = 0;
  for (const Box &box : part.boxes)
  {
    CellPosition first{}, last{};
    for (int axis = 0; axis < 3; ++axis)
    {
      first[axis] = nearest_plane(layout.planes[axis], box.extent[axis].lower);
      last[axis] = nearest_plane(layout.planes[axis], box.extent[axis].upper);
    }
    for (int k = first[2]; k < last[2]; ++k)
      for (int j = first[1]; j < last[1]; ++j)
        for (int i = first[0]; i < last[0] && seen < most_cells; ++i, ++seen)
          owners.insert(layout.part_at(i, j, k));
  }
  owners.erase(void_part);
  return {owners.begin(), owners.end()};
}

/// Looks at no more cells than the layout has, however many parts are hidden.
void check_hidden_parts(const Case &input,
                        const PartLayout &layout,
                        const std::vector<double> &volumes,
                        Problems &problems)
{
  const auto hidden = std::count(volumes.begin(), volumes.end(), 0.);
  for (std::size_t p = 0; p < input.parts.size(); ++p)
  {
    if (volumes[p] > 0.)
      continue;
    const Part &part = input.parts[p];
    constexpr std::size_t fewest_cells = 100;
    const std::vector<int> owners =
        owners_within(layout, part, std::max(fewest_cells, layout.part.size() / hidden));
    if (owners.empty())
      problems.push_back({part.where,
                          fmt::format("the part '{}' has no volume", part.name),
                          "a box with an extent along x, y and z",
                          "check the ranges of its box"});
    else
      problems.push_back(
          {part.where,
           fmt::format("the part '{}' is hidden completely by {}, later in the package "
                       "and therefore on top",
                       part.name,
                       quoted_part_names(input.parts, owners)),
           "a part that keeps some of its volume",
           fmt::format("move '{}' further down the list, change its place, or remove it",
                       part.name)});
  }
}

/// What the case says of a surface, with the surface's faces in the layout.
struct UsedSurface
{
  std::string key; ///< "cooling.lid.top", "terminals.drain"
  SurfaceName name;
  SourceLocation where;
  const std::vector<LayoutFace> *faces = nullptr;
  const Cooling *cooling = nullptr; ///< null for a terminal
};

using SurfaceFaces = std::map<PartSide, std::vector<LayoutFace>>;
using PartIndices = std::unordered_map<std::string, int>;

/// The surfaces of cooling and terminals whose part exists.
std::vector<PartSide> named_surfaces(const Case &input, const PartIndices &indices)
{
  std::vector<PartSide> surfaces;
  const auto add = [&](const SurfaceName &name)
  {
    if (const auto part = indices.find(name.part); part != indices.end())
      surfaces.emplace_back(part->second, name.side);
  };
  for (const Cooling &cooling : input.cooling)
    add(cooling.surface);
  for (const Terminal &terminal : input.terminals)
    add(terminal.surface);
  return surfaces;
}

/// The surfaces of cooling and terminals whose part exists and is not hidden.
std::vector<UsedSurface> used_surfaces(const Case &input,
                                       const PartIndices &indices,
                                       const std::vector<double> &volumes,
                                       const SurfaceFaces &faces)
{
  std::vector<UsedSurface> surfaces;
  const auto add = [&](UsedSurface surface)
  {
    const auto part = indices.find(surface.name.part);
    if (part == indices.end() || !(volumes[part->second] > 0.))
      return;
    surface.faces = &faces.at({part->second, surface.name.side});
    surfaces.push_back(std::move(surface));
  };
  for (const Cooling &cooling : input.cooling)
    add({"cooling." + cooling.surface.text(),
         cooling.surface,
         cooling.where,
         nullptr,
         &cooling});
  for (const Terminal &terminal : input.terminals)
    add({"terminals." + terminal.name, terminal.surface, terminal.where, nullptr, nullptr});
  return surfaces;
}

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

void check_surfaces(const Case &input,
                    const std::vector<UsedSurface> &surfaces,
                    Problems &problems)
{
  for (const UsedSurface &surface : surfaces)
  {
    const bool convection =
        surface.cooling && std::holds_alternative<Convection>(surface.cooling->law);
    if (surface.faces->empty())
      problems.push_back(
          {surface.where,
           fmt::format("{}: the surface {} has no faces", surface.key, surface.name.text()),
           "a surface on which the part ends",
           "choose another side or part"});
    else if (convection &&
             std::none_of(surface.faces->begin(), surface.faces->end(), is_exposed))
      problems.push_back(
          {surface.where,
           fmt::format(
               "{}: nothing of the surface {} is exposed to the outside; {} cover it",
               surface.key,
               surface.name.text(),
               quoted_part_names(input.parts, neighbours(*surface.faces))),
           "convection and radiation on a surface with a face to the outside",
           "cool the part that covers it, or give the surface a temperature"});
  }
}

/// Two temperatures on faces that touch would need an infinite heat flow.
void check_fixed_temperatures(const PartLayout &layout,
                              const std::vector<UsedSurface> &surfaces,
                              Problems &problems)
{
  std::unordered_map<std::size_t, const Cooling *> owner; // of a grid point
  std::set<std::pair<const Cooling *, const Cooling *>> reported;
  for (const UsedSurface &surface : surfaces)
  {
    const auto *law =
        surface.cooling ? std::get_if<FixedTemperature>(&surface.cooling->law) : nullptr;
    if (!law || !is_known(law->temperature))
      continue;
    for (const LayoutFace &face : *surface.faces)
    {
      for (const PointPosition &corner : face_corners(face, surface.name.side))
      {
        const Cooling *other =
            owner.emplace(layout.point_index(corner), surface.cooling).first->second;
        if (std::get<FixedTemperature>(other->law).temperature == law->temperature ||
            !reported.emplace(other, surface.cooling).second)
          continue;
        problems.push_back(
            {surface.where,
             fmt::format("cooling: the surfaces {} and {} touch at {}, but are held at "
                         "different temperatures ({:.6g} K and {:.6g} K), which takes an "
                         "infinite heat flow",
                         other->surface.text(),
                         surface.name.text(),
                         place_text(layout, corner),
                         std::get<FixedTemperature>(other->law).temperature,
                         law->temperature),
             "one temperature on surfaces that touch",
             "use convection with a large film coefficient for one of them, or keep them "
             "apart"});
      }
    }
  }
}

/// Whether this cooling, on these faces, gives the body a reference of temperature.
bool fixes_temperature(const Cooling &cooling, const LayoutFace &face)
{
  if (std::holds_alternative<FixedTemperature>(cooling.law))
    return true;
  const auto *convection = std::get_if<Convection>(&cooling.law);
  if (!is_known(cooling.law))
    return true;
  return convection && is_exposed(face) && convection->fixes_temperature();
}

/// Whether some cooling is meant to fix the level of temperature, and all of it is on known
/// parts that are not hidden: otherwise the cause has been told.
bool has_known_reference(const Case &input,
                         const PartIndices &indices,
                         const std::vector<double> &volumes)
{
  const auto is_unknown = [&](const Cooling &cooling)
  {
    const auto part = indices.find(cooling.surface.part);
    return part == indices.end() || !(volumes[part->second] > 0.);
  };
  const auto fixes = [](const Cooling &cooling)
  {
    const auto *const film = std::get_if<Convection>(&cooling.law);
    return film ? film->fixes_temperature()
                : std::holds_alternative<FixedTemperature>(cooling.law);
  };
  return std::none_of(input.cooling.begin(), input.cooling.end(), is_unknown) &&
         std::any_of(input.cooling.begin(), input.cooling.end(), fixes);
}

void check_bodies(const Case &input,
                  const PartLayout &layout,
                  const std::vector<UsedSurface> &surfaces,
                  Problems &problems)
{
  const ConnectedCells bodies =
      connected_cells(layout, std::vector<bool>(input.parts.size(), true));
  std::vector<bool> is_cooled(bodies.count, false);
  for (const UsedSurface &surface : surfaces)
  {
    for (const LayoutFace &face : *surface.faces)
    {
      if (surface.cooling && fixes_temperature(*surface.cooling, face))
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

void check_touching_bodies(const Case &input, const PartLayout &layout, Problems &problems)
{
  const std::vector<bool> all(input.parts.size(), true);
  for (const TouchingPoint &touching : touching_points(layout, all))
    problems.push_back(
        {input.parts[touching.parts.front()].where,
         fmt::format(
             "the package touches itself only along an edge or in a corner at {} ({}); "
             "heat cannot pass through a line or a point",
             place_text(layout, touching.point),
             quoted_part_names(input.parts, touching.parts)),
         "parts that share a face, or keep apart",
         "let the parts overlap, or move them apart"});
}

ContactPairs contact_pairs(const Case &input, const PartIndices &indices)
{
  const auto index = [&](const std::string &name)
  {
    const auto found = indices.find(name);
    return found == indices.end() ? -1 : found->second;
  };
  ContactPairs pairs;
  for (const Contact &contact : input.contacts)
    pairs.emplace_back(index(contact.between[0]), index(contact.between[1]));
  return pairs;
}

/// Those of the pairs, the lower part first, that share a face.
std::set<std::pair<int, int>> touching_parts(const PartLayout &layout,
                                             const ContactPairs &pairs)
{
  std::set<std::pair<int, int>> wanted, touching;
  for (const auto &[a, b] : pairs)
    wanted.insert(std::minmax(a, b));
  for (std::size_t c = 0; c < layout.part.size() && !wanted.empty(); ++c)
  {
    const int part = layout.part[c];
    for (const Side side : {Side::right, Side::back, Side::top})
    {
      if (part == void_part)
        break;
      const int next = layout.part_at(neighbour_of(layout.position(c), side));
      if (next != void_part && next != part && wanted.count(std::minmax(part, next)) > 0)
        touching.insert(std::minmax(part, next));
    }
  }
  return touching;
}

void check_contacts(const Case &input,
                    const MaterialMap &library,
                    const PartLayout &layout,
                    const PartIndices &indices,
                    Problems &problems)
{
  const ContactPairs pairs = contact_pairs(input, indices);
  const std::set<std::pair<int, int>> touching = touching_parts(layout, pairs);
  const std::vector<bool> conducts = conducting_parts(input, library);
  for (std::size_t i = 0; i < pairs.size(); ++i)
  {
    const Contact &contact = input.contacts[i];
    if (pairs[i].first < 0 || pairs[i].second < 0 || pairs[i].first == pairs[i].second)
      continue;
    if (touching.count(std::minmax(pairs[i].first, pairs[i].second)) == 0)
      problems.push_back({contact.where,
                          fmt::format("the parts '{}' and '{}' of a contact do not touch",
                                      contact.between[0],
                                      contact.between[1]),
                          "two parts that share a face",
                          "let the boxes meet, or drop the contact"});
    for (const int part : {pairs[i].first, pairs[i].second})
      if (contact.electrical && !conducts[part])
        problems.push_back(
            {contact.where,
             fmt::format(
                 "the contact of '{}' and '{}' has an electrical resistance, but '{}' "
                 "conducts no current",
                 contact.between[0],
                 contact.between[1],
                 input.parts[part].name),
             "an electrical resistance between conductors",
             "give the part a conductor as its material, or drop the resistance"});
  }
}

void check_points(const Case &input,
                  const PartLayout &layout,
                  const PartIndices &indices,
                  Problems &problems)
{
  const ContactPairs pairs = contact_pairs(input, indices);
  std::map<std::pair<int, int>, std::size_t> resisting;
  for (std::size_t i = 0; i < pairs.size(); ++i)
    if (input.contacts[i].thermal)
      resisting.emplace(std::minmax(pairs[i].first, pairs[i].second), i);
  for (const NamedPoint &point : input.points)
  {
    if (!std::all_of(point.position.begin(),
                     point.position.end(),
                     [](double x) { return is_known(x); }))
      continue;
    const std::vector<int> parts = parts_at(layout, point.position);
    if (parts.empty())
      problems.push_back(
          {point.where,
           fmt::format("the point '{}' lies outside the package", point.name),
           "a place in or on a part",
           "check its coordinates"});
    for (std::size_t a = 0; a < parts.size(); ++a)
      for (std::size_t b = a + 1; b < parts.size(); ++b)
        if (const auto found = resisting.find({parts[a], parts[b]});
            found != resisting.end())
          problems.push_back({point.where,
                              fmt::format("the point '{}' lies on the contact of '{}' and "
                                          "'{}', where the temperature jumps",
                                          point.name,
                                          input.contacts[found->second].between[0],
                                          input.contacts[found->second].between[1]),
                              "a place on one side of it",
                              "move it into one of the two parts"});
  }
}

} // namespace

std::vector<CaseProblem>
check_layout(const Case &input, const MaterialMap &library, const PartLayout &layout)
{
  Problems problems;
  const std::vector<double> volumes = part_volumes(layout, input.parts.size());
  check_hidden_parts(input, layout, volumes, problems);
  const PartIndices indices = part_indices(input.parts);
  const SurfaceFaces faces = faces_of_surfaces(layout, named_surfaces(input, indices));
  const std::vector<UsedSurface> surfaces = used_surfaces(input, indices, volumes, faces);
  check_surfaces(input, surfaces, problems);
  check_fixed_temperatures(layout, surfaces, problems);
  // A layout whose boxes alone make too many cells is not searched cell by cell.
  const bool is_huge = filled_cells(layout) > input.mesh.max_cells;
  if (!is_huge)
  {
    if (has_known_reference(input, indices, volumes))
      check_bodies(input, layout, surfaces, problems);
    check_touching_bodies(input, layout, problems);
    check_contacts(input, library, layout, indices, problems);
    const Problems misses = near_misses(input, layout);
    problems.insert(problems.end(), misses.begin(), misses.end());
  }
  check_points(input, layout, indices, problems);
  if (is_huge)
    problems.push_back(too_many_filled_cells(input, layout));
  else if (const auto problem =
               too_many_cells(sized_for_first_mesh(input), library, layout))
    problems.push_back(*problem);
  return problems;
}

} // namespace kelvolt
