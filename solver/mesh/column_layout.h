#pragma once

#include "case/case.h"
#include "mesh/plane_mesh.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace kelvolt
{

/// Cells over triangles of the plane, between planes along z: the mesh of a package with
/// slanted and round edges. A column is all that lies over one triangle; its cells are its
/// slabs, from below.
struct ColumnLayout
{
  static constexpr int void_part = -1;

  PlaneMesh plane;
  std::vector<double> z; ///< planes, rising
  std::vector<int> part; ///< [column][slab]: index in Case::parts, or void_part
  /// Of each patch of the case by its name, the faces of the arrangement that it covers:
  /// the triangles of these (PlaneMesh::Triangle::face).
  std::map<std::string, std::set<unsigned int>> patches{};

  unsigned int n_columns() const
  {
    return plane.triangles.size();
  }
  unsigned int n_slabs() const
  {
    return z.size() - 1;
  }
  int part_at(unsigned int column, int slab) const
  {
    return slab < 0 || slab >= static_cast<int>(n_slabs())
               ? void_part
               : part[std::size_t(column) * n_slabs() + slab];
  }
  double volume(unsigned int column, unsigned int slab) const
  {
    return plane.area(plane.triangles[column]) * (z[slab + 1] - z[slab]);
  }
};

/// A face of a cell: sides 0 to 2 of its triangle, bottom or top.
struct ColumnFace
{
  static constexpr unsigned int bottom = 3, top = 4;

  unsigned int column = 0, slab = 0, face = 0;
  bool exposed = true; ///< to the outside of the package
};

/// Which faces of a part are meant.
enum class ColumnSide
{
  bottom,
  top,
  side ///< all around
};

/// A face between cells of two parts, seen from both. Nodes along a side of a triangle come
/// in the opposite order in the triangle beyond.
struct ColumnFacePair
{
  ColumnFace first, second;
};

/// The outlines of all parts: rings of boxes and prisms; and of patches on bottoms and
/// tops.
std::vector<PlaneCurve> plane_curves(const std::vector<Part> &parts,
                                     const std::vector<Patch> &patches = {});

/// The outline of a patch on a bottom or a top.
Outline outline_of(const Patch &patch);

/// The heights at which parts begin and end, near-equal ones once.
std::vector<double> height_planes(const std::vector<Part> &parts);

/// The part of each cell: of the parts that hold it, the last one. All triangles of one
/// face of the arrangement belong to the same parts and patches.
/// @param z a superset of height_planes()
ColumnLayout make_column_layout(const std::vector<Part> &parts,
                                PlaneMesh plane,
                                std::vector<double> z,
                                const std::vector<Patch> &patches = {});

/// The triangle beyond each side, [column][side]; no_column outside.
std::vector<std::array<unsigned int, 3>> neighbours(const PlaneMesh &plane);
constexpr unsigned int no_column = -1;

/// The faces of the part on that side whose neighbour is not of that part.
/// @param is_meant of the sides around, which ones; empty: all
std::vector<ColumnFace>
surface_faces(const ColumnLayout &layout,
              int part,
              ColumnSide side,
              const std::function<bool(const PlaneCurve &)> &is_meant = {});

/// The faces between two parts.
std::vector<ColumnFacePair>
faces_between(const ColumnLayout &layout, int first, int second);

/// The corners of a face: node of the plane, and plane along z.
std::vector<std::array<unsigned int, 2>> corners_of(const ColumnLayout &layout,
                                                    const ColumnFace &face);

/// The faces of a surface that a case names.
std::vector<ColumnFace> surface_faces(const ColumnLayout &layout,
                                      const std::vector<Part> &parts,
                                      const SurfaceName &surface);

/// Those on which a law acts: of some laws those alone behind which nothing lies.
std::vector<ColumnFace> cooled_faces(const ColumnLayout &layout,
                                     const std::vector<Part> &parts,
                                     const Cooling &cooling);

} // namespace kelvolt
