#pragma once

#include "case/plane_curve.h"

#include <array>
#include <iosfwd>
#include <vector>

namespace kelvolt
{

/// Triangles in the plane, whose sides are straight or arcs.
struct PlaneMesh
{
  struct Triangle
  {
    std::array<unsigned int, 3> corner{}; ///< anticlockwise
    unsigned int face = 0;                ///< of the arrangement that it lies in
    /// Of the sides from corner 0 to 1, 1 to 2 and 2 to 0, see PlaneCurve.
    std::array<double, 3> bulge{};
  };

  std::vector<PlanePoint> nodes;
  std::vector<Triangle> triangles;

  PlaneCurve side(const Triangle &triangle, unsigned int s) const
  {
    return {
        nodes[triangle.corner[s]], nodes[triangle.corner[(s + 1) % 3]], triangle.bulge[s]};
  }
  /// Exact, also with arcs.
  double area(const Triangle &triangle) const;
  /// Anything within, far from the sides.
  PlanePoint centre(const Triangle &triangle) const;
};

/// A point of a triangle by its barycentric coordinates l1 and l2 (those of corners 1 and
/// 2), and the derivatives of the place by them. Sides that are arcs are followed exactly:
/// what they lie beside their chord is carried into the triangle (Szabo and Babuska, Finite
/// element analysis, 1991, section 6.2).
struct PlaneMap
{
  PlanePoint place{}, by_first{}, by_second{};

  double determinant() const
  {
    return cross(by_first, by_second);
  }
};
PlaneMap
map_at(const PlaneMesh &mesh, const PlaneMesh::Triangle &triangle, double l1, double l2);

/// Smallest over largest determinant of the map; zero or below: the triangle folds over.
/// A cusp does not count, a corner where two sides touch: there the map ends, it does not
/// turn over.
double shape_ratio(const PlaneMesh &mesh, const PlaneMesh::Triangle &triangle);

/// What straightening did.
struct Straightening
{
  unsigned int sides = 0;
  /// Area between the arcs and the straight sides in their place [m2].
  double area = 0.;
};

/// Of a triangle that may stay; below, an arc spoils it.
constexpr double least_shape_ratio = 0.02;

/// Makes arcs straight, on both sides of each, where they spoil a triangle.
Straightening straighten(PlaneMesh &mesh);

/// The mesh as text, with all digits.
void write(std::ostream &stream, const PlaneMesh &mesh);
/// @throws std::runtime_error if it is none
PlaneMesh read_plane_mesh(std::istream &stream);

} // namespace kelvolt
