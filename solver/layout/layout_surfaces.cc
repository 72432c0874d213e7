#include "part_layout.h"

#include <algorithm>
#include <stdexcept>

namespace kelvolt
{

std::vector<PatchArea> patch_areas(const std::vector<Part> &parts,
                                   const std::vector<Patch> &patches)
{
  std::vector<PatchArea> areas;
  const std::unordered_map<std::string, int> indices =
      patches.empty() ? std::unordered_map<std::string, int>() : part_indices(parts);
  std::unordered_map<std::string, const Patch *> by_name;
  for (const Patch &patch : patches)
    by_name.emplace(patch.name, &patch);
  for (const Patch &patch : patches)
  {
    const auto part = indices.find(patch.on.part);
    PatchArea area{patch.name,
                   part == indices.end() ? void_part : part->second,
                   patch.on.side,
                   patch.rectangles,
                   {}};
    for (const std::string &other : patch.except)
      if (const auto found = by_name.find(other); found != by_name.end())
        area.except.insert(area.except.end(),
                           found->second->rectangles.begin(),
                           found->second->rectangles.end());
    areas.push_back(std::move(area));
  }
  return areas;
}

bool PatchArea::contains(const std::array<double, 3> &place) const
{
  const std::array<int, 2> axes = axes_in(side);
  const auto holds = [&](const Rectangle &rectangle)
  {
    for (int i = 0; i < 2; ++i)
      if (place[axes[i]] < rectangle[i].lower || place[axes[i]] > rectangle[i].upper)
        return false;
    return true;
  };
  return (rectangles.empty() || std::any_of(rectangles.begin(), rectangles.end(), holds)) &&
         std::none_of(except.begin(), except.end(), holds);
}

bool PartLayout::on_patch(int patch, const CellPosition &cell) const
{
  std::array<double, 3> middle{};
  for (int axis = 0; axis < 3; ++axis)
    middle[axis] = 0.5 * (planes[axis][cell[axis]] + planes[axis][cell[axis] + 1]);
  return patches[patch].contains(middle);
}

std::vector<LayoutFace> surface_faces(const PartLayout &layout, int part, Side side)
{
  std::vector<LayoutFace> faces;
  for (std::size_t c = 0; c < layout.part.size(); ++c)
  {
    if (layout.part[c] != part)
      continue;
    const CellPosition cell = layout.position(c);
    const int neighbour = layout.part_at(neighbour_of(cell, side));
    if (neighbour == part)
      continue;
    const double area = layout.cell_volume(cell) / layout.cell_size(cell)[axis_of(side)];
    faces.push_back({cell, neighbour, area, side});
  }
  return faces;
}

std::vector<LayoutFace> surface_faces(const PartLayout &layout,
                                      const std::vector<Part> &parts,
                                      const SurfaceName &surface)
{
  const int part = part_index(parts, surface.part);
  std::vector<LayoutFace> faces = surface_faces(layout, part, surface.side);
  if (const int patch = part_side(layout, part, surface).patch; patch != no_patch)
    faces.erase(std::remove_if(faces.begin(),
                               faces.end(),
                               [&](const LayoutFace &face)
                               { return !layout.on_patch(patch, face.cell); }),
                faces.end());
  return faces;
}

PartSide part_side(const PartLayout &layout, int part, const SurfaceName &surface)
{
  if (surface.patch.empty())
    return {part, surface.side};
  const auto found =
      std::find_if(layout.patches.begin(),
                   layout.patches.end(),
                   [&](const PatchArea &area) { return area.name == surface.patch; });
  if (found == layout.patches.end())
    throw std::logic_error("A layout does not have the patch " + surface.patch + ".");
  return {part, surface.side, static_cast<int>(found - layout.patches.begin())};
}

std::map<PartSide, std::vector<LayoutFace>>
faces_of_surfaces(const PartLayout &layout, const std::vector<PartSide> &surfaces)
{
  std::map<PartSide, std::vector<LayoutFace>> faces;
  std::unordered_map<int, std::vector<std::pair<PartSide, std::vector<LayoutFace> *>>>
      sides;
  for (const PartSide &surface : surfaces)
    if (const auto [place, is_new] = faces.try_emplace(surface); is_new)
      sides[surface.part].emplace_back(surface, &place->second);
  if (sides.empty())
    return faces;
  for (std::size_t c = 0; c < layout.part.size(); ++c)
  {
    const int part = layout.part[c];
    const auto wanted = part == void_part ? sides.end() : sides.find(part);
    if (wanted == sides.end())
      continue;
    const CellPosition cell = layout.position(c);
    for (const auto &[surface, list] : wanted->second)
    {
      const Side side = surface.side;
      const int neighbour = layout.part_at(neighbour_of(cell, side));
      if (neighbour != part &&
          (surface.patch == no_patch || layout.on_patch(surface.patch, cell)))
        list->push_back({cell,
                         neighbour,
                         layout.cell_volume(cell) / layout.cell_size(cell)[axis_of(side)],
                         side});
    }
  }
  return faces;
}

std::array<PointPosition, 4> face_corners(const LayoutFace &face)
{
  const int normal = axis_of(face.side);
  const int u = (normal + 1) % 3;
  const int v = (normal + 2) % 3;
  PointPosition corner = face.cell;
  if (sign_of(face.side) > 0)
    ++corner[normal];
  std::array<PointPosition, 4> corners{corner, corner, corner, corner};
  ++corners[1][u];
  ++corners[2][v];
  ++corners[3][u];
  ++corners[3][v];
  return corners;
}

} // namespace kelvolt
