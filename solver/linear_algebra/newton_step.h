#pragma once

#include "linear_algebra/vector.h"

#include <functional>

namespace kelvolt
{

/// A value of F at x. Collective.
using VectorFunction = std::function<void(const Vector &x, Vector &value)>;
/// Shortens a step from x that leads out of where F is known. Collective.
using StepLimit = std::function<void(const Vector &x, Vector &step)>;

/// A step of Newton's method for F(x) = 0 where F is the step of a fixed-point iteration:
/// its derivative is not far from the identity in most directions, so that GMRES finds it
/// from few differences of values (Knoll and Keyes, J. Comput. Phys. 193 (2004) 357). The
/// step is halved until |F| falls.
/// @param x where the step begins, without ghost values
/// @param step what is to be added to x; F(x) itself, which leads elsewhere, if no step
/// makes |F| fall. Collective.
void newton_step(const VectorFunction &F,
                 const StepLimit &limit,
                 const Vector &x,
                 Vector &step);

} // namespace kelvolt
