#pragma once

#include "discretization/column_kernel.h"

/// @file
/// The wedges of column_kernel.h in single precision, for preconditioners: k is one number
/// in the plane and one along z in each cell, so that the matrix of a wedge is made of
/// those of its triangle and of its line.

namespace kelvolt
{

/// Entries of a symmetric matrix of n rows, row by row up to the diagonal.
constexpr unsigned int packed_size(unsigned int n)
{
  return n * (n + 1) / 2;
}

/// Largest number of nodes of a triangle times those of its line times lanes.
constexpr std::size_t max_single_batch =
    lanes * PlaneElement::max_nodes * (PlaneElement::max_degree + 1);

/// Mass and stiffness of a line of length 1, [row][column].
struct LineMatrices
{
  explicit LineMatrices(const ReferenceElement &line);

  ReferenceElement::Matrix mass{}, stiffness{};
};

/// Of a batch, all [..][lane]: stiffness and mass of the triangles, packed, k h of the
/// plane and k / h along z.
struct SingleWedges
{
  const float *stiffness, *mass, *in_plane, *along_z;
};

/// to[i][lane] = from[i] for lanes from `first` up to `end`.
void set_lanes(const float *from,
               unsigned int n,
               unsigned int first,
               unsigned int end,
               float *to);

/// y = A u. What A does to a constant is zero exactly, whatever the cell conducts.
void apply_single_wedges(unsigned int degree,
                         const LineMatrices &line,
                         const SingleWedges &wedges,
                         const float *u,
                         float *y);

} // namespace kelvolt
