#include "output/arc_shifts.h"

#include <deal.II/base/polynomial.h>
#include <deal.II/base/quadrature_lib.h>

namespace kelvolt
{

namespace
{

/// Between a curve and its chord, and by how much it grows where all nodes but the ends
/// move along a direction.
struct Enclosed
{
  double area = 0., growth = 0.;
};

/// Of the polynomial x(t) through the nodes. With x + s b n in its place, b the sum of the
/// inner nodes' polynomials, the area
///     1/2 int x cross x' dt   becomes larger by   s int b n cross x' dt:
/// b is zero at the ends, and n cross n is zero.
Enclosed by_polynomial(const std::vector<PlanePoint> &nodes, const PlanePoint &direction)
{
  const unsigned int p = nodes.size() - 1;
  const auto basis = dealii::Polynomials::LagrangeEquidistant::generate_complete_basis(p);
  const dealii::QGauss<1> points(p + 1);
  Enclosed result;
  for (unsigned int q = 0; q < points.size(); ++q)
  {
    PlanePoint place{}, slope{};
    double inner = 0.;
    for (unsigned int i = 0; i <= p; ++i)
    {
      std::vector<double> value(2);
      basis[i].value(points.point(q)[0], value);
      place = place + value[0] * nodes[i];
      slope = slope + value[1] * nodes[i];
      inner += i == 0 || i == p ? 0. : value[0];
    }
    result.area += 0.5 * points.weight(q) * cross(place, slope);
    result.growth += points.weight(q) * inner * cross(direction, slope);
  }
  return result;
}

/// Of the chords from node to node.
Enclosed by_chords(const std::vector<PlanePoint> &nodes, const PlanePoint &direction)
{
  Enclosed result;
  for (std::size_t k = 1; k + 1 < nodes.size(); ++k)
  {
    result.area += 0.5 * cross(nodes[k], nodes[k + 1]);
    result.growth += 0.5 * cross(direction, nodes[k + 1] - nodes[k - 1]);
  }
  return result;
}

/// Of the nodes between the ends, at the shares 1/p to (p-1)/p of the arc.
PlanePoint shift_on_arc(const PlaneCurve &arc, unsigned int p, ArcPiece drawn)
{
  const PlanePoint chord = arc.to - arc.from;
  const PlanePoint right =
      1. / distance(arc.from, arc.to) * PlanePoint{chord[1], -chord[0]};
  std::vector<PlanePoint> nodes;
  for (unsigned int k = 0; k <= p; ++k)
    nodes.push_back(arc.at(double(k) / p) - arc.from);
  const Enclosed found =
      drawn == ArcPiece::polynomial ? by_polynomial(nodes, right) : by_chords(nodes, right);
  const double due = PlaneCurve{{0., 0.}, chord, arc.bulge}.area_term();
  return (due - found.area) / found.growth * right;
}

} // namespace

std::vector<PlanePoint> shifts_on_arcs(const PlaneMesh &plane,
                                       const PlaneMesh::Triangle &triangle,
                                       const SplitTriangle &split,
                                       ArcPiece drawn)
{
  std::vector<PlanePoint> result(split.n_nodes, PlanePoint{0., 0.});
  for (unsigned int s = 0; s < 3; ++s)
  {
    const PlaneCurve side = plane.side(triangle, s);
    const std::vector<unsigned int> &nodes = split.side_nodes[s];
    const unsigned int p = (nodes.size() - 1) / 2;
    if (side.is_straight())
      continue;
    if (p == 1)
    {
      result[nodes[1]] = shift_on_arc(side, 2, ArcPiece::chords);
      continue;
    }
    for (unsigned int half = 0; half < 2; ++half)
    {
      const PlanePoint shift =
          shift_on_arc(side.piece(0.5 * half, 0.5 * (half + 1)), p, drawn);
      for (unsigned int k = 1; k < p; ++k)
        result[nodes[half * p + k]] = shift;
    }
  }
  return result;
}

} // namespace kelvolt
