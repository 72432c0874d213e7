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

#include <algorithm>
#include <limits>
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

/// From which multiple of `way` to which a straight line is in the box; the second is less
/// than the first where it never is.
std::array<double, 2>
share_within(const Vector3 &from, const Vector3 &way, const Bounds &box)
{
  double begin = -std::numeric_limits<double>::max();
  double end = std::numeric_limits<double>::max();
  for (std::size_t d = 0; d < 3; ++d)
    for (const double sign : {1., -1.})
    {
      const double bound = sign > 0. ? box[2 * d] : box[2 * d + 1];
      const double inside = sign * (from[d] - bound);
      const double rate = sign * way[d];
      if (rate > 0.)
        begin = std::max(begin, -inside / rate);
      else if (rate < 0.)
        end = std::min(end, -inside / rate);
      else if (inside < 0.)
        end = -std::numeric_limits<double>::max();
    }
  return {{begin, end}};
}

/// The same with z = factor z + more.
vtkSmartPointer<vtkPolyData> with_heights(vtkPolyData &data, double factor, double more)
{
  auto points = vtkSmartPointer<vtkPoints>::New();
  points->SetDataTypeToDouble();
  points->SetNumberOfPoints(data.GetNumberOfPoints());
  for (vtkIdType i = 0; i < data.GetNumberOfPoints(); ++i)
  {
    double x[3];
    data.GetPoint(i, x);
    points->SetPoint(i, x[0], x[1], factor * x[2] + more);
  }
  auto result = vtkSmartPointer<vtkPolyData>::New();
  result->ShallowCopy(&data);
  result->SetPoints(points);
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

std::vector<int>
parts_along(vtkUnstructuredGrid &grid, const Vector3 &place, const Vector3 &direction)
{
  vtkDataArray *const part = grid.GetCellData()->GetArray(part_array);
  std::set<int> parts;
  for (vtkIdType c = 0; c < grid.GetNumberOfCells(); ++c)
  {
    Bounds box{};
    grid.GetCellBounds(c, box.data());
    const std::array<double, 2> within = share_within(place, direction, box);
    if (within[1] > std::max(within[0], 0.) + 1e-9)
      parts.insert(static_cast<int>(part->GetTuple1(c)));
  }
  return {parts.begin(), parts.end()};
}

vtkSmartPointer<vtkPolyData> stretched(vtkPolyData &data, double factor)
{
  return with_heights(data, factor, 0.);
}

vtkSmartPointer<vtkPolyData> lifted(vtkPolyData &data, double height)
{
  return with_heights(data, 1., height);
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
  std::vector<vtkSmartPointer<vtkPolyData>> all;
  for (const int number : part_numbers(grid))
  {
    vtkNew<vtkFeatureEdges> edges;
    edges->SetInputData(surface_of(*cells_of(grid, {number})));
    edges->SetFeatureAngle(30.);
    edges->BoundaryEdgesOff();
    edges->NonManifoldEdgesOff();
    edges->ColoringOff();
    edges->Update();
    all.emplace_back(edges->GetOutput());
  }
  return appended(all);
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
  std::vector<vtkSmartPointer<vtkPolyData>> all;
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
    all.emplace_back(edges->GetOutput());
  }
  return appended(all);
}

vtkSmartPointer<vtkPolyData> clipped_lines(vtkPolyData &lines, const Bounds &box)
{
  vtkNew<vtkPoints> points;
  points->SetDataTypeToDouble();
  vtkNew<vtkCellArray> cells;
  vtkNew<vtkIdList> ends;
  for (vtkIdType c = 0; c < lines.GetNumberOfCells(); ++c)
  {
    lines.GetCellPoints(c, ends);
    for (vtkIdType i = 0; i + 1 < ends->GetNumberOfIds(); ++i)
    {
      Vector3 from, to;
      lines.GetPoint(ends->GetId(i), from.data());
      lines.GetPoint(ends->GetId(i + 1), to.data());
      const Vector3 way{{to[0] - from[0], to[1] - from[1], to[2] - from[2]}};
      const std::array<double, 2> within = share_within(from, way, box);
      const double begin = std::max(0., within[0]), end = std::min(1., within[1]);
      if (begin >= end)
        continue;
      cells->InsertNextCell(2);
      for (const double share : {begin, end})
        cells->InsertCellPoint(points->InsertNextPoint(
            from[0] + share * way[0], from[1] + share * way[1], from[2] + share * way[2]));
    }
  }
  auto result = vtkSmartPointer<vtkPolyData>::New();
  result->SetPoints(points);
  result->SetLines(cells);
  return result;
}

vtkSmartPointer<vtkPolyData>
appended(const std::vector<vtkSmartPointer<vtkPolyData>> &pieces)
{
  vtkNew<vtkAppendPolyData> all;
  for (const auto &piece : pieces)
    all->AddInputData(piece);
  all->Update();
  return all->GetOutput();
}

} // namespace kelvolt
