#pragma once

#include "case/case.h"
#include "layout/part_layout.h"
#include "results/summary.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// Thickness of the boundary layer at the upper end of an upright plate of one temperature
/// (H. B. Squire and E. R. G. Eckert: 3.93 L Pr^(-1/2) (0.952 + Pr)^(1/4) Gr^(-1/4)), for
/// air [m]. @param length of the plate [m]
double boundary_layer_thickness(double rayleigh, double length);

/// Sentences about surfaces with the film of a plate that stands alone, a fifth or more of
/// which faces another part so near that the boundary layers of the two touch: that film
/// takes more heat than the gap between them lets out.
/// @param summary with the films that were found
std::vector<std::string>
facing_plate_warnings(const Case &input, const PartLayout &layout, const Summary &summary);

} // namespace kelvolt
