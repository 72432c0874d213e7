#pragma once

#include "discretization/scalar_field.h"

#include <array>

namespace kelvolt
{

/// F . grad u at the Gauss points, F per axis, without arrays of grad u. Ghosts of u must
/// be up to date.
PointValues directional_slope(const ScalarField &field,
                              const std::array<PointValues, dim> &F,
                              const Vector &u);

} // namespace kelvolt
