#pragma once

#include "accuracy/cell_change.h"
#include "results/numbers.h"

#include <mpi.h>

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// How far u may be off u_+ at a point, as a multiple of the change e = u_+ - u_h around
/// it: along an edge with r^s values converge like p^(-2 s), half as fast as energies, so
/// that
///
///     6/5 / (1 - (p / (p + added))^(2 s))  -  1,   at least 1
///
/// @param exponent s; 1 and more where there is no edge
double left_at_points(unsigned int degree, unsigned int added, double exponent);

/// Where the highest and the lowest temperature of each part may lie. At one place the
/// change from one degree to the next may vanish by chance, in a whole cell it does not.
/// With what is left open in a cell K, d_K = left_at_points() max_K |e|, the lowest
/// temperature is between
///
///     min over K of (min_K u_+ - d_K)    and    min over K of (min_K u_+ + d_K)
///
/// and likewise the highest.
class ExtremeSpans
{
public:
  explicit ExtremeSpans(std::size_t n_parts);

  /// Of the nodes of one cell.
  struct Cell
  {
    std::size_t part = 0;
    double lowest = 0., highest = 0.; ///< of u_+ [K]
    double left = 0.;                 ///< d_K [K]
  };
  void add(const Cell &cell);
  /// Over all ranks. Collective.
  void reduce(MPI_Comm communicator);

  /// Bars of the parts' lowest and highest temperatures reach as far as their spans do.
  void widen(Numbers &numbers) const;

private:
  struct OfPart
  {
    double lowest_from, lowest_to, highest_from, highest_to; ///< [K]
  };
  std::vector<OfPart> parts_;
};

/// Of a temperature, over all ranks. Collective.
ExtremeSpans extreme_spans(std::size_t n_parts, const CellChange &change);

} // namespace kelvolt
