#pragma once

#include "linear_algebra/vector.h"

namespace kelvolt
{

/// Shortens a step that leaves the trusted range of T. Collective. @return whether it did
bool limit_step(const Vector &T, Vector &dT);

} // namespace kelvolt
