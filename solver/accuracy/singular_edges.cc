#include "accuracy/singular_edges.h"

#include "accuracy/edge_exponent.h"
#include "accuracy/edge_reach.h"
#include "accuracy/held_layer.h"
#include "case/given.h"
#include "thermal/cooling_law.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace kelvolt
{

/// Faces on which a field is given, by the cell in front of which they lie.
class SingularEdges::HeldFaces
{
public:
  explicit HeldFaces(const PartLayout &layout) : layout_(layout) {}

  void add(const LayoutFace &face)
  {
    faces_.emplace(layout_.index(face.cell), axis_of(face.side), sign_of(face.side));
  }

  /// Of the face between a position and the one before it along the axis.
  bool between(const CellPosition &position, int axis) const
  {
    CellPosition before = position;
    before[axis] -= 1;
    return holds(before, axis, 1) || holds(position, axis, -1);
  }

private:
  bool holds(const CellPosition &cell, int axis, int sign) const
  {
    return layout_.part_at(cell) != void_part &&
           faces_.count({layout_.index(cell), axis, sign}) != 0;
  }

  const PartLayout &layout_;
  /// By cell, axis of the normal and its sign.
  std::set<std::tuple<std::size_t, int, int>> faces_;
};

/// What a field meets.
struct SingularEdges::Given
{
  const PartConductivity &k;
  const JointResistances &joints;
  const HeldFaces &held;
};

SingularEdges SingularEdges::of_temperature(const Case &input,
                                            const PartLayout &layout,
                                            const MaterialTable &materials,
                                            const std::vector<double> &T)
{
  const PartConductivity k = thermal_conductivity(materials, T);
  HeldFaces held(layout);
  for (const Cooling &cooling : input.cooling)
  {
    const int part = part_index(input.parts, cooling.surface.part);
    const int axis = axis_of(cooling.surface.side);
    for (const LayoutFace &face : surface_faces(layout, input.parts, cooling.surface))
      if ((face.neighbour == void_part || !needs_exposed_face(cooling.law)) &&
          holds(cooling.law, T[part], (*k[part])[axis], layout.cell_size(face.cell)[axis]))
        held.add(face);
  }
  const JointResistances joints = thermal_joints(input);
  return {layout, {k, joints, held}};
}

SingularEdges SingularEdges::of_potential(const Case &input,
                                          const PartLayout &layout,
                                          const MaterialTable &materials,
                                          const std::vector<bool> &conducting,
                                          const std::vector<double> &T)
{
  HeldFaces held(layout);
  for (const Terminal &terminal : input.terminals)
    for (const LayoutFace &face : surface_faces(layout, input.parts, terminal.surface))
      if (face.neighbour == void_part || !conducting[face.neighbour])
        held.add(face);
  const PartConductivity sigma = electrical_conductivity(materials, conducting, T);
  const JointResistances joints = electrical_joints(input);
  return {layout, {sigma, joints, held}};
}

SingularEdges::SingularEdges(const PartLayout &layout, const Given &given)
    : planes_(layout.planes), sharpest_(regular_exponent)
{
  for (int axis = 0; axis < 3; ++axis)
    find_edges(layout, given, axis);
}

std::uint64_t SingularEdges::key(int axis, int along, int u, int v) const
{
  const auto n_u = planes_[(axis + 1) % 3].size(), n_v = planes_[(axis + 2) % 3].size();
  return (std::uint64_t(along) * n_v + v) * n_u + u;
}

namespace
{

/// The four cells around an edge, in turn, the first of them in front of it along u and v.
std::array<CellPosition, 4> cells_around(const CellPosition &cell, int u, int v)
{
  std::array<CellPosition, 4> around{cell, cell, cell, cell};
  around[1][u] -= 1;
  around[2][u] -= 1;
  around[2][v] -= 1;
  around[3][v] -= 1;
  return around;
}

} // namespace

/// @param part around an edge. @param is_held their faces in turn. @param u, v the axes
/// across the edge
JointEdge SingularEdges::exponent_at(const Given &given,
                                     const std::array<int, 4> &part,
                                     const std::array<bool, 4> &is_held,
                                     int u,
                                     int v)
{
  const PartConductivity &k = given.k;
  EdgeSetting setting;
  setting.held = is_held;
  for (int i = 0; i < 4; ++i)
  {
    if (part[i] != void_part && k[part[i]])
      setting.quarter[i] = {(*k[part[i]])[u], (*k[part[i]])[v]};
    setting.R[i] = joint_resistance(given.joints, part[(i + 3) % 4], part[i]);
  }
  return joint_edge(setting);
}

void SingularEdges::find_edges(const PartLayout &layout, const Given &given, int axis)
{
  const int u = (axis + 1) % 3, v = (axis + 2) % 3;
  std::map<std::tuple<std::array<int, 4>, std::array<bool, 4>>, JointEdge> known;
  CellPosition cell{};
  for (cell[axis] = 0; cell[axis] < layout.cells(axis); ++cell[axis])
    for (cell[v] = 0; cell[v] <= layout.cells(v); ++cell[v])
      for (cell[u] = 0; cell[u] <= layout.cells(u); ++cell[u])
      {
        const std::array<CellPosition, 4> around = cells_around(cell, u, v);
        std::array<int, 4> part{};
        for (int i = 0; i < 4; ++i)
          part[i] = layout.part_at(around[i]);
        if (std::all_of(part.begin(), part.end(), [&](int p) { return p == part[0]; }))
          continue;
        const std::array<bool, 4> is_held{given.held.between(around[0], v),
                                          given.held.between(around[0], u),
                                          given.held.between(around[1], v),
                                          given.held.between(around[3], u)};
        const auto [place, is_new] = known.try_emplace({part, is_held});
        if (is_new)
          place->second = exponent_at(given, part, is_held, u, v);
        sharpest_ = std::min(sharpest_, place->second.sharpest());
        if (place->second.sharpest() < regular_exponent)
          edges_[axis].emplace(key(axis, cell[axis], cell[u], cell[v]), place->second);
      }
}

namespace
{

/// Of an interval from a plane; 0 where it begins or ends at it, but for round-off.
double gap_from(double plane, double lower, double upper, double slack)
{
  const double gap = std::max(lower - plane, plane - upper);
  return gap <= slack ? 0. : gap;
}

/// Indices of the planes within a distance of an interval, first and behind the last.
std::array<int, 2>
planes_close_to(const std::vector<double> &planes, double lower, double upper, double reach)
{
  const auto first = std::lower_bound(planes.begin(), planes.end(), lower - reach),
             last = std::upper_bound(first, planes.end(), upper + reach);
  return {static_cast<int>(first - planes.begin()),
          static_cast<int>(last - planes.begin())};
}

} // namespace

double SingularEdges::exponent(const std::array<double, 3> &lower,
                               const std::array<double, 3> &upper,
                               unsigned int degree) const
{
  double least = regular_exponent;
  if (sharpest_ == regular_exponent)
    return least;
  const auto slack = [&](int axis)
  {
    return plane_merge_fraction * (planes_[axis].back() - planes_[axis].front());
  };
  for (int axis = 0; axis < 3; ++axis)
  {
    if (edges_[axis].empty())
      continue;
    const int u = (axis + 1) % 3, v = (axis + 2) % 3;
    const std::vector<double> &planes = planes_[axis];
    const int along = static_cast<int>(
        std::upper_bound(planes.begin(), planes.end(), 0.5 * (lower[axis] + upper[axis])) -
        planes.begin() - 1);
    BesideEdge cell{{}, {upper[u] - lower[u], upper[v] - lower[v]}};
    const double reach = edge_reach * std::max(cell.size[0], cell.size[1]);
    const std::array<int, 2> at_u = planes_close_to(
                                 planes_[u], lower[u], upper[u], std::max(reach, slack(u))),
                             at_v = planes_close_to(
                                 planes_[v], lower[v], upper[v], std::max(reach, slack(v)));
    for (int i = at_u[0]; i < at_u[1]; ++i)
      for (int j = at_v[0]; j < at_v[1]; ++j)
      {
        const auto edge = edges_[axis].find(key(axis, along, i, j));
        if (edge == edges_[axis].end())
          continue;
        const double s = edge->second.in_cell(cell.size);
        if (s >= least)
          continue;
        cell.gap = {gap_from(planes_[u][i], lower[u], upper[u], slack(u)),
                    gap_from(planes_[v][j], lower[v], upper[v], slack(v))};
        least = std::min(least, exponent_beside(s, degree, cell));
      }
  }
  return least;
}

} // namespace kelvolt
