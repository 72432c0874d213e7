// What VTK's own reader makes of the files that FieldWriter and FieldSeries write.

#include "output/field_series.h"
#include "polynomial_result.h"

#include <gtest/gtest.h>
#include <vtkCell.h>
#include <vtkCellData.h>
#include <vtkFieldData.h>
#include <vtkHDFReader.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkStringArray.h>
#include <vtkUnstructuredGrid.h>

#include <algorithm>

namespace
{

using namespace kelvolt::polynomial_result;

/// Largest deviation from the polynomial, at the nodes and between them as VTK
/// interpolates.
double largest_error(vtkUnstructuredGrid &grid, unsigned int degree)
{
  const Polynomial exact(degree);
  vtkDataArray *values = grid.GetPointData()->GetArray("temperature [K]");
  double error = 0.;
  const auto compare = [&](const double *x, double value)
  {
    error = std::max(error, std::abs(value - exact.value({x[0], x[1], x[2]})));
  };
  for (vtkIdType i = 0; i < grid.GetNumberOfPoints(); ++i)
    compare(grid.GetPoint(i), values->GetTuple1(i));
  for (vtkIdType c = 0; c < grid.GetNumberOfCells(); ++c)
  {
    vtkCell *cell = grid.GetCell(c);
    std::vector<double> weights(cell->GetNumberOfPoints());
    const double inside[3] = {0.37, 0.81, 0.13};
    double x[3];
    int sub_id = 0;
    cell->EvaluateLocation(sub_id, inside, x, weights.data());
    double value = 0.;
    for (int i = 0; i < static_cast<int>(weights.size()); ++i)
      value += weights[i] * values->GetTuple1(cell->GetPointId(i));
    compare(x, value);
  }
  return error;
}

class FieldReader : public testing::TestWithParam<unsigned int>
{
};

/// A polynomial that the element holds exactly comes back exactly through VTK's own reader,
/// at the nodes and between them; this fixes points, cells, the order of nodes and the
/// values.
TEST_P(FieldReader, vtk_reads_the_exact_polynomial)
{
  const Result result(GetParam());
  const std::string directory = empty_directory("vtk");
  result.writer().write(directory + "/fields.vtkhdf");
  if (!is_first_rank())
    return;

  vtkNew<vtkHDFReader> reader;
  const std::string path = directory + "/fields.vtkhdf";
  ASSERT_TRUE(reader->CanReadFile(path.c_str()));
  reader->SetFileName(path.c_str());
  reader->Update();
  auto *grid = vtkUnstructuredGrid::SafeDownCast(reader->GetOutputDataObject(0));
  ASSERT_NE(grid, nullptr);
  ASSERT_EQ(grid->GetNumberOfPoints(), static_cast<vtkIdType>(result.dofs().n_dofs()));
  ASSERT_EQ(grid->GetNumberOfCells(), static_cast<vtkIdType>(result.n_cells()));
  EXPECT_EQ(grid->GetCellType(0), GetParam() == 1 ? 12 : 72);
  EXPECT_LT(largest_error(*grid, GetParam()), 1e-11);

  vtkDataArray *part = grid->GetCellData()->GetArray("part");
  vtkDataArray *centers = grid->GetCellData()->GetArray("current_density [A m-2]");
  ASSERT_NE(part, nullptr);
  ASSERT_NE(centers, nullptr);
  ASSERT_NE(grid->GetCellData()->GetArray("joule_heat [W m-3]"), nullptr);
  for (vtkIdType c = 0; c < grid->GetNumberOfCells(); ++c)
  {
    double box[6];
    grid->GetCellBounds(c, box);
    for (int d = 0; d < 3; ++d)
    {
      const double *const ends = box + std::ptrdiff_t(2) * d;
      EXPECT_NEAR(centers->GetComponent(c, d), 0.5 * (ends[0] + ends[1]), 1e-12);
    }
    EXPECT_EQ(part->GetTuple1(c), centers->GetComponent(c, 0) > 1.5e-2 ? 1. : 0.);
  }
  auto *names = vtkStringArray::SafeDownCast(
      grid->GetFieldData()->GetAbstractArray(schema::part_names));
  ASSERT_NE(names, nullptr);
  ASSERT_EQ(names->GetNumberOfValues(), 2);
  EXPECT_EQ(names->GetValue(0), "left part");
  std::filesystem::remove_all(directory);
}

/// A reader of steps finds the first instant of a transient result; this version knows no
/// others.
TEST_P(FieldReader, vtk_reads_the_first_instant)
{
  const Result result(GetParam());
  const std::string directory = empty_directory("vtk_series");
  kelvolt::FieldSeries series(directory + "/fields.vtkhdf");
  series.append(0., result.writer());
  kelvolt::FieldWriter later(result.dofs(), {"left part", "right part"});
  kelvolt::FieldWriter::Vector other = result.temperature();
  other *= 2.;
  later.add_point_field(schema::temperature.name, schema::temperature.unit, other);
  const kelvolt::FieldWriter first = result.writer();
  later.add_point_field(
      schema::potential.name, schema::potential.unit, result.temperature());
  for (const auto &column : first.cell_columns())
    later.add_cell_field(column.name, "", column.n_components, column.values);
  series.append(1., later);
  series.finish(later);
  if (!is_first_rank())
    return;

  vtkNew<vtkHDFReader> reader;
  reader->SetFileName((directory + "/fields.vtkhdf").c_str());
  reader->Update();
  auto *grid = vtkUnstructuredGrid::SafeDownCast(reader->GetOutputDataObject(0));
  ASSERT_NE(grid, nullptr);
  ASSERT_EQ(grid->GetNumberOfPoints(), static_cast<vtkIdType>(result.dofs().n_dofs()));
  ASSERT_EQ(grid->GetNumberOfCells(), static_cast<vtkIdType>(result.n_cells()));
  EXPECT_LT(largest_error(*grid, GetParam()), 1e-11);
  std::filesystem::remove_all(directory);
}

INSTANTIATE_TEST_SUITE_P(degrees, FieldReader, testing::Values(1u, 2u, 3u, 4u));

} // namespace
