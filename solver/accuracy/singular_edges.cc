#include "accuracy/singular_edges.h"

#include "accuracy/edge_exponent.h"
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
  return {layout, k, held};
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
  return {layout, electrical_conductivity(materials, conducting, T), held};
}

SingularEdges::SingularEdges(const PartLayout &layout,
                             const PartConductivity &k,
                             const HeldFaces &held)
    : planes_(layout.planes), sharpest_(regular_exponent)
{
  for (int axis = 0; axis < 3; ++axis)
    find_edges(layout, k, held, axis);
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
double SingularEdges::exponent_at(const PartConductivity &k,
                                  const std::array<int, 4> &part,
                                  const std::array<bool, 4> &is_held,
                                  int u,
                                  int v)
{
  EdgeSetting setting;
  setting.held = is_held;
  for (int i = 0; i < 4; ++i)
    if (part[i] != void_part && k[part[i]])
      setting.quarter[i] = {(*k[part[i]])[u], (*k[part[i]])[v]};
  return singular_exponent(setting);
}

void SingularEdges::find_edges(const PartLayout &layout,
                               const PartConductivity &k,
                               const HeldFaces &held,
                               int axis)
{
  const int u = (axis + 1) % 3, v = (axis + 2) % 3;
  std::map<std::tuple<std::array<int, 4>, std::array<bool, 4>>, double> known;
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
        const std::array<bool, 4> is_held{held.between(around[0], v),
                                          held.between(around[0], u),
                                          held.between(around[1], v),
                                          held.between(around[3], u)};
        const auto [place, is_new] = known.try_emplace({part, is_held}, regular_exponent);
        if (is_new)
          place->second = exponent_at(k, part, is_held, u, v);
        sharpest_ = std::min(sharpest_, place->second);
        if (place->second < regular_exponent)
          edges_[axis].emplace(key(axis, cell[axis], cell[u], cell[v]), place->second);
      }
}

double SingularEdges::exponent(const std::array<double, 3> &lower,
                               const std::array<double, 3> &upper) const
{
  double least = regular_exponent;
  if (sharpest_ == regular_exponent)
    return least;
  /// Index of the layout's plane at the coordinate, -1 if there is none.
  const auto plane = [&](int axis, double coordinate)
  {
    const std::vector<double> &planes = planes_[axis];
    const int nearest = nearest_plane(planes, coordinate);
    const double slack = plane_merge_fraction * (planes.back() - planes.front());
    return std::abs(planes[nearest] - coordinate) <= slack ? nearest : -1;
  };
  for (int axis = 0; axis < 3; ++axis)
  {
    const int u = (axis + 1) % 3, v = (axis + 2) % 3;
    const double middle = 0.5 * (lower[axis] + upper[axis]);
    const std::vector<double> &planes = planes_[axis];
    const int along = static_cast<int>(
        std::upper_bound(planes.begin(), planes.end(), middle) - planes.begin() - 1);
    for (const double at_u : {lower[u], upper[u]})
      for (const double at_v : {lower[v], upper[v]})
      {
        const int plane_u = plane(u, at_u), plane_v = plane(v, at_v);
        if (plane_u < 0 || plane_v < 0)
          continue;
        const auto edge = edges_[axis].find(key(axis, along, plane_u, plane_v));
        if (edge != edges_[axis].end())
          least = std::min(least, edge->second);
      }
  }
  return least;
}

} // namespace kelvolt
