#pragma once

#include <vtkSmartPointer.h>
#include <vtkUnstructuredGrid.h>

namespace kelvolt
{

/// The same points and point data, with every Lagrange hexahedron of degree n (VTK type 72)
/// split at its nodes into n^3 plain hexahedra, which carry the cell data of the whole.
/// Cutting and surface extraction are many times faster on these, and exact at the nodes.
vtkSmartPointer<vtkUnstructuredGrid> linear_cells(vtkUnstructuredGrid &grid);

} // namespace kelvolt
