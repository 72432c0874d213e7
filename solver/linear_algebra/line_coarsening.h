#pragma once

#include "linear_algebra/grid_hierarchy.h"

#include <array>
#include <cstdint>
#include <vector>

namespace kelvolt
{

/// Where the owned unknowns lie on the lines of a grid, and how strongly they are coupled
/// along them.
struct LinePlaces
{
  using Position = std::array<std::int32_t, 3>;

  std::vector<Position> position;
  /// Conductivity over the square of the cells' edge, per axis: what tells thin cells.
  std::vector<std::array<float, 3>> strength;
};

/// Compressed rows of one rank, with the diagonal, columns numbered locally: owned unknowns
/// first, then ghosts.
struct LevelRows
{
  std::vector<int> start = {0}, column;
  std::vector<double> value;

  unsigned int n_rows() const
  {
    return start.size() - 1;
  }
  LocalRows view() const
  {
    return {n_rows(), {start.data(), column.data(), value.data(), {}}, {}};
  }
};

/// How often the places of an unknown have been halved so far, per axis.
using Halvings = std::array<std::uint8_t, 3>;

constexpr unsigned int no_neighbour = -1;

/// Of each owned unknown: the axis that it is coarsened along, 3 if none, and its
/// neighbours on that line among the owned unknowns, with their couplings.
struct GridLines
{
  std::vector<std::uint8_t> axis;
  std::vector<std::array<unsigned int, 2>> neighbour; ///< lower, upper
  std::vector<std::array<double, 2>> coupling;
  std::vector<char> solved; ///< by the smoother alone
};

/// Each unknown is coarsened along the axis where it is most strongly coupled.
GridLines find_lines(const LevelRows &rows, const LinePlaces &places);

/// Every second unknown of a line, by its place on the grid, so that lines side by side do
/// alike; where that would leave two out in a row, one stays.
std::vector<char> choose_coarse(const GridLines &lines,
                                const LinePlaces &places,
                                const std::vector<Halvings> &halvings);

} // namespace kelvolt
