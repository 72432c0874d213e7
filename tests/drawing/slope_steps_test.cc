// Where the elements of a part meet, a picture has no kink: slopes on both sides are the
// mean of those of the elements. Elsewhere it is the polynomial.

#include "lagrange_field.h"
#include "result.h"

#include <gtest/gtest.h>
#include <vtkCellData.h>
#include <vtkCellType.h>
#include <vtkDoubleArray.h>
#include <vtkHigherOrderHexahedron.h>
#include <vtkIntArray.h>
#include <vtkPointData.h>

#include <cmath>
#include <functional>

namespace
{

using namespace kelvolt;

using Field = std::function<double(double, double, double)>;

/// Ends of the elements along x and y; along z there is one, 0 to 1.
const std::array<std::vector<double>, 2> ends{{{0., 2., 3., 7.}, {0., 1., 3.}}};

/// Six elements of degree 2, three along x and two along y, of these parts.
vtkSmartPointer<vtkUnstructuredGrid> six_elements(const Field &f,
                                                  const std::array<int, 6> &parts)
{
  const int orders[3] = {2, 2, 2};
  auto grid = vtkSmartPointer<vtkUnstructuredGrid>::New();
  vtkNew<vtkPoints> points;
  points->SetDataTypeToDouble();
  vtkNew<vtkDoubleArray> temperature;
  temperature->SetName(temperature_array);
  const auto place = [](std::size_t axis, std::size_t node)
  {
    const std::vector<double> &of = ends[axis];
    return node % 2 == 0 ? of[node / 2] : 0.5 * (of[node / 2] + of[node / 2 + 1]);
  };
  for (std::size_t k = 0; k <= 2; ++k)
    for (std::size_t j = 0; j <= 4; ++j)
      for (std::size_t i = 0; i <= 6; ++i)
      {
        const double x = place(0, i), y = place(1, j), z = 0.5 * static_cast<double>(k);
        points->InsertNextPoint(x, y, z);
        temperature->InsertNextValue(f(x, y, z));
      }
  grid->SetPoints(points);
  vtkNew<vtkIntArray> part;
  part->SetName(part_array);
  for (int e = 0; e < 6; ++e)
  {
    std::vector<vtkIdType> nodes(27);
    for (int k = 0; k <= 2; ++k)
      for (int j = 0; j <= 2; ++j)
        for (int i = 0; i <= 2; ++i)
          nodes[vtkHigherOrderHexahedron::PointIndexFromIJK(i, j, k, orders)] =
              2 * (e % 3) + i + 7 * (2 * (e / 3) + j + 5 * k);
    grid->InsertNextCell(VTK_LAGRANGE_HEXAHEDRON, 27, nodes.data());
    part->InsertNextValue(parts[static_cast<std::size_t>(e)]);
  }
  grid->GetPointData()->AddArray(temperature);
  grid->GetCellData()->AddArray(part);
  return grid;
}

constexpr std::array<int, 6> one_part{0, 0, 0, 0, 0, 0};

/// No polynomial of degree 2, so that the elements' slopes differ.
double steep(double x, double y, double z)
{
  return std::exp(0.5 * x) + std::sin(y) * x * z;
}

/// Of an element by x, at its side 0 or 1, [1/mm].
double slope(const LagrangeField &field, vtkIdType element, double side)
{
  constexpr double d = 1e-6;
  const std::size_t column = static_cast<std::size_t>(element) % 3;
  const double width = ends[0][column + 1] - ends[0][column];
  const double near = side == 0. ? d : 1. - d;
  return (side == 0. ? 1. : -1.) *
         (field.value(element, {{near, 0.3, 0.6}}) -
          field.value(element, {{side, 0.3, 0.6}})) /
         (d * width);
}

TEST(SlopeSteps, VanishWithinAPart)
{
  const auto elements = six_elements(steep, one_part);
  const LagrangeField plain(*elements, temperature_array),
      even(*elements, temperature_array, Between::even_slopes);
  for (const vtkIdType left : {3, 4})
  {
    EXPECT_GT(std::abs(slope(plain, left, 1.) - slope(plain, left + 1, 0.)), 0.02);
    EXPECT_NEAR(slope(even, left, 1.), slope(even, left + 1, 0.), 1e-4);
  }
}

// A polynomial that all elements hold has no steps: it is drawn as it is.
TEST(SlopeSteps, AreNoneInAPolynomial)
{
  const auto elements = six_elements([](double x, double y, double z)
                                     { return 20. + x * x - y * z + x * y * y; },
                                     one_part);
  const LagrangeField plain(*elements, temperature_array),
      even(*elements, temperature_array, Between::even_slopes);
  for (vtkIdType element = 0; element < 6; ++element)
    for (const double r : {0., 0.1, 0.5, 0.9, 1.})
      EXPECT_NEAR(even.value(element, {{r, 0.3, 0.7}}),
                  plain.value(element, {{r, 0.3, 0.7}}),
                  1e-12);
}

// Between parts slopes may differ. What both elements of a face say of it stays the same,
// also where one of those around its rim is of another part.
TEST(SlopeSteps, StayBetweenPartsAndBreakNothing)
{
  const auto elements = six_elements(steep, {0, 1, 1, 0, 0, 0});
  const LagrangeField plain(*elements, temperature_array),
      even(*elements, temperature_array, Between::even_slopes);
  for (const SlopeStep &step : SlopeSteps(*elements, temperature_array).steps(0))
    EXPECT_EQ(step.axis, 1U); // the next one along x is of another part
  for (const double s : {0., 0.05, 0.4, 0.8, 1.})
    for (const double z : {0., 0.3, 1.})
    {
      EXPECT_NEAR(even.value(0, {{1., s, z}}), plain.value(0, {{1., s, z}}), 1e-12);
      for (const vtkIdType row : {0, 3}) // across x
        for (const vtkIdType left : {row, row + 1})
          EXPECT_NEAR(
              even.value(left, {{1., s, z}}), even.value(left + 1, {{0., s, z}}), 1e-10);
      for (const vtkIdType lower : {0, 1, 2}) // across y
        EXPECT_NEAR(
            even.value(lower, {{s, 1., z}}), even.value(lower + 3, {{s, 0., z}}), 1e-10);
    }
}

} // namespace
