#pragma once

#include "mesh/slab_marking.h"

namespace kelvolt
{

/// What the slab indicators of a mesh of degree p may have overlooked, in their unit.
///
/// With one degree more, the indicator of a slab of length h grows like D h^(2 p + 3) where
/// the field is smooth, D the product of the derivatives of order p + 1 of solution and
/// adjoint. Where both neighbours of a slab have such a product, the field has one in
/// between too, unless it changes its sign there: then the slab's own indicator is small
/// for symmetry, not for want of an error. So a slab whose indicator is below those of both
/// neighbours is suspected of what their smaller product makes of its own length, less its
/// own indicator; the sum over all slabs is returned. Along cells that shrink towards an
/// edge one neighbour has always less than the slab itself, and nothing is suspected.
///
/// @param planes [m] strictly rising @param indicators one per interval, not negative
double blind_indicator(const PerSlab<double> &planes,
                       const PerSlab<double> &indicators,
                       unsigned int degree);

} // namespace kelvolt
