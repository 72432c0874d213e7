#include "mesh/column_layout.h"

#include "case/given.h"
#include "layout/outline_side.h"
#include "layout/part_layout.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace kelvolt
{

namespace
{

Ring ring_of(const Box &box)
{
  return {{{box.extent[0].lower, box.extent[1].lower}},
          {{box.extent[0].upper, box.extent[1].lower}},
          {{box.extent[0].upper, box.extent[1].upper}},
          {{box.extent[0].lower, box.extent[1].upper}}};
}

bool is_at(const Interval &extent, double value)
{
  return extent.lower <= value && value <= extent.upper;
}

bool holds(const Box &box, const PlanePoint &place, double z)
{
  return is_at(box.extent[0], place[0]) && is_at(box.extent[1], place[1]) &&
         is_at(box.extent[2], z);
}

/// Part of every slab over a place.
std::vector<int> parts_over(const std::vector<Part> &parts,
                            const PlanePoint &place,
                            const std::vector<double> &z)
{
  std::vector<int> result(z.size() - 1, ColumnLayout::void_part);
  for (std::size_t p = 0; p < parts.size(); ++p)
  {
    const bool over_outline = parts[p].prism && contains(parts[p].prism->outline, place);
    for (std::size_t k = 0; k + 1 < z.size(); ++k)
    {
      const double middle = 0.5 * (z[k] + z[k + 1]);
      if ((over_outline && is_at(parts[p].prism->z, middle)) ||
          std::any_of(parts[p].boxes.begin(),
                      parts[p].boxes.end(),
                      [&](const Box &box) { return holds(box, place, middle); }))
        result[k] = static_cast<int>(p);
    }
  }
  return result;
}

bool is_on(const Patch &patch, const std::vector<Patch> &patches, const PlanePoint &place)
{
  if (patch.has_own_area())
    return contains(outline_of(patch), place);
  return std::none_of(patches.begin(),
                      patches.end(),
                      [&](const Patch &other)
                      {
                        return std::find(patch.except.begin(),
                                         patch.except.end(),
                                         other.name) != patch.except.end() &&
                               contains(outline_of(other), place);
                      });
}

} // namespace

Outline outline_of(const Patch &patch)
{
  Outline result;
  if (patch.outline)
    result = *patch.outline;
  for (const Rectangle &one : patch.rectangles)
    result.rings.push_back(ring_of({{one[0], one[1], Interval{}}}));
  return result;
}

std::vector<PlaneCurve> plane_curves(const std::vector<Part> &parts,
                                     const std::vector<Patch> &patches)
{
  std::vector<PlaneCurve> result;
  for (const Part &part : parts)
  {
    Outline all;
    if (part.prism)
      all = part.prism->outline;
    for (const Box &box : part.boxes)
      all.rings.push_back(ring_of(box));
    const std::vector<PlaneCurve> edges = edges_of(all);
    result.insert(result.end(), edges.begin(), edges.end());
  }
  for (const Patch &patch : patches)
  {
    const std::vector<PlaneCurve> edges = edges_of(outline_of(patch));
    result.insert(result.end(), edges.begin(), edges.end());
  }
  return result;
}

std::vector<double> height_planes(const std::vector<Part> &parts)
{
  constexpr double near = 1e-9; // of the height
  std::vector<double> all, result;
  for (const Part &part : parts)
  {
    if (part.prism)
      all.insert(all.end(), {part.prism->z.lower, part.prism->z.upper});
    for (const Box &box : part.boxes)
      all.insert(all.end(), {box.extent[2].lower, box.extent[2].upper});
  }
  std::sort(all.begin(), all.end());
  for (const double z : all)
    if (result.empty() || z - result.back() > near * (all.back() - all.front()))
      result.push_back(z);
  return result;
}

ColumnLayout make_column_layout(const std::vector<Part> &parts,
                                PlaneMesh plane,
                                std::vector<double> z,
                                const std::vector<Patch> &patches)
{
  ColumnLayout layout{std::move(plane), std::move(z), {}};
  // The largest triangle of a face lies furthest from its edges.
  std::map<unsigned int, std::pair<double, unsigned int>> largest;
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
  {
    const PlaneMesh::Triangle &triangle = layout.plane.triangles[c];
    auto &[area, column] = largest[triangle.face];
    if (layout.plane.area(triangle) > area)
    {
      area = layout.plane.area(triangle);
      column = c;
    }
  }
  std::map<unsigned int, std::vector<int>> over;
  for (const auto &[face, found] : largest)
  {
    const PlanePoint place = layout.plane.centre(layout.plane.triangles[found.second]);
    over[face] = parts_over(parts, place, layout.z);
    for (const Patch &patch : patches)
      if (is_on(patch, patches, place))
        layout.patches[patch.name].insert(face);
  }
  for (const PlaneMesh::Triangle &triangle : layout.plane.triangles)
  {
    const std::vector<int> &own = over[triangle.face];
    layout.part.insert(layout.part.end(), own.begin(), own.end());
  }
  return layout;
}

std::vector<std::array<unsigned int, 3>> neighbours(const PlaneMesh &plane)
{
  std::vector<std::array<unsigned int, 3>> result(plane.triangles.size(),
                                                  {no_column, no_column, no_column});
  std::map<std::pair<unsigned int, unsigned int>, std::pair<unsigned int, unsigned int>>
      open;
  for (unsigned int c = 0; c < plane.triangles.size(); ++c)
    for (unsigned int s = 0; s < 3; ++s)
    {
      const auto &corner = plane.triangles[c].corner;
      const auto key = std::minmax(corner[s], corner[(s + 1) % 3]);
      const auto other = open.find(key);
      if (other == open.end())
      {
        open.emplace(key, std::pair{c, s});
        continue;
      }
      result[c][s] = other->second.first;
      result[other->second.first][other->second.second] = c;
    }
  return result;
}

namespace
{

/// The faces of the cells over a triangle that look to that side.
std::vector<unsigned int> faces_to(ColumnSide side,
                                   const PlaneMesh &plane,
                                   const PlaneMesh::Triangle &triangle,
                                   const std::function<bool(const PlaneCurve &)> &is_meant)
{
  if (side == ColumnSide::bottom)
    return {ColumnFace::bottom};
  if (side == ColumnSide::top)
    return {ColumnFace::top};
  std::vector<unsigned int> faces;
  for (unsigned int s = 0; s < 3; ++s)
    if (!is_meant || is_meant(plane.side(triangle, s)))
      faces.push_back(s);
  return faces;
}

/// @param neighbour of the column, by sides
int part_beyond(const ColumnLayout &layout,
                const std::array<unsigned int, 3> &neighbour,
                unsigned int column,
                int slab,
                unsigned int face)
{
  if (face == ColumnFace::bottom)
    return layout.part_at(column, slab - 1);
  if (face == ColumnFace::top)
    return layout.part_at(column, slab + 1);
  return neighbour[face] == no_column ? ColumnLayout::void_part
                                      : layout.part_at(neighbour[face], slab);
}

} // namespace

std::vector<ColumnFace>
surface_faces(const ColumnLayout &layout,
              int part,
              ColumnSide side,
              const std::function<bool(const PlaneCurve &)> &is_meant)
{
  const auto beyond = neighbours(layout.plane);
  std::vector<ColumnFace> result;
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
  {
    const std::vector<unsigned int> faces =
        faces_to(side, layout.plane, layout.plane.triangles[c], is_meant);
    for (unsigned int k = 0; k < layout.n_slabs(); ++k)
    {
      const int slab = static_cast<int>(k);
      if (layout.part_at(c, slab) != part)
        continue;
      for (const unsigned int face : faces)
        if (const int other = part_beyond(layout, beyond[c], c, slab, face); other != part)
          result.push_back({c, k, face, other == ColumnLayout::void_part});
    }
  }
  return result;
}

std::vector<ColumnFacePair> faces_between(const ColumnLayout &layout, int first, int second)
{
  const auto beyond = neighbours(layout.plane);
  std::vector<ColumnFacePair> result;
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
    for (unsigned int k = 0; k < layout.n_slabs(); ++k)
    {
      const int slab = static_cast<int>(k);
      if (layout.part_at(c, slab) != first)
        continue;
      for (unsigned int face = 0; face <= ColumnFace::top; ++face)
      {
        if (part_beyond(layout, beyond[c], c, slab, face) != second)
          continue;
        ColumnFace other{c, k, 0, false};
        if (face == ColumnFace::bottom)
          other = {c, k - 1, ColumnFace::top, false};
        else if (face == ColumnFace::top)
          other = {c, k + 1, ColumnFace::bottom, false};
        else
        {
          other.column = beyond[c][face];
          const auto &back = beyond[other.column];
          other.face = std::find(back.begin(), back.end(), c) - back.begin();
        }
        result.push_back({{c, k, face, false}, other});
      }
    }
  return result;
}

namespace
{

void leave_out_beside(const ColumnLayout &layout,
                      const std::string &patch,
                      std::vector<ColumnFace> &faces)
{
  const auto found = layout.patches.find(patch);
  const auto is_beside = [&](const ColumnFace &face)
  {
    return found == layout.patches.end() ||
           found->second.count(layout.plane.triangles[face.column].face) == 0;
  };
  faces.erase(std::remove_if(faces.begin(), faces.end(), is_beside), faces.end());
}

} // namespace

std::vector<ColumnFace> surface_faces(const ColumnLayout &layout,
                                      const std::vector<Part> &parts,
                                      const SurfaceName &surface)
{
  const int part = part_index(parts, surface.part);
  const OutlineSide side = outline_side(surface);
  constexpr double along = 1e-9; // of a side's length
  if (side.end != 0)
  {
    std::vector<ColumnFace> faces =
        surface_faces(layout, part, side.end > 0 ? ColumnSide::top : ColumnSide::bottom);
    if (!surface.patch.empty())
      leave_out_beside(layout, surface.patch, faces);
    return faces;
  }
  if (!side.towards)
    return surface_faces(layout, part, ColumnSide::side);
  const auto looks_there = [&](const PlaneCurve &curve)
  {
    // Triangles turn anticlockwise: outwards is to the right of their sides.
    const PlanePoint d = curve.to - curve.from, normal{d[1], -d[0]};
    return curve.is_straight() &&
           std::abs(cross(normal, *side.towards)) <= along * curve.length() &&
           dot(normal, *side.towards) > 0.;
  };
  return surface_faces(layout, part, ColumnSide::side, looks_there);
}

std::vector<ColumnFace> cooled_faces(const ColumnLayout &layout,
                                     const std::vector<Part> &parts,
                                     const Cooling &cooling)
{
  std::vector<ColumnFace> faces = surface_faces(layout, parts, cooling.surface);
  if (needs_exposed_face(cooling.law))
    faces.erase(std::remove_if(faces.begin(),
                               faces.end(),
                               [](const ColumnFace &face) { return !face.exposed; }),
                faces.end());
  return faces;
}

std::vector<std::array<unsigned int, 2>> corners_of(const ColumnLayout &layout,
                                                    const ColumnFace &face)
{
  std::vector<std::array<unsigned int, 2>> result;
  const auto &corner = layout.plane.triangles[face.column].corner;
  for (unsigned int s = 0; s < 3; ++s)
    for (const unsigned int above : {0U, 1U})
    {
      const bool is_on = face.face == ColumnFace::top      ? above == 1
                         : face.face == ColumnFace::bottom ? above == 0
                                                           : s != (face.face + 2) % 3;
      if (is_on)
        result.push_back({corner[s], face.slab + above});
    }
  return result;
}

} // namespace kelvolt
