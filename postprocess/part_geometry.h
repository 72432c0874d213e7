#pragma once

#include <vtkPolyData.h>
#include <vtkSmartPointer.h>
#include <vtkUnstructuredGrid.h>

#include <array>
#include <cstddef>
#include <vector>

namespace kelvolt
{

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

/// The cells that are left when the upright quarter between `corner` and the viewer is
/// taken away; `toward_viewer`: signs of x and y of the direction to the viewer.
vtkSmartPointer<vtkUnstructuredGrid> opened(vtkUnstructuredGrid &grid,
                                            const std::array<double, 3> &corner,
                                            const std::array<int, 2> &toward_viewer);

/// The same grid drawn `factor` times as high.
vtkSmartPointer<vtkUnstructuredGrid> stretched(vtkUnstructuredGrid &grid, double factor);

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

} // namespace kelvolt
