#pragma once

#include "mesh/slab_cells.h"

#include <array>
#include <vector>

/// @file
/// Which intervals of a block mesh to halve. A slab is all cells between two
/// neighbouring planes of one axis; halving it keeps the mesh conforming and its multigrid
/// solver fast, and costs one more layer of cells across the package.

namespace kelvolt
{

/// One entry per axis and interval between two planes.
template <typename T>
using PerSlab = std::array<std::vector<T>, 3>;

/// How far a mesh is to be refined in one step.
struct RefinementGoal
{
  double share = 0.5;  ///< of the sum of all indicators that may remain, 0 to 1
  double growth = 2.;  ///< largest ratio of cells after and before
  int most_halves = 2; ///< halvings of one interval and its descendants in one step
};

/// The planes and those that halve intervals: always the interval with the largest
/// indicator per cell that halving it adds, until by prediction `share` of the sum remains
/// or the next one would exceed `growth`; then on to the largest drop of indicator per cell
/// that lies within a factor of two. So images of each other in a symmetric package are
/// halved together, and the choice does not hang on the last digits of the indicators,
/// which differ from one number of ranks to another. At least one where any indicator is
/// above zero.
///
/// Half an interval is predicted to hold 0.4 of its indicator on the side of the larger
/// neighbour and 0.1 on the other: as at an edge where the field is singular. There the
/// repeated halving makes cells that shrink geometrically towards the edge.
/// @param indicators not negative
std::array<std::vector<double>, 3> halve_slabs(const PartLayout &mesh,
                                               const PerSlab<double> &indicators,
                                               const RefinementGoal &goal);

} // namespace kelvolt
