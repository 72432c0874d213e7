#pragma once

#include "discretization/foot_links.h"
#include "linear_algebra/linear_solver.h"

#include <functional>
#include <vector>

namespace kelvolt
{

/// Newton's method for the currents I(V) of wires between their feet, whose G = I / V the
/// links hold, and dI/dV this. The slopes apply while a linear system is solved.
class WireNewton
{
public:
  /// [S] per wire of the case, with the G of the links.
  void set_slopes(std::vector<double> slopes)
  {
    slopes_ = std::move(slopes);
  }

  /// What `solve` says, with the slopes in place of G.
  SolveReport with_slopes(FootLinks &links,
                          const std::function<SolveReport()> &solve) const;

  /// Gives the links the G with which currents are those that a step has balanced,
  /// I + dI/dV (V_new - V). @param before,now V [V] per wire
  void follow(const std::vector<double> &before,
              const std::vector<double> &now,
              FootLinks &links) const;

private:
  std::vector<double> slopes_;
};

} // namespace kelvolt
