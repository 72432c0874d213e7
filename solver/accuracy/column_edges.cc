#include "accuracy/column_edges.h"

#include "accuracy/column_edge_reach.h"
#include "accuracy/edge_exponent.h"
#include "accuracy/edge_layer.h"
#include "accuracy/held_layer.h"
#include "accuracy/node_corners.h"
#include "case/given.h"
#include "layout/part_layout.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace kelvolt
{

namespace
{

constexpr double pi = 3.14159265358979323846;

class Finder
{
public:
  Finder(const ColumnLayout &layout,
         const PartConductivity &k,
         const JointResistances &joints,
         const std::vector<ColumnFace> &held)
      : layout_(layout), k_(k), joints_(joints), beyond_(neighbours(layout.plane)),
        held_(layout.part.size(), 0)
  {
    for (const ColumnFace &face : held)
    {
      char &faces = held_[at(face.column, face.slab)];
      faces = static_cast<char>(faces | 1 << face.face);
    }
  }

  /// Per cell. @param degree of the mesh
  std::vector<double> find(unsigned int degree)
  {
    const unsigned int n = layout_.n_slabs();
    std::vector<double> result(layout_.part.size(), regular_exponent);
    std::vector<JointEdge> at_planes(layout_.plane.nodes.size() * (n + 1));
    find_level_edges(at_planes);
    const auto around = corners_around_nodes(layout_.plane);
    for (unsigned int node = 0; node < around.size(); ++node)
    {
      const std::vector<JointEdge> upright = upright_edge(around[node]);
      for (const Corner &corner : around[node])
      {
        if (corner.column == no_column)
          continue;
        const double h =
            std::sqrt(2. * layout_.plane.area(layout_.plane.triangles[corner.column]));
        for (unsigned int k = 0; k < n; ++k)
        {
          double &least = result[at(corner.column, k)];
          least = std::min(least, upright[k].in_cell({h, h}));
        }
      }
    }
    reach_from_level_edges(layout_, at_planes, degree, result);
    return result;
  }

private:
  std::size_t at(unsigned int column, unsigned int slab) const
  {
    return std::size_t(column) * layout_.n_slabs() + slab;
  }

  int part_at(unsigned int column, int slab) const
  {
    return column == no_column ? ColumnLayout::void_part : layout_.part_at(column, slab);
  }

  bool is_held(unsigned int column, int slab, unsigned int face) const
  {
    return part_at(column, slab) != ColumnLayout::void_part &&
           (held_[at(column, slab)] >> face & 1) != 0;
  }

  bool has_same_parts(unsigned int a, unsigned int b) const
  {
    for (unsigned int k = 0; k < layout_.n_slabs(); ++k)
      if (part_at(a, static_cast<int>(k)) != part_at(b, static_cast<int>(k)))
        return false;
    return true;
  }

  /// No height ends between the two columns, and nothing that is held.
  bool go_on_into_each_other(unsigned int a, unsigned int b) const
  {
    constexpr int upright = ColumnFace::bottom; // sides come first
    for (unsigned int k = 0; k < layout_.n_slabs(); ++k)
      if (held_[at(a, k)] >> upright != held_[at(b, k)] >> upright)
        return false;
    return has_same_parts(a, b);
  }

  bool has_field(int part) const
  {
    return part != ColumnLayout::void_part && k_[part].has_value();
  }

  /// Along the normal of a side and along z.
  Quarter across(int part, const PlanePoint &normal) const
  {
    if (!has_field(part))
      return std::nullopt;
    const std::array<double, 3> &k = *k_[part];
    return std::array<double, 2>{
        k[0] == k[1] ? k[0] : k[0] * normal[0] * normal[0] + k[1] * normal[1] * normal[1],
        k[2]};
  }

  /// Of the edge along a side of a triangle below its slab.
  /// @param c the column within, other: the one beyond the side
  JointEdge level_edge(unsigned int c,
                       unsigned int s,
                       unsigned int other,
                       int k,
                       const PlanePoint &normal)
  {
    const std::array<std::pair<unsigned int, int>, 4> cells{
        {{other, k}, {c, k}, {c, k - 1}, {other, k - 1}}};
    unsigned int side_beyond = 0;
    while (other != no_column && beyond_[other][side_beyond] != c)
      ++side_beyond;
    const auto upright_held = [&](int slab)
    {
      return is_held(c, slab, s) || is_held(other, slab, side_beyond);
    };
    const auto level_held = [&](unsigned int column)
    {
      return is_held(column, k, ColumnFace::bottom) ||
             is_held(column, k - 1, ColumnFace::top);
    };
    EdgeSetting setting;
    setting.held = {level_held(other), upright_held(k), level_held(c), upright_held(k - 1)};
    std::vector<double> key;
    int before = part_at(cells[3].first, cells[3].second);
    for (std::size_t i = 0; i < cells.size(); ++i)
    {
      const int part = part_at(cells[i].first, cells[i].second);
      setting.quarter[i] = across(part, normal);
      setting.R[i] = joint_resistance(joints_, before, part);
      before = part;
      key.push_back(setting.held[i] ? 1. : 0.);
      key.push_back(setting.R[i]);
      for (const std::size_t axis : {0, 1})
        key.push_back(setting.quarter[i] ? (*setting.quarter[i])[axis] : 0.);
    }
    const auto [place, is_new] = level_.try_emplace(std::move(key));
    if (is_new)
      place->second = joint_edge(setting);
    return place->second;
  }

  /// @param at_planes [node][plane along z]
  void find_level_edges(std::vector<JointEdge> &at_planes)
  {
    const auto n = static_cast<int>(layout_.n_slabs());
    for (unsigned int c = 0; c < layout_.n_columns(); ++c)
      for (unsigned int s = 0; s < 3; ++s)
      {
        const unsigned int other = beyond_[c][s];
        if (other != no_column && (other < c || go_on_into_each_other(c, other)))
          continue;
        const PlaneMesh::Triangle &triangle = layout_.plane.triangles[c];
        const PlanePoint along = layout_.plane.side(triangle, s).direction(0.5);
        for (int k = 0; k <= n; ++k)
        {
          const JointEdge found = level_edge(c, s, other, k, {along[1], -along[0]});
          for (const unsigned int end : {s, (s + 1) % 3})
          {
            JointEdge &sharpest =
                at_planes[std::size_t(triangle.corner[end]) * (n + 1) + std::size_t(k)];
            sharpest = sharper(sharpest, found);
          }
        }
      }
  }

  /// Of the upright edge at a node, per slab.
  std::vector<JointEdge> upright_edge(const std::vector<Corner> &around)
  {
    std::vector<JointEdge> result(layout_.n_slabs());
    const unsigned int first = around.front().column;
    if (std::all_of(around.begin(),
                    around.end(),
                    [&](const Corner &corner)
                    {
                      return corner.column != no_column &&
                             (corner.column == first ||
                              has_same_parts(first, corner.column));
                    }))
      return result;
    for (unsigned int k = 0; k < layout_.n_slabs(); ++k)
    {
      const std::vector<EdgeSector> sectors = sectors_of(around, static_cast<int>(k));
      if (may_be_singular(sectors))
        result[k] = exponent_of(sectors);
    }
    return result;
  }

  /// Those of one part as one.
  std::vector<EdgeSector> sectors_of(const std::vector<Corner> &around, int slab) const
  {
    std::vector<EdgeSector> result;
    int before = -2;
    for (std::size_t i = 0; i < around.size(); ++i)
    {
      const Corner &corner = around[i],
                   &last = around[(i + around.size() - 1) % around.size()];
      const int part = part_at(corner.column, slab);
      const bool held = is_held(corner.column, slab, corner.starts) ||
                        is_held(last.column, slab, last.ends);
      if (!result.empty() && part == before && !held)
      {
        result.back().to = corner.to;
        continue;
      }
      before = part;
      EdgeSector sector{corner.from,
                        corner.to,
                        std::nullopt,
                        held,
                        joint_resistance(joints_, part_at(last.column, slab), part)};
      if (has_field(part))
        sector.k = std::array<double, 2>{(*k_[part])[0], (*k_[part])[1]};
      result.push_back(sector);
    }
    // What ends where it began: the last and the first may be one.
    const bool closes = result.size() > 1 && !result.front().held_at_start &&
                        result.front().k == result.back().k;
    if (closes)
    {
      result.back().to += result.front().to - result.front().from;
      result.erase(result.begin());
    }
    return result;
  }

  /// Not where two materials meet smoothly, or one ends on a smooth or convex side all of
  /// one kind.
  static bool may_be_singular(const std::vector<EdgeSector> &sectors)
  {
    if (sectors.size() < 2)
      return false;
    const auto is_flat = [](const EdgeSector &one)
    {
      return std::abs(one.to - one.from - pi) <= 10. * same_direction;
    };
    const bool any_held =
        std::any_of(sectors.begin(),
                    sectors.end(),
                    [](const EdgeSector &one) { return one.held_at_start; });
    return sectors.size() > 2 || any_held || !is_flat(sectors[0]) || !is_flat(sectors[1]);
  }

  JointEdge exponent_of(const std::vector<EdgeSector> &sectors)
  {
    bool isotropic = true;
    for (const EdgeSector &sector : sectors)
      isotropic = isotropic && (!sector.k || (*sector.k)[0] == (*sector.k)[1]);
    std::vector<double> key;
    constexpr double digits = 1e6;
    for (const EdgeSector &sector : sectors)
    {
      key.push_back(std::round(digits * (sector.to - sector.from)));
      key.push_back(isotropic ? 0. : std::round(digits * sector.from));
      key.push_back(sector.k ? (*sector.k)[0] : 0.);
      key.push_back(sector.k ? (*sector.k)[1] : 0.);
      key.push_back(sector.held_at_start ? 1. : 0.);
      key.push_back(sector.R_at_start);
    }
    const auto [place, is_new] = upright_.try_emplace(std::move(key));
    if (is_new)
      place->second = joint_edge(sectors);
    return place->second;
  }

  const ColumnLayout &layout_;
  const PartConductivity &k_;
  const JointResistances &joints_;
  std::vector<std::array<unsigned int, 3>> beyond_;
  std::vector<char> held_; ///< [column][slab], a bit for each face
  /// Exponents that are known.
  std::map<std::vector<double>, JointEdge> level_, upright_;
};

/// Of a cell behind its face.
double thickness(const ColumnLayout &layout, const ColumnFace &face)
{
  if (face.face >= ColumnFace::bottom)
    return layout.z[face.slab + 1] - layout.z[face.slab];
  const PlaneMesh::Triangle &triangle = layout.plane.triangles[face.column];
  return 2. * layout.plane.area(triangle) / layout.plane.side(triangle, face.face).length();
}

/// Of cells that a singular edge touches or is close to; [column][slab]
std::vector<double> widths_of_layers(const ColumnLayout &layout,
                                     const std::vector<double> &exponent)
{
  const unsigned int n = layout.n_slabs();
  std::vector<double> widths(exponent.size(), 0.);
  for (unsigned int c = 0; c < layout.n_columns(); ++c)
  {
    const PlaneMesh::Triangle &triangle = layout.plane.triangles[c];
    double width = 0.;
    for (const unsigned int side : {0, 1, 2})
      width = std::max(width, layout.plane.side(triangle, side).length());
    for (unsigned int from = 0, to = 1; from < n; from = to++)
    {
      while (to < n && layout.part_at(c, static_cast<int>(to)) ==
                           layout.part_at(c, static_cast<int>(from)))
        ++to;
      const double height = layout.z[to] - layout.z[from];
      for (unsigned int k = from; k < to; ++k)
        if (const std::size_t cell = std::size_t(c) * n + k;
            exponent[cell] < regular_exponent)
          widths[cell] = width / (edge_layer_length * height);
    }
  }
  return widths;
}

} // namespace

ColumnEdges::ColumnEdges(const ColumnLayout &layout,
                         const PartConductivity &k,
                         const std::vector<ColumnFace> &held,
                         unsigned int degree,
                         const JointResistances &joints)
    : n_slabs_(layout.n_slabs()), exponent_(Finder(layout, k, joints, held).find(degree)),
      layer_widths_(widths_of_layers(layout, exponent_))
{
}

double ColumnEdges::sharpest() const
{
  return *std::min_element(exponent_.begin(), exponent_.end());
}

bool ColumnEdges::is_sharp() const
{
  return sharpest() < ordinary_exponent;
}

ColumnEdges ColumnEdges::of_temperature(const Case &input,
                                        const ColumnLayout &layout,
                                        const MaterialTable &materials,
                                        const std::vector<double> &T)
{
  const PartConductivity k = thermal_conductivity(materials, T);
  std::vector<ColumnFace> held;
  for (const Cooling &cooling : input.cooling)
  {
    const int p = part_index(input.parts, cooling.surface.part);
    for (const ColumnFace &face : cooled_faces(layout, input.parts, cooling))
      if (holds(cooling.law,
                T[p],
                (*k[p])[face.face < ColumnFace::bottom ? 0 : 2],
                thickness(layout, face)))
        held.push_back(face);
  }
  return {layout, k, held, input.mesh.degree, thermal_joints(input)};
}

ColumnEdges ColumnEdges::of_potential(const Case &input,
                                      const ColumnLayout &layout,
                                      const std::vector<std::vector<ColumnFace>> &terminals,
                                      const MaterialTable &materials,
                                      const std::vector<bool> &conducting,
                                      const std::vector<double> &T)
{
  std::vector<ColumnFace> held;
  for (const std::vector<ColumnFace> &faces : terminals)
    held.insert(held.end(), faces.begin(), faces.end());
  return {layout,
          electrical_conductivity(materials, conducting, T),
          held,
          input.mesh.degree,
          electrical_joints(input)};
}

} // namespace kelvolt
