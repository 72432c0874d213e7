#pragma once

/// @file
/// Between vectors and the node arrays of a batch, [plane node][z node][lane], where the
/// nodes of a cell over each of its plane nodes follow each other in the vector.

namespace kelvolt
{

/// u = x - offset. @param n_lines plane nodes @param n nodes over each
/// @param first of the lowest ones in x, [plane node][lane] @tparam Number float, double
template <typename Number>
void gather_lines(unsigned int n_lines,
                  unsigned int n,
                  const unsigned int *first,
                  const Number *x,
                  Number offset,
                  Number *u);

/// x += y, of the first lanes, as many as are filled. Likewise.
template <typename Number>
void scatter_lines(unsigned int n_lines,
                   unsigned int n,
                   const unsigned int *first,
                   unsigned int filled,
                   const Number *y,
                   Number *x);

} // namespace kelvolt
