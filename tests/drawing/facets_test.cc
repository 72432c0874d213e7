// What is drawn between the nodes is the polynomial of the element: known, as the element
// holds it exactly. Areas of what is cut out of a box are known as well.

#include "facets.h"
#include "linear_cells.h"
#include "result.h"

#include <gtest/gtest.h>
#include <vtkCellData.h>
#include <vtkCellType.h>
#include <vtkDoubleArray.h>
#include <vtkHigherOrderHexahedron.h>
#include <vtkIntArray.h>
#include <vtkPointData.h>

#include <cmath>

namespace
{

using namespace kelvolt;

constexpr double size[3] = {4., 2., 1.};

double polynomial(double x, double y, double z)
{
  return 20. + 3. * x - x * x + 0.5 * y * y * z + x * y - 2. * z * z;
}

/// Two elements of degree 2 side by side along x, parts 0 and 1.
vtkSmartPointer<vtkUnstructuredGrid> two_elements()
{
  constexpr int degree = 2;
  const int orders[3] = {degree, degree, degree};
  auto grid = vtkSmartPointer<vtkUnstructuredGrid>::New();
  vtkNew<vtkPoints> points;
  points->SetDataTypeToDouble();
  vtkNew<vtkDoubleArray> temperature;
  temperature->SetName(temperature_array);
  for (int k = 0; k <= 2; ++k)
    for (int j = 0; j <= 2; ++j)
      for (int i = 0; i <= 4; ++i)
      {
        const double x = size[0] * i / 4, y = size[1] * j / 2, z = size[2] * k / 2;
        points->InsertNextPoint(x, y, z);
        temperature->InsertNextValue(polynomial(x, y, z));
      }
  grid->SetPoints(points);
  vtkNew<vtkIntArray> part;
  part->SetName(part_array);
  for (int e = 0; e < 2; ++e)
  {
    std::vector<vtkIdType> nodes(27);
    for (int k = 0; k <= 2; ++k)
      for (int j = 0; j <= 2; ++j)
        for (int i = 0; i <= 2; ++i)
          nodes[vtkHigherOrderHexahedron::PointIndexFromIJK(i, j, k, orders)] =
              2 * e + i + 5 * (j + 3 * k);
    grid->InsertNextCell(VTK_LAGRANGE_HEXAHEDRON, 27, nodes.data());
    part->InsertNextValue(e);
  }
  grid->GetPointData()->AddArray(temperature);
  grid->GetCellData()->AddArray(part);
  return grid;
}

class TwoElements : public testing::Test
{
protected:
  vtkSmartPointer<vtkUnstructuredGrid> elements_ = two_elements();
  vtkSmartPointer<vtkUnstructuredGrid> cells_ = linear_cells(*elements_);
  LagrangeField field_{*elements_, temperature_array};
};

double area(const Facet &facet)
{
  Vector3 sum{};
  const Vector3 &o = facet.corners[0].place;
  for (std::size_t i = 2; i < facet.corners.size(); ++i)
  {
    const Vector3 &a = facet.corners[i - 1].place, &b = facet.corners[i].place;
    for (std::size_t d = 0; d < 3; ++d)
    {
      const std::size_t e = (d + 1) % 3, f = (d + 2) % 3;
      sum[d] += 0.5 * ((a[e] - o[e]) * (b[f] - o[f]) - (a[f] - o[f]) * (b[e] - o[e]));
    }
  }
  return std::sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]);
}

double area(const Facets &facets)
{
  double sum = 0.;
  for (const Facet &facet : facets)
    sum += area(facet);
  return sum;
}

/// Largest difference between what is drawn and the polynomial.
double worst_value(vtkPolyData &drawn)
{
  double worst = 0.;
  for (vtkIdType i = 0; i < drawn.GetNumberOfPoints(); ++i)
  {
    double x[3];
    drawn.GetPoint(i, x);
    const double value = drawn.GetPointData()->GetArray(temperature_array)->GetTuple1(i);
    worst = std::max(worst, std::abs(value - polynomial(x[0], x[1], x[2])));
  }
  return worst;
}

TEST_F(TwoElements, SurfaceIsDrawnAsThePolynomial)
{
  const Facets facets = surface_facets(*cells_, field_);
  EXPECT_NEAR(area(facets), 2. * (4. * 2. + 4. * 1. + 2. * 1.), 1e-12);
  const auto drawn = drawn_facets(facets, field_, temperature_array);
  EXPECT_GT(drawn->GetNumberOfPoints(), 20 * cells_->GetNumberOfPoints());
  EXPECT_LT(worst_value(*drawn), 1e-12);
}

TEST_F(TwoElements, SectionIsDrawnAsThePolynomial)
{
  for (const auto &[axis, position, due] :
       {std::tuple(0, 1.7, 2.), std::tuple(1, 0.3, 4.), std::tuple(2, 0.77, 8.)})
  {
    const Facets facets = section_facets(*cells_, field_, axis, position);
    EXPECT_NEAR(area(facets), due, 1e-12) << axis;
    const auto drawn = drawn_facets(facets, field_, temperature_array);
    EXPECT_LT(worst_value(*drawn), 1e-12) << axis;
    for (const Facet &facet : facets)
      for (const FacetCorner &corner : facet.corners)
      {
        EXPECT_NEAR(corner.place[axis], position, 1e-12);
        EXPECT_EQ(facet.part, facet.element);
        EXPECT_GE(facet.part == 0 ? 2. : corner.place[0], corner.place[0] - 1e-12);
        EXPECT_LE(facet.part == 1 ? 2. : corner.place[0], corner.place[0] + 1e-12);
      }
  }
  EXPECT_TRUE(section_facets(*cells_, field_, 2, 1.5).empty());
}

TEST_F(TwoElements, BoxCutsOutWhatLiesInIt)
{
  const Facets section = section_facets(*cells_, field_, 2, 0.4);
  const Bounds box{{0.3, 2.7, -1., 0.9, 0., 1.}};
  const Facets kept = clipped(section, box);
  EXPECT_NEAR(area(kept), 2.4 * 0.9, 1e-12);
  EXPECT_LT(worst_value(*drawn_facets(kept, field_, temperature_array)), 1e-12);
  EXPECT_TRUE(clipped(section, {{5., 6., 0., 1., 0., 1.}}).empty());
}

// A ray meets what is before the place, and not what it only touches.
TEST_F(TwoElements, RayMeetsTheParts)
{
  EXPECT_EQ(parts_along(*cells_, {{1., 1., 1.}}, {{0., 0., 1.}}), std::vector<int>{});
  EXPECT_EQ(parts_along(*cells_, {{1., 1., 0.5}}, {{0., 0., 1.}}), std::vector<int>{0});
  EXPECT_EQ(parts_along(*cells_, {{2., 1., 0.5}}, {{1., 0., 0.}}), std::vector<int>{1});
  EXPECT_EQ(parts_along(*cells_, {{1., 1., 0.5}}, {{1., 0., 0.01}}),
            (std::vector<int>{0, 1}));
}

TEST(ClippedLines, KeepWhatLiesInTheBox)
{
  vtkNew<vtkPoints> points;
  points->InsertNextPoint(-1., 0.5, 0.5);
  points->InsertNextPoint(3., 0.5, 0.5);
  points->InsertNextPoint(3., 5., 0.5);
  vtkNew<vtkCellArray> cells;
  const vtkIdType line[3] = {0, 1, 2};
  cells->InsertNextCell(3, line);
  vtkNew<vtkPolyData> lines;
  lines->SetPoints(points);
  lines->SetLines(cells);
  const auto kept = clipped_lines(*lines, {{0., 1., 0., 1., 0., 1.}});
  ASSERT_EQ(kept->GetNumberOfCells(), 1);
  const Bounds bounds = bounds_of(*kept);
  EXPECT_EQ(bounds, (Bounds{{0., 1., 0.5, 0.5, 0.5, 0.5}}));
}

} // namespace
