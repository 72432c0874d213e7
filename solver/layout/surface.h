#pragma once

#include "case/case.h"

namespace kelvolt
{

/// The faces of one part with one outward normal.
struct Surface
{
  unsigned int part = 0; ///< index into Case::parts
  Side side = Side::top;
};

/// The surface that the case calls by this name. The name has been checked.
Surface find_surface(const Case &input, const SurfaceName &name);

} // namespace kelvolt
