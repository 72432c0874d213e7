#pragma once

#include <array>
#include <cstddef>

namespace kelvolt
{

/// One-dimensional tables of the Lagrange element of degree p on its Gauss-Lobatto nodes,
/// with p+1 Gauss points; three of them in tensor product make the hexahedron. All on
/// [0,1].
struct ReferenceElement
{
  /// Two more than a case may ask for: error estimates work one and two degrees up.
  static constexpr unsigned int max_degree = 6;
  static constexpr unsigned int max_n = max_degree + 1;
  using Matrix = std::array<double, std::size_t(max_n) * max_n>; ///< row-major, n x n used

  explicit ReferenceElement(unsigned int degree);

  unsigned int degree;                     ///< p, 1 to max_degree
  unsigned int n;                          ///< p+1: nodes and Gauss points per direction
  std::array<double, max_n> node{};        ///< Gauss-Lobatto nodes
  std::array<double, max_n> node_weight{}; ///< Gauss-Lobatto weights
  std::array<double, max_n> point{};       ///< Gauss points
  std::array<double, max_n> weight{};      ///< Gauss weights
  Matrix value{};    ///< value[q*n+i]: shape function i at Gauss point q
  Matrix gradient{}; ///< gradient[q*n+r]: derivative at Gauss point q of the Lagrange
                     ///< polynomial that is 1 at Gauss point r
  std::array<double, max_n> end_slope{}; ///< derivative at 1 of shape function i; that at
                                         ///< 0 of i is -end_slope[p-i]

  unsigned int n_cubed() const
  {
    return n * n * n;
  }
};

} // namespace kelvolt
