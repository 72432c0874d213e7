#pragma once

#include <vtkSmartPointer.h>
#include <vtkUnstructuredGrid.h>

#include <array>
#include <vector>

namespace kelvolt
{

/// A plain hexahedron within a cell: the places of its corners in the cell's list of nodes.
using SubCell = std::array<int, 8>;

/// Those of a Lagrange hexahedron (VTK type 72; of degree 1 also type 12), the first
/// reference direction fastest.
std::vector<SubCell> sub_cells(int degree);

int degree_of_nodes(vtkIdType n_nodes);

// Arrays of linear_cells().
inline constexpr char element_array[] = "element"; ///< of cells, the one that was split
inline constexpr char place_array[] = "place";     ///< of cells, number within sub_cells()

/// The same points and point data, with every Lagrange hexahedron of degree n (VTK type 72)
/// split at its nodes into n^3 plain hexahedra, which carry the cell data of the whole.
/// Cutting and surface extraction are many times faster on these, and exact at the nodes.
vtkSmartPointer<vtkUnstructuredGrid> linear_cells(vtkUnstructuredGrid &grid);

} // namespace kelvolt
