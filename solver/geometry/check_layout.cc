#include "check_layout.h"

#include "block_mesh.h"
#include "conductor_islands.h"
#include "contact_vertices.h"
#include "layout_text.h"
#include "near_misses.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace kelvolt
{

namespace
{

using Problems = std::vector<CaseProblem>;

/// The parts that own the layout's cells within the boxes of `part`.
std::vector<int> owners_within(const PartLayout &layout, const Part &part)
{
  std::set<int> owners;
  for (std::size_t c = 0; c < layout.part.size(); ++c)
  {
    const CellPosition cell = layout.position(c);
    std::array<double, 3> middle{};
    for (int axis = 0; axis < 3; ++axis)
      middle[axis] =
          0.5 * (layout.planes[axis][cell[axis]] + layout.planes[axis][cell[axis] + 1]);
    const auto holds = [&](const Box &box)
    {
      return middle[0] > box.extent[0].lower && middle[0] < box.extent[0].upper &&
             middle[1] > box.extent[1].lower && middle[1] < box.extent[1].upper &&
             middle[2] > box.extent[2].lower && middle[2] < box.extent[2].upper;
    };
    if (layout.part[c] != void_part &&
        std::any_of(part.boxes.begin(), part.boxes.end(), holds))
      owners.insert(layout.part[c]);
  }
  return {owners.begin(), owners.end()};
}

void check_hidden_parts(const Case &input, const PartLayout &layout, Problems &problems)
{
  const std::vector<double> volumes = part_volumes(layout, input.parts.size());
  for (std::size_t p = 0; p < input.parts.size(); ++p)
  {
    if (volumes[p] > 0.)
      continue;
    const Part &part = input.parts[p];
    const std::vector<int> owners = owners_within(layout, part);
    if (owners.empty())
      problems.push_back({part.where,
                          fmt::format("the part '{}' has no volume", part.name),
                          "a box with an extent along x, y and z",
                          "check the ranges of its box"});
    else
      problems.push_back(
          {part.where,
           fmt::format("the part '{}' is hidden completely by {}, which stand later in the "
                       "package and override it",
                       part.name,
                       quoted_part_names(input.parts, owners)),
           "a part that keeps some of its volume",
           fmt::format("move '{}' below them in the list, change its place, or remove it",
                       part.name)});
  }
}

/// What the case says of a surface, with the surface's faces in the layout.
struct UsedSurface
{
  std::string key; ///< "cooling.lid.top", "terminals.drain"
  SurfaceName name;
  SourceLocation where;
  std::vector<LayoutFace> faces;
  const Cooling *cooling = nullptr; ///< null for a terminal
};

bool has_part_volume(const PartLayout &layout, int part)
{
  return std::find(layout.part.begin(), layout.part.end(), part) != layout.part.end();
}

/// The surfaces of cooling and terminals whose part exists and is not hidden.
std::vector<UsedSurface> used_surfaces(const Case &input, const PartLayout &layout)
{
  std::vector<UsedSurface> surfaces;
  const auto add = [&](UsedSurface surface)
  {
    const int part = part_index(input.parts, surface.name.part);
    if (part < 0 || !has_part_volume(layout, part))
      return;
    surface.faces = surface_faces(layout, part, surface.name.side);
    surfaces.push_back(std::move(surface));
  };
  for (const Cooling &cooling : input.cooling)
    add({"cooling." + cooling.surface.text(),
         cooling.surface,
         cooling.where,
         {},
         &cooling});
  for (const Terminal &terminal : input.terminals)
    add({"terminals." + terminal.name, terminal.surface, terminal.where, {}, nullptr});
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
    if (surface.faces.empty())
      problems.push_back(
          {surface.where,
           fmt::format("{}: the surface {} has no faces", surface.key, surface.name.text()),
           "a surface on which the part ends",
           "choose another side or part"});
    else if (convection &&
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

/// Two temperatures on faces that touch would need an infinite heat flow.
void check_fixed_temperatures(const PartLayout &layout,
                              const std::vector<UsedSurface> &surfaces,
                              Problems &problems)
{
  std::map<PointPosition, const Cooling *> owner;
  std::set<std::pair<const Cooling *, const Cooling *>> reported;
  for (const UsedSurface &surface : surfaces)
  {
    const auto *law =
        surface.cooling ? std::get_if<FixedTemperature>(&surface.cooling->law) : nullptr;
    if (!law)
      continue;
    for (const LayoutFace &face : surface.faces)
    {
      for (const PointPosition &corner : face_corners(face, surface.name.side))
      {
        const Cooling *other = owner.emplace(corner, surface.cooling).first->second;
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
  return convection && is_exposed(face) && convection->fixes_temperature();
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
    for (const LayoutFace &face : surface.faces)
    {
      if (surface.cooling && fixes_temperature(*surface.cooling, face))
        is_cooled[bodies.component[layout.index(face.cell)]] = true;
    }
  }
  for (int body = 0; body < bodies.count; ++body)
  {
    if (is_cooled[body])
      continue;
    const std::vector<int> parts = parts_of_component(layout, bodies, body);
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

void check_contacts(const Case &input,
                    const MaterialMap &library,
                    const PartLayout &layout,
                    Problems &problems)
{
  const ContactPairs pairs = contact_pairs(input);
  std::vector<bool> touch(pairs.size(), false);
  for (const ContactFace &face : contact_faces(layout, pairs))
    touch[face.contact] = true;
  const std::vector<bool> conducts = conducting_parts(input, library);
  for (std::size_t i = 0; i < pairs.size(); ++i)
  {
    const Contact &contact = input.contacts[i];
    if (!touch[i])
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

void check_points(const Case &input, const PartLayout &layout, Problems &problems)
{
  const ContactPairs pairs = contact_pairs(input);
  for (const NamedPoint &point : input.points)
  {
    const std::vector<int> parts = parts_at(layout, point.position);
    if (parts.empty())
      problems.push_back(
          {point.where,
           fmt::format("the point '{}' lies outside the package", point.name),
           "a place in or on a part",
           "check its coordinates"});
    const auto holds = [&](int part)
    {
      return std::find(parts.begin(), parts.end(), part) != parts.end();
    };
    for (std::size_t i = 0; i < pairs.size(); ++i)
      if (input.contacts[i].thermal && holds(pairs[i].first) && holds(pairs[i].second))
        problems.push_back({point.where,
                            fmt::format("the point '{}' lies on the contact of '{}' and "
                                        "'{}', where the temperature jumps",
                                        point.name,
                                        input.contacts[i].between[0],
                                        input.contacts[i].between[1]),
                            "a place on one side of it",
                            "move it into one of the two parts"});
  }
}

} // namespace

std::vector<CaseProblem>
check_layout(const Case &input, const MaterialMap &library, const PartLayout &layout)
{
  Problems problems;
  const std::vector<UsedSurface> surfaces = used_surfaces(input, layout);
  check_hidden_parts(input, layout, problems);
  check_surfaces(input, surfaces, problems);
  check_fixed_temperatures(layout, surfaces, problems);
  check_bodies(input, layout, surfaces, problems);
  check_touching_bodies(input, layout, problems);
  check_contacts(input, library, layout, problems);
  check_points(input, layout, problems);
  const Problems misses = near_misses(input, layout);
  problems.insert(problems.end(), misses.begin(), misses.end());
  if (const auto problem = too_many_cells(sized_for_first_mesh(input), library, layout))
    problems.push_back(*problem);
  return problems;
}

} // namespace kelvolt
