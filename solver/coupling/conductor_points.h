#pragma once

#include "discretization/scalar_field.h"

/// @file
/// Gauss points of the conductors among those of the package. Both fields have the
/// same degree, hence the same points in a cell that both have.

namespace kelvolt
{

/// The entries of an array over the package that lie in the conductors.
PointValues on_conductors(const ScalarField &electric, const PointValues &of_package);

/// The other way: zero outside the conductors.
PointValues on_package(const ScalarField &electric,
                       const ScalarField &thermal,
                       const PointValues &of_conductors);

} // namespace kelvolt
