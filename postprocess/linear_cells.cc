#include "linear_cells.h"

#include "results/hexahedron_order.h"

#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkCellType.h>
#include <vtkHigherOrderHexahedron.h>
#include <vtkIdList.h>
#include <vtkIdTypeArray.h>
#include <vtkIntArray.h>
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
  std::vector<SubCell> cells;
  for (int k = 0; k < degree; ++k)
    for (int j = 0; j < degree; ++j)
      for (int i = 0; i < degree; ++i)
      {
        SubCell cell;
        for (int c = 0; c < 8; ++c)
          cell[c] = vtkHigherOrderHexahedron::PointIndexFromIJK(
              i + unit_corner[c][0], j + unit_corner[c][1], k + unit_corner[c][2], orders);
        cells.push_back(cell);
      }
  return cells;
}

int degree_of_nodes(vtkIdType n_nodes)
{
  return static_cast<int>(std::lround(std::cbrt(static_cast<double>(n_nodes)))) - 1;
}

vtkSmartPointer<vtkUnstructuredGrid> linear_cells(vtkUnstructuredGrid &grid)
{
  auto result = vtkSmartPointer<vtkUnstructuredGrid>::New();
  result->SetPoints(grid.GetPoints());
  result->GetPointData()->ShallowCopy(grid.GetPointData());
  vtkNew<vtkCellArray> cells;
  vtkNew<vtkIdTypeArray> origin;
  origin->SetName(element_array);
  vtkNew<vtkIntArray> place;
  place->SetName(place_array);
  vtkNew<vtkIdList> nodes;
  std::vector<SubCell> pattern;
  int degree = 0;
  for (vtkIdType c = 0; c < grid.GetNumberOfCells(); ++c)
  {
    grid.GetCellPoints(c, nodes);
    if (degree_of_nodes(nodes->GetNumberOfIds()) != degree)
    {
      degree = degree_of_nodes(nodes->GetNumberOfIds());
      pattern = sub_cells(degree);
    }
    for (std::size_t i = 0; i < pattern.size(); ++i)
    {
      cells->InsertNextCell(8);
      for (const int node : pattern[i])
        cells->InsertCellPoint(nodes->GetId(node));
      origin->InsertNextValue(c);
      place->InsertNextValue(static_cast<int>(i));
    }
  }
  result->SetCells(VTK_HEXAHEDRON, cells);
  const vtkIdType n = origin->GetNumberOfValues();
  result->GetCellData()->CopyAllocate(grid.GetCellData(), n);
  for (vtkIdType i = 0; i < n; ++i)
    result->GetCellData()->CopyData(grid.GetCellData(), origin->GetValue(i), i);
  result->GetCellData()->AddArray(origin);
  result->GetCellData()->AddArray(place);
  return result;
}

} // namespace kelvolt
