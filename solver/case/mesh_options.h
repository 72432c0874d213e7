#pragma once

#include <optional>

namespace kelvolt
{

/// What a package is computed on.
enum class MeshKind : unsigned char
{
  automatic, ///< columns where they must be or are cheaper, boxes else
  boxes,     ///< one grid along x, y and z
  columns    ///< triangles extruded along z
};

/// How the mesh is made when the user wants a say. Key `mesh`.
struct MeshOptions
{
  unsigned int degree = 2; ///< polynomial degree of both fields, 1 to 4
  double growth = 2.;      ///< largest ratio of neighbouring cell sizes, 1.2 to 4
  /// Cell size factor: 1 = default, 0.5 = cells half as large everywhere. With `adapt` the
  /// first mesh is 4 times as coarse.
  double size_factor = 1.;
  /// false: solve on the mesh of the size factor alone, whatever its error.
  bool adapt = true;
  MeshKind kind = MeshKind::automatic;
  /// Largest number of cells; a case that needs more is refused.
  double max_cells = 4e6;
  /// Corners of outlines that are nearer to each other are one [m]; absent: see
  /// snap_length().
  std::optional<double> snap{};
};

} // namespace kelvolt
