#pragma once

#include "time/loads.h"

namespace kelvolt
{

/// The loads of a case with every voltage, current, loss and heat flux at the largest
/// value, by magnitude, that it ever takes, as if all of them came at once; films and
/// temperatures as they are first. They show where a package is loaded at all, which the
/// first values, often zero, do not.
Loads largest_loads(Case input);

} // namespace kelvolt
