#pragma once

#include "time/loads.h"

namespace kelvolt
{

/// The loads over the interval from `from` to `to` [s] as constants: drives by their root
/// mean square (with the sign of their mean), since they make heat by their square; all
/// else by the mean.
Loads mean_loads(const Case &input, double from, double to);

/// Entry by entry the one that is largest, without its sign, of the mean loads over windows
/// of this length [s] that begin at 0 or at a corner, up to the end of the study; surfaces
/// are cooled as in the window at 0. What happens over this length of time is driven by no
/// more, however short the pulses are.
Loads strongest_loads(const Case &input, double length, double end);

} // namespace kelvolt
