#pragma once

#include <array>
#include <vector>

namespace kelvolt
{

/// Nodes of a triangle that its neighbours share.
struct PlaneNodes
{
  unsigned int degree = 0; ///< along z: one node more
  unsigned int n_nodes = 0;
  /// The nodes along side s, from corner s to corner s + 1.
  std::array<std::vector<unsigned int>, 3> side_nodes;
  /// Those within.
  std::vector<unsigned int> inner_nodes;
};

/// Tables of the Lagrange triangle of degree p with Gauss points. A place within is told by
/// its barycentric coordinates l1 and l2. Nodes lie on the lattice of the triangle, node
/// (i, j) with l1 near i/p and l2 near j/p, rows of j one after the other; along the sides
/// they are the Gauss-Lobatto nodes, as in ReferenceElement.
struct PlaneElement : PlaneNodes
{
  /// One more than a case may ask for: error estimates work one degree up.
  static constexpr unsigned int max_degree = 5;
  static constexpr unsigned int max_nodes = (max_degree + 1) * (max_degree + 2) / 2;
  static constexpr unsigned int max_points = (max_degree + 1) * (max_degree + 1);

  explicit PlaneElement(unsigned int degree);

  unsigned int n_points; ///< (p+1)^2; exact up to degree 2p+1
  std::vector<std::array<double, 2>> node, point;
  std::vector<double> weight; ///< of the points; their sum is 1/2

  /// [point][node]: the shape functions, and their derivatives by l1 and l2.
  std::vector<double> value, by_first, by_second;

  /// The triangles between neighbouring nodes, p^2 of them.
  std::vector<std::array<unsigned int, 3>> pieces;

  /// Gauss points along a side, from 0 to 1, and their weights; p+1.
  std::vector<double> side_point, side_weight;
  /// [side][point][node], as above
  std::array<std::vector<double>, 3> side_value, side_by_first, side_by_second;

  /// Where a point of a side lies.
  static std::array<double, 2> on_side(unsigned int side, double t);

  /// The shape functions at a place.
  std::vector<double> values_at(double l1, double l2) const;

private:
  struct Shapes
  {
    std::vector<double> value, by_first, by_second;
  };
  void make_nodes();
  void make_points();
  void make_tables();
  Shapes bernstein(double l1, double l2) const;
  Shapes shapes(double l1, double l2) const;
  unsigned int index(unsigned int i, unsigned int j) const;

  std::vector<double> inverse_; ///< Bernstein coefficients of the shape functions
};

} // namespace kelvolt
