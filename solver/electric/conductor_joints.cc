#include "electric/conductor_joints.h"

#include "layout/disjoint_sets.h"

#include <algorithm>
#include <utility>

namespace kelvolt
{
namespace
{

/// Calls `take` for every cell of the layout, x fastest.
template <typename Take>
void for_each_cell(const PartLayout &layout, const Take &take)
{
  CellPosition cell;
  for (cell[2] = 0; cell[2] < layout.cells(2); ++cell[2])
    for (cell[1] = 0; cell[1] < layout.cells(1); ++cell[1])
      for (cell[0] = 0; cell[0] < layout.cells(0); ++cell[0])
        take(cell);
}

CellPosition shifted(CellPosition cell, int axis, int by)
{
  cell[axis] += by;
  return cell;
}

/// A face between cells of two bodies.
struct JointFace
{
  std::size_t key = 0;
  int first = 0, second = 0; ///< bodies
  double area = 0.;
  std::array<double, 3> centre{};
};

/// The face of a cell that looks upwards along the axis, still without its bodies.
JointFace face_above(const PartLayout &layout, const CellPosition &cell, int axis)
{
  const std::array<double, 3> size = layout.cell_size(cell);
  JointFace face;
  face.key = 3 * layout.index(cell) + axis;
  face.area = size[0] * size[1] * size[2] / size[axis];
  for (int i = 0; i < 3; ++i)
    face.centre[i] = layout.planes[i][cell[i]] + (i == axis ? 1. : 0.5) * size[i];
  return face;
}

/// By two bodies and a corner, one face that has it.
using FacesAtCorners = std::map<std::array<int, 5>, int>;

/// Adds a face, and unites it with those between the same bodies that share a corner.
void join_at_corners(const JointFace &face,
                     const std::array<PointPosition, 4> &corners,
                     FacesAtCorners &known,
                     DisjointSets &sets)
{
  const int set = sets.add();
  for (const PointPosition &corner : corners)
  {
    const auto [place, is_new] = known.emplace(
        std::array{face.first, face.second, corner[0], corner[1], corner[2]}, set);
    if (!is_new)
      sets.unite(set, place->second);
  }
}

} // namespace

ConductorJoints::ConductorJoints(const Case &input,
                                 const PartLayout &layout,
                                 const std::vector<bool> &conducting)
    : layout_(&layout)
{
  for (std::size_t i = 0; i < input.terminals.size(); ++i)
  {
    const SurfaceName &surface = input.terminals[i].surface;
    const int part = part_index(input.parts, surface.part);
    terminals_[{part, static_cast<int>(surface.side)}].push_back(
        {static_cast<int>(i), part_side(layout, part, surface).patch});
  }
  find_bodies(conducting);
  find_joints();
}

int ConductorJoints::body_at(const CellPosition &cell) const
{
  return layout_->part_at(cell) == void_part ? -1 : body(cell);
}

void ConductorJoints::find_bodies(const std::vector<bool> &conducting)
{
  body_.assign(layout_->part.size(), -1);
  DisjointSets sets;
  std::vector<int> part_of_set;
  for_each_cell(*layout_,
                [&](const CellPosition &cell)
                {
                  const int part = layout_->part_at(cell);
                  if (part == void_part || !conducting[part])
                    return;
                  int &own = body_[layout_->index(cell)];
                  for (int axis = 0; axis < 3; ++axis)
                  {
                    const CellPosition before = shifted(cell, axis, -1);
                    if (layout_->part_at(before) != part)
                      continue;
                    if (own < 0)
                      own = body(before);
                    sets.unite(own, body(before));
                  }
                  if (own >= 0)
                    return;
                  own = sets.add();
                  part_of_set.push_back(part);
                });
  const std::vector<int> number = sets.numbers();
  for (int &body : body_)
    if (body >= 0)
      body = number[body];
  for (std::size_t i = 0; i < number.size(); ++i)
    if (number[i] == static_cast<int>(joined_.part.size()))
      joined_.part.push_back(part_of_set[i]);
}

void ConductorJoints::find_joints()
{
  std::vector<JointFace> faces;
  DisjointSets sets;
  FacesAtCorners at_corners;
  for_each_cell(
      *layout_,
      [&](const CellPosition &cell)
      {
        const int below = body_at(cell);
        if (below < 0)
          return;
        for (int axis = 0; axis < 3; ++axis)
        {
          const int above = body_at(shifted(cell, axis, 1));
          if (above < 0 || above == below)
            continue;
          JointFace face = face_above(*layout_, cell, axis);
          face.first = below;
          face.second = above;
          if (joined_.part[above] < joined_.part[below])
            std::swap(face.first, face.second);
          const LayoutFace place{cell, above, face.area, side_towards(axis, true)};
          join_at_corners(face, face_corners(place), at_corners, sets);
          faces.push_back(face);
        }
      });
  const std::vector<int> number = sets.numbers();
  for (std::size_t i = 0; i < faces.size(); ++i)
  {
    joint_of_face_[faces[i].key] = number[i];
    if (number[i] == static_cast<int>(joined_.joints.size()))
      joined_.joints.push_back({faces[i].first, faces[i].second, 0., {}});
    Joint &joint = joined_.joints[number[i]];
    joint.area += faces[i].area;
    for (int axis = 0; axis < 3; ++axis)
      joint.centre[axis] += faces[i].area * faces[i].centre[axis];
  }
  for (Joint &joint : joined_.joints)
    for (double &coordinate : joint.centre)
      coordinate /= joint.area;
}

bool ConductorJoints::is_inside(const CellPosition &cell) const
{
  const int part = layout_->part_at(cell);
  for (int k = -1; k <= 1; ++k)
    for (int j = -1; j <= 1; ++j)
      for (int i = -1; i <= 1; ++i)
        if (layout_->part_at(cell[0] + i, cell[1] + j, cell[2] + k) != part)
          return false;
  return true;
}

Meeting ConductorJoints::meeting(const CellPosition &cell, const NodePlace &place) const
{
  Meeting result;
  CellPosition step;
  for (step[2] = std::min(0, place[2]); step[2] <= std::max(0, place[2]); ++step[2])
    for (step[1] = std::min(0, place[1]); step[1] <= std::max(0, place[1]); ++step[1])
      for (step[0] = std::min(0, place[0]); step[0] <= std::max(0, place[0]); ++step[0])
        add_cell(cell, place, step, result);
  result.sort();
  return result;
}

/// Adds one of the cells around a node, with its faces that hold the node.
void ConductorJoints::add_cell(const CellPosition &cell,
                               const NodePlace &place,
                               const CellPosition &step,
                               Meeting &result) const
{
  const CellPosition here = {cell[0] + step[0], cell[1] + step[1], cell[2] + step[2]};
  const int body = body_at(here);
  if (body < 0)
    return;
  result.bodies.push_back(body);
  for (int axis = 0; axis < 3; ++axis)
  {
    if (place[axis] == 0)
      continue;
    const bool upwards = step[axis] == std::min(0, place[axis]);
    const auto side = side_towards(axis, upwards);
    const CellPosition beyond = neighbour_of(here, side);
    const int part = joined_.part[body];
    if (layout_->part_at(beyond) == part)
      continue;
    const auto joint =
        joint_of_face_.find(3 * layout_->index(upwards ? here : beyond) + axis);
    if (body_at(beyond) >= 0 && joint != joint_of_face_.end())
      result.joints.push_back(joint->second);
    const auto terminals = terminals_.find({part, static_cast<int>(side)});
    if (terminals != terminals_.end())
      for (const TerminalPlace &one : terminals->second)
        if (one.patch == no_patch || layout_->on_patch(one.patch, here))
          result.terminals.push_back({one.terminal, body});
  }
}

} // namespace kelvolt
