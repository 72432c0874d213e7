#pragma once

/// @file
/// Between vectors and the node arrays of a batch, [plane node][z node][lane], where the
/// nodes of a cell over each of its plane nodes follow each other in the vector.

namespace kelvolt
{

/// u = x - offset. @param n_lines plane nodes @param n nodes over each
/// @param first of the lowest ones in x, [plane node][lane]
void gather_lines(unsigned int n_lines,
                  unsigned int n,
                  const unsigned int *first,
                  const float *x,
                  float offset,
                  float *u);
void gather_lines(unsigned int n_lines,
                  unsigned int n,
                  const unsigned int *first,
                  const double *x,
                  double offset,
                  double *u);

/// x += y, of the first lanes, as many as are filled.
void scatter_lines(unsigned int n_lines,
                   unsigned int n,
                   const unsigned int *first,
                   unsigned int filled,
                   const float *y,
                   float *x);
void scatter_lines(unsigned int n_lines,
                   unsigned int n,
                   const unsigned int *first,
                   unsigned int filled,
                   const double *y,
                   double *x);

} // namespace kelvolt
