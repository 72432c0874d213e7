#include "discretization/plane_couplings.h"

#include <deal.II/lac/lapack_full_matrix.h>
#include <deal.II/lac/vector.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace kelvolt
{

namespace
{

using Edge = PlaneCouplings::Edge;
using Matrix = dealii::LAPACKFullMatrix<double>;

/// int grad N_a . grad N_b over the triangle of a cell; the first node is held.
Matrix stiffness(const ColumnField &field, unsigned int cell)
{
  const PlaneElement &plane = field.element().plane;
  const unsigned int n = plane.n_nodes, lane = cell % lanes;
  ColumnField::GeometryBuffers buffers;
  const WedgeGeometry at = field.geometry(cell / lanes, buffers);
  Matrix S(n - 1, n - 1);
  std::vector<double> gx(n), gy(n);
  for (unsigned int q = 0; q < plane.n_points; ++q)
  {
    const double *const J = at.inverse + std::size_t(q) * 4 * lanes + lane;
    const double area = at.area[q * lanes + lane];
    for (unsigned int a = 0; a < n; ++a)
    {
      const double by_first = plane.by_first[q * n + a],
                   by_second = plane.by_second[q * n + a];
      gx[a] = J[0] * by_first + J[2 * lanes] * by_second;
      gy[a] = J[lanes] * by_first + J[3 * lanes] * by_second;
    }
    for (unsigned int a = 1; a < n; ++a)
      for (unsigned int b = 1; b < n; ++b)
        S(a - 1, b - 1) += area * (gx[a] * gx[b] + gy[a] * gy[b]);
  }
  return S;
}

/// The matrix of the edges; the first node is held.
Matrix laplacian(const std::vector<Edge> &edges, unsigned int n_nodes)
{
  Matrix L(n_nodes - 1, n_nodes - 1);
  for (const Edge &edge : edges)
  {
    for (const unsigned int node : {edge.a, edge.b})
      if (node > 0)
        L(node - 1, node - 1) += edge.w;
    if (edge.a > 0 && edge.b > 0)
    {
      L(edge.a - 1, edge.b - 1) -= edge.w;
      L(edge.b - 1, edge.a - 1) -= edge.w;
    }
  }
  return L;
}

/// Ends of the spectrum of L^-1 S, and the modes there, of which v^T L v = 1.
struct Spectrum
{
  double lowest, highest;
  dealii::Vector<double> low, high;

  double condition() const
  {
    return highest / lowest;
  }
};

Spectrum spectrum(Matrix S, const std::vector<Edge> &edges)
{
  const unsigned int n = S.m();
  Matrix L = laplacian(edges, n + 1);
  std::vector<dealii::Vector<double>> modes(n, dealii::Vector<double>(n));
  S.compute_generalized_eigenvalues_symmetric(L, modes);
  return {S.eigenvalue(0).real(), S.eigenvalue(n - 1).real(), modes.front(), modes.back()};
}

double jump(const dealii::Vector<double> &mode, const Edge &edge)
{
  return (edge.a > 0 ? mode(edge.a - 1) : 0.) - (edge.b > 0 ? mode(edge.b - 1) : 0.);
}

/// Couplings that carry the highest mode rise, those that carry the lowest fall: towards
/// the smallest condition of L^-1 S that the graph allows.
/// @param now of the edges, before and after
void fit(const Matrix &S, std::vector<Edge> &edges, Spectrum &now)
{
  constexpr unsigned int n_steps = 20;
  std::vector<Edge> changed = edges;
  Spectrum of_changed = now;
  for (unsigned int step = 0; step < n_steps; ++step)
  {
    const double pace = 0.5 / (1. + 0.05 * step);
    for (Edge &edge : changed)
    {
      const double high = jump(of_changed.high, edge), low = jump(of_changed.low, edge);
      edge.w *= std::exp(pace * edge.w * (high * high - low * low));
    }
    of_changed = spectrum(S, changed);
    if (of_changed.condition() < now.condition())
    {
      now = of_changed;
      edges = changed;
    }
  }
}

/// Where a triangle may differ from the linear ones between its nodes by more than a
/// straight one with moderate angles does.
bool is_bent(const PlaneMesh &mesh,
             const PlaneMesh::Triangle &triangle,
             double least_weight)
{
  constexpr double flat = -1., // of half a cotangent: an angle of 153 degrees
      high_arc = 0.1;          // of the triangle's height
  bool bent = least_weight < flat;
  const double twice_area = 2. * mesh.area(triangle);
  for (unsigned int s = 0; s < 3; ++s)
  {
    const PlaneCurve side = mesh.side(triangle, s);
    const PlanePoint chord = side.to - side.from;
    bent = bent || 0.5 * std::abs(side.bulge) * dot(chord, chord) > high_arc * twice_area;
  }
  return bent;
}

/// @param weights of all edges, the negative ones too
void bring_closer(const Matrix &S,
                  const std::map<std::pair<unsigned int, unsigned int>, double> &weights,
                  std::vector<Edge> &edges)
{
  // Straight triangles have conditions up to 10, and their highest eigenvalue is near 2, as
  // is that along z.
  constexpr double worst_condition = 12., usual_highest = 2.1, least = 0.01;
  Spectrum now = spectrum(S, edges);
  if (now.condition() > worst_condition)
  {
    for (const auto &[ends, w] : weights)
      if (w <= 0.)
        edges.push_back({ends.first, ends.second, least});
    now = spectrum(S, edges);
    fit(S, edges, now);
  }
  for (Edge &edge : edges)
    edge.w *= std::max(1., now.highest / usual_highest);
}

} // namespace

PlaneCouplings plane_couplings(const ColumnField &field, unsigned int cell)
{
  const PlaneElement &plane = field.element().plane;
  std::vector<PlanePoint> at;
  for (unsigned int a = 0; a < plane.n_nodes; ++a)
  {
    const auto place = field.node_position(cell, a, 0);
    at.push_back({place[0], place[1]});
  }
  PlaneCouplings result;
  result.area.assign(plane.n_nodes, 0.);
  std::map<std::pair<unsigned int, unsigned int>, double> weights;
  for (const auto &piece : plane.pieces)
  {
    // Strongly bent ones may fold over though the element does not.
    const double twice =
        std::abs(cross(at[piece[1]] - at[piece[0]], at[piece[2]] - at[piece[0]]));
    for (unsigned int i = 0; i < 3; ++i)
    {
      const unsigned int a = piece[(i + 1) % 3], b = piece[(i + 2) % 3];
      result.area[piece[i]] += twice / 6.;
      // Half the cotangent of the angle at the opposite node.
      weights[std::minmax(a, b)] +=
          0.5 * dot(at[a] - at[piece[i]], at[b] - at[piece[i]]) / twice;
    }
  }
  double least = 0.;
  for (const auto &[ends, w] : weights)
  {
    least = std::min(least, w);
    if (w > 0.)
      result.edges.push_back({ends.first, ends.second, w});
  }
  const PlaneMesh &mesh = field.layout().plane;
  if (is_bent(mesh, mesh.triangles[field.cells()[cell].column], least))
    bring_closer(stiffness(field, cell), weights, result.edges);
  return result;
}

} // namespace kelvolt
