#pragma once

#include "case/case.h"
#include "layout/part_layout.h"

#include <vector>

namespace kelvolt
{

/// A plane from which heat spreads into a part, and what lies beside it.
struct HeatedPlane
{
  unsigned int part = 0;
  int axis = 0;   ///< of its normal
  double at = 0.; ///< [m]
};

/// Both planes of each box of a part across its thinnest direction.
std::vector<HeatedPlane> planes_across(const Part &part, unsigned int index);

/// The planes where the loads of a case put heat in, whenever that is: across the parts
/// that are given a loss or switch, and the sides with a heat flux. (A current heats the
/// whole of its path.)
std::vector<HeatedPlane> heated_planes(const Case &input);

/// The mesh of a layout with cells beside these planes no longer than some multiple of
/// sqrt(alpha t), which is as far as heat has gone by the time t [s]: so much that the
/// temperature there is good to 0.1 % or so. What the rest needs an estimate tells.
PartLayout with_first_lengths(const Case &input,
                              const MaterialMap &library,
                              const PartLayout &layout,
                              const PartLayout &mesh,
                              const std::vector<HeatedPlane> &planes,
                              double t);

} // namespace kelvolt
