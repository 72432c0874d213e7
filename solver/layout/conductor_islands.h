#pragma once

#include "case/case.h"
#include "part_layout.h"

#include <functional>
#include <vector>

namespace kelvolt
{

/// Cells joined through faces.
struct ConnectedCells
{
  /// Per cell of the layout the index of its component, -1 if it takes no part.
  std::vector<int> component;
  int count = 0;
};

/// The components of the cells whose part is marked in `takes_part` (one entry per part).
/// They are numbered in the order of their first cells.
ConnectedCells connected_cells(const PartLayout &layout,
                               const std::vector<bool> &takes_part);

/// Per part of the case: true if it belongs to the electric problem, that is, it has not
/// been set to `electrical: false` and its material conducts current. Does not look at
/// terminals.
std::vector<bool> conducting_parts(const Case &input, const MaterialMap &library);

/// The conducting islands: connected cells of conducting_parts(), those between which wires
/// carry current as one.
ConnectedCells
conductor_islands(const Case &input, const MaterialMap &library, const PartLayout &layout);

/// The same components where those that a wire joins are one. Nothing is said of wires
/// whose feet take no part.
/// @param wire_joins per wire of the case whether it counts
ConnectedCells joined_by_wires(const Case &input,
                               const std::vector<bool> &wire_joins,
                               const PartLayout &layout,
                               ConnectedCells cells);

/// The same on any layout. @param under the component of each cell on which a foot lies, -1
/// where it takes no part; only of surfaces of known parts
ConnectedCells
joined_by_wires(const Case &input,
                const std::vector<bool> &wire_joins,
                const std::function<std::vector<int>(const SurfaceName &foot)> &under,
                ConnectedCells cells);

/// Per wire of the case: whether it carries current where its feet do, that is, it has not
/// been set to `electrical: false` and its material conducts.
std::vector<bool> conducting_wires(const Case &input, const MaterialMap &library);

/// Indices of the parts with a cell in the component, rising.
std::vector<int>
parts_of_component(const PartLayout &layout, const ConnectedCells &cells, int component);

/// The same for all components, in one pass.
std::vector<std::vector<int>> parts_of_components(const PartLayout &layout,
                                                  const ConnectedCells &cells);

/// A grid point around which marked cells meet only along an edge or in a corner, not
/// through faces. A finite-element field is continuous there, so that current or heat would
/// pass through a line or a point: no such joint has a meaning.
struct TouchingPoint
{
  PointPosition point;
  std::vector<int> parts; ///< the marked parts around it, rising, no repeats
};

/// One example of every set of parts that meet so.
std::vector<TouchingPoint> touching_points(const PartLayout &layout,
                                           const std::vector<bool> &takes_part);

} // namespace kelvolt
