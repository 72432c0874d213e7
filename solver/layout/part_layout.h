#pragma once

#include "case/case.h"
#include "case/case_problem.h"
#include "case/surface_name.h"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

/// @file
/// The package as a tensor-product grid of cells, each owned by one part or by
/// nothing.

namespace kelvolt
{

/// Owner of a cell that no part covers, and of everything outside the grid.
constexpr int void_part = -1;

/// In place of the index of a patch: the whole side.
constexpr int no_patch = -1;

/// Planes closer than this fraction of the package's largest extent are one plane: far
/// above the round-off of unit conversion (1.07 mm reached as 1.0 mm + 70 um), far below
/// any layer.
constexpr double plane_merge_fraction = 1e-9;

/// Largest number of grid cells, void included, that make_part_layout() accepts: 200 MB.
constexpr double largest_layout = 5e7;

/// Position of a cell in the grid: 0 to cells(axis) - 1 per axis.
using CellPosition = std::array<int, 3>;

/// Position of a grid point: 0 to cells(axis) per axis.
using PointPosition = std::array<int, 3>;

/// Where a Patch of the case lies: in these rectangles, or, without any, on all of the
/// side; and not in those that it leaves out.
struct PatchArea
{
  std::string name;
  int part = void_part;
  Side side = Side::top;
  std::vector<Rectangle> rectangles;
  std::vector<Rectangle> except;

  /// Whether it holds a place on its side, that has these coordinates x, y, z.
  bool contains(const std::array<double, 3> &place) const;
};

struct PartLayout
{
  /// Strictly rising coordinates [m] per axis x, y, z; two or more per axis.
  std::array<std::vector<double>, 3> planes;
  /// Index into Case::parts per cell, x fastest, then y; void_part where nothing is.
  std::vector<int> part;
  /// Those of the case, in its order. Their edges lie on planes, so that every face of a
  /// cell is on a patch or beside it.
  std::vector<PatchArea> patches{};

  int cells(int axis) const
  {
    return static_cast<int>(planes[axis].size()) - 1;
  }

  std::size_t index(const CellPosition &cell) const
  {
    return (static_cast<std::size_t>(cell[2]) * cells(1) + cell[1]) * cells(0) + cell[0];
  }

  /// A number of the grid point, different for each.
  std::size_t point_index(const PointPosition &point) const
  {
    return (static_cast<std::size_t>(point[2]) * planes[1].size() + point[1]) *
               planes[0].size() +
           point[0];
  }

  /// Inverse of index().
  CellPosition position(std::size_t index) const;

  /// Owner of the cell; void_part for a position outside the grid.
  int part_at(int i, int j, int k) const
  {
    return part_at(CellPosition{i, j, k});
  }
  int part_at(const CellPosition &cell) const;

  /// Whether the face of a cell of the patch's part, on its side, is on the patch.
  bool on_patch(int patch, const CellPosition &cell) const;

  /// Edge lengths [m] of the cell.
  std::array<double, 3> cell_size(const CellPosition &cell) const;

  /// [m3]
  double cell_volume(const CellPosition &cell) const;
};

/// A face of a cell.
struct LayoutFace
{
  CellPosition cell;         ///< the cell on the inner side
  int neighbour = void_part; ///< part beyond the face, void_part if it is exposed
  double area = 0.;          ///< [m2]
  Side side = Side::top;     ///< outward direction
};

constexpr std::array<Side, 6> all_sides{Side::left,
                                        Side::right,
                                        Side::front,
                                        Side::back,
                                        Side::bottom,
                                        Side::top};

/// The side whose outward normal points along the axis, upwards or downwards.
constexpr Side side_towards(int axis, bool upwards)
{
  return static_cast<Side>(2 * axis + (upwards ? 1 : 0));
}

/// The position next to `cell` across `side`; it may lie outside the grid.
CellPosition neighbour_of(CellPosition cell, Side side);

/// Index of the plane nearest to the coordinate: the plane of a box's edge, whatever it was
/// merged with.
int nearest_plane(const std::vector<double> &planes, double coordinate);

/// Number of cells per axis, void included, of the grid that the boxes make; found without
/// laying it out.
std::array<double, 3> layout_grid(const std::vector<Part> &parts,
                                  const std::vector<Patch> &patches = {});

/// The places of patches; void_part for one whose part is not known.
std::vector<PatchArea> patch_areas(const std::vector<Part> &parts,
                                   const std::vector<Patch> &patches);

/// All edges of boxes and patches as planes, near-equal ones merged (plane_merge_fraction);
/// later parts take the cells of earlier ones. Costs the cells of the grid and the rows of
/// the boxes, however many boxes lie over each other.
/// @throws InputError if the grid would exceed largest_layout cells, or without any box.
PartLayout make_part_layout(const std::vector<Part> &parts,
                            const std::vector<Patch> &patches = {});

/// The layout on a superset of its planes: every old plane is kept (exactly or within
/// plane_merge_fraction of an axis' extent), every new cell belongs to the part around it.
PartLayout refine_layout(const PartLayout &layout,
                         const std::array<std::vector<double>, 3> &planes);

/// The faces with outward direction `side` of cells of the part whose neighbour is not of
/// that part. These are the faces of the surface `PART.side`.
std::vector<LayoutFace> surface_faces(const PartLayout &layout, int part, Side side);

/// The same by the name of the surface, which has been checked.
std::vector<LayoutFace> surface_faces(const PartLayout &layout,
                                      const std::vector<Part> &parts,
                                      const SurfaceName &surface);

/// A surface, by the index of its part and that of its patch in PartLayout::patches.
struct PartSide
{
  int part = void_part;
  Side side = Side::top;
  int patch = no_patch;

  friend bool operator<(const PartSide &a, const PartSide &b)
  {
    return std::tie(a.part, a.side, a.patch) < std::tie(b.part, b.side, b.patch);
  }
};

/// The surface of this name, whose part has this index.
PartSide part_side(const PartLayout &layout, int part, const SurfaceName &surface);

/// surface_faces() of many surfaces, each only once, in one pass.
std::map<PartSide, std::vector<LayoutFace>>
faces_of_surfaces(const PartLayout &layout, const std::vector<PartSide> &surfaces);

/// The four corners of a face.
std::array<PointPosition, 4> face_corners(const LayoutFace &face);

/// Number of cells that a part owns.
double filled_cells(const PartLayout &layout);

/// The parts, rising, that hold a place: its inside or its surface, give or take
/// plane_merge_fraction of the package's extent. None outside the package.
std::vector<int> parts_at(const PartLayout &layout, const std::array<double, 3> &place);

/// Volume [m3] per part, `n_parts` entries.
std::vector<double> part_volumes(const PartLayout &layout, std::size_t n_parts);

/// Index of the named part in Case::parts, -1 if there is none.
int part_index(const std::vector<Part> &parts, const std::string &name);

/// part_index() of every name, for many questions.
std::unordered_map<std::string, int> part_indices(const std::vector<Part> &parts);

} // namespace kelvolt
