#include "linear_algebra/line_coarsening.h"

#include <algorithm>
#include <array>

namespace kelvolt
{

namespace
{

/// Rows that many other unknowns depend on, such as the voltage of a terminal, stay.
constexpr int longest_row = 40;

/// A coupling along a line that is weaker than this share of the row's strongest is none.
constexpr double least_share = 0.1;

/// Rows whose couplings are this share of their diagonal or less need no coarse level: the
/// smoother solves them.
constexpr double least_coupling = 0.2;

/// What couples to one row: the strongest neighbour on either side along each axis.
struct RowCouplings
{
  double total = 0., strongest = 0., diagonal = 0.;
  std::array<std::array<double, 2>, 3> coupling{};
  std::array<std::array<unsigned int, 2>, 3> neighbour{{{no_neighbour, no_neighbour},
                                                        {no_neighbour, no_neighbour},
                                                        {no_neighbour, no_neighbour}}};

  /// The strongest coupling along the axis.
  double along(unsigned int axis) const
  {
    return std::max(coupling[axis][0], coupling[axis][1]);
  }
};

/// Ghosts count, but are no neighbours.
RowCouplings couplings_of(unsigned int i, const LevelRows &rows, const LinePlaces &places)
{
  RowCouplings result;
  for (int e = rows.start[i]; e < rows.start[i + 1]; ++e)
  {
    const auto j = static_cast<unsigned int>(rows.column[e]);
    const double w = -rows.value[e];
    if (j == i)
    {
      result.diagonal = -w;
      continue;
    }
    result.total += w;
    result.strongest = std::max(result.strongest, w);
    if (j >= rows.n_rows())
      continue;
    const LinePlaces::Position &a = places.position[i], &b = places.position[j];
    for (unsigned int d = 0; d < 3; ++d)
      if (a[d] != b[d] && a[(d + 1) % 3] == b[(d + 1) % 3] &&
          a[(d + 2) % 3] == b[(d + 2) % 3])
      {
        const unsigned int side = b[d] > a[d] ? 1 : 0;
        if (w > result.coupling[d][side])
        {
          result.coupling[d][side] = w;
          result.neighbour[d][side] = j;
        }
      }
  }
  return result;
}

} // namespace

GridLines find_lines(const LevelRows &rows, const LinePlaces &places)
{
  const unsigned int n = rows.n_rows();
  GridLines lines;
  lines.axis.assign(n, 3);
  lines.neighbour.assign(n, {no_neighbour, no_neighbour});
  lines.coupling.assign(n, {0., 0.});
  lines.solved.assign(n, 0);
  for (unsigned int i = 0; i < n; ++i)
  {
    const RowCouplings row = couplings_of(i, rows, places);
    lines.solved[i] = row.total <= least_coupling * row.diagonal ? 1 : 0;
    if (lines.solved[i] != 0 || rows.start[i + 1] - rows.start[i] > longest_row)
      continue;
    float strength = 0.F;
    for (unsigned int d = 0; d < 3; ++d)
      if (row.along(d) >= least_share * row.strongest && places.strength[i][d] > strength)
      {
        strength = places.strength[i][d];
        lines.axis[i] = d;
        lines.neighbour[i] = row.neighbour[d];
        lines.coupling[i] = row.coupling[d];
      }
  }
  return lines;
}

std::vector<char> choose_coarse(const GridLines &lines,
                                const LinePlaces &places,
                                const std::vector<Halvings> &halvings)
{
  const auto n = static_cast<unsigned int>(lines.axis.size());
  std::vector<char> coarse(n, 1);
  const auto next = [&](unsigned int i)
  {
    const unsigned int j = lines.neighbour[i][1];
    return j != no_neighbour && lines.axis[j] == lines.axis[i] && lines.neighbour[j][0] == i
               ? j
               : no_neighbour;
  };
  const auto is_first = [&](unsigned int i)
  {
    const unsigned int j = lines.neighbour[i][0];
    return j == no_neighbour || next(j) != i || lines.axis[j] != lines.axis[i];
  };
  for (unsigned int first = 0; first < n; ++first)
  {
    if (lines.solved[first] != 0)
      coarse[first] = 0;
    if (lines.axis[first] == 3 || !is_first(first) || next(first) == no_neighbour)
      continue;
    const unsigned int d = lines.axis[first];
    bool before = true; // was coarse
    for (unsigned int i = first; i != no_neighbour; i = next(i))
    {
      const bool even = ((places.position[i][d] >> halvings[i][d]) & 1) == 0;
      coarse[i] = even || !before ? 1 : 0;
      before = coarse[i] != 0;
    }
  }
  return coarse;
}

} // namespace kelvolt
