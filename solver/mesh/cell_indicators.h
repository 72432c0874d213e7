#pragma once

#include "mesh/slab_marking.h"

#include <mpi.h>

#include <array>
#include <vector>

namespace kelvolt
{

/// How much the error of a quantity owes to one field on one cell, for want of resolution
/// along each axis: a measure for marking, not signed.
struct CellIndicator
{
  bool of_potential = false;      ///< or of the temperature
  std::array<double, 3> corner{}; ///< the cell's lowest [m]
  std::array<double, 3> size{};   ///< [m]
  std::array<double, 3> along{};  ///< per axis, in the quantity's unit
};

/// Of the cells of this rank. A cell stands there once per field.
using CellIndicators = std::vector<CellIndicator>;

/// The sums over the slabs of a block mesh and over all ranks. Collective.
/// @param planes [m] of the mesh, strictly rising
PerSlab<double> slab_indicators(MPI_Comm communicator,
                                const CellIndicators &indicators,
                                const PerSlab<double> &planes);

} // namespace kelvolt
