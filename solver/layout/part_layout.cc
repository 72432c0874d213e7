#include "part_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <string>

namespace kelvolt
{

namespace
{

/// Sorted without the repeats that lie within `tolerance` of the first of their group.
std::vector<double> merged(std::vector<double> values, double tolerance)
{
  std::sort(values.begin(), values.end());
  std::vector<double> result;
  for (const double value : values)
  {
    if (result.empty() || value - result.back() > tolerance)
      result.push_back(value);
  }
  return result;
}

double largest_extent(const std::vector<Part> &parts)
{
  double largest = 0.;
  for (int axis = 0; axis < 3; ++axis)
  {
    double lower = std::numeric_limits<double>::infinity();
    double upper = -lower;
    for (const Part &part : parts)
    {
      for (const Box &box : part.boxes)
      {
        lower = std::min(lower, box.extent[axis].lower);
        upper = std::max(upper, box.extent[axis].upper);
      }
    }
    largest = std::max(largest, upper - lower);
  }
  return largest;
}

/// The edges of patches that lie along an axis; those beyond the boxes make no plane.
void add_patch_edges(const std::vector<Patch> &patches,
                     int axis,
                     std::vector<double> &edges)
{
  const auto ends = std::minmax_element(edges.begin(), edges.end());
  if (ends.first == edges.end())
    return;
  const double lower = *ends.first, upper = *ends.second;
  for (const Patch &patch : patches)
    for (const Rectangle &rectangle : patch.rectangles)
      for (int i = 0; i < 2; ++i)
        if (axes_in(patch.on.side)[i] == axis)
          for (const double edge : {rectangle[i].lower, rectangle[i].upper})
            if (edge > lower && edge < upper)
              edges.push_back(edge);
}

std::array<std::vector<double>, 3> box_planes(const std::vector<Part> &parts,
                                              const std::vector<Patch> &patches)
{
  const double tolerance = plane_merge_fraction * largest_extent(parts);
  std::array<std::vector<double>, 3> planes;
  for (int axis = 0; axis < 3; ++axis)
  {
    std::vector<double> edges;
    for (const Part &part : parts)
    {
      for (const Box &box : part.boxes)
      {
        edges.push_back(box.extent[axis].lower);
        edges.push_back(box.extent[axis].upper);
      }
    }
    add_patch_edges(patches, axis, edges);
    planes[axis] = merged(std::move(edges), tolerance);
  }
  return planes;
}

std::optional<CaseProblem> fault_of(const std::array<std::vector<double>, 3> &planes)
{
  double count = 1.;
  for (const std::vector<double> &axis : planes)
    count *= static_cast<double>(axis.size()) - 1.;
  if (planes[0].size() < 2 || planes[1].size() < 2 || planes[2].size() < 2)
    return CaseProblem{{},
                       "the package has no part with a volume",
                       "at least one part with one box",
                       "add a part to 'package'"};
  if (count <= largest_layout)
    return std::nullopt;
  return CaseProblem{
      {},
      "the edges of the boxes make a grid of " + std::to_string(planes[0].size() - 1) +
          " x " + std::to_string(planes[1].size() - 1) + " x " +
          std::to_string(planes[2].size() - 1) + " cells",
      "at most " + std::to_string(static_cast<long>(largest_layout)) + " cells",
      "align the edges of the boxes with each other, or leave out small parts"};
}

/// The first of a row of places from `at` on that is not taken yet; the ways there become
/// shorter with every question. `next` of a free place is itself, and has one entry more
/// than there are places.
int first_free(std::vector<int> &next, int at)
{
  int end = at;
  while (next[end] != end)
    end = next[end];
  while (next[at] != end)
    at = std::exchange(next[at], end);
  return end;
}

/// Gives the cells to their parts, the last part first, so that none is given twice; rows
/// that are full are passed over.
class Painter
{
public:
  explicit Painter(PartLayout &layout)
      : layout_(layout), next_row_(layout.cells(2)),
        free_cells_(static_cast<std::size_t>(layout.cells(1)) * layout.cells(2),
                    layout.cells(0))
  {
    for (std::vector<int> &rows : next_row_)
    {
      rows.resize(layout.cells(1) + 1);
      std::iota(rows.begin(), rows.end(), 0);
    }
  }

  void paint(const Box &box, int owner)
  {
    CellPosition first{}, last{};
    for (int axis = 0; axis < 3; ++axis)
    {
      first[axis] = nearest_plane(layout_.planes[axis], box.extent[axis].lower);
      last[axis] = nearest_plane(layout_.planes[axis], box.extent[axis].upper);
    }
    for (int k = first[2]; k < last[2]; ++k)
      for (int j = first_free(next_row_[k], first[1]); j < last[1];
           j = first_free(next_row_[k], j + 1))
        paint_row(k, j, first[0], last[0], owner);
  }

private:
  void paint_row(int k, int j, int first, int last, int owner)
  {
    int *const row = layout_.part.data() + layout_.index({0, j, k});
    int &free = free_cells_[static_cast<std::size_t>(k) * layout_.cells(1) + j];
    for (int i = first; i < last; ++i)
      if (row[i] == void_part)
      {
        row[i] = owner;
        --free;
      }
    if (free == 0)
      next_row_[k][j] = j + 1;
  }

  PartLayout &layout_;
  std::vector<std::vector<int>> next_row_; ///< per layer, for first_free()
  std::vector<int> free_cells_;            ///< per row
};

/// For every fine cell along an axis the coarse cell around its middle.
std::vector<int> coarse_cells(const std::vector<double> &coarse,
                              const std::vector<double> &fine)
{
  std::vector<int> result(fine.size() - 1);
  int c = 0;
  for (std::size_t f = 0; f + 1 < fine.size(); ++f)
  {
    const double middle = 0.5 * (fine[f] + fine[f + 1]);
    while (c + 2 < static_cast<int>(coarse.size()) && coarse[c + 1] <= middle)
      ++c;
    result[f] = c;
  }
  return result;
}

} // namespace

CellPosition PartLayout::position(std::size_t index) const
{
  const auto nx = static_cast<std::size_t>(cells(0));
  const auto ny = static_cast<std::size_t>(cells(1));
  return {static_cast<int>(index % nx),
          static_cast<int>(index / nx % ny),
          static_cast<int>(index / (nx * ny))};
}

int PartLayout::part_at(const CellPosition &cell) const
{
  for (int axis = 0; axis < 3; ++axis)
  {
    if (cell[axis] < 0 || cell[axis] >= cells(axis))
      return void_part;
  }
  return part[index(cell)];
}

std::array<double, 3> PartLayout::cell_size(const CellPosition &cell) const
{
  std::array<double, 3> size{};
  for (int axis = 0; axis < 3; ++axis)
    size[axis] = planes[axis][cell[axis] + 1] - planes[axis][cell[axis]];
  return size;
}

double PartLayout::cell_volume(const CellPosition &cell) const
{
  const std::array<double, 3> size = cell_size(cell);
  return size[0] * size[1] * size[2];
}

CellPosition neighbour_of(CellPosition cell, Side side)
{
  cell[axis_of(side)] += sign_of(side);
  return cell;
}

int nearest_plane(const std::vector<double> &planes, double value)
{
  const auto above = std::lower_bound(planes.begin(), planes.end(), value);
  if (above == planes.begin())
    return 0;
  const int upper = static_cast<int>(above - planes.begin());
  if (above == planes.end() || value - planes[upper - 1] < planes[upper] - value)
    return upper - 1;
  return upper;
}

std::array<double, 3> layout_grid(const std::vector<Part> &parts,
                                  const std::vector<Patch> &patches)
{
  const std::array<std::vector<double>, 3> planes = box_planes(parts, patches);
  std::array<double, 3> cells{};
  for (int axis = 0; axis < 3; ++axis)
    cells[axis] = std::max(static_cast<double>(planes[axis].size()) - 1., 0.);
  return cells;
}

PartLayout make_part_layout(const std::vector<Part> &parts,
                            const std::vector<Patch> &patches)
{
  PartLayout layout;
  layout.planes = box_planes(parts, patches);
  layout.patches = patch_areas(parts, patches);
  if (auto fault = fault_of(layout.planes))
    throw InputError({std::move(*fault)});
  layout.part.assign(static_cast<std::size_t>(layout.cells(0)) * layout.cells(1) *
                         layout.cells(2),
                     void_part);
  Painter painter(layout);
  for (std::size_t p = parts.size(); p-- > 0;)
    for (const Box &box : parts[p].boxes)
      painter.paint(box, static_cast<int>(p));
  return layout;
}

PartLayout refine_layout(const PartLayout &layout,
                         const std::array<std::vector<double>, 3> &planes)
{
  std::array<std::vector<int>, 3> coarse;
  for (int axis = 0; axis < 3; ++axis)
    coarse[axis] = coarse_cells(layout.planes[axis], planes[axis]);
  PartLayout refined;
  refined.planes = planes;
  refined.patches = layout.patches;
  refined.part.reserve(coarse[0].size() * coarse[1].size() * coarse[2].size());
  for (const int k : coarse[2])
  {
    for (const int j : coarse[1])
    {
      for (const int i : coarse[0])
        refined.part.push_back(layout.part[layout.index({i, j, k})]);
    }
  }
  return refined;
}

double filled_cells(const PartLayout &layout)
{
  const auto empty = std::count(layout.part.begin(), layout.part.end(), void_part);
  return static_cast<double>(layout.part.size()) - static_cast<double>(empty);
}

std::vector<int> parts_at(const PartLayout &layout, const std::array<double, 3> &place)
{
  double extent = 0.;
  for (const std::vector<double> &planes : layout.planes)
    extent = std::max(extent, planes.back() - planes.front());
  const double tolerance = plane_merge_fraction * extent;
  // Per axis the first interval that holds the place, and the one behind the last.
  std::array<int, 3> begin{}, end{};
  for (int axis = 0; axis < 3; ++axis)
  {
    const std::vector<double> &planes = layout.planes[axis];
    const auto first = std::lower_bound(
                   planes.begin() + 1, planes.end(), place[axis] - tolerance),
               behind = std::upper_bound(
                   planes.begin(), planes.end() - 1, place[axis] + tolerance);
    begin[axis] = static_cast<int>(first - planes.begin()) - 1;
    end[axis] = static_cast<int>(behind - planes.begin());
  }
  std::set<int> parts;
  for (int k = begin[2]; k < end[2]; ++k)
    for (int j = begin[1]; j < end[1]; ++j)
      for (int i = begin[0]; i < end[0]; ++i)
        parts.insert(layout.part_at(i, j, k));
  parts.erase(void_part);
  return {parts.begin(), parts.end()};
}

std::vector<double> part_volumes(const PartLayout &layout, std::size_t n_parts)
{
  std::vector<double> volumes(n_parts, 0.);
  for (std::size_t c = 0; c < layout.part.size(); ++c)
  {
    // A cell has a volume, be it too small for a number.
    if (layout.part[c] != void_part)
      volumes[layout.part[c]] += std::max(layout.cell_volume(layout.position(c)),
                                          std::numeric_limits<double>::min());
  }
  return volumes;
}

std::unordered_map<std::string, int> part_indices(const std::vector<Part> &parts)
{
  std::unordered_map<std::string, int> indices;
  for (std::size_t p = 0; p < parts.size(); ++p)
    indices.emplace(parts[p].name, static_cast<int>(p));
  return indices;
}

int part_index(const std::vector<Part> &parts, const std::string &name)
{
  const auto found = std::find_if(
      parts.begin(), parts.end(), [&](const Part &part) { return part.name == name; });
  return found == parts.end() ? -1 : static_cast<int>(found - parts.begin());
}

} // namespace kelvolt
