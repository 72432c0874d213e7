#pragma once

#include "case/case.h"
#include "results/summary.h"
#include "thermal/thermal_problem.h"

#include <array>

/// @file
/// What summaries of boxes and of columns state alike.

namespace kelvolt
{

/// A place [m] rounded to a decimal share of 1e-9 or less of the package.
std::array<double, 3> without_round_off(const std::array<double, 3> &place, double size);

/// States the highest temperature, and the part that holds it: of those whose maximum is
/// not below it by more than the margin, as those that share the hottest node, one that
/// makes heat. @return its index
std::size_t
state_hottest(const Case &input, double highest, double margin, Summary &summary);

/// States a cooled surface, and warns of a film used outside the range of its law.
void add_cooled_surface(const Cooling &cooling, const SurfaceHeat &heat, Summary &summary);

/// What a contact is to heat.
ContactSummary contact_summary(const Contact &contact, const ContactHeat &heat);

} // namespace kelvolt
