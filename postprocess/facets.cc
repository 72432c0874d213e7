#include "facets.h"

#include "linear_cells.h"
#include "result.h"
#include "results/hexahedron_order.h"

#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkDataSetSurfaceFilter.h>
#include <vtkDoubleArray.h>
#include <vtkIdTypeArray.h>
#include <vtkIntArray.h>
#include <vtkPointData.h>
#include <vtkPoints.h>

#include <algorithm>
#include <cmath>

namespace kelvolt
{
namespace
{

using Hexahedron = std::array<FacetCorner, 8>;

FacetCorner between(const FacetCorner &a, const FacetCorner &b, double share)
{
  FacetCorner corner;
  for (std::size_t d = 0; d < 3; ++d)
  {
    corner.place[d] = a.place[d] + share * (b.place[d] - a.place[d]);
    corner.reference[d] = a.reference[d] + share * (b.reference[d] - a.reference[d]);
  }
  return corner;
}

/// The cells of a grid from linear_cells(), with their places in the elements.
class PlacedCells
{
public:
  PlacedCells(vtkUnstructuredGrid &grid, const LagrangeField &field)
      : grid_(grid), field_(field), part_(grid.GetCellData()->GetArray(part_array)),
        element_(grid.GetCellData()->GetArray(element_array)),
        place_(grid.GetCellData()->GetArray(place_array))
  {
  }

  Facet facet(vtkIdType cell, std::vector<FacetCorner> corners) const
  {
    return {std::move(corners), element(cell), static_cast<int>(part_->GetTuple1(cell))};
  }

  Hexahedron corners(vtkIdType cell)
  {
    grid_.GetCellPoints(cell, nodes_);
    const int degree = field_.degree(element(cell));
    const int number = static_cast<int>(place_->GetTuple1(cell));
    const int at[3] = {
        number % degree, number / degree % degree, number / (degree * degree)};
    Hexahedron result;
    for (std::size_t i = 0; i < result.size(); ++i)
    {
      grid_.GetPoint(nodes_->GetId(static_cast<vtkIdType>(i)), result[i].place.data());
      for (std::size_t d = 0; d < 3; ++d)
        result[i].reference[d] = static_cast<double>(at[d] + unit_corner[i][d]) / degree;
    }
    return result;
  }

  /// Which corner of the last cell of corners() the point of the grid is.
  std::size_t corner_of(vtkIdType point) const
  {
    return static_cast<std::size_t>(nodes_->IsId(point));
  }

private:
  vtkIdType element(vtkIdType cell) const
  {
    return static_cast<vtkIdType>(element_->GetTuple1(cell));
  }

  vtkUnstructuredGrid &grid_;
  const LagrangeField &field_;
  vtkDataArray *part_;
  vtkDataArray *element_;
  vtkDataArray *place_;
  vtkNew<vtkIdList> nodes_;
};

/// Puts the corners of a convex polygon across the axis in order around it.
void order_around(std::vector<FacetCorner> &corners, int axis)
{
  const std::size_t a = axis == 0 ? 1 : 0, b = axis == 2 ? 1 : 2;
  Vector3 middle{};
  for (const FacetCorner &corner : corners)
    for (std::size_t d = 0; d < 3; ++d)
      middle[d] += corner.place[d] / static_cast<double>(corners.size());
  const auto angle = [&](const FacetCorner &corner)
  {
    return std::atan2(corner.place[b] - middle[b], corner.place[a] - middle[a]);
  };
  std::sort(corners.begin(),
            corners.end(),
            [&](const FacetCorner &one, const FacetCorner &other)
            { return angle(one) < angle(other); });
}

/// Where a cell meets the plane; empty: nowhere.
std::vector<FacetCorner> cut(const Hexahedron &cell, int axis, double position)
{
  std::vector<FacetCorner> corners;
  for (const auto &edge : hexahedron_edges)
  {
    const FacetCorner &from = cell[edge[0]];
    const FacetCorner &to = cell[edge[1]];
    const double below = from.place[axis] - position;
    const double above = to.place[axis] - position;
    if ((below < 0.) != (above < 0.))
      corners.push_back(between(from, to, below / (below - above)));
  }
  order_around(corners, axis);
  return corners;
}

/// What of the polygon lies on the side of the plane where sign (x - position) >= 0.
std::vector<FacetCorner> half(const std::vector<FacetCorner> &corners,
                              std::size_t axis,
                              double sign,
                              double position)
{
  std::vector<FacetCorner> kept;
  for (std::size_t i = 0; i < corners.size(); ++i)
  {
    const FacetCorner &from = corners[i];
    const FacetCorner &to = corners[(i + 1) % corners.size()];
    const double inside = sign * (from.place[axis] - position);
    const double next_inside = sign * (to.place[axis] - position);
    if (inside >= 0.)
      kept.push_back(from);
    if ((inside < 0.) != (next_inside < 0.))
      kept.push_back(between(from, to, inside / (inside - next_inside)));
  }
  return kept;
}

/// Points and cells of what is drawn.
class Drawing
{
public:
  Drawing(const LagrangeField &field, const std::string &name) : field_(field)
  {
    points_->SetDataTypeToDouble();
    values_->SetName(name.c_str());
    parts_->SetName(part_array);
  }

  /// The polygon cut into divisions^2 pieces along each of its corners.
  void add(const Facet &facet, int divisions)
  {
    if (facet.corners.size() == 4)
      add_patch(facet,
                facet.corners[0],
                facet.corners[1],
                facet.corners[3],
                facet.corners[2],
                divisions);
    else
      for (std::size_t i = 2; i < facet.corners.size(); ++i)
        add_patch(facet,
                  facet.corners[0],
                  facet.corners[i - 1],
                  facet.corners[0],
                  facet.corners[i],
                  divisions);
  }

  vtkSmartPointer<vtkPolyData> data() const
  {
    auto result = vtkSmartPointer<vtkPolyData>::New();
    result->SetPoints(points_);
    result->SetPolys(cells_);
    result->GetPointData()->AddArray(values_);
    result->GetCellData()->AddArray(parts_);
    return result;
  }

private:
  /// Bilinear between a - b and c - d.
  void add_patch(const Facet &facet,
                 const FacetCorner &a,
                 const FacetCorner &b,
                 const FacetCorner &c,
                 const FacetCorner &d,
                 int divisions)
  {
    const vtkIdType first = points_->GetNumberOfPoints();
    const vtkIdType row = divisions + 1;
    for (int j = 0; j <= divisions; ++j)
      for (int i = 0; i <= divisions; ++i)
      {
        const double s = static_cast<double>(i) / divisions;
        const FacetCorner corner =
            between(between(a, b, s), between(c, d, s), static_cast<double>(j) / divisions);
        points_->InsertNextPoint(corner.place.data());
        values_->InsertNextValue(field_.value(facet.element, corner.reference));
      }
    for (int j = 0; j < divisions; ++j)
      for (int i = 0; i < divisions; ++i)
      {
        const vtkIdType at = first + i + row * j;
        const vtkIdType corners[4] = {at, at + 1, at + row + 1, at + row};
        cells_->InsertNextCell(4, corners);
        parts_->InsertNextValue(facet.part);
      }
  }

  const LagrangeField &field_;
  vtkNew<vtkPoints> points_;
  vtkNew<vtkCellArray> cells_;
  vtkNew<vtkDoubleArray> values_;
  vtkNew<vtkIntArray> parts_;
};

} // namespace

Facets surface_facets(vtkUnstructuredGrid &grid, const LagrangeField &field)
{
  vtkNew<vtkDataSetSurfaceFilter> filter;
  filter->SetInputData(&grid);
  filter->PassThroughCellIdsOn();
  filter->PassThroughPointIdsOn();
  filter->Update();
  vtkPolyData *const surface = filter->GetOutput();
  vtkDataArray *const cell_of =
      surface->GetCellData()->GetArray(filter->GetOriginalCellIdsName());
  vtkDataArray *const point_of =
      surface->GetPointData()->GetArray(filter->GetOriginalPointIdsName());
  PlacedCells cells(grid, field);
  Facets facets;
  vtkNew<vtkIdList> nodes;
  for (vtkIdType f = 0; f < surface->GetNumberOfCells(); ++f)
  {
    const auto cell = static_cast<vtkIdType>(cell_of->GetTuple1(f));
    const Hexahedron corners = cells.corners(cell);
    surface->GetCellPoints(f, nodes);
    std::vector<FacetCorner> own;
    for (vtkIdType i = 0; i < nodes->GetNumberOfIds(); ++i)
      own.push_back(corners[cells.corner_of(
          static_cast<vtkIdType>(point_of->GetTuple1(nodes->GetId(i))))]);
    facets.push_back(cells.facet(cell, std::move(own)));
  }
  return facets;
}

Facets section_facets(vtkUnstructuredGrid &grid,
                      const LagrangeField &field,
                      int axis,
                      double position)
{
  PlacedCells cells(grid, field);
  Facets facets;
  for (vtkIdType c = 0; c < grid.GetNumberOfCells(); ++c)
  {
    double box[6];
    grid.GetCellBounds(c, box);
    if (box[lower_end(axis)] > position || box[lower_end(axis) + 1] < position)
      continue;
    std::vector<FacetCorner> corners = cut(cells.corners(c), axis, position);
    if (corners.size() > 2)
      facets.push_back(cells.facet(c, std::move(corners)));
  }
  return facets;
}

Facets lines_across(const Facets &facets, int axis, double position)
{
  Facets lines;
  for (const Facet &facet : facets)
  {
    Facet line{{}, facet.element, facet.part};
    for (std::size_t i = 0; i < facet.corners.size(); ++i)
    {
      const FacetCorner &from = facet.corners[i];
      const FacetCorner &to = facet.corners[(i + 1) % facet.corners.size()];
      const double below = from.place[axis] - position;
      const double above = to.place[axis] - position;
      if ((below < 0.) != (above < 0.))
        line.corners.push_back(between(from, to, below / (below - above)));
    }
    if (line.corners.size() == 2)
      lines.push_back(std::move(line));
  }
  return lines;
}

Facets clipped(const Facets &facets, const Bounds &box)
{
  Facets kept;
  for (const Facet &facet : facets)
  {
    std::vector<FacetCorner> corners = facet.corners;
    for (std::size_t d = 0; d < 3 && !corners.empty(); ++d)
      corners = half(half(corners, d, 1., box[2 * d]), d, -1., box[2 * d + 1]);
    if (corners.size() > 2)
      kept.push_back({std::move(corners), facet.element, facet.part});
  }
  return kept;
}

vtkSmartPointer<vtkPolyData>
drawn_facets(const Facets &facets, const LagrangeField &field, const std::string &name)
{
  constexpr double most_pieces = 250000.;
  constexpr int finest = 8;
  const double finer = std::sqrt(most_pieces / (1. + static_cast<double>(facets.size())));
  const int divisions = std::clamp(static_cast<int>(finer), 1, finest);
  Drawing drawing(field, name);
  for (const Facet &facet : facets)
    drawing.add(facet, divisions);
  return drawing.data();
}

} // namespace kelvolt
