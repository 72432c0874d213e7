#include "checks/check_column_layout.h"

#include "case/given.h"
#include "case/key_place.h"
#include "case/part_extent.h"
#include "checks/check_column_patches.h"
#include "checks/check_column_terminals.h"
#include "checks/check_joints.h"
#include "checks/patch_faults.h"
#include "layout/contact_vertices.h"
#include "layout/part_layout.h"
#include "mesh/column_islands.h"
#include "mesh/column_place.h"
#include "mesh/column_refinement.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace kelvolt
{

namespace
{

using Problems = std::vector<CaseProblem>;

/// A cooling with the faces where it acts.
struct CooledFaces
{
  const Cooling *cooling;
  std::vector<ColumnFace> faces;

  std::string key() const
  {
    return "cooling." + cooling->surface.text();
  }
};

/// The area of a part that is one box or one shape, seen from above, and what merging
/// edges may change of it.
struct Footprint
{
  double area = 0., tolerance = 0.;
};

Footprint footprint_of(const Part &part, double snap)
{
  const Box box = bounding_box(part);
  Footprint result;
  result.area = part.prism ? area(part.prism->outline)
                           : (box.extent[0].upper - box.extent[0].lower) *
                                 (box.extent[1].upper - box.extent[1].lower);
  double length = 0.;
  for (const PlaneCurve &edge : plane_curves({part}))
    length += edge.length();
  constexpr double round_off = 1e-9;
  result.tolerance = round_off * result.area + snap * length;
  return result;
}

void check_hidden_parts(const Case &input, const ColumnLayout &layout, Problems &problems)
{
  const std::set<int> seen(layout.part.begin(), layout.part.end());
  for (std::size_t p = 0; p < input.parts.size(); ++p)
    if (seen.count(static_cast<int>(p)) == 0)
      problems.push_back(
          {input.parts[p].where,
           fmt::format("the part '{}' is hidden completely by parts later in the package "
                       "and therefore on top",
                       input.parts[p].name),
           "a part that keeps some of its volume",
           fmt::format("move '{}' further down the list, change its place, or remove it",
                       input.parts[p].name)});
}

/// Of all coolings, which have some.
std::vector<CooledFaces>
faces_of_coolings(const Case &input, const ColumnLayout &layout, Problems &problems)
{
  std::vector<CooledFaces> result;
  for (const Cooling &cooling : input.cooling)
  {
    result.push_back({&cooling, cooled_faces(layout, input.parts, cooling)});
    const CooledFaces &one = result.back();
    const std::string surface = cooling.surface.text();
    if (!one.faces.empty())
      continue;
    if (surface_faces(layout, input.parts, cooling.surface).empty())
      problems.push_back(surface_without_faces(one.key(), cooling.surface, cooling.where));
    else
      problems.push_back(
          {cooling.where,
           fmt::format("{}: nothing of the surface {} is exposed to the outside",
                       one.key(),
                       surface),
           "convection and radiation on a surface with a face to the outside",
           "cool the part that covers it, or give the surface a temperature"});
  }
  return result;
}

void check_feet(const Case &input, const ColumnLayout &layout, Problems &problems)
{
  for (const Wire &wire : input.wires)
    for (std::size_t i = 0; i < 2; ++i)
      if (surface_faces(layout, input.parts, wire.feet[i]).empty())
        problems.push_back(surface_without_faces(
            "wires." + wire.name + (i == 0 ? ".from" : ".to"), wire.feet[i], wire.where));
}

void check_held_temperatures(const ColumnLayout &layout,
                             const std::vector<CooledFaces> &cooled,
                             Problems &problems)
{
  std::map<std::array<unsigned int, 2>, const CooledFaces *> owner;
  std::set<std::pair<const CooledFaces *, const CooledFaces *>> told;
  for (const CooledFaces &one : cooled)
  {
    const auto own = given_temperature(one.cooling->law);
    if (!own)
      continue;
    for (const ColumnFace &face : one.faces)
      for (const auto &node : corners_of(layout, face))
      {
        const CooledFaces *const other = owner.emplace(node, &one).first->second;
        const double others = given_temperature(other->cooling->law).value();
        if (others == *own || !told.emplace(other, &one).second)
          continue;
        problems.push_back(
            {one.cooling->where,
             fmt::format("cooling: the surfaces {} and {} touch, but are held at different "
                         "temperatures ({:.6g} K and {:.6g} K), which takes an infinite "
                         "heat flow",
                         other->cooling->surface.text(),
                         one.cooling->surface.text(),
                         others,
                         *own),
             "one temperature on surfaces that touch",
             "use convection with a large film coefficient for one of them, or keep them "
             "apart"});
      }
  }
}

void check_bodies(const Case &input,
                  const ColumnLayout &layout,
                  const std::vector<CooledFaces> &cooled,
                  Problems &problems)
{
  const std::vector<int> body =
      joined_by_wires(input,
                      std::vector<bool>(input.wires.size(), true),
                      layout,
                      connected_cells(layout, std::vector<bool>(input.parts.size(), true)))
          .component;
  std::set<int> fixed, told;
  for (const CooledFaces &one : cooled)
    if (fixes_temperature(one.cooling->law))
      for (const ColumnFace &face : one.faces)
        fixed.insert(body[std::size_t(face.column) * layout.n_slabs() + face.slab]);
  for (std::size_t cell = 0; cell < layout.part.size(); ++cell)
  {
    if (layout.part[cell] == ColumnLayout::void_part || fixed.count(body[cell]) > 0 ||
        !told.insert(body[cell]).second)
      continue;
    const Part &part = input.parts[layout.part[cell]];
    problems.push_back(
        {part.where,
         fmt::format("the body that '{}' is part of has nothing that fixes its level of "
                     "temperature",
                     part.name),
         "a temperature, or convection or radiation to the outside, on every separate body",
         "add an entry to 'cooling', or close the gap to its neighbours"});
  }
}

void check_contacts(const Case &input, const ColumnLayout &layout, Problems &problems)
{
  const ContactPairs pairs = contact_pairs(input);
  for (std::size_t i = 0; i < pairs.size(); ++i)
    if (faces_between(layout, pairs[i].first, pairs[i].second).empty())
      problems.push_back(contact_without_faces(input.contacts[i]));
}

/// A transistor of which a later part takes a piece has not the length and cross-section
/// that its law counts with.
void check_channels(const Case &input, const ColumnLayout &layout, Problems &problems)
{
  if (input.devices.empty())
    return;
  std::vector<double> volume(input.parts.size(), 0.);
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
    for (unsigned int k = 0; k < layout.n_slabs(); ++k)
      if (const int part = layout.part_at(c, static_cast<int>(k));
          part != ColumnLayout::void_part)
        volume[part] += layout.volume(c, k);
  for (const Device &device : input.devices)
  {
    const auto part = static_cast<std::size_t>(part_index(input.parts, device.part));
    const Interval z = bounding_box(input.parts[part]).extent[2];
    const Footprint whole = footprint_of(input.parts[part], snap_length(input));
    const double left = volume[part] / (z.upper - z.lower);
    if (std::abs(left - whole.area) > whole.tolerance)
      problems.push_back(
          {device.where,
           fmt::format(
               "devices.{} makes a transistor of the part '{}', of which later parts "
               "take {:.3g} %",
               device.part,
               device.part,
               100. * (1. - left / whole.area)),
           "a whole shape, whose length and cross-section are known",
           "Move them apart, or define the transistor's part later"});
  }
}

void check_points(const Case &input, const ColumnLayout &layout, Problems &problems)
{
  const ContactPairs pairs = contact_pairs(input);
  for (const NamedPoint &point : input.points)
  {
    std::set<int> parts;
    for (const ColumnPlace &place : places_of(layout, point.position))
      parts.insert(layout.part_at(place.column, static_cast<int>(place.slab)));
    if (parts.empty())
      problems.push_back({point.where,
                          fmt::format("points.{} lies outside the package", point.name),
                          "a place within a part",
                          ""});
    for (std::size_t i = 0; i < pairs.size(); ++i)
      if (input.contacts[i].thermal && parts.count(pairs[i].first) > 0 &&
          parts.count(pairs[i].second) > 0)
        problems.push_back(point_on_contact(point, input.contacts[i]));
  }
}

/// Of a line with a fault known already the cause is the same: two on one patch.
void add_terminal_faults(const Case &input,
                         const MaterialMap &library,
                         const ColumnLayout &layout,
                         Problems &problems)
{
  std::set<int> lines;
  for (const CaseProblem &problem : problems)
    lines.insert(problem.where.line);
  lines.erase(0);
  Problems faults;
  check_column_terminals(input, library, layout, faults);
  for (CaseProblem &fault : faults)
    if (lines.count(fault.where.line) == 0)
      problems.push_back(std::move(fault));
}

} // namespace

std::vector<CaseProblem> check_column_layout(const Case &input,
                                             const MaterialMap &library,
                                             const ColumnLayout &layout)
{
  Problems problems;
  check_hidden_parts(input, layout, problems);
  const std::vector<CooledFaces> cooled = faces_of_coolings(input, layout, problems);
  const Problems of_patches = check_column_patches(input, layout);
  problems.insert(problems.end(), of_patches.begin(), of_patches.end());
  check_feet(input, layout, problems);
  check_held_temperatures(layout, cooled, problems);
  check_bodies(input, layout, cooled, problems);
  check_contacts(input, layout, problems);
  add_terminal_faults(input, library, layout, problems);
  check_points(input, layout, problems);
  check_channels(input, layout, problems);
  const auto cells = double(filled_cells(layout));
  if (cells > input.mesh.max_cells)
    problems.push_back(
        {place_of_key(input, "mesh.max_cells"),
         fmt::format("the outlines make a mesh of {:.0f} cells", cells),
         fmt::format("at most {:.0f} (mesh.max_cells)", input.mesh.max_cells),
         "leave out small features, or raise mesh.max_cells"});
  sort_by_place(problems);
  return problems;
}

} // namespace kelvolt
