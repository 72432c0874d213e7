#pragma once

#include "linear_algebra/vector.h"

#include <deque>

namespace kelvolt
{

/// Anderson acceleration of a fixed-point iteration x <- x + f(x) (Walker and Ni, SIAM J.
/// Numer. Anal. 49 (2011) 1715): replaces the step f by the combination of the last steps
/// whose linear model has the smallest residual.
class AndersonAcceleration
{
public:
  /// @param depth number of earlier steps that are used
  explicit AndersonAcceleration(unsigned int depth) : depth_(depth) {}

  /// Takes the plain step f = g(x) - x at the present x and turns it into the accelerated
  /// step. Collective.
  void accelerate(const Vector &x, Vector &step);

private:
  unsigned int depth_;
  bool started_ = false;
  Vector last_x_, last_step_;
  std::deque<Vector> dx_, df_;
};

} // namespace kelvolt
