#pragma once

#include <array>

namespace kelvolt
{

/// A cell and an edge in the plane across the edge: gap and size along both axes [m].
struct BesideEdge
{
  std::array<double, 2> gap{}, size{};
};

/// How far along any axis an edge is felt by cells that do not touch it, in multiples of
/// their larger size.
constexpr double edge_reach = 0.5;

/// What an edge of the exponent s is for a cell beside it. Flat cells that lie close to an
/// edge, measured by their longer side, resolve it as badly as those that touch it.
///
/// Along an axis of the cell the field is analytic but for points as far from its ends as
/// the edge is; an error falls with the degree p like rho^(-2 p) (L. N. Trefethen,
/// Approximation theory and approximation practice, 2013, chapter 8), where the smaller one
/// counts of both axes:
///
///     rho + 1 / rho = 2 (sum of the distances from the edge to both ends) / size
///
/// The exponent of an edge at which it falls as much from p to p + 1 is, see left_out(),
///
///     s = ln rho / (2 ln((p + 3/2) / (p + 1/2)))
///
/// if that is larger; regular_exponent from there on. A cell that touches the edge, without
/// gaps, has the edge's own.
double exponent_beside(double exponent, unsigned int degree, const BesideEdge &cell);

} // namespace kelvolt
