#pragma once

#include "case/case.h"
#include "case/case_problem.h"
#include "layout/part_layout.h"

#include <array>
#include <optional>
#include <vector>

namespace kelvolt
{

/// Cells that belong to a part once every interval of the layout's axes is split into the
/// given number of cells (one entry per interval and axis).
double cell_count(const PartLayout &layout,
                  const std::array<std::vector<double>, 3> &splits);

/// The number of cells that make_block_mesh() would make. Takes no memory for them.
double
block_mesh_cells(const Case &input, const MaterialMap &library, const PartLayout &layout);

/// The fault of a case whose mesh would exceed MeshOptions::max_cells, or whose grid with
/// its void would exceed largest_layout. Takes no memory for the mesh.
std::optional<CaseProblem>
too_many_cells(const Case &input, const MaterialMap &library, const PartLayout &layout);

/// The same fault of a layout whose own cells are too many already.
CaseProblem too_many_filled_cells(const Case &input, const PartLayout &layout);

/// The same fault of boxes whose layout would exceed largest_layout; found without laying
/// them out.
std::optional<CaseProblem> too_large_layout(const Case &input);

/// The mesh that an adaptive run starts from is this much coarser than the default one.
constexpr double first_mesh_factor = 4.;

/// The case with the size factor of the first mesh that it is solved on.
Case sized_for_first_mesh(const Case &input);

/// The cells of the coarse finite-element mesh: the layout with graded planes
/// (grade_axis()) for the sizes of plane_sizes() and the growth and size factor of the
/// case's mesh options. Cells of void_part are no mesh cells.
/// @throws InputError with too_many_cells(), before it takes memory.
PartLayout
make_block_mesh(const Case &input, const MaterialMap &library, const PartLayout &layout);

} // namespace kelvolt
