#pragma once

#include <array>
#include <vector>

namespace kelvolt
{

/// Nodes of VTK's Lagrange hexahedron (cell type 72) of that degree, in VTK's order:
/// corners, edges, faces, inside. Each is given by its lexicographic number in the cell (x
/// fastest), with degree + 1 nodes per direction. Order of VTK 9 and later
/// (vtkHigherOrderHexahedron); for degree 1 and 2 it is also that of the plain, the
/// triquadratic and XDMF's 27-node hexahedron.
std::vector<unsigned int> lagrange_cell_nodes(unsigned int degree);

/// The degree^3 linear hexahedra between the nodes, x fastest; corners in VTK's order, each
/// given by its lexicographic number in the cell.
std::vector<std::array<unsigned int, 8>> linear_sub_cells(unsigned int degree);

} // namespace kelvolt
