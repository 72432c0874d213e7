#pragma once

#include "discretization/scalar_field.h"

/// @file
/// Gauss points of the conductors among those of the package. Both fields have the
/// same degree, hence the same points in a cell that both have.

namespace kelvolt
{

class ColumnField;

/// Where a cell of the conductors is among those of the package.
unsigned int
in_package(const ScalarField &electric, const ScalarField &thermal, unsigned int cell);
unsigned int
in_package(const ColumnField &electric, const ColumnField &thermal, unsigned int cell);

/// The entries of an array over the package that lie in the conductors.
PointValues on_conductors(const ScalarField &electric, const PointValues &of_package);

PointValues on_conductors(const ColumnField &electric,
                          const ColumnField &thermal,
                          const PointValues &of_package);

/// The other way: zero outside the conductors.
PointValues on_package(const ScalarField &electric,
                       const ScalarField &thermal,
                       const PointValues &of_conductors);
PointValues on_package(const ColumnField &electric,
                       const ColumnField &thermal,
                       const PointValues &of_conductors);

} // namespace kelvolt
