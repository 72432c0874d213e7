#include "part_geometry.h"

#include "result.h"

#include <vtkAppendPolyData.h>
#include <vtkCellData.h>
#include <vtkCleanPolyData.h>
#include <vtkCutter.h>
#include <vtkDataSetSurfaceFilter.h>
#include <vtkExtractCells.h>
#include <vtkFeatureEdges.h>
#include <vtkIdList.h>
#include <vtkNew.h>
#include <vtkPlane.h>
#include <vtkPointData.h>

#include <set>

namespace kelvolt
{
namespace
{

std::vector<int> part_numbers(vtkDataSet &data)
{
  vtkDataArray *const part = data.GetCellData()->GetArray(part_array);
  std::set<int> numbers;
  for (vtkIdType c = 0; c < data.GetNumberOfCells(); ++c)
    numbers.insert(static_cast<int>(part->GetTuple1(c)));
  return {numbers.begin(), numbers.end()};
}

/// The polygons of one part.
vtkSmartPointer<vtkPolyData> polygons_of(vtkPolyData &section, int number)
{
  vtkDataArray *const part = section.GetCellData()->GetArray(part_array);
  vtkNew<vtkCellArray> polygons;
  vtkNew<vtkIdList> corners;
  for (vtkIdType c = 0; c < section.GetNumberOfCells(); ++c)
    if (static_cast<int>(part->GetTuple1(c)) == number)
    {
      section.GetCellPoints(c, corners);
      polygons->InsertNextCell(corners);
    }
  auto result = vtkSmartPointer<vtkPolyData>::New();
  result->SetPoints(section.GetPoints());
  result->SetPolys(polygons);
  return result;
}

template <typename Condition>
vtkSmartPointer<vtkUnstructuredGrid> cells_where(vtkUnstructuredGrid &grid,
                                                 const Condition &is_wanted)
{
  vtkNew<vtkIdList> cells;
  for (vtkIdType c = 0; c < grid.GetNumberOfCells(); ++c)
    if (is_wanted(c))
      cells->InsertNextId(c);
  vtkNew<vtkExtractCells> extract;
  extract->SetInputData(&grid);
  extract->SetCellList(cells);
  extract->Update();
  return extract->GetOutput();
}

} // namespace

Bounds bounds_of(vtkDataSet &data)
{
  Bounds bounds{};
  data.GetBounds(bounds.data());
  return bounds;
}

std::vector<int> parts_in(vtkUnstructuredGrid &grid)
{
  return part_numbers(grid);
}

vtkSmartPointer<vtkUnstructuredGrid> cells_of(vtkUnstructuredGrid &grid,
                                              const std::vector<int> &parts)
{
  const std::set<int> wanted(parts.begin(), parts.end());
  vtkDataArray *const part = grid.GetCellData()->GetArray(part_array);
  return cells_where(grid,
                     [&](vtkIdType c)
                     { return wanted.count(static_cast<int>(part->GetTuple1(c))) > 0; });
}

vtkSmartPointer<vtkUnstructuredGrid> opened(vtkUnstructuredGrid &grid,
                                            const std::array<double, 3> &corner,
                                            const std::array<int, 2> &toward_viewer)
{
  return cells_where(grid,
                     [&](vtkIdType c)
                     {
                       double box[6];
                       grid.GetCellBounds(c, box);
                       const auto is_in_front = [&](int d)
                       {
                         const double middle =
                             0.5 * (box[lower_end(d)] + box[lower_end(d) + 1]);
                         return toward_viewer[d] * (middle - corner[d]) > 0.;
                       };
                       return !(is_in_front(0) && is_in_front(1));
                     });
}

vtkSmartPointer<vtkUnstructuredGrid> stretched(vtkUnstructuredGrid &grid, double factor)
{
  auto points = vtkSmartPointer<vtkPoints>::New();
  points->SetDataTypeToDouble();
  points->SetNumberOfPoints(grid.GetNumberOfPoints());
  for (vtkIdType i = 0; i < grid.GetNumberOfPoints(); ++i)
  {
    double x[3];
    grid.GetPoint(i, x);
    points->SetPoint(i, x[0], x[1], factor * x[2]);
  }
  auto result = vtkSmartPointer<vtkUnstructuredGrid>::New();
  result->ShallowCopy(&grid);
  result->SetPoints(points);
  return result;
}

vtkSmartPointer<vtkPolyData> surface_of(vtkUnstructuredGrid &grid)
{
  vtkNew<vtkDataSetSurfaceFilter> surface;
  surface->SetInputData(&grid);
  surface->Update();
  return surface->GetOutput();
}

vtkSmartPointer<vtkPolyData> part_edges(vtkUnstructuredGrid &grid)
{
  vtkNew<vtkAppendPolyData> all;
  for (const int number : part_numbers(grid))
  {
    vtkNew<vtkFeatureEdges> edges;
    edges->SetInputData(surface_of(*cells_of(grid, {number})));
    edges->SetFeatureAngle(30.);
    edges->BoundaryEdgesOff();
    edges->NonManifoldEdgesOff();
    edges->ColoringOff();
    edges->Update();
    all->AddInputData(edges->GetOutput());
  }
  all->Update();
  return all->GetOutput();
}

vtkSmartPointer<vtkPolyData> section_of(vtkUnstructuredGrid &grid,
                                        const std::array<double, 3> &origin,
                                        const std::array<double, 3> &normal)
{
  vtkNew<vtkPlane> plane;
  plane->SetOrigin(origin.data());
  plane->SetNormal(normal.data());
  vtkNew<vtkCutter> cutter;
  cutter->SetInputData(&grid);
  cutter->SetCutFunction(plane);
  cutter->GenerateTrianglesOff();
  cutter->Update();
  return cutter->GetOutput();
}

vtkSmartPointer<vtkPolyData> part_borders(vtkPolyData &section)
{
  vtkNew<vtkAppendPolyData> all;
  for (const int number : part_numbers(section))
  {
    vtkNew<vtkCleanPolyData> merged;
    merged->SetInputData(polygons_of(section, number));
    merged->SetTolerance(0.);
    vtkNew<vtkFeatureEdges> edges;
    edges->SetInputConnection(merged->GetOutputPort());
    edges->FeatureEdgesOff();
    edges->NonManifoldEdgesOff();
    edges->ColoringOff();
    edges->Update();
    all->AddInputData(edges->GetOutput());
  }
  all->Update();
  return all->GetOutput();
}

} // namespace kelvolt
