#pragma once

#include <string>
#include <vector>

namespace kelvolt
{

/// One solve of the thermal problem with heat stored at that rate.
struct ShiftSolve
{
  double shift = 0.; ///< [1/s]; 0: steady
  int iterations = 0, set_ups = 0;
  bool double_precision = false;
  double seconds = 0.; ///< processor seconds of the busiest rank, with set-ups
};

/// Solves for the same random right-hand side to 1e-8 with each shift in turn, with one
/// solver. Collective. @param unknowns set to their number
std::vector<ShiftSolve> solve_shifts(const std::string &case_file,
                                     double size_factor,
                                     const std::vector<double> &shifts,
                                     double &unknowns);

} // namespace kelvolt
