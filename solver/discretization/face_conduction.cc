#include "discretization/face_conduction.h"

#include "discretization/face_nodes.h"

namespace kelvolt
{
namespace
{

/// Derivative towards the outside by the height of a cell at one of its ends, of the nodes
/// along a line. @param u called with 0 to p
template <typename Values>
double slope_outward(const ReferenceElement &line, bool at_end, const Values &u)
{
  double sum = 0.;
  for (unsigned int i = 0; i < line.n; ++i)
    sum += line.end_slope[at_end ? i : line.degree - i] * u(i);
  return sum;
}

/// The bottom or the top of a wedge.
double
through_flat(const ColumnField &field, unsigned int cell, bool is_top, const Vector &u)
{
  const PlaneElement &plane = field.element().plane;
  std::vector<double> slope;
  for (unsigned int a = 0; a < plane.n_nodes; ++a)
    slope.push_back(slope_outward(field.element().line,
                                  is_top,
                                  [&](unsigned int i)
                                  { return u.local_element(field.node_dof(cell, a, i)); }));
  double sum = 0.;
  for (unsigned int q = 0; q < plane.n_points; ++q)
    for (unsigned int a = 0; a < plane.n_nodes; ++a)
      sum += field.point_area(cell, q) * plane.value[q * plane.n_nodes + a] * slope[a];
  return sum / field.height(cell);
}

/// Means along z of a wedge's nodes.
std::vector<double>
means_along_z(const ColumnField &field, unsigned int cell, const Vector &u)
{
  const ReferenceElement &line = field.element().line;
  std::vector<double> mean(field.element().plane.n_nodes, 0.);
  for (unsigned int a = 0; a < mean.size(); ++a)
    for (unsigned int i = 0; i < line.n; ++i)
      mean[a] += line.node_weight[i] * u.local_element(field.node_dof(cell, a, i));
  return mean;
}

/// An upright side of a wedge.
double through_side(const ColumnField &field,
                    unsigned int cell,
                    unsigned int side,
                    const std::array<double, 3> &k,
                    const Vector &u)
{
  const PlaneElement &plane = field.element().plane;
  const PlaneMesh &mesh = field.layout().plane;
  const PlaneMesh::Triangle &triangle = mesh.triangles[field.cells()[cell].column];
  const std::vector<double> mean = means_along_z(field, cell, u);
  const auto from = PlaneElement::on_side(side, 0.), to = PlaneElement::on_side(side, 1.);
  double sum = 0.;
  for (unsigned int q = 0; q < plane.side_point.size(); ++q)
  {
    double by_first = 0., by_second = 0.;
    for (unsigned int a = 0; a < plane.n_nodes; ++a)
    {
      by_first += plane.side_by_first[side][q * plane.n_nodes + a] * mean[a];
      by_second += plane.side_by_second[side][q * plane.n_nodes + a] * mean[a];
    }
    const auto [l1, l2] = PlaneElement::on_side(side, plane.side_point[q]);
    const PlaneMap map = map_at(mesh, triangle, l1, l2);
    const double det = map.determinant(),
                 dx = (by_first * map.by_second[1] - by_second * map.by_first[1]) / det,
                 dy = (by_second * map.by_first[0] - by_first * map.by_second[0]) / det;
    // Corners run counterclockwise: outward is to the right of the side.
    const double along_1 = to[0] - from[0], along_2 = to[1] - from[1],
                 tx = along_1 * map.by_first[0] + along_2 * map.by_second[0],
                 ty = along_1 * map.by_first[1] + along_2 * map.by_second[1];
    sum += plane.side_weight[q] * (k[0] * dx * ty - k[1] * dy * tx);
  }
  return sum * field.height(cell);
}

} // namespace

double conducted_through(const ScalarField &field,
                         unsigned int cell,
                         unsigned int face,
                         const std::array<double, 3> &k,
                         const Vector &u)
{
  const ReferenceElement &element = field.element();
  const unsigned int n = element.n, axis = face / 2, stride[3] = {1, n, n * n};
  const std::vector<unsigned int> lowest = face_nodes(n, 2 * axis);
  double sum = 0.;
  for (unsigned int q = 0; q < lowest.size(); ++q)
    sum += element.node_weight[q % n] * element.node_weight[q / n] *
           slope_outward(element,
                         face % 2 == 1,
                         [&](unsigned int i) {
                           return u.local_element(
                               field.node_dof(cell, lowest[q] + i * stride[axis]));
                         });
  const double h = field.cells().edge(cell, axis);
  return k[axis] * field.cells().volume(cell) / (h * h) * sum;
}

double conducted_through(const ColumnField &field,
                         unsigned int cell,
                         unsigned int face,
                         const std::array<double, 3> &k,
                         const Vector &u)
{
  return face < ColumnFace::bottom
             ? through_side(field, cell, face, k, u)
             : k[2] * through_flat(field, cell, face == ColumnFace::top, u);
}

} // namespace kelvolt
