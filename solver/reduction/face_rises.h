#pragma once

#include "thermal/thermal_problem.h"

#include <vector>

namespace kelvolt
{

/// One cooled face in the steady state of a linearized package that takes up 1 W.
struct FaceRise
{
  double mean = 0.;  ///< of its temperature [K]
  double heat = 0.;  ///< through it [W]
  bool known = true; ///< the heat: where several faces take the rest it is not told apart
};

/// Of all coolings of the problem. Plain films and radiation take what their slopes at the
/// last linearize() say; what these leave of the 1 W goes to the one face that holds a
/// temperature or follows a correlation, if there is but one. Collective.
/// @param rise of that state, with ghosts and constrained entries
std::vector<FaceRise> face_rises(const ThermalProblem &thermal, const Vector &rise);

/// Of the same faces, without sign.
std::vector<FaceRise> differences(std::vector<FaceRise> one,
                                  const std::vector<FaceRise> &other);

} // namespace kelvolt
