#include "choose_mesh_kind.h"

#include "case/check_case.h"
#include "case/part_extent.h"
#include "layout/part_layout.h"
#include "mesh/block_mesh.h"
#include "mesh/column_mesh.h"
#include "mesh/plane_program.h"

#include <fmt/format.h>

namespace kelvolt
{

namespace
{

/// Grids of no more cells are never dear.
constexpr double cheap_cells = 2e4;
/// A wedge of the first mesh costs as much as so many cells of boxes: what is added to both
/// meshes later, and that columns are solved with one degree more.
constexpr double cells_per_wedge = 4.;

/// Edges up to which columns are weighed: what crosses is found pair by pair.
constexpr std::size_t most_edges = 2400;

/// Of the first grid, or of the layout alone where that is too large to be laid out.
double cells_on_boxes(const Case &input, const MaterialMap &library)
{
  const std::array<double, 3> grid = layout_grid(input.parts, input.patches);
  const double all = grid[0] * grid[1] * grid[2];
  if (all > largest_layout)
    return all;
  const Case sized = sized_for_first_mesh(input);
  return block_mesh_cells(sized, library, make_part_layout(input.parts, input.patches));
}

bool works_on_columns(const Case &input, const MaterialMap &library)
{
  Case on_columns = input;
  on_columns.mesh.kind = MeshKind::columns;
  return check_case(on_columns, library).empty() && has_plane_mesher();
}

} // namespace

std::string choose_mesh_kind(Case &input, const MaterialMap &library)
{
  MeshOptions &mesh = input.mesh;
  if (mesh.kind != MeshKind::automatic)
    return {};
  mesh.kind = has_prisms(input) ? MeshKind::columns : MeshKind::boxes;
  if (mesh.kind == MeshKind::columns)
    return {};
  const double cells = cells_on_boxes(input, library);
  if (cells <= cheap_cells ||
      plane_curves(input.parts, input.patches).size() > most_edges ||
      !works_on_columns(input, library))
    return {};
  const double wedges = expected_wedges(input);
  const bool is_cheaper = cells > cells_per_wedge * wedges;
  if (is_cheaper)
    mesh.kind = MeshKind::columns;
  return fmt::format(
      "Computed on {}: the first grid of boxes would have {:.3g} cells, columns "
      "about {:.3g} wedges (mesh.kind: auto)",
      is_cheaper ? "columns" : "boxes",
      cells,
      wedges);
}

} // namespace kelvolt
