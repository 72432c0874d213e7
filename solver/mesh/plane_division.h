#pragma once

#include "layout/arrangement.h"

#include <iosfwd>
#include <vector>

namespace kelvolt
{

/// How long the sides of triangles may be [m].
struct PlaneSizing
{
  double largest = 0.;
  /// How fast sizes grow with the distance from where they are small.
  double growth = 0.35;
  /// Along a full circle, at least.
  double sides_per_circle = 16.;
  /// Sides may be so many times longer than the gap to the next edge.
  double gap_factor = 3.;
  /// Wanted at each edge of the arrangement; empty: `largest` everywhere.
  std::vector<double> at_edge;
};

/// The arrangement with its edges divided into the sides of triangles. Sides are no longer
/// than asked, than gaps to the next edge and their share of a circle let them be;
/// and the straight lines between their ends meet at ends only, in the order of the sides
/// themselves, so that polygons can be meshed in their place.
/// @throws std::runtime_error if that cannot be reached
Arrangement divided(const Arrangement &arrangement, const PlaneSizing &sizing);

/// What divided() makes of an arrangement, found without making it.
struct SideEstimate
{
  double number = 0.;   ///< of sides, before arcs are halved
  double shortest = 0.; ///< wanted [m]
  PlanePoint at{};      ///< where that is
};
SideEstimate estimate_sides(const Arrangement &arrangement, const PlaneSizing &sizing);

/// The longest side wanted at a place within a divided arrangement: what its sides have,
/// growing with the distance.
class SizeField
{
public:
  SizeField(const Arrangement &division, const PlaneSizing &sizing);
  double at(const PlanePoint &place) const;

private:
  struct Source
  {
    PlanePoint place;
    double size;
  };
  double largest_, growth_;
  std::vector<Source> sources_;
};

/// What kelvolt-mesh is asked for, as text with all digits.
void write(std::ostream &stream, const Arrangement &division, const PlaneSizing &sizing);
/// @throws std::runtime_error if it is not complete
Arrangement read_division(std::istream &stream, PlaneSizing &sizing);

} // namespace kelvolt
