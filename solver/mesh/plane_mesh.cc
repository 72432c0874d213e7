#include "plane_mesh.h"

#include <fmt/format.h>

#include <algorithm>
#include <istream>
#include <map>
#include <ostream>
#include <stdexcept>
#include <string>

namespace kelvolt
{

namespace
{

/// What an arc lies beside its chord, over (1 - x^2) / 4, and its derivative by x; x from
/// -1 at its beginning to 1.
struct Bow
{
  PlanePoint value{}, slope{};
};

Bow bow_at(const PlaneCurve &arc, double x)
{
  // In the frame of the chord, half of which is 1: (sin(a x)/sin(a), (cos(a x) - cos(a)) /
  // sin(a)), a half the angle. Both minus the chord vanish at the ends.
  const double a = 0.5 * arc.angle(), sine = std::sin(a), cosine = std::cos(a);
  const PlanePoint half = 0.5 * (arc.to - arc.from), right{half[1], -half[0]};
  const double weight = 0.25 * (1. - x) * (1. + x);
  double along, across, along_slope, across_slope;
  constexpr double near_end = 1e-3;
  if (weight > near_end)
  {
    const double weight_slope = -0.5 * x;
    const double f = std::sin(a * x) / sine - x, g = (std::cos(a * x) - cosine) / sine;
    const double df = a * std::cos(a * x) / sine - 1., dg = -a * std::sin(a * x) / sine;
    along = f / weight;
    across = g / weight;
    along_slope = (df - along * weight_slope) / weight;
    across_slope = (dg - across * weight_slope) / weight;
  }
  else
  {
    // Taylor's series about the end e, in d = x - e: f = f1 d + f2 d^2 / 2 + f3 d^3 / 6,
    // weight = -e d / 2 (1 + e d / 2).
    const double e = x > 0. ? 1. : -1., d = x - e;
    const double f1 = a * cosine / sine - 1., f2 = -a * a * e,
                 f3 = -a * a * a * cosine / sine, f4 = a * a * a * a * e;
    const double g1 = -a * e, g2 = -a * a * cosine / sine, g3 = a * a * a * e,
                 g4 = a * a * a * a * cosine / sine;
    const auto quotient = [&](double c1, double c2, double c3, double c4)
    {
      const double top = c1 + d * (c2 / 2. + d * (c3 / 6. + d * c4 / 24.)),
                   top_slope = c2 / 2. + d * (c3 / 3. + d * c4 / 8.);
      const double bottom = -0.5 * e * (1. + 0.5 * e * d), bottom_slope = -0.25;
      return std::array{top / bottom, (top_slope - top / bottom * bottom_slope) / bottom};
    };
    const auto first = quotient(f1, f2, f3, f4), second = quotient(g1, g2, g3, g4);
    along = first[0];
    along_slope = first[1];
    across = second[0];
    across_slope = second[1];
  }
  return {along * half + across * right, along_slope * half + across_slope * right};
}

constexpr const char *file_head = "kelvolt plane mesh 1";

} // namespace

double PlaneMesh::area(const Triangle &triangle) const
{
  double sum = 0.;
  const PlanePoint &origin = nodes[triangle.corner[0]];
  for (unsigned int s = 0; s < 3; ++s)
  {
    const PlaneCurve one = side(triangle, s);
    sum += PlaneCurve{one.from - origin, one.to - origin, one.bulge}.area_term();
  }
  return sum;
}

PlanePoint PlaneMesh::centre(const Triangle &triangle) const
{
  return map_at(*this, triangle, 1. / 3., 1. / 3.).place;
}

PlaneMap
map_at(const PlaneMesh &mesh, const PlaneMesh::Triangle &triangle, double l1, double l2)
{
  const std::array<double, 3> l{1. - l1 - l2, l1, l2};
  // Derivatives of l by l1 and by l2.
  constexpr double by[3][2] = {{-1., -1.}, {1., 0.}, {0., 1.}};
  PlaneMap map;
  for (unsigned int i = 0; i < 3; ++i)
  {
    const PlanePoint &corner = mesh.nodes[triangle.corner[i]];
    map.place = map.place + l[i] * corner;
    map.by_first = map.by_first + by[i][0] * corner;
    map.by_second = map.by_second + by[i][1] * corner;
  }
  for (unsigned int s = 0; s < 3; ++s)
  {
    if (triangle.bulge[s] == 0.)
      continue;
    const unsigned int a = s, b = (s + 1) % 3;
    const Bow bow = bow_at(mesh.side(triangle, s), l[b] - l[a]);
    map.place = map.place + l[a] * l[b] * bow.value;
    const auto slope = [&](unsigned int d)
    {
      return (by[a][d] * l[b] + l[a] * by[b][d]) * bow.value +
             l[a] * l[b] * (by[b][d] - by[a][d]) * bow.slope;
    };
    map.by_first = map.by_first + slope(0);
    map.by_second = map.by_second + slope(1);
  }
  return map;
}

double shape_ratio(const PlaneMesh &mesh, const PlaneMesh::Triangle &triangle)
{
  constexpr int steps = 4;
  constexpr double cusp = 1e-9;
  double least = 1e300, most = -1e300, at_corners = 1e300;
  for (int i = 0; i <= steps; ++i)
    for (int j = 0; i + j <= steps; ++j)
    {
      const double det =
          map_at(mesh, triangle, double(i) / steps, double(j) / steps).determinant();
      const bool is_corner = i == steps || j == steps || i + j == 0;
      (is_corner ? at_corners : least) = std::min(is_corner ? at_corners : least, det);
      most = std::max(most, det);
    }
  if (std::abs(at_corners) > cusp * most)
    least = std::min(least, at_corners);
  return most > 0. ? least / most : -1.;
}

Straightening straighten(PlaneMesh &mesh)
{
  Straightening result;
  // Both triangles beside a side.
  using Ends = std::pair<unsigned int, unsigned int>;
  std::map<Ends, std::vector<double *>> bulges;
  for (PlaneMesh::Triangle &triangle : mesh.triangles)
    for (unsigned int s = 0; s < 3; ++s)
      if (triangle.bulge[s] != 0.)
        bulges[std::minmax(triangle.corner[s], triangle.corner[(s + 1) % 3])].push_back(
            &triangle.bulge[s]);
  // A neighbour may be spoilt by none of its own sides but by what is made straight here.
  for (bool any = true; any;)
  {
    any = false;
    for (PlaneMesh::Triangle &triangle : mesh.triangles)
    {
      if (triangle.bulge == std::array{0., 0., 0.} ||
          shape_ratio(mesh, triangle) >= least_shape_ratio)
        continue;
      any = true;
      for (unsigned int s = 0; s < 3; ++s)
      {
        if (triangle.bulge[s] == 0.)
          continue;
        const PlaneCurve arc = mesh.side(triangle, s);
        const PlaneCurve from_start{{0., 0.}, arc.to - arc.from, arc.bulge};
        result.area += std::abs(from_start.area_term());
        ++result.sides;
        for (double *const bulge :
             bulges[std::minmax(triangle.corner[s], triangle.corner[(s + 1) % 3])])
          *bulge = 0.;
      }
    }
  }
  return result;
}

void write(std::ostream &stream, const PlaneMesh &mesh)
{
  stream << file_head << '\n' << mesh.nodes.size() << ' ' << mesh.triangles.size() << '\n';
  for (const PlanePoint &node : mesh.nodes)
    stream << fmt::format("{} {}\n", node[0], node[1]);
  for (const PlaneMesh::Triangle &t : mesh.triangles)
    stream << fmt::format("{} {} {} {} {} {} {}\n",
                          t.corner[0],
                          t.corner[1],
                          t.corner[2],
                          t.face,
                          t.bulge[0],
                          t.bulge[1],
                          t.bulge[2]);
}

PlaneMesh read_plane_mesh(std::istream &stream)
{
  std::string head;
  std::size_t n_nodes = 0, n_triangles = 0;
  std::getline(stream, head);
  stream >> n_nodes >> n_triangles;
  PlaneMesh mesh;
  if (head == file_head && stream)
  {
    for (std::size_t i = 0; i < n_nodes && stream; ++i)
    {
      mesh.nodes.emplace_back();
      stream >> mesh.nodes.back()[0] >> mesh.nodes.back()[1];
    }
    for (std::size_t i = 0; i < n_triangles && stream; ++i)
    {
      PlaneMesh::Triangle t;
      stream >> t.corner[0] >> t.corner[1] >> t.corner[2] >> t.face;
      stream >> t.bulge[0] >> t.bulge[1] >> t.bulge[2];
      for (const unsigned int corner : t.corner)
        if (corner >= n_nodes)
          stream.setstate(std::ios::failbit);
      mesh.triangles.push_back(t);
    }
  }
  if (head != file_head || !stream)
    throw std::runtime_error("A plane mesh is not complete.");
  return mesh;
}

} // namespace kelvolt
