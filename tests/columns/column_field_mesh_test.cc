#include "column_package.h"
#include "output/column_field_mesh.h"
#include "output/lagrange_cell.h"

#include <deal.II/base/mpi.h>
#include <deal.II/base/polynomial.h>
#include <deal.II/base/quadrature_lib.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

/// @file Columns as the hexahedra of a field file, on any number of ranks.

namespace kelvolt
{
namespace
{

constexpr double mm = 1e-3;

/// A turned square with a square on it, sides straight.
std::vector<Part> steps()
{
  const auto square = [](double width)
  {
    return moved({{rectangle_ring({width, width}, 0.)}, {}}, 0.3, {0., 0.});
  };
  return {prism(square(4.), 0., 1.), prism(square(2.), 1., 2.5)};
}

/// Of degree p.
double field_at(const std::array<double, 3> &at, unsigned int p)
{
  return 300. + 1e3 * at[0] - std::pow(500. * at[1], p) + std::pow(400. * at[2], p);
}

Vector values_of(const ColumnField &field)
{
  const WedgeElement &element = field.element();
  Vector u = field.make_vector();
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
    for (unsigned int a = 0; a < element.plane.n_nodes; ++a)
      for (unsigned int c = 0; c < element.line.n; ++c)
        u.local_element(field.node_dof(cell, a, c)) =
            field_at(field.node_position(cell, a, c), element.line.degree);
  u.compress(dealii::VectorOperation::insert);
  return u;
}

// A polynomial of the element's degree is the same polynomial at every point of the file.
TEST(ColumnFieldMesh, HoldsTheField)
{
  const ColumnLayout layout = layout_of(steps(), 2., 1);
  for (unsigned int p = 1; p <= 4; ++p)
  {
    const ColumnField field(layout, MPI_COMM_WORLD, {true, true}, p);
    const ColumnFieldMesh mesh(field);
    const Vector u = values_of(field);
    ASSERT_TRUE(mesh.fits(u));
    const FieldMeshRows rows = mesh.rows();
    const std::vector<double> at_nodes = mesh.at_nodes(u);
    ASSERT_EQ(rows.points.size(), 3 * at_nodes.size());
    for (std::size_t i = 0; i < at_nodes.size(); ++i)
      EXPECT_NEAR(
          at_nodes[i],
          field_at({rows.points[3 * i], rows.points[3 * i + 1], rows.points[3 * i + 2]}, p),
          1e-9);
  }
}

// Where the field jumps by 100 between the parts, the file has a point on either side: the
// nodes of each cell hold the values of its own part.
TEST(ColumnFieldMesh, HoldsBothSidesOfAContact)
{
  const ColumnLayout layout = layout_of(steps(), 2., 1);
  ColumnTies ties;
  ties.jumps = {{0, 1}};
  const ColumnField field(layout, MPI_COMM_SELF, {true, true}, 2, ties);
  Vector u = values_of(field);
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
    for (unsigned int i = 0; i < field.element().n_nodes(); ++i)
      if (const unsigned int a = i / 3, c = i % 3; field.part(cell) == 1)
        u.local_element(field.node_dof(cell, a, c)) =
            100. + field_at(field.node_position(cell, a, c), 2);
  const ColumnFieldMesh mesh(field);
  const FieldMeshRows rows = mesh.rows();
  const std::vector<double> at_nodes = mesh.at_nodes(u);
  const std::size_t per_cell = rows.connectivity.size() / rows.parts.size();
  for (std::size_t i = 0; i < rows.connectivity.size(); ++i)
  {
    const auto at = static_cast<std::size_t>(rows.connectivity[i]);
    EXPECT_NEAR(
        at_nodes[at],
        100. * rows.parts[i / per_cell] +
            field_at(
                {rows.points[3 * at], rows.points[3 * at + 1], rows.points[3 * at + 2]}, 2),
        1e-9);
  }
}

// A field that has a value on the lower part alone (a potential): the points of its cells
// hold it, also where the other part touches them, and no others.
TEST(ColumnFieldMesh, LeavesOutWhatHasNoValue)
{
  const ColumnLayout layout = layout_of(steps(), 2., 1);
  const ColumnField field(layout, MPI_COMM_WORLD, {true, true}, 2);
  Vector u = values_of(field);
  const double z = 1.1 * mm;
  for (unsigned int cell = 0; cell < field.cells().size(); ++cell)
    for (unsigned int i = 0; i < field.element().n_nodes(); ++i)
      if (const unsigned int a = i / 3, c = i % 3; field.node_position(cell, a, c)[2] > z)
        u.local_element(field.node_dof(cell, a, c)) =
            std::numeric_limits<double>::quiet_NaN();
  const ColumnFieldMesh mesh(field);
  const FieldMeshRows rows = mesh.rows();
  const std::vector<double> at_nodes = mesh.at_nodes(u);
  for (std::size_t i = 0; i < at_nodes.size(); ++i)
  {
    const std::array<double, 3> place{
        rows.points[3 * i], rows.points[3 * i + 1], rows.points[3 * i + 2]};
    if (place[2] > z)
      EXPECT_TRUE(std::isnan(at_nodes[i]));
    else
      EXPECT_NEAR(at_nodes[i], field_at(place, 2), 1e-9);
  }
}

// Cells are three for a wedge, in order for VTK: eight corners first, which span a volume
// that is positive, and all volumes make up the package. Parts are those of the wedges.
TEST(ColumnFieldMesh, FillsThePackage)
{
  const ColumnLayout layout = layout_of(steps(), 2., 2);
  const ColumnField field(layout, MPI_COMM_SELF, {true, true}, 2);
  const ColumnFieldMesh mesh(field);
  const FieldMeshRows rows = mesh.rows();
  ASSERT_EQ(mesh.n_owned_cells(), 3 * field.cells().size());
  std::array<double, 2> volume{};
  for (std::size_t cell = 0; cell < mesh.n_owned_cells(); ++cell)
  {
    const auto corner = [&](std::size_t i)
    {
      return rows.points.data() + 3 * rows.connectivity[27 * cell + i];
    };
    double area = 0.; // of the bottom, anticlockwise from above
    for (std::size_t i = 0; i < 4; ++i)
    {
      const double *const a = corner(i), *const b = corner((i + 1) % 4);
      area += 0.5 * (a[0] * b[1] - a[1] * b[0]);
    }
    const double height = corner(4)[2] - corner(0)[2];
    EXPECT_GT(area, 0.);
    EXPECT_GT(height, 0.);
    volume[rows.parts[cell]] += area * height;
  }
  EXPECT_NEAR(volume[0], 16. * mm * mm * mm, 1e-20);
  EXPECT_NEAR(volume[1], 6. * mm * mm * mm, 1e-20);
}

// Points that cells share stand in the file once, whatever rank has the cells: there are as
// many on all ranks as on one.
TEST(ColumnFieldMesh, SharesPointsBetweenRanks)
{
  const ColumnLayout layout = layout_of(steps(), 2., 1);
  const ColumnField alone(layout, MPI_COMM_SELF, {true, true}, 3),
      together(layout, MPI_COMM_WORLD, {true, true}, 3);
  const ColumnFieldMesh one(alone), all(together);
  EXPECT_EQ(one.n_points(), all.n_points());
  EXPECT_EQ(one.n_cells(), all.n_cells());
  EXPECT_EQ(dealii::Utilities::MPI::sum(all.n_owned_points(), MPI_COMM_WORLD),
            all.n_points());
}

/// Volumes of the cells as polynomials of degree p, by part.
std::array<double, 2> volumes(const FieldMeshRows &rows, unsigned int p)
{
  const auto basis = dealii::Polynomials::LagrangeEquidistant::generate_complete_basis(p);
  const dealii::QGauss<2> points(p + 1);
  const std::vector<unsigned int> order = lagrange_cell_nodes(p);
  const unsigned int n = p + 1;
  std::array<double, 2> result{};
  for (std::size_t cell = 0; cell < rows.parts.size(); ++cell)
  {
    std::vector<std::array<double, 3>> place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
      std::copy_n(rows.points.data() + 3 * rows.connectivity[cell * order.size() + i],
                  3,
                  place[order[i]].begin());
    const double height = place.back()[2] - place.front()[2];
    for (unsigned int q = 0; q < points.size(); ++q)
    {
      PlanePoint by_first{}, by_second{};
      for (unsigned int i = 0; i < n * n; ++i)
      {
        std::vector<double> first(2), second(2);
        basis[i % n].value(points.point(q)[0], first);
        basis[i / n].value(points.point(q)[1], second);
        const PlanePoint at{place[i][0], place[i][1]};
        by_first = by_first + first[1] * second[0] * at;
        by_second = by_second + first[0] * second[1] * at;
      }
      result[rows.parts[cell]] += points.weight(q) * cross(by_first, by_second) * height;
    }
  }
  return result;
}

// The cells of round parts have the volumes of these, however few arcs there are: a wire
// and its jacket, pi r^2 l.
TEST(ColumnFieldMesh, KeepsTheVolumesOfArcs)
{
  const ColumnLayout layout = insulated_wire(0);
  for (unsigned int p = 1; p <= 4; ++p)
  {
    const ColumnField field(layout, MPI_COMM_SELF, {true, true}, p);
    const std::array<double, 2> volume = volumes(ColumnFieldMesh(field).rows(), p);
    const double wire = M_PI * std::pow(0.2 * mm, 2) * 2. * mm,
                 both = M_PI * std::pow(0.5 * mm, 2) * 2. * mm;
    EXPECT_NEAR(volume[1] / wire, 1., 1e-12);
    EXPECT_NEAR(volume[0] / (both - wire), 1., 1e-12);
  }
}

// Arcs are followed: ends and middles of their sides lie on the circle, and what lies
// between these as near as a polynomial that keeps the area.
TEST(ColumnFieldMesh, FollowsArcs)
{
  const ColumnLayout layout = layout_of({prism(disc(0., 0., 1.), 0., 1.)}, 1., 1);
  const ColumnField field(layout, MPI_COMM_WORLD, {true}, 2);
  const FieldMeshRows rows = ColumnFieldMesh(field).rows();
  double arc = 0.; // the largest
  for (const PlaneMesh::Triangle &triangle : layout.plane.triangles)
    for (unsigned int s = 0; s < 3; ++s)
      arc = std::max(arc, layout.plane.side(triangle, s).angle());
  const double beside = std::pow(0.5 * arc, 4) / 640. * mm;
  double furthest = 0.;
  for (std::size_t i = 0; i < rows.points.size(); i += 3)
    furthest = std::max(furthest, std::hypot(rows.points[i], rows.points[i + 1]));
  EXPECT_NEAR(
      dealii::Utilities::MPI::max(furthest, MPI_COMM_WORLD), mm + beside, 0.01 * beside);
}

} // namespace
} // namespace kelvolt
