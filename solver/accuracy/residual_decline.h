#pragma once

#include "linear_algebra/linear_solver.h"

#include <algorithm>

namespace kelvolt
{

/// Follows how far the residual of one field has fallen below its largest value, while
/// inner solves of one outer iteration start from what is left of it.
class ResidualDecline
{
public:
  /// @return what the solve found of it, relative to the largest so far
  double relative(const SolveReport &report)
  {
    largest_ = std::max(largest_, report.first_residual);
    return largest_ > 0. ? report.first_residual / largest_ : 0.;
  }

private:
  double largest_ = 0.;
};

} // namespace kelvolt
