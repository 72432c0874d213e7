#include "linear_cells.h"

#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkCellType.h>
#include <vtkHigherOrderHexahedron.h>
#include <vtkIdList.h>
#include <vtkNew.h>
#include <vtkPointData.h>

#include <array>
#include <cmath>
#include <vector>

namespace kelvolt
{

std::vector<SubCell> sub_cells(int degree)
{
  const int orders[3] = {degree, degree, degree};
  constexpr int corner[8][3] = {{0, 0, 0},
                                {1, 0, 0},
                                {1, 1, 0},
                                {0, 1, 0},
                                {0, 0, 1},
                                {1, 0, 1},
                                {1, 1, 1},
                                {0, 1, 1}};
  std::vector<SubCell> cells;
  for (int k = 0; k < degree; ++k)
    for (int j = 0; j < degree; ++j)
      for (int i = 0; i < degree; ++i)
      {
        SubCell cell;
        for (int c = 0; c < 8; ++c)
          cell[c] = vtkHigherOrderHexahedron::PointIndexFromIJK(
              i + corner[c][0], j + corner[c][1], k + corner[c][2], orders);
        cells.push_back(cell);
      }
  return cells;
}

namespace
{

int degree_of(vtkIdType n_nodes)
{
  return static_cast<int>(std::lround(std::cbrt(static_cast<double>(n_nodes)))) - 1;
}

} // namespace

vtkSmartPointer<vtkUnstructuredGrid> linear_cells(vtkUnstructuredGrid &grid)
{
  auto result = vtkSmartPointer<vtkUnstructuredGrid>::New();
  result->SetPoints(grid.GetPoints());
  result->GetPointData()->ShallowCopy(grid.GetPointData());
  vtkNew<vtkCellArray> cells;
  vtkNew<vtkIdList> origin;
  vtkNew<vtkIdList> nodes;
  std::vector<SubCell> pattern;
  int degree = 0;
  for (vtkIdType c = 0; c < grid.GetNumberOfCells(); ++c)
  {
    grid.GetCellPoints(c, nodes);
    if (degree_of(nodes->GetNumberOfIds()) != degree)
    {
      degree = degree_of(nodes->GetNumberOfIds());
      pattern = sub_cells(degree);
    }
    for (const SubCell &sub_cell : pattern)
    {
      cells->InsertNextCell(8);
      for (const int place : sub_cell)
        cells->InsertCellPoint(nodes->GetId(place));
      origin->InsertNextId(c);
    }
  }
  result->SetCells(VTK_HEXAHEDRON, cells);
  const vtkIdType n = origin->GetNumberOfIds();
  result->GetCellData()->CopyAllocate(grid.GetCellData(), n);
  for (vtkIdType i = 0; i < n; ++i)
    result->GetCellData()->CopyData(grid.GetCellData(), origin->GetId(i), i);
  return result;
}

} // namespace kelvolt
