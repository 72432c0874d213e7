#pragma once

#include "layout/arrangement.h"
#include "mesh/column_layout.h"

namespace kelvolt
{

/// The mesh that a case with slanted or round edges begins with.
struct ColumnMesh
{
  ColumnLayout layout; ///< ready to be bisected
  Straightening straightened;
  Arrangement::Shift shift; ///< see merging_warning()
};

/// Triangles by kelvolt-mesh, as large as the outlines let them be but at the edges of
/// heated parts; along z cells as in a package of boxes. The mesh is to be refined by an
/// estimate of its error.
/// @throws InputError if outlines that nearly touch take more cells than the case allows,
/// before that many are made; std::runtime_error if kelvolt-mesh is not there or finds no
/// triangles
ColumnMesh first_columns(const Case &input);

/// About how many cells first_columns() makes, the void included; without triangles.
double expected_wedges(const Case &input);

} // namespace kelvolt
