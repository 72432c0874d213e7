#include "conductor_islands.h"

#include "case/check_case.h"
#include "disjoint_sets.h"
#include "part_layout.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <utility>

namespace kelvolt
{

namespace
{

/// The eight cells around a grid point, bit b = cell offset (b & 1, b >> 1 & 1, b >> 2).
constexpr int cells_around_a_point = 8;

/// Whether the set of cells is empty or joined through faces.
bool joined_through_faces(unsigned int set)
{
  if (set == 0)
    return true;
  unsigned int reached = set & (~set + 1);
  for (unsigned int before = 0; before != reached;)
  {
    before = reached;
    for (int b = 0; b < cells_around_a_point; ++b)
    {
      if (reached >> b & 1u)
        reached |= set & (1u << (b ^ 1) | 1u << (b ^ 2) | 1u << (b ^ 4));
    }
  }
  return reached == set;
}

/// The marked cells around a grid point.
struct CellsAround
{
  unsigned int set = 0; ///< bit b: the cell is marked
  std::array<int, cells_around_a_point> part{};

  std::vector<int> distinct_parts() const
  {
    std::set<int> distinct;
    for (int b = 0; b < cells_around_a_point; ++b)
    {
      if (set >> b & 1u)
        distinct.insert(part[b]);
    }
    return {distinct.begin(), distinct.end()};
  }
};

CellsAround marked_around(const PartLayout &layout,
                          const std::vector<bool> &takes_part,
                          const PointPosition &point)
{
  CellsAround around;
  for (int b = 0; b < cells_around_a_point; ++b)
  {
    const CellPosition cell{
        point[0] - 1 + (b & 1), point[1] - 1 + (b >> 1 & 1), point[2] - 1 + (b >> 2)};
    around.part[b] = layout.part_at(cell);
    if (around.part[b] != void_part && takes_part[around.part[b]])
      around.set |= 1u << b;
  }
  return around;
}

} // namespace

ConnectedCells connected_cells(const PartLayout &layout,
                               const std::vector<bool> &takes_part)
{
  const auto marked = [&](int part)
  {
    return part != void_part && takes_part[part];
  };
  ConnectedCells result;
  result.component.assign(layout.part.size(), -1);
  std::vector<std::size_t> front;
  for (std::size_t seed = 0; seed < layout.part.size(); ++seed)
  {
    if (result.component[seed] >= 0 || !marked(layout.part[seed]))
      continue;
    result.component[seed] = result.count;
    front.push_back(seed);
    while (!front.empty())
    {
      const CellPosition cell = layout.position(front.back());
      front.pop_back();
      for (const Side side : all_sides)
      {
        const CellPosition next = neighbour_of(cell, side);
        if (!marked(layout.part_at(next)) || result.component[layout.index(next)] >= 0)
          continue;
        result.component[layout.index(next)] = result.count;
        front.push_back(layout.index(next));
      }
    }
    ++result.count;
  }
  return result;
}

namespace
{

/// Of parts or wires.
template <typename List>
std::vector<bool>
conducting(const List &list, const Case &input, const MaterialMap &library)
{
  std::vector<bool> conducts;
  for (const auto &one : list)
  {
    const Material *material = find_material(one.material, input, library);
    conducts.push_back(one.electrical && material && material->is_conductor());
  }
  return conducts;
}

} // namespace

std::vector<bool> conducting_parts(const Case &input, const MaterialMap &library)
{
  return conducting(input.parts, input, library);
}

std::vector<bool> conducting_wires(const Case &input, const MaterialMap &library)
{
  return conducting(input.wires, input, library);
}

ConnectedCells
conductor_islands(const Case &input, const MaterialMap &library, const PartLayout &layout)
{
  return joined_by_wires(input,
                         conducting_wires(input, library),
                         layout,
                         connected_cells(layout, conducting_parts(input, library)));
}

ConnectedCells joined_by_wires(const Case &input,
                               const std::vector<bool> &wire_joins,
                               const PartLayout &layout,
                               ConnectedCells cells)
{
  const std::vector<int> component = cells.component;
  const auto under = [&](const SurfaceName &foot)
  {
    std::vector<int> result;
    for (const LayoutFace &face : surface_faces(layout, input.parts, foot))
      result.push_back(component[layout.index(face.cell)]);
    return result;
  };
  return joined_by_wires(input, wire_joins, under, std::move(cells));
}

ConnectedCells
joined_by_wires(const Case &input,
                const std::vector<bool> &wire_joins,
                const std::function<std::vector<int>(const SurfaceName &foot)> &under,
                ConnectedCells cells)
{
  const auto parts = part_indices(input.parts);
  DisjointSets sets(cells.count);
  for (std::size_t i = 0; i < input.wires.size(); ++i)
  {
    int first = -1;
    for (const SurfaceName &foot : input.wires[i].feet)
      if (wire_joins[i] && parts.count(foot.part) != 0)
        for (const int own : under(foot))
          if (own >= 0)
          {
            first = first < 0 ? own : first;
            sets.unite(first, own);
          }
  }
  const std::vector<int> number = sets.numbers();
  for (int &component : cells.component)
    if (component >= 0)
      component = number[component];
  cells.count = number.empty() ? 0 : 1 + *std::max_element(number.begin(), number.end());
  return cells;
}

std::vector<int>
parts_of_component(const PartLayout &layout, const ConnectedCells &cells, int component)
{
  std::set<int> parts;
  for (std::size_t c = 0; c < layout.part.size(); ++c)
  {
    if (cells.component[c] == component)
      parts.insert(layout.part[c]);
  }
  return {parts.begin(), parts.end()};
}

std::vector<std::vector<int>> parts_of_components(const PartLayout &layout,
                                                  const ConnectedCells &cells)
{
  std::vector<std::set<int>> parts(cells.count);
  for (std::size_t c = 0; c < layout.part.size(); ++c)
  {
    const int component = cells.component[c];
    const bool repeats = c > 0 && component == cells.component[c - 1] &&
                         layout.part[c] == layout.part[c - 1];
    if (component >= 0 && !repeats)
      parts[component].insert(layout.part[c]);
  }
  std::vector<std::vector<int>> result;
  result.reserve(parts.size());
  for (const std::set<int> &one : parts)
    result.emplace_back(one.begin(), one.end());
  return result;
}

std::vector<TouchingPoint> touching_points(const PartLayout &layout,
                                           const std::vector<bool> &takes_part)
{
  std::array<bool, 1u << cells_around_a_point> joined{};
  for (unsigned int set = 0; set < joined.size(); ++set)
    joined[set] = joined_through_faces(set);

  std::set<std::vector<int>> seen;
  std::vector<TouchingPoint> result;
  // Points on the grid's boundary count: cells may meet along an edge that lies in it.
  for (int k = 0; k <= layout.cells(2); ++k)
  {
    for (int j = 0; j <= layout.cells(1); ++j)
    {
      for (int i = 0; i <= layout.cells(0); ++i)
      {
        const PointPosition point{i, j, k};
        const CellsAround around = marked_around(layout, takes_part, point);
        if (joined[around.set])
          continue;
        const std::vector<int> parts = around.distinct_parts();
        if (seen.insert(parts).second)
          result.push_back({point, parts});
      }
    }
  }
  return result;
}

} // namespace kelvolt
