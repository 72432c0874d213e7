#pragma once

#include "outline.h"

#include <stdexcept>

namespace kelvolt
{

/// Why an outline cannot grow by so much.
class GrowthError : public std::runtime_error
{
public:
  using std::runtime_error::runtime_error;
};

/// The outline with its edge moved outwards by a distance, inwards where that is negative:
/// all points nearer to it than that, or further within it. Arcs stay arcs; a corner that
/// the edge moves around becomes an arc.
/// @param by [m] @param outline without faults
/// @throws GrowthError where a polygon or a hole vanishes, or the moved edge touches itself
Outline grown(const Outline &outline, double by);

} // namespace kelvolt
