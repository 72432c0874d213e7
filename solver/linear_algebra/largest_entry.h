#pragma once

#include "linear_algebra/vector.h"

namespace kelvolt
{

/// The largest size of any entry of all ranks; infinity if one is not finite, which the
/// maximum norm would not tell. Collective.
double largest_entry(const Vector &v);

} // namespace kelvolt
