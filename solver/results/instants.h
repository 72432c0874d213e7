#pragma once

#include "results/summary.h"

#include <optional>
#include <string>

/// @file
/// A transient run, put together from what is said of it at one instant each.

namespace kelvolt
{

/// Whether the bound of a limit lies outside the error bar of its value. @param beyond how
/// far the value lies beyond the bound
bool is_certain(double beyond, double error);

/// One more instant of the run: the worst moment, and of limits that `now` has judged the
/// worst value, when that was, and the first violation; a violated one sets the status.
/// Cheap: to be called at every step that is accepted, in the order of time.
void follow_instant(Summary &whole, const Summary &now, double time);

/// One that the mesh does not resolve, so close is it behind a corner of the loads: what is
/// worst or violated there says nothing, but the first violation may lie there if one is
/// seen later, at any time up to the first that is resolved.
/// @param resolved that time [s]
void pass_instant(Summary &whole, const Summary &now, double time, double resolved);

/// The loads jump or bend at the last instant.
void turn_corner(Summary &whole);

/// One more saved instant: follow_instant(), a further entry in all histories, and the
/// numbers of `now` become those of the whole. (Not what `now` says besides, such as
/// warnings.)
/// @throws std::logic_error if both do not have the same parts, surfaces ...
void append_instant(Summary &whole, const Summary &now, double time);

/// The first history that does not have an entry for each of the times:
/// `parts.die.mean_temperature_history`. Nothing if all have.
std::optional<std::string> uneven_history(const Summary &summary);

} // namespace kelvolt
