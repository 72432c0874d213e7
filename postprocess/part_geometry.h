#pragma once

#include <vtkPolyData.h>
#include <vtkSmartPointer.h>
#include <vtkUnstructuredGrid.h>

#include <array>
#include <cstddef>
#include <vector>

namespace kelvolt
{

using Vector3 = std::array<double, 3>;
using Bounds = std::array<double, 6>; ///< xmin, xmax, ymin, ymax, zmin, zmax

/// Where the Bounds hold the lower end along the axis; the upper one stands behind it.
constexpr std::size_t lower_end(int axis)
{
  return 2 * static_cast<std::size_t>(axis);
}

Bounds bounds_of(vtkDataSet &data);

/// Part numbers that occur in the grid.
std::vector<int> parts_in(vtkUnstructuredGrid &grid);

/// The cells of these parts.
vtkSmartPointer<vtkUnstructuredGrid> cells_of(vtkUnstructuredGrid &grid,
                                              const std::vector<int> &parts);

/// The parts that a ray from the place meets within the boxes around their cells.
std::vector<int>
parts_along(vtkUnstructuredGrid &grid, const Vector3 &place, const Vector3 &direction);

/// The same drawn `factor` times as high.
vtkSmartPointer<vtkPolyData> stretched(vtkPolyData &data, double factor);

/// The same, that much higher.
vtkSmartPointer<vtkPolyData> lifted(vtkPolyData &data, double height);

/// The outer faces, with all arrays.
vtkSmartPointer<vtkPolyData> surface_of(vtkUnstructuredGrid &grid);

/// The edges of each part's own surface.
vtkSmartPointer<vtkPolyData> part_edges(vtkUnstructuredGrid &grid);

/// The section with the plane through `origin`, with all arrays.
vtkSmartPointer<vtkPolyData> section_of(vtkUnstructuredGrid &grid,
                                        const std::array<double, 3> &origin,
                                        const std::array<double, 3> &normal);

/// The borders between the parts of a section.
vtkSmartPointer<vtkPolyData> part_borders(vtkPolyData &section);

/// What of the lines lies in the box, without arrays.
vtkSmartPointer<vtkPolyData> clipped_lines(vtkPolyData &lines, const Bounds &box);

/// All together, without arrays that one of them lacks.
vtkSmartPointer<vtkPolyData>
appended(const std::vector<vtkSmartPointer<vtkPolyData>> &pieces);

} // namespace kelvolt
