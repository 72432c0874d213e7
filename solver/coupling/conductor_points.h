#pragma once

#include "discretization/scalar_field.h"

/// @file Gauss points of the conductors among those of the package. Both fields have the
/// same degree, hence the same points in a cell that both have.

namespace kelvolt
{

/// The entries of an array over the package that lie in the conductors.
QuadratureArray on_conductors(const ScalarField &electric,
                              const QuadratureArray &of_package);

/// The other way: zero outside the conductors.
QuadratureArray on_package(const ScalarField &electric,
                           const ScalarField &thermal,
                           const QuadratureArray &of_conductors);

} // namespace kelvolt
